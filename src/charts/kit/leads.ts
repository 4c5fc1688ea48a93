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
  /** The lines turn at right angles, each upright in a lane of its own after the bend, where many would fan out in little room. */
  readonly lanes?: boolean;
}

/** How far the middle of the first line of each piece of a stack lies below its top. */
export function firstLines<Row>(kit: Kit<Row>, pieces: readonly Block[], gap = 0): readonly number[] {
  const ends = cumsum(pieces, ({ height }) => height + gap);
  return pieces.map((_, index) => (ends[index - 1] ?? 0) + (kit.frame.label * line.height) / 2);
}

/**
 * Where the uprights of lines from one height to another are, between two edges. Neighbours in one direction share the room and do not cross: of those
 * that lead up the upper one is further left, of those that lead down the lower one.
 */
export function lanes(lines: readonly (readonly [from: number, to: number])[], left: number, right: number): number[] {
  const directions = lines.map(([from, to]) => to < from);
  return directions.map((isUp, index) => {
    const start = directions.lastIndexOf(!isUp, index) + 1;
    const next = directions.indexOf(!isUp, index);
    const count = (next < 0 ? lines.length : next) - start;
    const place = isUp ? index - start : start + count - 1 - index;
    return left + ((right - left) * (place + 0.5)) / count;
  });
}

/**
 * The pieces below each other from `left` on, and the lines to them.
 */
export function leads<Row>(
  kit: Kit<Row>,
  list: readonly Led[],
  { left, bend, lanes: isLaned = false, height = 0, gap: least = 0 }: LeadOptions,
): Block {
  const pieces = list.map(({ piece }) => piece);
  const gap = Math.max(least, (height - stack(pieces).height) / Math.max(1, pieces.length - 1));
  const middles = firstLines(kit, pieces, gap);
  const column = stack(pieces, gap);
  const heights = list.map(({ from }, index) => [from?.[1] ?? 0, middles[index] ?? 0] as const);
  const uprights = isLaned ? lanes(heights, bend ?? 0, left - 6) : [];
  return block(kit.width, column.height, (x, y) => {
    const lines = list.map(({ from }, index) => {
      if (!from) return '';
      const to = y + (middles[index] ?? 0);
      const upright = uprights[index];
      const level = upright ?? bend;
      const turn = level === undefined ? '' : `H${n(x + level)}`;
      const end =
        upright === undefined || Math.abs(to - y - from[1]) < 4
          ? `L${n(x + left - 6)} ${n(to)}`
          : `V${n(to)}H${n(x + left - 6)}`;
      return `M${n(x + from[0])} ${n(y + from[1])}${turn}${end}`;
    });
    return element('path', { class: 'leader', d: lines.join('') }) + column.at(x + left, y);
  });
}
