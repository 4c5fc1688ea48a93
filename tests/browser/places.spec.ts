/** Shapes of countries in a real browser: a pointer marks them and follows at once, a finger is told first. */
import { expect } from '@playwright/test';
import { test } from '../helpers/kept-pages.ts';
import { servedSite } from '../helpers/served-site.ts';

const server = servedSite();

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

test('the table of countries is sorted by its heads, which say how; without script it stands from A to Z', async ({
  page,
  newPage,
}) => {
  await page.goto(`${server.url}countries/`);
  const names = () => page.locator('.countries tbody th').allTextContents();
  const before = await names();
  expect(before).toEqual([...before].sort((a, b) => a.localeCompare(b, 'en')));
  const head = page.getByRole('columnheader', { name: 'What is listed' });
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  expect((await names())[0]).toBe('Italy');
  await head.getByRole('button').press('Enter');
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  expect((await names()).at(-1)).toBe('Italy');
  const country = page.getByRole('columnheader', { name: 'Country' });
  await country.getByRole('button').click();
  await expect(country).toHaveAttribute('aria-sort', 'ascending');
  await expect(head).not.toHaveAttribute('aria-sort');
  expect(await names()).toEqual(before);
  const plain = await newPage({ javaScriptEnabled: false });
  await plain.goto(`${server.url}countries/`);
  expect(await plain.locator('.countries tbody th').allTextContents()).toEqual(before);
  expect(await plain.getByRole('button').count()).toBe(0);
});
