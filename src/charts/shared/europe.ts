/**
 * The base of maps of Europe: Albers' equal-area conic on shapes finer than the world map's. The grid is in units of the wide picture (finer ones
 * cost a seventh more bytes and show no difference): from Portugal to the Black Sea, from Crete to the middle of Scandinavia.
 *
 * As on the world map (docs/borders.md) countries without a listing are merged into one area of land, so that no borders between them are
 * drawn, and Northern Cyprus goes with Cyprus. Land outside Europe, as the records use the word, is fainter.
 */
import { geoConicEqualArea } from 'd3';
import topology from '../../../data/geo/europe.topo.json' with { type: 'json' };
import { once } from '../../shared/once.ts';
import { apart, atlasOf } from './atlas.ts';
import { type MapBase, mapBase } from './map-base.ts';

const countries = atlasOf(topology, 'countries');
const beyond = atlasOf(topology, 'beyond');
export const europeAtlas = atlasOf(topology, 'countries', 'beyond');

const grid = { width: 800, height: 625 } as const;

const projection = geoConicEqualArea()
  .parallels([41, 56])
  .rotate([-12, 0])
  .center([0, 48])
  .scale(1420)
  .translate([432, 320])
  // Shapes reach beyond the grid: what lies outside is cut away before it is written.
  .clipExtent([
    [0, 0],
    [grid.width, grid.height],
  ]);

function areaOf(code: string) {
  if (!countries.countries.has(code))
    throw new Error(`${code} has no shape in data/geo/europe.topo.json: add it in scripts/make-geodata.mjs`);
  return countries.area((country) => country === code);
}

const mapOf = once((listed: string): MapBase => {
  const codes = listed.split(' ');
  return mapBase('europe', grid, () => projection, [
    { name: 'beyond', className: 'land-far', land: () => beyond.area(() => true) },
    { name: 'rest', className: 'land', land: () => countries.area((country) => !codes.includes(country)) },
    {
      name: 'listed',
      className: 'land',
      land: () => ({ type: 'GeometryCollection', geometries: codes.map(areaOf) }),
    },
  ]);
});

/** Europe: listed countries with their borders, the rest of it as one area, what lies beyond fainter. */
export const europeMap = (listed: ReadonlySet<string>): MapBase => mapOf([...listed].sort().join(' '));

/** One country of Europe and the land around it, finer than on the world map; undefined for a country that the file has no whole shape of. */
export const shapesInEurope = (country: string): ReturnType<typeof apart> | undefined =>
  // Russia reaches beyond the file.
  europeAtlas.countries.has(country) && country !== 'RUS' ? apart(europeAtlas, country) : undefined;
