/** Addresses of the built site: every one ever published leads somewhere, every key can be seen and copied, and the reading aids stand in each chapter. */
import { describe, expect, test } from 'vitest';
import { ledgerFile, lostIn, readLedger } from '../../scripts/published-addresses.ts';
import { dataset } from '../../src/dataset/current.ts';
import { once } from '../../src/shared/once.ts';
import { parseAliases } from '../../src/story/aliases.ts';
import { contentFile } from '../../src/words/content.ts';
import { builtFolder, pagePaths, readPage } from '../helpers/built-site.ts';
import { chapterIds } from '../helpers/chapters.ts';
import { parseHtml } from '../helpers/xml.ts';

const pageAt = once((path: string) => parseHtml(readPage(path)));
const chapters = chapterIds.map((id) => `${id}/`);
const idsOf = (path: string): ReadonlySet<string> =>
  new Set([...readPage(path).matchAll(/\sid="([^"]+)"/g)].map((match) => match[1] ?? ''));

describe('every address ever published', () => {
  test('still leads somewhere', () => {
    expect(lostIn(builtFolder).map(({ address, fix }) => `${address}: ${fix}`)).toEqual([]);
  });
  test('is in the ledger, for every chapter, its paragraphs, charts and notes, and for every term', () => {
    const ledger = readLedger();
    for (const path of chapters) {
      for (const id of ['in-five-sentences', 'disputed', 'since-2022', 'not-known'])
        expect(ledger[path], path).toContain(id);
      expect(ledger[path]?.filter((id) => id.startsWith('note-')).length, path).toBeGreaterThan(20);
      expect(
        ledger[path]?.some((id) => id.startsWith('chart-')),
        path,
      ).toBe(true);
    }
    expect(ledger['glossary/']).toContain('sky-net');
    expect(ledger['claims/']).toContain('scale-05');
    expect(ledger['claims/scale-05/']).toEqual([]);
  });
  test('is there for every listing, response and claim, and kept in the ledger', () => {
    const ledger = readLedger();
    const { stations, responses, claims } = dataset.tables;
    expect(stations.length).toBeGreaterThan(70);
    for (const { id, country } of stations) {
      const path = `countries/${country.toLowerCase()}/`;
      expect(idsOf(path), id).toContain(id);
      expect(ledger[path], id).toContain(id);
    }
    const all = idsOf('claims/');
    for (const { id } of [...responses, ...claims]) {
      expect(all, id).toContain(id);
      expect(readPage(`claims/${id}/`), id).toMatch(new RegExp(`<link rel="canonical" href="[^"]*/claims/${id}/"`));
      expect(ledger[`claims/${id}/`], id).toEqual([]);
    }
  });
  test('stands in order, once, so that a change of the ledger can be read', () => {
    for (const [path, ids] of Object.entries(readLedger()))
      expect(ids, `${ledgerFile}, ${path}`).toEqual([...new Set(ids)].sort());
  });
});

describe('an address that moved', () => {
  const aliases = parseAliases('aliases.json', contentFile('content/en/aliases.json'), []);
  test.each(aliases.map((alias) => [`${alias.from.page}#${alias.from.id}`, alias] as const))(
    'leads to its new place (%s)',
    (_, { from, to }) => {
      expect(pagePaths()).toContain(to.page);
      if (to.id) expect(idsOf(to.page)).toContain(to.id);
      if (!from.id) return;
      const anchor = pageAt(from.page).querySelector(`[id="${from.id}"]`);
      expect(anchor).toBeTruthy();
      if (from.page === to.page)
        expect(
          anchor?.closest(`[id="${to.id}"]`) ?? anchor?.nextElementSibling?.closest(`[id="${to.id}"]`),
        ).toBeTruthy();
      else expect(anchor?.querySelector('a')?.getAttribute('href')).toBe(`/${to.page}${to.id && `#${to.id}`}`);
    },
  );
});

describe('a chapter', () => {
  test.each(chapters)('shows an address beside every heading, paragraph, box and chart (%s)', (path) => {
    const story = pageAt(path).querySelector('.story');
    const shown = new Set(
      [...(story?.querySelectorAll('a.permalink[href^="#"]') ?? [])].map((link) => link.getAttribute('href')?.slice(1)),
    );
    const keyed = [
      ...(story?.querySelectorAll(
        ':scope > h2[id], :scope > p[id], :scope > figure[id], :scope > aside[id], :scope > aside > p[id]:not(.aside__title), :scope > .brief',
      ) ?? []),
    ]
      .map((element) => element.id)
      .filter((id) => id && id !== 'further-charts');
    expect(keyed.length).toBeGreaterThan(20);
    expect(keyed.filter((id) => !shown.has(id))).toEqual([]);
    const ids = idsOf(path);
    expect([...shown].filter((id) => !ids.has(id ?? ''))).toEqual([]);
  });

  test.each(chapters)('names what a mark without words is (%s)', (path) => {
    for (const link of pageAt(path).querySelectorAll('a.permalink'))
      expect(link.textContent || link.getAttribute('aria-label')).toMatch(/\w/);
  });

  test.each(chapters)('begins with five sentences, each with its note (%s)', (path) => {
    const brief = pageAt(path).querySelector('#in-five-sentences');
    const sentences = [...(brief?.querySelectorAll('li') ?? [])];
    expect(sentences).toHaveLength(5);
    for (const sentence of sentences) {
      expect(sentence.querySelector('.mark'), sentence.textContent).toBeTruthy();
      // One sentence: nothing ends within it.
      expect(sentence.textContent.replace(/\[[\d, –]+\]$/, '').trim()).toMatch(/^[^.!?]+[.]?$/);
    }
  });

  test.each(chapters)(
    'says towards its end what is disputed, what changed since 2022 and what is not known, with notes (%s)',
    (path) => {
      const document = pageAt(path);
      const places = ['disputed', 'since-2022', 'not-known'].map((id) => document.querySelector(`h2#${id}`));
      for (const heading of places) expect(heading).toBeTruthy();
      for (const heading of places.slice(0, 2)) {
        const items = [...(heading?.nextElementSibling?.querySelectorAll('li') ?? [])];
        expect(items.length).toBeGreaterThanOrEqual(3);
        for (const item of items) expect(item.querySelector('.mark'), item.textContent).toBeTruthy();
      }
    },
  );
});

describe('a term of the glossary', () => {
  test.each(chapters)('opens its definition, which leads to the full entry (%s)', (path) => {
    const document = pageAt(path);
    const terms = [...document.querySelectorAll('.term')];
    expect(terms.length).toBeGreaterThan(0);
    const targets = terms.map((term) => term.getAttribute('href')?.replace('/glossary/#', 'term-'));
    expect(new Set(targets).size).toBe(targets.length);
    expect([...document.querySelectorAll('.gloss')].map((definition) => definition.id).sort()).toEqual(
      [...targets].sort(),
    );
    const entries = idsOf('glossary/');
    for (const id of targets) {
      const definition = document.querySelector(`[id="${id}"]`);
      expect(definition?.textContent.length).toBeGreaterThan(50);
      const entry = definition?.querySelector(':scope > a')?.getAttribute('href');
      expect(entry).toBe(`/glossary/#${id?.replace('term-', '')}`);
      expect(entries).toContain(entry?.split('#')[1]);
    }
  });

  test('has a source on the glossary page, where its definition states a fact about somebody', () => {
    const document = pageAt('glossary/');
    const marked = new Set(
      chapters.flatMap((path) =>
        [...pageAt(path).querySelectorAll('.term')].map((term) =>
          term.getAttribute('href')?.replace('/glossary/#', ''),
        ),
      ),
    );
    for (const id of marked)
      expect(
        document.querySelector(`[id="${id}"]`)?.nextElementSibling?.querySelector('.cites a, a[href^="/sources/"]'),
        id,
      ).toBeTruthy();
  });
});

test('every printed page names the site and its edition at its foot, from the one style element', () => {
  for (const path of ['', ...chapters, 'charts/world-map/', 'glossary/', 'method/', 'data/'])
    expect(
      /@page ?\{@bottom-left ?\{content:"110\sAbroad,\sedition\s\d+\.\d+\.\d+(?:\+unreleased)?\sof\s[^"]+"\}@bottom-right ?\{content:counter\(page\)/.test(
        readPage(path),
      ),
      path,
    ).toBe(true);
});
