/**
 * Builds a copy of the project in another folder: `node tests/helpers/build-copy.ts <copy> <output> [--hostile]`.
 * With --hostile there is harm in every text of the data, and three texts are translated into Dutch (tests/fixtures/nl): what the fact-checker and the rules on
 * the texts of records would refuse. They are left out, so that the pages must withstand it.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hostileFiles } from './hostile-data.ts';
import { copyProject } from './project-copy.ts';

const [copy = '', output = '', option] = process.argv.slice(2);
const folder = copyProject(copy);
const hostile = option === '--hostile';
if (hostile) {
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
const built = spawnSync(
  process.execPath,
  hostile ? ['node_modules/astro/bin/astro.mjs', 'build', '--silent'] : ['scripts/build.ts', resolve(output)],
  {
    cwd: folder,
    stdio: 'inherit',
    env: { ...process.env, OUT_DIR: resolve(output), ASTRO_TELEMETRY_DISABLED: '1' },
  },
);
process.exit(built.status ?? 1);
