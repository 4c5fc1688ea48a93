/** What each corrected value was and is: read from the frozen editions, so that a correction need not repeat either. */

import { join } from 'node:path';
import { parseCell } from '../../dataset/correction-rules.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { ProblemsError } from '../../dataset/problems.ts';
import { frozenFolder, frozenVersions, readFrozenEdition } from './on-disk.ts';

export interface CorrectedValue {
  readonly table: string;
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

function cellValue(dataset: Dataset | undefined, cell: string): unknown {
  const { table, row, column } = parseCell(cell);
  if (!dataset?.has(table, row)) return undefined;
  return (dataset.get(table, row) as unknown as Readonly<Record<string, unknown>>)[column];
}

/** Editions from before a change of columns cannot be compared with today's. */
function readable(version: string, folder: string): readonly Dataset[] {
  try {
    return [readFrozenEdition(join(folder, version, 'data'))];
  } catch (error) {
    if (error instanceof ProblemsError) return [];
    throw error;
  }
}

/** The values of every correction by its id. */
export function correctedValues(current: Dataset, folder = frozenFolder): ReadonlyMap<string, CorrectedValues> {
  const editions = frozenVersions(folder).flatMap((version) => readable(version, folder));
  return new Map(
    current.tables.corrections.map(({ id, cells }) => {
      const first = editions.findIndex((edition) => edition.has('corrections', id));
      const [before, after] = [
        first < 0 ? editions.at(-1) : editions[first - 1],
        first < 0 ? current : editions[first],
      ];
      const values = cells.map((cell) => ({
        ...parseCell(cell),
        old: cellValue(before, cell),
        new: cellValue(after, cell),
      }));
      return [id, { edition: first < 0 ? undefined : editions[first]?.edition.version, values }];
    }),
  );
}
