/**
 * What the reports say adds up with what was traced: every sum that the site prints or rests on.
 * The one list of numbers kept by hand: what was read in the sources, held against the tables. What we count ourselves (traced, matched, not traced, by
 * continent, by bureau) is held by the sums it must make, so that one more station changes no number here; a row that goes is found by `check:editions`.
 */
import { describe, expect, test } from 'vitest';
import { dataset } from '../../src/dataset/current.ts';
import {
  bureauTotal,
  DECEMBER,
  derivedFigure,
  derivedFigures,
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

describe.each([
  ['September 2022', SEPTEMBER, 54, 'exact', 30],
  ['December 2022', DECEMBER, 102, 'at-least', 53],
] as const)('the report of %s', (_name, id, total, precision, countries) => {
  const report = dataset.get('reports', id);
  const ours = tracedStations(dataset, id);
  // Bureaus' own lists, from which we matched, are later than the first report.
  const matched = id === DECEMBER ? matchedStations(dataset) : [];
  const hole = notTraced(dataset, id);

  test(`counts ${total} stations, which are the traced, the matched and the not traced`, () => {
    held([report.total, report.totalPrecision]).toEqual([total, precision]);
    expect(stationCount(ours) + stationCount(matched) + hole.stations).toBe(total);
    expect(hole.stations).toBeGreaterThanOrEqual(0);
  });

  test(`counts ${countries} countries, which are the traced, those that only a matched listing names and the not traced`, () => {
    held(report.countries).toBe(countries);
    const named = new Set([...ours, ...matched].map((station) => station.country));
    expect(named.size + hole.countries).toBe(countries);
    expect(hole.countries).toBeGreaterThanOrEqual(0);
  });
});

describe('both reports', () => {
  test('its 102 are the 54 of September and 48 added', () => {
    const [september, december] = [dataset.get('reports', SEPTEMBER), dataset.get('reports', DECEMBER)];
    held([september.added, december.added]).toEqual([54, 48]);
    expect(september.added + december.added).toBe(december.total);
  });

  test('agree with the claims that state them', () => {
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

  test('and no bureau at all make what is traced, and what is matched', () => {
    const bureaus = [...tables.operators.map(({ id }) => id), null];
    const by = (stations: typeof traced, bureau: string | null) =>
      stationCount(stations.filter((station) => station.operator === bureau));
    expect(sum(bureaus.map((bureau) => by(traced, bureau)))).toBe(figure('traced-stations'));
    expect(sum(bureaus.map((bureau) => by(matchedStations(dataset), bureau)))).toBe(figure('matched-stations'));
    for (const { id } of tables.operators) expect(figure(`traced-${id}`), id).toBe(by(traced, id));
    expect(figure('traced-no-bureau')).toBe(by(traced, null));
    // A bureau's own list names its bureau.
    expect(by(matchedStations(dataset), null)).toBe(0);
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

  test('the European Union is part of Europe', () => {
    expect(figure('traced-eu')).toBeLessThanOrEqual(figure('traced-europe'));
    expect(tables.countries.filter((country) => country.europeanUnion).length).toBeLessThanOrEqual(27);
    for (const country of tables.countries)
      if (country.europeanUnion) expect(country.continent, country.id).toBe('Europe');
  });

  test.each(['traced-continent', 'country'])('figures of the kind "%s" make what is traced', (words) => {
    expect(
      sum([...derivedFigures(dataset).values()].filter((one) => one.words === words).map((one) => one.value)),
    ).toBe(figure('traced-stations'));
  });

  test('those without a city are listed in a country alone', () =>
    expect(figure('traced-without-city')).toBe(
      stationCount(traced.filter((station) => station.placePrecision === 'unknown')),
    ));

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

  test('are found by name, and a wrong name is reported with those there are', () => {
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
