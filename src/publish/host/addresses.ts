/**
 * The ledger of every address ever published, `content/<language>/published-addresses.json`: page by page, the ids on it that others may link to. It only grows
 * (`npm run ids`). What it names must be found on every later site, at its old place or through an alias (src/story/aliases.ts).
 */
import { existsSync } from 'node:fs';
import { visit } from 'unist-util-visit';
import { idsIn, idsWrittenIn, isElement, treeFrom } from '../../story/tree.ts';

/** Pages and the ids on them, both sorted. */
export type Ledger = Readonly<Record<string, readonly string[]>>;

/**
 * Ids that serve the page alone: names of figures, titles of boxes, ways back, definitions that open in place, the target of the skip link, and what is in no
 * edition yet, whose name goes with the next.
 */
const ofThePage = /^(?:text|reference-.*|term-.*|.*-(?:headline|summary|title)|.*\+unreleased)$/;

/** Pages that have an address and nothing on them to link to: the page of a record is one place, an embed a picture, and a source is linked to in the list of all. */
const wholeOnly = /^(?:claims|embed|sources)\/[^/]+\/$/;

/** Pages that nobody links to. */
const isPublished = (path: string): boolean => path !== '404.html' && !path.startsWith('v/');

/** The ids of a page that others may link to: those of its text, without what pictures need inside. */
export function lastingIds(path: string, page: string): readonly string[] {
  if (wholeOnly.test(path)) return [];
  const ids = new Set<string>();
  visit(treeFrom(page), 'element', (element) => {
    if (isElement(element, 'main')) for (const id of idsIn(element)) if (!ofThePage.test(id)) ids.add(id);
  });
  return [...ids].sort();
}

/** The ledger with what a site has beyond it; nothing is ever taken out. */
export function grownLedger(ledger: Ledger, pages: ReadonlyMap<string, string>): Ledger {
  const grown = new Map(Object.entries(ledger));
  for (const [path, page] of pages)
    if (isPublished(path))
      grown.set(path, [...new Set([...(grown.get(path) ?? []), ...lastingIds(path, page)])].sort());
  return Object.fromEntries([...grown].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** An address of the ledger that leads nowhere, and how to fix it. */
export interface LostAddress {
  readonly address: string;
  readonly fix: string;
}

/** The file that holds the text of a page, for those who fix it. */
function sourceOf(path: string): string {
  const name = path.replace(/\/$/, '') || 'front';
  const files = ['chapters', 'pages'].map((folder) => `content/en/${folder}/${name}.md`);
  return files.find((file) => existsSync(file)) ?? `the page /${path}`;
}

/** Addresses of the ledger that a site no longer has. */
export function lostAddresses(ledger: Ledger, pages: ReadonlyMap<string, string>): LostAddress[] {
  const lost: LostAddress[] = [];
  for (const [path, ids] of Object.entries(ledger)) {
    const page = pages.get(path);
    if (page === undefined) {
      lost.push({
        address: path,
        fix: `the page is gone: bring it back, or add "${path}": "<where it went>/" to content/en/aliases.json`,
      });
      continue;
    }
    if (ids.length === 0) continue;
    const written = idsWrittenIn(page);
    if (ids.every((id) => written.has(id))) continue;
    const found = new Set(idsIn(treeFrom(page), true));
    for (const id of ids.filter((candidate) => !found.has(candidate)))
      lost.push({
        address: `${path}#${id}`,
        fix: `{#${id}} is no longer in ${sourceOf(path)}: give its key back, or add "${path}#${id}": "<page>/#<key>" to content/en/aliases.json with the place that now says it`,
      });
  }
  return lost;
}
