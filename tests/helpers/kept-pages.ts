/**
 * `test` with two pages that stay open from test to test, for tests that only look at what is there: opening a page of their own costs more than looking.
 * Between tests they are emptied, and what was listened to, caught or emulated is taken back. Tests of storage, history, focus or script state want `page`,
 * or `newPage` with options.
 */
import { type BrowserContextOptions, test as base, type Page } from '@playwright/test';

interface KeptPages {
  /** As most readers have it. */
  readonly keptPage: Page;
  /** A browser without script. */
  readonly scriptlessPage: Page;
  /** Opens a page in a context of its own, which is closed when the test ends. */
  readonly newPage: (options?: BrowserContextOptions) => Promise<Page>;
}

const viewport = { width: 1280, height: 900 };

async function lend(page: Page, use: (page: Page) => Promise<void>): Promise<void> {
  await page.setViewportSize(viewport);
  await use(page);
  for (const event of ['request', 'requestfinished', 'response', 'console', 'pageerror'] as const)
    page.removeAllListeners(event);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.emulateMedia({ media: null, colorScheme: null, reducedMotion: null, forcedColors: null });
  await page.goto('about:blank');
}

export const test = base.extend<KeptPages, { keptByWorker: Page; scriptlessByWorker: Page }>({
  keptByWorker: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', viewport });
      await use(await context.newPage());
      await context.close();
    },
    { scope: 'worker' },
  ],
  scriptlessByWorker: [
    async ({ browser }, use) => {
      const context = await browser.newContext({
        locale: 'en-GB',
        timezoneId: 'UTC',
        viewport,
        javaScriptEnabled: false,
      });
      await use(await context.newPage());
      await context.close();
    },
    { scope: 'worker' },
  ],
  keptPage: ({ keptByWorker }, use) => lend(keptByWorker, use),
  scriptlessPage: ({ scriptlessByWorker }, use) => lend(scriptlessByWorker, use),
  newPage: async ({ browser }, use) => {
    const pages: Page[] = [];
    await use(async (options) => {
      const page = await (await browser.newContext(options)).newPage();
      pages.push(page);
      return page;
    });
    await Promise.all(pages.map((page) => page.context().close()));
  },
});
