import { range, sort } from 'd3';
import type { Dataset } from '../dataset/dataset.ts';
import { DECEMBER, SEPTEMBER } from '../dataset/derived.ts';
import { column, defineChart } from './chart.ts';
import { type Block, empty, inset, type Kit, leads, overlay, Plot, stack } from './kit.ts';
import { endOf, startOf } from './shared/time.ts';

/** The turns of the story, by their records, and what kind of turn each is. */
const turns = [
  ['operators', 'nantong', 'one'],
  ['operators', 'fuzhou', 'one'],
  ['reports', SEPTEMBER, 'one'],
  ['responses', 'chn-2022-10-26-wang', 'denied'],
  ['responses', 'nld-2022-11-01-closure', 'did'],
  ['reports', DECEMBER, 'one'],
  ['responses', 'usa-2023-04-17-charges', 'court'],
  ['responses', 'chn-2023-05-15-wang-closed', 'denied'],
  ['responses', 'gbr-2023-06-06-statement', 'denied'],
  ['responses', 'usa-2024-12-18-plea', 'court'],
  ['responses', 'fra-2025-07-07-nine', 'did'],
  ['responses', 'usa-2026-05-13-verdict', 'unknown'],
] as const;
/** The last turn of the months in which most of it happened. */
const LAST_OF_MANY = 'gbr-2023-06-06-statement';

const events = (dataset: Dataset) =>
  sort(
    turns.map(([table, id, mark]) => {
      const row = dataset.get(table, id);
      const date = 'since' in row ? row.since : row.date;
      if (date === null) throw new Error(`twelve-events: ${id} in data/${table}.json has no date`);
      // A day, or a month where no day is known.
      return { id, date, mark, sources: row.sources };
    }),
    ({ date }) => date,
  );
type Event = ReturnType<typeof events>[number];

/** The events from the first report to the last of many. */
function within(rows: readonly Event[], dataset: Dataset): readonly Event[] {
  const last = rows.find((row) => row.id === LAST_OF_MANY)?.date ?? '';
  return rows.filter((row) => row.date >= dataset.get('reports', SEPTEMBER).date && row.date <= last);
}

/** The middle of the time that a date covers. */
const middle = ({ date }: Event): Date => new Date((startOf(date).getTime() + endOf(date).getTime()) / 2);

/** Twelve turns on one line in true time, each named. */
export default defineChart<Event>({
  chapter: 'answers',
  order: 7,
  rows: events,
  assumes: (rows, dataset) => {
    const many = within(rows, dataset).length;
    return { 'Most of it happened within': many * 2 > rows.length || `${many} of ${rows.length}` };
  },
  values: (rows, dataset, format) => {
    const first = dataset.get('reports', SEPTEMBER);
    const last = rows.find((row) => row.id === LAST_OF_MANY)?.date ?? '';
    return {
      count: rows.length,
      within: within(rows, dataset).length,
      after: rows.filter((row) => row.date > last).length,
      months: Math.ceil((startOf(last).getTime() - startOf(first.date).getTime()) / (86_400_000 * 30.44)),
      firstReport: format.date(first.date),
      last: format.date(last),
      lastMonth: format.date(last.slice(0, 7)),
      firstYear: rows[0]?.date.slice(0, 4) ?? '',
      total: first.total,
      later: dataset.get('reports', DECEMBER).total,
      edition: format.date(dataset.edition.date),
    };
  },
  table: [
    column.date('date'),
    column.text('what', (row, { say }) => say(`events.${row.id}`)),
    column.text('kind', (row, { say }) => say(`marks.${row.mark}`)),
  ],
  basis: ({ id, sources }, dataset) => ({
    claims: dataset.has('reports', id) ? [dataset.get('reports', id).claim] : [],
    sources,
  }),
  draw: (kit) => {
    const [years, axis, left, gap] = kit.wide ? [44, 60, 172, 7] : [31, 39, 76, 9];
    const pieces = kit.rows.map((row) => eventPiece(kit, row, kit.width - left));
    const { height } = stack(pieces, gap);
    const [first, last] = [kit.count('firstYear'), Number(kit.dataset.edition.date.slice(0, 4)) + 1];
    const ticks = range(first, last + 1).map((year) => startOf(String(year)));
    const plot = kit.plot(axis, height, {
      x: { domain: [0, axis] },
      y: { domain: [ticks[0], ticks.at(-1)], reverse: true },
      marks: [
        Plot.ruleY(ticks, { x1: years, x2: axis, className: 'rule' }),
        Plot.ruleX([axis], { className: 'baseline' }),
      ],
    });
    const list = kit.rows.map((row, index) => ({
      piece: pieces[index] ?? empty,
      from: [axis - 3, plot.y(middle(row))] as const,
    }));
    const yearNames = ticks
      .slice(0, -1)
      .map((tick) => inset(kit.text(tick.toISOString().slice(0, 4), { ink: 'muted' }), 0, plot.y(tick) + 2));
    const events = leads(kit, list, { left, gap, bend: axis + 3, lanes: !kit.wide });
    return [overlay(...yearNames, plot, events), kit.legend(['one', 'did', 'denied', 'court', 'unknown'])];
  },
  claims: ['scale-01', 'scale-05', 'scale-12'],
});

/** The mark of an event, its date and what happened: behind each other where there is room, else below. */
function eventPiece(kit: Kit<Event>, row: Event, width: number): Block {
  const dates = kit.wide ? 130 : 0;
  const date = kit.text(kit.format.date(row.date), { ink: 'muted' });
  const words = kit.message(`events.${row.id}`, { width: width - 20 - dates });
  return kit.marked(row.mark, kit.wide ? overlay(date, inset(words, dates)) : stack([date, words]));
}
