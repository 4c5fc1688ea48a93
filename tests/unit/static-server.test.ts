/** The local server, asked by hand: what browsers never send must not stop it or lead anybody away. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, serveFolder } from '../../scripts/static-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'served-'));
const write = (path: string, text: string): void => {
  mkdirSync(join(folder, 'site', path, '..'), { recursive: true });
  writeFileSync(join(folder, 'site', path), text);
};
write('index.html', 'front');
write('scale/index.html', 'scale');
write('警/index.html', 'Chinese');
write('feed.xml', '<feed/>');
write('404.html', 'missing');
write('.well-known/security.txt', 'Contact');
write('data/a.csv', '0123456789');
writeFileSync(join(folder, 'secret.txt'), 'secret');

let servers: Record<'root' | 'prefixed', RunningServer>;
beforeAll(async () => {
  const site = join(folder, 'site');
  servers = {
    root: await serveFolder(site),
    prefixed: await serveFolder(site, { base: '/110-abroad/', compressed: true }),
  };
});
afterAll(async () => {
  await Promise.all([servers.root.close(), servers.prefixed.close()]);
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly body: string;
}

/** Asks for exactly these bytes: `fetch` would tidy the address first. */
const ask = (address: string, at: 'root' | 'prefixed' = 'root'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(servers[at].url);
    const socket = connect(Number(port), 'localhost', () => {
      socket.write(`GET ${address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    });
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes;
    });
    socket.on('error', reject);
    socket.on('close', () =>
      resolve({
        status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]),
        location: /^location: (.*)\r$/im.exec(text)?.[1],
        body: text.slice(text.indexOf('\r\n\r\n') + 4),
      }),
    );
  });

describe('the local server', () => {
  test.each([
    ['/', 'front'],
    ['/scale/', 'scale'],
    ['/scale/?q=1', 'scale'],
    ['/scale/index.html', 'scale'],
    ['/%E8%AD%A6/', 'Chinese'],
    ['/.well-known/security.txt', 'Contact'],
  ])('answers %s', async (address, body) => {
    expect(await ask(address)).toMatchObject({ status: 200, body: expect.stringContaining(body) });
  });

  test.each([
    ['/scale', '/scale/'],
    ['/scale?q=a%20b&c', '/scale/?q=a%20b&c'],
    ['/%E8%AD%A6', '/%E8%AD%A6/'],
    ['/rss.xml?from=mail', '/feed.xml?from=mail'],
  ])('leads %s to %s, with its query', async (address, location) => {
    expect(await ask(address)).toMatchObject({ status: 301, location });
  });

  test.each([
    '//scale',
    '//example.org/scale',
    '/%E8%AD%A6/..%2Fscale',
    '/..%2Fsecret.txt',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..\\secret.txt',
    '/scale%00',
    '/constructor',
    '/404',
  ])('has nothing at %s, leads nowhere and lives on', async (address) => {
    expect(await ask(address)).toMatchObject({
      status: 404,
      location: undefined,
      body: expect.stringContaining('missing'),
    });
    expect((await ask('/')).status).toBe(200);
  });

  test.each(['/%', '/%E0%A4%A', 'http://example.org/scale', '*'])('survives the address %s', async (address) => {
    expect((await ask(address)).status).toBeGreaterThanOrEqual(400);
    expect((await ask('/')).status).toBe(200);
  });

  test.each(['/', '/110-abroad'])('leads %s to its prefix, for now and not for good', async (address) => {
    expect(await ask(address, 'prefixed')).toMatchObject({ status: 302, location: '/110-abroad/' });
    expect(await ask(`${address}?q=1`, 'prefixed')).toMatchObject({ location: '/110-abroad/?q=1' });
  });

  test('keeps to its prefix', async () => {
    expect(await ask('/110-abroad/', 'prefixed')).toMatchObject({ status: 200 });
    expect(await ask('/110-abroad/scale?q', 'prefixed')).toMatchObject({
      status: 301,
      location: '/110-abroad/scale/?q',
    });
    expect(await ask('/110-abroad//scale', 'prefixed')).toMatchObject({ status: 404 });
    expect(await ask('/scale/', 'prefixed')).toMatchObject({ status: 404 });
  });

  test('sends the headers of hosts, with pages and with what is missing, and packs text when asked to', async () => {
    for (const path of ['scale/', 'nothing/']) {
      const { headers } = await fetch(servers.root.url + path);
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
    const packed = await fetch(`${servers.prefixed.url}scale/`, { headers: { 'accept-encoding': 'br' } });
    expect(packed.headers.get('content-encoding')).toBe('br');
    expect(await packed.text()).toBe('scale');
  });

  test('gives a part of a file', async () => {
    const part = await fetch(`${servers.root.url}data/a.csv`, { headers: { range: 'bytes=2-4' } });
    expect([part.status, await part.text()]).toEqual([206, '234']);
  });
});
