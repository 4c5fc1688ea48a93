import type { APIContext } from 'astro';
import { shareCards, sharePng } from '../../publish/share/cards.ts';
import { rootSite } from '../../story/site.ts';

export const getStaticPaths = () => [...shareCards(rootSite()).keys()].map((name) => ({ params: { name } }));

export async function GET({ params }: APIContext): Promise<Response> {
  const bytes = await sharePng(rootSite(), params['name'] ?? '');
  return new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { 'content-type': 'image/png' } });
}
