/**
 * When a chapter was published and last changed, read from the editions. Each edition keeps `chapters.json` with a sum of every chapter's words; so both
 * dates are those of editions and cannot be forgotten, and a chart that is drawn anew is no revision.
 */
import { type Chapter, chaptersIn } from '../../story/chapters.ts';
import { wordsOf } from '../../story/tree.ts';
import { sha256, utf8 } from '../download/archive.ts';
import { chapterListFile } from '../edition/frozen-edition.ts';
import { unreleased } from '../edition/label.ts';
import { type EditionName, frozenFolder, frozenJson, frozenNames } from '../edition/on-disk.ts';
import { unchangedSince } from './history.ts';

interface ListedChapter {
  readonly id: string;
  readonly title: string;
  readonly asOf: string;
  /** SHA-256 of its title, dek and words. */
  readonly sha256: string;
}

const sumOf = ({ front, tree }: Pick<Chapter, 'front' | 'tree'>): string =>
  sha256(utf8([front.title, front.dek, wordsOf(tree)].join('\n')));

/** `/chapters.json` */
export function chapterList(language: string): string {
  const chapters = chaptersIn(language).map(
    (chapter): ListedChapter => ({
      id: chapter.id,
      title: chapter.front.title,
      asOf: chapter.front.asOf,
      sha256: sumOf(chapter),
    }),
  );
  return `${JSON.stringify({ chapters }, null, 2)}\n`;
}

/** The chapters of edition 1.0.0, which kept no list: published with it, and not known word for word. */
const firstChapters: ReadonlySet<string> = new Set(['scale', 'netherlands', 'italy', 'persuasion', 'answers']);

export interface ChapterDates {
  /** Date of the first edition that has the chapter; undefined where none has it yet. */
  readonly published: string | undefined;
  /** Date of the edition in which it got its present words; undefined while they are in none. */
  readonly modified: string | undefined;
}

/**
 * @param now version and date that the build is called by
 * @param sum of the chapter's present words
 */
export function chapterDatesIn(id: string, sum: string, now: EditionName, folder = frozenFolder): ChapterDates {
  const editions = frozenNames(folder).map(({ version, date }) => {
    const list = frozenJson<{ readonly chapters: readonly ListedChapter[] }>(version, chapterListFile, folder);
    const listed = list?.chapters.find((chapter) => chapter.id === id);
    return { date, has: list ? listed !== undefined : firstChapters.has(id), same: listed?.sha256 === sum };
  });
  const isReleased = !now.version.endsWith(unreleased);
  return {
    published: editions.find(({ has }) => has)?.date ?? (isReleased ? now.date : undefined),
    modified: unchangedSince(editions) ?? (isReleased ? now.date : undefined),
  };
}

export const chapterDates = (chapter: Chapter, now: EditionName): ChapterDates =>
  chapterDatesIn(chapter.id, sumOf(chapter), now);
