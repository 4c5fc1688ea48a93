/** What schemas expect, in the words that maintainers read. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { expectedWords } from '../../src/dataset/zod-words.ts';
import { lessonSchema, quizSchema } from '../../src/story/teach-files.ts';

const expectedOf = (schema: z.ZodType, value: unknown): string[] =>
  (schema.safeParse(value).error?.issues ?? []).map(expectedWords);

test.each<[string, z.ZodType, unknown, string]>([
  ['text', z.string(), 3, 'text'],
  ['a missing field', z.string(), undefined, 'text'],
  ['a whole number', z.number().int(), 1.5, 'a whole number'],
  ['a list', z.array(z.string()), 'a', 'a list'],
  ['a length', z.string().max(70), 'a'.repeat(71), 'at most 70 characters'],
  ['text that is not empty', z.string().min(1), '', 'text that is not empty'],
  ['few entries', z.array(z.string()).min(3), ['a'], 'at least 3 entries'],
  ['one entry', z.array(z.string()).min(1), [], 'at least 1 entry'],
  ['a bound', z.number().positive(), 0, 'more than 0'],
  ['one value', z.literal(60), 50, '60'],
  ['one of several', z.enum(['day', 'month']), 'week', 'one of day, month'],
  ['a form', z.string().regex(/^[a-z]+$/), 'A', 'text of the form /^[a-z]+$/'],
  ['a sentence of its own', z.string().regex(/^[a-z]+$/, 'lower-case words'), 'A', 'lower-case words'],
])('%s is reported in plain words', (_, schema, value, words) => {
  expect(expectedOf(schema, value)).toEqual([words]);
});

test('a kind of question that there is not names those that there are', () => {
  const quiz = {
    title: 'Quiz',
    description: 'd'.repeat(90),
    answersDescription: 'd'.repeat(90),
    questions: Array.from({ length: 8 }, () => ({ kind: 'riddle' })),
  };
  expect(new Set(expectedOf(quizSchema, quiz))).toEqual(new Set(['one of choice, several, sort, number, open']));
});

test('nothing that a lesson can lack is reported in the words of a programmer', () => {
  for (const words of [
    ...expectedOf(lessonSchema, {}),
    ...expectedOf(lessonSchema, {
      title: 1,
      ages: { from: 3, to: 99 },
      minutes: 5,
      aims: [],
      steps: [{}],
      numeracy: { chart: 'A b', steps: [{}] },
    }),
  ])
    expect(words).not.toMatch(/Invalid|Too |received|undefined|>=|<=/);
});
