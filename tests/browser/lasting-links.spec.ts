/** Terms that open in place and addresses that can be copied, with the keyboard alone and without script. */
import { expect, type Page } from '@playwright/test';
import { axeFindings } from '../helpers/axe.ts';
import { chapterIds } from '../helpers/chapters.ts';
import { test } from '../helpers/kept-pages.ts';
import { servedSite } from '../helpers/served-site.ts';

const server = servedSite();

const chapters = chapterIds.map((id) => `${id}/`);

/** Presses Tab until the focus is on an element; fails after a few hundred stops. */
async function tabTo(page: Page, selector: string): Promise<number> {
  for (let stops = 1; stops < 400; stops += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return stops;
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}

for (const path of chapters)
  test(`with the keyboard alone each term of ${path} opens, leads to its entry and closes`, async ({ newPage }) => {
    const page = await newPage({ viewport: { width: 900, height: 700 } });
    await page.goto(server.url + path);
    const terms = page.locator('.term');
    const count = await terms.count();
    expect(count).toBeGreaterThan(0);
    const definition = page.locator('.sheet:popover-open');
    for (let index = 0; index < count; index += 1) {
      const term = terms.nth(index);
      await term.focus();
      await page.keyboard.press('Enter');
      await expect(definition).toBeVisible();
      const box = await definition.boundingBox();
      expect(box && box.x >= 0 && box.x + box.width <= 900).toBe(true);
      expect(box && box.y >= 0 && box.y + box.height <= 700).toBe(true);
      // The way goes from the term into the definition.
      await page.keyboard.press('Tab');
      await expect(definition.locator(':focus')).toHaveCount(1);
      await page.keyboard.press('Escape');
      await expect(definition).toHaveCount(0);
      await expect(term).toBeFocused();
    }
    await terms.first().focus();
    await page.keyboard.press('Enter');
    const entry = definition.locator('a').last();
    for (let stops = 0; stops < 8 && !(await entry.evaluate((link) => link === document.activeElement)); stops += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/glossary\/#[a-z-]+$/);
    await expect(page.locator(':target')).toBeInViewport();
  });

test('marks of paragraphs are no stops for the keyboard until they are asked for, and then every one is', async ({
  newPage,
}) => {
  const page = await newPage({ viewport: { width: 1280, height: 800 }, javaScriptEnabled: false });
  await page.goto(`${server.url}italy/`);
  // That of the folded sentences is folded with them.
  const marks = page.locator('a.permalink[aria-label]:not(.brief *)');
  const count = await marks.count();
  expect(count).toBeGreaterThan(15);
  for (const mark of await marks.all()) await expect(mark).toBeHidden();
  await page.locator('.marks > summary').focus();
  await page.keyboard.press('Enter');
  for (const mark of await marks.all()) await expect(mark).toBeVisible();
  await marks.nth(3).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${await marks.nth(3).getAttribute('href')}$`));
});

test('a heading is a link to itself that the keyboard reaches, and a paragraph shows its mark under the pointer', async ({
  page,
}) => {
  await page.goto(`${server.url}scale/`);
  await tabTo(page, 'h2 > a.permalink');
  const href = await page.evaluate(() => document.activeElement?.getAttribute('href'));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${href}$`));
  const paragraph = page.locator('.story > p[id]').nth(2);
  await paragraph.hover();
  await expect(paragraph.locator('a.permalink')).toBeVisible();
});

for (const javaScriptEnabled of [true, false])
  test(`the address of a record opens the list that it is folded into on a phone, with scripts ${javaScriptEnabled ? 'on' : 'off'}`, async ({
    newPage,
  }) => {
    const page = await newPage({ viewport: { width: 360, height: 740 }, javaScriptEnabled });
    await page.goto(`${server.url}claims/`);
    await expect(page.locator('#scale-02')).toBeHidden();
    await page.goto('about:blank');
    await page.goto(`${server.url}claims/#scale-02`);
    await expect(page.locator('#scale-02')).toBeVisible();
    await expect(page.locator('#scale-02')).toBeInViewport();
    // An address of a heading opens what follows it.
    await page.goto('about:blank');
    await page.goto(`${server.url}claims/#responses-ita`);
    await expect(page.locator('#responses-ita + .fold li').first()).toBeVisible();
  });

test('an address that moved scrolls to its new place', async ({ page }) => {
  await page.goto(`${server.url}netherlands/#still-unknown`);
  await expect(page.locator('#not-known')).toBeInViewport();
});

/** Where an address leads once nothing moves any more: how far the target is from the upper edge of the window. */
async function landedAt(page: Page, address: string): Promise<number> {
  await page.goto('about:blank');
  await page.goto(address);
  const top = () =>
    page.evaluate(() =>
      Math.round(
        document.getElementById(decodeURIComponent(location.hash.slice(1)))?.getBoundingClientRect().top ?? Number.NaN,
      ),
    );
  let [last, still] = [await top(), 0];
  while (still < 3) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    const now = await top();
    still = now === last ? still + 1 : 0;
    last = now;
  }
  return last;
}

for (const width of [360, 1280])
  test(`an address far down the page leads to its place at ${width} px, although what is above was not laid out yet`, async ({
    keptPage: page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    const wrong: string[] = [];
    for (const path of ['charts/', 'scale/', 'charts/world-map/']) {
      await page.goto(server.url + path);
      const ids = await page.evaluate(() =>
        [...document.querySelectorAll('main figure[id], main h2[id], main .story > p[id], main li.note[id]')].map(
          ({ id }) => id,
        ),
      );
      expect(ids.length).toBeGreaterThan(5);
      for (const id of ids.filter((_, index) => index % 12 === 3 || index >= ids.length - 2)) {
        const top = await landedAt(page, `${server.url}${path}#${id}`);
        const atEnd = await page.evaluate(
          () => Math.abs(document.documentElement.scrollHeight - scrollY - innerHeight) < 2,
        );
        if (top < 0 || (top > 120 && !(atEnd && top < 800)))
          wrong.push(`${path}#${id}: ${top} px below the upper edge`);
      }
    }
    expect(wrong).toEqual([]);
  });

for (const path of ['persuasion/', 'answers/'])
  test(`axe finds nothing on ${path} with a definition open and every mark shown, light and dark`, async ({
    keptPage: page,
  }) => {
    await page.goto(server.url + path);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    await page.locator('.term').first().click();
    await expect(page.locator('.sheet:popover-open')).toBeVisible();
    // The rest of the page is as it always is: pages.spec.ts.
    expect(await axeFindings(page, { within: '.story > :not(.chart, .notes, .glosses), .sheet:popover-open' })).toEqual(
      [],
    );
  });

test('on a phone a definition stays within the screen', async ({ newPage }) => {
  const page = await newPage({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });
  await page.goto(`${server.url}persuasion/`);
  for (const term of await page.locator('.term').all()) {
    await term.tap();
    const box = await page.locator('.sheet:popover-open').boundingBox();
    expect(
      box && box.x >= 0 && box.x + box.width <= 360 && box.y >= 0 && box.y + box.height <= 640,
      (await term.getAttribute('aria-label')) ?? '',
    ).toBe(true);
    await page.keyboard.press('Escape');
  }
});

test('what left a page is shown to those who come for it, and to nobody else', async ({ page }) => {
  await page.goto(`${server.url}scale/`);
  const moved = page.locator('.moved');
  const id = await moved.locator('p[id^="note-"]').first().getAttribute('id');
  await expect(moved).toBeHidden();
  await page.goto(`${server.url}scale/#${id}`);
  const line = page.locator(`[id="${id}"]`);
  await expect(line).toBeInViewport();
  await expect(line).toContainText(/The record: /);
  expect(await moved.locator('p:visible').count()).toBe(2);
});
