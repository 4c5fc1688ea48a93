import type { APIContext } from 'astro';
import { correctionFeedItem } from '../publish/share/feed.ts';
import { feedResponse, homeOf } from '../publish/share/rss.ts';
import { correctionItems } from '../story/corrections.ts';
import { siteIn } from '../story/site.ts';
import { defaultLanguage } from '../words/language.ts';

/** The feed of corrections, newest first. Dates are those of the corrections: no date of the build. */
export function GET(context: APIContext): Promise<Response> {
  const site = siteIn(defaultLanguage);
  const home = homeOf(site, context.site);
  return feedResponse(site, home, {
    title: site.messages.text('corrections.feedTitle'),
    description: site.messages.text('corrections.description'),
    path: 'corrections.xml',
    items: correctionItems(site).map((item) => correctionFeedItem(item, home)),
  });
}
