/** A language is a folder of content: three texts in Dutch (tests/fixtures/nl), built in a copy of the project with harm in its data, and never published. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pageOf as pageIn, pagePaths } from '../helpers/built-site.ts';

const site = process.env['BUILT_HOSTILE'] ?? '';
const pageOf = (path: string) => pageIn(path, site);

describe.runIf(site)('three texts in Dutch', () => {
  test('make three pages, and no other', () =>
    expect(pagePaths(site).filter((path) => path.startsWith('nl/'))).toEqual([
      'nl/about/',
      'nl/charts/italy-map/',
      'nl/italy/',
    ]));

  test('are in their language, and what is not translated says that it is English', () => {
    const page = pageOf('nl/italy/');
    expect(page.documentElement.lang).toBe('nl');
    for (const selector of ['header.masthead', 'footer.foot', '#chart-italy-patrols', 'li#note-it-01'])
      expect(page.querySelector(selector)?.getAttribute('lang'), selector).toBe('en');
    expect(page.querySelector('#chart-italy-map')?.getAttribute('lang')).toBeNull();
    expect(page.querySelector('h1')?.closest('[lang]')?.getAttribute('lang')).toBe('nl');
  });

  test('lead to each other, and to the English page where there is none', () => {
    const addresses = [...pageOf('nl/about/').querySelectorAll('main a')].map((link) => link.getAttribute('href'));
    expect(addresses).toEqual(expect.arrayContaining(['/nl/italy/', '/netherlands/']));
    for (const address of addresses.filter((href) => href?.startsWith('/nl/')))
      expect(existsSync(join(site, address ?? '', 'index.html')), address ?? '').toBe(true);
  });

  test('name their other language, as the English page does', () => {
    for (const path of ['italy/', 'nl/italy/']) {
      const page = pageOf(path);
      const alternates = [...page.querySelectorAll('link[hreflang]')].map((link) => [
        link.getAttribute('hreflang'),
        new URL(link.getAttribute('href') ?? '').pathname,
      ]);
      expect(alternates).toEqual([
        ['en', '/italy/'],
        ['nl', '/nl/italy/'],
        ['x-default', '/italy/'],
      ]);
      expect([...page.querySelectorAll('.languages a')].map((link) => link.textContent)).toEqual([
        'English',
        'Nederlands',
      ]);
    }
    expect(pageOf('netherlands/').querySelector('.languages, link[hreflang]')).toBeNull();
    expect(readFileSync(join(site, 'sitemap-0.xml'), 'utf8')).toMatch(
      /<loc>[^<]*\/nl\/italy\/<\/loc>(?:<lastmod>[^<]*<\/lastmod>)?<xhtml:link rel="alternate" hreflang="en"/,
    );
  });

  test('are refused by the fact-checker, which knows no Dutch', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/check-facts.ts', '--language', 'nl'], {
      cwd: process.env['HOSTILE_PROJECT'],
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toContain('The fact-checker knows no language "nl"');
  });
});
