import type { APIContext } from 'astro';
import { frozenVersions } from '../../../publish/edition/on-disk.ts';
import { frozenEmbeds, frozenOembedJson } from '../../../publish/embed/oembed.ts';
import { siteIn } from '../../../story/site.ts';
import { defaultLanguage } from '../../../words/language.ts';

export const getStaticPaths = () =>
  frozenVersions().flatMap((version) => frozenEmbeds(version).map((id) => ({ params: { version, id } })));

export function GET(context: APIContext): Response {
  const { version = '', id = '' } = context.params;
  const site = siteIn(defaultLanguage);
  return new Response(frozenOembedJson(site, version, id, new URL(site.base, context.site)), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}
