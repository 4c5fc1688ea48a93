/** The cells that corrections name, and the rules that such names hold to. */
import type { Checks } from './checks.ts';
import { nearest, suggest } from './problems.ts';
import { keyOf, type LooseRow, type TableName, tableNames, tables } from './schema.ts';

/** A cell of the dataset as corrections name it; `*` as column is the whole row, which was removed. */
export interface Cell {
  readonly table: TableName;
  readonly row: string;
  readonly column: string;
}

/** The name of a cell, such as `patrols/chn-in-ita-2018/officers`. */
export const cellName = ({ table, row, column }: Cell): string => `${table}/${row}/${column}`;

/** The parts of a cell's name. What they name is for `checkCorrections` to say. */
export function parseCell(name: string): Cell {
  const [table = '', row = '', column = ''] = name.split('/');
  return { table: table as TableName, row, column };
}

/**
 * A correction names tables, rows and columns that exist; `*` only where the row is gone.
 * Of a table with faults of its own only the names are checked: what is in it is not known.
 */
export function checkCorrections({ t, add }: Checks, faulty: ReadonlySet<TableName>): void {
  const removed = new Set(t.corrections.flatMap(({ cells }) => cells).filter((name) => name.endsWith('/*')));
  for (const { id, cells } of t.corrections)
    for (const name of cells) {
      const { table, row, column } = parseCell(name);
      const wrong = (expected: string, fix: string) => add('corrections', id, 'cells', name, expected, fix);
      if (!tableNames.includes(table)) {
        wrong(`a cell of one of ${tableNames.join(', ')}`, suggest(table, tableNames));
        continue;
      }
      const columns = Object.keys(tables[table].row.shape);
      if (column !== '*' && !columns.includes(column))
        wrong(`a column of ${table}, or * for a row that was removed`, suggest(column, columns));
      if (faulty.has(table)) continue;
      const keys = (t[table] as readonly LooseRow[]).map((candidate) => keyOf(table, candidate));
      const isThere = keys.includes(row);
      if (column === '*' && isThere)
        wrong(`no row ${row} in ${table}, as * says that it was removed`, 'name the column that changed');
      // A row that went after its correction keeps both in the register.
      if (column !== '*' && !isThere && !removed.has(`${table}/${row}/*`)) {
        const near = nearest(row, keys);
        wrong(
          `a key of ${table}`,
          near === undefined
            ? 'write the key of the row; for a row that was removed write * as column'
            : `did you mean ${near}?`,
        );
      }
    }
}
