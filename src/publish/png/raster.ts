/**
 * SVG to pixels without a browser (resvg). It drops text in silence when it has no TrueType file for it, so it gets the files by name and none of the
 * system's.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import type { Pixels } from './png.ts';

const fontFile = (family: string, weight: string, file: string) =>
  join('node_modules', '@expo-google-fonts', family, weight, `${file}_${weight}.ttf`);

/** Regular and semibold of the sans, semibold of the serif: what pictures and their captions use. */
export const fontFiles: readonly string[] = [
  fontFile('source-sans-3', '400Regular', 'SourceSans3'),
  fontFile('source-sans-3', '600SemiBold', 'SourceSans3'),
  fontFile('source-serif-4', '600SemiBold', 'SourceSerif4'),
];

/**
 * Draws an SVG at a width in pixels. (resvg reads less of a font that has only the letters in use, but is no faster for it, and places some of them
 * otherwise: measured.)
 * @throws Error when a font is missing: a picture without its words must not be published
 */
export function rasterise(svg: string, width: number): Pixels {
  for (const file of fontFiles) if (!existsSync(file)) throw new Error(`${file} is missing: run npm ci`);
  const image = new Resvg(svg, {
    fitTo: { mode: 'width', value: width },
    font: {
      loadSystemFonts: false,
      fontFiles: [...fontFiles],
      defaultFontFamily: 'Source Sans 3',
      sansSerifFamily: 'Source Sans 3',
      serifFamily: 'Source Serif 4',
    },
  }).render();
  return { width: image.width, height: image.height, data: straight(image.pixels) };
}

/** Colours that resvg has multiplied by their alpha as PNG has them. Opaque pixels stay as they are. */
function straight(data: Uint8Array): Uint8Array {
  for (let at = 3; at < data.length; at += 4) {
    const alpha = data[at] ?? 255;
    if (alpha === 255 || alpha === 0) continue;
    for (let channel = at - 3; channel < at; channel += 1)
      data[channel] = Math.min(255, Math.round(((data[channel] ?? 0) * 255) / alpha));
  }
  return data;
}
