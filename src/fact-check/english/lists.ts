/** Patterns and sets made of the word lists of English (`words.ts`). */
import { letters } from '../spans.ts';
import type { Words } from './words.ts';

export const wordsOf = (list: Words): readonly string[] => list.trim().split(/\s+/);
export const setOf = (list: Words): ReadonlySet<string> => new Set(wordsOf(list));

/** A list as the source of a pattern: an underscore stands for a space, a star for any ending. */
export const either = (list: Words | readonly string[]): string =>
  `(?:${(typeof list === 'string' ? wordsOf(list) : list)
    .map((word) => word.replace(/[.]/g, '\\.').replace(/[_ ]/g, '[\\s\\u00a0]+').replace('*', `[${letters}]*`))
    .join('|')})`;

/** Matches any word of a list as a whole. */
export const anyOf = (list: Words): RegExp => new RegExp(`(?<![${letters}’'-])${either(list)}(?![${letters}])`, 'giu');
