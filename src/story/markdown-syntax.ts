/**
 * The Markdown of this site: markdown-it with rules of our own, and the tokens it makes.
 *
 * markdown-it-container and markdown-it-footnote are not used: the first swallows the rest of a text after an unclosed block, the second wants the notes
 * written in the text.
 */
import MarkdownIt, { type MarkdownIt as Parser, type StateBlock, type Token } from 'markdown-it';
import attributes from 'markdown-it-attrs';
import spans from 'markdown-it-bracketed-spans';
import { nearest, quoteValue } from '../dataset/problems.ts';
import { checkLeftOvers, type LineReport } from './markdown-check.ts';

interface Environment {
  /** Ids that `::chart` may name. */
  readonly charts: ReadonlySet<string>;
  readonly report: LineReport;
}

/** Id that a rule of ours left on its token. */
export const metaId = (token: Token | undefined): string => String(token?.meta?.['id'] ?? '');

const lineText = (state: StateBlock, line: number): string =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line] ?? 0);

const environmentOf = (state: { readonly env: unknown }): Environment => state.env as Environment;

/** Reports a fault of a directive. */
const report = (state: StateBlock, line: number, found: string, expected: string, fix: string): void =>
  environmentOf(state).report(line, 'directive', found, expected, fix);

const isCode = (state: StateBlock, line: number): boolean => (state.sCount[line] ?? 0) - state.blkIndent >= 4;

/** `[^scale-01]`: a reference to a record. */
function addReferences(md: Parser): void {
  md.inline.ruler.before('link', 'reference', (state, silent) => {
    const match = /^\[\^([^\]\s]+)\]/.exec(state.src.slice(state.pos));
    if (!match) return false;
    if (!silent) state.push('reference', '', 0).meta = { id: match[1] };
    state.pos += match[0].length;
    return true;
  });
}

/** `%% …`: a remark that readers do not see. */
function addRemarks(md: Parser): void {
  md.block.ruler.before(
    'fence',
    'comment',
    (state, startLine, endLine, silent) => {
      if (!lineText(state, startLine).startsWith('%%') || isCode(state, startLine)) return false;
      if (silent) return true;
      let end = startLine + 1;
      while (end < endLine && lineText(state, end).startsWith('%%')) end += 1;
      const token = state.push('comment', '', 0);
      token.hidden = true;
      token.map = [startLine, end];
      token.content = Array.from({ length: end - startLine }, (_, index) => lineText(state, startLine + index)).join(
        '\n',
      );
      state.line = end;
      return true;
    },
    { alt: ['paragraph', 'list', 'blockquote'] },
  );
}

function readChart(state: StateBlock, line: number, id: string): void {
  const { charts } = environmentOf(state);
  const found = quoteValue(`::chart ${id}`);
  const near = nearest(id, charts) ?? ([...charts].join(', ') || 'none: charts cannot be here');
  if (!charts.has(id)) report(state, line, found, 'the id of a chart', `did you mean ${near}?`);
  else if (state.level > 0) report(state, line, found, 'a chart outside lists and asides', 'move it out');
  const token = state.push('chart', '', 0);
  token.meta = { id };
  token.map = [line, line + 1];
  state.line = line + 1;
}

function readBox(state: StateBlock, line: number, endLine: number, name: string, rest: string): void {
  const found = quoteValue(lineText(state, line));
  let close = line + 1;
  while (close < endLine && lineText(state, close).trim() !== ':::') close += 1;
  state.line = line + 1;
  if (close >= endLine) {
    const fix = `add ::: on a line of its own after the ${name}`;
    report(state, line, found, 'a line with three colons that closes it', fix);
    return;
  }
  const [, title, id] = /^(.*?)\s*(?:\{#([a-z0-9-]+)\})?\s*$/.exec(rest) ?? [];
  if (!title || !id) report(state, line, found, 'a title and a key', `write :::${name} A title {#a-key}`);
  // A section also for an aside: Reader View leaves out every <aside>, taking it for matter beside the text.
  const open = state.push('aside_open', 'section', 1);
  open.map = [line, close];
  open.meta = { name, title: title ?? '', id: id ?? '' };
  const [oldParent, oldLineMax] = [state.parentType, state.lineMax];
  state.lineMax = close;
  state.md.block.tokenize(state, line + 1, close);
  [state.parentType, state.lineMax] = [oldParent, oldLineMax];
  state.push('aside_close', 'section', -1);
  state.line = close + 1;
}

/** `::chart id`, and `:::aside Title {#key}` … `:::`. */
function addDirectives(md: Parser): void {
  md.block.ruler.before(
    'fence',
    'directive',
    (state, startLine, endLine, silent) => {
      const line = lineText(state, startLine);
      const opening = /^(:{2,})[ \t]*([^\s{]*)[ \t]*(.*)$/.exec(line);
      if (!opening || isCode(state, startLine)) return false;
      if (silent) return true;
      const [, colons = '', name = '', rest = ''] = opening;
      if (colons === '::' && name === 'chart') readChart(state, startLine, rest.trim());
      else if (colons === ':::' && (name === 'aside' || name === 'brief'))
        readBox(state, startLine, endLine, name, rest);
      else {
        const near = nearest(name, ['chart', 'aside', 'brief']) ?? 'chart, aside or brief';
        const fix = colons === ':::' && !name ? 'this ::: closes nothing: remove it' : `did you mean ${near}?`;
        const expected = '::chart id, or :::aside Title {#key} … :::';
        report(state, startLine, quoteValue(line), expected, fix);
        state.line = startLine + 1;
      }
      return true;
    },
    { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
  );
}

/** An apostrophe that the rule for quotation marks takes for an opening one: before the decade ('90s), after a reference ([^scale-01]'s). */
function fixApostrophes(md: Parser): void {
  md.core.ruler.after('smartquotes', 'apostrophes', (state) => {
    for (const { children } of state.tokens)
      children?.forEach((token, index) => {
        if (token.type !== 'text') return;
        token.content = token.content.replace(/[‘'](?=\d\ds?\b)/g, '’').replaceAll("'", '’');
        if (children[index - 1]?.type === 'reference') token.content = token.content.replace(/^‘(?=s\b)/, '’');
      });
  });
}

function createParser(): Parser {
  const md = new MarkdownIt({ html: false, linkify: false, typographer: true, quotes: '“”‘’' });
  // All attributes are let through to markdown-check.ts, which refuses those that nobody would see: the plugin drops them without a word.
  md.use(spans as never).use(attributes as never);
  // A picture in a text would be fetched from somewhere: pictures here are charts. Addresses given further down ([x]: …) would vanish where nobody uses them.
  md.disable(['image']);
  md.block.ruler.disable('reference');
  md.validateLink = (url: string) => /^(?:https?:\/\/|\/(?!\/)|#)/i.test(url);
  // (c), (r) and (tm) stay what they are: “Article 3(c)” is no copyright mark.
  md.core.ruler.disable('replacements');
  addReferences(md);
  addRemarks(md);
  addDirectives(md);
  fixApostrophes(md);
  // Before escapes (\\*) become text like any other: what they keep from being read is meant.
  md.core.ruler.before('text_join', 'left-over', (state) => {
    checkLeftOvers(state.tokens, environmentOf(state).report);
  });
  return md;
}

const parser = createParser();

/**
 * The tokens of a text.
 * @param charts ids that `::chart` may name
 * @param report takes what is wrong with directives, and marks that came to nothing
 */
export function parseMarkdown(
  source: string,
  charts: ReadonlySet<string> = new Set(),
  report: LineReport = () => {},
): readonly Token[] {
  return parser.parse(source, { charts, report } satisfies Environment);
}
