/** Dates of the dataset on a time axis, and in words. A date may be known to the year, the month or the day: it then covers a stretch of time. */
import type { Dataset } from '../../dataset/dataset.ts';
import type { Format } from '../../words/format.ts';

const parts = (value: string): [number, number, number] => {
  const [year = 0, month = 1, day = 1] = value.split('-').map(Number);
  return [year, month, day];
};

/** The first moment of a date (`2021`, `2021-05` or `2021-05-16`), in UTC. */
export function startOf(value: string): Date {
  const [year, month, day] = parts(value);
  return new Date(Date.UTC(year, month - 1, day));
}

/** The moment after a date has passed: 1 January 2022 for `2021`, 1 June 2021 for `2021-05`. */
export function endOf(value: string): Date {
  const [year, month, day] = parts(value);
  if (value.length === 4) return new Date(Date.UTC(year + 1, 0, 1));
  return value.length === 7 ? new Date(Date.UTC(year, month, 1)) : new Date(Date.UTC(year, month - 1, day + 1));
}

/** The date of a claim; throws for one without. */
export function dateOf(dataset: Dataset, claim: string): string {
  const { date } = dataset.get('claims', claim);
  if (date === null) throw new Error(`The claim ${claim} has no date, and a chart speaks of it`);
  return date;
}

/** Dates of claims for words, by the names of the values: to the day where it is known, or to the month. */
export const claimDates = (
  dataset: Dataset,
  format: Format,
  claims: Readonly<Record<string, string>>,
  exact: 'day' | 'month' = 'day',
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(claims).map(([name, claim]) => [
      name,
      format.date(dateOf(dataset, claim).slice(0, exact === 'month' ? 7 : 10)),
    ]),
  );
