/** A block as the rules read it, and what they share. */
import type { Block } from './blocks.ts';
import type { Evidence } from './evidence.ts';
import type { NamePlace } from './names.ts';
import { inside } from './spans.ts';
import type { KnownName, Mention, Rule, Said, Span } from './types.ts';

/** Makes a finding of a span, unless a term or exception covers it; true when it did. */
export type Report = (rule: Rule, span: Span, said: Said) => boolean;

/** A span that standing terms and exceptions leave alone. */
export interface Covered extends Span {
  use(): void;
}

export interface Reading {
  readonly block: Block;
  readonly sentences: readonly Span[];
  readonly mentions: readonly Mention[];
  readonly names: readonly NamePlace[];
  /** Bodies that no list knows: "Metropolitan Police". */
  readonly bodies: readonly (Span & { readonly words: readonly string[] })[];
  readonly covered: readonly Covered[];
  /** What code gives to the text. */
  readonly given: readonly Evidence[];
  /** Records that support the block besides its own references. */
  readonly lean: readonly Evidence[];
  /** Neither the frame of the site nor wrong on purpose: what its words say is asked. */
  readonly speaks: boolean;
  readonly report: Report;
}

export const textOf = ({ block }: Reading, { start, end }: Span): string => block.words.slice(start, end);
export const isQuoted = ({ block }: Reading, span: Span): boolean =>
  block.quotations.some((quotation) => inside(span, quotation));
/** The words of the sentence at an offset. */
export function sentenceAt({ block, sentences }: Reading, offset: number): string {
  const sentence = sentences.find(({ end }) => offset < end);
  return sentence ? block.words.slice(sentence.start, sentence.end) : '';
}

/** The rule that a name is held to. */
export const ruleOf = ({ kind }: KnownName): Rule => (kind === 'place' ? 'place' : 'name');
export const ruleOfMention = ({ date }: Mention): Rule => (date ? 'date' : 'number');
