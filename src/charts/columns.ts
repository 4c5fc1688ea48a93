/**
 * The columns of a chart, which have two faces: a cell as the table on the page prints it, and values as a file for programs holds them. There a date is
 * ISO 8601 as exactly as it is known, a country has its code, nothing counted is 0, what is not known is empty, and a row is one thing, never a total.
 */
import type { Dataset } from '../dataset/dataset.ts';
import { DECEMBER, matchedStations, tracedStations } from '../dataset/derived.ts';
import type { DrawInput } from './kit/draw-input.ts';

/** A cell: text, a number, or nothing (printed as the words' `none`). */
export type Cell = string | number | null;

/** The numbers behind the marks. The first column names the row; labels of columns are in the words under `columns.<key>`. */
export interface ChartTable {
  readonly columns: readonly { readonly key: string; readonly kind: 'text' | 'number' }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What the words and the table of a chart are filled from. */
export type TableInput<Row> = Omit<DrawInput<Row>, 'frame' | 'symbols'>;

export type FileValue = string | number | boolean | null | readonly string[];

/** `date` is as exact as it is known; `country` is an ISO 3166-1 alpha-3 code. */
export type FileType = 'text' | 'number' | 'date' | 'country' | 'flag' | 'list';

/** A column of the file of a chart. */
export interface FileColumn<Row> {
  readonly key: string;
  readonly type: FileType;
  readonly value: (row: Row, input: TableInput<Row>) => FileValue;
}

/** Rows that have a value under a name. */
type Having<Key extends string, Value> = Readonly<Record<Key, Value | null | undefined>>;

const fileColumn = <Value extends FileValue>(type: FileType) => {
  function columnOf<Key extends string>(key: Key): FileColumn<Having<Key, Value>>;
  function columnOf<Row>(key: string, value: (row: Row, input: TableInput<Row>) => Value | null): FileColumn<Row>;
  function columnOf(key: string, value: FileColumn<Having<string, Value>>['value'] = (row) => row[key] ?? null) {
    return { key, type, value };
  }
  return columnOf;
};

/** Columns of files by what they hold: of what rows have under that name, unless it is said how to get it. */
export const file = {
  text: fileColumn<string>('text'),
  number: fileColumn<number>('number'),
  /** `2022`, `2022-11` or `2022-11-01`. */
  date: fileColumn<string>('date'),
  /** The code; the file has the name too. */
  country: fileColumn<string>('country'),
  flag: fileColumn<boolean>('flag'),
  list: fileColumn<readonly string[]>('list'),
} as const;

/** A column of the table behind a chart: its key, and what it says of a row. */
export interface Column<Row> {
  readonly key: string;
  readonly kind: 'text' | 'number';
  readonly cell: (row: Row, input: TableInput<Row>) => Cell;
  /** What a last row has for all of them. Files have no such row. */
  readonly total?: ((input: TableInput<Row>) => Cell) | undefined;
  /** What the file has of it. */
  readonly file: readonly FileColumn<Row>[];
}

type CellOf<Row, Value> = (...args: Parameters<Column<Row>['cell']>) => Value | null | undefined;
type TotalOf<Row> = Column<Row>['total'];

const columnsOf = <Value extends string | number>(
  type: FileType,
  printed: (value: Value, input: Pick<TableInput<never>, 'dataset' | 'format'>) => Cell = (value) => value,
) => {
  function columnOf<Key extends string>(key: Key): Column<Having<Key, Value>>;
  function columnOf<Row>(key: string, value: CellOf<Row, Value>, total?: TotalOf<Row>): Column<Row>;
  function columnOf(
    key: string,
    given: CellOf<Having<string, Value>, Value> = (row) => row[key],
    total?: TotalOf<Having<string, Value>>,
  ): Column<Having<string, Value>> {
    const value = (...of: Parameters<typeof given>) => given(...of) ?? null;
    const cell: Column<Having<string, Value>>['cell'] = (row, input) => {
      const known = value(row, input);
      return known === null ? null : printed(known, input);
    };
    return { key, kind: type === 'number' ? type : 'text', cell, total, file: [{ key, type, value }] };
  }
  return columnOf;
};

/**
 * Columns by what they hold: what rows have under the key, unless it is said how to get it; empty where it is not known. The key names the heading in the
 * words (`columns.<key>`) and the column in files.
 */
export const column = {
  text: columnsOf<string>('text'),
  number: columnsOf<number>('number'),
  /** What was counted: nothing is printed for 0, and files say 0. */
  count: columnsOf<number>('number', (count) => count || null),
  /** Names of countries, and in files their codes too (ISO 3166-1 alpha-3, key of the table of countries). */
  country: columnsOf<string>('country', (code, { dataset }) => dataset.get('countries', code).name),
  /** Dates as exact as they are known. */
  date: columnsOf<string>('date', (date, { format }) => format.date(date)),
  /** Whether a number is the lowest possible one: said in the table, a flag in files. Asks the words for `labels.atLeast`. */
  atLeast: <Row extends { readonly atLeast: boolean }>(): Column<Row> => ({
    key: 'precision',
    kind: 'text',
    cell: (row, { say }) => (row.atLeast ? say('atLeast') : null),
    file: [file.flag('atLeast', (row) => row.atLeast)],
  }),
} as const;

/** A column whose cell is made for the eye: files have these columns in its place, or none. */
export const inFiles = <Row>(shown: Column<Row>, ...columns: readonly FileColumn<NoInfer<Row>>[]): Column<Row> => ({
  ...shown,
  file: columns,
});

/** What a single row rests on, as far as that is known. */
export interface Basis {
  readonly claims?: readonly string[];
  /** Who claims it, where the row has no claim of its own. */
  readonly claimant?: string;
  /** A country of which the row counts listed stations: what was answered about stations there belongs to it. */
  readonly country?: string;
  readonly sources?: readonly string[];
  /** A listing that we matched ourselves: our claim, not that of the group. */
  readonly ours?: boolean;
}

/** What a row rests on that counts the stations listed in a country. */
export function listingsBasis(dataset: Dataset, country: string): Basis {
  const [traced, matched] = [
    tracedStations(dataset, DECEMBER).filter((station) => station.country === country),
    matchedStations(dataset).filter((station) => station.country === country),
  ];
  return {
    country,
    claims: [...new Set(traced.map((station) => dataset.get('reports', station.report).claim))].sort(),
    sources: [...new Set([...traced, ...matched].flatMap((station) => station.sources))].sort(),
    ours: traced.length === 0 && matched.length > 0,
  };
}

/** What a figure of people returned rests on. @param id key of its row */
export function returnsBasis(dataset: Dataset, id: string): Basis {
  const { claimant, sources } = dataset.get('returns', id);
  return { claimant, sources };
}

/** A chart as a file for programs. */
export interface FileTable {
  readonly columns: readonly { readonly key: string; readonly type: FileType }[];
  readonly rows: readonly { readonly values: readonly FileValue[]; readonly basis: Basis }[];
}

/** Columns over rows. */
export const fileTable = <Row>(
  rows: readonly Row[],
  columns: readonly FileColumn<Row>[],
  input: Omit<TableInput<Row>, 'rows'>,
  basis: (row: Row) => Basis,
): FileTable => ({
  columns: columns.map(({ key, type }) => ({ key, type })),
  rows: rows.map((row) => ({
    values: columns.map(({ value }) => value(row, { ...input, rows })),
    basis: basis(row),
  })),
});
