import { browserScript } from '../publish/page/browser-script.ts';

/** Comfort for readers; no page needs it. */
export const GET = (): Response =>
  new Response(browserScript('reader.ts'), { headers: { 'content-type': 'text/javascript; charset=utf-8' } });
