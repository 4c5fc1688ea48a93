/** The search page and pages of countries in a real browser: nothing is loaded before it is wanted, all of it works by keyboard, and without script there is an index. */
import { expect, type Page } from '@playwright/test';
import { axeFindings } from '../helpers/axe.ts';
import { test } from '../helpers/kept-pages.ts';
import { servedSite } from '../helpers/served-site.ts';

const server = servedSite();

const field = (page: Page) => page.getByRole('searchbox', { name: 'Search the site' });
const status = (page: Page) => page.locator('#search-status');

test('the search page asks for nothing before the field is used, and from then on once', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${server.url}search/`);
  await expect(field(page)).toBeEnabled();
  await page.waitForTimeout(300);
  expect(asked.filter((path) => path.endsWith('.json'))).toEqual([]);
  await field(page).focus();
  await expect.poll(() => asked.filter((path) => path === '/search.json').length).toBe(1);
  await field(page).fill('closure');
  await expect(status(page)).toHaveText(/\d+ results/);
  expect(asked.filter((path) => path === '/search.json')).toHaveLength(1);
});

test('other pages load no part of the search', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${server.url}scale/`);
  await page.waitForLoadState('networkidle');
  expect(asked.filter((url) => url.includes('search'))).toEqual([]);
});

test('by keyboard: from the masthead to the field, to a result, to its page, and back to the same results', async ({
  page,
}) => {
  await page.goto(`${server.url}scale/`);
  await page.getByRole('banner').getByRole('link', { name: 'Search' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/search\/$/);
  await field(page).focus();
  await page.keyboard.type('Hoekstra closure');
  await expect(status(page)).toHaveText(/results?$/);
  await expect(page).toHaveURL(/#q=Hoekstra%20closure$/);
  await page.keyboard.press('Tab');
  const first = page.locator('.results a').first();
  await expect(first).toBeFocused();
  const href = await first.getAttribute('href');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${href}`);
  await page.goBack();
  await expect(field(page)).toHaveValue('Hoekstra closure');
  await expect(page.locator('.results li').first()).toBeVisible();
});

test('a claim is found with who makes it, how it stands and who answered', async ({ page }) => {
  await page.goto(`${server.url}search/#q=scale-01`);
  const item = page.locator('.results li', { has: page.locator('a[href$="/claims/scale-01/"]') }).first();
  await expect(item.locator('a')).toContainText('Safeguard Defenders');
  await expect(item).toContainText('Claim');
  await expect(item).toContainText('corrected');
  await expect(item.locator('.results__answer')).toHaveText(/^Answered: \S/);
  // A claim is shown whole.
  await expect(item).not.toContainText('…');
});

test('Chinese words and words without their diacritics are found and marked', async ({ page }) => {
  await page.goto(`${server.url}search/`);
  await field(page).fill('驿站');
  await expect(page.locator('.results mark').first()).toHaveText('驿站');
  await field(page).fill('lipavsky');
  await expect(page.locator('.results mark').first()).toHaveText('Lipavský');
});

test('more than twenty results are shown on demand, and the keyboard goes on there', async ({ page }) => {
  await page.goto(`${server.url}search/#q=police`);
  await expect(page.locator('.results li')).toHaveCount(20);
  await page.getByRole('button', { name: /^Show all \d+$/ }).focus();
  await page.keyboard.press('Enter');
  expect(await page.locator('.results li').count()).toBeGreaterThan(20);
  await expect(page.locator('.results li').nth(20).locator('a')).toBeFocused();
});

test('nothing found and a list that does not load are put in words', async ({ page }) => {
  await page.goto(`${server.url}search/`);
  await field(page).fill('zzzzzz');
  await expect(status(page)).toHaveText(/^Nothing found for “zzzzzz”/);
  await expect(page.locator('#search-results')).toBeHidden();
  const other = await page.context().newPage();
  await other.route('**/search.json', (route) => route.abort());
  await other.goto(`${server.url}search/#q=police`);
  await expect(status(other)).toHaveText(/^The list could not be loaded/);
  await other.unroute('**/search.json');
  await field(other).fill('police');
  await expect(status(other)).toHaveText(/\d+ results/);
});

test('a query is shown as text, whatever it holds', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  for (const query of ['<img src=x onerror=alert(1)>', '%', '"\'`', '.*+?^$()|[]\\', '\u202e', 'a'.repeat(5000)]) {
    await page.goto(`${server.url}search/?${encodeURIComponent(query).length}#q=${encodeURIComponent(query)}`);
    await expect(status(page)).toHaveText(/\S/);
    expect(await page.locator('#search-results img, #search-status *').count()).toBe(0);
  }
  await page.goto(`${server.url}search/?x#q=%E0%A4%A`);
  await expect(field(page)).toBeEnabled();
  expect(errors).toEqual([]);
});

test('the search runs under a strict policy', async ({ page }) => {
  await page.route('**/search/', async (route) => {
    const response = await route.fetch();
    // The one style element of a page is allowed as it is; script only from the site itself, and none made from text.
    await route.fulfill({
      response,
      headers: {
        ...response.headers(),
        'content-security-policy':
          "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; font-src 'self'; img-src 'self'; require-trusted-types-for 'script'",
      },
    });
  });
  await page.goto(`${server.url}search/`);
  await field(page).fill('Netherlands');
  await expect(page.locator('.results a').first()).toHaveAttribute('href', /countries\/nld\/$/);
});

test('nothing moves while the search page becomes ready', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    (window as unknown as { shifts: number[] }).shifts = shifts;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  // Fonts that come late move a line by a hair: first-visit.spec.ts is about them.
  await page.route('**/fonts/**', (route) => route.abort());
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${server.url}search/`);
    await expect(field(page)).toBeEnabled();
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([]);
  }
});

test('without script the page says so in words and is an index', async ({ newPage }) => {
  const page = await newPage({ javaScriptEnabled: false });
  await page.goto(`${server.url}search/`);
  await expect(field(page)).toBeDisabled();
  await expect(page.locator('#search-hint')).toContainText('needs script');
  await page
    .getByRole('navigation', { name: 'Letters of the index' })
    .getByRole('link', { name: 'N', exact: true })
    .click();
  await page.locator('.letter').getByRole('link', { name: 'Netherlands', exact: true }).click();
  await expect(page.locator('h1')).toHaveText('Netherlands');
});

test('axe finds nothing in results, light and dark', async ({ keptPage: page }) => {
  await page.goto(`${server.url}search/#q=police`);
  await expect(page.locator('.results li')).toHaveCount(20);
  expect(await axeFindings(page)).toEqual([]);
});

// Listed and closed, with no listing, accused in court, and the country that answers: other parts stand on each.
for (const country of ['nld', 'zaf', 'bel', 'chn'])
  test(`axe finds nothing on the page of ${country}, light and dark`, async ({ keptPage: page }) => {
    await page.goto(`${server.url}countries/${country}/`);
    expect(await axeFindings(page)).toEqual([]);
  });

for (const width of [320, 360, 768])
  test(`results do not scroll sideways at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${server.url}search/#q=extradition`);
    await expect(page.locator('.results li').first()).toBeVisible();
    const [shown, needed] = await page.locator('html').evaluate((html) => [html.clientWidth, html.scrollWidth]);
    expect(needed).toBeLessThanOrEqual(shown ?? 0);
  });
