import { answersTo } from './answers.ts';
import { cellName } from './correction-rules.ts';
import type { Dataset } from './dataset.ts';
import { type Row, type TableName, tableNames, tables } from './schema.ts';

type Correction = Row<'corrections'>;

/** One published value that differs between two editions. `column` is `*` when the whole row went. */
export interface Change {
  readonly table: TableName;
  readonly row: string;
  readonly column: string;
  readonly oldValue: unknown;
  readonly newValue: unknown;
  /** Rows that are new in the later edition and answer this claim: its status changed because somebody spoke, not because we had erred. */
  readonly answeredBy?: readonly string[];
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
    const index = (dataset: Dataset) =>
      new Map((dataset.tables[table] as readonly Record<string, unknown>[]).map((row) => [String(row[key]), row]));
    const [before, after] = [index(earlier), index(later)];
    for (const row of after.keys()) if (!before.has(row)) added.push({ table, row });
    for (const [row, old] of before) {
      const current = after.get(row);
      if (!current) {
        changed.push({ table, row, column: '*', oldValue: old, newValue: null });
        continue;
      }
      for (const column of new Set([...Object.keys(old), ...Object.keys(current)]))
        if (JSON.stringify(old[column]) !== JSON.stringify(current[column]))
          changed.push({ table, row, column, oldValue: old[column], newValue: current[column] });
    }
  }
  return { added, changed: changed.map((change) => withAnswers(change, earlier, later)) };
}

function withAnswers(change: Change, earlier: Dataset, later: Dataset): Change {
  if (change.table !== 'claims' || change.column !== 'status') return change;
  const fresh = answersTo(later, change.row).filter(({ table, row }) => !earlier.has(table, row.id));
  return fresh.length === 0 ? change : { ...change, answeredBy: fresh.map(({ row }) => row.id) };
}

/** Values that changed in what was published: all but the status of claims that rows which came answer. Those are reported with what came. */
export const changedValues = (difference: EditionDifference): readonly Change[] =>
  difference.changed.filter((change) => change.answeredBy === undefined);

/** Columns whose change does not change what was published: links between rows and remarks on how a row was made. */
const remarks: ReadonlySet<string> = new Set([
  'sources',
  'answers',
  'claims',
  'forms',
  'timeline',
  'note',
  'supports',
  'events',
  'carriedBy',
  'original',
]);

/** Old values that say nothing: an empty cell, a column that came later, and the precision or basis of a date that there was not. */
const nothing: ReadonlySet<unknown> = new Set([null, undefined, 'none']);

/** Corrections that an edition brings: those that the one before does not have. */
export const newCorrections = (earlier: Dataset, later: Dataset): readonly Correction[] =>
  later.tables.corrections.filter((row) => !earlier.has('corrections', row.id));

/**
 * Changes that no correction explains: a correction that is new in the later edition must name the cell, or the row where the row went.
 * A value that was filled in where there was none needs no correction, and neither do remarks, links and the status of a claim that a new row answers.
 */
export function changesWithoutCorrection(
  difference: EditionDifference,
  fresh: readonly Correction[],
): readonly Change[] {
  const named = new Set(fresh.flatMap(({ cells }) => cells));
  return changedValues(difference).filter(
    (change) => !remarks.has(change.column) && !nothing.has(change.oldValue) && !named.has(cellName(change)),
  );
}

/** Cells that new corrections name although nothing changed there: a slip, or a correction of what was never published. */
export const unchangedCells = (
  difference: EditionDifference,
  fresh: readonly Correction[],
): readonly { readonly id: string; readonly cell: string }[] => {
  const changed = new Set(difference.changed.map(cellName));
  return fresh.flatMap(({ id, cells }) => cells.filter((cell) => !changed.has(cell)).map((cell) => ({ id, cell })));
};

/**
 * The correction to paste for changes without one: complete but for the sentences, which are empty and refused so. Changes of one mistake belong into
 * one row; those of several are divided by whoever knows.
 */
export function correctionRow(
  changes: readonly Change[],
  date: string,
  taken: (id: string) => boolean,
): Correction | undefined {
  const [first] = changes;
  if (!first) return undefined;
  const name = `${first.row}-${first.column === '*' ? 'removed' : first.column}`.slice(0, 80);
  const id = taken(name) ? `${name}-${date}` : name;
  return { id, date, summary: '', reason: '', noticed: '', cells: changes.map(cellName) };
}
