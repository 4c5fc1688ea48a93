import { describe, expect, test } from 'vitest';
import {
  briefProblems,
  chapterProblems,
  frontProblems,
  requiredKeys,
  sizeProblems,
} from '../../src/story/chapter-rules.ts';
import { treeFrom } from '../../src/story/tree.ts';

const keys = Object.keys(requiredKeys);
const whole: readonly string[] = keys;
const chapter = ({
  id = 'scale',
  ids = whole,
  chartIds = [],
}: {
  id?: string;
  ids?: readonly string[];
  chartIds?: readonly string[];
}) => ({
  id,
  file: `content/en/chapters/${id}.md`,
  ids,
  chartIds,
});
const owners: Readonly<Record<string, string>> = { 'world-map': 'scale', 'italy-map': 'italy' };
const reported = (...chapters: ReturnType<typeof chapter>[]) =>
  chapterProblems(chapters, (id) => owners[id]).map(({ file, field, fix }) => [file, field, fix]);

describe('A chapter', () => {
  test('that has its four places and its own charts has no fault', () => {
    expect(reported(chapter({ chartIds: ['world-map'] }), chapter({ id: 'italy', chartIds: ['italy-map'] }))).toEqual(
      [],
    );
  });

  test.each(keys)('without the key %s is reported, with what to add', (key) => {
    const [[file, field, fix] = []] = reported(chapter({ ids: whole.filter((other) => other !== key) }));
    expect([file, field]).toEqual(['content/en/chapters/scale.md', `{#${key}}`]);
    expect(fix).toContain(key === 'in-five-sentences' ? ':::brief' : `{#${key}}`);
  });

  test('that shows a chart of another chapter, or one twice, is reported with where it belongs', () => {
    expect(reported(chapter({ chartIds: ['world-map', 'italy-map'] }))).toEqual([
      [
        'content/en/chapters/scale.md',
        'chapter',
        'link to /charts/italy-map/ instead, or change "chapter" in the chart',
      ],
    ]);
    expect(reported(chapter({ chartIds: ['world-map', 'world-map'] }))).toEqual([
      ['content/en/chapters/scale.md', 'chart', 'link to it instead'],
    ]);
  });
});

test.each([
  ['2026-11', []],
  ['2026-10', []],
  ['2026-11-23', []],
  ['2026-11-24', ['2026-11-24']],
  ['2026-12', ['2026-12']],
])('A chapter of an edition of 23 November 2026 that is as of %s is refused: %j', (asOf, refused) => {
  const chapters = [{ file: 'content/en/chapters/scale.md', front: { asOf, order: 1 } }];
  expect(frontProblems(chapters, '2026-11-23').map(({ found }) => found)).toEqual(refused);
});

test('Two chapters of one order are refused, with the name of the other', () => {
  const chapters = ['scale', 'italy', 'law'].map((id, index) => {
    const file = `content/en/chapters/${id}.md`;
    return { file, front: { asOf: '2026-11', order: index === 2 ? 1 : index + 1 } };
  });
  expect(frontProblems(chapters, '2026-11-23').map(({ file, found, fix }) => [file, found, fix])).toEqual([
    ['content/en/chapters/law.md', '1', 'content/en/chapters/scale.md has it too: change one of the two'],
  ]);
});

test('A brief is of five sentences', () => {
  const brief = (count: number) => {
    const tree = treeFrom(`<details id="in-five-sentences"><ul>${'<li>One.</li>'.repeat(count)}</ul></details>`);
    return briefProblems([{ file: 'content/en/chapters/scale.md', tree }]).map(({ found }) => found);
  };
  expect(brief(5)).toEqual([]);
  expect(brief(3)).toEqual(['a list of 3']);
});

describe('The size of a chapter', () => {
  const sized = (words: number, records: number) =>
    sizeProblems([
      {
        file: 'content/en/chapters/scale.md',
        words,
        noteIds: Array.from({ length: records }, (_, index) => `r${index}`),
      },
    ]).map(({ field, found, expected }) => [field, found, expected]);

  test('is 900 to 1,900 words on more than twenty records', () => {
    expect(sized(900, 21)).toEqual([]);
    expect(sized(1900, 200)).toEqual([]);
    expect(sized(899, 20)).toEqual([
      ['words', '899', '900 to 1900 words'],
      ['records', '20', 'at least 21 records'],
    ]);
    expect(sized(1901, 21)).toEqual([['words', '1901', '900 to 1900 words']]);
  });
});
