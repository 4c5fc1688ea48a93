/**
 * What a sentence prints more often than its records have it: "Rome, Milan and Rome", "between May 2024 and May 2024". One of the two is a slip: it was meant to
 * be something else. What two records have, or one record twice, may be said twice.
 */
import { dateFits } from './dates.ts';
import { type Evidence, equal } from './evidence.ts';
import { countOf } from './named.ts';
import type { NamePlace } from './names.ts';
import { inside, type Reading, ruleOf, ruleOfMention, sentenceAt, textOf } from './reading.ts';
import type { Language, Mention, Span } from './types.ts';

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
function repeatedMentions(sentence: Span, mentions: readonly Mention[], records: readonly Evidence[]): Mention[] {
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

/** "The 54" takes up what was said before, and "each had two" says the same of several things. */
const saysAgain = (reading: Reading, { start }: Mention, language: Language): boolean =>
  language.taken.test(reading.block.words.slice(Math.max(0, start - 20), start)) ||
  language.again.test(sentenceAt(reading, start));

/** Something of a record that a passage lacks, of the kind of a mention: a date of which none is printed, a number that its words have more often. */
function unsaidOf(record: Evidence, last: Mention, passage: readonly Mention[]): string | undefined {
  const isPrinted = record.dates.some(({ date }) => passage.some((own) => own.date && dateFits(own.date, date)));
  if (last.date && record.dates[0] && !isPrinted) return record.dates[0].date;
  return record.mentions.find((gone) => {
    const key = keyOf(gone);
    const isKin = gone.kind === last.kind && key !== undefined && key !== keyOf(last);
    return isKin && printed(key, passage) < printed(key, record.mentions);
  })?.text;
}

/**
 * A number or date that a passage prints more often than its records have it, while they have another of its kind that the passage prints less often: one was
 * written for the other.
 */
export function crowdingMention(reading: Reading, run: Span, records: readonly Evidence[], language: Language): void {
  const passage = reading.mentions.filter((mention) => inside(mention, run));
  const groups = new Map<string, Mention[]>();
  for (const mention of passage) {
    const key = keyOf(mention);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), mention]);
  }
  for (const same of groups.values()) {
    const last = same.at(-1);
    const said = same.filter((mention) => mention.date || !saysAgain(reading, mention, language)).length;
    if (!last || said < 2 || said <= (last.date ? recordsOf(records, last) : timesIn(records, last))) continue;
    for (const record of records) {
      const gone = unsaidOf(record, last, passage);
      if (gone === undefined) continue;
      reading.report(ruleOfMention(last), last, {
        message: `These words print "${last.text}" more often than their records have it, and lack "${gone}" of ${record.id}.`,
        fix: `Write "${gone}" where it is meant, or cite the record that has the other.`,
      });
      return;
    }
  }
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
function repeatedNames(
  { names, block: { words } }: Reading,
  sentence: Span,
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

/** What a sentence prints once too often. */
export function repeats(reading: Reading, sentence: Span, records: readonly Evidence[], language: Language): void {
  const twice = (span: Span) => ({
    message: `"${textOf(reading, span)}" is printed twice in this sentence: one of the two may be meant for something else.`,
    fix: 'Put the second right, or say it once.',
  });
  for (const mention of repeatedMentions(sentence, reading.mentions, records))
    if (!saysAgain(reading, mention, language)) reading.report(ruleOfMention(mention), mention, twice(mention));
  for (const name of repeatedNames(reading, sentence, records, language))
    reading.report(ruleOf(name.known), name, twice(name));
}
