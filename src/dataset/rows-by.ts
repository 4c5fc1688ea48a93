import { once } from '../shared/once.ts';
import type { Dataset } from './dataset.ts';
import type { Row, TableName } from './schema.ts';

/** Sorts rows from the oldest to the newest; those of one day by their ids. */
export const oldestFirst = (
  a: { readonly date: string; readonly id: string },
  b: { readonly date: string; readonly id: string },
): number => (a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? -1 : 1);

type Index = ReadonlyMap<unknown, readonly unknown[]>;
const indexes = once((dataset: Dataset) =>
  once((table: TableName) =>
    once(
      (column: PropertyKey): Index =>
        Map.groupBy(dataset.tables[table] as readonly object[], (row) => row[column as keyof typeof row]),
    ),
  ),
);

/** The rows of a table by the value of a column, in the order of the table. Read once a dataset: a page of each record must not go through all rows again. */
export function rowsBy<Name extends TableName, Column extends keyof Row<Name>>(
  dataset: Dataset,
  table: Name,
  column: Column,
): ReadonlyMap<Row<Name>[Column], readonly Row<Name>[]> {
  return indexes(dataset)(table)(column) as ReadonlyMap<Row<Name>[Column], readonly Row<Name>[]>;
}
