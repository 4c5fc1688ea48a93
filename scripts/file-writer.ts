/** Writes the files of a build on a thread of its own, so that one core makes pages while the other finishes and writes them. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { FileToWrite, Folders } from './file-writer-thread.ts';

export class FileWriter {
  readonly #worker: Worker;

  /**
   * @param site folder of the built site; what it holds is not written over
   * @param asTheyAre folder whose files go into the site first, as they are
   */
  constructor(site: string, asTheyAre: string) {
    this.#worker = new Worker(new URL('./file-writer-thread.ts', import.meta.url), {
      workerData: { site, asTheyAre } satisfies Folders,
      execArgv: [],
    });
    this.#worker.unref();
  }

  /**
   * Takes a file on; faults are thrown at the end.
   * @param path below the folder
   * @param content a page before its last steps as text, or the bytes of another file, which are nobody else's any more
   */
  write(path: string, content: string | Uint8Array<ArrayBuffer>): void {
    // Bytes are handed over, not copied, but for small ones that share their memory with others.
    const isWhole = typeof content !== 'string' && content.byteLength === content.buffer.byteLength;
    this.#worker.postMessage({ path, content } satisfies FileToWrite, isWhole ? [content.buffer] : []);
  }

  /** Waits until everything is written. @throws Error with every file that could not be finished or written, and why */
  async end(): Promise<void> {
    this.#worker.ref();
    this.#worker.postMessage('end' satisfies FileToWrite);
    const [faults] = (await once(this.#worker, 'message')) as [readonly string[]];
    if (faults.length > 0) throw new Error(`These files were not written:\n${faults.join('\n')}`);
  }
}
