/** The pages of single records: what stands on them, where a record is used, since when it stands. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { answersTo } from '../../src/dataset/answers.ts';
import { dataset } from '../../src/dataset/current.ts';
import { bibtex, cslJson, ris } from '../../src/publish/cite/citation.ts';
import { frozenLine } from '../../src/publish/edition/frozen-edition.ts';
import { frozenVersions } from '../../src/publish/edition/on-disk.ts';
import { frozenEmbeds, frozenOembedJson } from '../../src/publish/embed/oembed.ts';
import { beginningOf } from '../../src/publish/page/paragraphs.ts';
import { chapterDatesIn } from '../../src/publish/record/chapter-history.ts';
import { chartChanges, frozenCharts } from '../../src/publish/record/chart-history.ts';
import { rowHistoryIn } from '../../src/publish/record/history.ts';
import { recordIds, recordPage } from '../../src/publish/record/page.ts';
import { recordUses } from '../../src/publish/record/uses.ts';
import { chaptersIn } from '../../src/story/chapters.ts';
import { recordHref, recordMore } from '../../src/story/notes.ts';
import { recordNames } from '../../src/story/records.ts';
import { siteIn } from '../../src/story/site.ts';
import { parseHtml } from '../helpers/xml.ts';

const site = siteIn('en');
const home = new URL('https://110-abroad.example/');

test('every claim and every response has a page of its own', () => {
  const ids = recordIds(site);
  expect(ids).toHaveLength(dataset.tables.claims.length + dataset.tables.responses.length);
  expect(new Set(ids).size).toBe(ids.length);
  // An id is a folder: nothing in it may mean something to a server or a file system.
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9-]+$/);
  expect(new Set(ids.map((id) => id.toLowerCase())).size).toBe(ids.length);
});

test('a link to a record leads to its page, to a figure of ours into the list', () => {
  expect(recordHref('scale-01', '/prefix/')).toBe('/prefix/claims/scale-01/');
  expect(recordHref('figure-traced-stations', '/')).toBe('/claims/#figure-traced-stations');
});

test('a link by the name of a record says it once, a further one of that name whose it is, and the word “record” which', () => {
  const links = (list: { toString(): string }) => [...parseHtml(list.toString()).querySelectorAll('a')];
  const [name, ...twins] = links(recordNames(['scale-01', 'scale-01', 'nl-11'], site));
  expect(name?.hasAttribute('aria-label')).toBe(false);
  expect(twins.map((link) => link.getAttribute('aria-label'))).toEqual([`${name?.textContent}: 2`, null]);
  const [word] = links(recordMore('scale-01', site));
  expect(word?.getAttribute('aria-label')).toBe(`Record: ${name?.textContent}`);
});

describe('a record’s page', () => {
  const pages = recordIds(site).map((id) => recordPage(site, id, home));

  test('tells who, what and how it stands, and its sources', () => {
    for (const page of pages) {
      const row = dataset.has('claims', page.id) ? dataset.get('claims', page.id) : dataset.get('responses', page.id);
      expect(page.sections.map((section) => section.id)).toEqual(
        expect.arrayContaining(['sources', 'used', 'history']),
      );
      expect(page.work.url).toBe(`${home.href}claims/${page.id}/`);
      expect(page.work.sentence.endsWith(page.work.url), page.id).toBe(true);
      for (const file of [bibtex(page.work), ris(page.work), cslJson(page.work)]) expect(file).toContain(page.id);
      const sources = parseHtml(page.sections.find((section) => section.id === 'sources')?.body.toString() ?? '');
      expect(sources.querySelectorAll('li a[rel=external]'), page.id).toHaveLength(row.sources.length);
      for (const text of [page.title, page.description, page.who, page.statement, page.facts])
        expect(text, page.id).not.toMatch(/undefined|NaN|\[object|null/);
      expect(page.description.length, page.id).toBeGreaterThan(40);
    }
    expect(new Set(pages.map((page) => page.title)).size).toBe(pages.length);
  });

  test('tells every answer in full, and what it answers', () => {
    const section = (id: string, key: string) =>
      parseHtml(
        pages
          .find((page) => page.id === id)
          ?.sections.find((part) => part.id === key)
          ?.body.toString() ?? '',
      );
    const linked = (part: DocumentFragment) =>
      [...part.querySelectorAll('a.note__more')].map((link) => link.getAttribute('href')?.split('/').at(-2));
    for (const { id } of dataset.tables.claims) {
      const answers = answersTo(dataset, id).map((answer) => answer.row.id);
      expect(linked(section(id, 'answers'))).toEqual(answers);
      for (const answer of answers)
        expect(linked(section(answer, 'answered')), `${answer} answers ${id}`).toContain(id);
    }
  });
});

describe('where a record is used', () => {
  const uses = recordUses(site);

  test('is known for every reference of every chapter', () => {
    for (const chapter of chaptersIn('en')) {
      const text = chapter.html.replace(/<figure [\s\S]*?<\/figure>/g, '');
      for (const id of new Set([...text.matchAll(/"note-([^"]+)"/g)].map((match) => match[1] ?? '')))
        expect(
          uses.get(id)?.paragraphs.some((use) => use.chapter === chapter.id),
          `${id} in ${chapter.id}`,
        ).toBe(true);
    }
  });

  test('names paragraphs by keys that the chapter has, and by how they begin', () => {
    const keys = new Map(chaptersIn('en').map((chapter) => [chapter.id, new Set(chapter.ids)]));
    for (const { paragraphs } of uses.values())
      for (const use of paragraphs) {
        if (use.chapter) expect(keys.get(use.chapter as never)?.has(use.path.split('#')[1] ?? ''), use.path).toBe(true);
        const beginning = beginningOf(use.lead);
        expect(beginning, use.path).toMatch(/\S{2}/);
        expect(beginning.length).toBeLessThan(80);
        expect(beginning).not.toMatch(/[<>]|&[a-z]+;/);
      }
  });

  test('names every chart that shows it', () => {
    for (const { chart } of site.charts.values())
      for (const claim of chart.claims) expect(uses.get(claim)?.charts.has(chart.id), claim).toBe(true);
  });
});

describe('since when a record stands', () => {
  const folder = mkdtempSync(join(tmpdir(), 'editions-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const freeze = (version: string, date: string, claims: readonly string[]) => {
    mkdirSync(join(folder, version, 'data'), { recursive: true });
    writeFileSync(join(folder, version, 'data', 'edition.json'), JSON.stringify({ version, date }));
    writeFileSync(join(folder, version, 'data', 'claims.json'), JSON.stringify({ rows: claims.map((id) => ({ id })) }));
  };

  test('is the current edition while none is frozen', () => {
    const { version, date } = dataset.edition;
    expect(rowHistoryIn(dataset, join(folder, 'none'))('claims', 'scale-01').first).toEqual({ version, date });
  });

  test('is the first frozen edition that has it, by number and not by letters', () => {
    freeze('0.10.0', '2026-03-01', ['scale-01', 'scale-02']);
    freeze('0.9.0', '2026-02-01', ['scale-01']);
    const first = (id: string) => rowHistoryIn(dataset, folder)('claims', id).first;
    expect(first('scale-01')).toEqual({ version: '0.9.0', date: '2026-02-01' });
    expect(first('scale-02')).toEqual({ version: '0.10.0', date: '2026-03-01' });
    expect(first('scale-03').version).toBe(dataset.edition.version);
  });

  test('and as it is now, is the first edition since which no cell of it has changed', () => {
    const [row] = dataset.tables.claims;
    if (!row) throw new Error('There is no claim');
    const freezeRow = (version: string, date: string, claim: object) => {
      freeze(version, date, []);
      writeFileSync(join(folder, version, 'data', 'claims.json'), JSON.stringify({ rows: [claim] }));
    };
    const date = () => rowHistoryIn(dataset, folder)('claims', row.id).modified;
    freezeRow('1.0.0', '2026-01-01', { ...row, statement: 'Something else.' });
    expect(date()).toBeUndefined();
    // The order of the columns is no change.
    freezeRow('1.1.0', '2026-02-01', Object.fromEntries(Object.entries(row).reverse()));
    freezeRow('1.2.0', '2026-03-01', row);
    expect(date()).toBe('2026-02-01');
  });

  test('and frozen charts are listed newest first, with whether numbers, standing, answers and sources are still the same', () => {
    const chart = (count: number, headline: string) =>
      JSON.stringify({
        headline,
        table: { rows: [{ country: 'Netherlands', count }] },
        claims: [{ id: 'scale-01', status: 'corrected', answers: [{ id: 'scale-04' }] }],
        openAnswer: 'scale-04',
        sources: [{ id: 'nrc-2022-12-05' }],
      });
    for (const version of ['1.0.0', '1.10.0', '1.9.0']) {
      mkdirSync(join(folder, version, 'embed', 'world-map'), { recursive: true });
      writeFileSync(join(folder, version, 'embed', 'world-map', 'index.html'), '');
      mkdirSync(join(folder, version, 'charts'), { recursive: true });
      writeFileSync(
        join(folder, version, 'charts', 'world-map.json'),
        chart(version === '1.0.0' ? 1 : 2, `as edition ${version} put it`),
      );
    }
    mkdirSync(join(folder, '1.11.0'), { recursive: true });
    const now = chart(2, 'in other words');
    expect(frozenCharts('world-map', now, folder)).toEqual([
      { version: '1.10.0', same: true },
      { version: '1.9.0', same: true },
      { version: '1.0.0', same: false },
    ]);
    expect(frozenCharts('world-map', now, join(folder, 'none'))).toEqual([]);
  });

  test('and a chart has a list of what changed from edition to edition, without those that left it alone', () => {
    const chart = (version: string, count: number, answers: readonly string[]) =>
      JSON.stringify({
        headline: 'A',
        dek: 'B',
        summary: 'C',
        edition: { version, date: '2026' },
        table: { rows: [{ country: 'Netherlands', count }] },
        claims: [{ id: 'scale-01', status: 'corrected', answers: answers.map((id) => ({ id })) }],
        sources: [],
      });
    const keep = (version: string, json: string) => {
      mkdirSync(join(folder, version, 'charts'), { recursive: true });
      writeFileSync(join(folder, version, 'charts', 'a.json'), json);
    };
    keep('1.0.0', chart('1.0.0', 1, []));
    keep('1.0.1', chart('1.0.1', 1, []));
    keep('1.10.0', chart('1.10.0', 2, ['scale-04']));
    const changes = (json: string) =>
      chartChanges('a', json, folder).map(({ version, since, counts }) => [version, since, Object.fromEntries(counts)]);
    expect(changes(chart('1.10.0+unreleased', 2, ['scale-04', 'scale-09']))).toEqual([
      ['1.10.0+unreleased', '1.10.0', { answers: 1 }],
      ['1.10.0', '1.0.1', { rows: 1, answers: 1 }],
      ['1.0.0', undefined, { rows: 1, standing: 1 }],
    ]);
    expect(changes(chart('1.10.0', 2, ['scale-04']))[0]?.[0]).toBe('1.10.0');
  });

  test('and a chapter has the dates of the editions in which it came and got its present words', () => {
    const keep = (version: string, date: string, sum: string | undefined) => {
      mkdirSync(join(folder, version, 'data'), { recursive: true });
      writeFileSync(join(folder, version, 'data', 'edition.json'), JSON.stringify({ version, date }));
      if (sum !== undefined)
        writeFileSync(
          join(folder, version, 'chapters.json'),
          JSON.stringify({ chapters: [{ id: 'scale', title: '', asOf: '', sha256: sum }] }),
        );
    };
    keep('1.0.0', '2026-11-23', undefined);
    keep('1.1.0', '2026-11-29', 'x');
    keep('1.2.0', '2027-01-01', 'y');
    keep('1.3.0', '2027-02-01', 'y');
    const dates = (id: string, sum: string, version: string) =>
      chapterDatesIn(id, sum, { version, date: '2027-03-01' }, folder);
    expect(dates('scale', 'y', '1.3.0')).toEqual({ published: '2026-11-23', modified: '2027-01-01' });
    expect(dates('scale', 'z', '1.3.0+unreleased')).toEqual({ published: '2026-11-23', modified: undefined });
    expect(dates('later', 'z', '1.3.0+unreleased')).toEqual({ published: undefined, modified: undefined });
  });

  test('and the embed of an edition has an oEmbed answer with its own line and picture', () => {
    const home = new URL('https://news.example/x/');
    for (const version of frozenVersions())
      for (const id of frozenEmbeds(version).slice(0, 3)) {
        const answer = JSON.parse(frozenOembedJson(site, version, id, home)) as Record<string, unknown>;
        expect(answer).toMatchObject({ version: '1.0', type: 'rich', provider_name: '110 Abroad' });
        expect(answer['html']).toBe(frozenLine(version, id, home));
        expect(answer['thumbnail_url']).toBe(`https://news.example/x/v/${version}/charts/${id}.png`);
        expect(answer['height']).toBeGreaterThan(200);
      }
  });
});
