/** The data files as they stand, and ways to break a copy of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { printable, unwantedCharacter } from '../../src/dataset/characters.ts';
import { parseDataset } from '../../src/dataset/parse.ts';
import { type Problem, ProblemsError } from '../../src/dataset/problems.ts';
import { type TableName, tables } from '../../src/dataset/schema.ts';

/** A row that a test may break: columns with any value. */
export type LooseRow = Record<string, unknown>;

const folder = join(import.meta.dirname, '../../data');

const texts = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
);

/** File name to text; a copy, so that a test may change it. */
export const currentFiles = (): Map<string, string> => new Map(texts);

/** A data file as JSON; a fresh copy each time. */
export const currentJson = (file: string): unknown => JSON.parse(texts.get(file) ?? '');

/** The rows of a table as they stand in its file; a fresh copy each time. */
export const currentRows = (table: TableName): LooseRow[] =>
  (currentJson(`${table}.json`) as { rows: LooseRow[] }).rows;

/** The row with this key; throws when the data no longer has it. */
export function rowOf(rows: readonly LooseRow[], table: TableName, key: string): LooseRow {
  const row = rows.find((candidate) => candidate[tables[table].key] === key);
  if (!row) throw new Error(`data/${table}.json no longer has the row ${key} that a test breaks: choose another`);
  return row;
}

/** The first row for which something holds; throws when there is none. */
export function rowWhere(rows: readonly LooseRow[], holds: (row: LooseRow) => boolean): LooseRow {
  const row = rows.find(holds);
  if (!row) throw new Error('The data no longer has a row of the kind that a test breaks: choose another');
  return row;
}

/** The data files with some tables edited. */
export function filesWith(edits: Partial<Record<TableName, (rows: LooseRow[]) => void>>): Map<string, string> {
  const files = currentFiles();
  for (const [table, edit] of Object.entries(edits) as [TableName, (rows: LooseRow[]) => void][]) {
    const rows = currentRows(table);
    edit(rows);
    files.set(`${table}.json`, JSON.stringify({ rows }));
  }
  return files;
}

/** The error that these files lead to. Fails the test when there is none, or one that is not reported as problems. */
export function faultOf(files: ReadonlyMap<string, string>): ProblemsError {
  try {
    parseDataset(files);
  } catch (error) {
    if (error instanceof ProblemsError) return error;
    throw error;
  }
  return expect.fail('the dataset was accepted');
}

/** Asserts that every problem can be printed and has all its parts, none of them endless. */
export function expectPrintable(problems: readonly Problem[]): void {
  for (const problem of problems)
    for (const [part, text] of Object.entries(problem)) {
      expect(text, part).toBeTruthy();
      expect(text.length, `length of ${part}: ${text.slice(0, 80)}`).toBeLessThan(10_000);
    }
  expect(unwantedCharacter(new ProblemsError('Problems', problems).message)).toBeUndefined();
}

/** What a problem must say, as far as it is the point: the exact text or a pattern. */
export type ExpectedProblem = { readonly [Part in Exclude<keyof Problem, 'line'>]?: string | RegExp };

const says = (text: string, expected: string | RegExp = ''): boolean =>
  typeof expected === 'string' ? text === expected : expected.test(text);

/** Asserts that an error reports this problem, with the parts named in the message that people read. */
export function expectProblem(error: ProblemsError, expected: ExpectedProblem): void {
  const parts = Object.keys(expected) as (keyof ExpectedProblem)[];
  const found = error.problems.find((problem) => parts.every((part) => says(problem[part], expected[part])));
  if (!found)
    expect.fail(
      `No problem is ${parts.map((part) => `${part}: ${expected[part]}`).join(', ')}\n\namong these:\n\n${error.message}`,
    );
  for (const part of parts) expect(error.message, `the message says ${part}`).toContain(printable(found[part]));
}
