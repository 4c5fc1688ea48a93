import type { APIContext } from 'astro';
import { feedItems } from '../publish/share/feed.ts';
import { feedResponse, homeOf } from '../publish/share/rss.ts';
import { siteIn } from '../story/site.ts';
import { defaultLanguage } from '../words/language.ts';

/** Chapters and editions. No date of the build: the same edition gives the same bytes. */
export function GET(context: APIContext): Promise<Response> {
  const site = siteIn(defaultLanguage);
  const home = homeOf(site, context.site);
  return feedResponse(site, home, {
    title: site.messages.text('feed.title'),
    description: site.messages.text('feed.description'),
    path: 'feed.xml',
    items: feedItems(site, home),
  });
}
