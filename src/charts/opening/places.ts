/**
 * Where the squares of the front page are in each frame: in the pile, on the enlarged map, on the map of the world, sorted by outcome.
 * Units are those of the frame; the style turns them into shares of the stage's width.
 */
import type { Dataset } from '../../dataset/dataset.ts';
import { movedApart } from '../kit/apart.ts';
import { type Frame, type FrameName, frames } from '../shared/frame.ts';
import { type Box, textWidth } from '../shared/labels.ts';
import { boxOnMap, type MapPlacement, type Point, placeOnMap, wholeOf } from '../shared/map-base.ts';
import { countryAnchor, europe, projectWorld, worldGrid } from '../shared/world.ts';
import { type Outcome, openingUnits, outcomes, type Spot, type Unit } from './units.ts';

/** Places in a frame. The narrow one is flat: on a phone it stays above the text and may take less than half the screen. */
interface Composition {
  readonly frame: Frame;
  readonly height: number;
  /** Size of a letter, in units. */
  readonly label: number;
  /** Where the map of the world and the enlarged map lie in the frame. */
  readonly far: MapPlacement;
  readonly near: MapPlacement;
  readonly pile: { readonly x: number; readonly y: number; readonly pitch: number; readonly side: number };
  /** Side and pitch of a square on a map, and among the outcomes. */
  readonly small: { readonly pitch: number; readonly side: number };
  readonly sorted: { readonly pitch: number; readonly side: number };
}

/** Squares in a row of the pile. */
export const perRow = 34;

const farAt = (frame: Frame, y: number): MapPlacement => ({
  crop: wholeOf(worldGrid),
  x: 0,
  y,
  scale: frame.width / worldGrid.width,
});
const nearAt = (y: number, width: number): MapPlacement => ({ crop: europe, x: 0, y, scale: width / europe.width });

export const compositions: Readonly<Record<FrameName, Composition>> = {
  wide: {
    frame: frames.wide,
    height: 566,
    label: frames.wide.label,
    far: farAt(frames.wide, 0),
    near: nearAt(366, 330),
    pile: { x: 360, y: 404, pitch: 12.9, side: 9.8 },
    small: { pitch: 6.8, side: 5.6 },
    sorted: { pitch: 10, side: 8.4 },
  },
  narrow: {
    frame: frames.narrow,
    height: 274,
    label: 12,
    far: farAt(frames.narrow, 26),
    near: nearAt(0, 340),
    pile: { x: 0, y: 226, pitch: 10, side: 8 },
    small: { pitch: 5.6, side: 4.6 },
    sorted: { pitch: 8, side: 6.6 },
  },
};

const columnsFor = (count: number): number => (count <= 3 ? count : Math.ceil(Math.sqrt(count * 1.4)));

const isEnlarged = (unit: Unit): boolean => {
  if (unit.continent !== 'Europe' || unit.country === undefined) return false;
  const [x, y] = countryAnchor(unit.country);
  // Sweden's middle is a little north of the enlargement, and is moved into it.
  return x > europe.x && x < europe.x + europe.width && y > europe.y - 12 && y < europe.y + europe.height;
};

/** Where the squares of a continent gather in the narrow picture, in degrees: on its land, clear of its neighbours. */
const continentPoints: Readonly<Record<string, readonly [longitude: number, latitude: number]>> = {
  Europe: [14, 50],
  'North America': [-98, 44],
  'South America': [-58, -14],
  Asia: [63, 47],
  Africa: [22, 2],
  Oceania: [134, -25],
};

/** Corners of squares on a map: those of one key in a block around their point, the blocks moved apart within an area. */
function cornersIn(
  units: readonly Unit[],
  keyOf: (unit: Unit) => string,
  at: (unit: Unit) => Point,
  pitch: number,
  area: Box,
): ReadonlyMap<Unit, Point> {
  const blocks = [...Map.groupBy(units, keyOf).values()].map((own) => {
    const columns = columnsFor(own.length);
    const [x, y] = own[0] ? at(own[0]) : [0, 0];
    const [width, height] = [columns * pitch, Math.ceil(own.length / columns) * pitch];
    return { own, columns, x: x - width / 2, y: y - height / 2, width, height };
  });
  return new Map(
    movedApart(blocks, area, pitch * 0.25).flatMap(({ own, columns, x, y }) =>
      own.map(
        (unit, index) => [unit, [x + (index % columns) * pitch, y + Math.floor(index / columns) * pitch]] as const,
      ),
    ),
  );
}

const within = ({ x, y, width, height }: Box, edge: number): Box => ({
  x: x + edge,
  y: y + edge,
  width: width - edge * 2,
  height: height - edge * 2,
});

const cityOrCountry = (unit: Unit): string => (unit.part === 'other' ? unit.country : unit.city) ?? '';
const continentOf = (unit: Unit): string => unit.continent ?? '';
const continentPoint = (unit: Unit): readonly [number, number] =>
  projectWorld(...(continentPoints[continentOf(unit)] ?? [0, 0]));

function pointOf(dataset: Dataset, unit: Unit): readonly [number, number] {
  if (unit.part === 'other' || unit.city === undefined) return countryAnchor(unit.country ?? '');
  const { longitude, latitude } = dataset.get('places', unit.city);
  return projectWorld(longitude, latitude);
}

/** A country among the outcomes: its name where there is room for names, and where its squares begin. */
interface SortedGroup {
  readonly outcome: Outcome;
  readonly heading: Point;
  readonly names: readonly { readonly country: string; readonly text: string; readonly at: Point }[];
}

interface Sorted {
  readonly groups: readonly SortedGroup[];
  readonly corners: ReadonlyMap<Unit, Point>;
}

/** Wide: two columns of groups, in each the countries in running lines, their squares after their names. */
function sortWide(place: Composition, units: readonly Unit[], dataset: Dataset): Sorted {
  const { label, sorted } = place;
  const line = label * 1.6;
  const columnWidth = 384;
  const corners = new Map<Unit, Point>();
  const groups: SortedGroup[] = [];
  const tops = [label, label];
  const total = outcomes.length;
  for (const [index, outcome] of outcomes.entries()) {
    const own = units.filter((unit) => unit.outcome === outcome);
    if (own.length === 0) continue;
    const column = index < Math.ceil(total / 2) ? 0 : 1;
    const left = column * (columnWidth + 32);
    const heading: Point = [left, tops[column] ?? label];
    let [x, y] = [left, heading[1] + line];
    const names = [...Map.groupBy(own, (unit) => unit.country ?? '')]
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([country, squares]) => {
        const text = dataset.get('countries', country).name;
        const start = textWidth(text, label) + 5;
        const width = start + squares.length * sorted.pitch;
        if (x > left && x + width > left + columnWidth) [x, y] = [left, y + line];
        const at: Point = [x, y];
        for (const [index, unit] of squares.entries())
          corners.set(unit, [x + start + index * sorted.pitch, y - label * 0.34 - sorted.side / 2]);
        x += width + 12;
        return { country, text, at };
      });
    groups.push({ outcome, heading, names });
    tops[column] = y + line * 1.5;
  }
  return { groups, corners };
}

/**
 * Narrow: a line of words and a line of squares for each group; the names are in the text beside it. The last squares are level with the first line of
 * the pile, above the words on what is left of it, so that each line of squares is nearer to its own words than to the next.
 */
function sortNarrow(place: Composition, units: readonly Unit[]): Sorted {
  const { label, sorted } = place;
  const corners = new Map<Unit, Point>();
  const present = outcomes.filter((outcome) => units.some((unit) => unit.outcome === outcome));
  const [above, top] = [label * 0.3, label * 0.85];
  const pitch = (place.pile.y - above - top) / Math.max(1, present.length - 1);
  const groups = present.map((outcome, index): SortedGroup => {
    const y = index * pitch + top;
    const own = units.filter((unit) => unit.outcome === outcome);
    for (const [place, unit] of own.entries()) corners.set(unit, [place * sorted.pitch, y + above]);
    return { outcome, heading: [0, y], names: [] };
  });
  return { groups, corners };
}

export interface Places {
  readonly place: Composition;
  readonly units: readonly Unit[];
  readonly groups: readonly SortedGroup[];
  /** Upper left corner of a square at a spot. */
  at(unit: number, spot: Spot): Point;
  /** Side of a square at a spot. */
  side(spot: Spot): number;
}

/** All places of a frame. Throws where a country has no point on the map. */
export function openingPlaces(dataset: Dataset, name: FrameName): Places {
  const place = compositions[name];
  const units = openingUnits(dataset);
  const placed = units.filter((unit) => unit.country !== undefined);
  const pitch = place.small.pitch;
  const world = boxOnMap(wholeOf(worldGrid), place.far);
  /** In the country of the first scene the squares are at their cities, elsewhere at their country. */
  const atPlaces = (own: readonly Unit[], map: MapPlacement, area: Box) =>
    cornersIn(own, cityOrCountry, (unit) => placeOnMap(pointOf(dataset, unit), map), pitch, area);
  const enlarged = atPlaces(placed.filter(isEnlarged), place.near, within(boxOnMap(europe, place.near), 4));
  const outside = placed.filter((unit) => !isEnlarged(unit));
  const far =
    name === 'wide'
      ? new Map([...enlarged, ...atPlaces(outside, place.far, world)])
      : cornersIn(placed, continentOf, (unit) => placeOnMap(continentPoint(unit), place.far), pitch, world);
  const { groups, corners } = name === 'wide' ? sortWide(place, placed, dataset) : sortNarrow(place, placed);
  const spots = { near: enlarged, far, outcome: corners } as const;
  const sides = { pile: place.pile.side, near: place.small.side, far: place.small.side, outcome: place.sorted.side };
  return {
    place,
    units,
    groups,
    side: (spot) => sides[spot],
    at: (index, spot) => {
      const unit = units[index];
      const pile: Point = [
        place.pile.x + (index % perRow) * place.pile.pitch,
        place.pile.y + Math.floor(index / perRow) * place.pile.pitch,
      ];
      return (spot === 'pile' || !unit ? undefined : spots[spot].get(unit)) ?? pile;
    },
  };
}
