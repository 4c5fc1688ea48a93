/** The last hand on every page, in dev and in the build: addresses that moved still lead somewhere (src/story/aliases.ts). */
import { defineMiddleware } from 'astro:middleware';
import { aliasesIn, withAliases } from '../story/aliases.ts';
import { siteIn } from '../story/site.ts';

export const onRequest = defineMiddleware(async (context, next) => {
  const response = await next();
  const aliases = aliasesIn('en');
  const { base, messages } = siteIn('en');
  const path = context.url.pathname.slice(base.length);
  if (
    !response.headers.get('content-type')?.startsWith('text/html') ||
    !aliases.some((alias) => alias.from.page === path)
  )
    return response;
  const page = withAliases(await response.text(), path, aliases, {
    base,
    title: messages.text('moved.here'),
    passage: (id, address) => messages.text('moved.passage', { id, address }),
  });
  return new Response(page, { status: response.status, headers: response.headers });
});
