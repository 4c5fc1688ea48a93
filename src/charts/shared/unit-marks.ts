/** Marks that stand for one station each: squares in rows, written as one path so that a hundred cost little. */
import { n } from './svg.ts';

export interface UnitGrid {
  readonly x: number;
  readonly y: number;
  /** Squares in a row; the last row may be shorter. */
  readonly perRow: number;
  /** From the left edge of a square to that of the next. */
  readonly pitch: number;
  /** Outer side of a square. */
  readonly size: number;
}

/** The place of the square with this index, its upper left corner. */
export const unitCorner = (index: number, grid: UnitGrid): readonly [number, number] => [
  grid.x + (index % grid.perRow) * grid.pitch,
  grid.y + Math.floor(index / grid.perRow) * grid.pitch,
];

/**
 * `count` squares as the `d` of a path. `inset` draws them smaller by half a stroke on each side, so that an outlined square
 * comes out as large as a solid one.
 */
export function squares(count: number, grid: UnitGrid, inset = 0): string {
  const side = grid.size - inset * 2;
  return Array.from({ length: count }, (_, index) => {
    const [x, y] = unitCorner(index, grid);
    return `M${n(x + inset)} ${n(y + inset)}h${n(side)}v${n(side)}h${n(-side)}z`;
  }).join('');
}
