/** Ids of the chapters in reading order, read from disk: for tests that run without Vite. */
import { readdirSync, readFileSync } from 'node:fs';
import { chapterOrder } from '../../src/words/chapter-order.ts';

const folder = 'content/en/chapters/';

export const chapterIds: readonly string[] = chapterOrder(
  new Map(readdirSync(folder).map((name) => [folder + name, readFileSync(folder + name, 'utf8')])),
  'en',
);
