/** Frozen editions as the site shows them: their files from the manifest, and the line that embeds a chart as it was. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { frozenFolder } from './on-disk.ts';

const manifestSchema = z.object({
  version: z.string(),
  date: z.string(),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
});

export interface FrozenEdition extends z.infer<typeof manifestSchema> {
  /** Bytes of all files together. */
  readonly size: number;
}

/** A frozen edition from its manifest. Throws when there is none. */
export function frozenEdition(version: string, folder = frozenFolder): FrozenEdition {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, version, 'manifest.json'), 'utf8')));
  return { ...manifest, size: manifest.files.reduce((sum, file) => sum + file.bytes, 0) };
}

/** Name of the file that keeps the line of an embed, beside it. */
export const lineFile = 'line.html';
/** The address of the embed in a kept line: the folder that the line stands in. */
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
