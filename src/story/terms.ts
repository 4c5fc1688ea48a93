/**
 * Marks the words of the glossary in a text: after the first place of each comes a small link to its entry, which reader.js opens in place. The words themselves
 * stay text, so that they can be searched, copied and read anywhere.
 */
import type { ElementContent, Parents } from 'hast';
import { SKIP, visitParents } from 'unist-util-visit-parents';
import { copyOf, isElement, type Root } from './tree.ts';

/** A term to be marked. `forms` are its spellings, plurals among them, in lower case where a text would write them so. */
export interface MarkedTerm {
  readonly id: string;
  readonly forms: readonly string[];
}

export interface MarkedText {
  readonly tree: Root;
  /** Ids of the terms that were marked, in the order of the text. */
  readonly used: readonly string[];
}

/** Inside these no word is marked: what is a link or a heading already, titles of works, foreign words, pictures and their words, code. */
const closed = ['a', 'button', 'h1', 'h2', 'h3', 'h4', 'sup', 'em', 'figure', 'svg', 'code', 'details', 'summary', 'b'];
const blocks = ['p', 'li', 'ul', 'ol', 'aside', 'section', 'dt', 'dd', 'td', 'th', 'blockquote'];

const isClosed = (node: Parents): boolean =>
  isElement(node) && (closed.includes(node.tagName) || (node.tagName === 'span' && 'lang' in node.properties));

/** Matches any form of any term, the longest first. A form in lower case may begin a sentence; its spaces may be kept together or broken. */
function matcher(terms: readonly MarkedTerm[]): { pattern: RegExp; idOf: (words: string) => string | undefined } {
  const ids = new Map<string, string>();
  for (const term of terms)
    for (const form of term.forms) {
      const known = ids.get(form);
      if (known !== undefined && known !== term.id)
        throw new Error(`Two terms of the glossary, ${known} and ${term.id}, have the form “${form}”`);
      ids.set(form, term.id);
    }
  const forms = [...ids.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const alternatives = forms.map((form) => {
    const first = form.charAt(0);
    const upper = first.toUpperCase();
    const rest = form.slice(1).split(/\s/).map(RegExp.escape).join('[ \\u00a0\\n]');
    return `${upper === first ? RegExp.escape(first) : `[${first}${upper}]`}${rest}`;
  });
  return {
    // Not inside a longer word or a compound with a hyphen.
    pattern:
      alternatives.length > 0
        ? new RegExp(`(?<![\\p{L}\\p{N}-])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}-])`, 'gu')
        : /(?!)/g,
    idOf: (words) => {
      const plain = words.replace(/[\u00a0\n]/g, ' ');
      return ids.get(plain) ?? ids.get(plain.charAt(0).toLowerCase() + plain.slice(1));
    },
  };
}

/**
 * Marks the first place of each term in a copy of a text. Nothing is marked in quotation marks: those are somebody's words.
 * @param mark what to print for the words of a term
 */
export function markTerms(
  tree: Root,
  terms: readonly MarkedTerm[],
  mark: (id: string, words: string) => readonly ElementContent[],
): MarkedText {
  const { pattern, idOf } = matcher(terms);
  const used: string[] = [];
  const copy = copyOf(tree);
  let quotes = 0;
  let block: Parents | undefined;
  /** A text between two quotation marks, with its terms marked. */
  const marked = (text: string): ElementContent[] => {
    const nodes: ElementContent[] = [];
    let end = 0;
    for (const match of text.matchAll(pattern)) {
      const id = idOf(match[0]);
      if (id === undefined || used.includes(id)) continue;
      used.push(id);
      if (match.index > end) nodes.push({ type: 'text', value: text.slice(end, match.index) });
      nodes.push(...mark(id, match[0]));
      end = match.index + match[0].length;
    }
    if (end < text.length) nodes.push({ type: 'text', value: text.slice(end) });
    return nodes;
  };
  visitParents(copy, 'text', (node, ancestors) => {
    const parent = ancestors.at(-1);
    const own = ancestors.findLast((ancestor) => isElement(ancestor, ...blocks));
    // A quotation that is left open ends with its paragraph.
    if (own !== block) quotes = 0;
    block = own;
    if (!parent || ancestors.some(isClosed)) return undefined;
    const nodes = node.value.split(/([“”])/).flatMap((piece): ElementContent[] => {
      if (piece === '“') quotes += 1;
      else if (piece === '”') quotes = Math.max(0, quotes - 1);
      return quotes > 0 || !piece ? [{ type: 'text', value: piece }] : marked(piece);
    });
    if (!nodes.some((part) => part.type === 'element')) return undefined;
    const index = parent.children.indexOf(node);
    parent.children.splice(index, 1, ...nodes);
    return [SKIP, index + nodes.length];
  });
  return { tree: copy, used };
}
