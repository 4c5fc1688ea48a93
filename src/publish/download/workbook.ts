/**
 * The tables as a workbook for desks that open Excel, where a CSV loses its quotation marks to an old encoding: a sheet that explains, one that names every
 * column, and a sheet a table. Texts are texts there, so that none is run as a formula and none needs an apostrophe in front.
 */
import { unzipSync } from 'fflate';
import type { SheetData } from 'write-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import { tableNames, tables } from '../../dataset/schema.ts';
import type { Site } from '../../story/site.ts';
import { plainWords } from '../page/words.ts';
import { kept, madeBy } from '../png/kept.ts';
import { zipInOrder } from './archive.ts';
import { type CsvValue, LIST_SEPARATOR } from './csv.ts';
import { packageName } from './data-package.ts';
import { dictionary } from './dictionary.ts';
import { type TableCells, tableCells } from './tables.ts';

export const workbookName = `${packageName}.xlsx`;

const programs = [
  ...['workbook.ts', 'archive.ts'].map((file) => `src/publish/download/${file}`),
  ...['write-excel-file', 'fflate'].map((library) => `node_modules/${library}/package.json`),
];

type Cell = SheetData[number][number];

const bold = (value: string): Cell => ({ value, type: String, fontWeight: 'bold' });

function cell(value: CsvValue): Cell {
  if (value === null) return null;
  if (typeof value === 'number') return { value, type: Number };
  if (typeof value === 'boolean') return { value, type: Boolean };
  const text = typeof value === 'string' ? value : value.join(LIST_SEPARATOR);
  return text === '' ? null : { value: text, type: String };
}

const table = ({ columns, rows }: TableCells): SheetData => [columns.map(bold), ...rows.map((row) => row.map(cell))];

/** What the workbook is, who says what stands in it, and what each sheet holds. */
function readme(site: Site): SheetData {
  const { edition, tables: rows } = site.dataset;
  const words = (key: string, values: Readonly<Record<string, string | number>> = {}) =>
    plainWords(site.language, `workbook.${key}`, values);
  const lines = [
    words('edition', { version: edition.version, date: site.format.date(edition.date) }),
    plainWords(site.language, 'package.description'),
    words('claims'),
    words('cells'),
    words('licence', {
      licence: edition.licence.name,
      url: edition.licence.url,
      site: site.messages.text('site.name'),
    }),
  ];
  const wrapped = (value: string): Cell => ({ value, type: String, wrap: true });
  return [
    [bold(edition.title)],
    ...lines.map((line) => [wrapped(line)]),
    [],
    [bold(words('sheet')), bold(words('rows')), bold(words('holds'))],
    ...tableNames.map((name) => [cell(name), cell(rows[name].length), cell(tables[name].description)]),
  ];
}

/** `/data/110-abroad.xlsx`. The same rows give the same bytes: the library's zip has the time of the day in it, ours has the date of the edition. */
export async function workbook(site: Site): Promise<Uint8Array> {
  const meanings = dictionary(site).flatMap(({ name, columns }) =>
    columns.map((column) => [name, column.name, column.type, column.meaning, column.references ?? null]),
  );
  const listed = { columns: ['table', 'column', 'type', 'meaning', 'keysOf'], rows: meanings };
  const sheets = [
    { sheet: 'README', data: readme(site), columns: [{ width: 90 }, { width: 10 }, { width: 90 }] },
    { sheet: 'columns', data: table(listed), stickyRowsCount: 1 },
    ...tableNames.map((name) => ({ sheet: name, data: table(tableCells(site, name)), stickyRowsCount: 1 })),
  ];
  const { date } = site.dataset.edition;
  const make = async () => zipInOrder(Object.entries(unzipSync(await writeXlsxFile(sheets).toBuffer())), date);
  return kept(madeBy(programs, date, JSON.stringify(sheets)), make);
}
