/** Whether a record bears a number or a date, and how well. */
import { countsTheSame, type DateValue, type Evidence, type Precision, stems, type Value } from './evidence.ts';
import type { Cell, Mention, PartialDate, Qualifier } from './types.ts';

export type Ground =
  | { readonly kind: 'structured'; readonly bearers: readonly Cell[] }
  /** Only the words of a record have it. */
  | { readonly kind: 'text'; readonly record: string; readonly quiet: boolean }
  /** The figure is right, its qualifier is not. */
  | { readonly kind: 'qualifier'; readonly value: Value; readonly record: string }
  /** A nearer reference gives another number of the same thing. */
  | { readonly kind: 'nearer'; readonly value: Value; readonly record: string; readonly other: string }
  | { readonly kind: 'none' };

const equal = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

const allowed: Readonly<Record<Precision, readonly (Qualifier | undefined)[]>> = {
  exact: [undefined, 'exactly', 'at-most'],
  about: ['about', 'nearly'],
  'at-least': ['at-least'],
  'more-than': ['more-than'],
};

/** A preposition before a small number ("spoke about two men") says nothing about the figure. */
const doubtfulHere = (mention: Mention): boolean => mention.qualifierDoubtful === true && (mention.value ?? 0) <= 20;

/** True when `shown` is a true rounding of an exact `value` in the direction that the qualifier says. */
function rounds(shown: number, value: number, qualifier: Qualifier | undefined): boolean {
  if (shown === value || value === 0 || qualifier === undefined) return false;
  const digits = String(Math.abs(value)).replace(/[.]/, '').replace(/0+$/, '').length;
  if (qualifier === 'about') {
    for (let keep = 1; keep < Math.min(digits, 15); keep += 1)
      if (equal(Number(value.toPrecision(keep)), shown)) return true;
    return equal(Math.round(value), shown);
  }
  const step =
    10 **
    (Math.floor(Math.log10(Math.abs(shown) || 1)) -
      Math.max(0, String(Math.abs(shown)).replace(/[.]/, '').replace(/0+$/, '').length - 1));
  if (String(Math.abs(shown)).replace(/[.]/, '').replace(/0+$/, '').length >= digits) return false;
  if (qualifier === 'nearly' || qualifier === 'less-than')
    return shown > value && shown - value < step && (shown - value) / value <= 0.1;
  if (qualifier === 'more-than') return shown < value && value - shown < step;
  return false;
}

type Match = 'yes' | 'qualifier' | 'no';

function matchNumber(mention: Mention, value: Value, record: Evidence): Match {
  const shown = mention.value ?? Number.NaN;
  if ((mention.kind === 'percent') !== value.percent) return 'no';
  const decimals = /\.(\d+)/.exec(mention.text)?.[1]?.length ?? 0;
  const same =
    equal(shown, value.value) || (value.percent && decimals > 0 && equal(Number(value.value.toFixed(decimals)), shown));
  if (!same) return value.precision === 'exact' && rounds(shown, value.value, mention.qualifier) ? 'yes' : 'no';
  if (allowed[value.precision].includes(mention.qualifier) || (value.precision === 'exact' && doubtfulHere(mention)))
    return 'yes';
  // The record's own words carry the same qualifier with the same number: "almost 14,000".
  return record.mentions.some(
    (own) =>
      own.value !== undefined &&
      equal(own.value, shown) &&
      own.qualifier === mention.qualifier &&
      own.qualifier !== undefined,
  )
    ? 'yes'
    : 'qualifier';
}

function ratioFits(ratio: number, fraction: number, qualifier: Qualifier | undefined): boolean {
  if (qualifier === 'more-than') return ratio > fraction && ratio <= fraction + 0.12;
  if (qualifier === 'nearly' || qualifier === 'less-than') return ratio < fraction && ratio >= fraction - 0.12;
  if (qualifier === 'at-least') return ratio >= fraction && ratio <= fraction + 0.12;
  if (qualifier === 'about') return Math.abs(ratio - fraction) <= 0.05;
  return Math.abs(ratio - fraction) <= 0.005;
}

/** "Half", "a third": borne by a share, or by two values of which one is that part of the other. */
function fractionBearers(mention: Mention, evidence: readonly Evidence[]): Cell[] {
  const values = evidence.flatMap((record) => record.values);
  const shares = values.filter(
    (value) => value.percent && ratioFits(value.value / 100, mention.value ?? 0, mention.qualifier),
  );
  if (shares.length > 0) return shares.map((value) => value.cell);
  const counts = values.filter((value) => !value.percent && value.value > 1);
  for (const part of counts)
    for (const whole of counts)
      if (
        part !== whole &&
        part.value < whole.value &&
        ratioFits(part.value / whole.value, mention.value ?? 0, mention.qualifier)
      )
        return [part.cell, whole.cell];
  return [];
}

/** A figure of the sentence's own references that is all but the number printed: one of the two has a wrong digit. */
function almost(mention: Mention, near: readonly Evidence[]): { value: Value; record: string } | undefined {
  const shown = mention.value ?? 0;
  if (shown < 50 || mention.qualifier === 'about' || mention.qualifier === 'nearly') return undefined;
  for (const record of near)
    for (const value of record.values)
      if (
        value.percent === (mention.kind === 'percent') &&
        !equal(value.value, shown) &&
        Math.abs(value.value - shown) <= 0.02 * shown &&
        !record.values.some((other) => equal(other.value, shown))
      )
        return { value, record: record.id };
  return undefined;
}

const days = (date: string): number | undefined =>
  date.length === 10
    ? Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8))) / 86_400_000
    : undefined;

/** "Two weeks later": borne by a figure, or by two dates so far apart. */
function intervalBearers(mention: Mention, evidence: readonly Evidence[]): Cell[] {
  const dates = evidence.flatMap((record) => record.dates);
  const apart = (a: DateValue, b: DateValue): boolean => {
    if (mention.unit === 'year') return Number(b.date.slice(0, 4)) - Number(a.date.slice(0, 4)) === mention.value;
    if (mention.unit === 'month')
      return (
        a.date.length >= 7 &&
        b.date.length >= 7 &&
        (Number(b.date.slice(0, 4)) - Number(a.date.slice(0, 4))) * 12 +
          Number(b.date.slice(5, 7)) -
          Number(a.date.slice(5, 7)) ===
          mention.value
      );
    const [first, last] = [days(a.date), days(b.date)];
    if (first === undefined || last === undefined) return false;
    return mention.unit === 'week'
      ? Math.round((last - first) / 7) === mention.value && last > first
      : last - first === mention.value;
  };
  for (const a of dates) for (const b of dates) if (a !== b && apart(a, b)) return [a.cell, b.cell];
  return [];
}

const seasons: Readonly<Record<string, readonly number[]>> = {
  spring: [3, 4, 5],
  summer: [6, 7, 8],
  autumn: [9, 10, 11],
  winter: [12, 1, 2],
};

/** A month is borne by a day in it, a year by a month in it; never the other way round. */
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

/** True when a date stands in a record's statement or summary. */
export const wordsHave = (record: Evidence, date: PartialDate): boolean =>
  wordDates(record).some((known) => within(date, known));

/** A record whose own words name a day within a week of its date, but not its date, is not to be trusted on days. */
export function doubtfulDates(record: Evidence): boolean {
  const own = wordDates(record).flatMap((date) =>
    date.year && date.month && date.day ? [Date.UTC(date.year, date.month - 1, date.day) / 86_400_000] : [],
  );
  const structured = record.dates.flatMap((date) => days(date.date) ?? []);
  return (
    structured.length > 0 &&
    own.length > 0 &&
    structured.every((date) => !own.includes(date)) &&
    structured.some((date) => own.some((other) => Math.abs(other - date) <= 3))
  );
}

function findInWords(mention: Mention, evidence: readonly Evidence[]): Ground {
  const normal = (text: string) => text.toLowerCase().replace(/[\s\u00a0]+/g, ' ');
  const said = normal(mention.text);
  for (const record of evidence) {
    const words = normal(record.words);
    if (mention.kind === 'label') {
      const [name = '', ...numbers] = said.split(/\s+|,|–|-/).filter((part) => part && !/^(?:and|or|to)$/.test(part));
      const single = name.replace(/s$/, '');
      if (
        numbers.every((number) =>
          new RegExp(`\\b${single}s?\\b[^.;]*?(?<![\\d(])${number.replace(/[()]/g, '\\$&')}(?![\\d(])`).test(words),
        )
      )
        return { kind: 'text', record: record.id, quiet: true };
    } else if (mention.kind === 'ordinal') {
      // "The second on 13 December" bears "the second report": in a record the bare word is enough.
      if (
        record.mentions.some((own) => own.kind === 'ordinal' && own.value === mention.value) ||
        new RegExp(`(?<![\\p{L}\\p{N}])${said}(?![\\p{L}\\p{N}])`, 'u').test(words)
      )
        return { kind: 'text', record: record.id, quiet: true };
    } else if (mention.kind === 'vague') {
      const stem = said.replace(/s$/, '');
      if (words.includes(stem)) return { kind: 'text', record: record.id, quiet: true };
    } else if (mention.kind === 'code') {
      if (
        new RegExp(`(?<![\\p{L}\\p{N}])${said.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u').test(
          words,
        )
      )
        return { kind: 'text', record: record.id, quiet: true };
    } else if (mention.date) {
      const { date } = mention;
      if (
        !doubtfulDates(record) &&
        (wordsHave(record, date) || wordDates(record, record.noteMentions).some((known) => within(date, known)))
      )
        return { kind: 'text', record: record.id, quiet: false };
    } else if (
      record.contradicted.length === 0 &&
      [...record.mentions, ...record.noteMentions].some(
        (own) =>
          own.value !== undefined &&
          own.kind !== 'ordinal' &&
          equal(own.value, mention.value ?? Number.NaN) &&
          (own.kind === 'percent') === (mention.kind === 'percent'),
      )
    )
      return { kind: 'text', record: record.id, quiet: false };
  }
  return { kind: 'none' };
}

/** The first word of a unit. */
const headOf = (unit: string): string => stems(unit.split(/[^\p{L}’'-]+/u).slice(0, 1))[0] ?? '';

/**
 * What bears a mention: the values of the references of its sentence first, then those of the paragraph.
 * Among several bearers those that count the same thing as the sentence does are kept.
 */
export function bear(mention: Mention, near: readonly Evidence[], far: readonly Evidence[]): Ground {
  const groups = [near, far.filter((record) => !near.includes(record))];
  const all = groups.flat();
  if (mention.kind === 'label' || mention.kind === 'code' || mention.kind === 'ordinal' || mention.kind === 'vague')
    return findInWords(mention, all);
  if (mention.kind === 'date') {
    for (const group of groups) {
      const bearers = group.flatMap((record) =>
        record.dates.filter((date) => dateFits(mention.date ?? {}, date.date)).map((date) => date.cell),
      );
      if (bearers.length > 0) return { kind: 'structured', bearers };
    }
    const { date } = mention;
    if (date?.season !== undefined) {
      const yearOnly = all.find(
        (record) =>
          record.dates.some((value) => value.date.length === 4 && Number(value.date) === date.year) &&
          wordsHave(record, date),
      );
      if (yearOnly)
        return {
          kind: 'structured',
          bearers: yearOnly.dates
            .filter((value) => Number(value.date.slice(0, 4)) === date.year)
            .map((value) => value.cell),
        };
    }
    return findInWords(mention, all);
  }
  if (mention.kind === 'fraction') {
    for (const group of [near, all]) {
      const bearers = fractionBearers(mention, group);
      if (bearers.length > 0) return { kind: 'structured', bearers };
    }
    return { kind: 'none' };
  }
  let mismatch: Ground | undefined;
  for (const [index, group] of groups.entries()) {
    const found: { value: Value; record: string }[] = [];
    for (const record of group)
      for (const value of record.values) {
        const match = matchNumber(mention, value, record);
        if (match === 'yes') found.push({ value, record: record.id });
        else if (match === 'qualifier') mismatch ??= { kind: 'qualifier', value, record: record.id };
      }
    if (found.length === 0) continue;
    const counted = found.filter(({ value }) => countsTheSame(mention, value));
    const rival = almost(mention, near);
    if (rival) return { kind: 'nearer', value: rival.value, record: rival.record, other: found[0]?.record ?? '' };
    if (counted.length === 0) {
      // "30 countries" beside 31 countries and 30 stations.
      for (const record of near) {
        const close = record.values.find(
          (value) =>
            headOf(value.unit) !== '' &&
            headOf(value.unit) === stems(mention.nouns.slice(0, 1))[0] &&
            Math.abs(value.value - (mention.value ?? 0)) <= Math.max(1, 0.05 * value.value),
        );
        if (close && !equal(close.value, mention.value ?? Number.NaN))
          return { kind: 'nearer', value: close, record: record.id, other: found[0]?.record ?? '' };
      }
    }
    if (index === 1) {
      for (const record of near) {
        const rival = record.values.find(
          (value) => value.percent === (mention.kind === 'percent') && countsTheSame(mention, value),
        );
        if (rival && counted.length > 0)
          return { kind: 'nearer', value: rival, record: record.id, other: counted[0]?.record ?? '' };
      }
    }
    return { kind: 'structured', bearers: (counted.length > 0 ? counted : found).map(({ value }) => value.cell) };
  }
  if (mismatch) return mismatch;
  if (mention.kind === 'interval') {
    const bearers = intervalBearers(mention, all);
    if (bearers.length > 0) return { kind: 'structured', bearers };
  }
  return findInWords(mention, all);
}
