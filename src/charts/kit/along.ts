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
  /** How far below the labels its line reaches, where not as far as the others. */
  readonly reach?: number;
}

/** Less room than this is no room for a label in lines. */
const least = 60;

/**
 * The labels, with a line from each down to `reach` below the piece. A label that would lie over the line of one above it is broken into lines before it.
 * @param from what lies further left is taken by something else
 */
export function labelsAlong<Row>(
  kit: Kit<Row>,
  width: number,
  labels: readonly PointLabel[],
  reach: number,
  from = 0,
): Block {
  const lineHeight = kit.frame.label * line.height;
  const start = (x: number) => Math.max(from, x + 4);
  const isLeft = ({ x, words }: PointLabel) => start(x) + kit.text(words).width > width;
  const ends: number[] = [];
  const placed: {
    readonly x: number;
    readonly label: Block;
    readonly left: number;
    readonly row: number;
    readonly to: number;
  }[] = [];
  // Those at the left of their points come first, into the upper lines: below, the lines from earlier points would cross them.
  for (const one of sort(labels, (label) => (isLeft(label) ? 0 : 1))) {
    const { x, words } = one;
    const next = Math.min(width + 4, ...placed.flatMap((other) => (other.x > x ? other.x : [])));
    const room = isLeft(one) ? x - 4 - from : next - 4 - start(x);
    const label = kit.text(words, { halo: true, width: room < least ? width : room, balanced: true });
    const left = isLeft(one) ? Math.max(from, x - 4 - label.width) : start(x);
    const rows = Math.round(label.height / lineHeight);
    const free = ends.findIndex((_, row) => ends.slice(row, row + rows).every((end) => end + 8 < left));
    const row = free < 0 ? ends.length : free;
    ends.splice(row, rows, ...Array.from({ length: rows }, () => left + label.width));
    placed.push({ x, label, left, row, to: one.reach ?? reach });
  }
  const height = ends.length * lineHeight;
  return block(width, height, (x, y) => {
    const leaders = placed.map(
      (one) => `M${n(x + one.x)} ${n(y + one.row * lineHeight + 4)}V${n(y + height + one.to)}`,
    );
    return (
      (leaders.length > 0 ? element('path', { class: 'leader', d: leaders.join('') }) : '') +
      placed.map((one) => one.label.at(x + one.left, y + one.row * lineHeight)).join('')
    );
  });
}
