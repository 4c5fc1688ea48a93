import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Dataset, parseDataset } from '../src/dataset/parse.ts';
import { tableNames } from '../src/dataset/schema.ts';

/** A frozen folder holds other files beside the tables. */
const isTable = (file: string) => file === 'edition.json' || (tableNames as readonly string[]).includes(file.replace(/\.json$/, ''));

/** The dataset in a folder of tables. Throws ProblemsError when it is not sound. */
export const readEdition = (folder: string): Dataset =>
  parseDataset(
    new Map(
      readdirSync(folder)
        .filter((file) => file.endsWith('.json') && isTable(file))
        .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
    ),
  );

/** Versions that are frozen in a folder such as `public/v`, oldest first. */
export const frozenVersions = (folder = 'public/v'): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^\d+\.\d+\.\d+$/.test(name))
        .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    : [];
