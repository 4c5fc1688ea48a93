/** Where a map lies in a picture, and maps made of layers of land under one projection. */
import type { GeoPermissibleObjects, GeoProjection } from 'd3';
import { once } from '../../dataset/once.ts';
import type { Box } from './labels.ts';
import { pathIn } from './path-writer.ts';
import { element } from './svg.ts';
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

/** The same as a transform. @param fineness units of the shapes for one of the grid */
export const transformOf = ({ crop, x, y, scale }: MapPlacement, fineness = 1): string =>
  `translate(${rounded(x - crop.x * scale)} ${rounded(y - crop.y * scale)}) scale(${rounded(scale / fineness)})`;

/** What of a map lies in its crop. @param key from the chart's id and the frame, for the id of the clip path */
export const clipped = (key: string, placement: MapPlacement, content: string): string =>
  element('clipPath', { id: `${key}-clip` }, element('rect', { ...boxOnMap(placement.crop, placement) })) +
  element('g', { 'clip-path': `url(#${key}-clip)` }, content);

/** Land, and where a place lies on it. */
export interface MapBase {
  /** A point in units of the grid; throws for one that the projection cannot show. */
  project(longitude: number, latitude: number): Point;
  /** The land in a part of the grid. @param key makes the ids inside the picture */
  draw(symbols: SymbolSheet, placement: MapPlacement, key: string): string;
}

/** A projection that fits land into a part of a grid of this size and cuts off what lies outside the grid, on a grid so many times as fine. */
export const fitted =
  (make: () => GeoProjection, land: GeoPermissibleObjects, home: Box, grid: Pick<Box, 'width' | 'height'>) =>
  (fineness: number): GeoProjection => {
    const corners = ({ x, y, width, height }: Box): [[number, number], [number, number]] => [
      [x * fineness, y * fineness],
      [(x + width) * fineness, (y + height) * fineness],
    ];
    return make()
      .fitExtent(corners(home), land)
      .clipExtent(corners({ x: 0, y: 0, ...grid }));
  };

interface Layer {
  readonly name: string;
  readonly className: string;
  /** Units of its paths for one unit of the grid: 1 unless it needs to be finer. */
  readonly fineness?: number;
  land(): GeoPermissibleObjects;
}

export const projectPoint = (projection: GeoProjection, id: string, longitude: number, latitude: number): Point => {
  const point = projection([longitude, latitude]);
  if (!point) throw new Error(`${longitude}, ${latitude} is not on the map "${id}"`);
  return point;
};

/**
 * A map of layers, the lowest first. Each is a shape of the page's sheet (`<id>-<layer>`): pictures of one page place the same shapes, scaled and cropped.
 * Nothing is computed before the first picture asks.
 * @param projectionOf the projection on a grid so many times as fine
 */
export function mapBase(
  id: string,
  projectionOf: (fineness: number) => GeoProjection,
  layers: readonly Layer[],
): MapBase {
  const projection = projectionOf(1);
  const pathOf = once(({ land, fineness = 1 }: Layer) => pathIn(projectionOf(fineness), land()));
  return {
    project: (longitude, latitude) => projectPoint(projection, id, longitude, latitude),
    draw: (symbols, placement, key) =>
      clipped(
        key,
        placement,
        layers
          .map((layer) =>
            element('use', {
              class: layer.className,
              transform: transformOf(placement, layer.fineness),
              href: symbols.use(`${id}-${layer.name}`, () => element('path', { d: pathOf(layer) })),
            }),
          )
          .join(''),
      ),
  };
}
