/** Every letter of the site is in the fonts, and the fonts are the files that the style sheet names. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fallbacksOf } from '../../scripts/fallback-fonts.ts';
import { allPaths, fontCharacters, textPaths } from '../../scripts/font-characters.ts';
import { chaptersIn } from '../../src/story/chapters.ts';
import { type Fallback, fontCss, fontPreloads } from '../../src/story/fonts.ts';
import fonts from '../../src/styles/fonts.json' with { type: 'json' };
import { parseHtml } from '../helpers/xml.ts';

const folder = 'public/fonts';

test.each([
  ['Source Serif 4', textPaths],
  ['Source Sans 3', allPaths],
] as const)('every letter of the site is in %s (npm run fonts makes it anew)', (family, paths) => {
  const font = fonts.find((candidate) => candidate.family === family);
  const missing = [...fontCharacters(paths)].filter((character) => !font?.characters.includes(character));
  expect(missing, 'letters that are new: npm run fonts, then npm run accept:charts').toEqual([]);
});

test('every letter that the chapters print is in the fonts, but for those left to the reader’s own on purpose', () => {
  // Chinese; Latin with rare marks in names; the arrow back to the text and the sign for "at least", which the Latin subset of the family lacks.
  const onPurpose = /[\u0100-\u024f\u3000-\u9fff\uff00-\uffef↩≥\s]/;
  const known = new Set(fonts.flatMap((font) => [...font.characters]));
  const found = new Set<string>();
  for (const chapter of chaptersIn('en'))
    for (const character of `${parseHtml(chapter.html).textContent}${parseHtml(chapter.notesHtml).textContent}`)
      if (!known.has(character) && !onPurpose.test(character)) found.add(character);
  expect([...found]).toEqual([]);
});

test.each(fonts)('$family is a file named after its content', ({ file }) => {
  const bytes = readFileSync(join(folder, file));
  expect(bytes.toString('latin1', 0, 4)).toBe('wOF2');
  expect(file).toMatch(/^[a-z0-9-]+-[0-9a-f]{8}\.woff2$/);
  expect(file).toContain(createHash('sha256').update(bytes).digest('hex').slice(0, 8));
});

test('no other font lies about, the licence lies beside them, and together they weigh at most 40 kB', () => {
  expect(readdirSync(folder).sort()).toEqual([...fonts.map((font) => font.file), 'OFL.txt'].sort());
  expect(readFileSync(join(folder, 'OFL.txt'), 'utf8')).toContain('SIL Open Font License');
  expect(fonts.reduce((sum, font) => sum + statSync(join(folder, font.file)).size, 0)).toBeLessThanOrEqual(40_000);
});

test.each(fonts)(
  'what stands in for $family is measured anew from the fonts themselves',
  async ({ family, fallbacks }) => {
    const name = family.toLowerCase().replaceAll(' ', '-');
    const source = readFileSync(`node_modules/@fontsource-variable/${name}/files/${name}-latin-wght-normal.woff2`);
    const now = await fallbacksOf(family, source);
    // The chapters weigh the letters: other words move the second digit, of capitals and figures, which are few, the first after the point.
    for (const [index, fallback] of (fallbacks as readonly Fallback[]).entries())
      for (const [at, face] of fallback.faces.entries()) {
        const measured = now[index]?.faces[at];
        expect(measured?.local).toEqual(face.local);
        expect(Math.abs((measured?.sizeAdjust ?? 0) - face.sizeAdjust)).toBeLessThan(1);
        expect(Math.abs((measured?.smallLetters ?? 0) - (face.smallLetters ?? 0))).toBeLessThan(0.5);
        expect(Math.abs((measured?.ascent ?? 0) - face.ascent)).toBeLessThan(1.5);
      }
  },
);

test('the style sheet names the files under the prefix, never hides text, and gives each what stands in for it', () => {
  const css = fontCss('/some/prefix/');
  for (const font of fonts) {
    expect(css).toContain(`url(/some/prefix/fonts/${font.file}) format('woff2')`);
    expect(css).toMatch(new RegExp(`${font.property}:'${font.family}',(?:'[^']* fitted',)+${font.system}`));
    for (const { family, faces } of font.fallbacks as readonly Fallback[]) {
      const small = faces.filter(({ smallLetters }) => smallLetters !== undefined);
      expect(faces.map(({ weight }) => weight)).toEqual([400, 600]);
      expect(css.split(`font-family:'${family}'`)).toHaveLength(1 + faces.length + small.length);
    }
  }
  expect(css.match(/font-display:swap/g)).toHaveLength(fonts.length);
  for (const href of fontPreloads('/some/prefix/'))
    expect(fonts.map((font) => `/some/prefix/fonts/${font.file}`)).toContain(href);
});
