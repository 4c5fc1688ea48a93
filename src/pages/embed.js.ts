import { browserScript } from '../publish/page/browser-script.ts';

/** For pages of others that want frames to fit to the pixel everywhere. Its address is a promise: docs/embedding.md. */
export const GET = (): Response =>
  new Response(browserScript('embed-host.ts'), { headers: { 'content-type': 'text/javascript; charset=utf-8' } });
