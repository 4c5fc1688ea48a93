import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { chromium } from '@playwright/test';

/** The browser that the tests use and where it was found. */
export interface FoundBrowser {
  readonly path: string;
  readonly from: string;
  readonly args: readonly string[];
  /** What the process needs beside its usual environment: libraries and fonts, where the machine has none. */
  readonly env?: Readonly<Record<string, string>>;
}

const system = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
];
// What the package would add (one process for all, no web security) is for other uses: it would undo what the tests look at.
const args = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser of the system, if there is one: often newer than the package, and with a whole window, so that it takes half as long again. */
export function systemBrowser(): FoundBrowser | undefined {
  const path = system.find((candidate) => existsSync(candidate));
  return path === undefined ? undefined : { path, from: 'the system', args };
}

/** Whether the loader finds everything that a program is linked with. */
const isComplete = (program: string): boolean =>
  !/not found/.test(spawnSync('ldd', [program], { encoding: 'utf8' }).stdout ?? '');

/**
 * Unpacks the Chromium of the npm package @sparticuz/chromium (Linux) into node_modules/.cache, once a version, and where the machine lacks them its libraries
 * (NSS, which even a small Linux may not have) and a font.
 */
async function packagedBrowser(): Promise<FoundBrowser | undefined> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const home = entry.slice(0, entry.lastIndexOf('@sparticuz/chromium') + '@sparticuz/chromium'.length);
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  const folder = resolve(dirname(dirname(home)), '.cache', `chromium-${version}`);
  mkdirSync(folder, { recursive: true });
  // The package unpacks into the folder for temporary files and takes whatever lies there under its name, of any version and of anybody.
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const { default: packaged, inflate } = await import('@sparticuz/chromium');
    const path = await packaged.executablePath();
    if (!path || !existsSync(path)) return undefined;
    const env: Record<string, string> = {};
    if (!isComplete(path)) env['LD_LIBRARY_PATH'] = join(await inflate(join(home, 'bin', 'al2023.tar.br')), 'lib');
    if (!existsSync('/etc/fonts/fonts.conf')) env['FONTCONFIG_PATH'] = join(folder, 'fonts');
    return { path, from: 'the npm package @sparticuz/chromium', args, env };
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/**
 * A Chromium without any step by hand: CHROME_PATH; the one inside an npm package, so that the tests see the same version everywhere; where that does not
 * run (it is for Linux), one of the system or Playwright's own download.
 * @throws Error when there is none: tests that need a browser fail, they do not skip
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const named = process.env['CHROME_PATH'];
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROME_PATH is ${named}, but there is no such file`);
    return { path: named, from: 'CHROME_PATH', args };
  }
  const packaged = process.platform === 'linux' ? await packagedBrowser() : undefined;
  if (packaged) return packaged;
  const installed = systemBrowser();
  if (installed) return installed;
  const own = chromium.executablePath();
  if (own && existsSync(own)) return { path: own, from: 'Playwright', args };
  throw new Error('No Chromium found: set CHROME_PATH, or install Chromium');
}
