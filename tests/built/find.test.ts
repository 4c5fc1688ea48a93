/** Pages of countries and the search page, in the built site. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { answersTo } from '../../src/dataset/answers.ts';
import { eventsAbout, generalAnswers, listingsIn } from '../../src/dataset/country-records.ts';
import { dataset } from '../../src/dataset/current.ts';
import { searchDocuments } from '../../src/publish/find/search-documents.ts';
import { siteIn } from '../../src/story/site.ts';
import { builtFolder, pageOf, pagePaths, readPage } from '../helpers/built-site.ts';

const brotli = (text: string | Buffer) =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const countries = dataset.tables.countries;
const pathOf = (id: string) => `countries/${id.toLowerCase()}/`;

test('every country of the table has a page, and every page a country of the table', () => {
  const pages = pagePaths().filter((path) => /^countries\/[^/]+\/$/.test(path));
  expect(pages.sort()).toEqual(countries.map((row) => pathOf(row.id)).sort());
});

test('the list of countries and the index from A to Z lead to each of them once', () => {
  const list = [...pageOf('countries/').querySelectorAll('.countries th a')].map((link) =>
    link.getAttribute('href')?.replace(/^\/(?=countries)/, ''),
  );
  expect(list.sort()).toEqual(countries.map((row) => pathOf(row.id)).sort());
  const index = [...pageOf('search/').querySelectorAll('.letter a')].map((link) => link.getAttribute('href') ?? '');
  for (const row of countries)
    expect(
      index.filter((href) => href.endsWith(pathOf(row.id))),
      row.name,
    ).toHaveLength(1);
});

describe.each(countries.map((row) => [row.name, row] as const))('%s', (_, row) => {
  const page = pageOf(pathOf(row.id));
  const { kind, traced, matched } = listingsIn(dataset, row.id);
  const section = (id: string) => page.querySelector(`h2#${id}`)?.closest('section');

  test('lists every row with its count, its bureau, its report and its sources', () => {
    for (const station of [...traced, ...matched]) {
      const item = page.getElementById(station.id);
      expect(item, station.id).not.toBeNull();
      expect(item?.textContent).toContain(station.place ? dataset.get('places', station.place).name : 'no city given');
      expect(item?.textContent).toContain(
        station.operator ? dataset.get('operators', station.operator).name : 'not known',
      );
      if (station.countPrecision === 'at-least') expect(item?.textContent).toContain('at least');
      expect(item?.textContent?.includes('Matched by us')).toBe(station.listing === 'matched');
      for (const source of station.sources) expect(item?.innerHTML).toContain(`sources/#${source}"`);
    }
    expect(section('listed')?.querySelectorAll('tr[id]').length).toBe(traced.length + matched.length);
  });

  test('says openly what China answered, and what a missing listing means', () => {
    if (kind === 'traced' || kind === 'matched')
      expect(page.querySelector('.opening .country__answer')?.textContent).toMatch(/^Answered: /);
    const china = section('china')?.innerHTML ?? '';
    const { china: general, others } = generalAnswers(dataset);
    for (const id of [...general.map((claim) => claim.id), ...others]) expect(china, id).toContain(`claims/${id}/"`);
    for (const event of eventsAbout(dataset, row.id).china) expect(china, event.id).toContain(`id="${event.id}"`);
    if (kind === 'none')
      expect(section('listed')?.textContent).toContain('No listing is not proof that there is none.');
    if (kind === 'traced')
      expect(section('listed')?.textContent).toContain('does not mean that an office was confirmed');
    if (kind === 'matched') expect(section('listed')?.textContent).toContain('our inference');
  });

  test('keeps context apart from what is counted', () => {
    const context = section('context');
    for (const event of Object.values(eventsAbout(dataset, row.id)).flat()) {
      const item = page.getElementById(event.id);
      expect(item, event.id).not.toBeNull();
      expect(context?.contains(item) ?? false, event.id).toBe(!event.aboutStations);
    }
  });

  test('tells every answer beside each claim', () => {
    for (const claim of dataset.tables.claims) {
      const item = page.getElementById(claim.id);
      if (!item) continue;
      for (const { row: answer } of answersTo(dataset, claim.id))
        expect(item.innerHTML, `${answer.id} at ${claim.id}`).toContain(`claims/${answer.id}/"`);
    }
  });

  test('holds the answer in its description, can be cited, and weighs at most 30 kB', () => {
    expect(page.querySelector('meta[name=description]')?.getAttribute('content')).toContain('Answered: ');
    for (const ending of ['bib', 'ris', 'json'])
      expect(page.querySelector(`a[href$="cite/country-${row.id.toLowerCase()}.${ending}"]`), ending).not.toBeNull();
    expect(brotli(readPage(pathOf(row.id)))).toBeLessThanOrEqual(30_000);
  });
});

describe('search', () => {
  test('loads what the records say, byte for byte', () => {
    expect(readFileSync(join(builtFolder, 'search.json'), 'utf8')).toBe(JSON.stringify(searchDocuments(siteIn('en'))));
  });
  test('costs at most 10 kB of script and 90 kB of data, on its own page alone', () => {
    expect(brotli(readFileSync(join(builtFolder, 'search.js')))).toBeLessThanOrEqual(10_000);
    expect(brotli(readFileSync(join(builtFolder, 'search.json')))).toBeLessThanOrEqual(90_000);
    for (const path of pagePaths())
      expect(/search\.js(?:on)?"/.test(readPage(path)), path || 'front page').toBe(path === 'search/');
  });
  test('runs under a policy without eval: no code is made from text', () => {
    expect(readFileSync(join(builtFolder, 'search.js'), 'utf8')).not.toMatch(
      /\beval\(|new Function|innerHTML|WebAssembly/,
    );
  });
  test('every result leads to a page, and every fragment to a place on it', () => {
    const ids = new Map<string, Set<string>>();
    for (const { path } of searchDocuments(siteIn('en'))) {
      const [page = '', fragment] = path.split('#');
      const known =
        ids.get(page) ?? new Set([...readPage(page).matchAll(/\sid="([^"]+)"/g)].map((match) => match[1] ?? ''));
      ids.set(page, known);
      if (fragment) expect(known.has(fragment), path).toBe(true);
    }
  });
  test('is found from every page, by a plain link in the masthead', () => {
    for (const path of pagePaths().filter((candidate) => !candidate.startsWith('embed/')))
      expect(readPage(path), path).toMatch(/<header class="masthead">(?:(?!<\/header>).)*<a href="[^"]*\/search\/"/s);
  });
});
