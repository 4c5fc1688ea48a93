/** The single file as somebody opens it who got it on a memory stick: from disk, no network, no script. */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { axeFindings, openForAxe } from '../helpers/axe.ts';
import { builtFolder } from '../helpers/built-site.ts';

const address = pathToFileURL(resolve(join(builtFolder, 'offline', '110-abroad.html'))).href;

interface Opened {
  readonly page: Page;
  readonly requests: readonly string[];
}

async function open(
  browser: Browser,
  options: { width: number; script?: boolean; colorScheme?: 'light' | 'dark' },
): Promise<Opened> {
  const { width, script = false, colorScheme = 'light' } = options;
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    javaScriptEnabled: script,
    colorScheme,
    offline: true,
  });
  const page = await context.newPage();
  const requests: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) requests.push(request.url());
  });
  await page.goto(address);
  return { page, requests };
}

for (const width of [360, 1280])
  test(`opens from disk at ${width} px with nothing but itself: every chart is drawn, nothing runs out at the side`, async ({
    browser,
  }) => {
    const { page, requests } = await open(browser, { width });
    const figures = await page.locator('figure.chart').count();
    expect(figures).toBeGreaterThan(20);
    const shown = await page.locator('svg.picture').evaluateAll((pictures) =>
      pictures
        .map((picture) => ({ name: picture.getAttribute('class'), box: picture.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0)
        .map(({ name, box }) => ({ name, width: box.width, height: box.height, right: box.right })),
    );
    expect(shown).toHaveLength(figures);
    for (const picture of shown) {
      expect(picture.name).toContain(width === 360 ? 'picture--narrow' : 'picture--wide');
      expect(picture.width).toBeGreaterThan(300);
      expect(picture.height).toBeGreaterThan(80);
      expect(picture.right).toBeLessThanOrEqual(width);
    }
    const [has, needs] = await page.locator('html').evaluate((html) => [html.clientWidth, html.scrollWidth]);
    expect(needs).toBeLessThanOrEqual(has ?? 0);
    expect(requests).toEqual([address]);
    await page.context().close();
  });

test('sets its text in the fonts it brings', async ({ browser }) => {
  const { page } = await open(browser, { width: 1280, script: true });
  const loaded = await page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts]
      .filter((font) => font.status === 'loaded')
      .map((font) => font.family.replaceAll('"', ''));
  });
  expect(loaded).toEqual(expect.arrayContaining(['Source Serif 4', 'Source Sans 3']));
  await page.context().close();
});

test('leads from the contents to a chapter, from its text to a note and back, from the note to its record', async ({
  browser,
}) => {
  const { page, requests } = await open(browser, { width: 1280 });
  const at = () => decodeURIComponent(new URL(page.url()).hash);
  const inView = (hash: string) => expect(page.locator(`[id="${hash.slice(1)}"]`)).toBeInViewport();
  await page.locator('#contents a[href="#netherlands"]').click();
  await inView('#netherlands');
  const reference = page.locator('#netherlands .reference a[id]').first();
  const back = await reference.getAttribute('id');
  await reference.click();
  expect(at()).toMatch(/^#netherlands\.note-/);
  const note = page.locator(`[id="${at().slice(1)}"]`);
  await expect(note).toBeInViewport();
  await note.locator('.note__ways a').first().click();
  expect(at()).toBe(`#${back}`);
  await inView(at());
  const record = page.locator('#netherlands .note a[href^="#claims."]').first();
  await record.click();
  expect(at()).toMatch(/^#claims\./);
  await inView(at());
  expect(requests).toEqual([address]);
  await page.context().close();
});

test('axe finds nothing, light and dark', async ({ browser }) => {
  test.setTimeout(300_000);
  const { page } = await open(browser, { width: 1280, script: true });
  await openForAxe(page);
  await page.evaluate(() => {
    // Nothing inside a picture speaks; its labels are looked at on the pages of the chapters.
    for (const picture of document.querySelectorAll('svg.picture')) picture.replaceChildren();
    // What led to the removed rows.
    const known = new Set([...document.querySelectorAll('[id]')].map((element) => element.id));
    for (const link of document.querySelectorAll('a[href^="#"]'))
      if (!known.has(decodeURIComponent((link.getAttribute('href') ?? '').slice(1))))
        link.setAttribute('href', '#contents');
  });
  expect(await axeFindings(page)).toEqual([]);
  await page.context().close();
});

test('on paper has its contents, its tables unfolded, black on white', async ({ browser }) => {
  const { page } = await open(browser, { width: 794, colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('#contents')).toBeVisible();
  await expect(page.locator('.offline__up').first()).toBeHidden();
  await expect(page.locator('[id="scale.chart-world-map"] table')).toBeVisible();
  expect(await page.locator('body').evaluate((body) => getComputedStyle(body).color)).toBe('rgb(0, 0, 0)');
  await page.context().close();
});
