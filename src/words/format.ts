import { once } from '../shared/once.ts';

/** Numbers, dates and lists as readers of a language see them. The one place that formats them; never the clock, always UTC. */
export interface Format {
  readonly language: string;
  number(value: number): string;
  /** Per cent, the value given as 0 to 100; one decimal at most. */
  percent(value: number): string;
  /** A date in as much detail as it has: `2022-11-01` becomes 1 November 2022, `2022-11` November 2022. */
  date(value: string): string;
  shortDate(value: string): string;
  /** Two days of one year, without the year: 2–13 May. */
  days(start: string, end: string): string;
  /** Items in a sentence: Rome, Venice and Florence. */
  list(items: readonly string[]): string;
}

/** The locale whose habits a language follows. */
export const localeOf = (language: string): string => (language === 'en' ? 'en-GB' : language);

/** The formats of a language. */
export const formatFor = once((language: string): Format => {
  const locale = localeOf(language);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, style: 'percent' });
  // Making a formatter costs a hundred times what using it does, and a build formats ten thousand dates.
  const dateFormat = (month: 'long' | 'short', day?: 'numeric') =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month, day });
  const dates = {
    long: { toDay: dateFormat('long', 'numeric'), toMonth: dateFormat('long') },
    short: { toDay: dateFormat('short', 'numeric'), toMonth: dateFormat('short') },
  };
  const dateIn = ({ toDay, toMonth }: (typeof dates)['long']) =>
    once((value: string): string => {
      const [year = 0, month, day] = value.split('-').map(Number);
      if (month === undefined) return String(year);
      return (day === undefined ? toMonth : toDay).format(new Date(Date.UTC(year, month - 1, day ?? 1)));
    });
  const days = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    language,
    number: (value) => number.format(value),
    percent: (value) => percent.format(value / 100),
    date: dateIn(dates.long),
    shortDate: dateIn(dates.short),
    days: (start, end) => days.formatRange(new Date(start), new Date(end)).replace(/(\d)\s*–\s*(?=\d)/, '$1–'),
    list: (items) => list.format(items),
  };
});
