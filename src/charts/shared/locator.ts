/**
 * A small map of one country with the land around it: its mainland and its places in the middle of an equal-area projection of its own.
 * Borders are those of docs/borders.md. Other countries are one area without borders.
 */
import { type GeoPermissibleObjects, geoAzimuthalEqualArea, geoCentroid, geoCircle } from 'd3';
import { mainland } from './atlas.ts';
import { shapesInEurope } from './europe.ts';
import { finer, fitted, type Grid, type MapBase, type Point, placed, projectPoint, wholeOf } from './map-base.ts';
import { pathIn } from './path-writer.ts';
import { element } from './svg.ts';
import { pointOfSmall, shapesAround } from './world.ts';

/** Units of the shapes for one unit of the picture. */
const fineness = 1.5;

/**
 * The map of a country.
 * @param places longitude and latitude of what must be seen on it
 * @returns undefined for a country of which the maps have neither a shape nor a point
 */
export function locator(country: string, places: readonly Point[], grid: Grid): MapBase | undefined {
  const { own, rest } = shapesInEurope(country) ?? shapesAround(country);
  const point = pointOfSmall(country);
  const circle =
    point &&
    geoCircle()
      .center([...point])
      .radius(2)();
  const middle = own ? mainland(own) : circle;
  if (!middle) return undefined;
  const focus: GeoPermissibleObjects = {
    type: 'GeometryCollection',
    geometries: [middle, { type: 'MultiPoint', coordinates: places.map((place) => [...place]) }],
  };
  const [longitude, latitude] = geoCentroid(middle);
  const { width, height } = grid;
  const edge = Math.min(width, height) * 0.13;
  const home = { x: edge, y: edge, width: width - 2 * edge, height: height - 2 * edge };
  const around = () => geoAzimuthalEqualArea().rotate([-longitude, -latitude]).clipAngle(75);
  const projection = fitted(around, focus, home, wholeOf(grid))(fineness);
  return {
    grid,
    project: (...place) => {
      const [x, y] = projectPoint(projection, country, ...place);
      return [x / fineness, y / fineness];
    },
    draw: (_, placement) => {
      const path = (className: string, land: GeoPermissibleObjects) => {
        const d = pathIn(projection, land);
        return element('path', { class: className, transform: finer(fineness), d });
      };
      return placed(placement, path('land-far', rest) + (own ? path('land-outlined', own) : ''));
    },
  };
}
