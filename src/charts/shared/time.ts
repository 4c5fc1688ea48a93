/** Dates of the dataset on a time axis. A date may be known to the year, the month or the day: it then stands for a stretch of time. */

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
