/** The listings of a country in a row. */
import { type Block, beside } from '../kit/block.ts';
import type { Kit } from '../kit/kit.ts';
import type { Runs } from '../kit/marks.ts';

/**
 * A square a listing, then their number: with ≥ where it is the lowest possible one. What we matched stands in words behind it and is never added to
 * what was traced. Asks the words for `labels.matchedCount`.
 */
export function countedSquares<Row>(
  kit: Kit<Row>,
  { traced, matched, atLeast }: { readonly traced: number; readonly matched: number; readonly atLeast: boolean },
  runs: Runs = { traced, matched },
  { strong = false, ...size }: { readonly strong?: boolean; readonly size?: number; readonly pitch?: number } = {},
): Block {
  const counts = [
    traced > 0 ? `${atLeast ? '≥\u2009' : ''}${kit.format.number(traced)}` : '',
    matched > 0 ? kit.say('matchedCount', { count: matched }) : '',
  ];
  return beside([kit.units(runs, size), kit.text(counts.filter(Boolean).join(' + '), { strong })], 7);
}
