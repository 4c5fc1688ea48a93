import source from '../browser/embed-frame.ts?raw';
import { browserScript } from '../publish/browser-script.ts';

export const GET = (): Response => new Response(browserScript(source, 'embed-frame.ts'), { headers: { 'content-type': 'text/javascript; charset=utf-8' } });
