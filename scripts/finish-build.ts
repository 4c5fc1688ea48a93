/**
 * The last steps of a build, on the files that Astro wrote: each page gets its own security policy, hosts their files, and the whole its manifest.
 * What other steps add to the folder must be there before.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { keepsItsBytes } from '../src/publish/host/fixed-files.ts';
import { pagePolicy } from '../src/publish/host/headers.ts';
import { netlifyHeaders, netlifyRedirects } from '../src/publish/host/hosting.ts';
import { type BuildManifest, buildManifest, manifestPath } from '../src/publish/host/manifest.ts';
import { securityPath, securityText } from '../src/publish/host/security-text.ts';

/** Where the site will be served. */
export interface Address {
  readonly site: string;
  readonly contact?: string | undefined;
  /** Path prefix with a slash at both ends. */
  readonly base: string;
}

/** Files of a folder, relative paths with forward slashes, sorted. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();

const charset = /<meta charset="utf-8"\s*\/?>/i;

/** A page with its policy, which names the style elements of this page by their hashes. It must come before the first of them. */
export function withPolicy(html: string, path: string): string {
  const hashes = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map((match) =>
    createHash('sha256')
      .update(match[1] ?? '')
      .digest('base64'),
  );
  if (!charset.test(html)) throw new Error(`${path} has no <meta charset="utf-8">, after which the policy is put`);
  return html.replace(
    charset,
    (found) => `${found}<meta http-equiv="Content-Security-Policy" content="${pagePolicy([...new Set(hashes)])}">`,
  );
}

/** The offline edition is also opened from disk, and embeds are counted by the byte: the header must do for them. */
const withoutPolicy = (path: string): boolean => keepsItsBytes(path) || path.startsWith('embed/');

/** Folders and files that decide what a build gives. */
const inputs = [
  'astro.config.mjs',
  'content',
  'data',
  'package-lock.json',
  'package.json',
  'public',
  'scripts',
  'src',
  'tsconfig.json',
];

/** Paths of all files that decide what a build gives, sorted. */
export const inputFiles = (): string[] =>
  inputs
    .flatMap((input) =>
      existsSync(input) && !/\.\w+$/.test(input) ? filesBelow(input).map((file) => `${input}/${file}`) : [input],
    )
    .sort();

/** Finishes a built folder in place. */
export function finishBuild(folder: string, { site, base, contact }: Address): BuildManifest {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const home = new URL(base, site).href;
  const edition = JSON.parse(readFileSync(join(folder, 'data/edition.json'), 'utf8')) as {
    version: string;
    date: string;
  };

  write(securityPath, securityText(home, edition.date, contact));
  for (const path of filesBelow(folder))
    if (path.endsWith('.html') && !withoutPolicy(path))
      write(path, withPolicy(readFileSync(join(folder, path), 'utf8'), path));
  write('_headers', netlifyHeaders(filesBelow(folder), base));
  write('_redirects', netlifyRedirects(base));
  const manifest = buildManifest({
    edition: edition.version,
    site,
    base,
    contact,
    inputs: new Map(inputFiles().map((path) => [path, readFileSync(path)])),
    outputs: new Map(filesBelow(folder).map((path) => [path, readFileSync(join(folder, path))])),
  });
  write(manifestPath, `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}
