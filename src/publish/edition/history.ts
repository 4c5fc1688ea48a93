/** Editions as the page about the data lists them: the current one, those frozen under `public/v/`, and what differs from each to the next. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset } from '../../dataset/dataset.ts';
import { changedValues, compareEditions } from '../../dataset/editions.ts';
import { ProblemsError } from '../../dataset/problems.ts';
import { tableNames } from '../../dataset/schema.ts';
import { parseSums } from './frozen-check.ts';
import { type EditionName, frozenFolder, frozenNames } from './on-disk.ts';
import { readFrozenEdition } from './read-edition.ts';

/** What an edition brought against the one before it. */
interface EditionChange {
  readonly since: string;
  /** Rows added and values changed or removed, by table; undefined when the columns themselves changed and rows cannot be compared. */
  readonly tables: readonly { readonly table: string; readonly added: number; readonly changed: number }[] | undefined;
}

export interface EditionEntry extends EditionName {
  readonly frozen: boolean;
  readonly change: EditionChange | undefined;
  /** Files of the frozen edition that are worth a link, below `v/<version>/`. */
  readonly files: readonly string[];
  /** Files that its list of sums names and that are not kept: pictures at double size and the archive, in edition 1.0.0. */
  readonly notKept: number;
}

const linked = ['data/datapackage.json', 'data/SHA256SUMS', 'SHA256SUMS', 'manifest.json'];

function filesOf(version: string, folder: string): Pick<EditionEntry, 'files' | 'notKept'> {
  const sums = join(folder, version, 'data', 'SHA256SUMS');
  const paths = existsSync(sums) ? [...parseSums(readFileSync(sums, 'utf8')).keys()] : [];
  return {
    files: linked.filter((file) => existsSync(join(folder, version, file))),
    notKept: paths.filter((path) => !existsSync(join(folder, version, 'data', path))).length,
  };
}

/** The rows of an edition; undefined for one from before a change of columns, which is no fault of today's: it is listed, its rows are not compared. */
function rowsOf(version: string, folder: string): Dataset | undefined {
  try {
    return readFrozenEdition(join(folder, version, 'data'));
  } catch (error) {
    if (error instanceof ProblemsError) return undefined;
    throw error;
  }
}

interface Rows {
  readonly version: string;
  readonly dataset: Dataset | undefined;
}

function change(earlier: Rows | undefined, later: Dataset | undefined): EditionChange | undefined {
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
  let before: Rows | undefined;
  for (const edition of frozenNames(folder)) {
    const { version } = edition;
    const dataset = rowsOf(version, folder);
    entries.push({ ...edition, ...filesOf(version, folder), frozen: true, change: change(before, dataset) });
    before = { version, dataset };
  }
  const { version, date } = current.edition;
  if (!entries.some((entry) => entry.version === version))
    entries.push({ version, date, files: [], notKept: 0, frozen: false, change: change(before, current) });
  return entries.reverse();
}
