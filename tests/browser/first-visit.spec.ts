/**
 * A first visit on a slow line: text is there at once in a font of the system, and nothing moves when ours arrive. The systems are played by packages with
 * the same widths: Gelasio for Georgia, Arimo for Arial, Tinos and Arimo for Liberation, Noto Serif and Roboto for themselves.
 */
import { readFileSync } from 'node:fs';
import { type Browser, expect, type Page, test } from '@playwright/test';
import config from '../../playwright.config.ts';
import { servedSite } from '../helpers/served-site.ts';

const server = servedSite();
const launch = config.use?.launchOptions;
// Letters as wide as the font says, as on phones, Macs and Windows; Chromium for Linux rounds each to whole pixels, and lines then differ by as much as fonts do.
test.use({ launchOptions: { ...launch, args: [...(launch?.args ?? []), '--font-render-hinting=none'] } });

interface Face {
  readonly family: string;
  readonly measured: string;
}
const systems: Readonly<Record<string, { readonly serif: Face; readonly sans: Face }>> = {
  'Windows or a Mac': {
    serif: { family: 'Georgia fitted', measured: 'gelasio' },
    sans: { family: 'Arial fitted', measured: 'arimo' },
  },
  Android: {
    serif: { family: 'Noto Serif fitted', measured: 'noto-serif' },
    sans: { family: 'Roboto fitted', measured: 'roboto' },
  },
  Linux: {
    serif: { family: 'Liberation Serif fitted', measured: 'tinos' },
    sans: { family: 'Arial fitted', measured: 'arimo' },
  },
};

const fontData = (name: string, weight: number): string =>
  `url(data:font/woff2;base64,${readFileSync(`node_modules/@fontsource/${name}/files/${name}-latin-${weight}-normal.woff2`).toString('base64')})`;

/** A page whose only system fonts are these: the faces that look for a local font hold one, and the stacks name no other. */
function onSystem(html: string, { serif, sans }: (typeof systems)[string]): string {
  let page = html
    .replace(/--serif:'[^;}]*/, `--serif:'Source Serif 4','${serif.family}'`)
    .replace(/--sans:'[^;}]*/, `--sans:'Source Sans 3','${sans.family}'`)
    .replace(/<link rel="preload"[^>]*>/g, '');
  for (const { family, measured } of [serif, sans])
    for (const [weight, cut] of [
      [400, 400],
      [600, 700],
    ] as const) {
      const face = `@font-face{font-family:'${family}';font-weight:${weight};src:`;
      if (!page.includes(face)) throw new Error(`The page has no ${face}`);
      page = page.replace(new RegExp(`(${face})[^;]*`, 'g'), (_, start: string) => start + fontData(measured, cut));
    }
  return page;
}

interface Visit {
  /** Layout shift when our fonts came. */
  readonly shift: number;
  /** How far, in pixels, a block of text that begins in the first screen went up or down. */
  readonly moved: number;
  /** Height of the masthead before and after. */
  readonly masthead: readonly [number, number];
}

async function visit(browser: Browser, system: (typeof systems)[string], path: string, width: number): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width, height: width < 700 ? 740 : 900 }, bypassCSP: true });
  const page: Page = await context.newPage();
  await page.route(
    (url) => url.pathname === `/${path}`,
    async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: onSystem(await response.text(), system) });
    },
  );
  let arrive = (): void => {};
  const late = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route('**/fonts/*.woff2', async (route) => {
    await late;
    await route.continue();
  });
  await page.goto(server.url + path, { waitUntil: 'domcontentloaded' });
  const settle = () =>
    page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0)))));
  const height = () => page.locator('.masthead').evaluate((element) => element.getBoundingClientRect().height);
  await page.waitForFunction(
    () =>
      document.readyState !== 'loading' &&
      [...document.fonts].filter((face) => / fitted/.test(face.family) && face.status === 'loaded').length >= 3 &&
      ![...document.fonts].some((face) => / fitted/.test(face.family) && face.status === 'loading'),
  );
  await settle();
  await page.evaluate(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift' });
  });
  const before = await height();
  await page.evaluate(() => {
    const blocks = [...document.querySelectorAll('main :is(h1, h2, h3, p, li, nav, figure)')]
      .map((block) => ({ block, top: block.getBoundingClientRect().top }))
      .filter(({ block, top }) => block.checkVisibility() && top < innerHeight);
    Object.assign(window, { blocks });
  });
  arrive();
  await page.waitForFunction(
    () => [...document.fonts].filter((face) => /^"?Source/.test(face.family) && face.status === 'loaded').length === 2,
  );
  await settle();
  await settle();
  const shift = await page.evaluate(() =>
    (window as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0),
  );
  const moved = await page.evaluate(() =>
    (window as unknown as { blocks: { block: Element; top: number }[] }).blocks.reduce(
      (most, { block, top }) => Math.max(most, Math.abs(block.getBoundingClientRect().top - top)),
      0,
    ),
  );
  const after = await height();
  await context.close();
  return { shift, moved, masthead: [before, after] };
}

const pages = ['', 'scale/', 'italy/', 'answers/', 'countries/', 'charts/', 'data/'];
for (const [name, system] of Object.entries(systems))
  test(`on ${name} the page stays where it is when the fonts come`, async ({ browser }) => {
    const shifts: number[] = [];
    for (const path of pages)
      for (const width of [360, 768, 1280]) {
        const { shift, masthead } = await visit(browser, system, path, width);
        expect(masthead[0], `the masthead of /${path} at ${width} px`).toBe(masthead[1]);
        // One line more or less in one paragraph is a matter of chance, and of other words tomorrow; half a screen that moves is not.
        expect(shift, `/${path} at ${width} px`).toBeLessThan(0.1);
        shifts.push(shift);
      }
    // Layout shift counts a whole sentence as moved where its first word goes from the end of a line to the next, as it does here. The blocks stay.
    const phone = await visit(browser, system, 'countries/', 390);
    expect(phone.moved, 'blocks of /countries/ at 390 px').toBeLessThan(8);
    shifts.sort((a, b) => a - b);
    expect(shifts[shifts.length >> 1], 'on most pages nothing moves').toBeLessThan(0.0005);
    expect(shifts.reduce((sum, shift) => sum + shift, 0) / shifts.length, 'on average').toBeLessThan(0.003);
  });
