/**
 * `npm run compress`: puts a .br and a .gz beside every file of a built folder that gets smaller by it, for hosts that serve such files as they are
 * (nginx, Caddy). The big hosts compress by themselves. The same files give the same bytes: no name and no time goes in.
 */
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { filesBelow } from './finish-build.ts';

const compressible = /\.(?:html|css|js|json|xml|svg|txt|csv|geojson|bib|ris|md|cff)$|SHA256SUMS$/;
/** Below this a packet is saved by nothing. */
const least = 1000;

/** Compresses the files of a folder; returns how many bytes went in and came out. Older results are replaced. */
export function compressFolder(folder: string): {
  readonly files: number;
  readonly bytes: number;
  readonly brotli: number;
  readonly gzip: number;
} {
  const total = { files: 0, bytes: 0, brotli: 0, gzip: 0 };
  for (const path of filesBelow(folder)) if (/\.(?:br|gz)$/.test(path)) rmSync(join(folder, path));
  for (const path of filesBelow(folder)) {
    if (!compressible.test(path) || statSync(join(folder, path)).size < least) continue;
    const bytes = readFileSync(join(folder, path));
    const text = {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    const brotli = brotliCompressSync(bytes, { params: text });
    const gzip = gzipSync(bytes, { level: 9 });
    if (brotli.length >= bytes.length || gzip.length >= bytes.length) continue;
    writeFileSync(join(folder, `${path}.br`), brotli);
    writeFileSync(join(folder, `${path}.gz`), gzip);
    total.files += 1;
    total.bytes += bytes.length;
    total.brotli += brotli.length;
    total.gzip += gzip.length;
  }
  return total;
}

if (import.meta.main) {
  const { files, bytes, brotli, gzip } = compressFolder(resolve(process.argv[2] ?? 'dist'));
  const kilobytes = (count: number) => `${Math.round(count / 1000)} kB`;
  console.log(`${files} files of ${kilobytes(bytes)}: ${kilobytes(brotli)} with brotli, ${kilobytes(gzip)} with gzip`);
}
