import type { Dataset } from '../dataset/dataset.ts';
import { DECEMBER, SEPTEMBER } from '../dataset/derived.ts';
import type { Row as RowOf } from '../dataset/schema.ts';
import type { Format } from '../words/format.ts';
import type { Messages, MessageValues } from '../words/message.ts';
import { defineChart, sourcesOf } from './chart.ts';
import { type Block, block, stack } from './kit/block.ts';
import type { Kit } from './kit/kit.ts';
import { type Mark, marks } from './kit/marks.ts';
import { Plot } from './kit/plot.ts';
import { element, n } from './shared/svg.ts';

type ResponseType = RowOf<'responses'>['type'];

/** The rows of the chart, from courts to denials, each with its mark. */
const kinds = [
  { key: 'courts', mark: 'court' },
  { key: 'demands', mark: 'did' },
  { key: 'closures', mark: 'did' },
  { key: 'nothing-found', mark: 'denied' },
  { key: 'inquiries', mark: 'did' },
  { key: 'politics', mark: 'one' },
  { key: 'china', mark: 'denied' },
  { key: 'denials', mark: 'denied' },
] as const satisfies readonly { key: string; mark: Mark }[];
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

/** A row of the table: a month, a half-year, or the place of events of which only the year is known. */
interface Period {
  readonly key: string;
  readonly scale: 'month' | 'half-year' | 'year-only';
  /** Months since the first month, where it starts. */
  readonly start: number;
  readonly months: number;
  readonly year: number;
  /** Month of the year (1 to 12) or half of the year (1 or 2); 0 where only the year is known. */
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

/** Months from the first report to June 2023 are counted one by one, because nearly everything happened then; later time by half-year. */
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
  // Turning points lie lowest in their stack.
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

/** Every response about the stations, by kind, each at its month in true time, with the turning points named. */
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
  draw,
  // The reports are drawn as dates only, without their counts: no claim of theirs is shown.
  claims: [],
  sources: (rows, dataset) => {
    const reports = dataset.tables.reports.filter((report) =>
      rows.some((row) => row.turns.some((turn) => turn.response === null && turn.date === report.date)),
    );
    return sourcesOf([...reports, ...shownResponses(dataset)]);
  },
});

const periodName = (period: Period, words: Messages, values: MessageValues, format: Format): string =>
  period.scale === 'month'
    ? format.date(period.key)
    : period.scale === 'year-only'
      ? words.text('labels.yearOnlyRow', values)
      : words.text(`labels.half${period.part}`, { ...values, year: String(period.year) });

/** One row a kind on one scale of true time; the reports are lines across them all. */
function draw(kit: Kit<Row>): Block {
  const time = axisOf(kit);
  const used = new Set(kit.rows.flatMap((row) => row.events.map((event) => event.unconfirmed)));
  return stack(
    [
      reportLines(
        kit,
        time,
        stack(
          kinds.map((kind) => kindBlock(kit, time, kind)),
          kit.wide ? 8 : 10,
        ),
      ),
      kit.legend(['did', 'court', 'denied', 'one', ...(used.has(true) ? (['unknown'] as const) : [])]),
    ],
    8,
  );
}

interface TimeAxis {
  readonly left: number;
  readonly width: number;
  /** Months from the first to that of the edition; events without a month stand behind them. */
  readonly months: number;
  readonly size: number;
  readonly pitch: number;
}

function axisOf(kit: Kit<Row>): TimeAxis {
  const [year = 0, month = 1] = kit.dataset.edition.date.split('-').map(Number);
  const left = kit.wide ? 160 : 0;
  return {
    left,
    width: kit.width - left,
    months: monthsSince(year, month) + 1,
    size: kit.wide ? 9.4 : 5,
    pitch: kit.wide ? 11 : 6,
  };
}

/** Where an event lies, in months; beyond the end where only the year is known. */
const monthOf = ({ date }: { readonly date: string }, { months }: TimeAxis): number => {
  const [year = 0, month] = date.split('-').map(Number);
  return month === undefined ? months + 1.5 : monthsSince(year, month) + 0.5;
};

/** Events of a kind stacked by month, the turning points among them named above the stacks. */
function kindBlock(kit: Kit<Row>, time: TimeAxis, { key, mark }: (typeof kinds)[number]): Block {
  const stacks = new Map<number, number>();
  const events = kit.rows
    .flatMap((row) => row.events)
    .filter((event) => event.kind === key)
    .map((event) => {
      const month = monthOf(event, time);
      const level = stacks.get(month) ?? 0;
      stacks.set(month, level + 1);
      return { ...event, month, level: level + 0.5 };
    });
  const highest = Math.max(1, ...stacks.values());
  const plotHeight = highest * time.pitch;
  const form = marks[mark];
  const confirmed = events.filter((event) => !event.unconfirmed);
  const plot = kit.plot(time.width, plotHeight, {
    x: { domain: [0, time.months + 3] },
    y: { domain: [0, highest] },
    marks: [
      Plot.ruleY([0], { x1: 0, x2: time.months, className: 'rule' }),
      ...(form.shape === 'dot'
        ? [
            Plot.dot(confirmed, {
              x: 'month',
              y: 'level',
              r: time.size / 2 - (form.className === 'answered' || form.className === 'said' ? 0 : 0.8),
              className: form.className,
            }),
          ]
        : []),
    ],
  });
  const single = events.filter((event) => event.unconfirmed || form.shape !== 'dot');
  const labels = turnLabels(kit, time, events);
  const name = kit.message(`kinds.${key}`, {
    values: { count: events.length },
    width: kit.wide ? time.left - 14 : kit.width,
    halo: true,
  });
  const above = labels.height + (kit.wide ? 0 : name.height);
  return block(kit.width, Math.max(above + plotHeight + 2, kit.wide ? name.height : 0), (x, y) => {
    const [left, top] = [x + time.left, y + above];
    const marksAlone = single.map((event) =>
      kit
        .mark(event.unconfirmed ? 'unknown' : mark, time.size)
        .at(left + plot.x(event.month) - time.size / 2, top + plot.y(event.level) - time.size / 2),
    );
    const leaders = labels.at.map(({ month, bottom }) =>
      element('path', {
        class: 'leader',
        d: `M${n(left + plot.x(month))} ${n(y + above - labels.height + bottom)}V${n(top + plot.y(0.5) - time.size / 2 - 1)}`,
      }),
    );
    return (
      leaders.join('') +
      plot.at(left, top) +
      marksAlone.join('') +
      name.at(x, kit.wide ? top + plotHeight - name.height + 4 : y) +
      labels.draw(left, y + above - labels.height, plot.x)
    );
  });
}

/** The names of turning points in lines, each from its month to the right, or to the left where it would leave the picture. */
function turnLabels(kit: Kit<Row>, time: TimeAxis, events: readonly (Event & { readonly month: number })[]) {
  const scale = time.width / (time.months + 3);
  const lineHeight = kit.frame.label * 1.3;
  const ends: number[] = [];
  const placed = kit.rows
    .flatMap((row) => row.turns)
    .flatMap((turn) => {
      const event = events.find((candidate) => candidate.id === turn.response);
      if (!event) return [];
      const words = kit.text(
        kit.say('turnItem', { date: kit.format.shortDate(turn.date), text: kit.say(`turns.${turn.key}`) }),
        { halo: true },
      );
      const at = Math.min(event.month * scale + 3, time.width - words.width);
      const free = ends.findIndex((end) => end + 8 < at);
      const line = free < 0 ? ends.length : free;
      ends[line] = at + words.width;
      return [{ month: event.month, words, at, line }];
    });
  const height = ends.length * lineHeight;
  const bottomOf = (line: number) => (line + 1) * lineHeight;
  return {
    height,
    at: placed.map(({ month, line }) => ({ month, bottom: line * lineHeight + 4 })),
    draw: (x: number, y: number, _: unknown) =>
      placed.map(({ words, at, line }) => words.at(x + at, y + bottomOf(line) - lineHeight)).join(''),
  };
}

/** Lines across all rows on the days of the reports, named above; years below; and a last column for events without a month. */
function reportLines(kit: Kit<Row>, time: TimeAxis, rows: Block): Block {
  const reports = kit.rows.flatMap((row) => row.turns).filter((turn) => turn.response === null);
  const names = reports.map((turn) =>
    kit.text(kit.say('turnItem', { date: kit.format.shortDate(turn.date), text: kit.say(`turns.${turn.key}`) })),
  );
  const head = kit.frame.label * 1.3 * names.length + 4;
  const foot = kit.frame.label * 1.3 + 4;
  const scale = time.width / (time.months + 3);
  const years = Array.from({ length: Math.ceil(time.months / 12) + 1 }, (_, index) => FIRST.year + index)
    .map((year) => ({ year, month: Math.max(0, monthsSince(year, 1)) }))
    .filter(({ month }) => month < time.months)
    // The first year is a third of one: its name gives way where the next needs the room.
    .filter(({ month }, index, all) => ((all[index + 1]?.month ?? time.months) - month) * scale > 32);
  return block(kit.width, head + rows.height + foot, (x, y) => {
    const left = x + time.left;
    const lines = reports.map((turn, index) => {
      const at = left + monthOf(turn, time) * scale;
      const top = y + index * kit.frame.label * 1.3;
      return (
        element('path', { class: 'leader', d: `M${n(at)} ${n(top + 4)}V${n(y + head + rows.height)}` }) +
        (names[index]?.at(at + 5, top) ?? '')
      );
    });
    const ticks = years.map(({ year, month }) => {
      const at = left + month * scale;
      return (
        element('path', { class: 'rule', d: `M${n(at)} ${n(y + head + rows.height)}v8` }) +
        kit.text(String(year), { ink: 'muted' }).at(at + 3, y + head + rows.height + 3)
      );
    });
    const yearOnly = kit.message('yearOnly', { ink: 'muted', anchor: 'end' });
    return (
      lines.join('') +
      rows.at(x, y + head) +
      ticks.join('') +
      yearOnly.at(x + kit.width - yearOnly.width, y + head + rows.height + 3)
    );
  });
}
