/** Labels along a scale: each from its point to the right, or to the left where it would leave the width, in as few lines as they need. */
import { sort } from 'd3';
import { element, n } from '../shared/svg.ts';
import { type Block, block } from './block.ts';
import type { Kit } from './kit.ts';
import { line } from './text.ts';

interface PointLabel {
  /** Where its point lies, from the left edge. */
  readonly x: number;
  readonly words: string;
}

/** The labels, with a line from each down to `reach` below the piece. */
export function labelsAlong<Row>(kit: Kit<Row>, width: number, labels: readonly PointLabel[], reach: number): Block {
  const lineHeight = kit.frame.label * line.height;
  const ends: number[] = [];
  const sides = labels.map(({ x, words }) => {
    const label = kit.text(words, { halo: true });
    const fits = x + 4 + label.width <= width;
    return { x, label, left: fits ? x + 4 : Math.max(0, x - 4 - label.width) };
  });
  // Those at the left of their points come first, into the upper lines: below, the lines from earlier points would cross them.
  const placed = sort(sides, ({ x, left }) => (left < x ? 0 : 1)).map(({ x, label, left }) => {
    const free = ends.findIndex((end) => end + 8 < left);
    const row = free < 0 ? ends.length : free;
    ends[row] = left + label.width;
    return { x, label, left, row };
  });
  const height = ends.length * lineHeight;
  return block(width, height, (x, y) => {
    const leaders = placed.map((one) => `M${n(x + one.x)} ${n(y + one.row * lineHeight + 4)}V${n(y + height + reach)}`);
    return (
      (leaders.length > 0 ? element('path', { class: 'leader', d: leaders.join('') }) : '') +
      placed.map((one) => one.label.at(x + one.left, y + one.row * lineHeight)).join('')
    );
  });
}
