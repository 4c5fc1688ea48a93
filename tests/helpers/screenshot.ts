import { expect, type Locator, type Page, type PageScreenshotOptions } from '@playwright/test';

/** A picture of a page or an element. A browser short of memory or time refuses one, once in a while: it is asked again. */
export async function screenshotOf(what: Page | Locator, options: PageScreenshotOptions = {}): Promise<Buffer> {
  let taken: Buffer | undefined;
  await expect(async () => {
    taken = await what.screenshot(options);
  }).toPass();
  return taken ?? Buffer.alloc(0);
}
