/**
 * `npm run release`: freezes the current edition into public/v/<version>/: dataset, schemas, charts and embeds, with a change log, a manifest and SHA-256 sums.
 * Append-only: refused when the version is frozen already, when a check fails, or when version, date or corrections do not fit what changed.
 * Everything is made beside and moved into place at the end.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compareEditions } from '../src/dataset/editions.ts';
import { ProblemsError } from '../src/dataset/problems.ts';
import { sha256 } from '../src/publish/download/archive.ts';
import { changeLog, type EarlierEdition, frozenFiles, frozenHome } from '../src/publish/edition/freeze.ts';
import { readRegister, registerFile } from '../src/publish/edition/frozen-check.ts';
import { frozenEdition } from '../src/publish/edition/frozen-edition.ts';
import {
  filesBelow,
  frozenFolder,
  frozenVersions,
  readEdition,
  readFrozenEdition,
} from '../src/publish/edition/on-disk.ts';
import { releaseFaults, stepOnDisk } from '../src/publish/edition/versions.ts';
import { keepAddresses, ledgerFile } from './published-addresses.ts';

const refuse = (reason: string): never => {
  console.error(`Not released: ${reason}`);
  process.exit(1);
};

const current = (() => {
  try {
    return readEdition('data');
  } catch (error) {
    if (error instanceof ProblemsError) return refuse(error.message);
    throw error;
  }
})();
const { version, date } = current.edition;
const target = join('public/v', version);
if (existsSync(target))
  refuse(`${target} exists, and a frozen edition never changes. Raise the version in data/edition.json.`);

const previousVersion = frozenVersions().at(-1);
let previous: Parameters<typeof changeLog>[2];
if (previousVersion !== undefined) {
  const folder = join('public/v', previousVersion, 'data');
  const earlier = readFrozenEdition(folder);
  const difference = compareEditions(earlier, current);
  const { step, columns } = stepOnDisk(earlier, difference);
  if (columns.length > 0) console.log(`Columns changed, which asks for a major version: ${columns.join(', ')}`);
  const faults = releaseFaults(earlier, current, step);
  if (faults.length > 0) refuse(faults.join('\n  '));
  previous = { version: previousVersion, difference };
}

for (const [name, script] of [
  ['the fact-checker', 'scripts/check-facts.ts'],
  ['the comparison with the last edition', 'scripts/check-editions.ts'],
] as const)
  if (spawnSync(process.execPath, [script], { stdio: 'inherit' }).status !== 0)
    refuse(`${name} found something (npm run check:facts, npm run check:editions).`);

if (spawnSync(process.execPath, ['scripts/read-facts.ts', '--list'], { stdio: 'inherit' }).status !== 0)
  refuse('passages are not read against their records, or a record changed since (npm run read).');

const built = '.cache/release-site';
rmSync(built, { recursive: true, force: true });
const build = spawnSync(process.execPath, ['scripts/build.ts', built], {
  stdio: 'inherit',
  env: { ...process.env, SITE_URL: frozenHome, BASE_PATH: '/', FREEZING: '1' },
});
if (build.status !== 0) refuse('the site could not be built.');

const read = (folder: string) =>
  filesBelow(folder)
    .filter((path) => !path.startsWith('v/'))
    .map((path) => ({ path, bytes: new Uint8Array(readFileSync(join(folder, path))) }));
const earlier: EarlierEdition | undefined =
  previousVersion === undefined
    ? undefined
    : {
        edition: frozenEdition(previousVersion),
        read: ({ in: keeper, path }) => readFileSync(join(frozenFolder, keeper, path)),
      };
const files = frozenFiles(read(built), { version, date }, changeLog(version, date, previous), earlier);

const fresh = `${target}-next-${process.pid}`;
for (const file of files) {
  mkdirSync(dirname(join(fresh, file.path)), { recursive: true });
  writeFileSync(join(fresh, file.path), file.bytes);
}
mkdirSync('public/v', { recursive: true });
renameSync(fresh, target);
const sums = files.find((file) => file.path === 'SHA256SUMS');
writeFileSync(
  registerFile,
  `${JSON.stringify({ ...readRegister(), [version]: sums ? sha256(sums.bytes) : '' }, null, 2)}\n`,
);
keepAddresses(built);
// The package has the version of the edition, for the list of packages (`npm run sbom`).
spawnSync('npm', ['version', version, '--no-git-tag-version', '--allow-same-version'], { stdio: 'ignore' });
rmSync(built, { recursive: true, force: true });
console.log(
  `Frozen: ${target}, ${files.length} files, ${(files.reduce((sum, file) => sum + file.bytes.length, 0) / 1e6).toFixed(1)} MB`,
);
const changed = [registerFile, ledgerFile, 'package.json', 'package-lock.json'].join(' ');
console.log(
  `To keep it, commit these together: ${target}/ ${changed}\n` +
    `To take it back while it is not committed: rm -r ${target} && git checkout -- ${changed}\n` +
    'Once it is published it never changes again.',
);
