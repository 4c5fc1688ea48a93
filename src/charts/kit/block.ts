/**
 * What a picture is composed of: pieces that know their size and can be drawn anywhere. A chart says which pieces go below or beside
 * each other; nobody counts coordinates.
 */
import { element, n } from '../shared/svg.ts';

export interface Block {
  readonly width: number;
  readonly height: number;
  /** The piece as SVG with its upper left corner here. */
  at(x: number, y: number): string;
  /** Text that ends at its right edge or is centred on its middle, where a grid asks for that. */
  anchored?(anchor: Anchor): Block;
}

export type Anchor = 'start' | 'middle' | 'end';

export const block = (width: number, height: number, at: Block['at']): Block => ({ width, height, at });
export const empty: Block = block(0, 0, () => '');
/** Room without anything in it. */
export const space = (width: number, height = 0): Block => block(width, height, () => '');

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const shownOnly = (pieces: readonly (Block | null | undefined)[]): readonly Block[] =>
  pieces.filter((piece): piece is Block => piece !== null && piece !== undefined && piece.height > 0);

/** Pieces below each other, with their left edges, middles or right edges on a line. */
export function stack(pieces: readonly (Block | null | undefined)[], gap = 0, align: Anchor = 'start'): Block {
  const shown = shownOnly(pieces).map((piece) => (align === 'start' ? piece : (piece.anchored?.(align) ?? piece)));
  if (shown.length === 0) return empty;
  const width = Math.max(...shown.map((piece) => piece.width));
  return block(width, sum(shown.map((piece) => piece.height)) + gap * (shown.length - 1), (x, y) => {
    let top = y;
    return shown
      .map((piece) => {
        const svg = piece.at(x + offset(width - piece.width, align), top);
        top += piece.height + gap;
        return svg;
      })
      .join('');
  });
}

/** Pieces beside each other, with their tops, middles or bottoms on a line. */
export function beside(pieces: readonly Block[], gap = 0, align: Anchor = 'middle'): Block {
  const height = Math.max(0, ...pieces.map((piece) => piece.height));
  return block(sum(pieces.map((piece) => piece.width)) + gap * Math.max(0, pieces.length - 1), height, (x, y) => {
    let left = x;
    return pieces
      .map((piece) => {
        const svg = piece.at(left, y + offset(height - piece.height, align));
        left += piece.width + gap;
        return svg;
      })
      .join('');
  });
}

const offset = (free: number, align: Anchor): number => (align === 'start' ? 0 : align === 'middle' ? free / 2 : free);

/** Pieces like words in lines. */
export function flow(pieces: readonly Block[], width: number, gap = 16, lineGap = 5, align: Anchor = 'middle'): Block {
  const lines: Block[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const piece of pieces) {
    if (used + gap + piece.width > width) {
      lines.push([]);
      used = -gap;
    }
    lines.at(-1)?.push(piece);
    used += gap + piece.width;
  }
  return stack(
    lines.map((line) => beside(line, gap, align)),
    lineGap,
  );
}

/** Pieces in so many columns, in their order, so that the tallest column is as short as it can be. */
export function columns(pieces: readonly Block[], count: number, width: number, gap: { x: number; y: number }): Block {
  const step = (width + gap.x) / count;
  const fill = (limit: number): Block[][] => {
    const filled: Block[][] = [[]];
    let height = 0;
    for (const piece of pieces) {
      if (height > 0 && height + piece.height > limit) {
        filled.push([]);
        height = 0;
      }
      filled.at(-1)?.push(piece);
      height += piece.height + gap.y;
    }
    return filled;
  };
  const heights = pieces.flatMap((_, from) =>
    pieces
      .slice(from)
      .map((__, length) => sum(pieces.slice(from, from + length + 1).map((piece) => piece.height + gap.y)) - gap.y),
  );
  const limit = heights.sort((a, b) => a - b).find((height) => fill(height).length <= count) ?? 0;
  const stacks = fill(limit).map((own) => stack(own, gap.y));
  return block(width, Math.max(0, ...stacks.map((own) => own.height)), (x, y) =>
    stacks.map((own, index) => own.at(x + index * step, y)).join(''),
  );
}

/** A column of a grid: its width, or as wide as its widest cell; where its cells are in it. */
export interface GridColumn {
  readonly width?: number;
  readonly align?: Anchor;
}

/** Rows of cells in common columns. Cells of a row are centred on its middle, or begin at its top. */
export function grid(
  rows: readonly (readonly Block[])[],
  columnsOf: readonly GridColumn[],
  { gap = 12, rowGap = 6, align = 'middle' as Anchor, rules = false } = {},
): Block {
  const widths = columnsOf.map(
    ({ width }, index) => width ?? Math.max(0, ...rows.map((row) => row[index]?.width ?? 0)),
  );
  const lefts = widths.map((_, index) => sum(widths.slice(0, index)) + gap * index);
  const width = sum(widths) + gap * (widths.length - 1);
  const drawn = rows.map((row) => {
    const height = Math.max(0, ...row.map((cell) => cell.height));
    return block(width, height, (x, y) =>
      row
        .map((cell, index) => {
          const { align: across = 'start' } = columnsOf[index] ?? {};
          const own = across === 'start' ? cell : (cell.anchored?.(across) ?? cell);
          const left = x + (lefts[index] ?? 0) + offset((widths[index] ?? 0) - cell.width, across);
          return own.at(left, y + offset(height - cell.height, align));
        })
        .join(''),
    );
  });
  const all = stack(
    drawn.map((row) => (row.height === 0 ? space(width, 1) : row)),
    rowGap,
  );
  if (!rules) return all;
  return block(all.width, all.height, (x, y) => {
    let top = y;
    const lines = drawn
      .slice(0, -1)
      .map((row) => {
        top += row.height + rowGap;
        return `M${n(x)} ${n(top - rowGap / 2)}h${n(width)}`;
      })
      .join('');
    return element('path', { class: 'rule', d: lines }) + all.at(x, y);
  });
}

/** A piece moved to the right and down within room of its own. */
export const inset = (piece: Block, left: number, top = 0, right = 0, bottom = 0): Block =>
  block(piece.width + left + right, piece.height + top + bottom, (x, y) => piece.at(x + left, y + top));

/** Pieces over each other with a common corner. */
export const overlay = (...pieces: readonly Block[]): Block =>
  block(
    Math.max(0, ...pieces.map((piece) => piece.width)),
    Math.max(0, ...pieces.map((piece) => piece.height)),
    (x, y) => pieces.map((piece) => piece.at(x, y)).join(''),
  );

/** Pieces over each other, on one middle. */
export function level(...pieces: readonly Block[]): Block {
  const height = Math.max(0, ...pieces.map((piece) => piece.height));
  return overlay(...pieces.map((piece) => inset(piece, 0, (height - piece.height) / 2)));
}

/** A thin line across. */
export const rule = (width: number): Block =>
  block(width, 1, (x, y) => element('path', { class: 'rule', d: `M${n(x)} ${n(y + 0.5)}h${n(width)}` }));
