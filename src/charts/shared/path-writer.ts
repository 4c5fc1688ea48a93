/**
 * Turns projected shapes into short SVG paths: whole units, relative commands, no repeated or collinear points.
 * d3-geo writes absolute coordinates with three decimals, about ten times the bytes for nothing a screen can show.
 */
import { type GeoPermissibleObjects, type GeoProjection, geoStream } from 'd3';

type Point = readonly [x: number, y: number];

/** The path of a shape of polygons under a projection, in whole units. */
export function pathIn(projection: GeoProjection, shape: GeoPermissibleObjects): string {
  const rings: Point[][] = [];
  const ignored = () => undefined;
  geoStream(
    shape,
    projection.stream({
      lineStart: () => rings.push([]),
      point: (x, y) => rings.at(-1)?.push([x, y]),
      lineEnd: ignored,
      polygonStart: ignored,
      polygonEnd: ignored,
    }),
  );
  return pathOf(rings);
}

/** Rings as a path. Those that shrink to fewer than three points are left out. */
export const pathOf = (rings: readonly (readonly Point[])[]): string =>
  rings
    .map(simplified)
    .filter((ring) => ring.length >= 3)
    .map(written)
    .join('');

const isSame = (a: Point | undefined, b: Point | undefined): boolean => a?.[0] === b?.[0] && a?.[1] === b?.[1];
/** Whether a point lies on the straight way from one to another. */
const isBetween = (a: Point, b: Point, c: Point): boolean =>
  (b[0] - a[0]) * (c[1] - a[1]) === (b[1] - a[1]) * (c[0] - a[0]) &&
  (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) >= 0;

function simplified(ring: readonly Point[]): readonly Point[] {
  const points: Point[] = [];
  for (const [x, y] of ring) {
    const point: Point = [Math.round(x), Math.round(y)];
    const [before, last] = [points.at(-2), points.at(-1)];
    if (isSame(last, point)) continue;
    if (before && last && isBetween(before, last, point)) points.pop();
    points.push(point);
  }
  if (points.length > 1 && isSame(points[0], points.at(-1))) points.pop();
  return points;
}

function written([[firstX, firstY] = [0, 0], ...rest]: readonly Point[]): string {
  let [x, y] = [firstX, firstY];
  let path = `M${x}${y < 0 ? y : ` ${y}`}`;
  let command = '';
  for (const [nextX, nextY] of rest) {
    const [dx, dy] = [nextX - x, nextY - y];
    const [next, numbers] = dy === 0 ? ['h', [dx]] : dx === 0 ? ['v', [dy]] : ['l', [dx, dy]];
    // A minus sign and a new command keep numbers apart by themselves.
    const joined = numbers.map((value, index) =>
      value < 0 || (index === 0 && next !== command) ? value : ` ${value}`,
    );
    path += (next === command ? '' : next) + joined.join('');
    command = next;
    [x, y] = [nextX, nextY];
  }
  return `${path}z`;
}
