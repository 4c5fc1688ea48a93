import { ascending, descending } from 'd3';
import { parseCell } from '../dataset/correction-rules.ts';
import type { Row, TableName } from '../dataset/schema.ts';
import { typeset } from '../words/typeset.ts';
import type { NoteContext } from './notes.ts';

export interface CorrectionItem {
  readonly id: string;
  readonly date: string;
  /** What was wrong and what is right, in one sentence. */
  readonly summary: string;
  /** The sentence, and why: one text for feed and markup. */
  readonly text: string;
  /** How it was noticed. */
  readonly noticed: string;
  /** Addresses of the corrected records, with the path prefix; those that are gone or have no place of their own are left out. */
  readonly records: readonly string[];
}

/** What corrections are read from. */
type Context = Pick<NoteContext, 'dataset' | 'base'>;

/** Where a record can be read; undefined for tables whose rows have no place of their own. */
export function placeOfRecord(table: TableName, row: string, { dataset, base }: Context): string | undefined {
  if (!dataset.has(table, row)) return undefined;
  if (table === 'claims' || table === 'responses') return `${base}claims/${row}/`;
  if (table === 'sources') return `${base}sources/#${row}`;
  if (table === 'article_check') return `${base}method/#${row}`;
  if (table === 'stations') return `${base}countries/${dataset.get('stations', row).country.toLowerCase()}/#${row}`;
  return table === 'countries' || table === 'country_status' ? `${base}countries/${row.toLowerCase()}/` : undefined;
}

const item = ({ id, date, summary, reason, noticed, cells }: Row<'corrections'>, context: Context): CorrectionItem => ({
  id,
  date,
  summary: typeset(summary),
  text: typeset(`${summary} ${reason}`),
  noticed: typeset(noticed),
  records: [
    ...new Set(
      cells
        .map(parseCell)
        .map((cell) => placeOfRecord(cell.table, cell.row, context))
        .filter((place) => place !== undefined),
    ),
  ],
});

const newestFirst = (rows: readonly Row<'corrections'>[]): Row<'corrections'>[] =>
  [...rows].sort((a, b) => descending(a.date, b.date) || ascending(a.id, b.id));

/** All corrections, newest first. */
export const correctionItems = (context: Context): readonly CorrectionItem[] =>
  newestFirst(context.dataset.tables.corrections).map((row) => item(row, context));

/** Corrections of the records that a page cites, newest first. */
export function correctionsOf(recordIds: readonly string[], context: Context): readonly CorrectionItem[] {
  const cited = new Set(recordIds);
  const own = context.dataset.tables.corrections.filter(({ cells }) =>
    cells.some((cell) => cited.has(parseCell(cell).row)),
  );
  return newestFirst(own).map((row) => item(row, context));
}
