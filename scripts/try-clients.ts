/**
 * `npm run clients`: opens what readers take away with programs that nobody here wrote, against the built `dist`, and prints a table. `npm test` has those that
 * are small (tests/built/clients.test.ts); the larger ones from npm are fetched into .cache/clients at the first run; the others are asked for by name and left out, and said to be, where the machine has none
 * (Debian: `apt-get install poppler-utils mupdf-tools pandoc citation-style-language-styles gdal-bin r-base-core libreoffice-calc libreoffice-draw inkscape epubcheck python3-pandas`).
 * Exit code 1 when one of them fails.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const site = resolve(process.argv[2] ?? 'dist');
const home = resolve('.cache/clients');
const scratch = mkdtempSync(join(tmpdir(), 'clients-'));
const packages = ['datapackage@1.1.10', 'frictionless.js@0.13.4', '@duckdb/node-api@1.5.6-r.1'];

if (!existsSync(join(site, 'data/datapackage.json'))) {
  console.error(`${site} is no built site: run npm run build`);
  process.exit(2);
}
if (packages.some((name) => !existsSync(join(home, 'node_modules', name.replace(/@[^@]*$/, ''))))) {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{"private":true}');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...packages], {
    cwd: home,
    stdio: 'inherit',
  });
}

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

/** Runs a program; what it prints last is what was found. It is left out where it is not installed. */
function program(client: string, what: string, command: string, args: readonly string[], expected: RegExp): Outcome {
  const { error, status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', cwd: home, timeout: 300_000 });
  if (error && 'code' in error && error.code === 'ENOENT')
    return { client, what, found: 'not installed', ok: undefined };
  const lines = `${stdout}\n${stderr}`.trim().split('\n').filter(Boolean);
  const said = lines.filter((line) => expected.test(line)).pop();
  return { client, what, found: said?.trim() ?? lines.pop() ?? 'nothing', ok: status === 0 && said !== undefined };
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
const citation = (ending: string) => filesIn('cite', ending);
const styles = '/usr/share/citation-style-language/styles';

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
  // RIS is read in npm test, by citation-js: Pandoc knows it from version 3 on.
  program(
    'Pandoc, CSL-JSON',
    'cite/chart-….json',
    'pandoc',
    [
      '--citeproc',
      '-t',
      'plain',
      '--wrap=none',
      '-f',
      'csljson',
      citation('.json').find((file) => file.includes('chart-')) ?? '',
    ],
    /110 Abroad[\s\S]*20\d\d/,
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
  ...['apa', 'chicago-author-date', 'modern-language-association'].map((style) =>
    program(
      `Pandoc, ${style}`,
      'cite/chart-….bib',
      'pandoc',
      [
        '--citeproc',
        '--csl',
        join(styles, `${style}.csl`),
        '-t',
        'plain',
        '--wrap=none',
        '-f',
        'biblatex',
        citation('.bib').find((file) => file.includes('chart-')) ?? '',
      ],
      /110 Abroad.*20\d\d.*https?:/,
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
