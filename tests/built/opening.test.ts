/** The front page as a file: light, the map in it once, the same figures in text, ways to the tables. */
import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { transformSync } from 'esbuild';
import { expect, test } from 'vitest';
import { openingSteps } from '../../src/charts/opening/units.ts';
import { readPage } from '../helpers/built-site.ts';
import { parseHtml } from '../helpers/xml.ts';

const page = readPage('');

test('the front page with its moving map is at most 30 kB brotli and 36 kB gzip', () => {
  expect(brotliCompressSync(page).length).toBeLessThanOrEqual(30_000);
  expect(gzipSync(page, { level: 9 }).length).toBeLessThanOrEqual(36_000);
  expect(brotliCompressSync(page).length).toBeGreaterThan(12_000);
});

test('the shapes of the map stand in it once', () => {
  const paths = [...page.matchAll(/\sd="([^"]{60,})"/g)]
    .map((match) => match[1] ?? '')
    .filter((d) => !/^M[\d.]+ [\d.]+h/.test(d));
  expect(paths.length).toBeGreaterThan(1);
  expect(new Set(paths).size).toBe(paths.length);
});

test('each step has a heading, a still in two frames and text, and the steps lead to the tables', () => {
  const document = parseHtml(page.slice(page.indexOf('<main')));
  const steps = [...document.querySelectorAll('.passage__step')];
  expect(steps.map((step) => step.querySelector('h2')?.id)).toEqual(openingSteps);
  for (const step of steps) {
    expect(step.querySelectorAll('svg.passage__still')).toHaveLength(2);
    expect(step.querySelectorAll('.passage__text .mark').length).toBeGreaterThan(0);
  }
  const links = steps.flatMap((step) => [...step.querySelectorAll('a')].map((link) => link.getAttribute('href')));
  for (const chart of ['world-map', 'country-status']) expect(links).toContain(`/charts/${chart}/`);
});

test('the script for browsers without scroll-driven animation is at most 0.6 kB', () => {
  const { code } = transformSync(readFileSync('src/browser/opening.ts', 'utf8'), {
    loader: 'ts',
    format: 'esm',
    target: 'es2020',
    minify: true,
  });
  expect(brotliCompressSync(code).length).toBeLessThanOrEqual(600);
});

test('no other page carries the style of the opening', () => {
  for (const path of ['scale/', 'about/']) expect(readPage(path)).not.toContain('passage__');
});
