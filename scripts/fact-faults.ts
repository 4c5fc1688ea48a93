/**
 * `npm run check:facts:faults -- file.json …`: how many planted faults the checks refuse. Each file is a list: of word faults (`file`, `find`, `replace`), of row
 * faults (`ops`), or of honest texts (`style`, `text`) that must pass. Everything is tried on a copy in memory; nothing is written.
 * Prints what was caught and missed by kind. `--floor 90` sets the least share in per cent (words and rows; default 90), `--verbose` lists every one, `--json`.
 * Exit codes: 0 at or above the floor, 1 below it, 2 could not run.
 */
import { readFileSync } from 'node:fs';
import { type HonestText, type Outcome, type RowFault, Trials, type WordFault } from '../src/pages/_facts/trials.ts';
import { measure, option, plainArguments, progress, settingOf } from './measured.ts';

type Entry = WordFault | RowFault | HonestText;

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

const isGood = ({ outcome }: Result): boolean => outcome === 'caught' || outcome === 'passed';

function print(results: readonly Result[]): void {
  for (const kind of new Set(results.map((result) => result.kind))) {
    const own = results.filter((result) => result.kind === kind);
    const ledger = own.filter(({ outcome }) => outcome === 'ledger').length;
    const good = String(own.filter(isGood).length).padStart(4);
    console.log(`${good} of ${own.length}  ${kind}${ledger > 0 ? `, ${ledger} more left to the reading ledger` : ''}`);
    for (const result of own)
      if (option('verbose') || !isGood(result))
        console.log(`        ${result.outcome}  ${result.id}  ${result.by.slice(0, 220)}`);
  }
}

await measure(async (facts) => {
  const paths = plainArguments('floor');
  if (paths.length === 0) throw new Error('Which faults? npm run check:facts:faults -- path/to/faults.json');
  const entries = paths.flatMap((path) => JSON.parse(readFileSync(path, 'utf8')) as Entry[]);
  const trials = new Trials(facts);
  const start = performance.now();
  const results: Result[] = [];
  for (const entry of entries) {
    results.push(await tryOne(trials, entry));
    progress('faults', results.length, entries.length, start);
  }
  const counted = results.filter(({ outcome }) => outcome !== 'stale');
  const good = counted.filter(isGood).length;
  const ledger = counted.filter(({ outcome }) => outcome === 'ledger').length;
  const percent = counted.length === 0 ? 100 : (100 * good) / counted.length;
  const floor = Number(settingOf('floor') ?? 90);
  if (option('json')) console.log(JSON.stringify({ caught: good, ledger, all: counted.length, results }, null, 2));
  else {
    print(results);
    console.log(
      `\n${good} of ${counted.length} (${percent.toFixed(1)}%) by rules, ${ledger} more by the reading ledger, ${results.length - counted.length} no longer apply to the text; floor ${floor}%.`,
    );
  }
  return percent >= floor ? 0 : 1;
});
