import rss from '@astrojs/rss';
import type { APIContext } from 'astro';
import { correctionItems } from '../story/corrections.ts';
import { html } from '../story/html.ts';
import { siteIn } from '../story/site.ts';
import { defaultLanguage } from '../words/language.ts';

/** The feed of corrections, newest first. Dates are those of the corrections: no date of the build. */
export function GET(context: APIContext): Promise<Response> {
  const site = siteIn(defaultLanguage);
  const { messages, base } = site;
  if (!context.site) throw new Error('SITE_URL is not set: see astro.config.mjs');
  const home = new URL(base, context.site);
  return rss({
    title: messages.text('corrections.feedTitle'),
    description: messages.text('corrections.description'),
    site: home,
    customData: '<language>en</language>',
    items: correctionItems(site).map((item) => ({
      title: item.summary,
      // Readers of feeds take a description for HTML.
      description: html`${item.text} ${item.noticed}`.toString(),
      link: new URL(`corrections/#${item.id}`, home).href,
      pubDate: new Date(`${item.date}T00:00:00Z`),
    })),
  });
}
