/**
 * Numbers of English: digits (with separators, decimals, scale words, money, per cent), number words from one to the billions, ordinals before a noun, "half",
 * "two thirds", "nine in ten", "a majority of", "twice as many", "several hundred". What is idle, and left alone:
 * - "one" as a pronoun or article-like word ("one of the", "no one", "one or the other", "one could"): it counts only before a noun, "each" or "and a half"
 * - "first", "second" … without a noun ("first in Italy", "the second, dated …"), and "once", "both", "a pair", "a couple", "single", "another"
 * - "half" in "the second half", in "half a year" and in compounds
 */
import { figures, letters, matchesOf, spanOf } from '../spans.ts';
import type { Mention, Qualifier } from '../types.ts';
import { either, setOf, wordsOf } from './lists.ts';
import { lists } from './words.ts';

/** A mention as a finder gives it; its text and what follows it are added for all alike. */
export type Found = Omit<Mention, 'text' | 'nouns'>;
/** Finds mentions of one kind. Of two that overlap the finder that comes first has it. */
export type Finder = (text: string) => Iterable<Found>;

const { numbers } = lists;
const parts: Readonly<Record<string, number>> = numbers.parts;
const scales: Readonly<Record<string, number>> = numbers.scales;
const unitWords = wordsOf(numbers.units);
const tenWords = wordsOf(numbers.tens);
const ordinalWords = wordsOf(numbers.ordinals);
/** The values of single words: small numbers, tens, "a". */
export const wordValues: Readonly<Record<string, number>> = {
  a: 1,
  ...Object.fromEntries(unitWords.map((word, index) => [word, index])),
  ...Object.fromEntries(tenWords.map((word, index) => [word, 20 + 10 * index])),
};
const space = '[\\s\\u00a0]+';
const gap = '[\\s\\u00a0-]+';
const notBefore = `(?<![${letters}${figures}_’'])`;
const notAfter = `(?![${letters}${figures}_])`;

/** The words that follow, in lower case, up to the next mark. */
export function nounsAfter(text: string, end: number): string[] {
  const clause = /^[-\s\u00a0]*((?:[\p{L}’'-]+[\s\u00a0]*){0,5})/u.exec(text.slice(end, end + 80).replace(/^\s*%/, ''));
  const words = (clause?.[1] ?? '').toLowerCase().split(/[\s\u00a0-]+/);
  return words.filter(Boolean).slice(0, 5);
}

const notNouns = setOf(lists.notNouns);
/** Words up to the first that is no noun. */
export const nounPhrase = (nouns: readonly string[]): readonly string[] => {
  const end = nouns.findIndex((noun) => notNouns.has(noun));
  return nouns.slice(0, end < 0 ? nouns.length : end);
};

const wordBefore = (text: string, start: number): string =>
  /([\p{L}’'-]+)[\s\u00a0]*$/u.exec(text.slice(Math.max(0, start - 30), start))?.[1]?.toLowerCase() ?? '';

const qualifiers = Object.entries(lists.qualifiers).map(
  ([qualifier, words]) => [new RegExp(`\\b${either(words)}$`, 'i'), qualifier as Qualifier] as const,
);
const preposition = new RegExp(`\\b${either(lists.beforePrepositions)}\\s${either(lists.prepositions)}$`, 'i');
const qualifiersAfter: readonly (readonly [RegExp, Qualifier])[] = [
  [/^(?:\s+\p{Ll}+)?\s+or\s+more\b/iu, 'at-least'],
  [/^\s+and\s+more\b(?!\s+than)/i, 'more-than'],
  [/^-odd\b/i, 'about'],
  [/^\s+or\s+so\b/i, 'about'],
];

/** A number with the qualifier before or after it. */
function qualified(text: string, found: Found): Found {
  const { start, end } = found;
  for (const [pattern, qualifier] of qualifiersAfter) {
    const match = pattern.exec(text.slice(end, end + 24));
    if (match) return { ...found, qualifier, qualifierText: match[0].trim() };
  }
  const before = text
    .slice(Math.max(0, start - 40), start)
    .replace(/[\s\u00a0]*[“"‘'(]?[\s\u00a0]*(?:(?:the|its|their|these|those)[\s\u00a0]+)?$/i, '')
    .replace(/[\s\u00a0]+/g, ' ');
  for (const [pattern, qualifier] of preposition.test(before) ? [] : qualifiers) {
    const match = pattern.exec(before);
    if (match) return { ...found, qualifier, qualifierText: match[0].toLowerCase() };
  }
  return found;
}

/** Thousands that are not cut into threes: "1,3350", "12,34". "(2022,2023)" is a list. */
export function* malformed(text: string): Generator<Found> {
  for (const match of matchesOf(/(?<![\p{L}\p{N}_.,/])\d+(?:,\d+)+(?![\p{L}\p{N}_])/gu, text))
    if (!/^\d{1,3}(?:,\d{3})+$|^(?:(?:1[7-9]|20)\d\d,?)+$/.test(match[0]))
      yield { kind: 'malformed', ...spanOf(match) };
}

const codePattern =
  /(?<![\p{L}\p{N}_.])(?:\p{L}[\p{L}_]*-?\d[\p{L}\p{N}_]*(?:\(\d+\)\d*)?(?:[-/.][\p{L}\p{N}_]+)*|\p{L}-\d+\/\d+|\d+\/[\p{L}\p{N}]+(?:\/[\p{L}\p{N}]+)*|\d+[\p{L}_][\p{L}\p{N}_]*(?:[-/][\p{L}\p{N}_]+)*|\d+(?:\.\d+){2,})/gu;
/** "3rd", "5bn", "mid-2022", "16-year-old": a number and a word. */
const noCode = /^\d+(?:(?:st|nd|rd|th)|-\p{Ll}.*)$|^\d+(?:k|m|M|bn)$|^(?:mid|pre|post)-\d{4}$/iu;

/** "G20", "E-003998/2022". */
export function* codes(text: string): Generator<Found> {
  for (const match of matchesOf(codePattern, text))
    if (!noCode.test(match[0])) yield { kind: 'code', ...spanOf(match) };
}

const labelPattern =
  /\b(articles?|sections?|chapters?|decree|answer|question|paragraphs?|rules?|annex|protocol|no\.|nos\.|meeting|title|volume)\s+(?:#|n°\s*)?(\d+(?:\(\d+\))*(?:(?:,\s*|\s+(?:and|or|to)\s+|[–-])\d+(?:\(\d+\))*)*)(?![\d%]|[.,]\d)/giu;

/** "Articles 4 and 6". */
export function* labels(text: string): Generator<Found> {
  for (const match of matchesOf(labelPattern, text))
    if (!/^question\D*\d{4}$/i.test(match[0])) yield { kind: 'label', ...spanOf(match) };
}

const digitPattern =
  /(?<![\p{L}\p{N}_.,/])(?<![\p{L}\p{N}]-)(?<sign>(?<!\d\s?)[-−](?=[$€£¥]?\d))?(?<money>(?:US|C|CA|A|HK|NZ)?\$|[€£¥])?\s?(?<whole>\d{1,3}(?:,\d{3})+|\d+)(?<decimals>\.\d+)?(?:(?:\s|-)?(?<scale>hundred|thousand|million|billion|trillion)\b|(?<letter>k|m|bn|M)\b)?(?<percent>\s?%|\s+per\s+cent\b|\s+percent(?:age points?)?\b)?(?![\p{L}\p{N}_])/gu;

const currencies: readonly (readonly [RegExp, string])[] = [
  [/^US\$|\bUS dollars?\b|\bUSD\b/i, 'USD'],
  [/^CA?\$|\bCanadian dollars?\b|\bCAD\b/i, 'CAD'],
  [/^A\$|\bAustralian dollars?\b/i, 'AUD'],
  [/^HK\$|\bHong Kong dollars?\b/i, 'HKD'],
  [/^€|\beuros?\b/i, 'EUR'],
  [/^£|\bpounds?\b/i, 'GBP'],
  [/^¥|\byuan\b|\brenminbi\b|\bRMB\b/i, 'CNY'],
  [/^\$|\bdollars?\b/i, 'dollar'],
];
export const currencyOf = (text: string): string | undefined => currencies.find(([pattern]) => pattern.test(text))?.[1];
/** "4.9 million Canadian dollars". */
const currencyAfter = /^[\s\u00a0-]+(?:\p{Lu}\p{L}+[\s\u00a0]+){0,2}(?:dollars?|euros?|pounds?|yuan|renminbi|RMB)\b/u;

export function* digits(text: string): Generator<Found> {
  for (const match of matchesOf(digitPattern, text)) {
    const { sign, money, whole = '', decimals = '', scale, letter, percent } = match.groups ?? {};
    const end = match.index + match[0].length;
    const times = { ...numbers.scales, ...numbers.letters }[(scale ?? letter ?? '').toLowerCase()] ?? 1;
    const size = Number((Number(whole.replaceAll(',', '') + decimals) * times).toPrecision(12));
    const currency = currencyOf(money ?? '') ?? currencyOf(currencyAfter.exec(text.slice(end, end + 40))?.[0] ?? '');
    yield qualified(text, {
      kind: percent ? 'percent' : 'number',
      value: sign ? -size : size,
      start: match.index + (/^\s/.test(match[0]) ? 1 : 0),
      end,
      ...(currency ? { currency } : {}),
    });
  }
}

const vulgar: Readonly<Record<string, number>> = {
  '½': 1 / 2,
  '⅓': 1 / 3,
  '⅔': 2 / 3,
  '¼': 1 / 4,
  '¾': 3 / 4,
  '⅕': 1 / 5,
  '⅖': 2 / 5,
  '⅗': 3 / 5,
  '⅘': 4 / 5,
};
/** "Three times Fox Hunt's 680", "three times the number": how often a thing happened is followed by neither. */
const timesOf = new RegExp(
  `${notBefore}(?<count>two|${unitWords.slice(3, 11).join('|')})${space}times(?=${space}(?:the|that|those|\\p{Lu}[${letters}\\s]*[’']s)${notAfter})`,
  'gu',
);
/** Words that say how many times one figure is another, or more than half of it. */
const ratioWords: readonly (readonly [RegExp, number, Qualifier?])[] = [
  [/\b(?:twice as (?:many|much|large|high)|double the|doubled|twofold)\b/giu, 2],
  [/\b(?:three times as (?:many|much|large|high)|treble[ds]?|triple[ds]?|threefold)\b/giu, 3],
  [/\bhalved\b/giu, 1 / 2],
  [/\b(?:a|the|the great|the vast) majority of\b/giu, 1 / 2, 'more-than'],
];
const wholes: Readonly<Record<string, number>> = { ...wordValues, 'a hundred': 100 };
const oneOf =
  /\b(one|two|three|four|five|six|seven|eight|nine)\s+(?:in|out\s+of)(?:\s+every)?\s+(two|three|four|five|six|ten|twenty|a hundred)\b(?!\s+(?:countr|cit|provinc|town|place|state))/giu;
const small = unitWords.slice(1, 10);
const parted = new RegExp(
  `${notBefore}(?<count>a|${small.join('|')})${gap}(?<part>${Object.keys(numbers.parts).join('|')})${notAfter}`,
  'giu',
);
const half = new RegExp(`${notBefore}half${notAfter}(?!-|${gap}(?:brother|sister|an?\\b))`, 'giu');

/** "⅔ of", "nine in ten", "twice as many", "a majority of", "half", "two thirds", "a third of". */
export function* ratios(text: string): Generator<Found> {
  const fraction = (match: RegExpMatchArray, value: number): Found =>
    qualified(text, { kind: 'fraction', value, ...spanOf(match) });
  for (const match of matchesOf(/[½⅓⅔¼¾⅕⅖⅗⅘]/gu, text)) yield fraction(match, vulgar[match[0]] ?? 0);
  for (const match of matchesOf(oneOf, text)) {
    const [part = 0, whole = 0] = [match[1], match[2]].map((word = '') => wholes[word.toLowerCase()]);
    if (part < whole) yield fraction(match, part / whole);
  }
  for (const [pattern, value, qualifier] of ratioWords)
    for (const match of matchesOf(pattern, text))
      yield qualifier ? { kind: 'fraction', value, qualifier, ...spanOf(match) } : fraction(match, value);
  for (const match of matchesOf(timesOf, text)) yield fraction(match, wordValues[match.groups?.['count'] ?? ''] ?? 0);
  for (const match of matchesOf(half, text))
    if (!/^(?:first|second|other|latter|former)$/.test(wordBefore(text, match.index))) yield fraction(match, 1 / 2);
  for (const match of matchesOf(parted, text)) {
    const { count = '', part = '' } = match.groups ?? {};
    const value = wordValues[count.toLowerCase()] ?? 0;
    const fits = part.toLowerCase().endsWith('s')
      ? value > 1
      : value === 1 && /^[\s\u00a0]+of\b/.test(text.slice(spanOf(match).end));
    if (fits) yield fraction(match, value / (parts[part.toLowerCase()] ?? 1));
  }
}

const vaguePattern = new RegExp(
  `${notBefore}(?:(?:several|few|many)[^${letters}]+(?:dozen|hundred|thousand|million|billion)|(?:(?:a|several|few|many|some|of)[\\s\\u00a0]+)?(?:dozens?|hundreds|thousands|millions|billions))${notAfter}`,
  'giu',
);

/** "Several hundred", "dozens"; "more than a dozen" is a number. */
export function* vague(text: string): Generator<Found> {
  for (const match of matchesOf(vaguePattern, text)) {
    const dozen = qualified(text, { kind: 'number', value: 12, ...spanOf(match) });
    yield /^a\s+dozen$/iu.test(match[0]) && dozen.qualifier ? dozen : { kind: 'vague', ...spanOf(match) };
  }
}

const ordinalPattern = new RegExp(`${notBefore}(?:${ordinalWords.join('|')})${notAfter}(?!-)`, 'giu');

/** "The 3rd", and in words only before the noun they order. */
export function* ordinals(text: string): Generator<Found> {
  for (const match of matchesOf(/(?<![\p{L}\p{N}_.,/-])(\d+)(?:st|nd|rd|th)\b/gu, text))
    yield { kind: 'ordinal', value: Number(match[1]), ...spanOf(match) };
  for (const match of matchesOf(ordinalPattern, text)) {
    const span = spanOf(match);
    const noun = nounsAfter(text, span.end)[0];
    const orders = noun !== undefined && !notNouns.has(noun) && !(noun.endsWith('ed') && noun !== 'accused');
    if (orders && wordBefore(text, span.start) !== 'at')
      yield { kind: 'ordinal', value: 1 + ordinalWords.indexOf(match[0].toLowerCase()), ...span };
  }
}

const digit = `(?:${small.join('|')})`;
const belowHundred = `(?:(?:${tenWords.join('|')})(?:${gap}${digit})?|${[...unitWords].sort((a, b) => b.length - a.length).join('|')})`;
const belowThousand = `(?:(?:${digit}|a)${gap}hundred(?:${space}(?:and${space})?${belowHundred})?|${belowHundred})`;
const bigScales = Object.keys(numbers.scales).slice(1).join('|');
const numeralSource = `(?:${belowThousand}|a(?=${gap}(?:${bigScales})${notAfter}))(?:${gap}(?:${bigScales})(?:${space}(?:and${space})?${belowThousand})?)*`;
const numeralPattern = new RegExp(`${notBefore}${numeralSource}${notAfter}`, 'giu');

/** The value of a numeral in words: "two hundred and five thousand". */
function valueOfWords(text: string): number {
  let [total, current] = [0, 0];
  for (const word of text.toLowerCase().split(/[\s\u00a0-]+/)) {
    const scale = scales[word];
    if (scale === 100) current *= 100;
    else if (scale !== undefined) [total, current] = [total + current * scale, 0];
    else current += wordValues[word] ?? 0;
  }
  return total + current;
}

const anyNumber = `(?:\\d{1,2}(?:\\.\\d+)?|${numeralSource})`;
const everyHundred = new RegExp(
  `(?<=\\b(?:of|in)${space}every${space}hundred\\b[^.;:,]{0,60},${space})${anyNumber}${notAfter}|${notBefore}${anyNumber}${space}(?:in|of|out${space}of)${space}(?:every|each|a)${space}(?:hundred|100)${notAfter}`,
  'giu',
);
const singles =
  /\b(?:an?|one)[\s\u00a0]+single(?=[\s\u00a0]+(?:\p{Ll}+[\s\u00a0]+)?of[\s\u00a0]+(?:the|those|these)[\s\u00a0]+\d)/giu;

/** "Of every hundred, 64", "64 in every hundred": per cent; and "a single person of the 1,335". */
export function* shares(text: string): Generator<Found> {
  for (const match of matchesOf(everyHundred, text)) {
    const said = match[0].replace(/[\s\u00a0]+(?:in|of|out)\b.*$/i, '');
    const value = /^\d/.test(said) ? Number(said) : valueOfWords(said);
    yield qualified(text, { kind: 'percent', value, ...spanOf(match) });
  }
  for (const match of matchesOf(singles, text)) yield { kind: 'number', value: 1, ...spanOf(match) };
}

const idleAfterOne = setOf(lists.idleAfterOne);

/** True where "one" is no number: a pronoun, or the key of a picture ("One mark is one station"). */
function isPronoun(text: string, start: number, end: number): boolean {
  const [noun, ...following] = nounsAfter(text, end);
  if (noun === 'each' || noun === 'per') return false;
  return (
    noun === undefined ||
    idleAfterOne.has(noun) ||
    // "By one state to another" counts nothing.
    following.slice(0, 3).includes('another') ||
    /[’']s$/.test(noun) ||
    /^(?:no|any|every|each|some|this|that|only)$/.test(wordBefore(text, start)) ||
    /^one\s+\p{L}+\s+(?:is|stands for|shows)\s+(?:one|an?)\b/iu.test(text.slice(start, start + 60)) ||
    /\b(?:one|each|every)\s+\p{L}+\s+(?:is|stands for|shows)\s+$/iu.test(text.slice(Math.max(0, start - 60), start))
  );
}

export function* numerals(text: string): Generator<Found> {
  for (const match of matchesOf(numeralPattern, text)) {
    const { start, end } = spanOf(match);
    const value = valueOfWords(match[0]);
    if (value === 1 && /^one$/i.test(match[0]) && isPronoun(text, start, end)) continue;
    const percent = /^[\s\u00a0]*(?:%|per cent\b|percent\b)/.exec(text.slice(end))?.[0];
    yield qualified(text, {
      kind: percent ? 'percent' : 'number',
      value,
      start,
      end: end + (percent?.length ?? 0),
    });
  }
}
