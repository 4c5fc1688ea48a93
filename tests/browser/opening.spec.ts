/** The opening of the front page in a real browser: the picture follows the text, by CSS or by script, and stands as stills without both. */
import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test';
import { type OpeningStep, openingSteps, type Route, routes } from '../../src/charts/opening/units.ts';
import { axeFindings } from '../helpers/axe.ts';
import { servedSite } from '../helpers/served-site.ts';

const server = servedSite();

/** What the picture that stays shows: its maps, the words of a step, and the spot of the squares of each way. */
interface Shown {
  readonly maps: readonly string[];
  readonly words: readonly string[];
  readonly spots: Readonly<Record<string, string>>;
}

const wideFrom = 704;
const expected = (step: OpeningStep, width: number): Shown => {
  const at = openingSteps.indexOf(step);
  const map = step === 'what-governments-did' ? [] : width < wideFrom && at < 2 ? ['near'] : ['far'];
  const spot = (route: Route): string => {
    const name = routes[route][at] ?? 'pile';
    // The wide picture has one map for both.
    return width >= wideFrom && name === 'near' ? 'far' : name;
  };
  return {
    maps: map,
    words: [step],
    spots: Object.fromEntries((Object.keys(routes) as Route[]).map((route) => [route, spot(route)])),
  };
};

/** What is seen now in the frame that is shown: layers that are opaque, and where the squares have come to. */
const shown = (page: Page): Promise<Shown> =>
  page.evaluate(() => {
    const layers = [...document.querySelectorAll('.passage__layer')]
      .filter((svg) => getComputedStyle(svg).display !== 'none' && Number(getComputedStyle(svg).opacity) > 0.02)
      .map((svg) => {
        const name = [...svg.classList].find((part) => part.startsWith('passage__layer--'))?.slice(16) ?? '';
        return Number(getComputedStyle(svg).opacity) > 0.98 ? name : `${name} (half)`;
      });
    const unit = (document.querySelector('.passage__picture')?.getBoundingClientRect().width ?? 0) / 100;
    const pairs = (value: string) => [...value.matchAll(/-?[\d.]+/g)].map(Number);
    const spots: Record<string, string> = {};
    for (const square of document.querySelectorAll('.units > *')) {
      const style = getComputedStyle(square);
      const [x = 0, y = 0] = style.translate === 'none' ? [] : pairs(style.translate);
      const near = (name: string) => {
        const value = name === 'pile' ? [0, 0] : pairs(style.getPropertyValue(`--${name}`)).map((part) => part * unit);
        return value.length > 1 && Math.hypot(x - (value[0] ?? 0), y - (value[1] ?? 0)) < 1;
      };
      const spot = ['pile', 'far', 'near', 'outcome'].find(near) ?? 'on its way';
      const route = [...square.classList].find((name) => name.startsWith('route--'))?.slice(7) ?? '';
      spots[route] = spots[route] === undefined || spots[route] === spot ? spot : `${spots[route]} or ${spot}`;
    }
    return {
      maps: layers.filter((name) => !name.startsWith('words-')),
      words: layers.filter((name) => name.startsWith('words-')).map((name) => name.slice(6)),
      spots,
    };
  });

/** Scrolls until the heading of a step stands at this part of the height of the screen. */
const scrollTo = (page: Page, step: string, part: number) =>
  page.evaluate(
    ([id, share]) => {
      const heading = document.getElementById(String(id));
      if (!heading) throw new Error(`No step ${id}`);
      window.scrollTo({
        top: heading.getBoundingClientRect().top + window.scrollY - window.innerHeight * Number(share),
        behavior: 'instant',
      });
    },
    [step, part] as const,
  );

async function open(
  browser: Browser,
  options: BrowserContextOptions,
  prepare?: (page: Page) => Promise<unknown>,
): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await prepare?.(page);
  await page.goto(server.url);
  return page;
}

const sizes = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
];
/** A browser without scroll-driven animation: its CSS does not apply, and it says so. The policy of the page names the styles it was sent with, not these. */
const withoutTimelines = (page: Page) =>
  Promise.all([
    page.route(server.url, async (route) => {
      const response = await route.fetch();
      const body = await response.text();
      expect(body).toContain('animation-timeline:view()');
      await route.fulfill({
        response,
        body: body.replaceAll('animation-timeline:view()', 'animation-timeline:none-such()'),
      });
    }),
    page.addInitScript(() => {
      const supports = CSS.supports.bind(CSS) as (condition: string) => boolean;
      Object.defineProperty(CSS, 'supports', {
        value: (condition: string) => !condition.includes('timeline') && supports(condition),
      });
    }),
  ]);

for (const viewport of sizes) {
  const size = `${viewport.width} × ${viewport.height}`;

  test(`by CSS alone the picture shows what the step says, forwards and backwards, at ${size}`, async ({ browser }) => {
    const page = await open(browser, { viewport, javaScriptEnabled: false });
    await expect.poll(() => shown(page), 'at rest').toEqual(expected('prato', viewport.width));
    for (const step of [...openingSteps, ...openingSteps.toReversed()]) {
      await scrollTo(page, step, 0.6);
      await expect.poll(() => shown(page), step).toEqual(expected(step, viewport.width));
      const [picture, heading] = await Promise.all([
        page.locator('.passage__picture').boundingBox(),
        page.locator(`#${step}`).boundingBox(),
      ]);
      expect(picture?.y, 'the picture stays').toBeGreaterThanOrEqual(0);
      expect((picture?.y ?? 0) + (picture?.height ?? 0), 'whole').toBeLessThanOrEqual(viewport.height);
      expect(heading?.y ?? 0).toBeLessThan(viewport.height);
    }
    await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
    await expect.poll(() => shown(page), 'back at rest').toEqual(expected('prato', viewport.width));
    await page.context().close();
  });

  test(`without scroll-driven animation a little script does the same at ${size}`, async ({ browser }) => {
    const page = await open(browser, { viewport, bypassCSP: true }, withoutTimelines);
    await expect(page.locator('.passage__stage')).toHaveCSS('position', 'sticky');
    /** What is seen once what has begun to move is where it goes, without the wait. */
    const arrived = async () => {
      await page.evaluate(() => {
        for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
      });
      return shown(page);
    };
    const soon = { intervals: [25] };
    await expect.poll(arrived, { message: 'at rest', ...soon }).toEqual(expected('prato', viewport.width));
    for (const step of [...openingSteps, ...openingSteps.toReversed()]) {
      await scrollTo(page, step, 0.6);
      await expect.poll(arrived, { message: step, ...soon }).toEqual(expected(step, viewport.width));
    }
    await page.context().close();
  });

  test(`nothing moves by itself and nothing is laid out again while it is read on a slow processor, at ${size}`, async ({
    browser,
  }) => {
    const page = await open(browser, { viewport });
    // What moves when letters arrive late is for first-visit.spec.ts.
    await page.evaluate(async () => {
      await document.fonts.ready;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const seen = { shift: 0 };
      Object.defineProperty(window, 'seen', { value: seen });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value;
      }).observe({ type: 'layout-shift' });
    });
    const session = await page.context().newCDPSession(page);
    // Time of the processor, not of the clock: other work on the machine does not count.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const measure = async () =>
      Object.fromEntries(
        (await session.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]),
      );
    const end = await page.locator('#what-follows').evaluate((heading) => heading.getBoundingClientRect().top);
    const before = await measure();
    let turns = 0;
    for (let at = 0; at < end; at += 160, turns += 1) {
      await page.mouse.wheel(0, 160);
      await page.waitForTimeout(16);
    }
    const after = await measure();
    const spent = (name: string) => (after[name] ?? 0) - (before[name] ?? 0);
    expect(await page.evaluate(() => (window as unknown as { seen: { shift: number } }).seen.shift)).toBe(0);
    expect(spent('LayoutCount'), 'layouts').toBeLessThanOrEqual(2);
    expect((spent('TaskDuration') * 1000) / turns, 'milliseconds for a turn of the wheel').toBeLessThan(50);
    await page.context().close();
  });

  test(`labels of the picture are at least 11 px at ${size}, moving and still`, async ({ browser }) => {
    for (const reducedMotion of ['no-preference', 'reduce'] as const) {
      const page = await open(browser, { viewport, reducedMotion });
      const scales = await page.evaluate(() =>
        [...document.querySelectorAll<SVGSVGElement>('.passage svg.picture')]
          .filter((svg) => getComputedStyle(svg).display !== 'none')
          .map(
            (svg) =>
              (svg.getBoundingClientRect().width / svg.viewBox.baseVal.width) *
              Number.parseFloat(getComputedStyle(svg).fontSize),
          ),
      );
      expect(scales.length).toBeGreaterThan(openingSteps.length);
      expect(Math.min(...scales)).toBeGreaterThanOrEqual(11);
      await page.context().close();
    }
  });
}

for (const step of openingSteps)
  test(`the address of the step ${step} leads to its words and its picture`, async ({ browser }) => {
    const page = await open(browser, { viewport: { width: 360, height: 740 } });
    await page.goto(`${server.url}#${step}`);
    await expect(page.locator(`#${step}`)).toBeInViewport();
    await expect.poll(() => shown(page)).toEqual(expected(step, 360));
    await page.context().close();
  });

/** Stills: each step with its heading, its own picture and its text, in this order, and nothing that sticks. */
async function expectStills(page: Page, printed = false): Promise<void> {
  // On paper the first step's own picture is enough.
  if (printed) await expect(page.locator('.passage__stage')).toBeHidden();
  else {
    await expect(page.locator('.passage__stage')).toHaveCSS('position', 'static');
    expect(await shown(page)).toEqual(expected('prato', page.viewportSize()?.width ?? 0));
  }
  const order = await page.evaluate(() =>
    [...document.querySelectorAll('.passage__step')].map((step) => {
      const still = [...step.querySelectorAll('.passage__still')].find(
        (svg) => getComputedStyle(svg).display !== 'none',
      );
      const top = (element: Element | null | undefined) => (element ? element.getBoundingClientRect().top : Number.NaN);
      return [
        top(step.querySelector('h2')),
        top(still),
        top(step.querySelector('.passage__text')),
        step.getBoundingClientRect().bottom,
      ];
    }),
  );
  expect(order).toHaveLength(openingSteps.length);
  const narrow = (page.viewportSize()?.width ?? 0) < 960;
  for (const tops of order) {
    expect(tops.every(Number.isFinite), 'each step has its still').toBe(true);
    if (narrow) expect(tops).toEqual([...tops].sort((a, b) => a - b));
  }
  expect(order.map(([top]) => top)).toEqual(order.map(([top]) => top ?? 0).sort((a, b) => a - b));
}

const stills: readonly (readonly [string, BrowserContextOptions, ((page: Page) => Promise<unknown>)?])[] = [
  ['with reduced motion', { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' }],
  ['with reduced motion on a wide screen', { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' }],
  ['in forced colours', { viewport: { width: 360, height: 740 }, forcedColors: 'active' }],
  ['on a low screen, as under great enlargement', { viewport: { width: 640, height: 360 } }],
  ['at 320 px with four-fold zoom', { viewport: { width: 320, height: 256 } }],
  [
    'without scroll-driven animation and without script',
    { viewport: { width: 360, height: 740 }, javaScriptEnabled: false, bypassCSP: true },
    withoutTimelines,
  ],
];
for (const [when, options, prepare] of stills)
  test(`it is a sequence of stills ${when}`, async ({ browser }) => {
    const page = await open(browser, options, prepare);
    await expectStills(page);
    await page.context().close();
  });

test('it is a sequence of stills in print', async ({ browser }) => {
  const page = await open(browser, { viewport: { width: 800, height: 1000 } });
  await page.emulateMedia({ media: 'print' });
  await expectStills(page, true);
  await page.context().close();
});

test('the script leaves the stills to whoever reads them already', async ({ browser }) => {
  // The script comes late, as it may on a slow line.
  const late = { script: true };
  const page = await open(browser, { viewport: { width: 360, height: 740 }, bypassCSP: true }, async (blank) => {
    await withoutTimelines(blank);
    await blank.route('**/reader.js', (route) => (late.script ? route.abort() : route.continue()));
  });
  await scrollTo(page, 'first-report', 0.2);
  const before = await page.evaluate(() => document.documentElement.scrollHeight);
  late.script = false;
  await page.addScriptTag({ url: `${server.url}reader.js` });
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(before);
  await expect(page.locator('.passage__stage')).toHaveCSS('position', 'static');
  await page.context().close();
});

test('axe finds nothing on the stills, light and dark', async ({ browser }) => {
  const page = await open(browser, { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' });
  expect(await axeFindings(page, { within: '.passage' })).toEqual([]);
  await page.context().close();
});

for (const viewport of [sizes[0], sizes[2]])
  test(`the first screen has the title, the sentence and the map at ${viewport?.width} px`, async ({ browser }) => {
    const page = await open(browser, { viewport: viewport ?? null });
    await expect(page.locator('h1')).toBeInViewport({ ratio: 1 });
    await expect(page.locator('.passage .opening__dek')).toBeInViewport({ ratio: 1 });
    const map = await page.locator('.passage__picture').boundingBox();
    // The world stands in the upper third of the narrow picture and in the upper two thirds of the wide one.
    expect((map?.y ?? 0) + (map?.height ?? 0) * (viewport?.width === 360 ? 1 / 3 : 2 / 3)).toBeLessThan(
      viewport?.height ?? 0,
    );
    await page.context().close();
  });

test('the keyboard walks through the opening in reading order and is never held', async ({ browser }) => {
  const page = await open(browser, { viewport: { width: 360, height: 740 } });
  await page.locator('#text').focus();
  const links = await page.locator('.passage :is(a[href]:not([tabindex="-1"]), button)').count();
  const tops: number[] = [];
  for (let index = 0; index < links; index += 1) {
    await page.keyboard.press('Tab');
    tops.push(
      await page.evaluate(() =>
        document.activeElement?.closest('.passage')
          ? (document.activeElement.getBoundingClientRect().top ?? 0) + window.scrollY
          : Number.NaN,
      ),
    );
    await expect(page.locator(':focus')).toBeInViewport();
  }
  expect(tops.every(Number.isFinite)).toBe(true);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('.passage') === null)).toBe(true);
  await page.context().close();
});
