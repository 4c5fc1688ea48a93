import { browserScript } from '../publish/page/browser-script.ts';

export const GET = (): Response =>
  new Response(browserScript('embed-frame.ts'), { headers: { 'content-type': 'text/javascript; charset=utf-8' } });
