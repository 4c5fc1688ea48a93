/** Stretches of words: where a pattern is, how two of them lie, and what clause is around one. */
import type { Language, Span } from './types.ts';

/**
 * Letters and figures inside the brackets of a pattern: of the scripts in use, by their blocks. `\p{L}` and `\p{N}` are exact, and take about a millisecond
 * to compile in each of the hundreds of patterns that are made of lists.
 */
export const letters =
  'A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u1fff\u2c00-\u2dff\u3040-\u318f\u3400-\u9fff\ua640-\ud7ff\uf900-\ufdff\uff21-\uffdc';
export const figures = '0-9\u00b2\u00b3\u00b9\u00bc-\u00be\u2150-\u218b\u2460-\u249b\uff10-\uff19';

export const spanOf = ({ index = 0, 0: text }: RegExpMatchArray): Span => ({ start: index, end: index + text.length });

/** Every match of a global pattern. `matchAll` says the same and copies the pattern for each text, which takes six times as long where little is found. */
export function matchesOf(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    matches.push(match);
    if (match[0] === '') pattern.lastIndex += 1;
  }
  return matches;
}
export const spansOf = (pattern: RegExp | undefined, words: string): Span[] =>
  pattern ? matchesOf(pattern, words).map(spanOf) : [];

export const inside = (span: Span, outer: Span): boolean => span.start >= outer.start && span.end <= outer.end;
export const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** A text as a pattern that matches it and nothing else. */
export const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** The words before and after a span in its clause: up to the next mark or conjunction, never past a stop, and no farther than `reach` characters. */
export function clauseOf(
  { start, end }: Span,
  words: string,
  stops: readonly Span[],
  language: Language,
  reach: number,
): readonly [before: string, after: string] {
  const first = Math.max(0, start - reach, ...stops.filter((stop) => stop.end <= start).map((stop) => stop.end));
  const next = stops.filter((stop) => stop.start >= end).map((stop) => stop.start);
  const last = Math.min(words.length, end + reach, ...next);
  const mark = spansOf(language.clauseEnd, words.slice(first, start)).at(-1);
  const after = words.slice(end, last);
  return [words.slice(first + (mark?.end ?? 0), start), after.slice(0, spansOf(language.clauseEnd, after)[0]?.start)];
}

/** Things in groups, each in the order in which it was given. */
export function groupBy<Item>(items: Iterable<Item>, key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
