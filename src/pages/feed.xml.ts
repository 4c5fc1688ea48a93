import rss from '@astrojs/rss';
import type { APIContext } from 'astro';
import { feedItems } from '../publish/share/feed.ts';
import { siteIn } from '../story/site.ts';
import { defaultLanguage } from '../words/language.ts';

/** Chapters and editions. No date of the build: the same edition gives the same bytes. */
export function GET({ site: address }: APIContext): Promise<Response> {
  const site = siteIn(defaultLanguage);
  if (!address) throw new Error('SITE_URL is not set: see astro.config.mjs');
  const home = new URL(site.base, address);
  return rss({
    title: site.messages.text('feed.title'),
    description: site.messages.text('feed.description'),
    site: home,
    xmlns: { atom: 'http://www.w3.org/2005/Atom' },
    customData: `<language>${site.language}</language><atom:link rel="self" type="application/rss+xml" href="${new URL('feed.xml', home).href}"/>`,
    items: feedItems(site, home),
  });
}
