/** The grids of small pictures on the built site: every chart under its chapter, with its picture and the answer to it; and what was left out. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { siteIn } from '../../src/story/site.ts';
import { builtFolder, filesIn, readPage } from '../helpers/built-site.ts';
import { chapterIds } from '../helpers/chapters.ts';
import { parseHtml, parseXml } from '../helpers/xml.ts';

const site = siteIn('en');
const charts = [...site.charts.values()];
const plain = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ').trim();

describe.each([
  ['charts/', 'chart'],
  ['teach/figures/', 'pick'],
] as const)('the grid of %s', (path, prefix) => {
  const page = readPage(path);
  const document = parseHtml(page);

  test('has every chart under its chapter, with its headline and the way to its page', () => {
    const order = [...document.querySelectorAll('.story > h2[id], .grid > li')].map((element) => element.id);
    const expected = chapterIds.flatMap((chapter) => [
      chapter,
      ...charts.filter((entry) => entry.chapter === chapter).map(({ chart }) => `${prefix}-${chart.id}`),
    ]);
    expect(order.slice(0, expected.length)).toEqual(expected);
    for (const { chart } of charts) {
      const link = document.querySelector(`#${prefix}-${chart.id} > a`);
      expect(link?.getAttribute('href')).toBe(`/charts/${chart.id}/`);
      expect(plain(link?.querySelector('.grid__headline')?.textContent)).toBe(plain(chart.headline));
    }
  });

  test('has a picture of each, which is there and has something in it', () => {
    for (const { chart } of charts) {
      const picture = document.querySelector(`#${prefix}-${chart.id} img`);
      expect(picture?.getAttribute('alt'), 'the headline says what it shows').toBe('');
      const file = join(builtFolder, picture?.getAttribute('src') ?? '');
      expect(existsSync(file), file).toBe(true);
      const drawn = parseXml(readFileSync(file, 'utf8'));
      expect(drawn.querySelectorAll('g.picture :is(path, rect, circle, use, text)').length, file).toBeGreaterThan(3);
      const style = drawn.querySelector('style')?.textContent;
      expect(style, file).toContain('prefers-color-scheme:dark');
      expect(style, 'its inks are of one palette').not.toMatch(/forced-colors|CanvasText|Highlight/);
    }
  });

  test('has the answer to what a chart shows beside it, in a line that says who answers, with the way to its record', () => {
    for (const { chart, words } of charts) {
      const shown = document.querySelector(`#${prefix}-${chart.id} .chart__answer`);
      if (words.answer === undefined) expect(shown, chart.id).toBeNull();
      else {
        expect(plain(shown?.textContent), chart.id).toContain(plain(site.shortAnswers.text(words.answer)));
        expect(shown?.querySelector('a')?.getAttribute('href')).toBe(`/claims/${words.answer}/`);
      }
    }
  });

  test('is light: below 1,500 elements and 15 kB', () => {
    expect(document.querySelectorAll('*').length).toBeLessThan(1500);
    expect(brotliCompressSync(page).length).toBeLessThan(15_000);
  });
});

test('what was left out is said, with its records', () => {
  const page = readPage('charts/');
  const text = plain(parseHtml(page).querySelector('#not-drawn ~ ul')?.textContent) ?? '';
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

test('the page of fixed frames is for dev: it is not built and nothing leads there', () => {
  const files = filesIn(builtFolder);
  expect(files.filter((file) => /frames/.test(file))).toEqual([]);
  for (const file of files.filter((file) => /\.(?:html|xml)$/.test(file)))
    expect(readPage(file), file).not.toContain('charts/frames');
});
