import { chapterOrder } from './chapter-order.ts';
import { contentFiles } from './content.ts';
import { defaultLanguage } from './language.ts';

/** Ids of the chapters in reading order. They are the same in every language: those of the one at the root. */
export const chapterIds: readonly string[] = chapterOrder(
  contentFiles(`content/${defaultLanguage}/chapters/`),
  defaultLanguage,
);
