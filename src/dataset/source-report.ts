/** The state of our sources: what rests on each of them, and counts of what they are and what of them was read. Pure functions of the dataset. */
import type { Dataset } from './dataset.ts';
import { type LooseRow, type Row, type TableName, tableNames, tables } from './schema.ts';

type Source = Row<'sources'>;
export type WithSources = { readonly sources: readonly string[] };

/** What rests on a source. */
export interface SourceUse {
  readonly claims: readonly string[];
  readonly responses: readonly string[];
  /** Countries with a station listing that names the source. */
  readonly stations: readonly string[];
  /** Every other table with a row that names the source. */
  readonly tables: readonly TableName[];
}

/** Tables whose rows name sources. */
export const tablesWithSources: readonly TableName[] = tableNames.filter((name) => 'sources' in tables[name].row.shape);

/** Tables whose rows are named where a source is used; of the others only the table is. */
const namedTables: ReadonlySet<TableName> = new Set(['claims', 'responses', 'stations']);

/** What rests on each source, by its id. Every source has an entry. */
export function sourceUses(dataset: Dataset): ReadonlyMap<string, SourceUse> {
  const rowsOf = (table: TableName) => dataset.tables[table] as readonly (LooseRow & WithSources)[];
  const uses = Map.groupBy(
    tablesWithSources.flatMap((table) =>
      rowsOf(table).flatMap((row) => row.sources.map((source) => ({ source, table, row }))),
    ),
    ({ source }) => source,
  );
  return new Map(
    dataset.tables.sources.map(({ id }) => {
      const own = uses.get(id) ?? [];
      const named = (table: TableName, column: string) => [
        ...new Set(own.filter((use) => use.table === table).map(({ row }) => String(row[column]))),
      ];
      const others = own.map((use) => use.table).filter((table) => !namedTables.has(table));
      const stations = named('stations', 'country').sort();
      return [
        id,
        { claims: named('claims', 'id'), responses: named('responses', 'id'), stations, tables: [...new Set(others)] },
      ];
    }),
  );
}

/** How many sources share a value of a column. */
export interface Tally<Value> {
  readonly value: Value;
  readonly count: number;
}

/** Sources by the value of a column: the most frequent first, equal ones by value; empty values last. */
export function sourcesBy<Column extends keyof Source>(
  dataset: Dataset,
  column: Column,
): readonly Tally<Source[Column]>[] {
  return [...Map.groupBy(dataset.tables.sources, (source) => source[column])]
    .map(([value, sources]) => ({ value, count: sources.length }))
    .sort(
      (a, b) =>
        Number(a.value === null) - Number(b.value === null) ||
        b.count - a.count ||
        (String(a.value) < String(b.value) ? -1 : 1),
    );
}

/** Kinds of sources in the order in which the site shows them: from records of public bodies to copies. */
export const sourceKinds = [
  'official',
  'law',
  'ngo',
  'press',
  'research',
  'chinese-state-media',
  'partisan',
  'copy',
  'aggregator',
  'reference',
] as const satisfies readonly Source['kind'][];

/** Sources of one kind, and how many of them we read on the page of the publisher. */
export interface KindTally {
  readonly kind: Source['kind'];
  readonly count: number;
  readonly original: number;
  /** Copies whose original we can name. */
  readonly copyNamed: number;
  readonly copyNotFound: number;
}

/** Sources by kind, in the order of `sourceKinds`; kinds without a source are left out. */
export function sourcesByKind(dataset: Dataset): readonly KindTally[] {
  const kinds = Map.groupBy(dataset.tables.sources, ({ kind }) => kind);
  return sourceKinds.flatMap((kind) => {
    const sources = kinds.get(kind);
    const count = (original: Source['original']) =>
      sources?.filter((source) => source.original === original).length ?? 0;
    const [original, copyNamed, copyNotFound] = [count('own'), count('named'), count('not-found')];
    return sources ? [{ kind, count: sources.length, original, copyNamed, copyNotFound }] : [];
  });
}

const datePrecisions = tables.sources.row.shape.datePrecision.options;

/** Sources by how much of the date of publication is known: day, month, year or none, in this order. */
export const sourcesByDateKnown = (dataset: Dataset): readonly Tally<Source['datePrecision']>[] =>
  [...sourcesBy(dataset, 'datePrecision')].sort(
    (a, b) => datePrecisions.indexOf(a.value) - datePrecisions.indexOf(b.value),
  );

/** Records that name one source only. */
export const onOneSource = <Kind extends WithSources>(rows: readonly Kind[]): readonly Kind[] =>
  rows.filter((row) => row.sources.length === 1);

/** Records none of whose sources was read on the page of its publisher. */
export const onCopiesOnly = <Kind extends WithSources>(dataset: Dataset, rows: readonly Kind[]): readonly Kind[] =>
  rows.filter(
    (row) => row.sources.length > 0 && row.sources.every((id) => dataset.get('sources', id).original !== 'own'),
  );
