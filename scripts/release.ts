/**
 * `npm run release`: freezes the current edition into public/v/<version>/: dataset, schemas, charts and embeds, with a change log, a manifest and SHA-256 sums.
 * Append-only: refused when the version is frozen already, when version, date or corrections do not fit what changed, when something is not committed or
 * not tested, and when a passage is not read.
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
import { filesBelow, frozenFolder, frozenVersions } from '../src/publish/edition/on-disk.ts';
import { readEdition, readFrozenEdition } from '../src/publish/edition/read-edition.ts';
import { releaseFaults, stepOnDisk } from '../src/publish/edition/versions.ts';
import { keepAddresses, ledgerFile } from './published-addresses.ts';
import { changedSinceTests } from './tested-files.ts';

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

const reasons: string[] = [];
const previousVersion = frozenVersions().at(-1);
let previous: Parameters<typeof changeLog>[2];
if (previousVersion !== undefined) {
  const folder = join('public/v', previousVersion, 'data');
  const earlier = readFrozenEdition(folder);
  const difference = compareEditions(earlier, current);
  const { step, columns } = stepOnDisk(earlier, difference);
  if (columns.length > 0) console.log(`Columns changed, which asks for a major version: ${columns.join(', ')}`);
  reasons.push(...releaseFaults(earlier, current, step));
  previous = { version: previousVersion, difference };
}

if (spawnSync(process.execPath, ['scripts/read-facts.ts', '--list'], { stdio: 'inherit' }).status !== 0)
  reasons.push('passages are not read against their records, or a record changed since (npm run read).');
// What is frozen can be made again from what is committed, and `npm test` has passed on it.
const { status: hasGit, stdout: uncommitted } = spawnSync('git', ['status', '--porcelain'], { encoding: 'utf8' });
if (hasGit === 0 && uncommitted !== '')
  reasons.push(`there are changes that are not committed: commit them.\n${uncommitted.trimEnd()}`);
const untested = changedSinceTests();
if (untested === undefined) reasons.push('.cache has no run of npm test that passed: run it.');
else if (untested.length > 0)
  reasons.push(`files changed since npm test passed: run it again.\n   ${untested.join('\n   ')}`);
if (reasons.length > 0) refuse(reasons.join('\n  '));

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

/** What a chart says and shows in numbers, as an edition has it: all of its JSON but the name of the edition. */
const saidBy = (bytes: Uint8Array): string => {
  const { edition: _, ...said } = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
  // Kinds of spaces are no words: a date that may no longer break is the same date.
  return JSON.stringify(said).replace(/[\u00a0\u202f]/g, ' ');
};
const anew = { 'new charts': [], 'other words, numbers or sources': [], 'the picture alone': [] } as Record<
  string,
  string[]
>;
for (const { path, bytes } of files) {
  const id = /^charts\/([a-z0-9-]+)\.json$/.exec(path)?.[1];
  if (id === undefined) continue;
  const before = earlier?.edition.files.find((file) => file.path === path);
  const why =
    !before || !earlier
      ? 'new charts'
      : saidBy(earlier.read(before)) === saidBy(bytes)
        ? 'the picture alone'
        : 'other words, numbers or sources';
  anew[why]?.push(id);
}
for (const [why, ids] of Object.entries(anew))
  if (ids.length > 0) console.log(`Charts frozen anew, ${why}: ${ids.length} (${ids.join(', ')})`);
const changed = [registerFile, ledgerFile, 'package.json', 'package-lock.json'].join(' ');
console.log(
  `To keep it, commit these together: ${target}/ ${changed}\n` +
    `To take it back while it is not committed: rm -r ${target} && git checkout -- ${changed}\n` +
    'Once it is published it never changes again.',
);
