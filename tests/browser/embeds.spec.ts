/** Every embed as a stranger's page shows it: on another port, with and without script, narrow and wide, light and dark. */
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  expect,
  type Frame,
  type Locator,
  type Page,
} from '@playwright/test';
import { type RunningServer, serveFolder } from '../../scripts/static-server.ts';
import { palette } from '../../src/charts/shared/palette.ts';
import { frozenLine } from '../../src/publish/edition/frozen-edition.ts';
import { frozenVersions } from '../../src/publish/edition/on-disk.ts';
import { plainSnippet } from '../../src/publish/embed/snippet.ts';
import { axeFindings } from '../helpers/axe.ts';
import { systemBrowser } from '../helpers/browser-path.ts';
import { builtFolder, filesIn } from '../helpers/built-site.ts';
import {
  columns,
  embedIds,
  type HostServer,
  oembedOf,
  serveHost,
  snippetFor,
  withoutFrameSizing,
} from '../helpers/host-page.ts';
import { test } from '../helpers/kept-pages.ts';
import { screenshotOf } from '../helpers/screenshot.ts';

let site: RunningServer;
let host: HostServer;
test.beforeAll(async () => {
  [site, host] = await Promise.all([serveFolder(builtFolder), serveHost()]);
});
test.afterAll(() => Promise.all([site.close(), host.close()]));

const ids = embedIds();
const first = ids[0] ?? '';

const contexts: BrowserContext[] = [];
test.afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

/** Tall enough that every frame is in sight: browsers let frames rest that are not, and to scroll to each takes longer than to look at it. */
const tall = 4000;

async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1000, height: tall }, ...options });
  contexts.push(context);
  return context.newPage();
}

interface Opened {
  readonly page: Page;
  readonly frames: Frame[];
  readonly errors: string[];
  readonly foreign: string[];
}

/** Opens a host page in a page of its own. */
const open = async (browser: Browser, html: string, options: BrowserContextOptions = {}): Promise<Opened> =>
  openIn(await newPage(browser, options), html);

/** Opens a host page, as wide as the page is, and keeps account of what went wrong and what was asked for. */
async function openIn(page: Page, html: string, height = tall): Promise<Opened> {
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 1000, height });
  const errors: string[] = [];
  const foreign: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(site.url) && !request.url().startsWith(host.url)) foreign.push(request.url());
  });
  await page.goto(host.page(html));
  const frames = page.frames().slice(1);
  // A new frame is a blank page that has loaded.
  await expect
    .poll(
      () =>
        Promise.all(
          frames.map((frame) =>
            frame.evaluate(() => (location.href === 'about:blank' ? 'blank' : document.readyState)).catch(() => 'gone'),
          ),
        ),
      {
        // A hundred pages of hosts are opened: Playwright's own steps of up to a second would be most of their time.
        intervals: [25],
      },
    )
    .toEqual(frames.map(() => 'complete'));
  return { page, frames, errors, foreign };
}

/** Sizes of what a frame shows, and of what it has to show. Whether it scrolls is tried, not computed: sizes are rounded. */
const measure = (frame: Frame) =>
  frame.evaluate(() => {
    const html = document.documentElement;
    html.scrollTo(9999, 9999);
    const [scrollsDown, scrollsSideways] = [html.scrollTop > 0, html.scrollLeft > 0];
    html.scrollTo(0, 0);
    const visible = (selector: string) =>
      [...html.querySelectorAll(selector)].filter((element) => element.getClientRects().length > 0).length;
    return {
      needed: document.body.getBoundingClientRect().height,
      shown: window.innerHeight,
      scrollsDown,
      scrollsSideways,
      bar: html.clientWidth !== window.innerWidth,
      pictures: visible('svg.picture'),
      narrow: visible('svg.picture--narrow'),
      source: visible('.chart__source'),
    };
  });

/** Heights of the frames in the page of the host. */
const heights = (page: Page): Promise<number[]> =>
  page.locator('iframe').evaluateAll((frames) => frames.map((frame) => frame.getBoundingClientRect().height));

/** Asserts that a frame shows all of its chart, without bars and without much white space, once the browser has settled its size. */
const expectFit = (
  frame: Frame,
  what: string,
  more: Partial<Awaited<ReturnType<typeof measure>>> = {},
): Promise<void> =>
  expect(async () => {
    const size = await measure(frame);
    expect(size, `nothing clipped, no scroll bar: ${what}`).toMatchObject({
      scrollsDown: false,
      scrollsSideways: false,
      bar: false,
      pictures: 1,
      source: 1,
      ...more,
    });
    expect(size.shown, `room for all of it: ${what}`).toBeGreaterThanOrEqual(Math.floor(size.needed));
    expect(1 - size.needed / size.shown, `white space below: ${what}`).toBeLessThanOrEqual(0.15);
  }).toPass();

/** What WordPress makes of an oEmbed answer of a provider that it does not know: the plain attributes of the frame are left. */
const plainAttributes = (snippet: string): string =>
  (/<iframe.*<\/iframe>/.exec(snippet)?.[0] ?? '')
    .replace(/ style="[^"]*"/, '')
    .replace('<iframe', '<iframe sandbox="allow-scripts"');

/** wp-embed.js of WordPress 6: heights between 200 and 1,000, links to the host of the frame. */
const wordPressScript = `<script>addEventListener('message',function(e){var d=e.data;if(!d||!d.secret)return;var f=document.querySelector('iframe[data-secret="'+d.secret+'"]');if(!f||f.contentWindow!==e.source)return;if(d.message==='height')f.height=Math.min(Math.max(parseInt(d.value,10),200),1000);if(d.message==='link'&&new URL(d.value).host===new URL(f.src).host)window.followed=d.value})</script>`;
const wordPressFrame = (id: string): string =>
  `<iframe title="x" src="${site.url}embed/${id}/#?secret=aB3dE5" data-secret="aB3dE5" sandbox="allow-scripts" security="restricted" width="600" height="338" style="width:100%;border:0" marginwidth="0" marginheight="0" scrolling="no"></iframe>`;

/** Asserts that in WordPress the answer can be read within 1,000 px, the rest is reached by scrolling, and links lead on. */
async function expectWordPress(page: Page, inside: Frame, id: string): Promise<void> {
  await expect.poll(() => page.locator('[data-secret]').evaluate((frame) => frame.clientHeight)).toBeGreaterThan(400);
  const found = await inside.evaluate(() => {
    const bottom = (selector: string) => document.querySelector(selector)?.getBoundingClientRect().bottom ?? 0;
    const [answer, source] = [bottom('.chart__answer'), bottom('.chart__source')];
    const end = document.querySelector('.chart > :last-child');
    end?.scrollIntoView();
    const found = { shown: innerHeight, answer, source, end: end?.getBoundingClientRect().bottom ?? 0 };
    [...document.querySelectorAll<HTMLElement>('.chart__source a')].at(-1)?.click();
    return found;
  });
  expect(found.shown).toBeLessThanOrEqual(1000);
  expect(found.answer).toBeLessThanOrEqual(found.shown);
  expect(found.source).toBeLessThanOrEqual(found.shown);
  expect(Math.floor(found.end)).toBeLessThanOrEqual(found.shown);
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { followed?: string }).followed))
    .toBe(`${site.url}charts/${id}/`);
}

/** A host page with columns side by side, each of a width and with a line: all of them are in sight at once. */
const sideBySide = (all: readonly (readonly [width: number, line: string])[]): string =>
  columns([], '', 'body{display:flex;align-items:start}.column{flex:none}').replace(
    '</body>',
    `${all.map(([width, line]) => `<div class="column" style="width:${width}px">${line}</div>`).join('')}</body>`,
  );
/** The line, narrow and wide: as browsers read it that size frames by themselves (where this one does), and as the others do. */
const linesOf = (snippet: string) =>
  [snippet, withoutFrameSizing(snippet)].flatMap((line) => [[320, line] as const, [700, line] as const]);

/** Asserts that those show the chart whole. */
async function expectLines(frames: readonly Frame[]): Promise<void> {
  for (const [index, frame] of frames.slice(0, 4).entries())
    await expectFit(frame, `frame ${index}, with the picture for its width`, { narrow: index % 2 === 0 ? 1 : 0 });
}

for (const id of ids) {
  test(`${id} fits its frame at 320 and 700 px without script`, async ({ scriptlessPage: page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 2200, height: 900 });
    const { frames, errors, foreign } = await openIn(page, sideBySide(linesOf(snippetFor(id, site.url))), 900);
    expect(frames).toHaveLength(4);
    await expectLines(frames);
    expect(errors, 'messages in the console').toEqual([]);
    expect(foreign, 'requests to others').toEqual([]);
  });

  test(`${id} fits its frame at 320 and 700 px with script, where little is left of the line, and in WordPress`, async ({
    keptPage: page,
  }) => {
    const snippet = snippetFor(id, site.url);
    // The height of the answer is that of the line (tests/built/embeds.test.ts).
    const second = plainSnippet({ src: `${site.url}embed/${id}/`, title: 'Chart', height: oembedOf(id).height });
    const html = sideBySide([
      ...linesOf(snippet),
      ...[320, 700].map((width) => [width, plainAttributes(snippet)] as const),
      [700, second],
      [320, wordPressFrame(id)],
    ]).replace('</head>', `${wordPressScript}</head>`);
    await page.setViewportSize({ width: 4300, height: 900 });
    await page.emulateMedia({ colorScheme: 'dark' });
    const { frames, errors, foreign } = await openIn(page, html, 900);
    expect(frames).toHaveLength(8);
    await expectLines(frames);
    const [narrow, wide, unstyled, wordPress] = frames.slice(4) as [Frame, Frame, Frame, Frame];
    for (const frame of [narrow, wide])
      expect(await measure(frame), 'plain attributes').toMatchObject({ scrollsDown: false, scrollsSideways: false });
    const size = await measure(unstyled);
    expect(size, 'no styles').toMatchObject({ scrollsDown: false, scrollsSideways: false, pictures: 1 });
    expect(1 - size.needed / size.shown, 'white space where styles are taken out').toBeLessThanOrEqual(0.15);
    await expectWordPress(page, wordPress, id);
    expect(errors, 'messages in the console').toEqual([]);
    expect(foreign, 'requests to others').toEqual([]);
  });

  test(`axe finds nothing inside the embed of ${id}, light and dark, folded out`, async ({ keptPage: page }) => {
    await page.setViewportSize({ width: 320, height: 900 });
    await page.goto(`${site.url}embed/${id}/`);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    const found = await axeFindings(page, {
      prepare: async (mode) => {
        await page.setViewportSize({ width: mode === 'light' ? 320 : 700, height: 900 });
        // Contrast can only be measured on a ground; in a frame it is the host's.
        await page.evaluate((ground) => {
          document.body.style.background = ground;
        }, palette[mode].paper);
        expect(
          await page.locator('html').evaluate((html) => html.scrollWidth <= html.clientWidth),
          'no sideways scrolling',
        ).toBe(true);
      },
    });
    expect(found).toEqual([]);
  });

  test(`at every usual width of a column ${id} fits, has its room kept while it loads, and has labels of 11 px at least`, async ({
    keptPage: page,
  }) => {
    const lines = [/;height:(max\(.*?\));height:if/, /;min-height:(calc\(.*?\*0\.8\));/].map(
      (pattern) => pattern.exec(snippetFor(id, site.url))?.[1] ?? 'none',
    );
    await page.goto(`${site.url}embed/${id}/`);
    for (const width of [288, 320, 360, 414, 480, 560, 639, 640, 700, 720, 800, 960, 1100]) {
      await page.setViewportSize({ width, height: 900 });
      // The chart as tall as it is, and boxes as tall as the line would make its frame, at last and at first: `cqw` is a hundredth of the window here.
      const [needed, given, kept, smallest] = await page.evaluate((expressions) => {
        const [given = 0, kept = 0] = expressions.map((expression) => {
          const box = document.body.appendChild(document.createElement('div'));
          box.setAttribute('style', `position:absolute;visibility:hidden;height:${expression}`);
          const { height } = box.getBoundingClientRect();
          box.remove();
          return height;
        });
        const sizes = [...document.querySelectorAll<SVGSVGElement>('svg.picture')]
          .filter((svg) => svg.getClientRects().length > 0)
          .flatMap((svg) => {
            const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
            return [...svg.querySelectorAll('text')].map(
              (text) => Number.parseFloat(getComputedStyle(text).fontSize) * scale,
            );
          });
        return [document.body.getBoundingClientRect().height, given, kept, Math.min(...sizes)] as const;
      }, lines);
      expect(given, `${width} px`).toBeGreaterThanOrEqual(needed);
      expect(1 - needed / given, `white space at ${width} px`).toBeLessThanOrEqual(0.15);
      expect(kept, `room at ${width} px`).toBeLessThanOrEqual(needed);
      expect(kept / needed, `room at ${width} px`).toBeGreaterThanOrEqual(0.75);
      // Labels are smallest where a picture begins to be shown.
      if (width === 320 || width === 640) expect(smallest, `labels at ${width} px`).toBeGreaterThanOrEqual(11);
    }
  });
}

test('a browser that sizes frames by itself leaves no white space at all', async ({ browser }) => {
  const knows = async (candidate: Browser) => {
    const page = await candidate.newPage();
    const known = await page.evaluate(() => CSS.supports('frame-sizing', 'content-height'));
    await page.close();
    return known;
  };
  const installed = systemBrowser();
  // The packaged browser may be older than the property.
  const other =
    (await knows(browser)) || !installed
      ? undefined
      : await chromium.launch({ executablePath: installed.path, args: [...installed.args] });
  const sizing = other ?? browser;
  test.skip(!(await knows(sizing)), 'No browser here knows frame-sizing');
  for (const id of [first, 'world-map']) {
    const { frames } = await open(sizing, columns([320, 700], snippetFor(id, site.url)));
    for (const frame of frames) {
      await expectFit(frame, id);
      await expect
        .poll(async () => {
          const { shown, needed } = await measure(frame);
          return Math.abs(shown - needed);
        }, 'room to spare')
        .toBeLessThanOrEqual(1);
    }
  }
  await Promise.all(contexts.splice(0).map((context) => context.close()));
  await other?.close();
});

test('no frame is cut off when its column changes', async ({ browser }) => {
  for (const javaScriptEnabled of [false, true]) {
    const { page, frames } = await open(browser, columns([320, 700], snippetFor(first, site.url)), {
      javaScriptEnabled,
    });
    for (const [left, right] of [
      [700, 320],
      [414, 960],
      [320, 480],
    ]) {
      await page.locator('.column').evaluateAll(
        (all, widths) => {
          for (const [index, column] of (all as HTMLElement[]).entries()) column.style.width = `${widths[index]}px`;
        },
        [left, right],
      );
      for (const [index, frame] of frames.entries()) {
        await expect
          .poll(() => measure(frame), `${index === 0 ? left : right} px`)
          .toMatchObject({ scrollsDown: false, scrollsSideways: false, bar: false });
      }
    }
  }
});

for (const version of frozenVersions())
  test(`the kept lines of edition ${version} show the frozen charts whole, and lead back to pages that exist`, async ({
    browser,
    request,
  }) => {
    const kept = filesIn(join(builtFolder, 'v', version, 'embed')).flatMap(
      (file) => /^([^/]+)\/index\.html$/.exec(file)?.[1] ?? [],
    );
    expect(kept.length).toBeGreaterThan(0);
    for (const id of [kept[0] ?? '', 'world-map']) {
      const line = frozenLine(version, id, new URL(site.url)) ?? '';
      const { frames, errors, foreign } = await open(browser, columns([320, 700], line));
      for (const frame of frames) {
        await expectFit(frame, `${id} as frozen`);
        expect(new URL(frame.url()).pathname).toBe(`/v/${version}/embed/${id}/`);
        await expect(frame.locator('.chart__source')).toContainText(version);
      }
      const back = await frames[0]?.locator('.chart__source a').last().getAttribute('href');
      expect((await request.get(new URL(back ?? '', frames[0]?.url()).href)).status()).toBe(200);
      expect(errors).toEqual([]);
      expect(foreign).toEqual([]);
    }
  });

test.describe('a parent that shrinks to fit', () => {
  const parents: Readonly<Record<string, (line: string) => string>> = {
    float: (line) => `<div style="float:left">${line}</div>`,
    'flex item': (line) => `<div style="display:flex"><div>${line}</div></div>`,
    'centred flex column': (line) =>
      `<div style="display:flex;flex-direction:column;align-items:center"><div>${line}</div></div>`,
    'table cell': (line) => `<table><tr><td>${line}</td></tr></table>`,
    'grid that centres': (line) => `<div style="display:grid;justify-items:center"><div>${line}</div></div>`,
    'absolute box': (line) =>
      `<div style="position:relative;height:2000px"><div style="position:absolute;left:0">${line}</div></div>`,
    'inline block': (line) => `<div style="display:inline-block">${line}</div>`,
  };
  for (const [name, around] of Object.entries(parents))
    test(`such as a ${name} gives the frame room, and no more than the page has`, async ({ keptPage: page }) => {
      for (const width of [360, 1000]) {
        await page.setViewportSize({ width, height: tall });
        const { frames } = await openIn(page, columns([width], around(snippetFor(first, site.url))));
        const box = await page.locator('iframe').boundingBox();
        expect(box?.width).toBeGreaterThanOrEqual(Math.min(width - 8, 640));
        expect(box?.width).toBeLessThanOrEqual(width);
        await expectFit(frames[0] as Frame, name);
      }
    });

  test('columns that share a width keep their halves', async ({ keptPage: page }) => {
    await page.setViewportSize({ width: 1000, height: tall });
    const line = snippetFor(first, site.url);
    for (const row of [
      `<div style="display:flex"><div style="flex:1">Text</div><div style="flex:1">${line}</div></div>`,
      `<div style="display:grid;grid-template-columns:1fr 1fr"><p>Text</p>${line}</div>`,
    ]) {
      await openIn(page, columns([1000], row));
      expect((await page.locator('iframe').boundingBox())?.width).toBeCloseTo(500, 0);
    }
  });
});

test.describe('the ground of the host', () => {
  /** A picture of a corner of the frame where the chart has nothing, and one of the host's own ground. */
  async function grounds(page: Page): Promise<[Buffer, Buffer]> {
    const box = await page.locator('iframe').boundingBox();
    if (!box) throw new Error('There is no frame');
    const clip = (x: number, y: number) => screenshotOf(page, { clip: { x, y, width: 3, height: 3 } });
    return [await clip(box.x + box.width - 6, box.y + 8), await clip(box.x + box.width + 20, box.y + 8)];
  }
  const light = 'body{background:#fff4d6}';
  const dark = 'body{background:#102a43;color:#fff}';
  const saysNothing = 'that says nothing of schemes';
  const cases = [
    ['light', `a light page ${saysNothing}`, light, 'dark'],
    ['light', `a light page ${saysNothing}`, light, 'light'],
    ['dark', `a dark page ${saysNothing}`, dark, 'light'],
    ['dark', 'a dark page that says so', `:root{color-scheme:dark}${dark}`, 'light'],
  ] as const;
  const rgb = (hex: string) =>
    `rgb(${(hex.slice(1).match(/../g) ?? []).map((part) => Number.parseInt(part, 16)).join(', ')})`;
  for (const [theme, where, style, system] of cases)
    test(`shows through the theme ${theme} in ${where}, the system being ${system}`, async ({ browser }) => {
      const { page, frames } = await open(browser, columns([700], snippetFor(first, site.url, theme), style), {
        javaScriptEnabled: false,
        colorScheme: system,
      });
      const [inFrame, outside] = await grounds(page);
      expect(inFrame.equals(outside), 'the same ground inside and outside the frame').toBe(true);
      expect(await frames[0]?.locator('h1').evaluate((headline) => getComputedStyle(headline).color)).toBe(
        rgb(palette[theme].ink),
      );
    });

  for (const system of ['light', 'dark'] as const)
    for (const [name, style] of [
      ['a light page', light],
      ['a page that is dark by its own colours', dark],
      ['a dark page that says so', `:root{color-scheme:dark}${dark}`],
    ] as const)
      test(`is covered without a fixed theme, so that headline and answer are read in ${name}, the system being ${system}`, async ({
        browser,
      }) => {
        const { frames } = await open(browser, columns([700], snippetFor(first, site.url), style), {
          javaScriptEnabled: false,
          colorScheme: system,
        });
        const [ground, ...inks] = await (frames[0] as Frame).evaluate(() => [
          getComputedStyle(document.documentElement).backgroundColor,
          ...['h1', '.chart__answer', '.chart__source'].map((selector) => {
            const part = document.querySelector(selector);
            return part ? getComputedStyle(part).color : 'missing';
          }),
        ]);
        const mode = ground === rgb(palette.dark.paper) ? 'dark' : 'light';
        expect(ground).toBe(rgb(palette[mode].paper));
        const known = [palette[mode].ink, palette[mode].muted, palette[mode].answered].map(rgb);
        for (const ink of inks) expect(known).toContain(ink);
      });

  test('a theme as a query is followed where script runs, alone and in a frame', async ({ page }) => {
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme === 'light' ? 'dark' : 'light' });
      await page.goto(`${site.url}embed/${first}/?theme=${theme}`);
      await expect.poll(() => page.locator('html').evaluate((root) => getComputedStyle(root).colorScheme)).toBe(theme);
    }
  });

  test('is printed on in dark ink whatever the theme', async ({ page }) => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.goto(`${site.url}embed/${first}/#dark`);
    expect(await page.locator('h1').evaluate((headline) => getComputedStyle(headline).color)).toBe('rgb(28, 31, 36)');
  });

  test('a theme in the address does not move the page of the host', async ({ browser }) => {
    const far = `<div style="height:3000px"></div>${snippetFor(first, site.url, 'dark').replace(' loading="lazy"', '')}`;
    const page = await newPage(browser, { viewport: { width: 1000, height: 700 } });
    await page.goto(host.page(columns([700], far)), { waitUntil: 'load' });
    await page.frames()[1]?.locator('.chart').waitFor();
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
  });
});

test.describe('messages', () => {
  interface Heard {
    data: unknown;
    origin: string;
  }
  const listener =
    '<script>window.heard=[];addEventListener("message",function(event){heard.push({data:event.data,origin:event.origin})})</script>';
  const heardBy = (page: Page) => page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);

  /** The heights reported in each dialect, in the order heard. */
  function read(heard: readonly Heard[], path: string) {
    const none: readonly number[] = [];
    const heights = { own: [...none], datawrapper: [...none], amp: [...none], pym: [...none], wordpress: [...none] };
    for (const { data } of heard) {
      if (typeof data === 'string') {
        const match = /^pymxPYMx(\S*)xPYMxheightxPYMx(\d+)$/.exec(data);
        if (match) heights.pym.push(Number(match[2]));
        continue;
      }
      const message = data as Record<string, unknown>;
      if (message['type'] === '110-abroad:height' && message['path'] === path)
        heights.own.push(Number(message['height']));
      else if (message['datawrapper-height'])
        heights.datawrapper.push(Number((message['datawrapper-height'] as Record<string, number>)[path]));
      else if (message['sentinel'] === 'amp' && message['type'] === 'embed-size')
        heights.amp.push(Number(message['height']));
      else if (message['message'] === 'height') heights.wordpress.push(Number(message['value']));
    }
    return heights;
  }

  test('arrive once per change, in each dialect, and give the height that is needed', async ({ browser }) => {
    const path = `/embed/${first}/`;
    const { page, frames } = await open(
      browser,
      columns([320], snippetFor(first, site.url)).replace('</head>', `${listener}</head>`),
    );
    const frame = frames[0];
    if (!frame) throw new Error('There is no frame');
    const expected: number[] = [];
    const settled = async () => {
      expected.push(Math.ceil((await measure(frame)).needed));
      await expect.poll(async () => read(await heardBy(page), path).own).toEqual(expected);
      // Long enough for a timer to give itself away.
      await page.waitForTimeout(400);
      expect(read(await heardBy(page), path)).toEqual({
        own: expected,
        datawrapper: expected,
        amp: expected,
        pym: expected,
        wordpress: [],
      });
    };
    await settled();
    await page.locator('.column').evaluate((column: HTMLElement) => {
      column.style.width = '700px';
    });
    await expect(frame.locator('svg.picture--wide')).toBeVisible();
    await settled();
    await frame.locator('summary').last().click();
    await settled();
    expect(new Set((await heardBy(page)).map((message) => message.origin))).toEqual(
      new Set([new URL(site.url).origin]),
    );
    expect(await heardBy(page)).toHaveLength(expected.length * 4);
  });

  test('say nothing when the height has not changed', async ({ browser }) => {
    const { page, frames } = await open(
      browser,
      columns([700], snippetFor(first, site.url)).replace('</head>', `${listener}</head>`),
    );
    await expect.poll(async () => (await heardBy(page)).length).toBe(4);
    await frames[0]?.locator('h1').evaluate((headline) => {
      headline.style.color = 'red';
    });
    await page.locator('iframe').evaluate((frame) => {
      frame.style.height = '2000px';
    });
    await page.waitForTimeout(300);
    expect(await heardBy(page)).toHaveLength(4);
  });

  test('carry the id that a pym host put into the address, and the secret of WordPress', async ({ browser }) => {
    const frame = `<iframe title="chart" src="${site.url}embed/${first}/?initialWidth=700&childId=story-7&parentTitle=x#?secret=aB3dE5" width="700" height="900"></iframe>`;
    const { page } = await open(browser, columns([700], frame).replace('</head>', `${listener}</head>`));
    await expect.poll(async () => (await heardBy(page)).length).toBe(5);
    const data = (await heardBy(page)).map((message) => message.data);
    expect(data).toContainEqual(expect.stringMatching(/^pymxPYMxstory-7xPYMxheightxPYMx\d+$/));
    expect(data).toContainEqual({ message: 'height', value: expect.any(Number), secret: 'aB3dE5' });
  });

  test('are understood by a page that listens for Datawrapper', async ({ browser }) => {
    const theirs = `<script>addEventListener("message",function(e){if(e.data["datawrapper-height"]!==undefined)for(var id in e.data["datawrapper-height"])document.querySelectorAll("iframe").forEach(function(f){if(f.contentWindow===e.source)f.style.height=e.data["datawrapper-height"][id]+"px"})})</script>`;
    const { page, frames } = await open(
      browser,
      columns([320, 700], snippetFor(first, site.url)).replace('</head>', `${theirs}</head>`),
    );
    await expect
      .poll(async () => heights(page))
      .toEqual(await Promise.all(frames.map(async (frame) => Math.ceil((await measure(frame)).needed))));
  });

  test('are not sent where the embed is no frame', async ({ page }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.addInitScript(listener.replace(/<\/?script>/g, ''));
    await page.goto(`${site.url}embed/${first}/`);
    await page.waitForTimeout(300);
    expect(await heardBy(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});

test.describe('the script for hosts', () => {
  const script = () => `<script src="${site.url}embed.js" async></script>`;
  const needs = (frames: readonly Frame[]) =>
    Promise.all(frames.map(async (frame) => Math.ceil((await measure(frame)).needed)));

  test('gives each frame exactly the height it needs, before and after a change', async ({ browser }) => {
    const { page, frames, errors, foreign } = await open(
      browser,
      columns([320, 700], snippetFor(first, site.url)).replace('</head>', `${script()}</head>`),
    );
    await expect.poll(async () => heights(page)).toEqual(await needs(frames));
    await frames[1]?.locator('summary').last().click();
    await expect.poll(async () => heights(page)).toEqual(await needs(frames));
    for (const frame of frames) expect(await measure(frame)).toMatchObject({ scrollsDown: false, bar: false });
    expect(errors).toEqual([]);
    expect(foreign).toEqual([]);
  });

  test('catches up when it comes after the frames', async ({ browser }) => {
    const { page, frames, errors } = await open(browser, columns([320, 700], snippetFor(first, site.url)));
    await page.waitForTimeout(200);
    await page.addScriptTag({ url: `${site.url}embed.js` });
    await expect.poll(async () => heights(page)).toEqual(await needs(frames));
    expect(errors).toEqual([]);
  });

  test('believes nobody but the site, and nobody about a frame that is not theirs', async ({ browser }) => {
    const liar = host.page(
      '<!doctype html><title>x</title><script>parent.postMessage({type:"110-abroad:height",path:"/",height:77},"*")</script>',
    );
    const html = columns(
      [700],
      `${snippetFor(first, site.url)}<iframe title="other" src="${liar}" height="50"></iframe>`,
    ).replace('</head>', `${script()}</head>`);
    const page = await newPage(browser);
    await page.goto(host.page(html));
    const frame = page.frames().find((candidate) => candidate.url().includes('/embed/'));
    await expect.poll(async () => (await heights(page))[0]).toBe(Math.ceil((await measure(frame as Frame)).needed));
    await page.evaluate(() => window.postMessage({ type: '110-abroad:height', path: '/', height: 33 }, '*'));
    for (const height of [-1, 0, 20_000, '80', null])
      await frame?.evaluate(
        (value) => parent.postMessage({ type: '110-abroad:height', path: '/', height: value }, '*'),
        height,
      );
    await page.waitForTimeout(200);
    const [ours, other] = await heights(page);
    expect(ours).toBe(Math.ceil((await measure(frame as Frame)).needed));
    // 50 px and the border that browsers give.
    expect(other).toBe(54);
  });
});

test('an embed is whole when its script is blocked', async ({ browser }) => {
  const page = await newPage(browser);
  await page.route('**/*.js', (route) => route.abort());
  await page.goto(host.page(columns([320, 700], withoutFrameSizing(snippetFor(first, site.url)))));
  for (const frame of page.frames().slice(1)) {
    await frame.locator('.chart').waitFor();
    expect(await measure(frame)).toMatchObject({ scrollsDown: false, bar: false, pictures: 1 });
  }
});

test('an embed is one request, and its script a second that nothing waits for', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${site.url}embed/${first}/`, { waitUntil: 'networkidle' });
  expect(asked).toEqual([`/embed/${first}/`, '/embed-frame.js']);
});

test('links of an embed open elsewhere and cannot reach back', async ({ browser }) => {
  const { page, frames } = await open(browser, columns([700], snippetFor(first, site.url)));
  const [opened] = await Promise.all([
    page.context().waitForEvent('page'),
    frames[0]?.locator('.chart__source a').last().click(),
  ]);
  await opened.waitForLoadState();
  expect(opened.url()).toBe(`${site.url}charts/${first}/`);
  expect(await opened.evaluate(() => window.opener)).toBeNull();
});

test.describe('from a landing to the clipboard', () => {
  const copied = async (page: Page, button: Locator): Promise<string> => {
    await button.click();
    await expect(page.getByRole('status')).not.toBeEmpty();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  for (const width of [360, 1280])
    test(`a line, a citation, a safe sentence and a text alternative are one tap each at ${width} px`, async ({
      browser,
    }) => {
      const page = await newPage(browser, {
        viewport: { width, height: 780 },
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      await page.goto(`${site.url}press/#embed-${first}`);
      const line = page.locator(`#embed-${first}`);
      await expect(line).toBeInViewport();
      expect(await copied(page, line.getByRole('button'))).toMatch(/^<div [^>]*><div [^>]*><iframe .*<\/div>$/);
      await page.goto(`${site.url}press/#safe-to-print`);
      const sentence = page.locator('ol li', { has: page.locator('button.copy') }).first();
      expect(await copied(page, sentence.getByRole('button', { name: /^Copy/ }))).toMatch(/^["“].+["”]$/);
      await page.goto(`${site.url}charts/${first}/#cite`);
      const citation = page.locator('#cite + .apparatus');
      const said = (await citation.locator('blockquote').innerText()).trim();
      expect(await copied(page, citation.getByRole('button').first())).toBe(said);
      const alternative = page.locator('#download ~ .apparatus', { has: page.locator('blockquote') }).first();
      expect(await copied(page, alternative.getByRole('button'))).toBe(
        (await alternative.locator('blockquote').innerText()).trim(),
      );
    });

  test('no button is shown where script does not run, and the line can be selected', async ({ browser }) => {
    const page = await newPage(browser, { javaScriptEnabled: false });
    await page.goto(`${site.url}press/`);
    await expect(page.locator('button.copy').first()).toBeHidden();
    await expect(page.locator(`#embed-${first} textarea`)).toHaveValue(/<iframe /);
  });
});
