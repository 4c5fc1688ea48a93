/**
 * The base of maps of Europe: Albers' equal-area conic on shapes finer than the world map's, projected once for the whole build. The grid is
 * in units of the wide picture (finer ones cost a seventh more bytes and show no difference) and larger than what one picture shows, so that
 * Madeira can stand in a window of its own: pictures place crops of the same shapes from the symbol sheet.
 *
 * As on the world map (docs/borders.md) countries without a listing are merged into one area of land, so that no borders between them are
 * drawn, and Northern Cyprus goes with Cyprus. Land outside Europe, as the records use the word, is fainter.
 */

import { type GeoPermissibleObjects, geoConicEqualArea, geoPath } from 'd3';
import { merge } from 'topojson-client';
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';
import topology from '../../../data/geo/europe.topo.json' with { type: 'json' };
import { once } from '../../dataset/once.ts';
import { PathWriter } from './path-writer.ts';
import type { MapPlacement } from './regional-map.ts';
import { element } from './svg.ts';
import type { SymbolSheet } from './symbols.ts';
import { apartFrom, mergedShapes } from './world.ts';

type Shape = (Polygon<{ name: string }> | MultiPolygon<{ name: string }>) & { id?: string };
type Europe = Topology<{
  countries: GeometryCollection<{ name: string }>;
  beyond: GeometryCollection<{ name: string }>;
}>;

const europe = topology as unknown as Europe;
const countries = europe.objects.countries.geometries as Shape[];
const codeOf = (shape: Shape): string | undefined => mergedShapes[shape.properties?.name ?? '']?.into ?? shape.id;

/** From the Atlantic west of Madeira to the Dnieper, from Madeira to the middle of Scandinavia. */
export const europeGrid = { width: 1020, height: 670 } as const;

const projection = geoConicEqualArea()
  .parallels([41, 56])
  .rotate([-12, 0])
  .center([0, 48])
  .scale(1420)
  .translate([650, 360])
  // Shapes reach beyond the grid: what lies outside is cut away before it is written.
  .clipExtent([
    [0, 0],
    [europeGrid.width, europeGrid.height],
  ]);

/** One country of Europe and the land around it, finer than on the world map; undefined for a country that the file has no shape of. */
export function shapesInEurope(
  country: string,
): { own: GeoPermissibleObjects; rest: GeoPermissibleObjects } | undefined {
  const all = [...countries, ...(europe.objects.beyond.geometries as Shape[])];
  const { own, rest } = apartFrom(europe as unknown as Topology, all, codeOf, country);
  // Russia reaches beyond the file.
  return own && country !== 'RUS' ? { own, rest } : undefined;
}

/** A point on the grid; throws for a point the projection cannot show. */
export function projectEurope(longitude: number, latitude: number): readonly [number, number] {
  const point = projection([longitude, latitude]);
  if (!point) throw new Error(`${longitude}, ${latitude} is not on the map of Europe`);
  return point;
}

const merged = (shapes: readonly Shape[]): GeoPermissibleObjects =>
  merge(europe as unknown as Topology, shapes as never) as GeoPermissibleObjects;

function countryShape(code: string): GeoPermissibleObjects {
  const found = countries.filter((shape) => codeOf(shape) === code);
  if (found.length === 0)
    throw new Error(`${code} has no shape in data/geo/europe.topo.json: add it in scripts/make-geodata.mjs`);
  return merged(found);
}

/** What each layer of the map has, by the codes of the listed countries. */
const layers = {
  beyond: () => merged(europe.objects.beyond.geometries as Shape[]),
  rest: (codes: readonly string[]) => merged(countries.filter((shape) => !codes.includes(codeOf(shape) ?? ''))),
  listed: (codes: readonly string[]) =>
    ({ type: 'GeometryCollection', geometries: codes.map(countryShape) }) as GeoPermissibleObjects,
} as const;
type Layer = keyof typeof layers;

const pathOf = once((layer: Layer) =>
  once((codes: string) => {
    const writer = new PathWriter();
    geoPath(projection, writer as unknown as CanvasRenderingContext2D)(layers[layer](codes.split(' ')));
    return writer.toString();
  }),
);

/** Land in a crop of the grid: listed countries with their borders, the rest of Europe as one area, what lies beyond fainter. */
export function drawEurope(symbols: SymbolSheet, listed: ReadonlySet<string>, placement: MapPlacement): string {
  const { crop, x, y, scale, key } = placement;
  const codes = [...listed].sort().join(' ');
  const transform = `translate(${round(x - crop.x * scale)} ${round(y - crop.y * scale)}) scale(${round(scale)})`;
  const layer = (name: Layer, className: string, drawn = codes) =>
    element('use', {
      class: className,
      transform,
      href: symbols.use(`europe-${name}`, () => element('path', { d: pathOf(name)(drawn) })),
    });
  const clip = `${key}-clip`;
  return (
    element(
      'clipPath',
      { id: clip },
      element('rect', { x, y, width: crop.width * scale, height: crop.height * scale }),
    ) +
    element(
      'g',
      { 'clip-path': `url(#${clip})` },
      layer('beyond', 'land-far', '') + layer('rest', 'land') + layer('listed', 'land'),
    )
  );
}

const round = (value: number): string => String(Math.round(value * 1000) / 1000);
