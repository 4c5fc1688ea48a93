/** The state of our sources: what rests on each of them, and counts of what they are and what of them was read. Pure functions of the dataset. */
import type { Dataset } from './dataset.ts';
import { type Row, type TableName, tableNames, tables } from './schema.ts';

type Source = Row<'sources'>;
type WithSources = { readonly sources: readonly string[] };

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

/** What rests on each source, by its id. Every source has an entry. */
export function sourceUses(dataset: Dataset): ReadonlyMap<string, SourceUse> {
  const uses = new Map(
    dataset.tables.sources.map((source) => [
      source.id,
      {
        claims: new Set<string>(),
        responses: new Set<string>(),
        stations: new Set<string>(),
        tables: new Set<TableName>(),
      },
    ]),
  );
  for (const table of tablesWithSources)
    for (const row of dataset.tables[table] as readonly (Record<string, unknown> & WithSources)[])
      for (const id of row.sources) {
        const use = uses.get(id);
        if (!use) continue;
        if (table === 'claims' || table === 'responses') use[table].add(String(row['id']));
        else if (table === 'stations') use.stations.add(String(row['country']));
        else use.tables.add(table);
      }
  return new Map(
    [...uses].map(([id, use]) => [
      id,
      {
        claims: [...use.claims],
        responses: [...use.responses],
        stations: [...use.stations].sort(),
        tables: [...use.tables],
      },
    ]),
  );
}

/** How many sources share a value of a column. */
export interface Tally<Value> {
  readonly value: Value;
  readonly count: number;
}

/** Sources by the value of a column: the most frequent first, equal ones by value; empty values last. */
function tally<Column extends keyof Source>(dataset: Dataset, column: Column): readonly Tally<Source[Column]>[] {
  const counts = new Map<Source[Column], number>();
  for (const source of dataset.tables.sources) counts.set(source[column], (counts.get(source[column]) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
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
  const count = (sources: readonly Source[], original: Source['original']) =>
    sources.filter((source) => source.original === original).length;
  return sourceKinds.flatMap((kind) => {
    const sources = dataset.tables.sources.filter((source) => source.kind === kind);
    return sources.length === 0
      ? []
      : [
          {
            kind,
            count: sources.length,
            original: count(sources, 'own'),
            copyNamed: count(sources, 'named'),
            copyNotFound: count(sources, 'not-found'),
          },
        ];
  });
}

/** Sources by language of the page; null where it was not recorded. */
export const sourcesByLanguage = (dataset: Dataset): readonly Tally<Source['language']>[] => tally(dataset, 'language');

/** Sources by what of them was read. */
export const sourcesByReading = (dataset: Dataset): readonly Tally<Source['read']>[] => tally(dataset, 'read');

const datePrecisions = tables.sources.row.shape.datePrecision.options;

/** Sources by how much of the date of publication is known: day, month, year or none, in this order. */
export const sourcesByDateKnown = (dataset: Dataset): readonly Tally<Source['datePrecision']>[] =>
  [...tally(dataset, 'datePrecision')].sort(
    (a, b) => datePrecisions.indexOf(a.value) - datePrecisions.indexOf(b.value),
  );

/** Sources by where we have their title from. */
export const sourcesByTitle = (dataset: Dataset): readonly Tally<Source['titleKind']>[] => tally(dataset, 'titleKind');

/** Rows that name one source only. */
const onOneSource = <Kind extends WithSources>(rows: readonly Kind[]): readonly Kind[] =>
  rows.filter((row) => row.sources.length === 1);

/** Rows none of whose sources was read on the page of its publisher. */
const onCopiesOnly = <Kind extends WithSources>(dataset: Dataset, rows: readonly Kind[]): readonly Kind[] =>
  rows.filter(
    (row) => row.sources.length > 0 && row.sources.every((id) => dataset.get('sources', id).original !== 'own'),
  );

export const claimsOnOneSource = (dataset: Dataset): readonly Row<'claims'>[] => onOneSource(dataset.tables.claims);
export const responsesOnOneSource = (dataset: Dataset): readonly Row<'responses'>[] =>
  onOneSource(dataset.tables.responses);
export const claimsOnCopiesOnly = (dataset: Dataset): readonly Row<'claims'>[] =>
  onCopiesOnly(dataset, dataset.tables.claims);
export const responsesOnCopiesOnly = (dataset: Dataset): readonly Row<'responses'>[] =>
  onCopiesOnly(dataset, dataset.tables.responses);
