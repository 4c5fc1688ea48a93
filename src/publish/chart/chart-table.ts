/**
 * The table of a chart for programs: `/data/charts/<id>.csv`, a row one thing, with what that row rests on; and beside it `<id>.csv-metadata.json` (W3C,
 * "CSV on the Web"), which has the meaning of each column, and once what is true of the chart as a whole: who claims it, its status, what was answered.
 * Neither names the address of the site.
 */

import type { Basis, FileType, FileValue } from '../../charts/chart.ts';
import { answersTo } from '../../dataset/answers.ts';
import { answersAbout } from '../../dataset/country-records.ts';
import { once } from '../../shared/once.ts';
import { chartOf, type Site } from '../../story/site.ts';
import { siteName } from '../cite/works.ts';
import { LIST_SEPARATOR, writeCsv } from '../download/csv.ts';
import { downloadWords, plainWords } from '../page/words.ts';
import { chartRecord, plainSpaces } from './chart-record.ts';

type ColumnType = Exclude<FileType, 'country'> | 'code';

export interface ChartColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly description: string;
}

interface ChartRows {
  readonly columns: readonly ChartColumn[];
  readonly rows: readonly (readonly FileValue[])[];
}

/** Day, month or year: how exactly a date is known. */
const precisionOf = (date: string): string => ['year', 'month', 'day'][(date.length - 4) / 3] ?? 'none';

const plain = (value: FileValue): FileValue =>
  typeof value === 'string' ? plainSpaces(value) : Array.isArray(value) ? value.map(plainSpaces) : value;

/** The columns that one column of a chart becomes, each with its cell: a country its name and its code, a date itself and how exact it is. */
function columnsOf(
  site: Site,
  key: string,
  type: FileType,
  meaning: string,
): readonly { readonly column: ChartColumn; readonly cell: (value: FileValue) => FileValue }[] {
  const words = (name: string) => plainWords(site.language, `chartTable.${name}`, { column: key });
  if (type === 'country')
    return [
      {
        column: { name: key, type: 'text', description: meaning },
        cell: (code) => (typeof code === 'string' ? site.dataset.get('countries', code).name : null),
      },
      { column: { name: `${key}Code`, type: 'code', description: words('code') }, cell: (code) => code },
    ];
  const column = { name: key, type, description: meaning };
  if (type !== 'date') return [{ column, cell: plain }];
  return [
    { column, cell: plain },
    {
      column: { name: `${key}Precision`, type: 'text', description: words('precision') },
      cell: (date) => (typeof date === 'string' ? precisionOf(date) : null),
    },
  ];
}

/** The last columns of every row. */
export const basisColumns = ['claims', 'claimant', 'claimStatus', 'answeredBy', 'sources'] as const;

function basisCells(site: Site, { claims = [], claimant, country, sources = [], ours }: Basis): readonly FileValue[] {
  const { dataset, language } = site;
  const rows = claims.map((id) => dataset.get('claims', id));
  const named = ours
    ? plainWords(language, 'derived.matchedClaimant')
    : [...new Set(rows.map((claim) => claim.claimant))].join('; ') || claimant;
  const answers = [
    ...claims.flatMap((id) => answersTo(dataset, id).map((answer) => answer.row.id)),
    ...(country === undefined ? [] : answersAbout(dataset, country).map(({ id }) => id)),
  ];
  return [claims, named ?? null, rows.map((claim) => claim.status), [...new Set(answers)], [...new Set(sources)]];
}

const tables = once((site: Site) => once((id: string) => makeTable(site, id)));

/** Columns and rows of a chart. @throws Error for a chart that the site does not have, or a column without a meaning */
export const chartRows = (site: Site, id: string): ChartRows => tables(site)(id);

function makeTable(site: Site, id: string): ChartRows {
  const { chart, words } = chartOf(site, id);
  const shared = downloadWords(site.language);
  const table = chart.file();
  const made = table.columns.map(({ key, type }) => {
    const name = key.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const [own, common] = [`columns.${key}`, `chartTable.columns.${key}`];
    if (!words.messages.has(own) && !shared.has(common))
      throw new Error(
        `The file of the chart ${id} has a column ${key} without a meaning: write it under columns in ${words.file}, or under chartTable.columns in downloads.yaml`,
      );
    const meaning = words.messages.has(own) ? words.messages.text(own, chart.values) : shared.text(common);
    return columnsOf(site, name, type, plainSpaces(meaning));
  });
  const basis = basisColumns.map(
    (name): ChartColumn => ({
      name,
      type: name === 'claimant' ? 'text' : 'list',
      description: plainWords(site.language, `chartTable.basis.${name}`),
    }),
  );
  return {
    columns: [...made.flatMap((group) => group.map(({ column }) => column)), ...basis],
    rows: table.rows.map(({ values, basis: own }) => [
      ...made.flatMap((group, index) => group.map(({ cell }) => cell(values[index] ?? null))),
      ...basisCells(site, own),
    ]),
  };
}

/** `/data/charts/<id>.csv` */
export function chartTableCsv(site: Site, id: string): string {
  const { columns, rows } = chartRows(site, id);
  return writeCsv(
    columns.map(({ name }) => name),
    rows,
  );
}

/** Types of the standard; a date may be a year or a month, which its `date` is not. */
const datatypes: Readonly<Record<ColumnType, object | string>> = {
  text: 'string',
  code: { base: 'string', format: '[A-Z]{3}' },
  list: 'string',
  number: 'number',
  flag: { base: 'boolean', format: 'true|false' },
  date: { base: 'string', format: '[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?' },
};

/** `/data/charts/<id>.csv-metadata.json`: found by clients from the address of the CSV. */
export function chartTableMetadata(site: Site, id: string): string {
  const record = chartRecord(site, id);
  const { edition } = site.dataset;
  const { columns } = chartRows(site, id);
  const metadata = {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': site.language }],
    url: `${id}.csv`,
    'dc:title': record.headline,
    'dc:description': record.dek,
    'dc:publisher': siteName(site),
    'dc:issued': edition.date,
    'dc:license': { '@id': edition.licence.url },
    'schema:version': edition.version,
    dialect: { encoding: 'utf-8', header: true, delimiter: ',', lineTerminators: ['\r\n'], quoteChar: '"' },
    tableSchema: {
      columns: columns.map(({ name, type, description }) => ({
        name,
        titles: name,
        'dc:description': description,
        datatype: datatypes[type],
        ...(type === 'list' ? { separator: LIST_SEPARATOR } : {}),
      })),
    },
    notes: [
      {
        question: record.question,
        summary: record.summary,
        description: record.description,
        notes: record.notes,
        asOf: record.asOf,
        claims: record.claims,
        openAnswer: record.answer?.id ?? null,
      },
    ],
  };
  return `${JSON.stringify(metadata, null, 2)}\n`;
}
