/** Texts in, blocks out: paragraphs, headings, list items and fields, each with its plain words, its references and the line of every character. */
import { once } from '../shared/once.ts';
import { matchesOf, spansOf } from './spans.ts';
import type { CheckedText, Exception, MarkdownToken, Reader, Span, WrittenFigure } from './types.ts';

const figuresIn = (text: string, reader: Reader): { words: string; figures: readonly WrittenFigure[] } =>
  reader.figures?.(text) ?? { words: text, figures: [] };

export interface Reference {
  readonly id: string;
  /** Place in the words that it follows. */
  readonly offset: number;
}

export interface Block {
  readonly source: CheckedText;
  readonly kind: 'paragraph' | 'heading' | 'item' | 'field' | 'record';
  readonly words: string;
  readonly figures: readonly WrittenFigure[];
  readonly references: readonly Reference[];
  /** Records that support the block besides its own references: those of the lead paragraph of a list, of the section of a heading, of the whole text. */
  readonly cites: readonly string[];
  /** The block that leads to a list. */
  readonly lead: Block | undefined;
  readonly exceptions: readonly Exception[];
  /** Quotations and words of other languages. */
  readonly quotations: readonly Span[];
  lineAt(offset: number): number;
}

/** A line that looks like an exception and is none. */
export interface BadException {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

const referencePattern = /\[\^([^\]\s]+)\]/g;
const exceptionPattern = /^(?:%%|#)\s*fact-check:\s*ignore\s+[“"]([^”"]+)[”"]\s+because\s+(\S.*)$/i;

/** Reads `%% fact-check: ignore "words" because reason`; in YAML the line starts with #. Other remarks are nobody's business. */
export function readException(file: string, line: number, text: string, bad: BadException[]): Exception | undefined {
  const match = exceptionPattern.exec(text.trim());
  if (match) return { file, line, phrase: match[1] ?? '', reason: (match[2] ?? '').trim() };
  if (/^(?:%%|#)\s*fact-?check/i.test(text.trim())) bad.push({ file, line, text: text.trim() });
  return undefined;
}

/** Spans between quotation marks. A single mark counts only where it cannot be an apostrophe. */
export const quotationsIn = (words: string): Span[] =>
  spansOf(
    /“[^“”]*”|(?<![\p{L}\p{N}])"[^"]*"|(?<![\p{L}\p{N}])‘[^‘’]*(?:’\p{L}[^‘’]*)*’|«[^»]*»|(?<![\p{L}\p{N}])'[^']{2,}'(?![\p{L}\p{N}])/gu,
    words,
  );

interface Inline {
  words: string;
  figures: WrittenFigure[];
  references: Reference[];
  breaks: number[];
  foreign: Span[];
}

/** Words of a text token, and the references that a plain reader of Markdown left in them. */
function addText(inline: Inline, text: string, reader: Reader): void {
  const { words: content, figures } = figuresIn(text, reader);
  const at = inline.words.length;
  inline.figures.push(...figures.map(({ id, start, end }) => ({ id, start: start + at, end: end + at })));
  let from = 0;
  for (const match of matchesOf(referencePattern, content)) {
    inline.words += content.slice(from, match.index);
    inline.references.push({ id: match[1] ?? '', offset: inline.words.length });
    from = match.index + match[0].length;
  }
  inline.words += content.slice(from);
}

/** A value that a rule of the reader left on its token. */
const metaOf = (token: MarkdownToken, key: string): string => {
  const { meta } = token;
  const value = typeof meta === 'object' && meta !== null ? (meta as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' ? value : '';
};

function readInline(token: MarkdownToken, reader: Reader): Inline {
  const inline: Inline = { words: '', figures: [], references: [], breaks: [], foreign: [] };
  const spans: { start: number; foreign: boolean }[] = [];
  for (const child of token.children ?? []) {
    if (child.type === 'text' || child.type === 'code_inline' || child.type === 'image')
      addText(inline, child.content, reader);
    else if (child.type === 'softbreak' || child.type === 'hardbreak') {
      inline.words += ' ';
      inline.breaks.push(inline.words.length);
    } else if (child.type === 'reference')
      inline.references.push({ id: metaOf(child, 'id'), offset: inline.words.length });
    else if (child.nesting === 1) spans.push({ start: inline.words.length, foreign: child.attrGet('lang') !== null });
    else if (child.nesting === -1) {
      const open = spans.pop();
      if (open?.foreign) inline.foreign.push({ start: open.start, end: inline.words.length });
    }
  }
  return inline;
}

interface Draft extends Inline {
  readonly kind: Block['kind'];
  readonly line: number;
  /** Of a heading; 0 for all else. */
  readonly level: number;
  /** Place of the draft that leads to its list. */
  readonly lead: number | undefined;
  readonly exceptions: readonly Exception[];
  /** The drafts up to this one are the section under a heading, or the inside of an aside. */
  sectionEnd?: number;
}

/** Collects the pieces of a Markdown text, token by token. */
class Drafts {
  readonly all: Draft[] = [];
  readonly #source: CheckedText;
  readonly #reader: Reader;
  readonly #bad: BadException[];
  #pending: Exception[] = [];
  readonly #lists: Pick<Draft, 'lead' | 'exceptions'>[] = [];
  readonly #asides: Draft[] = [];
  readonly #headings: Draft[] = [];
  /** Level of the heading that is being read; 0 outside. */
  #level = 0;

  constructor(source: CheckedText, reader: Reader, bad: BadException[]) {
    this.#source = source;
    this.#reader = reader;
    this.#bad = bad;
    for (const token of reader.markdown(source.text)) this.#read(token, source.line + (token.map?.[0] ?? 0));
    this.#closeSections(0);
    for (const { file, line, phrase } of this.#pending)
      bad.push({ file, line, text: `ignore "${phrase}" is before nothing` });
  }

  #takePending(): Exception[] {
    const taken = this.#pending;
    this.#pending = [];
    return taken;
  }

  #add(inline: Inline, kind: Block['kind'], line: number): Draft {
    const { lead, exceptions = [] } = this.#lists.at(-1) ?? {};
    const draft = {
      ...inline,
      kind,
      line,
      lead,
      level: this.#level,
      exceptions: [...this.#takePending(), ...exceptions],
    };
    this.all.push(draft);
    return draft;
  }

  #close(draft: Draft | undefined): void {
    if (draft) draft.sectionEnd = this.all.length;
  }

  #closeSections(level: number): void {
    while ((this.#headings.at(-1)?.level ?? -1) >= level) this.#close(this.#headings.pop());
  }

  #read(token: MarkdownToken, line: number): void {
    const { type, content, tag } = token;
    if (type === 'comment')
      this.#pending.push(
        ...content
          .split('\n')
          .flatMap((text, index) => readException(this.#source.file, line + index, text, this.#bad) ?? []),
      );
    else if (type === 'heading_open') this.#level = Number(tag.slice(1));
    else if (type === 'heading_close') this.#level = 0;
    // The cells of a table lean on the paragraph before it, as the items of a list do.
    else if (/^(?:bullet_list|ordered_list|table)_open$/.test(type)) {
      const before = this.all.at(-1)?.kind;
      const leads = before === 'paragraph' || (this.#lists.length > 0 && before === 'item');
      this.#lists.push({ lead: leads ? this.all.length - 1 : undefined, exceptions: this.#takePending() });
    } else if (/^(?:bullet_list|ordered_list|table)_close$/.test(type)) this.#lists.pop();
    else if (type === 'aside_open') {
      const title = figuresIn(metaOf(token, 'title'), this.#reader);
      const inline = { words: title.words, figures: [...title.figures], references: [], breaks: [], foreign: [] };
      this.#asides.push(this.#add(inline, 'heading', line));
    } else if (type === 'aside_close') this.#close(this.#asides.pop());
    else if (type === 'inline') this.#inline(token, line);
  }

  #inline(token: MarkdownToken, line: number): void {
    if (this.#level > 0) this.#closeSections(this.#level);
    const kind = this.#level > 0 ? 'heading' : this.#lists.length > 0 ? 'item' : 'paragraph';
    const draft = this.#add(readInline(token, this.#reader), kind, line);
    if (this.#level > 0) this.#headings.push(draft);
  }
}

const idsOf = ({ references }: Pick<Block, 'references'>): string[] => references.map(({ id }) => id);

/** The blocks of a Markdown text. */
function markdownBlocks(source: CheckedText, reader: Reader, bad: BadException[]): Block[] {
  const drafts = new Drafts(source, reader, bad).all;
  const blocks: Block[] = [];
  for (const [index, { sectionEnd = 0, foreign, breaks, line, ...draft }] of drafts.entries()) {
    const section = drafts.slice(index + 1, sectionEnd).flatMap(idsOf);
    const lead = draft.lead === undefined ? undefined : blocks[draft.lead];
    blocks.push({
      ...draft,
      source,
      lead,
      exceptions: [...draft.exceptions, ...(source.exceptions ?? [])],
      cites: [...new Set([...source.cites, ...section, ...(lead ? [...idsOf(lead), ...lead.cites] : [])])],
      quotations: [...quotationsIn(draft.words), ...foreign],
      lineAt: (offset) => line + breaks.filter((place) => place <= offset).length,
    });
  }
  // "What China said:" leans on the items of the list that it leads to.
  return blocks.map((block) =>
    block.kind === 'paragraph' && block.references.length === 0
      ? { ...block, cites: [...block.cites, ...blocks.flatMap((item) => (item.lead === block ? idsOf(item) : []))] }
      : block,
  );
}

const readBlocks = once((reader: Reader) =>
  once((source: CheckedText) => {
    const bad: BadException[] = [];
    return {
      blocks: source.form === 'markdown' ? markdownBlocks(source, reader, bad) : plainBlocks(source, reader),
      bad,
    };
  }),
);

/** The blocks of a text, in order: read once for the rules and for the ledger. */
export function blocksOf(source: CheckedText, reader: Reader, bad: BadException[]): readonly Block[] {
  const read = readBlocks(reader)(source);
  bad.push(...read.bad);
  return read.blocks;
}

/** A field or a text of a record, which is one block. */
function plainBlocks(source: CheckedText, reader: Reader): readonly Block[] {
  const { words, figures } = figuresIn(source.text.replace(referencePattern, ''), reader);
  return [
    {
      source,
      kind: source.form === 'record' ? 'record' : 'field',
      words,
      figures,
      references: matchesOf(referencePattern, source.text).map(([, id = '']) => ({ id, offset: 0 })),
      cites: source.cites,
      lead: undefined,
      exceptions: source.exceptions ?? [],
      quotations: quotationsIn(words),
      lineAt: () => source.line,
    },
  ];
}

/** All ids that the references of a Markdown text name, in order of first use. */
export const citedIn = (text: string): readonly string[] => [
  ...new Set(matchesOf(referencePattern, text).map(([, id = '']) => id)),
];
