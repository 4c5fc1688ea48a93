/** Rules on what sources are of: titles in the language of their page, and pages on the subject of the rows that rest on them. */

import { once } from '../shared/once.ts';
import type { Checks, Rule } from './checks.ts';
import { type LooseRow, type Row, type Tables, tableNames } from './schema.ts';

export const sourceRules: readonly Rule[] = [checkTitles, checkSubjects, checkTopics];

/** Common little words of the languages of most sources. */
const littleWords: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries({
    en: 'the of and in to for on with is are was has have as at by from says its over after that their not who will',
    it: 'il la le lo gli di del della delle dei degli e in con per che un una da dal nel nella sono è non al alla sul',
    es: 'el la los las de del y en con por para que un una su al es son no lo como más',
    nl: 'de het een van en in op met voor dat die is zijn niet over bij naar uit aan te door worden wordt',
    de: 'der die das den dem des und in im von mit für auf ist sind ein eine einer nicht zu zur zum über aus bei gegen',
    fr: 'le la les des du de et en dans pour que un une sur est sont au aux par avec pas qui ce n°',
    pt: 'o a os as de do da dos das e em no na nos com por para que um uma se não são ao',
  }).map(([language, words]) => [language, new Set(words.split(' '))]),
);

const inHan = /\p{Script=Han}/u;
/** What a title in a script of its own has, and no other has. */
const scripts: readonly (readonly [RegExp, (title: string) => boolean])[] = [
  [/^zh/, (title) => inHan.test(title) && !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(title)],
  [/^ja$/, (title) => /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(title)],
  [/^ko$/, (title) => /\p{Script=Hangul}/u.test(title)],
];

/** The language that a title is in, where it is not that of its page. */
function otherLanguage(title: string, language: string): string | undefined {
  const own = scripts.find(([tag]) => tag.test(language))?.[1];
  if (own) return own(title) ? undefined : 'another script';
  if ((title.match(/[\p{Script=Han}\p{Script=Hangul}]/gu) ?? []).length > title.length / 3) return 'another script';
  const words = title.toLowerCase().match(/[\p{L}°]+/gu) ?? [];
  const count = (tag: string) => words.filter((word) => littleWords[tag]?.has(word)).length;
  // Of a language without a list here only English is recognised: its words are in no other.
  if (littleWords[language] === undefined) return count('en') > 2 ? 'en' : undefined;
  const times = count(language);
  return Object.keys(littleWords).find((tag) => count(tag) >= (times === 0 ? 2 : times + 3));
}

/** A title as it was printed is in the language of its page. */
function checkTitles({ rows }: Checks): void {
  const fix = 'fix the language; write translated or described as titleKind where the title is in our words';
  rows('sources', 'language', fix, ({ title, titleKind, language }) => {
    const isPrinted = titleKind === 'printed' || titleKind === 'from-address';
    const other = language !== null && isPrinted ? otherLanguage(title, language) : undefined;
    return other && `the language of the title, ${other}: "${title}"`;
  });
}

/** The beginnings of the longer words of a text: what it is about. */
const stemsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\d]{4,}/gu) ?? []).map((word) => word.slice(0, 5));

const stemsOfRow = once((row: LooseRow): ReadonlySet<string> => new Set(stemsOf(JSON.stringify(row))));

/** Stems that the words of many sources have, whatever they are of: report, police, quotes, number. */
const commonStems = once((sources: Tables['sources']): ReadonlySet<string> => {
  const counts = new Map<string, number>();
  for (const { supports } of sources)
    for (const stem of new Set(stemsOf(supports ?? ''))) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return new Set([...counts].flatMap(([stem, count]) => (count >= 8 ? [stem] : [])));
});

/** The part of a source that was read is on what the rows are of that rest on it, or at least on what the site is of. */
function checkSubjects({ t, rows }: Checks): void {
  const common = commonStems(t.sources);
  const resting = new Map<string, LooseRow[]>();
  for (const name of tableNames)
    for (const row of t[name] as readonly LooseRow[])
      for (const id of (row['sources'] as readonly string[] | undefined) ?? []) {
        const known = resting.get(id);
        if (known) known.push(row);
        else resting.set(id, [row]);
      }
  const fix = 'say what the page has of them, or name the source that was meant';
  rows('sources', 'supports', fix, ({ id, title, supports }) => {
    const known = resting.get(id);
    if (!known || supports === null) return undefined;
    const stems = stemsOf(`${title} ${supports}`);
    const isOnSubject =
      stems.some((stem) => common.has(stem)) || known.some((row) => stems.some((stem) => stemsOfRow(row).has(stem)));
    return !isOnSubject && 'words that the rows that rest on it have too';
  });
}

/** What the ids of a family begin with, "nl-", goes with one topic. */
function checkTopics({ t, rows }: Checks): void {
  const familyOf = ({ id }: Row<'claims'>) => id.slice(0, id.indexOf('-'));
  const topics = new Map<string, Map<string, number>>();
  for (const claim of t.claims) {
    const counts = topics.get(familyOf(claim)) ?? new Map<string, number>();
    topics.set(familyOf(claim), counts.set(claim.topic, (counts.get(claim.topic) ?? 0) + 1));
  }
  rows('claims', 'topic', 'fix the topic, or the id', (claim) => {
    const counts = [...(topics.get(familyOf(claim)) ?? [])].sort((a, b) => b[1] - a[1]);
    const [topic = claim.topic, times = 0] = counts[0] ?? [];
    return topic !== claim.topic && times > 2 && `${topic}, as the others of ${familyOf(claim)}-`;
  });
}
