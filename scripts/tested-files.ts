/** On which files `npm test` last passed as a whole, for `npm run release`: an edition that never changes again is made only of files that were tested. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesBelow } from '../src/publish/edition/on-disk.ts';
import { fileSums } from '../src/publish/host/manifest.ts';
import { inputFiles } from './finish-build.ts';

const kept = (folder: string): string => join(folder, 'tested-files.json');

/** SHA-256 of every file that decides what a build gives or what is tested, by path. */
function currentSums(): Readonly<Record<string, string>> {
  const tests = filesBelow('tests').map((file) => `tests/${file}`);
  return fileSums(new Map([...inputFiles(), ...tests].map((path) => [path, readFileSync(path)])));
}

/** Keeps the sums of the files as they are now. */
export function keepTestedFiles(folder = '.cache'): void {
  mkdirSync(dirname(kept(folder)), { recursive: true });
  writeFileSync(kept(folder), JSON.stringify(currentSums()));
}

/** Paths that came, went or changed since the tests passed, sorted; undefined where no run that passed is kept. */
export function changedSinceTests(folder = '.cache'): readonly string[] | undefined {
  if (!existsSync(kept(folder))) return undefined;
  const before = JSON.parse(readFileSync(kept(folder), 'utf8')) as Record<string, string>;
  const now = currentSums();
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((path) => before[path] !== now[path])
    .sort();
}
