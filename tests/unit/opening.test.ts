/** The map of the front page: its rows, its squares, its steps, and what its style repeats. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  drawOpening,
  formCounts,
  layersOf,
  openingLayers,
  openingLedger,
  openingRows,
  openingSizes,
  openingSteps,
} from '../../src/charts/opening-map.ts';
import { dataset } from '../../src/dataset/current.ts';
import { DECEMBER, derivedFigure, SEPTEMBER } from '../../src/dataset/derived.ts';
import { plainPage } from '../../src/story/chapters.ts';
import { sectionsOf } from '../../src/story/sections.ts';
import { siteIn } from '../../src/story/site.ts';
import { parseHtml } from '../helpers/xml.ts';

const site = siteIn('en');
const rows = openingRows(dataset);
const picture = drawOpening(dataset, site.messages, site.format);
const figure = (name: string) => derivedFigure(dataset, name).value;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const style = readFileSync('src/styles/opening.css', 'utf8');
const sheet = parseHtml(picture.symbols);
const layer = (frame: string, name: string) => {
  const found = sheet.querySelector(`#opening-${frame}-${name}`);
  if (!found) throw new Error(`No layer ${name} in ${frame}`);
  return found;
};
/** Squares of a class in a layer, those of the legend left out: a legend has one mark a path. */
const squaresOf = (frame: string, name: string, className: string) =>
  Math.max(
    ...[...layer(frame, name).querySelectorAll(`path.${className}`)].map(
      (path) => (path.getAttribute('d') ?? '').match(/M/g)?.length ?? 0,
    ),
  );

describe('the rows of the opening', () => {
  test('add up to what the derived figures say', () => {
    expect(sum(rows.map((row) => row.september))).toBe(figure('traced-september'));
    expect(sum(rows.map((row) => row.december))).toBe(figure('traced-stations'));
    expect(sum(rows.map((row) => row.matched))).toBe(figure('matched-stations'));
    expect(rows.filter((row) => row.september > 0)).toHaveLength(figure('traced-countries-september'));
    expect(rows.filter((row) => row.december > 0)).toHaveLength(figure('traced-countries'));
    expect(rows.filter((row) => row.matched > 0 && row.december === 0)).toHaveLength(figure('matched-countries'));
  });

  test('have every country of the responses, each with one form', () => {
    expect(rows.filter((row) => row.status !== null)).toHaveLength(dataset.tables.country_status.length);
    expect(sum([...formCounts(rows).values()])).toBe(dataset.tables.country_status.length);
    for (const [form, count] of formCounts(rows)) expect(count, form).toBeGreaterThan(0);
  });

  test('are each once, and never count a listing that is not traced', () => {
    expect(new Set(rows.map((row) => row.country)).size).toBe(rows.length);
    for (const row of rows) expect(row.september, row.country).toBeLessThanOrEqual(row.december);
  });
});

describe('the squares below the map', () => {
  test.each([SEPTEMBER, DECEMBER] as const)('are as many as %s lists, the hole among them', (report) => {
    const ledger = openingLedger(dataset, report);
    expect(ledger.traced + ledger.matched + ledger.notTraced).toBe(dataset.get('reports', report).total);
    expect(ledger.notTraced).toBeGreaterThan(0);
  });

  test.each(['wide', 'narrow'])('are drawn one by one, in the %s picture', (frame) => {
    expect(squaresOf(frame, 'first-map', 'said')).toBe(figure('traced-september'));
    expect(squaresOf(frame, 'first-map', 'unit-unknown')).toBe(figure('not-traced-september'));
    expect(squaresOf(frame, 'second-map', 'said')).toBe(figure('traced-stations'));
    expect(squaresOf(frame, 'second-map', 'outline-said')).toBe(figure('matched-stations'));
    expect(squaresOf(frame, 'second-map', 'unit-unknown')).toBe(figure('not-traced-stations'));
    expect(squaresOf(frame, 'hole', 'unknown-box')).toBe(figure('not-traced-stations'));
  });
});

describe('the marks of the answers', () => {
  test.each(['wide', 'narrow'])('stand once for each country with a response, in the %s picture', (frame) => {
    const marks = [
      ...layer(frame, 'answers').querySelectorAll('.answered, .outline-answered, .outline-unknown, .unknown'),
    ];
    expect(marks).toHaveLength(dataset.tables.country_status.length + formCounts(rows).size);
  });

  test('differ in form, not only in ink', () => {
    const key = [
      ...layer('wide', 'answers').querySelectorAll('.answered, .outline-answered, .outline-unknown, .unknown'),
    ].slice(-formCounts(rows).size);
    const shape = (mark: Element) =>
      [
        mark.tagName,
        ...['width', 'height', 'r'].map((name) => mark.getAttribute(name)),
        mark.getAttribute('class')?.startsWith('outline'),
      ].join(' ');
    expect(new Set(key.map(shape)).size).toBe(formCounts(rows).size);
  });
});

describe('the pictures of the opening', () => {
  test('hold references only, and each leads to a shape', () => {
    for (const svg of [picture.stage, ...Object.values(picture.stills)]) {
      expect(svg).not.toMatch(/<(?:path|text|circle|rect)\b/);
      for (const [, id] of svg.matchAll(/href="#([^"]+)"/g))
        expect(sheet.querySelector(`[id="${id}"]`), id).not.toBeNull();
    }
    for (const [, id] of picture.symbols.matchAll(/href="#([^"]+)"/g))
      expect(sheet.querySelector(`[id="${id}"]`), id).not.toBeNull();
  });

  test('are the same each time', () => {
    expect(drawOpening(dataset, site.messages, site.format)).toEqual(picture);
  });

  test('show in each still what the step shows', () => {
    for (const step of openingSteps) {
      const { full, faint = [] } = layersOf[step];
      const still = parseHtml(picture.stills[step]);
      const narrow = [...still.querySelectorAll('.picture--narrow use')].map((use) =>
        use.getAttribute('href')?.replace('#opening-narrow-', ''),
      );
      expect(narrow).toEqual(['base', ...faint, ...full]);
      expect(still.querySelectorAll('.passage__faint use')).toHaveLength(faint.length * 2);
    }
    expect(new Set(Object.values(layersOf).flatMap(({ full }) => full))).toEqual(new Set(openingLayers));
  });

  test('are hidden from assistive technology: the step says it all', () => {
    for (const svg of Object.values(picture.stills))
      for (const element of parseHtml(svg).querySelectorAll('svg.picture'))
        expect(element.getAttribute('aria-hidden')).toBe('true');
  });

  test('have the sizes and layers that the style speaks of', () => {
    for (const { width, height } of Object.values(openingSizes)) expect(style).toContain(`* ${width} / ${height}`);
    for (const name of openingLayers) expect(style).toContain(`.passage__layer--${name} { animation-name`);
    for (const step of openingSteps)
      expect(style).toContain(`.passage__step--${step} > h2 { view-timeline-name: --${step}; }`);
  });
});

describe('the words of the opening', () => {
  const page = plainPage('en', 'front');
  const sections = sectionsOf(page.file, page.html);

  test('have a section for each step, in the order of the pictures', () => {
    expect(sections.slice(0, openingSteps.length).map((section) => section.id)).toEqual(openingSteps);
  });

  test('say China’s answer in every step that shows a claim', () => {
    for (const section of sections.slice(0, openingSteps.length).filter((candidate) => candidate.id !== 'not-traced'))
      expect(section.body, section.id).toMatch(/China’s foreign ministry/);
  });

  test('say the figures of the picture', () => {
    const text = parseHtml(page.html).textContent ?? '';
    const words = [
      'zero',
      'one',
      'two',
      'three',
      'four',
      'five',
      'six',
      'seven',
      'eight',
      'nine',
      'ten',
      'eleven',
      'twelve',
    ];
    for (const name of [
      'listed-september',
      'countries-september',
      'traced-september',
      'traced-countries-september',
      'not-traced-september',
      'listed-december',
      'countries-december',
      'traced-stations',
      'traced-countries',
      'matched-stations',
      'matched-countries',
      'not-traced-stations',
      'not-traced-countries',
      'status-countries',
    ]) {
      const value = figure(name);
      expect(text, name).toMatch(new RegExp(`\\b(?:${value}${words[value] ? `|${words[value]}` : ''})\\b`, 'i'));
    }
  });

  test('are refused when something stands before the first heading', () => {
    expect(() => sectionsOf('x.md', '<p>Lost</p><h2 id="a">A</h2>')).toThrow(
      /x\.md: the text must begin with a heading/,
    );
    expect(sectionsOf('x.md', '<h2 id="a">A</h2><p>One</p>\n<h2 id="b">B</h2>')).toEqual([
      { id: 'a', heading: '<h2 id="a">A</h2>', body: '<p>One</p>\n' },
      { id: 'b', heading: '<h2 id="b">B</h2>', body: '' },
    ]);
  });
});
