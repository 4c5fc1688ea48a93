/**
 * The base of the world maps: Equal Earth (an equal-area projection, Šavrič, Patterson and Jenny 2018), projected once for the whole build
 * on a grid of 960 whole units, which costs about half the bytes of one decimal. Wide and narrow pictures scale the same shapes.
 *
 * Borders are those of the file (Natural Earth as adapted by visionscarto, see data/geo/README.md). The written policy and its test:
 * docs/borders.md. Antarctica is left out: no record concerns it and it would take a tenth of the height.
 */

import { type GeoPermissibleObjects, geoBounds, geoCentroid, geoEqualEarth, geoPath } from 'd3';
import { feature, merge } from 'topojson-client';
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';
import smallStates from '../../../data/geo/small-states.json' with { type: 'json' };
import topology from '../../../data/geo/world.topo.json' with { type: 'json' };
import { once } from '../../dataset/once.ts';
import { type Problem, ProblemsError, quoteValue } from '../../dataset/problems.ts';
import type { Row } from '../../dataset/schema.ts';
import { PathWriter } from './path-writer.ts';
import { element } from './svg.ts';
import type { SymbolSheet } from './symbols.ts';

export const worldGrid = { width: 960, height: 425 } as const;

type World = Topology<{ countries: GeometryCollection<{ name: string }> }>;
const world = topology as unknown as World;
const shapes = world.objects.countries.geometries as ((Polygon<{ name: string }> | MultiPolygon<{ name: string }>) & {
  id?: string | null;
})[];

/** Shapes that are drawn as part of another country, with the reason. Held by a test; told to readers under the map. */
export const mergedShapes: Readonly<Record<string, { into: string; why: string }>> = {
  'Northern Cyprus': {
    into: 'CYP',
    why: 'recognised as part of Cyprus by the United Nations; the records speak of Cyprus',
  },
  Somaliland: { into: 'SOM', why: 'recognised as part of Somalia by the United Nations; no record concerns it' },
};

const projection = geoEqualEarth().rotate([-11, 0]);
projection.fitExtent(
  [
    [2, 2],
    [worldGrid.width - 2, worldGrid.height - 2],
  ],
  feature(world, world.objects.countries) as GeoPermissibleObjects,
);

const codeOf = (shape: (typeof shapes)[number]): string | undefined =>
  mergedShapes[shape.properties?.name ?? '']?.into ?? shape.id ?? undefined;

/** Countries that have a shape of their own on the map. */
export const shapedCountries: ReadonlySet<string> = new Set(shapes.flatMap((shape) => codeOf(shape) ?? []));

const markerPoints = new Map(smallStates.rows.map((row) => [row.id, [row.longitude, row.latitude] as const]));

/** The box of a country as the map draws it, west greater than east across the antimeridian; undefined where the map has nothing for it. */
function boxOf(country: string): readonly [west: number, south: number, east: number, north: number] | undefined {
  const own = shapes.filter((shape) => codeOf(shape) === country);
  const point = markerPoints.get(country);
  if (own.length === 0) return point && [point[0], point[1], point[0], point[1]];
  const [[west, south], [east, north]] = geoBounds(merge(world as unknown as Topology, own as never));
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

function pathOf(selected: typeof shapes): string {
  const writer = new PathWriter();
  geoPath(
    projection,
    writer as unknown as CanvasRenderingContext2D,
  )(merge(world as unknown as Topology, selected as never));
  return writer.toString();
}

const restPath = once((listed: string) => {
  const codes = listed.split(' ');
  return pathOf(shapes.filter((shape) => !codes.includes(codeOf(shape) ?? '')));
});

/** The land of all countries not in `listed`, as one path without inner borders: paper grey, no claim about borders. */
export const useRestOfWorld = (symbols: SymbolSheet, listed: ReadonlySet<string>): string =>
  symbols.use('world-rest', () => element('path', { d: restPath([...listed].sort().join(' ')) }));

const shapesOf = (country: string) => shapes.filter((shape) => codeOf(shape) === country);

const countryPath = once((country: string): string => {
  const own = shapesOf(country);
  if (own.length === 0)
    throw new Error(`${country} has no shape on the world map and no row in data/geo/small-states.json`);
  return pathOf(own);
});

/** The shape of one country. Throws for a country without one: ask `shapedCountries` first, others get a marker. */
export const useCountry = (symbols: SymbolSheet, country: string): string =>
  symbols.use(`world-${country}`, () => element('path', { d: countryPath(country) }));

/** One country and the rest of the land, for maps with a projection of their own; the country is undefined where it has no shape. */
export const shapesAround = (
  country: string,
): { own: GeoPermissibleObjects | undefined; rest: GeoPermissibleObjects } =>
  apartFrom(world as unknown as Topology, shapes, codeOf, country);

/** The shapes of a file parted in one country and all others. */
export function apartFrom<Shape>(
  file: Topology,
  all: readonly Shape[],
  code: (shape: Shape) => string | undefined,
  country: string,
): { own: GeoPermissibleObjects | undefined; rest: GeoPermissibleObjects } {
  const own = all.filter((shape) => code(shape) === country);
  const together = (some: readonly Shape[]) => merge(file, some as never) as GeoPermissibleObjects;
  return {
    own: own.length > 0 ? together(own) : undefined,
    rest: together(all.filter((shape) => !own.includes(shape))),
  };
}

/** The point of a country that is too small for a shape. */
export const pointOfSmall = (country: string): readonly [number, number] | undefined => markerPoints.get(country);

/** The whole land as one path. */
export const landPath = (): string => pathOf(shapes);

/** The shapes of several countries in one path, each with its own border: for a picture that does not tell them apart. Throws as `useCountry` does. */
export const countriesPath = (countries: readonly string[]): string => countries.map(countryPath).join('');

/** A point on the grid; throws for a point the projection cannot show. */
export function projectWorld(longitude: number, latitude: number): [number, number] {
  const point = projection([longitude, latitude]);
  if (!point) throw new Error(`${longitude}, ${latitude} is not on the map`);
  return point;
}

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
export const countryAnchor = once((country: string): readonly [number, number] => {
  const own = shapesOf(country);
  const lonLat =
    labelPoints[country] ??
    markerPoints.get(country) ??
    (own.length > 0 ? geoCentroid(merge(world as unknown as Topology, own as never)) : undefined);
  if (!lonLat) throw new Error(`${country} has neither a shape nor a row in data/geo/small-states.json: add one`);
  return projectWorld(lonLat[0] ?? 0, lonLat[1] ?? 0);
});

/** Area of a country on the grid, in square units; 0 without a shape. Small ones get a ring as well, by rule. */
export const countryArea = once((country: string): number => {
  const own = shapesOf(country);
  return own.length === 0 ? 0 : geoPath(projection).area(merge(world as unknown as Topology, own as never));
});
