/** Drawing that the world maps share: listings by country on the equal-area base. */
import type { CountryListing } from '../../dataset/country-listings.ts';
import { type Block, beside, block, flow } from '../kit/block.ts';
import type { Kit } from '../kit/kit.ts';
import { countryLabels } from './country-labels.ts';
import type { Box } from './labels.ts';
import { cutOut, finer, type MapPlacement, placed, placeOnMap, wholeOf } from './map-base.ts';
import { stationClasses, stationStep } from './palette.ts';
import { element } from './svg.ts';
import {
  countryAnchor,
  countryArea,
  enlargedEurope,
  europe,
  projectWorld,
  type WorldShapes,
  wholeWorld,
  worldGrid,
} from './world.ts';

/** Countries smaller than this in the picture (about 5 by 5 units) get a ring, so that they can be seen at all. */
const smallArea = 25;

interface MapOptions {
  /** Part of the grid that is shown; the whole grid by default. Europe has finer shapes of its own. */
  readonly crop?: Box;
  readonly width: number;
  /** Countries with their names; the others with a number where it fits on them. */
  readonly named: readonly CountryListing[];
  readonly numbered?: readonly CountryListing[];
  /** China outlined under this name, with the seats of the bureaus. */
  readonly china?: string;
}

/** The map of the listings, or a part of it. */
export function listingsMap(kit: Kit<CountryListing>, options: MapOptions): Block {
  const { crop = wholeOf(worldGrid), width, china, named, numbered = [] } = options;
  const scale = width / crop.width;
  const height = crop.height * scale;
  return block(width, height, (x, y) => {
    const placement: MapPlacement = { crop, x, y, scale };
    const anchorOf = ({ country }: CountryListing) => placeOnMap(countryAnchor(country), placement);
    const isShown = (row: CountryListing) => {
      const [px, py] = anchorOf(row);
      return px > x + 8 && px < x + width - 8 && py > y + 8 && py < y + height - 8;
    };
    const isEurope = crop === europe;
    const world = isEurope ? enlargedEurope : wholeWorld;
    const land = shapes(kit, world, placement, china !== undefined, isShown);
    const matched = kit.rows
      .filter((row) => row.matched > 0 && isShown(row))
      .map((row) => {
        const [px, py] = anchorOf(row);
        const box = { x: px - 4 + (row.traced > 0 ? 9 : 0), y: py - 4, width: 8, height: 8 };
        return { box, svg: kit.ofCountry(row.country, kit.mark('matched', 8).at(box.x, box.y)) };
      });
    const home = china === undefined ? undefined : seats(kit, china, placement);
    const taken = [...matched.map(({ box }) => box), ...(home?.boxes ?? [])];
    const wanted = [
      ...named.filter(isShown).map((row) => ({ row, named: true })),
      ...numbered.filter(isShown).map((row) => ({ row, named: false })),
    ];
    return (
      (options.crop && !isEurope ? cutOut : placed)(placement, land) +
      (options.crop ? element('rect', { class: 'inset-edge', x, y, width, height }) : '') +
      matched.map(({ svg }) => svg).join('') +
      (home?.svg ?? '') +
      countryLabels(kit, placement, world, wanted, taken)
    );
  });
}

/** Land, countries in their classes, small ones as rings of the same, as far as they reach into the map; each that has its middle in it leads to its page, by its ring where it has one. */
function shapes(
  kit: Kit<CountryListing>,
  { fineness, rest, country, isIn }: WorldShapes,
  { crop, scale }: MapPlacement,
  china: boolean,
  isShown: (row: CountryListing) => boolean,
): string {
  const linked = (row: CountryListing, shape: string) => (isShown(row) ? kit.ofCountry(row.country, shape) : shape);
  const listed = new Set(kit.rows.map((row) => row.country));
  const use = (className: string, href: string | undefined) =>
    href === undefined ? '' : element('use', { class: className, transform: finer(fineness), href });
  const others = use('land', rest(kit.symbols, listed));
  const home = china ? use('land-outlined', country(kit.symbols, 'CHN')) : '';
  // Borders and rings reach a little further than land.
  const radius = 3.4 / Math.sqrt(scale);
  const edge = radius + 1 / scale;
  const part = { x: crop.x - edge, y: crop.y - edge, width: crop.width + 2 * edge, height: crop.height + 2 * edge };
  const near = kit.rows.filter((row) => isIn(row.country, part));
  const isRinged = (row: CountryListing) => row.traced > 0 && countryArea(row.country) * scale * scale < smallArea;
  const own = near.map((row) => {
    const className = row.traced > 0 ? `step-${stationStep(row.traced)}` : 'land';
    const shape = use(className, country(kit.symbols, row.country));
    return isRinged(row) ? shape : linked(row, shape);
  });
  const rings = near.filter(isRinged).map((row) => {
    const [cx, cy] = countryAnchor(row.country);
    return linked(row, element('circle', { class: `ring step-${stationStep(row.traced)}`, cx, cy, r: radius }));
  });
  return others + home + own.join('') + rings.join('');
}

/** China's name on its land, and a small triangle at the seat of each bureau; with what of the picture they cover. */
function seats(
  kit: Kit<CountryListing>,
  china: string,
  placement: MapPlacement,
): { readonly svg: string; readonly boxes: readonly Box[] } {
  const marks = kit.dataset.tables.operators.map(({ place }) => {
    const { longitude, latitude } = kit.dataset.get('places', place);
    const [x, y] = placeOnMap(projectWorld(longitude, latitude), placement);
    return { x: x - 3.2, y: y - 3.2, width: 6.4, height: 6.4 };
  });
  const [x, y] = placeOnMap(projectWorld(97, 37), placement);
  const name = kit.text(china, { anchor: 'middle' });
  const [left, top] = [x - name.width / 2, y - name.height / 2];
  return {
    svg: marks.map((mark) => kit.mark('seat', mark.width).at(mark.x, mark.y)).join('') + name.at(left, top),
    boxes: [...marks, { x: left, y: top, width: name.width, height: name.height }],
  };
}

/** The classes of the map: a swatch each with its range. */
export function classKey(kit: Kit<CountryListing>, width: number): Block {
  const size = kit.frame.label;
  const entries = stationClasses.map(({ step, from, to }) => {
    const label =
      to === Number.POSITIVE_INFINITY
        ? kit.say('andMore', { from })
        : from === to
          ? kit.format.number(from)
          : `${from}–${to}`;
    const swatch = block(size, size, (x, y) =>
      element('rect', { class: `step-${step}`, x, y, width: size, height: size }),
    );
    return beside([swatch, kit.text(label)], 5);
  });
  return flow(entries, width, 12);
}
