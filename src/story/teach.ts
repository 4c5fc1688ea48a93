/** The teaching material of a language: read from `content/<language>/teach/`, checked, its Markdown rendered. */
import type { z } from 'zod';
import { answersTo, recordOf } from '../dataset/answers.ts';
import { messageOf, type Problem, ProblemsError, quoteValue, reporter } from '../dataset/problems.ts';
import { once } from '../shared/once.ts';
import { chapterIds } from '../words/chapters.ts';
import { contentFile, contentFiles } from '../words/content.ts';
import { parseWordsFile, parseYaml } from '../words/front-matter.ts';
import { defaultLanguage } from '../words/language.ts';
import type { MessageValues } from '../words/message.ts';
import { typeset } from '../words/typeset.ts';
import { calculate, csvRows, type Result } from './calculation.ts';
import { chapterKeys } from './chapters.ts';
import { type Html, html } from './html.ts';
import { htmlOf, lineOf, renderLinked } from './linked-text.ts';
import type { Heading } from './markdown.ts';
import { recordMore, sayer, sayingOf } from './notes.ts';
import { type Site, siteIn } from './site.ts';
import { checkLesson, checkQuiz, placeOf } from './teach-check.ts';
import { indexSchema, type LessonFront, lessonSchema, type QuizFront, quizSchema } from './teach-files.ts';
import { toHtml } from './tree.ts';

/** A step of a worked solution with what it comes to. */
interface WorkedStep {
  readonly id: string;
  readonly result: string;
}

export interface Lesson {
  readonly id: string;
  readonly file: string;
  readonly front: LessonFront;
  readonly worked: readonly WorkedStep[];
  /** Words of the lesson and of its worksheet, for the reading times. */
  readonly words: number;
  readonly sheetWords: number;
}

interface Quiz {
  readonly id: string;
  readonly file: string;
  readonly front: QuizFront;
  /** Words of the questions, and of questions and answers. */
  readonly words: number;
  readonly answerWords: number;
}

interface TeachIndex {
  readonly front: z.infer<typeof indexSchema>;
  readonly html: string;
  readonly headings: readonly Heading[];
  readonly words: number;
}

export interface TeachingKit {
  readonly index: TeachIndex;
  readonly lessons: readonly Lesson[];
  readonly quizzes: readonly Quiz[];
}

/** A piece of Markdown from the front matter as blocks. Its faults were found when the kit was read. */
export const teachBlock = (site: Site, text: string): Html => htmlOf(renderLinked(site, '', text, 1, []).tree);

/** The same as a line of text. */
export function teachLine(site: Site, text: string): Html {
  const { tree } = renderLinked(site, '', text, 1, []);
  return htmlOf(lineOf(tree) ?? tree);
}

/** The texts of a front matter; what a calculation looks for is no text. */
const stringsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value !== null && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, own]) => (key === 'calculate' ? [] : stringsIn(own)))
      : [];

const countWords = (texts: readonly string[]): number => texts.join(' ').split(/\s+/).filter(Boolean).length;

/** What pupils read of a lesson: the cards, tasks and questions. */
function sheetTexts(site: Site, { sources, numeracy }: LessonFront): string[] {
  const { dataset } = site;
  const isRecord = (id: string) => dataset.has('claims', id) || dataset.has('responses', id);
  const cards = sources.cards.filter(isRecord).map((id) => sayingOf(recordOf(dataset, id), site).what);
  return [
    ...cards,
    sources.task,
    ...sources.questions.map(({ ask }) => ask),
    numeracy.task,
    ...numeracy.steps.map((step) => step.do),
    ...numeracy.questions.map(({ ask }) => ask),
  ];
}

/** What pupils read of a quiz. */
const quizTexts = (front: QuizFront): string[] =>
  front.questions.flatMap((question) => [
    question.ask,
    ...('options' in question ? question.options : []),
    ...('labels' in question ? question.labels : []),
  ]);

/** Renders every text of a file once, for the faults of its references and links; returns its words. A text that Markdown would take for a list or heading is a fault. */
export function readTexts(site: Site, file: string, front: unknown, problems: Problem[]): number {
  const fix = 'do not begin it with a number and a full stop, a hyphen or #';
  return stringsIn(front).reduce((words, text) => {
    const { tree, words: own } = renderLinked(site, file, text, 1, problems);
    if (!lineOf(tree))
      reporter(problems, file)('text', 'Markdown', quoteValue(text.slice(0, 60)), 'one paragraph', fix);
    return words + own;
  }, 0);
}

/** The results of an exercise, in the order of its steps. */
function workedResults(
  site: Site,
  file: string,
  front: LessonFront,
  problems: Problem[],
): readonly (Result & { readonly id: string })[] {
  const chart = site.charts.get(front.numeracy.chart)?.chart;
  if (!chart) return [];
  const earlier = new Map<string, Result>();
  for (const step of front.numeracy.steps)
    try {
      earlier.set(step.id, calculate(step.calculate, csvRows(chart), site.dataset, earlier));
    } catch (error) {
      const expected = `a calculation with charts/${chart.id}.csv`;
      const fix = 'fix the column, the value or the id';
      reporter(problems, file)(`numeracy, step ${step.id}`, 'calculate', messageOf(error), expected, fix);
    }
  return [...earlier].map(([id, result]) => ({ id, ...result }));
}

/** Files that the kit has not, or should not have. */
function folderProblems(folder: string, files: ReadonlyMap<string, string>): Problem[] {
  const pairs = chapterIds.flatMap((id) => [`${id}.md`, `quiz/${id}.yaml`]);
  const expected = ['index.md', ...pairs];
  const missing = pairs.filter((name) => !files.has(folder + name));
  const idle = [...files.keys()].map((file) => file.slice(folder.length)).filter((name) => !expected.includes(name));
  const problems: Problem[] = [];
  const wanted = 'a lesson and a quiz for every chapter';
  const write = 'write it: docs/teaching.md has a skeleton of each';
  const rename = 'rename it after its chapter, or remove it';
  for (const name of missing) reporter(problems, folder + name)('file', 'name', 'no such file', wanted, write);
  for (const name of idle) reporter(problems, folder + name)('folder', 'name', name, expected.join(', '), rename);
  return problems;
}

function readLesson(site: Site, file: string, id: string, problems: Problem[]): Lesson | undefined {
  const front = parseWordsFile(file, contentFile(file), lessonSchema, problems)?.front;
  if (!front) return undefined;
  const { dataset, charts, format } = site;
  const paragraphs = chapterKeys(site.language);
  problems.push(...checkLesson(file, id, front, { paragraphs, charts: [...charts.keys()], dataset }));
  const words = readTexts(site, file, front, problems);
  const worked = workedResults(site, file, front, problems).map((result) => ({
    id: result.id,
    result: result.percent ? format.percent(result.value) : format.number(result.value),
  }));
  return { id, file, front, worked, words, sheetWords: countWords(sheetTexts(site, front)) };
}

function readQuiz(site: Site, file: string, id: string, lesson: Lesson | undefined, problems: Problem[]) {
  const front = parseYaml(file, contentFile(file), quizSchema, problems);
  if (!front) return undefined;
  problems.push(...checkQuiz(file, front, lesson?.front));
  const answerWords = readTexts(site, file, front.questions, problems);
  return { id, file, front, words: countWords(quizTexts(front)), answerWords };
}

/** The whole kit of a language; throws with every fault of every file. */
export const teachingKit = once((language: string): TeachingKit => {
  const site = siteIn(language);
  const folder = `content/${language}/teach/`;
  const files = contentFiles(folder);
  const problems = folderProblems(folder, files);
  const lessons: Lesson[] = [];
  const quizzes: Quiz[] = [];
  for (const id of chapterIds) {
    const [file, quizFile] = [`${folder}${id}.md`, `${folder}quiz/${id}.yaml`];
    const lesson = files.has(file) ? readLesson(site, file, id, problems) : undefined;
    const quiz = files.has(quizFile) ? readQuiz(site, quizFile, id, lesson, problems) : undefined;
    if (lesson) lessons.push(lesson);
    if (quiz) quizzes.push(quiz);
  }
  const indexFile = `${folder}index.md`;
  const index = parseWordsFile(indexFile, contentFile(indexFile), indexSchema, problems);
  const rendered = index && renderLinked(site, indexFile, index.body, index.bodyLine, problems);
  if (problems.length > 0 || !index || !rendered) throw new ProblemsError('The teaching material has errors', problems);
  const { tree, headings, words } = rendered;
  return { index: { front: index.front, html: toHtml(tree), headings, words }, lessons, quizzes };
});

/** What a page of a chapter's kit is made of. */
export interface KitPage {
  readonly lesson: Lesson;
  readonly quiz: Quiz;
}

/** The routes of a page that every chapter's kit has. */
export function kitRoutes() {
  const { lessons, quizzes } = teachingKit(defaultLanguage);
  return lessons.flatMap((lesson) => {
    const quiz = quizzes.find(({ id }) => id === lesson.id);
    return quiz ? [{ params: { chapter: lesson.id }, props: { lesson, quiz } satisfies KitPage }] : [];
  });
}

/** Address of a paragraph to read before a lesson. */
export function readHref(site: Site, at: string, chapter: string): string {
  const place = placeOf(at, chapter);
  return site.href(`${place.chapter}/#${place.paragraph}`);
}

/** A record as a card to hand out: who, when, what, in the words of the record, and which other cards answer it. */
export function sourceCard(site: Site, id: string, cards: readonly string[]): Html {
  const letter = (card: string) => cardLetter(cards.indexOf(card));
  const answers = answersTo(site.dataset, id).map((answer) => answer.row.id);
  const shown = answers.filter((answer) => cards.includes(answer));
  const others = answers.length - shown.length;
  const text = (key: string, values: MessageValues) => site.messages.text(`teach.card.${key}`, values);
  const answered = [
    ...(shown.length > 0 ? [text('answered', { cards: site.format.list(shown.map(letter)) })] : []),
    ...(others > 0 ? [text('others', { count: others })] : []),
  ];
  const said = sayingOf(recordOf(site.dataset, id), site);
  const tail = answered.length > 0 ? html`<p class="card__answers">${answered.join(' ')}</p>` : html``;
  return html`<p>${sayer(said)}. ${typeset(said.what)} ${recordMore(id, site)}</p>${tail}`;
}

/** A, B, C … */
export const cardLetter = (index: number): string => String.fromCharCode(65 + index);
