/** Since which edition a record is in the dataset, and as it is now: read from the frozen editions, so that it is known and not remembered. */
import { rowsOn } from '../../dataset/country-records.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { type TableName, tables } from '../../dataset/schema.ts';
import { once } from '../../shared/once.ts';
import { type EditionName, frozenFolder, frozenNames, frozenRows } from '../edition/on-disk.ts';

/** Of editions, oldest first, the date of the first since which something has not changed; undefined where it changed after the last. */
export const unchangedSince = (
  editions: readonly { readonly date: string; readonly same: boolean }[],
): string | undefined => editions[editions.findLastIndex(({ same }) => !same) + 1]?.date;

const inOrder = (row: object): string => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));

interface RowHistory {
  /** The first edition that has the row; the current one where none is frozen that has it. */
  readonly first: EditionName;
  /** Date of the first edition since which it has not changed; undefined while it is in none. */
  readonly modified: string | undefined;
}

/** What the editions say of a row of a table, by its key. */
export function rowHistoryIn(dataset: Dataset, folder = frozenFolder): (table: TableName, key: string) => RowHistory {
  const byKey = (table: TableName, rows: readonly object[]) =>
    new Map(rows.map((row) => [(row as Readonly<Record<string, unknown>>)[tables[table].key], inOrder(row)]));
  const kept = once((table: TableName) =>
    frozenNames(folder).map((edition) => ({
      edition,
      rows: byKey(table, frozenRows(edition.version, table, folder)),
    })),
  );
  const current = once((table: TableName) => byKey(table, dataset.tables[table]));
  return (table, key) => {
    const now = current(table).get(key);
    const { version, date } = dataset.edition;
    return {
      first: kept(table).find(({ rows }) => rows.has(key))?.edition ?? { version, date },
      modified: unchangedSince(kept(table).map(({ edition, rows }) => ({ ...edition, same: rows.get(key) === now }))),
    };
  };
}

export const rowHistory = once((dataset: Dataset) => rowHistoryIn(dataset));

/** When what is on record of a country last changed: the newest date of the rows that name it, undefined where one of them is in no edition yet. */
export function countryDate(dataset: Dataset, country: string): string | undefined {
  const dates = [...rowsOn(dataset, country)].flatMap(([table, rows]) =>
    rows.map(
      (row) =>
        rowHistory(dataset)(table, String((row as Readonly<Record<string, unknown>>)[tables[table].key])).modified,
    ),
  );
  return dates.includes(undefined) ? undefined : dates.sort().at(-1);
}
