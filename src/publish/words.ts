import { z } from 'zod';
import { type Problem, ProblemsError } from '../dataset/problems.ts';
import { contentFile } from '../words/content.ts';
import { parseYaml } from '../words/front-matter.ts';
import { type Messages, type MessageTree, type MessageValues, messagesFrom } from '../words/message.ts';
import { plainSpaces } from './chart-record.ts';

const tree: z.ZodType<MessageTree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])));
const loaded = new Map<string, Messages>();

/** The words of downloads and of the page about the data: `content/<language>/downloads.yaml`. */
export function downloadWords(language: string): Messages {
  const known = loaded.get(language);
  if (known) return known;
  const file = `content/${language}/downloads.yaml`;
  const problems: Problem[] = [];
  const parsed = parseYaml(file, contentFile(file), tree, problems);
  if (!parsed) throw new ProblemsError('The words of the downloads have errors', problems);
  const words = messagesFrom(file, language, parsed);
  loaded.set(language, words);
  return words;
}

/** A message for a file rather than a page: plain spaces. */
export const plainWords = (language: string, key: string, values?: MessageValues): string => plainSpaces(downloadWords(language).text(key, values));
