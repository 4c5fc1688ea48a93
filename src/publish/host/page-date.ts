/** `lastmod` of the sitemap, for search engines: the date that a page gives of itself, so that there is one account of it; none where it gives none. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `dateModified` in the structured data of a page. */
export const statedDate = (page: string): string | undefined =>
  /<script type="application\/ld\+json">[^<]*?"dateModified":"(\d{4}-\d{2}-\d{2})"/.exec(page)?.[1];

/**
 * The same for an address of a built site.
 * @param folder the built site
 * @param base the path below which it is served, with a slash at the end
 */
export const pageDate = (address: string, folder: string, base: string): string | undefined =>
  statedDate(readFileSync(join(folder, new URL(address).pathname.slice(base.length), 'index.html'), 'utf8'));
