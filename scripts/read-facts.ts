/**
 * `npm run read`: the passages that nobody has read against their records yet, or whose records changed since, beside the records they cite and what answers them.
 * Walks through them and asks: y (right), n (wrong: it stays open), s (skip), q (stop); text after y or n is kept as a note, "n" alone writes nothing.
 * - `--print` prints all of them, each with its hash, and asks nothing
 * - `--answers answers.jsonl` takes the answers, one a line: {"hash": "…", "verdict": "y" or "n", "note": "…"}
 * - `--list` only lists
 * `--by AB` sets the initials ("editor" otherwise), `--file content/en/charts/` limits it to a file or folder, `--language xx`.
 * Exit codes: 0 everything is read, 1 something is open, 2 could not run.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Evidence, showValue } from '../src/fact-check/evidence.ts';
import {
  besideTask,
  keyOf,
  type LedgerState,
  type Reading,
  type ReadingTask,
  withReadings,
} from '../src/fact-check/ledger.ts';
import { groupBy } from '../src/fact-check/spans.ts';
import type { Language } from '../src/fact-check/types.ts';
import { ledgerPath, readAnswers, readingOf, readLedger, writeLedger } from '../src/pages/_facts/ledger-file.ts';
import { type FactsInput, readFactsInput } from '../src/pages/_facts/read-input.ts';
import { changeLines } from '../src/pages/_facts/record-changes.ts';

const args = process.argv.slice(2);
const option = (name: string): string | undefined =>
  args.includes(`--${name}`) ? args[args.indexOf(`--${name}`) + 1] : undefined;

const place = ({ file, line, field }: ReadingTask): string => `${file}:${line}${field ? ` [${field}]` : ''}`;
function details({ id, dates, speakers, own, words, values }: Evidence, language: Language): string {
  const days = [...new Set(dates.map(({ date }) => date))].slice(0, 4).join(', ');
  const figures = values.map((value) => showValue(value, language)).join('; ');
  return [`  ${[id, days, speakers.join('; ')].filter(Boolean).join('  ')}`, own || words, figures]
    .filter(Boolean)
    .join('\n      ');
}

/** How the records of a passage that was read before differ from the last edition. */
function changes({ records }: ReadingTask, { dataset, previous, edition = '' }: FactsInput): string[] {
  const version = /\d+\.\d+\.\d+/.exec(edition)?.[0];
  return previous && version ? ['', ...changeLines(records, dataset, previous, `edition ${version}`)] : [];
}

/** A passage with its records. Of those in `shown` only the id is printed; the others are added to it. */
function besides(task: ReadingTask, facts: FactsInput, { changed }: LedgerState, shown = new Set<string>()): string {
  const { cited, answers } = besideTask(task, facts.input.evidence);
  const once = (record: Evidence): string => {
    if (shown.has(record.id)) return `  ${record.id}  (above)`;
    shown.add(record.id);
    return details(record, facts.input.language);
  };
  return [
    '',
    task.words,
    ...(task.filled.length > 0 ? ['', task.filled.map(({ name, value }) => `{${name}} = ${value}`).join('; ')] : []),
    ...(changed.includes(task) ? changes(task, facts) : []),
    '',
    'Cited:',
    ...cited.map(once),
    ...(answers.length > 0 ? ['Answered by:', ...answers.map(once)] : []),
  ].join('\n');
}

/** Prints passages; within a file each record once. */
function print(facts: FactsInput, open: readonly ReadingTask[], state: LedgerState): void {
  for (const own of groupBy(open, ({ file }) => file).values()) {
    const shown = new Set<string>();
    for (const task of own)
      console.log(`\n=== ${place(task)}\nhash: ${keyOf(task.hash)}${besides(task, facts, state, shown)}`);
  }
}

/** Adds readings to the ledger, with today's date. */
function write(
  facts: FactsInput,
  all: readonly ReadingTask[],
  readings: readonly Omit<Reading, 'date' | 'by'>[],
): void {
  const path = ledgerPath(facts.input.lists.language);
  const [date, by] = [new Date().toISOString().slice(0, 10), option('by') ?? 'editor'];
  const added = readings.map(({ words, records, note }) => ({ words, records, date, by, ...(note ? { note } : {}) }));
  writeLedger(path, withReadings(all, readLedger(path), added));
}

/** Takes the answers of a file. What they say is wrong stays open and is listed. */
function take(facts: FactsInput, all: readonly ReadingTask[], path: string): void {
  const { right, wrong, unknown } = readAnswers(path, readFileSync(path, 'utf8'), all);
  write(facts, all, right);
  console.log(`${right.length} passages marked as read, ${wrong.length} wrong, ${unknown.length} unknown.`);
  for (const { task, note } of wrong) console.log(`  wrong    ${place(task)}  ${note}`);
  for (const line of unknown)
    console.error(
      `  unknown  ${path}, ${line}: no passage has this hash; its words or records changed since it was printed, or it is mistyped. Print it again.`,
    );
}

/** Asks for each open passage; writes after each answer, so that nothing is lost. */
async function walk(facts: FactsInput, open: readonly ReadingTask[], state: LedgerState): Promise<void> {
  const asked = createInterface({ input: process.stdin, output: process.stdout });
  const lines = asked[Symbol.asyncIterator]();
  try {
    for (const [index, task] of open.entries()) {
      console.log(`\n${index + 1} of ${open.length}  ${place(task)}\n${besides(task, facts, state)}`);
      process.stdout.write('\nDo the records say so? y / n / s / q (a note may follow): ');
      // Where there is nobody to answer, nothing is read.
      const { value: line = 'q' } = await lines.next();
      const answer = line.trim();
      const [verdict = '', note = ''] = [answer.slice(0, 1).toLowerCase(), answer.slice(1).trim()];
      if (verdict === 'q') return;
      if (verdict === 'n') console.log(`Open: ${place(task)}. Fix the words or the record.`);
      if (verdict === 'y') write(facts, state.tasks, [{ ...task.hash, note }]);
    }
  } finally {
    asked.close();
  }
}

const summary = ({ read, tasks, unread, changed }: ReturnType<typeof readingOf>): string =>
  `${read} of ${tasks.length} passages are read against their records; ${unread.length} unread, ${changed.length} with a record changed since.`;

try {
  const facts = await readFactsInput(option('language') ?? 'en');
  const only = option('file') ?? '';
  const state = readingOf(facts);
  const open = [...state.changed, ...state.unread]
    .filter(({ file }) => file.startsWith(only))
    .sort((a, b) => state.tasks.indexOf(a) - state.tasks.indexOf(b));
  const answers = option('answers');
  if (args.includes('--answers') && answers === undefined)
    throw new Error('Which answers? npm run read -- --answers answers.jsonl --by AB');
  if (answers !== undefined) take(facts, state.tasks, answers);
  // What was just marked as read counts as read.
  console.log(summary(answers === undefined ? state : readingOf(facts)));
  if (args.includes('--print')) print(facts, open, state);
  else if (args.includes('--list'))
    for (const task of open) console.log(`  ${place(task)}  ${task.words.slice(0, 120).replaceAll('\n', ' ')}`);
  else if (answers === undefined && open.length > 0) await walk(facts, open, state);
  const after = readingOf(facts);
  process.exitCode = after.unread.length + after.changed.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
