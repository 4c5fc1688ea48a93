import { scaleUtc } from 'd3';
import type { Row as RowOf } from '../dataset/schema.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { annotate } from './shared/annotation.ts';
import { wrapText } from './shared/labels.ts';
import { element, escapeXml, n, text, textLines } from './shared/svg.ts';
import { endOf, startOf } from './shared/time.ts';
import { wordsHold } from './shared/words-hold.ts';

type Returns = RowOf<'returns'>;

/** A figure and the time it covers; the start may be unknown. */
interface Span {
  readonly id: string;
  readonly kind: 'persuaded' | 'handed-over';
  readonly people: number;
  readonly moreThan: boolean;
  readonly start: string | null;
  readonly end: string;
  readonly sources: readonly string[];
}

const kindOf = (measure: Returns['measure']): Span['kind'] | undefined =>
  measure === 'persuaded' ? 'persuaded' : measure === 'handed-over-by-myanmar' ? 'handed-over' : undefined;
const claims = ['pers-26', 'pers-03', 'pers-01', 'pers-22', 'pers-27', 'pers-23'] as const;

/** The figures of the fraud campaign as stretches of time, so that one sees that they overlap. Their size is a number, never a length. */
export default defineChart<Span>({
  id: 'fraud-campaign-overlap',
  chapter: 'persuasion',
  order: 5,
  rows: (dataset) =>
    dataset.tables.returns
      .flatMap((row): Span[] => {
        const kind = row.campaign === 'telecom-fraud' ? kindOf(row.measure) : undefined;
        return kind
          ? [
              {
                id: row.id,
                kind,
                people: row.value ?? 0,
                moreThan: row.valuePrecision === 'more-than',
                start: row.start,
                end: row.end,
                sources: row.sources,
              },
            ]
          : [];
      })
      .sort((a, b) => (a.kind === b.kind ? a.people - b.people : a.kind === 'persuaded' ? -1 : 1)),
  values: (rows, dataset, format) => {
    const [first, second, third] = rows.filter((row) => row.kind === 'persuaded');
    const later = rows.filter((row) => row.kind === 'handed-over');
    const overlap = common(rows.filter((row) => row.kind === 'persuaded'));
    const [later1, , later3] = later;
    const list = (spans: readonly Span[]) =>
      spans
        .map(
          (row) => `${row.moreThan ? 'more than ' : ''}${row.people} (${row.start ?? 'start not given'} to ${row.end})`,
        )
        .join(', ') || 'none';
    wordsHold('fraud-campaign-overlap', format, [
      {
        field: 'summary and description',
        says: 'three figures for people, the second for one year, the last almost all in that year',
        holds:
          rows.length - later.length === 3 &&
          second?.end.length === 4 &&
          (second?.people ?? 0) >= 0.9 * (third?.people ?? 0),
        found: list(rows.filter((row) => row.kind === 'persuaded')),
      },
      {
        field: 'labels',
        says: 'May to …',
        holds: overlap.start.slice(5, 7) === '05',
        found: `${overlap.start} to ${overlap.end}`,
      },
      {
        field: 'summary and description',
        says: 'three hand-overs: the first without a start, the second for one year, the last more than its number, from a time that contains the first',
        holds:
          later.length === 3 &&
          later1?.start === null &&
          later[1]?.end.length === 4 &&
          later.map((row) => row.moreThan).join() === 'false,false,true' &&
          later3?.start != null &&
          startOf(later3.start) <= startOf(later1.end) &&
          endOf(later1.end) <= endOf(later3.end),
        found: list(later),
      },
    ]);
    return {
      first: first?.people ?? 0,
      second: second?.people ?? 0,
      third: third?.people ?? 0,
      secondPeriod: second?.end ?? '',
      overlapStart: format.date(overlap.start),
      overlapEnd: format.date(overlap.end),
      overlapYear: overlap.end.slice(0, 4),
      thirdStart: format.date(third?.start ?? ''),
      thirdEnd: format.date(third?.end ?? ''),
      later1: later[0]?.people ?? 0,
      later2: later[1]?.people ?? 0,
      later3: later[2]?.people ?? 0,
      later1End: format.date(later[0]?.end ?? ''),
      later2Period: later[1]?.end ?? '',
      later3Start: format.date(later[2]?.start ?? ''),
      later3End: format.date(later[2]?.end ?? ''),
      custody: dataset.get('claim_figures', 'pers-03-figure-1').value,
    };
  },
  table: ({ rows, words, values, format }) => ({
    columns: [
      { key: 'figure', kind: 'text' },
      { key: 'people', kind: 'number' },
      { key: 'precision', kind: 'text' },
      { key: 'start', kind: 'text' },
      { key: 'end', kind: 'text' },
    ],
    rows: rows.map((row) => [
      words.text(`labels.kinds.${row.kind}`, values),
      row.people,
      words.text(row.moreThan ? 'labels.moreThan' : 'labels.asGiven'),
      row.start ? format.date(row.start) : null,
      format.date(row.end),
    ]),
  }),
  draw: (input) => draw(input),
  claims: () => claims,
  sources: (rows, dataset) =>
    [...new Set([...rows.flatMap((row) => row.sources), ...dataset.get('claims', 'pers-25').sources])].sort(),
});

/** The time that all these periods share. Throws where there is none: the headline would no longer be true. */
function common(rows: readonly Span[]): { readonly start: string; readonly end: string } {
  const start = rows.map((row) => row.start ?? row.end).reduce((a, b) => (startOf(b) > startOf(a) ? b : a));
  const end = rows.map((row) => row.end).reduce((a, b) => (endOf(b) < endOf(a) ? b : a));
  if (startOf(start) >= endOf(end)) throw new Error('fraud-campaign-overlap: the periods no longer share any time');
  return { start, end };
}

/** A stretch of time: a bar with a stop at each end; an unknown start has no stop, and its line is dashed. */
function span(row: Span, x: (date: Date) => number, y: number, unknownStart: number): string {
  const right = x(endOf(row.end));
  if (!row.start)
    return (
      element('path', { class: 'outline-unknown', d: `M${n(unknownStart)} ${n(y)}H${n(right - 2)}` }) +
      element('rect', { class: 'said', x: right - 2.5, y: y - 7, width: 2.5, height: 14 })
    );
  const left = x(startOf(row.start));
  return element('path', {
    class: 'said',
    d: `M${n(left)} ${n(y - 7)}h2.5v5H${n(right - 2.5)}v-5h2.5v14h-2.5v-5H${n(left + 2.5)}v5h-2.5z`,
  });
}

function draw(input: DrawInput<Span>): Drawing {
  const { rows, frame, words, values, format } = input;
  const wide = frame.name === 'wide';
  const size = frame.label;
  const persuaded = rows.filter((row) => row.kind === 'persuaded');
  const later = rows.filter((row) => row.kind === 'handed-over');
  const overlap = common(persuaded);
  const years = [
    ...new Set(rows.flatMap((row) => [row.start ?? row.end, row.end]).map((date) => Number(date.slice(0, 4)))),
  ].sort((a, b) => a - b);
  const [firstYear, lastYear] = [years[0] ?? 0, years.at(-1) ?? 0];
  // A month of air after the last period.
  const domainEnd = new Date(Math.max(...rows.map((row) => endOf(row.end).getTime())) + 30 * 86_400_000);
  const scale = scaleUtc()
    .domain([startOf(String(firstYear)), domainEnd])
    .range([1, frame.width - 1]);
  const x = (date: Date) => scale(date);
  const pitch = wide ? 34 : 46;
  const labelOf = (row: Span) => ({
    number: words.text(row.moreThan ? 'labels.numberMoreThan' : 'labels.number', { value: format.number(row.people) }),
    period: words.text(`labels.periods.${row.id}`, values),
  });
  const label = (row: Span, at: number, baseline: number, anchor: 'start' | 'end') => {
    const { number, period } = labelOf(row);
    return element(
      'text',
      { x: at, y: baseline, class: wide ? 'label halo' : 'label', 'text-anchor': anchor === 'end' ? 'end' : undefined },
      `${element('tspan', { class: 'label--strong' }, escapeXml(number))} ${escapeXml(period)}`,
    );
  };

  const axisY = size;
  const head = axisY + size * 2.2;
  const upperTop = head + (wide ? 26 : 34);
  const heading = (key: 'persuaded' | 'handed-over', y: number) => {
    const lines = wrapText(words.text(`labels.heads.${key}`, values), frame.width - (wide ? 60 : 4), size, true);
    return {
      svg: textLines(0, y, lines, size * 1.25, { class: `label label--strong${wide ? ' halo' : ''}` }),
      bottom: y + (lines.length - 1) * size * 1.25,
    };
  };
  const upperHead = heading('persuaded', head);
  const upper = persuaded.map((row, index) => {
    const y = upperTop + index * pitch + (upperHead.bottom - head);
    return {
      y,
      svg:
        span(row, x, y, 0) +
        (wide
          ? label(row, x(endOf(row.end)) + 10, y + size * 0.35, 'start')
          : label(row, x(startOf(row.start ?? row.end)), y - 12, 'start')),
    };
  });
  const upperBottom = (upper.at(-1)?.y ?? upperTop) + 14;

  const [bandLeft, bandRight] = [x(startOf(overlap.start)), x(endOf(overlap.end))];
  const band = element('rect', {
    class: 'land',
    x: bandLeft,
    y: (upper[0]?.y ?? 0) - 12,
    width: bandRight - bandLeft,
    height: upperBottom - (upper[0]?.y ?? 0) + 14,
  });
  const shared = wrapText(words.text('labels.shared', values), wide ? 330 : frame.width - bandLeft - 14, size);
  const sharedY = upperBottom + 2 + size * 1.4;
  const sharedSvg = textLines(bandLeft, sharedY, shared, size * 1.25, {
    class: `label label--muted${wide ? ' halo' : ''}`,
  });
  const afterShared = sharedY + (shared.length - 1) * size * 1.25;
  const note = wide
    ? annotate(
        [
          { kind: 'said', text: words.text('labels.overlap', values) },
          { kind: 'unknown', text: words.text('labels.open', values) },
        ],
        frame,
        { x: 596, y: (upper[0]?.y ?? 0) - 14, width: frame.width - 596, halo: true },
      )
    : annotate(
        [
          { kind: 'said', text: words.text('labels.overlap', values) },
          { kind: 'unknown', text: words.text('labels.open', values) },
        ],
        frame,
        { x: 0, y: afterShared + 12, width: frame.width },
      );
  const divide = Math.max(afterShared, note.box.y + note.box.height) + (wide ? 18 : 20);

  const lowerHead = heading('handed-over', divide + size * 1.8);
  const lower = later.map((row, index) => {
    const y = lowerHead.bottom + (wide ? 26 : 34) + index * pitch;
    // An unknown start is drawn as a short dashed tail: its length says nothing.
    const left = row.start ? x(startOf(row.start)) : x(endOf(row.end)) - (wide ? 70 : 34);
    return {
      y,
      svg:
        span(row, x, y, left) +
        (wide
          ? label(row, left - 10, y + size * 0.35, 'end')
          : label(
              row,
              x(endOf(row.end)) > frame.width - 40 ? frame.width : Math.max(x(endOf(row.end)), 0),
              y - 12,
              'end',
            )),
    };
  });
  const bottom = (lower.at(-1)?.y ?? divide) + 14;

  const grid = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);
  // Narrow labels lie above their marks, where lines would run through them: the years stand at both ends instead.
  const ends = wide ? [axisY] : [axisY, bottom + size * 1.5];
  const lines = grid
    .map(
      (year) =>
        `M${n(x(startOf(String(year))))} ${n(axisY + 6)}V${n(wide ? bottom : axisY + 12)}${wide ? '' : `M${n(x(startOf(String(year))))} ${n(bottom - 2)}v6`}`,
    )
    .join('');
  const labels = ends.flatMap((y) =>
    grid.map((year) =>
      text(x(startOf(String(year))) + (year === firstYear ? -1 : 4), y, String(year), { class: 'label label--muted' }),
    ),
  );
  const divider = element('path', { class: 'leader', d: `M0 ${n(divide)}H${frame.width}` });
  return {
    height: wide ? bottom + 2 : bottom + size * 1.5 + 5,
    content:
      element('path', { class: wide ? 'rule' : 'leader', d: lines }) +
      band +
      labels.join('') +
      upperHead.svg +
      upper.map(({ svg }) => svg).join('') +
      sharedSvg +
      note.svg +
      divider +
      lowerHead.svg +
      lower.map(({ svg }) => svg).join(''),
  };
}
