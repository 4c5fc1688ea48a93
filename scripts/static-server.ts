/**
 * A small static file server for reading the built site and for the tests: folders serve index.html, what is missing serves 404.html, and every answer has
 * the headers that hosts are told to send.
 */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream';
import { constants, createBrotliCompress } from 'node:zlib';
import { headersFor, mediaTypes } from '../src/publish/host/headers.ts';
import { redirects } from '../src/publish/host/redirects.ts';

const typeOf = (file: string): string => mediaTypes[extname(file).slice(1)] ?? 'application/octet-stream';

const compressible = /^text\/|\b(?:json|xml|javascript)\b/;

export interface RunningServer {
  /** Address of the site, with its path prefix and a slash at the end. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** The path that an address asks for, decoded; undefined where it cannot be read. */
function pathOf(address: string): string | undefined {
  try {
    const path = decodeURIComponent(address.split(/[?#]/)[0] ?? '/');
    return path.includes('\0') ? undefined : path;
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
  const server = createServer((request, response) => {
    const path = pathOf(request.url ?? '/');
    if (path === undefined) {
      response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end('Not a path');
      return;
    }
    const inside = path.startsWith(base) ? normalize(path.slice(base.length)) : undefined;
    let file = inside === undefined || inside.startsWith('..') ? undefined : join(folder, inside);
    const moved = redirects.find(({ from }) => path === base + from);
    if (moved) {
      response.writeHead(301, { location: base + moved.to }).end();
      return;
    }
    if (file && existsSync(file) && statSync(file).isDirectory()) {
      if (!path.endsWith('/')) {
        response.writeHead(301, { location: `${path}/` }).end();
        return;
      }
      file = join(file, 'index.html');
    }
    if (!file || !existsSync(file)) {
      const missing = join(folder, '404.html');
      response
        .writeHead(404, { ...headersFor('404.html'), 'content-type': mediaTypes['html'] })
        .end(existsSync(missing) ? readFileSync(missing) : 'Not found');
      return;
    }
    const headers = { ...headersFor(path.slice(base.length)), 'content-type': typeOf(file) };
    if (
      compressed &&
      compressible.test(headers['content-type']) &&
      /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))
    ) {
      response.writeHead(200, { ...headers, 'content-encoding': 'br', vary: 'accept-encoding' });
      // The quality that hosts use on the way; `npm run compress` takes its time and packs tighter.
      pipeline(
        createReadStream(file),
        createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
        response,
        () => {},
      );
      return;
    }
    response.writeHead(200, headers);
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', () => {
      const { port: taken } = server.address() as AddressInfo;
      resolve({
        url: `http://localhost:${taken}${base}`,
        close: () => new Promise((closed) => server.close(() => closed())),
      });
    });
  });
}
