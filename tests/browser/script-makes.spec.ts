/** What script adds to pages is what src/browser/makes.ts says, and it is dressed: the styles of pages are cut by that list. */
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { type Makes, makes } from '../../src/browser/makes.ts';
import { servedSite } from '../helpers/served-site.ts';

const server = servedSite();

const kinds = ['elements', 'classes', 'attributes'] as const;
type Seen = Record<(typeof kinds)[number], string[]>;

/** Keeps account, from the first byte on, of what appears in pages after the parser has put it there. */
const watch = (context: BrowserContext) =>
  context.addInitScript(() => {
    const seen: Seen = { elements: [], classes: [], attributes: [] };
    Object.assign(window, { seen });
    const take = (element: Element): void => {
      // Copies of what stands on the page, which is dressed already.
      if (element.closest('.sheet li, .sheet > p')) return;
      seen.elements.push(element.localName);
      seen.classes.push(...element.classList);
      seen.attributes.push(...element.getAttributeNames());
    };
    const observer = new MutationObserver((records) => {
      for (const { type, addedNodes, attributeName } of records) {
        if (type === 'attributes') seen.attributes.push(attributeName ?? '');
        for (const node of addedNodes)
          if (node instanceof Element) for (const element of [node, ...node.querySelectorAll('*')]) take(element);
      }
    });
    // Deferred scripts run when the parser is done and before DOMContentLoaded.
    document.addEventListener('readystatechange', () => {
      if (document.readyState === 'interactive')
        observer.observe(document.documentElement, { attributes: true, childList: true, subtree: true });
    });
  });

/** Holds what was seen in a page against what its scripts are said to make; gives back how many elements were seen. */
async function expectListed(page: Page, scripts: readonly (keyof typeof makes)[]): Promise<Seen> {
  const seen = await page.evaluate(() => (window as unknown as { seen: Seen }).seen);
  const listed: readonly Makes[] = scripts.map((script) => makes[script]);
  for (const kind of kinds) {
    const allowed = listed.flatMap((made) => made[kind]);
    expect(
      [...new Set(seen[kind])].filter((name) => !(allowed as readonly string[]).includes(name)),
      kind,
    ).toEqual([]);
  }
  return seen;
}

for (const width of [360, 1280])
  test(`search results are dressed and nothing covers them at ${width} px`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width, height: 740 } });
    await watch(context);
    const page = await context.newPage();
    await page.goto(`${server.url}search/#q=police`);
    await expect(page.locator('.results li')).toHaveCount(20);
    await page.getByRole('button', { name: /^Show all/ }).click();
    const { elements } = await expectListed(page, ['reader.js', 'search.js']);
    expect(elements).toContain('mark');

    const style = (selector: string, property: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
    const inkOf = (name: string) =>
      page.evaluate((ink) => {
        const probe = document.body.appendChild(document.createElement('i'));
        probe.style.color = `var(--${ink})`;
        const { color } = getComputedStyle(probe);
        probe.remove();
        return color;
      }, name);
    expect(await style('.results mark', 'background-color')).toBe(await inkOf('step-1'));
    expect(await style('.results__title .muted', 'color')).toBe(await inkOf('muted'));
    expect(await style('.results__answer', 'border-left-style')).toBe('double');
    // Every result can be clicked where it stands.
    for (const index of [0, 3, 7]) {
      const link = page.locator('.results a').nth(index);
      await link.scrollIntoViewIfNeeded();
      expect(
        await link.evaluate((element) => {
          const { left, top } = element.getClientRects()[0] ?? new DOMRect();
          return element.contains(document.elementFromPoint(left + 4, top + 8));
        }),
      ).toBe(true);
    }
    await context.close();
  });

test('notes, copied addresses, contents and the opening without timelines add what is listed', async ({ browser }) => {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await watch(context);
  await context.addInitScript(() => {
    const { supports } = CSS;
    // A browser that has neither scroll-driven animation nor marks of its own for the section being read.
    CSS.supports = ((...args: [string]) =>
      !/timeline|scroll-target-group/.test(args[0]) && Reflect.apply(supports, CSS, args)) as typeof CSS.supports;
  });
  const page = await context.newPage();
  await page.goto(`${server.url}answers/`);
  await page.locator('.mark').nth(40).scrollIntoViewIfNeeded();
  await page.locator('.mark').nth(40).click();
  await expect(page.getByRole('button', { name: 'Close' })).toBeVisible();
  await page.keyboard.press('Escape');
  const permalink = page.locator('h2 ~ p > a.permalink').nth(6);
  await permalink.scrollIntoViewIfNeeded();
  await permalink.evaluate((link: HTMLElement) => link.click());
  await expect(page.locator('.toast')).not.toBeEmpty();
  await page.setViewportSize({ width: 800, height: 800 });
  const seen = await expectListed(page, ['reader.js']);
  expect(new Set(seen.elements)).toEqual(new Set(['button', 'div', 'ol', 'p']));
  expect(seen.attributes).toContain('aria-current');

  await page.goto(server.url);
  await page.mouse.wheel(0, 1200);
  await expect(page.locator('.passage[data-step]')).toHaveCount(1);
  expect((await expectListed(page, ['reader.js'])).attributes).toContain('data-step');
  await context.close();
});
