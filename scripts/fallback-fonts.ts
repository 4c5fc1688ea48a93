/**
 * Fonts of readers' systems, made to take the room of ours: how much each is scaled, and where its lines sit, computed from the fonts' own metrics and the
 * letters of the chapters. What cannot be had as a package is measured in the font that was made to its measures: Gelasio for Georgia, Arimo for Arial and
 * Liberation Sans, Tinos for Times New Roman and Liberation Serif.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Font } from 'fontkitten';
import subset from 'subset-font';
import { opened } from './font-metrics.ts';

/** One `@font-face` of a system font; percentages are of the font size. */
export interface FallbackFace {
  readonly weight: 400 | 600;
  readonly local: readonly string[];
  readonly sizeAdjust: number;
  readonly ascent: number;
  readonly descent: number;
}

export interface Fallback {
  readonly family: string;
  readonly faces: readonly FallbackFace[];
}

interface SystemFont {
  readonly family: string;
  /** Package in @fontsource that has its widths. */
  readonly measured: string;
  /** Full names under which systems know the two weights. */
  readonly local: Readonly<Record<400 | 600, readonly string[]>>;
}

const system: Readonly<Record<string, readonly SystemFont[]>> = {
  'Source Serif 4': [
    { family: 'Georgia fitted', measured: 'gelasio', local: { 400: ['Georgia'], 600: ['Georgia Bold'] } },
    {
      family: 'Noto Serif fitted',
      measured: 'noto-serif',
      local: { 400: ['Noto Serif', 'Noto Serif Regular'], 600: ['Noto Serif Bold'] },
    },
    {
      family: 'Liberation Serif fitted',
      measured: 'tinos',
      local: { 400: ['Liberation Serif', 'Times New Roman'], 600: ['Liberation Serif Bold', 'Times New Roman Bold'] },
    },
  ],
  'Source Sans 3': [
    {
      family: 'Arial fitted',
      measured: 'arimo',
      local: {
        400: ['Arial', 'Liberation Sans', 'Helvetica'],
        600: ['Arial Bold', 'Liberation Sans Bold', 'Helvetica Bold'],
      },
    },
    {
      family: 'Roboto fitted',
      measured: 'roboto',
      local: { 400: ['Roboto', 'Roboto Regular'], 600: ['Roboto Bold'] },
    },
  ],
};

/** What the chapters say, without keys, references and front matter: the letters by which widths are weighed. */
function sampleText(): string {
  const folder = 'content/en/chapters';
  return readdirSync(folder)
    .sort()
    .map((name) =>
      readFileSync(join(folder, name), 'utf8')
        .replace(/^---[\s\S]*?\n---\n/, '')
        .replace(/\[\^[^\]]*\]|\{[^}]*\}|^::.*$|[#*_[\]]/gm, ''),
    )
    .join('\n')
    .replace(/\s+/g, ' ');
}

/** Mean width of a character of a text, in em. */
function meanWidth(font: Font, text: string): number {
  const known = [...text]
    .map((character) => character.codePointAt(0) ?? 0)
    .filter((code) => font.hasGlyphForCodePoint(code));
  const sum = known.reduce((total, code) => total + (font.glyphForCodePoint(code)?.advanceWidth ?? 0), 0);
  return sum / known.length / font.unitsPerEm;
}

const percent = (part: number): number => Math.round(part * 10_000) / 100;

/**
 * The fallbacks of one of our families, the likeliest first.
 * @param source the variable font as the package has it
 */
export async function fallbacksOf(family: string, source: Buffer): Promise<Fallback[]> {
  const text = sampleText();
  const ours = async (weight: 400 | 600): Promise<Font> =>
    opened(await subset(source, text, { targetFormat: 'truetype', variationAxes: { wght: weight } }), family);
  const own = { 400: await ours(400), 600: await ours(600) };
  const face = ({ measured, local }: SystemFont, weight: 400 | 600): FallbackFace => {
    // Systems have a bold and no semibold.
    const file = `${measured}-latin-${weight === 600 ? 700 : 400}-normal.woff2`;
    const theirs = opened(readFileSync(join('node_modules', '@fontsource', measured, 'files', file)), file);
    const scale = meanWidth(own[weight], text) / meanWidth(theirs, text);
    const { ascent, descent, unitsPerEm } = own[weight];
    return {
      weight,
      local: local[weight],
      sizeAdjust: percent(scale),
      ascent: percent(ascent / unitsPerEm / scale),
      descent: percent(-descent / unitsPerEm / scale),
    };
  };
  return (system[family] ?? []).map((font) => ({ family: font.family, faces: [face(font, 400), face(font, 600)] }));
}
