/** What the page about the data shows: every published file with its size and sum, and the data dictionary. */
import { type TableName, tableNames, tables } from '../../dataset/schema.ts';
import type { Site } from '../../story/site.ts';
import { downloadWords } from '../page/words.ts';
import { sha256 } from './archive.ts';
import { publishedFiles } from './files.ts';
import type { Field } from './table-schema.ts';
import { csvFields } from './tables.ts';

export interface ListedFile {
  /** Path below the site's root. */
  readonly path: string;
  readonly name: string;
  readonly size: string;
  readonly sha256: string;
}

/** A size as people read it, in decimal units. */
export function fileSize(bytes: number, site: Site): string {
  const words = downloadWords(site.language);
  if (bytes < 1000) return words.text('page.bytes', { count: bytes });
  if (bytes < 999_500) return words.text('page.kilobytes', { size: site.format.number(Math.round(bytes / 1000)) });
  return words.text('page.megabytes', { size: site.format.number(Math.round(bytes / 100_000) / 10) });
}

/** All files, by path. Sums are of the bytes as they are served. */
export async function fileList(site: Site): Promise<ReadonlyMap<string, ListedFile>> {
  const { paths, read } = publishedFiles(site.language);
  const list = new Map<string, ListedFile>();
  for (const path of paths) {
    const bytes = await read(path);
    list.set(path, {
      path,
      name: path.slice(path.lastIndexOf('/') + 1),
      size: fileSize(bytes.length, site),
      sha256: sha256(bytes),
    });
  }
  return list;
}

interface ListedColumn {
  readonly name: string;
  readonly type: string;
  readonly meaning: string;
  /** Table whose keys the column holds. */
  readonly references: TableName | undefined;
  /** Only in the CSV. */
  readonly derived: boolean;
}

export interface ListedTable {
  readonly name: TableName;
  readonly description: string;
  readonly rows: number;
  readonly columns: readonly ListedColumn[];
}

function column(field: Field, derived: boolean, site: Site): ListedColumn {
  const words = downloadWords(site.language);
  const { name, type, constraints, description, references, format } = field;
  const parts = [words.text(`page.types.${format === 'uri' ? 'address' : type}`)];
  if (constraints?.unique) parts.push(words.text('page.key'));
  if (!constraints?.required) parts.push(words.text('page.mayBeEmpty'));
  const allowed = constraints?.enum ? ` ${words.text('page.oneOf', { values: constraints.enum.join(', ') })}` : '';
  const range =
    constraints?.minimum !== undefined && constraints.maximum !== undefined
      ? ` ${words.text('page.range', { minimum: constraints.minimum, maximum: String(constraints.maximum) })}`
      : '';
  return { name, type: parts.join(', '), meaning: description + allowed + range, references, derived };
}

/** The data dictionary: every table and column, from the descriptions in the schema. */
export const dictionary = (site: Site): readonly ListedTable[] =>
  tableNames.map((name) => {
    const { own, derived } = csvFields(name, site.language);
    return {
      name,
      description: tables[name].description,
      rows: site.dataset.tables[name].length,
      columns: [
        ...own.map((field) => column(field, false, site)),
        ...derived.map((field) => column(field, true, site)),
      ],
    };
  });
