/** The worked example of docs/charts.md, built from the text as it stands there: what a newcomer copies must work. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ChartModule } from '../../src/charts/chart.ts';
import { charts } from '../../src/charts/registry.ts';
import { SymbolSheet } from '../../src/charts/shared/symbols.ts';
import { dataset } from '../../src/dataset/current.ts';
import type { Problem } from '../../src/dataset/problems.ts';
import { calculate, csvRows, type Result } from '../../src/story/calculation.ts';
import { chaptersIn } from '../../src/story/chapters.ts';
import { checkLesson, checkQuiz } from '../../src/story/teach-check.ts';
import { lessonSchema, quizSchema } from '../../src/story/teach-files.ts';
import { formatFor } from '../../src/words/format.ts';
import { parseWordsFile } from '../../src/words/front-matter.ts';
import { type MessageTree, messagesFrom } from '../../src/words/message.ts';
import { chartWith } from '../helpers/changed-charts.ts';

const folder = resolve('.cache', 'docs-example');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const guide = readFileSync('docs/charts.md', 'utf8');
const teaching = readFileSync('docs/teaching.md', 'utf8');
/** Numbers are bound to their words by spaces that do not break. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const blocks = (language: string, text = guide): string[] =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => match[1] ?? '');
const block = (language: string): string => blocks(language)[0] ?? '';

describe('The worked example of docs/charts.md', () => {
  test('is drawn in both frames, with the numbers of the reports and its words', async () => {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'report-totals.chart.ts');
    writeFileSync(
      file,
      block('ts')
        .replaceAll("from './", `from '${resolve('src/charts')}/`)
        .replaceAll("from '../", `from '${resolve('src')}/`),
    );
    const module: ChartModule = await import(/* @vite-ignore */ pathToFileURL(file).href);
    const chart = module.default('report-totals');
    const problems: never[] = [];
    const words = parseWordsFile(
      'docs/charts.md',
      block('md'),
      z.looseObject({ description: z.string().min(60) }),
      problems,
    );
    expect(problems).toEqual([]);
    const built = chart.build(
      dataset,
      messagesFrom('docs/charts.md', 'en', words?.front as MessageTree),
      formatFor('en'),
    );
    const [first, second] = dataset.tables.reports.map((row) => row.total);
    expect(plain(built.headline)).toBe(`The second report counted ${second} stations, the first ${first}`);
    for (const frame of ['wide', 'narrow'] as const) {
      const svg = built.picture(frame, new SymbolSheet(), { label: 'example' });
      expect(svg.match(/<rect /g)).toHaveLength(dataset.tables.reports.length);
      expect(plain(svg)).toContain(`at least ${second}`);
      expect(svg).not.toMatch(/undefined|NaN/);
    }
  });
});

describe('The skeletons of docs/teaching.md', () => {
  const [lessonText = '', quizText = ''] = blocks('yaml', teaching);
  const problems: Problem[] = [];
  const lesson = parseWordsFile('docs/teaching.md', `---\n${lessonText}---\n`, lessonSchema, problems)?.front;

  test('have the form of a lesson, with steps, places, charts and cards that add up', () => {
    expect(problems).toEqual([]);
    if (!lesson) throw new Error('The lesson was not read');
    const paragraphs = new Map(chaptersIn('en').map((chapter) => [chapter.id, chapter.ids]));
    expect(
      checkLesson('docs/teaching.md', 'scale', lesson, { paragraphs, charts: charts.map(({ id }) => id), dataset }),
    ).toEqual([]);
  });

  test('calculate from the columns that the file has', () => {
    const { chart, steps } = lesson?.numeracy ?? { chart: '', steps: [] };
    const earlier = new Map<string, Result>();
    for (const step of steps)
      earlier.set(step.id, calculate(step.calculate, csvRows(chartWith(chart, dataset)), dataset, earlier));
    const [first, second] = dataset.tables.reports.map((row) => row.total);
    expect(earlier.get('first')?.value).toBe(first);
    expect(earlier.get('second')?.value).toBe((second ?? 0) - (first ?? 0));
  });

  test('have the form of a quiz but for the questions that it leaves out', () => {
    const reported: Problem[] = [];
    parseWordsFile('docs/teaching.md', `---\n${quizText}---\n`, quizSchema, reported);
    expect(reported.map(({ field, expected }) => [field, expected])).toEqual([
      ['questions', expect.stringContaining('eight to ten questions')],
    ]);
    const five = parseWordsFile(
      'docs/teaching.md',
      `---\n${quizText}---\n`,
      z.looseObject({ questions: z.array(z.unknown()) }),
      reported,
    )?.front.questions;
    const quiz = quizSchema.parse({
      ...(parse(quizText) as object),
      questions: [...(five ?? []), ...['six', 'seven', 'eight'].map((id) => ({ ...(five?.[0] as object), id }))],
    });
    expect(checkQuiz('docs/teaching.md', quiz, lesson)).toEqual([]);
  });

  test('cite records that there are', () => {
    const cited = [...teaching.matchAll(/\[\^([a-z0-9-]+)\]/g)].map((match) => match[1] ?? '');
    expect(cited.length).toBeGreaterThan(20);
    expect(cited.filter((id) => !dataset.has('claims', id))).toEqual([]);
  });
});
