import { defineChart, file, fileTable, sourcesOf } from './chart.ts';
import { labelsAlong } from './kit/along.ts';
import { type Block, block, inset, overlay, stack } from './kit/block.ts';
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
  order: 2,
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
  // One event a row: what the table counts can be counted again.
  file: (input) =>
    fileTable(
      input.rows.flatMap((row) => row.events),
      [
        file.text('response', (event) => event.id),
        file.date('date', (event) => event.date),
        file.text('kind', (event) => input.words.text(`columns.${event.kind}`)),
        file.text('who', ({ id }, { dataset }) => dataset.get('responses', id).actor),
        file.list('about', ({ id }, { dataset }) =>
          dataset.get('responses', id).about.map((country) => dataset.get('countries', country).name),
        ),
        file.list('aboutCodes', ({ id }, { dataset }) => dataset.get('responses', id).about),
        file.text('record', ({ id }, { dataset }) => dataset.get('responses', id).summary),
        file.flag('unconfirmed', (event) => event.unconfirmed),
      ],
      input,
      ({ id }) => {
        const { answers, sources } = input.dataset.get('responses', id);
        return { claims: answers, sources };
      },
    ),
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
  const rows = stack(
    kinds.map((kind) => kindBlock(kit, time, kind)),
    kit.wide ? 8 : 10,
  );
  return stack([withReports(kit, time, rows), kit.legend(['did', 'court', 'denied', 'one', 'unknown'])], 8);
}

/** Time in months from the first report to the edition, then the events of which only the year is known. */
function axisOf(kit: Kit<ResponseRow>) {
  const [year = 0, month = 1] = kit.dataset.edition.date.split('-').map(Number);
  const left = kit.wide ? 160 : 0;
  const [width, months] = [kit.width - left, monthsSince(year, month) + 1];
  const scale = width / (months + 3);
  const at = (date: string): number => {
    const [ownYear = 0, ownMonth] = date.split('-').map(Number);
    return ownMonth === undefined ? months + 1.5 : monthsSince(ownYear, ownMonth) + 0.5;
  };
  return { left, width, months, scale, at, ...(kit.wide ? { size: 9.4, pitch: 11 } : { size: 5, pitch: 6 }) };
}
type TimeAxis = ReturnType<typeof axisOf>;

const turnWords = (kit: Kit<ResponseRow>, { key, date }: ResponseRow['turns'][number]): string =>
  kit.say('turnItem', { date: kit.format.shortDate(date), text: kit.say(`turns.${key}`) });

/** Events of a kind stacked by month, the turning points among them named above the stacks. */
function kindBlock(kit: Kit<ResponseRow>, time: TimeAxis, { key, mark }: (typeof kinds)[number]): Block {
  const stacks = new Map<number, number>();
  const events = kit.rows
    .flatMap((row) => row.events)
    .filter((event) => event.kind === key)
    .map((event) => {
      const month = time.at(event.date);
      const level = stacks.get(month) ?? 0;
      stacks.set(month, level + 1);
      return { ...event, month, level: level + 0.5 };
    });
  const highest = Math.max(1, ...stacks.values());
  const { shape, className } = marks[mark];
  const isDot = (event: ResponseEvent) => shape === 'dot' && !event.unconfirmed;
  const plot = kit.plot(time.width, highest * time.pitch, {
    x: { domain: [0, time.months + 3] },
    y: { domain: [0, highest] },
    marks: [
      Plot.ruleY([0], { x1: 0, x2: time.months, className: 'rule' }),
      Plot.dot(events.filter(isDot), {
        x: 'month',
        y: 'level',
        r: time.size / 2 - (mark === 'denied' ? 0.8 : 0),
        className,
      }),
    ],
  });
  const turns = kit.rows
    .flatMap((row) => row.turns)
    .filter((turn) => events.some((event) => event.id === turn.response))
    .map((turn) => ({ x: time.at(turn.date) * time.scale, words: turnWords(kit, turn) }));
  const labels = labelsAlong(kit, time.width, turns, plot.y(0.5) - time.size / 2 - 1);
  const name = kit.message(`kinds.${key}`, {
    values: { count: events.length },
    width: kit.wide ? time.left - 14 : kit.width,
    halo: true,
  });
  const above = labels.height + (kit.wide ? 0 : name.height);
  const single = block(time.width, plot.height, (x, y) =>
    events
      .filter((event) => !isDot(event))
      .map((event) => {
        const piece = kit.mark(event.unconfirmed ? 'unknown' : mark, time.size);
        return piece.at(x + plot.x(event.month) - time.size / 2, y + plot.y(event.level) - time.size / 2);
      })
      .join(''),
  );
  return block(kit.width, Math.max(above + plot.height + 2, kit.wide ? name.height : 0), (x, y) =>
    [
      overlay(plot, single).at(x + time.left, y + above),
      labels.at(x + time.left, y + above - labels.height),
      name.at(x, kit.wide ? y + above + plot.height - name.height + 4 : y),
    ].join(''),
  );
}

/** The reports as lines across all rows, named above; years below. */
function withReports(kit: Kit<ResponseRow>, time: TimeAxis, rows: Block): Block {
  const reports = kit.rows.flatMap((row) => row.turns).filter((turn) => turn.response === null);
  const head = labelsAlong(
    kit,
    time.width,
    reports.map((turn) => ({ x: time.at(turn.date) * time.scale, words: turnWords(kit, turn) })),
    rows.height + 4,
  );
  const years = Array.from({ length: Math.ceil(time.months / 12) + 1 }, (_, index) => FIRST.year + index)
    .map((year) => ({ year, month: Math.max(0, monthsSince(year, 1)) }))
    // The first year is a third of one: its name gives way where the next needs the room.
    .filter(
      ({ month }, index, all) =>
        month < time.months && ((all[index + 1]?.month ?? time.months) - month) * time.scale > 32,
    );
  const foot = block(kit.width, kit.frame.label * 1.5, (x, y) => {
    const ticks = years.map(({ year, month }) =>
      kit.text(String(year), { ink: 'muted' }).at(x + time.left + month * time.scale + 3, y),
    );
    const lines = years.map(({ month }) => `M${n(x + time.left + month * time.scale)} ${n(y - 3)}v9`);
    const yearOnly = kit.message('yearOnly', { ink: 'muted', anchor: 'end' });
    return (
      element('path', { class: 'rule', d: lines.join('') }) +
      ticks.join('') +
      yearOnly.at(x + kit.width - yearOnly.width, y)
    );
  });
  return stack([inset(head, time.left), rows, foot], 4);
}
