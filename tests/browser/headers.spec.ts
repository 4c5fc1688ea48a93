/** The headers at work in a real browser: no page breaks them, nothing is asked for elsewhere, embeds can be framed and pages cannot. */
import { dirname, extname } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { type RunningServer, serveFolder } from '../../scripts/static-server.ts';
import { headersFor } from '../../src/publish/host/headers.ts';
import { browserPages, builtFolder, filesIn } from '../helpers/built-site.ts';
import { columns, embedIds, type HostServer, serveHost } from '../helpers/host-page.ts';
import { test } from '../helpers/kept-pages.ts';

let site: RunningServer;
let host: HostServer;
test.beforeAll(async () => {
  [site, host] = await Promise.all([serveFolder(builtFolder), serveHost()]);
});
test.afterAll(() => Promise.all([site.close(), host.close()]));

interface Log {
  readonly foreign: string[];
  readonly violations: string[];
}

/** Keeps account of every request that leaves the site, and of everything that a policy forbade, in all frames. */
async function watch(context: BrowserContext): Promise<Log> {
  const log: Log = { foreign: [], violations: [] };
  context.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(site.url) && !request.url().startsWith(host.url))
      log.foreign.push(request.url());
  });
  await context.exposeFunction('tellViolation', (text: string) => log.violations.push(text));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      (globalThis as unknown as { tellViolation: (text: string) => void }).tellViolation(
        `${location.pathname}: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`,
      );
    });
  });
  return log;
}

// That every page keeps to its policy by what stands in it: tests/built/site.test.ts; by what the browser says of it: tests/browser/pages.spec.ts. Here what
// that leaves out is tried: embeds, pages that frame them, what is missing, and of each folder one file of each kind.
const files = Map.groupBy(
  filesIn(builtFolder).filter((file) => /\.(?:svg|xml|txt)$/.test(file)),
  (file) => dirname(file) + extname(file),
);
const paths = [
  ...browserPages().filter((path) => /^$|^(?:embed|press|404)\b/.test(path)),
  ...[...files.values()].flatMap((alike) => alike.slice(0, 1)),
];
test(`no embed, no page that frames one and no picture asks for anything elsewhere or breaks its policy (${paths.length} addresses)`, async ({
  browser,
}) => {
  const context = await browser.newContext();
  const log = await watch(context);
  const page = await context.newPage();
  for (const path of paths) {
    const response = await page.goto(site.url + path, { waitUntil: 'load' });
    expect(response?.status(), path).toBe(200);
    if (path === '' || path.endsWith('/') || path.endsWith('.html'))
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    expect(log, path).toEqual({ foreign: [], violations: [] });
  }
  await context.close();
});

/** What the policy of a page lets through, tried out in it. */
const attack = (page: Page, elsewhere: string) =>
  page.evaluate(async (address) => {
    const add = (name: string, fill: (element: HTMLElement) => void) => {
      const element = document.createElement(name);
      fill(element);
      document.body.append(element);
    };
    add('script', (script) => {
      script.textContent = 'window.ran = true';
    });
    add('style', (style) => {
      style.textContent = 'h1 { outline: 9px solid red }';
    });
    add('p', (paragraph) => paragraph.setAttribute('style', 'outline: 9px solid red'));
    add('p', (paragraph) => paragraph.setAttribute('onclick', 'window.ran = true'));
    add('img', (image) => image.setAttribute('src', `${address}pixel.png`));
    add('iframe', (frame) => frame.setAttribute('src', address));
    add('object', (object) => object.setAttribute('data', `${address}plugin`));
    (document.querySelector('p[onclick]') as HTMLElement).click();
    const fetched = await fetch(address).then(
      () => true,
      () => false,
    );
    await new Promise((next) => setTimeout(next, 300));
    const heading = document.querySelector('h1');
    return { ran: 'ran' in window, fetched, outline: heading ? getComputedStyle(heading).outlineWidth : '' };
  }, elsewhere);

for (const path of ['', 'answers/', 'charts/world-map/', 'claims/scale-01/', '404.html', `embed/${embedIds()[0]}/`])
  test(`what is slipped into ${path || 'the front page'} neither runs nor shows nor loads`, async ({ browser }) => {
    const context = await browser.newContext();
    const log = await watch(context);
    const page = await context.newPage();
    await page.goto(site.url + path);
    const asked: string[] = [];
    page.on('requestfinished', (request) => asked.push(request.url()));
    const result = await attack(page, host.url);
    expect(result.ran).toBe(false);
    expect(result.fetched).toBe(false);
    // An embed has no policy of its own, and the header cannot tell its styles from others: docs/hosting.md.
    const ownPolicy = !path.startsWith('embed/');
    expect(result.outline === '9px').toBe(!ownPolicy);
    expect(asked.filter((url) => url.startsWith(host.url))).toEqual([]);
    const forbidden = [
      'script-src-elem',
      'script-src-attr',
      ...(ownPolicy ? ['style-src-elem', 'style-src-attr'] : []),
      'img-src',
      'frame-src',
      'object-src',
      'connect-src',
    ];
    // A plug-in is refused in its own time.
    await expect
      .poll(() => forbidden.filter((directive) => !log.violations.some((text) => text.split(' ')[1] === directive)))
      .toEqual([]);
    await context.close();
  });

test('a page of others can frame an embed, and no other page', async ({ newPage }) => {
  const page = await newPage();
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/frame-ancestors|X-Frame-Options/i.test(message.text())) refused.push(message.text());
  });
  const framed = ['', 'italy/', 'charts/world-map/', 'claims/scale-01/', 'charts/world-map.svg', '404.html'];
  const inside = [`embed/${embedIds()[0]}/`, ...framed]
    .map((path) => `<iframe src="${site.url}${path}" width="600" height="400"></iframe>`)
    .join('');
  await page.goto(host.page(columns([700], inside)));
  await expect.poll(() => refused.length).toBeGreaterThanOrEqual(framed.length);
  const [embed, ...others] = page.frames().slice(1);
  await expect(embed?.locator('h1') ?? page.locator('nothing')).toBeVisible();
  // The browser's own page for what it will not show.
  for (const frame of others) expect(frame.url()).toBe('chrome-error://chromewebdata/');
  expect(others).toHaveLength(framed.length);
});

test('the server sends with each file what the table says, and with what is missing too', async ({ request }) => {
  for (const path of [
    '',
    'italy/',
    'embed/world-map/',
    'embed.js',
    'data/claims.csv',
    'charts/world-map.svg',
    filesIn(builtFolder).find((file) => file.endsWith('.woff2')) ?? '',
  ]) {
    const answer = await request.get(site.url + path);
    for (const [name, value] of Object.entries(headersFor(path)))
      expect(answer.headers()[name.toLowerCase()], `${path}: ${name}`).toBe(value);
  }
  const missing = await request.get(`${site.url}v/9.9.9/nothing`);
  expect(missing.status()).toBe(404);
  expect(missing.headers()['cache-control']).not.toContain('immutable');
  // No address that a file could have, and no harm to the server.
  expect((await request.get(`${site.url}%E0%A4%A`)).status()).toBe(404);
  expect((await request.get(`${site.url}..%2f..%2fpackage.json`)).status()).toBe(404);
  expect((await request.get(`${site.url}rss.xml`, { maxRedirects: 0 })).headers()['location']).toBe('/feed.xml');
});
