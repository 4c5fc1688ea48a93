/** The chapters and the front page cut at their lasting keys: what stands at each address, as plain text, and which records it cites. */
import { chaptersIn, plainPage, type RenderedText } from '../../story/chapters.ts';
import type { Site } from '../../story/site.ts';

export interface Paragraph {
  /** Page and key, below the site's root: `scale/#reports-published`. */
  readonly path: string;
  /** The chapter; undefined for the front page. */
  readonly chapter: string | undefined;
  /** A heading, or running text with what follows it up to the next key. */
  readonly heading: boolean;
  /** Everything up to the next key, without the numbers of notes and without charts. */
  readonly text: string;
  /** What stands in the first paragraph, item or heading alone. */
  readonly lead: string;
  /** Claims, responses and derived figures it cites, each once. */
  readonly records: readonly string[];
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': '\u00a0',
};

/** The inside of a piece of HTML as text, without the numbers of its notes. */
export const plainText = (html: string): string =>
  html
    .replace(/<sup class="reference">[\s\S]*?<\/sup>/g, '')
    .replace(/<\/(?:p|li|h\d|dt|dd)>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|nbsp|#39);/g, (entity) => entities[entity] ?? entity)
    .replace(/[\t\n\r ]+/g, ' ')
    .trim();

/** Words from the start of a text, broken off between two of them. */
export function beginningOf(text: string, most = 60): string {
  let beginning = '';
  for (const word of text.split(/\s+/)) {
    if (beginning && beginning.length + word.length > most) return `${beginning.replace(/[,;:–]$/, '')} …`;
    beginning = beginning ? `${beginning} ${word}` : word;
  }
  return beginning;
}

/** A reference in a list or aside without a key of its own counts for the key before it. */
function paragraphsOf(text: RenderedText, page: string, chapter: string | undefined): Paragraph[] {
  // Charts have references of their own, which are told as charts.
  const body = text.html.replace(/<figure [\s\S]*?<\/figure>/g, '');
  const keys = text.ids.map((id) => ({ id, at: body.indexOf(` id="${id}"`) })).filter(({ at }) => at >= 0);
  return keys.map(({ id, at }, index) => {
    const part = body.slice(
      body.indexOf('>', at) + 1,
      keys[index + 1] === undefined ? undefined : body.lastIndexOf('<', keys[index + 1]?.at),
    );
    return {
      path: `${page}#${id}`,
      chapter,
      heading: /^<h\d/.test(body.slice(body.lastIndexOf('<', at))),
      text: plainText(part),
      lead: plainText(part.slice(0, part.search(/<\/(?:p|li|h\d)>/))),
      records: [...new Set([...part.matchAll(/"note-([^"]+)"/g)].map((match) => match[1] ?? ''))],
    };
  });
}

const found = new WeakMap<Site, readonly Paragraph[]>();

/** All of them in reading order, the front page first. Made once a build. */
export function paragraphs(site: Site): readonly Paragraph[] {
  const known = found.get(site) ?? [
    ...paragraphsOf(plainPage(site.language, 'front'), '', undefined),
    ...chaptersIn(site.language).flatMap((chapter) => paragraphsOf(chapter, `${chapter.id}/`, chapter.id)),
  ];
  found.set(site, known);
  return known;
}
