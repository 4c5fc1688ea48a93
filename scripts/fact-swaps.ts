/**
 * `npm run check:facts:swaps`: every number, date, place and person of the chapters is replaced by each other of its kind in the same paragraph, at most three
 * each, and the paragraph is checked. Says how many are found, and lists those that are not. `-- --json` for machines, `--write` puts the figures into
 * docs/fact-check.md.
 * Exit codes: 0 done, 2 could not run.
 */
import { ProblemsError } from '../src/dataset/problems.ts';
import { readFactsInput } from '../src/pages/_facts/read-input.ts';
import { type SwapKind, swapsOf } from '../src/pages/_facts/swaps.ts';
import { Trials } from '../src/pages/_facts/trials.ts';
import { writeMeasured } from './measured.ts';

const json = process.argv.includes('--json');

try {
  const facts = await readFactsInput();
  if (facts.problems.length > 0) throw new ProblemsError('The site has errors of its own', facts.problems);
  const trials = new Trials(facts);
  const swaps = facts.input.texts.filter((text) => text.strict).flatMap((text) => swapsOf(text, facts.input));
  const counts: Record<SwapKind, { found: number; all: number }> = {
    numbers: { found: 0, all: 0 },
    dates: { found: 0, all: 0 },
    places: { found: 0, all: 0 },
    persons: { found: 0, all: 0 },
  };
  const escaped: string[] = [];
  const start = performance.now();
  for (const [index, swap] of swaps.entries()) {
    const count = counts[swap.kind];
    count.all += 1;
    if (trials.errors([swap.text]).length > 0) count.found += 1;
    else escaped.push(`${swap.kind}  ${swap.text.file}:${swap.line}  ${swap.from} → ${swap.to} in "${swap.around}"`);
    if (index % 100 === 99)
      process.stderr.write(`\r${index + 1} of ${swaps.length}, ${Math.round((performance.now() - start) / 1000)} s `);
  }
  process.stderr.write('\r');
  const shares = Object.entries(counts).map(
    ([kind, { found, all }]) => `${kind} ${((100 * found) / all).toFixed(1)}% (${found} of ${all})`,
  );
  if (process.argv.includes('--write')) writeMeasured('swaps', shares.join(', '));
  if (json) console.log(JSON.stringify(counts));
  else {
    for (const line of escaped) console.log(`escapes  ${line}`);
    console.log('');
    for (const [kind, { found, all }] of Object.entries(counts))
      console.log(`${kind.padEnd(8)} ${found} of ${all} (${all === 0 ? '–' : ((100 * found) / all).toFixed(1)}%)`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
