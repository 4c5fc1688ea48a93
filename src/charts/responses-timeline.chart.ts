import type { Dataset } from '../dataset/dataset.ts';
import { DECEMBER, SEPTEMBER } from '../dataset/derived.ts';
import type { Row as RowOf } from '../dataset/schema.ts';
import type { Format } from '../words/format.ts';
import type { Messages, MessageValues } from '../words/message.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { Plot, plotMarks } from './kit/plot.ts';
import { textWidth, wrapText } from './shared/labels.ts';
import { element, text, textLines } from './shared/svg.ts';

type ResponseType = RowOf<'responses'>['type'];

/** The rows of the chart, from courts to denials. `ink` is what a dot of the row is: an act or statement, or an answer (denial, finding, court). */
const kinds = [
  { key: 'courts', ink: 'answered' },
  { key: 'demands', ink: 'said' },
  { key: 'closures', ink: 'said' },
  { key: 'nothing-found', ink: 'answered' },
  { key: 'inquiries', ink: 'said' },
  { key: 'politics', ink: 'said' },
  { key: 'china', ink: 'answered' },
  { key: 'denials', ink: 'answered' },
] as const satisfies readonly { key: string; ink: 'said' | 'answered' }[];
type Kind = (typeof kinds)[number]['key'];

/** Every type of the vocabulary in one of the rows: a type added to the schema and not here does not compile. */
const kindOf = {
  'acquittal-or-annulment': 'courts',
  'arrest-or-charges': 'courts',
  'case-closed-no-charges': 'nothing-found',
  'charges-unrelated': 'courts',
  'china-statement': 'china',
  'closure-announced-by-china': 'closures',
  'closure-confirmed': 'closures',
  'closure-ordered': 'demands',
  conviction: 'courts',
  'conviction-unrelated': 'courts',
  cooperation: 'politics',
  denial: 'denials',
  'diplomatic-demand': 'demands',
  'expulsion-or-removal': 'demands',
  'guilty-plea': 'courts',
  'independent-assessment': 'politics',
  'investigation-opened': 'inquiries',
  'investigation-update': 'inquiries',
  'lawsuit-by-accused': 'courts',
  'ngo-count': 'politics',
  'no-action-announced': 'politics',
  'no-evidence-found': 'nothing-found',
  'no-illegality-found': 'nothing-found',
  'parliamentary-action': 'politics',
  'policy-change': 'politics',
  'referral-to-prosecutors': 'inquiries',
  'search-or-raid': 'inquiries',
  statement: 'politics',
  'verdict-unconfirmed': 'courts',
} as const satisfies Record<ResponseType, Kind>;

/** A column of the chart: a month, a half-year, or the place of events of which only the year is known. */
interface Period {
  readonly key: string;
  readonly scale: 'month' | 'half-year' | 'year-only';
  /** Months since the first month, where the column starts. */
  readonly start: number;
  readonly months: number;
  readonly year: number;
  /** Month of the year (1 to 12) or half of the year (1 or 2); 0 for the year-only column. */
  readonly part: number;
}

interface Event {
  readonly id: string;
  readonly kind: Kind;
  readonly period: string;
  readonly date: string;
  readonly unconfirmed: boolean;
}

/** A dated report or response that the picture names. */
interface Turn {
  readonly key: string;
  readonly date: string;
  readonly period: string;
  /** The response it points at; null for a report, which is no response. */
  readonly response: string | null;
}

interface Row {
  readonly period: Period;
  readonly events: readonly Event[];
  readonly turns: readonly Turn[];
}

/** Months from the first report to June 2023 are drawn one by one, because nearly everything happened then; later time by half-year. */
const FIRST = { year: 2022, month: 9 } as const;
const MONTHS_DRAWN = 10;
const YEAR_ONLY = 'year-only';

const turnResponses = [
  { key: 'dutchOrder', response: 'nld-2022-11-01-closure' },
  { key: 'newYorkCharges', response: 'usa-2023-04-17-charges' },
  { key: 'britishStatement', response: 'gbr-2023-06-06-statement' },
  { key: 'guiltyPlea', response: 'usa-2024-12-18-plea' },
  { key: 'verdict', response: 'usa-2026-05-13-verdict' },
] as const;

/** Months since the first month; negative before it. */
const monthsSince = (year: number, month: number): number => (year - FIRST.year) * 12 + month - FIRST.month;

function periodKey(date: string): string {
  const [year = 0, month] = date.split('-').map(Number);
  if (month === undefined) return YEAR_ONLY;
  return monthsSince(year, month) < MONTHS_DRAWN ? date.slice(0, 7) : `${year}-H${month <= 6 ? 1 : 2}`;
}

/** All columns from the first report to the half-year of the edition, empty ones too, and the year-only column. */
function periodsUntil(date: string): Period[] {
  const periods: Period[] = [];
  for (let start = 0; start < MONTHS_DRAWN; start += 1) {
    const year = FIRST.year + Math.floor((FIRST.month - 1 + start) / 12);
    const month = ((FIRST.month - 1 + start) % 12) + 1;
    periods.push({
      key: `${year}-${String(month).padStart(2, '0')}`,
      scale: 'month',
      start,
      months: 1,
      year,
      part: month,
    });
  }
  const [lastYear = 0, lastMonth = 1] = date.split('-').map(Number);
  for (let start = MONTHS_DRAWN; start <= monthsSince(lastYear, lastMonth); start += 6) {
    const year = FIRST.year + Math.floor((FIRST.month - 1 + start) / 12);
    const half = (FIRST.month - 1 + start) % 12 < 6 ? 1 : 2;
    periods.push({ key: `${year}-H${half}`, scale: 'half-year', start, months: 6, year, part: half });
  }
  const end = periods.at(-1);
  periods.push({
    key: YEAR_ONLY,
    scale: 'year-only',
    start: (end?.start ?? 0) + (end?.months ?? 0),
    months: 6,
    year: 0,
    part: 0,
  });
  return periods;
}

const shownResponses = (dataset: Dataset): readonly RowOf<'responses'>[] =>
  dataset.tables.responses.filter((row) => {
    const [year = 0, month] = row.date.split('-').map(Number);
    return row.aboutStations && (month === undefined ? year >= FIRST.year : monthsSince(year, month) >= 0);
  });

function rowsOf(dataset: Dataset): readonly Row[] {
  const byDate = (a: { date: string; id: string }, b: { date: string; id: string }) =>
    a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? -1 : 1;
  // Turning points stand first in their stack, where a line at the edge of the column reaches them without crossing another dot.
  const turning = new Set<string>(turnResponses.map(({ response }) => response));
  const events = shownResponses(dataset)
    .map(
      (row): Event => ({
        id: row.id,
        kind: kindOf[row.type],
        period: periodKey(row.date),
        date: row.date,
        unconfirmed: row.type === 'verdict-unconfirmed',
      }),
    )
    .sort((a, b) => Number(turning.has(b.id)) - Number(turning.has(a.id)) || byDate(a, b));
  const turns: Turn[] = [
    ...(
      [
        ['firstReport', SEPTEMBER],
        ['secondReport', DECEMBER],
      ] as const
    ).map(([key, report]) => {
      const { date } = dataset.get('reports', report);
      return { key, date, period: periodKey(date), response: null };
    }),
    ...turnResponses.map(({ key, response }) => {
      const { date } = dataset.get('responses', response);
      return { key, date, period: periodKey(date), response };
    }),
  ].sort((a, b) => (a.date < b.date ? -1 : 1));
  const rows = periodsUntil(dataset.edition.date).map((period) => ({
    period,
    events: events.filter((event) => event.period === period.key),
    turns: turns.filter((turn) => turn.period === period.key),
  }));
  const placed = rows.reduce((sum, row) => sum + row.events.length, 0);
  if (placed !== events.length)
    throw new Error(
      `responses-timeline: ${events.length - placed} responses are later than the edition's date, ${dataset.edition.date}`,
    );
  return rows;
}

const countIn = (rows: readonly Row[], kind?: Kind): number =>
  rows.reduce((sum, row) => sum + row.events.filter((event) => kind === undefined || event.kind === kind).length, 0);

/** Every response about the stations, by kind and time: dots stacked by month, later by half-year, with the turning points named. */
export default defineChart<Row>({
  id: 'responses-timeline',
  chapter: 'answers',
  order: 1,
  rows: rowsOf,
  values: (rows, dataset, format) => {
    const yearOnly = countIn(rows.filter((row) => row.period.scale === 'year-only'));
    const early = countIn(rows.filter((row) => row.period.scale === 'month'));
    const dates = Object.fromEntries(
      rows.flatMap((row) => row.turns).map((turn) => [`${turn.key}Date`, format.date(turn.date)]),
    );
    const counts = Object.fromEntries(kinds.map((kind) => [kind.key.replace('-', ''), countIn(rows, kind.key)]));
    return {
      total: countIn(rows),
      dated: countIn(rows) - yearOnly,
      yearOnly,
      early,
      late: countIn(rows) - yearOnly - early,
      months: MONTHS_DRAWN,
      edition: format.date(dataset.edition.date.slice(0, 7)),
      ...counts,
      ...dates,
    };
  },
  table: ({ rows, words, values, format }) => ({
    columns: [
      { key: 'period', kind: 'text' },
      ...kinds.map((kind) => ({ key: kind.key, kind: 'number' as const })),
      { key: 'all', kind: 'number' },
    ],
    rows: [
      ...rows.map((row) => [
        periodName(row.period, words, values, format),
        ...kinds.map((kind) => countIn([row], kind.key) || null),
        countIn([row]),
      ]),
      [words.text('labels.all', values), ...kinds.map((kind) => countIn(rows, kind.key)), countIn(rows)],
    ],
  }),
  draw: (input) => draw(input),
  // The reports are drawn as dates only, without their counts: no claim of theirs is shown.
  claims: () => [],
  sources: (rows, dataset) => {
    const reports = dataset.tables.reports.filter((report) =>
      rows.some((row) => row.turns.some((turn) => turn.response === null && turn.date === report.date)),
    );
    return [...new Set([...reports, ...shownResponses(dataset)].flatMap((row) => row.sources))].sort();
  },
});

const periodName = (period: Period, words: Messages, values: MessageValues, format: Format): string =>
  period.scale === 'month'
    ? format.date(period.key)
    : period.scale === 'year-only'
      ? words.text('labels.yearOnlyRow', values)
      : words.text(`labels.half${period.part}`, { ...values, year: String(period.year) });

/** Sizes of the two compositions. A month is `monthWidth` wide, a half-year `halfWidth`: the change of scale is drawn as a gap and said in words. Widths and pitches are chosen so that three hundred dots lie on whole units, which saves half a kilobyte. */
const layouts = {
  wide: {
    left: 158,
    monthWidth: 38,
    halfWidth: 27,
    gap: 15,
    lastGap: 15,
    pitch: 11,
    radius: 5,
    monthColumns: 3,
    halfColumns: 2,
    rowGap: 15,
    leastRow: 38,
    labelRow: 0,
  },
  narrow: {
    left: 0,
    monthWidth: 19,
    halfWidth: 17,
    gap: 4,
    lastGap: 10,
    pitch: 7,
    radius: 3.2,
    monthColumns: 2,
    halfColumns: 2,
    rowGap: 11,
    leastRow: 0,
    labelRow: 19,
  },
} as const;

interface Dot extends Event {
  /** Months since the first month; the scale turns them into units. */
  readonly month: number;
  readonly y: number;
}

function draw(input: DrawInput<Row>): Drawing {
  const { rows, frame, words, values, format } = input;
  const wide = frame.name === 'wide';
  const layout = layouts[frame.name];
  const size = frame.label;
  const lineHeight = size * 1.25;
  const periods = rows.map((row) => row.period);
  const halfYears = periods.filter((period) => period.scale === 'half-year');

  // Time runs on one scale with two breaks: months, a gap, half-years, a gap, and the column of events without a month.
  const monthsEnd = layout.left + MONTHS_DRAWN * layout.monthWidth;
  const halvesStart = monthsEnd + layout.gap;
  const halvesEnd = halvesStart + halfYears.length * layout.halfWidth;
  const yearOnlyStart = halvesEnd + layout.lastGap;
  const lastMonth = MONTHS_DRAWN + halfYears.length * 6;
  if (yearOnlyStart + layout.halfWidth > frame.width + 0.5)
    throw new Error('responses-timeline: the half-years no longer fit; make the columns smaller or draw years');
  const left = (period: Period) =>
    period.scale === 'month'
      ? layout.left + period.start * layout.monthWidth
      : period.scale === 'half-year'
        ? halvesStart + ((period.start - MONTHS_DRAWN) / 6) * layout.halfWidth
        : yearOnlyStart;
  const width = (period: Period) => (period.scale === 'month' ? layout.monthWidth : layout.halfWidth);
  const across = (period: Period) => (period.scale === 'month' ? layout.monthColumns : layout.halfColumns);

  // Labels of turning points: beside their lines in the wide picture, as numbers with a list below in the narrow one.
  const turns = rows.flatMap((row) => row.turns.map((turn) => ({ turn, period: row.period })));
  const dotX = (period: Period, slot: number) =>
    left(period) + width(period) / 2 + (slot - (across(period) - 1) / 2) * layout.pitch;
  const turnX = turns.map(({ turn, period }) =>
    turn.response === null ? left(period) + width(period) / 2 : left(period),
  );
  const turnText = (key: string) => words.text(`labels.turns.${key}`, values);
  const labelLines = turns.map(({ turn }, index) => {
    if (!wide) return [format.number(index + 1)];
    const available = Math.min(150, frame.width - (turnX[index] ?? 0) - 6);
    return [
      ...wrapText(format.shortDate(turn.date), available, size),
      ...wrapText(turnText(turn.key), available, size),
    ];
  });
  const labelTops: number[] = [];
  turns.forEach((_, index) => {
    // A label stands below every earlier one that reaches over its line, so that no line crosses a label.
    const above = labelTops.map((top, other) => ({
      top,
      lines: labelLines[other]?.length ?? 0,
      right: (turnX[other] ?? 0) + 6 + Math.max(...(labelLines[other] ?? []).map((line) => textWidth(line, size))),
    }));
    labelTops.push(
      wide
        ? Math.max(
            0,
            ...above
              .filter((label) => label.right > (turnX[index] ?? 0) - 8)
              .map((label) => label.top + label.lines * lineHeight + 4),
          )
        : 0,
    );
  });
  const headerBottom = Math.round(
    Math.max(...turns.map((_, index) => (labelTops[index] ?? 0) + (labelLines[index]?.length ?? 0) * lineHeight)) +
      (wide ? 8 : 14),
  );

  // Rows, each as high as its fullest column.
  let y = headerBottom;
  const bands = kinds.map((kind) => {
    const levels = Math.max(1, ...rows.map((row) => Math.ceil(countIn([row], kind.key) / across(row.period))));
    const top = y + layout.labelRow;
    const bottom = top + Math.max(levels * layout.pitch, layout.leastRow);
    y = bottom + layout.rowGap;
    return { ...kind, top, bottom, count: countIn(rows, kind.key) };
  });
  const plotBottom = y - layout.rowGap;
  const dots: (Dot & { ink: 'said' | 'answered' })[] = bands.flatMap((band) =>
    rows.flatMap((row) =>
      row.events
        .filter((event) => event.kind === band.key)
        .map((event, order) => {
          const columns = across(row.period);
          const share = (dotX(row.period, order % columns) - left(row.period)) / width(row.period);
          return {
            ...event,
            ink: band.ink,
            month: row.period.start + share * row.period.months,
            y: band.bottom - Math.ceil(layout.pitch / 2) - layout.pitch * Math.floor(order / columns),
          };
        }),
    ),
  );
  const dot = (ink: string, className: string, chosen: readonly Dot[]) =>
    chosen.length === 0
      ? null
      : Plot.dot(chosen, { x: 'month', y: 'y', r: layout.radius - (ink === 'answered' ? 0.8 : 0), className });
  // Half-open breaks: the epsilon keeps a column on its own side of a gap.
  const epsilon = 1e-9;
  const marks = plotMarks({ chart: 'responses-timeline', frame }, plotBottom, {
    x: {
      type: 'linear',
      domain: [0, MONTHS_DRAWN, MONTHS_DRAWN + epsilon, lastMonth, lastMonth + epsilon, lastMonth + 6],
      range: [layout.left, monthsEnd, halvesStart, halvesEnd, yearOnlyStart, yearOnlyStart + layout.halfWidth],
    },
    y: { type: 'identity' },
    marks: [
      Plot.ruleX(
        periods.filter((period) => period.scale !== 'year-only' && period.part === 1 && period.start > 0),
        { x: 'start', y1: headerBottom, y2: plotBottom, className: 'rule' },
      ),
      ...[
        [0, MONTHS_DRAWN],
        [MONTHS_DRAWN + epsilon, lastMonth],
        [lastMonth + epsilon, lastMonth + 6],
      ].map(([from, to]) =>
        Plot.ruleY(bands, { x1: from, x2: to, y: (band: { bottom: number }) => band.bottom + 1, className: 'rule' }),
      ),
      dot(
        'said',
        'said',
        dots.filter((entry) => entry.ink === 'said'),
      ),
      dot(
        'answered',
        'outline-answered',
        dots.filter((entry) => entry.ink === 'answered' && !entry.unconfirmed),
      ),
      dot(
        'unknown',
        'outline-unknown',
        dots.filter((entry) => entry.unconfirmed),
      ),
    ],
  });

  const bandName = (band: (typeof bands)[number]) =>
    words.text(`labels.kinds.${band.key}`, { ...values, count: band.count });
  const rowLabels = bands.map((band) => {
    const name = bandName(band);
    if (!wide) return text(0, band.top - 6, name, { class: 'label halo' });
    const lines = wrapText(name, layout.left - 12, size);
    return textLines(0, band.bottom - (lines.length - 1) * lineHeight, lines, lineHeight, { class: 'label' });
  });

  // Lines from a label to its mark: a dot, or for a report a diamond above the month in which it came out.
  const turnMarks = turns.map(({ turn, period }, index) => {
    const x = turnX[index] ?? 0;
    const top = labelTops[index] ?? 0;
    const target = dots.find((entry) => entry.id === turn.response);
    const lines = labelLines[index] ?? [];
    const start = wide ? top + 2 : lineHeight;
    // Narrow: the line pauses at the names of the rows that it passes.
    const passed = wide
      ? []
      : bands.filter((band) => target && band.top < target.y && textWidth(bandName(band), size) + 3 > x);
    const breaks = passed
      .map((band) => `V${round(band.top - 6 - size * 0.9)}M${round(x)} ${round(band.top - 2)}`)
      .join('');
    const hook = target
      ? `${breaks}V${round(target.y)}h${round(width(period) / 2 - ((across(period) - 1) / 2) * layout.pitch - layout.radius)}`
      : `V${round(headerBottom - 9)}`;
    const line = element('path', { class: 'leader', d: `M${round(x)} ${round(start)}${hook}` });
    const mark = target
      ? ''
      : element('path', { class: 'baseline', d: `M${round(x)} ${round(headerBottom - 9)}l4 4l-4 4l-4-4z` });
    const label = wide
      ? textLines(x + 6, top + size * 0.86, lines, lineHeight, { class: 'label' })
      : text(x, size * 0.86, lines[0] ?? '', { class: 'label label--strong', 'text-anchor': 'middle' });
    return line + mark + label;
  });

  // Time below: months, halves and years in two lines, and in a third what a column stands for.
  const axisY = plotBottom + size + 6;
  const middle = { class: 'label', 'text-anchor': 'middle' };
  const columnNames = periods
    .filter((period) => period.scale !== 'year-only')
    .map((period) =>
      text(
        left(period) + width(period) / 2,
        axisY,
        words.text(
          `labels.${period.scale === 'month' ? (wide ? 'months' : 'monthInitials') : wide ? 'halves' : 'halfInitials'}.n${period.part}`,
          values,
        ),
        middle,
      ),
    );
  const years = [
    ...new Set(
      periods.filter((period) => period.scale !== 'year-only').map((period) => `${period.scale} ${period.year}`),
    ),
  ].map((key) => {
    const own = periods.filter((period) => `${period.scale} ${period.year}` === key);
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last) return '';
    const full = String(first.year);
    const room = left(last) + width(last) - left(first);
    const shown =
      textWidth(full, size) <= room + 6 ? full : words.text('labels.shortYear', { ...values, year: full.slice(2) });
    return text((left(first) + left(last) + width(last)) / 2, axisY + lineHeight, shown, {
      ...middle,
      class: 'label label--muted',
    });
  });
  const scaleY = axisY + lineHeight * 2 + 6;
  const scaleNames = [
    text((layout.left + monthsEnd) / 2, scaleY, words.text('labels.byMonth', values), middle),
    text((halvesStart + halvesEnd) / 2, scaleY, words.text('labels.byHalfYear', values), middle),
  ];
  const onlyLines = wrapText(words.text('labels.yearOnly', values), layout.halfWidth + 8, size);
  const yearOnly = textLines(
    Math.min(yearOnlyStart + layout.halfWidth / 2, frame.width - textWidth('only', size) / 2),
    axisY,
    onlyLines,
    lineHeight,
    middle,
  );
  const spans = [
    [layout.left, monthsEnd],
    [halvesStart, halvesEnd],
  ].map(([from = 0, to = 0]) =>
    element('path', { class: 'rule', d: `M${round(from)} ${round(scaleY - size - 1)}H${round(to)}` }),
  );

  // What the three forms mean, each with its mark.
  let keyY = scaleY + lineHeight * 2;
  const key = (['said', 'answered', 'unconfirmed'] as const).map((form) => {
    const className = form === 'said' ? 'said' : form === 'answered' ? 'outline-answered' : 'outline-unknown';
    const lines = wrapText(words.text(`labels.forms.${form}`, values), frame.width - 18, size);
    const svg =
      element('circle', { class: className, cx: 6, cy: keyY - size * 0.34, r: form === 'said' ? 5 : 4.3 }) +
      textLines(18, keyY, lines, lineHeight, { class: 'label' });
    keyY += lines.length * lineHeight + 4;
    return svg;
  });
  let bottom = keyY - lineHeight + 2;
  const list = wide
    ? ''
    : turns
        .map(({ turn }, index) => {
          const lines = wrapText(
            words.text('labels.turnItem', { ...values, date: format.shortDate(turn.date), text: turnText(turn.key) }),
            frame.width - 18,
            size,
          );
          const at = bottom + lineHeight * 1.6;
          bottom = at + (lines.length - 1) * lineHeight - lineHeight * 0.25;
          return (
            text(0, at, format.number(index + 1), { class: 'label label--strong' }) +
            textLines(18, at, lines, lineHeight, { class: 'label' })
          );
        })
        .join('');
  return {
    height: bottom + 10,
    content:
      turnMarks.join('') +
      marks +
      rowLabels.join('') +
      columnNames.join('') +
      years.join('') +
      spans.join('') +
      scaleNames.join('') +
      yearOnly +
      key.join('') +
      list,
  };
}

const round = (value: number) => Math.round(value * 10) / 10;
