/** Quotations: what is between quotation marks and is more than a term must be in a cited record word for word. */
import type { Evidence } from './evidence.ts';
import type { Span } from './types.ts';

const plain = (text: string): string =>
  text
    .replace(/[“”‘’"'«»]/g, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/[.,;:!?…]+$/g, '')
    .trim()
    .toLowerCase();

/** Words of a quotation; shorter ones are terms and names ("stations"). */
const least = 3;

/** True when a span between quotation marks quotes somebody: three words or more. */
export const quotes = (text: string): boolean => plain(text).split(' ').length >= least && /\p{Ll}/u.test(text);

/** True when a record has the words, each part of a quotation that is cut with an ellipsis. */
export function hasQuotation(records: readonly Evidence[], span: Span, words: string): boolean {
  const parts = words
    .slice(span.start, span.end)
    .split(/\s*(?:…|\.\.\.|\[[^\]]*\])\s*/)
    .map(plain)
    .filter(Boolean);
  return records.some((record) => {
    const text = plain([...record.quotes, record.words].join(' · '));
    return parts.every((part) => text.includes(part));
  });
}
