/** Whether what a passage names is in the records that it cites: places, persons and their offices, bodies and publications. */

import { once } from '../shared/once.ts';
import { allOf, type Evidence, type EvidenceSource } from './evidence.ts';
import type { NameBook, NamePlace } from './names.ts';
import type { KnownName, Language } from './types.ts';

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘]/g, "'")
    .replace(/[\s\u00a0]+/g, ' ');

const unitsOf = ({ values }: Evidence): string => values.map(({ unit, label }) => `${unit} ${label}`).join(' · ');

interface Folded {
  readonly text: string;
  readonly lower: string;
}
const folded = (parts: readonly string[]): Folded => {
  const text = fold(parts.join(' · '));
  return { text, lower: text.toLowerCase() };
};
/** All words of a record but the titles of its sources. */
const textOf = once((record: Evidence) =>
  folded([
    record.words,
    ...record.names,
    ...record.speakers,
    ...record.speakersOf,
    ...record.publishers,
    unitsOf(record),
  ]),
);
const titlesOf = once((record: Evidence) => folded(record.titles));
/** The record's statement, and what its values are of: each by itself, as they say the same. */
const ownOf = once((record: Evidence) => [record.own, unitsOf(record)].map(fold));
const formsOf = once((known: KnownName) => [known.name, ...known.forms].map(fold));
/** All that may stand for a name; short forms keep their capitals ("US"). */
const widerOf = once((known: KnownName) =>
  [...formsOf(known), ...(known.implied ?? []).map(fold)].map((form) => (form.length > 4 ? form.toLowerCase() : form)),
);
/** A country by its name is more than its adjective: "in China" wants a record that says China, not Chinese. */
const nounsOf = once((known: KnownName) =>
  [known.name, ...(known.implied ?? []), ...known.forms.filter(isNoun)].map(fold),
);

const isLetter = (text: string, at: number): boolean => /[\p{L}\p{N}]/u.test(text.charAt(at));

/** How often a text has a word or name as a whole; counted no farther than asked. */
function timesIn(text: string, name: string, most = Number.POSITIVE_INFINITY): number {
  let count = 0;
  for (let at = text.indexOf(name); at >= 0 && count < most; at = text.indexOf(name, at + 1))
    if (!isLetter(text, at - 1) && !isLetter(text, at + name.length)) count += 1;
  return count;
}
const hasWhole = (text: string, name: string): boolean => timesIn(text, name, 1) > 0;

/** "Beijing", "Britain", "UK", but not "Chinese", "British". */
const isNoun = (form: string): boolean =>
  !/(?:ese|ish|an|ch|ic|ek|i|ss|sh|k|h|ean)$/.test(form) || form === 'Beijing' || form === 'UK';

/** True when a text has a name, in any of its forms. */
const isIn = ({ text, lower }: Folded, known: KnownName, said: string): boolean =>
  known.strict === true && said === known.name
    ? nounsOf(known).some((form) => hasWhole(text, form))
    : widerOf(known).some((form) => hasWhole(form.length > 4 ? lower : text, form));

/** True when a record has a name in its words or columns. */
export const hasName = (records: readonly Evidence[], known: KnownName, said = ''): boolean =>
  records.some((record) => isIn(textOf(record), known, said));

/** True when a title of a record's sources has a name. */
export const inTitle = (records: readonly Evidence[], known: KnownName, said: string): boolean =>
  records.some((record) => isIn(titlesOf(record), known, said));

/** True for a place that a third of all records name: it is what they are about, and a title is enough for it. */
const topicIn = once((source: EvidenceSource) => {
  const records = allOf(source, source.ids);
  return once((known: KnownName) => records.filter((record) => hasName([record], known)).length * 3 > records.length);
});
export const isTopic = (known: KnownName, source: EvidenceSource): boolean => topicIn(source)(known);

/**
 * A country in the words of a record, or of its speaker's name, where none that they name is in its columns. What all records are about may be named anywhere.
 */
export function otherCountry(
  record: Evidence,
  names: NameBook,
  source: EvidenceSource,
  language: Language,
): { token: string; column: string; columns: readonly string[] } | undefined {
  const fields = [
    { text: record.own, columns: record.names, column: 'summary' },
    { text: record.speakers.join(' · '), columns: record.speakersOf, column: 'actor' },
  ];
  for (const { text, columns, column } of fields) {
    const said = names.read(text, language.sentences(text)).known.filter(({ known }) => known.strict === true);
    const first = said.find(({ known }) => !isTopic(known, source));
    if (!first || columns.length === 0) continue;
    const fits = said.some(
      ({ known }) => columns.includes(known.name) || columns.some((name) => known.implied?.includes(name)),
    );
    if (!fits) return { token: text.slice(first.start, first.end), column, columns };
  }
  return undefined;
}

/** How often the own words of the records have a name, in any of its forms. */
export const countOf = (records: readonly Evidence[], known: KnownName): number =>
  records.reduce((sum, record) => {
    const forms = new Set(formsOf(known));
    const counts = ownOf(record).map((text) => [...forms].reduce((all, form) => all + timesIn(text, form), 0));
    return sum + Math.max(...counts, hasName([record], known) ? 1 : 0);
  }, 0);

/** True when every capitalised word of a body's name is in one record: "Metropolitan Police", "Justice Department". */
export const hasBody = (records: readonly Evidence[], words: readonly string[]): boolean =>
  records.some((record) =>
    words.every((word) =>
      textOf(record).lower.includes(
        fold(word)
          .toLowerCase()
          .replace(/'s$|s$/, ''),
      ),
    ),
  );

/**
 * The words of an office beside a name that its row does not give: "the justice minister, Wopke Hoekstra" where the row has the foreign minister.
 * @returns the office as written and as the row has it
 */
export function wrongOffice(
  { start, end, known }: NamePlace,
  words: string,
  language: Language,
): { said: string; role: string } | undefined {
  if (known.kind !== 'person' || known.role === undefined) return undefined;
  const before = words.slice(Math.max(0, start - 80), start).replace(/,?[\s\u00a0]+$/, '');
  const after =
    /^,[\s\u00a0]+(?:an?[\s\u00a0]+|the[\s\u00a0]+|then[\s\u00a0]+)?((?:[\p{L}’'-]+[\s\u00a0]*){1,4})/u.exec(
      words.slice(end, end + 70),
    )?.[1] ?? '';
  const role = known.role.toLowerCase();
  for (const said of [officeAtEnd(before, language), officeAtStart(after, language)])
    if (said.some((word) => !role.includes(language.office(word)))) return { said: said.join(' '), role: known.role };
  return undefined;
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s\u00a0]+/)
    .filter(Boolean);

/** "the Dutch justice minister": the words of offices at the end. */
function officeAtEnd(text: string, { offices }: Language): string[] {
  const words = wordsOf(text);
  return words.slice(1 + words.findLastIndex((word) => !offices.has(word)));
}

/** "justice minister of the Netherlands": up to the noun of the office, past at most one word before it ("Dutch"). */
function officeAtStart(text: string, { offices }: Language): string[] {
  const words = wordsOf(text);
  const first = words.findIndex((word) => offices.has(word));
  if (first < 0 || first > 1) return [];
  const rest = words.slice(first);
  const end = rest.findIndex((word) => !offices.has(word));
  // "Xi Jinping, Amsterdam's mayor later noted": who says it, and no office of Xi's.
  if (end > 0 && /[’']s$/.test(words[first - 1] ?? '')) return [];
  return rest.slice(0, end < 0 ? rest.length : end);
}
