/** The last hand on every page, in dev and in the build: addresses that moved still lead somewhere (src/story/aliases.ts). */
import { defineMiddleware } from 'astro:middleware';
import { aliasesIn, chartPrefix, notePrefix, placesThatLeft, publishedIds, withAliases } from '../story/aliases.ts';
import { recordName } from '../story/notes.ts';
import { siteIn } from '../story/site.ts';
import { defaultLanguage } from '../words/language.ts';

export const onRequest = defineMiddleware(async (context, next) => {
  const response = await next();
  const site = siteIn(defaultLanguage);
  const { base, messages } = site;
  const path = context.url.pathname.slice(base.length);
  const moved = aliasesIn(defaultLanguage).filter((alias) => alias.from.page === path);
  const published = publishedIds(defaultLanguage).get(path) ?? [];
  if (!response.headers.get('content-type')?.startsWith('text/html') || moved.length + published.length === 0)
    return response;
  const html = await response.text();
  const written = new Set(moved.map((alias) => alias.from.id));
  const left = placesThatLeft(html, path, published).filter((alias) => !written.has(alias.from.id));
  const page = withAliases(html, path, [...moved, ...left], {
    base,
    title: messages.text('moved.here'),
    passage: ({ from, to }) => {
      if (from.id.startsWith(notePrefix))
        return messages.text('moved.note', { record: recordName(from.id.slice(notePrefix.length), site) });
      const chart = from.id.startsWith(chartPrefix) && site.charts.get(from.id.slice(chartPrefix.length))?.chart;
      if (chart) return messages.text('moved.chart', { headline: chart.headline });
      const chapter = `chapterNames.${to.page.replace(/\/$/, '')}`;
      return messages.text('moved.passage', { page: messages.has(chapter) ? messages.text(chapter) : `/${to.page}` });
    },
  });
  return new Response(page, { status: response.status, headers: response.headers });
});
