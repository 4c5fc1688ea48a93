/**
 * What a sentence prints more often than its records have it: "Rome, Milan and Rome", "between May 2024 and May 2024". One of the two is a slip: it was meant to
 * be something else. What two records have, or one record twice, may be said twice.
 */
import { dateFits } from './dates.ts';
import { type Evidence, equal } from './evidence.ts';
import { countOf } from './named.ts';
import type { NamePlace } from './names.ts';
import { type Reading, ruleOf, ruleOfMention, sentenceAt, textOf } from './reading.ts';
import { groupBy, inside } from './spans.ts';
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

/** Of things that are said again those that go beyond how often they may be. */
function beyond<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined, most: (item: Item) => number) {
  const seen = new Map<string, number>();
  return items.filter((item) => {
    const key = keyOf(item);
    if (key === undefined) return false;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times > 1 && times > most(item);
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
  const groups = groupBy(
    passage.filter((mention) => keyOf(mention) !== undefined),
    (mention) => keyOf(mention) ?? '',
  );
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
 * What a sentence prints once too often. Adjectives ("Italian police, Italian press") may be repeated, and so may "China's"; a person is named once in a
 * sentence, and a list has each name once.
 */
export function repeats(reading: Reading, sentence: Span, records: readonly Evidence[], language: Language): void {
  const { names, mentions, block, report } = reading;
  const twice = (span: Span) => ({
    message: `"${textOf(reading, span)}" is printed twice in this sentence: one of the two may be meant for something else.`,
    fix: 'Put the second right, or say it once.',
  });
  const printed = mentions.filter((mention) => inside(mention, sentence));
  for (const mention of beyond(printed, keyOf, (mention) => timesIn(records, mention)))
    if (!saysAgain(reading, mention, language)) report(ruleOfMention(mention), mention, twice(mention));
  const isNamed = (name: NamePlace) =>
    inside(name, sentence) &&
    (name.known.kind === 'person' || (name.known.kind === 'place' && textOf(reading, name) === name.known.name));
  const mayBe = (name: NamePlace) =>
    name.known.kind === 'person' || inListTwice(names, names.indexOf(name), block.words, language)
      ? 1
      : countOf(records, name.known);
  for (const name of beyond(names.filter(isNamed), ({ known }) => known.name, mayBe))
    report(ruleOf(name.known), name, twice(name));
}
