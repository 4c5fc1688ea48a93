/** The worked example of docs/charts.md, built from the text as it stands there: what a newcomer copies must work. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Chart } from '../../src/charts/chart.ts';
import { SymbolSheet } from '../../src/charts/shared/symbols.ts';
import { dataset } from '../../src/dataset/current.ts';
import { formatFor } from '../../src/words/format.ts';
import { parseWordsFile } from '../../src/words/front-matter.ts';
import { type MessageTree, messagesFrom } from '../../src/words/message.ts';

const folder = resolve('.cache', 'docs-example');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const guide = readFileSync('docs/charts.md', 'utf8');
/** Numbers are bound to their words by spaces that do not break. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const block = (language: string): string => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1] ?? '';

describe('The worked example of docs/charts.md', () => {
  test('is drawn in both frames, with the numbers of the reports and its words', async () => {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'report-totals.chart.ts');
    writeFileSync(
      file,
      block('ts')
        .replaceAll("from './", `from '${resolve('src/charts')}/`)
        .replaceAll("from '../", `from '${resolve('src')}/`),
    );
    const { default: chart } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { default: Chart };
    const problems: never[] = [];
    const words = parseWordsFile('docs/charts.md', block('md'), z.looseObject({ description: z.string().min(60) }), problems);
    expect(problems).toEqual([]);
    const built = chart.build(dataset, messagesFrom('docs/charts.md', 'en', words?.front as MessageTree), formatFor('en'));
    const [first, second] = dataset.tables.reports.map((row) => row.total);
    expect(plain(built.headline)).toBe(`The second report counted ${second} stations, the first ${first}`);
    for (const frame of ['wide', 'narrow'] as const) {
      const svg = built.picture(frame, new SymbolSheet(), { label: 'example' });
      expect(svg.match(/<rect /g)).toHaveLength(dataset.tables.reports.length);
      expect(plain(svg)).toContain(`at least ${second}`);
      expect(svg).not.toMatch(/undefined|NaN/);
    }
  });
});
