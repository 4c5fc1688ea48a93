/**
 * `npm run check:editions`: compares the current dataset with the last frozen edition, and fails when a published value changed without a correction.
 * Prints the row to paste on standard output, everything else on standard error. A folder can be named to compare with.
 * Exit codes: 0 clean, 1 changes without correction, 2 could not run.
 */
import { compareEditions } from '../src/dataset/editions.ts';
import { showProblems } from '../src/dataset/problems.ts';
import { withLines } from '../src/dataset/row-lines.ts';
import { checkEdition } from '../src/publish/edition/edition-check.ts';
import { lastEdition } from '../src/publish/edition/on-disk.ts';
import { readEdition, readFrozenEdition, readTables } from '../src/publish/edition/read-edition.ts';
import { nextVersion, stepOnDisk } from '../src/publish/edition/versions.ts';

try {
  const last = process.argv[2] ?? lastEdition();
  if (last === undefined) console.error('No edition is frozen yet: nothing to compare with.');
  else {
    const today = new Date().toISOString().slice(0, 10);
    const [earlier, current] = [readFrozenEdition(last), readEdition('data')];
    const { summary, problems, row } = checkEdition(earlier, current, today);
    const { step } = stepOnDisk(earlier, compareEditions(earlier, current));
    console.error(summary);
    if (step !== 'none') console.error(`These ask for edition ${nextVersion(earlier.edition.version, step)} next.`);
    if (problems.length > 0) console.error(`\n${showProblems(withLines(problems, readTables('data')))}\n`);
    if (row) console.log(JSON.stringify(row, null, 2));
    process.exitCode = problems.length === 0 ? 0 : 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
