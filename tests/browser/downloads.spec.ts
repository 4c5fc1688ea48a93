/** Downloads in a real browser: the pictures with whatever fonts it has, and the archive as a reader takes it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { builtFolder, filesIn } from '../helpers/built-site.ts';
import { servedSite } from '../helpers/served-site.ts';

const server = servedSite();

const pictures = filesIn(join(builtFolder, 'charts')).filter((file) => file.endsWith('.svg'));

for (const file of pictures)
  test(`${file} alone shows all of its words inside the sheet, in the fonts of the system, and asks for nothing`, async ({
    page,
  }) => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    const errors: string[] = [];
    page.on('console', (message) => {
      // The browser itself asks for an icon of a picture that it shows alone.
      if (!message.location().url.endsWith('favicon.ico')) errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${server.url}charts/${file}`);
    const outside = await page.evaluate(() => {
      const { width, height } = (document.documentElement as unknown as SVGSVGElement).viewBox.baseVal;
      const sheet = document.documentElement.getBoundingClientRect();
      const scale = width / sheet.width;
      const texts = [...document.querySelectorAll('text')];
      const faults = texts.flatMap((text) => {
        const box = text.getBoundingClientRect();
        const [left, top] = [(box.left - sheet.left) * scale, (box.top - sheet.top) * scale];
        const inside = left >= 0 && top >= 0 && left + box.width * scale <= width && top + box.height * scale <= height;
        return inside ? [] : [`${text.textContent} (${Math.round(left)} to ${Math.round(left + box.width * scale)})`];
      });
      return { count: texts.length, faults };
    });
    expect(outside.count).toBeGreaterThan(5);
    expect(outside.faults).toEqual([]);
    expect(requests.filter((url) => !url.endsWith('favicon.ico'))).toEqual([`${server.url}charts/${file}`]);
    expect(errors).toEqual([]);
  });

test('all pictures stand in one page without restyling it or each other', async ({ page }) => {
  const svgs = pictures.map((file) =>
    readFileSync(join(builtFolder, 'charts', file), 'utf8').replace(/^<\?xml[^>]*>\s*/, ''),
  );
  await page.setContent(
    `<!doctype html><title>Host</title><p id="own" class="said label">text of the host</p>${svgs.join('')}`,
  );
  const found = await page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    const lost = [...document.querySelectorAll('use')].filter(
      (use) => !document.getElementById((use.getAttribute('xlink:href') ?? '').slice(1)),
    );
    return {
      twice: ids.filter((id, index) => ids.indexOf(id) !== index),
      lost: lost.length,
      colour: getComputedStyle(document.querySelector('#own') as Element).color,
    };
  });
  expect(found).toEqual({ twice: [], lost: 0, colour: 'rgb(0, 0, 0)' });
});

test('the archive comes down as a file whose sum is the one on the page', async ({ page }) => {
  await page.goto(`${server.url}data/`);
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.download a').click()]);
  expect(download.suggestedFilename()).toMatch(/^110-abroad-\d+\.\d+\.\d+(?:\+unreleased)?\.zip$/);
  const sum = createHash('sha256')
    .update(readFileSync(await download.path()))
    .digest('hex');
  await expect(page.locator('.sum code')).toHaveText(sum);
});
