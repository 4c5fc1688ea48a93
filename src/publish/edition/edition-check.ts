/** Whether every published value that changed since the last frozen edition has its correction. */

import type { Dataset } from '../../dataset/dataset.ts';
import {
  changedValues,
  changesWithoutCorrection,
  compareEditions,
  correctionRow,
  newCorrections,
  unchangedCells,
} from '../../dataset/editions.ts';
import { type Problem, quoteValue } from '../../dataset/problems.ts';
import { type Row, type TableName, tables } from '../../dataset/schema.ts';

/** A row as faults of tables name it, so that its line can be found; one that was removed has no place. */
const rowName = ({ tables: rows }: Dataset, table: TableName, key: string): string => {
  const index = (rows[table] as readonly object[]).findIndex(
    (row) => (row as Record<string, unknown>)[tables[table].key] === key,
  );
  return index < 0 ? `row ${key}` : `row ${index + 1} (${key})`;
};

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

/**
 * Compares the current dataset with the last frozen edition.
 * @param date day to write into the row to paste, YYYY-MM-DD
 * @returns what differs in one sentence, the faults, and the row to add to `data/corrections.json` for what has no correction yet, complete but for its sentences
 */
export function checkEdition(
  earlier: Dataset,
  current: Dataset,
  date: string,
): { readonly summary: string; readonly problems: readonly Problem[]; readonly row: Row<'corrections'> | undefined } {
  const difference = compareEditions(earlier, current);
  const fresh = newCorrections(earlier, current);
  const missing = changesWithoutCorrection(difference, fresh);
  const { version } = earlier.edition;
  const changed = changedValues(difference);
  const answered = difference.changed.length - changed.length;
  return {
    summary:
      `Since edition ${version}: ${counted(difference.added.length, 'row')} added` +
      `${answered > 0 ? ` (${counted(answered, 'claim')} with a new answer)` : ''}, ` +
      `${counted(changed.length, 'value')} changed or removed, ${missing.length} without a correction.`,
    problems: [
      ...missing.map((change) => ({
        file: `data/${change.table}.json`,
        where: rowName(current, change.table, change.row),
        field: change.column,
        found: quoteValue(change.newValue),
        expected: `${quoteValue(change.oldValue)}, as edition ${version} has, or a correction that names this value`,
        fix: 'once npm run check:facts -- --write leaves nothing to write (it may change more values), add the row below to data/corrections.json and write its three sentences',
      })),
      ...unchangedCells(difference, fresh).map(({ id, cell }) => ({
        file: 'data/corrections.json',
        where: rowName(current, 'corrections', id),
        field: 'cells',
        found: quoteValue(cell),
        expected: `a value that differs from edition ${version}`,
        fix: 'take it out, or name the value that changed',
      })),
    ],
    row: correctionRow(missing, date, (id) => current.has('corrections', id)),
  };
}
