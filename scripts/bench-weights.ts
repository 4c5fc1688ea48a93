/** What a chapter weighs, kind by kind: how many bytes fewer the page has, packed with brotli, when one kind of content is left out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { fromHtml } from 'hast-util-from-html';
import { changed, type Element, hasClass, isElement, toHtml } from '../src/story/tree.ts';

/** Bytes, packed. */
export interface PageWeight {
  readonly page: string;
  readonly whole: number;
  readonly parts: Readonly<Record<string, number>>;
}

const is =
  (...classes: readonly string[]) =>
  (element: Element) =>
    classes.some((name) => hasClass(element, name));
const named =
  (...names: readonly string[]) =>
  (element: Element) =>
    isElement(element, ...names);

/** In the order in which they are taken away: what is inside another kind is counted with the first of them. */
const kinds: Readonly<Record<string, (element: Element) => boolean>> = {
  pictures: named('svg'),
  tables: named('table'),
  answers: is('chart__answers', 'chart__answer', 'answers'),
  notes: is('notes'),
  'charts’ words': named('figure'),
  text: named('main'),
  styles: named('style'),
};

const packed = (html: string): number => brotliCompressSync(html).length;

export function pageWeight(page: string, html: string): PageWeight {
  const whole = packed(html);
  let tree = fromHtml(html);
  let before = packed(toHtml(tree));
  const parts: Record<string, number> = {};
  for (const [kind, matches] of Object.entries(kinds)) {
    tree = changed(tree, (element) => (matches(element) ? [] : [element]));
    const after = packed(toHtml(tree));
    parts[kind] = before - after;
    before = after;
  }
  return { page, whole, parts: { ...parts, 'frame and head': before } };
}

/** The weights of the chapters of a built site. @throws Error when there is none in the folder */
export const chapterWeights = (folder: string): readonly PageWeight[] =>
  readdirSync('content/en/chapters')
    .map((file) => file.replace(/\.md$/, ''))
    .sort()
    .map((chapter) => pageWeight(chapter, readFileSync(join(folder, chapter, 'index.html'), 'utf8')));
