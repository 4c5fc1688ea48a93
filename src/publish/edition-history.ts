/** Editions as the page about the data lists them: the current one, those frozen under `public/v/`, and what differs from each to the next. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareEditions } from '../dataset/editions.ts';
import { type Dataset, parseDataset } from '../dataset/parse.ts';
import { ProblemsError } from '../dataset/problems.ts';
import { editionSchema, tableNames } from '../dataset/schema.ts';

/** What an edition brought against the one before it. */
export interface EditionChange {
  readonly since: string;
  /** Rows added and values changed or removed, by table; undefined when the columns themselves changed and rows cannot be compared. */
  readonly tables: readonly { readonly table: string; readonly added: number; readonly changed: number }[] | undefined;
}

export interface EditionEntry {
  readonly version: string;
  readonly date: string;
  readonly frozen: boolean;
  /** Files of the frozen edition that are worth a link, below `v/<version>/`. */
  readonly files: readonly string[];
  readonly change: EditionChange | undefined;
}

/** Numbers by part: 1.10.0 comes after 1.9.0. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const part = [0, 1, 2].find((index) => left[index] !== right[index]);
  return part === undefined ? 0 : (left[part] ?? 0) - (right[part] ?? 0);
}

interface Frozen {
  readonly version: string;
  readonly date: string;
  readonly files: readonly string[];
  readonly dataset: Dataset | undefined;
}

const linked = ['data/datapackage.json', 'data/SHA256SUMS', 'SHA256SUMS', 'manifest.json'];

function readFrozen(folder: string, version: string): Frozen {
  const data = join(folder, version, 'data');
  const text = (file: string) => readFileSync(join(data, file), 'utf8');
  const { date } = editionSchema.parse(JSON.parse(text('edition.json')));
  const files = linked.filter((file) => existsSync(join(folder, version, file)));
  try {
    const dataset = parseDataset(
      new Map(['edition.json', ...tableNames.map((name) => `${name}.json`)].filter((file) => existsSync(join(data, file))).map((file) => [file, text(file)])),
    );
    return { version, date, files, dataset };
  } catch (error) {
    // An edition from before a change of columns is no fault of today's: it is listed, its rows are not compared.
    if (error instanceof ProblemsError) return { version, date, files, dataset: undefined };
    throw error;
  }
}

function change(earlier: Frozen | undefined, later: Dataset | undefined): EditionChange | undefined {
  if (!earlier) return undefined;
  if (!earlier.dataset || !later) return { since: earlier.version, tables: undefined };
  const { added, changed } = compareEditions(earlier.dataset, later);
  const counts = tableNames.map((table) => ({ table, added: added.filter((row) => row.table === table).length, changed: changed.filter((value) => value.table === table).length }));
  return { since: earlier.version, tables: counts.filter((count) => count.added + count.changed > 0) };
}

/** All editions, newest first. The current one is listed as frozen when a folder of its version exists. */
export function editionHistory(current: Dataset, folder = join('public', 'v')): readonly EditionEntry[] {
  const versions = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^\d+\.\d+\.\d+$/.test(name))
        .sort(compareVersions)
    : [];
  const frozen = versions.map((version) => readFrozen(folder, version));
  const entries: EditionEntry[] = frozen.map(({ version, date, files, dataset }, index) => ({ version, date, files, frozen: true, change: change(frozen[index - 1], dataset) }));
  const { version, date } = current.edition;
  if (!versions.includes(version)) {
    const before = frozen.filter((edition) => compareVersions(edition.version, version) < 0).at(-1);
    entries.push({ version, date, files: [], frozen: false, change: change(before, current) });
  }
  return entries.reverse();
}
