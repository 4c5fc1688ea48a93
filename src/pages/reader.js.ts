import source from '../browser/reader.ts?raw';
import { browserScript } from '../publish/browser-script.ts';

/** Comfort for readers; no page needs it. */
export const GET = (): Response => new Response(browserScript(source, 'reader.ts'), { headers: { 'content-type': 'text/javascript; charset=utf-8' } });
