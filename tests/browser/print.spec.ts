/** Paper: A4 and Letter, measured as laid out for print. What a sheet holds follows from the sizes and margins of the style sheet. */
import { expect } from '@playwright/test';
import { test } from '../helpers/kept-pages.ts';
import { servedSite } from '../helpers/served-site.ts';

const server = servedSite();

const pixels = (millimetres: number) => (millimetres / 25.4) * 96;
/** Sheets, and what is left of them inside the margins of site.css. */
const sheets = [
  { format: 'A4', width: 210, height: 297 },
  { format: 'Letter', width: 215.9, height: 279.4 },
] as const;
const margin = { x: 16, y: 18 };
const chapters = ['scale/', 'netherlands/', 'italy/', 'persuasion/', 'answers/'];
const pages = ['', ...chapters, 'charts/world-map/', 'glossary/', 'method/', 'claims/', 'data/'];

for (const sheet of sheets)
  for (const path of pages)
    test(`the ${path || 'front page'} fits on ${sheet.format}: nothing cut at the side, no picture longer than a page, everything folded open, no chrome`, async ({
      newPage,
    }) => {
      const [width, height] = [Math.floor(pixels(sheet.width - 2 * margin.x)), pixels(sheet.height - 2 * margin.y)];
      const page = await newPage({
        viewport: { width, height: Math.floor(height) },
        javaScriptEnabled: false,
      });
      await page.emulateMedia({ media: 'print' });
      await page.goto(server.url + path);
      const laidOut = await page.evaluate(() => {
        const shown = (element: Element) => element.getClientRects().length > 0;
        const all = (selector: string) => [...document.querySelectorAll(selector)];
        const right = document.documentElement.clientWidth;
        return {
          needed: document.documentElement.scrollWidth,
          cut: all('main p, main li, main td, main th, main svg')
            .filter((element) => shown(element) && element.getBoundingClientRect().right > right + 1)
            .map((element) => element.outerHTML.slice(0, 80)),
          pictures: all('.picture')
            .filter(shown)
            .map((picture) => picture.getBoundingClientRect().height),
          // Only what shares a box is kept together by every browser.
          parted: all('.chart__headline')
            .filter((headline) => {
              const head = headline.parentElement;
              return !head?.querySelector('.picture') || getComputedStyle(head).breakInside !== 'avoid';
            })
            .map((headline) => headline.textContent),
          first: all('.chart .picture').find(shown)?.getBoundingClientRect().bottom ?? 0,
          heads: all('.chart')
            .filter(shown)
            .map((figure) => {
              const picture = [...figure.querySelectorAll('.picture')].find(shown);
              return picture ? picture.getBoundingClientRect().bottom - figure.getBoundingClientRect().top : 0;
            }),
          folded: all('main details > :not(summary)')
            .filter(
              (element) =>
                !shown(element) &&
                !element.matches('.marks *, .contents *, .citation ~ p, .copy, .command, .permalink'),
            )
            .map((element) => element.outerHTML.slice(0, 80)),
          chrome: all('.masthead nav, .skip, .foot nav, .next, .contents, .note__back, .marks, .chart__take').filter(
            shown,
          ).length,
          definitions: [all('.gloss').length, all('.gloss').filter(shown).length],
          headers: all('.numbers thead').map((head) => getComputedStyle(head).display),
          addresses: all('.note [rel="external"]').map((link) => [
            link.getAttribute('href') ?? '',
            getComputedStyle(link, '::after').content,
          ]),
          inPage: all('main a[href^="#"]')
            .map((link) => getComputedStyle(link, '::after').content)
            .filter((content) => content.includes('<')).length,
        };
      });
      // Sheets are parts of pixels wide, and so is what stands on them: two roundings.
      expect(laidOut.needed, 'width').toBeLessThanOrEqual(width + 2);
      expect(laidOut.cut, 'cut at the right').toEqual([]);
      for (const picture of laidOut.pictures) expect(picture).toBeLessThan(height);
      // A headline never stands on another page than its picture, so both together must fit.
      expect(laidOut.parted, 'headlines apart from their pictures').toEqual([]);
      for (const head of laidOut.heads) expect(head).toBeLessThan(height);
      // In a story, the first leaves room for the opening above it: else the first sheet is nearly empty.
      if (chapters.includes(path)) for (const head of laidOut.heads) expect(head).toBeLessThan(height * 0.67);
      if (chapters.includes(path))
        expect(laidOut.first, 'the first picture ends on the first sheet').toBeLessThan(height);
      expect(laidOut.folded, 'still folded').toEqual([]);
      expect(laidOut.chrome).toBe(0);
      expect(laidOut.definitions[1]).toBe(laidOut.definitions[0]);
      expect(laidOut.headers.every((display) => display === 'table-header-group')).toBe(true);
      for (const [href, after] of laidOut.addresses)
        expect(after?.replaceAll('"', '').replaceAll(' ', '')).toBe(`<${href?.replaceAll('"', '')}>`);
      expect(laidOut.inPage).toBe(0);

      // The browser itself makes sheets of that size from it, and not one sheet only.
      const pdf = (await page.pdf({ format: sheet.format, preferCSSPageSize: false })).toString('latin1');
      const boxes = [...pdf.matchAll(/\/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]/g)].map((match) => [
        Math.round(Number(match[1])),
        Math.round(Number(match[2])),
      ]);
      expect(boxes.length).toBeGreaterThanOrEqual(2);
      for (const [across, down] of boxes) {
        expect(Math.abs((across ?? 0) - (sheet.width / 25.4) * 72)).toBeLessThan(2);
        expect(Math.abs((down ?? 0) - (sheet.height / 25.4) * 72)).toBeLessThan(2);
      }
    });
