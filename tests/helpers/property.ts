/**
 * Properties, checked with fast-check. The seed is fixed so that a build fails or passes twice alike;
 * `PROPERTY_SEED=… PROPERTY_RUNS=…` looks elsewhere and longer.
 */
import fc from 'fast-check';

const seed = Number(process.env['PROPERTY_SEED'] ?? 110);
const runs = process.env['PROPERTY_RUNS'];

/** Asserts that something holds for all values; `runs` is the number of values tried. */
export function holdsFor<Values extends [unknown, ...unknown[]]>(
  values: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  check: (...given: Values) => undefined | boolean,
  numRuns = 200,
): void {
  fc.assert(fc.property(...values, check), { seed, numRuns: runs ? Number(runs) : numRuns });
}
