/** Since which edition a record stands in the dataset: read from the frozen editions, so that it is known and not remembered. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset } from '../../dataset/dataset.ts';
import { frozenFolder, frozenVersions } from '../edition/on-disk.ts';

export interface EditionName {
  readonly version: string;
  readonly date: string;
}

/** A file of a frozen edition, as far as it is read here: columns may have had other names then, keys had not. */
interface Rows {
  readonly rows: readonly { readonly id?: unknown }[];
}

const tables = ['claims', 'responses'] as const;

/** The first edition of each claim and response by its id; what is in no frozen edition is new in the current one. */
export function firstEditions(dataset: Dataset, folder = frozenFolder): ReadonlyMap<string, EditionName> {
  const { version, date } = dataset.edition;
  const first = new Map<string, EditionName>();
  const read = <Content>(edition: string, file: string): Content | undefined => {
    const path = join(folder, edition, 'data', file);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Content) : undefined;
  };
  for (const edition of frozenVersions(folder)) {
    const name = { version: edition, date: read<EditionName>(edition, 'edition.json')?.date ?? '' };
    for (const table of tables)
      for (const { id } of read<Rows>(edition, `${table}.json`)?.rows ?? [])
        if (typeof id === 'string' && !first.has(id)) first.set(id, name);
  }
  for (const table of tables)
    for (const { id } of dataset.tables[table]) if (!first.has(id)) first.set(id, { version, date });
  return first;
}

export interface FrozenChart {
  readonly version: string;
  /** Whether the table of the chart, with who says it, status, answers and sources, is still the same. */
  readonly same: boolean;
}

/** Frozen editions that hold an embed of the chart, newest first. @param csv the chart's table as it is now */
export function frozenCharts(id: string, csv: string, folder = frozenFolder): readonly FrozenChart[] {
  return frozenVersions(folder)
    .filter((version) => existsSync(join(folder, version, 'embed', id, 'index.html')))
    .map((version) => {
      const table = join(folder, version, 'charts', `${id}.csv`);
      return { version, same: existsSync(table) && readFileSync(table, 'utf8') === csv };
    })
    .reverse();
}
