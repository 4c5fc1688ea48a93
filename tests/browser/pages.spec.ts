/** Every page in a real browser: accessible in each colour mode, whole without script, no sideways scrolling, nothing from elsewhere. */
import { expect, type Page } from '@playwright/test';
import { axeFindings, openForAxe } from '../helpers/axe.ts';
import { browserPages, readPage } from '../helpers/built-site.ts';
import { test } from '../helpers/kept-pages.ts';
import { servedSite } from '../helpers/served-site.ts';

const server = servedSite();

// Embeds are pages of others: embeds.spec.ts. The largest come first, so that no worker is left alone with one at the end.
const pages = browserPages()
  .filter((path) => !path.startsWith('embed/'))
  .sort((a, b) => readPage(b).length - readPage(a).length);
const named = (path: string) => path || 'front page';

/** The press page frames every embed three times, and browsers without script load them all: here they come empty. */
const emptyEmbeds = (page: Page) =>
  page.route(/\/embed\/[^/]+\/$/, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Embed</title>' }),
  );

for (const path of pages) {
  test(`axe finds nothing on the ${named(path)}, light and dark, and nothing is asked of other hosts`, async ({
    keptPage: page,
  }) => {
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).host !== new URL(server.url).host) foreign.push(request.url());
    });
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !(path === '404.html')) errors.push(message.text());
    });
    await page.goto(server.url + path);
    await openForAxe(page);
    // What waits until it is near is asked for too.
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    expect(await axeFindings(page)).toEqual([]);
    expect(foreign, 'requests to other hosts').toEqual([]);
    expect(errors, 'errors in the console').toEqual([]);
  });

  test(`the ${named(path)} does not scroll sideways at 320, 360, 768 and 1280 px, without script`, async ({
    scriptlessPage: page,
  }) => {
    await emptyEmbeds(page);
    await page.goto(server.url + path);
    await expect(page.locator('h1')).toHaveCount(1);
    await expect(page.locator('main')).toContainText(/\w{3}/);
    for (const width of [320, 360, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const [shown, needed] = await page
        .locator('html')
        .evaluate((html) => [html.clientWidth, html.scrollWidth] as const);
      expect(needed, `${width} px`).toBeLessThanOrEqual(shown);
    }
  });
}

/** The declarations of the page's own layer, and whether each loses to a later layer on every element here. Evaluated in the page. */
function ownDeclarations(): [declaration: string, isLost: boolean][] {
  const order = ['reset', 'base', 'page', 'chart', 'print'];
  const found: { layer: number; selector: string; property: string; elements: Element[] }[] = [];
  const walk = (rules: CSSRuleList, layer: number): void => {
    for (const rule of rules)
      if (rule instanceof CSSLayerBlockRule) walk(rule.cssRules, order.indexOf(rule.name));
      else if (rule instanceof CSSMediaRule && matchMedia(rule.conditionText).matches) walk(rule.cssRules, layer);
      else if (rule instanceof CSSStyleRule && !/:(?:hover|focus|target|before|after)|::/.test(rule.selectorText)) {
        const elements = [...document.querySelectorAll(rule.selectorText)];
        for (const property of rule.style)
          if (!rule.style.getPropertyPriority(property))
            found.push({ layer, selector: rule.selectorText, property, elements });
      }
  };
  for (const sheet of document.styleSheets) walk(sheet.cssRules, -1);
  const last = new Map<Element, Map<string, number>>();
  for (const { layer, property, elements } of found)
    for (const element of elements) {
      const own = last.get(element) ?? new Map<string, number>();
      last.set(element, own.set(property, Math.max(own.get(property) ?? -1, layer)));
    }
  return found
    .filter(({ layer, elements }) => layer === order.indexOf('page') && elements.length > 0)
    .map(({ layer, selector, property, elements }) => [
      `${selector} { ${property} }`,
      elements.every((element) => (last.get(element)?.get(property) ?? -1) > layer),
    ]);
}

test('what the styles of pages say of charts is not lost to those of charts: on their pages, as slides, in a chapter', async ({
  keptPage: page,
}) => {
  await page.setViewportSize({ width: 1300, height: 800 });
  const seen: [string, boolean][] = [];
  for (const path of ['charts/world-map/', 'teach/slides/scale/', 'scale/', 'data/', 'countries/ita/']) {
    await page.goto(server.url + path);
    seen.push(...(await page.evaluate(ownDeclarations)));
  }
  const kept = new Set(seen.flatMap(([declaration, isLost]) => (isLost ? [] : declaration)));
  expect(seen.map(([declaration]) => declaration).filter((declaration) => !kept.has(declaration))).toEqual([]);
});
