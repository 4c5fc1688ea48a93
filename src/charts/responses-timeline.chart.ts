import { defineChart, sourcesOf } from './chart.ts';
import { type Block, block, stack } from './kit/block.ts';
import type { Kit } from './kit/kit.ts';
import { marks } from './kit/marks.ts';
import { Plot } from './kit/plot.ts';
import {
  countIn,
  FIRST,
  kinds,
  MONTHS_DRAWN,
  monthsSince,
  periodName,
  type ResponseEvent,
  type ResponseRow,
  responseRows,
  shownResponses,
} from './shared/responses.ts';
import { element, n } from './shared/svg.ts';

/** Every response about the stations, by kind, each at its month in true time, with the turning points named. */
export default defineChart<ResponseRow>({
  id: 'responses-timeline',
  chapter: 'answers',
  order: 1,
  rows: responseRows,
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

/** One row a kind on one scale of true time; the reports are lines across them all. */
function draw(kit: Kit<ResponseRow>): Block {
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

function axisOf(kit: Kit<ResponseRow>): TimeAxis {
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
function kindBlock(kit: Kit<ResponseRow>, time: TimeAxis, { key, mark }: (typeof kinds)[number]): Block {
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
function turnLabels(
  kit: Kit<ResponseRow>,
  time: TimeAxis,
  events: readonly (ResponseEvent & { readonly month: number })[],
) {
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
function reportLines(kit: Kit<ResponseRow>, time: TimeAxis, rows: Block): Block {
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
