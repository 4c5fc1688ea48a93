/**
 * Serves the built site for reading and for the tests. Files, ranges and revalidation are sirv's; what the site asks of every host is ours: the headers and
 * redirects of src/publish/host, a slash after the name of a folder, 404.html for what is missing, a path prefix.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import sirv from 'sirv';
import { headersFor, mediaTypes } from '../src/publish/host/headers.ts';
import { redirects } from '../src/publish/host/redirects.ts';

export interface RunningServer {
  /** Address of the site, with its path prefix and a slash at the end. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

const typeOf = (path: string): string => mediaTypes[extname(path).slice(1)] ?? 'application/octet-stream';

const compressible = /^text\/|\b(?:json|xml|javascript)\b/;

/** Sends text packed with brotli, at the quality that hosts use on the way; `npm run compress` takes its time and packs tighter. */
function sendCompressed(response: ServerResponse, bytes: Buffer): void {
  response.writeHead(200, { 'content-encoding': 'br', vary: 'accept-encoding' });
  response.end(brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }));
}

/** An address as the site sees it; undefined for what is no address. Dots that climb are gone: they end at the root. */
function addressOf({ url }: IncomingMessage): { path: string; search: string } | undefined {
  if (!url?.startsWith('/')) return undefined;
  try {
    const { pathname, search } = new URL(`http://localhost${url}`);
    return { path: decodeURI(pathname), search };
  } catch {
    return undefined;
  }
}

/**
 * Serves a folder on localhost under a path prefix.
 * @param port 0 takes a free one. Rejects when the port is taken.
 * @param compressed packs text with brotli on its way, as hosts do; off by default, so that tests can count plain bytes
 */
export function serveFolder(
  folder: string,
  { port = 0, base = '/', compressed = false }: { port?: number; base?: string; compressed?: boolean } = {},
): Promise<RunningServer> {
  const setHeaders = (response: ServerResponse, path: string): void => {
    const headers = { ...headersFor(path.replace(/^\//, '')), 'content-type': typeOf(path) };
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  };
  // Read anew at each request (`dev`), as a build may be swapped in while the server runs.
  const files = sirv(folder, { dev: true, etag: true, extensions: [], setHeaders });
  const moved = new Map(redirects.map(({ from, to }) => [from, to]));

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const { path: asked = '', search = '' } = addressOf(request) ?? {};
    // Only what is below the prefix: neither `//elsewhere` nor the name of another host gets through.
    const path = asked.startsWith(base) ? asked.slice(base.length) : '/';
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    const folderOf = `${path}/`;
    const redirect = moved.get(path);
    const missing = (): void => {
      setHeaders(response, '404.html');
      const page = join(folder, '404.html');
      response.writeHead(404).end(existsSync(page) ? readFileSync(page) : 'Not found');
    };
    const packed =
      compressed && compressible.test(typeOf(file)) && /\bbr\b/.test(`${request.headers['accept-encoding']}`);

    // Whoever leaves the prefix out, or its last slash. Not for good: at this port another site may be served tomorrow.
    if (base !== '/' && (asked === '/' || `${asked}/` === base))
      response.writeHead(302, { location: base + search }).end();
    else if (path.startsWith('/')) missing();
    else if (redirect !== undefined || (file === path && existsSync(join(folder, folderOf, 'index.html'))))
      response.writeHead(301, { location: encodeURI(base + (redirect ?? folderOf)) + search }).end();
    else if (packed && existsSync(join(folder, file))) {
      setHeaders(response, file);
      sendCompressed(response, readFileSync(join(folder, file)));
    } else {
      request.url = `/${encodeURI(file)}`;
      files(request, response, missing);
    }
  };

  const server = createServer(answer);
  // No connection is closed behind the back of whoever keeps it: a busy machine would ask over one that is gone.
  server.keepAliveTimeout = 0;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', () => {
      const { port: taken } = server.address() as AddressInfo;
      resolve({
        url: `http://localhost:${taken}${base}`,
        // Browsers keep connections open; closing waits for none of them.
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}
