/** Every chart, wide and narrow, as it is shown: labels large enough, none on top of another, none outside the picture. */
import { expect, test } from '@playwright/test';
import { type RunningServer, serveFolder } from '../../scripts/static-server.ts';
import { builtFolder, readPage } from '../helpers/built-site.ts';

let server: RunningServer;
test.beforeAll(async () => {
  server = await serveFolder(builtFolder);
});
test.afterAll(() => server.close());

const ids = [...new Set([...readPage('charts/').matchAll(/data-chart="([a-z0-9-]+)"/g)].map((match) => match[1] ?? ''))];
const shown = { narrow: 360, wide: 1280 } as const;

test('the gallery shows every chart', () => {
  expect(ids.length).toBeGreaterThanOrEqual(10);
});

for (const id of ids)
  for (const [frame, width] of Object.entries(shown))
    test(`the chart ${id} is legible at ${width} px`, async ({ browser }) => {
      const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await page.goto(`${server.url}charts/`);
      await page.evaluate(() => document.fonts.ready);
      const picture = page.locator(`svg.picture--${frame}[data-chart="${id}"]`);
      await expect(picture).toBeVisible();
      const found = await picture.evaluate((svg) => {
        const frame = svg.getBoundingClientRect();
        const scale = frame.width / (svg as SVGSVGElement).viewBox.baseVal.width;
        const boxes = [...svg.querySelectorAll('text')].flatMap((text) => {
          const spans = [...text.querySelectorAll('tspan')];
          return (spans.length > 0 ? spans : [text]).map((part) => {
            const box = part.getBoundingClientRect();
            return {
              text: part.textContent ?? '',
              size: Number.parseFloat(getComputedStyle(part).fontSize) * scale,
              left: box.left,
              right: box.right,
              top: box.top,
              bottom: box.bottom,
            };
          });
        });
        const small = boxes.filter((box) => box.size < 11).map((box) => `${box.text} (${box.size.toFixed(1)} px)`);
        // Line boxes are taller than letters, above and below.
        const outside = boxes
          .filter((box) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 4 || box.bottom > frame.bottom + 4)
          .map((box) => box.text);
        const overlapping: string[] = [];
        boxes.forEach((a, index) => {
          for (const b of boxes.slice(index + 1)) {
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            // Line boxes are taller than letters: two lines may share up to a third of their height.
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (across > 1 && down > Math.min(a.bottom - a.top, b.bottom - b.top) * 0.34) overlapping.push(`${a.text} / ${b.text}`);
          }
        });
        return { count: boxes.length, small, outside, overlapping };
      });
      expect(found.count, 'labels').toBeGreaterThan(0);
      expect(found.small, 'labels under 11 px').toEqual([]);
      expect(found.outside, 'labels outside the picture').toEqual([]);
      expect(found.overlapping, 'labels on top of each other').toEqual([]);
      await context.close();
    });

test('a picture has one name and nothing inside it reaches the accessibility tree', async ({ page }) => {
  await page.goto(`${server.url}charts/`);
  for (const id of ids) {
    const visible = page.locator(`svg[data-chart="${id}"]:visible`);
    await expect(visible).toHaveCount(1);
    await expect(visible).toHaveRole('img');
    await expect(visible).toHaveAccessibleName(/\S{3}/);
    await expect(visible).toHaveAccessibleDescription(/\S{3}/);
    await expect(visible.locator(':scope > *')).toHaveCount(1);
    await expect(visible.locator(':scope > g[aria-hidden="true"]')).toHaveCount(1);
  }
});
