import { visit } from 'jsonc-parser';
import type { z } from 'zod';
import { lineNotUtf8 } from './characters.ts';
import type { Dataset } from './dataset.ts';
import { nearest, type Problem, ProblemsError, quoteValue, suggest } from './problems.ts';
import { withLines } from './row-lines.ts';
import { checkRules } from './rules.ts';
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
  const parsed = {} as Record<TableName, Record<string, unknown>[]>;
  for (const name of tableNames) parsed[name] = parseTable(name, files.get(`${name}.json`), frozen, problems);
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
  if (!frozen) checkRules(soundTables(parsed, faulty), faulty, edition, problems);
  if (problems.length > 0 || !edition) throw new ProblemsError('The dataset has errors', withLines(problems, files));

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
 * so that a rule never speaks of a row that was not understood. Its own errors are reported already.
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
      found: 'bytes that are not UTF-8, or the character U+FFFD that replaces them',
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

function parseTable(
  name: TableName,
  text: string | undefined,
  frozen: boolean,
  problems: Problem[],
): Record<string, unknown>[] {
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
  const later = frozen ? emptyColumns(name) : {};
  const whole = rows.map((row: unknown) => (isRecord(row) ? { ...later, ...row } : row));
  whole.forEach((row, index) => {
    const result = tables[name].row.safeParse(row);
    if (!result.success)
      for (const issue of result.error.issues) problems.push(...describeIssue(name, row, index, issue));
  });
  return whole.filter(isRecord);
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
  // Claims, responses and reports are cited from prose by id alone, so an id may be in only one of them.
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
