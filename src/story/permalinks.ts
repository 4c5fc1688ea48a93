/**
 * Lasting addresses that can be seen and copied. Headings and titles of boxes become links to themselves; paragraphs get a mark after them, shown while the
 * pointer is on them, or all together while the box `.marks` of the page is open: what is not shown is no stop for the keyboard. A figure names its address
 * among what can be taken from it. A note needs no mark: the number in the text is a link to it, and marks for all of them would cost a chapter half a kilobyte.
 * The mark itself is written by the style sheet, so that no text taken from a page has it.
 *
 * Works on HTML of our own renderers. Feeds, and whoever else takes the words alone, get them without.
 */
import { escapeHtml } from './html.ts';

/** Names of the marks, for those who do not see them, and the word for a figure's address. */
export interface PermalinkWords {
  readonly paragraph: string;
  readonly figure: string;
}

const link = (id: string, inside: string, label = ''): string =>
  `<a class="permalink" href="#${escapeHtml(id)}"${label ? ` aria-label="${escapeHtml(label)}"` : ''}>${inside}</a>`;

/** A page's text with a link to everything in it that has a key. */
export function withPermalinks(page: string, words: PermalinkWords): string {
  return page
    .replace(
      /(<(h[2-4]) id="([^"]+)"[^>]*>)([\s\S]*?)(<\/\2>)/g,
      (_, open: string, _tag: string, id: string, inside: string, close: string) =>
        inside.includes('<a ')
          ? `${open}${inside}${link(id, '', words.paragraph)}${close}`
          : `${open}${link(id, inside)}${close}`,
    )
    .replace(
      /(<p class="aside__title" id="([^"]+)-title">)([\s\S]*?)(<\/p>)/g,
      (_, open: string, id: string, inside: string, close: string) => `${open}${link(id, inside)}${close}`,
    )
    .replace(
      /(<p id="([^"]+)">)([\s\S]*?)(<\/p>)/g,
      (whole, open: string, id: string, inside: string, close: string) =>
        // The summary of a figure belongs to the figure.
        /^chart-.*-summary$/.test(id) ? whole : `${open}${inside}${link(id, '', words.paragraph)}${close}`,
    )
    .replace(/<figure class="chart" id="([^"]+)">[\s\S]*?<\/figure>/g, (figure, id: string) =>
      figure.replace(
        /(<p class="chart__take">)([\s\S]*?)(<\/p>)/,
        (_, open: string, inside: string, close: string) =>
          `${open}${inside} · ${link(id, escapeHtml(words.figure))}${close}`,
      ),
    );
}
