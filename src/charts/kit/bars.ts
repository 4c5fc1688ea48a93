/** Rows of bars: people, or shares of a whole, as somebody counted them. Plot makes the scales and draws; measured text stands at the bars. */
import { textWidth } from '../shared/labels.ts';
import { type Block, block, stack } from './block.ts';
import type { Kit } from './kit.ts';
import { type Mark, marks, rectOf } from './marks.ts';
import { Plot, type PlotBlock } from './plot.ts';
import { line } from './text.ts';

export interface BarPart {
  readonly value: number;
  readonly mark: Extract<Mark, 'counted' | 'whole' | 'gap'>;
  /** Stands in the bar where it fits, else after it. */
  readonly label?: string;
}

export interface BarRow {
  readonly label: string;
  /** In a lighter ink: below the label (wide), behind it (narrow). */
  readonly sub?: string;
  readonly strong?: boolean;
  readonly parts: readonly BarPart[];
  /** After the bar, or behind its name where the frame is narrow. */
  readonly end?: string;
  /** Below the end, or below the bar. */
  readonly note?: string;
}

interface BarOptions {
  /** The value at the full length, by default the greatest of the rows. */
  readonly max?: number;
  /** Room for names at the left and for what stands after the bars, where the frame is wide. */
  readonly labels?: number;
  readonly ends?: number;
  readonly thickness?: number;
}

/** A part at its place in the bar, in the values of the row. */
interface Piece extends BarPart {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** What stands beside each bar, measured, and where each bar begins. */
interface Layout {
  readonly left: number;
  readonly length: number;
  readonly thickness: number;
  readonly height: number;
  readonly tops: readonly number[];
  readonly names: readonly Block[];
  readonly tails: readonly Block[];
}

const gap = 8;
const inkIn = { counted: 'inverse', whole: 'ink', gap: 'ink' } as const;
const sumOf = (row: BarRow): number => row.parts.reduce((sum, part) => sum + part.value, 0);

function piecesOf(rows: readonly BarRow[]): readonly Piece[] {
  return rows.flatMap((row, index) => {
    let from = 0;
    return row.parts.map((part): Piece => {
      const piece = { ...part, row: index, from, to: from + part.value };
      from = piece.to;
      return piece;
    });
  });
}

function layoutOf<Row>(
  kit: Kit<Row>,
  rows: readonly BarRow[],
  max: number,
  { labels = 150, ends = 150, thickness = kit.wide ? 20 : 16 }: BarOptions,
  isInside: (part: BarPart, length: number) => boolean,
): Layout {
  const left = kit.wide ? labels + 12 : 0;
  const length = kit.width - left - (kit.wide ? ends + 10 : 0);
  const tails = rows.map((row) => {
    const outside = row.parts.flatMap((part) => (part.label && !isInside(part, length) ? [part.label] : []));
    const rest = [...outside, row.note ?? ''].filter(Boolean).join(', ');
    if (!kit.wide) return kit.text(rest);
    // Behind a short bar there is more room than at the end of the longest.
    const width = ends + length * (1 - sumOf(row) / max);
    const one = kit.run([row.end ?? '', { strong: true }], [rest]);
    return one.width <= width
      ? one
      : stack([kit.text(row.end ?? '', { strong: true, width }), kit.text(rest, { width })]);
  });
  const names = rows.map(({ label, sub = '', end = '', strong = false }) =>
    kit.wide
      ? stack([kit.text(label, { strong, width: labels }), kit.text(sub, { ink: 'muted', width: labels })], 0, 'end')
      : kit.run([label, { strong }], [sub, { ink: 'muted' }], [end, { strong: true }]),
  );
  // Wide: rows of one height, with names and ends around the middle of the bar. Narrow: names above, and below what a row has to say.
  const tallest = Math.max(thickness, ...[...names, ...tails].map((piece) => piece.height));
  const above = kit.wide ? (tallest - thickness) / 2 : kit.frame.label * line.height + 2;
  let height = 0;
  const tops = tails.map((tail) => {
    const top = height + above;
    height = top + thickness + gap + (kit.wide ? above : tail.height + 2);
    return top;
  });
  return { left, length, thickness, height: height - gap, tops, names, tails };
}

/** The bars and their common zero, by Plot. */
function plotOf<Row>(kit: Kit<Row>, rows: readonly BarRow[], max: number, layout: Layout): PlotBlock {
  const { length, thickness, height, tops } = layout;
  const top = (row: number) => tops[row] ?? 0;
  // A hair of paper divides the parts of a bar.
  const hair = (1.2 / length) * max;
  const solid = piecesOf(rows).filter((piece) => piece.mark !== 'gap');
  return kit.plot(length, height, {
    x: { domain: [0, max] },
    y: { domain: [0, height], reverse: true },
    marks: [
      ...[...Map.groupBy(solid, (piece) => piece.mark)].map(([mark, pieces]) =>
        Plot.rect(pieces, {
          x1: (piece: Piece) => piece.from + (piece.from > 0 ? hair : 0),
          x2: 'to',
          y1: (piece: Piece) => top(piece.row),
          y2: (piece: Piece) => top(piece.row) + thickness,
          className: marks[mark].className,
        }),
      ),
      Plot.ruleX(tops, {
        x: () => 0,
        y1: (start: number) => start - 3,
        y2: (start: number) => start + thickness + 3,
        className: 'baseline',
      }),
    ],
  });
}

/** Bars in rows, each from a common zero. Names stand at the left (wide) or above (narrow). */
export function bars<Row>(kit: Kit<Row>, rows: readonly BarRow[], options: BarOptions = {}): Block {
  const max = options.max ?? Math.max(...rows.map(sumOf));
  const isInside = ({ label = '', value }: BarPart, length: number) =>
    textWidth(label, kit.frame.label, true) + 10 <= (value / max) * length;
  const layout = layoutOf(kit, rows, max, options, isInside);
  const { left, length, thickness, tops, names, tails } = layout;
  const plot = plotOf(kit, rows, max, layout);
  return block(kit.width, plot.height, (x, y) => {
    const top = (row: number) => y + (tops[row] ?? 0);
    const level = (row: number, piece: Block) => top(row) + (thickness - piece.height) / 2;
    const inBars = piecesOf(rows).map((piece) => {
      const [from, to] = [plot.x(piece.from), plot.x(piece.to)];
      const hole = piece.mark === 'gap' ? rectOf('gap', x + left + from, top(piece.row), to - from, thickness) : '';
      if (!piece.label || !isInside(piece, length)) return hole;
      const [strong, halo] = [piece.mark === 'counted', piece.mark === 'gap'];
      const label = kit.text(piece.label, { strong, ink: inkIn[piece.mark], halo });
      return hole + label.at(x + left + from + 7, level(piece.row, label));
    });
    const besides = rows.map((row, index) => {
      const [name, tail] = [names[index], tails[index]];
      if (!name || !tail) return '';
      if (!kit.wide) return name.at(x, top(index) - name.height - 2) + tail.at(x, top(index) + thickness + 2);
      return (
        name.at(x + left - 12 - name.width, level(index, name)) +
        tail.at(x + left + plot.x(sumOf(row)) + 9, level(index, tail))
      );
    });
    return plot.at(x + left, y) + inBars.join('') + besides.join('');
  });
}
