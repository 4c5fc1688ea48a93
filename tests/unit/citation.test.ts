/** Citations, read back by programs that are not ours: Citation.js for BibTeX and RIS, ajv for CSL-JSON. */
import { readFileSync } from 'node:fs';
import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answersTo } from '../../src/dataset/answers.ts';
import { dataset } from '../../src/dataset/current.ts';
import { chartJson } from '../../src/publish/chart/chart-files.ts';
import { answerRecord, chartRecord, plainSpaces } from '../../src/publish/chart/chart-record.ts';
import { bibtex, cslJson, escapeBibtex, ris, type Work } from '../../src/publish/cite/citation.ts';
import { citationTags, jsonLd } from '../../src/publish/cite/structured-data.ts';
import { recordWork, works } from '../../src/publish/cite/works.ts';
import { frozenVersions } from '../../src/publish/edition/on-disk.ts';
import { frozenCharts } from '../../src/publish/record/chart-history.ts';
import { recordIds } from '../../src/publish/record/page.ts';
import { siteIn } from '../../src/story/site.ts';
import { typeset } from '../../src/words/typeset.ts';
import { cslSchema } from '../helpers/csl.ts';
import { parseHtml } from '../helpers/xml.ts';

const site = siteIn('en');
const home = new URL('https://110-abroad.example/some/prefix/');
const all = [...works(site)].map(([key, make]) => [key, make(home)] as const);
const ajv = addFormats.default(new Ajv({ allErrors: true }));
const isCsl = ajv.compile(cslSchema);

const read = (text: string, forceType: string) => {
  const [item, ...more] = plugins.input.chain(text, { generateGraph: false, forceType });
  if (!item || more.length > 0) throw new Error(`Not one item: ${text}`);
  return item;
};
const name = (item: ReturnType<typeof read>) =>
  item.author.map((author) => author.literal ?? [author.given, author.family].filter(Boolean).join(' | '));

const work: Work = {
  kind: 'chart',
  key: 'chart-test',
  title: 'A title',
  author: '110 Abroad',
  date: '2026-11-23',
  version: '1.0.0',
  url: 'https://example.org/charts/test/',
  language: 'en',
  genre: 'Chart',
  note: 'A note.',
};
const nasty =
  'Fish & chips: 100 % of {braces}, \\back\\slash, $5, #1, a_b, x^2, ~, "quotes" @home, “curly”, 警侨驿站, it’s\nbroken\r\nin\tlines';
const onOneLine = nasty.replace(/\s+/g, ' ');

test('every chapter, chart and table and the edition can be cited', () => {
  expect(all.map(([key]) => key)).toEqual(
    expect.arrayContaining(['edition', 'scale', 'answers', 'chart-world-map', 'table-claims', 'table-sources']),
  );
  for (const id of site.charts.keys()) expect(all.map(([key]) => key)).toContain(`chart-${id}`);
  expect(new Set(all.map(([key]) => key)).size).toBe(all.length);
});

describe.each(all)('%s', (key, cited) => {
  test('is an organisation’s, with an address below the site’s prefix', () => {
    expect(cited.author).toBe('110 Abroad');
    expect(cited.url.startsWith(home.href)).toBe(true);
    expect(cited.key).toBe(key);
  });

  test('has a sentence that ends in its address and carries the note', () => {
    expect(cited.sentence.endsWith(` ${cited.url}`)).toBe(true);
    expect(cited.sentence).toContain(cited.note);
    expect(cited.note.length).toBeGreaterThan(30);
    expect(cited.sentence).toContain(cited.version);
    expect(cited.sentence).not.toMatch(/undefined|NaN|\[object|[\u00a0\u202f]|\.\.|["']/);
    // A mark of quotation that is opened is closed, and none stands inside another of its kind.
    expect(cited.sentence.match(/“/g)?.length ?? 0).toBe(cited.sentence.match(/”/g)?.length ?? 0);
  });

  test('is read back from BibTeX', () => {
    const text = bibtex(cited);
    const item = read(text, '@bibtex/text');
    expect(name(item)).toEqual(['110 Abroad']);
    expect(item.title).toBe(cited.title);
    expect(item.URL).toBe(cited.url);
    expect(item.note).toBe([cited.note, cited.kept].filter(Boolean).join(' '));
    expect(item.issued?.['date-parts'][0]?.slice(0, 2)).toEqual(cited.date?.split('-').map(Number).slice(0, 2));
    expect(text).toMatch(/^@(?:online|dataset)\{abroad110-[a-z0-9_-]+,\n/);
  });

  test('is read back from RIS', () => {
    const text = ris(cited);
    const item = read(text, '@ris/file');
    expect(name(item)).toEqual(['110 Abroad']);
    expect(item.title).toBe(cited.title);
    expect(item.URL).toBe(cited.url);
    expect(item.note).toBe([cited.note, cited.kept].filter(Boolean).join(' '));
    expect(item.issued?.['date-parts'][0]?.slice(0, 2)).toEqual(cited.date?.split('-').map(Number).slice(0, 2));
    for (const line of text.split('\r\n').slice(0, -1)) expect(line).toMatch(/^[A-Z][A-Z0-9] {2}- [^\n\r]*$/);
    expect(text.endsWith('\r\nER  - \r\n')).toBe(true);
  });

  test('is valid CSL-JSON', () => {
    const items: unknown = JSON.parse(cslJson(cited));
    expect(isCsl(items), JSON.stringify(isCsl.errors)).toBe(true);
    expect(items).toMatchObject([
      {
        title: cited.title,
        author: [{ literal: '110 Abroad' }],
        URL: cited.url,
        note: [cited.note, cited.kept].filter(Boolean).join(' '),
        issued: { 'date-parts': [cited.date?.split('-').map(Number)] },
      },
    ]);
  });
});

describe('dates that are not known', () => {
  const undated = { ...work, date: undefined };
  test('are left out of every format', () => {
    expect(bibtex(undated)).not.toMatch(/\b(?:year|month|date) =/);
    expect(ris(undated)).not.toMatch(/^(?:PY|DA|Y1|Y2)\b/m);
    expect(cslJson(undated)).not.toMatch(/issued|accessed/);
    expect(citationTags({ ...undated, sentence: '' }).toString()).not.toContain('date');
  });
  test('are given as exactly as they are known', () => {
    expect(ris({ ...work, date: '2026-11' })).toContain('DA  - 2026/11//\r\n');
    expect(ris({ ...work, date: '2026' })).toContain('DA  - 2026///\r\n');
    expect(bibtex({ ...work, date: '2026' })).not.toContain('month');
    expect(JSON.parse(cslJson({ ...work, date: '2026-11' }))[0].issued).toEqual({ 'date-parts': [[2026, 11]] });
  });
  test('stop the build when they are no dates', () => {
    expect(() => ris({ ...work, date: 'autumn' })).toThrow(/autumn/);
    expect(() => cslJson({ ...work, date: '2026-1' })).toThrow(/2026-1/);
  });
  test('of the day of access are never said: only the reader knows it', () => {
    for (const [, cited] of all)
      expect(bibtex(cited) + ris(cited) + cslJson(cited)).not.toMatch(/urldate|^Y2|accessed/m);
  });
});

describe('what means something in a format', () => {
  test('is escaped in BibTeX and comes back as it was', () => {
    const item = read(bibtex({ ...work, title: nasty, note: nasty }), '@bibtex/text');
    // Citation.js reads straight quotes as they are; braces and backslashes come back from their names.
    expect(item.note).toBe(onOneLine);
    expect(escapeBibtex('100% & {x}_y^z~\\#$')).toBe(
      '100\\% \\& \\textbraceleft{}x\\textbraceright{}\\_y\\textasciicircum{}z\\textasciitilde{}\\textbackslash{}\\#\\$',
    );
  });
  test('cannot end a field of BibTeX', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const written = escapeBibtex(text);
        let depth = 0;
        for (const character of written) {
          depth += character === '{' ? 1 : character === '}' ? -1 : 0;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
        expect(depth).toBe(0);
        expect(written).not.toMatch(/[\n\r]|(?<!\\)[%#$&_]/);
      }),
    );
  });
  test('stays on one line of RIS and comes back as it was', () => {
    const item = read(ris({ ...work, title: nasty, note: `${nasty}\r\nER  - \r\nTY  - BOOK` }), '@ris/file');
    expect(item.title).toBe(onOneLine);
    expect(item.note).toBe(`${onOneLine} ER - TY - BOOK`);
  });
  test('never adds a line to RIS', () => {
    const count = ris(work).split('\r\n').length;
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(ris({ ...work, title: text, note: text }).split(/\r\n|\r|\n/)).toHaveLength(count);
      }),
    );
  });
  test('cannot end a script of JSON-LD', () => {
    const written = jsonLd({
      '@type': 'Article',
      headline: '</script><script>alert(1)</script><!--',
    }).toString();
    expect(written.match(/</g)).toHaveLength(2);
    expect(JSON.parse(parseHtml(written).querySelector('script')?.textContent ?? '')).toMatchObject({
      headline: '</script><script>alert(1)</script><!--',
    });
  });
});

describe('the answer travels with the citation', () => {
  test.each([...site.charts.keys()])('of the chart %s', (id) => {
    const record = chartRecord(site, id);
    const cited = works(site).get(`chart-${id}`)?.(home);
    for (const claim of record.claims.slice(0, 3)) expect(cited?.note).toContain(plainSpaces(typeset(claim.claimant)));
    if (record.answer) expect(cited?.note).toContain(plainSpaces(typeset(record.answer.statement)));
    else expect(record.answers).toEqual([]);
  });

  test('of a record name the table of an edition that has its row', () => {
    for (const id of recordIds(site)) {
      const [, version, table] =
        /\/v\/([\d.]+)\/data\/(\w+)\.csv$/.exec(recordWork(site, id, id, home).kept ?? '') ?? [];
      expect(version, id).toBe(frozenVersions().find((frozen) => frozen === dataset.edition.version));
      if (version === undefined) continue;
      const { rows } = JSON.parse(readFileSync(`public/v/${version}/data/${table}.json`, 'utf8')) as {
        rows: { id: string }[];
      };
      expect(
        rows.some((row) => row.id === id),
        `${id} in ${table}`,
      ).toBe(true);
    }
  });

  test('of every record that was answered or answers', () => {
    let answered = 0;
    for (const id of recordIds(site)) {
      const { sentence } = recordWork(site, id, id, home);
      expect(sentence.endsWith(` ${home.href}claims/${id}/`), id).toBe(true);
      const [first] = dataset.has('claims', id) ? answersTo(dataset, id) : [];
      const row = dataset.has('claims', id) ? dataset.get('claims', id) : dataset.get('responses', id);
      if (first) expect(sentence, id).toContain(plainSpaces(typeset(answerRecord(first, site).statement)));
      const target = row.answers[0];
      if (target) expect(sentence, id).toContain(plainSpaces(typeset(dataset.get('claims', target).statement)));
      if (first || target) answered += 1;
    }
    expect(answered).toBeGreaterThan(30);
  });
});

test('Zotero gets an organisation, not a person called Abroad', () => {
  const tags = parseHtml(citationTags({ ...work, sentence: '' }).toString());
  const content = (tag: string) => tags.querySelector(`meta[name="${tag}"]`)?.getAttribute('content');
  // Its translator takes what stands before a comma as the family name, and one name alone as an organisation.
  expect(content('citation_author')).toBe('110 Abroad,');
  expect(content('citation_title')).toBe('A title');
  expect(content('citation_publication_date')).toBe('2026/11/23');
  expect(content('citation_public_url')).toBe(work.url);
  expect(content('DC.type')).toBe('webpage');
});

test('files for reference managers name the address that never changes, where an edition has the same chart', () => {
  const kept = all.filter(([key, cited]) => key.startsWith('chart-') && cited.kept);
  for (const [key, cited] of kept) {
    const id = key.slice('chart-'.length);
    const [, version] = /\/v\/([\d.]+)\/embed\//.exec(cited.kept ?? '') ?? [];
    expect(frozenCharts(id, chartJson(site, id)).find((edition) => edition.version === version)?.same, key).toBe(true);
    for (const file of [bibtex(cited), ris(cited), cslJson(cited)]) expect(file).toContain(`v/${version}/embed/${id}/`);
    expect(cited.sentence.endsWith(` ${cited.url}`)).toBe(true);
  }
  for (const [key, cited] of all)
    if (key.startsWith('chart-') && !cited.kept)
      expect(
        frozenCharts(key.slice('chart-'.length), chartJson(site, key.slice('chart-'.length))).some(({ same }) => same),
      ).toBe(false);
});

test('a citation says the day: BibTeX as a date, RIS and CSL in their parts', () => {
  expect(bibtex(work)).toContain('date = {2026-11-23}');
  expect(ris(work)).toContain('DA  - 2026/11/23/');
  expect(JSON.parse(cslJson(work))[0].issued).toEqual({ 'date-parts': [[2026, 11, 23]] });
});
