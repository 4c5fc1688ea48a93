/**
 * Names and numbers of countries on a map of the world: inside a country where they fit on its own land, else over the sea with a line to it.
 * What finds no room is left out: the table and the list by continent have all.
 */
import type { CountryListing } from '../../dataset/country-listings.ts';
import type { Block } from '../kit/block.ts';
import type { Kit } from '../kit/kit.ts';
import { lowest } from './counted-squares.ts';
import { type Box, boxesOverlap, isInside } from './labels.ts';
import { boxOnMap, type MapPlacement, type Point, placeOnMap, pointOnGrid } from './map-base.ts';
import { stationStep } from './palette.ts';
import { element, n } from './svg.ts';
import { countryAnchor, type WorldShapes } from './world.ts';

/** What is written: a name with its number, or the number alone where only it fits. */
interface CountryLabel {
  readonly row: CountryListing;
  readonly named: boolean;
}

/** What a label covers, without the air of its line. */
const boxOf = (label: Block, x: number, y: number): Box => ({
  x,
  y: y + label.height * 0.2,
  width: label.width,
  height: label.height * 0.58,
});

/** Whether something is true all over a box that is larger by some units on each side, asked at points of it until it is not. */
function allOver({ x, y, width, height }: Box, air: number, holds: (point: Point) => boolean): boolean {
  const [across, down] = [width, height].map((length) => Math.ceil((length + 2 * air) / 3)) as [number, number];
  for (let column = 0; column <= across; column += 1)
    for (let row = 0; row <= down; row += 1) {
      const [right, below] = [(column / across) * (width + 2 * air), (row / down) * (height + 2 * air)];
      if (!holds([x - air + right, y - air + below])) return false;
    }
  return true;
}

/** Air around a name at sea, to the next coast; letters may reach the border of their own country. */
const airAtSea = 2.5;
/** How far a name may be from its country where its number fits inside. */
const farthest = 75;

/** The labels in their order; those before leave their room to those after. `taken` is what they must not cover. */
export function countryLabels(
  kit: Kit<CountryListing>,
  placement: MapPlacement,
  land: WorldShapes,
  wanted: readonly CountryLabel[],
  taken: Box[],
): string {
  const { x, y, width, height } = boxOnMap(placement.crop, placement);
  const frame = { x: x + 3, y: y + 1, width: width - 6, height: height - 2 };
  const landAt = (point: Point) => land.at(pointOnGrid(point, placement));
  const isFree = (box: Box) => !taken.some((other) => boxesOverlap(other, box)) && isInside(frame, box);
  return wanted
    .map(({ row, named }) => {
      const count = lowest(kit, row.traced, row.atLeast);
      const words = `${row.name} ${count}`;
      const isOwn = (box: Box) => isFree(box) && allOver(box, 0, (point) => landAt(point) === row.country);
      const isSea = (box: Box) => isFree(box) && allOver(box, airAtSea, (point) => landAt(point) === undefined);
      const anchor = placeOnMap(countryAnchor(row.country), placement);
      const drawn =
        (named && inside(kit, row, words, anchor, isOwn)) ||
        (named && outside(kit, words, anchor, row.country, landAt, isSea)) ||
        inside(kit, row, count, anchor, isOwn);
      if (!drawn) return '';
      taken.push(drawn.box);
      return drawn.svg;
    })
    .join('');
}

type Drawn = { readonly svg: string; readonly box: Box } | undefined;

/** On the country's own land, as near to its middle as it fits; light on the dark classes. */
function inside(
  kit: Kit<CountryListing>,
  row: CountryListing,
  words: string,
  [x, y]: Point,
  fits: (box: Box) => boolean,
): Drawn {
  const step = stationStep(row.traced);
  const ink = step >= 4 ? 'inverse' : step >= 2 ? 'on-class' : 'ink';
  const label = kit.text(words, { anchor: 'middle', strong: step >= 4, ink });
  const [left, top] = [x - label.width / 2, y - label.height / 2];
  const reach = [0, -4, 4, -8, 8, -13, 13, -18, 18, -24, 24];
  const ways = reach
    .flatMap((dx) => reach.map((dy) => [dx, dy] as const))
    .sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
  const way = ways.find(([dx, dy]) => fits(boxOf(label, left + dx, top + dy)));
  if (!way) return undefined;
  const [atX, atY] = [left + way[0], top + way[1]];
  return { svg: label.at(atX, atY), box: boxOf(label, atX, atY) };
}

/** Over the sea, as near as there is room, and rather where the line to it crosses no land of others. */
function outside(
  kit: Kit<CountryListing>,
  words: string,
  [x, y]: Point,
  country: string,
  landAt: (point: Point) => string | undefined,
  fits: (box: Box) => boolean,
): Drawn {
  const labelAt = (anchor: 'start' | 'middle' | 'end') => kit.text(words, { anchor });
  const labels = { start: labelAt('start'), middle: labelAt('middle'), end: labelAt('end') };
  let best: { readonly score: number; readonly drawn: Drawn } | undefined;
  for (let way = 10; way <= farthest; way += 5)
    for (let turn = 0; turn < 24; turn += 1) {
      const [cos, sin] = [Math.cos((turn / 24) * 2 * Math.PI), Math.sin((turn / 24) * 2 * Math.PI)];
      const [endX, endY] = [x + cos * way, y + sin * way];
      const anchor = cos > 0.25 ? 'start' : cos < -0.25 ? 'end' : 'middle';
      const label = labels[anchor];
      const left = anchor === 'start' ? endX + 3 : anchor === 'end' ? endX - 3 - label.width : endX - label.width / 2;
      const top = anchor === 'middle' ? (sin < 0 ? endY - label.height : endY) : endY - label.height / 2;
      const box = boxOf(label, left, top);
      if ((best && way >= best.score) || !fits(box)) continue;
      const foreign = Array.from({ length: 12 }, (_, index) => {
        const land = landAt([x + (cos * way * (index + 1)) / 12, y + (sin * way * (index + 1)) / 12]);
        return land !== undefined && land !== country;
      }).filter(Boolean).length;
      const score = way + foreign * 12;
      if (score > farthest || (best && score >= best.score)) continue;
      const line = element('path', { class: 'leader', d: `M${n(x)} ${n(y)}L${n(endX)} ${n(endY)}` });
      best = { score, drawn: { svg: line + label.at(left, top), box } };
    }
  return best?.drawn;
}
