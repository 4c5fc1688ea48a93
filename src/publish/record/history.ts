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

/** What of a chart's JSON a reader relies on: the numbers, how each claim stands, which records answer it, the sources. */
function reliedOn(json: string): string {
  const { table, claims, openAnswer, sources } = JSON.parse(json) as {
    readonly table: { readonly rows: unknown };
    readonly claims: readonly {
      readonly id: string;
      readonly status: string;
      readonly answers: readonly { readonly id: string }[];
    }[];
    readonly openAnswer: string | null;
    readonly sources: readonly { readonly id: string }[];
  };
  const ids = (rows: readonly { readonly id: string }[]) => rows.map((row) => row.id);
  const standing = claims.map(({ id, status, answers }) => [id, status, ids(answers)]);
  return JSON.stringify([table.rows, standing, openAnswer, ids(sources)]);
}

/** Frozen editions that hold an embed of the chart, newest first. @param json the chart's JSON as it is now */
export function frozenCharts(id: string, json: string, folder = frozenFolder): readonly FrozenChart[] {
  const now = reliedOn(json);
  return frozenVersions(folder)
    .filter((version) => existsSync(join(folder, version, 'embed', id, 'index.html')))
    .map((version) => {
      const file = join(folder, version, 'charts', `${id}.json`);
      return { version, same: existsSync(file) && reliedOn(readFileSync(file, 'utf8')) === now };
    })
    .reverse();
}
