/** In which country a spot lies, by the shapes of the world map. They are coarse: near a border or a coast they say nothing. */
import { geoContains } from 'd3';
import type { FeatureCollection, Geometry, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import world from '../../data/geo/world.topo.json' with { type: 'json' };
import { once } from './once.ts';
import type { Row } from './schema.ts';

const shapesOf = once((file: unknown) => {
  const topology = file as Topology<{ countries: GeometryCollection }>;
  const { features } = feature(topology, topology.objects.countries) as FeatureCollection<Geometry>;
  return new Map(features.map((shape) => [String(shape.id), shape.geometry]));
});

const linesOf = (geometry: Geometry): readonly (readonly Position[])[] =>
  geometry.type === 'Polygon'
    ? geometry.coordinates
    : geometry.type === 'MultiPolygon'
      ? geometry.coordinates.flat()
      : [];

/** Kilometres from a spot to the outline of a shape, near enough for a slip. */
function kilometresTo(geometry: Geometry, longitude: number, latitude: number): number {
  const wide = Math.cos((latitude * Math.PI) / 180);
  let least = Number.POSITIVE_INFINITY;
  for (const line of linesOf(geometry))
    for (const [index, [x2 = 0, y2 = 0]] of line.entries()) {
      const [x1 = x2, y1 = y2] = line[index - 1] ?? [];
      const [dx, dy] = [(x2 - x1) * wide, y2 - y1];
      const [px, py] = [(longitude - x1) * wide, latitude - y1];
      const along = Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy || 1)));
      least = Math.min(least, Math.hypot(px - along * dx, py - along * dy));
    }
  return least * 111.2;
}

const elsewhere = once((key: string): string | undefined => {
  const [country = '', latitude = 0, longitude = 0] = key
    .split(' ')
    .map((part, index) => (index ? Number(part) : part)) as [string, number, number];
  const shapes = shapesOf(world);
  const own = shapes.get(country);
  const isOutside =
    own !== undefined && !geoContains(own, [longitude, latitude]) && kilometresTo(own, longitude, latitude) > 20;
  return isOutside
    ? [...shapes].find(([id, shape]) => id !== country && geoContains(shape, [longitude, latitude]))?.[0]
    : undefined;
});

/** The code of another country in whose shape a place lies, well away from its own; undefined where it is where it should be, or the map says nothing. */
export const otherCountryOf = ({ country, latitude, longitude }: Row<'places'>): string | undefined =>
  elsewhere(`${country} ${latitude} ${longitude}`);
