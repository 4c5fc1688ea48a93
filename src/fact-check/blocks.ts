/** Texts in, blocks out: paragraphs, headings, list items and fields, each with its plain words, its references and the line of every character. */
import type { CheckedText, Exception, MarkdownToken, Reader, Span, WrittenFigure } from './types.ts';

const figuresIn = (text: string, reader: Reader): { words: string; figures: readonly WrittenFigure[] } =>
  reader.figures?.(text) ?? { words: text, figures: [] };

export interface Reference {
  readonly id: string;
  /** Place in the words after which it stands. */
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

const exceptionPattern = /^(?:%%|#)\s*fact-check:\s*ignore\s+[“"]([^”"]+)[”"]\s+because\s+(\S.*)$/i;

/** Reads `%% fact-check: ignore "words" because reason`; in YAML the line starts with #. Other remarks are nobody's business. */
export function readException(file: string, line: number, text: string, bad: BadException[]): Exception | undefined {
  const match = exceptionPattern.exec(text.trim());
  if (match) return { file, line, phrase: match[1] ?? '', reason: (match[2] ?? '').trim() };
  if (/^(?:%%|#)\s*fact-?check/i.test(text.trim())) bad.push({ file, line, text: text.trim() });
  return undefined;
}

/** Spans between quotation marks. A single mark counts only where it cannot be an apostrophe. */
export function quotationsIn(words: string): Span[] {
  const spans: Span[] = [];
  for (const match of words.matchAll(
    /“[^“”]*”|(?<![\p{L}\p{N}])"[^"]*"|(?<![\p{L}\p{N}])‘[^‘’]*(?:’\p{L}[^‘’]*)*’|«[^»]*»|(?<![\p{L}\p{N}])'[^']{2,}'(?![\p{L}\p{N}])/gu,
  ))
    spans.push({ start: match.index, end: match.index + match[0].length });
  return spans;
}

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
  for (const match of content.matchAll(/\[\^([^\]\s]+)\]/g)) {
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
  kind: Block['kind'];
  line: number;
  level: number;
  lead: number | undefined;
  exceptions: Exception[];
  /** Drafts from here to `sectionEnd` are the section under a heading or the inside of an aside. */
  sectionEnd?: number;
}

/** The blocks of a Markdown text. */
function markdownBlocks(source: CheckedText, reader: Reader, bad: BadException[]): Block[] {
  const drafts: Draft[] = [];
  let pending: Exception[] = [];
  const lists: { lead: number | undefined; exceptions: Exception[] }[] = [];
  const asides: number[] = [];
  const headings: { index: number; level: number }[] = [];
  let heading = 0;
  let cells = 0;
  const closeSections = (level: number) => {
    for (let last = headings.at(-1); last && last.level >= level; last = headings.at(-1)) {
      const draft = drafts[last.index];
      if (draft) draft.sectionEnd = drafts.length;
      headings.pop();
    }
  };
  for (const token of reader.markdown(source.text)) {
    const line = source.line + (token.map?.[0] ?? 0);
    if (token.type === 'comment') {
      for (const [index, text] of token.content.split('\n').entries()) {
        const exception = readException(source.file, line + index, text, bad);
        if (exception) pending.push(exception);
      }
    } else if (token.type === 'heading_open') heading = Number(token.tag.slice(1));
    else if (token.type === 'heading_close') heading = 0;
    else if (token.type === 'table_open')
      // The cells of a table lean on the paragraph before it, as the items of a list do.
      lists.push({
        lead: drafts.at(-1)?.kind === 'paragraph' ? drafts.length - 1 : undefined,
        exceptions: pending.splice(0),
      });
    else if (token.type === 'table_close') lists.pop();
    else if (token.type === 'td_open' || token.type === 'th_open') cells += 1;
    else if (token.type === 'td_close' || token.type === 'th_close') cells -= 1;
    else if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open') {
      const previous = drafts.length - 1;
      lists.push({
        lead:
          drafts[previous]?.kind === 'paragraph' || (lists.length > 0 && drafts[previous]?.kind === 'item')
            ? previous
            : undefined,
        exceptions: pending,
      });
      pending = [];
    } else if (token.type === 'bullet_list_close' || token.type === 'ordered_list_close') lists.pop();
    else if (token.type === 'aside_open') {
      const title = figuresIn(metaOf(token, 'title'), reader);
      asides.push(drafts.length);
      drafts.push({
        kind: 'heading',
        line,
        level: 0,
        words: title.words,
        figures: [...title.figures],
        references: [],
        breaks: [],
        foreign: [],
        lead: undefined,
        exceptions: pending,
      });
      pending = [];
    } else if (token.type === 'aside_close') {
      const draft = drafts[asides.pop() ?? -1];
      if (draft) draft.sectionEnd = drafts.length;
    } else if (token.type === 'inline') {
      if (heading > 0) closeSections(heading);
      const list = lists.at(-1);
      const draft: Draft = {
        ...readInline(token, reader),
        kind: heading > 0 ? 'heading' : list || cells > 0 ? 'item' : 'paragraph',
        line,
        level: heading,
        lead: list?.lead,
        exceptions: [...pending, ...(list?.exceptions ?? [])],
      };
      pending = [];
      if (heading > 0) headings.push({ index: drafts.length, level: heading });
      drafts.push(draft);
    }
  }
  closeSections(0);
  for (const exception of pending)
    bad.push({
      file: exception.file,
      line: exception.line,
      text: `ignore "${exception.phrase}" stands before nothing`,
    });

  const blocks: Block[] = [];
  drafts.forEach((draft, index) => {
    const section =
      draft.sectionEnd === undefined
        ? []
        : drafts
            .slice(index + 1, draft.sectionEnd)
            .flatMap((other) => other.references.map((reference) => reference.id));
    const lead = draft.lead === undefined ? undefined : blocks[draft.lead];
    blocks.push({
      source,
      kind: draft.kind,
      words: draft.words,
      figures: draft.figures,
      references: draft.references,
      lead,
      exceptions: [...draft.exceptions, ...(source.exceptions ?? [])],
      cites: [
        ...new Set([
          ...source.cites,
          ...section,
          ...(lead ? [...lead.references.map((reference) => reference.id), ...lead.cites] : []),
        ]),
      ],
      quotations: [...quotationsIn(draft.words), ...draft.foreign],
      lineAt: (offset) => draft.line + draft.breaks.filter((place) => place <= offset).length,
    });
  });
  // "What China said:" leans on the items of the list that it leads to.
  return blocks.map((block) =>
    block.kind === 'paragraph' && block.references.length === 0
      ? { ...block, cites: [...block.cites, ...blocks.flatMap((item) => (item.lead === block ? idsOf(item) : []))] }
      : block,
  );
}

const idsOf = ({ references }: Block): string[] => references.map(({ id }) => id);

/** The blocks of a text, in order. */
export function blocksOf(source: CheckedText, reader: Reader, bad: BadException[]): Block[] {
  if (source.form === 'markdown') return markdownBlocks(source, reader, bad);
  const { words, figures } = figuresIn(source.text.replace(/\[\^[^\]\s]+\]/g, ''), reader);
  const references = [...source.text.matchAll(/\[\^([^\]\s]+)\]/g)].map((match) => ({ id: match[1] ?? '', offset: 0 }));
  return [
    {
      source,
      kind: source.form === 'record' ? 'record' : 'field',
      words,
      figures,
      references,
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
  ...new Set([...text.matchAll(/\[\^([^\]\s]+)\]/g)].map((match) => match[1] ?? '')),
];
