/** The file of the reading ledger: one reading a line, sorted by hash; git joins what two people add (.gitattributes). */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { type Problem, ProblemsError, quoteValue } from '../../dataset/problems.ts';
import {
  keyOf,
  type LedgerState,
  ledgerState,
  type Reading,
  type ReadingTask,
  readingTasks,
} from '../../fact-check/ledger.ts';
import type { FactsInput } from './read-input.ts';

const readingSchema = z.strictObject({
  words: z.string().regex(/^[0-9a-f]{16}$/),
  records: z.string().regex(/^[0-9a-f]{16}$/),
  date: z.iso.date(),
  by: z.string().regex(/^\S.{0,30}$/),
  note: z.string().min(1).optional(),
});

/** A line as JSON; as it is where it is none. */
function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}

/**
 * The lines of a file as JSON of one form, each with its number.
 * @throws ProblemsError with every line that is none
 */
function readLines<Line>(
  file: string,
  text: string,
  schema: z.ZodType<Line>,
  said: Pick<Problem, 'field' | 'expected' | 'fix'>,
): { readonly number: number; readonly line: Line }[] {
  const problems: Problem[] = [];
  const lines = text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const value = jsonOf(line);
    const result = schema.safeParse(value);
    if (result.success) return [{ number: index + 1, line: result.data }];
    problems.push({ file, where: `line ${index + 1}`, found: quoteValue(value), ...said });
    return [];
  });
  if (problems.length > 0) throw new ProblemsError(`${file} has errors`, problems);
  return lines;
}

export const ledgerPath = (language: string): string => `content/${language}/fact-check/readings.jsonl`;

/**
 * The readings of a language; none where nothing was read yet.
 * @throws ProblemsError with every line that is no reading
 */
export const readLedger = (path: string): Reading[] =>
  existsSync(path)
    ? readLines(path, readFileSync(path, 'utf8'), readingSchema, {
        field: 'reading',
        expected: '{"words": …, "records": …, "date": "2026-11-28", "by": "editor"}',
        fix: 'take the line out, and read its passage again with npm run read',
      }).map(({ line }) => line)
    : [];

export const writeLedger = (path: string, readings: readonly Reading[]): void =>
  writeFileSync(path, readings.map((reading) => `${JSON.stringify(reading)}\n`).join(''));

/** How far the reading of the site is. The day of the edition, which "as of" cites, is no record to read against: it changes with each edition. */
export const readingOf = ({ input }: FactsInput): LedgerState =>
  ledgerState(
    readingTasks(
      input,
      input.texts
        .filter((text) => text.frame !== true)
        .map((text) =>
          text.cites.includes('edition') ? { ...text, cites: text.cites.filter((id) => id !== 'edition') } : text,
        ),
    ),
    readLedger(ledgerPath(input.lists.language)),
  );

const answerSchema = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{16}-[0-9a-f]{16}$/),
  verdict: z.enum(['y', 'n']),
  note: z.string().min(1).optional(),
});

export interface Answers {
  /** Passages that their records support. */
  readonly right: readonly Omit<Reading, 'date' | 'by'>[];
  /** Passages that they do not. */
  readonly wrong: readonly { readonly task: ReadingTask; readonly note: string }[];
  /** Answers to passages that are not there, or not any more. */
  readonly unknown: readonly string[];
}

/**
 * Answers to printed passages, one a line: `{"hash": …, "verdict": "y" or "n", "note": …}`.
 * @throws ProblemsError with every line that is no answer
 */
export function readAnswers(file: string, text: string, tasks: readonly ReadingTask[]): Answers {
  const byKey = new Map(tasks.map((task) => [keyOf(task.hash), task]));
  const right: Omit<Reading, 'date' | 'by'>[] = [];
  const wrong: { task: ReadingTask; note: string }[] = [];
  const unknown: string[] = [];
  const answers = readLines(file, text, answerSchema, {
    field: 'answer',
    expected: '{"hash": "…-…", "verdict": "y" or "n", "note": "…"}',
    fix: 'copy the hash that npm run read -- --print shows above the passage',
  });
  for (const { number, line } of answers) {
    const { hash, verdict, note } = line;
    const task = byKey.get(hash);
    if (!task) unknown.push(`line ${number}: ${hash}`);
    else if (verdict === 'n') wrong.push({ task, note: note ?? '' });
    else right.push({ ...task.hash, ...(note === undefined ? {} : { note }) });
  }
  return { right, wrong, unknown };
}
