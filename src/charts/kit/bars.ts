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

export interface BarOptions {
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

/** What a row says beside its bar, measured, and the room that every row then needs above and below its bar. */
interface Layout {
  readonly left: number;
  readonly length: number;
  readonly thickness: number;
  readonly above: number;
  readonly below: number;
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
  { labels = 150, ends = 150, thickness = kit.wide ? 20 : 16 }: BarOptions,
  isInside: (part: BarPart, length: number) => boolean,
): Layout {
  const left = kit.wide ? labels + 12 : 0;
  const length = kit.width - left - (kit.wide ? ends + 10 : 0);
  const tails = rows.map((row) => {
    const outside = row.parts.flatMap((part) => (part.label && !isInside(part, length) ? [part.label] : []));
    const rest = [...outside, row.note ?? ''].filter(Boolean).join(', ');
    const width = kit.wide ? ends : kit.width;
    if (!kit.wide) return kit.text(rest, { width });
    const line = kit.run([row.end ?? '', { strong: true }], [rest]);
    return line.width <= ends
      ? line
      : stack([kit.text(row.end ?? '', { strong: true, width }), kit.text(rest, { width })]);
  });
  const names = rows.map(({ label, sub = '', end = '', strong = false }) =>
    kit.wide
      ? stack([kit.text(label, { strong, width: labels }), kit.text(sub, { ink: 'muted', width: labels })], 0, 'end')
      : kit.run([label, { strong }], [sub, { ink: 'muted' }], [end, { strong: true }]),
  );
  const tallest = Math.max(thickness, ...[...names, ...tails].map((piece) => piece.height));
  const beside = (tallest - thickness) / 2;
  const [above, below] = kit.wide
    ? [beside, beside]
    : [kit.frame.label * line.height + 2, Math.max(...tails.map((piece) => piece.height)) + 2];
  return { left, length, thickness, above, below, names, tails };
}

/** The bars and their common zero, by Plot; room above and below them is inset from their bands. */
function plotOf<Row>(kit: Kit<Row>, rows: readonly BarRow[], max: number, layout: Layout): PlotBlock {
  const { length, thickness, above, below } = layout;
  const insets = { insetTop: above, insetBottom: below + gap };
  // A hair of paper divides the parts of a bar.
  const hair = (1.2 / length) * max;
  const solid = piecesOf(rows).filter((piece) => piece.mark !== 'gap');
  return kit.plot(length, rows.length * (above + thickness + below + gap), {
    x: { domain: [0, max] },
    y: { type: 'band', domain: rows.map((_, index) => index), padding: 0 },
    marks: [
      ...[...new Set(solid.map((piece) => piece.mark))].map((mark) =>
        Plot.barX(
          solid.filter((piece) => piece.mark === mark),
          {
            x1: (piece: Piece) => piece.from + (piece.from > 0 ? hair : 0),
            x2: 'to',
            y: 'row',
            className: marks[mark].className,
            ...insets,
          },
        ),
      ),
      Plot.tickX(rows, {
        x: () => 0,
        y: (_, index) => index,
        className: 'baseline',
        insetTop: above - 3,
        insetBottom: below + gap - 3,
      }),
    ],
  });
}

/** Bars in rows, each from a common zero. Names stand at the left (wide) or above (narrow). */
export function bars<Row>(kit: Kit<Row>, rows: readonly BarRow[], options: BarOptions = {}): Block {
  const max = options.max ?? Math.max(...rows.map(sumOf));
  const isInside = ({ label = '', value }: BarPart, length: number) =>
    textWidth(label, kit.frame.label, true) + 10 <= (value / max) * length;
  const layout = layoutOf(kit, rows, options, isInside);
  const { left, length, thickness, above, names, tails } = layout;
  const plot = plotOf(kit, rows, max, layout);
  const pitch = plot.height / rows.length;
  return block(kit.width, plot.height - gap, (x, y) => {
    const top = (row: number) => y + plot.y(row) - pitch / 2 + above;
    const level = (row: number, piece: Block) => top(row) + (thickness - piece.height) / 2;
    const inBars = piecesOf(rows).map((piece) => {
      const from = x + left + plot.x(piece.from);
      const hole =
        piece.mark === 'gap'
          ? rectOf('gap', from, top(piece.row), plot.x(piece.to) - plot.x(piece.from), thickness)
          : '';
      if (!piece.label || !isInside(piece, length)) return hole;
      const label = kit.text(piece.label, {
        strong: piece.mark === 'counted',
        ink: inkIn[piece.mark],
        halo: piece.mark === 'gap',
      });
      return hole + label.at(from + 7, level(piece.row, label));
    });
    const besides = rows.map((row, index) => {
      const [name, tail] = [names[index], tails[index]];
      if (!name || !tail) return '';
      if (!kit.wide) return name.at(x, top(index) - above) + tail.at(x, top(index) + thickness + 2);
      return (
        name.at(x + left - 12 - name.width, level(index, name)) +
        tail.at(x + left + plot.x(sumOf(row)) + 9, level(index, tail))
      );
    });
    return plot.at(x + left, y) + inBars.join('') + besides.join('');
  });
}
