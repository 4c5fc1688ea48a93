import type { Page } from '@playwright/test';

/** Lays out what a page leaves for later (src/styles/reading.css), so that what would overflow or clash there is found. A style of the tests' own: the page's policy does not concern it. */
export const layOutAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const style = new CSSStyleSheet();
    style.replaceSync('* { content-visibility: visible !important; }');
    document.adoptedStyleSheets.push(style);
  });
