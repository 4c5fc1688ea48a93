/**
 * Dated steps of a story: date, mark, a short sentence, who says so. Said, answered and not known differ by form. Where much time passes
 * between two steps, the picture says how much.
 */
import { sort } from 'd3';
import type { Dataset } from '../../dataset/dataset.ts';
import type { Row as RowOf } from '../../dataset/schema.ts';
import { typeset } from '../../words/typeset.ts';
import { type Basis, type Column, column, file, inFiles, type TableInput } from '../columns.ts';
import { type Block, inset, stack } from '../kit/block.ts';
import type { Kit } from '../kit/kit.ts';
import { barred } from '../kit/text.ts';

type Claim = RowOf<'claims'>;

/** Dates known only by month or year come after the exact ones of that time. */
export const sortDate = (date: string): string => date.padEnd('2022-11-01'.length, '~');

/**
 * The claims of a timeline in the order of their dates, and at the end what was not found.
 * An answer is a denial, a finding to the contrary or a correction, or a statement that answers another step.
 * @param strandOf strand of each claim, for a story of several, where a heading appears wherever it changes; throws there for a claim it does not know
 */
export function stepsOf(
  dataset: Dataset,
  timeline: NonNullable<Claim['timeline']>,
  gap: string,
  strandOf: (claim: string) => string | null = () => null,
) {
  const claims = dataset.tables.claims.filter((claim) => claim.timeline === timeline);
  const ids = new Set(claims.map((claim) => claim.id));
  const steps = claims.map((claim) => {
    // First day, month or year; the last, where the claim covers several and no single day is given.
    const [date, end] = claim.date === null ? [claim.periodStart, claim.periodEnd] : [claim.date, null];
    if (date === null)
      throw new Error(`The claim ${claim.id} of the timeline ${timeline} has neither a date nor a period`);
    const isAnswer =
      ['denial', 'counter-evidence', 'correction', 'criticism'].includes(claim.kind) ||
      claim.answers.some((answered) => ids.has(answered));
    return { claim, form: isAnswer ? 'answered' : 'said', strand: strandOf(claim.id), date, end } as const;
  });
  const open = { claim: dataset.get('claims', gap), form: 'unknown', strand: null, date: null, end: null } as const;
  return [...sort(steps, ({ date, claim }) => `${sortDate(date)} ${claim.id}`), open];
}
export type Step = ReturnType<typeof stepsOf>[number];

type Words = Pick<TableInput<Step>, 'say' | 'format'>;

/** The short sentence of a step, from the chart's words; the figure of its claim is its `value`. */
const stepLabel = ({ claim }: Step, { say }: Words): string =>
  say(`steps.${claim.id}`, claim.value === null ? {} : { value: claim.value });

/** The end of a longer period is left to the charts that are about it: some ends are reckoned from a stated length. */
function stepDate(step: Step, { say, format }: Words): string {
  if (step.date === null) return say('noDate');
  if (step.end === null) return format.date(step.date);
  const days = (Date.parse(step.end) - Date.parse(step.date)) / 86_400_000;
  return days <= 2
    ? `${format.days(step.date, step.end)} ${step.date.slice(0, 4)}`
    : say('from', { start: format.date(step.date) });
}

export const stepsTable: readonly Column<Step>[] = [
  inFiles(
    column.text('date', stepDate),
    file.date('date', (step) => step.date),
    file.date('end', (step) => step.end),
  ),
  column.text('who', (step) => typeset(step.claim.claimant)),
  column.text('what', stepLabel),
  column.text('form', (step, { say }) => say(`forms.${step.form}`)),
  // In files the status of the claim is part of what the row rests on.
  inFiles(
    column.text('status', (step, { say }) => (step.form === 'unknown' ? null : say(`status.${step.claim.status}`))),
  ),
];

/** What a step rests on. */
export const stepBasis = ({ claim }: Step): Basis => ({ claims: [claim.id], sources: claim.sources });

/** How many steps there are, and how many of them are answers. */
export const stepCounts = (rows: readonly Step[]) => ({
  steps: rows.filter((row) => row.form !== 'unknown').length,
  answered: rows.filter((row) => row.form === 'answered').length,
});

/** Time from one step to the next in words, when it is long enough to matter; empty otherwise. */
function pause(from: Step | undefined, to: Step, { say }: Words): string {
  if (!from?.date || !to.date) return '';
  const [fromYear = 0, fromMonth, fromDay] = from.date.split('-').map(Number);
  const [toYear = 0, toMonth, toDay] = to.date.split('-').map(Number);
  if (fromMonth === undefined || toMonth === undefined)
    return toYear - fromYear < 2 ? '' : say('yearsLater', { years: toYear - fromYear });
  // Full months where both days are known: from 28 March to 4 August are four, not five.
  const begun = fromDay !== undefined && toDay !== undefined && toDay < fromDay ? 1 : 0;
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth - begun;
  return months < 6 ? '' : say('monthsLater', { months });
}

export const stepMarks = { said: 'one', answered: 'denied', unknown: 'unknown' } as const;
const stepInks = { said: 'ink', answered: 'answered', unknown: 'muted' } as const;

/** A step: its mark, its sentence, and who says so. */
function stepPiece(kit: Kit<Step>, step: Step, width: number): Block {
  const room = width - 20 - (step.form === 'said' ? 0 : 11);
  const words = kit.text(stepLabel(step, kit), { width: room, balanced: true, ink: stepInks[step.form] });
  const said = stack([words, kit.text(typeset(step.claim.claimant), { width: room, ink: 'muted' })]);
  return kit.marked(stepMarks[step.form], step.form === 'said' ? said : barred(said, step.form));
}

/** The steps in their order. Strands are lanes beside each other (wide), or under headings (narrow). */
export function stepsList(kit: Kit<Step>): Block {
  const strands = [...new Set(kit.rows.flatMap((row) => row.strand ?? []))];
  const lanes = kit.wide ? Math.max(1, strands.length) : 1;
  const [dates, gap] = [kit.wide ? 142 : 0, 16];
  const lane = (kit.width - dates - gap * (kit.wide ? lanes : 0)) / lanes;
  const heading = (strand: string) => kit.message(`strands.${strand}`, { strong: true });
  const columns = [{ width: dates, align: 'end' as const }, ...Array.from({ length: lanes }, () => lane)];
  const pieces = kit.rows.map((step, index) => {
    const before = kit.rows[index - 1];
    const passed = kit.text(pause(before, step, kit), { ink: 'muted' });
    const date = kit.text(stepDate(step, kit), { ink: 'muted' });
    const piece = stepPiece(kit, step, lane);
    if (kit.wide) {
      const cells = Array.from({ length: Math.max(0, strands.indexOf(step.strand ?? '')) }, () => '');
      const below = inset(piece, 0, passed.height > 0 ? passed.height + 8 : 0);
      return kit.table([[stack([passed, date], 8, 'end'), ...cells, below]], columns, { gap, align: 'start' });
    }
    const head = step.strand !== null && step.strand !== before?.strand ? heading(step.strand) : null;
    return stack([passed.height > 0 ? inset(passed, 20) : null, head, stack([inset(date, 20), piece])], 4);
  });
  const heads = lanes > 1 ? kit.table([['', ...strands.map(heading)]], columns, { gap }) : null;
  return stack([heads, ...pieces, kit.legend(['one', 'denied', 'unknown'])], 12);
}
