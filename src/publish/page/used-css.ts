/**
 * Leaves out the rules of a style sheet that a page has no use for: an embed is sent whole, each time, into pages that are not ours, and a page carries its
 * styles itself. Classes and elements are looked at, wherever they are; a rule is kept rather than lost.
 */

import * as cssTree from 'css-tree';
import { once } from '../../shared/once.ts';

/** What a page is made of: what is in its HTML, and what its scripts add. */
export interface Used {
  readonly classes: ReadonlySet<string>;
  readonly elements: ReadonlySet<string>;
}

/** The rules of a style sheet. @throws Error where it cannot be read, with the place */
export function partsOf(css: string): readonly cssTree.CssNode[] {
  const sheet = cssTree.parse(css, {
    parseValue: false,
    parseAtrulePrelude: false,
    onParseError: (error) => {
      throw new Error(`The style sheet cannot be read: ${error.formattedMessage}`);
    },
  });
  if (sheet.type !== 'StyleSheet') throw new Error('The style sheet is none');
  return sheet.children.toArray().filter((node) => node.type !== 'Comment');
}

/** Read once for all pages. */
const rulesOf = once(partsOf);

/** Whether an element with these names and classes can match; what a selector excludes need not be there. */
function canMatch(node: cssTree.CssNode, used: Used): boolean {
  if (node.type === 'ClassSelector') return used.classes.has(node.name);
  if (node.type === 'TypeSelector') return node.name === '*' || used.elements.has(node.name);
  if (node.type === 'AttributeSelector' && node.name.name === 'class') {
    const value = node.value?.type === 'String' ? node.value.value : (node.value?.name ?? '');
    return [...used.classes].some((name) => name.includes(value));
  }
  if (node.type === 'SelectorList') return node.children.some((selector) => canMatch(selector, used));
  if (node.type === 'PseudoClassSelector' && node.name === 'not') return true;
  if (node.type === 'Selector' || node.type === 'PseudoClassSelector')
    return [...(node.children ?? [])].every((part) => canMatch(part, used));
  return true;
}

const groups: ReadonlySet<string> = new Set(['layer', 'media', 'supports', 'container']);

/**
 * Each rule as it is changed, or left out where the change gives nothing; a group that comes out empty goes with what was in it. Of an empty layer the
 * name is kept: the first time a layer is named gives its place among the others.
 */
const sift = (
  nodes: readonly cssTree.CssNode[],
  change: (node: cssTree.CssNode) => cssTree.CssNode | undefined,
): cssTree.CssNode[] =>
  nodes.flatMap((node) => {
    if (node.type !== 'Atrule' || !node.block || !groups.has(node.name)) return change(node) ?? [];
    const inside = sift(node.block.children.toArray(), change);
    if (inside.length === 0) return node.name === 'layer' ? { ...node, block: null } : [];
    return { ...node, block: { ...node.block, children: new cssTree.List<cssTree.CssNode>().fromArray(inside) } };
  });

/** The rules that a page can use. */
const keep = (nodes: readonly cssTree.CssNode[], used: Used): cssTree.CssNode[] =>
  sift(nodes, (node) => {
    if (node.type !== 'Rule' || node.prelude.type !== 'SelectorList') return node;
    const children = node.prelude.children.filter((selector) => canMatch(selector, used));
    return children.isEmpty ? undefined : { ...node, prelude: { ...node.prelude, children } };
  });

/** Without custom properties that nothing reads; a rule that declared nothing else goes with them. */
const withoutUnread = (nodes: readonly cssTree.CssNode[], properties: ReadonlySet<string>): cssTree.CssNode[] =>
  sift(nodes, (node) => {
    if (node.type !== 'Rule') return node;
    const isUnread = (part: cssTree.CssNode) =>
      part.type === 'Declaration' && part.property.startsWith('--') && !properties.has(part.property.slice(2));
    const children = node.block.children.filter((part) => !isUnread(part));
    return children.isEmpty ? undefined : { ...node, block: { ...node.block, children } };
  });

/** Selectors and declarations are the same objects in every page's sheet: each is written once. */
const textOf = once((node: cssTree.CssNode): string => cssTree.generate(node));

/** A style sheet as text; what pages share is not written anew, which would take most of the time. */
function write(nodes: readonly cssTree.CssNode[]): string {
  let text = '';
  let before: cssTree.CssNode | undefined;
  for (const node of nodes) {
    if (before?.type === 'Declaration') text += ';';
    if (node.type === 'Rule' && node.prelude.type === 'SelectorList')
      text += `${node.prelude.children.toArray().map(textOf).join(',')}{${write(node.block.children.toArray())}}`;
    else if (node.type === 'Atrule' && node.block && groups.has(node.name))
      text += `@${node.name}${node.prelude ? ` ${textOf(node.prelude)}` : ''}{${write(node.block.children.toArray())}}`;
    else text += textOf(node);
    before = node;
  }
  return text;
}

/** Names of the custom properties that a style sheet or a piece of HTML reads. */
export const propertiesRead = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/var\(--([\w-]+)/g)].map((match) => match[1] ?? ''));

/** What is in a piece of HTML. */
export const usedIn = (body: string): Used => ({
  classes: new Set([...body.matchAll(/\sclass="([^"]*)"/g)].flatMap((match) => (match[1] ?? '').split(/\s+/))),
  elements: new Set(['html', 'body', ...[...body.matchAll(/<([a-z][\w-]*)/gi)].map((match) => match[1] ?? '')]),
});

/** A style sheet reduced to the rules that a page can use. Throws where it cannot be read. */
export const usedCss = (css: string, used: Used): string => write(keep(rulesOf(css), used));

/** The styles of pages made of the same things are the same: hundreds of pages share a few sheets. */
const sheets = once((_css: string) => new Map<string, string>());

/** The same, without keyframes that no rule names and custom properties that neither a rule nor the body reads. */
export function usedStyles(css: string, used: Used, body: string): string {
  const readInBody = propertiesRead(body);
  const key = [used.classes, used.elements, readInBody].map((names) => [...names].sort().join(' ')).join('|');
  const known = sheets(css);
  const sheet = known.get(key) ?? sheetFor(css, used, readInBody);
  known.set(key, sheet);
  return sheet;
}

function sheetFor(css: string, used: Used, readInBody: ReadonlySet<string>): string {
  const usable = keep(rulesOf(css), used);
  const all = write(usable);
  let nodes = sift(usable, (node) => {
    const name = node.type === 'Atrule' && node.name === 'keyframes' && node.prelude && textOf(node.prelude);
    return !name || all.split(new RegExp(`\\b${name}\\b`)).length > 2 ? node : undefined;
  });
  let text = write(nodes);
  for (let size = Number.POSITIVE_INFINITY; text.length < size; text = write(nodes)) {
    size = text.length;
    nodes = withoutUnread(nodes, new Set([...readInBody, ...propertiesRead(text)]));
  }
  return text;
}
