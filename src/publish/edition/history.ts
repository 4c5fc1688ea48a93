/** Editions as the page about the data lists them: the current one, those frozen under `public/v/`, and what differs from each to the next. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset } from '../../dataset/dataset.ts';
import { changedValues, compareEditions } from '../../dataset/editions.ts';
import { ProblemsError } from '../../dataset/problems.ts';
import { editionSchema, tableNames } from '../../dataset/schema.ts';
import { parseSums } from './frozen-check.ts';
import { frozenFolder, frozenVersions, readFrozenEdition } from './on-disk.ts';

/** What an edition brought against the one before it. */
interface EditionChange {
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
  /** Files that its list of sums names and that are not kept: pictures at double size and the archive, in edition 1.0.0. */
  readonly notKept: number;
}

interface Frozen {
  readonly version: string;
  readonly date: string;
  readonly files: readonly string[];
  readonly dataset: Dataset | undefined;
  readonly notKept: number;
}

const linked = ['data/datapackage.json', 'data/SHA256SUMS', 'SHA256SUMS', 'manifest.json'];

function readFrozen(folder: string, version: string): Frozen {
  const data = join(folder, version, 'data');
  const { date } = editionSchema.parse(JSON.parse(readFileSync(join(data, 'edition.json'), 'utf8')));
  const files = linked.filter((file) => existsSync(join(folder, version, file)));
  const sums = join(data, 'SHA256SUMS');
  const listed = existsSync(sums) ? [...parseSums(readFileSync(sums, 'utf8')).keys()] : [];
  const notKept = listed.filter((path) => !existsSync(join(data, path))).length;
  try {
    return { version, date, files, notKept, dataset: readFrozenEdition(data) };
  } catch (error) {
    // An edition from before a change of columns is no fault of today's: it is listed, its rows are not compared.
    if (error instanceof ProblemsError) return { version, date, files, notKept, dataset: undefined };
    throw error;
  }
}

function change(earlier: Frozen | undefined, later: Dataset | undefined): EditionChange | undefined {
  if (!earlier) return undefined;
  if (!earlier.dataset || !later) return { since: earlier.version, tables: undefined };
  const difference = compareEditions(earlier.dataset, later);
  const { added } = difference;
  const changed = changedValues(difference);
  const counts = tableNames.map((table) => ({
    table,
    added: added.filter((row) => row.table === table).length,
    changed: changed.filter((value) => value.table === table).length,
  }));
  return { since: earlier.version, tables: counts.filter((count) => count.added + count.changed > 0) };
}

/** All editions, newest first. The current one is listed as frozen when a folder of its version exists. */
export function editionHistory(current: Dataset, folder = frozenFolder): readonly EditionEntry[] {
  const entries: EditionEntry[] = [];
  // One after the other, so that no more than two editions are in memory, however many there are.
  let before: Frozen | undefined;
  for (const edition of frozenVersions(folder)) {
    const frozen = readFrozen(folder, edition);
    const { version, date, files, notKept, dataset } = frozen;
    entries.push({ version, date, files, notKept, frozen: true, change: change(before, dataset) });
    before = frozen;
  }
  const { version, date } = current.edition;
  if (!entries.some((entry) => entry.version === version))
    entries.push({ version, date, files: [], notKept: 0, frozen: false, change: change(before, current) });
  return entries.reverse();
}
