/**
 * `npm run bench`: what each chart costs in bytes and time, and where the time of a build goes. A table to read, and .cache/bench.json to compare.
 * `npm run bench -- charts` measures only that part; the parts are charts, reading (what a phone does before it shows the front page and the chapters of dist), build, builds (clean, again, after a changed row and a changed sentence), editions (one, and 50 in three languages) and scale (the same at 10 and 100 times the data, some minutes). Figures are of this machine as it is now: compare runs of one machine, not numbers of two.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { type FrameName, frames } from '../src/charts/shared/frame.ts';
import { SymbolSheet } from '../src/charts/shared/symbols.ts';
import { readEdition } from '../src/publish/edition/read-edition.ts';
import { chapterIds } from '../tests/helpers/chapters.ts';
import { type BuildCost, buildCosts, editionCosts } from './bench-builds.ts';
import { readingCosts } from './bench-reading.ts';
import type { ScaleResult } from './bench-scale.ts';
import { type LoadedChart, loadCharts } from './load-charts.ts';
import { settingsOrExit } from './settings.ts';

/** A part of the bench: measures, prints its table, and returns what goes into the JSON under its name. */
type Part = () => Promise<unknown>;

const RUNS = 15;
const frameNames = Object.keys(frames) as FrameName[];
const brotli = (text: string): number => (text === '' ? 0 : brotliCompressSync(text).length);

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Milliseconds that a piece of work takes. */
function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
const medianTime = (work: () => unknown): number => median(Array.from({ length: RUNS }, () => time(work)));

const milliseconds = (value: number): string => value.toFixed(1);
const bytes = (value: number): string => value.toLocaleString('en-GB');

/** Prints a table under its title. Columns are as wide as their widest cell; the first is left-aligned, numbers are not. */
function printTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  console.log([`\n${title}\n`, line(head), rule, ...rows.map(line)].join('\n'));
}

interface ChartCost {
  readonly id: string;
  /** Of the picture as a page has it, without the shapes that maps share. */
  readonly bytes: Readonly<Record<FrameName, { readonly raw: number; readonly brotli: number }>>;
  /** Shapes of maps that the chart uses: once a page, however many pictures use them. */
  readonly shapes: { readonly raw: number; readonly brotli: number };
  /** Median milliseconds: rows, words and table; then each picture. */
  readonly time: { readonly rows: number } & Readonly<Record<FrameName, number>>;
}

const namesOf = (id: string) => ({ labelledBy: `chart-${id}-headline`, describedBy: `chart-${id}-summary` });
const sizeOf = (text: string) => ({ raw: Buffer.byteLength(text), brotli: brotli(text) });

/** Bytes and time of one chart. */
function costOf({ chart, build }: LoadedChart): ChartCost {
  const built = build();
  const symbols = new SymbolSheet();
  const draw = (frame: FrameName, sheet: SymbolSheet) => built.picture(frame, sheet, namesOf(chart.id));
  const each = <Value>(of: (frame: FrameName) => Value) =>
    Object.fromEntries(frameNames.map((frame) => [frame, of(frame)])) as Record<FrameName, Value>;
  const bytes = each((frame) => sizeOf(draw(frame, symbols)));
  return {
    id: chart.id,
    bytes,
    shapes: sizeOf(symbols.toSvg()),
    time: { rows: medianTime(build), ...each((frame) => medianTime(() => draw(frame, new SymbolSheet()))) },
  };
}

const sumOf = (costs: readonly ChartCost[], of: (cost: ChartCost) => number): number =>
  costs.reduce((total, cost) => total + of(cost), 0);

/** The table of the charts: a row for each, and one for all together, whose shapes are counted once. */
function printCosts(costs: readonly ChartCost[], shared: ChartCost['shapes']): void {
  const row = (name: string, of: readonly ChartCost[], shapes: ChartCost['shapes']) => [
    name,
    ...frameNames.flatMap((frame) => [
      bytes(sumOf(of, (cost) => cost.bytes[frame].raw)),
      bytes(sumOf(of, (cost) => cost.bytes[frame].brotli)),
    ]),
    bytes(shapes.brotli),
    milliseconds(sumOf(of, (cost) => cost.time.rows)),
    ...frameNames.map((frame) => milliseconds(sumOf(of, (cost) => cost.time[frame]))),
  ];
  const head = [
    'chart',
    ...frameNames.flatMap((frame) => [`${frame} B`, 'brotli']),
    'shapes',
    'rows ms',
    ...frameNames.map((frame) => `${frame} ms`),
  ];
  printTable(`Charts: bytes of each picture, and milliseconds (median of ${RUNS})`, head, [
    ...costs.map((cost) => row(cost.id, [cost], cost.shapes)),
    row(`all ${costs.length}`, costs, shared),
  ]);
}

/** Bytes and time of each chart. The first drawing of all is measured apart: it projects the maps that every later one shares. */
const charts: Part = async () => {
  const readDataset = medianTime(() => readEdition('data'));
  const start = performance.now();
  const loaded = await loadCharts(readEdition('data'));
  const loadModules = performance.now() - start;
  const allShapes = new SymbolSheet();
  let pictures = '';
  const firstDrawing = time(() => {
    for (const { chart, build } of loaded) {
      const built = build();
      for (const frame of frameNames) pictures += built.picture(frame, allShapes, namesOf(chart.id));
    }
  });
  const costs = loaded.map(costOf);
  const [shared, together] = [sizeOf(allShapes.toSvg()), brotli(pictures + allShapes.toSvg())];
  printCosts(costs, shared);
  const laterDrawing = sumOf(costs, ({ time: { rows, wide, narrow } }) => rows + wide + narrow);
  console.log(
    `\nReading and checking the dataset ${milliseconds(readDataset)} ms · loading the charts ${milliseconds(loadModules)} ms · ` +
      `drawing all for the first time, with maps projected and code cold, ${milliseconds(firstDrawing)} ms · again ${milliseconds(laterDrawing)} ms\n` +
      `All pictures of a page together: ${bytes(together)} bytes brotli, ${bytes(shared.brotli)} of them shapes of maps.`,
  );
  const stages = { readDataset, loadModules, firstDrawing, laterDrawing };
  return { stages, together: { brotli: together, shapes: shared }, charts: costs };
};

/** Runs a script with this Node and gives back all that it printed. */
const run = (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], {
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1', FORCE_COLOR: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });

/** A whole build in a process of its own, by what Astro reports: bundling, each page, the rest. */
const build: Part = async () => {
  const folder = '.cache/bench-site';
  const start = performance.now();
  const { code, output } = await run([join('node_modules', 'astro', 'bin', 'astro.mjs'), 'build'], { OUT_DIR: folder });
  const whole = performance.now() - start;
  rmSync(folder, { recursive: true, force: true });
  if (code !== 0) throw new Error(`The build failed:\n${output.slice(-2000)}`);
  const inMilliseconds = (value: string, unit: string) => Number(value) * (unit === 's' ? 1000 : 1);
  const total = (pattern: RegExp) =>
    [...output.matchAll(pattern)].reduce((sum, [, value = '0', unit = 'ms']) => sum + inMilliseconds(value, unit), 0);
  const pages = [...output.matchAll(/[├└]─ (\S+) \(\+([\d.]+)(ms|s)\)/g)].map(
    ([, path = '', value = '0', unit = 'ms']) => ({ path, time: inMilliseconds(value, unit) }),
  );
  const stages = {
    bundling: total(/✓ built in ([\d.]+)(ms|s)/g),
    pages: pages.reduce((sum, page) => sum + page.time, 0),
    whole,
  };
  const slowest = [...pages].sort((a, b) => b.time - a.time).slice(0, 10);
  const [all, bundling, written] = [whole, stages.bundling, stages.pages].map(
    (time) => `${(time / 1000).toFixed(1)} s`,
  );
  const title = `Build: ${pages.length} files in ${all}, of which bundling ${bundling} and pages ${written}`;
  // A page that is asked for first pays for what the others share.
  const rows = slowest.map((page) => [page.path, milliseconds(page.time)]);
  printTable(title, ['slowest', 'ms'], rows);
  return { stages, pages };
};

/** One factor in a process of its own (scripts/bench-scale.ts). */
async function measureScale(factor: number): Promise<ScaleResult> {
  const { code, output } = await run([join('scripts', 'bench-scale.ts'), String(factor)]);
  if (code !== 0) throw new Error(`Measuring ${factor} times the data failed:\n${output.slice(-2000)}`);
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as ScaleResult;
}

/**
 * How the stages of a build grow with the data and with charts × editions × languages. The exponent is that of a power law between two factors:
 * 1 is linear, 0 does not grow, 2 would be quadratic. Stages of a few milliseconds have exponents of chance.
 */
const scale: Part = async () => {
  const factors = [1, 10, 100];
  const results: ScaleResult[] = [];
  for (const factor of factors) results.push(await measureScale(factor));
  const exponent = (of: (result: ScaleResult) => number): string => {
    const [small, large] = results.slice(-2);
    return small && large ? (Math.log(of(large) / of(small)) / Math.log(large.factor / small.factor)).toFixed(2) : '';
  };
  const names = Object.keys(results[0]?.stages ?? {});
  const row = (name: string, of: (result: ScaleResult) => number) => [
    name,
    ...results.map((result) => Math.round(of(result)).toLocaleString('en-GB')),
    exponent(of),
  ];
  const title = `Growth: milliseconds at ${factors.join(', ')} times the data, and the exponent of the last step`;
  printTable(
    title,
    ['stage', ...factors.map((factor) => `× ${factor}`), 'exponent'],
    [
      ...names.map((name) => row(name, (result) => result.stages[name] ?? Number.NaN)),
      row('all', (result) => Object.values(result.stages).reduce((sum, value) => sum + value, 0)),
      row('peak of memory, MB', (result) => result.memory),
      ...Object.keys(results[0]?.bytes ?? {}).map((name) =>
        row(`${name}, bytes`, (result) => result.bytes[name] ?? Number.NaN),
      ),
    ],
  );
  for (const { factor, refused } of results)
    for (const [id, reason] of Object.entries(refused))
      console.log(`× ${factor}: ${id} would stop the build: ${reason}`);
  return results;
};

/** Whole builds, and what many editions cost (scripts/bench-builds.ts). */
const costs =
  (title: string, measure: () => readonly BuildCost[]): Part =>
  async () => {
    const results = measure();
    const rows = results.map(({ what, seconds, processorSeconds, memory, files, size }) => [
      ...[what, seconds.toFixed(1), processorSeconds.toFixed(1)],
      ...[Math.round(memory), files, Math.round(size)].map(bytes),
    ]);
    printTable(title, ['build', 'seconds', 'processor s', 'peak memory, MB', 'files', 'MB'], rows);
    return results;
  };
const builds = costs('Builds, from a clean checkout on', buildCosts);
const editions = costs('Astro alone, editions × languages; at most 10,000 files and 300 MB', editionCosts);

/** What a phone does before it shows the front page and the chapters, as they were last built (scripts/bench-reading.ts). */
const reading: Part = async () => {
  if (!existsSync('dist')) {
    console.log('\nWithout a dist there is nothing to read: run "npm run build" first.');
    return [];
  }
  const pages = await readingCosts('dist', ['', ...chapterIds.map((id) => `${id}/`)], settingsOrExit().base);
  const title = 'First visits of a phone, 360 px, processor four times slower, slow 4G: medians of milliseconds';
  const head = ['page', 'first paint', 'blocking', 'styles', 'layout', 'layout shift', 'elements', 'brotli B'];
  const rows = pages.map(({ page, firstPaint, blocking, styles, layout, shift, elements, bytes: size }) => [
    ...[`/${page}`, ...[firstPaint, blocking, styles, layout].map((time) => time.toFixed(0))],
    ...[shift.toFixed(3), bytes(elements), bytes(size)],
  ]);
  printTable(title, head, rows);
  return pages;
};

const parts: Readonly<Record<string, Part>> = { charts, reading, build, builds, editions, scale };

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; there are: ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}
const results: Record<string, unknown> = {
  environment: {
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    cores: availableParallelism(),
  },
};
for (const [name, part] of Object.entries(parts))
  if (chosen.length === 0 || chosen.includes(name)) results[name] = await part();
mkdirSync('.cache', { recursive: true });
writeFileSync(
  '.cache/bench.json',
  `${JSON.stringify(results, (_, value: unknown) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value), 2)}\n`,
);
console.log('\nWritten to .cache/bench.json');
