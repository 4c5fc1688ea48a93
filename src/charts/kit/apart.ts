/** Marks on a map that would hide each other, moved apart: cities a few kilometres from each other, and the countries of the front page. */
import { type Box, boxesOverlap } from '../shared/labels.ts';

/**
 * Boxes moved apart until `gap` units lie between any two, each pair by the smaller overlap; where they go is schematic, their place is not in doubt,
 * as they move by a few units. Stops after a fixed number of rounds. Pure and without chance: the same boxes come out the same.
 */
export function movedApart<Mark extends Box>(boxes: readonly Mark[], area: Box, gap: number): readonly Mark[] {
  const moved = boxes.map((box) => ({ ...box, x: box.x, y: box.y }));
  for (let round = 0; round < 400; round += 1) {
    let still = true;
    for (const [index, a] of moved.entries())
      for (const b of moved.slice(index + 1)) {
        const wider = { x: a.x - gap, y: a.y - gap, width: a.width + gap * 2, height: a.height + gap * 2 };
        if (!boxesOverlap(wider, b)) continue;
        still = false;
        const across = Math.min(wider.x + wider.width - b.x, b.x + b.width - wider.x);
        const down = Math.min(wider.y + wider.height - b.y, b.y + b.height - wider.y);
        const [axis, length] = across < down ? (['x', 'width'] as const) : (['y', 'height'] as const);
        const step = Math.min(across, down) / 2 + 0.01;
        const sign = a[axis] + a[length] / 2 <= b[axis] + b[length] / 2 ? -1 : 1;
        a[axis] += sign * step;
        b[axis] -= sign * step;
      }
    for (const box of moved) {
      box.x = Math.min(Math.max(box.x, area.x), area.x + area.width - box.width);
      box.y = Math.min(Math.max(box.y, area.y), area.y + area.height - box.height);
    }
    if (still) break;
  }
  return moved;
}
