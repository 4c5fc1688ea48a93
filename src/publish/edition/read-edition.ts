/** Editions as datasets: the current one in `data/`, the frozen ones in `public/v/<version>/data/`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset } from '../../dataset/dataset.ts';
import { parseDataset } from '../../dataset/parse.ts';
import { tableNames } from '../../dataset/schema.ts';

/** A frozen folder holds other files beside the tables. */
const isTable = (file: string) =>
  file === 'edition.json' || (tableNames as readonly string[]).includes(file.replace(/\.json$/, ''));

/** The tables of an edition as text, by file name. */
export const readTables = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json') && isTable(file))
      .sort()
      .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  );

/** The dataset in a folder of tables. Throws ProblemsError when it is not sound. */
export const readEdition = (folder: string): Dataset => parseDataset(readTables(folder));

/** A frozen edition. It has held the rules of its time; those that came later are no ground to refuse it. Throws ProblemsError when its columns are others. */
export const readFrozenEdition = (folder: string): Dataset => parseDataset(readTables(folder), { frozen: true });
