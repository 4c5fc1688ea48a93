/**
 * The offline edition as Markdown: CommonMark with pipe tables and footnotes. Each record is given once, as the footnote of every passage that rests on it.
 * A library for turning HTML into Markdown would have to be taught the notes, the figures and the tables, which is most of what is here.
 */
import { noteBody, referenceIds } from '../../story/notes.ts';
import type { Site } from '../../story/site.ts';
import { attribute, type Element, hasClass, isElement, type RootContent, treeFrom, wordsOf } from '../../story/tree.ts';
import { plainSpaces } from '../chart/chart-record.ts';
import { offlineTarget, type Places } from './links.ts';

import { offlineParts, offlinePlaces } from './parts.ts';

interface Context {
  readonly site: Site;
  readonly part: string;
  readonly places: Places;
  /** Takes a record as a footnote; undefined inside a footnote, where there is none. */
  readonly footnote: ((id: string) => string) | undefined;
  readonly references: ReadonlySet<string>;
}

/** Characters that Markdown would read as marks. */
const escaped = (text: string): string =>
  text
    .replace(/[\\`*[\]]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/<(?=[\p{L}/!?])/gu, '\\<')
    .replace(/&(?=#?\w+;)/g, '\\&');

/** A paragraph whose first characters are words and not the mark of a list, a heading or a quotation. */
const asParagraph = (line: string): string =>
  line.replace(/^(#{1,6}(?=\s|$)|[-+](?=\s)|>|~~~)/, '\\$1').replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');

const marked = (mark: string, inner: string): string => {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(inner) ?? [];
  return words ? `${before}${mark}${words}${mark}${after}` : inner;
};

const marks: Readonly<Record<string, string>> = { em: '*', i: '*', b: '**', strong: '**' };

/** @param nameless whether the words only name the record, which the footnote does */
function linkText(link: Element, context: Context, nameless = false): string {
  const words = inline(link.children, context);
  const href = attribute(link, 'href');
  if (href === undefined) return words;
  const note = /^#note-(.+)$/.exec(href)?.[1];
  const target = offlineTarget(href, context.site.base, context.part, context.places);
  if (target.kind === 'external')
    return `[${words}](${/[\s()<>]/.test(href) ? `<${href.replace(/[<>]/g, encodeURIComponent)}>` : href})`;
  if (target.kind === 'elsewhere' && note === undefined)
    return `${words} ${escaped(context.site.messages.text('offline.onSite', { path: target.path }))}`;
  const record = note ?? (target.kind === 'inside' && target.part === 'claims' ? target.id : undefined);
  if (record === undefined || !context.references.has(record) || !context.footnote) return words;
  const isName = nameless || note !== undefined || hasClass(link, 'note__more') || escaped(record) === words;
  return `${isName ? '' : words}${context.footnote(record)}`;
}

function inline(nodes: readonly RootContent[], context: Context): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return escaped(node.value.replace(/[ \t\n\r]+/g, ' '));
      if (!isElement(node)) return '';
      const inner = () => inline(node.children, context);
      if (context.footnote && (hasClass(node, 'cites') || hasClass(node, 'reference')))
        return node.children.map((child) => (isElement(child) ? linkText(child, context, true) : '')).join('');
      const mark = marks[node.tagName];
      if (mark) return marked(mark, inner());
      switch (node.tagName) {
        case 'svg':
          return '';
        case 'br':
          return '\\\n';
        case 'code':
          return `\`${wordsOf(node)}\``;
        case 'a':
          return linkText(node, context);
        default:
          return inner();
      }
    })
    .join('');
}

const inlineNames: ReadonlySet<string> = new Set(
  'a abbr b br cite code dfn em i q small span strong sub sup svg time'.split(' '),
);
/** A note follows its sentence without a space. */
const spaceBeforeNote = /(?<=[.!?”)])\s+(?=\[\^)/g;

const indented = (text: string, by: string): string => text.replace(/\n(?=[^\n])/g, `\n${by}`);

function tableBlocks(table: Element, context: Context): string[] {
  const find = (element: Element, name: string): Element[] =>
    element.children.flatMap((child) =>
      isElement(child) ? (child.tagName === name ? [child] : find(child, name)) : [],
    );
  const row = (element: Element) =>
    element.children
      .filter((child) => isElement(child))
      .map((cell) => inline(cell.children, context).trim().replaceAll('|', '\\|').replaceAll('\\\n', ' '));
  const [head, ...body] = find(table, 'tr').map(row);
  const ends = find(table, 'th')
    .slice(0, head?.length)
    .map((cell) => (hasClass(cell, 'number') ? '---:' : '---'));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const captions = find(table, 'caption').map((caption) => marked('**', inline(caption.children, context)));
  return [...captions, [line(head ?? []), line(ends), ...body.map(line)].join('\n')];
}

function blocks(nodes: readonly RootContent[], context: Context): string[] {
  const written: string[] = [];
  let run: RootContent[] = [];
  const flush = () => {
    const words = inline(run, context).trim().replace(spaceBeforeNote, '');
    if (words) written.push(asParagraph(words));
    run = [];
  };
  for (const node of nodes) {
    if (!isElement(node) || inlineNames.has(node.tagName)) {
      run.push(node);
      continue;
    }
    flush();
    const inner = () => blocks(node.children, context);
    const words = () => inline(node.children, context).trim();
    const heading = /^h([2-5])$/.exec(node.tagName)?.[1];
    if (heading) written.push(`${'#'.repeat(Number(heading) + 1)} ${words()}`);
    else if (node.tagName === 'ul' || node.tagName === 'ol') {
      const items = node.children.filter((child) => isElement(child));
      const made = items.map((item, index) => {
        const mark = node.tagName === 'ul' ? '- ' : `${index + 1}. `;
        return mark + indented(blocks(item.children, context).join('\n\n'), ' '.repeat(mark.length));
      });
      written.push(made.join(made.some((item) => item.includes('\n\n')) ? '\n\n' : '\n'));
    } else if (hasClass(node, 'aside') || node.tagName === 'blockquote')
      written.push(
        inner()
          .join('\n\n')
          .split('\n')
          .map((line) => `> ${line}`.trimEnd())
          .join('\n'),
      );
    else if (node.tagName === 'table') written.push(...tableBlocks(node, context));
    else if (node.tagName === 'dt' || node.tagName === 'summary' || hasClass(node, 'aside__title'))
      written.push(marked('**', words()));
    else if (hasClass(node, 'chart__headline'))
      written.push(`**${escaped(context.site.messages.text('offline.chart'))}: ${words()}**`);
    else if (node.tagName === 'p') {
      const paragraph = words().replace(spaceBeforeNote, '');
      if (paragraph) written.push(asParagraph(paragraph));
    } else written.push(...inner());
  }
  flush();
  return written;
}

/** `/offline/110-abroad.md` */
export function offlineMarkdown(site: Site): string {
  const { messages, dataset, format } = site;
  const { edition } = dataset;
  const all = offlineParts(site);
  const places = offlinePlaces(all);
  // Every record that a text rests on is a footnote; a list of all records would repeat them.
  const parts = all.filter((part) => part.id !== 'claims');
  const references = referenceIds(dataset);
  const cited = new Set<string>();
  const footnote = (id: string) => {
    cited.add(id);
    return `[^${id}]`;
  };
  const texts = parts.map((part) => {
    const context = { site, part: part.id, places, footnote, references };
    const head = [part.place, part.facts].filter((line) => line !== undefined).map(escaped);
    return [
      `## ${escaped(part.title)}`,
      ...head,
      marked('*', escaped(part.dek)),
      ...blocks(part.body.children, context),
    ];
  });
  const notes = [...cited].map((id) => {
    const context = { site, part: 'claims', places, footnote: undefined, references };
    return `[^${id}]: ${indented(blocks(treeFrom(noteBody(id, new Map(), site).toString()).children, context).join('\n\n'), '    ')}`;
  });
  const lines = [
    `# ${escaped(messages.text('offline.fileTitle', { site: messages.text('site.name'), tagline: messages.text('site.tagline') }))}`,
    `${escaped(messages.text('offline.edition', { version: edition.version, date: format.date(edition.date) }))} · [${escaped(edition.licence.name)}](${edition.licence.url})`,
    escaped(messages.text('offline.textIntro')),
    `## ${escaped(messages.text('offline.contents'))}`,
    parts.map((part) => `- ${escaped(part.title)}`).join('\n'),
    ...texts.flat(),
    `## ${escaped(messages.text('offline.records'))}`,
    ...notes,
  ];
  return `${plainSpaces(lines.join('\n\n'))}\n`;
}
