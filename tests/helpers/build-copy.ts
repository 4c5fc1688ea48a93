/**
 * Builds a copy of the project in another folder: `node tests/helpers/build-copy.ts <copy> <output> [--hostile]`. It is built with changes first, then again
 * with the changes taken back and what the first build kept, of which the second must show no trace.
 * With --hostile it is built once, with harm in every text of the data and three texts in Dutch (tests/fixtures/nl): what the fact-checker and the rules on
 * the texts of records would refuse. They are left out, so that the pages must withstand it.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hostileFiles } from './hostile-data.ts';
import { copyProject } from './project-copy.ts';

const [copy = '', output = '', option] = process.argv.slice(2);
const folder = copyProject(copy);
const target = resolve(output);
const astro = ['node_modules/astro/bin/astro.mjs', 'build', '--silent'];

/** Runs a script of the copy; ends this process when it fails. */
function build(args: readonly string[], to = target): void {
  const { status } = spawnSync(process.execPath, [...args], {
    cwd: folder,
    stdio: 'inherit',
    env: { ...process.env, OUT_DIR: to, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Edits a file of the copy; throws when that changes nothing. Returns what takes the edit back. */
function edit(file: string, change: (text: string) => string): () => void {
  const path = join(folder, file);
  const whole = readFileSync(path, 'utf8');
  const changed = change(whole);
  if (changed === whole) throw new Error(`${file} has no longer what is changed here: choose something else`);
  writeFileSync(path, changed);
  return () => writeFileSync(path, whole);
}

function makeHostile(): void {
  cpSync('tests/fixtures/nl', join(folder, 'content/nl'), { recursive: true });
  writeFileSync(join(folder, 'src/dataset/record-rules.ts'), 'export const recordRules = [];\n');
  const { files, names } = hostileFiles();
  for (const [name, text] of files) writeFileSync(join(folder, 'data', name), text);
  // A worked solution finds its row by the name of a country: the lesson says the name as the data now has it.
  for (const file of readdirSync(join(folder, 'content/en/teach')).filter((name) => name.endsWith('.md'))) {
    const lesson = join(folder, 'content/en/teach', file);
    writeFileSync(
      lesson,
      readFileSync(lesson, 'utf8').replace(
        /(\bcountry: )([^,}\n]+)(?=[,}\n])/g,
        (all, key: string, country: string) => {
          const harmed = names.get(country.trim());
          return harmed === undefined ? all : key + JSON.stringify(harmed);
        },
      ),
    );
  }
}

function buildAfterChanges(): void {
  const keptFiles = () => readdirSync(join(folder, '.cache/kept')).length;
  const changes = [
    edit('content/en/pages/about.md', (text) => text.replace(/ \{#/, ' Nothing else has changed. {#')),
    edit('content/en/charts/fox-hunt-outcomes.md', (text) => text.replace(/^headline: "/m, 'headline: "Changed: ')),
    edit('data/operators.json', (text) => text.replace('"note": null', '"note": "A remark."')),
  ];
  build(astro, `${target}-changed`);
  for (const takeBack of changes) takeBack();
  const before = keptFiles();
  build(['scripts/build.ts', target]);
  if (keptFiles() >= 2 * before) throw new Error('Nothing that the first build kept was of use to the second');
}

if (option === '--hostile') {
  makeHostile();
  build(astro);
} else buildAfterChanges();
