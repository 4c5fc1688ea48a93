/**
 * What the reports say adds up with what was traced: every sum that the site prints or rests on.
 * The one list of numbers kept by hand: what was read in the sources, held against the tables. All other tests take their numbers from the tables.
 */
import { describe, expect, test } from 'vitest';
import { dataset } from '../../src/dataset/current.ts';
import {
  bureauTotal,
  countryCount,
  DECEMBER,
  derivedFigure,
  derivedFigures,
  matchedOnlyCountries,
  matchedStations,
  methodTotal,
  notTraced,
  patrolPostings,
  SEPTEMBER,
  share,
  stationCount,
  tracedStations,
} from '../../src/dataset/derived.ts';

/** Expects a number that is kept by hand. Its message tells whoever changed a row what to do here. */
const held = <Value>(value: Value) =>
  expect(
    value,
    'this number is kept by hand in tests/unit/reconciliation.test.ts, from the sources. A row was changed or added on purpose: write the new number here and in the name of the test, ' +
      'the other tests take it from the tables. Otherwise fix the row. The number',
  );

const { tables } = dataset;
const traced = tracedStations(dataset);
const tracedIn = (country: string) => stationCount(traced.filter((station) => station.country === country));
const figure = (name: string) => derivedFigure(dataset, name).value;
const sum = (values: readonly (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);

describe('the report of September 2022', () => {
  test('54 stations are 52 traced and 2 not traced', () => {
    held(dataset.get('reports', SEPTEMBER).total).toBe(54);
    held(stationCount(tracedStations(dataset, SEPTEMBER))).toBe(52);
    held(notTraced(dataset, SEPTEMBER).stations).toBe(2);
  });

  test('30 countries are 28 traced and 2 not traced', () => {
    held(dataset.get('reports', SEPTEMBER).countries).toBe(30);
    held(countryCount(tracedStations(dataset, SEPTEMBER))).toBe(28);
    held(notTraced(dataset, SEPTEMBER).countries).toBe(2);
  });
});

describe('the report of December 2022', () => {
  test('at least 102 stations are 87 traced, 4 matched by us and 11 not traced', () => {
    const report = dataset.get('reports', DECEMBER);
    held([report.total, report.totalPrecision]).toEqual([102, 'at-least']);
    held(stationCount(traced)).toBe(87);
    held(stationCount(matchedStations(dataset))).toBe(4);
    held(notTraced(dataset, DECEMBER).stations).toBe(11);
  });

  test('53 countries are 44 traced, 2 that only a matched listing names and 7 not traced', () => {
    held(dataset.get('reports', DECEMBER).countries).toBe(53);
    held(countryCount(traced)).toBe(44);
    held(matchedOnlyCountries(dataset)).toHaveLength(2);
    held(notTraced(dataset, DECEMBER).countries).toBe(7);
  });

  test('its 102 are the 54 of September and 48 added', () => {
    const [september, december] = [dataset.get('reports', SEPTEMBER), dataset.get('reports', DECEMBER)];
    held([september.added, december.added]).toEqual([54, 48]);
    expect(september.added + december.added).toBe(december.total);
  });

  test('agrees with the claims that state it', () => {
    for (const report of tables.reports) {
      const claim = dataset.get('claims', report.claim);
      const values = [
        claim.value,
        ...tables.claim_figures.filter((row) => row.claim === claim.id).map((row) => row.value),
      ];
      expect(values, report.claim).toEqual(expect.arrayContaining([report.total, report.countries]));
    }
  });
});

describe('the four bureaus', () => {
  test('29, 12, 28 and 33 stations make the 102', () => {
    const totals = ['nantong', 'wenzhou', 'qingtian', 'fuzhou'].map((bureau) => bureauTotal(dataset, bureau));
    held(totals).toEqual([29, 12, 28, 33]);
    held(sum(totals)).toBe(102);
    held(tables.operators).toHaveLength(4);
  });

  test('what each report adds for them makes what the report adds', () => {
    for (const report of tables.reports)
      expect(
        sum(tables.listing_totals.filter((row) => row.report === report.id).map((row) => row.added)),
        report.id,
      ).toBe(report.added);
  });

  test('13, 11, 12 and 21 traced stations have a bureau, 30 have none', () => {
    const tracedBy = (bureau: string | null) => stationCount(traced.filter((station) => station.operator === bureau));
    held(['nantong', 'wenzhou', 'qingtian', 'fuzhou', null].map(tracedBy)).toEqual([13, 11, 12, 21, 30]);
    held(figure('traced-no-bureau')).toBe(30);
  });

  test('3 of the matched stations are of Nantong and 1 of Wenzhou', () => {
    const matchedBy = (bureau: string) =>
      stationCount(matchedStations(dataset).filter((station) => station.operator === bureau));
    held(['nantong', 'wenzhou', 'qingtian', 'fuzhou'].map(matchedBy)).toEqual([3, 1, 0, 0]);
  });

  test('no bureau has more traced and matched stations than the reports say', () => {
    for (const { id } of tables.operators)
      expect(stationCount(tables.stations.filter((station) => station.operator === id)), id).toBeLessThanOrEqual(
        bureauTotal(dataset, id),
      );
  });
});

describe('where the listings point', () => {
  test.each([
    ['ITA', 11],
    ['ESP', 9],
    ['CAN', 5],
    ['FRA', 4],
    ['USA', 4],
  ])('%s has %i', (country, count) => {
    held(tracedIn(country)).toBe(count);
    held(figure(`country-${country.toLowerCase()}`)).toBe(count);
  });

  test('no other country has more than these', () => {
    for (const { id } of tables.countries)
      if (!['ITA', 'ESP', 'CAN'].includes(id)) expect(tracedIn(id), id).toBeLessThanOrEqual(4);
  });

  test('the European Union has 41', () => {
    held(figure('traced-eu')).toBe(41);
    expect(tables.countries.filter((country) => country.europeanUnion).length).toBeLessThanOrEqual(27);
    for (const country of tables.countries)
      if (country.europeanUnion) expect(country.continent, country.id).toBe('Europe');
  });

  test('the continents have 48, 11, 11, 8, 6 and 3, which make the 87', () => {
    const counts = ['europe', 'north-america', 'south-america', 'asia', 'africa', 'oceania'].map((continent) =>
      figure(`traced-${continent}`),
    );
    held(counts).toEqual([48, 11, 11, 8, 6, 3]);
    held(sum(counts)).toBe(87);
  });

  test('15 have a country but no city', () => held(figure('traced-without-city')).toBe(15));

  test('the countries make the 87', () => {
    held(
      sum([...derivedFigures(dataset).values()].filter((one) => one.words === 'country').map((one) => one.value)),
    ).toBe(87);
  });

  test('Italy is placed in full: every listing has a place', () => {
    for (const station of traced) if (station.country === 'ITA') expect(station.place, station.id).not.toBeNull();
  });

  test('seven of the eleven in Italy came with the second report, because four were in the first', () => {
    held(figure('italy-added-december')).toBe(7);
    held(stationCount(tracedStations(dataset, SEPTEMBER).filter((station) => station.country === 'ITA'))).toBe(4);
  });
});

describe('what a host’s authorities said of the stations in a place', () => {
  const findingsIn = (country: string) =>
    tables.place_findings.filter((row) => dataset.get('places', row.place).country === country);

  test('covers the eleven in Italy', () => held(sum(findingsIn('ITA').map((row) => row.listed))).toBe(11));

  test('counts in each place what the table of stations counts there', () => {
    for (const finding of tables.place_findings)
      expect(stationCount(traced.filter((station) => station.place === finding.place)), finding.id).toBe(
        finding.listed,
      );
  });

  test('leaves out no place in Italy or the Netherlands that has a listing', () => {
    for (const country of ['ITA', 'NLD']) {
      const listed = new Set(traced.filter((station) => station.country === country).map((station) => station.place));
      expect(new Set(findingsIn(country).map((row) => row.place))).toEqual(listed);
    }
  });
});

describe('joint patrols', () => {
  const officers = (host: string, guest: string, years: readonly number[]) =>
    years.map((year) =>
      sum(
        tables.patrols
          .filter((row) => row.host === host && row.guest === guest && row.year === year)
          .map((row) => row.officers),
      ),
    );

  test('brought 4, 10, 10 and 10 Chinese officers to Italy', () => {
    held(officers('ITA', 'CHN', [2016, 2017, 2018, 2019])).toEqual([4, 10, 10, 10]);
    held(patrolPostings(dataset, 'ITA', 'CHN')).toBe(34);
    held(figure('patrol-postings-italy')).toBe(34);
  });

  test('brought 4, 8 and 8 Italian officers to China', () =>
    held(officers('CHN', 'ITA', [2017, 2018, 2019])).toEqual([4, 8, 8]));

  test('brought 30 officers to Croatia in four years', () =>
    held(sum(officers('HRV', 'CHN', [2018, 2019, 2022, 2023]))).toBe(30));

  test('that were suspended brought nobody', () => {
    for (const patrol of tables.patrols) expect(patrol.officers === 0, patrol.id).toBe(patrol.status === 'suspended');
  });

  test('name no more officers in their cities than in all, and place all of them where every city is known', () => {
    for (const patrol of tables.patrols) {
      const places = tables.patrol_places.filter((row) => row.patrol === patrol.id);
      expect(sum(places.map((row) => row.officers)), patrol.id).toBeLessThanOrEqual(patrol.officers);
      if (places.length > 0 && places.every((row) => row.officers !== null))
        expect(sum(places.map((row) => row.officers)), patrol.id).toBe(patrol.officers);
    }
  });

  test('name each city once a patrol', () => {
    const pairs = tables.patrol_places.map((row) => `${row.patrol} ${row.place}`);
    expect(new Set(pairs).size).toBe(pairs.length);
  });
});

describe('returns', () => {
  const value = (id: string) => dataset.get('returns', id).value;

  test('of 2018 add up to 1,335 by method', () => {
    held(methodTotal(dataset, 'sky-net-2018')).toBe(1335);
    held(value('sky-net-2018')).toBe(1335);
    held(figure('methods-total-2018')).toBe(1335);
  });

  test('of 2018 are 500 persuaded, 400 caught at the border or inside China, 17 extradited', () => {
    const of2018 = (method: string) =>
      tables.return_methods.find((row) => row.returns === 'sky-net-2018' && row.method === method)?.value;
    held(of2018('persuaded')).toBe(500);
    held(figure('border-or-inside-2018')).toBe(400);
    held(of2018('extradited')).toBe(17);
    held(figure('persuaded-share-2018')).toBe(37.5);
    held(figure('extradited-share-2018')).toBe(1.3);
  });

  test('of Sky Net add up year by year to the official total of 2020', () => {
    const years = ['sky-net-2014-2016', 'sky-net-2017', 'sky-net-2018', 'sky-net-2019', 'sky-net-2020'].map(value);
    held(years).toEqual([2566, 1300, 1335, 2041, 1421]);
    held(sum(years)).toBe(8663);
    held(value('sky-net-total-2020-12')).toBe(8663);
  });

  test('of Fox Hunt add up by method in 2014 and 2015', () => {
    const methods = (id: string) => tables.return_methods.filter((row) => row.returns === id).map((row) => row.value);
    held(methods('fox-hunt-2014')).toEqual([290, 390]);
    held(methods('fox-hunt-2015')).toEqual([477, 366, 14]);
    held(value('fox-hunt-2014')).toBe(680);
    held(value('fox-hunt-2015')).toBe(857);
  });

  test('broken down by method always add up to the figure they break down', () => {
    for (const id of new Set(tables.return_methods.map((row) => row.returns)))
      expect(methodTotal(dataset, id), id).toBe(value(id));
  });

  test('counted since the start never fall', () => {
    const totals = tables.returns
      .filter((row) => row.campaign === 'sky-net' && row.measure === 'running-total')
      .sort((a, b) => (a.end < b.end ? -1 : 1));
    expect(totals.length).toBeGreaterThan(5);
    for (const [index, total] of totals.entries())
      expect(total.value ?? 0, total.id).toBeGreaterThanOrEqual(totals[index - 1]?.value ?? 0);
  });

  test('that were not found have no value, and only those', () => {
    for (const row of tables.returns) expect(row.value === null, row.id).toBe(row.valuePrecision === 'not-found');
    expect(value('sky-net-2022')).toBeNull();
  });

  test('of 2023 stand for January to November and say so', () => {
    const row = dataset.get('returns', 'sky-net-2023-jan-nov');
    held([row.value, row.end, row.partial]).toEqual([1278, '2023-11', true]);
  });
});

describe('shares', () => {
  test('are numerator by denominator, with one decimal', () => {
    expect(share(500, 1335)).toBe(37.5);
    expect(share(1, 3)).toBe(33.3);
    expect(share(1, 8)).toBe(12.5);
    for (const row of tables.persuaded_shares) {
      expect(row.numerator === null, row.id).toBe(row.shareBasis === 'source');
      if (row.numerator !== null) expect(share(row.numerator, row.denominator), row.id).toBe(row.share);
    }
  });

  test('of people persuaded rest on figures that stand in the table of returns where it has them', () => {
    for (const row of tables.persuaded_shares) {
      if (dataset.has('returns', row.id)) expect(dataset.get('returns', row.id).value, row.id).toBe(row.denominator);
    }
  });

  test('of Freedom House are as stated when rounded', () => {
    const stated = tables.repression_totals.filter((row) => row.chinaShare !== null);
    expect(stated.map((row) => [row.china, row.total, row.chinaShare])).toEqual([
      [253, 854, 30],
      [272, 1219, 22],
    ]);
    for (const row of stated) expect(Math.round(((row.china ?? 0) / row.total) * 100), row.id).toBe(row.chinaShare);
  });

  test('of Freedom House by state start with the figure for China and fall', () => {
    expect(tables.repression_states[0]?.incidents).toBe(dataset.get('repression_totals', 'through-2024').china);
    const incidents = tables.repression_states.map((row) => row.incidents);
    expect(incidents).toEqual([...incidents].sort((a, b) => b - a));
  });

  test('of Freedom House grow by what is new in a year', () => {
    const totals = tables.repression_totals;
    for (const [index, row] of totals.entries()) {
      const before = totals[index - 1];
      if (before && row.newInYear !== null)
        expect(row.total - before.total, row.id).toBeGreaterThanOrEqual(row.newInYear);
    }
  });
});

describe('the check of the first article', () => {
  test('has its 26 points, numbered without a gap', () => {
    expect(tables.article_check.map((row) => row.id)).toEqual(
      Array.from({ length: 26 }, (_, index) => `article-${String(index + 1).padStart(2, '0')}`),
    );
    held(figure('article-points')).toBe(26);
  });
});

describe('derived figures', () => {
  const figures = [...derivedFigures(dataset).values()];

  test('are whole numbers, or shares of at most a hundred', () => {
    for (const { id, value, percent } of figures) {
      expect(value, id).toBeGreaterThanOrEqual(0);
      if (percent) expect(value, id).toBeLessThanOrEqual(100);
      else expect(Number.isInteger(value), id).toBe(true);
    }
  });

  test('rest on claims and sources that exist', () => {
    for (const { id, claims, sources } of figures) {
      for (const claim of claims) expect(dataset.has('claims', claim), `${id} rests on ${claim}`).toBe(true);
      for (const source of sources) expect(dataset.has('sources', source), `${id} rests on ${source}`).toBe(true);
    }
  });

  test('are found by name, and a wrong name is told with those there are', () => {
    expect(derivedFigure(dataset, 'traced-stations').id).toBe('figure-traced-stations');
    expect(() => derivedFigure(dataset, 'traced-station')).toThrow(
      /There is no derived figure "traced-station"; there are: .*traced-stations/,
    );
  });

  test('never hide that a country’s number is a lowest possible one', () => {
    for (const station of traced) {
      if (station.countPrecision === 'at-least')
        expect(derivedFigure(dataset, `country-${station.country.toLowerCase()}`).precision, station.id).toBe(
          'at-least',
        );
    }
    expect(derivedFigure(dataset, 'listed-december').precision).toBe('at-least');
  });
});
