/**
 * `npm run check:editions`: compares the current dataset with the last frozen edition (public/v/<version>/data) and fails when a published value
 * changed without a correction that names the old value, or when a new correction names an edition that is frozen. Prints the rows to paste.
 * Exit codes: 0 clean, 1 changes without correction, 2 could not run.
 */
import { join } from 'node:path';
import { changedValues, changesWithoutCorrection, compareEditions, mendOf } from '../src/dataset/editions.ts';
import { quoteValue } from '../src/dataset/problems.ts';
import { lateCorrections, neededStep, nextVersion } from '../src/publish/edition/freeze.ts';
import { compareVersions, frozenVersions, readEdition, readFrozenEdition } from '../src/publish/edition/on-disk.ts';

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

try {
  const newest = frozenVersions().at(-1);
  const last = process.argv[2] ?? (newest === undefined ? undefined : join('public/v', newest, 'data'));
  if (!last) {
    console.log('No edition is frozen yet: nothing to compare with.');
    process.exit(0);
  }
  const [earlier, current] = [readFrozenEdition(last), readEdition('data')];
  const difference = compareEditions(earlier, current);
  const missing = changesWithoutCorrection(difference, current.tables.corrections);
  const late = lateCorrections(earlier, current);
  const frozen = earlier.edition.version;
  // Before the version is raised, the one that these changes ask for.
  const edition =
    compareVersions(current.edition.version, frozen) > 0
      ? current.edition.version
      : nextVersion(frozen, neededStep(difference, false));
  const today = new Date().toISOString().slice(0, 10);
  const answered = difference.changed.length - changedValues(difference).length;
  console.log(
    `Compared with ${last} (${frozen}): ${counted(difference.added.length, 'row')} added${answered > 0 ? ` (${counted(answered, 'claim')} with a new answer)` : ''}, ` +
      `${counted(changedValues(difference).length, 'value')} changed or removed, ${missing.length} without a correction.`,
  );
  for (const change of missing)
    console.error(
      `\ndata/${change.table}.json, row ${change.row}, ${change.column}\n    was:      ${quoteValue(change.oldValue)}\n    is:       ${quoteValue(change.newValue)}\n    to fix:  ${mendOf(change, earlier, current, edition, today)}`,
    );
  for (const row of late)
    console.error(
      `\ndata/corrections.json, row ${row.id}, edition\n    found:    ${quoteValue(row.edition)}\n    expected: an edition after ${frozen}, which is frozen\n    to fix:  write ${quoteValue(edition)}, the edition that first carries the new value`,
    );
  process.exit(missing.length + late.length === 0 ? 0 : 1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}
