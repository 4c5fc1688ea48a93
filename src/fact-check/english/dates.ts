/** Dates of English: whole, partly or without their year, weekdays, seasons, and times beside others ("a fortnight later"). */
import { figures, letters, matchesOf, overlap, spanOf } from '../spans.ts';
import type { Mention, PartialDate } from '../types.ts';
import { either, wordsOf } from './lists.ts';
import { type Found, wordValues } from './numbers.ts';
import { lists } from './words.ts';

export const monthNames = wordsOf(lists.months);
const weekdayNames = wordsOf(lists.weekdays);
const month = `(?:${monthNames.map((name) => name.charAt(0).toUpperCase() + name.slice(1)).join('|')})`;
const anyMonth = `(?:${month}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\\.?)`;
const weekday = `(?:${either(lists.weekdays)},?\\s+)?`;
const day = '(?:3[01]|[12]\\d|0?[1-9])(?:st|nd|rd|th)?';
const year = '(?:1[7-9]|20)\\d\\d';
// Of words joined by a hyphen only months stand apart: "January-June 2023".
const edge = `(?<![${letters}${figures}_.,/])(?:(?<![${letters}]-)|(?<=${anyMonth}-))`;
const after = `(?![${letters}${figures}_])`;

const monthOf = (word: string): number =>
  monthNames.findIndex((name) => name.startsWith(word.toLowerCase().replace('.', '').slice(0, 3))) + 1;

/** Whole dates, from the longest form down. Days and months by the names of their groups. */
const patterns: readonly RegExp[] = [
  new RegExp(`${edge}(?<year>${year})-(?<number>\\d{2})(?:-(?<day>\\d{2}))?${after}`, 'gu'),
  new RegExp(
    `${edge}${weekday}(?<day>${day})\\s+(?:of\\s+)?(?<month>${anyMonth})(?:,?\\s+(?<year>${year})${after})?${after}`,
    'giu',
  ),
  new RegExp(`${edge}${weekday}(?<month>${anyMonth})\\s+(?<day>${day}),\\s+(?<year>${year})${after}`, 'giu'),
  new RegExp(`${edge}(?:mid-)?(?<month>${anyMonth}),?\\s+(?:of\\s+)?(?<year>${year})${after}`, 'gu'),
  new RegExp(`${edge}(?<season>spring|summer|autumn|fall|winter)\\s+(?:of\\s+)?(?<year>${year})${after}`, 'giu'),
  new RegExp(`${edge}(?:mid-)?(?<month>${month})${after}(?!\\s+\\d)`, 'gu'),
  // "The following autumn", "that spring": a season of a year said before.
  new RegExp(
    `(?<=\\b(?:the|the following|the next|the previous|the same|that|last|next)[\\s\\u00a0]+)(?<season>spring|summer|autumn|winter)${after}(?![\\s\\u00a0]+(?:of[\\s\\u00a0]+)?\\d)`,
    'giu',
  ),
  new RegExp(
    `(?<![${letters}${figures}_.,/$€£¥#]|[${letters}](?<!\\b(?:mid|pre|post))-)(?<year>${year})(?![${letters}${figures}_%/]|[.,]\\d|\\s*%|\\s+(?:per cent|pixels|px|people|officers|words|rows|euros|dollars|yuan))`,
    'gu',
  ),
];
const monthContext =
  /(?:\b(?:in|of|since|by|until|till|from|between|to|and|or|through|early|late|mid|last|next|that|this|each|every|during|before|after|end of)|[–-])\s*$/i;
const monthAfter = new RegExp(`^(?:[–-]|\\s+(?:to|and|or)\\s+)${month}`, 'i');
/** "May" and "March" are months only where something about them says so. */
const isVerb = ({ 0: word, index = 0 }: RegExpMatchArray, text: string): boolean =>
  /^(?:May|March)$/.test(word) &&
  !monthContext.test(text.slice(Math.max(0, index - 14), index)) &&
  !monthAfter.test(text.slice(index + word.length, index + 24));

function dateOf({ groups = {} }: RegExpMatchArray): PartialDate {
  const number = groups['month'] ? monthOf(groups['month']) : Number(groups['number'] ?? 0) || undefined;
  return {
    ...(groups['year'] ? { year: Number(groups['year']) } : {}),
    ...(number === undefined ? {} : { month: number }),
    ...(groups['day'] ? { day: Number.parseInt(groups['day'], 10) } : {}),
    ...(groups['season'] ? { season: groups['season'].toLowerCase().replace('fall', 'autumn') as 'autumn' } : {}),
  };
}

type DateFound = Found & { readonly date: PartialDate };

const joinedBefore = new RegExp(`${edge}(?<day>${day})\\s*(?:to|and|or|until|[–-]|,)\\s*$`, 'iu');

/** "5 to 24 June 2017", "22 and 27 August": the bare numbers that a connector ties to a day of a month are days. */
function daysBefore(first: DateFound, text: string): DateFound[] {
  const from = Math.max(0, first.start - 10);
  const match = first.date.day === undefined ? null : joinedBefore.exec(text.slice(from, first.start));
  const number = match?.groups?.['day'];
  if (!match || number === undefined) return [];
  const start = from + match.index + match[0].indexOf(number);
  const earlier: DateFound = {
    kind: 'date',
    start,
    end: start + number.length,
    date: { ...first.date, day: Number.parseInt(number, 10) },
  };
  return [...daysBefore(earlier, text), earlier];
}

/** Every date, in order. One without a year takes that of the date it is tied to: "September and December 2022". */
export function* dates(text: string): Generator<Found> {
  const found: DateFound[] = [];
  for (const pattern of patterns)
    for (const match of matchesOf(pattern, text)) {
      const span = spanOf(match);
      const date = dateOf(match);
      const isDate = (date.month ?? 1) <= 12 && (date.day ?? 1) <= 31 && date.day !== 0;
      if (!isDate || found.some((other) => overlap(other, span)) || isVerb(match, text)) continue;
      const named = weekdayNames.findIndex((name) => match[0].toLowerCase().startsWith(name));
      found.push({ kind: 'date', ...span, date, ...(named < 0 ? {} : { weekday: named }) });
    }
  found.sort((a, b) => a.start - b.start);
  const all = found.flatMap((date, index) => [
    ...daysBefore(date, text).filter(({ start }) => start >= (found[index - 1]?.end ?? 0)),
    date,
  ]);
  for (const [index, date] of [...all.entries()].reverse()) {
    const next = all[index + 1];
    const lends = date.date.month !== undefined && date.date.year === undefined && next?.date.month !== undefined;
    const tied = /^[\s\u00a0]*(?:to|and|or|until|through|[–-]|,|, and)[\s\u00a0]*$/;
    if (lends && next?.date.year !== undefined && tied.test(text.slice(date.end, next.start)))
      all[index] = { ...date, date: { ...date.date, year: next.date.year } };
  }
  yield* all;
}

const feasts: Readonly<Record<string, readonly [month: number, day: number]>> = lists.feasts;
const feastPattern = new RegExp(
  `(?<![${letters}${figures}])(?<count>\\d{1,2}|${Object.keys(wordValues).join('|')})\\s+days?\\s+(?<side>before|after)\\s+(?<feast>${Object.keys(lists.feasts).join('|').replaceAll('’', "['’]")})\\s+(?:of\\s+)?(?<year>${year})${after}`,
  'giu',
);

/** "Five days before Christmas 2022": 20 December. */
export function* feastDates(text: string): Generator<Found> {
  for (const match of matchesOf(feastPattern, text)) {
    const { count = '', side = '', feast = '', year: said = '' } = match.groups ?? {};
    const [month = 1, day = 1] = feasts[feast.toLowerCase().replace("'", '’')] ?? [];
    const days = Number(wordValues[count.toLowerCase()] ?? count) * (side.toLowerCase() === 'before' ? -1 : 1);
    const date = new Date(Date.UTC(Number(said), month - 1, day + days));
    yield {
      kind: 'date',
      date: { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() },
      ...spanOf(match),
    };
  }
}

const relative =
  /\b(?:an?|the following|the next|the(?=\s+\w+\s+before\b))\s+(day|week|fortnight|month|year)(?:\s+(later|earlier|before|after|afterwards|on)\b)?/giu;
const bareWeekday = new RegExp(`\\b(?:on|by|until|last|that|next|of)\\s+${either(lists.weekdays)}\\b`, 'giu');

/** "A fortnight later", "the next day", "on Sunday". */
export function* relativeDates(text: string): Generator<Found> {
  for (const match of matchesOf(relative, text)) {
    const end = match.index + match[0].length;
    // "A year" alone is a length of time, "a day on" no date; "the next day" is one.
    if (!/^the/i.test(match[0]) && (match[2] === undefined || match[2] === 'on')) continue;
    const name = (match[1] ?? '').toLowerCase();
    const unit = name === 'fortnight' ? 'day' : (name as Mention['unit'] & string);
    yield { kind: 'interval', value: name === 'fortnight' ? 14 : 1, unit, start: match.index, end };
  }
  for (const match of matchesOf(bareWeekday, text)) {
    const name = /\p{L}+$/u.exec(match[0])?.[0] ?? '';
    const end = match.index + match[0].length;
    yield { kind: 'weekday', weekday: weekdayNames.indexOf(name.toLowerCase()), start: end - name.length, end };
  }
}

const lengthPattern =
  /^[\s\u00a0-]*(day|week|fortnight|month|year)s?[\s\u00a0]+(?:later|earlier|before|after|afterwards|ago|on)\b(?![\s\u00a0]+(?:the|a|an)\b)/i;

/** A number that is a length of time between two dates: "two weeks later". */
export function asInterval(found: Found, text: string): Found {
  const match = found.kind === 'number' ? lengthPattern.exec(text.slice(found.end, found.end + 30)) : null;
  const name = match?.[1]?.toLowerCase();
  if (name === undefined) return found;
  const weeks = name === 'fortnight';
  return {
    ...found,
    kind: 'interval',
    unit: weeks ? 'week' : (name as 'day'),
    value: (found.value ?? 0) * (weeks ? 2 : 1),
  };
}
