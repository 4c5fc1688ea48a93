/** Where a record is used: the paragraphs that cite it, and the charts that show it or speak of it. */
import { once } from '../../shared/once.ts';
import { type Html, html } from '../../story/html.ts';
import { referencesIn } from '../../story/markdown.ts';
import type { Site } from '../../story/site.ts';
import { beginningOf, type Paragraph, paragraphs } from '../page/paragraphs.ts';

/** The paragraphs, and the charts by id. */
interface RecordUse {
  readonly paragraphs: Paragraph[];
  readonly charts: Set<string>;
}

/** Every use of every record, by its id. Made once a build. */
export const recordUses = once((site: Site): ReadonlyMap<string, RecordUse> => {
  const uses = new Map<string, RecordUse>();
  const useOf = (record: string): RecordUse => {
    const use = uses.get(record) ?? { paragraphs: [], charts: new Set() };
    uses.set(record, use);
    return use;
  };
  for (const paragraph of paragraphs(site))
    for (const record of paragraph.records) useOf(record).paragraphs.push(paragraph);
  for (const { chart, words } of site.charts.values())
    for (const record of [...chart.claims, ...(words.answer ? [words.answer] : []), ...referencesIn(words.notes)])
      useOf(record).charts.add(chart.id);
  return uses;
});

/** A paragraph in a list: its chapter, and how it begins. */
export function paragraphItem(site: Site, { path, chapter, lead }: Paragraph): Html {
  const name = site.messages.text(chapter ? `chapterNames.${chapter}` : 'site.home');
  return html`<li>${name}: <a href="${site.href(path)}">${beginningOf(lead)}</a></li>`;
}
