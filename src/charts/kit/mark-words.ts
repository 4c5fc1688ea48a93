/** The words of the grammar of marks, the same in every legend: `content/<language>/marks.yaml`. */
import { z } from 'zod';
import type { Problem } from '../../dataset/problems.ts';
import { parseYaml } from '../../words/front-matter.ts';
import type { MessageTree } from '../../words/message.ts';
import { type Mark, marks } from './marks.ts';

const schema = z.strictObject(
  Object.fromEntries(Object.keys(marks).map((mark) => [mark, z.string()])) as Record<Mark, z.ZodString>,
);

/** The words of the marks under `marks`, where the legends of a chart find them. Adds what is wrong with their file to `problems`. */
export const markWords = (file: string, text: string, problems: Problem[]): MessageTree => ({
  marks: parseYaml(file, text, schema, problems) ?? {},
});

export const markWordsFile = (language: string): string => `content/${language}/marks.yaml`;
