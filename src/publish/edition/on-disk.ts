/** Editions as folders of tables: the current one in `data/`, the frozen ones in `public/v/<version>/data/`. The one place that reads them from disk. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset } from '../../dataset/dataset.ts';
import { parseDataset } from '../../dataset/parse.ts';
import { tableNames } from '../../dataset/schema.ts';

/** Where editions are frozen. */
export const frozenFolder = join('public', 'v');

/** Numbers by part: 1.10.0 comes after 1.9.0, and 1.0.0+unreleased with 1.0.0. */
export function compareVersions(a: string, b: string): number {
  const parts = (version: string) => version.split('.').map((part) => Number.parseInt(part, 10));
  const [left, right] = [parts(a), parts(b)];
  const part = [0, 1, 2].find((index) => left[index] !== right[index]);
  return part === undefined ? 0 : (left[part] ?? 0) - (right[part] ?? 0);
}

/** Versions that are frozen, oldest first. */
export const frozenVersions = (folder = frozenFolder): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^\d+\.\d+\.\d+$/.test(name))
        .sort(compareVersions)
    : [];

/** Folder of the tables of the last frozen edition, if one is frozen. */
export function lastEdition(folder = frozenFolder): string | undefined {
  const last = frozenVersions(folder).at(-1);
  return last === undefined ? undefined : join(folder, last, 'data');
}

/** A frozen folder holds other files beside the tables. */
const isTable = (file: string) =>
  file === 'edition.json' || (tableNames as readonly string[]).includes(file.replace(/\.json$/, ''));

/** The tables of an edition as text, by file name. */
export const readTables = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json') && isTable(file))
      .sort()
      .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  );

/** The dataset in a folder of tables. Throws ProblemsError when it is not sound. */
export const readEdition = (folder: string): Dataset => parseDataset(readTables(folder));

/** A frozen edition. It has held the rules of its time; those that came later are no ground to refuse it. Throws ProblemsError when its columns are others. */
export const readFrozenEdition = (folder: string): Dataset => parseDataset(readTables(folder), { frozen: true });
