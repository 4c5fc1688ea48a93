import type { Dataset } from './parse.ts';
import { type Row, type TableName, tableNames, tables } from './schema.ts';

/** One published value that differs between two editions. `column` is `*` when the whole row went. */
export interface Change {
  readonly table: TableName;
  readonly row: string;
  readonly column: string;
  readonly oldValue: unknown;
  readonly newValue: unknown;
}

export interface EditionDifference {
  readonly added: readonly { readonly table: TableName; readonly row: string }[];
  readonly changed: readonly Change[];
}

/** Corrections of the register itself and of nothing a reader saw: the register of corrections only grows. */
const unpublished: ReadonlySet<TableName> = new Set(['corrections']);

/** What differs from an earlier edition to a later one: rows added, and values changed or removed. Order of rows and columns does not matter. */
export function compareEditions(earlier: Dataset, later: Dataset): EditionDifference {
  const added: { table: TableName; row: string }[] = [];
  const changed: Change[] = [];
  for (const table of tableNames) {
    if (unpublished.has(table)) continue;
    const key = tables[table].key;
    const index = (dataset: Dataset) => new Map((dataset.tables[table] as readonly Record<string, unknown>[]).map((row) => [String(row[key]), row]));
    const [before, after] = [index(earlier), index(later)];
    for (const row of after.keys()) if (!before.has(row)) added.push({ table, row });
    for (const [row, old] of before) {
      const current = after.get(row);
      if (!current) {
        changed.push({ table, row, column: '*', oldValue: old, newValue: null });
        continue;
      }
      for (const column of new Set([...Object.keys(old), ...Object.keys(current)]))
        if (JSON.stringify(old[column]) !== JSON.stringify(current[column])) changed.push({ table, row, column, oldValue: old[column], newValue: current[column] });
    }
  }
  return { added, changed };
}

/** Columns whose change does not change what was published: links between rows and remarks on how a row was made. */
const remarks: ReadonlySet<string> = new Set(['sources', 'answers', 'timeline', 'note', 'supports', 'events', 'carriedBy', 'original']);

/**
 * Changes that no correction explains. A correction must name the table, row and column and the old value as it was published;
 * a value that was filled in where there was none needs no correction, and neither do remarks and links.
 */
export function changesWithoutCorrection(difference: EditionDifference, corrections: readonly Row<'corrections'>[]): readonly Change[] {
  return difference.changed.filter((change) => {
    if (remarks.has(change.column) || change.oldValue === null || change.oldValue === undefined) return false;
    return !corrections.some(
      (correction) =>
        correction.table === change.table &&
        correction.row === change.row &&
        correction.column === change.column &&
        (change.column === '*' || correction.oldValue === JSON.stringify(change.oldValue)),
    );
  });
}
