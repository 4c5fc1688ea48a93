/**
 * The last steps of a build, on the files that Astro wrote: hosts get their files, and the whole its manifest.
 * What other steps add to the folder must be there before.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { netlifyHeaders, netlifyRedirects } from '../src/publish/host/hosting.ts';
import { type BuildManifest, buildManifest, fileSums, manifestPath, type Sums } from '../src/publish/host/manifest.ts';
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

const sumsOf = (paths: readonly string[], folder = '.'): Sums =>
  fileSums(new Map(paths.map((path) => [path, readFileSync(join(folder, path))])));

/** The sums of all files that decide what a build gives. */
export const inputSums = (): Sums => sumsOf(inputFiles());

/**
 * Finishes a built folder in place.
 * @param inputs what it was built from
 */
export function finishBuild(folder: string, { site, base, contact }: Address, inputs: Sums): BuildManifest {
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
  write('_headers', netlifyHeaders(filesBelow(folder), base));
  write('_redirects', netlifyRedirects(base));
  const manifest = buildManifest({
    edition: edition.version,
    site,
    base,
    contact,
    inputs,
    outputs: sumsOf(filesBelow(folder), folder),
  });
  write(manifestPath, `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}
