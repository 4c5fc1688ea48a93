/** In which country a spot lies, by the shapes of the world map. They are coarse: near a border or a coast they say nothing. */
import { geoCircle, geoContains } from 'd3';
import type { FeatureCollection, Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import world from '../../data/geo/world.topo.json' with { type: 'json' };
import { once } from '../shared/once.ts';
import type { Row } from './schema.ts';

const shapesOf = once((file: unknown) => {
  const topology = file as Topology<{ countries: GeometryCollection }>;
  const { features } = feature(topology, topology.objects.countries) as FeatureCollection<Geometry>;
  return new Map(features.map((shape) => [String(shape.id), shape.geometry]));
});

/** Whether a spot is in a shape, or within 20 kilometres of it. */
const isNear = (shape: Geometry, spot: [number, number]): boolean =>
  geoContains(shape, spot) ||
  geoCircle()
    .center(spot)
    .radius(20 / 111.2)()
    .coordinates.flat()
    .some((point) => geoContains(shape, point as [number, number]));

const elsewhere = once((key: string): string | undefined => {
  const [country, ...spot] = JSON.parse(key) as [string, number, number];
  const shapes = shapesOf(world);
  const own = shapes.get(country);
  if (own === undefined || isNear(own, spot)) return undefined;
  return [...shapes].find(([id, shape]) => id !== country && geoContains(shape, spot))?.[0];
});

/** The code of another country in whose shape a place lies, well away from its own; undefined where it is where it should be, or the map says nothing. */
export const otherCountryOf = ({ country, latitude, longitude }: Row<'places'>): string | undefined =>
  elsewhere(JSON.stringify([country, longitude, latitude]));
