/** Pages of somebody else: a server on another port that serves what a test gives it, and the snippets that people paste. */

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { builtFolder, filesIn } from './built-site.ts';

export interface HostServer {
  /** Address with a slash at the end. Another origin than the site's, by host and by port. */
  readonly url: string;
  /** Serves this HTML at a new address and returns it. */
  readonly page: (html: string) => string;
  readonly close: () => Promise<void>;
}

export function serveHost(): Promise<HostServer> {
  const pages: string[] = [];
  const server = createServer((request, response) => {
    const html = pages[Number((request.url ?? '').slice(1))];
    response.writeHead(html === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(html ?? '');
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      resolve({
        url,
        page: (html) => `${url}${pages.push(html) - 1}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}

/** Ids of all charts that can be embedded. */
export const embedIds = (folder = builtFolder): string[] =>
  filesIn(join(folder, 'embed')).map((file) => file.replace(/\/index\.html$/, ''));

export interface OembedAnswer {
  readonly version: string;
  readonly type: string;
  readonly title: string;
  readonly provider_name: string;
  readonly provider_url: string;
  readonly html: string;
  readonly width: number;
  readonly height: number;
  readonly cache_age: number;
  readonly thumbnail_url?: string;
  readonly thumbnail_width?: number;
  readonly thumbnail_height?: number;
}

export const oembedOf = (id: string, folder = builtFolder): OembedAnswer =>
  JSON.parse(readFileSync(join(folder, 'oembed', `${id}.json`), 'utf8')) as OembedAnswer;

/** The line to paste, leading to a running copy of the site instead of its address. */
export function snippetFor(id: string, site: string, theme: 'auto' | 'light' | 'dark' = 'auto'): string {
  const answer = oembedOf(id);
  const html = answer.html.replaceAll(answer.provider_url, site);
  if (theme === 'auto') return html;
  return html
    .replace(/(src="[^"]*)"/, `$1#${theme}"`)
    .replace(/(style="[^"]*frame-sizing:[^"]*)"/, `$1;color-scheme:${theme}"`);
}

/** The same line as a browser reads it that does not size frames by itself. */
export const withoutFrameSizing = (snippet: string): string =>
  snippet.replaceAll('frame-sizing:content-height', 'frame-sizing:unknown');

/** A plain page of a newspaper with columns of these widths, each holding the HTML given. */
export const columns = (widths: readonly number[], inside: string, style = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,"><style>body{margin:0;font:16px serif}${style}</style></head><body><h1>Host</h1>${widths.map((width) => `<div class="column" style="width:${width}px">${inside}</div>`).join('')}<p>After</p></body></html>`;
