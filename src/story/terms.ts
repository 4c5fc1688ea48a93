/** Marks the words of the glossary in a text: the first place of each, as a button that opens its definition there. No script: the browser's own popovers. */
import { escapeHtml } from './html.ts';

/** A term to be marked. `forms` are its spellings, plurals among them, in lower case where a text would write them so. */
export interface MarkedTerm {
  readonly id: string;
  readonly forms: readonly string[];
}

export interface MarkedText {
  readonly html: string;
  /** Ids of the terms that were marked, in the order of the text. */
  readonly used: readonly string[];
}

/** Inside these no word is marked: what is a link or a heading already, references, titles of works, foreign words, pictures and their words, code. */
const closed = new Set([
  'a',
  'button',
  'h1',
  'h2',
  'h3',
  'h4',
  'sup',
  'em',
  'figure',
  'svg',
  'code',
  'summary',
  'b',
  'span[lang]',
]);
const blocks = /^(?:p|li|ul|ol|aside|section|dt|dd|td|th|blockquote)$/;
const empty = new Set(['br', 'hr', 'img', 'input', 'use', 'path', 'wbr']);

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
    const escaped = escapeHtml(form.slice(1))
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replace(/\s/g, '[ \\u00a0\\n]');
    const upper = first.toUpperCase();
    return `${upper === first ? escapeHtml(first).replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : `[${first}${upper}]`}${escaped}`;
  });
  const plain = (words: string) => words.replace(/[\u00a0\n]/g, ' ');
  const escapedIds = new Map([...ids].map(([form, id]) => [escapeHtml(form), id]));
  return {
    // Not inside a longer word, a compound with a hyphen, or an entity.
    pattern:
      alternatives.length > 0
        ? new RegExp(`(?<![\\p{L}\\p{N}&#-])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}-])`, 'gu')
        : /(?!)/g,
    idOf: (words) =>
      escapedIds.get(plain(words)) ?? escapedIds.get(plain(words).charAt(0).toLowerCase() + plain(words).slice(1)),
  };
}

/** Marks the first place of each term. HTML of our own renderers in, the same words out. Nothing is marked in quotation marks: those are somebody's words. */
export function markTerms(page: string, terms: readonly MarkedTerm[]): MarkedText {
  const { pattern, idOf } = matcher(terms);
  const used: string[] = [];
  const open: string[] = [];
  let quotes = 0;
  const mark = (text: string): string => {
    let result = '';
    // Pieces between quotation marks; a mark left open ends with its paragraph.
    for (const piece of text.split(/([“”])/)) {
      if (piece === '“') quotes += 1;
      else if (piece === '”') quotes = Math.max(0, quotes - 1);
      result +=
        quotes > 0
          ? piece
          : piece.replace(pattern, (words) => {
              const id = idOf(words);
              if (id === undefined || used.includes(id)) return words;
              used.push(id);
              return `<button class="term" popovertarget="term-${escapeHtml(id)}">${words}</button>`;
            });
    }
    return result;
  };
  const marked = page.replace(
    /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>|[^<]+/gi,
    (part, closing: string | undefined, tag: string | undefined, attributes: string | undefined) => {
      if (tag === undefined) return open.some((name) => closed.has(name)) ? part : mark(part);
      const name = tag.toLowerCase();
      if (blocks.test(name)) quotes = 0;
      if (closing) {
        const at = open.findLastIndex((other) => other === name || other === `${name}[lang]`);
        if (at >= 0) open.splice(at);
      } else if (!empty.has(name) && !attributes?.endsWith('/'))
        open.push(name === 'span' && /\slang=/.test(attributes ?? '') ? 'span[lang]' : name);
      return part;
    },
  );
  return { html: marked, used };
}
