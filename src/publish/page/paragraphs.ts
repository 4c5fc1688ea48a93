/** The chapters and the front page cut at their lasting keys: the text at each address, plain, and which records it cites. */
import { once } from '../../shared/once.ts';
import { chaptersIn, plainPage, type RenderedText } from '../../story/chapters.ts';
import type { Site } from '../../story/site.ts';
import { idOf, isElement, type Nodes } from '../../story/tree.ts';

export interface Paragraph {
  /** Page and key, below the site's root: `scale/#reports-published`. */
  readonly path: string;
  /** The chapter; undefined for the front page. */
  readonly chapter: string | undefined;
  /** A heading, or running text with what follows it up to the next key. */
  readonly heading: boolean;
  /** Everything up to the next key, without the numbers of notes and without charts. */
  readonly text: string;
  /** The first paragraph, item or heading alone. */
  readonly lead: string;
  /** Claims, responses and derived figures it cites, each once. */
  readonly records: readonly string[];
}

/** Words from the start of a text, broken off between two of them. */
export function beginningOf(text: string, most = 60): string {
  let beginning = '';
  for (const word of text.split(/\s+/)) {
    if (beginning && beginning.length + word.length > most) return `${beginning.replace(/[,;:–]$/, '')} …`;
    beginning = beginning ? `${beginning} ${word}` : word;
  }
  return beginning;
}

interface Draft {
  readonly path: string;
  readonly heading: boolean;
  readonly records: Set<string>;
  text: string;
  lead: string | undefined;
}

const endsLine = new Set(['p', 'li', 'h2', 'h3', 'h4', 'dt', 'dd']);
const tidy = (text: string): string => text.replace(/[\t\n\r ]+/g, ' ').trim();

/** A text cut at its keys. A reference in a list or aside without a key of its own counts for the key before it; charts are left out: they are found as charts. */
function paragraphsOf(text: RenderedText, page: string, chapter: string | undefined): Paragraph[] {
  const keys = new Set(text.ids);
  const drafts: Draft[] = [];
  const read = (node: Nodes): void => {
    const current = drafts.at(-1);
    if (node.type === 'text' && current) current.text += node.value;
    if (!('children' in node)) return;
    if (isElement(node)) {
      if (node.data?.records) {
        for (const id of node.data.records) current?.records.add(id);
        return;
      }
      const id = idOf(node);
      const heading = /^h\d$/.test(node.tagName);
      if (id && keys.has(id))
        drafts.push({ path: `${page}#${id}`, heading, records: new Set(), text: '', lead: undefined });
    }
    for (const child of node.children) read(child);
    const own = drafts.at(-1);
    if (!own || !isElement(node) || !endsLine.has(node.tagName)) return;
    own.lead ??= own.text;
    own.text += ' ';
  };
  read(text.tree);
  return drafts.map((draft) => ({
    path: draft.path,
    chapter,
    heading: draft.heading,
    text: tidy(draft.text),
    lead: tidy(draft.lead ?? draft.text),
    records: [...draft.records],
  }));
}

/** All of them in reading order, the front page first. */
export const paragraphs = once((site: Site): readonly Paragraph[] => [
  ...paragraphsOf(plainPage(site.language, 'front'), '', undefined),
  ...chaptersIn(site.language).flatMap((chapter) => paragraphsOf(chapter, `${chapter.id}/`, chapter.id)),
]);
