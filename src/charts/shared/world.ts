/**
 * The base of the world maps: Equal Earth (an equal-area projection, Šavrič, Patterson and Jenny 2018), projected once for the whole build
 * on a grid of 960 whole units, which costs about half the bytes of one decimal. Wide and narrow pictures scale the same shapes.
 *
 * Borders are those of the file (Natural Earth as adapted by visionscarto, see data/geo/README.md). The written policy and its test:
 * docs/borders.md. Antarctica is left out: no record concerns it and it would take a tenth of the height.
 */

import { type GeoProjection, geoBounds, geoCentroid, geoEqualEarth, geoPath } from 'd3';
import smallStates from '../../../data/geo/small-states.json' with { type: 'json' };
import topology from '../../../data/geo/world.topo.json' with { type: 'json' };
import { type Problem, ProblemsError, quoteValue } from '../../dataset/problems.ts';
import type { Row } from '../../dataset/schema.ts';
import { once } from '../../shared/once.ts';
import { type Atlas, apart, atlasOf } from './atlas.ts';
import { europeAtlas } from './europe.ts';
import type { Box } from './labels.ts';
import { landAt } from './land-at.ts';
import { fitted, type Point, projectPoint, wholeOf } from './map-base.ts';
import { pathIn } from './path-writer.ts';
import type { SymbolSheet } from './symbols.ts';

export const worldGrid = { width: 960, height: 425 } as const;

const world = atlasOf(topology, 'countries');
const land = world.area(() => true);
const home = { x: 2, y: 2, width: worldGrid.width - 4, height: worldGrid.height - 4 };
const projectionOn = (shown: Box, fineness = 1): GeoProjection =>
  fitted(() => geoEqualEarth().rotate([-11, 0]), land, home, shown)(fineness);
const projection = projectionOn(wholeOf(worldGrid));

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

/** Degrees by which a shape may exceed its box: the boxes are padded, and coasts on the map are coarse. */
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

/** A point on the grid; throws for a point the projection cannot show. */
export const projectWorld = (longitude: number, latitude: number): Point =>
  projectPoint(projection, 'world', longitude, latitude);

/** The land on the grid of the world as shapes of a page's sheet. */
export interface WorldShapes {
  /** Units of the shapes for one of the grid. */
  readonly fineness: number;
  /** The land of all countries not in `listed`, as one shape without inner borders: paper grey, no claim about borders. */
  rest(symbols: SymbolSheet, listed: ReadonlySet<string>): string;
  /** One country; undefined where it has no land here: on the world map such countries get a marker. */
  country(symbols: SymbolSheet, country: string): string | undefined;
  /** Whether a country has its point or may have land in a part of the grid. */
  isIn(country: string, part: Box): boolean;
  /** The country at a point of the grid: labels ask it, so that none covers land of another country. Undefined at sea. */
  at(point: Point): string | undefined;
}

function worldShapes(id: string, atlas: Atlas, projectionIn: GeoProjection, fineness: number): WorldShapes {
  const { area } = atlas;
  const pathOf = once((country: string) =>
    pathIn(
      projectionIn,
      area((code) => code === country),
    ),
  );
  const restOf = once((listed: string) => {
    const codes = listed.split(' ');
    return pathIn(
      projectionIn,
      area((country) => !codes.includes(country)),
    );
  });
  const use = (symbols: SymbolSheet, name: string, d: string) => symbols.usePath(`${id}-${name}`, () => d);
  const boundsOf = once((country: string) => geoPath(projectionIn).bounds(area((code) => code === country)));
  return {
    fineness,
    rest: (symbols, listed) => use(symbols, 'rest', restOf([...listed].sort().join(' '))),
    country: (symbols, country) => (pathOf(country) ? use(symbols, country, pathOf(country)) : undefined),
    isIn: (country, { x, y, width, height }) => {
      const [[west, north], [east, south]] = boundsOf(country);
      // Without land the bounds are infinite, and the point decides.
      const [pointX, pointY] = countryAnchor(country);
      return (
        Math.min(west / fineness, pointX) < x + width &&
        Math.max(east / fineness, pointX) > x &&
        Math.min(north / fineness, pointY) < y + height &&
        Math.max(south / fineness, pointY) > y
      );
    },
    at: landAt(atlas, projectWorld, worldGrid.width),
  };
}

export const wholeWorld = worldShapes('world', world, projection, 1);

/** One country and the rest of the land, for maps with a projection of their own. */
export const shapesAround = (country: string): ReturnType<typeof apart> => apart(world, country);

/** The whole land as one path. */
export const landPath = (): string => pathIn(projection, land);

/** One country as a path. Throws for one without a shape. */
export function countryPath(country: string): string {
  const shape = shapeOf(country);
  if (!shape) throw new Error(`${country} has no shape on the world map`);
  return pathIn(projection, shape);
}

/** A part of the grid between two corners in degrees. */
export function cropOf([west, south]: readonly [number, number], [east, north]: readonly [number, number]): Box {
  const middle = (west + east) / 2;
  const [top, bottom] = [projectWorld(middle, north)[1], projectWorld(middle, south)[1]];
  const [left, right] = [projectWorld(west, (south + north) / 2)[0], projectWorld(east, (south + north) / 2)[0]];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Europe on the grid: from Ireland to the Black Sea, from Sicily to the middle of Scandinavia. */
export const europe: Box = cropOf([-24, 33.5], [36, 62]);
/** Its land with finer coasts than the world map has, cut at the edges of this part. */
export const enlargedEurope = worldShapes('near', europeAtlas, projectionOn(europe, 2), 2);

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
