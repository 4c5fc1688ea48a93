import { type Document, isNode, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { characterFault, lineNotUtf8 } from '../dataset/characters.ts';
import { type Problem, quoteValue } from '../dataset/problems.ts';
import { expectedWords } from '../dataset/zod-words.ts';

/** A words file cut in two: front matter, and the Markdown body with the line it starts on (1-based). */
export interface WordsFile<Front> {
  readonly file: string;
  readonly front: Front;
  readonly body: string;
  readonly bodyLine: number;
}

/** Reports a text that is not UTF-8, or that holds a character which harms, cannot be seen or only looks like another. Returns whether it does. */
function reportUnwanted(file: string, text: string, problems: Problem[], lineOffset = 0): boolean {
  const broken = lineNotUtf8(text);
  const fault = characterFault(text);
  if (broken !== undefined)
    problems.push({
      file,
      where: `line ${broken + lineOffset}`,
      field: 'encoding',
      found: 'bytes that are not UTF-8, or the character U+FFFD that replaces them',
      expected: 'UTF-8',
      fix: 'save the file as UTF-8 and write the lost letters again',
    });
  else if (fault) {
    const { line, ...words } = fault;
    problems.push({ file, where: `line ${line + lineOffset}`, field: 'characters', ...words });
  }
  return broken !== undefined || fault !== undefined;
}

/** The same for the texts of a YAML document, keys among them, once its escapes ("\\x07") are decoded. */
function reportDecoded(
  file: string,
  text: string,
  document: Document.Parsed,
  problems: Problem[],
  lineOffset: number,
): boolean {
  let found = false;
  visit(document, {
    Scalar: (_, { value, range }) => {
      const fault = typeof value === 'string' ? characterFault(value) : undefined;
      if (!fault) return;
      found = true;
      const start = range ? text.slice(0, range[0]).split('\n').length : 1;
      problems.push({
        file,
        where: `line ${start + lineOffset}`,
        field: 'characters',
        found: `${fault.found}, written as an escape`,
        expected: fault.expected,
        fix: fault.fix,
      });
    },
  });
  return found;
}

/**
 * Splits a Markdown file into YAML front matter and body and checks the front matter.
 * Problems are added to the list, with line numbers; returns undefined when there are any.
 */
export function parseWordsFile<Schema extends z.ZodObject>(
  file: string,
  text: string,
  schema: Schema,
  problems: Problem[],
): WordsFile<z.infer<Schema>> | undefined {
  const read = readWordsFile(file, text, schema, problems);
  return read?.front === undefined ? undefined : { ...read, front: read.front };
}

/** The same, but the body of a file whose front matter is faulty is still there to be checked, so that all faults are reported at once. */
export function readWordsFile<Schema extends z.ZodObject>(
  file: string,
  text: string,
  schema: Schema,
  problems: Problem[],
): WordsFile<z.infer<Schema> | undefined> | undefined {
  if (reportUnwanted(file, text.replace(/^\uFEFF/, ''), problems)) return undefined;
  const match = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (!match) {
    problems.push({
      file,
      where: 'line 1',
      field: 'front matter',
      found: quoteValue(text.slice(0, 40)),
      expected: 'a block between two lines of three hyphens',
      fix: 'start the file with ---, the fields, and --- again',
    });
    return undefined;
  }
  const front = parseYaml(file, match[1] ?? '', schema, problems, 1);
  const bodyLine = match[0].split('\n').length - (match[0].endsWith('\n') ? 0 : 1);
  return { file, front, body: text.slice(match[0].length), bodyLine };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A YAML text as a document; undefined, with what is wrong reported by line, where it cannot be taken as it is written. */
function readDocument(
  text: string,
  report: (line: number, found: string, expected: string, fix: string) => void,
): Document.Parsed | undefined {
  let document: Document.Parsed;
  try {
    document = parseDocument(text, { uniqueKeys: true, logLevel: 'error' });
  } catch (error) {
    report(1, messageOf(error), 'well-formed YAML', 'look for brackets that nest without end');
    return undefined;
  }
  // A tag or directive that is not known is a warning to the library, and its value would be taken without it.
  const faults = [...document.errors, ...document.warnings];
  const fix = 'quote a text that holds a colon or begins with ! or %, and give each key once';
  for (const { linePos, message } of faults)
    report(linePos?.[0].line ?? 1, message.split('\n')[0] ?? '', 'well-formed YAML', fix);
  return faults.length > 0 ? undefined : document;
}

/** Parses and checks a YAML text; `lineOffset` is the number of lines before it in its file. */
export function parseYaml<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
  problems: Problem[],
  lineOffset = 0,
): z.infer<Schema> | undefined {
  if (reportUnwanted(file, text.replace(/^\uFEFF/, ''), problems, lineOffset)) return undefined;
  const report = (line: number, found: string, expected: string, fix: string) =>
    problems.push({ file, where: `line ${line + lineOffset}`, field: 'YAML', found, expected, fix });
  const document = readDocument(text, report);
  if (!document || reportDecoded(file, text, document, problems, lineOffset)) return undefined;
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    // An asterisk or ampersand at the start of a value is an alias or anchor in YAML.
    const fix = 'put a value that begins with * or & into quotation marks';
    report(1, messageOf(error), 'values without aliases', fix);
    return undefined;
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) problems.push(fieldProblem(file, text, document, issue, lineOffset));
  return undefined;
}

function fieldProblem(
  file: string,
  text: string,
  document: Document.Parsed,
  issue: z.core.$ZodIssue,
  lineOffset: number,
): Problem {
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys : undefined;
  const node =
    nodeAt(document, unknown ? [...issue.path, unknown[0] ?? ''] : issue.path) ?? nodeAt(document, issue.path);
  const line = isNode(node) && node.range ? text.slice(0, node.range[0]).split('\n').length : 1;
  return {
    file,
    where: `line ${line + lineOffset}`,
    field: (unknown ?? issue.path).map(String).join(unknown ? ', ' : '.') || 'fields',
    found: quoteValue(isNode(node) ? node.toJSON() : node),
    expected: unknown ? 'no unknown field' : expectedWords(issue),
    fix: unknown ? 'remove it or fix its name' : node === undefined ? 'add the field' : 'fix the field',
  };
}

/** The node at a path; undefined where the document has none, or is no mapping at all. */
function nodeAt(document: Document.Parsed, path: readonly PropertyKey[]): unknown {
  try {
    return document.getIn(path.map(String), true);
  } catch {
    return undefined;
  }
}
