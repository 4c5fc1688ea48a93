/**
 * Numbers, dates and sentences of English. A translation brings a module of its own; the rules (`check.ts`) are the same.
 *
 * What is taken for a number: digits (with separators, decimals, scale words, money, per cent), number words from one to the millions, ordinals before a noun,
 * "half", "a third", "nine in ten", "a majority", "twice", "doubled", and "dozens", "several hundred". Beside dates: weekdays, "two weeks later", "a fortnight after",
 * "the following spring". What is idle, and left alone:
 * - "one" as a pronoun or article-like word ("one of the", "no one", "one or the other", "one could"): it counts only before a noun, "each" or "and a half"
 * - "first", "second" … without a noun ("first in Italy", "the second, dated …"), and "once", "both", "a pair", "a couple", "single", "another"
 * - "half" in "the second half", in "half a year" and in compounds
 * - "May" and "March" where nothing about them says month
 */
import type { Language, Mention, PartialDate, Qualifier, Span } from './types.ts';

const units: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const tens: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const scales: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1000,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  k: 1000,
  m: 1e6,
  bn: 1e9,
};
const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
};
const fractions: Readonly<Record<string, number>> = {
  half: 1 / 2,
  halves: 1 / 2,
  third: 1 / 3,
  thirds: 1 / 3,
  quarter: 1 / 4,
  quarters: 1 / 4,
  fifth: 1 / 5,
  fifths: 1 / 5,
  tenth: 1 / 10,
  tenths: 1 / 10,
};
const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const qualifiers: readonly (readonly [RegExp, Qualifier])[] = [
  [/\b(?:at least|no fewer than|not fewer than|no less than|a minimum of|a total of at least)$/i, 'at-least'],
  [
    /(?:\b(?:(?<!\bno )more than|greater than|in excess of|exceeding|upwards of|above)|(?<!\b(?:hand|handed|hands|turn|turned|take|taken|took|all|go|went)\s)\bover)$/i,
    'more-than',
  ],
  [/\b(?:about|around|some|roughly|approximately|circa|an estimated|in the region of|something like)$/i, 'about'],
  [/\b(?:nearly|almost|close to|just under|just short of|not quite|not even|barely)$/i, 'nearly'],
  [/\b(?:fewer than|less than|under|below)$/i, 'less-than'],
  [/\b(?:up to|at most|no more than|as many as|a maximum of)$/i, 'at-most'],
  [/\b(?:exactly|precisely)$/i, 'exactly'],
];
/** Prepositions as often as qualifiers. */
const doubtful = /\b(?:about|over|around|above|under|below|some)$/i;
const qualifiersAfter: readonly (readonly [RegExp, Qualifier])[] = [
  [/^\s+or\s+more\b/i, 'at-least'],
  [/^\s+and\s+more\b(?!\s+than)/i, 'more-than'],
  [/^-odd\b/i, 'about'],
  [/^\s+or\s+so\b/i, 'about'],
];

const idleAfterOne = new Set(
  'against of another who that which is was were are be been has had have can could may might must shall should will would does did do and or but nor to in on at by for from with as if when while where than then so too only also not never either neither way day side hand place the a an'.split(
    ' ',
  ),
);
const notNouns = new Set(
  'of in on at to by for from with and or but nor as if when while where that which who is was were are be been has had have would will could can may might must the a an not then also came went said wrote told'.split(
    ' ',
  ),
);

const abbreviations =
  /(?:^|[\s(“"‘'\u00a0])(?:v|vs|mr|mrs|ms|dr|st|no|nos|art|arts|cf|e\.g|i\.e|approx|ca|gen|col|sgt|prof|rev|jr|sr|inc|ltd|co|vol|ed|eds|p|pp|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|\p{L}|(?:\p{Lu}\.)+\p{Lu})\.$/iu;

const monthPattern = '(?:January|February|March|April|May|June|July|August|September|October|November|December)';
const shortMonthPattern = '(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\\.?';
const anyMonth = `(?:${monthPattern}|${shortMonthPattern})`;
const dayPattern = '(?:3[01]|[12]\\d|0?[1-9])(?:st|nd|rd|th)?';
const yearPattern = '(?:1[7-9]|20)\\d\\d';
const edge = '(?<![\\p{L}\\p{N}_.,/])(?<!\\p{L}-)';
const after = '(?![\\p{L}\\p{N}_])';

const monthOf = (word: string): number =>
  monthNames.findIndex((name) => name.startsWith(word.toLowerCase().replace('.', '').slice(0, 3))) + 1;

interface DateAtom extends Span {
  readonly date: PartialDate;
  readonly weekday?: number;
}

const datePatterns: readonly (readonly [RegExp, (match: RegExpExecArray) => PartialDate])[] = [
  [
    new RegExp(`${edge}(${yearPattern})-(\\d{2})(?:-(\\d{2}))?${after}`, 'gu'),
    ([, year, month, day]) => ({ year: Number(year), month: Number(month), day: day ? Number(day) : undefined }),
  ],
  [
    new RegExp(
      `${edge}(?:(?:${weekdays.join('|')}),?\\s+)?(${dayPattern})\\s+(?:of\\s+)?(${anyMonth})(?:,?\\s+(${yearPattern})${after})?${after}`,
      'giu',
    ),
    ([, day = '', month = '', year]) => ({
      day: Number.parseInt(day, 10),
      month: monthOf(month),
      year: year ? Number(year) : undefined,
    }),
  ],
  [
    new RegExp(
      `${edge}(?:(?:${weekdays.join('|')}),?\\s+)?(${anyMonth})\\s+(${dayPattern}),\\s+(${yearPattern})${after}`,
      'giu',
    ),
    ([, month = '', day = '', year]) => ({ day: Number.parseInt(day, 10), month: monthOf(month), year: Number(year) }),
  ],
  [
    new RegExp(`${edge}(?:mid-)?(${anyMonth}),?\\s+(?:of\\s+)?(${yearPattern})${after}`, 'gu'),
    ([, month = '', year]) => ({ month: monthOf(month), year: Number(year) }),
  ],
  [
    new RegExp(`${edge}(spring|summer|autumn|fall|winter)\\s+(?:of\\s+)?(${yearPattern})${after}`, 'giu'),
    ([, season = '', year]) => ({
      season: season.toLowerCase().replace('fall', 'autumn') as 'autumn',
      year: Number(year),
    }),
  ],
];
/** "The following autumn", "that spring": a season of a year said before. */
const bareSeason = new RegExp(
  `(?<=\\b(?:the following|the next|the previous|the same|that|last|next)[\\s\\u00a0]+)(spring|summer|autumn|winter)${after}(?![\\s\\u00a0]+(?:of[\\s\\u00a0]+)?\\d)`,
  'giu',
);
const bareMonth = new RegExp(`${edge}(?:mid-)?(${monthPattern})${after}(?!\\s+\\d)`, 'gu');
const bareYear = new RegExp(
  `(?<![\\p{L}\\p{N}_.,/$€£¥#]|(?<!mid|post|pre)\\p{L}-)(?:mid-)?(${yearPattern})(?![\\p{L}\\p{N}_%/]|[.,]\\d|\\s*%|\\s+(?:per cent|pixels|px|people|officers|words|rows|euros|dollars|yuan))`,
  'gu',
);
const monthContext =
  /(?:\b(?:in|of|since|by|until|till|from|between|to|and|or|through|early|late|mid|last|next|that|this|each|every|during|before|after|end of)|[–-])\s*$/i;

class Cover {
  readonly #taken: Uint8Array;
  constructor(length: number) {
    this.#taken = new Uint8Array(length);
  }
  free(start: number, end: number): boolean {
    for (let index = start; index < end; index += 1) if (this.#taken[index]) return false;
    return true;
  }
  take(start: number, end: number): void {
    this.#taken.fill(1, start, end);
  }
}

function* matches(pattern: RegExp, text: string): Generator<RegExpExecArray> {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    yield match;
    if (match[0] === '') pattern.lastIndex += 1;
  }
}

const codePattern =
  /(?<![\p{L}\p{N}_.])(?:\p{L}[\p{L}_]*-?\d[\p{L}\p{N}_]*(?:\(\d+\)\d*)?(?:[-/.][\p{L}\p{N}_]+)*|\p{L}-\d+\/\d+|\d+\/[\p{L}\p{N}]+(?:\/[\p{L}\p{N}]+)*|\d+[\p{L}_][\p{L}\p{N}_]*(?:[-/][\p{L}\p{N}_]+)*|\d+(?:\.\d+){2,})/gu;
const labelPattern =
  /\b(articles?|sections?|chapters?|decree|answer|question|paragraphs?|rules?|annex|protocol|no\.|nos\.|number|meeting|title|volume)\s+(?:#|n°\s*)?(\d+(?:\(\d+\))*(?:(?:,\s*|\s+(?:and|or|to)\s+|[–-])\d+(?:\(\d+\))*)*)(?![\d%]|[.,]\d)/giu;
const digitPattern =
  /(?<![\p{L}\p{N}_.,/])(?<![\p{L}\p{N}]-)(?<sign>(?<!\d\s?)[-−](?=[$€£¥]?\d))?(?<money>(?:US|C|CA|A|HK|NZ)?\$|[€£¥])?\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:(?:\s|-)?(hundred|thousand|million|billion|trillion)\b|(k|m|bn|M)\b)?(\s?%|\s+per\s+cent\b|\s+percent(?:age points?)?\b)?(?![\p{L}\p{N}_])/gu;
/** Thousands that are not cut into threes: "1,3350", "12,34". */
const malformedPattern = /(?<![\p{L}\p{N}_.,/])\d+(?:,\d+)+(?![\p{L}\p{N}_])/gu;
const wellFormed = /^\d{1,3}(?:,\d{3})+$/;
/** "(2022,2023)", "articles 3,4": a list without spaces is no number. */
const yearList = /^(?:(?:1[7-9]|20)\d\d,?)+$/;
const vulgarFractions: Readonly<Record<string, number>> = {
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
/** Words that say how many times one figure is another, or more than half of it. */
const ratioWords: readonly (readonly [RegExp, number, Qualifier | undefined])[] = [
  [/\b(?:twice as (?:many|much|large|high)|double the|doubled|twofold)\b/giu, 2, undefined],
  [/\b(?:three times as (?:many|much|large|high)|treble[ds]?|triple[ds]?|threefold)\b/giu, 3, undefined],
  [/\bhalved\b/giu, 1 / 2, undefined],
  [/\b(?:a|the|the great|the vast) majority of\b/giu, 1 / 2, 'more-than'],
];
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
const currencyOf = (text: string): string | undefined => currencies.find(([pattern]) => pattern.test(text))?.[1];
const ordinalPattern = /(?<![\p{L}\p{N}_.,/-])(\d+)(?:st|nd|rd|th)\b/gu;
const wordPattern = /[A-Za-z]+/g;

/** The words that follow, in lower case, up to the next mark. */
function nounsAfter(text: string, end: number): string[] {
  const clause = /^[-\s\u00a0]*((?:[\p{L}’'-]+[\s\u00a0]*){0,5})/u.exec(text.slice(end, end + 80).replace(/^\s*%/, ''));
  const words = (clause?.[1] ?? '')
    .toLowerCase()
    .split(/[\s\u00a0-]+/)
    .filter(Boolean);
  return words.slice(0, 5);
}

function qualify(
  text: string,
  start: number,
  end: number,
): Pick<Mention, 'qualifier' | 'qualifierText' | 'qualifierDoubtful'> {
  for (const [pattern, qualifier] of qualifiersAfter) {
    const match = pattern.exec(text.slice(end, end + 16));
    if (match) return { qualifier, qualifierText: match[0].trim() };
  }
  const before = text
    .slice(Math.max(0, start - 40), start)
    .replace(/[\s\u00a0]*[“"‘'(]?[\s\u00a0]*(?:(?:the|its|their|these|those)[\s\u00a0]+)?$/i, '')
    .replace(/[\s\u00a0]+/g, ' ');
  for (const [pattern, qualifier] of qualifiers) {
    const match = pattern.exec(before);
    if (match) return { qualifier, qualifierText: match[0].toLowerCase(), qualifierDoubtful: doubtful.test(before) };
  }
  return {};
}

function findDates(text: string, cover: Cover): DateAtom[] {
  const atoms: DateAtom[] = [];
  const add = (start: number, end: number, date: PartialDate, weekday?: number) => {
    if (!cover.free(start, end)) return;
    if (
      (date.month !== undefined && (date.month < 1 || date.month > 12)) ||
      (date.day !== undefined && (date.day < 1 || date.day > 31))
    )
      return;
    cover.take(start, end);
    atoms.push({ start, end, date, ...(weekday === undefined ? {} : { weekday }) });
  };
  for (const [pattern, read] of /\d/.test(text) ? datePatterns : [])
    for (const match of matches(pattern, text)) {
      const weekday = weekdays.findIndex((name) => match[0].toLowerCase().startsWith(name));
      add(match.index, match.index + match[0].length, read(match), weekday < 0 ? undefined : weekday);
    }
  for (const match of matches(bareMonth, text)) {
    const name = match[1] ?? '';
    if (
      (name === 'May' || name === 'March') &&
      !monthContext.test(text.slice(Math.max(0, match.index - 14), match.index))
    )
      continue;
    add(match.index, match.index + match[0].length, { month: monthOf(name) });
  }
  for (const match of matches(bareSeason, text))
    add(match.index, match.index + match[0].length, { season: match[0].toLowerCase() as 'autumn' });
  for (const match of matches(bareYear, text)) {
    const start = match.index + match[0].length - 4;
    add(start, start + 4, { year: Number(match[1]) });
  }
  // "5 to 24 June 2017", "22 and 27 August": a bare number that a connector ties to a day of a month is a day.
  atoms.sort((a, b) => a.start - b.start);
  const dayBefore = new RegExp(`${edge}(${dayPattern})\\s*(?:to|and|or|until|[–-]|,)\\s*$`, 'iu');
  for (let index = atoms.length - 1; index >= 0; index -= 1) {
    let first = atoms[index];
    while (first?.date.day !== undefined) {
      const match = dayBefore.exec(text.slice(Math.max(0, first.start - 10), first.start));
      if (!match) break;
      const start = first.start - match[0].length + match[0].indexOf(match[1] ?? '');
      const end = start + (match[1] ?? '').length;
      if (!cover.free(start, end)) break;
      cover.take(start, end);
      const earlier: DateAtom = { start, end, date: { ...first.date, day: Number.parseInt(match[1] ?? '', 10) } };
      atoms.splice(index, 0, earlier);
      first = earlier;
    }
  }
  // "September and December 2022", "28 May to 17 June 2018": a date without a year takes that of the date it is tied to.
  for (let index = atoms.length - 2; index >= 0; index -= 1) {
    const [atom, next] = [atoms[index], atoms[index + 1]];
    if (
      !atom ||
      !next ||
      atom.date.year !== undefined ||
      atom.date.month === undefined ||
      next.date.year === undefined ||
      next.date.month === undefined
    )
      continue;
    if (/^[\s\u00a0]*(?:to|and|or|until|through|[–-]|,|, and)[\s\u00a0]*$/.test(text.slice(atom.end, next.start)))
      atoms[index] = { ...atom, date: { ...atom.date, year: next.date.year } };
  }
  return atoms;
}

/** Every word that can begin a number. */
const counting: ReadonlySet<string> = new Set([
  ...Object.keys(units),
  ...Object.keys(tens),
  ...Object.keys(ordinals),
  'half',
  'a',
  'dozen',
  'dozens',
  'hundreds',
  'thousands',
  'millions',
  'billions',
]);

interface Word extends Span {
  readonly text: string;
}

/** Reads a number written in words from `words[index]`; consecutive words must be joined by a space or a hyphen. */
function readNumberWords(
  words: readonly Word[],
  index: number,
  text: string,
): { value: number; count: number } | undefined {
  let total = 0;
  let current: number | undefined;
  let count = 0;
  let lastScale = Number.POSITIVE_INFINITY;
  for (let at = index; at < words.length; at += 1) {
    const word = words[at];
    const previous = words[at - 1];
    if (!word) break;
    if (at > index && previous && !/^[\s\u00a0-]+$/.test(text.slice(previous.end, word.start))) break;
    const name = word.text.toLowerCase();
    const unit = units[name];
    const ten = tens[name];
    const scale = name.length > 2 ? scales[name] : undefined;
    if (
      unit !== undefined &&
      (current === undefined ||
        (current % 100 === 0 && current > 0) ||
        (current % 10 === 0 && current % 100 !== 0 && unit < 10 && current >= 20))
    )
      current = (current ?? 0) + unit;
    else if (ten !== undefined && (current === undefined || (current % 100 === 0 && current > 0)))
      current = (current ?? 0) + ten;
    else if (scale === 100 && current !== undefined && current < 10) current *= 100;
    else if (scale !== undefined && scale > 100 && current !== undefined && scale < lastScale) {
      total += current * scale;
      lastScale = scale;
      current = undefined;
    } else if (
      (name === 'a' || name === 'one') &&
      at === index &&
      scales[words[at + 1]?.text.toLowerCase() ?? ''] !== undefined &&
      (words[at + 1]?.text.length ?? 0) > 2
    )
      current = 1;
    else if (
      name === 'and' &&
      at > index &&
      (current ?? total) >= 100 &&
      (units[words[at + 1]?.text.toLowerCase() ?? ''] !== undefined ||
        tens[words[at + 1]?.text.toLowerCase() ?? ''] !== undefined) &&
      (current ?? 0) % 100 === 0
    )
      continue;
    else break;
    count = at - index + 1;
  }
  return count === 0 ? undefined : { value: total + (current ?? 0), count };
}

const wordBefore = (text: string, start: number): string =>
  /([\p{L}’'-]+)[\s\u00a0]*$/u.exec(text.slice(Math.max(0, start - 30), start))?.[1]?.toLowerCase() ?? '';

function findWords(text: string, cover: Cover, add: (mention: Omit<Mention, 'text' | 'nouns'>) => void): void {
  const words: Word[] = [...text.matchAll(wordPattern)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (
      !word ||
      !cover.free(word.start, word.end) ||
      /[\p{L}\p{N}_]/u.test(text.charAt(word.end)) ||
      /[\p{L}\p{N}_’']/u.test(text.charAt(word.start - 1))
    )
      continue;
    const name = word.text.toLowerCase();
    const next = words[index + 1];
    // "Several hundred", "a few thousand", "many dozen".
    if (
      /^(?:several|few|many)$/.test(name) &&
      next &&
      /^(?:dozen|hundred|thousand|million|billion)$/i.test(next.text)
    ) {
      add({ kind: 'vague', start: word.start, end: next.end });
      index += 1;
      continue;
    }
    const nextName = next && /^[\s\u00a0-]+$/.test(text.slice(word.end, next.start)) ? next.text.toLowerCase() : '';
    if (!counting.has(name)) continue;
    // Vague quantities.
    if (/^(?:dozens?|hundreds|thousands|millions|billions)$/.test(name)) {
      const before = wordBefore(text, word.start);
      const start = /^(?:a|several|few|many|some|of)$/.test(before)
        ? text.slice(0, word.start).toLowerCase().lastIndexOf(before)
        : word.start;
      add({ kind: 'vague', start, end: word.end });
      continue;
    }
    // Fractions: "half", "a third of", "two thirds", "three-quarters".
    const half =
      name === 'half' &&
      !/^(?:first|second|other|latter|former)$/.test(wordBefore(text, word.start)) &&
      text.charAt(word.end) !== '-' &&
      !/^(?:brother|sister|an?$)/.test(nextName);
    if (half) {
      add({ kind: 'fraction', value: 0.5, start: word.start, end: word.end, ...qualify(text, word.start, word.end) });
      continue;
    }
    const count = name === 'a' || name === 'one' ? 1 : units[name];
    if (count !== undefined && count < 10 && fractions[nextName] !== undefined && next) {
      const plural = nextName.endsWith('s') && count > 1;
      const single = count === 1 && !nextName.endsWith('s') && /^[\s\u00a0]+of\b/.test(text.slice(next.end));
      if (plural || single) {
        add({
          kind: 'fraction',
          value: count * (fractions[nextName] ?? 0),
          start: word.start,
          end: next.end,
          ...qualify(text, word.start, next.end),
        });
        index += 1;
        continue;
      }
    }
    // Ordinals count only before the noun they order.
    const ordinal = ordinals[name];
    if (ordinal !== undefined) {
      const noun = nounsAfter(text, word.end)[0];
      if (
        noun !== undefined &&
        !notNouns.has(noun) &&
        !(noun.endsWith('ed') && noun !== 'accused') &&
        text.charAt(word.end) !== '-' &&
        wordBefore(text, word.start) !== 'at'
      )
        add({ kind: 'ordinal', value: ordinal, start: word.start, end: word.end });
      continue;
    }
    const number = readNumberWords(words, index, text);
    if (!number) continue;
    const last = words[index + number.count - 1] ?? word;
    const span = { start: word.start, end: last.end };
    if (!cover.free(span.start, span.end)) continue;
    index += number.count - 1;
    const following = nounsAfter(text, last.end);
    if (number.value === 1 && name === 'one') {
      const noun = following[0];
      // "By one state to another" counts nothing.
      const pronoun =
        noun === undefined ||
        idleAfterOne.has(noun) ||
        following.slice(1, 4).includes('another') ||
        /(?:’s|'s)$/.test(noun) ||
        /^(?:no|any|every|each|some|this|that|only)$/.test(wordBefore(text, word.start)) ||
        // The key of a picture: "One mark is one station."
        /^one\s+\p{L}+\s+(?:is|stands for|shows)\s+(?:one|an?)\b/iu.test(text.slice(word.start, word.start + 60)) ||
        /\b(?:one|each|every)\s+\p{L}+\s+(?:is|stands for|shows)\s+$/iu.test(
          text.slice(Math.max(0, word.start - 60), word.start),
        );
      const counts = noun === 'each' || noun === 'per' || !pronoun;
      if (!counts) continue;
    }
    const percent = /^[\s\u00a0]*(?:%|per cent\b|percent\b)/.exec(text.slice(last.end));
    const end = percent ? last.end + percent[0].length : last.end;
    add({
      kind: percent ? 'percent' : 'number',
      value: number.value,
      start: span.start,
      end,
      ...qualify(text, span.start, end),
    });
  }
}

const intervalPattern =
  /^[\s\u00a0-]*(day|week|fortnight|month|year)s?[\s\u00a0]+(?:later|earlier|before|after|afterwards|ago|on)\b(?![\s\u00a0]+(?:the|a|an)\b)/i;

const memory = new Map<string, readonly Mention[]>();

type Add = (mention: Omit<Mention, 'text' | 'nouns'>) => void;

/** "⅔ of", "nine in ten", "twice as many", "a majority of". */
function findRatios(text: string, cover: Cover, add: Add): void {
  for (const match of matches(/[½⅓⅔¼¾⅕⅖⅗⅘]/gu, text)) {
    const value = vulgarFractions[match[0]];
    const end = match.index + 1;
    if (value !== undefined && cover.free(match.index, end))
      add({ kind: 'fraction', value, start: match.index, end, ...qualify(text, match.index, end) });
  }
  const oneOf =
    /\b(one|two|three|four|five|six|seven|eight|nine)\s+(?:in|out\s+of)(?:\s+every)?\s+(two|three|four|five|six|ten|twenty|a hundred)\b(?!\s+(?:countr|cit|provinc|town|place|state))/giu;
  for (const match of matches(oneOf, text)) {
    const [part, whole] = [units[(match[1] ?? '').toLowerCase()], match[2]?.toLowerCase() ?? ''];
    const size = whole === 'a hundred' ? 100 : whole === 'twenty' ? 20 : units[whole];
    const end = match.index + match[0].length;
    if (part === undefined || size === undefined || part >= size || !cover.free(match.index, end)) continue;
    add({ kind: 'fraction', value: part / size, start: match.index, end, ...qualify(text, match.index, end) });
  }
  for (const [pattern, value, qualifier] of ratioWords)
    for (const match of matches(pattern, text)) {
      const end = match.index + match[0].length;
      if (cover.free(match.index, end))
        add({
          kind: 'fraction',
          value,
          start: match.index,
          end,
          ...(qualifier ? { qualifier } : qualify(text, match.index, end)),
        });
    }
}

const relativePattern =
  /\b(?:an?|the following|the next|the(?=\s+\w+\s+before\b))\s+(day|week|fortnight|month|year)(?:\s+(later|earlier|before|after|afterwards|on)\b)?/giu;

/** "A fortnight later", "the next day", "on Sunday". */
function findRelative(text: string, cover: Cover, add: Add): void {
  for (const match of matches(relativePattern, text)) {
    const end = match.index + match[0].length;
    const direct = /^the/i.test(match[0]);
    // "A year" alone is a length of time, "a day on" no date; "the next day" is one.
    if ((!direct && (match[2] === undefined || match[2] === 'on')) || !cover.free(match.index, end)) continue;
    const name = (match[1] ?? '').toLowerCase();
    const unit = name === 'fortnight' ? 'day' : (name as Mention['unit'] & string);
    add({ kind: 'interval', value: name === 'fortnight' ? 14 : 1, unit, start: match.index, end });
  }
  const weekday = new RegExp(`\\b(?:on|by|until|last|that|next|of)\\s+(${weekdays.join('|')})\\b`, 'giu');
  for (const match of matches(weekday, text)) {
    const name = match[1] ?? '';
    const start = match.index + match[0].length - name.length;
    if (cover.free(start, start + name.length))
      add({ kind: 'weekday', weekday: weekdays.indexOf(name.toLowerCase()), start, end: start + name.length });
  }
}

/** Remembers what it has read: in dev the same records are read at each save. */
function mentions(text: string): readonly Mention[] {
  const known = memory.get(text);
  if (known) return known;
  if (memory.size > 5000) memory.clear();
  const found = readMentions(text);
  memory.set(text, found);
  return found;
}

/** "4.9 million Canadian dollars". */
const currencyAfter = (text: string, end: number): string | undefined =>
  currencyOf(
    /^[\s\u00a0-]+(?:\p{Lu}\p{L}+[\s\u00a0]+){0,2}(?:dollars?|euros?|pounds?|yuan|renminbi|RMB)\b/u.exec(
      text.slice(end, end + 40),
    )?.[0] ?? '',
  );

/** Full-width digits read as any others; no letter moves. */
const plainDigits = (text: string): string =>
  text.replace(/[\uff10-\uff19\uff0c\uff0e\uff05]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

function readMentions(original: string): readonly Mention[] {
  const text = plainDigits(original);
  const cover = new Cover(text.length);
  const found: Mention[] = [];
  const add = (mention: Omit<Mention, 'text' | 'nouns'>) => {
    cover.take(mention.start, mention.end);
    const interval = mention.kind === 'number' ? intervalPattern.exec(text.slice(mention.end, mention.end + 30)) : null;
    const name = interval?.[1]?.toLowerCase();
    const unit = (name === 'fortnight' ? 'week' : name) as Mention['unit'];
    found.push({
      ...mention,
      ...(unit ? { kind: 'interval' as const, unit } : {}),
      ...(name === 'fortnight' ? { value: 2 * (mention.value ?? 0) } : {}),
      text: text.slice(mention.start, mention.end),
      nouns: nounsAfter(text, mention.end),
    });
  };
  const digits = /\d/.test(text);
  for (const match of digits ? matches(malformedPattern, text) : [])
    if (!wellFormed.test(match[0]) && !yearList.test(match[0]))
      add({ kind: 'malformed', start: match.index, end: match.index + match[0].length });
  for (const match of digits ? matches(codePattern, text) : []) {
    const token = match[0];
    if (
      /^\d+(?:st|nd|rd|th)$/i.test(token) ||
      /^\d+(?:k|m|M|bn)$/.test(token) ||
      /^(?:mid|pre|post)-\d{4}$/i.test(token)
    )
      continue;
    // 16-year-old, 610-odd: a number and a word.
    const compound = /^\d+-\p{Ll}/u.test(token);
    if (compound || !cover.free(match.index, match.index + token.length)) continue;
    add({ kind: 'code', start: match.index, end: match.index + token.length });
  }
  for (const match of digits ? matches(labelPattern, text) : []) {
    if (!cover.free(match.index, match.index + match[0].length)) continue;
    const year = /^\d{4}$/.test(match[2] ?? '') && /^(?:number|question)$/i.test(match[1] ?? '');
    if (!year) add({ kind: 'label', start: match.index, end: match.index + match[0].length });
  }
  const atoms = findDates(text, cover);
  for (const atom of atoms)
    found.push({
      kind: 'date',
      start: atom.start,
      end: atom.end,
      text: text.slice(atom.start, atom.end),
      date: atom.date,
      nouns: nounsAfter(text, atom.end),
      ...(atom.weekday === undefined ? {} : { weekday: atom.weekday }),
    });
  for (const match of digits ? matches(ordinalPattern, text) : []) {
    const end = match.index + match[0].length;
    if (cover.free(match.index, end)) add({ kind: 'ordinal', value: Number(match[1]), start: match.index, end });
  }
  for (const match of digits ? matches(digitPattern, text) : []) {
    const [token, , , whole = '', decimals = '', scaleWord, scaleLetter, percent] = match;
    const { sign, money } = match.groups ?? {};
    const lead = /^\s*/.exec(token)?.[0].length ?? 0;
    const start = match.index + lead;
    const end = match.index + token.length;
    if (!cover.free(start, end)) continue;
    const scale = scales[(scaleWord ?? scaleLetter ?? '').toLowerCase()] ?? 1;
    const size = Number((Number(whole.replaceAll(',', '') + decimals) * scale).toPrecision(12));
    if (!Number.isFinite(size)) continue;
    const value = sign ? -size : size;
    const currency = currencyOf(money ?? '') ?? currencyAfter(text, end);
    add({
      kind: percent ? 'percent' : 'number',
      value,
      start,
      end,
      ...qualify(text, start, end),
      ...(currency ? { currency } : {}),
    });
  }
  findRatios(text, cover, add);
  findRelative(text, cover, add);
  findWords(text, cover, add);
  return found.sort((a, b) => a.start - b.start);
}

function sentences(text: string): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(/[.!?…]+[”"’')\]]*(?=\s|$)/g)) {
    const end = match.index + match[0].length;
    const next = /^\s+(\S)/.exec(text.slice(end, end + 16))?.[1];
    if (next !== undefined && !/[\p{Lu}\p{N}“"‘'([]/u.test(next) && !/\p{Lo}/u.test(next)) continue;
    if (
      match[0].startsWith('.') &&
      match[0].length === 1 &&
      next !== undefined &&
      abbreviations.test(text.slice(Math.max(0, end - 12), end))
    )
      continue;
    if (text.slice(start, end).trim())
      spans.push({ start: start + (/^\s*/.exec(text.slice(start))?.[0].length ?? 0), end });
    start = end;
  }
  if (text.slice(start).trim())
    spans.push({ start: start + (/^\s*/.exec(text.slice(start))?.[0].length ?? 0), end: text.trimEnd().length });
  return spans;
}

const withoutMeaning = new Set(
  'the and but for with from into onto over under about after before again against all also any are been being both each few had has have having here how its more most not now off once only other our out own same some such than that their them then there these they this those through too very was were what when where which while who whom why will would could should said says say according told one two three four five six seven eight nine ten january february march april may june july august september october november december'.split(
    ' ',
  ),
);

/** A light stem: plural, possessive and the endings of verbs are cut. */
const stemOf = (word: string): string => {
  const lower = word.toLowerCase().replace(/[’']s?$/, '');
  if (lower === 'people' || lower === 'persons') return 'person';
  if (lower === 'men' || lower === 'women') return lower.replace('men', 'man');
  return lower
    .replace(/ies$/, 'y')
    .replace(/(?<=[^s]{2})s$/, '')
    .replace(/(?<=\p{L}{3})(?:ed|ing)$/u, '');
};

function stems(text: string): readonly string[] {
  const found: string[] = [];
  for (const word of text.match(/\p{L}[\p{L}\p{M}’']*/gu) ?? [])
    if (word.length > 2 && !withoutMeaning.has(word.toLowerCase())) found.push(stemOf(word));
  return found;
}

/** Words that count the same. "Suspect" is no other word for a person: the difference matters. */
const alike: readonly (readonly string[])[] = [
  ['person', 'individual', 'man', 'woman', 'human', 'return'],
  [
    'station',
    'post',
    'office',
    'site',
    'centre',
    'center',
    'place',
    'location',
    'outpost',
    'desk',
    'premis',
    'structure',
    'address',
  ],
  ['country', 'nation', 'state', 'government', 'host'],
  ['city', 'town'],
  ['round', 'patrol'],
  ['inquiry', 'investigation', 'probe'],
  ['bureau', 'force', 'police'],
  ['minister', 'ministry'],
  ['officer', 'policeman', 'agent'],
  ['notice', 'announcement'],
];
const alikeOf = new Map(alike.flatMap((group, index) => group.map((word) => [word, index] as const)));

/** "On" takes a day, "in" a month or a year. A date within a noun ("in 12 September listings") is left alone. */
function wrongPreposition({ kind, date, start, end, text: said }: Mention, text: string): string | undefined {
  if (kind !== 'date' || !date) return undefined;
  const before = /(?:^|[\s\u00a0(“"])(on|in|In|On)[\s\u00a0]+(?:(?:early|late|mid)[\s\u00a0-]+)?$/
    .exec(text.slice(Math.max(0, start - 16), start))?.[1]
    ?.toLowerCase();
  const next = /^[\s\u00a0]+(\p{L}+)/u.exec(text.slice(end, end + 24))?.[1] ?? '';
  const alone = next === '' || notNouns.has(next.toLowerCase()) || !/(?:s|report|notice|list|figure)$/.test(next);
  if (before === 'on' && date.day === undefined && alone) return `"on ${said}" lacks its day.`;
  if (before === 'in' && date.day !== undefined && alone) return `"in ${said}" is no English: a day takes "on".`;
  return undefined;
}

/** Words of offices. */
const offices = new Set(
  'minister spokesperson spokesman spokeswoman mayor president prosecutor commissioner judge ambassador chancellor secretary foreign interior justice security defence defense finance home prime health scholar director senator'.split(
    ' ',
  ),
);

const negationBefore =
  /\b(?:not|no|never|nor|neither|without|cannot|can’t|n’t|nobody|nothing|none|hardly|whether|if|denied|denies|deny)\b[^.;:]{0,40}$/i;
const negationAfter = /^[\s\u00a0]*(?:no|nothing|neither|not|nobody)\b/i;

/** "No evidence", "not closed", "never been told", "without knowledge". "Must never be added" forbids, and denies nothing. */
const denier =
  /(?<!\b(?:must|should|shall)[\s\u00a0]+)\b(?:not|no|never|nor|neither|without|cannot|n[’']t)\b(?:[\s\u00a0]+(?:been|be|yet|any|a|an|the|in))?[\s\u00a0]+$/i;

const anyOfWords = (words: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}’'-])(?:${words
      .split(' ')
      .map((word) => word.replaceAll('_', '[\\s\\u00a0]+').replace('*', '\\p{L}*'))
      .join('|')})(?![\\p{L}])`,
    'giu',
  );

const bodies = (
  [
    ['prosecutor*', 'prosecut* attorney* justice_department charg*'],
    [
      'court courts judge judges jury',
      'court* judge* jury juries tribunal* verdict rul* judgment case convicted ple* indict* imprison* acquit*',
    ],
    [
      'intelligence_service intelligence_services intelligence_agency secret_service',
      'intelligence secret_service security fbi cia spy',
    ],
    ['mayor', 'mayor*'],
    ['council', 'council*'],
    [
      'parliament',
      'parliament* mp mps deput* chamber senat* legislat* committee* house lawmaker* question_time congress hearing*',
    ],
    [
      'foreign_ministry foreign_minister',
      'foreign_minist* foreign_office foreign_affairs foreign_secretary foreign-ministry',
    ],
    ['interior_ministry interior_minister', 'interior home internal_affairs public_security'],
    ['justice_ministry justice_minister justice_department', 'justice'],
    ['defence_ministry defence_minister', 'defence defense'],
  ] as const
).map(([said, known]) => ({ said: anyOfWords(said), known: anyOfWords(known) }));

/** An underscore stands for a space, a star for any ending. */
const opposites = (
  [
    [
      'rose rise rises risen rising increase* grew grow grows grown growing growth expand* climb*',
      'fell fall falls fallen falling decline* decrease* shrank shrink* dropped drops',
    ],
    ['most nearly_all almost_all', 'few hardly_any'],
    ['largest biggest longest highest most', 'smallest lowest shortest fewest least'],
    ['larger bigger longer higher greater', 'smaller lower shorter fewer lesser'],
    ['earlier before', 'later after afterwards'],
    ['opened began started resumed', 'closed shut ended stopped ceased'],
    ['allowed allows permitted permits', 'forbade forbids forbidden banned bans barred prohibit*'],
    ['agreed accepted approved backed welcomed', 'rejected refused opposed'],
    ['confirmed confirms', 'denied denies deny'],
    ['voluntar* volunteer* unpaid', 'paid forced'],
    ['openly publicly', 'secretly covertly'],
    ['arrived entered', 'left departed fled'],
    ['true genuine authentic', 'false untrue fake'],
    ['lawful legal', 'unlawful illegal'],
    ['joined', 'left quit'],
    ['linked connected related tied ties', 'separate unconnected unrelated'],
    ['inside within', 'outside beyond'],
    ['early', 'late'],
    ['hostile critical', 'friendly sympathetic'],
    ['won', 'lost'],
    ['appointed hired', 'dismissed sacked'],
    ['lifted', 'imposed'],
    ['dropped_charges acquitted innocent', 'guilty convicted'],
  ] as const
).map(([one, other]) => [anyOfWords(one), anyOfWords(other)] as const);

const strong = [
  'confirm confirms confirmed confirming confirmation verified',
  'prove proves proved proven proof',
  'convicted conviction guilty sentenced jailed imprison*',
  'arrested arrests detained detention',
  'charged indicted prosecuted charges indictment prosecut*',
  'forced coerced compelled coercion abduct* kidnap*',
  'admit admits admitted admission confess* conceded pleaded plea',
  'acknowledged acknowledges conceded admitted',
  'reveal reveals revealed exposed exposes uncovered unmasked',
  'demonstrated established',
  'banned bans outlawed',
  'raided raid raids searched',
  'threatened threats threat* intimidat* harass*',
  'spied spies spying espionage',
  'embezzled stole stolen defrauded',
  'expelled deported',
  'apologised apologized apology',
  'guaranteed proved',
].map(anyOfWords);

const format = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

export const english: Language = {
  code: 'en',
  mentions,
  sentences,
  negated: (text, start, end) =>
    negationBefore.test(text.slice(Math.max(0, start - 60), start)) || negationAfter.test(text.slice(end, end + 20)),
  bodies,
  denier,
  contrast: /(?:[,;:—–]|\band)[\s\u00a0]*$/i,
  verbDenier: /^(?:not|never|cannot|n[’']t)\b/i,
  denies:
    /\b(?:not|no|never|nor|neither|none|nobody|nothing|without|cannot|den(?:y|ies|ied)|declin\w+|refus\w+|fail\w*)\b/i,
  ownVoice: /\b(?:we|our|ours|us|this site|the records?)\b/i,
  opposites,
  strong,
  stems,
  counted: (nouns) => {
    const end = nouns.findIndex((noun) => notNouns.has(noun));
    return stems(nouns.slice(0, end < 0 ? nouns.length : end).join(' '));
  },
  sameThing: (a, b) => a === b || (alikeOf.has(a) && alikeOf.get(a) === alikeOf.get(b)),
  currency: currencyOf,
  clauseEnd: /[,;:()—–]|[.!?](?=\s)|[\s\u00a0](?:and|but|while|whereas)[\s\u00a0]/giu,
  participle: /(?:ed|ing)$/i,
  partOf: /^[\s\u00a0]+of[\s\u00a0]+(?:the[\s\u00a0]+)?$/i,
  refersBack: /^[\s\u00a0]+of[\s\u00a0]+(?:these|them|those|which)\b/i,
  ownerAtEnd: /\S+[’']s?[\s\u00a0]*$/,
  office: (word) => (/^spokes(?:man|woman|person)$/.test(word) ? 'spokesperson' : word),
  timeNouns: new Set(['day', 'week', 'month', 'year', 'hour']),
  ownNouns: new Set(
    'kinds kind things ways sides questions reasons words halves readings directions steps points sentences ideas meanings limits senses answers lessons stories'.split(
      ' ',
    ),
  ),
  offices,
  again: /\b(?:each|both|again|likewise|same|either|too)\b/i,
  taken: /(?:\b(?:the|these|those|all|of its|of her|of his)|[’']s)[\s\u00a0]+$/i,
  listJoint: /^(?:,[\s\u00a0]+(?:(?:and|or)[\s\u00a0]+)?|[\s\u00a0]+(?:and|or)[\s\u00a0]+)(?:the[\s\u00a0]+)?$/,
  joins: /\s*(?:[,;]|\band\b)\s*/,
  range: { before: /\b(?:between|from)[\s\u00a0]+$/i, between: /^[\s\u00a0]+(?:and|to|until|till)[\s\u00a0]+$/i },
  wrongPreposition,
  takesUp:
    /^(?:It|He|She|They|Its|His|Her|Their|This|That|These|Those|The (?:group|ministry|minister|statement|report|reports|embassy|commission|paper|official|office|spokes\w+|same|text|notice|police|court|campaign|figure|figures|authors?|list|answer|letter|government|paper|outlets?))\b|\b(?:it|he|she|they)(?:[\s\u00a0]+(?:also|then|later|again|only))?[\s\u00a0]+(?:said|says|wrote|writes|called|calls|held|told|gave|spoke|named|added|denied|denies|described|counted|listed|found|answered|ruled|announced|repeated|noted|put|argued|concluded|claimed|stated|insisted|maintained|explained|knew)\b/,
  number: (value) => format.format(value),
  date: (date) => {
    const [year = '', month, day] = date.split('-');
    const name = month ? monthNames[Number(month) - 1] : undefined;
    return [day ? String(Number(day)) : '', name ? name.charAt(0).toUpperCase() + name.slice(1) : '', year]
      .filter(Boolean)
      .join(' ');
  },
};
