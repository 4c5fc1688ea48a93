/**
 * What a build calls its data. Rows change between editions, as a correction must not wait for one; but "edition 1.0.0" is only ever what was frozen
 * under that name. Anything else is "1.0.0+unreleased": after edition 1.0.0, and in none.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Edition } from '../../dataset/schema.ts';
import { lastEdition } from './on-disk.ts';

/** Build metadata in the sense of semantic versions: it orders nothing. */
export const unreleased = '+unreleased';

/** Where the messages say what an edition brought, if they do. */
export const newsKey = (version: string): string => `editionNews.v${version.replaceAll('.', '-')}`;

type Row = Readonly<Record<string, unknown>>;

/** An edition as far as its name goes: the rows need not have been checked. */
interface Rows {
  readonly edition: Pick<Edition, 'version' | 'date'>;
  readonly tables: Readonly<Record<string, readonly Row[]>>;
}

/** The same text for the same rows: their order and that of columns says nothing, and a column that came later may be empty. */
const contentOf = ({ edition, tables }: Rows): string => {
  const cells = (row: Row) => Object.entries(row).filter(([, value]) => value !== null);
  const rows = (table: readonly Row[]) => table.map((row) => JSON.stringify(cells(row).sort())).sort();
  const filled = Object.entries(tables).filter(([, table]) => table.length > 0);
  return JSON.stringify([edition.version, edition.date, filled.sort().map(([name, table]) => [name, rows(table)])]);
};

/**
 * The version that pages, files and citations print.
 * @param current the rows of the build
 * @param frozen the last frozen edition, if there is one
 */
export function editionLabel(current: Rows, frozen: Rows | undefined): string {
  if (!frozen) return `${current.edition.version}${unreleased}`;
  const isSame = contentOf(current) === contentOf(frozen);
  return isSame ? frozen.edition.version : `${frozen.edition.version}${unreleased}`;
}

/** The rows in a folder as they are. @throws SyntaxError where a file is no JSON */
function rowsIn(folder: string, names: readonly string[]): Rows {
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown;
  const tables = names.filter((name) => name !== 'edition.json' && existsSync(join(folder, name)));
  return {
    edition: read('edition.json') as Edition,
    tables: Object.fromEntries(tables.map((name) => [name, (read(name) as { rows: readonly Row[] }).rows])),
  };
}

/** The label of the data on disk; undefined where it cannot be read, which is for others to report. */
export function labelOnDisk(): string | undefined {
  const last = lastEdition();
  const names = readdirSync('data').filter((name) => name.endsWith('.json'));
  try {
    return editionLabel(rowsIn('data', names), last === undefined ? undefined : rowsIn(last, names));
  } catch {
    return undefined;
  }
}
