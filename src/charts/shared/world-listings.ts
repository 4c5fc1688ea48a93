/** Drawing that the world maps share: listings by country on the equal-area base. */
import type { CountryListing } from '../../dataset/country-listings.ts';
import { type Block, beside, block, flow } from '../kit/block.ts';
import type { Kit } from '../kit/kit.ts';
import { type Box, textWidth } from './labels.ts';
import { stationClasses, stationStep } from './palette.ts';
import { element, n } from './svg.ts';
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

/**
 * Where the sea lies beside countries that are too small for their names: there a name covers no other country's land. Way from the country's
 * point to the name, in units of the grid. A country without a row has its number alone, or nothing: the table and the list by continent have all.
 */
const seaBeside: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ECU: [-17, 5],
  JPN: [19, 10],
  ARG: [31, 10],
  PRT: [-5.9, 1.5],
  GBR: [9.5, -11],
  ITA: [-13, 15],
};

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
  const { crop = { x: 0, y: 0, ...worldGrid }, width, key, china } = options;
  const scale = width / crop.width;
  const height = crop.height * scale;
  return block(width, height, (x, y) => {
    const place = ([gx, gy]: readonly [number, number]) =>
      [x + (gx - crop.x) * scale, y + (gy - crop.y) * scale] as const;
    const isShown = ({ country }: CountryListing) => {
      const [px, py] = place(countryAnchor(country));
      return px > x + 8 && px < x + width - 8 && py > y + 8 && py < y + height - 8;
    };
    const land = element(
      'g',
      { transform: `translate(${round(x - crop.x * scale)} ${round(y - crop.y * scale)}) scale(${round(scale)})` },
      shapes(kit, scale, china !== undefined, isShown),
    );
    const whole = options.crop === undefined;
    const clip = element('clipPath', { id: `${key}-clip` }, element('rect', { x, y, width, height }));
    const matched = kit.rows
      .filter((row) => row.matched > 0 && isShown(row))
      .map((row) => {
        const [px, py] = place(countryAnchor(row.country));
        return kit.ofCountry(row.country, kit.mark('matched', 8).at(px - 4 + (row.traced > 0 ? 9 : 0), py - 4));
      });
    return (
      (whole
        ? land
        : clip +
          element('g', { 'clip-path': `url(#${key}-clip)` }, land) +
          element('rect', { class: 'inset-edge', x, y, width, height })) +
      matched.join('') +
      (china ? seats(kit, china, place) : '') +
      labels(
        kit,
        { ...options, named: options.named.filter(isShown), numbered: (options.numbered ?? []).filter(isShown) },
        scale,
        place,
      )
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

/** China's name on its land, and a small triangle at the seat of each bureau. */
function seats(
  kit: Kit<CountryListing>,
  { label, seats: places }: NonNullable<MapOptions['china']>,
  place: (point: readonly [number, number]) => readonly [number, number],
): string {
  const marks = places.map(({ longitude, latitude }) => {
    const [x, y] = place(projectWorld(longitude, latitude));
    return kit.mark('seat', 6.4).at(x - 3.2, y - 3.2);
  });
  const [x, y] = place(projectWorld(97, 37));
  const name = kit.text(label, { anchor: 'middle' });
  return marks.join('') + name.at(x - name.width / 2, y - name.height / 2);
}

/** Names inside their countries where they fit, else beside them over the sea, with a line; numbers inside where only they fit. */
function labels(
  kit: Kit<CountryListing>,
  { named, numbered = [] }: MapOptions,
  scale: number,
  place: (point: readonly [number, number]) => readonly [number, number],
): string {
  const size = kit.frame.label;
  const count = (row: CountryListing) => `${row.atLeast ? '≥\u2009' : ''}${kit.format.number(row.traced)}`;
  const hasRoom = (row: CountryListing, words: string, share: number) =>
    countryArea(row.country) * scale * scale > textWidth(words, size) * size * share;
  const inside = (row: CountryListing, words: string) => {
    const step = stationStep(row.traced);
    const ink = step >= 4 ? 'inverse' : step >= 2 ? 'on-class' : 'ink';
    const label = kit.text(words, { anchor: 'middle', strong: step >= 4, ink });
    const [x, y] = place(countryAnchor(row.country));
    return label.at(x - label.width / 2, y - label.height / 2);
  };
  return [
    ...named.map((row) => {
      const words = `${row.name} ${count(row)}`;
      const beside = seaBeside[row.country];
      if (!beside)
        return hasRoom(row, words, 3.2)
          ? inside(row, words)
          : hasRoom(row, count(row), 3)
            ? inside(row, count(row))
            : '';
      const [x, y] = place(countryAnchor(row.country));
      const [dx, dy] = [beside[0] * scale, beside[1] * scale];
      const label = kit.text(words, { anchor: dx < 0 ? 'end' : 'start' });
      const line = element('path', { class: 'leader', d: `M${n(x)} ${n(y)}l${n(dx * 0.9)} ${n(dy - 2)}` });
      return line + label.at(dx < 0 ? x + dx - label.width : x + dx, y + dy - label.height / 2);
    }),
    ...numbered.filter((row) => hasRoom(row, count(row), 3)).map((row) => inside(row, count(row))),
  ].join('');
}

const round = (value: number) => Math.round(value * 1000) / 1000;

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

/** Diagonal hatching in the ink of what is not known. Ids are made from the chart's id and frame. */
export const hatchPattern = (id: string): string =>
  element(
    'pattern',
    { id, width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    element('path', { class: 'hatch', d: 'M0 0V5' }),
  );

/** Europe on the grid: from Ireland to the Black Sea, from Sicily to the middle of Scandinavia. */
export const europe: Box = cropOf([-24, 33.5], [36, 62]);

function cropOf([west, south]: readonly [number, number], [east, north]: readonly [number, number]): Box {
  const middle = (west + east) / 2;
  const [top, bottom] = [projectWorld(middle, north)[1], projectWorld(middle, south)[1]];
  const [left, right] = [projectWorld(west, (south + north) / 2)[0], projectWorld(east, (south + north) / 2)[0]];
  return { x: left, y: top, width: right - left, height: bottom - top };
}
