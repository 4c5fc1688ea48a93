/** The words of a text are the reader's: copied and captured they are what was written, and pictures are there when a page is taken whole. */
import { expect } from '@playwright/test';
import { chapterIds } from '../helpers/chapters.ts';
import { copyArticle, lostBlocks, textBlocks } from '../helpers/copied-words.ts';
import { test } from '../helpers/kept-pages.ts';
import { darkPixels, decodePng } from '../helpers/png.ts';
import { screenshotOf } from '../helpers/screenshot.ts';
import { servedSite } from '../helpers/served-site.ts';

const server = servedSite();

test('a chapter that is copied is its words, with nothing in between', async ({ newPage }) => {
  const page = await newPage({ permissions: ['clipboard-read', 'clipboard-write'] });
  for (const id of chapterIds) {
    await page.goto(`${server.url}${id}/`);
    expect(await page.evaluate(copyArticle)).toBe(true);
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const blocks = await page.evaluate(textBlocks);
    expect(blocks.length, id).toBeGreaterThan(25);
    expect(lostBlocks(copied, blocks), id).toEqual([]);
  }
});

const kinds = ['', 'scale/', 'charts/italy-map/', 'teach/slides/italy/', 'embed/italy-map/'];
for (const path of kinds)
  test(`a picture of the whole of ${path || 'the front page'} has ink in every figure`, async ({ newPage }) => {
    const page = await newPage({ viewport: { width: 800, height: 700 } });
    await page.goto(server.url + path);
    const boxes = await page.evaluate(() =>
      [...document.querySelectorAll('svg.picture')]
        .filter((picture) => picture.checkVisibility() && !picture.closest('details:not([open])'))
        .map((picture) => {
          const { left, top, width, height } = picture.getBoundingClientRect();
          return { id: picture.getAttribute('data-chart') ?? '', x: left, y: top + scrollY, width, height };
        }),
    );
    expect(boxes.length).toBeGreaterThan(0);
    const whole = decodePng(await screenshotOf(page, { fullPage: true }));
    const blank = boxes.filter(
      ({ x, y, width, height }) => darkPixels(whole, x, y, x + width, y + height) < 0.0005 * width * height,
    );
    expect(blank.map(({ id }) => id)).toEqual([]);
  });
