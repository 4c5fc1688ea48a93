/**
 * Builds a copy of the project in another folder: `node tests/helpers/build-copy.ts <copy> <output> [--hostile | --dutch]`.
 * With --dutch three texts are translated (tests/fixtures/nl); the fact-checker, which refuses a language that it does not know, is left out.
 * With --hostile there is harm in every text of the data; the fact-checker and the rules on the texts of records, which would stop such a build, are
 * left out, so that the pages must withstand it.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hostileFiles } from './hostile-data.ts';
import { copyProject } from './project-copy.ts';

const [copy = '', output = '', option] = process.argv.slice(2);
const folder = copyProject(copy);
const hostile = option === '--hostile';
const dutch = option === '--dutch';
if (dutch) cpSync('tests/fixtures/nl', join(folder, 'content/nl'), { recursive: true });
if (hostile) {
  writeFileSync(join(folder, 'src/dataset/record-rules.ts'), 'export const checkRecords = (): void => {};\n');
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
const built = spawnSync(
  process.execPath,
  hostile || dutch ? ['node_modules/astro/bin/astro.mjs', 'build', '--silent'] : ['scripts/build.ts', resolve(output)],
  {
    cwd: folder,
    stdio: 'inherit',
    env: { ...process.env, OUT_DIR: resolve(output), ASTRO_TELEMETRY_DISABLED: '1' },
  },
);
process.exit(built.status ?? 1);
