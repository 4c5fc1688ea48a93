/** The listings of a country in a row. */
import type { Block } from '../kit/block.ts';
import type { Kit } from '../kit/kit.ts';
import type { Runs } from '../kit/marks.ts';

interface SquareOptions {
  readonly runs?: Runs;
  readonly strong?: boolean;
  /** Room for the squares and their number. */
  readonly width?: number;
  readonly size?: number;
  readonly pitch?: number;
}

/** A number of listings as words have it: with ≥ where it is the lowest possible one. */
export const lowest = <Row>(kit: Kit<Row>, count: number, atLeast: boolean): string =>
  `${atLeast ? '≥\u2009' : ''}${kit.format.number(count)}`;

/**
 * A square a listing, then their number. What we matched follows in words and is never added to what was traced.
 * Asks the words for `labels.matchedCount`.
 */
export function countedSquares<Row>(
  kit: Kit<Row>,
  { traced, matched, atLeast }: { readonly traced: number; readonly matched: number; readonly atLeast: boolean },
  { runs = { traced, matched }, strong = false, width = kit.width, ...size }: SquareOptions = {},
): Block {
  const counts = [
    traced > 0 ? lowest(kit, traced, atLeast) : '',
    matched > 0 ? kit.say('matchedCount', { count: matched }) : '',
  ];
  const number = kit.text(counts.filter(Boolean).join(' + '), { strong });
  return kit.counted(runs, number, { ...size, width });
}
