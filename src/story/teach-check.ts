/** Rules of the teaching material that go beyond the form of a file: times, links, charts, records, answers. Each fault is told with its cure. */
import { answersTo } from '../dataset/answers.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { nearest, type Problem, quoteValue } from '../dataset/problems.ts';
import { type LessonFront, type QuizFront, questionKinds } from './teach-files.ts';

export interface TeachContext {
  /** Ids of the paragraphs, headings and boxes of each chapter. */
  readonly paragraphs: ReadonlyMap<string, readonly string[]>;
  readonly charts: readonly string[];
  readonly dataset: Dataset;
}

/** A place in a chapter: `kind-of-claim` in the lesson's own, `scale/kind-of-claim` in another. */
export function placeOf(at: string, chapter: string): { readonly chapter: string; readonly paragraph: string } {
  const [first = '', second] = at.split('/');
  return second === undefined ? { chapter, paragraph: first } : { chapter: first, paragraph: second };
}

export function checkLesson(file: string, chapter: string, front: LessonFront, context: TeachContext): Problem[] {
  const problems: Problem[] = [];
  const problem = (where: string, field: string, found: unknown, expected: string, fix: string) =>
    problems.push({ file, where, field, found: quoteValue(found), expected, fix });
  const total = front.steps.reduce((sum, step) => sum + step.minutes, 0);
  if (total !== front.minutes)
    problem(
      'steps',
      'minutes',
      total,
      `steps that add up to ${front.minutes} minutes`,
      `${total > front.minutes ? 'shorten' : 'lengthen'} steps by ${Math.abs(total - front.minutes)} minutes`,
    );
  if (front.ages.from > front.ages.to)
    problem('ages', 'from', front.ages.from, `at most ${front.ages.to}`, 'swap from and to');
  for (const [index, entry] of front.read.entries()) {
    const place = placeOf(entry.at, chapter);
    const ids = context.paragraphs.get(place.chapter);
    if (!ids)
      problem(
        `read ${index + 1}`,
        'at',
        entry.at,
        `a chapter, one of ${[...context.paragraphs.keys()].join(', ')}`,
        'fix the name before the slash',
      );
    else if (!ids.includes(place.paragraph))
      problem(
        `read ${index + 1}`,
        'at',
        entry.at,
        `the id of a paragraph of the chapter ${place.chapter}`,
        `did you mean ${nearest(place.paragraph, ids) ?? `one of ${[...ids].join(', ')}`}?`,
      );
  }
  const chartIn = (where: string, id: string) => {
    if (!context.charts.includes(id))
      problem(
        where,
        'chart',
        id,
        'the id of a chart',
        `did you mean ${nearest(id, context.charts) ?? `one of ${[...context.charts].join(', ')}`}?`,
      );
  };
  for (const [index, step] of front.steps.entries())
    for (const id of step.charts ?? []) chartIn(`step ${index + 1}`, id);
  chartIn('numeracy', front.numeracy.chart);
  const { dataset } = context;
  for (const id of front.sources.cards) {
    if (!dataset.has('claims', id) && !dataset.has('responses', id))
      problem('sources', 'cards', id, 'the id of a claim or a response', 'fix or remove it');
    else {
      // The answer travels with the claim: a card is never handed out without one of those who answered it.
      const answers = answersTo(dataset, id).map((answer) => answer.row.id);
      if (answers.length > 0 && !answers.some((answer) => front.sources.cards.includes(answer)))
        problem(
          'sources',
          'cards',
          id,
          `one of its answers among the cards: ${answers.join(', ')}`,
          'add the card of an answer',
        );
    }
  }
  const ids = front.numeracy.steps.map((step) => step.id);
  for (const id of ids.filter((id, index) => ids.indexOf(id) !== index))
    problem('numeracy', 'id', id, 'an id used once', 'rename one step');
  return problems;
}

/** @param lesson the lesson whose results its questions may ask for */
export function checkQuiz(file: string, quiz: QuizFront, lesson?: LessonFront): Problem[] {
  const problems: Problem[] = [];
  const problem = (where: string, field: string, found: unknown, expected: string, fix: string) =>
    problems.push({ file, where, field, found: quoteValue(found), expected, fix });
  const ids = quiz.questions.map((question) => question.id);
  for (const id of ids.filter((id, index) => ids.indexOf(id) !== index))
    problem(id, 'id', id, 'an id used once', 'rename one question');
  const kinds = new Set(quiz.questions.map((question) => question.kind));
  if (kinds.size < 3)
    problem(
      'questions',
      'kind',
      [...kinds].join(', '),
      `at least three of ${questionKinds.join(', ')}`,
      'mix the kinds',
    );
  for (const question of quiz.questions) {
    if (question.kind === 'number' && question.step !== undefined && lesson) {
      const steps = lesson.numeracy.steps.map((step) => step.id);
      if (!steps.includes(question.step))
        problem(question.id, 'step', question.step, `a step of the lesson, one of ${steps.join(', ')}`, 'fix the id');
    }
    if (question.kind === 'number' || question.kind === 'open') continue;
    const { options } = question;
    if (new Set(options).size !== options.length)
      problem(question.id, 'options', options.join(' | '), 'different options', 'change one of the two');
    if (question.kind === 'choice' && question.correct > options.length)
      problem(
        question.id,
        'correct',
        question.correct,
        `a place from 1 to ${options.length}`,
        'count the options from 1',
      );
    if (question.kind === 'several') {
      if (question.correct.some((place) => place > options.length))
        problem(
          question.id,
          'correct',
          question.correct.join(', '),
          `places from 1 to ${options.length}`,
          'count the options from 1',
        );
      if (new Set(question.correct).size !== question.correct.length)
        problem(question.id, 'correct', question.correct.join(', '), 'each place once', 'remove the second');
    }
    if (question.kind === 'sort') {
      if (question.correct.length !== options.length)
        problem(
          question.id,
          'correct',
          question.correct.join(', '),
          `${options.length} places, one for each option`,
          'give each option its label',
        );
      if (question.correct.some((place) => place > question.labels.length))
        problem(
          question.id,
          'correct',
          question.correct.join(', '),
          `places from 1 to ${question.labels.length}`,
          'count the labels from 1',
        );
    }
  }
  return problems;
}
