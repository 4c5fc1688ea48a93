/**
 * `npm run check:facts:swaps`: every number, date, place and person of the chapters is replaced by each other of its kind in the same paragraph, at most three
 * each, and the paragraph is checked. Says how many are found, and lists those that are not. `-- --json` for machines, `--write` puts the figures into
 * docs/fact-check.md.
 * Exit codes: 0 done, 2 could not run.
 */
import { type SwapKind, swapsOf } from '../src/pages/_facts/swaps.ts';
import { Trials } from '../src/pages/_facts/trials.ts';
import { measure, option, progress, writeMeasured } from './measured.ts';

await measure((facts) => {
  const trials = new Trials(facts);
  const swaps = facts.input.texts.filter((text) => text.strict).flatMap((text) => swapsOf(text, facts.input));
  const none = () => ({ found: 0, all: 0 });
  const counts: Record<SwapKind, { found: number; all: number }> = {
    numbers: none(),
    dates: none(),
    places: none(),
    persons: none(),
  };
  const escaped: string[] = [];
  const start = performance.now();
  for (const [index, { kind, text, line, from, to, around }] of swaps.entries()) {
    counts[kind].all += 1;
    if (trials.errors([text]).length > 0) counts[kind].found += 1;
    else escaped.push(`escapes  ${kind}  ${text.file}:${line}  ${from} → ${to} in "${around}"`);
    progress('swaps', index + 1, swaps.length, start);
  }
  const shares = Object.entries(counts).map(([kind, { found, all }]) => ({
    kind,
    share: all === 0 ? '–' : `${((100 * found) / all).toFixed(1)}%`,
    of: `${found} of ${all}`,
  }));
  if (option('write'))
    writeMeasured('swaps', shares.map(({ kind, share, of }) => `${kind} ${share} (${of})`).join(', '));
  if (option('json')) console.log(JSON.stringify(counts));
  else
    console.log(
      [...escaped, '', ...shares.map(({ kind, share, of }) => `${kind.padEnd(8)} ${of} (${share})`)].join('\n'),
    );
  return 0;
});
