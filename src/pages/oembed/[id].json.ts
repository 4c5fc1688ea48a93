import type { APIContext } from 'astro';
import { publishedFiles } from '../../publish/download/files.ts';
import { oembedJson, sizeOfPng } from '../../publish/embed/oembed.ts';
import { siteIn } from '../../story/site.ts';
import { defaultLanguage } from '../../words/language.ts';

export const getStaticPaths = () => [...siteIn(defaultLanguage).charts.keys()].map((id) => ({ params: { id } }));

export async function GET(context: APIContext): Promise<Response> {
  const site = siteIn(defaultLanguage);
  const id = context.params['id'] ?? '';
  const picture = await publishedFiles(defaultLanguage).read(`charts/${id}.png`);
  return new Response(oembedJson(site, id, new URL(site.base, context.site), sizeOfPng(picture)), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}
