/**
 * `npm run accept:charts`: makes the charts as they are now drawn the accepted ones (tests/snapshots), and says what changed.
 * Look at the pictures that the tests left in .cache/pictures first. `npm run accept:charts -- world-map` accepts some charts only.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { frames } from '../src/charts/shared/frame.ts';
import { paletteCss } from '../src/charts/shared/palette.ts';
import { SymbolSheet } from '../src/charts/shared/symbols.ts';
import { readEdition } from '../src/publish/edition/on-disk.ts';
import {
  changedLines,
  pictureSnapshot,
  shapesName,
  shapesSnapshot,
  snapshotFolder,
  snapshotName,
  styleName,
  styleSnapshot,
} from '../tests/helpers/picture-snapshot.ts';
import { loadCharts } from './load-charts.ts';

const chosen = process.argv.slice(2);
const charts = await loadCharts(readEdition('data'));
const unknown = chosen.filter((id) => !charts.some(({ chart }) => chart.id === id));
if (unknown.length > 0) {
  console.error(
    `There is no chart ${unknown.join(', ')}; there are: ${charts.map(({ chart }) => chart.id).join(', ')}`,
  );
  process.exit(2);
}

const files = new Map<string, string>();
const symbols = new SymbolSheet();
for (const { chart, build } of charts) {
  const built = build();
  for (const frame of Object.keys(frames) as (keyof typeof frames)[])
    files.set(snapshotName(chart.id, frame), pictureSnapshot(built.picture(frame, symbols, { label: chart.id })));
}
files.set(shapesName, shapesSnapshot([symbols.definitions()]));
files.set(styleName, styleSnapshot(paletteCss() + readFileSync('src/styles/chart.css', 'utf8')));

mkdirSync(snapshotFolder, { recursive: true });
const isChosen = (file: string) => chosen.length === 0 || chosen.some((id) => file.startsWith(`${id}.`));
let changed = 0;
for (const [file, text] of files) {
  const path = join(snapshotFolder, file);
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (before === text || !isChosen(file)) continue;
  changed += 1;
  console.log(
    before === '' ? `new: ${path}` : `changed: ${path}\n${changedLines(before, text, 6).replace(/^/gm, '    ')}`,
  );
  writeFileSync(path, text);
}
for (const file of readdirSync(snapshotFolder))
  if (!files.has(file) && isChosen(file)) {
    changed += 1;
    console.log(`gone: ${join(snapshotFolder, file)}`);
    rmSync(join(snapshotFolder, file));
  }
console.log(
  changed === 0
    ? 'Nothing to accept: the charts are as accepted.'
    : `${changed} files accepted. Commit them with what changed them.`,
);
