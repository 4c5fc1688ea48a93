import type { APIContext } from 'astro';
import { shareCards, sharePng } from '../../publish/share/cards.ts';
import { siteIn } from '../../story/site.ts';
import { defaultLanguage } from '../../words/language.ts';

export const getStaticPaths = () =>
  [...shareCards(siteIn(defaultLanguage)).keys()].map((name) => ({ params: { name } }));

export async function GET({ params }: APIContext): Promise<Response> {
  const bytes = await sharePng(siteIn(defaultLanguage), params['name'] ?? '');
  return new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { 'content-type': 'image/png' } });
}
