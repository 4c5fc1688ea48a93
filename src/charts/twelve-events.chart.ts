import { cumsum } from 'd3';
import type { Dataset } from '../dataset/dataset.ts';
import { DECEMBER, SEPTEMBER } from '../dataset/derived.ts';
import { column, defineChart } from './chart.ts';
import { type Block, block, inset, overlay, stack } from './kit/block.ts';
import type { Kit } from './kit/kit.ts';
import type { Mark } from './kit/marks.ts';
import { Plot } from './kit/plot.ts';
import { line } from './kit/text.ts';
import { element, n } from './shared/svg.ts';
import { endOf, startOf } from './shared/time.ts';

interface Event {
  readonly id: string;
  /** A day, or a month where no day is known. */
  readonly date: string;
  readonly mark: Extract<Mark, 'one' | 'did' | 'denied' | 'court' | 'unknown'>;
  readonly sources: readonly string[];
}

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
] as const satisfies readonly (readonly ['operators' | 'reports' | 'responses', string, Event['mark']])[];
/** The last turn of the months in which most of it happened. */
const LAST_OF_MANY = 'gbr-2023-06-06-statement';

const events = (dataset: Dataset): readonly Event[] =>
  turns
    .map(([table, id, mark]): Event => {
      const row = table === 'operators' ? dataset.get(table, id) : dataset.get(table, id);
      const date = 'since' in row ? row.since : row.date;
      if (date === null) throw new Error(`twelve-events: ${id} in data/${table}.json has no date`);
      return { id, date, mark, sources: row.sources };
    })
    .sort((a, b) => (a.date < b.date ? -1 : 1));

/** The middle of the time for which a date stands. */
const middle = ({ date }: Event): Date => new Date((startOf(date).getTime() + endOf(date).getTime()) / 2);

/** Twelve turns on one line in true time, each named. */
export default defineChart<Event>({
  id: 'twelve-events',
  chapter: 'answers',
  order: 7,
  rows: events,
  values: (rows, dataset, format) => {
    const first = dataset.get('reports', SEPTEMBER);
    const last = rows.find((row) => row.id === LAST_OF_MANY)?.date ?? '';
    return {
      count: rows.length,
      within: rows.filter((row) => row.date >= first.date && row.date <= last).length,
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
    column.date('date', (row) => row.date),
    column.text('what', (row, { say }) => say(`events.${row.id}`)),
    column.text('kind', (row, { say }) => say(`marks.${row.mark}`)),
  ],
  basis: ({ id, sources }, dataset) => ({
    claims: dataset.has('reports', id) ? [dataset.get('reports', id).claim] : [],
    sources,
  }),
  draw: (kit) => {
    const [years, axis, left] = kit.wide ? [44, 60, 190] : [36, 46, 96];
    const pieces = kit.rows.map((row) => eventPiece(kit, row, kit.width - left));
    const gap = kit.wide ? 7 : 9;
    // The events one below the other, each with a line to its point in time.
    const ends = cumsum(pieces, ({ height }) => height + gap);
    const height = (ends.at(-1) ?? 0) - gap;
    const lastYear = Number(kit.dataset.edition.date.slice(0, 4)) + 1;
    const ticks = Array.from({ length: lastYear - kit.count('firstYear') + 1 }, (_, index) =>
      startOf(String(kit.count('firstYear') + index)),
    );
    const plot = kit.plot(axis, height, {
      x: { domain: [0, axis] },
      y: { domain: [ticks[0], ticks.at(-1)], reverse: true },
      marks: [
        Plot.ruleY(ticks, { x1: years, x2: axis, className: 'rule' }),
        Plot.ruleX([axis], { className: 'baseline' }),
      ],
    });
    const points = kit.rows.map((row) => plot.y(middle(row)));
    const half = (kit.frame.label * line.height) / 2;
    const named = block(kit.width, height, (x, y) =>
      kit.rows
        .map((row, index) => {
          const [point, top] = [y + (points[index] ?? 0), y + (ends[index - 1] ?? 0)];
          const leader = `M${n(x + axis - 3)} ${n(point)}h6L${n(x + left - 22)} ${n(top + half)}`;
          return (
            element('path', { class: 'leader', d: leader }) +
            kit.mark(row.mark).at(x + left - 18, top + half - 5) +
            (pieces[index]?.at(x + left, top) ?? '')
          );
        })
        .join(''),
    );
    const yearNames = block(years, height, (x, y) =>
      ticks
        .slice(0, -1)
        .map((tick) => kit.text(tick.toISOString().slice(0, 4), { ink: 'muted' }).at(x, y + plot.y(tick) + 2))
        .join(''),
    );
    return stack([overlay(yearNames, plot, named), kit.legend(['one', 'did', 'denied', 'court', 'unknown'])], 14);
  },
  claims: ['scale-01', 'scale-05', 'scale-12'],
});

/** A date and what happened: behind each other where there is room, else below. */
function eventPiece(kit: Kit<Event>, row: Event, width: number): Block {
  const date = kit.text(kit.format.date(row.date), { ink: 'muted' });
  const words = kit.say(`events.${row.id}`);
  return kit.wide
    ? overlay(date, inset(kit.text(words, { width: width - 130 }), 130))
    : stack([date, kit.text(words, { width })]);
}
