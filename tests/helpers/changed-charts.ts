/** The charts of a dataset that is not today's, with the words of today: what they say must be true of any rows, or they must refuse. */
import type { BuiltChart } from '../../src/charts/chart.ts';
import { charts, loadChartWords } from '../../src/charts/registry.ts';
import { dataset } from '../../src/dataset/current.ts';
import { withCells as changedCells, withRows as changedRows, type Dataset } from '../../src/dataset/dataset.ts';
import type { Row, TableName } from '../../src/dataset/schema.ts';
import { formatFor } from '../../src/words/format.ts';

/** Today's dataset with the rows of a table changed, added or taken away. */
export const withRows = <Name extends TableName>(
  table: Name,
  change: (rows: readonly Row<Name>[]) => readonly Row<Name>[],
  from: Dataset = dataset,
): Dataset => changedRows(from, table, change);

/** Today's dataset with cells of one row changed. */
export const withCells = <Name extends TableName>(
  table: Name,
  key: string,
  cells: Partial<Row<Name>>,
  from: Dataset = dataset,
): Dataset => changedCells(from, table, key, cells);

export function chartWith(id: string, changed: Dataset): BuiltChart {
  const [chart, words] = [charts.find((candidate) => candidate.id === id), loadChartWords('en').get(id)];
  if (!chart || !words) throw new Error(`There is no chart "${id}"`);
  return chart.build(changed, words.messages, formatFor('en'));
}
