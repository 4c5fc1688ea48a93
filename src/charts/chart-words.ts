import { z } from 'zod';
import type { Problem } from '../dataset/problems.ts';
import { parseWordsFile } from '../words/front-matter.ts';
import { type Messages, type MessageTree, messagesFrom } from '../words/message.ts';

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

/**
 * Reads the words of a chart from their file; undefined where they are faulty.
 * @param marks words of the marks, where the legends of the chart find them
 * @param problems takes what is wrong
 */
export function readChartWords(
  file: string,
  language: string,
  text: string,
  marks: MessageTree,
  problems: Problem[],
): ChartWords | undefined {
  const parsed = parseWordsFile(file, text, chartWordsSchema, problems);
  if (!parsed) return undefined;
  const { share, ...front } = parsed.front;
  const messages = messagesFrom(file, language, { ...(front as MessageTree), ...marks });
  return { messages, notes: parsed.body, notesLine: parsed.bodyLine, answer: front.answer, share, file };
}
