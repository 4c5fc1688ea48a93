/**
 * SVG to pixels without a browser (resvg). It drops text in silence when it has no TrueType file for it, so it gets the files by name and none of the
 * system's.
 */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import siteFonts from '../../styles/fonts.json' with { type: 'json' };
import type { Pixels } from './png.ts';

const fontFile = (family: string, weight: string, file: string) =>
  join('node_modules', '@expo-google-fonts', family, weight, `${file}_${weight}.ttf`);

/** Regular and semibold of the sans, semibold of the serif: what pictures and their captions use. */
export const fontFiles: readonly string[] = [
  fontFile('source-sans-3', '400Regular', 'SourceSans3'),
  fontFile('source-sans-3', '600SemiBold', 'SourceSans3'),
  fontFile('source-serif-4', '600SemiBold', 'SourceSerif4'),
];

/** The same with the letters of the site alone (`npm run fonts`): resvg reads a whole file again for every letter that it draws, and these are an eighth as large. */
export const lightFontFiles: readonly string[] = fontFiles.map((file) =>
  join('src', 'publish', 'png', 'fonts', basename(file)),
);

/** Letters of the light fonts: those of the pages, and one sign that pictures add. */
export const lightLetters = [...new Set(`${siteFonts.map(({ characters }) => characters).join('')}≥`)].sort().join('');
const known = new Set(`${lightLetters}\n`);

/** The light fonts have all letters of a picture, as it is written: one by its number other than a quotation mark may be any. */
const isLight = (svg: string): boolean => {
  for (const character of svg) if (!known.has(character)) return false;
  return !/&#(?!3[49];)/.test(svg);
};

/**
 * Draws an SVG at a width in pixels; a letter that the light fonts lack is taken from the whole ones.
 * @throws Error when a font is missing: a picture without its words must not be published
 */
export function rasterise(svg: string, width: number): Pixels {
  const files = isLight(svg) ? lightFontFiles : fontFiles;
  for (const file of [...files, ...fontFiles]) if (!existsSync(file)) throw new Error(`${file} is missing: run npm ci`);
  const image = new Resvg(svg, {
    fitTo: { mode: 'width', value: width },
    font: {
      loadSystemFonts: false,
      fontFiles: [...files],
      defaultFontFamily: 'Source Sans 3',
      sansSerifFamily: 'Source Sans 3',
      serifFamily: 'Source Serif 4',
    },
  }).render();
  return { width: image.width, height: image.height, data: image.pixels };
}
