import { defineChart } from './chart.ts';
import { type Block, block, inset, type Kit, labelsAlong, stack } from './kit.ts';
import {
  countIn,
  FIRST,
  isMonth,
  kinds,
  monthsTo,
  type ResponseRow,
  responseRows,
  responsesFile,
  responsesTable,
  shownResponses,
  YEAR_ONLY,
} from './shared/responses.ts';
import { element, n } from './shared/svg.ts';

/** Every response about the stations, by kind, each at its month in true time, with the turning points named. */
export default defineChart<ResponseRow>({
  chapter: 'answers',
  order: 2,
  rows: responseRows,
  values: (rows, dataset, format) => {
    const yearOnly = countIn(rows.filter((row) => row.period === YEAR_ONLY));
    const early = countIn(rows.filter(isMonth));
    const turns = rows.flatMap((row) => row.turns);
    return {
      total: countIn(rows),
      dated: countIn(rows) - yearOnly,
      yearOnly,
      early,
      late: countIn(rows) - yearOnly - early,
      edition: format.date(dataset.edition.date.slice(0, 7)),
      ...Object.fromEntries(kinds.map((kind) => [kind.key.replace('-', ''), countIn(rows, kind.key)])),
      ...Object.fromEntries(turns.map((turn) => [`${turn.key}Date`, format.date(turn.date)])),
    };
  },
  table: responsesTable,
  file: responsesFile,
  draw: (kit) => {
    const time = axisOf(kit);
    const rows = kinds.map((kind) => kindBlock(kit, time, kind));
    const picture = withReports(kit, time, stack(rows, kit.wide ? 8 : 10));
    return stack([picture, kit.legend(['did', 'court', 'denied', 'one', 'unknown'])], 8);
  },
  // The reports are drawn as dates only, without their counts: no claim of theirs is shown.
  claims: [],
  restsOn: (rows, dataset) => [
    ...dataset.tables.reports.filter(({ date }) => rows.some((row) => row.turns.some((turn) => turn.date === date))),
    ...shownResponses(dataset),
  ],
});

/** Of a stack of events, in units: where one would be higher the dots of all run into bars. */
const highest = 240;

/** Time in months from the first report to the edition, then the events of which only the year is known. */
function axisOf(kit: Kit<ResponseRow>) {
  const left = kit.wide ? 160 : 0;
  const [width, months] = [kit.width - left, (monthsTo(kit.dataset.edition.date) ?? 0) + 1];
  const scale = width / (months + 3);
  const at = (date: string): number => (monthsTo(date) ?? months + 1) * scale + scale / 2;
  const turns = kit.rows.flatMap((row) => row.turns);
  const events = kit.rows.flatMap((row) => row.events);
  const stacks = [...Map.groupBy(events, ({ kind, date }) => `${kind} ${at(date)}`).values()];
  const [size, roomy] = kit.wide ? [9.4, 11] : [5, 6];
  const labels = (of: typeof turns) =>
    of.map(({ key, date }) => ({
      x: at(date),
      words: kit.say('turnItem', { date: kit.format.shortDate(date), text: kit.say(`turns.${key}`) }),
    }));
  return {
    left,
    width,
    months,
    scale,
    at,
    turns,
    labels,
    size,
    pitch: Math.min(roomy, highest / Math.max(...stacks.map((events) => events.length))),
  };
}
type TimeAxis = ReturnType<typeof axisOf>;

/** Events of a kind stacked by month, the turning points among them named above the stacks. */
function kindBlock(kit: Kit<ResponseRow>, time: TimeAxis, { key, mark }: (typeof kinds)[number]): Block {
  const { size, pitch, width, left } = time;
  const events = kit.rows.flatMap((row) => row.events).filter((event) => event.kind === key);
  const stacks = [...Map.groupBy(events, ({ date }) => time.at(date))].map(([x, own]) => {
    const open = own.filter((event) => event.unconfirmed).length;
    return {
      x: x - size / 2,
      marks: kit.units({ [mark]: own.length - open, unknown: open }, { perRow: 1, up: true, size, pitch }),
    };
  });
  const height = Math.max(...stacks.map(({ marks }) => marks.height));
  const named = time.turns.filter((turn) => events.some((event) => event.id === turn.response));
  // The lines of the reports go through all rows: what is written keeps clear of them.
  const clear = Math.max(...time.turns.flatMap((turn) => (turn.response ? [] : time.at(turn.date)))) + 5;
  // A line ends above the stack of its month.
  const stackAt = (x: number): number => stacks.find((stack) => stack.x === x - size / 2)?.marks.height ?? 0;
  const turns = time.labels(named).map((label) => ({ ...label, reach: height - stackAt(label.x) }));
  const labels = labelsAlong(kit, width, turns, height, clear);
  const values = { count: events.length };
  const name = kit.message(`kinds.${key}`, { values, width: kit.wide ? left - 14 : kit.width, halo: true });
  const above = labels.height + (kit.wide ? 0 : name.height + 2);
  return block(kit.width, Math.max(above + height + 2, kit.wide ? name.height : 0), (x, y) => {
    const ground = y + above + height;
    const d = `M${n(x + left)} ${n(ground + 1)}h${n(time.months * time.scale)}`;
    return [
      element('path', { class: 'rule', d }),
      ...stacks.map(({ x: at, marks }) => marks.at(x + left + at, ground - marks.height)),
      labels.at(x + left, y + above - labels.height),
      name.at(x + (kit.wide ? 0 : clear), kit.wide ? ground - name.height + 4 : y),
    ].join('');
  });
}

/** The reports as lines across all rows, named above; years below. */
function withReports(kit: Kit<ResponseRow>, time: TimeAxis, rows: Block): Block {
  const reports = time.labels(time.turns.filter((turn) => turn.response === null));
  const head = labelsAlong(kit, time.width, reports, rows.height + 4);
  const ticks = Array.from({ length: Math.ceil(time.months / 12) + 1 }, (_, index) => String(FIRST.year + index))
    .map((year) => ({ year, at: Math.max(0, monthsTo(`${year}-01`) ?? 0) * time.scale }))
    // The first year is a third of one: its name gives way where the next needs the room.
    .filter(({ at }, index, all) => {
      const end = time.months * time.scale;
      return at < end && (all[index + 1]?.at ?? end) - at > 32;
    });
  const foot = block(kit.width, kit.frame.label * 1.5, (x, y) => {
    const years = ticks.map(({ year, at }) => kit.text(year, { ink: 'muted' }).at(x + time.left + at + 3, y));
    const lines = ticks.map(({ at }) => `M${n(x + time.left + at)} ${n(y - 3)}v9`).join('');
    const yearOnly = kit.message('yearOnly', { ink: 'muted', anchor: 'end' });
    return [
      element('path', { class: 'rule', d: lines }),
      ...years,
      yearOnly.at(x + kit.width - yearOnly.width, y),
    ].join('');
  });
  return stack([inset(head, time.left), rows, foot], 4);
}
