/**
 * Markdown in, HTML out. Raw HTML is never let through; links go to the site itself, to https or to http pages only.
 *
 * Beside plain Markdown a text may hold
 * - references `[^scale-01]` to a claim, a response or a derived figure (footnote style, but the note is made from the record)
 * - `::chart id` alone on a line: the chart stands there
 * - `:::aside Title {#key}` … `:::`; `:::brief` in the same way for the sentences that sum a chapter up
 * - `{#key}` at the end of a paragraph or heading: its permanent address
 * - `[text]{lang=zh}`: the language of foreign words
 * - `%% …` at the start of a line: a remark that readers don't see, such as an exception of the fact-checker (docs/fact-check.md)
 *
 * markdown-it-container and markdown-it-footnote are not used: the first swallows the rest of a text after an unclosed block, the second
 * wants the notes written in the text.
 */
import MarkdownIt, { type Token } from 'markdown-it';
import attributes from 'markdown-it-attrs';
import spans from 'markdown-it-bracketed-spans';
import { nearest, type Problem, quoteValue } from '../dataset/problems.ts';
import { curlQuotes, keepTogether } from '../words/typeset.ts';
import { noteButton } from './note-button.ts';

/** What a text may refer to. */
export interface MarkdownContext {
  readonly file: string;
  /** Line of the file on which the text starts, 1-based. */
  readonly firstLine: number;
  /** Ids that `[^…]` may name. */
  readonly references: ReadonlySet<string>;
  /** Ids that `::chart` may name; none where charts are not allowed. */
  readonly charts: ReadonlySet<string>;
  /** Path prefix of the site, ending in a slash. */
  readonly base: string;
  /** Number of the note for a reference, in order of first use; called in reading order. */
  readonly note: (id: string) => { number: number };
  /** Called for each chart in reading order, so that the notes of its own text are numbered where it stands. */
  readonly onChart?: (id: string) => void;
  /** Where a reference leads when the page has no notes; it is then shown by its id. */
  readonly noteHref?: (id: string) => string;
  /** Accessible name of what opens a note. */
  readonly noteLabel: (number: number) => string;
  readonly problems: Problem[];
}

/** A piece of a rendered text: HTML, or a chart to be drawn between two pieces. */
export type Segment =
  | { readonly kind: 'html'; readonly html: string }
  | { readonly kind: 'chart'; readonly id: string };

export interface Heading {
  readonly id: string;
  readonly text: string;
}

export interface RenderedMarkdown {
  readonly segments: readonly Segment[];
  readonly headings: readonly Heading[];
  /** Ids of paragraphs, headings and asides, in order. */
  readonly ids: readonly string[];
  /** Words of the running text, for the reading time. */
  readonly words: number;
}

type Environment = { context: MarkdownContext };

/** Id that a rule of ours left on its token. */
const metaId = (token: Token | undefined): string => String(token?.meta?.['id'] ?? '');

function createRenderer() {
  const md = new MarkdownIt({ html: false, linkify: false, typographer: true, quotes: '“”‘’' });
  md.use(spans as never).use(attributes as never, { allowedAttributes: ['id', 'lang'] });
  // A picture in a text would be fetched from somewhere; pictures here are charts.
  md.disable('image');
  md.validateLink = (url: string) => /^(?:https?:\/\/|\/(?!\/)|#)/i.test(url);

  md.inline.ruler.before('link', 'reference', (state, silent) => {
    const match = /^\[\^([^\]\s]+)\]/.exec(state.src.slice(state.pos));
    if (!match) return false;
    if (!silent) {
      const token = state.push('reference', 'sup', 0);
      token.meta = { id: match[1] };
    }
    state.pos += match[0].length;
    return true;
  });
  md.renderer.rules['reference'] = (tokens, index, _options, environment) => {
    const { context } = environment as Environment;
    const id = metaId(tokens[index]);
    if (context.noteHref)
      return ` <a class="note__more" href="${md.utils.escapeHtml(context.noteHref(id))}">${md.utils.escapeHtml(id)}</a>`;
    const { number } = context.note(id);
    return `<sup class="reference">${noteButton(id, String(number), context.noteLabel(number))}</sup>`;
  };

  md.block.ruler.before(
    'fence',
    'comment',
    (state, startLine, endLine, silent) => {
      const lineText = (line: number) =>
        state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line] ?? 0);
      if (!lineText(startLine).startsWith('%%') || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
      if (silent) return true;
      let end = startLine + 1;
      while (end < endLine && lineText(end).startsWith('%%')) end += 1;
      const token = state.push('comment', '', 0);
      token.hidden = true;
      token.map = [startLine, end];
      token.content = Array.from({ length: end - startLine }, (_, index) => lineText(startLine + index)).join('\n');
      state.line = end;
      return true;
    },
    { alt: ['paragraph', 'list', 'blockquote'] },
  );

  md.block.ruler.before(
    'fence',
    'directive',
    (state, startLine, endLine, silent) => {
      const lineText = (line: number) =>
        state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line] ?? 0);
      const opening = /^(:{2,})[ \t]*([^\s{]*)[ \t]*(.*)$/.exec(lineText(startLine));
      if (!opening || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
      if (silent) return true;
      const { context } = state.env as Environment;
      const [, colons = '', name = '', rest = ''] = opening;
      const problem = (found: string, expected: string, fix: string) =>
        context.problems.push({
          file: context.file,
          where: `line ${context.firstLine + startLine}`,
          field: 'directive',
          found,
          expected,
          fix,
        });
      if (colons === '::' && name === 'chart') {
        const id = rest.trim();
        if (!context.charts.has(id))
          problem(
            quoteValue(`::chart ${id}`),
            'the id of a chart',
            `did you mean ${nearest(id, context.charts) ?? ([...context.charts].join(', ') || 'none: charts cannot stand here')}?`,
          );
        else if (state.level > 0)
          problem(quoteValue(`::chart ${id}`), 'a chart outside lists and asides', 'move it out');
        const token = state.push('chart', '', 0);
        token.meta = { id };
        token.map = [startLine, startLine + 1];
        state.line = startLine + 1;
        return true;
      }
      if (colons === ':::' && (name === 'aside' || name === 'brief')) {
        let close = startLine + 1;
        while (close < endLine && lineText(close).trim() !== ':::') close += 1;
        if (close >= endLine) {
          problem(
            quoteValue(lineText(startLine)),
            'a line with three colons that closes it',
            `add ::: on a line of its own after the ${name}`,
          );
          state.line = startLine + 1;
          return true;
        }
        const title = /^(.*?)\s*(?:\{#([a-z0-9-]+)\})?\s*$/.exec(rest) ?? [];
        if (!title[1] || !title[2])
          problem(quoteValue(lineText(startLine)), 'a title and a key', `write :::${name} A title {#a-key}`);
        const tag = name === 'brief' ? 'section' : 'aside';
        const open = state.push('aside_open', tag, 1);
        open.map = [startLine, close];
        open.meta = { title: title[1] ?? '', id: title[2] ?? '' };
        const [oldParent, oldLineMax] = [state.parentType, state.lineMax];
        state.lineMax = close;
        state.md.block.tokenize(state, startLine + 1, close);
        [state.parentType, state.lineMax] = [oldParent, oldLineMax];
        state.push('aside_close', tag, -1);
        state.line = close + 1;
        return true;
      }
      problem(
        quoteValue(lineText(startLine)),
        '::chart id, or :::aside Title {#key} … :::',
        colons === ':::' && !name
          ? 'this ::: closes nothing: remove it'
          : `did you mean ${nearest(name, ['chart', 'aside', 'brief']) ?? 'chart, aside or brief'}?`,
      );
      state.line = startLine + 1;
      return true;
    },
    { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
  );
  md.renderer.rules['aside_open'] = (tokens, index) => {
    const { title, id } = (tokens[index]?.meta ?? {}) as { title: string; id: string };
    const tag = tokens[index]?.tag ?? 'aside';
    return `<${tag} class="${tag === 'section' ? 'brief' : 'aside'}" id="${md.utils.escapeHtml(id)}" aria-labelledby="${md.utils.escapeHtml(id)}-title">\n<p class="aside__title" id="${md.utils.escapeHtml(id)}-title">${md.utils.escapeHtml(curlQuotes(title))}</p>\n`;
  };
  md.renderer.rules['aside_close'] = (tokens, index) => `</${tokens[index]?.tag ?? 'aside'}>\n`;

  md.renderer.rules.text = (tokens, index) => md.utils.escapeHtml(keepTogether(tokens[index]?.content ?? ''));
  md.renderer.rules.link_open = (tokens, index, options, environment, self) => {
    const token = tokens[index];
    const href = String(token?.attrGet('href') ?? '');
    if (token && href.startsWith('/')) token.attrSet('href', (environment as Environment).context.base + href.slice(1));
    return self.renderToken(tokens, index, options);
  };
  return md;
}

const md = createRenderer();

/** The inline text of a token without marks and references. */
const plainText = (token: Token): string =>
  (token.children ?? [])
    .map((child) =>
      child.type === 'text' || child.type === 'code_inline' ? child.content : child.type === 'softbreak' ? ' ' : '',
    )
    .join('');

/** The tokens of a text, for those who read it without printing it. Faults of its directives are left to `renderMarkdown`. */
export function markdownTokens(source: string): readonly Token[] {
  const context: MarkdownContext = {
    file: '',
    firstLine: 1,
    references: new Set(),
    charts: new Set(),
    base: '/',
    note: () => ({ number: 0 }),
    noteLabel: () => '',
    problems: [],
  };
  return md.parse(source, { context } satisfies Environment);
}

/**
 * Renders a text. Faults (unknown references, directives, charts; keys used twice) are added to `context.problems` with file and line;
 * the text is rendered all the same, so that a preview can show it.
 */
export function renderMarkdown(source: string, context: MarkdownContext): RenderedMarkdown {
  const environment: Environment = { context };
  const tokens = md.parse(source, environment);
  const headings: Heading[] = [];
  const ids: string[] = [];
  const seen = new Map<string, number>();
  let words = 0;
  let line = 0;
  tokens.forEach((token, index) => {
    if (token.map) line = context.firstLine + token.map[0];
    const id =
      token.type === 'aside_open' ? metaId(token) : token.nesting === 1 ? String(token.attrGet('id') ?? '') : '';
    if (id) {
      if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))
        context.problems.push({
          file: context.file,
          where: `line ${line}`,
          field: 'key',
          found: quoteValue(id),
          expected: 'lower-case words joined by hyphens',
          fix: 'fix the key',
        });
      if (seen.has(id))
        context.problems.push({
          file: context.file,
          where: `line ${line}`,
          field: 'key',
          found: quoteValue(id),
          expected: 'a key used once in the text',
          fix: `line ${seen.get(id)} has it too: rename one`,
        });
      seen.set(id, line);
      ids.push(id);
    }
    if (token.type === 'heading_open') {
      const inline = tokens[index + 1];
      if (token.tag === 'h1')
        context.problems.push({
          file: context.file,
          where: `line ${line}`,
          field: 'heading',
          found: '#',
          expected: '## or deeper',
          fix: 'the title of the page is its only first heading: use ##',
        });
      if (!id)
        context.problems.push({
          file: context.file,
          where: `line ${line}`,
          field: 'heading',
          found: quoteValue(inline ? plainText(inline) : ''),
          expected: 'a key',
          fix: 'end the heading with {#a-key}: links to it must last',
        });
      else if (token.tag === 'h2' && inline) headings.push({ id, text: curlQuotes(plainText(inline)) });
    }
    if (token.type === 'inline') {
      words += plainText(token).split(/\s+/).filter(Boolean).length;
      for (const child of token.children ?? []) {
        if (child.type === 'link_open' && !child.attrGet('href'))
          context.problems.push({
            file: context.file,
            where: `line ${line}`,
            field: 'link',
            found: 'a link without an address',
            expected: '[words](/page/)',
            fix: 'add the address, or remove the brackets',
          });
        if (child.type !== 'reference') continue;
        const reference = metaId(child);
        if (!context.references.has(reference))
          context.problems.push({
            file: context.file,
            where: `line ${line}`,
            field: 'reference',
            found: quoteValue(`[^${reference}]`),
            expected: 'the id of a claim, a response or a derived figure',
            fix: `did you mean ${nearest(reference, context.references) ?? 'another id'}? See data/claims.json, data/responses.json, src/dataset/derived.ts`,
          });
      }
    }
  });

  const segments: Segment[] = [];
  let run: Token[] = [];
  const flush = () => {
    if (run.length > 0)
      segments.push({ kind: 'html', html: keepReferences(md.renderer.render(run, md.options, environment)) });
    run = [];
  };
  for (const token of tokens) {
    if (token.type !== 'chart') {
      run.push(token);
      continue;
    }
    flush();
    const id = metaId(token);
    if (!context.charts.has(id)) continue;
    segments.push({ kind: 'chart', id });
    context.onChart?.(id);
  }
  flush();
  return { segments, headings, ids, words };
}

/** The last word before references keeps them on its line: a button may be parted even from a word joiner (Chromium 156). */
const keepReferences = (html: string): string =>
  html.replace(/(?<![^\s<>])([^\s<>]+)((?:<sup class="reference">.*?<\/sup>)+)/g, '<span class="kept">$1$2</span>');

/** Ids that a text refers to, in order of first use. */
export function referencesIn(source: string): readonly string[] {
  return [...new Set([...source.matchAll(/\[\^([^\]\s]+)\]/g)].map((match) => match[1] ?? ''))];
}
