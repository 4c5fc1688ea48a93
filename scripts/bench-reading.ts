/**
 * What a phone does before it shows a page: a window of 360 px, a processor four times slower than this one, slow 4G as Lighthouse has it (1.6 Mbit/s; a first
 * request waits 562 ms, as long as the four round trips of 150 ms that a first visit makes).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { type Browser, chromium } from '@playwright/test';
import { findBrowser } from '../tests/helpers/browser-path.ts';
import { serveFolder } from './static-server.ts';

const runs = 5;
const network = { offline: false, latency: 562.5, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };

/** Milliseconds; of several visits the median of each measure. */
interface Visit {
  readonly firstPaint: number;
  /** By how much tasks after the first paint are longer than 50 ms, as Lighthouse counts it. */
  readonly blocking: number;
  /** Time of the processor, slowed down with it: other work on the machine counts less. */
  readonly styles: number;
  readonly layout: number;
  /** Cumulative layout shift, no unit. */
  readonly shift: number;
}
export interface PageReading extends Visit {
  readonly page: string;
  readonly elements: number;
  /** Bytes of the page, packed with brotli. */
  readonly bytes: number;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** What the page itself saw, once its fonts have come. */
async function seenByPage(): Promise<Pick<Visit, 'firstPaint' | 'blocking' | 'shift'>> {
  const entries = (type: string): Promise<readonly PerformanceEntry[]> =>
    new Promise((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type, buffered: true });
      setTimeout(() => resolve([]), 500);
    });
  const firstPaint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN;
  const [tasks, shifts] = await Promise.all([entries('longtask'), entries('layout-shift')]);
  const after = tasks.map((task) => task.startTime + task.duration - Math.max(task.startTime, firstPaint));
  return {
    firstPaint,
    blocking: after.reduce((sum, time) => sum + Math.max(0, time - 50), 0),
    shift: shifts.reduce((sum, entry) => sum + (entry as PerformanceEntry & { value: number }).value, 0),
  };
}

/** A first visit, with nothing kept from another. */
async function visit(browser: Browser, url: string): Promise<Visit & { readonly elements: number }> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    isMobile: true,
  });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', network);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(url);
    await page.evaluate(() => document.fonts.ready);
    const seen = await page.evaluate(seenByPage);
    const { metrics } = await session.send('Performance.getMetrics');
    const spent = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN) * 1000;
    const elements = await page.evaluate(() => document.querySelectorAll('*').length);
    return { ...seen, styles: spent('RecalcStyleDuration'), layout: spent('LayoutDuration'), elements };
  } finally {
    await context.close();
  }
}

/**
 * Measures pages of a built site, in turn, so that what else the machine does meets them all.
 * @param pages paths below the site’s root, such as `italy/`
 * @param base path prefix of the site, with a slash at both ends
 */
export async function readingCosts(
  folder: string,
  pages: readonly string[],
  base: string,
): Promise<readonly PageReading[]> {
  const { path, args, env } = await findBrowser();
  const server = await serveFolder(folder, { base, compressed: true });
  const browser = await chromium.launch({
    executablePath: path,
    // Letters as wide as on a phone: Chromium for Linux would round each to whole pixels, and lines would move that do not.
    args: [...args, '--font-render-hinting=none'],
    env: { ...(process.env as Record<string, string>), ...env },
  });
  try {
    const visits = new Map(pages.map((page) => [page, [] as Awaited<ReturnType<typeof visit>>[]]));
    for (let run = 0; run < runs; run++)
      for (const [page, seen] of visits) seen.push(await visit(browser, server.url + page));
    return [...visits].map(([page, seen]) => {
      const of = (measure: keyof (typeof seen)[number]) => median(seen.map((one) => one[measure]));
      return {
        page,
        elements: of('elements'),
        bytes: brotliCompressSync(readFileSync(join(folder, page, 'index.html'))).length,
        firstPaint: of('firstPaint'),
        blocking: of('blocking'),
        styles: of('styles'),
        layout: of('layout'),
        shift: of('shift'),
      };
    });
  } finally {
    await browser.close();
    await server.close();
  }
}
