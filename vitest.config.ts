import { defineConfig } from 'vitest/config';
import { labelOnDisk } from './src/publish/edition/label.ts';

// Before any worker starts: every test sees the same clock and the same language, wherever it runs.
process.env['TZ'] = 'UTC';
process.env['LANG'] = 'en_GB.UTF-8';
process.env['LC_ALL'] = 'en_GB.UTF-8';

/**
 * `unit` reads the sources, `built` reads a built site (see scripts/test.ts). Files share the modules of their worker, as most of the time would go into
 * loading the same charts for each file anew: whoever replaces a module or changes the environment puts it back.
 */
export default defineConfig({
  test: {
    maxWorkers: '100%',
    // Nothing is accepted by being new: `npm run accept:charts` does that.
    update: 'none',
    projects: [
      // Downloads read the style sheet of the charts as text; without `css` Vitest hands out empty style sheets.
      {
        test: {
          name: 'unit',
          css: true,
          include: ['tests/unit/**/*.test.ts'],
          environment: 'node',
          isolate: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      // Engines that the system must bring; only `npm run test:engines` asks for them (docs/engines.md).
      {
        test: {
          name: 'engines',
          include: ['tests/engines/**/*.test.ts'],
          environment: 'node',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        // The words of the built site are compared with what the sources make of the same data, under the same label.
        define: { 'import.meta.env.EDITION_LABEL': JSON.stringify(labelOnDisk()) },
        test: {
          name: 'built',
          include: ['tests/built/**/*.test.ts'],
          environment: 'node',
          isolate: false,
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
