/** `lastmod` of the sitemap, for search engines: the date that a page gives of itself, so that there is one account of it; undefined where it gives none. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `dateModified` in the structured data of the page at an address.
 * @param folder the built site
 * @param base the path below which it is served, with a slash at the end
 */
export function pageDate(address: string, folder: string, base: string): string | undefined {
  const page = readFileSync(join(folder, new URL(address).pathname.slice(base.length), 'index.html'), 'utf8');
  return /<script type="application\/ld\+json">[^<]*?"dateModified":"(\d{4}-\d{2}-\d{2})"/.exec(page)?.[1];
}
