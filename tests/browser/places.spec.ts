/** Shapes of countries in a real browser: a pointer marks them and follows at once, a finger is told first. */
import { expect } from '@playwright/test';
import { type RunningServer, serveFolder } from '../../scripts/static-server.ts';
import { builtFolder } from '../helpers/built-site.ts';
import { test } from '../helpers/kept-pages.ts';

let server: RunningServer;
test.beforeAll(async () => {
  server = await serveFolder(builtFolder);
});
test.afterAll(() => server.close());

const shape = '.picture--wide a[href="/countries/bra/"]';

test.describe('with a pointer', () => {
  test('a shape is marked under it, and a click opens the page', async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${server.url}charts/world-map/`);
    const land = page.locator(`${shape} > use`).first();
    const stroke = () => land.evaluate((element) => getComputedStyle(element).strokeWidth);
    const before = await stroke();
    await land.hover();
    expect(await stroke()).not.toBe(before);
    await land.click();
    await expect(page).toHaveURL(/\/countries\/bra\/$/);
  });
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 1280, height: 900 } });
  test('the first tap names the country, the second opens its page', async ({ page }) => {
    await page.goto(`${server.url}charts/world-map/`);
    const land = page.locator(`${shape} > use`).first();
    await land.tap();
    await expect(page.getByRole('status')).toContainText('Brazil: ');
    await expect(page).toHaveURL(/\/charts\/world-map\/$/);
    await land.tap();
    await expect(page).toHaveURL(/\/countries\/bra\/$/);
  });
});
