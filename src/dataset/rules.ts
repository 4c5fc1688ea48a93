/**
 * Rules between columns and between tables, one function a table. They run on a dataset whose columns, keys and references were checked. Each problem
 * names its row and how to fix it. A table with a fault of its own is empty here, so that no rule speaks of a row that was not understood.
 */
import { whereAlpha3 } from 'iso-3166-1';
import { checkAgreement } from './agreement.ts';
import { checkClaims } from './claim-rules.ts';
import { checkCorrections } from './correction-rules.ts';
import { type AddProblem, type Problem, quoteValue } from './problems.ts';
import { checkRecords } from './record-rules.ts';
import { type Edition, type Row, type TableName, type Tables, tableNames, tables } from './schema.ts';

type LooseRow = Readonly<Record<string, unknown>>;
const looseRows = (t: Tables, name: TableName): readonly LooseRow[] => t[name];

/** Adds a problem by the key of its row; the number of the row is looked up. */
function adder(t: Tables, problems: Problem[]): AddProblem {
  const numbers = new Map<TableName, ReadonlyMap<string, number>>();
  const numberOf = (table: TableName, key: string): number => {
    const known =
      numbers.get(table) ??
      new Map(looseRows(t, table).map((row, index) => [String(row[tables[table].key]), index + 1]));
    numbers.set(table, known);
    return known.get(key) ?? 1;
  };
  return (table, key, field, found, expected, fix) =>
    problems.push({
      file: `data/${table}.json`,
      where: `row ${numberOf(table, key)} (${key})`,
      field,
      found: quoteValue(found),
      expected,
      fix,
    });
}

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
  const add = adder(t, problems);
  for (const name of tableNames)
    for (const row of looseRows(t, name)) {
      checkPrecision(name, row, add);
      checkPeriod(name, row, add);
      if (edition) checkPast(name, row, edition, add);
    }
  checkPlaces(t, add);
  checkStations(t, add);
  checkPatrolPlaces(t, add);
  checkCountries(t, add);
  checkReturns(t, add);
  checkClaims(t, add);
  checkAgreement(t, add);
  checkCorrections(t, faulty, add);
  checkUnusedSources(t, add);
  checkSources(t, add);
  checkRecords(t, add);
}

const datePrecisionColumns: Readonly<Record<string, string>> = {
  datePrecision: 'date',
  asOfPrecision: 'asOf',
  sincePrecision: 'since',
  signedPrecision: 'signed',
  inForcePrecision: 'inForce',
};

const precisionOf = (date: string | null) =>
  date === null ? 'none' : ({ 4: 'year', 7: 'month', 10: 'day' } as Record<number, string>)[date.length];

/** A date is written as exactly as the column beside it says. */
function checkPrecision(name: TableName, row: LooseRow, add: AddProblem): void {
  for (const [column, precision] of Object.entries(row)) {
    const dateColumn = datePrecisionColumns[column];
    const date = dateColumn && (row[dateColumn] as string | null);
    if (dateColumn === undefined || date === undefined || precision === precisionOf(date)) continue;
    add(
      name,
      String(row[tables[name].key]),
      column,
      precision,
      `${precisionOf(date)}, as ${dateColumn} is ${quoteValue(date)}`,
      'write the date as exactly as its precision says, or fix the precision',
    );
  }
}

/** What begins does not end before it. */
function checkPeriod(name: TableName, row: LooseRow, add: AddProblem): void {
  const [start, end] = [row['periodStart'] ?? row['start'], row['periodEnd'] ?? row['end']];
  if (typeof start !== 'string' || typeof end !== 'string') return;
  if (start.slice(0, end.length) > end.slice(0, start.length))
    add(
      name,
      String(row[tables[name].key]),
      'start, end',
      [start, end],
      'a start that is not after the end',
      'swap or fix the dates',
    );
}

/** Columns with the day of something that has happened. A correction may be made after the edition that it corrects. */
const pastColumns = ['date', 'asOf', 'since', 'signed', 'start', 'periodStart'] as const;

/** Nothing is reported, said or published after the date of the edition that has it. */
function checkPast(name: TableName, row: LooseRow, edition: Edition, add: AddProblem): void {
  if (name === 'corrections') return;
  for (const column of pastColumns) {
    const date = row[column];
    if (typeof date === 'string' && date.slice(0, edition.date.length) > edition.date.slice(0, date.length))
      add(
        name,
        String(row[tables[name].key]),
        column,
        date,
        `a date up to ${edition.date}, the date in data/edition.json`,
        'fix the date; where it is right, write the day of the next edition into data/edition.json',
      );
  }
}

function checkPlaces(t: Tables, add: AddProblem): void {
  const countries = new Map(t.countries.map((country) => [country.id, country]));
  for (const place of t.places) {
    const box = countries.get(place.country);
    if (!box) continue;
    const inLongitude =
      box.west <= box.east
        ? place.longitude >= box.west && place.longitude <= box.east
        : place.longitude >= box.west || place.longitude <= box.east;
    if (!inLongitude || place.latitude < box.south || place.latitude > box.north)
      add(
        'places',
        place.id,
        'latitude, longitude',
        [place.latitude, place.longitude],
        `a point inside the box of ${box.name}: ${box.south} to ${box.north} north, ${box.west} to ${box.east} east`,
        'look for swapped latitude and longitude, a lost minus sign, or the wrong country',
      );
  }
}

function checkStations(t: Tables, add: AddProblem): void {
  const places = new Map(t.places.map((place) => [place.id, place]));
  for (const station of t.stations) {
    const place = station.place === null ? undefined : places.get(station.place);
    if (place && place.country !== station.country)
      add(
        'stations',
        station.id,
        'place',
        station.place,
        `a place in ${station.country}`,
        `${place.name} lies in ${place.country}: fix the place or the country`,
      );
    if ((station.place === null) !== (station.placePrecision === 'unknown'))
      add(
        'stations',
        station.id,
        'placePrecision',
        station.placePrecision,
        station.place === null
          ? 'unknown, as there is no place'
          : 'city, metropolitan-area or region, as there is a place',
        'name the place or write unknown',
      );
  }
}

function checkPatrolPlaces(t: Tables, add: AddProblem): void {
  const hosts = new Map(t.patrols.map((patrol) => [patrol.id, patrol.host]));
  const countries = new Map(t.places.map((place) => [place.id, place.country]));
  for (const { id, patrol, place } of t.patrol_places) {
    const [host, country] = [hosts.get(patrol), countries.get(place)];
    if (host && country && country !== host)
      add('patrol_places', id, 'place', place, `a place in the host country ${host}`, 'fix the place or the patrol');
  }
}

function checkCountries(t: Tables, add: AddProblem): void {
  const owners = new Map<string, string>();
  for (const { id, isoNumeric } of t.countries) {
    const wrong = (expected: string, fix: string) => add('countries', id, 'isoNumeric', isoNumeric, expected, fix);
    const other = owners.get(isoNumeric);
    if (other) wrong('a code that no other country has', `${other} has it too`);
    owners.set(isoNumeric, id);
    const standard = whereAlpha3(id)?.numeric;
    if (standard !== undefined && standard !== isoNumeric)
      wrong(`"${standard}", the numeric code of ${id} in ISO 3166-1`, 'write that code, or fix the id of the row');
  }
}

/** A figure of returned people has a source; only a year for which none was found may have neither. */
function checkReturns(t: Tables, add: AddProblem): void {
  for (const { id, value, valuePrecision, sources } of t.returns) {
    if ((value === null) !== (valuePrecision === 'not-found'))
      add(
        'returns',
        id,
        'valuePrecision',
        valuePrecision,
        value === null ? 'not-found, as there is no value' : 'exact, about or more-than, as there is a value',
        'write the value, or not-found',
      );
    if (value !== null && sources.length === 0)
      add('returns', id, 'sources', sources, 'at least one source: no source, no row', 'name the source of the figure');
  }
}

function checkSources(t: Tables, add: AddProblem): void {
  for (const source of t.sources) {
    const wrong = (field: keyof Row<'sources'>, expected: string, fix: string) =>
      add('sources', source.id, field, source[field], expected, fix);
    if ((source.dateBasis === 'none') !== (source.date === null))
      wrong(
        'dateBasis',
        source.date === null ? 'none, as there is no date' : 'stated, from-address or inferred',
        'say where the date comes from',
      );
    if (source.kind === 'copy' && source.original === 'own')
      wrong(
        'original',
        'named or not-found, as this is a copy',
        'name the publisher of the original, with carriedBy for this site',
      );
    if (source.original === 'named' && source.carriedBy === null && source.kind !== 'aggregator')
      wrong('carriedBy', 'the site that carries the text', 'say who carries the copy');
  }
}

/** A source that nothing rests on is either a leftover or a reference that was forgotten. Says nothing while any table is not sound. */
function checkUnusedSources(t: Tables, add: AddProblem): void {
  if (tableNames.some((name) => name !== 'corrections' && t[name].length === 0)) return;
  const used = new Set(
    tableNames.flatMap((name) => looseRows(t, name).flatMap((row) => (row['sources'] as string[] | undefined) ?? [])),
  );
  for (const { id } of t.sources)
    if (!used.has(id))
      add(
        'sources',
        id,
        'id',
        id,
        'a source that a row rests on',
        'name it in the sources of the row it supports, or remove it',
      );
}
