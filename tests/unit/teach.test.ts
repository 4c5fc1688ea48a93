/** The teaching kit as data: what its files may hold, and that every fault is reported with file, place and cure. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Cell } from '../../src/charts/chart.ts';
import type { Problem } from '../../src/dataset/problems.ts';
import { type Calculation, calculate, calculationSchema, type Result } from '../../src/story/calculation.ts';
import { chaptersIn } from '../../src/story/chapters.ts';
import { siteIn } from '../../src/story/site.ts';
import { readTexts, teachingKit } from '../../src/story/teach.ts';
import { checkLesson, checkQuiz, type TeachContext } from '../../src/story/teach-check.ts';
import { lessonSchema, quizSchema } from '../../src/story/teach-files.ts';
import { parseWordsFile, parseYaml } from '../../src/words/front-matter.ts';
import { chapterIds } from '../helpers/chapters.ts';

const site = siteIn('en');
const context: TeachContext = {
  paragraphs: new Map(chaptersIn('en').map((chapter) => [chapter.id, chapter.ids])),
  charts: [...site.charts.keys()],
  dataset: site.dataset,
};
const lessonFile = 'content/en/teach/scale.md';
const quizFile = 'content/en/teach/quiz/scale.yaml';
const lessonText = readFileSync(lessonFile, 'utf8');
const quizText = readFileSync(quizFile, 'utf8');

const replaced = (text: string, from: string, to: string): string => {
  expect(text).toContain(from);
  return text.replace(from, to);
};
const shown = (problems: readonly Problem[]) =>
  problems.map(({ where, field, found, expected, fix }) => `${where} ${field} ${found} ${expected} ${fix}`);

function lessonProblems(from: string, to: string): string[] {
  const problems: Problem[] = [];
  const parsed = parseWordsFile(lessonFile, replaced(lessonText, from, to), lessonSchema, problems);
  if (parsed) problems.push(...checkLesson(lessonFile, 'scale', parsed.front, context));
  return shown(problems);
}
function quizProblems(from: string, to: string): string[] {
  const problems: Problem[] = [];
  const parsed = parseYaml(quizFile, replaced(quizText, from, to), quizSchema, problems);
  const lesson = parseWordsFile(lessonFile, lessonText, lessonSchema, []);
  if (parsed) problems.push(...checkQuiz(quizFile, parsed, lesson?.front));
  return shown(problems);
}

describe('a lesson', () => {
  test.each([
    [
      'steps that do not add up to the hour',
      '- minutes: 18',
      '- minutes: 19',
      /steps minutes .*61.* steps that add up to 60 minutes shorten steps by 1/,
    ],
    ['steps that fall short', '- minutes: 18', '- minutes: 10', /52.*lengthen steps by 8/],
    [
      'a paragraph that the chapter does not have',
      'at: press-error',
      'at: press-eror',
      /read 3 at .*press-eror.* paragraph of the chapter scale did you mean press-error\?/,
    ],
    ['a chapter that there is not', 'at: press-error', 'at: skale/press-error', /a chapter, one of scale, netherlands/],
    [
      'a chart that there is not',
      'charts: [world-map]',
      'charts: [world-mop]',
      /step 3 chart .*world-mop.*did you mean world-map\?/,
    ],
    [
      'a chart of the exercise that there is not',
      'chart: country-ranking',
      'chart: country-rankin',
      /numeracy chart .*did you mean country-ranking\?/,
    ],
    [
      'a record that there is not',
      'scale-05, scale-12, scale-21',
      'scale-05, scale-99, scale-21',
      /sources cards .*scale-99/,
    ],
    [
      'a claim handed out without an answer to it',
      'cards: [scale-01, scale-02, scale-03, scale-04, scale-05, scale-12, scale-21, scale-22]',
      'cards: [scale-02, scale-05, scale-22]',
      /scale-05.*one of its answers among the cards/,
    ],
    ['an unknown field', 'minutes: 60', 'minutes: 60\nhomework: none', /homework/],
    ['a lesson of another length', 'minutes: 60', 'minutes: 45', /minutes .*45/],
    [
      'two calculations in one step',
      'calculate: { sum: traced }',
      'calculate: { sum: traced, count: rows }',
      /exactly one of count, sum/,
    ],
    [
      'a description too long for a search engine',
      'description: ',
      `description: ${'long '.repeat(40)}`,
      /description/,
    ],
  ])('is refused for %s', (_, from, to, message) => {
    expect(lessonProblems(from, to).join('\n')).toMatch(message);
  });

  test('as it stands has no fault', () => expect(lessonProblems('minutes: 60', 'minutes: 60')).toEqual([]));
});

describe('a quiz', () => {
  test.each([
    ['a right answer that is no option', 'correct: 3', 'correct: 9', /correct .*9.* a place from 1 to/],
    ['a label missing for an option', 'correct: [2, 1, 3, 2]', 'correct: [2, 1, 3]', /4 places, one for each option/],
    [
      'a result that the lesson does not have',
      'step: hole',
      'step: whole',
      /the-hole step .*whole.*a step of the lesson, one of traced/,
    ],
    ['two questions under one id', 'id: at-least', 'id: the-hole', /an id used once/],
    [
      'an option given twice',
      '- Buildings that researchers have visited',
      '- Offices that governments have confirmed',
      /different options/,
    ],
    ['an unknown kind', 'kind: open', 'kind: essay', /kind/],
  ])('is judged for %s', (_, from, to, message) => {
    expect(quizProblems(from, to).join('\n')).toMatch(message);
  });

  test('needs a record for every reason', () => {
    const without = quizText.replace(/why: They name an act[^\n]*/, 'why: Because.');
    const problems: Problem[] = [];
    parseYaml(quizFile, without, quizSchema, problems);
    expect(shown(problems).join('\n')).toMatch(/at least one reference/);
  });
});

describe('a calculation', () => {
  const rows: { columns: string[]; rows: Cell[][] } = {
    columns: ['place', 'kind', 'count'],
    rows: [
      ['A', 'x', 3],
      ['B', 'x', null],
      ['C', 'at\u00a0least', 4],
    ],
  };
  const run = (step: Calculation, earlier = new Map<string, Result>()) => calculate(step, rows, site.dataset, earlier);
  const known = new Map<string, Result>([
    ['a', { value: 3, percent: false }],
    ['b', { value: 7, percent: false }],
  ]);

  test.each<[string, Calculation, number]>([
    ['counts rows', { count: 'rows' }, 3],
    ['counts rows above a number and leaves empty cells out', { count: 'rows', where: { count: { above: 0 } } }, 2],
    ['reads a space that does not break as a space', { count: 'rows', where: { kind: 'at least' } }, 1],
    ['adds up a column, empty cells as nothing', { sum: 'count' }, 7],
    ['adds up some rows', { sum: 'count', where: { place: ['A', 'C'] } }, 7],
    ['subtracts', { minus: ['b', 'a'] }, 4],
    ['divides to a tenth of a per cent', { share: ['a', 'b'] }, 42.9],
    ['counts the months of a period, both ends included', { months: ['telecom-fraud-persuaded-2021-04'] }, 16],
    [
      'counts the months that periods have in common',
      { months: ['telecom-fraud-persuaded-2021-04', 'telecom-fraud-persuaded-2021'] },
      9,
    ],
    ['counts days', { days: ['nl-03', 'nl-15'] }, 7],
    ['counts days to the first of a month', { days: ['nl-15', 'nl-20'], end: 'first' }, 92],
    ['counts days to the last of a month', { days: ['nl-15', 'nl-20'], end: 'last' }, 119],
    ['takes the value of a claim', { record: 'scale-05' }, 102],
  ])('%s', (_, step, value) => expect(run(step, known).value).toBe(value));

  test.each<[string, Calculation, RegExp]>([
    ['a column that there is not', { sum: 'counts' }, /no column counts; the file has place, kind, count/],
    ['a value that no row has', { count: 'rows', where: { place: 'Z' } }, /no row of the file has/],
    ['a step that comes later', { minus: ['a', 'z'] }, /z is no earlier step; there are a, b/],
    ['a date known to the month, without a day to count to', { days: ['nl-15', 'nl-20'] }, /known to the month/],
    ['a claim without a value', { record: 'scale-20' }, /has no value/],
  ])('stops at %s', (_, step, message) => expect(() => run(step, known)).toThrow(message));

  test('needs exactly one operation', () => {
    expect(calculationSchema.safeParse({ where: { a: 'b' } }).success).toBe(false);
    expect(calculationSchema.safeParse({ sum: 'a', minus: ['a', 'b'] }).success).toBe(false);
  });
});

test('a text that Markdown would take for a list is reported', () => {
  const problems: Problem[] = [];
  readTexts(site, quizFile, { answer: '7. The subtraction is ours.', why: 'Plain words.[^scale-01]' }, problems);
  expect(shown(problems).join('\n')).toMatch(/^text Markdown .*7\. The subtraction.* one paragraph/);
});

describe('the kit', () => {
  const kit = teachingKit('en');
  test('has a lesson of an hour and a quiz for every chapter', () => {
    expect(kit.lessons.map((lesson) => lesson.id)).toEqual([...chapterIds]);
    expect(kit.quizzes.map((quiz) => quiz.id)).toEqual([...chapterIds]);
    for (const { front } of kit.lessons) expect(front.steps.reduce((sum, step) => sum + step.minutes, 0)).toBe(60);
  });

  test('does not always hide the right answer in the same place', () => {
    const places = kit.quizzes.flatMap((quiz) =>
      quiz.front.questions.flatMap((question) => (question.kind === 'choice' ? [question.correct] : [])),
    );
    for (const place of [1, 2, 3])
      expect(places.filter((other) => other === place).length / places.length).toBeLessThan(0.6);
    for (const quiz of kit.quizzes)
      expect(
        new Set(quiz.front.questions.flatMap((question) => (question.kind === 'choice' ? [question.correct] : [])))
          .size,
        quiz.id,
      ).toBeGreaterThan(1);
  });
});
