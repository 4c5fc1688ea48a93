/** Since which edition a record is in the dataset, and as it is now: read from the frozen editions, so that it is known and not remembered. */
import type { Dataset } from '../../dataset/dataset.ts';
import { once } from '../../dataset/once.ts';
import { type TableName, tableNames, tables } from '../../dataset/schema.ts';
import { type EditionName, frozenFolder, frozenNames, frozenRows } from '../edition/on-disk.ts';

/** The first edition of each claim and response by its id; what is in no frozen edition is new in the current one. */
export function firstEditions(dataset: Dataset, folder = frozenFolder): ReadonlyMap<string, EditionName> {
  const { version, date } = dataset.edition;
  const first = new Map<string, EditionName>();
  const add = (rows: readonly { readonly id?: unknown }[], edition: EditionName) => {
    for (const { id } of rows) if (typeof id === 'string' && !first.has(id)) first.set(id, edition);
  };
  for (const table of ['claims', 'responses'] as const) {
    for (const edition of frozenNames(folder)) add(frozenRows(edition.version, table, folder), edition);
    add(dataset.tables[table], { version, date });
  }
  return first;
}

/** Of editions, oldest first, the date of the first since which something has not changed; undefined where it changed after the last. */
export const unchangedSince = (
  editions: readonly { readonly date: string; readonly same: boolean }[],
): string | undefined => editions[editions.findLastIndex(({ same }) => !same) + 1]?.date;

const inOrder = (row: object): string => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * When rows got their present values: the date of the first edition since which a row has not changed, undefined while it is in none.
 * @returns that date for a row of a table, by its key
 */
export function rowDatesIn(
  dataset: Dataset,
  folder = frozenFolder,
): (table: TableName, key: string) => string | undefined {
  const byKey = (table: TableName, rows: readonly object[]) =>
    new Map(rows.map((row) => [(row as Readonly<Record<string, unknown>>)[tables[table].key], inOrder(row)]));
  const kept = once((table: TableName) =>
    frozenNames(folder).map(({ version, date }) => ({ date, rows: byKey(table, frozenRows(version, table, folder)) })),
  );
  const current = once((table: TableName) => byKey(table, dataset.tables[table]));
  return (table, key) => {
    const now = current(table).get(key);
    return unchangedSince(kept(table).map(({ date, rows }) => ({ date, same: rows.get(key) === now })));
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
