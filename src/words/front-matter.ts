import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { type Problem, quoteValue } from '../dataset/problems.ts';

/** A words file cut in two: checked front matter, and the Markdown body with the line it starts on (1-based). */
export interface WordsFile<Front> {
  readonly file: string;
  readonly front: Front;
  readonly body: string;
  readonly bodyLine: number;
}

/**
 * Splits a Markdown file into YAML front matter and body and checks the front matter.
 * Problems are added to the list, with line numbers; returns undefined when there are any.
 */
export function parseWordsFile<Schema extends z.ZodObject>(file: string, text: string, schema: Schema, problems: Problem[]): WordsFile<z.infer<Schema>> | undefined {
  const match = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (!match) {
    problems.push({
      file,
      where: 'line 1',
      field: 'front matter',
      found: quoteValue(text.slice(0, 40)),
      expected: 'a block between two lines of three hyphens',
      mend: 'start the file with ---, the fields, and --- again',
    });
    return undefined;
  }
  const front = parseYaml(file, match[1] ?? '', schema, problems, 1);
  if (front === undefined) return undefined;
  const bodyLine = match[0].split('\n').length - (match[0].endsWith('\n') ? 0 : 1);
  return { file, front, body: text.slice(match[0].length), bodyLine };
}

/** Parses and checks a YAML text; `lineOffset` is the number of lines before it in its file. */
export function parseYaml<Schema extends z.ZodType>(file: string, text: string, schema: Schema, problems: Problem[], lineOffset = 0): z.infer<Schema> | undefined {
  const document = parseDocument(text, { uniqueKeys: true });
  for (const error of document.errors)
    problems.push({
      file,
      where: `line ${(error.linePos?.[0].line ?? 1) + lineOffset}`,
      field: 'YAML',
      found: error.message.split('\n')[0] ?? '',
      expected: 'well-formed YAML',
      mend: 'quote a text that holds a colon, and give each key once',
    });
  if (document.errors.length > 0) return undefined;
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    // An asterisk or ampersand at the start of a value is an alias or anchor in YAML.
    problems.push({
      file,
      where: `line ${1 + lineOffset}`,
      field: 'YAML',
      found: error instanceof Error ? error.message : String(error),
      expected: 'values without aliases',
      mend: 'put a value that begins with * or & into quotation marks',
    });
    return undefined;
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : undefined;
    const path = (unknown === undefined ? issue.path : [...issue.path, issue.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : '']) as (string | number)[];
    const node = document.getIn(path, true) as { range?: [number, number, number] } | undefined;
    const line = node?.range ? text.slice(0, node.range[0]).split('\n').length + lineOffset : 1;
    problems.push({
      file,
      where: `line ${line}`,
      field: unknown ?? (issue.path.join('.') || 'fields'),
      found: quoteValue(document.getIn(issue.path as (string | number)[]) ?? undefined),
      expected: unknown ? 'no unknown field' : issue.message,
      mend: unknown ? 'remove it or mend its name' : 'add or mend the field',
    });
  }
  return undefined;
}
