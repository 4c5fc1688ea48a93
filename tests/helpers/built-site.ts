import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parsePage } from './xml.ts';

/** The folder that the tests of the built site read: made by `npm test`, or `dist` after `npm run build`. */
export const builtFolder = process.env['BUILT_SITE'] ?? 'dist';

/** All files of a folder, relative paths, sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/**
 * Paths of all pages of the built site, as they are asked for: `` for the front page, `italy/`, `404.html`.
 * Frozen embeds are left out: their bytes are those of their time (tests/unit/freeze.test.ts), and rules of today may be others.
 */
export const pagePaths = (folder = builtFolder): string[] =>
  filesIn(folder)
    .filter((file) => file.endsWith('.html') && !/^v\/[^/]+\/./.test(file.replace(/index\.html$/, '')))
    // The offline edition is a file to take away, not a page of the site: tests/built/offline.test.ts.
    .filter((file) => file !== 'offline/110-abroad.html')
    .map((file) => file.replace(/(^|\/)index\.html$/, '$1'));

export const readPage = (path: string, folder = builtFolder): string =>
  readFileSync(join(folder, path === '' || path.endsWith('/') ? `${path}index.html` : path), 'utf8');

/** The document of a page. */
export const pageOf = (path: string, folder = builtFolder): Document => parsePage(readPage(path, folder));

/** Pages made by the dozen or hundred from one template. */
const templates = [
  /^claims\/[^/]+\/$/,
  /^charts\/[^/]+\/$/,
  /^countries\/[^/]+\/$/,
  /^sources\/.+\/$/,
  /^teach\/[^/]+\/$/,
  /^teach\/(?!slides)[^/]+\/(?:quiz|answers|worksheet)\/$/,
  /^teach\/slides\/[^/]+\/$/,
];

/**
 * Pages worth a look in a browser: all that are one of a kind, and of each template the shortest, the middle and the longest. What the rest could
 * have of its own is in the tests of the built files, which read every page.
 */
export function browserPages(folder = builtFolder): string[] {
  const all = pagePaths(folder);
  const ofTemplates = templates.flatMap((template) => {
    const bySize = all
      .filter((path) => template.test(path))
      .sort((a, b) => readPage(a, folder).length - readPage(b, folder).length || (a < b ? -1 : 1));
    return [...new Set([bySize[0], bySize[bySize.length >> 1], bySize.at(-1)])].filter((path) => path !== undefined);
  });
  return [...all.filter((path) => !templates.some((template) => template.test(path))), ...ofTemplates];
}
