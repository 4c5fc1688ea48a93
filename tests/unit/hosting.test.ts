/** What hosts are told: one table, and files that agree with it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { commonHeaders, headersFor, kindOf, mediaTypes, pagePolicy } from '../../src/publish/host/headers.ts';
import {
  caddyfile,
  headersRule,
  netlifyHeaders,
  netlifyRedirects,
  nginxConfig,
} from '../../src/publish/host/hosting.ts';
import { buildManifest, differences, fileSums } from '../../src/publish/host/manifest.ts';
import { redirects } from '../../src/publish/host/redirects.ts';
import { securityText } from '../../src/publish/host/security-text.ts';
import { withPolicy } from '../../src/publish/page/finished-page.ts';

const files = [
  'index.html',
  '404.html',
  'italy/index.html',
  'embed/world-map/index.html',
  'embed.js',
  'fonts/a.woff2',
  'offline/site.html',
  'v/1.0.0/embed/world-map/index.html',
  'v/1.0.0/data/claims.csv',
  'v/1.0.0/CHANGES.md',
  'v/1.2.0/CHANGES.md',
  '.well-known/security.txt',
];

/** What a host makes of a `_headers` file for a path: all rules that match, their values joined. */
function asHostReads(text: string, path: string): Record<string, string> {
  const found: Record<string, string> = {};
  let matches = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('#') || line === '') continue;
    if (!line.startsWith(' '))
      matches = new RegExp(`^${line.replaceAll('.', '\\.').replaceAll('*', '.*').replace(':version', '[^/]+')}$`).test(
        path,
      );
    else if (matches) {
      const [name = '', ...value] = line.trim().split(': ');
      found[name] = found[name] === undefined ? value.join(': ') : `${found[name]}, ${value.join(': ')}`;
    }
  }
  return found;
}

describe('headers', () => {
  test('let anybody frame an embed, and nobody the rest', () => {
    for (const path of ['embed/world-map/', 'v/1.0.0/embed/world-map/']) {
      expect(headersFor(path)['Content-Security-Policy']).toContain('frame-ancestors *');
      expect(headersFor(path)).not.toHaveProperty('X-Frame-Options');
    }
    for (const path of [
      '',
      'italy/',
      'charts/world-map/',
      'embed',
      'embedded/',
      'v/1.0.0/data/x/embed/',
      'v/embed/x',
      'charts/embed/',
      '404.html',
      'search/',
      'offline/site.html',
    ]) {
      expect(headersFor(path)['Content-Security-Policy'], path).toContain("frame-ancestors 'none'");
      expect(headersFor(path)['X-Frame-Options'], path).toBe('DENY');
    }
  });

  test('allow no script but files of the site, and nothing from elsewhere', () => {
    for (const path of files) {
      const policy = headersFor(path)['Content-Security-Policy'] ?? '';
      expect(policy).toContain("default-src 'none'; script-src 'self';");
      expect(policy).not.toMatch(/https?:|unsafe-eval|script-src[^;]*unsafe-inline/);
    }
  });

  test('keep for ever what never changes, and nothing else', () => {
    for (const path of ['fonts/a.woff2', 'v/1.0.0/data/claims.csv', 'v/1.0.0/embed/a/', '_astro/a.css'])
      expect(headersFor(path)['Cache-Control'], path).toContain('immutable');
    for (const path of [
      '',
      'italy/',
      'embed/a/',
      'embed.js',
      'data/claims.csv',
      'reader.js',
      'fontsandmore/a',
      'vienna/',
    ])
      expect(headersFor(path)['Cache-Control'], path).toBe('public, max-age=600, stale-while-revalidate=3600');
  });

  test('in _headers say of every file what the table says, each once', () => {
    for (const base of ['/', '/some/prefix/']) {
      const text = netlifyHeaders(files, base);
      for (const file of files) {
        const path = file.replace(/(^|\/)index\.html$/, '$1');
        expect(asHostReads(text, base + path), path).toEqual(headersFor(path));
      }
      expect(asHostReads(text, `${base}no/such/page`)).toEqual(commonHeaders);
    }
  });

  test('in _headers keep within what Cloudflare reads: 100 rules, 2,000 characters a line', () => {
    const many = [
      ...files,
      ...Array.from({ length: 40 }, (_, edition) => [
        `v/1.${edition}.0/data/a.csv`,
        `v/1.${edition}.0/charts/a.svg`,
      ]).flat(),
    ];
    const lines = netlifyHeaders(many, '/').split('\n');
    expect(lines.filter((line) => line.startsWith('/')).length).toBeLessThan(100);
    for (const line of lines) expect(line.length).toBeLessThan(2000);
  });

  test('of a rule that would have to say two things stop the build', () => {
    expect(headersRule('v/1.0.0/embed/a/index.html')).toBe('v/:version/embed/*');
    expect(headersRule('italy/index.html')).toBe('italy/*');
    expect(kindOf('v/1.0.0/embed/a').name).toBe('embeds of frozen editions');
  });

  test('in docs/hosting/ are those of the table (npm run hosting writes them)', () => {
    expect(readFileSync('docs/hosting/nginx.conf', 'utf8')).toBe(nginxConfig('/'));
    expect(readFileSync('docs/hosting/Caddyfile', 'utf8')).toBe(caddyfile('/'));
  });

  test('are all in the files for nginx and Caddy, also under a path prefix', () => {
    for (const base of ['/', '/some/prefix/'])
      for (const config of [nginxConfig(base), caddyfile(base)]) {
        for (const [name, value] of Object.entries(commonHeaders)) expect(config).toContain(`${name} "${value}"`);
        for (const path of files) for (const value of Object.values(headersFor(path))) expect(config).toContain(value);
        for (const ending of Object.keys(mediaTypes)) expect(config).toContain(mediaTypes[ending]);
        for (const { from, to } of redirects) expect(config).toMatch(new RegExp(`${base}${from}[ {].*${base}${to}`));
      }
  });
});

describe('the policy inside a page', () => {
  const page =
    '<!DOCTYPE html><html lang="en"> <head><meta charset="utf-8"><title>A</title><style>a{color:red}</style><style media="print">b{}</style></head><body></body></html>';

  test('names its style elements by their hashes, and stands before them', () => {
    const done = withPolicy(page, 'italy/index.html');
    // printf 'a{color:red}' | openssl dgst -sha256 -binary | base64
    expect(done).toContain(
      `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'self';style-src 'self' 'sha256-6hWWMOcF+mJesSJGYhmK2lkIIEw9Xc5XKGLPVzh8yxs=' `,
    );
    expect(done.match(/'sha256-[A-Za-z0-9+/]{43}='/g)).toHaveLength(2);
    expect(done.indexOf('Content-Security-Policy')).toBeLessThan(done.indexOf('<style'));
  });

  test('says nothing that a browser would not take from a page', () => {
    expect(pagePolicy(['x'])).not.toMatch(/frame-ancestors|report-|sandbox|unsafe/);
  });

  test('is refused a page without a charset, after which it would stand', () => {
    expect(() => withPolicy('<html><head><title>A</title></head></html>', 'a/index.html')).toThrow(
      /a\/index\.html has no <meta charset/,
    );
  });
});

describe('redirects', () => {
  test('lead from addresses of their own to others, in one step', () => {
    const from = redirects.map((redirect) => redirect.from);
    expect(new Set(from).size).toBe(from.length);
    for (const redirect of redirects) {
      expect(from).not.toContain(redirect.to);
      for (const path of Object.values(redirect)) expect(path).toMatch(/^[A-Za-z0-9._/-]+$/);
    }
    expect(netlifyRedirects('/p/').split('\n')).toContain('/p/rss.xml /p/feed.xml 301');
  });
});

describe('security.txt', () => {
  test('has what RFC 9116 asks for: a contact, and one day on which it expires, a year after the edition', () => {
    const text = securityText('https://example.org/', '2026-11-23', undefined);
    expect(text).toMatch(/^Contact: https:\/\/example\.org\/about\/#contact$/m);
    expect(text.match(/^Expires: .*$/gm)).toEqual(['Expires: 2027-11-23T00:00:00Z']);
    expect(text).toMatch(/^Canonical: https:\/\/example\.org\/\.well-known\/security\.txt$/m);
    expect(text).not.toMatch(/@|mailto/);
    expect(securityText('https://example.org/', '2026-11-23', 'mailto:desk@example.org')).toMatch(
      /^Contact: mailto:desk@example\.org$/m,
    );
    expect(securityText('https://example.org/', '2028-02-29', undefined)).toContain('Expires: 2029-03-01T00:00:00Z');
  });
});

describe('the manifest of a build', () => {
  const sums = (files: Readonly<Record<string, string>>) =>
    fileSums(new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])));
  const parts = {
    edition: '1.0.0',
    site: 'https://example.org',
    base: '/',
    inputs: sums({ b: '2', a: '1' }),
    outputs: sums({ 'index.html': 'x', 'build-manifest.json': 'old' }),
  };

  test('is the same for the same files in another order, and another for others', () => {
    const manifest = buildManifest(parts);
    expect(buildManifest({ ...parts, inputs: sums({ a: '1', b: '2' }) })).toEqual(manifest);
    expect(buildManifest({ ...parts, inputs: sums({ a: '1' }) }).inputsSha256).not.toBe(manifest.inputsSha256);
    expect(Object.keys(manifest.outputs)).toEqual(['index.html']);
    expect(manifest.outputs['index.html']).toBe('2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881');
  });

  test('tells what differs, is missing and is too much', () => {
    expect(differences({ a: '1', b: '2', c: '3' }, { a: '1', b: '9', d: '4' })).toEqual([
      'b differs',
      'c is missing',
      'd is not in the manifest',
    ]);
  });
});

describe('workflow files', () => {
  const folder = '.github/workflows';
  const workflows = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yml')) : [];

  test('are there for check, preview and deploy', () =>
    expect(workflows.sort()).toEqual(['check.yml', 'deploy.yml', 'preview.yml', 'sources.yml']));

  test.each(workflows)('%s is YAML, asks for no more rights than it says, and pins each action to a commit', (name) => {
    const text = readFileSync(`${folder}/${name}`, 'utf8');
    const workflow = parse(text) as {
      permissions: Record<string, string>;
      jobs: Record<string, { steps: { uses?: string; run?: string }[] }>;
    };
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const uses = Object.values(workflow.jobs).flatMap((job) => job.steps.flatMap((step) => step.uses ?? []));
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
    // The version that the commit belongs to, for who reads and for tools that raise it.
    for (const line of text.split('\n').filter((line) => line.includes('uses:')))
      expect(line).toMatch(/# v\d+\.\d+\.\d+$/);
    for (const job of Object.values(workflow.jobs))
      for (const step of job.steps) expect(step.run ?? '').not.toMatch(/\$\{\{/);
  });

  test('run scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    for (const name of workflows)
      for (const match of readFileSync(`${folder}/${name}`, 'utf8').matchAll(/npm run ([a-z:]+)/g))
        expect(Object.keys(scripts), name).toContain(match[1]);
  });
});
