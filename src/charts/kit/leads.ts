/** A list beside a figure, with a line to a piece of it from what it speaks of. */
import { cumsum } from 'd3';
import type { Point } from '../shared/map-base.ts';
import { element, n } from '../shared/svg.ts';
import { type Block, block, stack } from './block.ts';
import type { Kit } from './kit.ts';
import { line } from './text.ts';

interface Led {
  readonly piece: Block;
  /** Where its line begins; without it none leads to the piece. */
  readonly from?: Point | undefined;
}

interface LeadOptions {
  readonly left: number;
  /** Least room between two pieces; they are spread over a height where there is one. */
  readonly gap?: number;
  readonly height?: number;
  /** Up to where the lines are level, to keep clear of what is written there. */
  readonly bend?: number;
}

/** How far the middle of the first line of each piece of a stack lies below its top. */
export function firstLines<Row>(kit: Kit<Row>, pieces: readonly Block[], gap = 0): readonly number[] {
  const ends = cumsum(pieces, ({ height }) => height + gap);
  return pieces.map((_, index) => (ends[index - 1] ?? 0) + (kit.frame.label * line.height) / 2);
}

/**
 * The pieces below each other from `left` on, and the lines to them.
 */
export function leads<Row>(
  kit: Kit<Row>,
  list: readonly Led[],
  { left, bend, height = 0, gap: least = 0 }: LeadOptions,
): Block {
  const pieces = list.map(({ piece }) => piece);
  const gap = Math.max(least, (height - stack(pieces).height) / Math.max(1, pieces.length - 1));
  const middles = firstLines(kit, pieces, gap);
  const column = stack(pieces, gap);
  return block(kit.width, column.height, (x, y) => {
    const lines = list.map(({ from }, index) => {
      if (!from) return '';
      const level = bend === undefined ? '' : `H${n(x + bend)}`;
      return `M${n(x + from[0])} ${n(y + from[1])}${level}L${n(x + left - 6)} ${n(y + (middles[index] ?? 0))}`;
    });
    return element('path', { class: 'leader', d: lines.join('') }) + column.at(x + left, y);
  });
}
