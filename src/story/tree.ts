/**
 * The tree that a text is until it is written: hast, the HTML tree of the unified collective. Markdown becomes one (markdown.ts); permalinks, terms, sections,
 * the feed, the offline forms and the search look at it or change a copy of it, and `toHtml` writes it. Figures are in it as finished HTML (`raw`), since
 * nobody but the offline forms looks inside: they read their texts with `treeFrom`.
 */
import type { Data, Element, ElementContent, ElementData, Literal, Nodes, Properties, Root, RootContent } from 'hast';
import { fromParse5 } from 'hast-util-from-parse5';
import { toHtml as write } from 'hast-util-to-html';
import { toXast } from 'hast-util-to-xast';
import { parseFragment } from 'parse5';
import { visit } from 'unist-util-visit';
import { toXml } from 'xast-util-to-xml';

export type { Element, ElementContent, Nodes, Root, RootContent };

/** Finished HTML inside a tree. */
interface Raw extends Literal {
  type: 'raw';
  value: string;
  /** The chart that it shows. */
  data?: Data & { chart?: string | undefined };
}

declare module 'hast' {
  interface ElementData {
    /** Ids of the records that a mark of the text opens. */
    records?: readonly string[] | undefined;
  }
  interface ElementContentMap {
    raw: Raw;
  }
  interface RootContentMap {
    raw: Raw;
  }
}

type Child = ElementContent | string;

const content = (child: Child): ElementContent => (typeof child === 'string' ? { type: 'text', value: child } : child);

/** An element; text among the children may be given as a string. */
export const h = (tagName: string, properties: Properties = {}, children: readonly Child[] = []): Element => ({
  type: 'element',
  tagName,
  properties,
  children: children.map(content),
});

/** An element as the mark of records. */
export const markOf = (element: Element, records: readonly string[]): Element => ({
  ...element,
  data: { ...element.data, records } as ElementData,
});

/** Finished HTML of our own renderers as a node. */
export const raw = (value: string, chart?: string): ElementContent => ({ type: 'raw', value, data: { chart } });

export const rootOf = (children: readonly RootContent[]): Root => ({ type: 'root', children: [...children] });

const settings = {
  allowDangerousHtml: true,
  characterReferences: { useNamedReferences: true },
} as const;

/** Nodes as HTML. */
export const toHtml = (nodes: Nodes | readonly RootContent[]): string =>
  write('type' in nodes ? nodes : rootOf(nodes), settings);

/** A text as XHTML, without the namespace, which the document around it has. */
export function toXhtml(root: Root): string {
  const whole = toXast(h('body', {}, root.children as readonly ElementContent[]));
  return whole.type === 'element' ? toXml(whole.children, { closeEmptyElements: true, tightClose: true }) : '';
}

/** A piece of HTML as a browser reads it, finished figures and all. */
export const treeFrom = (html: string): Root => fromParse5(parseFragment(html)) as Root;

/** Whether a node is an element, and of one of these names where any are given. */
export const isElement = <Name extends string = string>(
  node: Nodes | undefined,
  ...names: readonly Name[]
): node is Element & { tagName: Name } =>
  node?.type === 'element' && (names.length === 0 || names.some((name) => name === node.tagName));

export const idOf = (element: Element): string | undefined =>
  typeof element.properties['id'] === 'string' ? element.properties['id'] : undefined;

/** The ids below a node, in order: of its text, and those inside pictures too where they are asked for. */
export function idsIn(root: Nodes, withPictures = false): readonly string[] {
  const ids: string[] = [];
  const look = (node: Nodes): void => {
    if (isElement(node)) {
      if (!withPictures && node.tagName === 'svg') return;
      const id = idOf(node);
      if (id) ids.push(id);
    }
    if ('children' in node) node.children.forEach(look);
  };
  look(root);
  return ids;
}

/** The ids in a page as our renderers write them, in order, without reading it into a tree, which takes much longer. */
const allIdsWrittenIn = (page: string): readonly string[] =>
  Array.from(page.matchAll(/ id="([^"]*)"/g), ([, id]) => id ?? '');

export const idsWrittenIn = (page: string): ReadonlySet<string> => new Set(allIdsWrittenIn(page));

/** An id that a page has twice, in its text or in its pictures; undefined where there is none. */
export function writtenTwice(page: string): string | undefined {
  const known = new Set<string>();
  return allIdsWrittenIn(page).find((id) => known.size === known.add(id).size);
}

/** The classes of an element. */
export const classesOf = (element: Element): readonly string[] => {
  const { className } = element.properties;
  return Array.isArray(className) ? className.map(String) : [];
};

export const hasClass = (node: Nodes, name: string): boolean => isElement(node) && classesOf(node).includes(name);

/** The value of an attribute that is a text. */
export const attribute = (element: Element, name: string): string | undefined => {
  const value = element.properties[name];
  return typeof value === 'string' ? value : undefined;
};

const endsLine = new Set(['p', 'li', 'h1', 'h2', 'h3', 'h4', 'dt', 'dd', 'td', 'th', 'caption', 'summary']);

/** The words of nodes: what a reader reads, without the marks of notes and without figures; one space between blocks. */
export function wordsOf(nodes: Nodes | readonly Nodes[]): string {
  const read = (node: Nodes): string => {
    if (node.type === 'text') return node.value;
    if (!('children' in node) || (isElement(node) && (node.data?.records || node.tagName === 'svg'))) return '';
    const words = node.children.map(read).join('');
    return isElement(node) && endsLine.has(node.tagName) ? `${words} ` : words;
  };
  return ('type' in nodes ? [nodes] : nodes)
    .map(read)
    .join('')
    .replace(/[\t\n\r ]+/g, ' ')
    .trim();
}

/** Records that the marks below nodes open, each once, in the order of the text. */
export function recordsIn(nodes: Nodes | readonly RootContent[]): readonly string[] {
  const records = new Set<string>();
  visit('type' in nodes ? nodes : rootOf(nodes), 'element', (element) => {
    for (const id of element.data?.records ?? []) records.add(id);
  });
  return [...records];
}

/** A tree of its own, to be changed. */
export const copyOf = (root: Root): Root => structuredClone(root);

/** A tree with finished HTML read, so that all of it can be looked at and changed. */
export const readThrough = (root: Root): Root =>
  rootOf(root.children.flatMap((node) => (node.type === 'raw' ? treeFrom(node.value).children : [node])));

/** What becomes of an element: itself, other nodes in its place, none. */
export type Change = (element: Element, around: readonly Element[]) => readonly ElementContent[];

/**
 * A tree with other nodes in the place of its elements, from the inside out.
 * @param change gets each element with its children changed already, and those around it, outermost first
 */
export function changed(root: Root, change: Change): Root {
  const around: Element[] = [];
  const through = (nodes: readonly RootContent[]): RootContent[] => {
    const result: RootContent[] = [];
    for (const node of nodes) {
      if (!isElement(node)) {
        result.push(node);
        continue;
      }
      around.push(node);
      const children = through(node.children) as ElementContent[];
      around.pop();
      result.push(...change({ ...node, children }, around));
    }
    return result;
  };
  return rootOf(through(root.children));
}
