import { visit } from 'jsonc-parser';
import type { z } from 'zod';
import { once } from '../shared/once.ts';
import { type Dataset, datasetOf } from './dataset.ts';
import {
  messageOf,
  nearest,
  type Problem,
  ProblemsError,
  quoteValue,
  reporter,
  reportNotUtf8,
  suggest,
} from './problems.ts';
import { withLines } from './row-lines.ts';
import { checkRules } from './rules.ts';
import {
  type Edition,
  editionSchema,
  referencedTable,
  type TableName,
  type Tables,
  tableNames,
  tables,
} from './schema.ts';
import { expectedWords } from './zod-words.ts';

/**
 * Checks the texts of all data files and returns the dataset.
 * @param files file name (`claims.json`, `edition.json`) to its text
 * @param frozen an edition of its time: columns, keys and references are checked, rules between columns and tables are not, as they grow; a column
 *   that came later and may be empty is empty in it
 * @throws ProblemsError with every problem found: JSON that cannot be read, unknown or missing columns, wrong values, keys used twice,
 *   references to rows that do not exist, dates that do not fit their precision, places outside their country, claims whose status their answers do not support,
 *   records that give one fact two values
 */
export function parseDataset(
  files: ReadonlyMap<string, string>,
  { frozen = false }: { readonly frozen?: boolean } = {},
): Dataset {
  const problems: Problem[] = [];
  const parsed = {} as ParsedTables;
  for (const name of tableNames) {
    const read = readTable(name, files.get(`${name}.json`), frozen);
    parsed[name] = read.rows;
    problems.push(...read.problems);
  }
  const edition = parseEdition(files.get('edition.json'), problems);
  for (const file of files.keys()) {
    const name = file.replace(/\.json$/, '');
    if (file === 'edition.json' || (tableNames as string[]).includes(name)) continue;
    const fix = `did you mean ${nearest(name, tableNames) ?? tableNames.join(', ')}? New tables are added in src/dataset/schema.ts`;
    reporter(problems, `data/${file}`)('file', 'name', quoteValue(file), `one of ${tableNames.length} tables`, fix);
  }
  const keys = new Map(tableNames.map((name) => [name, checkKeys(name, parsed[name], problems)]));
  checkCitedIds(parsed, problems);
  checkReferences(parsed, keys, problems);
  const faulty = new Set(tableNames.filter((name) => problems.some((problem) => problem.file === `data/${name}.json`)));
  if (!frozen) checkRules(soundTables(parsed, faulty), faulty, edition, problems);
  if (problems.length > 0 || !edition) throw new ProblemsError('The dataset has errors', withLines(problems, files));
  return datasetOf(edition, parsed as unknown as Tables);
}

type Rows = readonly Record<string, unknown>[];
type ParsedTables = Record<TableName, Rows>;

/** In the place of a table whose file could not be read: what refers to it is not to blame. */
const unreadable: Rows = [];

interface ReadTable {
  readonly text: string | undefined;
  readonly frozen: boolean;
  readonly rows: Rows;
  readonly problems: readonly Problem[];
}
const lastRead = new Map<TableName, ReadTable>();

/** The rows of a table and its own problems. Whoever changes one table and reads all again gets the others as they were, row by row. */
function readTable(name: TableName, text: string | undefined, frozen: boolean): ReadTable {
  const last = lastRead.get(name);
  if (last?.text === text && last?.frozen === frozen) return last;
  const problems: Problem[] = [];
  const read = { text, frozen, rows: parseTable(name, text, frozen, problems), problems };
  lastRead.set(name, read);
  return read;
}

/**
 * The tables as the rules across columns and tables may read them: a table with any unsound row counts as empty there,
 * so that a rule never speaks of a row that was not understood. Its own errors are reported already.
 */
function soundTables(parsed: ParsedTables, faulty: ReadonlySet<TableName>): Tables {
  return Object.fromEntries(
    tableNames.map((name) => [name, faulty.has(name) ? [] : parsed[name]]),
  ) as unknown as Tables;
}

function parseJson(file: string, text: string | undefined, problems: Problem[]): unknown {
  const report = reporter(problems, `data/${file}`);
  if (text === undefined) {
    report('file', 'file', 'no such file', 'a JSON file', 'restore the file from version control');
    return undefined;
  }
  const json = text.replace(/^\uFEFF/, '');
  if (reportNotUtf8(json, report)) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    for (const { key, line } of repeatedKeys(json)) {
      const fix = 'remove one of the two: readers of JSON disagree on which counts';
      report(`line ${line}`, key, 'the same column twice in a row', 'each column once', fix);
    }
    return value;
  } catch (error) {
    const fix = 'look for a missing comma, bracket or quotation mark near that position';
    report('file', 'JSON', messageOf(error), 'well-formed JSON', fix);
    return undefined;
  }
}

/** Keys that appear twice in one object, with the line of the second. JSON.parse takes the last without a word. */
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

/** The columns of a table that may be empty, each with nothing in it. */
const emptyColumns = (name: TableName): Record<string, null> =>
  Object.fromEntries(
    Object.entries(tables[name].row.shape).flatMap(([column, schema]) =>
      schema.safeParse(null).success ? [[column, null]] : [],
    ),
  );

/** Rows of a table that have its columns, as JSON: most are the same in the next edition. */
const soundRows = once((_: TableName) => new Set<string>());

function parseTable(name: TableName, text: string | undefined, frozen: boolean, problems: Problem[]): Rows {
  const file = `${name}.json`;
  const json = parseJson(file, text, problems);
  if (json === undefined) return unreadable;
  const rows = isRecord(json) ? json['rows'] : undefined;
  const extra = isRecord(json) ? Object.keys(json).filter((key) => key !== '$schema' && key !== 'rows') : [];
  if (!Array.isArray(rows) || extra.length > 0) {
    const found = quoteValue(extra.length ? extra : rows);
    const fix = 'put the rows into {"$schema": …, "rows": [ … ]} and nothing beside';
    const expected = 'an object with $schema and rows (a list)';
    reporter(problems, `data/${file}`)('file', extra.join(', ') || 'rows', found, expected, fix);
    return unreadable;
  }
  const later = frozen ? emptyColumns(name) : {};
  const whole = rows.map((row: unknown) => (isRecord(row) ? { ...later, ...row } : row));
  const sound = soundRows(name);
  whole.forEach((row, index) => {
    // A number that is too large for JSON would be written as null.
    const written = JSON.stringify(row, (_, cell: unknown) =>
      typeof cell === 'number' && !Number.isFinite(cell) ? 'too large' : cell,
    );
    if (sound.has(written)) return;
    const result = tables[name].row.safeParse(row);
    if (result.success) sound.add(written);
    for (const issue of result.error?.issues ?? []) describeIssue(name, row, index, issue, problems);
  });
  return whole.filter(isRecord);
}

function parseEdition(text: string | undefined, problems: Problem[]): Edition | undefined {
  const json = parseJson('edition.json', text, problems);
  if (json === undefined) return undefined;
  const result = editionSchema.safeParse(json);
  if (result.success) return result.data;
  const report = reporter(problems, 'data/edition.json');
  const fix = 'see data/schema/edition.schema.json';
  for (const issue of result.error.issues)
    report('file', issue.path.join('.') || 'file', quoteValue(valueAt(json, issue.path)), expectedWords(issue), fix);
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

function describeIssue(
  name: TableName,
  row: unknown,
  index: number,
  issue: z.core.$ZodIssue,
  problems: Problem[],
): void {
  const report = (field: string, found: string, expected: string, fix: string) =>
    reporter(problems, `data/${name}.json`)(rowName(name, row, index), field, found, expected, fix);
  if (issue.code === 'unrecognized_keys') {
    const columns = Object.keys(tables[name].row.shape);
    for (const key of issue.keys) {
      const fix = `${suggest(key, columns)}; columns: ${columns.join(', ')}`;
      report(key, quoteValue(valueAt(row, [key])), 'a column of this table', fix);
    }
    return;
  }
  const field = issue.path.join('.') || 'row';
  const value = valueAt(row, issue.path);
  const expected = expectedWords(issue);
  const missing = `add "${field}" (null where the column may be empty)`;
  const fix =
    issue.code === 'invalid_value'
      ? suggest(String(value), issue.values.map(String))
      : issue.code === 'invalid_type'
        ? value === undefined
          ? missing
          : `write ${expected}`
        : `see the column ${field} in data/schema/${name}.schema.json`;
  report(field, quoteValue(value), expected, fix);
}

/** The key that was meant; where none is near, the row is more likely missing than misspelt. */
function suggestKey(key: string, table: TableName, keys: Iterable<string>): string {
  const near = nearest(key, keys);
  return near ? `did you mean ${near}?` : `add a row with this key to data/${table}.json, or write one of its keys`;
}

/** The keys of a table; one that is there twice is reported. */
function checkKeys(name: TableName, rows: Rows, problems: Problem[]): ReadonlySet<string> {
  const report = reporter(problems, `data/${name}.json`);
  const column = tables[name].key;
  const seen = new Map<string, number>();
  rows.forEach((row, index) => {
    const key = row[column];
    if (typeof key !== 'string') return;
    // Keys become names of files, and some disks take two that differ by capitals alone for one.
    const first = seen.get(key.toLowerCase());
    if (first === undefined) {
      seen.set(key.toLowerCase(), index);
      return;
    }
    const same = rows[first]?.[column] === key;
    const expected = same ? 'a key that no other row has' : 'a key that differs from all others by more than capitals';
    const fix = `row ${first + 1} has it too: rename or remove one of the two`;
    report(`row ${index + 1} (${key})`, column, quoteValue(key), expected, fix);
  });
  return new Set(rows.flatMap((row) => (typeof row[column] === 'string' ? [row[column]] : [])));
}

/** Claims, responses and reports are cited from prose by id alone, so an id may be in only one of them. */
function checkCitedIds({ claims, responses }: ParsedTables, problems: Problem[]): void {
  const report = reporter(problems, 'data/responses.json');
  const known = new Set(claims.map(({ id }) => id));
  responses.forEach((row, index) => {
    const { id } = row;
    const fix = 'rename the response: prose cites both kinds by id alone';
    if (typeof id === 'string' && known.has(id))
      report(rowName('responses', row, index), 'id', quoteValue(id), 'an id that is not also a claim', fix);
  });
}

function checkReferences(
  parsed: ParsedTables,
  keys: ReadonlyMap<TableName, ReadonlySet<string>>,
  problems: Problem[],
): void {
  for (const name of tableNames) {
    const columns = Object.entries(tables[name].row.shape).flatMap(([column, schema]) => {
      const target = referencedTable(schema as z.ZodType);
      return target && parsed[target] !== unreadable ? [{ column, target }] : [];
    });
    parsed[name].forEach((row, index) => {
      for (const { column, target } of columns) {
        const report = (id: string, expected: string, fix: string) =>
          reporter(problems, `data/${name}.json`)(rowName(name, row, index), column, quoteValue(id), expected, fix);
        const ids = [row[column]].flat().filter((id) => typeof id === 'string');
        for (const [place, id] of ids.entries()) {
          const known = keys.get(target) ?? new Set();
          if (!known.has(id)) report(id, `a key of ${target}`, suggestKey(id, target, known));
          if (ids.indexOf(id) < place) report(id, 'each key once', 'remove the repetition');
        }
      }
    });
  }
}
