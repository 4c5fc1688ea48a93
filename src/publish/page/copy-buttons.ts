/** Buttons that copy, put into HTML of our own renderers; src/components/Copy.astro makes them elsewhere. */
import { escapeHtml } from '../../story/html.ts';

interface Words {
  readonly label: string;
  /** What it copies, for those who do not see what stands before it. */
  readonly name: string;
}

/** A text as it is pasted: no tags, no numbers of notes, plain quotation marks left as they are. */
const pasted = (html: string): string =>
  html
    .replace(/<(sup|button)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<a class="reference[\s\S]*?<\/a>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * The items of the first numbered list after a heading, each with a button that copies its words without the numbers of its notes.
 * @throws Error when there is no such list
 */
export function withCopyButtons(page: string, heading: string, { label, name }: Words): string {
  const start = page.indexOf(`<ol`, page.indexOf(` id="${heading}"`));
  const end = page.indexOf('</ol>', start);
  if (start < 0 || end < 0) throw new Error(`There is no numbered list after #${heading}`);
  const items = page
    .slice(start, end)
    .replace(
      /(<li[^>]*>)([\s\S]*?)(<\/li>)/g,
      (_, open: string, inside: string, close: string) =>
        `${open}${inside} <button type="button" class="copy" hidden data-copies="${pasted(inside).replaceAll('"', '&quot;')}" aria-label="${escapeHtml(`${label}: ${name}`)}">${escapeHtml(label)}</button>${close}`,
    );
  return page.slice(0, start) + items + page.slice(end);
}
