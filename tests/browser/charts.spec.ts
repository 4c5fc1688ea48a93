/** Every chart, wide and narrow, as it is shown: labels large enough, none on top of another, none outside the picture. */

import { expect } from '@playwright/test';
import { readPage } from '../helpers/built-site.ts';
import { test } from '../helpers/kept-pages.ts';
import { namedImage } from '../helpers/named-image.ts';
import { servedSite } from '../helpers/served-site.ts';

const server = servedSite();

const ids = [...readPage('charts/').matchAll(/<li id="chart-([a-z0-9-]+)"/g)].map((match) => match[1] ?? '');
const shown = { narrow: 360, wide: 1280 } as const;

/** Runs in the page: the labels of a picture, and what is wrong with them. */
function labelsOf(svg: SVGElement | HTMLElement) {
  const frame = svg.getBoundingClientRect();
  const scale = frame.width / (svg as SVGSVGElement).viewBox.baseVal.width;
  const boxes = [...svg.querySelectorAll('text')].flatMap((text) => {
    const spans = [...text.querySelectorAll('tspan')];
    return (spans.length > 0 ? spans : [text]).map((part) => {
      const { left, right, top, bottom } = part.getBoundingClientRect();
      return {
        text: part.textContent ?? '',
        size: Number.parseFloat(getComputedStyle(part).fontSize) * scale,
        left,
        right,
        top,
        bottom,
      };
    });
  });
  const small = boxes.filter((box) => box.size < 11).map((box) => `${box.text} (${box.size.toFixed(1)} px)`);
  // Line boxes are taller than letters, above and below.
  const outside = boxes
    .filter(
      (box) =>
        box.left < frame.left - 1 ||
        box.right > frame.right + 1 ||
        box.top < frame.top - 4 ||
        box.bottom > frame.bottom + 4,
    )
    .map((box) => box.text);
  const overlapping: string[] = [];
  boxes.forEach((a, index) => {
    for (const b of boxes.slice(index + 1)) {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      // Line boxes are taller than letters: two lines may share up to a third of their height.
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 1 && down > Math.min(a.bottom - a.top, b.bottom - b.top) * 0.34)
        overlapping.push(`${a.text} / ${b.text}`);
    }
  });
  return { count: boxes.length, small, outside, overlapping };
}

test('the gallery shows every chart', () => {
  expect(ids.length).toBeGreaterThanOrEqual(10);
});

for (const id of ids)
  test(`${id} is legible at 360 and 1280 px, has one name, and nothing inside it reaches the accessibility tree`, async ({
    keptPage: page,
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`${server.url}charts/${id}/`);
    await page.evaluate(() => document.fonts.ready);
    for (const [frame, width] of Object.entries(shown)) {
      await page.setViewportSize({ width, height: 900 });
      const picture = page.locator(`svg.picture--${frame}[data-chart="${id}"]`);
      await expect(picture).toBeVisible();
      const found = await picture.evaluate(labelsOf);
      expect.soft(found.count, `labels at ${width} px`).toBeGreaterThan(0);
      expect.soft(found.small, `labels under 11 px at ${width} px`).toEqual([]);
      expect.soft(found.outside, `labels outside the picture at ${width} px`).toEqual([]);
      expect.soft(found.overlapping, `labels on top of each other at ${width} px`).toEqual([]);
    }
    const visible = page.locator(`svg[data-chart="${id}"]:visible`);
    await expect(visible).toHaveCount(1);
    // A picture with links is named by an empty image that stands before them.
    const image = namedImage(visible);
    await expect(image).toHaveRole('img');
    await expect(image).toHaveAccessibleName(/\S{3}/);
    // The headline above has just been read out.
    const headline = (await page.locator(`#chart-${id}-headline`).innerText()).trim();
    await expect(image).not.toHaveAccessibleName(headline);
    await expect(visible.locator(':scope > :not([role="img"])')).toHaveCount(1);
    await expect(visible.locator(':scope > g[aria-hidden="true"]')).toHaveCount(1);
  });

test('links under the pictures say of which chart they are', async ({ page }) => {
  await page.goto(`${server.url}scale/`);
  const names = await page
    .locator('.chart__take a:not(.permalink)')
    .evaluateAll((links) => links.map((link) => link.getAttribute('aria-label') ?? link.textContent));
  expect(names.length).toBeGreaterThan(6);
  expect(new Set(names).size).toBe(names.length);
});
