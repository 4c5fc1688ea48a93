/** Frozen editions as the site shows them: their files from the manifest, and the line that embeds a chart as it was. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type EditionName, frozenFolder } from './on-disk.ts';

const fileSchema = z.object({ path: z.string(), bytes: z.number(), sha256: z.string(), in: z.string().optional() });
const manifestSchema = z.object({ date: z.string(), files: z.array(fileSchema) });

/** A file of an edition: its path below the folder of the edition that keeps it, and the version of that. What did not change is kept once. */
export type ListedFile = Readonly<z.infer<typeof fileSchema> & { in: string }>;

export interface FrozenEdition extends EditionName {
  readonly files: readonly ListedFile[];
  /** Bytes of all files together. */
  readonly size: number;
}

/** Where a file is, from the folder of an edition that has it: `charts/a.svg`, or `../1.0.0/charts/a.svg`. */
export const placeOf = (file: ListedFile, version: string): string =>
  file.in === version ? file.path : `../${file.in}/${file.path}`;

/** The manifest of an edition as it is written: where a file is kept is named only where that is another edition. */
export const writeManifest = (version: string, date: string, files: readonly ListedFile[]): string =>
  `${JSON.stringify({ version, date, files: files.map((file) => (file.in === version ? { ...file, in: undefined } : file)) }, null, 2)}\n`;

/** A frozen edition from its manifest. Throws when there is none. */
export function frozenEdition(version: string, folder = frozenFolder): FrozenEdition {
  const { date, files } = manifestSchema.parse(
    JSON.parse(readFileSync(join(folder, version, 'manifest.json'), 'utf8')),
  );
  return {
    version,
    date,
    files: files.map((file) => ({ ...file, in: file.in ?? version })),
    size: files.reduce((sum, file) => sum + file.bytes, 0),
  };
}

/** Name of the list of chapters with the sums of their words, in the site and in each edition since 1.1.0. */
export const chapterListFile = 'chapters.json';

/** Name of the file that keeps the line of an embed, beside it. */
export const lineFile = 'line.html';
/** The address of the embed in a kept line: the folder that holds the line. */
export const lineAddress = './';

/** The line that embeds a chart as an edition had it, with the heights it had then; undefined where the edition has no such chart. `home` is the address of the site. */
export function frozenLine(version: string, id: string, home: URL, folder = frozenFolder): string | undefined {
  const file = join(folder, version, 'embed', id, lineFile);
  return existsSync(file)
    ? readFileSync(file, 'utf8')
        .trimEnd()
        .replace(`src="${lineAddress}"`, `src="${new URL(`v/${version}/embed/${id}/`, home).href}"`)
    : undefined;
}
