/**
 * Leaves out the rules of a style sheet that a page has no use for: an embed is sent whole, each time, into pages that are not ours, and a page carries its
 * styles itself. Classes and elements are looked at, wherever they stand; a rule is kept rather than lost.
 */

import * as cssTree from 'css-tree';
import { once } from '../../dataset/once.ts';

/** What a page is made of: what stands in its HTML, and what its scripts add. */
export interface Used {
  readonly classes: ReadonlySet<string>;
  readonly elements: ReadonlySet<string>;
}

/** A style sheet cut into what can be left out, read once for all pages. */
type Piece =
  | { readonly kind: 'rule'; readonly selectors: readonly Part[]; readonly declarations: readonly Part[] }
  | Group
  | { readonly kind: 'keyframes'; readonly name: string; readonly text: string }
  | { readonly kind: 'other'; readonly text: string };

interface Group {
  readonly kind: 'group';
  readonly prelude: string;
  readonly inside: readonly Piece[];
}

/** A selector or a declaration, parsed and as text. */
interface Part {
  readonly node: cssTree.CssNode;
  readonly text: string;
}

const partOf = (node: cssTree.CssNode): Part => ({ node, text: cssTree.generate(node) });

function pieceOf(node: cssTree.CssNode): Piece {
  if (node.type === 'Rule' && node.prelude.type === 'SelectorList')
    return {
      kind: 'rule',
      selectors: node.prelude.children.toArray().map(partOf),
      declarations: node.block.children.toArray().map(partOf),
    };
  if (node.type === 'Atrule' && node.block) {
    const prelude = `@${node.name}${node.prelude ? ` ${cssTree.generate(node.prelude)}` : ''}`;
    if (['layer', 'media', 'supports', 'container'].includes(node.name))
      return { kind: 'group', prelude, inside: node.block.children.toArray().map(pieceOf) };
    if (node.name === 'keyframes')
      return { kind: 'keyframes', name: prelude.slice('@keyframes '.length), text: cssTree.generate(node) };
  }
  return { kind: 'other', text: cssTree.generate(node) };
}

/** What stands in a style sheet. @throws Error where it cannot be read, with the place */
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

const piecesOf = once((css: string): readonly Piece[] => partsOf(css).map(pieceOf));

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

/**
 * Each piece as it is changed, or left out where the change gives nothing; a group that comes out empty goes with what was in it. Of an empty layer its
 * name stays: the first time a layer is named says where it stands among the others.
 */
const sift = (pieces: readonly Piece[], change: (piece: Exclude<Piece, Group>) => Piece | undefined): Piece[] =>
  pieces.flatMap((piece) => {
    if (piece.kind !== 'group') return change(piece) ?? [];
    const inside = sift(piece.inside, change);
    if (inside.length > 0) return { ...piece, inside };
    return piece.prelude.startsWith('@layer ') ? { kind: 'other', text: `${piece.prelude};` } : [];
  });

/** The pieces that a page can use. */
const keep = (pieces: readonly Piece[], used: Used): Piece[] =>
  sift(pieces, (piece) => {
    if (piece.kind !== 'rule') return piece;
    const selectors = piece.selectors.filter(({ node }) => canMatch(node, used));
    return selectors.length > 0 ? { ...piece, selectors } : undefined;
  });

const propertyOf = ({ node }: Part): string | undefined =>
  node.type === 'Declaration' && node.property.startsWith('--') ? node.property.slice(2) : undefined;

/** Without custom properties that nothing reads; a rule that declared nothing else goes with them. */
const withoutUnread = (pieces: readonly Piece[], properties: ReadonlySet<string>): Piece[] =>
  sift(pieces, (piece) => {
    if (piece.kind !== 'rule') return piece;
    const declarations = piece.declarations.filter(
      (part) => properties.has(propertyOf(part) ?? '') || !propertyOf(part),
    );
    return declarations.length > 0 ? { ...piece, declarations } : undefined;
  });

const write = (pieces: readonly Piece[]): string =>
  pieces
    .map((piece) => {
      if (piece.kind === 'group') return `${piece.prelude}{${write(piece.inside)}}`;
      if (piece.kind !== 'rule') return piece.text;
      return `${piece.selectors.map(({ text }) => text).join(',')}{${piece.declarations.map(({ text }) => text).join(';')}}`;
    })
    .join('');

/** Names of the custom properties that a style sheet or a piece of HTML reads. */
export const propertiesRead = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/var\(--([\w-]+)/g)].map((match) => match[1] ?? ''));

/** What stands in a piece of HTML. */
export const usedIn = (body: string): Used => ({
  classes: new Set([...body.matchAll(/\sclass="([^"]*)"/g)].flatMap((match) => (match[1] ?? '').split(/\s+/))),
  elements: new Set(['html', 'body', ...[...body.matchAll(/<([a-z][\w-]*)/gi)].map((match) => match[1] ?? '')]),
});

/** A style sheet reduced to the rules that a page can use. Throws where it cannot be read. */
export const usedCss = (css: string, used: Used): string => write(keep(piecesOf(css), used));

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
  let pieces = keep(piecesOf(css), used);
  const all = write(pieces);
  pieces = sift(pieces, (piece) =>
    piece.kind !== 'keyframes' || all.split(new RegExp(`\\b${piece.name}\\b`)).length > 2 ? piece : undefined,
  );
  for (let size = Number.POSITIVE_INFINITY, text = write(pieces); text.length < size; text = write(pieces)) {
    size = text.length;
    pieces = withoutUnread(pieces, new Set([...readInBody, ...propertiesRead(text)]));
  }
  return write(pieces);
}
