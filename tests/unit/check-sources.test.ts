/** The check of the sources, against a server of our own: what it says of each answer, and that it keeps its manners. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkAddresses, report } from '../../scripts/check-sources.ts';

const asked: { method: string; path: string; start: number; end: number }[] = [];
const server = createServer((request, response) => {
  const path = request.url ?? '';
  const entry = { method: request.method ?? '', path, start: performance.now(), end: Number.POSITIVE_INFINITY };
  asked.push(entry);
  response.on('close', () => {
    entry.end = performance.now();
  });
  if (path === '/hangs') return;
  if (path === '/cut') request.socket.destroy();
  else if (path === '/moved') response.writeHead(301, { location: '/page' }).end();
  else if (path === '/slash') response.writeHead(301, { location: '/slash/' }).end();
  else if (path === '/circle') response.writeHead(302, { location: '/circle' }).end();
  else if (path === '/no-head') response.writeHead(request.method === 'HEAD' ? 405 : 200).end();
  else if (path === '/gone') response.writeHead(410).end();
  else if (path === '/refused') response.writeHead(403).end();
  else if (path === '/broken') response.writeHead(500).end();
  else setTimeout(() => response.writeHead(path === '/missing' ? 404 : 200).end('x'.repeat(1000)), 20);
});
let port = 0;
beforeAll(() =>
  new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready())).then(() => {
    port = (server.address() as AddressInfo).port;
  }),
);
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('says of each answer what it means, in the order of the addresses', async () => {
  const paths = ['page', 'moved', 'slash', 'missing', 'gone', 'refused', 'no-head', 'broken', 'circle', 'cut'];
  const page = (path: string) => ({ id: path, url: `http://127.0.0.1:${port}/${path}` });
  // What answers has all the time that a busy machine may need; what does not is given up soon.
  const checked = [
    ...(await checkAddresses(paths.map(page), { timeout: 60_000, pause: 1 })),
    ...(await checkAddresses([page('hangs'), { id: 'no-host', url: 'http://nowhere.invalid/' }], {
      timeout: 300,
      pause: 1,
    })),
  ];
  expect(checked.map((row) => [row.id, row.outcome])).toEqual([
    ['page', 'opens'],
    ['moved', 'moved'],
    ['slash', 'opens'],
    ['missing', 'gone'],
    ['gone', 'gone'],
    ['refused', 'refused'],
    ['no-head', 'opens'],
    ['broken', 'failed'],
    ['circle', 'failed'],
    ['cut', 'failed'],
    ['hangs', 'failed'],
    ['no-host', 'failed'],
  ]);
  expect(checked[1]?.leadsTo).toBe(`http://127.0.0.1:${port}/page`);
  const text = report(checked);
  expect(text).toContain('# 12 sources');
  expect(text).toMatch(/## Gone.*\(2\)\n\n- `missing` 404: </);
  expect(text).toMatch(/- `hangs` TimeoutError: </);
});

test('asks with HEAD alone where that is answered, one at a time and with a pause for a host', async () => {
  asked.length = 0;
  await checkAddresses(
    ['a', 'b', 'c', 'd'].map((path) => ({ id: path, url: `http://127.0.0.1:${port}/${path}` })),
    { timeout: 5_000, pause: 60 },
  );
  expect(asked.map((entry) => `${entry.method} ${entry.path}`)).toEqual(['HEAD /a', 'HEAD /b', 'HEAD /c', 'HEAD /d']);
  for (const [index, entry] of asked.entries())
    if (index > 0) expect(entry.start - (asked[index - 1]?.start ?? 0)).toBeGreaterThan(70);
});
