import { once } from '../shared/once.ts';
import { quoteValue } from './problems.ts';
import { type Edition, keyOf, type Row, type TableName, type Tables } from './schema.ts';

/** A checked dataset: its edition, its tables, and each table by key. */
export interface Dataset {
  readonly edition: Edition;
  readonly tables: Tables;
  /** The row of a table with this key; throws when there is none (references were checked, so that is a fault in code). */
  get<Name extends TableName>(table: Name, key: string): Row<Name>;
  has(table: TableName, key: string): boolean;
}

/** A dataset of these tables, which were checked, or are changed on purpose. */
export function datasetOf(edition: Edition, tables: Tables): Dataset {
  const rowsOf = once(
    (table: TableName) => new Map((tables[table] as object[]).map((row) => [keyOf(table, row), row])),
  );
  return {
    edition,
    tables,
    get: <Name extends TableName>(table: Name, key: string) => {
      const row = rowsOf(table).get(key);
      if (!row) throw new Error(`No row ${quoteValue(key)} in ${table}`);
      return row as Row<Name>;
    },
    has: (table, key) => rowsOf(table).has(key),
  };
}

/** A dataset with the rows of a table changed, added or taken away, for trials: nothing is checked. */
export const withRows = <Name extends TableName>(
  dataset: Dataset,
  table: Name,
  change: (rows: readonly Row<Name>[]) => readonly Row<Name>[],
): Dataset =>
  datasetOf(dataset.edition, { ...dataset.tables, [table]: change(dataset.tables[table] as readonly Row<Name>[]) });

/** A dataset with cells of one row changed, for trials. */
export const withCells = <Name extends TableName>(
  dataset: Dataset,
  table: Name,
  key: string,
  cells: Partial<Row<Name>>,
): Dataset =>
  withRows(dataset, table, (rows) => rows.map((row) => (keyOf(table, row) === key ? { ...row, ...cells } : row)));
