/** The thread that draws: answers each drawing with its bytes, or with why it could not be drawn. Run by Node from this file, whatever bundles the rest. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
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

/**
 * The pixels of a picture lie outside the heap, where V8 does not see how many they are, and are given back between turns of the event loop, which messages
 * that wait would put off to the end: three hundred pictures held five gigabytes. So there is one picture a turn, and a collection of what is new after it:
 * one of everything would also throw away compiled code, and take a quarter of the time.
 */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { type: 'minor' }) => void;

function answer({ number, drawing }: Order): Answer {
  try {
    return { number, files: drawNow(drawing) };
  } catch (error) {
    return { number, error: error instanceof Error ? error.message : String(error) };
  }
}

const waiting: Order[] = [];
function drawNext(): void {
  const order = waiting.shift();
  if (!order) return;
  parentPort?.postMessage(answer(order));
  collect({ type: 'minor' });
  setImmediate(drawNext);
}

parentPort?.on('message', (order: Order) => {
  waiting.push(order);
  if (waiting.length === 1) setImmediate(drawNext);
});
