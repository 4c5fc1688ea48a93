/**
 * `npm run clients`: opens what readers take away with programs that nobody here wrote, against the built `dist`, and prints a table. `npm test` has the
 * small ones (tests/built/clients.test.ts). The larger ones from npm are fetched into .cache/clients at the first run. The others are called by name; one
 * that the machine lacks is left out, and the table says so
 * (Debian: `apt-get install poppler-utils mupdf-tools pandoc citation-style-language-styles bibutils hugo calibre gdal-bin r-base-core libreoffice-calc libreoffice-draw inkscape epubcheck python3-pandas`).
 * Exit code 1 when one of them fails.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fetchPackages } from './fetched.ts';

const site = resolve(process.argv[2] ?? 'dist');
const scratch = mkdtempSync(join(tmpdir(), 'clients-'));

if (!existsSync(join(site, 'data/datapackage.json'))) {
  console.error(`${site} is no built site: run npm run build`);
  process.exit(2);
}
const home = fetchPackages('clients', [
  'datapackage@1.1.10',
  'frictionless.js@0.13.4',
  '@duckdb/node-api@1.5.6-r.1',
  '@zazuko/rdf-parser-csvw@0.17.0',
  'jsonld-streaming-parser@5.0.1',
]);

const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(join(site, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => join(site, folder, name))
    .sort();

interface Outcome {
  readonly client: string;
  readonly what: string;
  readonly found: string;
  readonly ok: boolean | undefined;
}

/**
 * Runs a program. It passes when at least `times` lines of what it prints or of the file it writes are as expected; the last of them is what was found.
 * It is left out where it is not installed.
 */
function program(
  client: string,
  what: string,
  command: string,
  args: readonly string[],
  expected: RegExp,
  written?: string,
  times = 1,
): Outcome {
  const { error, status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', cwd: home, timeout: 300_000 });
  if (error && 'code' in error && error.code === 'ENOENT')
    return { client, what, found: 'not installed', ok: undefined };
  const file = written !== undefined && existsSync(written) ? readFileSync(written, 'utf8') : '';
  const lines = `${stdout}\n${stderr}\n${file}`.trim().split('\n').filter(Boolean);
  const said = lines.filter((line) => expected.test(line));
  const found = said.at(-1) ?? lines.at(-1) ?? 'nothing';
  return { client, what, found: found.trim(), ok: status === 0 && said.length >= times };
}

/** Runs lines of JavaScript where the packages are. */
const script = (client: string, what: string, code: string, expected: RegExp): Outcome => {
  const file = join(home, `${client.replace(/\W+/g, '-')}.mjs`);
  writeFileSync(file, code);
  return program(client, what, process.execPath, [file], expected);
};

const csvs = ['data', 'data/charts', 'charts'].flatMap((folder) => filesIn(folder, '.csv'));
const tables = filesIn('data', '.csv').length;
const list = (values: readonly string[]) => JSON.stringify(values);
const svgs = filesIn('charts', '.svg');
const pdfs = filesIn('charts', '.pdf');
const citations = (ending: string) => filesIn('cite', ending);
/** One work of each kind: a chapter, a chart, a table, the edition, a country. */
const works = ['italy', 'chart-world-map', 'table-claims', 'edition', 'country-ita'];
const styles = '/usr/share/citation-style-language/styles';

const characters: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

/** Five works as one file for Pandoc. */
function bibliography(format: 'biblatex' | 'csljson'): string {
  const ending = format === 'biblatex' ? 'bib' : 'json';
  const texts = works.map((work) => readFileSync(join(site, 'cite', `${work}.${ending}`), 'utf8'));
  const file = join(scratch, `works.${ending}`);
  writeFileSync(
    file,
    format === 'biblatex' ? texts.join('\n') : JSON.stringify(texts.flatMap((text) => JSON.parse(text) as unknown[])),
  );
  return file;
}

/** A page of Hugo with two lines as they are handed out, and the rows of a table that its template reads. */
function hugoSite(): string {
  const folder = join(scratch, 'hugo');
  const page = readFileSync(join(site, 'charts/world-map/index.html'), 'utf8');
  const lines = [...page.matchAll(/<textarea[^>]*>([^<]*)<\/textarea>/g)].map(([, line]) =>
    (line ?? '').replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => characters[name] ?? ''),
  );
  const pasted = lines.filter((line) => line.startsWith('<div') || line.startsWith('[![')).slice(0, 2);
  for (const part of ['content', 'layouts/_default']) mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(
    join(folder, 'config.yaml'),
    'disableKinds: [taxonomy, term, home, section]\nmarkup: {goldmark: {renderer: {unsafe: true}}}\n',
  );
  writeFileSync(join(folder, 'content/page.md'), `---\ntitle: A page\n---\n\n${pasted.join('\n\n')}\n`);
  writeFileSync(
    join(folder, 'layouts/_default/single.html'),
    '{{ $frames := findRE `<iframe src="[^"]+" title="[^"]+"` .Content }}{{ $pictures := findRE `<img src="[^"]+" alt="[^"]{80,}"` .Content }}{{ $rows := readFile "claims.csv" | transform.Unmarshal }}{{ len $frames }} frame, {{ len $pictures }} picture, {{ len $rows }} lines\n',
  );
  copyFileSync(join(site, 'data/claims.csv'), join(folder, 'claims.csv'));
  return folder;
}

const hugo = hugoSite();
const outcomes: Outcome[] = [
  script(
    'datapackage (Frictionless 1)',
    'data/datapackage.json, every table with its keys',
    `import { createRequire } from 'node:module';
const { Package } = createRequire(import.meta.url)('datapackage');
const found = await Package.load(${JSON.stringify(join(site, 'data/datapackage.json'))}, { basePath: ${JSON.stringify(join(site, 'data'))} });
if (!found.valid) throw new Error(found.errors.join('; '));
let rows = 0, read = 0;
for (const resource of found.resources) {
  if (!resource.descriptor.path.endsWith('.csv')) continue;
  resource.descriptor.profile = 'tabular-data-resource';
  resource.commit();
  rows += (await resource.read({ relations: true })).length;
  read += 1;
}
console.log(read + ' tables, ' + rows + ' rows');`,
    new RegExp(`^${tables} tables, \\d+ rows$`),
  ),
  script(
    'frictionless.js',
    'data/datapackage.json',
    `import data from 'frictionless.js';
const found = await data.Dataset.load(${JSON.stringify(join(site, 'data/datapackage.json'))});
console.log(found.resources.length + ' resources');`,
    /^\d{2} resources$/,
  ),
  script(
    'DuckDB',
    `${csvs.length} CSV files`,
    `import { DuckDBInstance } from '@duckdb/node-api';
const db = await (await DuckDBInstance.create()).connect();
let rows = 0n;
for (const file of ${list(csvs)}) rows += (await db.runAndReadAll("select count(*) from read_csv('" + file + "')")).getRows()[0][0];
console.log(rows + ' rows');`,
    /^\d+ rows$/,
  ),
  program(
    'pandas',
    `${csvs.length} CSV files`,
    'python3',
    ['-c', `import pandas, sys\nprint(sum(len(pandas.read_csv(f)) for f in sys.argv[1:]), "rows")`, ...csvs],
    /^\d+ rows/,
  ),
  program(
    'EPUBCheck',
    'offline/110-abroad.epub',
    // Debian installs an archive that a shell cannot start.
    existsSync('/usr/bin/epubcheck') ? 'java' : 'epubcheck',
    ['-jar', '/usr/bin/epubcheck', join(site, 'offline/110-abroad.epub')],
    /^No errors or warnings detected/,
  ),
  script(
    'rdf-parser-csvw',
    'data/charts/*.csv with their csv-metadata.json',
    `import { createReadStream, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import dataset from '@rdfjs/dataset';
import Parser from '@zazuko/rdf-parser-csvw';
import { JsonLdParser } from 'jsonld-streaming-parser';
const csvw = 'http://www.w3.org/ns/csvw#';
// Of the standard's own context what these descriptions use: it would be fetched.
const context = { '@vocab': csvw, dc: 'http://purl.org/dc/terms/', schema: 'http://schema.org/', titles: csvw + 'title', columns: { '@id': csvw + 'column', '@container': '@list' } };
const all = async (stream) => { const found = []; for await (const item of stream) found.push(item); return found; };
let rows = 0, cells = 0;
const files = ${list(filesIn('data/charts', '.csv'))};
for (const file of files) {
  const described = JSON.parse(readFileSync(file + '-metadata.json', 'utf8'));
  const names = described.tableSchema.columns.map(({ name }) => name);
  const metadata = dataset.dataset(await all(Readable.from(JSON.stringify({ ...described, '@context': context })).pipe(new JsonLdParser({ baseIRI: 'file:///' }))));
  const quads = await all(new Parser({}).import(createReadStream(file), { metadata, baseIRI: 'file:///table' }));
  rows += quads.filter(({ predicate }) => predicate.value === csvw + 'row').length;
  for (const { predicate } of quads.filter(({ predicate }) => predicate.value.startsWith('file:///table#'))) {
    if (!names.includes(predicate.value.slice('file:///table#'.length))) throw new Error(file + ': ' + predicate.value);
    cells += 1;
  }
}
console.log(files.length + ' tables, ' + rows + ' rows, ' + cells + ' cells');`,
    new RegExp(`^${filesIn('data/charts', '.csv').length} tables, \\d{3,} rows, \\d{4,} cells$`),
  ),
  program(
    'calibre',
    'offline/110-abroad.epub',
    'ebook-convert',
    [join(site, 'offline/110-abroad.epub'), join(scratch, '110-abroad.azw3')],
    /^AZW3 output written|^Output saved/,
  ),
  program(
    'Hugo',
    'two lines pasted, data/claims.csv',
    'hugo',
    ['--source', hugo],
    /^1 frame, 1 picture, \d{3} lines$/,
    join(hugo, 'public/page/index.html'),
  ),
  // Pandoc reads RIS from version 3 on; citation-js does in npm test.
  ...(['ris', 'bib'] as const).map((ending) =>
    program(
      `bibutils, ${ending}2xml`,
      `cite/*.${ending}`,
      `${ending}2xml`,
      citations(`.${ending}`),
      new RegExp(`Processed ${citations(`.${ending}`).length} references`),
    ),
  ),
  program(
    'R',
    `${csvs.length} CSV files`,
    'Rscript',
    [
      '-e',
      `cat(sum(sapply(c(${csvs.map((file) => JSON.stringify(file)).join(',')}), function(f) nrow(read.csv(f, fileEncoding = "UTF-8")))), "rows\\n")`,
    ],
    /^\d+ rows/,
  ),
  program(
    'GDAL',
    'data/stations.geojson',
    'ogrinfo',
    ['-so', '-al', join(site, 'data/stations.geojson')],
    /^Feature Count: [1-9]/,
  ),
  program(
    'LibreOffice Calc',
    'data/110-abroad.xlsx, the sheet README',
    'soffice',
    ['--headless', '--convert-to', 'csv', '--outdir', scratch, join(site, 'data/110-abroad.xlsx')],
    /->.*110-abroad\.csv/,
  ),
  program(
    'LibreOffice Draw',
    svgs[0]?.slice(site.length + 1) ?? 'no SVG',
    'soffice',
    ['--headless', '--convert-to', 'png', '--outdir', scratch, svgs[0] ?? ''],
    /->.*\.png/,
  ),
  program(
    'Inkscape',
    svgs[0]?.slice(site.length + 1) ?? 'no SVG',
    'inkscape',
    ['--query-width', svgs[0] ?? ''],
    /^\d+/,
  ),
  ...pdfs
    .slice(0, 1)
    .flatMap((pdf) => [
      program('poppler', pdf.slice(site.length + 1), 'pdffonts', [pdf], /SourceSerif4-SemiBold .* yes yes yes/),
      program('MuPDF', pdf.slice(site.length + 1), 'mutool', ['draw', '-F', 'txt', '-o', '-', pdf], /edition \d/),
      program('Inkscape', pdf.slice(site.length + 1), 'inkscape', ['--query-width', pdf], /^\d+/),
    ]),
  // Five works in each of two formats and three styles. A CSL-JSON file is a list of one: Pandoc wants one list.
  ...['apa', 'chicago-author-date', 'modern-language-association'].flatMap((style) =>
    (['biblatex', 'csljson'] as const).map((format) =>
      program(
        `Pandoc, ${style}`,
        `five works, ${format}`,
        'pandoc',
        [
          '--citeproc',
          '--csl',
          join(styles, `${style}.csl`),
          '-t',
          'plain',
          '--wrap=none',
          '-f',
          format,
          bibliography(format),
        ],
        /^(?:110 Abroad\.|———\.|---\.).*20\d\d.*https?:\S+$/,
        undefined,
        works.length,
      ),
    ),
  ),
];

const width = (key: 'client' | 'what') => Math.max(...outcomes.map((outcome) => outcome[key].length));
for (const { client, what, found, ok } of outcomes)
  console.log(
    `${ok === undefined ? '–' : ok ? 'yes' : 'NO '} ${client.padEnd(width('client'))}  ${what.padEnd(width('what'))}  ${found.slice(0, 140)}`,
  );
// Nothing is learnt from a run in which no program was there.
const ran = outcomes.filter(({ ok }) => ok !== undefined);
console.log(
  `${ran.filter(({ ok }) => ok).length} passed, ${ran.filter(({ ok }) => !ok).length} failed, ${outcomes.length - ran.length} not installed`,
);
process.exit(ran.length > 0 && ran.every(({ ok }) => ok) ? 0 : 1);
