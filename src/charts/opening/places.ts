/**
 * Where the squares of the front page are in each frame: in the pile, on the enlarged map, on the map of the world, sorted by outcome.
 * Units are those of the frame; the style turns them into shares of the stage's width.
 */
import type { Dataset } from '../../dataset/dataset.ts';
import { movedApart } from '../kit/apart.ts';
import { type Frame, type FrameName, frames } from '../shared/frame.ts';
import { type Box, textWidth } from '../shared/labels.ts';
import { countryAnchor, europe, projectWorld, worldGrid } from '../shared/world.ts';
import { type Outcome, openingUnits, outcomes, type Spot, type Unit } from './units.ts';

export type Point = readonly [x: number, y: number];

/** Places in a frame. The narrow one is flat: on a phone it stays above the text and may take less than half the screen. */
interface Composition {
  readonly frame: Frame;
  readonly height: number;
  /** Size of a letter, in units. */
  readonly label: number;
  /** From the grid of the world to the frame: `x * scale + dx`. */
  readonly far: { readonly scale: number; readonly dx: number; readonly dy: number };
  readonly near: { readonly scale: number; readonly dx: number; readonly dy: number };
  /** Box of the enlarged map. */
  readonly enlarged: Box;
  readonly pile: { readonly x: number; readonly y: number; readonly pitch: number; readonly side: number };
  /** Side and pitch of a square on a map, and among the outcomes. */
  readonly small: { readonly pitch: number; readonly side: number };
  readonly sorted: { readonly pitch: number; readonly side: number };
}

/** Squares in a row of the pile. */
export const perRow = 34;

const fitted = (box: Box) => {
  const scale = box.width / europe.width;
  return { scale, dx: box.x - europe.x * scale, dy: box.y - europe.y * scale };
};
const wideInset: Box = { x: 0, y: 366, width: 330, height: 199 };
const narrowInset: Box = { x: 0, y: 0, width: 340, height: 205 };

export const compositions: Readonly<Record<FrameName, Composition>> = {
  wide: {
    frame: frames.wide,
    height: 566,
    label: frames.wide.label,
    far: { scale: frames.wide.width / worldGrid.width, dx: 0, dy: 0 },
    near: fitted(wideInset),
    enlarged: wideInset,
    pile: { x: 360, y: 404, pitch: 12.9, side: 9.8 },
    small: { pitch: 6.8, side: 5.6 },
    sorted: { pitch: 10, side: 8.4 },
  },
  narrow: {
    frame: frames.narrow,
    height: 274,
    label: 12,
    far: { scale: frames.narrow.width / worldGrid.width, dx: 0, dy: 26 },
    near: fitted(narrowInset),
    enlarged: narrowInset,
    pile: { x: 0, y: 226, pitch: 10, side: 8 },
    small: { pitch: 5.6, side: 4.6 },
    sorted: { pitch: 8, side: 6.6 },
  },
};

/** A group of squares that stay together: their number, where they would be, and the block they make. */
interface Block {
  readonly key: string;
  readonly count: number;
  readonly columns: number;
  readonly at: Point;
}

const columnsFor = (count: number): number => (count <= 3 ? count : Math.ceil(Math.sqrt(count * 1.4)));

/** Corners of the squares of each block, moved apart within an area. */
function cornersOf(blocks: readonly Block[], pitch: number, area: Box): ReadonlyMap<string, readonly Point[]> {
  const boxes = blocks.map(({ count, columns, at: [x, y] }): Box => {
    const [width, height] = [columns * pitch, Math.ceil(count / columns) * pitch];
    return { x: x - width / 2, y: y - height / 2, width, height };
  });
  const placed = movedApart(boxes, area, pitch * 0.25);
  return new Map(
    blocks.map(({ key, count, columns }, index) => {
      const box = placed[index] ?? { x: 0, y: 0 };
      return [
        key,
        Array.from(
          { length: count },
          (_, unit): Point => [box.x + (unit % columns) * pitch, box.y + Math.floor(unit / columns) * pitch],
        ),
      ];
    }),
  );
}

const onGrid = ({ scale, dx, dy }: Composition['far'], [x, y]: readonly [number, number]): Point => [
  x * scale + dx,
  y * scale + dy,
];

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

function blocksOf(units: readonly Unit[], keyOf: (unit: Unit) => string, at: (unit: Unit) => Point): readonly Block[] {
  const groups = Map.groupBy(units, keyOf);
  return [...groups].map(([key, own]) => ({
    key,
    count: own.length,
    columns: columnsFor(own.length),
    at: own[0] ? at(own[0]) : [0, 0],
  }));
}

/** Deals corners to units in order: the nth unit of a block gets its nth corner. */
function dealt(
  units: readonly Unit[],
  keyOf: (unit: Unit) => string,
  corners: ReadonlyMap<string, readonly Point[]>,
): ReadonlyMap<Unit, Point> {
  const taken = new Map<string, number>();
  return new Map(
    units.flatMap((unit): (readonly [Unit, Point])[] => {
      const index = taken.get(keyOf(unit)) ?? 0;
      taken.set(keyOf(unit), index + 1);
      const corner = corners.get(keyOf(unit))?.[index];
      return corner ? [[unit, corner]] : [];
    }),
  );
}

/** Corners of squares on a map: each block around its point, the blocks moved apart within an area. */
const cornersIn = (
  units: readonly Unit[],
  keyOf: (unit: Unit) => string,
  at: (unit: Unit) => Point,
  pitch: number,
  area: Box,
): ReadonlyMap<Unit, Point> => dealt(units, keyOf, cornersOf(blocksOf(units, keyOf, at), pitch, area));

const within = ({ x, y, width, height }: Box, edge: number): Box => ({
  x: x + edge,
  y: y + edge,
  width: width - edge * 2,
  height: height - edge * 2,
});

/** In the country of the first scene the squares are at their cities, elsewhere at their country. */
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
  readonly corners: ReadonlyMap<string, readonly Point[]>;
}

/** Wide: two columns of groups, in each the countries in running lines, their squares after their names. */
function sortWide(place: Composition, units: readonly Unit[], dataset: Dataset): Sorted {
  const { label, sorted } = place;
  const line = label * 1.6;
  const columnWidth = 384;
  const corners = new Map<string, readonly Point[]>();
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
        corners.set(
          country,
          squares.map((_, unit): Point => [x + start + unit * sorted.pitch, y - label * 0.34 - sorted.side / 2]),
        );
        x += width + 12;
        return { country, text, at };
      });
    groups.push({ outcome, heading, names });
    tops[column] = y + line * 1.5;
  }
  return { groups, corners };
}

/** Narrow: a line of words and a line of squares for each group; the names are in the text beside it. */
function sortNarrow(place: Composition, units: readonly Unit[]): Sorted {
  const { label, sorted } = place;
  const corners = new Map<string, readonly Point[]>();
  const groups: SortedGroup[] = [];
  const present = outcomes.filter((outcome) => units.some((unit) => unit.outcome === outcome));
  const pitch = (place.pile.y - label * 1.9) / present.length;
  for (const [index, outcome] of present.entries()) {
    const own = units.filter((unit) => unit.outcome === outcome);
    const y = index * pitch + label * 0.85;
    groups.push({ outcome, heading: [0, y], names: [] });
    corners.set(
      outcome,
      own.map((_, unit): Point => [unit * sorted.pitch, y + label * 0.34]),
    );
  }
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
  const [inside, outside] = [placed.filter(isEnlarged), placed.filter((unit) => !isEnlarged(unit))];
  const enlarged = cornersIn(
    inside,
    cityOrCountry,
    (unit) => onGrid(place.near, pointOf(dataset, unit)),
    pitch,
    within(place.enlarged, 4),
  );
  const world: Box = { x: 0, y: place.far.dy, width: place.frame.width, height: worldGrid.height * place.far.scale };
  const far =
    name === 'wide'
      ? new Map([
          ...enlarged,
          ...cornersIn(outside, cityOrCountry, (unit) => onGrid(place.far, pointOf(dataset, unit)), pitch, world),
        ])
      : cornersIn(placed, continentOf, (unit) => onGrid(place.far, continentPoint(unit)), pitch, world);
  const { groups, corners } = name === 'wide' ? sortWide(place, placed, dataset) : sortNarrow(place, placed);
  const outcome = dealt(placed, (unit) => (name === 'wide' ? unit.country : unit.outcome) ?? '', corners);
  const spots = { near: enlarged, far, outcome } as const;
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
