/**
 * One measurement of `npm run bench -- scale`, in a process of its own so that its memory is its own: the stages of a build on a dataset made larger.
 * The site's modules run as they are, through Vite, in a copy of the project that has the larger tables.
 * `node scripts/bench-scale.ts <factor>` prints milliseconds by stage and the peak of memory, as JSON on the last line.
 */
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createServer, type Plugin } from 'vite';
import { SymbolSheet } from '../src/charts/shared/symbols.ts';
import type * as AnswersModule from '../src/dataset/answers.ts';
import { parseDataset } from '../src/dataset/parse.ts';
import { tableNames } from '../src/dataset/schema.ts';
import type * as ArchiveModule from '../src/publish/download/archive.ts';
import type * as TablesModule from '../src/publish/download/tables.ts';
import { readTables } from '../src/publish/edition/read-edition.ts';
import type * as EmbedModule from '../src/publish/embed/embed.ts';
import type * as RecordPageModule from '../src/publish/record/page.ts';
import type * as ChaptersModule from '../src/story/chapters.ts';
import type * as RecordListModule from '../src/story/record-list.ts';
import type * as SiteModule from '../src/story/site.ts';
import type * as SourceListModule from '../src/story/source-list.ts';
import { loadCharts } from './load-charts.ts';
import { scaleTables } from './scale-data.ts';

export interface ScaleResult {
  readonly factor: number;
  /** Milliseconds by stage. */
  readonly stages: Readonly<Record<string, number>>;
  /** Bytes of what is made, by kind: to distinguish work that grows from work that only takes longer. */
  readonly bytes: Readonly<Record<string, number>>;
  /** Charts that refused so many listings, with their reasons: a picture without room for its labels stops a build. */
  readonly refused: Readonly<Record<string, string>>;
  /** Megabytes that the process held at its peak. */
  readonly memory: number;
}

const factor = Number(process.argv[2] ?? '1');
if (!Number.isInteger(factor) || factor < 1) throw new Error(`"${process.argv[2]}" is no whole number of times`);

const stages: Record<string, number> = {};
const bytes: Record<string, number> = {};
async function stage<Result>(name: string, work: () => Result | Promise<Result>): Promise<Result> {
  const start = performance.now();
  const result = await work();
  stages[name] = performance.now() - start;
  return result;
}

const today = readTables('data');
const refused: Record<string, string> = {};

/** Charts of the larger dataset. What it holds is let go before the rest begins, as no build has both. */
async function drawCharts(): Promise<void> {
  const everything = scaleTables(today, factor);
  const dataset = await stage('reading and checking the tables', () => parseDataset(everything));
  const loaded = await loadCharts(dataset);
  await stage('charts, rows and pictures with all listings', () => {
    const symbols = new SymbolSheet();
    for (const { chart, build } of loaded)
      try {
        const built = build();
        for (const frame of ['wide', 'narrow'] as const) built.picture(frame, symbols, { label: chart.id });
      } catch (error) {
        refused[chart.id] = error instanceof Error ? error.message : String(error);
      }
  });
}

/** Tables are read when they are asked for: as a program, a hundred times the rows would be most of the memory that is measured. */
const tablesAsFiles: Plugin = {
  name: 'tables-as-files',
  enforce: 'pre',
  load: (id) =>
    /\/data\/\w+\.json\?raw$/.test(id)
      ? `import { readFileSync } from 'node:fs'; export default readFileSync(${JSON.stringify(id.replace('?raw', ''))}, 'utf8');`
      : undefined,
};

type Load = <Module>(path: string) => Promise<Module>;

/** Runs the site's modules, through Vite, in a copy of the project that has other tables. */
async function withTables(tables: ReadonlyMap<string, string>, work: (load: Load) => Promise<void>): Promise<void> {
  const home = process.cwd();
  const root = resolve('.cache', `bench-scale-${factor}`);
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  for (const part of ['src', 'content', 'data']) cpSync(part, join(root, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  for (const [file, text] of tables) writeFileSync(join(root, 'data', file), text);
  process.chdir(root);
  const server = await createServer({
    root,
    configFile: false,
    plugins: [tablesAsFiles],
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, watch: null },
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
  });
  try {
    await work(<Module>(path: string) => server.ssrLoadModule(`/src/${path}`) as Promise<Module>);
  } finally {
    await server.close();
    process.chdir(home);
    rmSync(root, { recursive: true, force: true });
  }
}

const home = new URL('https://bench.example/');
/** Draws every embed and returns their length: pictures are kept for a site, so the first time costs more than the next. */
async function drawEmbeds(load: Load, site: ReturnType<typeof SiteModule.siteIn>, times: number): Promise<number> {
  const { embedDocument } = await load<typeof EmbedModule>('publish/embed/embed.ts');
  let sum = 0;
  for (let time = 0; time < times; time += 1)
    for (const id of site.charts.keys()) sum += embedDocument({ site, id, home, css: '' }).length;
  return sum;
}

await drawCharts();
await withTables(scaleTables(today, factor, { listings: false }), async (load) => {
  const { siteIn } = await load<typeof SiteModule>('story/site.ts');
  const { answersTo } = await load<typeof AnswersModule>('dataset/answers.ts');
  const { chaptersIn } = await load<typeof ChaptersModule>('story/chapters.ts');
  const { claimGroups, responseGroups } = await load<typeof RecordListModule>('story/record-list.ts');
  const { sourceGroups } = await load<typeof SourceListModule>('story/source-list.ts');
  const { recordIds, recordPage } = await load<typeof RecordPageModule>('publish/record/page.ts');
  const { tableCsv, tableJson } = await load<typeof TablesModule>('publish/download/tables.ts');
  const { zipInOrder } = await load<typeof ArchiveModule>('publish/download/archive.ts');

  const site = await stage('rows and words of the charts', () => siteIn('en'));
  await stage('answers to each claim', () =>
    site.dataset.tables.claims.reduce((sum, claim) => sum + answersTo(site.dataset, claim.id).length, 0),
  );
  bytes['chapters'] = await stage('chapters', () =>
    chaptersIn('en').reduce((sum, chapter) => sum + chapter.html.length + chapter.notesHtml.length, 0),
  );
  bytes['records'] = await stage('list of records', () =>
    [...claimGroups(site, 'whole'), ...responseGroups(site, 'whole')].reduce(
      (sum, group) => sum + group.items.toString().length,
      0,
    ),
  );
  bytes['sources'] = await stage('list of sources', () =>
    sourceGroups(site).reduce((sum, group) => sum + group.rows.toString().length, 0),
  );
  await stage('pages of single records', () =>
    recordIds(site).reduce((sum, id) => sum + JSON.stringify(recordPage(site, id, home)).length, 0),
  );
  const files = await stage('tables as CSV and JSON', () => {
    const made = new Map<string, Uint8Array>();
    for (const name of tableNames) {
      made.set(`${name}.csv`, new TextEncoder().encode(tableCsv(site, name)));
      made.set(`${name}.json`, new TextEncoder().encode(tableJson(site, name)));
    }
    return made;
  });
  bytes['tables'] = [...files.values()].reduce((sum, file) => sum + file.length, 0);
  bytes['archive'] = (await stage('archive', () => zipInOrder([...files], site.dataset.edition.date))).length;
  bytes['embeds'] = await stage('embeds', () => drawEmbeds(load, site, 1));
});
// Charts × editions × languages: each of them is one more embed, of data as large as today's.
await withTables(today, async (load) => {
  const { siteIn } = await load<typeof SiteModule>('story/site.ts');
  const site = siteIn('en');
  bytes['embeds of more charts'] = await stage('embeds of as many more charts', () => drawEmbeds(load, site, factor));
});
const result: ScaleResult = { factor, stages, bytes, refused, memory: process.resourceUsage().maxRSS / 1024 };
console.log(JSON.stringify(result));
