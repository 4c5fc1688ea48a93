import type { Dataset } from './parse.ts';
import type { Row, TableName } from './schema.ts';

const indexes = new WeakMap<Dataset, Map<string, ReadonlyMap<unknown, readonly unknown[]>>>();

/** The rows of a table by the value of a column, in the order of the table. Read once a dataset: a page of each record must not go through all rows again. */
export function rowsBy<Name extends TableName, Column extends keyof Row<Name>>(
  dataset: Dataset,
  table: Name,
  column: Column,
): ReadonlyMap<Row<Name>[Column], readonly Row<Name>[]> {
  const of = indexes.get(dataset) ?? new Map<string, ReadonlyMap<unknown, readonly unknown[]>>();
  indexes.set(dataset, of);
  const key = `${table}/${String(column)}`;
  const known = of.get(key);
  if (known) return known as ReadonlyMap<Row<Name>[Column], readonly Row<Name>[]>;
  const index = Map.groupBy(dataset.tables[table] as readonly Row<Name>[], (row) => row[column]);
  of.set(key, index);
  return index;
}
