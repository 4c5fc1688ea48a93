/** A small static file server for reading the built site and for the tests: folders serve index.html, what is missing serves 404.html. */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.geojson': 'application/geo+json; charset=utf-8',
  '.bib': 'application/x-bibtex; charset=utf-8',
  '.ris': 'application/x-research-info-systems; charset=utf-8',
  '.zip': 'application/zip',
  '.md': 'text/markdown; charset=utf-8',
  '.cff': 'text/plain; charset=utf-8',
};

export interface RunningServer {
  /** Address of the site, with its path prefix and a slash at the end. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves a folder on localhost under a path prefix.
 * @param port 0 takes a free one. Rejects when the port is taken.
 */
export function serveFolder(folder: string, { port = 0, base = '/' }: { port?: number; base?: string } = {}): Promise<RunningServer> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '/').split(/[?#]/)[0] ?? '/');
    const inside = path.startsWith(base) ? normalize(path.slice(base.length)) : undefined;
    let file = inside === undefined || inside.startsWith('..') ? undefined : join(folder, inside);
    if (file && existsSync(file) && statSync(file).isDirectory()) {
      if (!path.endsWith('/')) {
        response.writeHead(301, { location: `${path}/` }).end();
        return;
      }
      file = join(file, 'index.html');
    }
    if (!file || !existsSync(file)) {
      const missing = join(folder, '404.html');
      response.writeHead(404, { 'content-type': types['.html'] }).end(existsSync(missing) ? readFileSync(missing) : 'Not found');
      return;
    }
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'x-content-type-options': 'nosniff' });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', () => {
      const { port: taken } = server.address() as AddressInfo;
      resolve({ url: `http://localhost:${taken}${base}`, close: () => new Promise((closed) => server.close(() => closed())) });
    });
  });
}
