/**
 * Every fault of the words and of what pages are made of, all at once, as a build would report them one page after another. Runs inside Vite, like the
 * pages (`npm run check:content`); whether the words say what the records say is for the fact-checker.
 */
import type { BuiltChart } from '../../charts/chart.ts';
import { type FrameName, frames } from '../../charts/shared/frame.ts';
import { SymbolSheet } from '../../charts/shared/symbols.ts';
import { faultless, messageOf, type Problem, ProblemsError } from '../../dataset/problems.ts';
import { lostAddresses } from '../../publish/host/addresses.ts';
import { aliasesIn, placesThatLeft, publishedIds } from '../../story/aliases.ts';
import { chaptersIn, galleryText, plainPage } from '../../story/chapters.ts';
import { glossaryList } from '../../story/glossary.ts';
import { siteIn } from '../../story/site.ts';
import { teachingKit } from '../../story/teach.ts';
import { defaultLanguage } from '../../words/language.ts';
import { isTranslated } from '../../words/translations.ts';

const frameNames = Object.keys(frames) as FrameName[];

/** Ids that the page around a chapter has (src/pages/[...language]/[chapter].astro), not its text. */
const aroundChapters = ['changed', 'cite', 'further-charts', 'notes'];

/**
 * Published places of chapters that are no longer in their texts. The build holds every page against the ledger; here is what needs no page: whoever
 * removes or moves a paragraph hears of it at once. Notes and charts that left lead on by themselves (src/story/aliases.ts).
 * @throws ProblemsError with all of them
 */
function keptPlaces(language: string): void {
  const problems: Problem[] = [];
  for (const { id, file, html } of chaptersIn(language)) {
    const page = `${id}/`;
    const moved = aliasesIn(language).flatMap(({ from }) => (from.page === page ? [from.id] : []));
    const leadOn = placesThatLeft(html, page, publishedIds(language).get(page) ?? []).map(({ from }) => from.id);
    const elsewhere = new Set([...aroundChapters, ...moved, ...leadOn]);
    const kept =
      publishedIds(language)
        .get(page)
        ?.filter((place) => !elsewhere.has(place)) ?? [];
    for (const { address, fix } of lostAddresses({ [page]: kept }, new Map([[page, html]])))
      problems.push({ file, where: 'text', field: 'key', found: 'nothing', expected: `the published ${address}`, fix });
  }
  if (problems.length > 0) throw new ProblemsError('Published addresses would lead nowhere', problems);
}

/** What keeps charts from being drawn, of each chart the first. One that cannot be built at all is reported by the fact-checker. */
export const drawingFaults = (charts: Iterable<{ readonly chart: BuiltChart }>): readonly Problem[] =>
  [...charts].flatMap((entry) => {
    try {
      for (const name of frameNames) entry.chart.picture(name, new SymbolSheet(), { label: '' });
      return [];
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      return error.problems;
    }
  });

/** What is made of words, with the page that it is for: a language that has not translated the page lacks nothing. */
const pieces: readonly (readonly [page: string | undefined, make: (language: string) => unknown])[] = [
  [undefined, siteIn],
  [
    undefined,
    (language) =>
      faultless('Charts cannot be drawn', (problems) =>
        problems.push(...drawingFaults(siteIn(language).charts.values())),
      ),
  ],
  [undefined, chaptersIn],
  ['about/', (language) => plainPage(language, 'about')],
  ['charts/', galleryText],
  [undefined, (language) => glossaryList(siteIn(language))],
  ['teach/', teachingKit],
  // Addresses, and what moved, are kept in the default language only.
  ['aliases', aliasesIn],
  ['aliases', keptPlaces],
];

/** A fault without parts of its own: code stopped at it, with a message for whoever wrote the words. */
const unnamed = (error: unknown): Problem => ({
  file: 'content',
  where: 'build',
  field: 'words and records',
  found: messageOf(error),
  expected: 'words and records that a page can be made of',
  fix: 'see what the message names',
});

/** The faults of a language, each once. */
export function contentFaults(language: string): readonly Problem[] {
  const problems = new Map<string, Problem>();
  for (const [page, make] of pieces)
    try {
      if (page === undefined || language === defaultLanguage || isTranslated(language, page)) make(language);
    } catch (error) {
      for (const problem of error instanceof ProblemsError ? error.problems : [unnamed(error)])
        problems.set(JSON.stringify(problem), problem);
    }
  return [...problems.values()];
}
