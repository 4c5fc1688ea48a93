/**
 * Turns projected shapes into short SVG paths: whole units, relative commands, no repeated or collinear points.
 * d3-geo writes absolute coordinates with three decimals, about ten times the bytes for nothing a screen can show.
 * Rings that shrink to fewer than three points are left out.
 */
import { type GeoPermissibleObjects, type GeoProjection, geoPath } from 'd3';

/** The path of a shape under a projection, in whole units. */
export function pathIn(projection: GeoProjection, shape: GeoPermissibleObjects): string {
  const writer = new PathWriter();
  geoPath(projection, writer as unknown as CanvasRenderingContext2D)(shape);
  return writer.toString();
}

/** The context in which `d3.geoPath` draws. */
export class PathWriter {
  #rings: [number, number][][] = [];
  #ring: [number, number][] = [];

  beginPath(): void {
    this.#rings = [];
    this.#ring = [];
  }
  moveTo(x: number, y: number): void {
    this.#finishRing();
    this.#ring = [[Math.round(x), Math.round(y)]];
  }
  lineTo(x: number, y: number): void {
    this.#ring.push([Math.round(x), Math.round(y)]);
  }
  closePath(): void {
    this.#finishRing();
  }
  /** Part of the canvas interface that geoPath asks for; our shapes are polygons and never call it. */
  arc(): void {
    throw new Error('PathWriter draws polygons only');
  }

  #finishRing(): void {
    if (this.#ring.length > 0) this.#rings.push(this.#ring);
    this.#ring = [];
  }

  /** The path of everything written since `beginPath`. */
  toString(): string {
    this.#finishRing();
    return this.#rings
      .map((ring) => simplifyRing(ring))
      .filter((ring) => ring.length >= 3)
      .map(writeRing)
      .join('');
  }
}

type Point = readonly [number, number];

function simplifyRing(ring: readonly Point[]): Point[] {
  const points: Point[] = [];
  for (const point of ring) {
    const last = points.at(-1);
    if (last && last[0] === point[0] && last[1] === point[1]) continue;
    const before = points.at(-2);
    if (before && last && cross(before, last, point) === 0 && between(before, last, point)) points.pop();
    points.push(point);
  }
  const [first, last] = [points[0], points.at(-1)];
  if (points.length > 1 && first && last && first[0] === last[0] && first[1] === last[1]) points.pop();
  return points;
}

const cross = (a: Point, b: Point, c: Point): number => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
const between = (a: Point, b: Point, c: Point): boolean =>
  (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) >= 0;

function writeRing(ring: readonly Point[]): string {
  let [x, y] = ring[0] ?? [0, 0];
  let path = `M${x}${y < 0 ? y : ` ${y}`}`;
  let command = '';
  for (const [nextX, nextY] of ring.slice(1)) {
    const [dx, dy] = [nextX - x, nextY - y];
    const [next, numbers]: [string, number[]] = dy === 0 ? ['h', [dx]] : dx === 0 ? ['v', [dy]] : ['l', [dx, dy]];
    path +=
      (next === command ? '' : next) +
      numbers
        .map((value, index) => (value < 0 || (index === 0 && next !== command) ? String(value) : ` ${value}`))
        .join('');
    command = next;
    [x, y] = [nextX, nextY];
  }
  return `${path}z`;
}
