/**
 * `npm run check:editions`: compares the current dataset with the last frozen edition (public/v/<version>/data) and fails when a published value
 * changed without a correction that names the old value. Exit codes: 0 clean, 1 changes without correction, 2 could not run.
 */
import { join } from 'node:path';
import { changesWithoutCorrection, compareEditions } from '../src/dataset/editions.ts';
import { quoteValue } from '../src/dataset/problems.ts';
import { frozenVersions, readEdition } from '../src/publish/editions-on-disk.ts';

try {
  const newest = frozenVersions().at(-1);
  const last = process.argv[2] ?? (newest === undefined ? undefined : join('public/v', newest, 'data'));
  if (!last) {
    console.log('No edition is frozen yet: nothing to compare with.');
    process.exit(0);
  }
  const [earlier, current] = [readEdition(last), readEdition('data')];
  const difference = compareEditions(earlier, current);
  const missing = changesWithoutCorrection(difference, current.tables.corrections);
  console.log(
    `Compared with ${last} (${earlier.edition.version}): ${difference.added.length} rows added, ${difference.changed.length} values changed or removed, ${missing.length} without a correction.`,
  );
  for (const change of missing)
    console.error(
      `\ndata/${change.table}.json, row ${change.row}, ${change.column}\n    was:      ${quoteValue(change.oldValue)}\n    is:       ${quoteValue(change.newValue)}\n    to mend:  add a row to data/corrections.json with "oldValue": ${quoteValue(JSON.stringify(change.oldValue))}`,
    );
  process.exit(missing.length === 0 ? 0 : 1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}
