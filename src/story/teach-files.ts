/** The form of the teaching material: lessons and quizzes as data, so that the build can check times, links, records and sums. */
import { z } from 'zod';
import { calculationSchema } from './calculation.ts';

const words = z.string().min(1);
/** Words with at least one record. */
const supported = words.refine((text) => /\[\^[^\]\s]+\]/.test(text), 'at least one reference such as [^scale-01]');
const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');
const description = z.string().min(80).max(170).describe('For search engines.');

const question = z.strictObject({ ask: words, expect: words, lines: z.number().int().min(1).max(12).optional() });

export const lessonSchema = z.strictObject({
  title: z.string().max(70),
  dek: words,
  description,
  ages: z.strictObject({ from: z.number().int().min(15), to: z.number().int().max(19) }),
  level: words,
  minutes: z.literal(60).describe('A lesson of one hour; its steps add up to it.'),
  aims: z.array(words).min(2).max(5),
  need: z.array(words).min(1),
  read: z.array(z.strictObject({ at: words, words })).min(2),
  steps: z
    .array(
      z.strictObject({ minutes: z.number().int().min(1), title: words, text: words, charts: z.array(id).optional() }),
    )
    .min(3),
  questions: z.array(question).min(3),
  sources: z.strictObject({
    task: words,
    cards: z.array(z.string()).min(3).max(8),
    questions: z.array(question).min(3),
  }),
  numeracy: z.strictObject({
    task: words,
    chart: id.describe('The exercise uses charts/<chart>.csv.'),
    steps: z.array(z.strictObject({ id, do: words, calculate: calculationSchema, expect: words })).min(3),
    questions: z.array(question).min(1),
  }),
});
export type LessonFront = z.infer<typeof lessonSchema>;

const common = { id, ask: words, why: supported };
export const questionKinds = ['choice', 'several', 'sort', 'number', 'open'] as const;
export const quizSchema = z.strictObject({
  title: z.string().max(70),
  description,
  answersDescription: description,
  questions: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('choice'),
          ...common,
          options: z.array(words).min(3).max(5),
          correct: z.number().int().min(1),
        }),
        z.strictObject({
          kind: z.literal('several'),
          ...common,
          options: z.array(words).min(3).max(6),
          correct: z.array(z.number().int().min(1)).min(1),
        }),
        z.strictObject({
          kind: z.literal('sort'),
          ...common,
          labels: z.array(words).min(2).max(3),
          options: z.array(words).min(3).max(6),
          correct: z.array(z.number().int().min(1)).describe('For each option the place of its label.'),
        }),
        z.strictObject({
          kind: z.literal('number'),
          ...common,
          step: id.optional().describe('A step of the lesson whose result is the answer.'),
          answer: supported,
        }),
        z.strictObject({ kind: z.literal('open'), ...common, lines: z.number().int().min(1).max(6), answer: words }),
      ]),
    )
    .min(8, 'eight to ten questions')
    .max(10, 'eight to ten questions'),
});
export type QuizFront = z.infer<typeof quizSchema>;

export const indexSchema = z.strictObject({ title: z.string().max(70), dek: words, description });
