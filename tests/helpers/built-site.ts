import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The folder that the tests of the built site read: made by `npm test`, or `dist` after `npm run build`. */
export const builtFolder = process.env['BUILT_SITE'] ?? 'dist';

/** All files of a folder, relative paths, sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** Paths of all pages of the built site, as they are asked for: `` for the front page, `italy/`, `404.html`. */
export const pagePaths = (folder = builtFolder): string[] =>
  filesIn(folder)
    .filter((file) => file.endsWith('.html'))
    .map((file) => file.replace(/(^|\/)index\.html$/, '$1'));

export const readPage = (path: string, folder = builtFolder): string => readFileSync(join(folder, path === '' || path.endsWith('/') ? `${path}index.html` : path), 'utf8');
