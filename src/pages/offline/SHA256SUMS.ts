import { offlineSums } from '../../publish/offline/offline.ts';
import { siteIn } from '../../story/site.ts';

export const GET = async (): Promise<Response> =>
  new Response(await offlineSums(siteIn('en')), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
