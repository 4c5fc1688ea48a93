/**
 * Pictures as PNG: taken from an earlier build where nothing that decides their bytes has changed, else drawn on threads of their own, so that
 * pages are written on one core while pictures are drawn on the other.
 */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { once } from '../../shared/once.ts';
import type { Drawing } from './draw-now.ts';
import type { Answer, Order } from './draw-thread.ts';
import { kept, keptFolder, madeBy } from './kept.ts';
import { fontFiles, lightFontFiles } from './raster.ts';

const code = 'src/publish/png';
const programs = [
  ...['png.ts', 'raster.ts', 'draw-now.ts'].map((file) => join(code, file)),
  ...fontFiles,
  ...lightFontFiles,
  'node_modules/@resvg/resvg-js/package.json',
];

interface Waiting {
  resolve(files: readonly Uint8Array[]): void;
  reject(error: Error): void;
}

/** A thread, and who waits for which drawing. It keeps the process alive only while somebody waits. */
class DrawingThread {
  readonly #waiting = new Map<number, Waiting>();
  readonly #worker: Worker;
  #last = 0;

  constructor(root: string) {
    this.#worker = new Worker(pathToFileURL(join(root, code, 'draw-thread.ts')), { execArgv: [] });
    this.#worker.unref();
    this.#worker.on('message', ({ number, files, error }: Answer) => {
      const waiting = this.#take(number);
      if (files) waiting?.resolve(files);
      else waiting?.reject(new Error(error ?? 'The picture could not be drawn'));
    });
    this.#worker.on('error', (error) => {
      for (const number of [...this.#waiting.keys()]) this.#take(number)?.reject(error as Error);
    });
  }

  #take(number: number): Waiting | undefined {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    if (this.#waiting.size === 0) this.#worker.unref();
    return waiting;
  }

  /** Drawings that wait. */
  get load(): number {
    return this.#waiting.size;
  }

  draw(drawing: Drawing): Promise<readonly Uint8Array[]> {
    return new Promise((resolve, reject) => {
      this.#last += 1;
      this.#waiting.set(this.#last, { resolve, reject });
      this.#worker.ref();
      this.#worker.postMessage({ number: this.#last, drawing } satisfies Order);
    });
  }
}

/** Two, so that the second core draws too once the pages are written. */
const threads = once((root: string) => [new DrawingThread(root), new DrawingThread(root)]);

/** The thread with least to do. */
const freest = (root: string): DrawingThread =>
  threads(root).reduce((least, thread) => (thread.load < least.load ? thread : least));

/**
 * The files of a drawing: the picture, and where it has a paper on it too, in two sizes.
 * @throws Error when it is heavier than it may be, or cannot be drawn, as without fonts
 */
export async function drawn(drawing: Drawing, folder = keptFolder): Promise<readonly Uint8Array[]> {
  const made = async () => serialize(await freest(resolve('.')).draw(drawing));
  return deserialize(await kept(madeBy(programs, JSON.stringify(drawing)), made, folder)) as Uint8Array[];
}

/** The one file of a drawing at one size. */
export async function drawnPng(drawing: Omit<Drawing, 'paper'>): Promise<Uint8Array> {
  const [file] = await drawn(drawing);
  if (!file) throw new Error('The picture could not be drawn');
  return file;
}
