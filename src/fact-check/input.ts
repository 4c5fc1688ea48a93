/** What the checker is given. */
import type { EvidenceSource } from './evidence.ts';
import type { CheckedText, EditorsLists, Language, Names, Reader } from './types.ts';

export interface FactInput {
  readonly texts: readonly CheckedText[];
  readonly evidence: EvidenceSource;
  readonly lists: EditorsLists;
  /** Language of the words. */
  readonly language: Language;
  /** Language of the records, where it is another: then numbers, dates, names and quotations are held against them, and no words. */
  readonly recordLanguage?: Language | undefined;
  readonly names: Names;
  /** How Markdown is read. A reference is a token `reference` with `meta.id`, or `[^id]` in a text. */
  readonly reader: Reader;
  /** Only some of the texts: what is unused in them may be in use elsewhere, so nothing is said of the lists. */
  readonly partial?: boolean;
  /** The last published edition: a sentence that a changed row supported is then found even where another cited record still supports it. */
  readonly previous?: EvidenceSource | undefined;
}
