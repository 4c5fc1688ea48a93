/** English for the fact-checker. Its words are lists (`words.ts`), its numbers and dates are read by `numbers.ts` and `dates.ts`. */
import { once } from '../../shared/once.ts';
import { letters, matchesOf } from '../spans.ts';
import type { Language, Mention, Span } from '../types.ts';
import { asInterval, dates, feastDates, monthNames, relativeDates } from './dates.ts';
import { anyOf, either, setOf, wordsOf } from './lists.ts';
import {
  codes,
  currencyOf,
  digits,
  type Finder,
  labels,
  malformed,
  nounPhrase,
  nounsAfter,
  numerals,
  ordinals,
  ratios,
  shares,
  vague,
} from './numbers.ts';
import { lists, type Words } from './words.ts';

/** Some of the words of a list, and what else is named, somewhere in a text. */
const some = (...lists: readonly Words[]): RegExp => new RegExp(`\\b(?:${lists.map(either).join('|')})`, 'i');
const keys = (words: object): Words => Object.keys(words).join(' ');
const { units, tens, ordinals: orders, parts, scales } = lists.numbers;
/** In this order: what the first has read no other reads again. Each is asked only where a text has what it needs, which is quicker than to look for more. */
const finders: readonly (readonly [needs: RegExp, finder: Finder])[] = [
  [/\d,\d/, malformed],
  [/\d/, codes],
  [/\d/, labels],
  [/\d/, feastDates],
  [some('\\d spring summer autumn winter', lists.months), dates],
  [/hundred|100|single/i, shares],
  [/\d/, digits],
  [/dozen|hundred|thousand|million|billion/i, vague],
  [
    new RegExp(
      `[½⅓⅔¼¾⅕⅖⅗⅘]|${some('twice doubl twofold threefold treble triple halved majority', units, keys(parts)).source}`,
      'i',
    ),
    ratios,
  ],
  [some('day week fortnight month year', lists.weekdays), relativeDates],
  [some('\\d', orders), ordinals],
  [some(units, tens, keys(scales)), numerals],
];

/** Full-width digits read as any others; no letter moves. */
const plainDigits = (text: string): string =>
  text.replace(/[\uff10-\uff19\uff0c\uff0e\uff05]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

function readMentions(original: string): readonly Mention[] {
  const text = plainDigits(original);
  const taken: Span[] = [];
  const found: Mention[] = [];
  for (const [needs, find] of finders)
    for (const one of needs.test(text) ? find(text) : []) {
      if (taken.some(({ start, end }) => one.start < end && start < one.end)) continue;
      taken.push(one);
      const nouns = nounsAfter(text, one.end);
      found.push({ ...asInterval(one, text), text: text.slice(one.start, one.end), nouns });
    }
  return found.sort((a, b) => a.start - b.start);
}

const abbreviation = new RegExp(
  `(?:^|[\\s(“"‘'\\u00a0])(?:${either(lists.abbreviations)}|\\p{L}|(?:\\p{Lu}\\.)+\\p{Lu})\\.$`,
  'iu',
);

function sentences(text: string): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  const add = (end: number) => {
    const words = text.slice(start, end);
    if (words.trim()) spans.push({ start: start + words.length - words.trimStart().length, end });
    start = end;
  };
  for (const match of matchesOf(/[.!?…]+[”"’')\]]*(?=\s|$)/g, text)) {
    const end = match.index + match[0].length;
    const next = /^\s+(\S)/.exec(text.slice(end, end + 16))?.[1];
    const goesOn = next !== undefined && !/[\p{Lu}\p{Lo}\p{N}“"‘'([]/u.test(next);
    const isShort = match[0] === '.' && next !== undefined && abbreviation.test(text.slice(Math.max(0, end - 12), end));
    if (!goesOn && !isShort) add(end);
  }
  add(text.trimEnd().length);
  return spans;
}

const withoutMeaning = setOf(lists.withoutMeaning);

/** A light stem: plural, possessive and the endings of verbs are cut. Nothing for a word without meaning of its own. */
const stemOf = once((word: string): readonly string[] => {
  if (word.length < 3 || withoutMeaning.has(word.toLowerCase())) return [];
  const lower = word.toLowerCase().replace(/[’']s?$/, '');
  if (lower === 'people' || lower === 'persons') return ['person'];
  if (lower === 'men' || lower === 'women') return [lower.replace('men', 'man')];
  const stem = lower
    .replace(/ies$/, 'y')
    .replace(/(?<=[^s]{2})s$/, '')
    .replace(/(?<=\p{L}{3})(?:ed|ing)$/u, '');
  return [stem];
});

const stems = once((text: string): readonly string[] => (text.match(/\p{L}[\p{L}\p{M}’']*/gu) ?? []).flatMap(stemOf));

const alikeOf = new Map(lists.alike.flatMap((group, index) => wordsOf(group).map((word) => [word, index] as const)));

/** "On" takes a day, "in" a month or a year. A date within a noun ("in 12 September listings") is left alone. */
function wrongPreposition({ kind, date, start, end, text: said, nouns }: Mention, text: string): string | undefined {
  if (kind !== 'date' || !date) return undefined;
  const before = /(?:^|[\s\u00a0(“"])(on|in)[\s\u00a0]+(?:(?:early|late|mid)[\s\u00a0-]+)?$/i
    .exec(text.slice(Math.max(0, start - 16), start))?.[1]
    ?.toLowerCase();
  const next = /^[\s\u00a0]+\p{L}/u.test(text.slice(end)) ? (nounPhrase(nouns)[0] ?? '') : '';
  if (/(?:s|report|notice|list|figure)$/.test(next)) return undefined;
  if (before === 'on' && date.day === undefined) return `"on ${said}" lacks its day.`;
  if (before === 'in' && date.day !== undefined) return `"in ${said}" is no English: a day takes "on".`;
  return undefined;
}

const negationBefore =
  /\b(?:not|no|never|nor|neither|without|cannot|can’t|n’t|nobody|nothing|none|hardly|whether|if|denied|denies|deny)\b[^.;:]{0,40}$/i;
const negationAfter = /^[\s\u00a0]*(?:no|nothing|neither|not|nobody)\b/i;
const { pronouns, nouns: takenUp, verbs, accounts } = lists.takesUp;
const pairOf = ([one, other]: readonly [string, string]) => [anyOf(one), anyOf(other)] as const;
const format = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

export const english: Language = {
  code: 'en',
  mentions: once(readMentions),
  sentences,
  negated: (text, start, end) =>
    negationBefore.test(text.slice(Math.max(0, start - 60), start)) || negationAfter.test(text.slice(end, end + 20)),
  bodies: lists.bodies.map(pairOf).map(([said, known]) => ({ said, known })),
  // "No evidence", "not closed", "never been told", "without knowledge". "Must never be added" forbids, and denies nothing.
  denier:
    /(?<!\b(?:must|should|shall)[\s\u00a0]+)\b(?:not|no|never|nor|neither|without|cannot|n[’']t)\b(?:[\s\u00a0]+(?:been|be|yet|any|a|an|the|in))?[\s\u00a0]+$/i,
  contrast: /(?:[,;:—–]|\band)[\s\u00a0]*$/i,
  verbDenier: /^(?:not|never|cannot|n[’']t)\b/i,
  denies:
    /\b(?:not|no|never|nor|neither|none|nobody|nothing|without|cannot|den(?:y|ies|ied)|declin\w+|refus\w+|fail\w*)\b/i,
  ownVoice: /\b(?:we|our|ours|us|this site|the records?)\b/i,
  opposites: lists.opposites.map(pairOf),
  comparison: anyOf(lists.comparisons),
  strong: lists.strong.map(anyOf),
  stems,
  counted: (nouns) => stems(nounPhrase(nouns).join(' ')),
  sameThing: (a, b) => a === b || (alikeOf.has(a) && alikeOf.get(a) === alikeOf.get(b)),
  currency: currencyOf,
  clauseEnd: /[,;:()—–]|[.!?](?=\s)|[\s\u00a0](?:and|but|while|whereas)[\s\u00a0]/giu,
  participle: /(?:ed|ing|^(?:brought|caught|sent|held|back))$/i,
  partOf: /^(?:[\s\u00a0]+\p{Ll}+)?[\s\u00a0]+of[\s\u00a0]+(?:the[\s\u00a0]+)?$/iu,
  moreThan: /^[\s\u00a0]+(?:(?<more>more)|fewer)\b(?<than>[\s\u00a0]+than\b)?/i,
  remaining: /\b(?:the[\s\u00a0]+(?:other|remaining)|a[\s\u00a0]+further)[\s\u00a0]+$/i,
  allBut: /\ball[\s\u00a0]+but[\s\u00a0]+$/i,
  times: /^[\s\u00a0]+times[\s\u00a0]+$/i,
  refersBack: /^[\s\u00a0]+of[\s\u00a0]+(?:these|them|those|which)\b/i,
  office: (word) => (/^spokes(?:man|woman|person)$/.test(word) ? 'spokesperson' : word),
  timeNouns: setOf(lists.timeNouns),
  ownNouns: setOf(lists.ownNouns),
  offices: setOf(lists.offices),
  again: /\b(?:each|both|again|likewise|same|either|too)\b/i,
  taken: /(?:\b(?:the|these|those|all|of its|of her|of his)|[’']s)[\s\u00a0]+$/i,
  listJoint: /^(?:,[\s\u00a0]+(?:(?:and|or)[\s\u00a0]+)?|[\s\u00a0]+(?:and|or)[\s\u00a0]+)(?:the[\s\u00a0]+)?$/,
  range: { before: /\b(?:between|from)[\s\u00a0]+$/i, between: /^[\s\u00a0]+(?:and|to|until|till)[\s\u00a0]+$/i },
  wrongPreposition,
  takesUp: new RegExp(
    `^(?:${either(pronouns)}|The ${either(takenUp)})(?![${letters}])|(?<![${letters}])(?:it|he|she|they)(?:[\\s\\u00a0]+(?:also|then|later|again|only))?[\\s\\u00a0]+${either(verbs)}(?![${letters}])|(?<![${letters}])(?:[Ii]n|[Bb]y|[Oo]n)[\\s\\u00a0]+(?:its|his|her|their)(?:[\\s\\u00a0]+own)?[\\s\\u00a0]+${either(accounts)}(?![${letters}])`,
    'u',
  ),
  number: (value) => format.format(value),
  date: (date) => {
    const [year = '', month, day] = date.split('-');
    const name = monthNames[Number(month) - 1] ?? '';
    return [day ? String(Number(day)) : '', name.charAt(0).toUpperCase() + name.slice(1), year]
      .filter(Boolean)
      .join(' ');
  },
};
