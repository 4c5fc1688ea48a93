/** Drawing that the world maps share: listings by country on the equal-area base. */

import type { CountryListing } from '../../dataset/country-listings.ts';
import type { DrawInput, Drawing } from '../chart.ts';
import { type Box, placeLabels, textWidth, wrapText } from './labels.ts';
import { stationClasses, stationStep } from './palette.ts';
import { element, group, text, textLines } from './svg.ts';
import {
  countryAnchor,
  countryArea,
  projectWorld,
  shapedCountries,
  useCountry,
  useRestOfWorld,
  worldGrid,
} from './world.ts';

/** Too small for their names, with the sea at their left and another listed country at their right. */
const seaAtLeft: ReadonlySet<string> = new Set(['ECU', 'PRT']);

/** Countries smaller than this in the picture (about 5 by 5 units) get a ring, so that they can be seen at all. */
export const smallArea = 25;

interface MapOptions {
  readonly x: number;
  readonly y: number;
  /** Units of the picture for one unit of the grid. */
  readonly scale: number;
  /** Part of the grid that is shown; the whole grid by default. */
  readonly crop?: Box;
  readonly key: string;
}

/** Shapes, rings and hollow marks of one map. Labels are the caller's. */
export function drawListings(
  rows: readonly CountryListing[],
  allListed: ReadonlySet<string>,
  input: Pick<DrawInput<unknown>, 'symbols'>,
  options: MapOptions,
): string {
  const { x, y, scale, crop } = options;
  const rest = element('use', { class: 'land', href: useRestOfWorld(input.symbols, allListed) });
  const counts = new Map(rows.map((row) => [row.country, row.traced]));
  const shapes = [...allListed]
    .filter((country) => shapedCountries.has(country))
    .map((country) => {
      const count = counts.get(country) ?? 0;
      return element('use', {
        class: count > 0 ? `step-${stationStep(count)}` : 'land',
        href: useCountry(input.symbols, country),
      });
    });
  const rings = rows
    .filter((row) => row.traced > 0 && countryArea(row.country) * scale * scale < smallArea)
    .map((row) => {
      const [cx, cy] = countryAnchor(row.country);
      return element('circle', { class: `ring step-${stationStep(row.traced)}`, cx, cy, r: 3.4 / Math.sqrt(scale) });
    });
  const hollow = rows
    .filter((row) => row.matched > 0)
    .map((row) => {
      const [cx, cy] = countryAnchor(row.country);
      return element('circle', { class: 'hollow', cx: row.traced > 0 ? cx + 7 / scale : cx, cy, r: 4.5 / scale });
    });
  const content = rest + shapes.join('') + rings.join('') + hollow.join('');
  const placed = element(
    'g',
    {
      transform: `translate(${round(x - (crop?.x ?? 0) * scale)} ${round(y - (crop?.y ?? 0) * scale)}) scale(${round(scale)})`,
    },
    content,
  );
  if (!crop) return placed;
  const clip = `${options.key}-clip`;
  return (
    element(
      'clipPath',
      { id: clip },
      element('rect', { x, y, width: crop.width * scale, height: crop.height * scale }),
    ) +
    element('g', { 'clip-path': `url(#${clip})` }, placed) +
    element('rect', { class: 'inset-edge', x, y, width: crop.width * scale, height: crop.height * scale })
  );
}

const round = (value: number) => Math.round(value * 1000) / 1000;

/** The key of the classes: swatches in a row, each with its range. Returns SVG and its width. */
export function classKey(
  input: Pick<DrawInput<unknown>, 'words' | 'values' | 'frame' | 'format'>,
  x: number,
  y: number,
  withMatched: boolean,
): { svg: string; width: number } {
  const size = input.frame.label;
  let at = x;
  const parts = stationClasses.map(({ step, from, to }) => {
    const label =
      to === Number.POSITIVE_INFINITY
        ? input.words.text('labels.andMore', { from })
        : from === to
          ? input.format.number(from)
          : `${from}–${to}`;
    const svg =
      element('rect', { class: `step-${step}`, x: at, y: y - size * 0.8, width: size, height: size }) +
      text(at + size + 5, y, label, { class: 'label' });
    at += size + 5 + textWidth(label, size) + 12;
    return svg;
  });
  if (withMatched) {
    const label = input.words.text('labels.matchedKey', input.values);
    parts.push(
      element('circle', { class: 'hollow', cx: at + 6, cy: y - size * 0.32, r: 4.5 }) +
        text(at + 16, y, label, { class: 'label' }),
    );
    at += 16 + textWidth(label, size) + 12;
  }
  return { svg: parts.join(''), width: at - x };
}

/** A hatched swatch with a sentence for what cannot be placed on the map. */
export function notTracedNote(
  input: Pick<DrawInput<unknown>, 'words' | 'values' | 'frame'>,
  key: string,
  x: number,
  y: number,
  width: number,
  sentence: string,
): { svg: string; height: number } {
  const size = input.frame.label;
  const hatch = `${key}-hatch`;
  const lines = wrapText(sentence, width - 26, size);
  const svg =
    hatchPattern(hatch) +
    element('rect', {
      class: 'unknown-box',
      x,
      y: y - size * 0.85,
      width: 16,
      height: size + 2,
      fill: `url(#${hatch})`,
    }) +
    textLines(x + 24, y, lines, size * 1.3, { class: 'label' });
  return { svg, height: lines.length * size * 1.3 };
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

/** The single map: world, key, the sentence on what is not traced; narrow adds Europe enlarged, where half of the listings are. */
export function drawWorld(input: DrawInput<CountryListing>): Drawing {
  const { rows, frame, words, values, format } = input;
  const listed = new Set(rows.map((row) => row.country));
  const key = `world-map-${frame.name}`;
  const scale = frame.width / worldGrid.width;
  const size = frame.label;
  const labelled = [...rows]
    .filter((row) => row.traced >= (frame.name === 'wide' ? 3 : 5))
    .sort((a, b) => b.traced - a.traced);
  const numbers = (
    mapX: number,
    mapY: number,
    mapScale: number,
    crop: Box | undefined,
    wanted: readonly CountryListing[],
    area: Box,
  ) => {
    const requests = wanted.map((row) => {
      const [cx, cy] = countryAnchor(row.country);
      const shown = `${row.name} ${row.atLeast ? '≥\u2009' : ''}${format.number(row.traced)}`;
      // A name stands on its country where that has room for it, so that it is not read as the neighbour's.
      const hasRoom = countryArea(row.country) * mapScale * mapScale > textWidth(shown, size) * size * 4;
      const prefer = hasRoom ? ('centre' as const) : seaAtLeft.has(row.country) ? ('left' as const) : undefined;
      return {
        prefer,
        key: row.country,
        text: shown,
        x: mapX + (cx - (crop?.x ?? 0)) * mapScale,
        y: mapY + (cy - (crop?.y ?? 0)) * mapScale,
        clear: 4,
      };
    });
    return placeLabels(requests, size, area)
      .map((label) => {
        const far = Math.hypot(label.labelX - label.x, label.labelY - size * 0.34 - label.y) > 16;
        return (
          (far
            ? element('path', {
                class: 'leader',
                d: `M${round(label.x)} ${round(label.y)}L${round(label.labelX)} ${round(label.labelY - size * 0.34)}`,
              })
            : '') +
          text(label.labelX, label.labelY, label.text, {
            class: 'label halo',
            'text-anchor': label.anchor === 'start' ? undefined : label.anchor,
          })
        );
      })
      .join('');
  };
  const mapHeight = worldGrid.height * scale;
  const map = drawListings(rows, listed, input, { x: 0, y: 0, scale, key });
  if (frame.name === 'wide') {
    const keyRow = classKey(input, 0, mapHeight + 30, true);
    const note = notTracedNote(input, key, 0, mapHeight + 58, frame.width, words.text('labels.notTraced', values));
    return {
      height: mapHeight + 58 + note.height - size * 0.5,
      content:
        group(
          { class: 'map' },
          map + numbers(0, 0, scale, undefined, labelled, { x: 0, y: 0, width: frame.width, height: mapHeight }),
        ) +
        keyRow.svg +
        note.svg,
    };
  }
  const insetScale = frame.width / europe.width;
  const insetY = mapHeight + 34;
  const insetHeight = europe.height * insetScale;
  const inset = drawListings(rows, listed, input, { x: 0, y: insetY, scale: insetScale, crop: europe, key });
  const inEurope = rows.filter((row) => row.continent === 'Europe' && row.traced >= 3);
  const elsewhere = labelled.filter((row) => row.continent !== 'Europe');
  const keyY = insetY + insetHeight + 26;
  const keyRow = classKey(input, 0, keyY, false);
  const matchedY = keyY + 24;
  const matched =
    element('circle', { class: 'hollow', cx: 7, cy: matchedY - size * 0.32, r: 4.5 }) +
    text(24, matchedY, words.text('labels.matchedKey', values), { class: 'label' });
  const note = notTracedNote(input, key, 0, matchedY + 24, frame.width, words.text('labels.notTraced', values));
  const content =
    group(
      { class: 'map' },
      map + numbers(0, 0, scale, undefined, elsewhere, { x: 0, y: 0, width: frame.width, height: mapHeight }),
    ) +
    text(0, insetY - 9, words.text('labels.europeInset', values), { class: 'label label--strong' }) +
    group(
      { class: 'map' },
      inset +
        numbers(0, insetY, insetScale, europe, inEurope, {
          x: 2,
          y: insetY + 2,
          width: frame.width - 4,
          height: insetHeight - 4,
        }),
    ) +
    keyRow.svg +
    matched +
    note.svg;
  return { height: matchedY + 24 + note.height - size * 0.4, content };
}
