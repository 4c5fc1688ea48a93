import { offlineSums } from '../../publish/offline/offline.ts';
import { siteIn } from '../../story/site.ts';
import { defaultLanguage } from '../../words/language.ts';

export const GET = async (): Promise<Response> =>
  new Response(await offlineSums(siteIn(defaultLanguage)), {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
