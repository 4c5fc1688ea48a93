import { browserScript } from '../publish/page/browser-script.ts';

/** The script of the search page, and of no other page. MiniSearch's licence asks to be named where it is copied. */
export const GET = (): Response =>
  new Response(browserScript('search.ts', '/*! with MiniSearch, (c) Luca Ongaro, MIT */'), {
    headers: { 'content-type': 'text/javascript; charset=utf-8' },
  });
