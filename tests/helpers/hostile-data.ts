/** The data with harm in every text: what the schema accepts is what the pages must bear. */
import type { z } from 'zod';
import { referencedTable, type TableName, tableNames, tables } from '../../src/dataset/schema.ts';
import { currentFiles, currentJson, currentRows, type LooseRow } from './data-files.ts';
import { hostileMark } from './hostile.ts';

/** Columns whose texts take a value of their own, and which nothing else must match. */
const matched: Partial<Record<TableName, readonly string[]>> = {
  // A number is told apart by what it counts.
  claims: ['unit'],
  claim_figures: ['unit'],
  response_figures: ['unit'],
  // The words of a chart name the coast by its provinces.
  operators: ['province'],
};

/** Columns that pictures write beside a mark: charts and share cards refuse words that find no room, so the harm is as long as what it replaces. */
const labels: Partial<Record<TableName, readonly string[]>> = {
  places: ['name'],
  countries: ['name'],
  operators: ['name'],
  claims: ['claimant'],
  responses: ['actor'],
  repression_states: ['state'],
};

/** The row with harm in each free text and address; what a column does not take is left as it was. */
function harmed(table: TableName, row: LooseRow): LooseRow {
  const shape = tables[table].row.shape as Record<string, z.ZodType>;
  const result: LooseRow = { ...row };
  for (const [column, value] of Object.entries(row)) {
    if (typeof value !== 'string' || matched[table]?.includes(column)) continue;
    // Regions are found on their maps by name.
    if (table === 'places' && column === 'name' && ['ITA', 'NLD'].includes(String(row['country']))) continue;
    const schema = shape[column];
    if (!schema || referencedTable(schema) !== undefined) continue;
    for (const worse of [
      labels[table]?.includes(column) ? `${value.slice(0, 1)}<${value.slice(2)}` : `${value} ${hostileMark}`,
      `${value}?"><script>alert(1)</script><i x='`,
      `${value}#"onmouseover="alert(1)`,
    ])
      if (schema.safeParse(worse).success) {
        result[column] = worse;
        break;
      }
  }
  return result;
}

/** All data files, harmed; how many cells were; and what became of the names of countries, by which lessons find rows. */
export function hostileFiles(): {
  readonly files: Map<string, string>;
  readonly cells: number;
  readonly names: ReadonlyMap<string, string>;
} {
  const files = currentFiles();
  let cells = 0;
  for (const table of tableNames) {
    const rows = currentRows(table).map((row) => harmed(table, row));
    currentRows(table).forEach((row, index) => {
      cells += Object.keys(row).filter((column) => row[column] !== rows[index]?.[column]).length;
    });
    files.set(`${table}.json`, `${JSON.stringify({ rows }, null, 2)}\n`);
  }
  const edition = currentJson('edition.json') as { title: string };
  files.set('edition.json', JSON.stringify({ ...edition, title: `${edition.title} ${hostileMark}` }));
  const names = new Map(
    currentRows('countries').map((row) => [String(row['name']), String(harmed('countries', row)['name'])]),
  );
  return { files, cells, names };
}
