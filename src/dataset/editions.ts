import { answersTo } from './answers.ts';
import type { Dataset } from './parse.ts';
import { quoteValue } from './problems.ts';
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

/** Values that changed in what was published: all but the status of claims that rows which came answer. Those are told with what came. */
export const changedValues = (difference: EditionDifference): readonly Change[] =>
  difference.changed.filter((change) => change.answeredBy === undefined);

/** Columns whose change does not change what was published: links between rows and remarks on how a row was made. */
const remarks: ReadonlySet<string> = new Set([
  'sources',
  'answers',
  'timeline',
  'note',
  'supports',
  'events',
  'carriedBy',
  'original',
]);

/**
 * Changes that no correction explains. A correction must name the table, row and column and the old value as it was published;
 * a value that was filled in where there was none needs no correction, and neither do remarks, links and the status of a claim that a new row answers.
 */
export function changesWithoutCorrection(
  difference: EditionDifference,
  corrections: readonly Correction[],
): readonly Change[] {
  return changedValues(difference).filter((change) => {
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

/** Corrections that an edition brings: those that the one before does not have. */
export const newCorrections = (earlier: Dataset, later: Dataset): readonly Correction[] =>
  later.tables.corrections.filter((row) => !earlier.has('corrections', row.id));

/** The row to paste for a change without a correction: everything but the reason, which is left empty and refused so. */
export function correctionRow(
  change: Change,
  edition: string,
  date: string,
  taken: (id: string) => boolean,
): Correction {
  const named = `${change.row}-${change.column === '*' ? 'removed' : change.column}`.slice(0, 80);
  const id = taken(named) ? `${named}-${edition.replaceAll('.', '-')}` : named;
  const json = (value: unknown) => JSON.stringify(value ?? null);
  const { table, row, column } = change;
  const old = json(change.oldValue);
  // A removed row that is longer than a cell may be is named by its key.
  return {
    id,
    edition,
    date,
    table,
    row,
    column,
    oldValue: column === '*' && old.length > 2000 ? json(row) : old,
    newValue: json(change.newValue),
    reason: '',
  };
}

/** How to fix a change without a correction: a new correction of the same cell with another old value is fixed, else a row is added. */
export function mendOf(change: Change, earlier: Dataset, later: Dataset, edition: string, date: string): string {
  const near = newCorrections(earlier, later).find(
    (row) => row.table === change.table && row.row === change.row && row.column === change.column,
  );
  if (near)
    return `row ${near.id} of data/corrections.json has "oldValue": ${quoteValue(near.oldValue)}, but edition ${earlier.edition.version} has "oldValue": ${quoteValue(JSON.stringify(change.oldValue))}: write that`;
  const row = correctionRow(change, edition, date, (id) => later.has('corrections', id));
  return `add this row to data/corrections.json, with the reason:\n${JSON.stringify(row)}`;
}
