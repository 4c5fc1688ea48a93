/** Quotations: what is between quotation marks and is more than a term must be in a cited record word for word. */
import type { Evidence } from './evidence.ts';
import { type Reading, textOf } from './reading.ts';
import { inside } from './spans.ts';
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
const quotes = (text: string): boolean =>
  /^[“"«]/.test(text) && plain(text).split(' ').length >= least && /\p{Ll}/u.test(text);

/** True when a record has the words, each part of a quotation that is cut with an ellipsis. */
function hasQuotation(records: readonly Evidence[], quotation: string): boolean {
  const parts = quotation
    .split(/\s*(?:…|\.\.\.|\[[^\]]*\])\s*/)
    .map(plain)
    .filter(Boolean);
  return records.some((record) => {
    const text = plain([...record.quotes, record.words].join(' · '));
    return parts.every((part) => text.includes(part));
  });
}

/** Quotations of a passage, in chapters, that no record has. */
export function strangeQuotations(reading: Reading, passage: Span, records: readonly Evidence[]): void {
  const { block, report } = reading;
  if (!block.source.strict || block.kind === 'heading') return;
  for (const span of block.quotations) {
    const text = textOf(reading, span);
    if (inside(span, passage) && quotes(text) && !hasQuotation(records, text))
      report('quotation', span, {
        message: 'No record that these words cite has this quotation word for word.',
        fix: 'Copy the words of the source, once they are in quotations.yaml, or report the sense without quotation marks.',
      });
  }
}
