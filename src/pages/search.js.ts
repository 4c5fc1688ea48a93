import { bundledScript } from '../publish/browser-script.ts';

/** The script of the search page, and of no other page. */
export const GET = (): Response => new Response(bundledScript('search.ts'), { headers: { 'content-type': 'text/javascript; charset=utf-8' } });
