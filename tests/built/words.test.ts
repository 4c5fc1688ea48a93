/** The words of a text where our styles and script are not: in Reader View, and in readers of feeds. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readability } from '@mozilla/readability';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { builtFolder, readPage } from '../helpers/built-site.ts';
import { chapterIds } from '../helpers/chapters.ts';
import { parseHtml, parseXml } from '../helpers/xml.ts';

/** Words without the numbers of marks, `[2–4, 9]`. */
const plain = (text: string | null | undefined): string =>
  (text ?? '')
    .replace(/\[\d[\d,–\s]*\]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

describe.each(['', ...chapterIds.map((id) => `${id}/`)])('Reader View of /%s', (path) => {
  const { document } = new JSDOM(readPage(path), { url: `https://example.org/${path}` }).window;
  const blocks = [...document.querySelectorAll('main p, main li, main h2, main h3')]
    .filter((block) => !block.querySelector('p, li') && !block.closest('nav, .cite, .marks, section:has(#moved-title)'))
    // Readability drops every element with “share” in its id, taking it for buttons to share a page: two notes on shares.
    .filter((block) => !/-share\b/.test(block.closest('li')?.id ?? ''))
    .map((block) => plain(block.textContent))
    .filter(Boolean);
  const figures = document.querySelectorAll('figure.chart').length;
  const article = new Readability(document).parse();
  const read = parseHtml(article?.content ?? '');

  // A paragraph that is lost may have a key that Readability takes for extra matter (“share”, “comment”, “related”, …): give it another key and an alias.
  test('has every word of the text, its notes and its figures', () => {
    expect(blocks.length).toBeGreaterThan(30);
    const text = plain(article?.textContent);
    expect(blocks.filter((block) => !text.includes(block))).toEqual([]);
  });
  test('has the numbers of the notes as links, and no control', () => {
    const numbers = [...read.querySelectorAll('a[href*="#note-"]')].filter((link) => /^\[/.test(link.textContent));
    expect(numbers.length).toBeGreaterThan(5);
    expect(read.querySelectorAll('button, [popover]')).toHaveLength(0);
  });
  test('has a picture in every figure and no blank box', () => {
    expect(read.querySelectorAll('svg')).toHaveLength(0);
    const images = [...read.querySelectorAll('figure img')];
    expect(images).toHaveLength(figures);
    for (const image of images) expect(image.getAttribute('alt')?.length).toBeGreaterThan(40);
  });
});

describe('the feed', () => {
  const feed = parseXml(readFileSync(join(builtFolder, 'feed.xml'), 'utf8'));
  const texts = [...feed.querySelectorAll('item')]
    .map((item) => item.getElementsByTagName('content:encoded')[0]?.textContent ?? '')
    .filter(Boolean);

  test('has nothing that needs our styles or script: no control, no class, no attribute but those of links, pictures and languages', () => {
    expect(texts).toHaveLength(chapterIds.length);
    for (const text of texts) {
      const content = parseHtml(text);
      const names = new Set([...content.querySelectorAll('*')].map((element) => element.localName));
      for (const name of ['button', 'svg', 'script', 'style', 'details', 'aside'])
        expect([...names]).not.toContain(name);
      const attributes = new Set([...content.querySelectorAll('*')].flatMap((element) => element.getAttributeNames()));
      for (const name of attributes) expect(['href', 'src', 'alt', 'width', 'lang']).toContain(name);
      for (const link of content.querySelectorAll('a')) {
        expect(link.getAttribute('href')).toMatch(/^https?:\/\//);
        expect(link.textContent.trim() || link.querySelector('img')).toBeTruthy();
      }
    }
  });

  test('keeps every note and every answer readable, and numbers apart from figures, when only text and lists are left', () => {
    for (const [index, id] of chapterIds.entries()) {
      const content = parseHtml(texts[index] ?? '');
      const page = parseHtml(readPage(`${id}/`));
      const notes = [...page.querySelectorAll('.notes > details > ol > li')].map((note) => plain(note.textContent));
      const list = [...(content.querySelector('ol:last-of-type')?.children ?? [])].map((item) =>
        plain(item.textContent),
      );
      expect(list).toEqual(notes);
      for (const item of content.querySelectorAll('ol:last-of-type ul li'))
        expect(item.textContent).not.toMatch(/:\s*$/);
      for (const mark of content.querySelectorAll('sup')) expect(mark.textContent).toMatch(/^\[[\d, –]+\]$/);
    }
  });
});
