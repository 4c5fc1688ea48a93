/** Shapes of countries on maps: each says what it is and leads to its page, and none is a stop for the keyboard. */
import { describe, expect, test } from 'vitest';
import { countryListings } from '../../src/dataset/country-listings.ts';
import { dataset } from '../../src/dataset/current.ts';
import { DECEMBER } from '../../src/dataset/derived.ts';
import { countryInShort } from '../../src/story/country-link.ts';
import { siteIn } from '../../src/story/site.ts';
import { pageOf, pagePaths } from '../helpers/built-site.ts';

const shapesOf = (document: Document) => [...document.querySelectorAll('.picture a, .units a')];
const titleOf = (link: Element) => link.getAttribute('title') ?? link.querySelector(':scope > title')?.textContent;
const listed = countryListings(dataset, DECEMBER);

describe.each(['', 'scale/', 'charts/world-map/', 'charts/europe-cities/', 'embed/world-map/'])('on /%s', (path) => {
  const document = pageOf(path);
  const links = shapesOf(document);
  const pages = new Set(pagePaths());

  test('each shape leads to the page of a country, with a title from the records', () => {
    expect(links.length).toBeGreaterThan(20);
    const titles = new Map(listed.map((row) => [row.country.toLowerCase(), countryInShort(siteIn('en'), row.country)]));
    for (const link of links) {
      const target = /\/(countries\/([a-z]{3})\/)$/.exec(link.getAttribute('href') ?? '');
      expect(pages.has(target?.[1] ?? ''), link.outerHTML).toBe(true);
      expect(titleOf(link)).toBe(titles.get(target?.[2] ?? ''));
    }
  });

  test('none is a stop for the keyboard, as the map is hidden from assistive technology', () => {
    for (const link of links) {
      expect(link.closest('[aria-hidden=true]'), link.outerHTML).not.toBeNull();
      expect(link.getAttribute('tabindex')).toBe('-1');
    }
  });
});

test.each(['wide', 'narrow'])('every country with a listing is a link on the %s world map', (frame) => {
  const map = pageOf('charts/world-map/').querySelector(`.picture--${frame}[data-chart="world-map"]`);
  const hrefs = new Set([...(map?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href')));
  expect([...hrefs].sort()).toEqual(listed.map((row) => `/countries/${row.country.toLowerCase()}/`).sort());
});

test('every square of a listing on the front page is a link; those that are not traced lead nowhere', () => {
  const squares = [...pageOf('').querySelectorAll('.units > *')];
  for (const square of squares)
    expect(square.localName, square.className).toBe(square.classList.contains('unit--not-traced') ? 'i' : 'a');
});

test('an embed opens the page of a country outside its frame', () => {
  for (const link of shapesOf(pageOf('embed/world-map/'))) expect(link.getAttribute('target')).toBe('_blank');
});

test('a country in one line says what is listed, as exactly as it is known, and how it stands', () => {
  const said = (id: string) => countryInShort(siteIn('en'), id).replaceAll('\u00a0', ' ');
  expect(said('ITA')).toBe('Italy: 11 listed; one in Prato stopped, the host said');
  for (const row of listed) expect(said(row.country).includes('at least'), row.country).toBe(row.atLeast);
  expect(said('ARE')).toContain('1 listed, 1 more matched by us; ');
  expect(said('KHM')).toContain('none traced, 1 matched by us; ');
  expect(said('CHN')).toBe('China: seat of the bureaus');
});
