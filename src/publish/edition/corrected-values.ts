/** What each corrected value was and is: read from the frozen editions, so that a correction need not repeat either. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cell, parseCell } from '../../dataset/correction-rules.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { type TableName, tables } from '../../dataset/schema.ts';
import { frozenFolder, frozenVersions } from './on-disk.ts';

export interface CorrectedValue {
  readonly table: TableName;
  readonly row: string;
  /** `*` when the whole row was removed. */
  readonly column: string;
  /** Undefined where no edition can be read that had it. */
  readonly old: unknown;
  readonly new: unknown;
}

export interface CorrectedValues {
  /** First edition that has the correction; undefined while none is frozen. */
  readonly edition: string | undefined;
  readonly values: readonly CorrectedValue[];
}

type Rows = readonly Readonly<Record<string, unknown>>[];

/** The rows of one table of an edition as they were frozen; none where the edition had no such table. Columns may have had other names then. */
function rowsOf(table: string, version: string, folder: string): Rows {
  const file = join(folder, version, 'data', `${table}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { rows: Rows }).rows : [];
}

/** The values of every correction by its id. Reads of each edition the corrections, and else only the tables that were corrected. */
export function correctedValues(current: Dataset, folder = frozenFolder): ReadonlyMap<string, CorrectedValues> {
  const { corrections } = current.tables;
  if (corrections.length === 0) return new Map();
  const versions = frozenVersions(folder);
  const known = versions.map((version) => new Set(rowsOf('corrections', version, folder).map(({ id }) => id)));
  const valueIn = (version: string | undefined, { table, row, column }: Cell): unknown =>
    version === undefined
      ? undefined
      : rowsOf(table, version, folder).find((candidate) => candidate[tables[table].key] === row)?.[column];
  const valueNow = ({ table, row, column }: Cell): unknown =>
    current.has(table, row) ? (current.get(table, row) as unknown as Rows[number])[column] : undefined;
  return new Map(
    corrections.map(({ id, cells }) => {
      const first = known.findIndex((ids) => ids.has(id));
      const [before, edition] = [versions[first < 0 ? versions.length - 1 : first - 1], versions[first]];
      const values = cells.map(parseCell).map((cell) => ({
        ...cell,
        old: valueIn(before, cell),
        new: edition === undefined ? valueNow(cell) : valueIn(edition, cell),
      }));
      return [id, { edition, values }];
    }),
  );
}
