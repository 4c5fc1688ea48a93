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

const pieces: readonly ((language: string) => unknown)[] = [
  siteIn,
  chaptersIn,
  (language) => plainPage(language, 'about'),
  galleryText,
  (language) => glossaryList(siteIn(language)),
  teachingKit,
  aliasesIn,
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
  for (const piece of pieces)
    try {
      piece(language);
    } catch (error) {
      for (const problem of error instanceof ProblemsError ? error.problems : [unnamed(error)])
        problems.set(JSON.stringify(problem), problem);
    }
  return [...problems.values()];
}
