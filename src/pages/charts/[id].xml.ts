import type { APIContext } from 'astro';
import { chartFeedItems } from '../../publish/share/feed.ts';
import { feedResponse, homeOf } from '../../publish/share/rss.ts';
import { siteIn } from '../../story/site.ts';
import { defaultLanguage } from '../../words/language.ts';

export const getStaticPaths = () => [...siteIn(defaultLanguage).charts.keys()].map((id) => ({ params: { id } }));

/** What became of one chart: the editions that changed it, and corrections of its records. For whoever embeds it. */
export function GET(context: APIContext): Promise<Response> {
  const site = siteIn(defaultLanguage);
  const id = context.params['id'] ?? '';
  const home = homeOf(site, context.site);
  return feedResponse(site, home, {
    title: site.messages.text('feed.chart', { headline: site.charts.get(id)?.chart.headline ?? id }),
    description: site.messages.text('feed.chartDescription'),
    path: `charts/${id}.xml`,
    items: chartFeedItems(site, id, home),
  });
}
