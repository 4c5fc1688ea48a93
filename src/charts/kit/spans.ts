/** Rows of stretches of time on one axis. A date known to the month covers all of it. Plot makes the axis of time and draws the bars. */
import { utcYears } from 'd3';
import { element, n } from '../shared/svg.ts';
import { endOf, startOf } from '../shared/time.ts';
import { type Block, block } from './block.ts';
import type { Kit, RowName } from './kit.ts';
import { type Mark, marks, rectOf } from './marks.ts';
import { Plot, type PlotBlock } from './plot.ts';
import { line } from './text.ts';

interface Stretch {
  /** Dates of the dataset; without a start it is not known when the stretch began, and it is drawn from the left edge. */
  readonly start: string | null;
  readonly end: string;
  readonly mark: Extract<Mark, 'counted' | 'gap'> | 'thin' | 'dashed';
}

export interface SpanRow extends RowName {
  readonly stretches: readonly Stretch[];
  /** Days marked on the row. */
  readonly points?: readonly { readonly date: string; readonly mark: Mark }[];
}

interface SpanOptions {
  /** First and last date of the axis. */
  readonly from: string;
  readonly to: string;
  readonly labels?: number;
  /** A time that lies behind all rows, as paper grey. */
  readonly band?: { readonly start: string; readonly end: string };
  /** A day across all rows. */
  readonly line?: string;
  /** Years between two ticks. */
  readonly every?: number;
}

const thickness = 10;

/** Names of the rows, measured, and where a bar lies in its row. */
function layoutOf<Row>(kit: Kit<Row>, rows: readonly SpanRow[], labels: number) {
  const names = rows.map((row) => kit.name({ strong: true, ...row }, kit.wide ? labels : undefined));
  const tallest = Math.max(...names.map((name) => name.height));
  const above = kit.wide ? Math.max(4, (tallest - thickness) / 2 + 4) : kit.frame.label * line.height + 3;
  const left = kit.wide ? labels + 14 : 0;
  return { names, left, above, pitch: kit.wide ? above * 2 + thickness : above + thickness + 8 };
}
type Layout = ReturnType<typeof layoutOf>;

const startIn = (stretch: Stretch, { from }: SpanOptions): Date => startOf(stretch.start ?? from);

/** The axis of time, what lies behind all rows, and the bars that are people's counts, by Plot. */
function plotOf<Row>(
  kit: Kit<Row>,
  rows: readonly SpanRow[],
  options: SpanOptions,
  { left, above, pitch }: Layout,
  years: readonly Date[],
): PlotBlock {
  const { from, to, band } = options;
  const bars = rows.flatMap((row, index) =>
    row.stretches.filter(({ mark }) => mark === 'counted').map((stretch) => ({ ...stretch, index })),
  );
  return kit.plot(kit.width - left - 16, rows.length * pitch, {
    x: { type: 'utc', domain: [startOf(from), endOf(to)] },
    // Bands that Plot rounds would drift from their names.
    y: { type: 'band', domain: rows.map((_, index) => index), padding: 0, round: false },
    marks: [
      Plot.ruleX(kit.wide ? years : [], { className: 'rule' }),
      Plot.rectX(band ? [band] : [], {
        x1: ({ start }) => startOf(start),
        x2: ({ end }) => endOf(end),
        className: 'land',
      }),
      Plot.barX(bars, {
        x1: (stretch: Stretch) => startIn(stretch, options),
        x2: (stretch: Stretch) => endOf(stretch.end),
        y: 'index',
        className: marks.counted.className,
        insetTop: above,
        insetBottom: pitch - above - thickness,
      }),
    ],
  });
}

/** A stretch that is no bar of Plot's: hatched, thin or dashed. */
function drawnStretch(mark: Stretch['mark'], x1: number, x2: number, middle: number): string {
  if (mark === 'counted') return '';
  if (mark === 'gap') return rectOf('gap', x1, middle - thickness / 2, x2 - x1, thickness);
  const className = mark === 'thin' ? 'outline-said' : 'outline-unknown';
  return element('path', { class: className, d: `M${n(x1)} ${n(middle)}H${n(x2)}` });
}

/** Rows of stretches with their names at the left (wide) or above, and the axis below. */
export function spans<Row>(kit: Kit<Row>, rows: readonly SpanRow[], options: SpanOptions): Block {
  const { from, to, labels = 180, every = 1 } = options;
  const layout = layoutOf(kit, rows, labels);
  const { names, left, above, pitch } = layout;
  const years = utcYears(startOf(from), new Date(endOf(to).getTime() + 1)).filter(
    (year) => year.getUTCFullYear() % every === 0,
  );
  const plot = plotOf(kit, rows, options, layout, years);
  const { height } = plot;
  return block(kit.width, height + kit.frame.label * line.height, (x, y) => {
    const at = (date: Date) => x + left + plot.x(date);
    const drawn = rows.flatMap(({ stretches, points = [] }, index) => {
      const middle = y + index * pitch + above + thickness / 2;
      const name = names[index];
      return [
        ...stretches.map((own) => drawnStretch(own.mark, at(startIn(own, options)), at(endOf(own.end)), middle)),
        ...points.map(({ date, mark }) => kit.mark(mark).at(at(startOf(date)) - 5, middle - 5)),
        name?.at(x, kit.wide ? middle - name.height / 2 : middle - thickness / 2 - name.height - 1) ?? '',
      ];
    });
    const ticks = years.map((year) => {
      const label = kit.text(String(year.getUTCFullYear()), { ink: 'muted', anchor: 'middle' });
      return label.at(Math.max(x, Math.min(at(year) - label.width / 2, x + kit.width - label.width)), y + height + 2);
    });
    const across = options.line
      ? element('path', { class: 'outline-answered', d: `M${n(at(startOf(options.line)))} ${n(y)}v${n(height)}` })
      : '';
    return plot.at(x + left, y) + across + drawn.join('') + ticks.join('');
  });
}
