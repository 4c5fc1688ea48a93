/**
 * What a number counts, and of what: "30 stations in 54 countries" has the numbers of the record and says them of each other. A number is of something else
 * where its noun is the unit of another figure, or where the words beside it belong to another figure of the cited records and to none that has its value.
 */
import { type Evidence, equal, type Setting, unitStems, type Value } from './evidence.ts';
import { clauseOf } from './spans.ts';
import type { Language, Mention, Span } from './types.ts';

export interface Found {
  readonly value: Value;
  readonly record: Evidence;
}

/** The figure that the words speak of, in place of the one they print. */
export interface Rival {
  readonly record: string;
  readonly value: Value;
  /** A figure of the number printed, and what it counts. */
  readonly printed: Found;
}

/** Stems of what a figure is said to count: its unit and its label. */
const statedOf = ({ value }: Found, language: Language): ReadonlySet<string> =>
  new Set(language.stems(`${value.unit.replace(/\(.*?\)|[,;].*$/g, '')} ${value.label}`));

/** The same, with the words beside it in the record. */
function aboutOf({ value, record }: Found, language: Language): ReadonlySet<string> {
  const about = new Set(language.stems(`${value.unit} ${value.label}`));
  for (const own of record.mentions)
    if (equal(own.value, value.value) && (own.kind === 'percent') === value.percent)
      for (const stem of ownWords(own, record, language)) about.add(stem);
  return about;
}

/** How far from a number its clause may reach, in characters. */
const reach = 240;

/** The words of a number in its clause. Another number ends them, but for "500 of 1,335", whose words are those of both. */
function wordsBeside(mention: Span, words: string, mentions: readonly Mention[], language: Language) {
  const numbers = mentions.filter((other) => other.value !== undefined && other.start !== mention.start);
  const next = numbers.find((other) => other.start >= mention.end);
  const isPart = next && language.partOf.test(words.slice(mention.end, next.start));
  return clauseOf({ start: mention.start, end: isPart ? next.end : mention.end }, words, numbers, language, reach);
}

const besideIn = (mention: Span, words: string, mentions: readonly Mention[], language: Language): string[] =>
  wordsBeside(mention, words, mentions, language).flatMap((part) => [...language.stems(part)]);

/** The words of a record that belong to one of its numbers or dates: those after it, or before it where none follow. */
function ownWords(own: Mention, record: Evidence, language: Language): readonly string[] {
  const [before, after] = wordsBeside(own, record.own, record.mentions, language);
  const stems = language.stems(after);
  return stems.length > 0 ? stems : language.stems(before);
}

/** The nouns that units of the records count with. */
export const countedNouns = (units: readonly string[], language: Language): ReadonlySet<string> =>
  new Set(
    units.flatMap((unit) => {
      const head =
        unit
          .replace(/^(?:hundred|thousand|million|billion|trillion)\s+|\(.*?\)/g, '')
          .split(/[,;]|\s(?:in|of|for|to|by|from|at|with|on|before|after|who|that)\s/)[0] ?? '';
      const nouns = head.split(/\s+/).filter((word) => !language.participle.test(word));
      return language.stems(nouns.join(' ')).slice(-1);
    }),
  );

const shares = (stems: Iterable<string>, about: ReadonlySet<string>, language: Language): boolean => {
  for (const stem of stems) for (const other of about) if (language.sameThing(stem, other)) return true;
  return false;
};

/**
 * Whether the figures that have a mention's value are those its words speak of.
 * @returns the figures that fit, or the rival that the words speak of
 */
export function misplaced(
  mention: Mention,
  found: readonly Found[],
  tier: readonly Evidence[],
  setting: Setting,
): { fitting: readonly Found[]; rival?: Rival } {
  const { language } = setting;
  const counted = language.refersBack.test(setting.words.slice(mention.end)) ? [] : language.counted(mention.nouns);
  const [first] = found;
  // A figure without a unit may count anything, and "one" counts too little to tell.
  if (!first || mention.value === 1 || found.some(({ value }) => value.unit === '' && value.label === ''))
    return { fitting: found };
  const fitting = found.filter((one) => shares(counted, aboutOf(one, language), language));
  if (counted.length > 0 && fitting.length === 0) {
    const rival = rivalByNoun(counted, mention, tier, setting);
    return rival ? { fitting: [], rival: { ...rival, printed: first } } : { fitting: found };
  }
  const rivals = tier.flatMap((record) =>
    record.values
      .map((value) => ({ value, record }))
      .filter(
        (one) =>
          one.value.percent === first.value.percent &&
          !found.some(({ value }) => equal(value.value, one.value.value)) &&
          (counted.length === 0 || shares(counted, new Set(unitStems(one.value.unit, language)), language)),
      ),
  );
  const kept = fitting.length > 0 ? fitting : found;
  const rival = rivalByWords(mention, kept, rivals, setting);
  return rival
    ? { fitting: [], rival: { record: rival.record.id, value: rival.value, printed: first } }
    : { fitting: kept };
}

/** A figure of a cited record that counts the noun of the mention, which none of its value does. */
function rivalByNoun(
  counted: readonly string[],
  mention: Mention,
  tier: readonly Evidence[],
  { language, nouns }: Setting,
): { record: string; value: Value } | undefined {
  const noun = counted.find((stem) => nouns.has(stem));
  if (noun === undefined) return undefined;
  const values = tier.flatMap((record) => record.values.map((value) => ({ record: record.id, value })));
  const printed = values.filter(({ value }) => equal(value.value, mention.value ?? Number.NaN));
  return (
    values.find(({ value }) => language.stems(value.unit).some((stem) => language.sameThing(stem, noun))) ?? printed[0]
  );
}

/** A figure whose unit or label is beside the mention, where nothing of the figures that have its value is. */
function rivalByWords(
  mention: Mention,
  found: readonly Found[],
  rivals: readonly Found[],
  { language, words, mentions, passage }: Setting,
): Found | undefined {
  // The words after the whole are those of its part: "half of the 40 people were persuaded".
  const part = mentions.findLast((other) => other.end <= mention.start);
  if (part?.value !== undefined && language.partOf.test(words.slice(part.end, mention.start))) return undefined;
  const [before, after] = wordsBeside(mention, words, mentions, language);
  const back = language.refersBack.test(after);
  for (const part of back ? [before] : [after, before]) {
    const beside = new Set(language.stems(part));
    if (![...found, ...rivals].some((one) => shares(beside, aboutOf(one, language), language))) continue;
    const rival = rivals.find((one) => {
      const theirs = new Set([...statedOf(one, language)].filter((stem) => !language.timeNouns.has(stem)));
      const better = found.every((ours) => {
        const about = aboutOf(ours, language);
        const own = [...beside].some((stem) => about.has(stem) && !theirs.has(stem));
        return !own && [...beside].some((stem) => theirs.has(stem) && !about.has(stem));
      });
      if (!better) return false;
      // Where another number of the passage prints the rival, only an exchange is a fault: that one has the words of ours.
      const other = passage.find((candidate) => candidate !== mention && equal(candidate.value, one.value.value));
      if (!other) return true;
      const its = besideIn(other, words, mentions, language);
      return found.some((ours) => its.some((stem) => statedOf(ours, language).has(stem) && !theirs.has(stem)));
    });
    if (rival) return rival;
    // The words after a number say what it is of; those before it only where none after it do.
    if ([...beside].some((stem) => found.some((one) => aboutOf(one, language).has(stem)))) return undefined;
  }
  return undefined;
}
