/** Engines that the system must bring: Firefox over WebDriver BiDi, WebKitGTK over WebDriver under a screen of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import puppeteer from 'puppeteer-core';

/** A window of an engine, with what the tests ask of it. */
export interface Engine {
  /** Opens an address in a window whose page is this large, in CSS pixels. */
  open(url: string, size: { readonly width: number; readonly height: number }): Promise<void>;
  /** Calls a function in the page; it can use nothing but its arguments. */
  run<Result, Args extends unknown[]>(
    call: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result>;
  /** Clicks in the middle of an element, as a hand would; it must be in view. */
  click(selector: string): Promise<void>;
  press(key: 'Escape' | 'Tab' | 'Enter'): Promise<void>;
  /** The page on paper; undefined where the engine cannot say. */
  pdf(): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
}

function found(what: string, paths: readonly string[], install: string): string {
  const path = paths.find((candidate) => existsSync(candidate));
  if (!path) throw new Error(`There is no ${what} at ${paths.join(' or ')}; on Debian: apt-get install ${install}`);
  return path;
}

/** Firefox, without a window. FIREFOX_PATH names another one than that of the system. */
export async function firefox(): Promise<Engine> {
  const named = process.env['FIREFOX_PATH'];
  const executablePath = found(
    'Firefox',
    named ? [named] : ['/usr/bin/firefox', '/usr/bin/firefox-esr'],
    'firefox-esr',
  );
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  const page = await browser.newPage();
  return {
    open: async (url, size) => {
      await page.setViewport(size);
      await page.goto(url, { waitUntil: 'load' });
    },
    run: async (call, ...args) => (await page.evaluate(call as (...all: unknown[]) => unknown, ...args)) as never,
    click: (selector) => page.click(selector),
    press: (key) => page.keyboard.press(key),
    pdf: () => page.pdf({ format: 'a4' }),
    close: () => browser.close(),
  };
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No port')),
      );
    });
  });

/** A screen nobody looks at; gives the process and the name of the screen. */
const screen = (): Promise<{ process: ChildProcess; display: string }> =>
  new Promise((resolve, reject) => {
    const program = found('Xvfb', ['/usr/bin/Xvfb'], 'xvfb');
    const running = spawn(program, ['-displayfd', '1', '-screen', '0', '2600x1600x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    running.once('error', reject);
    running.stdout?.once('data', (number) => resolve({ process: running, display: `:${String(number).trim()}` }));
  });

const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
const keys = { Escape: '\ue00c', Tab: '\ue004', Enter: '\ue007' };

/** WebKitGTK in its small browser: the engine of Safari, as near as Linux comes to it. */
export async function webkit(): Promise<Engine> {
  const driver = found('WebKitWebDriver', ['/usr/bin/WebKitWebDriver'], 'webkit2gtk-driver xvfb');
  const { process: display, display: name } = await screen();
  const port = await freePort();
  const running = spawn(driver, [`--port=${port}`], {
    stdio: 'ignore',
    // A container has no user namespaces for its sandbox; only our own pages are opened.
    env: { ...process.env, DISPLAY: name, GDK_BACKEND: 'x11', WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
  });
  const ask = async (method: string, path: string, body?: unknown): Promise<never> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: never };
    if (!response.ok) throw new Error(`WebKit: ${JSON.stringify(value)}`);
    return value;
  };
  for (let tries = 0; ; tries += 1)
    try {
      await ask('GET', '/status');
      break;
    } catch (error) {
      if (tries > 50) throw error;
      await new Promise((wait) => setTimeout(wait, 100));
    }
  const { sessionId } = (await ask('POST', '/session', { capabilities: {} })) as { sessionId: string };
  const session = `/session/${sessionId}`;
  const run: Engine['run'] = (call, ...args) =>
    ask('POST', `${session}/execute/sync`, { script: `return (${call.toString()})(...arguments)`, args });
  return {
    run,
    open: async (url, size) => {
      await ask('POST', `${session}/url`, { url });
      // The window has bars of its own.
      const bars = await run(() => [outerWidth - innerWidth, outerHeight - innerHeight] as const);
      await ask('POST', `${session}/window/rect`, { width: size.width + bars[0], height: size.height + bars[1] });
    },
    click: async (selector) => {
      const element = (await ask('POST', `${session}/element`, { using: 'css selector', value: selector })) as Record<
        string,
        string
      >;
      await ask('POST', `${session}/element/${element[elementKey]}/click`, {});
    },
    press: (key) =>
      ask('POST', `${session}/actions`, {
        actions: [
          {
            type: 'key',
            id: 'keyboard',
            actions: [
              { type: 'keyDown', value: keys[key] },
              { type: 'keyUp', value: keys[key] },
            ],
          },
        ],
      }),
    pdf: async () => undefined,
    close: async () => {
      await ask('DELETE', session);
      running.kill();
      display.kill();
    },
  };
}
