/** The charts of a dataset that is not today's, with the words of today: what they say must be true of any rows, or they must refuse. */
import type { BuiltChart } from '../../src/charts/chart.ts';
import { charts, loadChartWords } from '../../src/charts/registry.ts';
import { dataset } from '../../src/dataset/current.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';
import { type Row, type TableName, tables } from '../../src/dataset/schema.ts';
import { formatFor } from '../../src/words/format.ts';

/** Today's dataset with the rows of a table changed, added or taken away. */
export function withRows<Name extends TableName>(
  table: Name,
  change: (rows: readonly Row<Name>[]) => readonly Row<Name>[],
  from: Dataset = dataset,
): Dataset {
  const rows = change(from.tables[table] as readonly Row<Name>[]);
  const find = (key: string) =>
    (rows as readonly Record<string, unknown>[]).find((row) => row[tables[table].key] === key);
  return {
    ...from,
    tables: { ...from.tables, [table]: rows },
    get: ((name: TableName, key: string) =>
      name === table ? (find(key) ?? from.get(name, key)) : from.get(name, key)) as Dataset['get'],
    has: (name, key) => (name === table ? find(key) !== undefined : from.has(name, key)),
  };
}

/** Today's dataset with cells of one row changed. */
export function withCells<Name extends TableName>(
  table: Name,
  key: string,
  cells: Partial<Row<Name>>,
  from: Dataset = dataset,
): Dataset {
  const { key: column } = tables[table];
  return withRows(
    table,
    (rows) => rows.map((row) => ((row as Record<string, unknown>)[column] === key ? { ...row, ...cells } : row)),
    from,
  );
}

export function chartWith(id: string, changed: Dataset): BuiltChart {
  const [chart, words] = [charts.find((candidate) => candidate.id === id), loadChartWords('en').get(id)];
  if (!chart || !words) throw new Error(`There is no chart "${id}"`);
  return chart.build(changed, words.messages, formatFor('en'));
}
