import { z } from 'zod';
import { faultless, type Problem } from '../dataset/problems.ts';
import { once } from '../shared/once.ts';
import { contentFile } from './content.ts';
import { parseYaml } from './front-matter.ts';
import { type Messages, type MessageTree, messagesFrom } from './message.ts';
import { fileIn } from './translations.ts';

const tree: z.ZodType<MessageTree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])));

const messagesOf = once((language: string) =>
  once((name: string): Messages => {
    const { file, language: own } = fileIn(language, `${name}.yaml`);
    const read = (problems: Problem[]) => parseYaml(file, contentFile(file), tree, problems);
    return messagesFrom(file, own, faultless('The messages have errors', read));
  }),
);

/**
 * The words of the frame around chapters and charts, from `content/<language>/messages.yaml`, or those of another file beside it; those of the language at
 * the root where there are none.
 */
export const loadMessages = (language: string, name = 'messages'): Messages => messagesOf(language)(name);
