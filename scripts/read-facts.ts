/**
 * `npm run read`: walks through the passages that nobody has read against their records yet, or whose records changed since. Shows each with the records it cites
 * and what answers them, and asks: y (right), n (wrong: it stays open), s (skip), q (stop); text after y or n is kept as a note, "n" alone writes nothing.
 * `-- --by AB` sets the initials ("editor" otherwise), `--file content/en/chapters/scale.md` limits it, `--list` only lists, `--language xx`.
 * Exit codes: 0 everything is read, 1 something is open, 2 could not run.
 */
import { createInterface } from 'node:readline/promises';
import type { Evidence } from '../src/fact-check/evidence.ts';
import { besideTask, type ReadingTask, withReading } from '../src/fact-check/ledger.ts';
import { ledgerPath, readingOf, readLedger, writeLedger } from '../src/pages/_facts/ledger-file.ts';
import { type FactsInput, readFactsInput } from '../src/pages/_facts/read-input.ts';

const args = process.argv.slice(2);
const option = (name: string): string | undefined =>
  args.includes(`--${name}`) ? args[args.indexOf(`--${name}`) + 1] : undefined;

const place = ({ file, line, field }: ReadingTask): string => `${file}:${line}${field ? ` [${field}]` : ''}`;
const shown = (record: Evidence): string =>
  `  ${record.id}  ${record.dates.map(({ date }) => date).join(', ')}  ${record.speakers.join('; ')}\n      ${record.own || record.words}` +
  (record.values.length > 0
    ? `\n      ${record.values.map(({ precision, value, unit }) => `${precision === 'exact' ? '' : `${precision} `}${value} ${unit}`).join('; ')}`
    : '');

/** Asks for each open passage; writes after each answer, so that nothing is lost. */
async function walk(
  facts: FactsInput,
  open: readonly ReadingTask[],
  all: readonly ReadingTask[],
  by: string,
): Promise<void> {
  const path = ledgerPath(facts.input.lists.language);
  const asked = createInterface({ input: process.stdin, output: process.stdout });
  try {
    for (const [index, task] of open.entries()) {
      const { cited, answers } = besideTask(task, facts.input.evidence);
      console.log(
        `\n${index + 1} of ${open.length}  ${place(task)}\n\n  ${task.words}\n\nCited:\n${cited.map(shown).join('\n')}`,
      );
      if (answers.length > 0) console.log(`Answered by:\n${answers.map(shown).join('\n')}`);
      const answer = (await asked.question('\nDo the records say so? y / n / s / q (a note may follow): ')).trim();
      const [verdict = '', note = ''] = [answer.slice(0, 1).toLowerCase(), answer.slice(1).trim()];
      if (verdict === 'q') return;
      if (verdict === 'n') console.log(`Open: ${place(task)}. Fix the words or the record.`);
      if (verdict !== 'y') continue;
      const reading = { ...task.hash, date: new Date().toISOString().slice(0, 10), by, ...(note ? { note } : {}) };
      writeLedger(path, withReading(all, readLedger(path), reading));
    }
  } finally {
    asked.close();
  }
}

try {
  const facts = await readFactsInput(option('language') ?? 'en');
  const file = option('file');
  const state = readingOf(facts);
  const open = [...state.changed, ...state.unread].filter((task) => file === undefined || task.file === file);
  console.log(
    `${state.read} of ${state.tasks.length} passages are read against their records; ${state.unread.length} unread, ${state.changed.length} with a record changed since.`,
  );
  if (args.includes('--list')) for (const task of open) console.log(`  ${place(task)}  ${task.words.slice(0, 120)}`);
  else if (open.length > 0) await walk(facts, open, state.tasks, option('by') ?? 'editor');
  const after = readingOf(facts);
  process.exitCode = after.unread.length + after.changed.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
