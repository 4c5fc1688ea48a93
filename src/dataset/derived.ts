import type { Dataset } from './dataset.ts';
import { once } from './once.ts';
import { countryStatuses, type Row } from './schema.ts';

/**
 * Figures that we derive from the records: every sum, difference and share that the site prints has a name here.
 * Prose cites them by id (`[^figure-traced-stations]`); how each is made is told to readers in `content/<language>/derived-figures.yaml`.
 */
export interface DerivedFigure {
  readonly id: string;
  readonly value: number;
  /** Key of the words: `traced-stations`, or a family such as `country` for `figure-country-ita`. */
  readonly words: string;
  /** Values for the words, such as the name of the country. */
  readonly of: Readonly<Record<string, string | number>>;
  readonly precision: Row<'claims'>['valuePrecision'];
  /** Per cent rather than a count. */
  readonly percent: boolean;
  /** Claims it rests on: their answers travel with it. */
  readonly claims: readonly string[];
  readonly sources: readonly string[];
}

type Station = Row<'stations'>;
export const SEPTEMBER = '110-overseas';
export const DECEMBER = 'patrol-and-persuade';

/** Stations in these listings (a listing may hold several). */
export const stationCount = (stations: readonly Station[]): number =>
  stations.reduce((sum, station) => sum + station.count, 0);
export const countryCount = (stations: readonly Station[]): number =>
  new Set(stations.map((station) => station.country)).size;

/** Listings named in coverage of the reports; `report` limits them to what was known after it. */
export const tracedStations = (
  dataset: Pick<Dataset, 'tables'>,
  report: typeof SEPTEMBER | typeof DECEMBER = DECEMBER,
): readonly Station[] =>
  dataset.tables.stations.filter(
    (station) => station.listing === 'report' && (report === DECEMBER || station.report === SEPTEMBER),
  );

/** Listings that we matched ourselves from a bureau's own list. Never part of the traced. */
export const matchedStations = (dataset: Pick<Dataset, 'tables'>): readonly Station[] =>
  dataset.tables.stations.filter((station) => station.listing === 'matched');

/** Countries that only a matched listing names. */
export const matchedOnlyCountries = (dataset: Dataset): readonly string[] => {
  const traced = new Set(tracedStations(dataset).map((station) => station.country));
  return [...new Set(matchedStations(dataset).map((station) => station.country))].filter(
    (country) => !traced.has(country),
  );
};

/** Stations and countries that a report counts and that we could not trace; for December what we matched is taken off too. */
export function notTraced(
  dataset: Dataset,
  report: typeof SEPTEMBER | typeof DECEMBER,
): { stations: number; countries: number } {
  const { total, countries } = dataset.get('reports', report);
  const traced = tracedStations(dataset, report);
  const matched = report === DECEMBER ? stationCount(matchedStations(dataset)) : 0;
  const matchedCountries = report === DECEMBER ? matchedOnlyCountries(dataset).length : 0;
  return {
    stations: total - stationCount(traced) - matched,
    countries: countries - countryCount(traced) - matchedCountries,
  };
}

/** Stations of a bureau over both reports, as reported (a sum of ours for bureaus in both). */
export const bureauTotal = (dataset: Dataset, operator: string): number =>
  dataset.tables.listing_totals.filter((row) => row.operator === operator).reduce((sum, row) => sum + row.added, 0);

/** The bureaus of whose stations a report lists any, by id in the order of the alphabet. */
export const bureausListed = (
  dataset: Pick<Dataset, 'tables'>,
  report: typeof SEPTEMBER | typeof DECEMBER,
): readonly string[] =>
  [
    ...new Set(
      dataset.tables.listing_totals.filter((row) => row.report === report && row.added > 0).map((row) => row.operator),
    ),
  ].sort();

/** Officer postings of one country's police in another's joint patrols: a person who came twice counts twice. */
export const patrolPostings = (dataset: Pick<Dataset, 'tables'>, host: string, guest: string): number =>
  dataset.tables.patrols
    .filter((row) => row.host === host && row.guest === guest)
    .reduce((sum, row) => sum + row.officers, 0);

export const methodTotal = (dataset: Dataset, returns: string): number =>
  dataset.tables.return_methods.filter((row) => row.returns === returns).reduce((sum, row) => sum + row.value, 0);

const methodValue = (dataset: Dataset, returns: string, method: Row<'return_methods'>['method']): number =>
  dataset.tables.return_methods.find((row) => row.returns === returns && row.method === method)?.value ?? 0;

/** A share in per cent with one decimal, half up. */
export const share = (numerator: number, denominator: number): number =>
  Math.round((numerator / denominator) * 1000) / 10;

/** All derived figures by id. Pure: the same dataset gives the same figures in the same order. */
export const derivedFigures = once((dataset: Dataset): ReadonlyMap<string, DerivedFigure> => {
  const figures = new Map<string, DerivedFigure>();
  const september = dataset.get('reports', SEPTEMBER);
  const december = dataset.get('reports', DECEMBER);
  const traced = tracedStations(dataset);
  const tracedSeptember = tracedStations(dataset, SEPTEMBER);
  const matched = matchedStations(dataset);
  const holeSeptember = notTraced(dataset, SEPTEMBER);
  const holeDecember = notTraced(dataset, DECEMBER);
  const sourcesOf = (rows: readonly { sources: readonly string[] }[]) =>
    [...new Set(rows.flatMap((row) => row.sources))].sort();
  const bothClaims = [september.claim, december.claim];
  const add = (
    id: string,
    value: number,
    more: Partial<DerivedFigure> & { rows?: readonly { sources: readonly string[] }[] } = {},
  ) => {
    const { rows = [], ...rest } = more;
    figures.set(`figure-${id}`, {
      id: `figure-${id}`,
      value,
      words: id,
      of: {},
      precision: 'exact',
      percent: false,
      claims: bothClaims,
      sources: sourcesOf(rows),
      ...rest,
    });
  };

  add('listed-september', september.total, { claims: [september.claim], rows: [september] });
  add('countries-september', september.countries, { claims: [september.claim], rows: [september] });
  add('listed-december', december.total, { precision: 'at-least', rows: [december] });
  add('countries-december', december.countries, { rows: [december] });
  add('added-december', december.added, { claims: [december.claim], rows: [december] });
  add('traced-stations', stationCount(traced), { rows: [september, december] });
  add('traced-countries', countryCount(traced), { rows: [september, december] });
  add('traced-september', stationCount(tracedSeptember), { claims: [september.claim], rows: [september] });
  add('traced-countries-september', countryCount(tracedSeptember), { claims: [september.claim], rows: [september] });
  add('not-traced-september', holeSeptember.stations, { claims: [september.claim], rows: [september] });
  add('not-traced-countries-september', holeSeptember.countries, { claims: [september.claim], rows: [september] });
  add('matched-stations', stationCount(matched), { rows: matched });
  add('matched-countries', matchedOnlyCountries(dataset).length, { rows: matched });
  add('not-traced-stations', holeDecember.stations, { rows: [december] });
  add('not-traced-countries', holeDecember.countries, { rows: [december] });
  add('traced-without-city', stationCount(traced.filter((station) => station.place === null)), {
    rows: [september, december],
  });
  add('traced-eu', stationCount(traced.filter((station) => dataset.get('countries', station.country).europeanUnion)), {
    rows: [september, december],
  });
  add('traced-no-bureau', stationCount(traced.filter((station) => station.operator === null)), {
    rows: [september, december],
  });
  for (const continent of [
    ...new Set(traced.map((station) => dataset.get('countries', station.country).continent)),
  ].sort())
    add(
      `traced-${continent.toLowerCase().replace(' ', '-')}`,
      stationCount(traced.filter((station) => dataset.get('countries', station.country).continent === continent)),
      {
        words: 'traced-continent',
        of: { continent },
        rows: [september, december],
      },
    );
  for (const operator of dataset.tables.operators) {
    const totals = dataset.tables.listing_totals.filter((row) => row.operator === operator.id);
    add(`bureau-${operator.id}`, bureauTotal(dataset, operator.id), {
      words: totals.length > 1 ? 'bureau-sum' : 'bureau',
      of: { name: operator.name, parts: totals.map((row) => row.added).join(' + ') },
      rows: totals,
    });
    add(`traced-${operator.id}`, stationCount(traced.filter((station) => station.operator === operator.id)), {
      words: 'traced-bureau',
      of: { name: operator.name },
      rows: [operator],
    });
  }
  for (const country of [...new Set(traced.map((station) => station.country))].sort()) {
    const rows = traced.filter((station) => station.country === country);
    add(`country-${country.toLowerCase()}`, stationCount(rows), {
      words: 'country',
      of: { name: dataset.get('countries', country).name },
      precision: rows.some((row) => row.countPrecision === 'at-least') ? 'at-least' : 'exact',
      rows,
    });
  }
  const italy = traced.filter((station) => station.country === 'ITA');
  add('italy-added-december', stationCount(italy.filter((station) => station.report === DECEMBER)), {
    claims: ['it-01', 'it-02'],
    rows: italy,
  });
  const rounds = (host: string) =>
    dataset.tables.patrols.filter((row) => row.host === host && row.status === 'held').length;
  add('patrol-postings-italy', patrolPostings(dataset, 'ITA', 'CHN'), {
    claims: ['it-14'],
    of: { rounds: rounds('ITA') },
    rows: dataset.tables.patrols.filter((row) => row.host === 'ITA'),
  });
  add('patrol-postings-china', patrolPostings(dataset, 'CHN', 'ITA'), {
    claims: ['it-15', 'it-16', 'it-17'],
    of: { rounds: rounds('CHN') },
    rows: dataset.tables.patrols.filter((row) => row.host === 'CHN'),
  });
  const methods = dataset.tables.return_methods.filter((row) => row.returns === 'sky-net-2018');
  const total2018 = methodTotal(dataset, 'sky-net-2018');
  const persuaded = methodValue(dataset, 'sky-net-2018', 'persuaded');
  const extradited = methodValue(dataset, 'sky-net-2018', 'extradited');
  const notAbroad =
    methodValue(dataset, 'sky-net-2018', 'caught-at-border') +
    methodValue(dataset, 'sky-net-2018', 'caught-inside-china');
  const of2018 = { claims: ['hunt-09'], rows: methods };
  add('methods-total-2018', total2018, { ...of2018, of: { categories: methods.length } });
  add('persuaded-share-2018', share(persuaded, total2018), {
    ...of2018,
    percent: true,
    of: { numerator: persuaded, denominator: total2018 },
  });
  add('extradited-share-2018', share(extradited, total2018), {
    ...of2018,
    percent: true,
    of: { numerator: extradited, denominator: total2018 },
  });
  add('border-or-inside-2018', notAbroad, {
    ...of2018,
    of: { denominator: total2018, share: Math.round((notAbroad / total2018) * 100) },
  });
  const skyNet = dataset.get('returns', 'sky-net-2014-2016');
  const skyNetYears = Number(skyNet.end) - Number(skyNet.start) + 1;
  add('sky-net-average-2014-2016', Math.round((skyNet.value ?? 0) / skyNetYears), {
    precision: 'about',
    claims: ['hunt-07'],
    rows: [skyNet],
    of: { total: skyNet.value ?? 0, years: skyNetYears },
  });
  const states = dataset.tables.repression_states;
  add(
    'repression-ten-states',
    states.reduce((sum, row) => sum + row.incidents, 0),
    { claims: ['ctx-11'], rows: states, of: { states: states.length } },
  );
  add('article-points', dataset.tables.article_check.length, { claims: [] });
  // Countries by what their authorities are known to have done: `figure-status-closed-host-says` and the like.
  const statuses = dataset.tables.country_status;
  const eventsOf = (rows: typeof statuses) =>
    rows.flatMap((row) => row.events.map((event) => dataset.get('responses', event)));
  add('status-countries', statuses.length, { rows: eventsOf(statuses) });
  const acknowledged = statuses.filter((row) => row.acknowledged !== null);
  add('hosts-acknowledged', acknowledged.length, {
    of: {
      names: acknowledged
        .map((row) => dataset.get('countries', row.country).name)
        .sort((a, b) => a.localeCompare(b, 'en'))
        .join(', '),
    },
    rows: acknowledged.flatMap((row) =>
      row.acknowledged === null ? [] : [dataset.get('responses', row.acknowledged)],
    ),
  });
  for (const status of countryStatuses) {
    const rows = statuses.filter((row) => row.status === status);
    add(`status-${status}`, rows.length, { of: { total: statuses.length }, rows: eventsOf(rows) });
  }
  return figures;
});

/** The derived figure of this name (without `figure-`). Throws, with the names there are, for any other. */
export function derivedFigure(dataset: Dataset, name: string): DerivedFigure {
  const figures = derivedFigures(dataset);
  const figure = figures.get(`figure-${name}`);
  if (!figure)
    throw new Error(
      `There is no derived figure "${name}"; there are: ${[...figures.keys()].map((id) => id.slice('figure-'.length)).join(', ')}`,
    );
  return figure;
}
