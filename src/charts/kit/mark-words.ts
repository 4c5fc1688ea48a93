/** The words of the grammar of marks, the same in every legend: `content/<language>/marks.yaml`. */
import { z } from 'zod';
import type { Problem } from '../../dataset/problems.ts';
import { parseYaml } from '../../words/front-matter.ts';
import type { MessageTree } from '../../words/message.ts';
import { type Mark, marks } from './marks.ts';

const schema = z.strictObject(
  Object.fromEntries(Object.keys(marks).map((mark) => [mark, z.string()])) as Record<Mark, z.ZodString>,
);

/** The words of a chart with those of the marks under `marks`, where its legends find them. Adds what is wrong with the file of marks to `problems`. */
export function withMarkWords(chart: MessageTree, file: string, text: string, problems: Problem[]): MessageTree {
  return { ...chart, marks: parseYaml(file, text, schema, problems) ?? {} };
}

export const markWordsFile = (language: string): string => `content/${language}/marks.yaml`;
