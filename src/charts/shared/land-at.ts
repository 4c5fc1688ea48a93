/** Which country lies at a point of a map, by the borders as they are drawn: asked thousands of times for the labels of one picture. */
import { once } from '../../shared/once.ts';
import type { Atlas } from './atlas.ts';
import type { Point } from './map-base.ts';

/** From one point of a border to the next. */
type Edge = readonly [from: Point, to: Point];

/** Whether a point is inside: a line from it to the right crosses the borders an odd number of times, holes included. */
function encloses(edges: readonly Edge[], [x, y]: Point): boolean {
  let inside = false;
  for (const [[x0, y0], [x1, y1]] of edges)
    if (y1 > y !== y0 > y && x < ((x0 - x1) * (y - y1)) / (y0 - y1) + x1) inside = !inside;
  return inside;
}

/**
 * The country at a point of a grid, by its three letters; undefined at sea. Nothing is computed before the first point.
 * @param width units of the grid from west to east
 */
export function landAt(
  { countries, area }: Atlas,
  project: (longitude: number, latitude: number) => Point,
  width: number,
): (point: Point) => string | undefined {
  /** A square of the grid, one unit wide, as a number. */
  const cellAt = ([x, y]: Point): number => Math.floor(y) * width + Math.floor(x);
  /** The borders and coasts of each country by the rows of the grid that they pass, and the squares of the grid that they may pass. */
  const borders = once((_: 'all') => {
    const rows = new Map<number, Map<string, Edge[]>>();
    const cells = new Set<number>();
    const add = (country: string, edge: Edge): void => {
      const [[x0, y0], [x1, y1]] = edge;
      for (let y = Math.floor(Math.min(y0, y1)); y <= Math.max(y0, y1); y += 1) {
        const own = rows.get(y) ?? new Map<string, Edge[]>();
        const edges = own.get(country) ?? [];
        edges.push(edge);
        rows.set(y, own.set(country, edges));
        for (let x = Math.floor(Math.min(x0, x1)); x <= Math.max(x0, x1); x += 1) cells.add(cellAt([x, y]));
      }
    };
    for (const country of countries)
      for (const ring of area((code) => code === country).coordinates.flat()) {
        const points = ring.map(([x = 0, y = 0]) => project(x, y));
        for (const [index, to] of points.entries()) add(country, [points.at(index - 1) ?? to, to]);
      }
    return { rows, cells };
  });
  const enclosing = (point: Point): string | undefined =>
    [...(borders('all').rows.get(Math.floor(point[1])) ?? [])].find(([, edges]) => encloses(edges, point))?.[0];
  /** What lies in a square that no border passes is the same all over it. */
  const fillOf = once((cell: number) => enclosing([(cell % width) + 0.5, Math.floor(cell / width) + 0.5]));
  return (point) => {
    if (point[0] < 0 || point[0] >= width) return undefined;
    const cell = cellAt(point);
    return borders('all').cells.has(cell) ? enclosing(point) : fillOf(cell);
  };
}
