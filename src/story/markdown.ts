/**
 * Markdown in, a tree out (tree.ts). Raw HTML is never let through; links go to the site itself, to https or to http pages only.
 *
 * Beside plain Markdown a text may hold
 * - references `[^scale-01]` to a claim, a response or a derived figure (footnote style, but the note is made from the record); those side by side
 *   share one mark
 * - `::chart id` alone on a line: the chart appears there
 * - `:::aside Title {#key}` … `:::`; `:::brief` in the same way for the sentences that sum a chapter up
 * - `{#key}` at the end of a paragraph or heading: its permanent address
 * - `[text]{lang=zh}`: the language of foreign words
 * - `%% …` at the start of a line: a remark that readers don't see, such as an exception of the fact-checker (docs/fact-check.md)
 *
 * What is none of these and no Markdown, yet looks like it, is a fault (markdown-check.ts).
 */
import type { Token } from 'markdown-it';
import { type Problem, reporter } from '../dataset/problems.ts';
import { curlQuotes, keepTogether } from '../words/typeset.ts';
import { checkTokens, keyOf, type LineReport, plainText } from './markdown-check.ts';
import { metaId, parseMarkdown } from './markdown-syntax.ts';
import { type Element, type ElementContent, h, type Root, type RootContent, rootOf } from './tree.ts';

/** What a text may refer to. */
export interface MarkdownContext {
  readonly file: string;
  /** Line of the file on which the text starts, 1-based. */
  readonly firstLine: number;
  /** Ids that `[^…]` may name. */
  readonly references: ReadonlySet<string>;
  /** Address of a page of the site: `italy/#key` in the language of the text. */
  readonly href: (path: string) => string;
  /** What to print for references to these records; called in reading order. */
  readonly mark: (records: readonly string[]) => Element;
  /** Ids that `::chart` may name; none where charts are not allowed. */
  readonly charts?: ReadonlySet<string>;
  /** What to print for a chart; called in reading order, so that the notes of its own text are numbered where it is. */
  readonly chart?: (id: string) => RootContent;
  readonly problems: Problem[];
}

export interface Heading {
  readonly id: string;
  readonly text: string;
}

export interface RenderedMarkdown {
  readonly tree: Root;
  readonly headings: readonly Heading[];
  /** Ids of paragraphs, headings and asides, in order. */
  readonly ids: readonly string[];
  /** Words of the running text, for the reading time. */
  readonly words: number;
}

type Parent = { children: (RootContent | ElementContent)[] };

const text = (value: string) => ({ type: 'text', value }) as const;

function openTag(token: Token, address: MarkdownContext['href']): Element {
  const properties = Object.fromEntries(token.attrs ?? []);
  const href = String(properties['href'] ?? '');
  if (href.startsWith('/')) properties['href'] = address(href.slice(1));
  return h(token.tag, properties);
}

/** The inside of a paragraph, heading or cell. Adjacent references are one mark; spaces between them do not part them. */
function addInline(tokens: readonly Token[], parent: Parent, context: MarkdownContext): void {
  const open: Parent[] = [parent];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    const children = (open.at(-1) ?? parent).children;
    if (token === undefined) continue;
    if (token.type === 'reference') {
      const records = [metaId(token)];
      for (; tokens[index + 1]?.type === 'reference'; index += 1) records.push(metaId(tokens[index + 1]));
      children.push(context.mark([...new Set(records)]));
    } else if (token.type === 'text') children.push(text(keepTogether(token.content)));
    else if (token.type === 'softbreak') children.push(text('\n'));
    else if (token.type === 'hardbreak') children.push(h('br'), text('\n'));
    else if (token.type === 'code_inline') children.push(h('code', {}, [token.content]));
    else if (token.nesting === 1) {
      const element = openTag(token, context.href);
      children.push(element);
      open.push(element);
    } else if (token.nesting === -1) open.pop();
    else throw new Error(`${context.file}: Markdown has a mark that this site does not know: ${token.type}`);
  }
}

/** `:::aside`: a box with its title. `:::brief`: the chapter in short, folded. The box, and the element that its text goes into. */
function boxOf(token: Token): { readonly box: Element; readonly inside: Element } {
  const { name, title, id } = token.meta as { name: string; title: string; id: string };
  const folded = name === 'brief';
  const heading = h(folded ? 'summary' : 'p', { className: [`${name}__title`], id: `${id}-title` }, [
    curlQuotes(title),
  ]);
  const properties = { className: [name], id, ariaLabelledBy: [`${id}-title`] };
  if (!folded) {
    const box = h(token.tag, properties, ['\n', heading, '\n']);
    return { box, inside: box };
  }
  const inside = h('details', {}, [heading, '\n']);
  return { box: h(token.tag, properties, [inside]), inside };
}

/** Tokens as a tree, with the line breaks between blocks that make HTML readable. */
function treeOf(tokens: readonly Token[], context: MarkdownContext): Root {
  const root = rootOf([]);
  const open: Parent[] = [root];
  tokens.forEach((token, index) => {
    const parent = open.at(-1) ?? root;
    const add = (...nodes: (RootContent | ElementContent)[]) => parent.children.push(...nodes);
    const next = tokens[index + 1];
    if (token.type === 'inline') addInline(token.children ?? [], parent, context);
    else if (token.type === 'chart') {
      if (context.chart && context.charts?.has(metaId(token))) add(context.chart(metaId(token)));
    } else if (token.type === 'aside_open') {
      const { box, inside } = boxOf(token);
      add(box);
      open.push(inside);
    } else if (token.hidden) return;
    else if (token.nesting === 1) {
      if (tokens[index - 1]?.hidden && tokens[index - 1]?.nesting === -1) add(text('\n'));
      const element = openTag(token, context.href);
      add(element);
      open.push(element);
      if (next && next.type !== 'inline' && !next.hidden && next.nesting !== -1) element.children.push(text('\n'));
    } else if (token.nesting === -1) {
      open.pop();
      (open.at(-1) ?? root).children.push(text('\n'));
    } else if (token.type === 'hr') add(h('hr'), text('\n'));
    else add(h('pre', {}, [h('code', {}, [token.content])]), text('\n'));
  });
  return root;
}

/**
 * Renders a text. Faults (unknown references, directives, charts; keys used twice; marks that come to nothing) are added to `context.problems` with file and
 * line; the text is rendered all the same, so that a preview can show it.
 */
export function renderMarkdown(source: string, context: MarkdownContext): RenderedMarkdown {
  const { firstLine } = context;
  const reportAt = reporter(context.problems, context.file);
  const report: LineReport = (line, ...words) => reportAt(`line ${firstLine + line}`, ...words);
  const tokens = parseMarkdown(source, context.charts, report);
  checkTokens(tokens, context.references, firstLine, report);
  const inlines = tokens.filter((token) => token.type === 'inline');
  return {
    tree: treeOf(tokens, context),
    headings: tokens.flatMap((token, index) => {
      const inline = tokens[index + 1];
      return token.type === 'heading_open' && token.tag === 'h2' && keyOf(token) && inline
        ? [{ id: keyOf(token), text: curlQuotes(plainText(inline)) }]
        : [];
    }),
    ids: tokens.map(keyOf).filter(Boolean),
    words: inlines.reduce((sum, inline) => sum + plainText(inline).split(/\s+/).filter(Boolean).length, 0),
  };
}

/** Ids that a text refers to, in order of first use. */
export function referencesIn(source: string): readonly string[] {
  return [...new Set([...source.matchAll(/\[\^([^\]\s]+)\]/g)].map((match) => match[1] ?? ''))];
}
