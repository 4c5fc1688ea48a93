/** What a text must not hold: characters that nobody sees, marks of Markdown that came to nothing, keys and references that lead nowhere. */
import type { Token } from 'markdown-it';
import { characterFault } from '../dataset/characters.ts';
import { nearest, quoteValue } from '../dataset/problems.ts';

/** Reports a fault of a text, with its line in it, 0-based. */
export type LineReport = (line: number, field: string, found: string, expected: string, fix: string) => void;

/** Attributes that each token may have from braces; all others come from Markdown itself. */
const allowed: Readonly<Record<string, readonly string[]>> = { span_open: ['lang'], link_open: ['href', 'title'] };
/** Attributes that Markdown itself gives: the alignment of cells, the first number of a list. */
const isMarkdowns = (token: Token, name: string, value: string | number): boolean =>
  (/^t[hd]_open$/.test(token.type) && name === 'style' && /^text-align:(?:left|center|right)$/.test(String(value))) ||
  (token.type === 'ordered_list_open' && name === 'start');

/** What is printed or dropped when marks are not read as they were meant; the first that fits is reported. */
const remains: readonly (readonly [pattern: RegExp, what: string, fix: string])[] = [
  [/!\[[^\]]*\]\([^)]*\)?/, 'a picture, which cannot be here', 'write ::chart id on a line of its own, or remove it'],
  [
    /\[[^\]]*\]\([^)]*\)?/,
    'a link whose address is not read',
    'begin the address with / for a page of the site (/scale/), with # for a place on this page, or with https://',
  ],
  [
    /\{#[^}]*\}?/,
    'a key that is not read',
    'put one {#key} at the very end of the paragraph or heading, after the full stop and a space',
  ],
  [
    /\[[^\]]*\]\s*\{[^}]*\}?/,
    'a span that is not read',
    'write [words]{lang=zh}, without a space between and with both brackets and braces closed',
  ],
  [
    /[{}][^{}]*[{}]?/,
    'braces that are not read',
    'write {#key} for a key and [words]{lang=zh} for a language; \\{ for a brace that is meant',
  ],
  [
    /[[\]][^[\]]*[[\]]?/,
    'brackets that are not read',
    'write [words](/page/) for a link; \\[ for a bracket that is meant',
  ],
  [
    /\*+[^*]*\*?/,
    'asterisks that are not read',
    'put a space, or nothing but letters, outside **…** and *…*: they do not work between a letter and a punctuation mark; \\* for an asterisk that is meant',
  ],
  [/`+[^`]*/, 'a backtick without its partner', 'close it, or write \\`'],
  [/<\/?[a-z][^>]*>?/i, 'HTML', 'write Markdown; \\< for the sign'],
  [/&#?\w+;/, 'an entity that does not exist', 'write the character itself'],
  [/^#{1,6}\S+/, 'a heading that is not read', 'put a space after the #'],
  [/-{2,}/, 'two hyphens', 'write – (a dash)'],
  [/\.{3,}/, 'three full stops', 'write … (one character)'],
];

function checkText(text: string, line: number, report: LineReport): void {
  for (const [pattern, what, fix] of remains) {
    const found = pattern.exec(text)?.[0];
    if (found === undefined) continue;
    report(line, 'Markdown', quoteValue(found), `no ${what.replace(/^an? /, '')}`, fix);
    return;
  }
}

const isBlock = (token: Token): boolean => token.block && token.nesting === 1;

/** Attributes from braces that do nothing are reported and taken off. */
function checkAttributes(token: Token, line: number, report: LineReport): void {
  const isMeant = ([name, value]: readonly [string, string | number]): boolean =>
    (isBlock(token) && name === 'id') || allowed[token.type]?.includes(name) || isMarkdowns(token, name, value);
  for (const [name, value] of token.attrs?.filter((attribute) => !isMeant(attribute)) ?? [])
    report(
      line,
      'braces',
      quoteValue(`{${name}${value ? `=${value}` : ''}}`),
      '{#key} at the end of a paragraph or heading, or [words]{lang=zh}',
      token.type === 'span_open' ? 'write the language as {lang=zh}' : `write {#${name}} if it is a key, or remove it`,
    );
  if (token.type === 'span_open' && !token.attrs?.some(([name]) => name === 'lang'))
    report(
      line,
      'braces',
      'a span without a language',
      '[words]{lang=zh}',
      'name the language of the words, or remove brackets and braces',
    );
  token.attrs = token.attrs?.filter(isMeant) ?? null;
}

const reportInLink = (reference: Token, line: number, report: LineReport): void =>
  report(
    line,
    'reference',
    quoteValue(`[^${String(reference.meta?.['id'])}]`),
    'a reference outside links',
    'put it after the link: [words](/page/)[^id]',
  );

function checkInline(inline: Token, line: number, report: LineReport): void {
  let at = line;
  let links = 0;
  let before: Token | undefined;
  for (const token of inline.children ?? []) {
    checkAttributes(token, at, report);
    if (token.type === 'softbreak' || token.type === 'hardbreak') at += 1;
    else if (token.type === 'text' && before?.type === 'reference' && token.content.startsWith(']('))
      reportInLink(before, at, report);
    else if (token.type === 'text') checkText(token.content, at, report);
    else if (token.type === 'link_open') {
      links += 1;
      if (!token.attrGet('href'))
        report(at, 'link', 'a link without an address', '[words](/page/)', 'add the address, or remove the brackets');
      if (before?.type === 'text' && before.content.endsWith('!'))
        report(
          at,
          'picture',
          quoteValue(`![…](${token.attrGet('href')})`),
          'no picture',
          'write ::chart id on a line of its own; put a space after an exclamation mark',
        );
    } else if (token.type === 'link_close') links -= 1;
    else if (token.type === 'reference' && links > 0) reportInLink(token, at, report);
    before = token;
  }
}

/** Reports what is left over in the tokens of a text after parsing, before escapes are joined to the text around them. */
export function checkLeftOvers(tokens: readonly Token[], report: LineReport): void {
  let line = 0;
  for (const token of tokens) {
    if (token.map) line = token.map[0];
    if (token.type === 'inline') checkInline(token, line, report);
    else checkAttributes(token, line, report);
  }
}

/** The inline text of a token without marks and references. */
export const plainText = (token: Token): string =>
  (token.children ?? [])
    .map((child) =>
      child.type === 'text' || child.type === 'code_inline' ? child.content : child.type === 'softbreak' ? ' ' : '',
    )
    .join('');

/** Id of a block: its key. */
export const keyOf = (token: Token): string =>
  token.type === 'aside_open'
    ? String(token.meta?.['id'] ?? '')
    : token.nesting === 1
      ? String(token.attrGet('id') ?? '')
      : '';

function checkHeading(token: Token, inline: Token | undefined, line: number, report: LineReport): void {
  if (token.tag === 'h1')
    report(line, 'heading', '#', '## or deeper', 'the title of the page is its only first heading: use ##');
  if (!keyOf(token))
    report(
      line,
      'heading',
      quoteValue(inline ? plainText(inline) : ''),
      'a key',
      'end the heading with {#a-key}: links to it must last',
    );
}

/** Reports keys of a text that are no keys or appear twice, headings without one, references to no record, characters that nobody sees. */
export function checkTokens(
  tokens: readonly Token[],
  references: ReadonlySet<string>,
  firstLine: number,
  report: LineReport,
): void {
  const seen = new Map<string, number>();
  let line = 0;
  tokens.forEach((token, index) => {
    if (token.map) line = token.map[0];
    const key = keyOf(token);
    if (key && !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(key))
      report(line, 'key', quoteValue(key), 'lower-case words joined by hyphens', 'fix the key');
    const before = seen.get(key);
    if (key && before !== undefined)
      report(
        line,
        'key',
        quoteValue(key),
        'a key used once in the text',
        `line ${firstLine + before} has it too: rename one`,
      );
    if (key) seen.set(key, line);
    if (token.type === 'heading_open') checkHeading(token, tokens[index + 1], line, report);
    let at = line;
    for (const child of token.children ?? []) {
      if (child.type === 'softbreak' || child.type === 'hardbreak') at += 1;
      // Characters that were written as entities: the file itself was looked at before.
      const hidden = characterFault(`${child.content}${child.attrGet('href') ?? ''}`);
      if (hidden) report(at, 'characters', hidden.found, hidden.expected, hidden.fix);
      const id = String(child.meta?.['id'] ?? '');
      if (child.type !== 'reference' || references.has(id)) continue;
      const near = nearest(id, references) ?? 'another id';
      report(
        at,
        'reference',
        quoteValue(`[^${id}]`),
        'the id of a claim, a response or a derived figure',
        `did you mean ${near}? See data/claims.json, data/responses.json, src/dataset/derived.ts`,
      );
    }
  });
}
