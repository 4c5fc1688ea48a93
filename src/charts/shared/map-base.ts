/** Where a map lies in a picture, and maps made of layers of land under one projection. */
import type { GeoPermissibleObjects, GeoProjection } from 'd3';
import { once } from '../../shared/once.ts';
import type { Box } from './labels.ts';
import { pathIn } from './path-writer.ts';
import { type Attributes, element, n } from './svg.ts';
import type { SymbolSheet } from './symbols.ts';

export type Point = readonly [x: number, y: number];

/** The part of a map's grid that is shown, where its corner goes and how large a unit of the grid becomes. */
export interface MapPlacement {
  readonly crop: Box;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** From the grid of a map into a picture. */
export const placeOnMap = ([x, y]: Point, { crop, scale, x: left, y: top }: MapPlacement): Point => [
  left + (x - crop.x) * scale,
  top + (y - crop.y) * scale,
];

/** From a picture into the grid of a map. */
export const pointOnGrid = ([x, y]: Point, { crop, scale, x: left, y: top }: MapPlacement): Point => [
  (x - left) / scale + crop.x,
  (y - top) / scale + crop.y,
];

/** The part of a picture that a map, or a box of its grid, covers. */
export function boxOnMap(box: Box, placement: MapPlacement): Box {
  const [x, y] = placeOnMap([box.x, box.y], placement);
  return { x, y, width: box.width * placement.scale, height: box.height * placement.scale };
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** A map at its place, drawn in units of its grid. Its shapes end where the grid ends. */
export const placed = ({ crop, x, y, scale }: MapPlacement, content: string): string =>
  element(
    'g',
    { transform: `translate(${rounded(x - crop.x * scale)} ${rounded(y - crop.y * scale)}) scale(${rounded(scale)})` },
    content,
  );

/** A part of a map at its place: an inner picture cuts off what lies around it, without a clip path, which some programs draw past. */
export const cutOut = (placement: MapPlacement, content: string): string => {
  const { x, y, width, height } = placement.crop;
  return element(
    'svg',
    { ...boxOnMap(placement.crop, placement), viewBox: [x, y, width, height].map(n).join(' ') },
    content,
  );
};

export type Grid = Pick<Box, 'width' | 'height'>;
export const wholeOf = (grid: Grid): Box => ({ x: 0, y: 0, ...grid });

/** Land, and where a place lies on it. */
export interface MapBase {
  readonly grid: Grid;
  /** A point in units of the grid; throws for one that the projection cannot show. */
  project(longitude: number, latitude: number): Point;
  /** The land in a part of the grid. */
  draw(symbols: SymbolSheet, placement: MapPlacement): string;
}

/** A projection that fits land into a box of a grid and cuts off what lies outside another, on a grid so many times as fine. */
export const fitted =
  (make: () => GeoProjection, land: GeoPermissibleObjects, home: Box, shown: Box) =>
  (fineness: number): GeoProjection => {
    const corners = ({ x, y, width, height }: Box): [[number, number], [number, number]] => [
      [x * fineness, y * fineness],
      [(x + width) * fineness, (y + height) * fineness],
    ];
    return make().fitExtent(corners(home), land).clipExtent(corners(shown));
  };

export interface Layer {
  readonly name: string;
  readonly className: string;
  /** Units of its paths for one unit of the grid: 1 unless it needs to be finer. */
  readonly fineness?: number;
  /** Of its path, beside the class. */
  readonly attributes?: Attributes;
  land(): GeoPermissibleObjects;
}

export const projectPoint = (projection: GeoProjection, id: string, longitude: number, latitude: number): Point => {
  const point = projection([longitude, latitude]);
  if (!point) throw new Error(`${longitude}, ${latitude} is not on the map "${id}"`);
  return point;
};

/** The transform to units of the grid of a shape that has so many for each; none for one. */
export const finer = (fineness: number): string | undefined =>
  fineness === 1 ? undefined : `scale(${rounded(1 / fineness)})`;

/**
 * A map of layers, the lowest first. Each is a shape of the page's sheet (`<id>-<layer>`): pictures of one page place the same shapes, scaled and cropped.
 * Nothing is computed before the first picture asks.
 * @param projectionOf the projection on a grid so many times as fine
 */
export function mapBase(
  id: string,
  grid: Grid,
  projectionOf: (fineness: number) => GeoProjection,
  layers: readonly Layer[],
): MapBase {
  const projection = projectionOf(1);
  const pathOf = once(({ land, fineness = 1 }: Layer) => pathIn(projectionOf(fineness), land()));
  return {
    grid,
    project: (longitude, latitude) => projectPoint(projection, id, longitude, latitude),
    draw: (symbols, placement) => {
      const drawn = layers.map((layer) => {
        const href = symbols.usePath(`${id}-${layer.name}`, () => pathOf(layer), layer.attributes);
        return element('use', { class: layer.className, transform: finer(layer.fineness ?? 1), href });
      });
      const isWhole = placement.crop.width >= grid.width && placement.crop.height >= grid.height;
      return (isWhole ? placed : cutOut)(placement, drawn.join(''));
    },
  };
}
