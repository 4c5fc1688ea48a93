/**
 * Rules between columns and between tables. They run on a dataset whose columns, keys and references were checked. Each problem names its row and how
 * to fix it. A table with a fault of its own is empty here, so that no rule speaks of a row that was not understood.
 */
import { whereAlpha3 } from 'iso-3166-1';
import { agreementRules } from './agreement.ts';
import { byKey, type Checks, checksOf, isBefore, type Rule, twins } from './checks.ts';
import { claimRules } from './claim-rules.ts';
import { checkCorrections } from './correction-rules.ts';
import { type Problem, quoteValue } from './problems.ts';
import { recordRules } from './record-rules.ts';
import { type Edition, keyOf, type LooseRow, type Row, type TableName, type Tables, tableNames } from './schema.ts';

/**
 * Every rule.
 * @param t the tables; those in `faulty` are empty
 * @param edition whose date nothing may be after; undefined where it could not be read
 * @param problems where the problems go
 */
export function checkRules(
  t: Tables,
  faulty: ReadonlySet<TableName>,
  edition: Edition | undefined,
  problems: Problem[],
): void {
  const checks = checksOf(t, problems);
  for (const name of tableNames)
    for (const row of t[name] as readonly LooseRow[]) checkDates(name, row, edition?.date, checks);
  checkCorrections(checks, faulty);
  for (const check of rules) check(checks);
}

const rules: readonly Rule[] = [
  ...[checkPlaces, checkCountries, checkReturns, ...claimRules, ...agreementRules, checkUnusedSources, checkSources],
  ...recordRules,
];

const datePrecisionColumns: Readonly<Record<string, string>> = {
  datePrecision: 'date',
  asOfPrecision: 'asOf',
  sincePrecision: 'since',
  signedPrecision: 'signed',
  inForcePrecision: 'inForce',
};

const precisionOf = (date: string | null) =>
  date === null ? 'none' : ({ 4: 'year', 7: 'month', 10: 'day' } as Record<number, string>)[date.length];

/** Columns with the day of something that has happened. A correction may be made after the edition that it corrects. */
const pastColumns = ['date', 'asOf', 'since', 'signed', 'start', 'periodStart'] as const;

/**
 * A date is as exact as the column beside it says, what begins does not end before it, and nothing is reported, said or published after the date of
 * the edition that has it.
 */
function checkDates(name: TableName, row: LooseRow, edition: string | undefined, { add }: Checks): void {
  const key = keyOf(name, row);
  for (const [column, precision] of Object.entries(row)) {
    const dateColumn = datePrecisionColumns[column];
    const date = dateColumn && (row[dateColumn] as string | null);
    if (dateColumn === undefined || date === undefined || precision === precisionOf(date)) continue;
    const fix = 'write the date as exactly as its precision says, or fix the precision';
    add(name, key, column, precision, `${precisionOf(date)}, as ${dateColumn} is ${quoteValue(date)}`, fix);
  }
  const [start, end] = [row['periodStart'] ?? row['start'], row['periodEnd'] ?? row['end']] as (string | null)[];
  if (isBefore(end, start))
    add(name, key, 'start, end', [start, end], 'a start that is not after the end', 'swap or fix the dates');
  if (name === 'corrections' || edition === undefined) return;
  for (const column of pastColumns) {
    const fix = 'fix the date; where it is right, write the day of the next edition into data/edition.json';
    if (isBefore(edition, row[column] as string | null))
      add(name, key, column, row[column], `a date up to ${edition}, the date in data/edition.json`, fix);
  }
}

/** A place is in the box of its country, and what is said to be in a country at a place of it. */
function checkPlaces({ t, rows }: Checks): void {
  const [countries, places, patrols] = [byKey(t.countries), byKey(t.places), byKey(t.patrols)];
  rows(
    'places',
    ['latitude', 'longitude'],
    'look for swapped latitude and longitude, a lost minus sign, or the wrong country',
    ({ country, latitude, longitude }) => {
      const box = countries.get(country);
      if (!box) return undefined;
      const { name, south, north, west, east } = box;
      const [afterWest, beforeEast] = [longitude >= west, longitude <= east];
      const inLongitude = west <= east ? afterWest && beforeEast : afterWest || beforeEast;
      if (inLongitude && latitude >= south && latitude <= north) return undefined;
      return `a point inside the box of ${name}: ${south} to ${north} north, ${west} to ${east} east`;
    },
  );
  const placeOf = (id: string | null) => (id === null ? undefined : places.get(id));
  rows(
    'stations',
    'place',
    ({ place }) => `${placeOf(place)?.name} lies in ${placeOf(place)?.country}: fix the place or the country`,
    ({ place, country }) => {
      return (placeOf(place)?.country ?? country) !== country && `a place in ${country}`;
    },
  );
  rows('stations', 'placePrecision', 'name the place or write unknown', ({ place, placePrecision }) => {
    if ((place === null) === (placePrecision === 'unknown')) return undefined;
    return place === null ? 'unknown, as there is no place' : 'city, metropolitan-area or region, as there is a place';
  });
  rows('patrol_places', 'place', 'fix the place or the patrol', ({ patrol, place }) => {
    const [host, country] = [patrols.get(patrol)?.host, placeOf(place)?.country];
    return host && country && country !== host && `a place in the host country ${host}`;
  });
}

function checkCountries({ t, rows }: Checks): void {
  const copies = twins(t.countries, ({ isoNumeric }) => isoNumeric);
  const hasItToo = (row: Row<'countries'>) => `${copies.get(row)?.id} has it too`;
  rows('countries', 'isoNumeric', hasItToo, (row) => copies.has(row) && 'a code that no other country has');
  rows('countries', 'isoNumeric', 'write that code, or fix the id of the row', ({ id, isoNumeric }) => {
    const standard = whereAlpha3(id)?.numeric ?? isoNumeric;
    return standard !== isoNumeric && `"${standard}", the numeric code of ${id} in ISO 3166-1`;
  });
}

/** A figure of returned people has a source; only a year for which none was found may have neither. */
function checkReturns({ rows }: Checks): void {
  rows('returns', 'valuePrecision', 'write the value, or not-found', ({ value, valuePrecision }) => {
    if ((value === null) === (valuePrecision === 'not-found')) return undefined;
    return value === null ? 'not-found, as there is no value' : 'exact, about or more-than, as there is a value';
  });
  rows('returns', 'sources', 'name the source of the figure', ({ value, sources }) => {
    return value !== null && sources.length === 0 && 'at least one source: no source, no row';
  });
}

function checkSources({ rows }: Checks): void {
  rows('sources', 'dateBasis', 'say where the date comes from', ({ date, dateBasis }) => {
    if ((dateBasis === 'none') === (date === null)) return undefined;
    return date === null ? 'none, as there is no date' : 'stated, from-address or inferred';
  });
  rows(
    'sources',
    'original',
    'name the publisher of the original, with carriedBy for this site',
    ({ kind, original }) => {
      return kind === 'copy' && original === 'own' && 'named or not-found, as this is a copy';
    },
  );
  rows('sources', 'carriedBy', 'say who carries the copy', ({ kind, original, carriedBy }) => {
    const isCopy = original === 'named' && kind !== 'aggregator';
    return isCopy && carriedBy === null && 'the site that carries the text';
  });
}

/** A source that nothing rests on is either a leftover or a reference that was forgotten. Says nothing while any table is not sound. */
function checkUnusedSources({ t, rows }: Checks): void {
  if (tableNames.some((name) => name !== 'corrections' && t[name].length === 0)) return;
  const used = new Set(tableNames.flatMap((name) => t[name].flatMap((row) => ('sources' in row ? row.sources : []))));
  rows('sources', 'id', 'name it in the sources of the row it supports, or remove it', ({ id }) => {
    return !used.has(id) && 'a source that a row rests on';
  });
}
