/** Lists that must say the same in two places: codes and their words, records and their shapes, chapters and their files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import smallStates from '../../data/geo/small-states.json' with { type: 'json' };
import { charts, loadChartWords } from '../../src/charts/registry.ts';
import { shapedCountries } from '../../src/charts/shared/world.ts';
import { dataset } from '../../src/dataset/current.ts';
import { derivedFigures } from '../../src/dataset/derived.ts';
import { tables } from '../../src/dataset/schema.ts';
import { chaptersIn } from '../../src/story/chapters.ts';
import { noteBody, referenceIds } from '../../src/story/notes.ts';
import { siteIn } from '../../src/story/site.ts';
import { loadMessages } from '../../src/words/messages.ts';
import { languages } from '../../src/words/translations.ts';
import { chapterIds } from '../helpers/chapters.ts';

const english = parse(readFileSync('content/en/messages.yaml', 'utf8')) as Record<string, Record<string, string>>;

describe('codes and their words', () => {
  test.each([
    ['claimStatus', tables.claims.row.shape.status.options],
    ['claimKinds', tables.claims.row.shape.kind.options],
    ['sourceKinds', tables.sources.row.shape.kind.options],
    ['responseTypes', tables.responses.row.shape.type.options],
    ['countryStatus', tables.country_status.row.shape.status.options],
    ['precision', tables.claim_figures.row.shape.precision.options],
    ['chapterNames', chapterIds],
  ] as [string, readonly string[]][])('every code of %s has its words, and every word its code', (key, codes) => {
    expect(Object.keys(english[key] ?? {}).sort()).toEqual([...codes].sort());
    for (const code of codes) expect(english[key]?.[code]?.trim(), code).toBeTruthy();
  });

  test('every message that code or a page asks for by name exists, in every language', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(ts|astro)$/.test(file),
    );
    const asked = new Map<string, string>();
    for (const file of files)
      for (const match of readFileSync(join('src', file), 'utf8').matchAll(
        /(?<!words\.)\bmessages\.text\(\s*(?:[^'"`()]*\?\s*)?'([^']+)'(?:\s*:\s*'([^']+)')?/g,
      ))
        for (const key of match.slice(1)) if (key) asked.set(key, file);
    expect(asked.size).toBeGreaterThan(20);
    for (const language of languages) {
      const messages = loadMessages(language);
      for (const [key, file] of asked) expect(messages.has(key), `${file} asks for "${key}" in ${language}`).toBe(true);
    }
  });

  test('a number is in the words of its precision, in every language', () => {
    for (const language of languages)
      for (const precision of tables.claim_figures.row.shape.precision.options)
        expect(loadMessages(language).text(`precision.${precision}`, { value: '87' }), precision).toMatch(
          precision === 'exact' ? /^87$/ : /\b87\b/,
        );
  });

  test('every page that the footer and the masthead lead to has its name', () => {
    const layout = readFileSync('src/layouts/Page.astro', 'utf8');
    const pages = [...layout.matchAll(/\['[a-z]+'(?:, '[a-z]+')+\](?! as const)/g)].flatMap(
      ([list]) => list.match(/[a-z]+/g) ?? [],
    );
    expect(pages.length).toBeGreaterThan(12);
    for (const page of pages) expect(english['navigation']?.[page], page).toBeTruthy();
  });
});

describe('derived figures', () => {
  const words = parse(readFileSync('content/en/derived-figures.yaml', 'utf8')) as Record<string, string>;
  const figures = [...derivedFigures(dataset).values()];

  test('all have words that say how they are made', () => {
    for (const figure of figures) expect(words[figure.words], `${figure.id}: words "${figure.words}"`).toBeTruthy();
  });

  test('use all the words there are', () => {
    const used = new Set(figures.map((figure) => figure.words));
    expect(Object.keys(words).filter((key) => !used.has(key))).toEqual([]);
  });

  test('have ids made of lower-case words, none of which a claim or event has', () => {
    for (const { id } of figures) {
      expect(id).toMatch(/^figure-[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(dataset.has('claims', id) || dataset.has('responses', id), id).toBe(false);
    }
  });
});

describe('notes', () => {
  const site = siteIn('en');
  const body = (id: string) => noteBody(id, new Map(), site).toString();

  test('can be made of every claim, event and derived figure', () => {
    for (const id of referenceIds(dataset)) {
      const note = body(id);
      expect(note, id).toMatch(/^<p><b>.*<\/p>/s);
      expect(note, id).not.toMatch(/undefined|NaN|\[object|null/);
    }
  });

  test('name who says it and what was answered, wherever a claim was answered', () => {
    for (const row of [...dataset.tables.claims, ...dataset.tables.responses])
      for (const claim of row.answers)
        expect(body(claim), `${claim} is answered by ${row.id}`).toContain(`claims/${row.id}/`);
  });

  test('link every source they rest on', () => {
    for (const claim of dataset.tables.claims)
      for (const source of claim.sources)
        expect(body(claim.id), claim.id).toContain(
          dataset.get('sources', source).url.replaceAll('&', '&amp;').replaceAll("'", '&#39;'),
        );
  });
});

describe('countries', () => {
  const pointed = new Set(smallStates.rows.map((row) => row.id));

  test('with a listing or a status have a shape on the map or a row in small-states.json', () => {
    const needed = new Set([
      ...dataset.tables.stations.map((row) => row.country),
      ...dataset.tables.country_status.map((row) => row.country),
    ]);
    for (const country of needed) expect(shapedCountries.has(country) || pointed.has(country), country).toBe(true);
  });

  test('that are small have no shape as well, so that nothing is drawn twice', () => {
    for (const country of pointed) expect(shapedCountries.has(country), country).toBe(false);
  });

  test('have a box that is no wider than the world and holds a place when they have one', () => {
    for (const country of dataset.tables.countries) {
      expect(country.south, country.id).toBeLessThan(country.north);
      const width = (country.east - country.west + 360) % 360;
      expect(width, country.id).toBeGreaterThan(0);
    }
    for (const place of dataset.tables.places) {
      const box = dataset.get('countries', place.country);
      const inside =
        box.west <= box.east
          ? place.longitude >= box.west && place.longitude <= box.east
          : place.longitude >= box.west || place.longitude <= box.east;
      expect(inside && place.latitude >= box.south && place.latitude <= box.north, place.id).toBe(true);
    }
  });

  test('have a status that rests on events that concern them', () => {
    for (const { country, events } of dataset.tables.country_status)
      for (const event of events) {
        const row = dataset.get('responses', event);
        expect(row.about.includes(country) || row.actorCountry === country, `${country} rests on ${event}`).toBe(true);
      }
  });
});

describe('sources', () => {
  test('all bear a record', () => {
    const used = new Set(
      Object.values(dataset.tables).flatMap((rows) =>
        (rows as readonly { sources?: readonly string[] }[]).flatMap((row) => row.sources ?? []),
      ),
    );
    expect(dataset.tables.sources.filter((source) => !used.has(source.id)).map((source) => source.id)).toEqual([]);
  });

  test('have an address each', () => {
    const urls = dataset.tables.sources.map((source) => source.url);
    expect(urls.filter((url, index) => urls.indexOf(url) !== index)).toEqual([]);
  });
});

describe('charts', () => {
  test.each(languages)('all have words in %s, and all words a chart', (language) => {
    expect([...loadChartWords(language).keys()].sort()).toEqual(charts.map((chart) => chart.id).sort());
    expect(readdirSync(`content/${language}/charts`).sort()).toEqual(charts.map((chart) => `${chart.id}.md`).sort());
  });

  test('have ids of their own', () => expect(new Set(charts.map((chart) => chart.id)).size).toBe(charts.length));
});

describe('chapters', () => {
  const chapters = chaptersIn('en');

  test('are those of the site, in its order, with a file each', () => {
    expect(chapters.map((chapter) => chapter.id)).toEqual([...chapterIds]);
    expect(readdirSync('content/en/chapters').sort()).toEqual([...chapterIds].map((id) => `${id}.md`).sort());
    expect(chapters.map((chapter) => chapter.front.order)).toEqual(chapters.map((_, index) => index + 1));
  });

  test('lead to chapters that exist', () => {
    const layoutPages = ['charts', 'claims', 'sources', 'method', 'glossary', 'about', 'corrections', 'countries'];
    for (const chapter of chapters)
      for (const match of chapter.html.matchAll(/href="\/([a-z-]*)\/?(?:#[^"]*)?"/g))
        expect(['', ...chapterIds, ...layoutPages], `${chapter.file} links to ${match[0]}`).toContain(match[1]);
  });

  test('keep their own keys apart from those of charts and notes', () => {
    for (const chapter of chapters)
      for (const id of chapter.ids)
        expect(id, chapter.id).not.toMatch(
          /^(note|reference|chart|text|notes|contents-title|world)-|^(notes|text|contents-title)$/,
        );
  });
});
