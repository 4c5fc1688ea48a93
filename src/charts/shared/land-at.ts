/** Which country lies at a point of the world map: labels ask it, so that none covers land of another country. */
import { polygonContains } from 'd3';
import type { Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import topology from '../../../data/geo/world.topo.json' with { type: 'json' };
import { once } from '../../dataset/once.ts';
import { mergedShapes, projectWorld } from './world.ts';

interface Area {
  readonly country: string;
  readonly rings: readonly (readonly [number, number][])[];
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const world = topology as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;

function areaOf(country: string, polygon: readonly Position[][]): Area {
  const rings = polygon.map((ring) => ring.map(([longitude = 0, latitude = 0]) => projectWorld(longitude, latitude)));
  const outline = rings[0] ?? [];
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  return {
    country,
    rings,
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}

/** All polygons of land on the grid, projected once. */
const areas = once((_: 'world'): readonly Area[] =>
  feature(world, world.objects.countries).features.flatMap(({ id, properties, geometry }) => {
    const name = properties?.name ?? '';
    const country = mergedShapes[name]?.into ?? String(id ?? name);
    const polygons =
      geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates
          : [];
    return polygons.map((polygon) => areaOf(country, polygon));
  }),
);

/** The country at a point of the grid, by its three letters or, without any, its name; undefined at sea. */
export const countryAt = (x: number, y: number): string | undefined =>
  areas('world').find(
    (area) =>
      x >= area.left &&
      x <= area.right &&
      y >= area.top &&
      y <= area.bottom &&
      // Inside the outline and not in a hole.
      area.rings.reduce((inside, ring) => inside !== polygonContains(ring as [number, number][], [x, y]), false),
  )?.country;
