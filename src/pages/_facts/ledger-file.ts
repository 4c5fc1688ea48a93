/** The file of the reading ledger: one reading a line, so that changes of two people merge. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { type Problem, ProblemsError, quoteValue } from '../../dataset/problems.ts';
import { type LedgerState, ledgerState, type Reading, readingTasks } from '../../fact-check/ledger.ts';
import type { FactsInput } from './read-input.ts';

const readingSchema = z.strictObject({
  words: z.string().regex(/^[0-9a-f]{16}$/),
  records: z.string().regex(/^[0-9a-f]{16}$/),
  date: z.iso.date(),
  by: z.string().regex(/^\S.{0,30}$/),
  note: z.string().min(1).optional(),
});

export const ledgerPath = (language: string): string => `content/${language}/fact-check/readings.jsonl`;

/**
 * The readings of a language; none where nothing was read yet.
 * @throws ProblemsError with every line that is no reading
 */
export function readLedger(path: string): Reading[] {
  if (!existsSync(path)) return [];
  const problems: Problem[] = [];
  const readings = readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch {
        value = line;
      }
      const result = readingSchema.safeParse(value);
      if (result.success) return [result.data];
      problems.push({
        file: path,
        where: `line ${index + 1}`,
        field: 'reading',
        found: quoteValue(value),
        expected: '{"words": …, "records": …, "date": "2026-11-28", "by": "editor"}',
        fix: 'take the line out, and read its passage again with npm run read',
      });
      return [];
    });
  if (problems.length > 0) throw new ProblemsError('The reading ledger has errors', problems);
  return readings;
}

export const writeLedger = (path: string, readings: readonly Reading[]): void =>
  writeFileSync(path, readings.map((reading) => `${JSON.stringify(reading)}\n`).join(''));

/** How far the reading of the site is. */
export const readingOf = ({ input }: FactsInput): LedgerState =>
  ledgerState(
    readingTasks(
      input,
      input.texts.filter((text) => text.frame !== true),
    ),
    readLedger(ledgerPath(input.lists.language)),
  );
