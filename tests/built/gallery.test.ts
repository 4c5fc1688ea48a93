/** The gallery of the built site: an index, every chart under its chapter, what was left out, and no page that is for maintainers only. */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { siteIn } from '../../src/story/site.ts';
import { builtFolder, filesIn, readPage } from '../helpers/built-site.ts';
import { chapterIds } from '../helpers/chapters.ts';
import { parseHtml } from '../helpers/xml.ts';

const page = readPage('charts/');
const document = parseHtml(page);
const charts = [...siteIn('en').charts.values()];

test('the index names every chart with its headline and question, in the order of the figures', () => {
  const items = [...document.querySelectorAll('.gallery li:has(.muted)')];
  const figures = [...document.querySelectorAll('figure.chart')].map((figure) => figure.id);
  expect(items.map((item) => item.querySelector('a')?.getAttribute('href'))).toEqual(figures.map((id) => `#${id}`));
  expect(figures).toEqual(charts.map(({ chart }) => `chart-${chart.id}`));
  items.forEach((item, index) => {
    expect(item.querySelector('a')?.textContent).toBe(charts[index]?.chart.headline);
    expect(item.querySelector('.muted')?.textContent).toMatch(/\?$/);
  });
});

test('the figures stand under their chapters', () => {
  const order = [...document.querySelectorAll('.story > h2[id], .story > figure.chart')].map((element) => element.id);
  const expected = chapterIds.flatMap((chapter) => [
    chapter,
    ...charts.filter((entry) => entry.chapter === chapter).map(({ chart }) => `chart-${chart.id}`),
  ]);
  expect(order.slice(0, expected.length)).toEqual(expected);
});

test('every answer is told in full once, and named at every other chart it belongs to', () => {
  const told = new Map<string, number>();
  for (const item of document.querySelectorAll('.chart__answers li')) {
    const id = item.querySelector('a')?.getAttribute('href')?.split('/').at(-2) ?? '';
    expect(item.querySelector('b')?.textContent, 'who answers').toBeTruthy();
    told.set(id, (told.get(id) ?? 0) + (item.querySelector('a.note__more') ? 1 : 0));
  }
  expect(told.size).toBeGreaterThan(10);
  for (const [id, count] of told) expect(count, id).toBeLessThanOrEqual(1);
});

test('what was left out is said, with its records', () => {
  const text = document.querySelector('#not-drawn ~ ul')?.textContent?.replaceAll('\u00a0', ' ') ?? '';
  for (const part of [
    'by population',
    '21 countries',
    'Fox Hunt and Sky Net',
    '2022',
    'fraud campaign',
    'Myanmar',
    'New York',
    'trend',
  ])
    expect(text).toContain(part);
  for (const record of ['scale-02', 'hunt-23', 'hunt-14', 'pers-24', 'usa-2026-05-13-verdict'])
    expect(page).toContain(`claims/${record}/"`);
});

test('it weighs at most 120 kB gzip', () => expect(gzipSync(page).length).toBeLessThanOrEqual(120_000));

test('the page of fixed frames is for dev: it is not built and nothing leads there', () => {
  const files = filesIn(builtFolder);
  expect(files.filter((file) => /frames/.test(file))).toEqual([]);
  for (const file of files.filter((file) => /\.(?:html|xml)$/.test(file)))
    expect(readPage(file), file).not.toContain('charts/frames');
});
