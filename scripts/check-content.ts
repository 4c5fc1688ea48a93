/**
 * `npm run check:content`: everything that a build would stop at for its content, in one run: records and rules between them, corrections, keys, sizes,
 * charts and names of chapters, lessons and quizzes, glossary, moved addresses, and what the fact-checker finds.
 * Rows to paste go to standard output, everything else to standard error. Exit codes: 0 clean, 1 findings, 2 could not run.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { type Problem, ProblemsError, showProblems } from '../src/dataset/problems.ts';
import { withLines } from '../src/dataset/row-lines.ts';
import type { Row } from '../src/dataset/schema.ts';
import { checkEdition } from '../src/publish/edition/edition-check.ts';
import { lastEdition } from '../src/publish/edition/on-disk.ts';
import { readEdition, readFrozenEdition, readTables } from '../src/publish/edition/read-edition.ts';

interface Found {
  readonly problems: readonly Problem[];
  readonly row?: Row<'corrections'> | undefined;
}

/** Faults of the rows, and changes without a correction. */
function rows(): Found {
  try {
    const current = readEdition('data');
    const last = lastEdition();
    if (last === undefined) return { problems: [] };
    const { problems, row } = checkEdition(readFrozenEdition(last), current, new Date().toISOString().slice(0, 10));
    return { problems: withLines(problems, readTables('data')), row };
  } catch (error) {
    if (error instanceof ProblemsError) return { problems: error.problems };
    throw error;
  }
}

/** The languages that have a folder of words. */
const languages = readdirSync('content', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Faults of the words, read as pages read them. */
async function words(): Promise<readonly Problem[]> {
  type Faults = typeof import('../src/pages/_facts/content-faults.ts');
  const { module } = await runnerImport<Faults>('/src/pages/_facts/content-faults.ts', { logLevel: 'error' });
  return languages.flatMap((language) => module.contentFaults(language));
}

/** The fact-checker of a language, with its own report. */
const facts = (language: string): Promise<{ readonly code: number; readonly output: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join('scripts', 'check-facts.ts'), '--language', language], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('close', (code) => resolve({ code: code ?? 2, output }));
  });

try {
  const checking = Promise.all(languages.map(facts));
  const { problems, row } = rows();
  // Words are read with the rows: where those cannot be read, each of them would only say so again.
  const all = problems.length > 0 && row === undefined ? problems : [...problems, ...(await words())];
  const checked = await checking;
  // What stops a chart is found by the pages and by the fact-checker, which names the line: it is reported once, there, where its report is printed.
  const isReported = ({ file, field, found }: Problem) =>
    checked.some(
      ({ code, output }) => code === 1 && [file, `  ${field}  ${found}\n`].every((part) => output.includes(part)),
    );
  const others = all.filter((problem) => !isReported(problem));
  if (others.length > 0) console.error(`${showProblems(others)}\n`);
  // Where rows have errors the fact-checker only repeats them.
  for (const { code, output } of checked) if (code === 1 || (code === 2 && all.length === 0)) console.error(output);
  if (row) console.log(JSON.stringify(row, null, 2));
  const clean = all.length === 0 && checked.every(({ code }) => code === 0);
  console.error(clean ? 'Nothing found.' : 'A build would stop at what is above.');
  process.exitCode = clean ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
