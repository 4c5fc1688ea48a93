/** The land in the files of data/geo, by country: whole, merged, or point by point. Whose land is whose: docs/borders.md. */
import { geoArea } from 'd3';
import type { MultiPolygon, Polygon } from 'geojson';
import { merge } from 'topojson-client';
import type * as topojson from 'topojson-specification';

/** Shapes that are drawn as part of another country, with the reason. A test holds the list; the note under the map gives it to readers. */
export const mergedShapes: Readonly<Record<string, { into: string; why: string }>> = {
  'Northern Cyprus': {
    into: 'CYP',
    why: 'recognised as part of Cyprus by the United Nations; the records speak of Cyprus',
  },
  Somaliland: { into: 'SOM', why: 'recognised as part of Somalia by the United Nations; no record concerns it' },
};

type Shape = (topojson.Polygon<{ name: string }> | topojson.MultiPolygon<{ name: string }>) & { id?: string | null };

export interface Atlas {
  /** The three letters of every country with a shape. */
  readonly countries: ReadonlySet<string>;
  /** Land of the chosen countries as one area, without the borders inside it. */
  area(isChosen: (country: string) => boolean): MultiPolygon;
}

/** @param objects names of the objects in the TopoJSON file whose shapes are countries */
export function atlasOf(file: unknown, ...objects: readonly string[]): Atlas {
  const topology = file as topojson.Topology<Record<string, topojson.GeometryCollection>>;
  const shapes = objects.flatMap((name) => (topology.objects[name]?.geometries ?? []) as Shape[]);
  const countryOf = ({ id, properties }: Shape): string => mergedShapes[properties?.name ?? '']?.into ?? id ?? '';
  return {
    countries: new Set(shapes.map(countryOf).filter(Boolean)),
    area: (isChosen) => merge(topology, shapes.filter((shape) => isChosen(countryOf(shape))) as never),
  };
}

/** One country of an atlas, undefined where it has no shape, and the land around it. */
export const apart = (
  { countries, area }: Atlas,
  country: string,
): { readonly own: MultiPolygon | undefined; readonly rest: MultiPolygon } => ({
  own: countries.has(country) ? area((code) => code === country) : undefined,
  rest: area((code) => code !== country),
});

/** The largest part of some land: its mainland. */
export function mainland(land: Polygon | MultiPolygon): Polygon {
  const parts = land.type === 'Polygon' ? [land.coordinates] : land.coordinates;
  const polygons = parts.map((coordinates): Polygon => ({ type: 'Polygon', coordinates }));
  const [largest] = polygons.sort((a, b) => geoArea(b) - geoArea(a));
  if (!largest) throw new Error('Land without a polygon has no mainland');
  return largest;
}
