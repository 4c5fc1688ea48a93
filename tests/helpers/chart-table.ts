/** What a chart of the site shows, as tests of charts read it. */
import type { BuiltChart } from '../../src/charts/chart.ts';
import type { FrameName } from '../../src/charts/shared/frame.ts';
import { SymbolSheet } from '../../src/charts/shared/symbols.ts';
import { siteIn } from '../../src/story/site.ts';

export function chartOf(id: string): BuiltChart {
  const entry = siteIn('en').charts.get(id);
  if (!entry) throw new Error(`There is no chart ${id}`);
  return entry.chart;
}

/** The cells of one column of a chart's table; a column that is gone fails. */
export function column(id: string, key: string): (string | number | null)[] {
  const { columns, rows } = chartOf(id).table;
  const index = columns.findIndex((entry) => entry.key === key);
  if (index < 0) throw new Error(`There is no column ${key} in the chart ${id}`);
  return rows.map((row) => row[index] ?? null);
}

/** The sum of a column, of the rows whose first cell is one of those asked for. */
export const total = (id: string, key: string, rows: (name: string) => boolean = () => true): number => {
  const names = chartOf(id).table.rows.map((row) => String(row[0]));
  return column(id, key).reduce<number>(
    (sum, cell, index) => sum + (rows(names[index] ?? '') ? Number(cell ?? 0) : 0),
    0,
  );
};

/** The rows of a chart's table, each by the keys of its columns. */
export const recordsOf = (id: string): Record<string, string | number | null>[] => {
  const { columns, rows } = chartOf(id).table;
  return rows.map((row) => Object.fromEntries(columns.map(({ key }, index) => [key, row[index] ?? null])));
};

export const pictureOf = (id: string, frame: FrameName): string =>
  chartOf(id).picture(frame, new SymbolSheet(), { label: id });
