/**
 * Addresses that moved, from `content/<language>/aliases.json`: `"scale/#old-key": "scale/#new-key"`, `"scale/#old-key": "italy/#new-key"`, `"old-page/": "new-page/"`.
 * On the same page the old id becomes a second anchor of the new place. What moved to another page keeps a line with a link at its old page, as a static site
 * cannot read the part of an address after the #; a page that moved as a whole keeps its address too (src/pages/[...moved].astro).
 */

import { faultless, type Problem, quoteValue } from '../dataset/problems.ts';
import { once } from '../shared/once.ts';
import { contentFile } from '../words/content.ts';
import { html } from './html.ts';
import { idsWrittenIn } from './tree.ts';

/** A place on the site: a page, and an id on it or none for the page itself. */
export interface Address {
  readonly page: string;
  readonly id: string;
}
export interface Alias {
  readonly from: Address;
  readonly to: Address;
}

const pattern = /^((?:[a-z0-9-]+\/)*)(?:#([A-Za-z0-9-]+))?$/;

/** Reads `italy/#opening`. */
export function addressFrom(text: string): Address | undefined {
  const match = pattern.exec(text);
  return match && text !== '' ? { page: match[1] ?? '', id: match[2] ?? '' } : undefined;
}

/** An address as it is written in the lists. */
export const addressText = ({ page, id }: Address): string => (id ? `${page}#${id}` : page);

/** The aliases of a file. Faults are added to `problems`: what is no address, what leads to itself or to another alias. */
export function parseAliases(file: string, text: string, problems: Problem[]): readonly Alias[] {
  const entries = Object.entries(JSON.parse(text) as Record<string, unknown>);
  const known = new Set(entries.map(([from]) => from));
  return entries.flatMap(([written, value]) => {
    const fault = (found: unknown, expected: string, fix: string) =>
      problems.push({ file, where: written, field: 'alias', found: quoteValue(found), expected, fix });
    const from = addressFrom(written);
    const to = typeof value === 'string' ? addressFrom(value) : undefined;
    if (!from) fault(written, 'an address such as "scale/#a-key" or "scale/"', 'fix the left side');
    if (!to) fault(value, 'an address such as "italy/#a-key" or "claims/it-01/"', 'fix the right side');
    if (!from || !to) return [];
    if (known.has(addressText(to)))
      fault(value, 'a place that is there, not one that moved', 'let the alias lead to the last place');
    return [{ from, to }];
  });
}

/** The aliases of a language. */
export const aliasesIn = once((language: string): readonly Alias[] => {
  const file = `content/${language}/aliases.json`;
  const read = (problems: Problem[]) => parseAliases(file, contentFile(file), problems);
  return faultless('The list of moved addresses has errors', read);
});

/** Ids that were published on each page of a language, by the page's path (`content/<language>/published-addresses.json`). */
export const publishedIds = once((language: string): ReadonlyMap<string, readonly string[]> => {
  const ledger: unknown = JSON.parse(contentFile(`content/${language}/published-addresses.json`));
  return new Map(Object.entries(ledger as Record<string, readonly string[]>));
});

/**
 * Notes and charts that a page once had and has no more, as its text no longer cites the record or shows the chart: each leads to the page of its own.
 * Nobody has to write these down, as the id names the record or the chart.
 */
export function placesThatLeft(html: string, path: string, published: readonly string[]): readonly Alias[] {
  const written = idsWrittenIn(html);
  return published
    .filter((id) => !written.has(id))
    .flatMap((id) => {
      const to = id.startsWith(notePrefix)
        ? recordPlace(id.slice(notePrefix.length))
        : id.startsWith(chartPrefix)
          ? { page: `charts/${id.slice(chartPrefix.length)}/`, id: '' }
          : undefined;
      return to && to.page !== path ? [{ from: { page: path, id }, to }] : [];
    });
}

/** How the ids of notes and of charts begin; what follows is the id of the record or of the chart. */
export const [notePrefix, chartPrefix] = ['note-', 'chart-'];

/** Where a record is shown, as an address of the site: derived figures have no pages of their own. */
const recordPlace = (id: string): Address =>
  id.startsWith('figure-') ? { page: 'claims/', id } : { page: `claims/${id}/`, id: '' };

/** Finds where the element with an id begins, as our renderers write it, and what it is. */
function openingOf(id: string): RegExp {
  const attributes = '(?:\\s+[\\w:-]+(?:="[^"]*")?)*';
  return new RegExp(`<(\\w+)${attributes} id="${id}"${attributes}\\s*>`);
}

/** What a page needs to say about what left it. */
export interface AliasWords {
  readonly base: string;
  readonly title: string;
  /** What is said to a reader who comes to an old address. */
  readonly passage: (alias: Alias) => string;
}

/**
 * A whole page with the anchors of what moved on it, and links to what moved away, which are shown to those who come for them (`:target`, site.css).
 * Throws when a new place is not on the page.
 */
export function withAliases(page: string, path: string, aliases: readonly Alias[], words: AliasWords): string {
  const own = aliases.filter((alias) => alias.from.page === path && alias.from.id);
  const here = own.filter((alias) => alias.to.page === path);
  const result = here.reduce((text, { from, to }) => {
    const [opening, tag] = openingOf(to.id).exec(text) ?? [];
    if (opening === undefined)
      throw new Error(
        `content/…/aliases.json: ${addressText(from)} leads to ${addressText(to)}, which is not there; fix the right side`,
      );
    const anchor = `<span id="${from.id}"></span>`;
    // A figure begins with its caption.
    return text.replace(opening, () => (tag === 'figure' ? anchor + opening : opening + anchor));
  }, page);
  const away = own.filter((alias) => alias.to.page !== path);
  if (away.length === 0) return result;
  const lines = away.map(
    (alias) =>
      html`<p id="${alias.from.id}"><a href="${words.base}${addressText(alias.to)}">${words.passage(alias)}</a></p>`,
  );
  return result.replace(
    '</main>',
    () =>
      `${html`<div class="story"><section class="aside moved" aria-labelledby="moved-title"><p class="aside__title" id="moved-title">${words.title}</p>${lines}</section></div>`}</main>`,
  );
}
