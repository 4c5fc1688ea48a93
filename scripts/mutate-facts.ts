/**
 * `npm run check:facts:mutations`: how much of a wrong row the fact-checker finds. Changes every figure of the dataset by one, one at a time, and looks
 * whether each sentence that prints it becomes a finding; then every date by one day, month or year; then, the other way round, every number of the
 * chapters. Lists what escapes, and why. `--json` for machines, `--write` puts the figures into docs/fact-check.md.
 * Exit codes: 0 done, 2 could not run.
 */
import { type Dataset, withCells } from '../src/dataset/dataset.ts';
import { derivedFigures } from '../src/dataset/derived.ts';
import { type TableName, tableNames, tables } from '../src/dataset/schema.ts';
import { Checker } from '../src/fact-check/check.ts';
import type { FactInput } from '../src/fact-check/input.ts';
import { groupBy } from '../src/fact-check/spans.ts';
import type { Cell, CheckedMention, FactReport } from '../src/fact-check/types.ts';
import { SiteEvidence } from '../src/pages/_facts/evidence.ts';
import { spellOut } from '../src/words/spelling.ts';
import { measure, option, progress, share, writeMeasured } from './measured.ts';

interface Mutation {
  readonly table: TableName;
  readonly row: string;
  readonly column: string;
  readonly before: number | string;
  readonly after: number | string;
}

const notFigures = new Set(['latitude', 'longitude', 'geonamesId', 'west', 'south', 'east', 'north', 'year']);
const dateColumns = new Set(['date', 'periodStart', 'periodEnd', 'revisedOn']);

/** The next day, month or year, whichever the date is written to. */
function later(date: string): string {
  const [year = 0, month, day] = date.split('-').map(Number);
  if (month === undefined) return String(year + 1);
  const next = new Date(
    Date.UTC(year, month - 1 + (day === undefined ? 1 : 0), day === undefined ? 1 : day + 1),
  ).toISOString();
  return next.slice(0, date.length);
}

/** Every figure one higher, or every date one later. */
function mutations(dataset: Dataset, kind: 'figures' | 'dates'): Mutation[] {
  const dated: readonly TableName[] = ['claims', 'responses', 'reports'];
  return tableNames.flatMap((table) =>
    (dataset.tables[table] as readonly Record<string, unknown>[]).flatMap((row) =>
      Object.entries(row).flatMap(([column, before]): Mutation[] => {
        const cell = { table, row: String(row[tables[table].key]), column };
        if (kind === 'figures')
          return typeof before === 'number' && !notFigures.has(column) ? [{ ...cell, before, after: before + 1 }] : [];
        const isDate = typeof before === 'string' && dateColumns.has(column) && dated.includes(table);
        return isDate ? [{ ...cell, before, after: later(before) }] : [];
      }),
    ),
  );
}

/** The dataset with one cell changed; checks of the parser are skipped on purpose. */
const mutate = (dataset: Dataset, { table, row, column, after }: Mutation): Dataset =>
  withCells(dataset, table, row, { [column]: after });

const cellId = (cell: Cell) => `${cell.table}/${cell.row}/${cell.column}`;
/** A mention by its place: files are checked alone, so blocks have no number of their own. */
const mentionId = (mention: CheckedMention) => `${mention.file}#${mention.line}#${mention.start}#${mention.token}`;

/** Cells that a mutation changes as the checker sees them: its own, and the derived figures that rest on it. */
function changedCells(
  dataset: Dataset,
  mutated: Dataset,
  mutation: Mutation,
  before: ReturnType<typeof derivedFigures>,
): string[] {
  const cells = [cellId(mutation)];
  const after = derivedFigures(mutated);
  for (const [id, figure] of before) {
    const other = after.get(id);
    if (other?.value !== figure.value) cells.push(`derived figures/${id}/value`);
    for (const [name, value] of Object.entries(figure.of))
      if (other?.of[name] !== value) cells.push(`derived figures/${id}/${name}`);
  }
  return dataset === mutated ? [] : cells;
}

interface Outcome {
  mutants: number;
  mentions: number;
  atSentence: number;
  byRow: number;
  withEdition: number;
  readonly escaped: { mutation: string; where: string; token: string; why: string; withEdition: boolean }[];
}

interface Base {
  readonly input: FactInput;
  readonly dataset: Dataset;
  readonly checker: Checker;
  readonly mentions: readonly CheckedMention[];
}

/** A checker of the same texts on other records. */
const checkerOf = ({ input, checker, dataset }: Base, changed: Dataset, against: boolean): Checker =>
  new Checker(
    {
      ...input,
      evidence: new SiteEvidence(changed, input.language, input.lists.quotations),
      previous: against ? new SiteEvidence(dataset, input.language, input.lists.quotations) : undefined,
    },
    checker,
  );

const mentionsOf = (report: Pick<FactReport, 'mentions'>) =>
  new Map(report.mentions.map((mention) => [mentionId(mention), mention]));

/** One mutation: what of the affected mentions is found, and what escapes. */
function tryOne(
  base: Base,
  mutation: Mutation,
  affected: readonly CheckedMention[],
  mutated: Dataset,
  cells: readonly string[],
  outcome: Outcome,
): void {
  const files = new Set(affected.map((mention) => mention.file));
  const texts = base.input.texts.filter((text) => files.has(text.file));
  const plain = checkerOf(base, mutated, false).reportOf(texts);
  const [plainNow, againstNow] = [mentionsOf(plain), mentionsOf(checkerOf(base, mutated, true).reportOf(texts))];
  const row = plain.findings.some(({ rule, field }) => rule === 'record' && field?.startsWith(`${mutation.row}, `));
  for (const mention of affected) {
    const id = mentionId(mention);
    const after = plainNow.get(id);
    // A day later in the same month leaves "December 2022" true.
    if (after?.support === 'value' && after.cells.some((cell) => cells.includes(cellId(cell)))) continue;
    outcome.mentions += 1;
    const caught = after?.support === 'none';
    const caughtAgainst = againstNow.get(id)?.support === 'none';
    if (caught) outcome.atSentence += 1;
    else if (row) outcome.byRow += 1;
    if (caught || row || caughtAgainst) outcome.withEdition += 1;
    if (caught || row) continue;
    const why =
      after?.support === 'text'
        ? 'the words of a cited record still have it'
        : `still supported by ${after?.cells.map((cell) => `${cell.table}/${cell.row}`).join(', ') ?? 'nothing'}`;
    outcome.escaped.push({
      mutation: `${cellId(mutation)}: ${mutation.before} → ${mutation.after}`,
      where: `${mention.file}:${mention.line}`,
      token: mention.token,
      why,
      withEdition: caughtAgainst,
    });
  }
}

function run(base: Base, kind: 'figures' | 'dates'): Outcome {
  const outcome: Outcome = { mutants: 0, mentions: 0, atSentence: 0, byRow: 0, withEdition: 0, escaped: [] };
  const figures = derivedFigures(base.dataset);
  const byCell = groupBy(
    base.mentions.flatMap((mention) => mention.cells.map((cell) => ({ id: cellId(cell), mention }))),
    ({ id }) => id,
  );
  const all = mutations(base.dataset, kind);
  const start = performance.now();
  for (const [index, mutation] of all.entries()) {
    progress(kind, index + 1, all.length, start);
    const mutated = mutate(base.dataset, mutation);
    const cells = changedCells(base.dataset, mutated, mutation, figures);
    const affected = [...new Set(cells.flatMap((cell) => byCell.get(cell)?.map(({ mention }) => mention) ?? []))];
    if (affected.length === 0) continue;
    outcome.mutants += 1;
    tryOne(base, mutation, affected, mutated, cells, outcome);
  }
  return outcome;
}

const words = ['zero', ...Array.from({ length: 15 }, (_, index) => spellOut(index + 1, 'en') ?? '')];
const months = Array.from({ length: 12 }, (_, month) =>
  new Date(Date.UTC(2022, month)).toLocaleDateString('en-GB', { month: 'long', timeZone: 'UTC' }),
);
const mutable = new RegExp(
  `(?<![\\w.,^#-])(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?!\\w|-\\d)|\\b(?:${words.slice(1, -1).join('|')})\\b|\\b(?:${months.filter((month) => month !== 'May' && month !== 'March').join('|')})\\b`,
  'g',
);

/** A number, number word or month of running text, one higher. */
function higher(token: string, text: string, end: number): string {
  const word = words.indexOf(token);
  if (word > 0) return words[word + 1] ?? token;
  const month = months.indexOf(token);
  if (month >= 0) return months[(month + 1) % 12] ?? token;
  const value = Number(token.replaceAll(',', ''));
  const lastOfMonth = value >= 28 && new RegExp(`^ (?:${months.join('|')})`).test(text.slice(end));
  const next = value + (lastOfMonth ? -1 : 1);
  return token.includes(',') ? next.toLocaleString('en-GB') : String(next);
}

/** The other way round: every number, number word and month of the chapters is made one higher, one at a time. */
function runWords(base: Base): { mentions: number; found: number; escaped: string[] } {
  const outcome = { mentions: 0, found: 0, escaped: [] as string[] };
  const { checker } = base;
  const start = performance.now();
  const chapters = base.input.texts.filter((candidate) => candidate.form === 'markdown' && candidate.strict);
  for (const [index, text] of chapters.entries()) {
    const count = (words: string) =>
      checker.findingsOf([{ ...text, text: words }]).filter((finding) => finding.level === 'error').length;
    // A paragraph at a time: the others say the same as before.
    for (const match of text.text.matchAll(mutable)) {
      const end = match.index + match[0].length;
      const head = text.text.slice(0, match.index);
      // No part of a reference, a key, an address or a figure that the build writes.
      if (/\[\^[^\]]*$|\{#[^}]*$|\]\([^)]*$|\ue000[^\ue002]*$/.test(head)) continue;
      const token = higher(match[0], text.text, end);
      outcome.mentions += 1;
      if (count(head + token + text.text.slice(end)) > 0) outcome.found += 1;
      else
        outcome.escaped.push(
          `${text.file}:${text.line + head.split('\n').length - 1}  ${match[0]} → ${token} in "${text.text.slice(Math.max(0, match.index - 40), end + 30).replaceAll('\n', ' ')}"`,
        );
    }
    progress('chapters', index + 1, chapters.length, start);
  }
  return outcome;
}

await measure(({ input, dataset }) => {
  // Values that code gives to the words of charts follow the dataset by themselves.
  const texts = input.texts.filter((text) => text.form !== 'record').map((text) => ({ ...text, given: [] }));
  const own: FactInput = { ...input, texts, partial: true, previous: undefined };
  const checker = new Checker(own);
  const base: Base = { input: own, dataset, checker, mentions: checker.reportOf(texts).mentions };
  const outcomes = { figures: run(base, 'figures'), dates: run(base, 'dates') };
  const prose = runWords(base);
  const shares = ({ atSentence, byRow, withEdition, mentions }: Outcome) =>
    [atSentence, atSentence + byRow, withEdition].map((found) => share(found, mentions));
  if (option('write')) {
    const all = Object.entries(outcomes).map(([kind, outcome]) => {
      const [sentence, row, edition] = shares(outcome);
      return `${kind} of rows: at the sentence ${sentence}, there or at the row ${row}, with the last edition ${edition}`;
    });
    const ofWords = `numbers and months of the chapters: ${share(prose.found, prose.mentions)}`;
    writeMeasured('mutations', [...all, ofWords].join('; '));
  }
  if (option('json')) {
    console.log(JSON.stringify({ ...outcomes, prose }, null, 2));
    return 0;
  }
  for (const [kind, outcome] of Object.entries(outcomes)) {
    const { mutants, mentions, escaped } = outcome;
    const [sentence, row, edition] = shares(outcome);
    console.log(`\n${kind}: ${mutants} changed one at a time, ${mentions} published mentions of them`);
    console.log(`  found at the sentence           ${sentence}`);
    console.log(`  found there or at the row       ${row}`);
    console.log(`  found with the last edition too ${edition}`);
    for (const { withEdition, mutation, token, where, why } of escaped)
      console.log(
        `    ${withEdition ? 'escapes without the last edition' : 'ESCAPES'}  ${mutation}  "${token}" in ${where}: ${why}`,
      );
  }
  console.log(
    `\nwords: ${prose.mentions} numbers, number words and months of the chapters made one higher, one at a time\n  found                           ${share(prose.found, prose.mentions)}`,
  );
  for (const lost of prose.escaped) console.log(`    escapes  ${lost}`);
  return 0;
});
