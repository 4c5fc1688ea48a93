import type { APIContext } from 'astro';
import { basePath } from '../story/site.ts';

/** Everybody may read everything. Robots look for it at the root of a host only: under a path prefix it is of no use, and does no harm. */
export const GET = ({ site }: APIContext): Response =>
  new Response(`User-agent: *\nAllow: /\n\nSitemap: ${new URL(`${basePath()}sitemap-index.xml`, site).href}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
