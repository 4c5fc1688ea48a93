import { type Document, isNode, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { characterFault } from '../dataset/characters.ts';
import { messageOf, type Problem, quoteValue, type Report, reporter, reportNotUtf8 } from '../dataset/problems.ts';
import { expectedWords } from '../dataset/zod-words.ts';

/** A words file cut in two: front matter, and the Markdown body with the line it starts on (1-based). */
export interface WordsFile<Front> {
  readonly file: string;
  readonly front: Front;
  readonly body: string;
  readonly bodyLine: number;
}

/** Reports a text that is not UTF-8, or that holds a character which harms, cannot be seen or only looks like another. Returns whether it does. */
function reportUnwanted(given: string, report: Report, linesBefore = 0): boolean {
  const text = given.replace(/^\uFEFF/, '');
  if (reportNotUtf8(text, report, linesBefore)) return true;
  const fault = characterFault(text);
  if (fault) report(`line ${fault.line + linesBefore}`, 'characters', fault.found, fault.expected, fault.fix);
  return fault !== undefined;
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
  const report = reporter(problems, file);
  if (reportUnwanted(text, report)) return undefined;
  const match = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (!match) {
    const expected = 'a block between two lines of three hyphens';
    const fix = 'start the file with ---, the fields, and --- again';
    report('line 1', 'front matter', quoteValue(text.slice(0, 40)), expected, fix);
    return undefined;
  }
  const front = parseYaml(file, match[1] ?? '', schema, problems, 1);
  const bodyLine = match[0].split('\n').length - (match[0].endsWith('\n') ? 0 : 1);
  return { file, front, body: text.slice(match[0].length), bodyLine };
}

/** A YAML text as a document; undefined, with what is wrong reported by line, where it cannot be taken as it is written. */
function readDocument(
  text: string,
  lineCounter: LineCounter,
  report: (line: number, found: string, expected: string, fix: string) => void,
): Document.Parsed | undefined {
  let document: Document.Parsed;
  try {
    document = parseDocument(text, { uniqueKeys: true, logLevel: 'error', lineCounter });
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

/** Parses and checks a YAML text; `linesBefore` is the number of lines before it in its file. */
export function parseYaml<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
  problems: Problem[],
  linesBefore = 0,
): z.infer<Schema> | undefined {
  const report = reporter(problems, file);
  if (reportUnwanted(text, report, linesBefore)) return undefined;
  const lines = new LineCounter();
  const where = (offset: number | undefined) => `line ${Math.max(1, lines.linePos(offset ?? 0).line) + linesBefore}`;
  const reportYaml = (line: number, found: string, expected: string, fix: string) =>
    report(`line ${line + linesBefore}`, 'YAML', found, expected, fix);
  const document = readDocument(text, lines, reportYaml);
  if (!document) return undefined;
  const before = problems.length;
  visit(document, {
    // Texts and keys once their escapes ("\\x07") are decoded.
    Scalar: (_, { value, range }) => {
      const fault = typeof value === 'string' ? characterFault(value) : undefined;
      if (fault)
        report(where(range?.[0]), 'characters', `${fault.found}, written as an escape`, fault.expected, fault.fix);
    },
  });
  if (problems.length > before) return undefined;
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    // An asterisk or ampersand at the start of a value is an alias or anchor in YAML.
    const fix = 'put a value that begins with * or & into quotation marks';
    reportYaml(1, messageOf(error), 'values without aliases', fix);
    return undefined;
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : undefined;
    const own = nodeAt(document, unknown ? [...issue.path, unknown[0] ?? ''] : issue.path);
    const node = own ?? nodeAt(document, issue.path);
    const field = (unknown ?? issue.path).map(String).join(unknown ? ', ' : '.') || 'fields';
    const fix = unknown ? 'remove it or fix its name' : node === undefined ? 'add the field' : 'fix the field';
    const found = quoteValue(isNode(node) ? node.toJSON() : node);
    const expected = unknown ? 'no unknown field' : expectedWords(issue);
    // A field that is missing is reported where its group begins.
    const place = isNode(node) ? node : nodeAt(document, issue.path.slice(0, -1));
    report(where(isNode(place) ? place.range?.[0] : 0), field, found, expected, fix);
  }
  return undefined;
}

/** The node at a path; undefined where the document has none, or is no mapping at all. */
function nodeAt(document: Document.Parsed, path: readonly PropertyKey[]): unknown {
  try {
    return document.getIn(path.map(String), true);
  } catch {
    return undefined;
  }
}
