/** Drawing that the world maps share: listings by country on the equal-area base. */
import type { CountryListing } from '../../dataset/country-listings.ts';
import { type Block, beside, block, flow } from '../kit/block.ts';
import type { Kit } from '../kit/kit.ts';
import { countryLabels } from './country-labels.ts';
import type { Box } from './labels.ts';
import { clipped, type MapPlacement, placeOnMap, transformOf } from './map-base.ts';
import { stationClasses, stationStep } from './palette.ts';
import { element } from './svg.ts';
import {
  countryAnchor,
  countryArea,
  projectWorld,
  shapedCountries,
  useCountry,
  useRestOfWorld,
  worldGrid,
} from './world.ts';

/** Countries smaller than this in the picture (about 5 by 5 units) get a ring, so that they can be seen at all. */
const smallArea = 25;

interface MapOptions {
  /** Part of the grid that is shown; the whole grid by default. */
  readonly crop?: Box;
  readonly width: number;
  readonly key: string;
  /** Countries with their names; the others with a number where it fits on them. */
  readonly named: readonly CountryListing[];
  readonly numbered?: readonly CountryListing[];
  /** China outlined, with the seats of the bureaus. */
  readonly china?: {
    readonly label: string;
    readonly seats: readonly { readonly longitude: number; readonly latitude: number }[];
  };
}

/** The map of the listings, or a part of it. */
export function listingsMap(kit: Kit<CountryListing>, options: MapOptions): Block {
  const { crop = { x: 0, y: 0, ...worldGrid }, width, key, china, named, numbered = [] } = options;
  const scale = width / crop.width;
  const height = crop.height * scale;
  return block(width, height, (x, y) => {
    const placement: MapPlacement = { crop, x, y, scale };
    const anchorOf = ({ country }: CountryListing) => placeOnMap(countryAnchor(country), placement);
    const isShown = (row: CountryListing) => {
      const [px, py] = anchorOf(row);
      return px > x + 8 && px < x + width - 8 && py > y + 8 && py < y + height - 8;
    };
    const transform = transformOf(placement);
    const land = element('g', { transform }, shapes(kit, scale, china !== undefined, isShown));
    const matched = kit.rows
      .filter((row) => row.matched > 0 && isShown(row))
      .map((row) => {
        const [px, py] = anchorOf(row);
        const box = { x: px - 4 + (row.traced > 0 ? 9 : 0), y: py - 4, width: 8, height: 8 };
        return { box, svg: kit.ofCountry(row.country, kit.mark('matched', 8).at(box.x, box.y)) };
      });
    const home = china && seats(kit, china, placement);
    const taken = [...matched.map(({ box }) => box), ...(home?.boxes ?? [])];
    const wanted = [
      ...named.filter(isShown).map((row) => ({ row, named: true })),
      ...numbered.filter(isShown).map((row) => ({ row, named: false })),
    ];
    return (
      (options.crop
        ? clipped(key, placement, land) + element('rect', { class: 'inset-edge', x, y, width, height })
        : land) +
      matched.map(({ svg }) => svg).join('') +
      (home?.svg ?? '') +
      countryLabels(kit, placement, wanted, taken)
    );
  });
}

/** Land, countries in their classes, small ones as rings of the same; each that has its middle in the map leads to its page. */
function shapes(
  kit: Kit<CountryListing>,
  scale: number,
  china: boolean,
  isShown: (row: CountryListing) => boolean,
): string {
  const linked = (row: CountryListing, shape: string) => (isShown(row) ? kit.ofCountry(row.country, shape) : shape);
  const listed = new Set(kit.rows.map((row) => row.country));
  const rest = element('use', { class: 'land', href: useRestOfWorld(kit.symbols, listed) });
  const home = china ? element('use', { class: 'land-outlined', href: useCountry(kit.symbols, 'CHN') }) : '';
  const own = kit.rows
    .filter((row) => shapedCountries.has(row.country))
    .map((row) =>
      linked(
        row,
        element('use', {
          class: row.traced > 0 ? `step-${stationStep(row.traced)}` : 'land',
          href: useCountry(kit.symbols, row.country),
        }),
      ),
    );
  const rings = kit.rows
    .filter((row) => row.traced > 0 && countryArea(row.country) * scale * scale < smallArea)
    .map((row) => {
      const [cx, cy] = countryAnchor(row.country);
      const ring = { class: `ring step-${stationStep(row.traced)}`, cx, cy, r: 3.4 / Math.sqrt(scale) };
      return linked(row, element('circle', ring));
    });
  return rest + home + own.join('') + rings.join('');
}

/** China's name on its land, and a small triangle at the seat of each bureau; with what of the picture they cover. */
function seats(
  kit: Kit<CountryListing>,
  { label, seats: places }: NonNullable<MapOptions['china']>,
  placement: MapPlacement,
): { readonly svg: string; readonly boxes: readonly Box[] } {
  const marks = places.map(({ longitude, latitude }) => {
    const [x, y] = placeOnMap(projectWorld(longitude, latitude), placement);
    return { x: x - 3.2, y: y - 3.2, width: 6.4, height: 6.4 };
  });
  const [x, y] = placeOnMap(projectWorld(97, 37), placement);
  const name = kit.text(label, { anchor: 'middle' });
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

/** Europe on the grid: from Ireland to the Black Sea, from Sicily to the middle of Scandinavia. */
export const europe: Box = cropOf([-24, 33.5], [36, 62]);

/** A part of the grid between two corners in degrees. */
export function cropOf([west, south]: readonly [number, number], [east, north]: readonly [number, number]): Box {
  const middle = (west + east) / 2;
  const [top, bottom] = [projectWorld(middle, north)[1], projectWorld(middle, south)[1]];
  const [left, right] = [projectWorld(west, (south + north) / 2)[0], projectWorld(east, (south + north) / 2)[0]];
  return { x: left, y: top, width: right - left, height: bottom - top };
}
