/**
 * A small map of one country with the land around it: its mainland and its places in the middle of an equal-area projection of its own.
 * Borders are those of docs/borders.md. Other countries are one area without borders.
 */
import { type GeoPermissibleObjects, geoArea, geoAzimuthalEqualArea, geoCentroid, geoCircle, geoPath } from 'd3';
import type { MultiPolygon, Polygon } from 'geojson';
import type { MapBase } from '../kit/map.ts';
import { shapesInEurope } from './europe.ts';
import { PathWriter } from './path-writer.ts';
import { element } from './svg.ts';
import { pointOfSmall, shapesAround } from './world.ts';

/** Units of the shapes for one unit of the picture. */
const fineness = 1.5;

/** The largest part of a shape: overseas parts would make the rest small. */
function mainland(shape: GeoPermissibleObjects): GeoPermissibleObjects {
  const geometry = shape as Polygon | MultiPolygon;
  if (geometry.type !== 'MultiPolygon') return shape;
  const parts = geometry.coordinates.map((coordinates): Polygon => ({ type: 'Polygon', coordinates }));
  return parts.sort((a, b) => geoArea(b) - geoArea(a))[0] ?? shape;
}

/**
 * The map of a country, in a frame of `width` by `height` units.
 * @param places longitude and latitude of what must be seen on it
 * @returns undefined for a country of which the maps have neither a shape nor a point
 */
export function locator(
  country: string,
  places: readonly (readonly [number, number])[],
  { width, height }: { readonly width: number; readonly height: number },
): MapBase | undefined {
  const { own, rest } = shapesInEurope(country) ?? shapesAround(country);
  const point = pointOfSmall(country);
  const middle = own
    ? mainland(own)
    : point &&
      geoCircle()
        .center([...point])
        .radius(2)();
  if (!middle) return undefined;
  const focus: GeoPermissibleObjects = {
    type: 'GeometryCollection',
    geometries: [middle as Polygon, { type: 'MultiPoint', coordinates: places.map((place) => [...place]) }],
  };
  const [longitude, latitude] = geoCentroid(middle as Polygon);
  const edge = Math.min(width, height) * 0.13;
  const projectionOf = (fine: number) =>
    geoAzimuthalEqualArea()
      .rotate([-longitude, -latitude])
      .clipAngle(75)
      .fitExtent(
        [
          [edge * fine, edge * fine],
          [(width - edge) * fine, (height - edge) * fine],
        ],
        focus,
      )
      .clipExtent([
        [0, 0],
        [width * fine, height * fine],
      ]);
  const projection = projectionOf(1);
  const pathOf = (shape: GeoPermissibleObjects) => {
    const writer = new PathWriter();
    geoPath(projectionOf(fineness), writer as unknown as CanvasRenderingContext2D)(shape);
    return writer.toString();
  };
  return {
    project: (x, y) => {
      const found = projection([x, y]);
      if (!found) throw new Error(`${x}, ${y} is not on the map of ${country}`);
      return found;
    },
    draw: (_, { x, y }) => {
      const transform = `translate(${x} ${y}) scale(${Math.round((1 / fineness) * 1000) / 1000})`;
      const path = (className: string, shape: GeoPermissibleObjects | undefined) =>
        shape ? element('path', { class: className, transform, d: pathOf(shape) }) : '';
      return path('land-far', rest) + path('land-outlined', own);
    },
  };
}
