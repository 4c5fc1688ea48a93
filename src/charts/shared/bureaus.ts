/** Traced listings by country and police bureau: the rows behind the matrix of both. */
import { sum } from 'd3';
import type { Dataset } from '../../dataset/dataset.ts';
import { matchedStations, stationCount, tracedStations } from '../../dataset/derived.ts';
import type { Row } from '../../dataset/schema.ts';

/** The bureaus from north to south, as their seats lie in China. Their ids are columns of the table, so they are named here. */
export const bureauIds = ['nantong', 'qingtian', 'wenzhou', 'fuzhou'] as const;
type Counts = Readonly<Record<string, number>>;

/** What is listed for a bureau, over both reports or in one, and what of it is traced to it, matched, or neither. */
export function accountOf({ tables }: Dataset, operator: string, report?: string) {
  const isOwn = (row: { readonly operator: string | null; readonly report: string }) =>
    row.operator === operator && (report === undefined || row.report === report);
  const own = tables.stations.filter(isOwn);
  const listed = sum(tables.listing_totals.filter(isOwn), (row) => row.added);
  const [traced = 0, matched = 0] = (['report', 'matched'] as const).map((listing) =>
    stationCount(own.filter((station) => station.listing === listing)),
  );
  return { listed, traced, matched, rest: listed - traced - matched };
}

/**
 * A country and the bureaus to which its traced stations are ascribed, with those of no known bureau and those we matched.
 * Continents with most stations of a known bureau first; in them most stations first, then by name.
 */
export function countryBureaus(dataset: Dataset) {
  const [traced, matched] = [tracedStations(dataset), matchedStations(dataset)];
  const counts = (stations: readonly Row<'stations'>[]): Counts =>
    Object.fromEntries(
      bureauIds.map((id) => [id, stationCount(stations.filter((station) => station.operator === id))]),
    );
  const rows = [...new Set([...traced, ...matched].map((station) => station.country))].map((country) => {
    const own = traced.filter((station) => station.country === country);
    const known = stationCount(own.filter((station) => station.operator !== null));
    const { name, continent } = dataset.get('countries', country);
    return {
      country,
      name,
      continent,
      traced: counts(own),
      known,
      unknown: stationCount(own) - known,
      matched: counts(matched.filter((station) => station.country === country)),
      atLeast: own.some((station) => station.countPrecision === 'at-least'),
    };
  });
  const ofContinent = ({ continent }: (typeof rows)[number]) =>
    sum(rows, (row) => (row.continent === continent ? row.known : 0));
  return rows.sort(
    (a, b) =>
      ofContinent(b) - ofContinent(a) ||
      a.continent.localeCompare(b.continent, 'en') ||
      b.known + b.unknown - a.known - a.unknown ||
      a.name.localeCompare(b.name, 'en'),
  );
}

export type CountryBureaus = ReturnType<typeof countryBureaus>[number];

export const total = (row: CountryBureaus): number => row.known + row.unknown;
export const sumOf = (rows: readonly CountryBureaus[], bureau: string): number =>
  sum(rows, (row) => row.traced[bureau] ?? 0);

export const sharesInEurope = (rows: readonly CountryBureaus[], dataset: Dataset) =>
  bureauIds
    .map((id) => ({
      name: dataset.get('operators', id).name,
      europe: sumOf(
        rows.filter((row) => row.continent === 'Europe'),
        id,
      ),
      all: sumOf(rows, id),
    }))
    .sort((a, b) => b.europe / b.all - a.europe / a.all);
