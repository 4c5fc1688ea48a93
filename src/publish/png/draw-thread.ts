/** The thread that draws: answers each drawing with its bytes, or with why it could not be drawn. Run by Node from this file, whatever bundles the rest. */
import { parentPort } from 'node:worker_threads';
import { type Drawing, drawNow } from './draw-now.ts';

export interface Order {
  readonly number: number;
  readonly drawing: Drawing;
}

export interface Answer {
  readonly number: number;
  readonly files?: readonly Uint8Array[];
  readonly error?: string;
}

parentPort?.on('message', ({ number, drawing }: Order) => {
  let answer: Answer;
  try {
    answer = { number, files: drawNow(drawing) };
  } catch (error) {
    answer = { number, error: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
});
