/**
 * The base of the regional maps: one country in its regions, neighbours faint around it, projected once for the whole build.
 *
 * Lambert's conformal conic: shapes look as people know them. It is not equal-area, and need not be, because no area on these maps is
 * coloured by a value: they say where a city lies, nothing else (the world maps, which are coloured, are equal-area).
 *
 * Shapes are written in whole units on a grid finer than the picture, which costs less than one decimal. Measured for Italy's regions, brotli:
 * 5.3 kB on a grid twice as fine, 4.5 kB on one half as fine again as the picture, with no difference to see. The faint neighbours take the
 * picture's own units.
 */
import { type ExtendedFeatureCollection, geoConicConformal } from 'd3';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import neighboursFile from '../../../data/geo/europe-neighbours.topo.json' with { type: 'json' };
import { mainland } from './atlas.ts';
import type { Box } from './labels.ts';
import { fitted, type Grid, type Layer, type MapBase, mapBase, wholeOf } from './map-base.ts';

type Shapes = ExtendedFeatureCollection<Feature<Polygon | MultiPolygon, { name?: string }>>;

/** All shapes of one object of a TopoJSON file, as GeoJSON. */
function shapesOf(file: unknown, object: string): Shapes {
  const topology = file as Topology<Record<string, GeometryCollection>>;
  const found = topology.objects[object];
  if (!found)
    throw new Error(`The TopoJSON file has no object "${object}"; it has: ${Object.keys(topology.objects).join(', ')}`);
  return feature(topology, found) as unknown as Shapes;
}

/** What a regional map is made of. */
interface RegionalMapOptions {
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
  readonly grid: Grid;
  readonly home: Box;
  /** Standard parallels, at about a sixth of the country's height from its ends. */
  readonly parallels: readonly [number, number];
  /** Meridian that is vertical. */
  readonly meridian: number;
}

interface RegionalMap extends MapBase {
  /** The map with the mainland of some regions in outline: for listings that name a region and no city. */
  outlining(regions: readonly string[]): MapBase;
}

/** Units of the regions' shapes for one unit of the picture. */
const fineness = 1.5;

/** The map of a country. @throws Error for an object or a region that its file does not have */
export function regionalMap(options: RegionalMapOptions): RegionalMap {
  const { id, file, around, water, parallels, meridian, home, grid } = options;
  const regions = shapesOf(file, options.regions);
  const conic = () =>
    geoConicConformal()
      .parallels([...parallels])
      .rotate([-meridian, 0]);
  const projectionOf = fitted(conic, regions, home, wholeOf(grid));
  const neighbours = () => (around === undefined ? shapesOf(neighboursFile, 'countries') : shapesOf(file, around));
  const layers: readonly Layer[] = [
    { name: 'neighbours', className: 'land-far', land: neighbours },
    { name: 'regions', className: 'land', fineness, land: () => regions },
    ...(water === undefined
      ? []
      : [{ name: 'water', className: 'water', fineness, land: () => shapesOf(file, water) }]),
  ];
  const outline = (name: string): Layer => {
    const found = regions.features.find(({ properties }) => properties.name === name);
    if (!found) {
      const names = regions.features.map(({ properties }) => properties.name).join(', ');
      throw new Error(`The map "${id}" has no region "${name}"; it has: ${names}`);
    }
    return {
      name: `outline-${name}`,
      className: 'outline-said',
      fineness,
      attributes: { 'stroke-dasharray': '4 3', 'vector-effect': 'non-scaling-stroke' },
      // Of the mainland alone: dashes around small islands would be specks.
      land: () => mainland(found.geometry),
    };
  };
  return {
    ...mapBase(id, grid, projectionOf, layers),
    outlining: (names) => mapBase(id, grid, projectionOf, [...layers, ...names.map(outline)]),
  };
}
