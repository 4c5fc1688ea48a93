/**
 * The tables of the dataset as JSON and CSV. JSON holds the rows as they are; CSV adds, where a row rests on a claim, who makes it, how it stands and
 * what answers it: a CSV is opened alone, and the answer travels with the claim.
 */

import { answersTo } from '../../dataset/answers.ts';
import { answersAbout } from '../../dataset/country-records.ts';
import type { TableName } from '../../dataset/schema.ts';
import type { Site } from '../../story/site.ts';
import { plainWords } from '../page/words.ts';
import { type CsvValue, writeCsv } from './csv.ts';
import { type Field, tableFields } from './table-schema.ts';

type AnyRow = Readonly<Record<string, CsvValue>>;

const rowsOf = (site: Site, table: TableName): readonly AnyRow[] => site.dataset.tables[table] as readonly AnyRow[];

/** `/data/<table>.json`: a row a line, columns in the order of the schema, so that two editions can be compared line by line. */
export function tableJson(site: Site, table: TableName): string {
  const names = tableFields(table).map((field) => field.name);
  const rows = rowsOf(site, table).map(
    (row) => `    ${JSON.stringify(Object.fromEntries(names.map((name) => [name, row[name]])))}`,
  );
  return `{\n  "$schema": "./schema/${table}.schema.json",\n  "rows": [${rows.length > 0 ? `\n${rows.join(',\n')}\n  ` : ''}]\n}\n`;
}

/** How the rows of a table lead to the claim they rest on, by a column of their own or through the report that lists them; undefined where they do not. */
function claimPath(table: TableName): ((row: AnyRow, site: Site) => string | undefined) | undefined {
  const columnOf = (other: TableName) =>
    tableFields(table).find(({ type, references }) => type !== 'list' && references === other)?.name;
  const [claim, report] = [columnOf('claims'), columnOf('reports')];
  const key = (row: AnyRow, column: string) => (typeof row[column] === 'string' ? row[column] : undefined);
  if (claim !== undefined) return (row) => key(row, claim);
  if (report === undefined) return undefined;
  return (row, site) => {
    const id = key(row, report);
    return id === undefined ? undefined : site.dataset.get('reports', id).claim;
  };
}

interface DerivedField extends Field {
  readonly value: (row: AnyRow, site: Site) => CsvValue;
}

const ids = (rows: readonly { readonly id: string }[]): readonly string[] => [...new Set(rows.map((row) => row.id))];

/** Columns that only the CSV has, computed from the answers; their words are in downloads.yaml. */
function derivedFields(table: TableName, language: string): readonly DerivedField[] {
  const isStations = table === 'stations';
  const column = (name: string, type: Field['type'], value: DerivedField['value'], words = name): DerivedField => ({
    name,
    type,
    description: plainWords(language, `derived.${words}`),
    value,
  });
  const path = table === 'claims' ? (row: AnyRow) => String(row['id']) : claimPath(table);
  if (!path) return [];
  // A listing that we matched ourselves is not among those that the group's count was traced to: it is our claim, not theirs.
  const isOurs = (row: AnyRow) => isStations && row['listing'] === 'matched';
  const claimOf = (row: AnyRow, site: Site) => {
    const id = isOurs(row) ? undefined : path(row, site);
    return id === undefined ? undefined : site.dataset.get('claims', id);
  };
  const answeredBy = (row: AnyRow, site: Site) => {
    const claim = path(row, site);
    return ids([
      ...(claim === undefined ? [] : answersTo(site.dataset, claim).map((answer) => answer.row)),
      ...(isStations ? answersAbout(site.dataset, String(row['country'])) : []),
    ]);
  };
  const answers = column('answeredBy', 'list', answeredBy, isStations ? 'answeredByStations' : 'answeredBy');
  if (table === 'claims') return [answers];
  const ours = plainWords(language, 'derived.matchedClaimant');
  return [
    column('claimant', 'string', (row, site) => (isOurs(row) ? ours : (claimOf(row, site)?.claimant ?? null))),
    column('claimStatus', 'string', (row, site) => claimOf(row, site)?.status ?? null),
    answers,
  ];
}

/** The columns of a table's CSV: those of the table, then the derived ones. */
export const csvFields = (table: TableName, language: string): readonly Field[] => [
  ...tableFields(table),
  ...derivedFields(table, language).map(({ value: _, ...field }) => field),
];

export interface TableCells {
  /** Names of the columns: its own, then the derived ones. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CsvValue[])[];
}

/** A table as its CSV has it. */
export function tableCells(site: Site, table: TableName): TableCells {
  const [own, derived] = [tableFields(table), derivedFields(table, site.language)];
  return {
    columns: [...own, ...derived].map(({ name }) => name),
    rows: rowsOf(site, table).map((row) => [
      ...own.map(({ name }) => row[name] ?? null),
      ...derived.map(({ value }) => value(row, site)),
    ]),
  };
}

/** `/data/<table>.csv` */
export function tableCsv(site: Site, table: TableName): string {
  const { columns, rows } = tableCells(site, table);
  return writeCsv(columns, rows);
}
