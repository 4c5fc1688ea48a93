import { sort } from 'd3';
import { faultless, reporter } from '../dataset/problems.ts';
import { chapterIds } from '../words/chapters.ts';
import { contentFile, contentFiles } from '../words/content.ts';
import { defaultLanguage } from '../words/language.ts';
import { fileIn } from '../words/translations.ts';
import type { Chart, ChartModule } from './chart.ts';
import { type ChartWords, readChartWords } from './chart-words.ts';
import { markWords } from './kit/mark-words.ts';

/** Every `*.chart.ts` beside this file, in the order of chapters and of the charts in them; its name is its id. No list to keep. */
const modules = import.meta.glob<ChartModule>('./*.chart.ts', { eager: true });

export const charts: readonly Chart[] = sort(
  Object.entries(modules).map(([path, module]) => module.default(path.slice('./'.length, -'.chart.ts'.length))),
  ({ chapter }) => chapterIds.indexOf(chapter),
  ({ order }) => order,
  ({ id }) => id,
);

/** The words of the charts in a language: of all in the one at the root, of those that are translated in another. Throws with every fault at once, charts without words and words without charts among them. */
export function loadChartWords(language: string): ReadonlyMap<string, ChartWords> {
  return faultless('The words of the charts have errors', (problems) => {
    const folder = `content/${language}/charts/`;
    const files = contentFiles(folder);
    const ids = charts.map((chart) => chart.id);
    const words = new Map<string, ChartWords>();
    const marksFile = fileIn(language, 'marks.yaml').file;
    const marks = markWords(marksFile, contentFile(marksFile), problems);
    for (const [file, text] of files) {
      const id = file.slice(folder.length).replace(/\.md$/, '');
      const read = readChartWords(file, language, text, marks, problems);
      if (read) words.set(id, read);
      const expected = `the id of a chart: ${ids.join(', ')}`;
      if (!ids.includes(id))
        reporter(problems, file)('file', 'name', id, expected, 'rename the file, or add the chart');
    }
    for (const { id, chapter } of charts) {
      const report = reporter(problems, `src/charts/${id}.chart.ts`);
      const chapters = `the id of a chapter: ${chapterIds.join(', ')}`;
      if (!chapterIds.includes(chapter))
        report('file', 'chapter', chapter, chapters, 'fix the name, or write the chapter');
      if (language === defaultLanguage && !files.has(`${folder}${id}.md`))
        report('file', 'words', 'none', `${folder}${id}.md`, 'write the words of the chart');
    }
    return words;
  });
}
