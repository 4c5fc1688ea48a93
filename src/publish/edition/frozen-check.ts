/**
 * Whether the frozen editions are as they were frozen: the register has the sum of each edition's list of sums, and the list has the sum of every
 * file. A false copy (line ends changed by a checkout, a file edited or lost) must not be published as an edition.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { sha256 } from '../download/archive.ts';
import { filesBelow, frozenFolder, frozenVersions } from './on-disk.ts';

/** Version of each frozen edition and the SHA-256 of its `SHA256SUMS`; `npm run release` adds to it. */
export const registerFile = 'src/publish/edition/frozen-editions.json';

export const readRegister = (): Readonly<Record<string, string>> =>
  z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(registerFile, 'utf8')));

/** Files of an edition that are not on its list: the list itself, and the manifest, which has the same sums. */
const unlisted: ReadonlySet<string> = new Set(['SHA256SUMS', 'manifest.json']);

/** The lines of a list of sums: path to SHA-256. */
export const parseSums = (text: string): Map<string, string> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );

/** What is wrong with one edition: a sentence each. */
function faultsOf(version: string, registered: string, editions: string): string[] {
  const folder = join(editions, version);
  const list = join(folder, 'SHA256SUMS');
  if (!existsSync(list)) return [`${list} is missing`];
  const bytes = readFileSync(list);
  if (sha256(bytes) !== registered) return [`${list} is not the list that was registered when it was frozen`];
  const sums = parseSums(bytes.toString('utf8'));
  const found = filesBelow(folder).filter((path) => !unlisted.has(path));
  const faults = found.filter((path) => !sums.has(path)).map((path) => `${join(folder, path)} was not frozen`);
  for (const [path, sum] of sums) {
    const file = join(folder, path);
    if (!existsSync(file)) faults.push(`${file} is missing`);
    else if (sha256(readFileSync(file)) !== sum) faults.push(`${file} is not what was frozen`);
  }
  return faults;
}

/**
 * What differs from what was frozen, as a text to print with how to restore it; undefined when every byte is as it was.
 * @param register version to the sum of its list
 * @param editions the folder of the frozen editions
 */
export function frozenFault(register = readRegister(), editions = frozenFolder): string | undefined {
  const faults = Object.entries(register).flatMap(([version, sum]) => faultsOf(version, sum, editions));
  for (const version of frozenVersions(editions))
    if (!Object.hasOwn(register, version))
      faults.push(`${join(editions, version)} is in no register: "npm run release" freezes an edition`);
  if (faults.length === 0) return undefined;
  const shown = faults.slice(0, 10);
  const more = faults.length > shown.length ? `\n… and ${faults.length - shown.length} more` : '';
  return `${shown.join('\n')}${more}\n\nFrozen editions never change. To fix: git checkout -- ${editions}; where all files differ, line ends were changed by the checkout: clone again with .gitattributes in place`;
}
