/** Rules of the teaching material that go beyond the form of a file: times, links, charts, records, answers. Each fault says how to fix it. */
import { answersTo } from '../dataset/answers.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { nearest, type Problem, quoteValue, reporter } from '../dataset/problems.ts';
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

type Add = (where: string, field: string, found: unknown, expected: string, fix: string) => void;

/** Collects the problems of a file. */
function collector(file: string): { readonly problems: Problem[]; readonly add: Add } {
  const problems: Problem[] = [];
  const report = reporter(problems, file);
  return { problems, add: (where, field, found, ...words) => report(where, field, quoteValue(found), ...words) };
}

const didYouMean = (id: string, known: readonly string[]): string => {
  const some = `${known.slice(0, 10).join(', ')}${known.length > 10 ? ` … (${known.length} in all)` : ''}`;
  return `did you mean ${nearest(id, known) ?? `one of ${some}`}?`;
};
const usedTwice = (ids: readonly string[]): readonly string[] => ids.filter((id, index) => ids.indexOf(id) !== index);

function checkTimes({ steps, minutes, ages }: LessonFront, add: Add): void {
  const total = steps.reduce((sum, step) => sum + step.minutes, 0);
  const change = `${total > minutes ? 'shorten' : 'lengthen'} steps by ${Math.abs(total - minutes)} minutes`;
  if (total !== minutes) add('steps', 'minutes', total, `steps that add up to ${minutes} minutes`, change);
  if (ages.from > ages.to) add('ages', 'from', ages.from, `at most ${ages.to}`, 'swap from and to');
}

function checkReading(chapter: string, { read }: LessonFront, { paragraphs }: TeachContext, add: Add): void {
  for (const [index, { at }] of read.entries()) {
    const place = placeOf(at, chapter);
    const ids = paragraphs.get(place.chapter);
    const where = `read ${index + 1}`;
    if (!ids)
      add(where, 'at', at, `a chapter, one of ${[...paragraphs.keys()].join(', ')}`, 'fix the name before the slash');
    else if (!ids.includes(place.paragraph))
      add(where, 'at', at, `the id of a paragraph of the chapter ${place.chapter}`, didYouMean(place.paragraph, ids));
  }
}

function checkCharts({ steps, numeracy }: LessonFront, { charts }: TeachContext, add: Add): void {
  const named = steps.flatMap((step, index) => (step.charts ?? []).map((id) => ({ where: `step ${index + 1}`, id })));
  for (const { where, id } of [...named, { where: 'numeracy', id: numeracy.chart }])
    if (!charts.includes(id)) add(where, 'chart', id, 'the id of a chart', didYouMean(id, charts));
}

/** The answer travels with the claim: a card is never handed out without one of those who answered it. */
function checkCards({ sources: { cards } }: LessonFront, { dataset }: TeachContext, add: Add): void {
  for (const id of cards) {
    if (!dataset.has('claims', id) && !dataset.has('responses', id)) {
      add('sources', 'cards', id, 'the id of a claim or a response', 'fix or remove it');
      continue;
    }
    const answers = answersTo(dataset, id).map((answer) => answer.row.id);
    const expected = `one of its answers among the cards: ${answers.join(', ')}`;
    if (answers.length > 0 && !answers.some((answer) => cards.includes(answer)))
      add('sources', 'cards', id, expected, 'add the card of an answer');
  }
}

/** @param chapter id of the chapter that the lesson is of */
export function checkLesson(file: string, chapter: string, front: LessonFront, context: TeachContext): Problem[] {
  const { problems, add } = collector(file);
  checkTimes(front, add);
  checkReading(chapter, front, context, add);
  checkCharts(front, context, add);
  checkCards(front, context, add);
  for (const id of usedTwice(front.numeracy.steps.map((step) => step.id)))
    add('numeracy', 'id', id, 'an id used once', 'rename one step');
  return problems;
}

type Question = QuizFront['questions'][number];

/** What is wrong with the right answers of a question: each is one of its options, or of its labels. */
function checkCorrect(question: Question, add: Add): void {
  if (question.kind === 'number' || question.kind === 'open') return;
  const { id, options } = question;
  if (new Set(options).size !== options.length)
    add(id, 'options', options.join(' | '), 'different options', 'change one of the two');
  const correct = typeof question.correct === 'number' ? [question.correct] : question.correct;
  const wrong = (expected: string, fix: string) => add(id, 'correct', correct.join(', '), expected, fix);
  const [most, what] = question.kind === 'sort' ? [question.labels.length, 'labels'] : [options.length, 'options'];
  if (question.kind === 'sort' && correct.length !== options.length)
    wrong(`${options.length} places, one for each option`, 'give each option its label');
  if (correct.some((place) => place > most)) wrong(`a place from 1 to ${most}`, `count the ${what} from 1`);
  if (question.kind === 'several' && new Set(correct).size !== correct.length)
    wrong('each place once', 'remove the second');
}

/** @param lesson the lesson whose results its questions may ask for */
export function checkQuiz(file: string, { questions }: QuizFront, lesson?: LessonFront): Problem[] {
  const { problems, add } = collector(file);
  for (const id of usedTwice(questions.map((question) => question.id)))
    add(id, 'id', id, 'an id used once', 'rename one question');
  const kinds = [...new Set(questions.map((question) => question.kind))];
  if (kinds.length < 3)
    add('questions', 'kind', kinds.join(', '), `at least three of ${questionKinds.join(', ')}`, 'mix the kinds');
  const steps = lesson?.numeracy.steps.map((step) => step.id);
  for (const question of questions) {
    if (question.kind === 'number' && question.step !== undefined && steps && !steps.includes(question.step))
      add(question.id, 'step', question.step, `a step of the lesson, one of ${steps.join(', ')}`, 'fix the id');
    checkCorrect(question, add);
  }
  return problems;
}
