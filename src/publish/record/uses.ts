/** Where a record is used: the paragraphs that cite it, and the charts that show it or speak of it. */
import { once } from '../../dataset/once.ts';
import { referencesIn } from '../../story/markdown.ts';
import type { Site } from '../../story/site.ts';
import { beginningOf, type Paragraph, paragraphs } from '../page/paragraphs.ts';

/** The paragraphs, each with how it begins, and the charts by id. */
export interface RecordUse {
  readonly paragraphs: readonly (Pick<Paragraph, 'path' | 'chapter'> & { readonly beginning: string })[];
  readonly charts: readonly string[];
}

/** Every use of every record, by its id. Made once a build. */
export const recordUses = once((site: Site): ReadonlyMap<string, RecordUse> => {
  const cited = new Map<string, RecordUse['paragraphs'][number][]>();
  for (const { path, chapter, lead, records } of paragraphs(site))
    for (const record of records)
      cited.set(record, [...(cited.get(record) ?? []), { path, chapter, beginning: beginningOf(lead) }]);
  const charts = new Map<string, Set<string>>();
  for (const { chart, words } of site.charts.values())
    for (const record of [...chart.claims, ...(words.answer ? [words.answer] : []), ...referencesIn(words.notes)])
      charts.set(record, (charts.get(record) ?? new Set()).add(chart.id));
  const uses = new Map<string, RecordUse>();
  for (const id of new Set([...cited.keys(), ...charts.keys()]))
    uses.set(id, { paragraphs: cited.get(id) ?? [], charts: [...(charts.get(id) ?? [])] });
  return uses;
});
