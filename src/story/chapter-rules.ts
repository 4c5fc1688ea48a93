/** What a chapter must have beside its text, reported with the other faults of the words and not by a page that lacks something. */
import type { Problem } from '../dataset/problems.ts';

/** Places that every chapter has, in reading order, and how to add them: a contract with teachers (docs/contracts.md). */
export const requiredKeys = {
  'in-five-sentences':
    'after the opening write ":::brief In short {#in-five-sentences}", five sentences as a list, and ":::"',
  disputed: 'add a heading that ends with {#disputed}',
  'since-2022': 'add a heading that ends with {#since-2022}',
  'not-known': 'add a heading that ends with {#not-known}',
} as const;

interface Chapter {
  readonly id: string;
  readonly file: string;
  readonly ids: readonly string[];
  readonly chartIds: readonly string[];
}

/**
 * Every key that a chapter lacks, and every chart that is outside its own chapter or there twice: its ids would be twice in the offline edition.
 * @param chapterOf the chapter that a chart names as its own
 */
export function chapterProblems(
  chapters: readonly Chapter[],
  chapterOf: (chart: string) => string | undefined,
): Problem[] {
  const problems: Problem[] = [];
  const placed = new Map<string, string>();
  for (const { id, file, ids, chartIds } of chapters) {
    for (const [key, fix] of Object.entries(requiredKeys))
      if (!ids.includes(key))
        problems.push({
          file,
          where: 'text',
          field: `{#${key}}`,
          found: 'no such key',
          expected: 'the key in every chapter',
          fix,
        });
    for (const chart of chartIds) {
      const own = chapterOf(chart);
      const before = placed.get(chart);
      placed.set(chart, file);
      const where = `::chart ${chart}`;
      if (own !== id) {
        const expected = `${own}, the chapter that src/charts/${chart}.chart.ts names`;
        problems.push({
          file,
          where,
          field: 'chapter',
          found: id,
          expected,
          fix: `link to /charts/${chart}/ instead, or change "chapter" in the chart`,
        });
      } else if (before !== undefined)
        problems.push({
          file,
          where,
          field: 'chart',
          found: `it is in ${before} already`,
          expected: 'each chart once',
          fix: 'link to it instead',
        });
    }
  }
  return problems;
}

/** What one sitting holds, and what a chapter must rest on: words of its text, and records that it cites. */
const [fewestWords, mostWords, fewestRecords] = [900, 1900, 21];

/** Chapters that are too short, too long, or rest on too little. */
export function sizeProblems(
  chapters: readonly { readonly file: string; readonly words: number; readonly noteIds: readonly string[] }[],
): Problem[] {
  return chapters.flatMap(({ file, words, noteIds }) => {
    const wrong = (field: string, found: number, expected: string, fix: string): Problem => ({
      file,
      where: 'text',
      field,
      found: String(found),
      expected,
      fix,
    });
    return [
      ...(words < fewestWords || words > mostWords
        ? [
            wrong(
              'words',
              words,
              `${fewestWords} to ${mostWords} words`,
              'say less, or more, or make two chapters of it',
            ),
          ]
        : []),
      ...(noteIds.length < fewestRecords
        ? [
            wrong(
              'records',
              noteIds.length,
              `at least ${fewestRecords} records`,
              'cite the records that each sentence rests on',
            ),
          ]
        : []),
    ];
  });
}

/** Chapters that say they are as of a day after the edition: nobody has read the records of that day yet. */
export const asOfProblems = (
  chapters: readonly { readonly file: string; readonly front: { readonly asOf: string } }[],
  edition: string,
): Problem[] =>
  chapters
    .filter(({ front }) => front.asOf.slice(0, edition.length) > edition.slice(0, front.asOf.length))
    .map(({ file, front }) => ({
      file,
      where: 'front matter',
      field: 'asOf',
      found: front.asOf,
      expected: `a month or day up to ${edition}, the date in data/edition.json`,
      fix: 'write when the chapter was last held against its records as a whole (docs/maintaining.md, "Cut an edition")',
    }));

/** An order that two chapters give. @param chapters in the order of their numbers */
export const orderProblems = (
  chapters: readonly { readonly file: string; readonly front: { readonly order: number } }[],
): Problem[] =>
  chapters.flatMap(({ file, front }, index) =>
    chapters[index - 1]?.front.order === front.order
      ? [
          {
            file,
            where: 'front matter',
            field: 'order',
            found: String(front.order),
            expected: 'a number that no other chapter has',
            fix: `${chapters[index - 1]?.file} has it too: change one of the two`,
          },
        ]
      : [],
  );

/** Chapters without a short name in the navigation. */
export const nameProblems = (
  chapters: readonly { readonly id: string }[],
  messagesFile: string,
  isNamed: (chapter: string) => boolean,
): Problem[] =>
  chapters
    .filter(({ id }) => !isNamed(id))
    .map(({ id }) => ({
      file: messagesFile,
      where: 'chapterNames',
      field: id,
      found: 'nothing',
      expected: 'the short name of the chapter, for the navigation',
      fix: `add "${id}:" and the name under chapterNames`,
    }));
