/** The thread that finishes pages and writes files; asked for its faults, it answers with all of them and ends. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { finishedPage } from '../src/publish/page/finished-page.ts';

/** A page as Astro made it, or the bytes of any other file; without either, nothing more comes. */
export type FileToWrite = { readonly path: string; readonly content: string | Uint8Array } | 'end';

export interface Folders {
  readonly site: string;
  readonly asTheyAre: string;
}

const { site, asTheyAre } = workerData as Folders;
// First of all: an address belongs to one file, and a page that would have that of a copied file is refused.
cpSync(asTheyAre, site, { recursive: true });

const folders = new Set<string>();
const faults: string[] = [];

function write(path: string, content: string | Uint8Array): void {
  const file = join(site, path);
  const folder = dirname(file);
  if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
  folders.add(folder);
  writeFileSync(file, typeof content === 'string' ? finishedPage(content, path) : content, { flag: 'wx' });
}

parentPort?.on('message', (order: FileToWrite) => {
  if (order === 'end') {
    parentPort?.postMessage(faults);
    parentPort?.close();
    return;
  }
  try {
    write(order.path, order.content);
  } catch (error) {
    faults.push(`${order.path}: ${error instanceof Error ? error.message : error}`);
  }
});
