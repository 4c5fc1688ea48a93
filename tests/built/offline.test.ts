/** The offline edition in the built site: whole, small enough to send, found from where people read, the same wherever the site is served. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { builtFolder, readPage } from '../helpers/built-site.ts';
import { htmlFaults } from '../helpers/valid-html.ts';
import { parseHtml } from '../helpers/xml.ts';

const prefixed = process.env['BUILT_SITE_PREFIXED'];
const names = ['110-abroad.html', '110-abroad.epub', '110-abroad.md'];
const bytes = (name: string, folder = builtFolder): Buffer => readFileSync(join(folder, 'offline', name));
const sum = (name: string): string => createHash('sha256').update(bytes(name)).digest('hex');

test('SHA256SUMS names the three files with their sums', () => {
  expect(bytes('SHA256SUMS').toString()).toBe(
    [...names]
      .sort()
      .map((name) => `${sum(name)}  ${name}\n`)
      .join(''),
  );
});

test('the page shows each file with its size, its sum and what it is for', () => {
  const page = parseHtml(readPage('offline/'));
  for (const name of names) {
    const item = page.querySelector(`li:has(a[href$="/offline/${name}"])`);
    expect(item?.querySelector('code')?.textContent).toBe(sum(name));
    const size = bytes(name).length;
    expect(item?.textContent).toContain(
      size < 999_500 ? `${Math.round(size / 1000)}\u00a0kB` : `${Math.round(size / 100_000) / 10}\u00a0MB`,
    );
  }
  expect(page.querySelector('a[href$="/offline/SHA256SUMS"]')).not.toBeNull();
});

test('the HTML file is valid, with headings in order', async () => {
  expect(await htmlFaults(bytes('110-abroad.html').toString())).toEqual([]);
});

test('the front page and every chapter lead to it', () => {
  for (const path of ['', 'scale/', 'netherlands/', 'italy/', 'persuasion/', 'answers/'])
    expect(parseHtml(readPage(path)).querySelector('main a[href$="/offline/"]'), path).not.toBeNull();
});

test('the files are small enough to send, and none has lost its content', () => {
  const weights = {
    'html raw': bytes('110-abroad.html').length,
    'html packed': gzipSync(bytes('110-abroad.html')).length,
    epub: bytes('110-abroad.epub').length,
    'md packed': gzipSync(bytes('110-abroad.md')).length,
  };
  // A chapter more is 150 kB more of HTML, 30 kB packed. Above these somebody should decide what the files are for.
  expect(weights['html raw']).toBeLessThan(2_500_000);
  expect(weights['html packed']).toBeLessThan(550_000);
  expect(weights.epub).toBeLessThan(1_000_000);
  expect(weights['md packed']).toBeLessThan(250_000);
  expect(Math.min(...Object.values(weights))).toBeGreaterThan(100_000);
});

test.runIf(prefixed)('the files are the same wherever the site is served', () => {
  for (const name of [...names, 'SHA256SUMS']) expect(bytes(name, prefixed).equals(bytes(name)), name).toBe(true);
});
