/**
 * Each chart beside the one that was accepted: both are drawn in the same browser with the same fonts, wide and narrow, light and dark, and compared
 * with tolerance. No pictures are kept in the repository, so it does not matter which browser this machine has: the accepted drawing
 * (tests/snapshots) is drawn again, with the style it was accepted with. A changed chart leaves old, new and difference in .cache/pictures.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { paletteCss } from '../../src/charts/shared/palette.ts';
import { builtFolder, readPage } from '../helpers/built-site.ts';
import { chapterIds } from '../helpers/chapters.ts';
import {
  pictureSnapshot,
  shapesName,
  shapesSnapshot,
  snapshotFolder,
  snapshotName,
  styleName,
  styleSnapshot,
} from '../helpers/picture-snapshot.ts';
import { screenshotOf } from '../helpers/screenshot.ts';

type Frame = 'wide' | 'narrow';
type Mode = 'light' | 'dark';
const modes: readonly Mode[] = ['light', 'dark'];
/** Width of the page, and of a picture on it, as the site shows it at 1280 and 360 px. */
const shown = { wide: { page: 1280, picture: 800 }, narrow: { page: 360, picture: 328 } } as const;
interface Tolerance {
  readonly maxDiffPixels?: number;
  readonly maxDiffPixelRatio?: number;
  readonly threshold: number;
}
/** How much may differ: pixels, and how far each may be off (0 to 1). As a rule nothing differs; smoothing of edges may. Less than a letter. */
const tolerance: Tolerance = { maxDiffPixels: 25, threshold: 0.1 };

const folder = '.cache/pictures';
const slides = chapterIds.map((id) => readPage(`teach/slides/${id}/`)).join('');
const pictures = [
  ...slides.matchAll(/<svg class="picture picture--(wide|narrow)" data-chart="([a-z0-9-]+)".*?<\/g><\/svg>/gs),
].map(([svg, frame, id = '']) => ({
  id,
  frame: frame as Frame,
  svg,
}));

/** Pictures that are drawn on one page, with the shapes and the style they share. */
interface Sheet {
  readonly svgs: readonly string[];
  readonly shapes: string;
  readonly style: string;
}

const read = (name: string): string => {
  const path = join(snapshotFolder, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};
const shapes = shapesSnapshot([...slides.matchAll(/<svg class="symbols".*?<\/svg>/gs)].map(([svg]) => svg));
const style = styleSnapshot(paletteCss() + readFileSync('src/styles/chart.css', 'utf8'));

/** The fonts of the built site, in the page itself: nothing has to arrive in time. */
const fontFaces = (
  JSON.parse(readFileSync('src/styles/fonts.json', 'utf8')) as { family: string; file: string; weight: string }[]
)
  .map(({ family, file, weight }) => {
    const data = readFileSync(join(builtFolder, 'fonts', file), 'base64');
    return `@font-face{font-family:'${family}';src:url(data:font/woff2;base64,${data}) format('woff2');font-weight:${weight};font-display:block}`;
  })
  .join('');

/** Draws pictures on a page of their own, as wide as the site shows them, and takes each. */
async function draw(
  page: Page,
  frame: Frame,
  mode: Mode,
  sheet: Sheet,
  width: number = shown[frame].picture,
): Promise<Buffer[]> {
  await page.setViewportSize({ width: shown[frame].page, height: 1600 });
  await page.emulateMedia({ colorScheme: mode });
  const plain = `*{box-sizing:border-box}body{margin:0;background:var(--paper)}svg{display:block}.symbols{position:absolute}main{width:${width}px}`;
  await page.setContent(
    `<!doctype html><html lang="en"><style>${fontFaces}</style><style>${sheet.style}</style><style>${plain}</style><body>${sheet.shapes}<main>${sheet.svgs.join('')}</main>`,
  );
  const loaded = await page.evaluate(async () => {
    await Promise.all(['400', '600'].map((weight) => document.fonts.load(`${weight} 14px 'Source Sans 3'`)));
    await document.fonts.ready;
    return [...document.fonts].some((font) => font.family.includes('Source Sans 3') && font.status === 'loaded');
  });
  expect(loaded, 'the font of the charts is there').toBe(true);
  const drawn = page.locator('svg.picture');
  await expect(drawn).toHaveCount(sheet.svgs.length);
  const taken: Buffer[] = [];
  for (let index = 0; index < sheet.svgs.length; index += 1)
    taken.push(await screenshotOf(drawn.nth(index), { animations: 'disabled' }));
  return taken;
}

/** What is different between two pictures, undefined when nothing is; if they differ, all three stay. */
function difference(name: string, before: Buffer, now: Buffer, allowed: Tolerance = tolerance): string | undefined {
  const info = test.info();
  const path = (which: string) => join(folder, `${name}-${which}.png`);
  const earlier = info.attachments.length;
  writeFileSync(path('old'), before);
  try {
    expect(now).toMatchSnapshot(`${name}-old.png`, allowed);
    // What an earlier run left is no longer true.
    for (const which of ['old', 'new', 'difference']) rmSync(path(which), { force: true });
    return undefined;
  } catch (error) {
    writeFileSync(path('new'), now);
    const made = info.attachments.slice(earlier).find((attachment) => attachment.name.includes('diff'))?.path;
    if (made) copyFileSync(made, path('difference'));
    const reason =
      (error instanceof Error ? error.message : String(error))
        .split('\n')
        .find((line) => /pixels|Expected an image/.test(line)) ?? 'differs';
    return `${path('{old,new,difference}')}: ${reason.trim()}`;
  }
}

test.beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  expect(dirname(test.info().snapshotPath('a.png')), 'snapshotPathTemplate in playwright.config.ts').toBe(
    join(process.cwd(), folder),
  );
});

test('there is an accepted picture for every chart of the gallery', () => {
  expect(pictures.length).toBeGreaterThanOrEqual(20);
  expect(pictures.length).toBe(2 * new Set(pictures.map(({ id }) => id)).size);
  expect(
    pictures
      .filter(({ id, frame }) => read(snapshotName(id, frame)) === '')
      .map(({ id, frame }) => `${id}, ${frame}: run "npm run accept:charts"`),
  ).toEqual([]);
});

const sameSheet = read(shapesName) === shapes && read(styleName) === style;
/** Whether a browser would be given anything else than when the picture was accepted; the same text is the same picture. */
const isChanged = (id: string, frame: Frame, svg: string): boolean =>
  !sameSheet || read(snapshotName(id, frame)) !== pictureSnapshot(svg);

for (const frame of ['wide', 'narrow'] as const)
  for (const mode of modes)
    test(`every chart looks as it was accepted, ${frame} and ${mode}`, async ({ page }) => {
      test.slow();
      const own = pictures.filter(
        ({ id, svg, frame: its }) => its === frame && read(snapshotName(id, frame)) !== '' && isChanged(id, frame, svg),
      );
      if (own.length === 0) return;
      const before = await draw(page, frame, mode, {
        svgs: own.map(({ id }) => read(snapshotName(id, frame))),
        shapes: read(shapesName),
        style: read(styleName),
      });
      // Both in the normal form: what it rounds away is no change.
      const now = await draw(page, frame, mode, { svgs: own.map(({ svg }) => pictureSnapshot(svg)), shapes, style });
      const different: string[] = [];
      own.forEach(({ id }, index) => {
        const [old, current] = [before[index], now[index]];
        if (!old || !current) throw new Error(`${id} was not drawn`);
        const found = difference(`${id}-${frame}-${mode}`, old, current);
        if (found) different.push(found);
      });
      expect(different, 'look at the pictures, then run "npm run accept:charts"').toEqual([]);
    });

test.describe('the comparison', () => {
  const sample = pictures.find(({ id, frame }) => id === 'country-status' && frame === 'wide');
  const now = { svg: pictureSnapshot(sample?.svg ?? '<svg/>'), style };
  const differs = async (
    page: Page,
    name: string,
    other: Partial<typeof now>,
    mode: Mode = 'light',
  ): Promise<boolean> => {
    const one = async (drawing: typeof now) =>
      (await draw(page, 'wide', mode, { svgs: [drawing.svg], shapes, style: drawing.style }))[0] ?? Buffer.alloc(0);
    const [before, after] = [await one(now), await one({ ...now, ...other })];
    expect(before.length, 'a picture with something in it').toBeGreaterThan(2000);
    if (!difference(`comparison-${name}`, before, after)) return false;
    for (const which of ['old', 'new', 'difference']) {
      expect(existsSync(join(folder, `comparison-${name}-${which}.png`)), which).toBe(true);
      rmSync(join(folder, `comparison-${name}-${which}.png`));
    }
    return true;
  };

  test('sees no difference between a drawing and itself', async ({ page }) =>
    expect(await differs(page, 'same', {})).toBe(false));

  test('sees a label that moved, a label that says something else, and a mark that is gone', async ({ page }) => {
    const label = /<text x="(\d+)" y="\d+">([^<]{5,})<\/text>/.exec(now.svg);
    const mark = /<path class="said"[^>]*\/>/.exec(now.svg);
    if (!label || !mark) throw new Error('The sample has no label or mark of this kind: choose another');
    const replaced = (found: string, by: string) => ({ svg: now.svg.replace(found, by) });
    expect(
      await differs(
        page,
        'moved',
        replaced(label[0], label[0].replace(`x="${label[1]}"`, `x="${Number(label[1]) + 6}"`)),
      ),
    ).toBe(true);
    expect(await differs(page, 'words', replaced(`>${label[2]}<`, '>Atlantis<'))).toBe(true);
    expect(await differs(page, 'gone', replaced(mark[0], ''))).toBe(true);
  });

  test('sees another ink, in the mode that has it', async ({ page }) => {
    const dark = paletteCss().match(/--said:#[0-9a-f]{6}/g)?.[1] ?? '';
    const other = { style: now.style.replaceAll(dark, '--said:#ff8888') };
    expect(other.style).not.toBe(now.style);
    expect(await differs(page, 'ink-dark', other, 'dark')).toBe(true);
    expect(await differs(page, 'ink-light', other, 'light')).toBe(false);
  });
});

test('what is kept of a map is whole: it shows what the page shows, but for rounding', async ({ page }) => {
  for (const frame of ['wide', 'narrow'] as const) {
    const own = pictures.filter((picture) => picture.frame === frame && /<use |scale\(/.test(picture.svg));
    expect(own.length).toBeGreaterThan(3);
    // At a quarter of the size half a unit is hardly seen; a shape that is missing or stands elsewhere is.
    const small = (svgs: readonly string[]) =>
      draw(page, frame, 'light', { svgs, shapes, style }, shown[frame].picture / 4);
    const size = (svg: string) => / viewBox="[^"]*"/.exec(svg)?.[0] ?? '';
    const [kept, whole] = [
      await small(
        own.map(({ svg }) =>
          pictureSnapshot(svg)
            .replace(/ viewBox="[^"]*"/, size(svg))
            .replace(/ height="\d+"/, ''),
        ),
      ),
      await small(own.map(({ svg }) => svg.replace(/ height="[\d.]+"/, ''))),
    ];
    const different = own.flatMap(
      ({ id }, index) =>
        difference(`whole-${id}-${frame}`, whole[index] ?? Buffer.alloc(0), kept[index] ?? Buffer.alloc(0), {
          maxDiffPixelRatio: 0.03,
          threshold: 0.3,
        }) ?? [],
    );
    expect(different).toEqual([]);
  }
});
