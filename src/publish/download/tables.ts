/**
 * The tables of the dataset as JSON and CSV. JSON holds the rows as they are; CSV adds, where a row rests on a claim, who makes it, how it stands and
 * what answers it: a CSV is opened alone, and the answer travels with the claim.
 */

import { answersTo } from '../../dataset/answers.ts';
import type { TableName } from '../../dataset/schema.ts';
import type { Site } from '../../story/site.ts';
import { answersAbout } from '../country/answers.ts';
import { plainWords } from '../page/words.ts';
import { type CsvValue, LIST_SEPARATOR, writeCsv } from './csv.ts';
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

/** How the rows of a table lead to the claim they rest on: by a column of their own, or through the report that lists them. */
function claimPath(table: TableName): { column: string; through: 'claims' | 'reports' } | undefined {
  const fields = tableFields(table).filter((field) => field.type !== 'list');
  const direct = fields.find((field) => field.references === 'claims');
  if (direct) return { column: direct.name, through: 'claims' };
  const report = fields.find((field) => field.references === 'reports');
  return report ? { column: report.name, through: 'reports' } : undefined;
}

function claimOf(site: Site, table: TableName, row: AnyRow): string | undefined {
  const path = claimPath(table);
  const key = path && row[path.column];
  if (!path || typeof key !== 'string') return undefined;
  return path.through === 'claims' ? key : site.dataset.get('reports', key).claim;
}

interface DerivedField extends Field {
  readonly value: (row: AnyRow, site: Site) => CsvValue;
}

const ids = (rows: readonly { readonly id: string }[]): readonly string[] => [...new Set(rows.map((row) => row.id))];

/** Columns that only the CSV has, computed from the answers; their words stand in downloads.yaml. */
function derivedFields(table: TableName, language: string): readonly DerivedField[] {
  const answers = (value: DerivedField['value']): DerivedField => ({
    name: 'answeredBy',
    type: 'list',
    delimiter: LIST_SEPARATOR,
    itemType: 'string',
    description: plainWords(language, table === 'stations' ? 'derived.answeredByStations' : 'derived.answeredBy'),
    value,
  });
  const answersToClaim = (site: Site, claim: string | undefined) =>
    claim ? answersTo(site.dataset, claim).map((answer) => answer.row) : [];
  if (table === 'claims') return [answers((row, site) => ids(answersToClaim(site, String(row['id']))))];
  if (!claimPath(table)) return [];
  // A listing that we matched ourselves is not among those that the group's count was traced to: it is our claim, not theirs.
  const isOurs = (row: AnyRow) => table === 'stations' && row['listing'] === 'matched';
  return [
    {
      name: 'claimant',
      type: 'string',
      description: plainWords(language, 'derived.claimant'),
      value: (row, site) => {
        if (isOurs(row)) return plainWords(site.language, 'derived.matchedClaimant');
        const claim = claimOf(site, table, row);
        return claim ? site.dataset.get('claims', claim).claimant : null;
      },
    },
    {
      name: 'claimStatus',
      type: 'string',
      description: plainWords(language, 'derived.claimStatus'),
      value: (row, site) => {
        const claim = isOurs(row) ? undefined : claimOf(site, table, row);
        return claim ? site.dataset.get('claims', claim).status : null;
      },
    },
    answers((row, site) =>
      ids([
        ...answersToClaim(site, claimOf(site, table, row)),
        ...(table === 'stations' ? answersAbout(site.dataset, String(row['country'])) : []),
      ]),
    ),
  ];
}

/** The columns of a table's CSV: those of the table, then the derived ones. */
export const csvFields = (
  table: TableName,
  language: string,
): { readonly own: readonly Field[]; readonly derived: readonly Field[] } => ({
  own: tableFields(table),
  derived: derivedFields(table, language).map(({ value: _, ...field }) => field),
});

/** The cells of a table as its CSV has them: its own columns, then the derived ones. */
export function tableRows(site: Site, table: TableName): readonly (readonly CsvValue[])[] {
  const own = tableFields(table);
  const derived = derivedFields(table, site.language);
  return rowsOf(site, table).map((row) => [
    ...own.map(({ name }) => row[name] ?? null),
    ...derived.map(({ value }) => value(row, site)),
  ]);
}

/** `/data/<table>.csv` */
export function tableCsv(site: Site, table: TableName): string {
  const { own, derived } = csvFields(table, site.language);
  return writeCsv(
    [...own, ...derived].map((field) => field.name),
    tableRows(site, table),
  );
}
