/** Everything on record about one country, sorted by who speaks. Pure: sums and sorting, no words. */

import { once } from '../shared/once.ts';
import { answersTo } from './answers.ts';
import type { Dataset } from './dataset.ts';
import { stationCount } from './derived.ts';
import { oldestFirst } from './rows-by.ts';
import { type Row, type TableName, tableNames } from './schema.ts';

type Station = Row<'stations'>;
type Response = Row<'responses'>;

/**
 * What the lists say of a country: `traced` where coverage of the reports names it, `matched` where only a bureau's own list does, `seat` where the bureaus
 * themselves are, `none` where we traced nothing, which is no proof that nothing is listed.
 */
export type ListingKind = 'traced' | 'matched' | 'seat' | 'none';

export interface Listings {
  readonly kind: ListingKind;
  /** Those traced, then those matched. */
  readonly all: readonly Station[];
  readonly traced: readonly Station[];
  readonly matched: readonly Station[];
  readonly tracedCount: number;
  readonly matchedCount: number;
  /** One of the traced listings is a lowest possible count. */
  readonly atLeast: boolean;
  /** Places of the traced listings, each once, in the order of the table. */
  readonly places: readonly Row<'places'>[];
  /** Traced stations of which no city is known. */
  readonly withoutPlace: number;
}

/** What is listed in a country. */
export function listingsIn(dataset: Dataset, country: string): Listings {
  const own = dataset.tables.stations.filter((station) => station.country === country);
  const traced = own.filter((station) => station.listing === 'report');
  const matched = own.filter((station) => station.listing === 'matched');
  const seat = dataset.tables.operators.some((operator) => dataset.get('places', operator.place).country === country);
  return {
    kind: traced.length > 0 ? 'traced' : matched.length > 0 ? 'matched' : seat ? 'seat' : 'none',
    all: [...traced, ...matched],
    traced,
    matched,
    tracedCount: stationCount(traced),
    matchedCount: stationCount(matched),
    atLeast: traced.some((station) => station.countPrecision === 'at-least'),
    places: [...new Set(traced.flatMap((station) => station.place ?? []))].map((place) => dataset.get('places', place)),
    withoutPlace: stationCount(traced.filter((station) => station.place === null)),
  };
}

/**
 * Whose event it is, seen from a country: of its own authorities (parliament, police and courts among them), of China, of the accused, of others; or
 * context, which is not about stations and left out of every count.
 */
export type Side = 'authorities' | 'china' | 'accused' | 'others' | 'context';
export const sides = ['authorities', 'china', 'accused', 'others', 'context'] as const satisfies readonly Side[];

/** Words by which a denial is known as that of a public body. Every denial on record is held against this by a test: a new one asks for a look. */
const publicBody = /\b(?:ministry|minister|government|police|command|ambassador|embassy|council|parliament)\b/i;

/** On which side an event about a country is listed. */
export function sideOf(response: Response, country: string): Side {
  if (!response.aboutStations) return 'context';
  if (response.type === 'lawsuit-by-accused' || (response.type === 'denial' && !publicBody.test(response.actor)))
    return 'accused';
  if (response.actorCountry === country) return 'authorities';
  return response.actorCountry === 'CHN' ? 'china' : 'others';
}

/** Events about a country by side, oldest first. */
export function eventsAbout(dataset: Dataset, country: string): Readonly<Record<Side, readonly Response[]>> {
  const events: Record<Side, Response[]> = { authorities: [], china: [], accused: [], others: [], context: [] };
  for (const response of [...dataset.tables.responses].sort(oldestFirst))
    if (response.about.includes(country)) events[sideOf(response, country)].push(response);
  return events;
}

/** What bodies of a country did or said about others, oldest first. */
export const eventsElsewhere = (dataset: Dataset, country: string): readonly Response[] =>
  dataset.tables.responses
    .filter((response) => response.actorCountry === country && !response.about.includes(country))
    .sort(oldestFirst);

/** Events that answer a listing: denials, statements of China, findings of those who looked. */
const answerTypes: ReadonlySet<Response['type']> = new Set([
  'denial',
  'china-statement',
  'closure-announced-by-china',
  'closure-confirmed',
  'no-evidence-found',
  'no-illegality-found',
  'case-closed-no-charges',
]);

/** What was answered about stations in one country, oldest first. A row or point that lists a station there carries it. */
export const answersAbout = (dataset: Dataset, country: string): readonly Response[] =>
  dataset.tables.responses
    .filter((row) => row.aboutStations && row.about.includes(country) && answerTypes.has(row.type))
    .sort(oldestFirst);

/** Claimants that speak for the Chinese state: "Wang Wenbin, foreign ministry of China". */
const speaksForChina = /\bof China$/;

/** Answers to the counts of the reports that hold wherever a station is listed: those of China, and all others. Each once, in the order of `answersTo`. */
export const generalAnswers = once((dataset: Dataset) => {
  const answers = new Map(
    dataset.tables.reports
      .flatMap((report) => answersTo(dataset, report.claim))
      .map((answer) => [answer.row.id, answer]),
  );
  const china = [...answers.values()].flatMap((answer) =>
    answer.table === 'claims' && speaksForChina.test(answer.row.claimant) ? [answer.row] : [],
  );
  const own = new Set(china.map((row) => row.id));
  return { china, others: [...answers.keys()].filter((id) => !own.has(id)) };
});

/** Rows on a country that are not about stations: its treaty, patrols it was host or guest of, bureaus that have their seat there. */
export function furtherRows(dataset: Dataset, country: string) {
  const { treaties, patrols, operators, repression_states } = dataset.tables;
  const { name } = dataset.get('countries', country);
  return {
    treaties: treaties.filter((row) => row.country === country),
    patrols: patrols.filter((row) => row.host === country || row.guest === country),
    operators: operators.filter((row) => dataset.get('places', row.place).country === country),
    repression: repression_states.filter((row) => row.state === name),
  };
}

/** The rows that carry the code of a country, by table; tables without one are left out. */
export const rowsOn = (dataset: Dataset, country: string): ReadonlyMap<TableName, readonly Row<TableName>[]> =>
  new Map(
    tableNames.flatMap((table): [TableName, readonly Row<TableName>[]][] => {
      const rows = dataset.tables[table].filter((row) =>
        Object.values(row).some((value) => value === country || (Array.isArray(value) && value.includes(country))),
      );
      return rows.length > 0 ? [[table, rows]] : [];
    }),
  );
