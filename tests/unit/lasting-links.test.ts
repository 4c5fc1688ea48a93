/** Addresses: marks beside what has one, a ledger that only grows, and aliases for what moved. */
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../src/dataset/problems.ts';
import { contentFaults } from '../../src/pages/_facts/content-faults.ts';
import { grownLedger, lastingIds, lostAddresses } from '../../src/publish/host/addresses.ts';
import {
  type Alias,
  addressFrom,
  addressText,
  parseAliases,
  placesThatLeft,
  withAliases,
} from '../../src/story/aliases.ts';
import { chaptersIn } from '../../src/story/chapters.ts';
import { withPermalinks } from '../../src/story/permalinks.ts';
import { printFoot } from '../../src/story/print.ts';
import { toHtml, treeFrom } from '../../src/story/tree.ts';
import { parseHtml } from '../helpers/xml.ts';

const linked = (html: string) => toHtml(withPermalinks(treeFrom(html), 'Link to this paragraph'));

describe('a mark', () => {
  test('makes a heading and the title of a box links to themselves', () => {
    expect(linked('<h2 id="grew">How it <em>grew</em></h2>')).toBe(
      '<h2 id="grew"><a class="permalink" href="#grew">How it <em>grew</em></a></h2>',
    );
    expect(linked('<aside class="aside" id="box"><p class="aside__title" id="box-title">Box</p></aside>')).toContain(
      '<a class="permalink" href="#box">Box</a>',
    );
  });
  test('stands after a paragraph, and after a heading that has a link already, without words of its own', () => {
    expect(linked('<p id="one">Text.</p><p>None.</p>')).toBe(
      '<p id="one">Text.<a class="permalink" href="#one" aria-label="Link to this paragraph"></a></p><p>None.</p>',
    );
    expect(linked('<h2 id="x"><a href="/y/">Y</a></h2>')).toBe(
      '<h2 id="x"><a href="/y/">Y</a><a class="permalink" href="#x" aria-label="Link to this paragraph"></a></h2>',
    );
  });
  test('changes nothing in the text it is given', () => {
    const tree = treeFrom('<p id="one">Text.</p>');
    withPermalinks(tree, 'Link');
    expect(toHtml(tree)).toBe('<p id="one">Text.</p>');
  });
  test('of a figure stands among what can be taken from it', () => {
    const { html } = chaptersIn('en').find(({ id }) => id === 'italy') ?? { html: '' };
    const take = parseHtml(html).querySelector('#chart-italy-map .chart__take .permalink');
    expect(take?.getAttribute('href')).toBe('#chart-italy-map');
  });
});

describe('the ledger', () => {
  const page =
    '<body><p id="skip"></p><main id="text"><p id="one">x</p><svg><g id="clip"/></svg><p id="box-title"></p><sup><a id="reference-a"></a></sup><li id="note-a"></li></main></body>';
  test('holds the ids that others may link to, not those that serve a page or a picture', () => {
    expect(lastingIds('scale/', page)).toEqual(['note-a', 'one']);
    expect(lastingIds('claims/it-01/', page)).toEqual([]);
  });
  test('leaves out what is in no edition yet, whose name goes with the next', () => {
    const data = '<main><ul><li id="edition-1.0.0+unreleased"></li><li id="edition-1.0.0"></li></ul></main>';
    expect(lastingIds('data/', data)).toEqual(['edition-1.0.0']);
  });
  test('only grows', () => {
    const grown = grownLedger(
      { 'scale/': ['gone'], 'old/': [] },
      new Map([
        ['scale/', page],
        ['404.html', page],
      ]),
    );
    expect(grown).toEqual({ 'old/': [], 'scale/': ['gone', 'note-a', 'one'] });
  });
  test('names every address that a site has lost, with its file and the line to add', () => {
    const lost = lostAddresses({ 'old/': [], 'scale/': ['gone', 'one'] }, new Map([['scale/', page]]));
    expect(lost.map(({ address }) => address)).toEqual(['old/', 'scale/#gone']);
    expect(lost[1]?.fix).toContain('content/en/chapters/scale.md');
    expect(lost[1]?.fix).toContain('"scale/#gone": "<page>/#<key>" to content/en/aliases.json');
  });
  test('lets notes and charts that left a page lead to their own pages', () => {
    const left = placesThatLeft(page, 'scale/', ['note-a', 'note-scale-05', 'note-figure-x', 'chart-world-map', 'one']);
    expect(left.map(({ from, to }) => [from.id, addressText(to)])).toEqual([
      ['note-scale-05', 'claims/scale-05/'],
      ['note-figure-x', 'claims/#figure-x'],
      ['chart-world-map', 'charts/world-map/'],
    ]);
  });
  test('is held for the texts of chapters without a build, and names the file of a key that went', () => {
    expect(contentFaults('en')).toEqual([]);
    const lost = lostAddresses({ 'italy/': ['gone'] }, new Map([['italy/', page]]));
    expect(lost[0]?.fix).toContain('content/en/chapters/italy.md');
  });
  test('is content with what an alias has brought back', () => {
    const aliases = parseAliases('aliases.json', '{"scale/#gone": "scale/#one"}', []);
    const fixed = withAliases(page, 'scale/', aliases, { base: '/', title: '', passage: () => '' });
    expect(lostAddresses({ 'scale/': ['gone', 'one'] }, new Map([['scale/', fixed]]))).toEqual([]);
  });
});

describe('an alias', () => {
  const context = {
    base: '/some/prefix/',
    title: 'Moved',
    passage: ({ from, to }: Alias) => `${from.id} → ${addressText(to)}`,
  };
  const aliases = (entries: Record<string, string>) => parseAliases('aliases.json', JSON.stringify(entries), []);
  test('on the same page is a second anchor: inside the new place, before a figure', () => {
    expect(
      withAliases('<p class="x" id="new">Text</p>', 'scale/', aliases({ 'scale/#old': 'scale/#new' }), context),
    ).toBe('<p class="x" id="new"><span id="old"></span>Text</p>');
    expect(
      withAliases('<figure id="new"><figcaption>', 'scale/', aliases({ 'scale/#old': 'scale/#new' }), context),
    ).toBe('<span id="old"></span><figure id="new"><figcaption>');
  });
  test('to another page is a line with a link, under the prefix', () => {
    const page = withAliases('<main>x</main>', 'scale/', aliases({ 'scale/#old': 'italy/#new' }), context);
    expect(page).toContain('<p id="old"><a href="/some/prefix/italy/#new">old → italy/#new</a></p>');
  });
  test('leaves other pages alone', () => {
    expect(withAliases('<main>x</main>', 'italy/', aliases({ 'scale/#old': 'italy/#new' }), context)).toBe(
      '<main>x</main>',
    );
  });
  test('to a place that is not there stops the build', () => {
    expect(() => withAliases('<main>x</main>', 'scale/', aliases({ 'scale/#old': 'scale/#new' }), context)).toThrow(
      /scale\/#old leads to scale\/#new, which is not there/,
    );
  });
  test('that is no address, or leads to another alias or to itself, is reported', () => {
    const problems: Problem[] = [];
    parseAliases(
      'aliases.json',
      JSON.stringify({
        'Scale #x': 'scale/#y',
        'scale/#a': 'https://elsewhere.example/',
        'scale/#b': 'scale/#c',
        'scale/#c': 'scale/#c',
      }),
      problems,
    );
    expect(problems.map((problem) => [problem.where, problem.expected])).toEqual([
      ['Scale #x', 'an address such as "scale/#a-key" or "scale/"'],
      ['scale/#a', 'an address such as "italy/#a-key" or "claims/it-01/"'],
      ['scale/#b', 'a place that is there, not one that moved'],
      ['scale/#c', 'a place that is there, not one that moved'],
    ]);
  });
  test('is read as a page and an id', () => {
    expect(addressFrom('charts/world-map/#cite')).toEqual({ page: 'charts/world-map/', id: 'cite' });
    expect(addressFrom('#what-follows')).toEqual({ page: '', id: 'what-follows' });
    expect(addressFrom('')).toBeUndefined();
    expect(addressFrom('//elsewhere/')).toBeUndefined();
  });
});

test('the foot of a printed page cannot end its style sheet', () => {
  expect(printFoot('A "b" </style> \\ 1.0.0')).toBe(
    '@page{@bottom-left{content:"A \\22 b\\22  \\3c /style> \\5c  1.0.0"}@bottom-right{content:counter(page) "/" counter(pages)}}',
  );
});
