/** Where a record is used: the paragraphs that cite it, and the charts that show it or speak of it. */
import { chaptersIn, plainPage, type RenderedText } from '../story/chapters.ts';
import { referencesIn } from '../story/markdown.ts';
import type { Site } from '../story/site.ts';

export interface ParagraphUse {
  /** Page and paragraph, below the site's root: `scale/#reports-published`. */
  readonly path: string;
  /** The chapter; undefined for the front page. */
  readonly chapter: string | undefined;
  /** How the paragraph begins. */
  readonly beginning: string;
}

export interface RecordUse {
  readonly paragraphs: readonly ParagraphUse[];
  readonly charts: readonly string[];
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': '\u00a0' };

/** The first words of a piece of HTML, broken off between two words. */
function beginningOf(html: string, most = 60): string {
  const words = html
    .replace(/<sup class="reference">[\s\S]*?<\/sup>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|nbsp|#39);/g, (entity) => entities[entity] ?? entity)
    .trim()
    .split(/\s+/);
  let text = '';
  for (const word of words) {
    if (text && text.length + word.length > most) return `${text.replace(/[,;:–]$/, '')} …`;
    text = text ? `${text} ${word}` : word;
  }
  return text;
}

/** Paragraphs of a text by the records they cite. A reference in a list or aside without a key of its own counts for the key before it. */
function paragraphsOf(text: RenderedText, page: string, chapter: string | undefined, into: Map<string, ParagraphUse[]>): void {
  // Charts have references of their own, which are told as charts.
  const body = text.html.replace(/<figure [\s\S]*?<\/figure>/g, '');
  const keys = text.ids.map((id) => ({ id, at: body.indexOf(` id="${id}"`) })).filter(({ at }) => at >= 0);
  for (const [index, { id, at }] of keys.entries()) {
    const part = body.slice(body.indexOf('>', at) + 1, keys[index + 1]?.at ?? body.length);
    for (const record of new Set([...part.matchAll(/"note-([^"]+)"/g)].map((match) => match[1] ?? ''))) {
      const uses = into.get(record) ?? [];
      uses.push({ path: `${page}#${id}`, chapter, beginning: beginningOf(part.slice(0, part.search(/<\/(?:p|li|h\d)>/))) });
      into.set(record, uses);
    }
  }
}

const found = new WeakMap<Site, ReadonlyMap<string, RecordUse>>();

/** Every use of every record, by its id. Made once a build. */
export function recordUses(site: Site): ReadonlyMap<string, RecordUse> {
  const known = found.get(site);
  if (known) return known;
  const paragraphs = new Map<string, ParagraphUse[]>();
  paragraphsOf(plainPage(site.language, 'front'), '', undefined, paragraphs);
  for (const chapter of chaptersIn(site.language)) paragraphsOf(chapter, `${chapter.id}/`, chapter.id, paragraphs);
  const charts = new Map<string, Set<string>>();
  for (const { chart, words } of site.charts.values())
    for (const record of [...chart.claims, ...(words.answer ? [words.answer] : []), ...referencesIn(words.notes)])
      charts.set(record, (charts.get(record) ?? new Set()).add(chart.id));
  const uses = new Map<string, RecordUse>();
  for (const id of new Set([...paragraphs.keys(), ...charts.keys()])) uses.set(id, { paragraphs: paragraphs.get(id) ?? [], charts: [...(charts.get(id) ?? [])] });
  found.set(site, uses);
  return uses;
}
