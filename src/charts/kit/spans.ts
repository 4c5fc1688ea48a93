/** Rows of stretches of time on one axis. A date known to the month stands for all of it. Plot makes the axis of time and draws the bars. */
import { element, n } from '../shared/svg.ts';
import { endOf, startOf } from '../shared/time.ts';
import { type Block, block, stack } from './block.ts';
import type { Kit } from './kit.ts';
import { type Mark, markBlock, marks, rectOf } from './marks.ts';
import { Plot } from './plot.ts';
import { line } from './text.ts';

interface Stretch {
  /** Dates of the dataset; without a start it is not known when the stretch began, and it is drawn from the left edge. */
  readonly start: string | null;
  readonly end: string;
  readonly mark: Extract<Mark, 'counted' | 'gap'> | 'thin' | 'dashed';
}

export interface SpanRow {
  readonly label: string;
  readonly sub?: string;
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

/** Rows of stretches with their names at the left (wide) or above, and the axis below. */
export function spans<Row>(kit: Kit<Row>, rows: readonly SpanRow[], options: SpanOptions): Block {
  const { labels = 180, every = 1 } = options;
  const left = kit.wide ? labels + 14 : 0;
  const width = kit.width - left - 16;
  const names = rows.map(({ label, sub = '' }) =>
    kit.wide
      ? stack([kit.text(label, { strong: true, width: labels }), kit.text(sub, { ink: 'muted', width: labels })])
      : kit.run([label, { strong: true }], [sub, { ink: 'muted' }]),
  );
  const tallest = Math.max(...names.map((name) => name.height));
  const thickness = 10;
  const above = kit.wide ? Math.max(4, (tallest - thickness) / 2 + 4) : kit.frame.label * line.height + 3;
  const pitch = kit.wide ? above * 2 + thickness : above + thickness + 8;
  const pieces = rows.flatMap((row, index) => row.stretches.map((stretch) => ({ ...stretch, row: index })));
  const inset = { insetTop: above, insetBottom: pitch - above - thickness };
  const from = startOf(options.from);
  const start = (stretch: Stretch) => (stretch.start === null ? from : startOf(stretch.start));
  const bars = pieces.filter((piece) => piece.mark === 'counted');
  const years = Array.from({ length: 40 }, (_, index) => from.getUTCFullYear() + index).filter(
    (year) => year % every === 0 && startOf(String(year)) >= from && startOf(String(year)) <= endOf(options.to),
  );
  const height = rows.length * pitch;
  const plot = kit.plot(width, height, {
    x: { type: 'utc', domain: [from, endOf(options.to)] },
    y: { type: 'band', domain: rows.map((_, index) => index), padding: 0 },
    marks: [
      Plot.ruleX(
        (kit.wide ? years : []).map((year) => startOf(String(year))),
        { className: 'rule' },
      ),
      ...(options.band
        ? [
            Plot.rectX([options.band], {
              x1: (band: { start: string }) => startOf(band.start),
              x2: (band: { end: string }) => endOf(band.end),
              className: 'land',
            }),
          ]
        : []),
      Plot.barX(bars, {
        x1: start,
        x2: (piece: Stretch) => endOf(piece.end),
        y: 'row',
        className: marks.counted.className,
        ...inset,
      }),
    ],
  });
  return block(kit.width, height + kit.frame.label * line.height, (x, y) => {
    const middle = (row: number) => y + plot.y(row) - pitch / 2 + above + thickness / 2;
    const others = pieces.map((piece) => {
      const [x1, x2] = [x + left + plot.x(start(piece)), x + left + plot.x(endOf(piece.end))];
      if (piece.mark === 'counted') return '';
      if (piece.mark === 'gap') return rectOf('gap', x1, middle(piece.row) - thickness / 2, x2 - x1, thickness);
      return element('path', {
        class: piece.mark === 'thin' ? 'outline-said' : 'outline-unknown',
        d: `M${n(x1)} ${n(middle(piece.row))}H${n(x2)}`,
      });
    });
    const points = rows.flatMap((row, index) =>
      (row.points ?? []).map(({ date, mark }) =>
        markBlock(kit.frame, mark).at(x + left + plot.x(startOf(date)) - 5, middle(index) - 5),
      ),
    );
    const ticks = years.map((year) => {
      const label = kit.text(String(year), { ink: 'muted', anchor: 'middle' });
      return label.at(
        Math.max(x, Math.min(x + left + plot.x(startOf(String(year))) - label.width / 2, x + kit.width - label.width)),
        y + height + 2,
      );
    });
    const across = options.line
      ? element('path', {
          class: 'outline-answered',
          d: `M${n(x + left + plot.x(startOf(options.line)))} ${n(y)}v${n(height)}`,
        })
      : '';
    const heads = names.map((name, index) =>
      name.at(x, kit.wide ? middle(index) - name.height / 2 : middle(index) - thickness / 2 - name.height - 1),
    );
    return plot.at(x + left, y) + others.join('') + across + points.join('') + heads.join('') + ticks.join('');
  });
}
