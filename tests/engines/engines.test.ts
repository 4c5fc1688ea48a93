/**
 * A small set of what readers do, in Firefox and in WebKit: `npm run test:engines` (docs/engines.md). The rest of the tests drive Chromium.
 */
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, serveFolder } from '../../scripts/static-server.ts';
import { builtFolder } from '../helpers/built-site.ts';
import { chapterIds } from '../helpers/chapters.ts';
import { type Engine, firefox, webkit } from './engine.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await serveFolder(builtFolder);
});
afterAll(() => server.close());

const sizes = [
  { width: 360, height: 740 },
  { width: 768, height: 900 },
  { width: 1280, height: 800 },
];
/** One page of each kind. */
const kinds = [
  '',
  'answers/',
  'charts/',
  'charts/world-map/',
  'countries/',
  'countries/ita/',
  'claims/scale-01/',
  'data/',
  'search/',
  'glossary/',
  'teach/italy/',
  'teach/slides/italy/',
];

/** How many sheets a PDF has; Firefox packs the objects that say so. */
function sheetsOf(pdf: Uint8Array | undefined): number {
  const bytes = Buffer.from(pdf ?? []);
  const packed = [...bytes.toString('latin1').matchAll(/\/ObjStm[^>]*>>\s*?stream\r?\n/g)].map(({ 0: head, index }) =>
    inflateSync(bytes.subarray(index + head.length), { finishFlush: 2 }).toString('latin1'),
  );
  return [bytes.toString('latin1'), ...packed].join('\n').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

describe.each([
  ['Firefox', firefox],
  ['WebKit', webkit],
] as const)('%s', (name, start) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.close());

  test.each(sizes)('opens notes inside the window, wherever their marks stand, at $width px', async (size) => {
    await engine.open(`${server.url}answers/`, size);
    const found = await engine.run(async () => {
      const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const marks = [...document.querySelectorAll<HTMLElement>('.mark')].filter((mark) => mark.checkVisibility());
      const places = ['start', 'center', 'end'] as const;
      const notes: { top: number; left: number; bottom: number; right: number; shown: number }[] = [];
      for (let index = 0; index < marks.length; index += 4) {
        marks[index]?.scrollIntoView({ block: places[(index / 4) % 3] ?? 'start', behavior: 'instant' });
        await frame();
        marks[index]?.click();
        await frame();
        const note = document.querySelector<HTMLElement>('.sheet:popover-open');
        const box = note?.getBoundingClientRect() ?? new DOMRect();
        notes.push({
          top: box.top,
          left: box.left,
          bottom: innerHeight - box.bottom,
          right: innerWidth - box.right,
          shown: note ? note.clientHeight / Math.min(note.scrollHeight, innerHeight * 0.3) : 0,
        });
        note?.hidePopover();
        await frame();
      }
      return notes;
    });
    expect(found.length).toBeGreaterThan(6);
    for (const note of found) {
      for (const side of ['top', 'left', 'bottom', 'right'] as const)
        expect(note[side], side).toBeGreaterThanOrEqual(-1);
      // No sliver: all of it, or a good part of the window.
      expect(note.shown).toBeGreaterThan(0.95);
    }
  });

  test.each(sizes)('lays out each kind of page without scrolling sideways at $width px', async (size) => {
    for (const path of kinds) {
      await engine.open(server.url + path, size);
      const wide = await engine.run(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wide, path).toBeLessThanOrEqual(0);
    }
  });

  test('gives every word of the prose to who selects it, and no number of a note', async () => {
    await engine.open(`${server.url}italy/`, { width: 1280, height: 800 });
    const { missing, count } = await engine.run(() => {
      const plain = (text: string) => text.replace(/[\s\u2060\u00ad]+/g, ' ').trim();
      const paragraphs = [...document.querySelectorAll('.story > p')].filter((p) => p.checkVisibility());
      const lost: string[] = [];
      for (const paragraph of paragraphs) {
        const copy = paragraph.cloneNode(true) as Element;
        for (const mark of copy.querySelectorAll('.mark, .permalink:empty')) mark.remove();
        getSelection()?.selectAllChildren(paragraph);
        const selected = plain(getSelection()?.toString() ?? '');
        if (selected !== plain(copy.textContent ?? '')) lost.push(`${plain(copy.textContent ?? '')} ≠ ${selected}`);
      }
      return { missing: lost, count: paragraphs.length };
    });
    expect(count).toBeGreaterThan(8);
    expect(missing).toEqual([]);
  });

  test('shows the opening step by step: each has a picture in sight while it is read', async () => {
    await engine.open(server.url, { width: 1280, height: 800 });
    const seen = await engine.run(async () => {
      const steps = [...document.querySelectorAll('.passage__step')];
      const shown: number[] = [];
      for (const step of steps) {
        step.querySelector('h2')?.scrollIntoView({ block: 'center', behavior: 'instant' });
        await new Promise((done) => setTimeout(done, 250));
        const pictures = [...document.querySelectorAll('.passage__stage'), ...step.querySelectorAll('.passage__still')];
        shown.push(
          pictures.filter((picture) => {
            const { top, bottom, height } = picture.getBoundingClientRect();
            return height > 100 && Math.min(bottom, innerHeight) - Math.max(top, 0) > 150;
          }).length,
        );
      }
      return shown;
    });
    expect(seen.length).toBeGreaterThan(4);
    expect(seen.filter((count) => count === 0)).toEqual([]);
  });

  test('runs the search and dresses its results', async () => {
    await engine.open(`${server.url}search/#q=prato`, { width: 768, height: 900 });
    const found = await engine.run(async () => {
      for (let tries = 0; tries < 100 && document.querySelectorAll('.results li').length === 0; tries += 1)
        await new Promise((done) => setTimeout(done, 100));
      const mark = document.querySelector('.results mark');
      return {
        count: document.querySelectorAll('.results li').length,
        ground: mark && getComputedStyle(mark).backgroundColor,
      };
    });
    expect(found.count).toBeGreaterThan(3);
    expect(found.ground).not.toMatch(/rgb\(255, 255, 0\)|^$/);
  });

  test('shows an embed whole in the frame of its snippet, without script', async () => {
    await engine.open(`${server.url}charts/world-map/`, { width: 1280, height: 800 });
    const lacking = await engine.run(async () => {
      const line = [...document.querySelectorAll<HTMLElement>('.paste')]
        .map((box) => box.textContent ?? '')
        .find((text) => text.includes('<iframe'));
      if (!line) return ['no snippet'];
      const wrong: string[] = [];
      for (const width of [320, 480, 700]) {
        const column = document.body.appendChild(document.createElement('div'));
        column.style.width = `${width}px`;
        const body = new DOMParser().parseFromString(line, 'text/html').body;
        const frame = body.querySelector('iframe');
        if (!frame) return ['no frame'];
        // The page's own policy forbids styles in attributes; a host has none. The frame is the copy served here.
        const { pathname } = new URL(frame.src);
        frame.removeAttribute('src');
        frame.removeAttribute('loading');
        for (const element of body.querySelectorAll<HTMLElement>('[style]')) {
          const styles = element.getAttribute('style') ?? '';
          element.removeAttribute('style');
          element.style.cssText = styles;
        }
        const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }));
        frame.src = pathname;
        column.append(...body.childNodes);
        await loaded;
        const needed = frame.contentDocument?.body.getBoundingClientRect().height ?? 0;
        if (needed > frame.clientHeight + 1) wrong.push(`${width}: ${needed} in ${frame.clientHeight}`);
        column.remove();
      }
      return wrong;
    });
    expect(lacking).toEqual([]);
  });

  test.runIf(name === 'Firefox')(
    'prints chapters, and the slides of a deck two a sheet, tall ones alone, with no sheet left empty',
    async () => {
      await engine.open(`${server.url}italy/`, { width: 1280, height: 800 });
      expect(sheetsOf(await engine.pdf())).toBeGreaterThan(5);
      let saved = 0;
      for (const id of chapterIds) {
        await engine.open(`${server.url}teach/slides/${id}/`, { width: 1280, height: 800 });
        const slides = await engine.run(() => document.querySelectorAll('.slide').length);
        expect(slides).toBeGreaterThan(1);
        const sheets = sheetsOf(await engine.pdf());
        expect(sheets, id).toBeGreaterThanOrEqual(Math.ceil(slides / 2));
        expect(sheets, id).toBeLessThanOrEqual(slides);
        saved += slides - sheets;
      }
      expect(saved, 'sheets saved by two slides on one').toBeGreaterThan(0);
    },
  );
});
