import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { frozenVersions } from '../../src/publish/editions-on-disk.ts';
import { changeLog, freezeEmbed, freezeLine, frozenFiles, frozenHome, neededStep, sha256, versionFits } from '../../src/publish/freeze.ts';
import { frozenLine } from '../../src/publish/frozen-edition.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('frozen editions', () => {
  const versions = frozenVersions();
  const register = existsSync('tests/frozen-editions.json') ? (JSON.parse(readFileSync('tests/frozen-editions.json', 'utf8')) as Record<string, string>) : {};

  test('are all in the register, and the register names no other', () => {
    expect(Object.keys(register).sort()).toEqual([...versions].sort());
  });

  // Holds every byte: the register holds the sums, the sums hold the files.
  test('never change: every file is there with the bytes it was frozen with, and no other file', () => {
    for (const version of versions) {
      const folder = join('public/v', version);
      const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8');
      expect(sha256(bytes(sums)), `${folder}/SHA256SUMS`).toBe(register[version]);
      const listed = new Map(
        sums
          .trimEnd()
          .split('\n')
          .map((line) => [line.slice(66), line.slice(0, 64)] as const),
      );
      const found = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
      expect(found.filter((file) => file !== 'SHA256SUMS' && file !== 'manifest.json').sort()).toEqual([...listed.keys()].sort());
      for (const [file, sum] of listed) expect(sha256(new Uint8Array(readFileSync(join(folder, file)))), `${folder}/${file}`).toBe(sum);
      const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { version: string; files: { path: string; sha256: string }[] };
      expect(manifest.version).toBe(version);
      expect(new Map(manifest.files.map((file) => [file.path, file.sha256]))).toEqual(listed);
    }
  });
});

describe('what is frozen', () => {
  const built = [
    { path: 'index.html', bytes: bytes('front') },
    { path: 'data/claims.json', bytes: bytes('{}') },
    { path: 'data/110-abroad-1.0.0.zip', bytes: bytes('zip') },
    { path: 'data/index.html', bytes: bytes('page') },
    { path: 'charts/a.svg', bytes: bytes('<svg/>') },
    { path: 'charts/a@2x.png', bytes: bytes('png') },
    {
      path: 'embed/a/index.html',
      bytes: bytes(`<link rel="canonical" href="${frozenHome}charts/a/"><a href="${frozenHome}charts/#chart-a">x</a><script src="/embed-frame.js"></script>`),
    },
    { path: 'embed-frame.js', bytes: bytes('x') },
    { path: 'oembed/a.json', bytes: bytes(JSON.stringify({ html: `<iframe src="${frozenHome}embed/a/" title="A" height="300"></iframe>` })) },
  ];

  test('is the data, the files of the charts and the embeds, with a change log, a manifest and sums', () => {
    const files = frozenFiles(built, { version: '1.0.0', date: '2026-11-23' }, 'log');
    expect(files.map((file) => file.path)).toEqual([
      'CHANGES.md',
      'charts/a.svg',
      'data/claims.json',
      'embed-frame.js',
      'embed/a/index.html',
      'embed/a/line.html',
      'manifest.json',
      'SHA256SUMS',
    ]);
  });

  test('has no address of a host: links lead back relative to the edition', () => {
    const embed = freezeEmbed(new TextDecoder().decode(built[6]?.bytes));
    expect(embed).toBe('<a href="../../../../charts/#chart-a">x</a><script src="../../embed-frame.js"></script>');
  });

  test('keeps the line of each embed with its heights, for whatever address the site has by then', () => {
    const folder = mkdtempSync(join(tmpdir(), 'frozen-'));
    mkdirSync(join(folder, '1.0.0/embed/a'), { recursive: true });
    writeFileSync(join(folder, '1.0.0/embed/a/line.html'), freezeLine(new TextDecoder().decode(built.at(-1)?.bytes), 'a'));
    expect(frozenLine('1.0.0', 'a', new URL('https://news.example/x/'), folder)).toBe('<iframe src="https://news.example/x/v/1.0.0/embed/a/" title="A" height="300"></iframe>');
    expect(frozenLine('1.0.0', 'b', new URL('https://news.example/'), folder)).toBeUndefined();
    expect(() => freezeLine(JSON.stringify({ html: '<iframe src="https://other.example/">' }), 'a')).toThrow(/oembed\/a\.json/);
    rmSync(folder, { recursive: true });
  });

  test('is refused when a file still names the host it was built for', () => {
    expect(() => frozenFiles([{ path: 'charts/a.svg', bytes: bytes(`<a href="${frozenHome}">`) }], { version: '1.0.0', date: '2026' }, '')).toThrow(/charts\/a\.svg/);
  });
});

describe('the version', () => {
  const nothing = { added: [], changed: [] };
  const added = { added: [{ table: 'claims' as const, row: 'x' }], changed: [] };
  const changed = { added: [], changed: [{ table: 'claims' as const, row: 'x', column: 'value', oldValue: 1, newValue: 2 }] };

  test('takes a major step for columns, a minor for rows added, a patch for values changed', () => {
    expect(neededStep(nothing, true)).toBe('major');
    expect(neededStep(added, false)).toBe('minor');
    expect(neededStep(changed, false)).toBe('patch');
    expect(neededStep(nothing, false)).toBe('none');
  });

  test.each([
    ['1.0.0', '1.0.1', 'patch', true],
    ['1.0.0', '1.0.1', 'minor', false],
    ['1.0.0', '1.1.0', 'patch', true],
    ['1.2.0', '1.1.0', 'patch', false],
    ['1.0.0', '2.0.0', 'major', true],
    ['1.0.0', '1.0.0', 'none', false],
  ] as const)('from %s to %s for a %s change is %s', (from, to, step, fits) => {
    expect(versionFits(from, to, step)).toBe(fits);
  });

  test('comes with a log that names what was added, changed and removed', () => {
    const log = changeLog('1.0.1', '2026-12-01', {
      version: '1.0.0',
      difference: { added: added.added, changed: [...changed.changed, { table: 'claims', row: 'y', column: '*', oldValue: {}, newValue: null }] },
    });
    expect(log).toContain('claims: x, value: 1 is now 2');
    expect(log).toContain('claims: y was removed');
    expect(changeLog('1.0.0', '2026-11-23', undefined)).toContain('The first edition.');
  });
});
