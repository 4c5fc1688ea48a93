/**
 * A chain of dated steps, one below the other: date, mark, a short sentence, who says so. Said (solid), answered (outline and bar) and
 * not known (dashes) are told apart by form. Rows are evenly spaced; where much time passes the line breaks and says how much.
 */
import type { Dataset } from '../../dataset/dataset.ts';
import type { Row as RowOf } from '../../dataset/schema.ts';
import type { Format } from '../../words/format.ts';
import type { Messages, MessageValues } from '../../words/message.ts';
import { typeset } from '../../words/typeset.ts';
import type { ChartTable, DrawInput, Drawing } from '../chart.ts';
import { wrapBalanced, wrapText } from './labels.ts';
import { element, text, textLines } from './svg.ts';

type Claim = RowOf<'claims'>;

export interface Step {
  readonly claim: Claim;
  readonly form: 'said' | 'answered' | 'unknown';
  /** Strand of the story it belongs to; a heading stands wherever it changes. Null in a story of one strand. */
  readonly strand: string | null;
  /** First day, month or year; null for what was not found. */
  readonly date: string | null;
  /** Last day, where the claim covers several and no single day is given. */
  readonly end: string | null;
}

/** Dates known only by month or year stand after the exact ones of that time. */
export const sortDate = (date: string): string => date.padEnd('2022-11-01'.length, '~');

/**
 * The claims of a timeline in the order of their dates, and at the end what was not found.
 * An answer is a denial, a finding to the contrary or a correction, or a statement that answers another step.
 * @param strandOf strand of each claim, for a story of several; throws there for a claim it does not know
 */
export function stepsOf(
  dataset: Dataset,
  timeline: NonNullable<Claim['timeline']>,
  gap: string,
  strandOf: (claim: string) => string | null = () => null,
): readonly Step[] {
  const claims = dataset.tables.claims.filter((claim) => claim.timeline === timeline);
  const ids = new Set(claims.map((claim) => claim.id));
  const steps = claims.map((claim): Step => {
    const date = claim.date ?? claim.periodStart;
    if (date === null)
      throw new Error(`The claim ${claim.id} of the timeline ${timeline} has neither a date nor a period`);
    const answers =
      ['denial', 'counter-evidence', 'correction', 'criticism'].includes(claim.kind) ||
      claim.answers.some((answered) => ids.has(answered));
    return {
      claim,
      form: answers ? 'answered' : 'said',
      strand: strandOf(claim.id),
      date,
      end: claim.date === null ? claim.periodEnd : null,
    };
  });
  const key = (step: Step) => `${sortDate(step.date ?? '~')} ${step.claim.id}`;
  return [
    ...steps.sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    { claim: dataset.get('claims', gap), form: 'unknown', strand: null, date: null, end: null },
  ];
}

/** The short sentence of a step, from the chart's words; the figure of its claim is its `value`. */
export const stepLabel = (step: Step, words: Messages, values: MessageValues): string =>
  words.text(
    `labels.steps.${step.claim.id}`,
    step.claim.value === null ? values : { ...values, value: step.claim.value },
  );

/** The end of a longer period is left to the charts that are about it: some ends are reckoned from a stated length. */
function stepDate(step: Step, words: Messages, values: MessageValues, format: Format): string {
  if (step.date === null) return words.text('labels.noDate', values);
  if (step.end === null) return format.date(step.date);
  const days = (Date.parse(step.end) - Date.parse(step.date)) / 86_400_000;
  return days <= 2
    ? `${format.days(step.date, step.end)} ${step.date.slice(0, 4)}`
    : words.text('labels.from', { ...values, start: format.date(step.date) });
}

export function stepsTable({ rows, words, values, format }: Omit<DrawInput<Step>, 'frame' | 'symbols'>): ChartTable {
  return {
    columns: [
      { key: 'date', kind: 'text' },
      { key: 'who', kind: 'text' },
      { key: 'what', kind: 'text' },
      { key: 'form', kind: 'text' },
      { key: 'status', kind: 'text' },
    ],
    rows: rows.map((step) => [
      stepDate(step, words, values, format),
      typeset(step.claim.claimant),
      stepLabel(step, words, values),
      words.text(`labels.forms.${step.form}`, values),
      step.form === 'unknown' ? null : words.text(`labels.status.${step.claim.status}`, values),
    ]),
  };
}

/** Time from one step to the next in words, when it is long enough to matter; null otherwise. */
function pause(from: Step, to: Step, words: Messages, values: MessageValues): string | null {
  if (from.date === null || to.date === null) return null;
  const [fromYear = 0, fromMonth, fromDay] = from.date.split('-').map(Number);
  const [toYear = 0, toMonth, toDay] = to.date.split('-').map(Number);
  if (fromMonth === undefined || toMonth === undefined)
    return toYear - fromYear < 2 ? null : words.text('labels.yearsLater', { ...values, years: toYear - fromYear });
  // Full months where both days are known: from 28 March to 4 August are four, not five.
  const begun = fromDay !== undefined && toDay !== undefined && toDay < fromDay ? 1 : 0;
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth - begun;
  return months < 6 ? null : words.text('labels.monthsLater', { ...values, months });
}

/** Where things stand across: dates at the left (wide) or above the sentence (narrow), the line, the sentence, and in the wide picture who says so. */
const layouts = {
  wide: { line: 166, text: 188, textWidth: 396, who: 592, whoWidth: 208, gap: 13 },
  narrow: { line: 7, text: 24, textWidth: 314, who: null, whoWidth: 0, gap: 12 },
} as const;

export function drawSteps({ rows, frame, words, values, format }: DrawInput<Step>): Drawing {
  const layout = layouts[frame.name];
  const size = frame.label;
  const lineHeight = size * 1.3;
  const parts: string[] = [];
  const key = drawKey(frame.name === 'wide' ? 4 : 1, { rows, words, values, size, lineHeight });
  let y = key.height;
  if (layout.who !== null)
    parts.push(text(layout.who, size, words.text('labels.whoHeading', values), { class: 'label' }));
  let strand: string | null = null;
  /** Lower end of the line drawn so far; the line runs from mark to mark. */
  let lineFrom: number | null = null;
  rows.forEach((step, index) => {
    const before = rows[index - 1];
    const pauseLabel = before ? pause(before, step, words, values) : null;
    if (pauseLabel !== null && before) {
      parts.push(text(layout.text, y + size, pauseLabel, { class: 'label label--muted' }));
      // The line is cut where time was left out.
      if (lineFrom !== null)
        parts.push(segment(layout.line, lineFrom, y + size * 0.1), cut(layout.line, y + size * 0.65));
      lineFrom = y + size * 1.2;
      y += lineHeight + layout.gap;
    }
    if (step.strand !== null && step.strand !== strand) {
      parts.push(
        text(layout.text, y + size, words.text(`labels.strands.${step.strand}`, values), {
          class: 'label label--strong',
        }),
      );
      y += lineHeight + layout.gap * 0.5;
      strand = step.strand;
    }
    const barred = step.form !== 'said';
    const indent = barred ? 10 : 0;
    const lines = wrapBalanced(stepLabel(step, words, values), layout.textWidth - indent, size);
    const date = stepDate(step, words, values, format);
    const dateLines = layout.who === null ? 1 : 0;
    if (layout.who === null) parts.push(text(layout.text, y + size, date, { class: 'label label--muted' }));
    else parts.push(text(layout.line - 16, y + size, date, { class: 'label label--muted', 'text-anchor': 'end' }));
    const middle = y + size * 0.66;
    const top = y + dateLines * lineHeight;
    const className =
      step.form === 'said' ? 'label' : step.form === 'answered' ? 'label label--answered' : 'label label--muted';
    if (barred) parts.push(bar(step.form, layout.text, top, lines.length * lineHeight));
    parts.push(textLines(layout.text + indent, top + size, lines, lineHeight, { class: className }));
    const who = layout.who === null ? [] : wrapText(typeset(step.claim.claimant), layout.whoWidth, size);
    if (layout.who !== null)
      parts.push(textLines(layout.who, y + size, who, lineHeight, { class: 'label label--muted' }));
    if (lineFrom !== null)
      parts.push(
        step.form === 'unknown'
          ? element('path', {
              class: 'outline-unknown',
              d: `M${round(layout.line)} ${round(lineFrom)}V${round(middle - 6)}`,
            })
          : segment(layout.line, lineFrom, middle - 6),
      );
    parts.push(mark(step.form, layout.line, middle));
    lineFrom = middle + 6;
    y += Math.max(dateLines + lines.length, who.length) * lineHeight + layout.gap;
  });
  return { height: y - layout.gap + 4, content: key.content + parts.join('') };
}

const round = (value: number) => Math.round(value * 10) / 10;

const segment = (x: number, from: number, to: number): string =>
  to > from ? element('path', { class: 'leader', d: `M${round(x)} ${round(from)}V${round(to)}` }) : '';

/** Two short strokes across a line: something was left out here. */
const cut = (x: number, y: number): string =>
  element('path', { class: 'leader', d: `M${round(x - 5)} ${round(y)}l10-4M${round(x - 5)} ${round(y + 5)}l10-4` });

function mark(form: Step['form'], x: number, y: number): string {
  const className = form === 'said' ? 'said' : form === 'answered' ? 'outline-answered' : 'outline-unknown';
  return element('circle', { class: className, cx: x, cy: y, r: form === 'said' ? 5.2 : 4.4 });
}

function bar(form: Step['form'], x: number, y: number, height: number): string {
  if (form === 'answered') return element('rect', { class: 'answered', x, y: y + 1, width: 3, height: height - 2 });
  return element('path', { class: 'outline-unknown', d: `M${x + 1.5} ${round(y + 1)}v${round(height - 2)}` });
}

/** What the three forms mean, each beside its mark: in one row, or one below the other. */
function drawKey(
  columns: number,
  {
    words,
    values,
    size,
    lineHeight,
  }: { rows: readonly Step[]; words: Messages; values: MessageValues; size: number; lineHeight: number },
): Drawing {
  let x = 0;
  let y = 0;
  const content = (['said', 'answered', 'unknown'] as const).map((form) => {
    const label = words.text(`labels.forms.${form}`, values);
    const svg = mark(form, x + 7, y + size * 0.66) + text(x + 20, y + size, label, { class: 'label' });
    if (columns > 1) x += 20 + label.length * size * 0.5 + 28;
    else y += lineHeight + 2;
    return svg;
  });
  return { height: (columns > 1 ? lineHeight : y) + size, content: content.join('') };
}
