/** What the commands that measure the fact-checker share: the site as it is, how far a run is, and figures written into the documentation. */
import { readFileSync, writeFileSync } from 'node:fs';
import { ProblemsError } from '../src/dataset/problems.ts';
import { type FactsInput, readFactsInput } from '../src/pages/_facts/read-input.ts';

const file = 'docs/fact-check.md';
const args = process.argv.slice(2);

export const option = (name: string): boolean => args.includes(`--${name}`);
export const settingOf = (name: string): string | undefined =>
  option(name) ? args[args.indexOf(`--${name}`) + 1] : undefined;
/** Arguments that are no options, nor the value of the option that takes one. */
export const plainArguments = (withValue: string): string[] =>
  args.filter((arg, index) => !arg.startsWith('--') && args[index - 1] !== `--${withValue}`);

export const share = (part: number, whole: number): string =>
  `${part} of ${whole} (${whole === 0 ? '–' : ((part / whole) * 100).toFixed(1)}%)`;

/** Says how far a run is, and how long it will take. */
export function progress(what: string, done: number, all: number, start: number): void {
  if (done % 25 !== 0 && done !== all) return;
  const seconds = (performance.now() - start) / 1000;
  const left = done === all ? '' : `, about ${Math.round((seconds / done) * (all - done))} s left`;
  process.stderr.write(
    `\r${what}: ${done} of ${all}, ${Math.round(seconds)} s${left}      ${done === all ? '\n' : ''}`,
  );
}

/** Runs a measurement on the site as it is, which must have no errors of its own. Exit code: what the run returns, or 2 where it could not run. */
export async function measure(run: (facts: FactsInput) => Promise<number> | number): Promise<void> {
  try {
    const facts = await readFactsInput();
    if (facts.problems.length > 0) throw new ProblemsError('The site has errors of its own', facts.problems);
    process.exitCode = await run(facts);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}

/**
 * Writes what a command measured between its marks, `<!-- swaps -->` and `<!-- /swaps -->`: nobody types it from memory.
 * @throws where the documentation has no such marks
 */
export function writeMeasured(name: string, words: string): void {
  const before = readFileSync(file, 'utf8');
  const marks = new RegExp(`(<!-- ${name} -->)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!marks.test(before))
    throw new Error(`${file} has no place for "${name}": write <!-- ${name} --><!-- /${name} --> into it.`);
  writeFileSync(
    file,
    before.replace(marks, (_, open: string, close: string) => `${open}${words}${close}`),
  );
  console.log(`Written into ${file}.`);
}
