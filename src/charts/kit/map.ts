/** A piece of a map with a square for each listing at its place, and the names of the places where they have room. */
import { sort, sum } from 'd3';
import { type Box, type LabelRequest, placeLabels } from '../shared/labels.ts';
import { boxOnMap, type MapBase, type MapPlacement, type Point, placeOnMap, wholeOf } from '../shared/map-base.ts';
import { element, n, text } from '../shared/svg.ts';
import { movedApart } from './apart.ts';
import { type Block, block } from './block.ts';
import type { Kit } from './kit.ts';
import { countOf, type Runs } from './marks.ts';

export interface MapPlace {
  /** Without a name only the squares are drawn. */
  readonly name?: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly runs: Runs;
  readonly prefer?: LabelRequest['prefer'];
  /** The squares lead to the page of this country. */
  readonly country?: string;
}

export interface MapOptions {
  readonly base: MapBase;
  /** Part of the base's grid that is shown, by default all of it. */
  readonly crop?: Box;
  readonly width: number;
  readonly places: readonly MapPlace[];
  /** Size of a square. */
  readonly size?: number;
  /** Parts of the crop that are shown again elsewhere: outlined, and free of names. */
  readonly windows?: readonly Box[];
}

/** True for a place that lies within a part of a map. */
export function isWithin(base: MapBase, crop: Box, place: Pick<MapPlace, 'longitude' | 'latitude'>): boolean {
  const [x, y] = base.project(place.longitude, place.latitude);
  return x > crop.x && x < crop.x + crop.width && y > crop.y && y < crop.y + crop.height;
}

interface Spot extends Box {
  readonly place: MapPlace;
  readonly squares: Block;
}
/** The middle of the squares of a place, and how far they reach from it. */
const middleOf = ({ x, y, width, height }: Box) => ({
  x: x + width / 2,
  y: y + height / 2,
  clear: Math.max(width, height) / 2,
});

/** Size of a square and the way to the next: smaller where one place has so many that they would cover a seventh of the map. */
function squareSize(
  { places, width, size }: MapOptions,
  usual: number,
): { readonly size: number; readonly pitch: number } {
  const wanted = (size ?? usual) + 1.6;
  const across = Math.ceil(Math.sqrt(Math.max(1, ...places.map(({ runs }) => countOf(runs)))));
  const pitch = Math.min(wanted, width / 7 / across);
  return { size: ((size ?? usual) * pitch) / wanted, pitch };
}

/** A map as a piece of a picture, and where a place lies on it, from its upper left corner. */
export interface MapPiece extends Block {
  where(place: Pick<MapPlace, 'longitude' | 'latitude'>): Point;
}

/** The map. A name without room is left out, those with most listings come first: the table and the country pages have them all. */
export function mapBlock<Row>(kit: Kit<Row>, options: MapOptions): MapPiece {
  const { base, crop = wholeOf(base.grid), width, windows = [] } = options;
  const scale = width / crop.width;
  const { size, pitch } = squareSize(options, kit.wide ? 9 : 8);
  const height = crop.height * scale;
  const where: MapPiece['where'] = ({ longitude, latitude }) =>
    placeOnMap(base.project(longitude, latitude), { crop, x: 0, y: 0, scale });
  const drawn = block(width, height, (x, y) => {
    const placement: MapPlacement = { crop, x, y, scale };
    const area = { x: x + 1, y: y + 1, width: width - 2, height: height - 2 };
    const spots = movedApart(
      options.places.map((place): Spot => {
        const [left, top] = where(place);
        const [cx, cy] = [x + left, y + top];
        const count = countOf(place.runs);
        const squares = kit.units(place.runs, { size, pitch, perRow: Math.ceil(Math.sqrt(count)) });
        const corner = { x: cx - squares.width / 2, y: cy - squares.height / 2 };
        return { place, squares, ...corner, width: squares.width, height: squares.height };
      }),
      area,
      // Clearly more than between the squares of one place.
      size * 0.45,
    );
    const frames = windows.map((part) => boxOnMap(part, placement));
    return (
      base.draw(kit.symbols, placement) +
      frames.map((frame) => element('rect', { class: 'leader', ...frame })).join('') +
      spots
        .map(({ place, squares, x: left, y: top }) => {
          const drawn = squares.at(left, top);
          return place.country ? kit.ofCountry(place.country, drawn) : drawn;
        })
        .join('') +
      namesOf(kit, spots, area, frames)
    );
  });
  return { ...drawn, where };
}

/** Names beside their squares, those with the least room around them first; a leader where a name had to go far. */
function namesOf<Row>(kit: Kit<Row>, spots: readonly Spot[], area: Box, obstacles: readonly Box[]): string {
  const size = kit.frame.label;
  const crowd = (spot: Spot) =>
    sum(spots, (other) => (other === spot ? 0 : 1 / Math.hypot(spot.x - other.x, spot.y - other.y)));
  const named = sort(
    spots.filter(({ place }) => place.name),
    (spot) => -crowd(spot),
  );
  const requests = named.map((spot) => ({
    text: spot.place.name ?? '',
    prefer: spot.place.prefer,
    ...middleOf(spot),
  }));
  const unnamed = spots.filter(({ place }) => !place.name);
  return placeLabels(requests, size, area, [...obstacles, ...unnamed])
    .map((label) => {
      const middle = label.labelY - size * 0.34;
      const far = Math.hypot(label.labelX - label.x, middle - label.y) > label.clear + 16;
      return (
        (far
          ? element('path', { class: 'leader', d: `M${n(label.x)} ${n(label.y)}L${n(label.labelX)} ${n(middle)}` })
          : '') +
        text(label.labelX, label.labelY, label.text, {
          class: 'label halo',
          'text-anchor': label.anchor === 'start' ? undefined : label.anchor,
        })
      );
    })
    .join('');
}
