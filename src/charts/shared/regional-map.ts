/**
 * The base of the regional maps: one country in its regions, neighbours faint around it, projected once for the whole build.
 *
 * Lambert's conformal conic: shapes look as people know them. It is not equal-area, and need not be, because no area on these maps is
 * coloured by a value: they say where a city lies, nothing else (the world maps, which are coloured, are equal-area).
 *
 * Shapes are written in whole units on a grid finer than the picture, which costs less than one decimal. Measured for Italy's regions, brotli:
 * 5.3 kB on a grid twice as fine, 4.5 kB on one half as fine again as the picture, with no difference to see. The faint neighbours take the
 * picture's own units. All stand in the symbol sheet once a page: wide and narrow pictures place the same shapes, scaled and cropped.
 */
import { type ExtendedFeatureCollection, type GeoPermissibleObjects, geoArea, geoConicConformal, geoPath } from 'd3';
import type { Feature } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import neighboursFile from '../../../data/geo/europe-neighbours.topo.json' with { type: 'json' };
import type { Box } from './labels.ts';
import { PathWriter } from './path-writer.ts';
import { element } from './svg.ts';
import type { SymbolSheet } from './symbols.ts';

type Shapes = ExtendedFeatureCollection;

/** All shapes of one object of a TopoJSON file, as GeoJSON. */
function shapesOf(file: unknown, object: string): Shapes {
  const topology = file as Topology<Record<string, GeometryCollection>>;
  const found = topology.objects[object];
  if (!found)
    throw new Error(`The TopoJSON file has no object "${object}"; it has: ${Object.keys(topology.objects).join(', ')}`);
  return feature(topology, found) as unknown as Shapes;
}

/** What a regional map is made of. */
export interface RegionalMapOptions {
  /** First part of the ids of its shapes. */
  readonly id: string;
  /** TopoJSON of the country and the name of the object that holds its regions. */
  readonly file: unknown;
  readonly regions: string;
  /** Object of the same file that is painted over the regions as water. */
  readonly water?: string;
  /** Object of the same file that lies around the regions; by default the countries around Italy and the Netherlands. */
  readonly around?: string;
  /** Size of the grid in units of the wide picture, and the part of it that the country fills. */
  readonly width: number;
  readonly height: number;
  readonly home: Box;
  /** Standard parallels, at about a sixth of the country's height from its ends. */
  readonly parallels: readonly [number, number];
  /** Meridian that stands upright. */
  readonly meridian: number;
}

/** Where a map stands in a picture: the part of the grid that is shown, where its corner goes and how large a unit of the grid becomes. */
export interface MapPlacement {
  readonly crop: Box;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** Made from the chart's id and the frame, for the ids inside the picture. */
  readonly key: string;
}

export interface RegionalMap {
  /** A point in units of the grid. */
  project(longitude: number, latitude: number): readonly [number, number];
  /** Neighbours, regions and water, cropped. */
  draw(symbols: SymbolSheet, placement: MapPlacement): string;
  /** The mainland of one region in outline, as a path in units of the picture: for a listing that names a region and no city. */
  outline(region: string, placement: MapPlacement): string;
}

/** Units of the shapes for one unit of the picture. */
const fineness = { home: 1.5, neighbours: 1 } as const;

/** Projects the shapes of a country. Nothing is computed before the first picture asks. */
export function regionalMap(options: RegionalMapOptions): RegionalMap {
  const { id, width, height, home, around } = options;
  const regions = shapesOf(options.file, options.regions);
  const neighbours = () =>
    (around === undefined
      ? shapesOf(neighboursFile, 'countries')
      : shapesOf(options.file, around)) as GeoPermissibleObjects;
  const projectionOf = (fine: number) =>
    geoConicConformal()
      .parallels([...options.parallels])
      .rotate([-options.meridian, 0])
      .fitExtent(
        [
          [home.x * fine, home.y * fine],
          [(home.x + home.width) * fine, (home.y + home.height) * fine],
        ],
        regions as GeoPermissibleObjects,
      )
      // Neighbours reach far beyond the picture: what lies outside the grid is cut away before it is written.
      .clipExtent([
        [0, 0],
        [width * fine, height * fine],
      ]);
  const projection = projectionOf(1);
  const paths = new Map<string, string>();
  const pathOf = (name: string, fine: number, shapes: () => GeoPermissibleObjects): string => {
    const known = paths.get(name);
    if (known !== undefined) return known;
    const writer = new PathWriter();
    geoPath(projectionOf(fine), writer as unknown as CanvasRenderingContext2D)(shapes());
    const path = writer.toString();
    paths.set(name, path);
    return path;
  };
  const layer = (
    symbols: SymbolSheet,
    name: string,
    className: string,
    placement: Omit<MapPlacement, 'key'>,
    fine: number,
    shapes: () => GeoPermissibleObjects,
  ): string =>
    element('use', {
      class: className,
      transform: transformOf(placement, fine),
      href: symbols.use(`${id}-${name}`, () => element('path', { d: pathOf(name, fine, shapes) })),
    });

  return {
    project: (longitude, latitude) => {
      const point = projection([longitude, latitude]);
      if (!point) throw new Error(`${longitude}, ${latitude} is not on the map "${id}"`);
      return point;
    },
    draw: (symbols, placement) => {
      const { water } = options;
      const { crop, x, y, scale, key } = placement;
      const layers =
        layer(symbols, 'neighbours', 'land-far', placement, fineness.neighbours, neighbours) +
        layer(symbols, 'regions', 'land', placement, fineness.home, () => regions as GeoPermissibleObjects) +
        (water === undefined
          ? ''
          : layer(
              symbols,
              'water',
              'water',
              placement,
              fineness.home,
              () => shapesOf(options.file, water) as GeoPermissibleObjects,
            ));
      const clip = `${key}-clip`;
      return (
        element(
          'clipPath',
          { id: clip },
          element('rect', { x, y, width: crop.width * scale, height: crop.height * scale }),
        ) + element('g', { 'clip-path': `url(#${clip})` }, layers)
      );
    },
    outline: (region, placement) => {
      const own = regions.features.find((shape) => shape.properties?.['name'] === region);
      if (!own)
        throw new Error(
          `The map "${id}" has no region "${region}"; it has: ${regions.features.map((shape) => String(shape.properties?.['name'])).join(', ')}`,
        );
      return element('path', {
        class: 'outline-said',
        'stroke-dasharray': '4 3',
        'vector-effect': 'non-scaling-stroke',
        transform: transformOf(placement, fineness.home),
        d: pathOf(region, fineness.home, () => mainland(own as GeoPermissibleObjects)),
      });
    },
  };
}

/** The largest polygon of a shape: dashes around small islands would be specks. */
function mainland(shape: GeoPermissibleObjects): GeoPermissibleObjects {
  const { geometry } = shape as Feature;
  if (geometry.type !== 'MultiPolygon') return shape;
  const polygons = geometry.coordinates.map((coordinates) => ({ type: 'Polygon' as const, coordinates }));
  return polygons.sort((a, b) => geoArea(b) - geoArea(a))[0] ?? shape;
}

const rounded = (value: number): string => String(Math.round(value * 1000) / 1000);

const transformOf = ({ crop, x, y, scale }: Omit<MapPlacement, 'key'>, fine: number): string =>
  `translate(${rounded(x - crop.x * scale)} ${rounded(y - crop.y * scale)}) scale(${rounded(scale / fine)})`;

/** From the grid of a map into a picture. */
export const placeOnMap = (
  [x, y]: readonly [number, number],
  { crop, scale, x: left, y: top }: MapPlacement,
): readonly [number, number] => [left + (x - crop.x) * scale, top + (y - crop.y) * scale];

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
