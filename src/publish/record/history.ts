/** Since which edition a record is in the dataset, and as it is now: read from the frozen editions, so that it is known and not remembered. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset } from '../../dataset/dataset.ts';
import { once } from '../../dataset/once.ts';
import { type TableName, tableNames, tables } from '../../dataset/schema.ts';
import { frozenFolder, frozenVersions } from '../edition/on-disk.ts';

export interface EditionName {
  readonly version: string;
  readonly date: string;
}

/** A file of a frozen edition, as far as it is read here: columns may have had other names then, keys had not. */
interface Rows {
  readonly rows: readonly { readonly id?: unknown }[];
}

const recordTables = ['claims', 'responses'] as const;

const frozenDate = (version: string, folder: string): string =>
  (JSON.parse(readFileSync(join(folder, version, 'data', 'edition.json'), 'utf8')) as EditionName).date;

/** The first edition of each claim and response by its id; what is in no frozen edition is new in the current one. */
export function firstEditions(dataset: Dataset, folder = frozenFolder): ReadonlyMap<string, EditionName> {
  const { version, date } = dataset.edition;
  const first = new Map<string, EditionName>();
  const read = <Content>(edition: string, file: string): Content | undefined => {
    const path = join(folder, edition, 'data', file);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Content) : undefined;
  };
  for (const edition of frozenVersions(folder)) {
    const name = { version: edition, date: frozenDate(edition, folder) };
    for (const table of recordTables)
      for (const { id } of read<Rows>(edition, `${table}.json`)?.rows ?? [])
        if (typeof id === 'string' && !first.has(id)) first.set(id, name);
  }
  for (const table of recordTables)
    for (const { id } of dataset.tables[table]) if (!first.has(id)) first.set(id, { version, date });
  return first;
}

const inOrder = (row: object): string => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * When rows got their present values: the date of the first edition since which a row has not changed, undefined while it is in none.
 * @returns that date for a row of a table, by its key
 */
export function rowDatesIn(
  dataset: Dataset,
  folder = frozenFolder,
): (table: TableName, key: string) => string | undefined {
  const rowsOf = (table: TableName, rows: readonly object[]) =>
    new Map(rows.map((row) => [(row as Readonly<Record<string, unknown>>)[tables[table].key], inOrder(row)]));
  const kept = once((table: TableName) =>
    frozenVersions(folder).map((version) => {
      const file = join(folder, version, 'data', `${table}.json`);
      const { rows } = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Rows) : { rows: [] };
      return { date: frozenDate(version, folder), rows: rowsOf(table, rows) };
    }),
  );
  const current = once((table: TableName) => rowsOf(table, dataset.tables[table]));
  return (table, key) => {
    const now = current(table).get(key);
    const editions = kept(table);
    const changed = editions.findLastIndex(({ rows }) => rows.get(key) !== now);
    return editions[changed + 1]?.date;
  };
}

export const rowDates = once((dataset: Dataset) => rowDatesIn(dataset));

/** When what is on record of a country last changed: the newest date of the rows that name it, undefined where one of them is in no edition yet. */
export function countryDate(dataset: Dataset, country: string): string | undefined {
  const dates = tableNames.flatMap((table) =>
    (dataset.tables[table] as readonly Readonly<Record<string, unknown>>[])
      .filter((row) => Object.values(row).flat().includes(country))
      .map((row) => rowDates(dataset)(table, String(row[tables[table].key]))),
  );
  return dates.includes(undefined) ? undefined : dates.sort().at(-1);
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
