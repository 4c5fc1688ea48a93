/** What a chapter must have beside its text, reported with the other faults of the words and not by a page that lacks something. */
import { visit } from 'unist-util-visit';
import { isBefore } from '../dataset/checks.ts';
import { type Problem, reporter } from '../dataset/problems.ts';
import { idOf, type Root } from './tree.ts';

/** Places that every chapter has, in reading order, and how to add them: a contract with teachers (docs/contracts.md). */
export const requiredKeys = {
  'in-five-sentences':
    'after the opening write ":::brief In short {#in-five-sentences}", five sentences as a list, and ":::"',
  disputed: 'add a heading that ends with {#disputed}',
  'since-2022': 'add a heading that ends with {#since-2022}',
  'not-known': 'add a heading that ends with {#not-known}',
} as const;

/** What the rules read of a chapter. Of one whose front matter is faulty there is none. */
interface RuledChapter {
  readonly id: string;
  readonly file: string;
  readonly ids: readonly string[];
  readonly chartIds: readonly string[];
  readonly words: number;
  readonly noteIds: readonly string[];
  readonly front: { readonly asOf: string; readonly order: number } | undefined;
}

/**
 * Every key that a chapter lacks, and every chart that is outside its own chapter or there twice: its ids would be twice in the offline edition.
 * @param chapterOf the chapter that a chart names as its own
 */
export function chapterProblems(
  chapters: readonly Pick<RuledChapter, 'id' | 'file' | 'ids' | 'chartIds'>[],
  chapterOf: (chart: string) => string | undefined,
): Problem[] {
  const problems: Problem[] = [];
  const placed = new Map<string, string>();
  for (const { id, file, ids, chartIds } of chapters) {
    const report = reporter(problems, file);
    for (const [key, fix] of Object.entries(requiredKeys))
      if (!ids.includes(key)) report('text', `{#${key}}`, 'no such key', 'the key in every chapter', fix);
    for (const chart of chartIds) {
      const [own, before, where] = [chapterOf(chart), placed.get(chart), `::chart ${chart}`];
      placed.set(chart, file);
      if (own !== id) {
        const expected = `${own}, the chapter that src/charts/${chart}.chart.ts names`;
        report(where, 'chapter', id, expected, `link to /charts/${chart}/ instead, or change "chapter" in the chart`);
      } else if (before !== undefined)
        report(where, 'chart', `it is in ${before} already`, 'each chart once', 'link to it instead');
    }
  }
  return problems;
}

/** Briefs that are not of five sentences, as their name promises. */
export function briefProblems(chapters: readonly { readonly file: string; readonly tree: Root }[]): Problem[] {
  const problems: Problem[] = [];
  for (const { file, tree } of chapters)
    visit(tree, 'element', (element) => {
      if (idOf(element) !== 'in-five-sentences') return;
      let sentences = 0;
      visit(element, 'element', (child) => {
        if (child.tagName === 'li') sentences += 1;
      });
      if (sentences !== 5)
        reporter(problems, file)(
          'text',
          '{#in-five-sentences}',
          `a list of ${sentences}`,
          'a list of five',
          'say it in five sentences',
        );
    });
  return problems;
}

/** What one sitting holds, and what a chapter must rest on: words of its text, and records that it cites. */
const [fewestWords, mostWords, fewestRecords] = [900, 1900, 21];

/** Chapters that are too short, too long, or rest on too little. */
export function sizeProblems(chapters: readonly Pick<RuledChapter, 'file' | 'words' | 'noteIds'>[]): Problem[] {
  const problems: Problem[] = [];
  for (const { file, words, noteIds } of chapters) {
    const report = reporter(problems, file);
    const sizes = `${fewestWords} to ${mostWords} words`;
    if (words < fewestWords || words > mostWords)
      report('text', 'words', String(words), sizes, 'say less, or more, or make two chapters of it');
    if (noteIds.length < fewestRecords) {
      const expected = `at least ${fewestRecords} records`;
      report('text', 'records', String(noteIds.length), expected, 'cite the records that each sentence rests on');
    }
  }
  return problems;
}

/**
 * Chapters that say they are as of a day after the edition, as nobody has read the records of that day yet, and two that give one order.
 * @param edition its date
 */
export function frontProblems(chapters: readonly Pick<RuledChapter, 'file' | 'front'>[], edition: string): Problem[] {
  const problems: Problem[] = [];
  const orders = new Map<number, string>();
  for (const { file, front } of chapters) {
    if (!front) continue;
    const report = reporter(problems, file);
    if (isBefore(edition, front.asOf)) {
      const expected = `a month or day up to ${edition}, the date in data/edition.json`;
      const fix =
        'write when the chapter was last held against its records as a whole (docs/maintaining.md, "Cut an edition")';
      report('front matter', 'asOf', front.asOf, expected, fix);
    }
    const other = orders.get(front.order);
    const fix = `${other} has it too: change one of the two`;
    if (other !== undefined)
      report('front matter', 'order', String(front.order), 'a number that no other chapter has', fix);
    orders.set(front.order, file);
  }
  return problems;
}

/** Chapters without a short name in the navigation. */
export function nameProblems(
  chapters: readonly Pick<RuledChapter, 'id'>[],
  messagesFile: string,
  isNamed: (chapter: string) => boolean,
): Problem[] {
  const problems: Problem[] = [];
  const report = reporter(problems, messagesFile);
  const expected = 'the short name of the chapter, for the navigation';
  for (const { id } of chapters) {
    const fix = `add "${id}:" and the name under chapterNames`;
    if (!isNamed(id)) report('chapterNames', id, 'nothing', expected, fix);
  }
  return problems;
}
