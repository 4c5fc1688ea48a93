/** What comes from others: each package has a reason and a licence that fits, and readers are told what is in the files they get. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { withTable } from '../../scripts/write-dependencies.ts';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly optional?: boolean;
  readonly inBundle?: boolean;
}
const own = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
  'dependencies' | 'devDependencies' | 'optionalDependencies' | 'allowScripts',
  Record<string, string>
>;
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  lockfileVersion: number;
  packages: Record<string, Locked>;
};
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
const direct = { ...own.dependencies, ...own.devDependencies, ...own.optionalDependencies };

/** Terms under which a package may be used here: all let it be used and passed on, with its notice. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);
/** Not on the list, and why they may stay. */
const exceptions: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  {
    pattern: /^@img\/sharp-/,
    reason: 'an optional part of Astro for photographs, of which there are none: nothing of it runs or ships (LGPL)',
  },
];

const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const fits = (licence: string): boolean => {
  const plain = licence.replace(/^\((.*)\)$/, '$1');
  return plain.includes(' OR ')
    ? plain.split(' OR ').some(fits)
    : plain.split(' AND ').every((part) => allowed.has(part));
};

describe('packages', () => {
  test('that we name ourselves are exact in version and as locked', () => {
    for (const [name, version] of Object.entries(direct)) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });

  test('have ours under the version of the last edition', () => {
    const last = Object.keys(JSON.parse(readFileSync('src/publish/edition/frozen-editions.json', 'utf8')) as object).at(
      -1,
    );
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect([version, lock.packages['']?.version]).toEqual([last, last]);
  });

  test('all come from the registry with their sums', () => {
    expect(lock.lockfileVersion).toBe(3);
    expect(packages.length).toBeGreaterThan(300);
    for (const [path, { resolved, integrity, inBundle }] of packages) {
      // Without an address it is the registry that npm is set to; never a git repository, a file or another host.
      expect(resolved ?? 'https://registry.npmjs.org/', path).toMatch(/^https:\/\/registry\.npmjs\.org\//);
      if (!inBundle) expect(integrity, path).toMatch(/^sha512-/);
    }
  });

  test('all have licences on the list, or a reason', () => {
    const wrong = packages.filter(
      ([path, { license }]) =>
        !fits(license ?? 'none') && !exceptions.some(({ pattern }) => pattern.test(nameOf(path))),
    );
    expect(wrong.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
    for (const { pattern } of exceptions) expect(packages.some(([path]) => pattern.test(nameOf(path)))).toBe(true);
  });

  test('that are installed have the licences that the lock file says', () => {
    for (const name of Object.keys(own.dependencies)) {
      const installed = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as {
        license: string;
        version: string;
      };
      expect(installed.license, name).toBe(lock.packages[`node_modules/${name}`]?.license);
      expect(installed.version, name).toBe(direct[name]);
    }
  });

  test('run no script when they are installed, but those that are allowed to', () => {
    const scripts = packages
      .filter(([, { hasInstallScript, optional }]) => hasInstallScript && !optional)
      .map(([path]) => nameOf(path));
    expect(scripts.filter((name) => !(name in own.allowScripts))).toEqual([]);
  });

  test('each have a reason, and their table is as it would be written now (npm run packages)', () => {
    const document = readFileSync('docs/dependencies.md', 'utf8');
    expect(withTable(document)).toBe(document);
    expect(() => withTable(document.replace(/^\| `zod` .*\n/m, ''))).toThrow(/^zod has no reason: add the row/);
  });
});

describe('what readers get from others', () => {
  const notices = readFileSync('public/third-party.txt', 'utf8');

  test('is named with its terms: every credit of the edition, and the fonts', () => {
    const { credits } = JSON.parse(readFileSync('data/edition.json', 'utf8')) as {
      credits: { who: string; licence: string; url: string }[];
    };
    for (const { who, licence, url } of credits)
      for (const part of [who, licence, url]) expect(notices).toContain(part);
    for (const font of ['Source Serif 4', 'Source Sans 3', 'fonts/OFL.txt']) expect(notices).toContain(font);
    expect(existsSync('public/fonts/OFL.txt')).toBe(true);
  });

  test('names every package that a script for browsers has inside', () => {
    const scripts = ['embed-frame.ts', 'embed-host.ts', 'reader.ts', 'search.ts'].filter((name) =>
      existsSync(`src/browser/${name}`),
    );
    expect(scripts.length).toBeGreaterThan(1);
    for (const name of scripts)
      for (const match of readFileSync(`src/browser/${name}`, 'utf8').matchAll(/from ['"]([^.'"][^'"]*)['"]/g))
        expect(notices, `src/browser/${name}`).toContain(match[1]);
  });
});
