import { sort } from 'd3';
import { z } from 'zod';
import { type Problem, ProblemsError } from '../dataset/problems.ts';
import { chapterIds } from '../words/chapters.ts';
import { contentFile, contentFiles } from '../words/content.ts';
import { parseWordsFile } from '../words/front-matter.ts';
import { defaultLanguage } from '../words/language.ts';
import { type Messages, type MessageTree, messagesFrom } from '../words/message.ts';
import { fileIn } from '../words/translations.ts';
import type { Chart, ChartModule } from './chart.ts';
import { withMarkWords } from './kit/mark-words.ts';

/** Every `*.chart.ts` beside this file, in the order of chapters and of the charts in them; its name is its id. No list to keep. */
const modules = import.meta.glob<ChartModule>('./*.chart.ts', { eager: true });

export const charts: readonly Chart[] = sort(
  Object.entries(modules).map(([path, module]) => module.default(path.slice('./'.length, -'.chart.ts'.length))),
  ({ chapter }) => chapterIds.indexOf(chapter),
  ({ order }) => order,
  ({ id }) => id,
);

const labels: z.ZodType<MessageTree> = z.lazy(() => z.record(z.string(), z.union([z.string(), labels])));

/** How a figure of a share picture is drawn in the grammar of marks: squares for stations, an ink for the rest. */
const shareMarks = ['traced', 'matched', 'later', 'not-traced', 'not-known', 'answered'] as const;
export type ShareMark = (typeof shareMarks)[number];

/** What a chart's share picture shows, which is no copy of the chart: one number, or up to five with a few words each. */
const shareSchema = z.strictObject({
  chapter: z.literal(true).optional().describe('The figures are on the picture of the chapter too.'),
  map: z.literal(true).optional().describe('The world map of the listings is beside the figures.'),
  rows: z
    .array(z.strictObject({ figure: z.string(), words: z.string(), mark: z.enum(shareMarks).optional() }))
    .min(1)
    .max(5),
});
type ShareWords = z.infer<typeof shareSchema>;

/** Words of a chart. All texts are ICU messages over the chart's `values`. */
const chartWordsSchema = z.strictObject({
  question: z.string().describe('The question the chart answers.'),
  headline: z.string().describe('States what the chart shows, as a sentence without a full stop.'),
  dek: z.string().describe('What is counted, and by whom.'),
  summary: z.string().describe('One sentence for those who do not see the picture.'),
  description: z.string().describe('A longer account of the same rows.'),
  asOf: z.string().describe('The date up to which the picture holds, in words.'),
  answer: z
    .string()
    .optional()
    .describe('Id of the answer (claim or response) that appears in full under the picture.'),
  tableCaption: z.string(),
  share: shareSchema.optional().describe('What the share picture says; without it the dek.'),
  columns: labels,
  labels: labels.optional(),
});

export interface ChartWords {
  readonly messages: Messages;
  /** Notes in Markdown, with references to claims. */
  readonly notes: string;
  readonly notesLine: number;
  readonly answer: string | undefined;
  /** ICU messages over the chart's values. */
  readonly share: ShareWords | undefined;
  readonly file: string;
}

/** The front matter without what is a list and no tree of messages. */
const messagesOf = ({ share: _, ...front }: z.infer<typeof chartWordsSchema>): MessageTree => front as MessageTree;

/** The words of the charts in a language: of all in the one at the root, of those that are translated in another. Throws with every fault at once, charts without words and words without charts among them. */
export function loadChartWords(language: string): ReadonlyMap<string, ChartWords> {
  const folder = `content/${language}/charts/`;
  const problems: Problem[] = [];
  const words = new Map<string, ChartWords>();
  const marksFile = fileIn(language, 'marks.yaml').file;
  const marks = withMarkWords({}, marksFile, contentFile(marksFile), problems);
  for (const [file, text] of contentFiles(folder)) {
    const id = file.slice(folder.length).replace(/\.md$/, '');
    const parsed = parseWordsFile(file, text, chartWordsSchema, problems);
    if (parsed)
      words.set(id, {
        messages: messagesFrom(file, language, { ...messagesOf(parsed.front), ...marks }),
        notes: parsed.body,
        notesLine: parsed.bodyLine,
        answer: parsed.front.answer,
        share: parsed.front.share,
        file,
      });
    if (!charts.some((chart) => chart.id === id))
      problems.push({
        file,
        where: 'file',
        field: 'name',
        found: id,
        expected: `the id of a chart: ${charts.map((chart) => chart.id).join(', ')}`,
        fix: 'rename the file, or add the chart',
      });
  }
  for (const chart of charts) {
    if (!chapterIds.includes(chart.chapter))
      problems.push({
        file: `src/charts/${chart.id}.chart.ts`,
        where: 'file',
        field: 'chapter',
        found: chart.chapter,
        expected: `the id of a chapter: ${chapterIds.join(', ')}`,
        fix: 'fix the name, or write the chapter',
      });
    if (language === defaultLanguage && !contentFiles(folder).has(`${folder}${chart.id}.md`))
      problems.push({
        file: `src/charts/${chart.id}.chart.ts`,
        where: 'file',
        field: 'words',
        found: 'none',
        expected: `${folder}${chart.id}.md`,
        fix: 'write the words of the chart',
      });
  }
  if (problems.length > 0) throw new ProblemsError('The words of the charts have errors', problems);
  return words;
}
