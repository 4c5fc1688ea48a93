/**
 * `npm run check:facts:faults -- file.json …`: how many planted faults the checks refuse. Each file is a list: of word faults (`file`, `find`, `replace`), of row
 * faults (`ops`), or of honest texts (`style`, `text`) that must pass. Everything is tried on a copy in memory; nothing is written.
 * Prints what was caught and missed by kind. `--floor 90` sets the least share in per cent (words and rows; default 90), `--verbose` lists every one, `--json`.
 * Exit codes: 0 at or above the floor, 1 below it, 2 could not run.
 */
import { readFileSync } from 'node:fs';
import { ProblemsError } from '../src/dataset/problems.ts';
import { readFactsInput } from '../src/pages/_facts/read-input.ts';
import { type HonestText, type Outcome, type RowFault, Trials, type WordFault } from '../src/pages/_facts/trials.ts';

type Entry = WordFault | RowFault | HonestText;

const args = process.argv.slice(2);
const option = (name: string) => args.includes(`--${name}`);
const settingOf = (name: string) => (option(name) ? args[args.indexOf(`--${name}`) + 1] : undefined);
const paths = args.filter((arg, index) => !arg.startsWith('--') && args[index - 1] !== '--floor');

interface Result {
  readonly kind: string;
  readonly id: string;
  readonly outcome: Outcome['kind'] | 'passed' | 'refused';
  readonly by: string;
}

async function tryOne(trials: Trials, entry: Entry): Promise<Result> {
  if ('text' in entry) {
    const [finding] = trials.honest(entry);
    return {
      kind: 'honest text',
      id: entry.style,
      outcome: finding ? 'refused' : 'passed',
      by: finding ? `${finding.rule}: ${finding.message}` : '',
    };
  }
  const outcome = 'ops' in entry ? trials.rows(entry) : await trials.words(entry);
  return { kind: entry.kind, id: entry.id, outcome: outcome.kind, by: 'by' in outcome ? outcome.by : '' };
}

function progress(done: number, all: number, start: number): void {
  if (done % 10 !== 0 && done !== all) return;
  const seconds = (performance.now() - start) / 1000;
  const left = Math.round((seconds / done) * (all - done));
  process.stderr.write(
    `\r${done} of ${all}, ${Math.round(seconds)} s${done < all ? `, about ${left} s left ` : '              \n'}`,
  );
}

function print(results: readonly Result[]): void {
  for (const kind of new Set(results.map((result) => result.kind))) {
    const own = results.filter((result) => result.kind === kind);
    const good = own.filter(({ outcome }) => outcome === 'caught' || outcome === 'passed').length;
    const ledger = own.filter(({ outcome }) => outcome === 'ledger').length;
    console.log(
      `${String(good).padStart(4)} of ${own.length}  ${kind}${ledger > 0 ? `, ${ledger} more left to the reading ledger` : ''}`,
    );
    for (const { id, outcome, by } of own)
      if (option('verbose') || (outcome !== 'caught' && outcome !== 'passed'))
        console.log(`        ${outcome}  ${id}  ${by.slice(0, 220)}`);
  }
}

try {
  if (paths.length === 0) throw new Error('Which faults? npm run check:facts:faults -- path/to/faults.json');
  const entries = paths.flatMap((path) => JSON.parse(readFileSync(path, 'utf8')) as Entry[]);
  const facts = await readFactsInput();
  if (facts.problems.length > 0) throw new ProblemsError('The site has errors of its own', facts.problems);
  const trials = new Trials(facts);
  const start = performance.now();
  const results: Result[] = [];
  for (const entry of entries) {
    results.push(await tryOne(trials, entry));
    progress(results.length, entries.length, start);
  }
  const counted = results.filter(({ outcome }) => outcome !== 'stale');
  const good = counted.filter(({ outcome }) => outcome === 'caught' || outcome === 'passed').length;
  const ledger = counted.filter(({ outcome }) => outcome === 'ledger').length;
  const share = counted.length === 0 ? 100 : (100 * good) / counted.length;
  const floor = Number(settingOf('floor') ?? 90);
  if (option('json')) console.log(JSON.stringify({ caught: good, ledger, all: counted.length, results }, null, 2));
  else {
    print(results);
    console.log(
      `\n${good} of ${counted.length} (${share.toFixed(1)}%) by rules, ${ledger} more by the reading ledger, ${results.length - counted.length} no longer apply to the text; floor ${floor}%.`,
    );
  }
  process.exitCode = share >= floor ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
