/**
 * Fonts of readers’ systems, made to take the room of ours: how much each is scaled, and where its lines sit, computed from the fonts’ own metrics and the
 * words of the chapters. In Georgia and Times capitals and figures are wider against small letters than in ours, so the two are scaled apart: that takes half
 * and a third of the words that change lines. In the others it takes no tenth, and costs a phone the more work for each line. What cannot be had as a package
 * is measured in the font that was made to its measures: Gelasio for Georgia, Arimo for Arial and Liberation Sans, Tinos for Times New Roman and Liberation Serif.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import subset from 'subset-font';
import type { Fallback, FallbackFace } from '../src/story/fonts.ts';
import { type FontMetrics, metricsOf } from './font-metrics.ts';

interface SystemFont {
  readonly family: string;
  /** Package in @fontsource that has its widths. */
  readonly measured: string;
  /** Whether small letters have a scale of their own. */
  readonly apart?: boolean;
  /** Full names under which systems know the two weights. */
  readonly local: Readonly<Record<400 | 600, readonly string[]>>;
}

const system: Readonly<Record<string, readonly SystemFont[]>> = {
  'Source Serif 4': [
    { family: 'Georgia fitted', measured: 'gelasio', apart: true, local: { 400: ['Georgia'], 600: ['Georgia Bold'] } },
    {
      family: 'Noto Serif fitted',
      measured: 'noto-serif',
      local: { 400: ['Noto Serif', 'Noto Serif Regular'], 600: ['Noto Serif Bold'] },
    },
    {
      family: 'Liberation Serif fitted',
      measured: 'tinos',
      apart: true,
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

const smallLetters = /[a-zß-ɏ]+/g;

/**
 * By how much a font is scaled, so that each line of a text is about as wide as in ours: least squares over stretches of nine words.
 * @param apart small letters by themselves, as a browser sets what comes from two fonts
 */
function fitted(
  theirs: FontMetrics,
  own: FontMetrics,
  text: string,
  apart: boolean,
): { readonly small?: number; readonly rest: number } {
  const known = new Map<string, number>();
  const room = (runs: readonly string[]): number =>
    runs.reduce((sum, run) => {
      const width = known.get(run) ?? theirs.setWidth(run);
      known.set(run, width);
      return sum + width;
    }, 0);
  let [ss, sr, rr, so, ro] = [0, 0, 0, 0, 0];
  for (const stretch of text.match(/(?:\S+ ){9}/g) ?? []) {
    const s = apart ? room(stretch.match(smallLetters) ?? []) : 0;
    const r = apart ? room(stretch.split(smallLetters)) : theirs.setWidth(stretch);
    const o = own.setWidth(stretch);
    [ss, sr, rr, so, ro] = [ss + s * s, sr + s * r, rr + r * r, so + s * o, ro + r * o];
  }
  if (!apart) return { rest: ro / rr };
  const determinant = ss * rr - sr * sr;
  return { small: (so * rr - ro * sr) / determinant, rest: (ro * ss - so * sr) / determinant };
}

const percent = (part: number): number => Math.round(part * 10_000) / 100;

/**
 * The fallbacks of one of our families, the likeliest first.
 * @param source the variable font as the package has it
 */
export async function fallbacksOf(family: string, source: Buffer): Promise<Fallback[]> {
  const text = sampleText();
  const measured = async (file: Buffer, weight?: 400 | 600): Promise<FontMetrics> =>
    metricsOf(
      await subset(file, text, { targetFormat: 'truetype', ...(weight && { variationAxes: { wght: weight } }) }),
    );
  const own = { 400: await measured(source, 400), 600: await measured(source, 600) };
  const face = async (
    { measured: name, local, apart = false }: SystemFont,
    weight: 400 | 600,
  ): Promise<FallbackFace> => {
    // Systems have a bold and no semibold.
    const file = `${name}-latin-${weight === 600 ? 700 : 400}-normal.woff2`;
    const theirs = await measured(readFileSync(join('node_modules', '@fontsource', name, 'files', file)));
    const scales = fitted(theirs, own[weight], text, apart);
    return {
      weight,
      local: local[weight],
      ...(scales.small !== undefined && { smallLetters: percent(scales.small) }),
      sizeAdjust: percent(scales.rest),
      ascent: percent(own[weight].ascent / scales.rest),
      descent: percent(own[weight].descent / scales.rest),
    };
  };
  const fallbacks: Fallback[] = [];
  for (const font of system[family] ?? [])
    fallbacks.push({ family: font.family, faces: [await face(font, 400), await face(font, 600)] });
  return fallbacks;
}
