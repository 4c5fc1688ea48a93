import { lineAt, printable } from './characters.ts';

/** A fault in the data or the words, with all that whoever made it needs to fix it. */
export interface Problem {
  /** File, relative to the project. */
  readonly file: string;
  /** Row id, or position such as `row 3`; line number for text files. */
  readonly where: string;
  /** Line of the row in its file, where it is known: editors open `file:line`. */
  readonly line?: string;
  /** Column or part of the file. */
  readonly field: string;
  /** The value found, as written. */
  readonly found: string;
  readonly expected: string;
  readonly fix: string;
}

/** Reports a fault of a file: where in it, which part, what was found and expected, how to fix it. */
export type Report = (where: string, field: string, found: string, expected: string, fix: string) => void;

/** Adds the faults of a file to a list. */
export const reporter =
  (problems: Problem[], file: string): Report =>
  (where, field, found, expected, fix) => {
    problems.push({ file, where, field, found, expected, fix });
  };

/** Reports a text that stopped being UTF-8, as seen after decoding; returns whether it did. @param linesBefore those of its file before it */
export function reportNotUtf8(text: string, report: Report, linesBefore = 0): boolean {
  const at = text.indexOf('\ufffd');
  if (at < 0) return false;
  const found = 'bytes that are not UTF-8, or the character U+FFFD that replaces them';
  const fix = 'save the file as UTF-8 and write the lost letters again';
  report(`line ${lineAt(text, at) + linesBefore}`, 'encoding', found, 'UTF-8', fix);
  return true;
}

const shown = (problem: Problem) =>
  printable(
    `${problem.file}${problem.line === undefined ? '' : `:${problem.line}`}, ${problem.where}, ${problem.field}\n    found:    ${problem.found}\n    expected: ${problem.expected}\n    to fix:  ${problem.fix}`,
  );

/** A part of a problem as it can be read: never empty, never longer than a screen. */
const readable = (part: string): string => (part === '' ? '""' : part.length > 1500 ? `${part.slice(0, 1500)}…` : part);
const tidy = ({ file, where, line, field, found, expected, fix }: Problem): Problem => ({
  ...(line === undefined ? {} : { line }),
  file: readable(file),
  where: readable(where),
  field: readable(field),
  found: readable(found),
  expected: readable(expected),
  fix: readable(fix),
});

/** Problems as a text to print. */
export const showProblems = (problems: readonly Problem[]): string => problems.map(tidy).map(shown).join('\n\n');

/** Thrown with every problem of a run, never only the first. */
export class ProblemsError extends Error {
  readonly problems: readonly Problem[];
  constructor(what: string, given: readonly Problem[]) {
    const problems = given.map(tidy);
    super(
      `${what}: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}\n\n${showProblems(problems)}\n`,
    );
    this.name = 'ProblemsError';
    this.problems = problems;
  }
}

/**
 * What a piece of work gives that reports what is wrong.
 * @param what is at fault where something is: "The glossary has errors"
 * @throws ProblemsError with every problem
 */
export function faultless<Result>(what: string, work: (problems: Problem[]) => Result | undefined): Result {
  const problems: Problem[] = [];
  const result = work(problems);
  if (problems.length > 0 || result === undefined) throw new ProblemsError(what, problems);
  return result;
}

/** The message of whatever was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A value as it may be printed in an error: JSON, cut after 120 characters, control characters escaped. */
export function quoteValue(value: unknown): string {
  const json = value === undefined ? 'nothing' : stringify(value);
  return json.length > 120 ? `${json.slice(0, 117)}…` : json;
}

function stringify(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // Nested deeper than the stack, or not a value of JSON: say what it is without printing it.
    return `a value of type ${Array.isArray(value) ? 'list' : typeof value} that cannot be printed`;
  }
}

/**
 * The candidate nearest to a mistyped word, or undefined when none is near: more than two letters differ, or more than a fifth of a long word.
 * Ids often share the end (a date), which is no likeness; and of a short word two letters are most.
 * Levenshtein distance, two rows; candidates are few (hundreds), so nothing cleverer is needed.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.min(Math.floor(word.length / 3), Math.max(2, Math.floor(word.length / 5))) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(word, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** How to fix a word that is on no list: the word that was meant, where one is near. */
export function suggest(word: string, candidates: Iterable<string>): string {
  const near = nearest(word, candidates);
  return near ? `did you mean ${near}?` : 'take a name from the list, or remove it';
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
