/**
 * `npm run check:facts`: holds the words of the site against the records they cite. Prints what does not hold, by file and line, and how to fix it.
 * `--json` for machines, `--notices` to list what is supported only by the words of a record (with `--json` too), `--language xx`;
 * `--write` first writes stale values anew where only a value of a row changed since the last edition, and says which;
 * `--figures` only lists the figures that texts may name, with their values.
 * Exit codes: 0 clean, 1 findings, 2 could not run.
 */

import { writeFileSync } from 'node:fs';
import { printable } from '../src/dataset/characters.ts';
import { derivedFigures } from '../src/dataset/derived.ts';
import type { Problem } from '../src/dataset/problems.ts';
import { checkFacts } from '../src/fact-check/check.ts';
import type { ReadingTask } from '../src/fact-check/ledger.ts';
import { groupBy } from '../src/fact-check/spans.ts';
import type { Finding } from '../src/fact-check/types.ts';
import { readingOf } from '../src/pages/_facts/ledger-file.ts';
import { type FactsInput, readFactsInput } from '../src/pages/_facts/read-input.ts';
import { renewStaleValues } from '../src/pages/_facts/stale-values.ts';

const args = process.argv.slice(2);
const option = (name: string) => args.includes(`--${name}`);
const colours = process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined && !option('json');
const paint = (code: number) => (text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
const [bold, dim, red, yellow] = [paint(1), paint(2), paint(31), paint(33)];

const clip = (text: string, token: string): string => {
  if (text.length <= 220) return text;
  const at = Math.max(0, text.indexOf(token) - 90);
  return `${at > 0 ? '… ' : ''}${text.slice(at, at + 200)} …`;
};

function show(finding: Finding): string {
  const mark = finding.level === 'error' ? red(finding.rule) : yellow(finding.rule);
  const sentence = clip(finding.sentence, finding.token);
  return [
    `  ${bold(String(finding.line))}  ${mark}  ${finding.field ? dim(`[${finding.field}] `) : ''}${finding.message}`,
    ...(sentence && sentence !== finding.token
      ? [`      ${dim('in:     ')} ${sentence.replace(finding.token, bold(finding.token))}`]
      : []),
    ...(finding.nearest.length > 0
      ? [`      ${dim('nearest:')} ${finding.nearest.map((near) => `${near.shown} (${near.record})`).join('; ')}`]
      : []),
    `      ${dim('to fix:')} ${finding.fix}`,
  ].join('\n');
}

const showProblem = ({ where, field, found, expected, fix }: Problem): string =>
  [
    `  ${bold(where)}  ${red(field)}  ${printable(found)}`,
    `      ${dim('expected:')} ${printable(expected)}`,
    `      ${dim('to fix:')} ${printable(fix)}`,
  ].join('\n');

/** Writes stale values into their files, and says which. The rows come first, as the words are held against them; returns what is there in the end. */
async function writeStale(facts: FactsInput, before = 0): Promise<FactsInput> {
  const { rewritten, files } = await renewStaleValues(facts, checkFacts(facts.input).findings);
  for (const [file, text] of files) writeFileSync(file, text);
  for (const { file, line, from, to, stale } of rewritten)
    console.error(`  ${bold(`${file}:${line}`)}  ${from} → ${to}  ${dim(`${stale.cell.table}/${stale.cell.row}`)}`);
  const count = before + rewritten.length;
  if (rewritten.length > 0) return writeStale(await readFactsInput(facts.input.language.code), count);
  console.error(
    count === 0 ? 'No stale value to write.' : `${count} written. Read each sentence again (npm run read).`,
  );
  return facts;
}

try {
  const at = args.indexOf('--language');
  const read = await readFactsInput(at < 0 ? 'en' : args[at + 1]);
  const facts = option('write') ? await writeStale(read) : read;
  const { input, dataset, bad, problems, edition } = facts;
  if (option('figures')) {
    for (const { id, value, percent } of derivedFigures(dataset).values())
      console.log(`{${id.slice('figure-'.length)}}  ${dim(`${value}${percent ? '%' : ''}`)}`);
    process.exit(0);
  }
  const start = performance.now();
  const report = checkFacts(input);
  const milliseconds = Math.round(performance.now() - start);
  const reading = readingOf(facts);
  const errors = report.findings.filter((finding) => finding.level === 'error');
  const notices = report.findings.filter((finding) => finding.level === 'notice');
  const faults = errors.length + bad.length + problems.length;
  const shown = option('notices') ? report.findings : errors;
  if (option('json')) {
    const { read, unread, changed } = reading;
    const counts = { read, unread: unread.length, changed: changed.length };
    const all = {
      findings: shown,
      notices: notices.length,
      problems,
      unreadableExceptions: bad,
      exceptions: report.exceptions,
      standingTerms: report.terms,
      mentions: report.mentions.length,
      reading: { ...counts, open: option('notices') ? [...changed, ...unread] : [] },
      milliseconds,
    };
    console.log(JSON.stringify(all, null, 2));
  } else {
    const lines = [
      ...shown.map((finding) => ({ file: finding.file, text: show(finding) })),
      ...problems.map((problem) => ({ file: problem.file, text: showProblem(problem) })),
      ...bad.map(({ file, line, text }) => ({
        file,
        text: `  ${bold(String(line))}  ${red('exception')}  This exception cannot be read: ${text}`,
      })),
    ];
    for (const [file, own] of groupBy(lines, ({ file }) => file))
      console.log(`\n${bold(file)}\n${own.map(({ text }) => text).join('\n')}`);
    if (option('notices')) {
      if (report.exceptions.length > 0) console.log(`\n${bold('Exceptions in use')}`);
      for (const { file, line, phrase, reason } of report.exceptions)
        console.log(`  ${file}:${line}  "${phrase}": ${reason}`);
      const open = (tasks: readonly ReadingTask[], why: string) => {
        for (const { file, line, words } of tasks)
          console.log(`  ${file}:${line}  ${yellow('read')}  ${why}: ${words.slice(0, 100)}`);
      };
      open(reading.changed, 'A record of this passage changed since it was read');
      open(reading.unread, 'Not read against its records yet');
    }
    const supported = (kind: string) => report.mentions.filter((mention) => mention.support === kind).length;
    const many = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;
    const hint = option('notices') ? '' : ' (--notices lists them)';
    console.log(
      `\n${report.mentions.length} numbers and dates in ${report.blocks} pieces of text: ${supported('value')} supported by a value or date of a record, ${supported('text')} by its words, ${supported('exception')} left alone on purpose.` +
        `\n${report.terms.length} standing terms and ${report.exceptions.length} exceptions in use; ${edition ? `compared with ${edition}` : 'no frozen edition to compare with'}; ${milliseconds} ms.` +
        `\n${reading.read} of ${reading.tasks.length} passages read against their records; ${reading.unread.length} unread, ${reading.changed.length} with a record changed since (npm run read).` +
        `\n${faults === 0 ? 'Nothing found' : red(many(faults, 'finding'))}${notices.length > 0 ? `, ${many(notices.length, 'notice')}${hint}` : ''}.`,
    );
  }
  process.exitCode = faults === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
