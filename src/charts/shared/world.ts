/**
 * The base of the world maps: Equal Earth (an equal-area projection, Šavrič, Patterson and Jenny 2018), projected once for the whole build
 * on a grid of 960 whole units, which costs about half the bytes of one decimal. Wide and narrow pictures scale the same shapes.
 *
 * Borders are those of the file (Natural Earth as adapted by visionscarto, see data/geo/README.md). The written policy and its test:
 * docs/borders.md. Antarctica is left out: no record concerns it and it would take a tenth of the height.
 */

import { geoBounds, geoCentroid, geoEqualEarth, geoPath } from 'd3';
import smallStates from '../../../data/geo/small-states.json' with { type: 'json' };
import topology from '../../../data/geo/world.topo.json' with { type: 'json' };
import { once } from '../../dataset/once.ts';
import { type Problem, ProblemsError, quoteValue } from '../../dataset/problems.ts';
import type { Row } from '../../dataset/schema.ts';
import { apart, atlasOf } from './atlas.ts';
import { type Point, projectPoint } from './map-base.ts';
import { pathIn } from './path-writer.ts';
import { element } from './svg.ts';
import type { SymbolSheet } from './symbols.ts';

export const worldGrid = { width: 960, height: 425 } as const;

const world = atlasOf(topology, 'countries');
const land = world.area(() => true);
const projection = geoEqualEarth()
  .rotate([-11, 0])
  .fitExtent(
    [
      [2, 2],
      [worldGrid.width - 2, worldGrid.height - 2],
    ],
    land,
  );

/** Countries that have a shape of their own on the map. */
export const shapedCountries = world.countries;

const smallPoints = new Map(smallStates.rows.map((row) => [row.id, [row.longitude, row.latitude] as const]));

/** The point of a country that is too small for a shape, in degrees. */
export const pointOfSmall = (country: string): Point | undefined => smallPoints.get(country);

/** The shape of a country; undefined where it has none. */
const shapeOf = once((country: string) =>
  world.countries.has(country) ? world.area((code) => code === country) : undefined,
);

/** The box of a country as the map draws it, west greater than east across the antimeridian; undefined where the map has nothing for it. */
function boxOf(country: string): readonly [west: number, south: number, east: number, north: number] | undefined {
  const shape = shapeOf(country);
  const point = pointOfSmall(country);
  if (!shape) return point && [...point, ...point];
  const [[west, south], [east, north]] = geoBounds(shape);
  return [west, south, east, north];
}

/** Degrees by which a shape may stand over its box: the boxes are padded, and coasts on the map are coarse. */
const boxTolerance = 0.5;

/**
 * Holds the box of each row of countries against the shape that the map colours for it: a row with the letters of another country would colour that one.
 * A box may be larger than the shape, as it takes in islands and overseas parts that the map leaves out.
 * @throws ProblemsError with every country whose shape is not in its box
 */
export function checkShapes(countries: readonly Row<'countries'>[]): void {
  const width = (west: number, east: number) => (((east - west) % 360) + 360) % 360;
  const problems = countries.flatMap((row, index): Problem[] => {
    const shape = boxOf(row.id);
    if (!shape) return [];
    const [west, south, east, north] = shape;
    // Both edges in degrees east of the box's western edge: no line of longitude is special then.
    const from = width(row.west - boxTolerance, west);
    const inside =
      from + width(west, east) <= width(row.west, row.east) + 2 * boxTolerance &&
      south >= row.south - boxTolerance &&
      north <= row.north + boxTolerance;
    const degrees = (value: number) => value.toFixed(1);
    return inside
      ? []
      : [
          {
            file: 'data/countries.json',
            where: `row ${index + 1} (${row.id})`,
            field: 'west, south, east, north',
            found: quoteValue([row.west, row.south, row.east, row.north]),
            expected: `a box that holds the shape of ${row.id} on the world map: ${degrees(west)} to ${degrees(east)} east, ${degrees(south)} to ${degrees(north)} north`,
            fix: 'look for the letters of another country in id, swapped edges, or a lost minus sign',
          },
        ];
  });
  if (problems.length > 0) throw new ProblemsError('Countries and their shapes on the map differ', problems);
}

const restPath = once((listed: string) => {
  const codes = listed.split(' ');
  const rest = world.area((country) => !codes.includes(country));
  return pathIn(projection, rest);
});

/** The land of all countries not in `listed`, as one path without inner borders: paper grey, no claim about borders. */
export const useRestOfWorld = (symbols: SymbolSheet, listed: ReadonlySet<string>): string =>
  symbols.use('world-rest', () => element('path', { d: restPath([...listed].sort().join(' ')) }));

const countryPath = once((country: string): string => {
  const shape = shapeOf(country);
  if (!shape) throw new Error(`${country} has no shape on the world map and no row in data/geo/small-states.json`);
  return pathIn(projection, shape);
});

/** The shape of one country. Throws for a country without one: ask `shapedCountries` first, others get a marker. */
export const useCountry = (symbols: SymbolSheet, country: string): string =>
  symbols.use(`world-${country}`, () => element('path', { d: countryPath(country) }));

/** One country and the rest of the land, for maps with a projection of their own. */
export const shapesAround = (country: string): ReturnType<typeof apart> => apart(world, country);

/** The whole land as one path. */
export const landPath = (): string => pathIn(projection, land);

/** The shapes of several countries in one path, each with its own border: for a picture that does not tell them apart. Throws as `useCountry` does. */
export const countriesPath = (countries: readonly string[]): string => countries.map(countryPath).join('');

/** A point on the grid; throws for a point the projection cannot show. */
export const projectWorld = (longitude: number, latitude: number): Point =>
  projectPoint(projection, 'world', longitude, latitude);

/** Labels sit in the part of a country where people look for it, not in the middle of Siberia or between France and Guiana. */
const labelPoints: Readonly<Record<string, readonly [number, number]>> = {
  USA: [-101, 40],
  CAN: [-112, 57],
  FRA: [2.4, 46.8],
  RUS: [45, 57],
  NOR: [9, 61],
  CHL: [-71, -33],
  ESP: [-3.7, 40.2],
  ITA: [12.3, 42.9],
  PRT: [-8.1, 39.6],
  NLD: [5.4, 52.2],
  GBR: [-1.5, 52.6],
  JPN: [138, 36],
  NZL: [175, -39],
  HRV: [16.2, 45.4],
  VNM: [106, 16.5],
  ZAF: [20.5, -31.5],
};

/** Where a marker or label of a country goes, on the grid. */
export const countryAnchor = once((country: string): Point => {
  const shape = shapeOf(country);
  const point = labelPoints[country] ?? pointOfSmall(country) ?? (shape && geoCentroid(shape));
  if (!point) throw new Error(`${country} has neither a shape nor a row in data/geo/small-states.json: add one`);
  return projectWorld(...point);
});

/** Area of a country on the grid, in square units; 0 without a shape. Small ones get a ring as well, by rule. */
export const countryArea = once((country: string): number => {
  const shape = shapeOf(country);
  return shape ? geoPath(projection).area(shape) : 0;
});

/** From one point of a border to the next. */
type Edge = readonly [from: Point, to: Point];

/** A square of the grid, one unit wide, as a number. */
const cellAt = ([x, y]: Point): number => Math.floor(y) * worldGrid.width + Math.floor(x);

/** The borders and coasts of each country by the rows of the grid that they pass, and the squares of the grid that they may pass. */
const borders = once((_: 'world') => {
  const rows = new Map<number, Map<string, Edge[]>>();
  const cells = new Set<number>();
  const add = (country: string, edge: Edge): void => {
    const [[x0, y0], [x1, y1]] = edge;
    for (let y = Math.floor(Math.min(y0, y1)); y <= Math.max(y0, y1); y += 1) {
      const countries = rows.get(y) ?? new Map<string, Edge[]>();
      const edges = countries.get(country) ?? [];
      edges.push(edge);
      rows.set(y, countries.set(country, edges));
      for (let x = Math.floor(Math.min(x0, x1)); x <= Math.max(x0, x1); x += 1) cells.add(cellAt([x, y]));
    }
  };
  for (const country of world.countries)
    for (const ring of shapeOf(country)?.coordinates.flat() ?? []) {
      const points = ring.map(([x = 0, y = 0]) => projectWorld(x, y));
      for (const [index, to] of points.entries()) add(country, [points.at(index - 1) ?? to, to]);
    }
  return { rows, cells };
});

/** Whether a point is inside: a line from it to the right crosses the borders an odd number of times, holes included. */
function encloses(edges: readonly Edge[], [x, y]: Point): boolean {
  let inside = false;
  for (const [[x0, y0], [x1, y1]] of edges)
    if (y1 > y !== y0 > y && x < ((x0 - x1) * (y - y1)) / (y0 - y1) + x1) inside = !inside;
  return inside;
}

const enclosing = (point: Point): string | undefined =>
  [...(borders('world').rows.get(Math.floor(point[1])) ?? [])].find(([, edges]) => encloses(edges, point))?.[0];

/** What lies in a square that no border passes is the same all over it. */
const fillOf = once((cell: number) =>
  enclosing([(cell % worldGrid.width) + 0.5, Math.floor(cell / worldGrid.width) + 0.5]),
);

/** The country at a point of the grid, by its three letters: labels ask it, so that none covers land of another country. Undefined at sea. */
export function countryAt(point: Point): string | undefined {
  if (point[0] < 0 || point[0] >= worldGrid.width) return undefined;
  const cell = cellAt(point);
  return borders('world').cells.has(cell) ? enclosing(point) : fillOf(cell);
}
