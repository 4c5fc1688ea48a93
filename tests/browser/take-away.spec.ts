/** What others take away, in a real browser: from a figure to its page and its sections, and a page that says all without its picture. */
import { expect, type Locator, type Page } from '@playwright/test';
import { test } from '../helpers/kept-pages.ts';
import { namedImage } from '../helpers/named-image.ts';
import { servedSite } from '../helpers/served-site.ts';

const server = servedSite();

test('the line under a figure leads to the sections of its page, by keyboard and without script', async ({
  newPage,
}) => {
  const page = await newPage({ javaScriptEnabled: false });
  await page.goto(`${server.url}scale/`);
  const figure = page.locator('figure.chart').first();
  const id = ((await figure.getAttribute('id')) ?? '').replace('chart-', '');
  for (const section of ['Numbers', 'Download', 'Embed', 'Cite']) {
    // Each link names its chart, for those who hear links without what is around them.
    const link = figure.locator('.chart__take').getByRole('link', { name: `${section}: ` });
    await expect(link).toHaveText(section);
    await link.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/charts/${id}/#${section.toLowerCase()}$`));
    await expect(page.locator(`h2#${section.toLowerCase()}`)).toBeInViewport();
    await page.goBack();
  }
});

for (const width of [360, 1280])
  test(`a chart’s page shows one picture, named by what it shows and not by the headline again, at ${width} px`, async ({
    newPage,
  }) => {
    const page = await newPage({ viewport: { width, height: 900 } });
    await page.goto(`${server.url}charts/world-map/`);
    const picture = page.locator('svg.picture:visible');
    await expect(picture).toHaveCount(1);
    await expect(namedImage(picture)).toHaveAccessibleName(/\S+ \S+ \S+/);
    await expect(namedImage(picture)).not.toHaveAccessibleName((await page.locator('h1').textContent()) ?? '');
    await expect(page.getByRole('table')).toBeVisible();
    await expect(page.locator('textarea').first()).toHaveValue(/^(?:<div style="[^"]*">){2}<iframe src="http/);
  });

test('a citation can be opened and its files fetched', async ({ page, request }) => {
  await page.goto(`${server.url}italy/`);
  const details = page.locator('details.cite');
  await expect(details.locator('blockquote')).toBeHidden();
  await details.locator('summary').click();
  await expect(details.locator('blockquote')).toContainText('110 Abroad');
  for (const name of ['BibTeX', 'RIS', 'CSL-JSON']) {
    const href = (await details.getByRole('link', { name, exact: true }).getAttribute('href')) ?? '';
    const response = await request.get(new URL(href, server.url).href);
    expect(response.status(), name).toBe(200);
    expect(await response.text()).toContain('abroad110-italy');
  }
});

/** What a reader taps, one after the other, and what is copied in the end. A page may be read down to the first; the next is in sight after each tap. */
async function tapped(page: Page, ...targets: readonly ((page: Page) => Locator)[]): Promise<string> {
  await targets[0]?.(page).scrollIntoViewIfNeeded();
  for (const target of targets) {
    const shown = target(page);
    await expect(shown).toBeInViewport();
    await shown.click();
  }
  await expect(page.getByRole('status').filter({ hasText: /\S/ })).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

for (const width of [360, 1280])
  test(`from a chapter or a chart to a copied citation, and to a copied line that embeds, it is two taps at ${width} px`, async ({
    newPage,
  }) => {
    const page = await newPage({
      viewport: { width, height: 780 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const embedLine = /^<div [^>]*><div [^>]*><iframe src="[^"]*\/embed\/([\w-]+)\//;
    const copy = (section: string) => (at: Page) =>
      at.locator(`#${section} ~ .apparatus button.copy, details#${section} button.copy`).first();

    await page.goto(`${server.url}italy/`);
    const citation = await tapped(page, (at) => at.locator('a[href="#cite"]').first(), copy('cite'));
    expect(citation).toMatch(/^110 Abroad: .*\/italy\/$/);

    // A reader of a chapter has the figure before them.
    await page.goto(`${server.url}italy/#chart-italy-map`);
    const take = page.locator('#chart-italy-map .chart__take');
    const fromFigure = await tapped(page, () => take.getByRole('link', { name: 'Embed: ' }), copy('embed'));
    expect(embedLine.exec(fromFigure)?.[1]).toBe('italy-map');

    for (const section of ['cite', 'embed']) {
      await page.goto(`${server.url}charts/italy-map/`);
      const links = page.locator(`main > article > .chart__take a[href="#${section}"]`);
      const found = await tapped(page, () => links, copy(section));
      if (section === 'embed') expect(embedLine.exec(found)?.[1]).toBe('italy-map');
      else expect(found).toMatch(/^110 Abroad: .*\/charts\/italy-map\/$/);
    }
  });
