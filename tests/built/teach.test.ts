/** The teaching kit as built: every page is there, says what it is to machines, and its solutions agree with the files that pupils open. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { siteIn } from '../../src/story/site.ts';
import { teachingKit } from '../../src/story/teach.ts';
import { builtFolder, pagePaths, readPage } from '../helpers/built-site.ts';
import { chapterIds } from '../helpers/chapters.ts';
import { parseHtml } from '../helpers/xml.ts';

const kit = teachingKit('en');
const charts = [...siteIn('en').charts.values()];
const paths = [
  'teach/',
  'teach/slides/',
  'teach/figures/',
  ...chapterIds.flatMap((id) => ['', 'worksheet/', 'quiz/', 'answers/'].map((part) => `teach/${id}/${part}`)),
  ...chapterIds.map((id) => `teach/slides/${id}/`),
];
const words = (node: Element | DocumentFragment | null | undefined) =>
  (node?.textContent ?? '').replace(/\s+/g, ' ').trim();

test('every page of the kit is built', () => {
  for (const path of paths) expect(pagePaths(), path).toContain(path);
  expect(
    pagePaths()
      .filter((path) => path.startsWith('teach/'))
      .sort(),
  ).toEqual([...paths].sort());
});

test.each(paths)('%s says to machines what it is: level or ages, time, licence', (path) => {
  const page = readPage(path);
  const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? '{}');
  expect(data['@type']).toBe('LearningResource');
  expect(data.url).toMatch(new RegExp(`/${path}$`));
  expect(data.typicalAgeRange).toMatch(/^1[5-8]-1[5-9]$/);
  expect(data.timeRequired).toMatch(/^PT\d+M$/);
  expect(data.license).toBe('https://creativecommons.org/licenses/by/4.0/');
  expect(data.learningResourceType).toBeTruthy();
  if (/^teach\/\w+\/$/.test(path) && !/slides|figures/.test(path))
    expect(data).toMatchObject({
      timeRequired: 'PT60M',
      learningResourceType: 'Lesson plan',
      audience: { educationalRole: 'teacher' },
    });
  const facts = words(parseHtml(page).querySelector('.opening__facts'));
  expect(facts).toMatch(/Ages/);
  expect(facts).toMatch(/to read/);
  expect(facts).toMatch(/CC BY 4\.0/);
});

test('the footer of every page and the end of every chapter lead to the kit', () => {
  for (const path of pagePaths().filter((path) => !path.startsWith('embed/')))
    expect(readPage(path), path).toMatch(/href="[^"]*\/teach\/"/);
  for (const id of chapterIds)
    expect(parseHtml(readPage(`${id}/`)).querySelector(`article a[href$="/teach/${id}/"]`), id).not.toBeNull();
});

describe.each([...chapterIds])('the lesson on %s', (id) => {
  const lesson = kit.lessons.find((candidate) => candidate.id === id);
  const document = parseHtml(readPage(`teach/${id}/`));

  test('has times that run from nought to sixty', () => {
    const times = [...document.querySelectorAll('.step__time')].map(
      (step) =>
        words(step)
          .match(/(\d+)–(\d+)/)
          ?.slice(1)
          .map(Number) ?? [],
    );
    expect(times[0]?.[0]).toBe(0);
    expect(times.at(-1)?.[1]).toBe(60);
    times.slice(1).forEach(([from], index) => {
      expect(from).toBe(times[index]?.[1]);
    });
  });

  test('leads to paragraphs and slides that are there', () => {
    for (const link of document.querySelectorAll<HTMLAnchorElement>('#read ~ ul a[href*="#"], .step__slide a')) {
      const [path = '', key = ''] = (link.getAttribute('href') ?? '').replace(/^\//, '').split('#');
      expect(readPage(path), `${path}#${key}`).toContain(`id="${key}"`);
    }
  });

  test('has the results that its CSV file gives, reckoned here from the file alone', () => {
    if (!lesson) throw new Error('no lesson');
    const table = readCsv(`charts/${lesson.front.numeracy.chart}.csv`);
    const results = new Map<string, string>();
    for (const step of lesson.front.numeracy.steps)
      results.set(step.id, words(document.querySelector(`#step-${step.id} .worked__result`)));
    const number = (name: string) => Number((results.get(name) ?? '').replace(/[,%]/g, ''));
    for (const { id: name, calculate: what } of lesson.front.numeracy.steps) {
      const chosen = table.filter((row) =>
        Object.entries(what.where ?? {}).every(([column, wanted]) => {
          const cell = (row[column] ?? '').replaceAll('\u00a0', ' ');
          return typeof wanted === 'object' && !Array.isArray(wanted)
            ? cell !== '' && Number(cell) > wanted.above
            : [wanted].flat().includes(cell);
        }),
      );
      if (what.count) expect(number(name), name).toBe(chosen.length);
      if (what.sum)
        expect(number(name), name).toBe(chosen.reduce((sum, row) => sum + Number(row[what.sum ?? ''] || 0), 0));
      if (what.minus) expect(number(name), name).toBe(number(what.minus[0]) - number(what.minus[1]));
      if (what.share) expect(number(name), name).toBeCloseTo((number(what.share[0]) / number(what.share[1])) * 100, 1);
      expect(results.get(name), name).toMatch(/^[\d,.]+%?$/);
    }
  });

  test('has a worksheet with the cards and tasks and without the solutions', () => {
    const sheet = parseHtml(readPage(`teach/${id}/worksheet/`));
    expect([...sheet.querySelectorAll('.card')].map(words)).toEqual([...document.querySelectorAll('.card')].map(words));
    expect(sheet.querySelectorAll('.expect, .worked__result')).toHaveLength(0);
    expect([...sheet.querySelectorAll('.ask')].map(words)).toEqual(
      [...document.querySelectorAll('#sources ~ .asks .ask')].map(words),
    );
    expect(sheet.querySelectorAll('.lines').length).toBe(sheet.querySelectorAll('.ask').length);
  });
});

describe.each([...chapterIds])('the quiz on %s', (id) => {
  const quiz = kit.quizzes.find((candidate) => candidate.id === id);
  const page = parseHtml(readPage(`teach/${id}/quiz/`));
  const answers = parseHtml(readPage(`teach/${id}/answers/`));

  test('has an answer with a reason and a record for every question, on a page of its own', () => {
    const items = [...page.querySelectorAll('.quiz__item')];
    expect(items.length).toBe(quiz?.front.questions.length);
    for (const item of items) {
      const answer = answers.querySelector(`#${item.id}`);
      expect(words(answer?.querySelector('.answer')), item.id).toMatch(/\S{2}/);
      expect(answer?.querySelector('.cites a'), item.id).not.toBeNull();
    }
  });

  test('does not give its answers away', () => {
    const text = words(page.querySelector('article'));
    for (const item of answers.querySelectorAll('.expect')) {
      const why = words(item.querySelector('p:last-child')).replace(/^Why: /, '');
      expect(text).not.toContain(why.slice(0, 40));
    }
    for (const example of answers.querySelectorAll('p.answer'))
      expect(text).not.toContain(
        words(example)
          .replace(/^(?:For example|Answer): /, '')
          .slice(0, 40),
      );
    expect(page.querySelectorAll('[checked], [data-correct], .note__more')).toHaveLength(0);
  });

  test('gives every field a name and every group a question', () => {
    for (const field of page.querySelectorAll('.quiz__item input, .quiz__item textarea'))
      expect(words(field.closest('label'))).toMatch(/\S{3}/);
    for (const group of page.querySelectorAll('fieldset'))
      expect(words(group.querySelector(':scope > legend'))).toMatch(/\S{3}/);
    expect(page.querySelector('form')).toBeNull();
  });
});

test('the slides show every chart once, with its answer where it has one, and are listed on one page', () => {
  const list = parseHtml(readPage('teach/slides/'));
  for (const id of chapterIds) {
    const deck = parseHtml(readPage(`teach/slides/${id}/`));
    const own = charts.filter(({ chapter }) => chapter === id);
    expect([...deck.querySelectorAll('.slide')].map((slide) => slide.id)).toEqual(
      own.map(({ chart }) => `slide-${chart.id}`),
    );
    for (const { chart, words: chartWords } of own) {
      expect(deck.querySelector(`#slide-${chart.id} .chart__answer`) !== null, chart.id).toBe(
        chartWords.answer !== undefined,
      );
      expect(list.querySelector(`#slide-${chart.id} a`)?.getAttribute('href')).toBe(
        `/teach/slides/${id}/#slide-${chart.id}`,
      );
    }
  }
});

test('each of the figures has a number, its address in print and a way to its slide', () => {
  const document = parseHtml(readPage('teach/figures/'));
  charts.forEach(({ chart, chapter }, index) => {
    const item = document.querySelector(`#pick-${chart.id}`);
    expect(words(item?.querySelector('.grid__number')), chart.id).toBe(String(index + 1));
    expect(words(item?.querySelector('.grid__address')), chart.id).toContain(`charts/${chart.id}/`);
    expect(item?.querySelector('.grid__address a')?.getAttribute('href')).toBe(
      `/teach/slides/${chapter}/#slide-${chart.id}`,
    );
  });
});

test.each([
  ['teach/slides/', 24_000],
  // The first chapter's slides have the map of the world with its coasts of Europe: 48,500.
  ...chapterIds.map((id) => [`teach/slides/${id}/`, 50_000] as const),
  ...chapterIds.flatMap((id) =>
    ['', 'worksheet/', 'quiz/', 'answers/'].map((part) => [`teach/${id}/${part}`, 24_000] as const),
  ),
] as const)('%s weighs at most %i bytes gzip', (path, most) => {
  expect(gzipSync(readPage(path), { level: 9 }).length).toBeLessThanOrEqual(most);
});

/** A CSV file as a spreadsheet reads it: rows by column name. */
function readCsv(path: string): Record<string, string>[] {
  const text = readFileSync(join(builtFolder, path), 'utf8');
  const rows: string[][] = [[]];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] === '\r\n') rows.push([]);
  }
  const [names = [], ...body] = rows.filter((row) => row.length > 0);
  return body.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? ''])));
}
