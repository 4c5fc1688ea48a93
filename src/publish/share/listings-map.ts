/** The world map of the listings as a share picture has it, without names: its words are beside it. */
import { withLinks } from '../../charts/kit/country-links.ts';
import { frames } from '../../charts/shared/frame.ts';
import { element } from '../../charts/shared/svg.ts';
import { SymbolSheet } from '../../charts/shared/symbols.ts';
import { worldGrid } from '../../charts/shared/world.ts';
import { listingsMap as mapOf } from '../../charts/shared/world-listings.ts';
import type { Site } from '../../story/site.ts';
import { listingsKit } from '../chart/listings-kit.ts';
import { withAttributes } from '../chart/picture.ts';
import type { Area } from './figures.ts';

/** Rings and squares are drawn for a page, and larger here. */
const larger = 1.6;

/** Width of the map at a height, both in pixels. */
export const mapWidth = (height: number): number => (height / worldGrid.height) * worldGrid.width;

/** The map in an area, from its upper left corner on. */
export function listingsMap(site: Site, area: Area): string {
  const width = Math.min(area.width, mapWidth(area.height)) / larger;
  const symbols = new SymbolSheet();
  const map = withLinks(
    mapOf(listingsKit(site, { frame: frames.wide, symbols }), { width, named: [] }).at(0, 0),
    undefined,
  );
  const place = { transform: `translate(${area.x} ${area.y}) scale(${larger})` };
  return withAttributes(element('g', place, map), 'share', symbols);
}
