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

const fileColumn =
  <Value extends FileValue>(type: FileType) =>
  <Row>(key: string, value: (row: Row, input: TableInput<Row>) => Value | null): FileColumn<Row> => ({
    key,
    type,
    value,
  });

/** Columns of files by what they hold. */
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

const plain =
  <Value extends string | number>(kind: Column<never>['kind']) =>
  <Row>(key: string, cell: CellOf<Row, Value>, total?: TotalOf<Row>): Column<Row> => {
    const value = (...of: Parameters<typeof cell>) => cell(...of) ?? null;
    return { key, kind, cell: value, total, file: [{ key, type: kind, value }] };
  };

const numberIn = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Columns by what they hold. The key names the heading in the words (`columns.<key>`) and the column in files. */
export const column = {
  text: plain<string>('text'),
  /** Empty where one is not known. */
  number: plain<number>('number'),
  /** Columns of numbers that the rows have under the same names. */
  numbers: <Row>(...keys: readonly (keyof Row & string)[]): readonly Column<Row>[] =>
    keys.map((key) => column.number<Row>(key, (row) => numberIn(row[key]))),
  /** What was counted: nothing is printed for 0, and files say 0. */
  count: <Row>(key: string, count: (row: Row) => number, total?: TotalOf<Row>): Column<Row> => ({
    key,
    kind: 'number',
    cell: (row) => count(row) || null,
    total,
    file: [file.number(key, count)],
  }),
  /** Names of countries, and in files their codes too. @param code ISO 3166-1 alpha-3, key of the table of countries */
  country: <Row>(key: string, code: (row: Row) => string): Column<Row> => ({
    key,
    kind: 'text',
    cell: (row, { dataset }) => dataset.get('countries', code(row)).name,
    file: [file.country(key, code)],
  }),
  /** Dates as exact as they are known. @param none key of the label where there is no date */
  date: <Row>(key: string, date: (row: Row) => string | null, none?: string): Column<Row> => ({
    key,
    kind: 'text',
    cell: (row, { format, say }) => {
      const value = date(row);
      return value !== null ? format.date(value) : none === undefined ? null : say(none);
    },
    file: [file.date(key, date)],
  }),
  /** Whether a number is the lowest possible one: said in the table, a flag in files. Asks the words for `labels.atLeast`. */
  atLeast: <Row extends { readonly atLeast: boolean }>(): Column<Row> => ({
    key: 'precision',
    kind: 'text',
    cell: (row, { say }) => (row.atLeast ? say('atLeast') : null),
    file: [file.flag('atLeast', (row) => row.atLeast)],
  }),
} as const;

/** A column whose cell is made for the eye: files have these columns in its place, or none. */
export const inFiles = <Row>(shown: Column<Row>, ...columns: readonly FileColumn<Row>[]): Column<Row> => ({
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
