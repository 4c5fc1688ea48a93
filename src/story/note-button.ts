import { escapeHtml } from './html.ts';

/**
 * What opens a note in place. The note is a popover that stands in the list of notes while it is closed (site.css), so it is told once, and browser, keyboard and
 * screen reader know without script what belongs to what.
 */
export const noteButton = (id: string, words: string, label = ''): string =>
  `<button popovertarget="note-${escapeHtml(id)}"${label ? ` aria-label="${escapeHtml(label)}"` : ''}>${escapeHtml(words)}</button>`;
