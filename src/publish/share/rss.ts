/** A feed as RSS 2.0 with where it lives (`atom:link`), so that a reader who was handed the text alone can subscribe. */
import { getRssString, type RSSFeedItem } from '@astrojs/rss';
import { escapeHtml } from '../../story/html.ts';
import type { Site } from '../../story/site.ts';
import { plainSpaces } from '../chart/chart-record.ts';

interface Feed {
  readonly title: string;
  readonly description: string;
  /** Below the site's root, such as `feed.xml`. */
  readonly path: string;
  readonly items: readonly RSSFeedItem[];
}

/** An id that says again what is new when a page with a lasting address was revised. */
export const revisedGuid = (link: string, day: string): string =>
  `<guid isPermaLink="false">${escapeHtml(link)}#${day}</guid>`;

/** The address of the site with its prefix. @throws Error when the build does not know it */
export function homeOf(site: Site, address: URL | undefined): URL {
  if (!address) throw new Error('SITE_URL is not set: see astro.config.mjs');
  return new URL(site.base, address);
}

/** A date as a feed has it; only a day is one. */
export const dayOf = (date: string | undefined): Date | undefined =>
  date?.length === 10 ? new Date(`${date}T00:00:00Z`) : undefined;

/** A feed as its file. */
export function feedXml(site: Site, home: URL, { title, description, path, items }: Feed): Promise<string> {
  return getRssString({
    title: plainSpaces(title),
    description: plainSpaces(description),
    site: home,
    xmlns: { atom: 'http://www.w3.org/2005/Atom' },
    customData: `<language>${site.language}</language><atom:link href="${new URL(path, home).href}" rel="self" type="application/rss+xml"/>`,
    items: [...items],
  });
}
