import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** The browser that the tests use and where it was found. */
export interface FoundBrowser {
  readonly path: string;
  readonly from: string;
  readonly args: readonly string[];
}

const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/snap/bin/chromium'];
const quiet = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/**
 * A Chromium without any step by hand: CHROME_PATH, one installed on the system, Playwright's own download, or the one inside the npm package @sparticuz/chromium.
 * @throws Error when there is none: tests that need a browser fail, they do not skip
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const named = process.env['CHROME_PATH'];
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROME_PATH is ${named}, but there is no such file`);
    return { path: named, from: 'CHROME_PATH', args: quiet };
  }
  const installed = system.find((path) => existsSync(path));
  if (installed) return { path: installed, from: 'the system', args: quiet };
  const own = chromium.executablePath();
  if (own && existsSync(own)) return { path: own, from: 'Playwright', args: quiet };
  const { default: packaged } = await import('@sparticuz/chromium');
  const path = await packaged.executablePath();
  if (!path || !existsSync(path)) throw new Error('No Chromium found: set CHROME_PATH, or install Chromium');
  return { path, from: 'the npm package @sparticuz/chromium', args: [...new Set([...packaged.args.filter((arg) => !arg.startsWith('--headless')), ...quiet])] };
}
