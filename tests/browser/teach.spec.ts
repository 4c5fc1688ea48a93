/** The teaching kit in a real browser: a quiz by keyboard and without script, the worksheet and the slides on paper. Axe and widths: pages.spec.ts, which takes every page. */
import { inflateSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { chapterIds } from '../helpers/chapters.ts';
import { test } from '../helpers/kept-pages.ts';
import { servedSite } from '../helpers/served-site.ts';

const server = servedSite();

/** Width and height of every page of a PDF, in points. */
function pageSizes(pdf: Buffer): [number, number][] {
  const raw = pdf.toString('latin1');
  // Page objects may stand in compressed streams.
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map((match) => {
    try {
      return inflateSync(Buffer.from(match[1] ?? '', 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return [...[raw, ...streams].join('\n').matchAll(/\/MediaBox\s*\[\s*[\d.]+ [\d.]+ ([\d.]+) ([\d.]+)\s*\]/g)].map(
    (match) => [Number(match[1]), Number(match[2])],
  );
}

for (const id of chapterIds)
  test(`the quiz on ${id} can be filled in with the keyboard alone, without script`, async ({ newPage }) => {
    const page = await newPage({ javaScriptEnabled: false });
    await page.goto(`${server.url}teach/${id}/quiz/`);
    const groups = await page.locator('.quiz__item').count();
    const radioGroups = new Set(
      await page
        .locator('.quiz__item input[type=radio]')
        .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).name)),
    );
    await page.locator('.quiz__item').first().locator('input').first().focus();
    const seen = new Set<string>();
    // A radio group is one stop; each is answered with an arrow key, boxes with the space bar, fields by typing.
    for (let stop = 0; stop < 80; stop += 1) {
      const at = page.locator(':focus');
      const type = await at.getAttribute('type').catch(() => null);
      const isText = type === 'text' || (await at.evaluate((element) => element.tagName)) === 'TEXTAREA';
      const item = await at.evaluate((element) => element.closest('.quiz__item')?.id ?? '');
      if (!item) break;
      seen.add(item);
      await expect(at).toBeVisible();
      if (type === 'radio') await page.keyboard.press('ArrowDown');
      else if (type === 'checkbox') await page.keyboard.press('Space');
      else if (isText) await page.keyboard.type('11');
      await page.keyboard.press('Tab');
    }
    expect(seen.size).toBe(groups);
    expect(await page.locator('.quiz__item input[type=radio]:checked').count()).toBe(radioGroups.size);
    expect(await page.locator('.quiz__item input[type=checkbox]:not(:checked)').count()).toBe(0);
    await expect(page.locator('.quiz__end a')).toBeFocused();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/answers\/$/);
  });

for (const format of ['A4', 'Letter'] as const)
  for (const id of chapterIds)
    test(`quiz and worksheet on ${id} print on two pages of ${format} at most`, async ({ page }) => {
      for (const part of ['quiz', 'worksheet']) {
        await page.goto(`${server.url}teach/${id}/${part}/`);
        expect(pageSizes(await page.pdf({ format, preferCSSPageSize: true })).length, part).toBeLessThanOrEqual(2);
      }
    });

for (const format of ['A4', 'Letter'] as const)
  test(`slides print two on a page of ${format}, the tall ones alone`, async ({ page }) => {
    await page.goto(`${server.url}teach/slides/scale/`);
    const tall = await page
      .locator('.slide')
      .evaluateAll((slides) => slides.map(({ className }) => /tall/.test(className)));
    // Runs of slides between the tall ones fill their pages in pairs.
    const runs =
      tall
        .map((own) => (own ? 'T' : 's'))
        .join('')
        .match(/T|s+/g) ?? [];
    const pages = runs.reduce((sum, run) => sum + (run === 'T' ? 1 : Math.ceil(run.length / 2)), 0);
    const sizes = pageSizes(await page.pdf({ format, preferCSSPageSize: true }));
    expect(sizes.length).toBe(pages);
    expect(pages).toBeLessThan(tall.length * 0.8);
    await page.emulateMedia({ media: 'print' });
    // Nothing of a slide may stand below it, where the next page begins.
    const over = await page.locator('.slide').evaluateAll((elements) =>
      elements.flatMap((slide) => {
        const box = slide.getBoundingClientRect();
        return [...slide.querySelectorAll('p, h2, svg.picture--wide')].some(
          (part) => part.getBoundingClientRect().bottom > box.bottom + 1,
        )
          ? [slide.id]
          : [];
      }),
    );
    expect(over).toEqual([]);
  });

test('the list of the slides is printed too', async ({ page }) => {
  await page.goto(`${server.url}teach/slides/`);
  await page.emulateMedia({ media: 'print' });
  for (const part of ['h1', 'h2', 'li[id^="slide-"]']) await expect(page.locator(`main ${part}`).first()).toBeVisible();
});

test('a slide stands whole on a projected screen and the links on it turn to the next', async ({ newPage }) => {
  const page = await newPage({ viewport: { width: 1280, height: 800 }, javaScriptEnabled: false });
  await page.goto(`${server.url}teach/slides/scale/#slide-world-map`);
  const slide = page.locator('#slide-world-map');
  await expect(slide.locator('svg.picture--wide')).toBeInViewport({ ratio: 1 });
  await expect(slide.locator('.chart__answer')).toBeInViewport({ ratio: 1 });
  const next = slide.locator('.slide__turn a').last();
  const target = await next.getAttribute('href');
  await next.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator(target ?? '')).toBeInViewport({ ratio: 0.9 });
});
