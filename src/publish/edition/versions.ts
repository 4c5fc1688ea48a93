/** The version of the next edition, for whoever cuts it: what the changes ask for, and why a version, a date or a correction cannot follow the last edition. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset } from '../../dataset/dataset.ts';
import { changedValues, type EditionDifference, newCorrections } from '../../dataset/editions.ts';
import { type TableName, tableNames } from '../../dataset/schema.ts';
import { frozenEdition } from './frozen-edition.ts';
import { frozenFolder } from './on-disk.ts';

/** Rules and words of a column, which may be sharpened without a change of what the column is. */
const notItsForm: ReadonlySet<string> = new Set(
  '$comment description references enum pattern minLength maxLength minItems minimum maximum'.split(' '),
);

/** The columns of a table by name, each with its form: type, format, whether it may be empty. */
function columnForms(schema: string): ReadonlyMap<string, string> {
  const { properties } = JSON.parse(schema) as { properties: { rows?: { items?: { properties?: object } } } };
  return new Map(
    Object.entries(properties.rows?.items?.properties ?? {}).map(([name, column]) => [
      name,
      JSON.stringify(column, (key, value) => (notItsForm.has(key) ? undefined : value)),
    ]),
  );
}

/**
 * Tables whose published columns went or have another form, which asks for a major version. A new column takes nothing from anybody, and the columns of
 * a table that had no row yet were nobody's.
 * @param schemas JSON Schema of a table in the edition before and now; undefined where there is none
 */
export function changedColumns(
  earlier: Dataset,
  schemas: (table: TableName) => { readonly before: string | undefined; readonly now: string | undefined },
): readonly TableName[] {
  return tableNames.filter((table) => {
    const { before, now } = schemas(table);
    if (before === undefined || (earlier.tables[table] ?? []).length === 0) return false;
    const forms = columnForms(now ?? '{"properties":{}}');
    return [...columnForms(before)].some(([name, form]) => forms.get(name) !== form);
  });
}

/** The smallest step of the version that a change asks for: major when columns changed, minor when rows were added, patch when values changed. */
export function neededStep(
  difference: EditionDifference,
  columnsChanged: boolean,
): 'major' | 'minor' | 'patch' | 'none' {
  if (columnsChanged) return 'major';
  if (difference.added.length > 0) return 'minor';
  return changedValues(difference).length > 0 ? 'patch' : 'none';
}

/** The step that the data on disk ask for after a frozen edition, and the tables whose columns changed. */
export function stepOnDisk(
  earlier: Dataset,
  difference: EditionDifference,
): { readonly step: ReturnType<typeof neededStep>; readonly columns: readonly TableName[] } {
  const files = frozenEdition(earlier.edition.version).files;
  const kept = new Map(files.map((file) => [file.path, join(frozenFolder, file.in, file.path)]));
  const text = (file: string | undefined) => (file && existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  const columns = changedColumns(earlier, (table) => ({
    before: text(kept.get(`data/schema/${table}.schema.json`)),
    now: text(join('data/schema', `${table}.schema.json`)),
  }));
  return { step: neededStep(difference, columns.length > 0), columns };
}

/** The version that follows one by a step; where nothing changed in the rows, a patch. */
export function nextVersion(from: string, step: ReturnType<typeof neededStep>): string {
  const [major = 0, minor = 0, patch = 0] = from.split('.').map(Number);
  return step === 'major'
    ? `${major + 1}.0.0`
    : step === 'minor'
      ? `${major}.${minor + 1}.0`
      : `${major}.${minor}.${patch + 1}`;
}

const steps = ['none', 'patch', 'minor', 'major'] as const;

/** Whether a version follows another by at least the step asked for: 1.0.1, 1.1.0 or 2.0.0 after 1.0.0, and never a version beyond. */
export const versionFits = (from: string, to: string, step: ReturnType<typeof neededStep>): boolean =>
  steps.some((taken, index) => taken !== 'none' && index >= steps.indexOf(step) && nextVersion(from, taken) === to);

/** Why an edition cannot follow the one frozen before: its version, its date, or that of a new correction. Each with how to fix it. */
export function releaseFaults(earlier: Dataset, later: Dataset, step: ReturnType<typeof neededStep>): string[] {
  const [before, { version, date }] = [earlier.edition, later.edition];
  const faults: string[] = [];
  if (!versionFits(before.version, version, step))
    faults.push(
      step === 'none'
        ? `data/edition.json says ${version}, which does not follow ${before.version}: write ${nextVersion(before.version, step)}.`
        : `from ${before.version} the changes ask for a ${step} step, but data/edition.json says ${version}: write ${nextVersion(before.version, step)}.`,
    );
  if (date <= before.date)
    faults.push(
      `data/edition.json has the date ${date}, which is not later than ${before.date}, the date of edition ${before.version}: write the day of this one.`,
    );
  for (const row of newCorrections(earlier, later)) {
    if (row.date.slice(0, date.length) > date)
      faults.push(
        `data/corrections.json, row ${row.id}, has the date ${row.date}, which is later than ${date} in data/edition.json: fix one of the two.`,
      );
  }
  return faults;
}
