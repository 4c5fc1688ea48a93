import { defineConfig } from '@playwright/test';
import { findBrowser } from './tests/helpers/browser-path.ts';

const browser = await findBrowser();
if (!process.env['TEST_WORKER_INDEX']) console.log(`Browser: ${browser.path} (from ${browser.from})`);

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: '.cache/browser-results',
  // Pictures to compare with are made in the run (pictures.spec.ts); none are kept.
  snapshotPathTemplate: '.cache/pictures/{arg}{ext}',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 300_000,
  // What is awaited comes at once, but not on a machine that is busy.
  expect: { timeout: 30_000, toPass: { timeout: 30_000, intervals: [25, 50, 100, 250] } },
  reporter: [['line'], ['json', { outputFile: '.cache/browser.json' }]],
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'UTC',
    launchOptions: {
      executablePath: browser.path,
      args: [...browser.args],
      env: { ...process.env, ...browser.env } as Record<string, string>,
    },
  },
});
