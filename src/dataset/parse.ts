import { whereAlpha3 } from 'iso-3166-1';
import { visit } from 'jsonc-parser';
import type { z } from 'zod';
import { checkAgreement } from './agreement.ts';
import { lineNotUtf8, unwantedCharacter } from './characters.ts';
import { type AddProblem, nearest, type Problem, ProblemsError, quoteValue } from './problems.ts';
import {
  type Edition,
  editionSchema,
  type Row,
  referencedTable,
  type TableName,
  type Tables,
  tableNames,
  tables,
} from './schema.ts';
import { expectedWords } from './zod-words.ts';

/** A checked dataset: its edition, its tables, and each table by key. */
export interface Dataset {
  readonly edition: Edition;
  readonly tables: Tables;
  /** The row of a table with this key; throws when there is none (references were checked, so that is a fault in code). */
  get<Name extends TableName>(table: Name, key: string): Row<Name>;
  has(table: TableName, key: string): boolean;
}

/**
 * Checks the texts of all data files and returns the dataset.
 * @param files file name (`claims.json`, `edition.json`) to its text
 * @param frozen an edition of its time: columns, keys and references are checked, rules between columns and tables are not, as they grow
 * @throws ProblemsError with every problem found: JSON that cannot be read, unknown or missing columns, wrong values, keys used twice,
 *   references to rows that do not exist, dates that do not fit their precision, places outside their country, claims whose status their answers do not bear,
 *   records that give one fact two values
 */
export function parseDataset(
  files: ReadonlyMap<string, string>,
  { frozen = false }: { readonly frozen?: boolean } = {},
): Dataset {
  const problems: Problem[] = [];
  const parsed = {} as Record<TableName, Record<string, unknown>[]>;
  for (const name of tableNames) parsed[name] = parseTable(name, files.get(`${name}.json`), problems);
  const edition = parseEdition(files.get('edition.json'), problems);
  for (const file of files.keys())
    if (file !== 'edition.json' && !(tableNames as string[]).includes(file.replace(/\.json$/, '')))
      problems.push({
        file: `data/${file}`,
        where: 'file',
        field: 'name',
        found: quoteValue(file),
        expected: `one of ${tableNames.length} tables`,
        fix: `did you mean ${nearest(file.replace(/\.json$/, ''), tableNames) ?? tableNames.join(', ')}? New tables are added in src/dataset/schema.ts`,
      });

  const keys = checkKeys(parsed, problems);
  checkReferences(parsed, keys, new Set(tableNames.filter((name) => parsed[name] === unreadable)), problems);
  const faulty = new Set(tableNames.filter((name) => problems.some((problem) => problem.file === `data/${name}.json`)));
  if (!frozen) checkRules(soundTables(parsed, faulty), faulty, problems);
  if (problems.length > 0 || !edition) throw new ProblemsError('The dataset has errors', problems);

  const index = new Map(
    tableNames.map((name) => [name, new Map(parsed[name].map((row) => [String(row[tables[name].key]), row]))]),
  );
  return {
    edition,
    tables: parsed as unknown as Tables,
    get: <Name extends TableName>(table: Name, key: string) => {
      const row = index.get(table)?.get(key);
      if (!row) throw new Error(`No row ${quoteValue(key)} in ${table}`);
      return row as Row<Name>;
    },
    has: (table, key) => index.get(table)?.has(key) ?? false,
  };
}

/** Stands for a table whose file could not be read: what refers to it is not to blame. */
const unreadable: Record<string, unknown>[] = [];

/**
 * The tables as the rules across columns and tables may read them: a table with any unsound row counts as empty there,
 * so that a rule never speaks of a row that was not understood. Its own errors are told already.
 */
function soundTables(parsed: Record<TableName, Record<string, unknown>[]>, faulty: ReadonlySet<TableName>): Tables {
  return Object.fromEntries(
    tableNames.map((name) => [name, faulty.has(name) ? [] : parsed[name]]),
  ) as unknown as Tables;
}

function parseJson(file: string, text: string | undefined, problems: Problem[]): unknown {
  const fail = (field: string, found: string, expected: string, fix: string) => {
    problems.push({ file: `data/${file}`, where: 'file', field, found, expected, fix });
    return undefined;
  };
  if (text === undefined) return fail('file', 'no such file', 'a JSON file', 'restore the file from version control');
  const json = text.replace(/^\uFEFF/, '');
  const broken = lineNotUtf8(json);
  if (broken !== undefined) {
    problems.push({
      file: `data/${file}`,
      where: `line ${broken}`,
      field: 'encoding',
      found: 'bytes that are not UTF-8, or the character U+FFFD that stands for such',
      expected: 'UTF-8',
      fix: 'save the file as UTF-8 and write the lost letters again',
    });
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(json);
    for (const { key, line } of repeatedKeys(json))
      problems.push({
        file: `data/${file}`,
        where: `line ${line}`,
        field: key,
        found: 'the same column twice in a row',
        expected: 'each column once',
        fix: 'remove one of the two: readers of JSON disagree on which counts',
      });
    return value;
  } catch (error) {
    return fail(
      'JSON',
      error instanceof Error ? error.message : String(error),
      'well-formed JSON',
      'look for a missing comma, bracket or quotation mark near that position',
    );
  }
}

/** Keys that stand twice in one object, with the line of the second. JSON.parse takes the last without a word. */
function repeatedKeys(json: string): { key: string; line: number }[] {
  const repeated: { key: string; line: number }[] = [];
  const open: Set<string>[] = [];
  visit(json, {
    onObjectBegin: () => {
      open.push(new Set());
    },
    onObjectEnd: () => {
      open.pop();
    },
    onObjectProperty: (key, _offset, _length, startLine) => {
      const keys = open.at(-1);
      if (keys?.has(key)) repeated.push({ key, line: startLine + 1 });
      keys?.add(key);
    },
  });
  return repeated;
}

function parseTable(name: TableName, text: string | undefined, problems: Problem[]): Record<string, unknown>[] {
  const file = `${name}.json`;
  const json = parseJson(file, text, problems);
  if (json === undefined) return unreadable;
  const rows = isRecord(json) ? json['rows'] : undefined;
  const extra = isRecord(json) ? Object.keys(json).filter((key) => key !== '$schema' && key !== 'rows') : [];
  if (!Array.isArray(rows) || extra.length > 0) {
    problems.push({
      file: `data/${file}`,
      where: 'file',
      field: extra.join(', ') || 'rows',
      found: quoteValue(extra.length ? extra : rows),
      expected: 'an object with $schema and rows (a list)',
      fix: 'put the rows into {"$schema": …, "rows": [ … ]} and nothing beside',
    });
    return unreadable;
  }
  rows.forEach((row, index) => {
    const result = tables[name].row.safeParse(row);
    if (!result.success)
      for (const issue of result.error.issues) problems.push(...describeIssue(name, row, index, issue));
  });
  return rows.filter(isRecord);
}

function parseEdition(text: string | undefined, problems: Problem[]): Edition | undefined {
  const json = parseJson('edition.json', text, problems);
  if (json === undefined) return undefined;
  const result = editionSchema.safeParse(json);
  if (result.success) return result.data;
  for (const issue of result.error.issues)
    problems.push({
      file: 'data/edition.json',
      where: 'file',
      field: issue.path.join('.') || 'file',
      found: quoteValue(valueAt(json, issue.path)),
      expected: expectedWords(issue),
      fix: 'see data/schema/edition.schema.json',
    });
  return undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const valueAt = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined,
    root,
  );

function rowName(name: TableName, row: unknown, index: number): string {
  const key = isRecord(row) ? row[tables[name].key] : undefined;
  return typeof key === 'string' && key ? `row ${index + 1} (${key})` : `row ${index + 1}`;
}

function describeIssue(name: TableName, row: unknown, index: number, issue: z.core.$ZodIssue): Problem[] {
  const base = { file: `data/${name}.json`, where: rowName(name, row, index) };
  const field = issue.path.join('.') || 'row';
  const found = quoteValue(valueAt(row, issue.path));
  if (issue.code === 'unrecognized_keys') {
    const columns = Object.keys(tables[name].row.shape);
    return issue.keys.map((key) => ({
      ...base,
      field: key,
      found: quoteValue(valueAt(row, [key])),
      expected: 'a column of this table',
      fix: `${suggest(key, columns)}; columns: ${columns.join(', ')}`,
    }));
  }
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String);
    return [
      {
        ...base,
        field,
        found,
        expected: expectedWords(issue),
        fix: suggest(String(valueAt(row, issue.path)), allowed),
      },
    ];
  }
  if (issue.code === 'invalid_type')
    return [
      {
        ...base,
        field,
        found,
        expected: expectedWords(issue),
        fix:
          found === 'nothing' ? `add "${field}" (null where the column may be empty)` : `write ${expectedWords(issue)}`,
      },
    ];
  return [
    {
      ...base,
      field,
      found,
      expected: expectedWords(issue),
      fix: `see the column ${field} in data/schema/${name}.schema.json`,
    },
  ];
}

const suggest = (word: string, candidates: readonly string[]) => {
  const near = nearest(word, candidates);
  return near ? `did you mean ${near}?` : 'take a name from the list, or remove it';
};

/** The key that was meant; where none is near, the row is more likely missing than misspelt. */
function suggestKey(key: string, table: TableName, keys: Iterable<string>): string {
  const near = nearest(key, keys);
  return near ? `did you mean ${near}?` : `add a row with this key to data/${table}.json, or write one of its keys`;
}

function checkKeys(
  parsed: Record<TableName, Record<string, unknown>[]>,
  problems: Problem[],
): Map<TableName, Set<string>> {
  const keys = new Map<TableName, Set<string>>();
  for (const name of tableNames) {
    const seen = new Map<string, number>();
    const own = new Set<string>();
    parsed[name].forEach((row, index) => {
      const key = row[tables[name].key];
      if (typeof key !== 'string') return;
      // Keys become names of files, and some disks take two that differ by capitals alone for one.
      const folded = key.toLowerCase();
      const first = seen.get(folded);
      const same = first !== undefined && parsed[name][first]?.[tables[name].key] === key;
      own.add(key);
      if (first === undefined) seen.set(folded, index);
      else
        problems.push({
          file: `data/${name}.json`,
          where: `row ${index + 1} (${key})`,
          field: tables[name].key,
          found: quoteValue(key),
          expected: same ? 'a key that no other row has' : 'a key that differs from all others by more than capitals',
          fix: `row ${first + 1} has it too: rename or remove one of the two`,
        });
    });
    keys.set(name, own);
  }
  // Claims, responses and reports are cited from prose by id alone, so an id may stand in only one of them.
  parsed.responses.forEach((row, index) => {
    const id = row[tables.responses.key];
    if (typeof id === 'string' && keys.get('claims')?.has(id))
      problems.push({
        file: 'data/responses.json',
        where: rowName('responses', row, index),
        field: 'id',
        found: quoteValue(id),
        expected: 'an id that is not also a claim',
        fix: 'rename the response: prose cites both kinds by id alone',
      });
  });
  return keys;
}

function checkReferences(
  parsed: Record<TableName, Record<string, unknown>[]>,
  keys: ReadonlyMap<TableName, ReadonlySet<string>>,
  unread: ReadonlySet<TableName>,
  problems: Problem[],
): void {
  for (const name of tableNames) {
    const columns = Object.entries(tables[name].row.shape).flatMap(([column, schema]) => {
      const target = referencedTable(schema as z.ZodType);
      return target && !unread.has(target) ? [{ column, target }] : [];
    });
    parsed[name].forEach((row, index) => {
      for (const { column, target } of columns) {
        const value = row[column];
        const ids = Array.isArray(value) ? value : [value];
        const seen = new Set<string>();
        for (const id of ids) {
          if (typeof id !== 'string') continue;
          const base = {
            file: `data/${name}.json`,
            where: rowName(name, row, index),
            field: column,
            found: quoteValue(id),
          };
          if (!keys.get(target)?.has(id))
            problems.push({
              ...base,
              expected: `a key of ${target}`,
              fix: suggestKey(id, target, keys.get(target) ?? []),
            });
          if (seen.has(id)) problems.push({ ...base, expected: 'each key once', fix: 'remove the repetition' });
          seen.add(id);
        }
      }
    });
  }
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

/** Rules that need more than one column or table. Each names the row and how to fix it. Tables in `faulty` stand empty in `t`. */
function checkRules(t: Tables, faulty: ReadonlySet<TableName>, problems: Problem[]): void {
  const rowNumbers = new Map<TableName, ReadonlyMap<string, number>>();
  const indexOf = (table: TableName, key: string): number => {
    const known =
      rowNumbers.get(table) ??
      new Map(
        (t[table] as readonly Record<string, unknown>[]).map((row, index) => [String(row[tables[table].key]), index]),
      );
    rowNumbers.set(table, known);
    return known.get(key) ?? 0;
  };
  const add: AddProblem = (table, key, field, found, expected, fix) =>
    problems.push({
      file: `data/${table}.json`,
      where: `row ${indexOf(table, key) + 1} (${key})`,
      field,
      found: quoteValue(found),
      expected,
      fix,
    });

  for (const name of tableNames)
    for (const row of t[name] as readonly Record<string, unknown>[]) {
      const key = String(row[tables[name].key]);
      for (const column of Object.keys(row)) {
        const dateColumn = datePrecisionColumns[column];
        const date = dateColumn && (row[dateColumn] as string | null);
        if (dateColumn === undefined || date === undefined) continue;
        if (row[column] !== precisionOf(date))
          add(
            name,
            key,
            column,
            row[column],
            `${precisionOf(date)}, as ${dateColumn} is ${quoteValue(date)}`,
            'write the date as exactly as its precision says, or fix the precision',
          );
      }
      const [start, end] = [row['periodStart'] ?? row['start'], row['periodEnd'] ?? row['end']];
      if (
        typeof start === 'string' &&
        typeof end === 'string' &&
        start.slice(0, end.length) > end.slice(0, start.length)
      )
        add(name, key, 'start, end', [start, end], 'a start that is not after the end', 'swap or fix the dates');
    }

  const countries = new Map(t.countries.map((country) => [country.id, country]));
  const places = new Map(t.places.map((place) => [place.id, place]));
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
  for (const patrolPlace of t.patrol_places) {
    const host = t.patrols.find((patrol) => patrol.id === patrolPlace.patrol)?.host;
    const country = places.get(patrolPlace.place)?.country;
    if (host && country && country !== host)
      add(
        'patrol_places',
        patrolPlace.id,
        'place',
        patrolPlace.place,
        `a place in the host country ${host}`,
        'fix the place or the patrol',
      );
  }
  const isoNumeric = new Map<string, string>();
  for (const country of t.countries) {
    const other = isoNumeric.get(country.isoNumeric);
    if (other)
      add(
        'countries',
        country.id,
        'isoNumeric',
        country.isoNumeric,
        'a code that no other country has',
        `${other} has it too`,
      );
    isoNumeric.set(country.isoNumeric, country.id);
    const standard = whereAlpha3(country.id)?.numeric;
    if (standard !== undefined && standard !== country.isoNumeric)
      add(
        'countries',
        country.id,
        'isoNumeric',
        country.isoNumeric,
        `"${standard}", the numeric code of ${country.id} in ISO 3166-1`,
        'write that code, or fix the id of the row',
      );
  }
  checkClaims(t, add);
  checkAgreement(t, add);
  checkCorrections(t, faulty, add);
  checkUnusedSources(t, add);
  for (const source of t.sources) {
    if ((source.dateBasis === 'none') !== (source.date === null))
      add(
        'sources',
        source.id,
        'dateBasis',
        source.dateBasis,
        source.date === null ? 'none, as there is no date' : 'stated, from-address or inferred',
        'say where the date comes from',
      );
    if (source.kind === 'copy' && source.original === 'own')
      add(
        'sources',
        source.id,
        'original',
        source.original,
        'named or not-found, as this is a copy',
        'name the publisher of the original, with carriedBy for this site',
      );
    if (source.original === 'named' && source.carriedBy === null && source.kind !== 'aggregator')
      add('sources', source.id, 'carriedBy', null, 'the site that carries the text', 'say who carries the copy');
  }
}

/**
 * A correction names a table, row and column that exist, and the newest one of a cell names the value that stands there now.
 * Of a table with faults of its own only the names are checked: what stands there is not known.
 */
function checkCorrections(t: Tables, faulty: ReadonlySet<TableName>, add: AddProblem): void {
  const newest = new Map<string, Row<'corrections'>>();
  for (const correction of t.corrections) {
    const { id, table, row, column } = correction;
    if (!(tableNames as string[]).includes(table)) {
      add('corrections', id, 'table', table, `one of ${tableNames.join(', ')}`, suggest(table, tableNames));
      continue;
    }
    const name = table as TableName;
    const columns = Object.keys(tables[name].row.shape);
    const known = column === '*' || columns.includes(column);
    if (!known)
      add(
        'corrections',
        id,
        'column',
        column,
        `a column of ${table}, or * for a removed row`,
        suggest(column, columns),
      );
    for (const value of [correction.oldValue, correction.newValue])
      try {
        const parsed: unknown = JSON.parse(value);
        // An escape in JSON is a character when it is printed.
        const unwanted = typeof parsed === 'string' ? unwantedCharacter(parsed) : undefined;
        if (unwanted)
          add(
            'corrections',
            id,
            'oldValue, newValue',
            value,
            `a value without ${unwanted.name}, which harms or cannot be seen`,
            'describe it in words: "(a control character)"',
          );
      } catch {
        add(
          'corrections',
          id,
          'oldValue, newValue',
          value,
          'a value as JSON',
          'write text in quotation marks: "\\"text\\""',
        );
      }
    const cell = `${table}/${row}/${column}`;
    const other = newest.get(cell);
    if (known && (!other || other.date <= correction.date)) newest.set(cell, correction);
  }
  for (const { id, table, row, column, newValue } of newest.values()) {
    const name = table as TableName;
    if (faulty.has(name)) continue;
    const rows = t[name] as readonly Record<string, unknown>[];
    const found = rows.find((candidate) => candidate[tables[name].key] === row);
    if (column !== '*' && found === undefined) {
      // A row that went after its correction keeps both in the register.
      if (newest.has(`${table}/${row}/*`)) continue;
      const near = nearest(
        row,
        rows.map((candidate) => String(candidate[tables[name].key])),
      );
      add(
        'corrections',
        id,
        'row',
        row,
        `a key of ${table}`,
        near === undefined
          ? 'write the key of the row; for a row that was removed write * as column'
          : `did you mean ${near}?`,
      );
    } else if (column === '*' ? found !== undefined : JSON.stringify(found?.[column]) !== newValue)
      add(
        'corrections',
        id,
        'newValue',
        newValue,
        column === '*'
          ? `no row ${row} in ${table}`
          : `the value that stands in ${table}, ${row}, ${column} now: ${quoteValue(found?.[column])}`,
        'fix the correction, or add one for the later change',
      );
  }
}

/** A source that nothing rests on is either a leftover or a reference that was forgotten. Says nothing while any table is not sound. */
function checkUnusedSources(t: Tables, add: AddProblem): void {
  if (tableNames.some((name) => name !== 'corrections' && t[name].length === 0)) return;
  const used = new Set(
    tableNames.flatMap((name) =>
      (t[name] as readonly { sources?: readonly string[] }[]).flatMap((row) => row.sources ?? []),
    ),
  );
  for (const source of t.sources)
    if (!used.has(source.id))
      add(
        'sources',
        source.id,
        'id',
        source.id,
        'a source that a row rests on',
        'name it in the sources of the row it bears, or remove it',
      );
}

function checkClaims(t: Tables, add: AddProblem): void {
  // Without both tables there is no saying what was answered.
  const complete = t.claims.length > 0 && t.responses.length > 0;
  const claims = new Map(t.claims.map((claim) => [claim.id, claim]));
  const answeredBy = new Map<string, string[]>();
  for (const claim of t.claims) {
    for (const target of claim.answers) answeredBy.set(target, [...(answeredBy.get(target) ?? []), claim.id]);
    const hasValue = claim.value !== null;
    if (hasValue !== (claim.unit !== null) || hasValue !== (claim.valuePrecision !== null))
      add(
        'claims',
        claim.id,
        'value, unit, valuePrecision',
        [claim.value, claim.unit, claim.valuePrecision],
        'all three or none',
        'a figure needs its unit and its qualifier',
      );
  }
  for (const response of t.responses)
    for (const target of response.answers) answeredBy.set(target, [...(answeredBy.get(target) ?? []), response.id]);
  for (const claim of t.claims) {
    const answers = answeredBy.get(claim.id) ?? [];
    if (complete && ['denied', 'corrected'].includes(claim.status) && answers.length === 0)
      add(
        'claims',
        claim.id,
        'status',
        claim.status,
        'a claim or response whose answers name this claim',
        'add the denial or correction with "answers", or fix the status',
      );
    if (claim.status === 'reported' && answers.length > 0)
      add(
        'claims',
        claim.id,
        'status',
        claim.status,
        'denied, disputed, corrected or superseded, as it was answered',
        `answered by ${answers.join(', ')}`,
      );
  }
  // An answer may itself be answered, but nothing answers itself through others. A stack of its own: a chain may be longer than calls may nest.
  const state = new Map<string, 'open' | 'done'>();
  for (const start of claims.keys()) {
    const path: { readonly id: string; next: number }[] = [];
    const enter = (id: string): void => {
      if (state.get(id) === 'done') return;
      if (state.get(id) === 'open') {
        const circle = path.slice(path.findIndex((step) => step.id === id)).map((step) => step.id);
        add('claims', id, 'answers', [...circle, id], 'no circle of answers', 'remove one link of the circle');
        return;
      }
      state.set(id, 'open');
      path.push({ id, next: 0 });
    };
    enter(start);
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const target = claims.get(step.id)?.answers[step.next];
      step.next += 1;
      if (target !== undefined) enter(target);
      else {
        state.set(step.id, 'done');
        path.pop();
      }
    }
  }
}
