/** Every page in a real browser: accessible in each colour mode, whole without script, no sideways scrolling, nothing from elsewhere. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { type RunningServer, serveFolder } from '../../scripts/static-server.ts';
import { builtFolder, pagePaths } from '../helpers/built-site.ts';

let server: RunningServer;
test.beforeAll(async () => {
  server = await serveFolder(builtFolder);
});
test.afterAll(() => server.close());

const pages = pagePaths();
const named = (path: string) => path || 'front page';

for (const path of pages)
  for (const colorScheme of ['light', 'dark'] as const)
    test(`axe finds nothing on the ${named(path)} in ${colorScheme} mode`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      const foreign: string[] = [];
      page.on('request', (request) => {
        if (new URL(request.url()).host !== new URL(server.url).host) foreign.push(request.url());
      });
      const errors: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' && !(path === '404.html')) errors.push(message.text());
      });
      await page.goto(server.url + path);
      // What is folded away must be accessible too.
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      const results = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).setLegacyMode(true).analyze();
      expect(
        results.violations.map(
          (violation) =>
            `${violation.id}: ${violation.nodes
              .slice(0, 3)
              .map((node) => node.target.join(' '))
              .join(' | ')}`,
        ),
      ).toEqual([]);
      expect(foreign, 'requests to other hosts').toEqual([]);
      expect(errors, 'errors in the console').toEqual([]);
      await context.close();
    });

for (const path of pages)
  for (const width of [320, 360, 768, 1280])
    test(`the ${named(path)} does not scroll sideways at ${width} px, without script`, async ({ browser }) => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(server.url + path);
      const [shown, needed] = await Promise.all([page.locator('html').evaluate((html) => html.clientWidth), page.locator('html').evaluate((html) => html.scrollWidth)]);
      expect(needed).toBeLessThanOrEqual(shown);
      await expect(page.locator('h1')).toHaveCount(1);
      await expect(page.locator('main')).toContainText(/\w{3}/);
      await context.close();
    });
