/** What the page about the data shows of files: every published one with its size and sum. */
import type { Site } from '../../story/site.ts';
import { downloadWords } from '../page/words.ts';
import { sha256 } from './archive.ts';
import { publishedFiles } from './files.ts';

export interface ListedFile {
  /** Path below the site's root. */
  readonly path: string;
  readonly name: string;
  readonly size: string;
  readonly sha256: string;
}

/** A size as people read it, in decimal units. */
export function fileSize(bytes: number, site: Site): string {
  const words = downloadWords(site.language);
  if (bytes < 1000) return words.text('page.bytes', { count: bytes });
  if (bytes < 999_500) return words.text('page.kilobytes', { size: site.format.number(Math.round(bytes / 1000)) });
  return words.text('page.megabytes', { size: site.format.number(Math.round(bytes / 100_000) / 10) });
}

/** All files, by path. Sums are of the bytes as they are served. */
export async function fileList(site: Site): Promise<ReadonlyMap<string, ListedFile>> {
  const { paths, read } = publishedFiles(site.language);
  const list = new Map<string, ListedFile>();
  for (const path of paths) {
    const bytes = await read(path);
    list.set(path, {
      path,
      name: path.slice(path.lastIndexOf('/') + 1),
      size: fileSize(bytes.length, site),
      sha256: sha256(bytes),
    });
  }
  return list;
}
