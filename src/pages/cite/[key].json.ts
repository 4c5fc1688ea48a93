import type { APIContext } from 'astro';
import { cslJson } from '../../publish/cite/citation.ts';
import { works } from '../../publish/cite/works.ts';
import { siteIn } from '../../story/site.ts';
import { defaultLanguage } from '../../words/language.ts';

export const getStaticPaths = () => [...works(siteIn(defaultLanguage)).keys()].map((key) => ({ params: { key } }));

export function GET({ params, site: address }: APIContext): Response {
  const site = siteIn(defaultLanguage);
  const work = works(site).get(params['key'] ?? '');
  if (!work) return new Response(null, { status: 404 });
  return new Response(cslJson(work(new URL(site.base, address))), {
    headers: { 'content-type': 'application/vnd.citationstyles.csl+json; charset=utf-8' },
  });
}
