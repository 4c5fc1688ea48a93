/**
 * `npm run fonts`: subsets the two families to the characters the site uses and writes public/fonts/ and src/styles/fonts.json.
 * Run it when the test "every letter of the site is in the fonts" fails. Files are named after their content, so they can be cached for ever.
 * Beside them the fonts of PNGs with the same letters, src/publish/png/fonts, and src/charts/kit/advances.json: how wide each letter of the sans is, so that
 * charts are laid out with the font's own metrics.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import subset from 'subset-font';
import { fallbacksOf } from './fallback-fonts.ts';
import { allPaths, fontCharacters, textPaths } from './font-characters.ts';
import { fontMetrics } from './font-metrics.ts';

const package_ = (name: string, file: string) => join('node_modules', '@fontsource-variable', name, 'files', file);
const fonts = [
  {
    family: 'Source Serif 4',
    characters: fontCharacters(textPaths),
    source: package_('source-serif-4', 'source-serif-4-latin-wght-normal.woff2'),
    property: '--serif',
    system: 'Georgia, serif',
  },
  {
    family: 'Source Sans 3',
    characters: fontCharacters(allPaths),
    source: package_('source-sans-3', 'source-sans-3-latin-wght-normal.woff2'),
    property: '--sans',
    system: 'Arial, sans-serif',
  },
];

mkdirSync('public/fonts', { recursive: true });
for (const file of readdirSync('public/fonts')) rmSync(join('public/fonts', file));
const manifest = [];
for (const { family, characters, source, property, system } of fonts) {
  const whole = readFileSync(source);
  const bytes = await subset(whole, characters, {
    targetFormat: 'woff2',
    variationAxes: { wght: { min: 400, max: 600, default: 400 } },
  });
  const file = `${family.toLowerCase().replaceAll(' ', '-')}-${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}.woff2`;
  writeFileSync(join('public/fonts', file), bytes);
  const fallbacks = await fallbacksOf(family, whole);
  manifest.push({ family, file, weight: '400 600', characters, property, fallbacks, system });
  console.log(`${file}  ${bytes.length} bytes, ${[...characters].length} characters`);
}
writeFileSync('src/styles/fonts.json', `${JSON.stringify(manifest, null, 2)}\n`);
// Those of pictures. Loaded here, as the list of their letters is in the file that was just written.
const { fontFiles, lightFontFiles, lightLetters } = await import('../src/publish/png/raster.ts');
for (const [index, light] of lightFontFiles.entries()) {
  mkdirSync(dirname(light), { recursive: true });
  // The names by which the weights of a family differ, and what is done to letters unasked: small capitals and the like would bring as many glyphs again.
  const options = {
    targetFormat: 'sfnt' as const,
    preserveNameIds: [16, 17],
    keepFeatures: ['calt', 'ccmp', 'clig', 'kern', 'liga', 'locl', 'mark', 'mkmk', 'rlig'],
    noHinting: true,
  };
  writeFileSync(light, await subset(readFileSync(fontFiles[index] ?? ''), lightLetters, options));
}
for (const folder of ['public/fonts', 'src/publish/png/fonts'])
  writeFileSync(
    join(folder, 'OFL.txt'),
    readFileSync(join('node_modules', '@fontsource-variable', 'source-serif-4', 'LICENSE')),
  );

/** Thousandths of an em for every character that the metrics file has; a soft hyphen has no width of its own in a label. */
function advancesOf(weight: string): Readonly<Record<string, number>> {
  const metrics = fontMetrics(
    join('node_modules/@expo-google-fonts/source-sans-3', weight, `SourceSans3_${weight}.ttf`),
  );
  const characters = [...new Set([...fontCharacters(allPaths), '\u00a0', '\u2009'])].sort();
  return Object.fromEntries(
    characters.flatMap((character) => {
      const width = metrics.width(character);
      return width === undefined ? [] : [[character, Math.round(width * 1000)] as const];
    }),
  );
}
writeFileSync(
  'src/charts/kit/advances.json',
  `${JSON.stringify({ regular: advancesOf('400Regular'), bold: advancesOf('600SemiBold') }, null, 2)}\n`,
);
