/**
 * The grammar of marks, as docs/design.md has it: what a shape means, wherever it appears. Legends are made from these and from nothing else.
 * Squares are listings, one each. Round marks are what people said and did. Bars are people counted by somebody.
 */
import { sum } from 'd3';
import type { Frame } from '../shared/frame.ts';
import { element, n } from '../shared/svg.ts';
import { type Block, block, empty } from './block.ts';

interface Look {
  readonly shape: 'square' | 'dot' | 'diamond' | 'triangle' | 'bar';
  readonly className: string;
}

export const marks = {
  /** A listing that published coverage lets us trace. */
  traced: { shape: 'square', className: 'said' },
  /** A listing traced that the second report added. The only pale mark. */
  added: { shape: 'square', className: 'said-light' },
  /** A listing that we matched from a bureau's own list. */
  matched: { shape: 'square', className: 'outline-said' },
  /** A listing whose place within a country or region, or whose bureau, is not known. */
  unplaced: { shape: 'square', className: 'dotted' },
  /** A listing that we could not trace. */
  'not-traced': { shape: 'square', className: 'hatched' },

  /** One person, record or event, counted. */
  one: { shape: 'dot', className: 'said' },
  /** What the authorities of a host country did. */
  did: { shape: 'dot', className: 'answered' },
  /** Denied, or looked and found nothing. */
  denied: { shape: 'dot', className: 'outline-answered' },
  /** A court, a charge, a plea. */
  court: { shape: 'diamond', className: 'answered' },
  /** Not confirmed, not found. */
  unknown: { shape: 'dot', className: 'outline-unknown' },

  /** The seat of a police bureau in China. */
  seat: { shape: 'triangle', className: 'seat' },

  /** People, as somebody counted them. */
  counted: { shape: 'bar', className: 'said' },
  /** The rest of a whole: what the part is a part of. */
  whole: { shape: 'bar', className: 'land' },
  /** A stretch or a part that is not known. */
  gap: { shape: 'bar', className: 'hatched' },
} as const satisfies Readonly<Record<string, Look>>;

export type Mark = keyof typeof marks;
export type Listing = 'traced' | 'added' | 'matched' | 'unplaced' | 'not-traced';

/** Half the stroke of an outline, so that hollow marks come out as large as solid ones. */
const insetOf = (className: string): number =>
  className === 'said' || className === 'answered' || className === 'land' ? 0 : 0.75;

/** Diagonal strokes across a rectangle, as part of a path. Lines rather than a pattern: no ids, and every program draws them. */
function hatching(x: number, y: number, width: number, height: number, step: number): string {
  let d = '';
  for (let offset = step; offset < width + height - 0.5; offset += step) {
    const [fromX, fromY] = offset <= height ? [x, y + offset] : [x + offset - height, y + height];
    const length = Math.min(x + width - fromX, fromY - y);
    d += `M${n(fromX)} ${n(fromY)}l${n(length)} ${n(-length)}`;
  }
  return d;
}

/** The outline of a rectangle, drawn within its edges; hatched where its class says so. */
export function rectPath(className: string, x: number, y: number, width: number, height: number): string {
  const inset = Math.min(insetOf(className), width / 2, height / 2);
  const [w, h] = [width - inset * 2, height - inset * 2];
  const outline = `M${n(x + inset)} ${n(y + inset)}h${n(w)}v${n(h)}h${n(-w)}z`;
  return className === 'hatched'
    ? outline + hatching(x + inset, y + inset, w, h, Math.min(w, h) > 14 ? 6 : Math.max(3.5, Math.min(w, h) / 2))
    : outline;
}

/** A square in strokes that begin and end in its corner, with three diagonals where it is hatched. */
function squareFrom(className: string, size: number): string {
  // Halves of a tenth would be rounded, and the squares would wander.
  const half = Math.floor((size / 2 - insetOf(className)) * 10) / 10;
  const side = half * 2;
  const [w, h] = [n(side), n(half)];
  const outline = `h${w}v${w}h${n(-side)}z`;
  return className === 'hatched'
    ? `${outline}m0 ${h}l${h} ${n(-half)}m${h} 0l${n(-side)} ${w}m${h} 0l${h} ${n(-half)}m${n(-side)} ${n(-half)}`
    : outline;
}

/** A round mark in strokes that begin and end at its left edge. */
function dotFrom(radius: number): string {
  // Rounded once: an arc whose ends are a little nearer than twice its radius is no half circle, and the mark an oval.
  const r = Math.floor(radius * 10) / 10;
  const half = (across: number) => `a${n(r)} ${n(r)} 0 0 1 ${n(across)} 0`;
  return `${half(r * 2)}${half(r * -2)}z`;
}

/** A mark as strokes that begin and end in one point, and where that lies from its upper left corner. */
function strokesOf(mark: Mark, size: number): { readonly from: readonly [number, number]; readonly strokes: string } {
  const { shape, className } = marks[mark];
  const [half, inset] = [size / 2, insetOf(className)];
  if (shape === 'dot') return { from: [inset, half], strokes: dotFrom(half - inset) };
  if (shape === 'diamond') {
    const [out, back] = [n(half * 1.15), n(half * -1.15)];
    return { from: [half, half * -0.15], strokes: `l${out} ${out}l${back} ${out}l${back} ${back}z` };
  }
  if (shape === 'triangle') return { from: [0, size * 0.95], strokes: `h${n(size)}l${n(-half)} ${n(-size * 0.9)}z` };
  return { from: [inset, inset], strokes: squareFrom(className, size) };
}

/** One square of a mark as `d` of a path, by its upper left corner: for squares with places of their own. */
export function squarePath(mark: Listing, x: number, y: number, size: number): string {
  const { from, strokes } = strokesOf(mark, size);
  return `M${n(x + from[0])} ${n(y + from[1])}${strokes}`;
}

/** A rectangle of a mark: a bar, or a part of one. */
export const rectOf = (mark: Mark, x: number, y: number, width: number, height: number): string =>
  element('path', { class: marks[mark].className, d: rectPath(marks[mark].className, x, y, width, height) });

/** How many marks of each kind, in the order in which they are drawn. */
export type Runs = Readonly<Partial<Record<Mark, number>>>;

export const countOf = (runs: Runs): number => sum(Object.values(runs));

/** Size of a mark and the way from one to the next, in units. */
export const markSize = (frame: Frame): { readonly size: number; readonly pitch: number } =>
  frame.name === 'wide' ? { size: 10, pitch: 12.6 } : { size: 9, pitch: 11.4 };

interface UnitOptions {
  /** Marks in a row before the next begins; by default as many as `width` has room for. */
  readonly perRow?: number;
  /** Room for a row, by default the whole frame. */
  readonly width?: number;
  readonly size?: number;
  readonly pitch?: number;
  /** Rows grow upwards from the bottom, as columns of officers do. */
  readonly up?: boolean;
}

/** Marks for one each, in rows; those of one kind are one path, so that a hundred cost little. */
export function units(frame: Frame, runs: Runs, options: UnitOptions = {}): Block {
  const { size, pitch, width, up } = { ...markSize(frame), width: frame.width, ...options };
  const total = countOf(runs);
  if (total === 0) return empty;
  const fitting = Math.max(1, Math.floor((width + pitch - size) / pitch));
  // Long rows that go on are of fives, which can be counted.
  const fives = fitting < total && fitting > 10 ? fitting - (fitting % 5) : fitting;
  const perRow = Math.min(options.perRow ?? fives, total);
  const rows = Math.ceil(total / perRow);
  const span = (count: number) => (count - 1) * pitch + size;
  const place = (index: number): readonly [number, number] => {
    const row = Math.floor(index / perRow);
    return [(index % perRow) * pitch, (up ? rows - 1 - row : row) * pitch];
  };
  return block(span(perRow), span(rows), (x, y) => {
    let before = 0;
    return (Object.entries(runs) as [Mark, number][])
      .map(([mark, count]) => {
        const corners = Array.from({ length: count }, (_, index) => place(before + index));
        before += count;
        return count === 0 ? '' : runOf(mark, corners, x, y, size);
      })
      .join('');
  });
}

/** Marks of one kind by their upper left corners, from a common corner. */
function runOf(mark: Mark, corners: readonly (readonly [number, number])[], x: number, y: number, size: number) {
  const { from, strokes } = strokesOf(mark, size);
  // Each from where the one before began: the same few strokes again and again, which compress to almost nothing.
  const d = corners.map(([dx, dy], index) => {
    const [lastX, lastY] = corners[index - 1] ?? [-x - from[0], -y - from[1]];
    return `${index === 0 ? 'M' : 'm'}${n(dx - lastX)} ${n(dy - lastY)}${strokes}`;
  });
  return element('path', { class: marks[mark].className, d: d.join('') });
}
