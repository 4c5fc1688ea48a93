/**
 * Every fault of the words and of what pages are made of, all at once, as a build would report them one page after another. Runs inside Vite, like the
 * pages (`npm run check:content`); whether the words say what the records say is for the fact-checker.
 */
import { messageOf, type Problem, ProblemsError } from '../../dataset/problems.ts';
import { aliasesIn } from '../../story/aliases.ts';
import { chaptersIn, galleryText, plainPage } from '../../story/chapters.ts';
import { glossaryList } from '../../story/glossary.ts';
import { siteIn } from '../../story/site.ts';
import { teachingKit } from '../../story/teach.ts';
import { defaultLanguage } from '../../words/language.ts';
import { isTranslated } from '../../words/translations.ts';

/** What is made of words, with the page that it is for: a language that has not translated the page lacks nothing. */
const pieces: readonly (readonly [page: string | undefined, make: (language: string) => unknown])[] = [
  [undefined, siteIn],
  [undefined, chaptersIn],
  ['about/', (language) => plainPage(language, 'about')],
  ['charts/', galleryText],
  [undefined, (language) => glossaryList(siteIn(language))],
  ['teach/', teachingKit],
  // Addresses that moved are kept in the default language only.
  ['aliases', aliasesIn],
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
