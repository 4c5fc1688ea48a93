import type { Row } from '../dataset/schema.ts';
import type { Site } from './site.ts';

export interface CorrectionItem {
  readonly id: string;
  readonly edition: string;
  readonly date: string;
  readonly title: string;
  /** What was changed, from what, to what, and why: one text for page, chapter, feed and markup. */
  readonly text: string;
  /** Address of the corrected record, with the path prefix; undefined where it has none of its own or is gone. */
  readonly record: string | undefined;
}

const shown = (json: string, { messages }: Site): string => {
  const value: unknown = JSON.parse(json);
  if (value === null) return messages.text('corrections.nothing');
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
};

/** Where the corrected record can be read; undefined for tables whose rows have no place of their own. */
function placeOf({ table, row }: Row<'corrections'>, base: string): string | undefined {
  if (table === 'claims' || table === 'responses') return `${base}claims/${row}/`;
  if (table === 'sources') return `${base}sources/#${row}`;
  return table === 'countries' ? `${base}countries/${row.toLowerCase()}/` : undefined;
}

function item(row: Row<'corrections'>, site: Site): CorrectionItem {
  const { messages } = site;
  const where = { table: row.table, row: row.row, column: row.column };
  const change =
    row.column === '*'
      ? messages.text('corrections.removed', where)
      : messages.text('corrections.changed', {
          ...where,
          old: shown(row.oldValue, site),
          new: shown(row.newValue, site),
        });
  return {
    id: row.id,
    edition: row.edition,
    date: row.date,
    title: messages.text('corrections.item', where),
    text: `${change} ${row.reason}`,
    record: row.column === '*' ? undefined : placeOf(row, site.base),
  };
}

/** All corrections, newest first. */
export const correctionItems = (site: Site): readonly CorrectionItem[] =>
  [...site.dataset.tables.corrections]
    .sort((a, b) => (a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? 1 : -1))
    .map((row) => item(row, site));

/** Corrections of the records that a page cites. */
export function correctionsOf(recordIds: readonly string[], site: Site): readonly CorrectionItem[] {
  const cited = new Set(recordIds);
  const ids = new Set(site.dataset.tables.corrections.filter((row) => cited.has(row.row)).map((row) => row.id));
  return correctionItems(site).filter((entry) => ids.has(entry.id));
}
