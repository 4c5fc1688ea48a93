/**
 * The arithmetic of the numeracy exercises. A step says what to do with which columns of a chart's CSV; the build does it and prints the result, so that
 * a worked solution cannot differ from the file that pupils open. `tests/built/teach.test.ts` does it again from the built CSV.
 */
import { max, min, utcDay, utcMonth } from 'd3';
import { z } from 'zod';
import type { BuiltChart, Cell } from '../charts/chart.ts';
import { ownColumn } from '../charts/shared/column-name.ts';
import { recordOf } from '../dataset/answers.ts';
import type { Dataset } from '../dataset/dataset.ts';

const value = z.union([z.string(), z.array(z.string()).min(1), z.strictObject({ above: z.number() })]);

/** What a step computes: exactly one of the operations. */
export const calculationSchema = z
  .strictObject({
    count: z.literal('rows').optional().describe('Rows of the file, or those of `where`.'),
    sum: z.string().optional().describe('Adds up a column.'),
    where: z.record(z.string(), value).optional(),
    minus: z.tuple([z.string(), z.string()]).optional().describe('Difference of two earlier steps.'),
    share: z.tuple([z.string(), z.string()]).optional().describe('Share of one earlier step in another, in per cent.'),
    record: z.string().optional().describe('The value of a claim.'),
    figure: z.string().optional().describe('A further figure of a claim.'),
    months: z
      .array(z.string())
      .min(1)
      .max(2)
      .optional()
      .describe('Months in the period of a row of `returns`, or that two of them have in common.'),
    days: z
      .tuple([z.string(), z.string()])
      .optional()
      .describe('Days from one record to another; the second may be known to the month only.'),
    end: z.enum(['first', 'last']).optional().describe('Day of that month to count to.'),
  })
  .refine(
    (step) =>
      ['count', 'sum', 'minus', 'share', 'record', 'figure', 'months', 'days'].filter(
        (key) => step[key as keyof typeof step] !== undefined,
      ).length === 1,
    'exactly one of count, sum, minus, share, record, figure, months, days',
  );
export type Calculation = z.infer<typeof calculationSchema>;

export interface Result {
  readonly value: number;
  readonly percent: boolean;
}

interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The rows of `charts/<id>.csv`, under the names that its columns have there. */
export const csvRows = (chart: BuiltChart): Rows => ({
  columns: chart.table.columns.map((column) => ownColumn(column.key)),
  rows: chart.table.rows,
});

const plain = (cell: Cell | undefined): string => String(cell ?? '').replaceAll('\u00a0', ' ');

function selected({ columns, rows }: Rows, where: Calculation['where']): readonly (readonly Cell[])[] {
  const tests = Object.entries(where ?? {}).map(([column, wanted]) => {
    const index = columns.indexOf(column);
    if (index < 0) throw new Error(`there is no column ${column}; the file has ${columns.join(', ')}`);
    return (row: readonly Cell[]) => {
      const cell = row[index];
      if (typeof wanted === 'object' && !Array.isArray(wanted)) return typeof cell === 'number' && cell > wanted.above;
      return (Array.isArray(wanted) ? wanted : [wanted]).includes(plain(cell));
    };
  });
  const found = rows.filter((row) => tests.every((test) => test(row)));
  if (found.length === 0) throw new Error(`no row of the file has ${JSON.stringify(where)}`);
  return found;
}

function monthsOf(dataset: Dataset, ids: readonly string[]): number {
  const periods = ids.map((id) => {
    if (!dataset.has('returns', id)) throw new Error(`there is no row ${id} in returns`);
    const { start, end } = dataset.get('returns', id);
    if (!start || !end) throw new Error(`the period of ${id} is not known`);
    return { first: new Date(start), last: new Date(end.length === 4 ? `${end}-12` : end) };
  });
  const [first = 0, last = 0] = [max(periods, (period) => period.first), min(periods, (period) => period.last)];
  return Math.max(0, utcMonth.count(new Date(first), new Date(last)) + 1);
}

function dateOf(dataset: Dataset, id: string): string {
  const isRecord = dataset.has('claims', id) || dataset.has('responses', id);
  const date = isRecord ? recordOf(dataset, id).row.date : null;
  if (!date) throw new Error(`${id} is no claim or response with a date`);
  return date;
}

function daysBetween(from: string, to: string, end: 'first' | 'last' | undefined): number {
  if (from.length < 10) throw new Error(`${from} is not a day`);
  if (to.length < 10 && !end) throw new Error(`${to} is known to the month: say end: first or last`);
  const first = new Date(to);
  const isLast = to.length < 10 && end === 'last';
  return utcDay.count(new Date(from), isLast ? utcDay.offset(utcMonth.offset(first, 1), -1) : first);
}

/** What a step comes to. Throws with a message for the writer. `earlier` are the results of the steps before it, by id. */
export function calculate(
  step: Calculation,
  rows: Rows,
  dataset: Dataset,
  earlier: ReadonlyMap<string, Result>,
): Result {
  const before = (id: string): number => {
    const result = earlier.get(id);
    if (!result) throw new Error(`${id} is no earlier step; there are ${[...earlier.keys()].join(', ') || 'none'}`);
    return result.value;
  };
  const number = (value: number): Result => ({ value, percent: false });
  if (step.count) return number(selected(rows, step.where).length);
  if (step.sum !== undefined) {
    const index = rows.columns.indexOf(step.sum);
    if (index < 0) throw new Error(`there is no column ${step.sum}; the file has ${rows.columns.join(', ')}`);
    return number(
      selected(rows, step.where).reduce((total, row) => total + (typeof row[index] === 'number' ? row[index] : 0), 0),
    );
  }
  if (step.minus) return number(before(step.minus[0]) - before(step.minus[1]));
  if (step.share)
    return { value: Math.round((before(step.share[0]) / before(step.share[1])) * 1000) / 10, percent: true };
  if (step.months) return number(monthsOf(dataset, step.months));
  if (step.days) return number(daysBetween(dateOf(dataset, step.days[0]), dateOf(dataset, step.days[1]), step.end));
  const [table, id] =
    step.record === undefined ? (['claim_figures', step.figure ?? ''] as const) : (['claims', step.record] as const);
  if (!dataset.has(table, id)) throw new Error(`there is no row ${id} in ${table}`);
  const found = dataset.get(table, id).value;
  if (typeof found !== 'number') throw new Error(`${id} has no value`);
  return number(found);
}
