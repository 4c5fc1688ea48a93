import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { swappedFolder } from '../../scripts/swapped-folder.ts';
import { readSettings, SettingsError } from '../../src/publish/host/settings.ts';

/** The sentences that refuse an environment. */
function refused(env: Record<string, string>): readonly string[] {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    return error instanceof SettingsError ? error.sentences : [String(error)];
  }
}

describe('settings', () => {
  test('have defaults, and a variable that is empty counts as unset', () => {
    const defaults = {
      site: 'http://localhost:4321',
      base: '/',
      port: 4321,
      contact: undefined,
      outDir: './dist',
      freezing: false,
    };
    expect(readSettings({})).toEqual(defaults);
    expect(readSettings({ SITE_URL: '', BASE_PATH: ' ', PORT: '', CONTACT_URL: '' })).toEqual(defaults);
  });

  test('say where the site is: canonical addresses of a local build have its port', () => {
    expect(readSettings({ PORT: '8080' }).site).toBe('http://localhost:8080');
    expect(readSettings({ PORT: '8080', SITE_URL: 'https://example.org/' }).site).toBe('https://example.org');
    expect(readSettings({ SITE_URL: 'https://bücher.example' }).site).toBe('https://xn--bcher-kva.example');
  });

  test.each([
    ['/', '/'],
    ['110-abroad', '/110-abroad/'],
    ['/a/b.c/', '/a/b.c/'],
    ['//a//b', '/a/b/'],
  ])('take the path prefix %s as %s', (given, base) => {
    expect(readSettings({ BASE_PATH: given }).base).toBe(base);
  });

  test.each([
    [
      { SITE_URL: 'https://example.org/110-abroad/' },
      /has a path: write SITE_URL=https:\/\/example\.org and BASE_PATH=\/110-abroad\/$/,
    ],
    [
      { SITE_URL: 'example.org' },
      /does not begin with https:\/\/ or http:\/\/: write SITE_URL=https:\/\/example\.org$/,
    ],
    [{ SITE_URL: 'localhost:8080' }, /write SITE_URL=https:\/\/localhost:8080$/],
    [{ SITE_URL: 'ftp://example.org' }, /write SITE_URL=https:\/\/example\.org$/],
    [{ SITE_URL: 'https://' }, /^SITE_URL is "https:\/\/", which is not an address/],
    [{ SITE_URL: 'https://example.org/?a=1' }, /more than a host/],
    [{ SITE_URL: 'https://me:secret@example.org' }, /user name/],
    [{ BASE_PATH: '/ünï côde/' }, /^BASE_PATH is "\/ünï côde\/", in which "ünï côde" cannot be part/],
    [{ BASE_PATH: '/a/../b/' }, /"\.\."/],
    [{ BASE_PATH: '/Ab/' }, /"Ab" cannot be part of a path prefix: write letters a to z/],
    [{ BASE_PATH: '/a%20b/' }, /"a%20b"/],
    [{ BASE_PATH: '/a?b' }, /"a\?b"/],
    [{ BASE_PATH: 'https://example.org/x/' }, /is an address: write its path alone/],
    [{ PORT: '0' }, /^PORT is "0", which is not a port/],
    [{ PORT: '70000' }, /not a port/],
    [{ PORT: '80a' }, /not a port/],
    [{ CONTACT_URL: 'somebody@example.org' }, /^CONTACT_URL is .* mailto:/],
    [{ CONTACT_URL: 'javascript:alert(1)' }, /^CONTACT_URL/],
  ])('refuse %o in one sentence that names the variable', (env, sentence) => {
    const sentences = refused(env);
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toMatch(sentence);
  });

  test('are refused all at once', () => {
    expect(refused({ SITE_URL: 'x', BASE_PATH: '/ü/', PORT: '-1', CONTACT_URL: '?' })).toHaveLength(4);
  });
});

describe('a command with a setting that cannot be used ends with its sentence, before any work', () => {
  const run = (script: string, env: Record<string, string>, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
    return { status, output: stdout + stderr };
  };

  test('npm run build', () => {
    expect(run('scripts/build.ts', { SITE_URL: 'example.org' }, '.cache/never-built')).toEqual({
      status: 2,
      output:
        'SITE_URL is "example.org", which does not begin with https:// or http://: write SITE_URL=https://example.org\n',
    });
    expect(existsSync('.cache/never-built')).toBe(false);
  });

  test('npm start, where its port is taken', async () => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, 'localhost', listening));
    const { port } = other.address() as AddressInfo;
    const { status, output } = run('scripts/serve.ts', { PORT: String(port) });
    other.close();
    expect(status).toBe(2);
    expect(output).toBe(
      `PORT is ${port}, which another program uses: stop that program, or choose another port: PORT=${port + 1} npm start\n`,
    );
  });
});

describe('the folder that a build swaps', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'swap-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const built = (name: string) => {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'index.html'), 'old');
  };

  test('is replaced whole', () => {
    built('dist');
    const { fresh, swap } = swappedFolder(join(folder, 'dist'));
    mkdirSync(fresh);
    writeFileSync(join(fresh, 'new.html'), 'new');
    swap();
    expect(readdirSync(folder)).toEqual(['dist']);
    expect(readdirSync(join(folder, 'dist'))).toEqual(['new.html']);
  });

  test('is where a link leads, and the link stays', () => {
    built('www');
    symlinkSync('www', join(folder, 'dist'));
    const { target, fresh, swap } = swappedFolder(join(folder, 'dist'));
    expect(target).toBe(join(folder, 'www'));
    mkdirSync(fresh);
    swap();
    expect(readdirSync(folder).sort()).toEqual(['dist', 'www']);
    expect(readdirSync(join(folder, 'dist'))).toEqual([]);
  });

  test.each([
    ['a link that leads nowhere', () => symlinkSync('gone', join(folder, 'dist')), /leads nowhere/],
    ['a file', () => writeFileSync(join(folder, 'dist'), ''), /is a file/],
    [
      'a folder that no build made',
      () => {
        mkdirSync(join(folder, 'dist'));
        writeFileSync(join(folder, 'dist/thesis.txt'), 'years of work');
      },
      /holds something else/,
    ],
  ])('is refused where it is %s', (_, make, sentence) => {
    make();
    expect(() => swappedFolder(join(folder, 'dist'))).toThrow(sentence);
  });

  test('is never the project itself, nor a folder on a mount of its own', () => {
    expect(() => swappedFolder('.')).toThrow(/holds something else/);
    expect(() => swappedFolder('src')).toThrow(/holds something else/);
    if (existsSync('/proc/self')) expect(() => swappedFolder('/proc')).toThrow(/\/proc is a mount/);
  });
});
