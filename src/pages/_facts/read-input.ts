/** Reads from disk what the fact-checker needs: words, records, the editors' lists, the claims and values of the charts, the last frozen edition. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { type BuiltChart, type Chart, chapterIds } from '../../charts/chart.ts';
import { type Dataset, parseDataset } from '../../dataset/parse.ts';
import { type Problem, ProblemsError } from '../../dataset/problems.ts';
import { lastEdition, readEdition, readTables } from '../../publish/editions-on-disk.ts';
import { calculate, csvRows, type Result } from '../../story/calculation.ts';
import type { BadException } from '../../story/fact-check/blocks.ts';
import { contentTexts, type Given, recordTexts } from '../../story/fact-check/collect.ts';
import { english } from '../../story/fact-check/english.ts';
import { readLists } from '../../story/fact-check/lists.ts';
import type { FactInput } from '../../story/fact-check/types.ts';
import { type LessonFront, lessonSchema } from '../../story/teach-files.ts';
import { formatFor } from '../../words/format.ts';
import { parseWordsFile, parseYaml } from '../../words/front-matter.ts';
import { type MessageTree, messagesFrom } from '../../words/message.ts';

/** All files below a folder, path to text, sorted. */
export function readFolder(folder: string, pattern: RegExp, root = '.'): Map<string, string> {
  const files = new Map<string, string>();
  const visit = (path: string): void => {
    for (const name of readdirSync(join(root, path)).sort()) {
      const next = `${path}/${name}`;
      if (statSync(join(root, next)).isDirectory()) visit(next);
      else if (pattern.test(name)) files.set(next, readFileSync(join(root, next), 'utf8'));
    }
  };
  visit(folder);
  return files;
}

/**
 * What each chart shows: its claims, and the values its words are filled with. A chart whose words are faulty is left to the build.
 * @param wanted whether a file is to be checked: charts are only built for those
 */
async function chartsGiven(files: ReadonlyMap<string, string>, language: string, dataset: Dataset, wanted: (file: string) => boolean): Promise<Map<string, Given>> {
  const given = new Map<string, Given>();
  const lessons = lessonsIn(files, language).filter((lesson) => wanted(lesson.file) || wanted(quizOf(lesson.file)));
  for (const name of readdirSync('src/charts').filter((file) => file.endsWith('.chart.ts'))) {
    const chart = ((await import(/* @vite-ignore */ pathToFileURL(join('src/charts', name)).href)) as { default: Chart }).default;
    const file = `content/${language}/charts/${chart.id}.md`;
    const exercises = lessons.filter((lesson) => lesson.front.numeracy.chart === chart.id);
    if (!wanted(file) && exercises.length === 0) continue;
    const front = /^---\r?\n([\s\S]*?)\r?\n---/.exec(files.get(file) ?? '')?.[1];
    const tree = front === undefined ? undefined : parseYaml(file, front, z.looseObject({}), []);
    if (!tree) continue;
    const built = chart.build(dataset, messagesFrom(file, language, tree as MessageTree), formatFor(language));
    given.set(file, {
      cites: built.claims,
      figures: [...Object.entries(built.values).map(([key, value]) => ({ name: `${chart.id}: ${key}`, value })), { name: `${chart.id}: rows`, value: built.table.rows.length }],
    });
    for (const lesson of exercises) {
      const figures = lessonFigures(lesson, built, dataset);
      given.set(lesson.file, { cites: [], figures });
      given.set(quizOf(lesson.file), { cites: [], figures });
    }
  }
  return given;
}

interface ParsedLesson {
  readonly file: string;
  readonly front: LessonFront;
}

const quizOf = (lesson: string): string => lesson.replace(/([^/]+)\.md$/, 'quiz/$1.yaml');

/** The lessons of a language. A faulty one is left to the build. */
function lessonsIn(files: ReadonlyMap<string, string>, language: string): ParsedLesson[] {
  return chapterIds.flatMap((id) => {
    const file = `content/${language}/teach/${id}.md`;
    const front = parseWordsFile(file, files.get(file) ?? '', lessonSchema, [])?.front;
    return front ? [{ file, front }] : [];
  });
}

/** What the build computes for an exercise bears the words of its lesson and its quiz. */
function lessonFigures({ front }: ParsedLesson, chart: BuiltChart, dataset: Dataset): Given['figures'] {
  const earlier = new Map<string, Result>();
  for (const step of front.numeracy.steps) {
    try {
      earlier.set(step.id, calculate(step.calculate, csvRows(chart), dataset, earlier));
    } catch {
      // The build names the step and what is wrong with it.
    }
  }
  return [...earlier].flatMap(([id, { value, percent }]) => [{ name: `worked: ${id}`, value }, ...(percent ? [{ name: `worked: ${id}`, value: `${value}%` }] : [])]);
}

export interface FactsInput {
  readonly input: FactInput;
  readonly bad: readonly BadException[];
  readonly edition: string | undefined;
}

/**
 * Everything of one language. Throws with every fault of data and lists.
 * @param only files to check, where not all are: much less is built then
 */
export async function readFactsInput(language = 'en', only?: readonly string[]): Promise<FactsInput> {
  const wanted = (file: string): boolean => only === undefined || only.includes(file);
  const tables = readTables('data');
  const dataset = parseDataset(tables);
  const files = readFolder('content', /\.(?:md|yaml)$/);
  const problems: Problem[] = [];
  const lists = readLists(files, language, problems);
  if (!lists) throw new ProblemsError('The lists of the fact-checker have errors', problems);
  const bad: BadException[] = [];
  const given = await chartsGiven(files, language, dataset, wanted);
  const texts = [...contentTexts(files, language, dataset, given, bad), ...(only ? [] : recordTexts(dataset, tables))].filter((text) => wanted(text.file));
  const folder = lastEdition();
  return { input: { texts, dataset, lists, grammar: english, previous: folder ? comparable(folder) : undefined }, bad, edition: folder };
}

/** A frozen edition; one of an older schema is no ground for comparison. */
function comparable(folder: string): Dataset | undefined {
  try {
    return readEdition(folder);
  } catch (error) {
    if (error instanceof ProblemsError) return undefined;
    throw error;
  }
}
