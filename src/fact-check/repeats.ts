/**
 * What a sentence prints more often than its records have it: "Rome, Milan and Rome", "between May 2024 and May 2024". One of the two is a slip: it was meant to
 * be something else. What two records have, or one record twice, may be said twice.
 */
import { dateFits } from './dates.ts';
import { type Evidence, equal } from './evidence.ts';
import { countOf } from './named.ts';
import type { NamePlace } from './names.ts';
import type { Language, Mention, Span } from './types.ts';

const inside = (span: Span, outer: Span): boolean => span.start >= outer.start && span.end <= outer.end;

const keyOf = (mention: Mention): string | undefined => {
  if (mention.date)
    return `${mention.date.year ?? ''}-${mention.date.month ?? ''}-${mention.date.day ?? ''}${mention.date.season ?? ''}`;
  const counts = mention.kind === 'number' || mention.kind === 'percent';
  return counts && (mention.value ?? 0) > 1 ? `${mention.value} ${mention.kind}` : undefined;
};

/** How often the records have a number or date: in their columns, or in their words where that is more. */
function timesIn(records: readonly Evidence[], mention: Mention): number {
  let columns = 0;
  let words = 0;
  for (const record of records) {
    columns += mention.date
      ? new Set(record.dates.map(({ date }) => date).filter((date) => dateFits(mention.date ?? {}, date))).size
      : record.values.filter(
          ({ value, percent }) => percent === (mention.kind === 'percent') && equal(mention.value, value),
        ).length;
    words += record.mentions.filter((own) => keyOf(own) === keyOf(mention)).length;
  }
  return Math.max(columns, words);
}

/** Numbers and dates of a sentence that it prints once too often. */
export function repeatedMentions(
  sentence: Span,
  mentions: readonly Mention[],
  records: readonly Evidence[],
): Mention[] {
  const seen = new Map<string, number>();
  return mentions.filter((mention) => {
    const key = inside(mention, sentence) ? keyOf(mention) : undefined;
    if (key === undefined) return false;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times > 1 && times > timesIn(records, mention);
  });
}

/** How often records have a date: each once, or as often as its words do. */
const recordsOf = (records: readonly Evidence[], mention: Mention): number =>
  records.reduce((sum, record) => {
    const fits = record.dates.some(({ date }) => dateFits(mention.date ?? {}, date));
    return sum + Math.max(fits ? 1 : 0, printed(keyOf(mention), record.mentions));
  }, 0);

/** How often words print a number or date. */
const printed = (key: string | undefined, mentions: readonly Mention[]): number =>
  mentions.filter((mention) => keyOf(mention) === key).length;

/**
 * A number or date that a passage prints more often than its records have it, while they have another of its kind that the passage prints less often: one was
 * written for the other.
 * @param isTaken true for one that takes up what was said before: "the 54"
 */
export function crowdingMention(
  passage: readonly Mention[],
  isTaken: (mention: Mention) => boolean,
  records: readonly Evidence[],
): { mention: Mention; gone: string; record: string } | undefined {
  const counts = new Map<string, { all: number; said: number; last: Mention }>();
  for (const mention of passage) {
    const key = keyOf(mention);
    if (key === undefined) continue;
    const { all = 0, said = 0 } = counts.get(key) ?? {};
    counts.set(key, { all: all + 1, said: said + (isTaken(mention) ? 0 : 1), last: mention });
  }
  for (const [key, { said, last }] of counts) {
    if (said < 2 || said <= (last.date ? recordsOf(records, last) : timesIn(records, last))) continue;
    for (const record of records) {
      // A record none of whose dates is printed: its own was meant.
      const unsaid =
        record.dates.length > 0 &&
        !record.dates.some(({ date }) => passage.some((own) => own.date && dateFits(own.date, date)));
      const own = record.dates[0];
      if (last.date && unsaid && own) return { mention: last, gone: own.date, record: record.id };
      for (const gone of record.mentions) {
        const other = keyOf(gone);
        const kin = gone.kind === last.kind && other !== undefined && other !== key;
        if (kin && (counts.get(other)?.all ?? 0) < printed(other, record.mentions))
          return { mention: last, gone: gone.text, record: record.id };
      }
    }
  }
  return undefined;
}

/** True where a name is in a list ("Rome, Milan and Rome") that has it already. */
function inListTwice(names: readonly NamePlace[], index: number, words: string, language: Language): boolean {
  for (let at = index; at > 0; at -= 1) {
    const [before, here] = [names[at - 1], names[at]];
    if (!before || !here || !language.listJoint.test(words.slice(before.end, here.start))) return false;
    if (before.known.name === names[index]?.known.name) return true;
  }
  return false;
}

/**
 * Places and persons of a sentence that it names once too often. Adjectives ("Italian police, Italian press") may be repeated; a person is named once in a
 * sentence, and a list has each name once.
 */
export function repeatedNames(
  sentence: Span,
  names: readonly NamePlace[],
  words: string,
  records: readonly Evidence[],
  language: Language,
): NamePlace[] {
  const seen = new Map<string, number>();
  return names.filter((name, index) => {
    // "China's" may be said twice, and so may adjectives.
    const isNoun = name.known.kind !== 'place' || words.slice(name.start, name.end) === name.known.name;
    if (!inside(name, sentence) || name.known.kind === 'other' || !isNoun) return false;
    const times = (seen.get(name.known.name) ?? 0) + 1;
    seen.set(name.known.name, times);
    if (times === 1) return false;
    if (name.known.kind === 'person' || inListTwice(names, index, words, language)) return true;
    return times > countOf(records, name.known);
  });
}
