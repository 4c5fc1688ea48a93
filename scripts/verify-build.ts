/**
 * `npm run verify -- dist` or `npm run verify -- https://…/`: holds a folder or a served site against its build-manifest.json, and the manifest against
 * the files of this checkout. Exit code 1 when anything differs.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildManifest, differences, fileSums, manifestPath } from '../src/publish/host/manifest.ts';
import { filesBelow, inputSums } from './finish-build.ts';

const where = process.argv[2] ?? 'dist';
const isAddress = /^https?:\/\//.test(where);
const home = isAddress ? where.replace(/\/?$/, '/') : '';

async function fetched(path: string): Promise<Uint8Array | undefined> {
  const response = await fetch(new URL(path, home), { redirect: 'error', signal: AbortSignal.timeout(30_000) });
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
}

const readOutput = async (path: string): Promise<Uint8Array | undefined> =>
  isAddress ? fetched(path) : existsSync(join(where, path)) ? readFileSync(join(where, path)) : undefined;

const text = await readOutput(manifestPath);
if (!text) throw new Error(`${where} has no ${manifestPath}`);
const manifest = JSON.parse(new TextDecoder().decode(text)) as BuildManifest;

/** Hosts read these files and do not hand them out. */
const forHosts = /^_(?:headers|redirects)$/;
const outputs = new Map<string, Uint8Array>();
for (const path of isAddress ? Object.keys(manifest.outputs) : filesBelow(where)) {
  if (path === manifestPath || /\.(?:br|gz)$/.test(path)) continue;
  const bytes = await readOutput(path);
  if (bytes) outputs.set(path, bytes);
}
const expected = isAddress
  ? Object.fromEntries(Object.entries(manifest.outputs).filter(([path]) => !forHosts.test(path)))
  : manifest.outputs;
if (isAddress) for (const path of [...outputs.keys()]) if (forHosts.test(path)) outputs.delete(path);

const wrong = differences(expected, fileSums(outputs));
const changed = differences(manifest.inputs, inputSums());
console.log(`Edition ${manifest.edition}, built for ${manifest.site}${manifest.base} with Node ${manifest.node}`);
console.log(
  wrong.length === 0 ? `${outputs.size} files are as the manifest says.` : `Outputs:\n  ${wrong.join('\n  ')}`,
);
console.log(
  changed.length === 0
    ? 'It was made from the files of this checkout.'
    : `This checkout is another than it was made from:\n  ${changed.join('\n  ')}`,
);
process.exitCode = wrong.length + changed.length === 0 ? 0 : 1;
