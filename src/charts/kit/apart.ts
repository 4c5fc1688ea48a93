/** Marks that would hide each other, moved apart. Pure and without chance: the same marks come out the same. */

/** A round mark on a map. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/**
 * Moves discs that overlap apart along the line between them until `gap` units lie between; the larger moves less. Cities a few kilometres
 * apart would otherwise hide each other. Pure and without chance: the same discs come out the same.
 */
export function moveApart<Mark extends Disc>(marks: readonly Mark[], gap: number): readonly Mark[] {
  const placed = marks.map((mark) => ({ ...mark }));
  for (let round = 0; round < 50; round += 1) {
    let moved = false;
    placed.forEach((a, index) => {
      for (const b of placed.slice(index + 1)) {
        const distance = Math.hypot(b.x - a.x, b.y - a.y);
        const missing = a.radius + b.radius + gap - distance;
        if (missing < 0.05) continue;
        moved = true;
        const [dx, dy] = distance === 0 ? [1, 0] : [(b.x - a.x) / distance, (b.y - a.y) / distance];
        const share = b.radius ** 2 / (a.radius ** 2 + b.radius ** 2);
        Object.assign(a, { x: a.x - dx * missing * share, y: a.y - dy * missing * share });
        Object.assign(b, { x: b.x + dx * missing * (1 - share), y: b.y + dy * missing * (1 - share) });
      }
    });
    if (!moved) return placed;
  }
  return placed;
}
