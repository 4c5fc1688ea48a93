import { once } from '../shared/once.ts';
import type { Dataset } from './dataset.ts';
import { countryStatuses, type Row } from './schema.ts';

/**
 * Figures that we derive from the records: every sum, difference and share that the site prints has a name here.
 * Prose cites them by id (`[^figure-traced-stations]`); how each is made is explained to readers in `content/<language>/derived-figures.yaml`.
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

type WithSources = { readonly sources: readonly string[] };
/** A figure as its maker gives it: its name, its value, and what differs from the usual. */
type Draft = readonly [
  id: string,
  value: number,
  more?: Partial<Omit<DerivedFigure, 'id' | 'value' | 'sources'>> & { readonly rows?: readonly WithSources[] },
];

/** What the reports count, and what of it is traced, matched or neither. */
function reportFigures(dataset: Dataset): Draft[] {
  const [september, december] = [dataset.get('reports', SEPTEMBER), dataset.get('reports', DECEMBER)];
  const [first, both] = [{ claims: [september.claim], rows: [september] }, { rows: [september, december] }];
  const [traced, tracedFirst] = [tracedStations(dataset), tracedStations(dataset, SEPTEMBER)];
  const [holeFirst, hole] = [notTraced(dataset, SEPTEMBER), notTraced(dataset, DECEMBER)];
  const matched = matchedStations(dataset);
  const where = (fits: (station: Station) => boolean) => stationCount(traced.filter(fits));
  return [
    ['listed-september', september.total, first],
    ['countries-september', september.countries, first],
    ['listed-december', december.total, { precision: 'at-least', rows: [december] }],
    ['countries-december', december.countries, { rows: [december] }],
    ['added-december', december.added, { claims: [december.claim], rows: [december] }],
    ['traced-stations', stationCount(traced), both],
    ['traced-countries', countryCount(traced), both],
    ['traced-september', stationCount(tracedFirst), first],
    ['traced-countries-september', countryCount(tracedFirst), first],
    ['not-traced-september', holeFirst.stations, first],
    ['not-traced-countries-september', holeFirst.countries, first],
    ['matched-stations', stationCount(matched), { rows: matched }],
    ['matched-countries', matchedOnlyCountries(dataset).length, { rows: matched }],
    ['not-traced-stations', hole.stations, { rows: [december] }],
    ['not-traced-countries', hole.countries, { rows: [december] }],
    ['traced-without-city', where(({ place }) => place === null), both],
    ['traced-eu', where(({ country }) => dataset.get('countries', country).europeanUnion), both],
    ['traced-no-bureau', where(({ operator }) => operator === null), both],
  ];
}

/** What is traced by continent, bureau and country. */
function tracedFigures(dataset: Dataset): Draft[] {
  const { operators, listing_totals } = dataset.tables;
  const traced = tracedStations(dataset);
  const continentOf = ({ country }: Station) => dataset.get('countries', country).continent;
  const continents = [...new Set(traced.map(continentOf))].sort().map((continent): Draft => {
    const count = stationCount(traced.filter((station) => continentOf(station) === continent));
    const rows = [dataset.get('reports', SEPTEMBER), dataset.get('reports', DECEMBER)];
    const id = `traced-${continent.toLowerCase().replace(' ', '-')}`;
    return [id, count, { words: 'traced-continent', of: { continent }, rows }];
  });
  const bureaus = operators.flatMap((operator): Draft[] => {
    const { id, name } = operator;
    const totals = listing_totals.filter((row) => row.operator === id);
    const words = totals.length > 1 ? 'bureau-sum' : 'bureau';
    const parts = totals.map((row) => row.added).join(' + ');
    const count = stationCount(traced.filter((station) => station.operator === id));
    return [
      [`bureau-${id}`, bureauTotal(dataset, id), { words, of: { name, parts }, rows: totals }],
      [`traced-${id}`, count, { words: 'traced-bureau', of: { name }, rows: [operator] }],
    ];
  });
  const countries = [...new Set(traced.map(({ country }) => country))].sort().map((country): Draft => {
    const rows = traced.filter((station) => station.country === country);
    const precision = rows.some((row) => row.countPrecision === 'at-least') ? 'at-least' : 'exact';
    const of = { name: dataset.get('countries', country).name };
    return [`country-${country.toLowerCase()}`, stationCount(rows), { words: 'country', of, precision, rows }];
  });
  return [...continents, ...bureaus, ...countries];
}

/** Italy: what the second report adds, and the officers of both countries' patrols. */
function italyFigures(dataset: Dataset): Draft[] {
  const rows = tracedStations(dataset).filter((station) => station.country === 'ITA');
  const added = stationCount(rows.filter((station) => station.report === DECEMBER));
  const postings = (name: string, host: string, guest: string, claims: readonly string[]): Draft => {
    const own = dataset.tables.patrols.filter((row) => row.host === host);
    const rounds = own.filter((row) => row.status === 'held').length;
    return [`patrol-postings-${name}`, patrolPostings(dataset, host, guest), { claims, of: { rounds }, rows: own }];
  };
  return [
    ['italy-added-december', added, { claims: ['it-01', 'it-02'], rows }],
    postings('italy', 'ITA', 'CHN', ['it-14']),
    postings('china', 'CHN', 'ITA', ['it-15', 'it-16', 'it-17']),
  ];
}

/** Returns: the one year with a full breakdown, and the average of the years given together. */
function returnFigures(dataset: Dataset): Draft[] {
  const rows = dataset.tables.return_methods.filter((row) => row.returns === 'sky-net-2018');
  const denominator = methodTotal(dataset, 'sky-net-2018');
  const by = (method: Row<'return_methods'>['method']) => methodValue(dataset, 'sky-net-2018', method);
  const of2018 = { claims: ['hunt-09'], rows };
  const shareOf = (name: string, numerator: number): Draft => [
    `${name}-share-2018`,
    share(numerator, denominator),
    { ...of2018, percent: true, of: { numerator, denominator } },
  ];
  const notAbroad = by('caught-at-border') + by('caught-inside-china');
  const notAbroadOf = { denominator, share: Math.round((notAbroad / denominator) * 100) };
  const skyNet = dataset.get('returns', 'sky-net-2014-2016');
  const [total, years] = [skyNet.value ?? 0, Number(skyNet.end) - Number(skyNet.start) + 1];
  return [
    ['methods-total-2018', denominator, { ...of2018, of: { categories: rows.length } }],
    shareOf('persuaded', by('persuaded')),
    shareOf('extradited', by('extradited')),
    ['border-or-inside-2018', notAbroad, { ...of2018, of: notAbroadOf }],
    [
      'sky-net-average-2014-2016',
      Math.round(total / years),
      { precision: 'about', claims: ['hunt-07'], rows: [skyNet], of: { total, years } },
    ],
  ];
}

/** Incidents of repression, points of the article check, and countries by what their authorities are known to have done. */
function statusFigures(dataset: Dataset): Draft[] {
  const { repression_states: states, article_check, country_status: statuses } = dataset.tables;
  const eventsOf = (rows: typeof statuses) =>
    rows.flatMap((row) => row.events.map((event) => dataset.get('responses', event)));
  const acknowledged = statuses.filter((row) => row.acknowledged !== null);
  const names = acknowledged.map((row) => dataset.get('countries', row.country).name);
  const events = acknowledged.flatMap(({ acknowledged: id }) => (id === null ? [] : [dataset.get('responses', id)]));
  return [
    [
      'repression-ten-states',
      states.reduce((sum, row) => sum + row.incidents, 0),
      { claims: ['ctx-11'], rows: states, of: { states: states.length } },
    ],
    ['article-points', article_check.length, { claims: [] }],
    ['status-countries', statuses.length, { rows: eventsOf(statuses) }],
    [
      'hosts-acknowledged',
      acknowledged.length,
      { of: { names: names.sort((a, b) => a.localeCompare(b, 'en')).join(', ') }, rows: events },
    ],
    ...countryStatuses.map((status): Draft => {
      const rows = statuses.filter((row) => row.status === status);
      return [`status-${status}`, rows.length, { of: { total: statuses.length }, rows: eventsOf(rows) }];
    }),
  ];
}

/** All derived figures by id. Pure: the same dataset gives the same figures in the same order. */
export const derivedFigures = once((dataset: Dataset): ReadonlyMap<string, DerivedFigure> => {
  const bothClaims = [dataset.get('reports', SEPTEMBER).claim, dataset.get('reports', DECEMBER).claim];
  const drafts = [reportFigures, tracedFigures, italyFigures, returnFigures, statusFigures].flatMap((make) =>
    make(dataset),
  );
  return new Map(
    drafts.map(([name, value, { rows = [], ...more } = {}]) => {
      const id = `figure-${name}`;
      const sources = [...new Set(rows.flatMap((row) => row.sources))].sort();
      const usual = { words: name, of: {}, precision: 'exact', percent: false, claims: bothClaims } as const;
      return [id, { id, value, ...usual, ...more, sources }];
    }),
  );
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
