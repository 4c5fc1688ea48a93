import type { Edition, Row, TableName, Tables } from './schema.ts';

/** A checked dataset: its edition, its tables, and each table by key. */
export interface Dataset {
  readonly edition: Edition;
  readonly tables: Tables;
  /** The row of a table with this key; throws when there is none (references were checked, so that is a fault in code). */
  get<Name extends TableName>(table: Name, key: string): Row<Name>;
  has(table: TableName, key: string): boolean;
}
