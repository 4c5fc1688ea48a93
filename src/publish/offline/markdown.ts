/**
 * The offline edition as Markdown: CommonMark with pipe tables and footnotes. Each record is told once, as the footnote of all places that rest on it.
 * A library for turning HTML into Markdown would have to be taught the notes, the figures and the tables, which is most of what is here.
 */
import { noteBody, referenceIds } from '../../story/notes.ts';
import type { Site } from '../../story/site.ts';
import { plainSpaces } from '../chart/chart-record.ts';
import { offlineTarget, type Places } from './links.ts';
import { type TreeElement, type TreeNode, treeOf } from './markup.ts';
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

function linkText(link: TreeElement, context: Context): string {
  const words = inline(link.children, context);
  const href = link.attributes.get('href');
  if (href === undefined) return words;
  const note = /^#note-(.+)$/.exec(href)?.[1];
  const target = offlineTarget(href, context.site.base, context.part, context.places);
  if (target.kind === 'external')
    return `[${words}](${/[\s()<>]/.test(href) ? `<${href.replace(/[<>]/g, encodeURIComponent)}>` : href})`;
  if (target.kind === 'elsewhere' && note === undefined)
    return `${words} ${escaped(context.site.messages.text('offline.onSite', { path: target.path }))}`;
  const record = note ?? (target.kind === 'inside' && target.part === 'claims' ? target.id : undefined);
  if (record === undefined || !context.references.has(record) || !context.footnote) return words;
  const isId = note !== undefined || escaped(record) === words;
  return `${isId ? '' : words}${context.footnote(record)}`;
}

function inline(nodes: readonly TreeNode[], context: Context): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return escaped(node.replace(/[ \t\n\r]+/g, ' '));
      const inner = () => inline(node.children, context);
      switch (node.name) {
        case 'svg':
          return '';
        case 'br':
          return '\\\n';
        case 'em':
        case 'i':
          return marked('*', inner());
        case 'b':
        case 'strong':
          return marked('**', inner());
        case 'code':
          return `\`${node.children.join('')}\``;
        case 'a':
          return linkText(node, context);
        default:
          return inner();
      }
    })
    .join('');
}

const inlineNames: ReadonlySet<string> = new Set([
  'a',
  'b',
  'strong',
  'em',
  'i',
  'span',
  'sup',
  'sub',
  'code',
  'br',
  'dfn',
  'cite',
  'q',
  'abbr',
  'time',
  'small',
  'svg',
]);
const left: ReadonlySet<string> = new Set(['chart__take', 'rests']);
/** A note stands at the end of its sentence, without a space. */
const spaceBeforeNote = /(?<=[.!?”)])\s+(?=\[\^)/g;

const indented = (text: string, by: string): string => text.replace(/\n(?=[^\n])/g, `\n${by}`);

function tableBlocks(table: TreeElement, context: Context): string[] {
  const find = (element: TreeElement, name: string): TreeElement[] =>
    element.children.flatMap((child) =>
      typeof child === 'string' ? [] : child.name === name ? [child] : find(child, name),
    );
  const row = (element: TreeElement) =>
    element.children
      .filter((child): child is TreeElement => typeof child !== 'string')
      .map((cell) => inline(cell.children, context).trim().replaceAll('|', '\\|').replaceAll('\\\n', ' '));
  const [head, ...body] = find(table, 'tr').map(row);
  const ends = find(table, 'th')
    .slice(0, head?.length)
    .map((cell) => (cell.classes.includes('number') ? '---:' : '---'));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const captions = find(table, 'caption').map((caption) => marked('**', inline(caption.children, context)));
  return [...captions, [line(head ?? []), line(ends), ...body.map(line)].join('\n')];
}

function blocks(nodes: readonly TreeNode[], context: Context): string[] {
  const written: string[] = [];
  let run: TreeNode[] = [];
  const flush = () => {
    const words = inline(run, context).trim().replace(spaceBeforeNote, '');
    if (words) written.push(asParagraph(words));
    run = [];
  };
  for (const node of nodes) {
    if (typeof node === 'string' || inlineNames.has(node.name)) {
      run.push(node);
      continue;
    }
    flush();
    if (node.classes.some((name) => left.has(name))) continue;
    const inner = () => blocks(node.children, context);
    const words = () => inline(node.children, context).trim();
    const heading = /^h([2-5])$/.exec(node.name)?.[1];
    if (heading) written.push(`${'#'.repeat(Number(heading) + 1)} ${words()}`);
    else if (node.name === 'ul' || node.name === 'ol') {
      const items = node.children.filter((child): child is TreeElement => typeof child !== 'string');
      const made = items.map((item, index) => {
        const mark = node.name === 'ul' ? '- ' : `${index + 1}. `;
        return mark + indented(blocks(item.children, context).join('\n\n'), ' '.repeat(mark.length));
      });
      written.push(made.join(made.some((item) => item.includes('\n\n')) ? '\n\n' : '\n'));
    } else if (node.name === 'aside' || node.name === 'blockquote')
      written.push(
        inner()
          .join('\n\n')
          .split('\n')
          .map((line) => `> ${line}`.trimEnd())
          .join('\n'),
      );
    else if (node.name === 'table') written.push(...tableBlocks(node, context));
    else if (node.name === 'dt' || node.name === 'summary' || node.classes.includes('aside__title'))
      written.push(marked('**', words()));
    else if (node.classes.includes('chart__headline'))
      written.push(
        `**${escaped(context.site.messages.text('offline.chart'))}: ${inline(
          node.children.flatMap((child) => (typeof child === 'string' ? [child] : child.children)),
          context,
        ).trim()}**`,
      );
    else if (node.name === 'p') {
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
  // Every record that a text rests on is a footnote; a list of all records would tell them twice.
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
      ...blocks(treeOf(part.body), context),
    ];
  });
  const notes = [...cited].map((id) => {
    const context = { site, part: 'claims', places, footnote: undefined, references };
    return `[^${id}]: ${indented(blocks(treeOf(noteBody(id, new Map(), site).toString()), context).join('\n\n'), '    ')}`;
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
