/**
 * CSV as RFC 4180 has it: UTF-8 without a byte order mark, one header line, a comma between cells, CRLF after every line.
 *
 * CRLF, because it is what the RFC and the Frictionless default say and what every reader takes; LF alone is flagged by strict validators.
 * No byte order mark: many programs would read it as part of the first column's name.
 * Numbers as JavaScript and JSON write them (a point, no grouping), true and false, nothing for null, lists joined by a semicolon.
 *
 * Spreadsheets run a text that begins with = + - @, a tab or a line break as a formula. Such a text gets an apostrophe in front, which spreadsheets
 * hide or show but never run. Numbers are left as they are, negative ones too, and so is a text that is nothing but a number: neither can be a formula.
 * The way back is exact: a cell that begins with apostrophes and then one of those characters loses its first apostrophe (`originalText`).
 */

/** A value as the tables and charts have it. */
export type CsvValue = string | number | boolean | null | readonly string[];

export const LIST_SEPARATOR = ';';
const lineEnd = '\r\n';

/** The full-width forms are run as formulas by spreadsheets in East Asian languages. */
const formulaStart = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const plainNumber = /^[+-]?\d+(?:\.\d+)?$/;

/** A text that no spreadsheet runs; see above. */
export const safeText = (text: string): string =>
  formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;

/** What `safeText` was given. */
export const originalText = (cell: string): string =>
  cell.startsWith("'") && formulaStart.test(cell) ? cell.slice(1) : cell;

function cellText(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`A cell is ${value}: CSV has no way to write it`);
    return String(value);
  }
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return safeText(value);
  const broken = value.find((item) => item.includes(LIST_SEPARATOR));
  if (broken !== undefined)
    throw new Error(`"${broken}" holds a semicolon and cannot stand in a list that is joined by semicolons`);
  return safeText(value.join(LIST_SEPARATOR));
}

/** Quoted where the RFC asks for it, and where a reader might guess another separator or trim. */
const quoted = (text: string): string => (/[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Columns and rows as CSV. Throws when a row has not as many cells as there are columns, or a column's name is not plain ASCII or is used twice. */
export function writeCsv(columns: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  const names = new Set(columns);
  if (columns.length === 0 || names.size !== columns.length)
    throw new Error(`The columns of a CSV are not ${columns.length} different names: ${columns.join(', ')}`);
  for (const name of columns)
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name))
      throw new Error(`The column "${name}" of a CSV is not ASCII letters and digits`);
  const lines = rows.map((row, index) => {
    if (row.length !== columns.length)
      throw new Error(`Row ${index + 1} of a CSV has ${row.length} cells for ${columns.length} columns`);
    const line = row.map((value) => quoted(cellText(value))).join(',');
    // A single empty cell would be an empty line, which readers skip.
    return line === '' ? '""' : line;
  });
  return [columns.join(','), ...lines].map((line) => line + lineEnd).join('');
}
