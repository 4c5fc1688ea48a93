import type { Dataset } from '../dataset/dataset.ts';
import {
  DECEMBER,
  derivedFigure,
  matchedStations,
  SEPTEMBER,
  stationCount,
  tracedStations,
} from '../dataset/derived.ts';
import { ProblemsError } from '../dataset/problems.ts';
import type { Row } from '../dataset/schema.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { annotate } from './shared/annotation.ts';
import type { FrameName } from './shared/frame.ts';
import { textWidth } from './shared/labels.ts';
import { element, n, text } from './shared/svg.ts';
import { dashedSquares, squares, type UnitGrid } from './shared/unit-marks.ts';
import { wordsHold } from './shared/words-hold.ts';

/** What one report adds for one bureau, and where that stands in the running total. */
interface Step {
  readonly report: typeof SEPTEMBER | typeof DECEMBER;
  readonly date: string;
  readonly bureau: string;
  readonly province: string;
  readonly added: number;
  readonly basis: Row<'listing_totals'>['basis'];
  /** The running total before it. */
  readonly before: number;
  readonly traced: number;
  readonly matched: number;
  /** Added, less those traced to the bureau, less those matched. Which stations these are is not known. */
  readonly rest: number;
}

/** Report by report, the bureau with most additions first: each step begins where the one before ended. */
function steps(dataset: Dataset): readonly Step[] {
  let total = 0;
  return [SEPTEMBER, DECEMBER].flatMap((report) => {
    const { date, total: reported } = dataset.get('reports', report);
    const own = dataset.tables.listing_totals.filter((row) => row.report === report).sort((a, b) => b.added - a.added);
    const made = own.map((row): Step => {
      const operator = dataset.get('operators', row.operator);
      const of = (stations: readonly Row<'stations'>[]) =>
        stationCount(stations.filter((station) => station.operator === row.operator && station.report === report));
      const [traced, matched] = [of(tracedStations(dataset)), of(matchedStations(dataset))];
      const before = total;
      total += row.added;
      const rest = row.added - traced - matched;
      if (rest < 0)
        throw new ProblemsError('The listings of a bureau do not fit its total', [
          {
            file: 'data/listing_totals.json',
            where: `row ${row.id}`,
            field: 'added',
            found: String(row.added),
            expected: `at least ${traced} + ${matched}: the stations of ${report} that are traced to or matched with ${operator.name}`,
            fix: `fix this total, or report, operator and count of rows with "operator": "${operator.id}" in data/stations.json`,
          },
        ]);
      return {
        report: report as Step['report'],
        date,
        bureau: operator.name,
        province: operator.province,
        added: row.added,
        basis: row.basis,
        before,
        traced,
        matched,
        rest,
      };
    });
    if (total !== reported)
      throw new ProblemsError('The totals of the bureaus do not make that of a report', [
        {
          file: 'data/listing_totals.json',
          where: own.map((row) => `row ${row.id}`).join(', '),
          field: 'added',
          found: `${own.map((row) => row.added).join(' + ')}, which make ${total} after ${report}`,
          expected: `${reported}, the total of ${report} in data/reports.json`,
          fix: 'fix the additions, or the total of the report',
        },
      ]);
    return made;
  });
}

/** The revisions of the two reports, and how many stations the second put into the table without a change of the total. */
const claims = { first: 'scale-03', second: 'scale-21' } as const;

export default defineChart<Step>({
  id: 'list-growth',
  chapter: 'scale',
  order: 5,
  rows: steps,
  values: (rows, dataset, format) => {
    const figure = (name: string) => derivedFigure(dataset, name).value;
    const added = rows.filter((row) => row.report === DECEMBER);
    const known = new Set(rows.filter((row) => row.report === SEPTEMBER).map((row) => row.bureau));
    const fresh = added.filter((row) => !known.has(row.bureau));
    const sum = (key: 'traced' | 'matched' | 'rest') => rows.reduce((total, row) => total + row[key], 0);
    const parts = (of: readonly Step[]) => format.list(of.map((row) => `${row.bureau} ${format.number(row.added)}`));
    const [september, december] = [dataset.get('reports', SEPTEMBER), dataset.get('reports', DECEMBER)];
    wordsHold('list-growth', format, [
      {
        field: 'headline',
        says: 'Two bureaus not in the first report',
        holds: fresh.length === 2,
        found: format.list(fresh.map((row) => row.bureau)),
      },
    ]);
    return {
      first: figure('listed-september'),
      firstCountries: figure('countries-september'),
      listed: figure('listed-december'),
      listedCountries: figure('countries-december'),
      added: figure('added-december'),
      newBureaus: fresh.length,
      newNames: format.list(fresh.map((row) => row.bureau)),
      byNew: fresh.reduce((total, row) => total + row.added, 0),
      firstParts: parts(rows.filter((row) => row.report === SEPTEMBER)),
      addedParts: parts(added),
      subtracted: format.list(rows.filter((row) => row.basis === 'subtraction').map((row) => row.bureau)),
      traced: sum('traced'),
      matched: sum('matched'),
      rest: sum('rest'),
      firstDate: format.date(september.date),
      firstRevised: format.date(september.revisedOn),
      secondDate: format.date(december.date),
      secondRevised: format.date(december.revisedOn),
      // Stations put into the table by the revision; the total was not changed.
      inserted: dataset.get('claims', claims.second).value ?? 0,
    };
  },
  table: ({ rows, words, values, format }) => ({
    columns: [
      { key: 'step', kind: 'text' },
      { key: 'date', kind: 'text' },
      { key: 'province', kind: 'text' },
      { key: 'added', kind: 'number' },
      { key: 'total', kind: 'number' },
      { key: 'basis', kind: 'text' },
      { key: 'traced', kind: 'number' },
      { key: 'matched', kind: 'number' },
      { key: 'rest', kind: 'number' },
    ],
    rows: rows.map((row) => [
      words.text(`labels.report.${row.report}`, { ...values, bureau: row.bureau }),
      format.date(row.date),
      row.province,
      row.added,
      row.before + row.added,
      words.text(`labels.basis.${row.basis}`),
      row.traced,
      row.matched,
      row.rest,
    ]),
  }),
  draw: (input) => (input.frame.name === 'wide' ? drawWide(input) : drawNarrow(input)),
  claims: (_, dataset) => dataset.tables.reports.map((report) => report.claim),
  sources: (_, dataset) =>
    [
      ...new Set(
        [
          ...dataset.tables.reports,
          ...dataset.tables.listing_totals,
          ...dataset.tables.operators,
          dataset.get('claims', claims.first),
          dataset.get('claims', claims.second),
        ].flatMap((row) => row.sources),
      ),
    ].sort(),
});

type Input = DrawInput<Step>;

/** Columns of marks that run on from one step to the next, so that a mark stands at its place in the running total. */
interface Columns {
  readonly x: number;
  /** Marks below each other in a column. */
  readonly deep: number;
  readonly pitch: number;
  readonly size: number;
  readonly frame: FrameName;
}

/** The left edge of the mark with this index in the running total. */
const columnX = (index: number, columns: Columns): number =>
  columns.x + Math.floor(index / columns.deep) * columns.pitch;
const columnsHeight = (columns: Columns): number => (columns.deep - 1) * columns.pitch + columns.size;

/** The marks of a step: traced first, then matched, then what is not traced. Their order says nothing about single stations. */
function marks(step: Step, y: number, columns: Columns): string {
  const at = (index: number): UnitGrid => ({
    x: columnX(index, columns),
    y: y + (index % columns.deep) * columns.pitch,
    perRow: 1,
    pitch: columns.pitch,
    size: columns.size,
  });
  const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
  const traced = range(step.before, step.traced).map((index) => squares(1, at(index)));
  const matched = range(step.before + step.traced, step.matched).map((index) => {
    const { x, y: top } = at(index);
    return element('circle', {
      class: 'hollow',
      cx: x + columns.size / 2,
      cy: top + columns.size / 2,
      r: columns.size / 2 - 0.9,
    });
  });
  const rest = range(step.before + step.traced + step.matched, step.rest).map((index) =>
    dashedSquares(1, at(index), columns.frame),
  );
  return (
    (traced.length > 0 ? element('path', { class: 'said', d: traced.join('') }) : '') +
    matched.join('') +
    (rest.length > 0 ? element('path', { class: 'unit-unknown', d: rest.join('') }) : '')
  );
}

const nameOf = (step: Step): string => `${step.bureau}, ${step.province}`;

/** The running total below the marks: a firm line to the total, open after it, because the total is a lowest possible one. */
function axis(
  input: Input,
  y: number,
  columns: Columns,
  lines: { readonly from: number; readonly at: number }[],
): string {
  const { words, values, format, frame } = input;
  const size = frame.label;
  const [first, listed] = [Number(values['first']), Number(values['listed'])];
  const end = columnX(listed, columns);
  return (
    element('path', {
      class: 'rule',
      d: lines
        .map(({ from, at }) => `M${n(columnX(at, columns) - (columns.pitch - columns.size) / 2)} ${n(from)}V${n(y)}`)
        .join(''),
    }) +
    element('path', { class: 'baseline', d: `M${n(columns.x)} ${n(y)}H${n(end)}` }) +
    element('path', { class: 'outline-unknown', d: `M${n(end + 2)} ${n(y)}H${frame.width}` }) +
    text(columns.x, y + size * 1.3, format.number(0), { class: 'label' }) +
    text(columnX(first, columns), y + size * 1.3, words.text('labels.axisFirst', values), {
      class: 'label',
      'text-anchor': 'middle',
    }) +
    text(frame.width, y + size * 1.3, words.text('labels.axisListed', values), { class: 'label', 'text-anchor': 'end' })
  );
}

/** What the forms of the marks mean. */
function key(input: Input, top: number, columns: Columns): { svg: string; height: number } {
  const { words, values, frame } = input;
  const size = frame.label;
  const grid = (x: number, y: number): UnitGrid => ({
    x,
    y: y - size * 0.36 - columns.size / 2,
    perRow: 1,
    pitch: columns.pitch,
    size: columns.size,
  });
  const entries: readonly [string, (x: number, y: number) => string][] = [
    ['traced', (x, y) => element('path', { class: 'said', d: squares(1, grid(x, y)) })],
    [
      'matched',
      (x, y) =>
        element('circle', {
          class: 'hollow',
          cx: x + columns.size / 2,
          cy: y - size * 0.36,
          r: columns.size / 2 - 0.9,
        }),
    ],
    ['rest', (x, y) => element('path', { class: 'unit-unknown', d: dashedSquares(1, grid(x, y), frame.name) })],
  ];
  let [x, y] = [0, top];
  const parts = entries.map(([name, mark]) => {
    const label = words.text(`labels.${name}`, values);
    const width = columns.size + 7 + textWidth(label, size);
    if (x > 0 && x + width > frame.width) [x, y] = [0, y + size * 1.55];
    const svg = mark(x, y) + text(x + columns.size + 7, y, label, { class: 'label' });
    x += width + 22;
    return svg;
  });
  return { svg: parts.join(''), height: y - top + size * 0.4 };
}

/** A staircase: each step to the right of the one before. The room beside it holds the dates and what was revised. */
function drawWide(input: Input): Drawing {
  const { rows, frame, words, values, format } = input;
  const size = frame.label;
  const columns: Columns = { x: 101, deep: 2, pitch: 13.2, size: 10.4, frame: frame.name };
  const height = columnsHeight(columns);
  const [gap, headRoom, between] = [15, 30, 58];
  let [y, svg] = [0, ''];
  let firstEnd = 0;
  const tops = new Map<string, number>();
  rows.forEach((row, index) => {
    if (row.report !== rows[index - 1]?.report) {
      if (index > 0) y += between;
      tops.set(row.report, y);
      // The heading of the first report needs a line of its own, that of the second stands beside its marks.
      if (index === 0) y += headRoom;
    }
    const middle = y + height / 2 + size * 0.35;
    const added = row.report === DECEMBER ? words.text('labels.plus', { added: row.added }) : format.number(row.added);
    svg +=
      text(columnX(row.before, columns) - 9, middle, nameOf(row), { class: 'label', 'text-anchor': 'end' }) +
      marks(row, y, columns) +
      text(columnX(row.before + row.added - 1, columns) + columns.size + 8, middle, added, {
        class: 'label label--strong',
      });
    if (row.basis === 'subtraction')
      svg += text(
        columnX(row.before + row.added - 1, columns) + columns.size + 14 + textWidth(added, size, true),
        middle,
        words.text('labels.subtraction', values),
        {
          class: 'label label--muted',
        },
      );
    y += height + gap;
    if (row.report === SEPTEMBER) firstEnd = y;
  });
  const [septemberTop, decemberTop] = [tops.get(SEPTEMBER) ?? 0, tops.get(DECEMBER) ?? 0];
  const axisY = y + 6;
  const [first54, all] = [Number(values['first']), Number(values['listed'])];
  const first = annotate([{ kind: 'title', text: words.text('labels.firstTitle', values) }], frame, {
    x: 0,
    y: septemberTop,
    width: 420,
  });
  const corrected = annotate([{ kind: 'answered', text: words.text('labels.corrected', values) }], frame, {
    x: columnX(first54, columns) + 14,
    y: firstEnd + 2,
    width: 330,
    halo: true,
  });
  const second = annotate(
    [
      { kind: 'title', text: words.text('labels.secondTitle', values) },
      { kind: 'said', text: words.text('labels.secondText', values) },
    ],
    frame,
    { x: 0, y: decemberTop, width: 310, halo: true },
  );
  const revised = annotate([{ kind: 'answered', text: words.text('labels.revised', values) }], frame, {
    x: 0,
    y: second.box.y + second.box.height + 10,
    width: 310,
  });
  const legend = key(input, axisY + size * 3.2, columns);
  return {
    height: axisY + size * 3.2 + legend.height,
    content:
      axis(input, axisY, columns, [
        { from: firstEnd - gap - height, at: first54 },
        { from: y - gap - height, at: all },
      ]) +
      svg +
      first.svg +
      corrected.svg +
      second.svg +
      revised.svg +
      legend.svg,
  };
}

/** The same staircase with names above the steps and the dates above each report. */
function drawNarrow(input: Input): Drawing {
  const { rows, frame, words, values, format } = input;
  const size = frame.label;
  const columns: Columns = { x: 0, deep: 3, pitch: 9.9, size: 8.7, frame: frame.name };
  const height = columnsHeight(columns);
  let [y, svg] = [0, ''];
  let firstStart = 0;
  let lastStart = 0;
  const note = (report: Step['report']) => {
    const second = report === DECEMBER;
    const own = annotate(
      [
        { kind: 'title', text: words.text(second ? 'labels.secondTitle' : 'labels.firstTitle', values) },
        ...(second ? ([{ kind: 'said', text: words.text('labels.secondText', values) }] as const) : []),
      ],
      frame,
      { x: 0, y, width: frame.width, halo: true },
    );
    y += own.box.height + 10;
    return own.svg;
  };
  const revision = (label: string, width: number) => {
    const own = annotate([{ kind: 'answered', text: words.text(label, values) }], frame, { x: 0, y: y + 2, width });
    y += own.box.height + 2;
    return own.svg;
  };
  rows.forEach((row, index) => {
    if (row.report !== rows[index - 1]?.report) {
      if (index > 0) svg += revision('labels.corrected', columnX(row.before, columns) - 12);
      if (index > 0) y += 20;
      svg += note(row.report);
    }
    const added = row.report === DECEMBER ? words.text('labels.plus', { added: row.added }) : format.number(row.added);
    const label = `${nameOf(row)}: ${added}${row.basis === 'subtraction' ? ` ${words.text('labels.subtraction', values)}` : ''}`;
    const left = columnX(row.before, columns);
    const fits = left + textWidth(label, size) <= frame.width;
    svg += text(fits ? left : frame.width, y + size, label, {
      class: 'label',
      'text-anchor': fits ? undefined : 'end',
    });
    y += size + 6;
    if (row.report === SEPTEMBER) firstStart = y;
    lastStart = y;
    svg += marks(row, y, columns);
    y += height + 9;
  });
  y += 2;
  const axisY = y;
  const [first, listed] = [Number(values['first']), Number(values['listed'])];
  const scale = axis(input, axisY, columns, [
    { from: firstStart, at: first },
    { from: lastStart, at: listed },
  ]);
  y = axisY + size * 1.3 + 12;
  svg += revision('labels.revised', frame.width);
  const legend = key(input, y + size * 1.9, columns);
  return { height: y + size * 1.9 + legend.height, content: scale + svg + legend.svg };
}
