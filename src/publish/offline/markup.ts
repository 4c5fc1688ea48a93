/**
 * Rewrites HTML that this project's own renderers wrote: quoted attributes, escaped text, every element closed. What they wrote is not parsed into a
 * document and printed again, so nothing changes but what is meant to.
 */

export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open'; readonly name: string; readonly attributes: Map<string, string>; readonly empty: boolean }
  | { readonly kind: 'close'; readonly name: string };

const voids: ReadonlySet<string> = new Set([
  'area',
  'br',
  'col',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'wbr',
]);

const tags = /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:@.-]+(?:="[^"]*")?)*)\s*(\/?)>/g;

/** Tags and the text between them, in order. Attribute values and text stay escaped. */
export function* tokensOf(html: string): Generator<Token> {
  let end = 0;
  for (const match of html.matchAll(tags)) {
    if (match.index > end) yield { kind: 'text', text: html.slice(end, match.index) };
    end = match.index + match[0].length;
    const [, closing, name, attributes = '', selfClosing] = match;
    if (!name) continue;
    if (closing) yield { kind: 'close', name };
    else
      yield {
        kind: 'open',
        name,
        attributes: new Map(
          [...attributes.matchAll(/([\w:@.-]+)(?:="([^"]*)")?/g)].map((found) => [found[1] ?? '', found[2] ?? '']),
        ),
        empty: selfClosing === '/' || voids.has(name),
      };
  }
  if (end < html.length) yield { kind: 'text', text: html.slice(end) };
}

export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly classes: readonly string[];
  /** It has no content and no end tag. */
  readonly empty: boolean;
}

/** A start tag as XML has it, which HTML understands too. */
export const startTag = (name: string, attributes: ReadonlyMap<string, string>, empty = false): string =>
  `<${name}${[...attributes].map(([key, value]) => ` ${key}="${value}"`).join('')}${empty ? '/' : ''}>`;

/** What becomes of an element: other tags around the same content, or other content altogether. Undefined leaves it as it is. */
export type Rewritten = { readonly open: string; readonly close: string } | { readonly replace: string } | undefined;

/** @param visit gets each element with those around it, outermost first */
export function rewrite(html: string, visit: (element: Element, around: readonly Element[]) => Rewritten): string {
  const around: Element[] = [];
  const closings: string[] = [];
  const written: string[] = [];
  /** Depth at which content is left out; 0 when it is not. */
  let skipped = 0;
  for (const token of tokensOf(html)) {
    if (token.kind === 'text') {
      if (!skipped) written.push(token.text);
    } else if (token.kind === 'close') {
      if (skipped && --skipped) continue;
      around.pop();
      written.push(closings.pop() ?? '');
    } else if (skipped) {
      if (!token.empty) skipped += 1;
    } else {
      const { name, attributes, empty } = token;
      const element = { name, attributes, empty, classes: (attributes.get('class') ?? '').split(' ').filter(Boolean) };
      const changed = visit(element, around);
      if (changed && 'replace' in changed) {
        written.push(changed.replace);
        if (token.empty) continue;
        skipped = 1;
        around.push(element);
        closings.push('');
      } else {
        written.push(changed?.open ?? startTag(token.name, token.attributes, token.empty));
        if (token.empty) continue;
        around.push(element);
        closings.push(changed?.close ?? `</${token.name}>`);
      }
    }
  }
  if (around.length > 0)
    throw new Error(`An element is not closed: ${around.map((element) => element.name).join(' > ')}`);
  return written.join('');
}

/** Ids that links can lead to: all but those inside pictures. */
export function idsIn(html: string): readonly string[] {
  const ids: string[] = [];
  rewrite(html, (element) => {
    if (element.name === 'svg') return { replace: '' };
    const id = element.attributes.get('id');
    if (id) ids.push(id);
    return undefined;
  });
  return ids;
}

/** An element with its content, for who writes something else than HTML of it. Text is text here: no entities. */
export interface TreeElement extends Element {
  readonly children: readonly TreeNode[];
}
export type TreeNode = TreeElement | string;

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
export const decoded = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);

export function treeOf(html: string): readonly TreeNode[] {
  const root: TreeNode[] = [];
  const open: TreeNode[][] = [root];
  for (const token of tokensOf(html)) {
    const siblings = open.at(-1) ?? root;
    if (token.kind === 'text') siblings.push(decoded(token.text));
    else if (token.kind === 'close') open.pop();
    else {
      const { name, empty } = token;
      const attributes = new Map([...token.attributes].map(([key, value]) => [key, decoded(value)]));
      const children: TreeNode[] = [];
      siblings.push({
        name,
        attributes,
        empty,
        classes: (attributes.get('class') ?? '').split(' ').filter(Boolean),
        children,
      });
      if (!empty) open.push(children);
    }
  }
  return root;
}
