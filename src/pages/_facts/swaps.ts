/** Swaps for the trial of the fact-checker: a number, date, place or person replaced by another of its kind in the same paragraph. */

import type { FactInput } from '../../fact-check/input.ts';
import { NameBook } from '../../fact-check/names.ts';
import type { CheckedText, Mention } from '../../fact-check/types.ts';
import { once } from '../../shared/once.ts';

export type SwapKind = 'numbers' | 'dates' | 'places' | 'persons';

export interface Swap {
  readonly kind: SwapKind;
  /** The paragraph with the swap in it, alone or with the paragraph that leads to its list. */
  readonly text: CheckedText;
  readonly line: number;
  readonly from: string;
  readonly to: string;
  readonly around: string;
}

interface Token {
  readonly kind: SwapKind;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What makes two tokens the same: "54" and "fifty-four". */
  readonly same: string;
}

interface Chunk {
  readonly lead: string;
  readonly words: string;
  readonly line: number;
}

/** Paragraphs and list items of a Markdown text; an item with the paragraph before its list. */
function chunksOf(text: CheckedText): Chunk[] {
  const chunks: Chunk[] = [];
  let lead = '';
  let line = text.line;
  for (const part of text.text.split('\n\n')) {
    const plain = part.replace(/^:::.*$/gm, (fence) => ' '.repeat(fence.length));
    if (/^\s*- /.test(plain)) {
      let at = line;
      for (const item of plain.split(/\n(?=- )/)) {
        chunks.push({ lead, words: item.trim(), line: at });
        at += item.split('\n').length;
      }
    } else if (/^(?:#|::)/.test(plain.trim()) === false && plain.trim() !== '') {
      chunks.push({ lead: '', words: plain.trim(), line });
      lead = `${plain.trim()}\n\n`;
    }
    if (/^#/.test(part)) lead = '';
    line += part.split('\n').length + 1;
  }
  return chunks;
}

/** Blank for what is no word: references, keys, addresses, languages, figures that the build writes. */
const blank = (text: string): string =>
  text.replace(/\[\^[^\]]*\]|\{[^}]*\}|\]\([^)]*\)|\ue000[^\ue002]*\ue002|[*_]/g, (mark) =>
    '\u2022'.repeat(mark.length),
  );

const dateOf = ({ date }: Mention): string =>
  `${date?.year ?? ''}-${date?.month ?? ''}-${date?.day ?? ''}${date?.season ?? ''}`;

const bookOf = once(
  ({ names, lists, texts }: FactInput) =>
    new NameBook(
      names,
      lists.names,
      texts.map(({ text }) => text),
    ),
);

function tokensOf(words: string, input: FactInput): Token[] {
  const text = blank(words);
  const tokens: Token[] = [];
  // Numbers of a title ("110 Overseas") are no numbers.
  const titles = input.lists.standingTerms.flatMap(({ term }) => {
    const at = text.indexOf(term);
    return at < 0 ? [] : [{ start: at, end: at + term.length }];
  });
  for (const mention of input.language.mentions(text)) {
    const { start, end } = mention;
    if (titles.some((title) => start >= title.start && end <= title.end)) continue;
    if (mention.kind === 'date') tokens.push({ kind: 'dates', start, end, text: mention.text, same: dateOf(mention) });
    else if (['number', 'percent', 'interval'].includes(mention.kind) && !/^one$/i.test(mention.text))
      tokens.push({
        kind: 'numbers',
        start,
        end,
        text: mention.text,
        same: `${mention.value}${mention.kind === 'percent' ? '%' : ''}`,
      });
  }
  for (const { start, end, known } of bookOf(input).read(text, input.language.sentences(text)).known)
    if (known.kind === 'person' || (known.kind === 'place' && known.owner !== 'continents'))
      tokens.push({
        kind: known.kind === 'person' ? 'persons' : 'places',
        start,
        end,
        text: text.slice(start, end).replace(/[’']s$/, ''),
        same: known.name,
      });
  return tokens;
}

/** A capital where the word that it replaces has one: at the beginning of a sentence. */
const cased = (to: string, from: string): string =>
  /^\p{Lu}/u.test(from) && /^\p{Ll}/u.test(to) ? to.charAt(0).toUpperCase() + to.slice(1) : to;

/** An adjective replaces an adjective: "Dutch" is no noun to put in place of "Spain". */
const sameForm = (a: Token, b: Token): boolean => a.kind !== 'places' || (a.text === a.same) === (b.text === b.same);

/** What is as true as before: "in 2016" for "in May 2016", "Italy" for "Prato". */
function staysTrue(from: Token, to: Token, input: FactInput): boolean {
  if (from.kind === 'dates')
    return to.same.split('-').every((part, index) => part === '' || part === from.same.split('-')[index]);
  return input.names.known.some(({ name, implied }) => name === to.same && implied?.includes(from.same));
}

/** Every swap of a chapter: at most three for each token. */
export function swapsOf(text: CheckedText, input: FactInput): Swap[] {
  return chunksOf(text).flatMap(({ lead, words, line }) => {
    const tokens = tokensOf(words, input);
    return tokens.flatMap((token) => {
      const others = new Map(
        tokens
          .filter(
            (other) =>
              other.kind === token.kind &&
              other.same !== token.same &&
              sameForm(token, other) &&
              !staysTrue(token, other, input),
          )
          .map((other) => [other.same, other] as const),
      );
      return [...others.values()].slice(0, 3).map((other): Swap => {
        const to = cased(other.text, token.text);
        const swapped = words.slice(0, token.start) + to + words.slice(token.start + token.text.length);
        return {
          kind: token.kind,
          text: { ...text, line, text: lead + swapped },
          line,
          from: token.text,
          to,
          around: words.slice(Math.max(0, token.start - 60), token.end + 60).replaceAll('\n', ' '),
        };
      });
    });
  });
}
