/** Dates against the dates of records: what a date in words may stand for, how far apart two are, which are a record's own. */
import type { DateValue, Evidence } from './evidence.ts';
import type { Reading } from './reading.ts';
import type { Cell, Language, Mention, NearValue, PartialDate } from './types.ts';

const seasons: Readonly<Record<string, readonly number[]>> = {
  spring: [3, 4, 5],
  summer: [6, 7, 8],
  autumn: [9, 10, 11],
  winter: [12, 1, 2],
};

/** A month is supported by a day in it, a year by a month in it; never the other way round. */
export function dateFits(said: PartialDate, date: string): boolean {
  const [year, month, day] = date.split('-').map(Number);
  if (said.year !== undefined && said.year !== year) return false;
  if (said.season !== undefined) return month !== undefined && (seasons[said.season] ?? []).includes(month);
  if (said.month !== undefined && said.month !== month) return false;
  return said.day === undefined || said.day === day;
}

/** Dates in the words of a record; one without a year has that of the record. */
function wordDates(record: Evidence, mentions: readonly Mention[] = record.mentions): PartialDate[] {
  const years = [...new Set(record.dates.map((date) => Number(date.date.slice(0, 4))))];
  return mentions.flatMap((mention) => {
    if (!mention.date) return [];
    return mention.date.year === undefined ? years.map((year) => ({ ...mention.date, year })) : [mention.date];
  });
}

const within = (said: PartialDate, known: PartialDate): boolean =>
  (said.year === undefined || said.year === known.year) &&
  (said.month === undefined || said.month === known.month) &&
  (said.day === undefined || said.day === known.day) &&
  (said.season === undefined || said.season === known.season);

/** True when a date is written in a record's statement, summary or note. */
export const wordsHaveDate = (record: Evidence, date: PartialDate): boolean =>
  [...wordDates(record), ...wordDates(record, record.noteMentions)].some((known) => within(date, known));

const dayOf = ({ year = 0, month = 1, day = 1 }: PartialDate): number => Date.UTC(year, month - 1, day) / 86_400_000;
const partsOf = (date: string): PartialDate => {
  const [year, month, day] = date.split('-').map(Number);
  return { year, month, day };
};

/** The dates of the evidence nearest to one. What lacks a month is taken for the middle of its year. */
export function nearestDates(evidence: readonly Evidence[], date: PartialDate, language: Language): NearValue[] {
  const all = evidence.flatMap(({ id, dates }) =>
    [...new Set(dates.map((known) => known.date))].map((known) => ({ id, date: known })),
  );
  const year = date.year ?? Number(all[0]?.date.slice(0, 4) ?? 2022);
  const middle = ({ month = 7, ...parts }: PartialDate) => dayOf({ ...parts, month, year: parts.year ?? year });
  const away = (known: string) => Math.abs(middle(partsOf(known)) - middle(date));
  return all
    .sort((a, b) => away(a.date) - away(b.date))
    .slice(0, 3)
    .map((near) => ({ record: near.id, shown: language.date(near.date) }));
}

/** A record whose own words name a day within three days of its date, but not its date, is not to be trusted on days. */
export function doubtfulDates(record: Evidence): boolean {
  const own = wordDates(record).flatMap((date) => (date.year && date.month && date.day ? [dayOf(date)] : []));
  const columns = record.dates.flatMap(({ date }) => (date.length === 10 ? [dayOf(partsOf(date))] : []));
  return (
    columns.length > 0 &&
    own.length > 0 &&
    columns.every((date) => !own.includes(date)) &&
    columns.some((date) => own.some((other) => Math.abs(other - date) <= 3))
  );
}

/** Days that a date may stand for: a month is any day of it. */
function rangeOf(date: PartialDate): readonly [number, number] {
  const { year = 0, month, day } = date;
  if (month === undefined) return [dayOf({ year }), dayOf({ year: year + 1 }) - 1];
  if (day === undefined) return [dayOf({ year, month }), dayOf({ year, month: month + 1 }) - 1];
  return [dayOf(date), dayOf(date)];
}

const lengths = { day: 1, week: 7, month: 30.4375, year: 365.25 } as const;
/** By how many days a length in words may be off: "two months" for 55 to 67 days. */
const slack = { day: 0, week: 3.5, month: 15.5, year: 45 } as const;

/** True when two dates are so far apart as the words say. */
function apart(mention: Mention, a: PartialDate, b: PartialDate): boolean {
  const { unit = 'day', value = 0 } = mention;
  if ((unit === 'day' || unit === 'week') && (a.day === undefined || b.day === undefined)) return false;
  const [from, to] = [rangeOf(a), rangeOf(b)];
  const [least, most] = [to[0] - from[1], to[1] - from[0]];
  const wanted = value * lengths[unit];
  if (unit === 'year' && (b.year ?? 0) - (a.year ?? 0) === value) return most > 0;
  if (unit === 'month' && (a.day === undefined || b.day === undefined)) {
    const months = ((b.year ?? 0) - (a.year ?? 0)) * 12 + (b.month ?? 0) - (a.month ?? 0);
    return a.month !== undefined && b.month !== undefined && months === value;
  }
  return most > 0 && most >= wanted - slack[unit] && least <= wanted + slack[unit];
}

/** "Two weeks later": two dates of the records, or one of them and one in the words or of a record cited beside, that are so far apart. */
export function intervalCells(
  mention: Mention,
  evidence: readonly Evidence[],
  written: readonly PartialDate[],
  beside: readonly Evidence[],
): Cell[] | undefined {
  const dates: readonly { date: PartialDate; cell?: Cell }[] = [
    ...evidence.flatMap((record) => record.dates.map(({ date, cell }: DateValue) => ({ date: partsOf(date), cell }))),
    ...beside.flatMap((record) => record.dates.map(({ date }) => ({ date: partsOf(date) }))),
    // "On Monday 31 October … on Tuesday 1 November": days that the statement itself gives.
    ...evidence.flatMap((record) =>
      wordDates(record).flatMap((date) => (date.year !== undefined && date.season === undefined ? [{ date }] : [])),
    ),
    ...written.filter((date) => date.year !== undefined && date.season === undefined).map((date) => ({ date })),
  ];
  for (const a of dates)
    for (const b of dates)
      if (a !== b && (a.cell || b.cell) && apart(mention, a.date, b.date))
        return [a.cell, b.cell].flatMap((cell) => cell ?? []);
  return undefined;
}

/** What is wrong with the weekday of a date; undefined when nothing is, or nothing can be known. */
export function weekdayFault(mention: Mention, evidence: readonly Evidence[]): string | undefined {
  const { date, weekday } = mention;
  if (weekday === undefined || date?.day === undefined || date.month === undefined) return undefined;
  const years =
    date.year === undefined
      ? [...new Set(evidence.flatMap((record) => record.dates.map((value) => Number(value.date.slice(0, 4)))))]
      : [date.year];
  const fits =
    years.length === 0 ||
    years.some((year) => new Date(Date.UTC(year, (date.month ?? 1) - 1, date.day)).getUTCDay() === weekday);
  return fits
    ? undefined
    : `"${mention.text}" was no such day of the week${years.length === 1 ? ` in ${years[0]}` : ''}.`;
}

/** A weekday alone: a day of the cited records, or one written in the passage, is such a day. */
export const weekdayFits = (weekday: number, date: string): boolean =>
  date.length === 10 && new Date(`${date}T00:00:00Z`).getUTCDay() === weekday;

/** True where the first date is before the second, as far as both say. */
function isBefore({ date: a = {} }: Mention, { date: b = {} }: Mention): boolean {
  const year = b.year ?? a.year ?? 0;
  const [from, to] = [rangeOf({ ...a, year: a.year ?? year }), rangeOf({ ...b, year })];
  return from[0] < to[0] || (from[0] === to[0] && from[1] < to[1]);
}

/** Dates that their preposition does not take, and times that end before they begin: "between May 2022 and April 2021". */
export function dateFaults({ block: { words }, mentions, report }: Reading, language: Language): void {
  const { range } = language;
  const dates = mentions.filter(({ date }) => date !== undefined);
  for (const [index, from] of dates.entries()) {
    const message = language.wrongPreposition(from, words);
    if (message) report('date', from, { message, fix: 'Write the date in full, or the preposition that it takes.' });
    const to = dates[index + 1];
    const isRange =
      to &&
      range.before.test(words.slice(Math.max(0, from.start - 12), from.start)) &&
      to.start - from.end < 12 &&
      range.between.test(words.slice(from.end, to.start));
    if (isRange && !isBefore(from, to))
      report('date', to, {
        message: `"${to.text}" ends a time that begins on "${from.text}", which is no earlier.`,
        fix: 'Write the beginning first, or put one of the two right.',
      });
  }
}

/** The one day of a record, where its own words name one other day of the same month and no more. */
export function otherDayInWords(record: Evidence): { date: string; cell: Cell; text: string } | undefined {
  const [only, ...more] = record.dates;
  const days = record.mentions.filter(({ date }) => date?.day !== undefined && date.year !== undefined);
  const [said] = days;
  if (!only || more.length > 0 || days.length !== 1 || !said?.date || only.date.length !== 10) return undefined;
  const { year, month, day } = partsOf(only.date);
  const sameMonth = said.date.year === year && said.date.month === month;
  return sameMonth && said.date.day !== day ? { date: only.date, cell: only.cell, text: said.text } : undefined;
}
