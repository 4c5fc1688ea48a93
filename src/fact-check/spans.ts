/** Stretches of words: where a pattern is, how two of them lie, and what clause is around one. */
import type { Language, Span } from './types.ts';

export const spanOf = ({ index = 0, 0: text }: RegExpMatchArray): Span => ({ start: index, end: index + text.length });
export const spansOf = (pattern: RegExp | undefined, words: string): Span[] =>
  pattern ? [...words.matchAll(pattern)].map(spanOf) : [];

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
