/** Whether a record supports a number or a date, and how well. */
import { dateFits, doubtfulDates, intervalCells, weekdayFits, wordsHaveDate } from './dates.ts';
import { type Evidence, equal, type Precision, type Setting, unitStems, type Value } from './evidence.ts';
import { figures, letters, literal } from './spans.ts';
import { misplaced, type Rival } from './subjects.ts';
import type { Cell, Language, Mention, PartialDate, Qualifier } from './types.ts';

export type Support =
  | { readonly kind: 'value'; readonly cells: readonly Cell[] }
  /** Only the words of a record have it. */
  | { readonly kind: 'text'; readonly record: string; readonly quiet: boolean }
  /** The figure is right, its qualifier is not. */
  | { readonly kind: 'qualifier'; readonly value: Value; readonly record: string }
  /** The figure is in a cited record, of something else. */
  | ({ readonly kind: 'subject' } & Rival)
  | { readonly kind: 'none' };

const allowed: Readonly<Record<Precision, readonly (Qualifier | undefined)[]>> = {
  exact: [undefined, 'exactly', 'at-most'],
  about: ['about', 'nearly'],
  'at-least': ['at-least'],
  'more-than': ['more-than'],
};

const digitsOf = (value: number): number => String(Math.abs(value)).replace(/[.]/, '').replace(/0+$/, '').length;

/** "Some 230,000": a round number said to be about itself. */
const isRound = (value: number): boolean => value >= 100 && digitsOf(value) <= 3 && value % 10 === 0;

/** True when `shown` is a true rounding of an exact `value` in the direction that the qualifier says. */
function rounds(shown: number, value: number, qualifier: Qualifier | undefined): boolean {
  if (shown === value || value === 0 || qualifier === undefined) return false;
  const digits = digitsOf(value);
  if (qualifier === 'about') {
    for (let keep = 1; keep < Math.min(digits, 15); keep += 1)
      if (equal(Number(value.toPrecision(keep)), shown)) return Math.abs(shown - value) <= 0.1 * value;
    return equal(Math.round(value), shown);
  }
  // "More than a dozen" of 14: a dozen counts as round.
  if (shown === 12 && qualifier === 'more-than') return value > 12 && value < 18;
  if (digitsOf(shown) >= digits) return false;
  const step = 10 ** (Math.floor(Math.log10(Math.abs(shown) || 1)) - Math.max(0, digitsOf(shown) - 1));
  const [above, below] = [shown - value, value - shown];
  if (qualifier === 'nearly') return above > 0 && above < step && above / value <= 0.1;
  // Bounds are the next round number on their side: "fewer than 20" are 17, "at least 50" are 54.
  if (qualifier === 'less-than' || qualifier === 'at-most') return above > 0 && above < step && above <= 0.4 * shown;
  return (qualifier === 'more-than' || qualifier === 'at-least') && below > 0 && below < step;
}

/** Values of a record that its own words have with another qualifier: "at least 40" of exactly 40. */
export const otherQualifiers = ({ values, mentions }: Evidence): { value: Value; mention: Mention }[] =>
  values.flatMap((value) => {
    const own = mentions.filter(
      (mention) =>
        mention.kind !== 'ordinal' &&
        (mention.kind === 'percent') === value.percent &&
        equal(mention.value, value.value),
    );
    // "Asked about three": nobody estimates so few. "Three million" is about that many.
    const agrees = ({ qualifier }: Mention) =>
      allowed[value.precision].includes(qualifier) ||
      (qualifier === 'about' && value.value < 10) ||
      (qualifier === undefined && value.precision === 'about' && isRound(value.value));
    const [mention] = own;
    return mention && !own.some(agrees) ? [{ value, mention }] : [];
  });

type Match = 'yes' | 'qualifier' | 'no';

function matchNumber(mention: Mention, value: Value, record: Evidence, language: Language): Match {
  const shown = mention.value ?? Number.NaN;
  if ((mention.kind === 'percent') !== value.percent) return 'no';
  if (mention.currency !== undefined && !sameCurrency(mention.currency, language.currency(value.unit))) return 'no';
  const decimals = /\.(\d+)/.exec(mention.text)?.[1]?.length ?? 0;
  const same =
    equal(shown, value.value) || (value.percent && decimals > 0 && equal(Number(value.value.toFixed(decimals)), shown));
  if (!same) return value.precision === 'exact' && rounds(shown, value.value, mention.qualifier) ? 'yes' : 'no';
  if (allowed[value.precision].includes(mention.qualifier)) return 'yes';
  if (value.precision === 'exact' && mention.qualifier === 'about' && isRound(shown)) return 'yes';
  // The record's own words carry the same qualifier with the same number: "almost 14,000".
  return record.mentions.some(
    (own) => own.qualifier !== undefined && own.qualifier === mention.qualifier && equal(own.value, shown),
  )
    ? 'yes'
    : 'qualifier';
}

/** "Dollars" leave open whose; an amount is never supported by a count. */
const sameCurrency = (said: string, known: string | undefined): boolean =>
  known !== undefined && (said === known || (said === 'dollar' && /^(?:USD|CAD|AUD|HKD)$/.test(known)));

function ratioFits(ratio: number, fraction: number, qualifier: Qualifier | undefined): boolean {
  if (qualifier === 'more-than')
    return ratio > fraction && ratio <= Math.max(fraction + 0.12, fraction === 0.5 ? 1 : 0);
  if (qualifier === 'nearly' || qualifier === 'less-than') return ratio < fraction && ratio >= fraction * 0.9 - 0.02;
  if (qualifier === 'at-least') return ratio >= fraction && ratio <= fraction + 0.12;
  if (qualifier === 'about') return Math.abs(ratio - fraction) <= 0.05;
  return Math.abs(ratio - fraction) <= (fraction >= 2 ? 0.05 * fraction : 0.005);
}

/** "Half", "nine in ten", "doubled": supported by a share, or by two values of which one is that part of the other. */
function fractionCells(mention: Mention, evidence: readonly Evidence[], whole: number | undefined): Cell[] {
  const fraction = mention.value ?? 0;
  const values = evidence.flatMap((record) => record.values);
  const shares = values.filter((value) => value.percent && ratioFits(value.value / 100, fraction, mention.qualifier));
  if (shares.length > 0 && whole === undefined) return shares.map((value) => value.cell);
  const counts = values.filter((value) => !value.percent && value.value > 1);
  for (const part of counts)
    for (const all of counts)
      if (
        part !== all &&
        (whole === undefined || equal(all.value, whole)) &&
        (fraction > 1 || part.value < all.value) &&
        ratioFits(part.value / all.value, fraction, mention.qualifier)
      )
        return [part.cell, all.cell];
  return [];
}

const normal = (text: string): string => text.toLowerCase().replace(/[\s\u00a0]+/g, ' ');
const hasWord = (words: string, text: string): boolean =>
  new RegExp(`(?<![${letters}${figures}])${literal(text)}(?![${letters}${figures}])`, 'u').test(words);

/** "Articles 4 and 6": every number behind the name in the words. */
function hasLabel(words: string, said: string): boolean {
  const [name = '', ...numbers] = said.split(/\s+|,|–|-/).filter((part) => part && !/^(?:and|or|to)$/.test(part));
  const single = literal(name.replace(/s$/, ''));
  return numbers.every((number) =>
    new RegExp(`\\b${single}s?\\b[^.;]*?(?<![\\d(])${literal(number)}(?![\\d(])`).test(words),
  );
}

/** Whether the words of a record have what has no value of its own: labels, ordinals, codes, "several dozen". */
function inWords(mention: Mention, record: Evidence): boolean {
  const said = normal(mention.text);
  const words = normal(record.words);
  if (mention.kind === 'label') return hasLabel(words, said);
  if (mention.kind === 'ordinal')
    return record.mentions.some((own) => own.kind === 'ordinal' && own.value === mention.value) || hasWord(words, said);
  if (mention.kind === 'vague') return words.includes(said.replace(/s$/, ''));
  return mention.kind === 'code' && hasWord(words, said);
}

const numberInWords = (mention: Mention, record: Evidence, { language, nouns }: Setting): boolean =>
  record.contradicted.length === 0 &&
  [...record.mentions, ...record.noteMentions].some(
    (own) =>
      own.kind !== 'ordinal' &&
      (own.kind === 'percent') === (mention.kind === 'percent') &&
      equal(own.value, mention.value ?? Number.NaN) &&
      (mention.currency === undefined || mention.currency === own.currency) &&
      sameNoun(mention, own, language, nouns),
  );

/** Two numbers in words count the same thing, as far as both say what. What the records count with a unit must be said of both. */
const sameNoun = (said: Mention, own: Mention, language: Language, nouns: ReadonlySet<string>): boolean => {
  const [one, other] = [language.counted(said.nouns), language.counted(own.nouns)];
  if (one.length === 0 || (other.length === 0 && !one.some((stem) => nouns.has(stem)))) return true;
  return one.some((x) => other.some((y) => language.sameThing(x, y)));
};

function supportsDate(mention: Mention, tier: readonly Evidence[]): Support {
  const date = mention.date ?? {};
  const cells = tier.flatMap((record) =>
    record.dates.filter((known) => dateFits(date, known.date)).map((known) => known.cell),
  );
  if (cells.length > 0) return { kind: 'value', cells };
  const record = tier.find((candidate) => !doubtfulDates(candidate) && wordsHaveDate(candidate, date));
  return record ? { kind: 'text', record: record.id, quiet: false } : { kind: 'none' };
}

/** Lengths of time that two dates may support, and the part of the text's dates that count. */
function supportsInterval(mention: Mention, tier: readonly Evidence[], setting: Setting): Support {
  const written: PartialDate[] = setting.mentions.flatMap(({ date }) => date ?? []);
  const cells = intervalCells(mention, tier, written, setting.beside);
  return cells ? { kind: 'value', cells } : { kind: 'none' };
}

/** "Three provinces: Ontario, Quebec and British Columbia"; "Rome, Milan and Florence, three cities". */
function countsList(mention: Mention, { words }: Setting): boolean {
  const value = mention.value ?? 0;
  if (value < 2 || value > 12) return false;
  const item = "(?:\\p{Lu}[\\p{L}’'.-]*(?:[\\s\\u00a0](?:(?:de|of|the|do|da)[\\s\\u00a0])?\\p{Lu}[\\p{L}’'.-]*){0,3})";
  const list = new RegExp(
    `^[^.;:,]{0,60}[:,—–][\\s\\u00a0]*(${item}(?:,[\\s\\u00a0]${item})*,?[\\s\\u00a0]and[\\s\\u00a0]${item})`,
    'u',
  ).exec(words.slice(mention.end))?.[1];
  return list !== undefined && list.split(/,[\s\u00a0]+(?:and[\s\u00a0]+)?|[\s\u00a0]and[\s\u00a0]/).length === value;
}

function supportsNumber(mention: Mention, tier: readonly Evidence[], setting: Setting): Support {
  const { language } = setting;
  const found: { value: Value; record: Evidence }[] = [];
  let mismatch: Support | undefined;
  for (const record of tier)
    for (const value of record.values) {
      const match = matchNumber(mention, value, record, language);
      if (match === 'yes') found.push({ value, record });
      else if (match === 'qualifier') mismatch ??= { kind: 'qualifier', value, record: record.id };
    }
  if (found.length > 0) {
    const fault =
      setting.anySubject || !setting.sameLanguage ? { fitting: found } : misplaced(mention, found, tier, setting);
    if (!fault.rival) return { kind: 'value', cells: fault.fitting.map(({ value }) => value.cell) };
    mismatch = { kind: 'subject', ...fault.rival };
  }
  const other = otherSupport(mention, tier, setting);
  return other.kind === 'none' || (mismatch && other.kind === 'text' && !other.quiet) ? (mismatch ?? other) : other;
}

/** Counts of records, no shares. */
const countsIn = (tier: readonly Evidence[]): Value[] =>
  tier.flatMap(({ values }) => values.filter(({ percent }) => !percent));
const withValue = (values: readonly Value[], number: number): Value[] =>
  values.filter(({ value }) => equal(number, value));
const prints = (passage: readonly Mention[], number: number): boolean =>
  passage.some((other) => equal(other.value, number));

/** A sum of two or three other numbers that the passage prints, each supported by itself. */
function sumOfPrinted(mention: Mention, tier: readonly Evidence[], { passage }: Setting): Cell[] {
  const parts = passage.filter((other) => other !== mention && other.kind === 'number' && (other.value ?? 0) > 0);
  // More numbers than a reader would add up are no sum.
  if (parts.length > 12) return [];
  const counts = countsIn(tier);
  for (const [index, a] of parts.entries())
    for (const b of parts.slice(index + 1)) {
      const rest = (mention.value ?? 0) - (a.value ?? 0) - (b.value ?? 0);
      const third = parts.find((other) => other !== a && other !== b && equal(other.value, rest));
      if (!equal(rest, 0) && !third) continue;
      const cells = [a, b, ...(equal(rest, 0) || !third ? [] : [third])].map(
        (part) => withValue(counts, part.value ?? Number.NaN)[0]?.cell,
      );
      if (cells.every((cell) => cell !== undefined)) return cells;
    }
  return [];
}

/** "Nine, three more than in 2019": how far the figure said before is above or below another, which need not be printed after "than". */
function differenceOf(mention: Mention, tier: readonly Evidence[], { words, passage, language }: Setting): Cell[] {
  const compared = language.moreThan.exec(words.slice(mention.end));
  const subject = passage.findLast(({ kind, end }) => kind === 'number' && end <= mention.start);
  if (!compared || !subject) return [];
  const { more, than } = compared.groups ?? {};
  const counts = countsIn(tier);
  for (const one of withValue(counts, subject.value ?? Number.NaN))
    for (const other of counts)
      if (
        equal(mention.value, more === undefined ? other.value - one.value : one.value - other.value) &&
        (than !== undefined || prints(passage, other.value)) &&
        unitStems(one.unit, language).some((stem) => unitStems(other.unit, language).includes(stem))
      )
        return [one.cell, other.cell];
  return [];
}

/** "All but seven of the 225", "218 of the 225; the other seven": a whole that the words print, less a part that the records have. */
function restOfPrinted(mention: Mention, tier: readonly Evidence[], setting: Setting): Cell[] {
  const { words, mentions, language } = setting;
  const before = words.slice(0, mention.start);
  const next = mentions.find((other) => other.start >= mention.end);
  const isLeftOut =
    next !== undefined && language.allBut.test(before) && language.partOf.test(words.slice(mention.end, next.start));
  const others = setting.passage.filter((other) => other !== mention);
  const wholes = isLeftOut ? [next] : language.remaining.test(before) ? others : [];
  const counts = countsIn(tier);
  for (const { value: whole = Number.NaN } of wholes)
    for (const all of withValue(counts, whole))
      for (const part of withValue(counts, whole - (mention.value ?? 0)))
        if (
          (isLeftOut || prints(others, part.value)) &&
          unitStems(all.unit, language)[0] === unitStems(part.unit, language)[0]
        )
          return [all.cell, part.cell];
  return [];
}

/** "Six and four times eight": how often a number is taken, where the product, or its sum with another printed number, is a printed figure of the records. */
function timesPrinted(mention: Mention, tier: readonly Evidence[], setting: Setting): Cell[] {
  const { words, mentions, passage, language } = setting;
  const next = mentions.find(({ start }) => start >= mention.end);
  if (!next || !language.times.test(words.slice(mention.end, next.start))) return [];
  const product = (mention.value ?? 0) * (next.value ?? 0);
  const others = passage.filter((other) => other !== mention && other !== next);
  const whole = countsIn(tier).find(
    ({ value }) => equal(product, value) || (prints(others, value) && prints(others, value - product)),
  );
  return whole ? [whole.cell] : [];
}

/** "Seventeen of the 1,335, a little over one per cent": the share that a number printed beside is of another, where the records have both. */
function shareOfPrinted(
  { start, value: shown = 0, qualifier, text }: Mention,
  tier: readonly Evidence[],
  { passage }: Setting,
): Cell[] {
  const numbers = passage.filter(({ kind }) => kind === 'number');
  const before = numbers.filter((number) => number.start < start);
  const beside = [...before.slice(-2), ...numbers.slice(before.length, before.length + 2)];
  const printed = countsIn(tier).filter(({ value }) => prints(beside, value));
  const decimals = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  const fits = (share: number) =>
    qualifier === undefined || qualifier === 'exactly'
      ? equal(Number(share.toFixed(decimals)), shown)
      : rounds(shown, Number(share.toPrecision(3)), qualifier);
  for (const part of printed)
    for (const whole of printed)
      if (part.value < whole.value && fits((100 * part.value) / whole.value)) return [part.cell, whole.cell];
  return [];
}

/** What supports a number that no value of a record is: a sum, a rest, a difference, a share, a length of time, words, a list that it counts. */
function otherSupport(mention: Mention, tier: readonly Evidence[], setting: Setting): Support {
  for (const from of mention.kind === 'percent'
    ? [shareOfPrinted]
    : [sumOfPrinted, restOfPrinted, differenceOf, timesPrinted]) {
    const cells = from(mention, tier, setting);
    if (cells.length > 0) return { kind: 'value', cells };
  }
  const timeUnit = lengthOf(mention);
  if (timeUnit) {
    const interval = supportsInterval({ ...mention, unit: timeUnit }, tier, setting);
    if (interval.kind !== 'none') return interval;
  }
  const record = tier.find((candidate) => numberInWords(mention, candidate, setting));
  if (record) return { kind: 'text', record: record.id, quiet: false };
  return countsList(mention, setting) && tier[0] ? { kind: 'text', record: tier[0].id, quiet: true } : { kind: 'none' };
}

/** The unit of a length of time: of "two weeks later", and of "two years" alone. */
const lengthOf = (mention: Mention): Mention['unit'] =>
  mention.unit ?? (/^(day|week|month|year)s?$/.exec(mention.nouns[0] ?? '')?.[1] as Mention['unit']);

function supportsIn(mention: Mention, tier: readonly Evidence[], setting: Setting): Support {
  switch (mention.kind) {
    case 'malformed':
      return { kind: 'none' };
    case 'date':
      return supportsDate(mention, tier);
    case 'weekday': {
      const cells = tier.flatMap((record) =>
        record.dates.filter(({ date }) => weekdayFits(mention.weekday ?? 0, date)).map(({ cell }) => cell),
      );
      return cells.length > 0 ? { kind: 'value', cells } : { kind: 'none' };
    }
    case 'fraction': {
      // "A majority of the 1,335" is a part of that number and of no other.
      const next = setting.mentions.find((other) => other.start >= mention.end && other.start - mention.end <= 10);
      const cells = fractionCells(mention, tier, next?.kind === 'number' ? next.value : undefined);
      if (cells.length > 0) return { kind: 'value', cells };
      const record = tier.find((candidate) => hasWord(normal(candidate.words), normal(mention.text)));
      return record ? { kind: 'text', record: record.id, quiet: true } : { kind: 'none' };
    }
    case 'label':
    case 'code':
    case 'ordinal':
    case 'vague': {
      const record = tier.find((candidate) => inWords(mention, candidate));
      return record ? { kind: 'text', record: record.id, quiet: true } : { kind: 'none' };
    }
    default:
      return supportsNumber(mention, tier, setting);
  }
}

/** What supports a mention: the records of the first tier that has it. A figure of something else in the first tier is worse than none. */
export function supportOf(mention: Mention, tiers: readonly (readonly Evidence[])[], setting: Setting): Support {
  let best: Support = { kind: 'none' };
  for (const tier of tiers) {
    const support = supportsIn(mention, tier, setting);
    if (support.kind === 'value' || support.kind === 'text') return support;
    if (best.kind === 'none') best = support;
  }
  return best;
}
