/** The word lists of English (`words.yaml`), read once, and patterns made of them. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Qualifier } from '../types.ts';

/** A running list: words apart by spaces. */
type Words = string;
type Values = Readonly<Record<string, number>>;

interface Lists {
  readonly numbers: {
    readonly units: Words;
    readonly tens: Words;
    readonly ordinals: Words;
    readonly scales: Values;
    readonly letters: Values;
    readonly parts: Values;
  };
  readonly months: Words;
  readonly weekdays: Words;
  readonly qualifiers: Readonly<Record<Qualifier, readonly string[]>>;
  readonly prepositions: Words;
  readonly beforePrepositions: Words;
  readonly idleAfterOne: Words;
  readonly notNouns: Words;
  readonly abbreviations: Words;
  readonly withoutMeaning: Words;
  readonly alike: readonly Words[];
  readonly timeNouns: Words;
  readonly ownNouns: Words;
  readonly offices: Words;
  readonly bodies: readonly (readonly [Words, Words])[];
  readonly opposites: readonly (readonly [Words, Words])[];
  readonly strong: readonly Words[];
  readonly takesUp: { readonly pronouns: Words; readonly nouns: Words; readonly verbs: Words };
}

export const lists = parse(readFileSync(new URL('words.yaml', import.meta.url), 'utf8')) as Lists;

export const wordsOf = (list: Words): readonly string[] => list.split(/\s+/);
export const setOf = (list: Words): ReadonlySet<string> => new Set(wordsOf(list));

/** A list as the source of a pattern: an underscore stands for a space, a star for any ending. */
export const either = (list: Words | readonly string[]): string =>
  `(?:${(typeof list === 'string' ? wordsOf(list) : list)
    .map((word) => word.replace(/[.]/g, '\\.').replace(/[_ ]/g, '[\\s\\u00a0]+').replace('*', '\\p{L}*'))
    .join('|')})`;

/** Matches any word of a list as a whole. */
export const anyOf = (list: Words): RegExp => new RegExp(`(?<![\\p{L}’'-])${either(list)}(?![\\p{L}])`, 'giu');
