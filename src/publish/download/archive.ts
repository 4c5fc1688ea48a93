/**
 * Sums and the archive. The same files give the same bytes on every machine, in every time zone: names are sorted, dates are the edition's,
 * and fflate compresses (zlib's output depends on the processor).
 */
import { createHash } from 'node:crypto';
import { type Zippable, zipSync } from 'fflate';
import { kept, keptFolder, madeBy } from '../png/kept.ts';

/** A text as the bytes of a file. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Sorted by code units: no locale has a say. */
const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

/** Lines as `sha256sum -c` reads them. */
export const checksums = (files: ReadonlyMap<string, Uint8Array>): string =>
  [...files]
    .sort(byName)
    .map(([path, bytes]) => `${sha256(bytes)}  ${path}\n`)
    .join('');

const programs = ['src/publish/download/archive.ts', 'node_modules/fflate/package.json'];

/** A zip of the files by name, from an earlier build where they are the same. */
export const zipArchive = (
  files: ReadonlyMap<string, Uint8Array>,
  date: string,
  folder = keptFolder,
): Promise<Uint8Array> => keptZip([...files].sort(byName), date, [], folder);

/** The same in an order that matters, as that of an e-book does. */
export const keptZip = (
  files: readonly (readonly [string, Uint8Array])[],
  date: string,
  stored: readonly string[] = [],
  folder = keptFolder,
): Promise<Uint8Array> =>
  kept(madeBy(programs, date, stored.join(), ...files.flat()), () => zipInOrder(files, date, stored), folder);

/**
 * A zip of the files; `date` (YYYY-MM-DD) is the date of each of them. Pictures are compressed already and are stored as they are, and so are the files named in
 * `stored`.
 */
export function zipInOrder(
  files: readonly (readonly [string, Uint8Array])[],
  date: string,
  stored: readonly string[] = [],
): Uint8Array {
  const [year = 1980, month = 1, day = 1] = date.split('-').map(Number);
  // Zip holds a local time without its zone; noon is a time that every zone has on every day.
  const mtime = new Date(year, month - 1, day, 12);
  const entries: Zippable = {};
  for (const [path, bytes] of files)
    entries[path] = [
      bytes,
      { level: path.endsWith('.png') || stored.includes(path) ? 0 : 6, mtime, os: 3, attrs: 0o100644 << 16 },
    ];
  return zipSync(entries);
}
