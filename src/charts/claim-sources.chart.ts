import type { Dataset } from '../dataset/dataset.ts';
import { share } from '../dataset/derived.ts';
import { defineChart, file, fileTable, sourcesOf } from './chart.ts';
import { bars } from './kit/bars.ts';
import { space, stack } from './kit/block.ts';

type Table = 'claims' | 'responses';
const tables: readonly Table[] = ['claims', 'responses'];

/** How many records of a table rest on this number of sources. */
interface SourceCount {
  readonly table: Table;
  readonly sources: number;
  /** At least one source is an original: the page itself is the publication, not a copy of it. */
  readonly withOriginal: number;
  readonly copiesOnly: number;
}

/** One row for every number of sources from one to the most there is, for both tables alike, so that gaps show as gaps. */
function sourceCounts(dataset: Dataset): readonly SourceCount[] {
  const records = tables.flatMap((table) =>
    dataset.tables[table].map((record) => ({
      table,
      sources: record.sources.length,
      original: record.sources.some((source) => dataset.get('sources', source).original === 'own'),
    })),
  );
  const most = Math.max(...records.map((record) => record.sources));
  return tables.flatMap((table) =>
    Array.from({ length: most }, (_, index): SourceCount => {
      const own = records.filter((record) => record.table === table && record.sources === index + 1);
      const withOriginal = own.filter((record) => record.original).length;
      return { table, sources: index + 1, withOriginal, copiesOnly: own.length - withOriginal };
    }),
  );
}

const countOf = (row: SourceCount): number => row.withOriginal + row.copiesOnly;

/** Totals of one table for the words: all, on one source, of these on a copy only, with no original at all. */
function summaryOf(rows: readonly SourceCount[], table: Table) {
  const own = rows.filter((row) => row.table === table);
  const all = own.reduce((sum, row) => sum + countOf(row), 0);
  const single = own.find((row) => row.sources === 1);
  return {
    all,
    single: single ? countOf(single) : 0,
    singleCopy: single?.copiesOnly ?? 0,
    copies: own.reduce((sum, row) => sum + row.copiesOnly, 0),
  };
}

/** How our own records are sourced: two histograms in the same marks. */
export default defineChart<SourceCount>({
  id: 'claim-sources',
  chapter: 'answers',
  order: 6,
  rows: sourceCounts,
  assumes: (_, { tables: { sources } }) => {
    const whole = sources.filter((source) => source.read === 'whole').length;
    return {
      'all but a few sources were read as excerpts':
        whole < 0.1 * sources.length || `${whole} of ${sources.length} read whole`,
    };
  },
  values: (rows, dataset, format) => {
    const [claims, responses] = [summaryOf(rows, 'claims'), summaryOf(rows, 'responses')];
    return {
      claims: claims.all,
      claimsSingle: claims.single,
      claimsShare: format.percent(share(claims.single, claims.all)),
      claimsCopy: claims.singleCopy,
      claimsCopies: claims.copies,
      responses: responses.all,
      responsesSingle: responses.single,
      responsesShare: format.percent(share(responses.single, responses.all)),
      responsesCopy: responses.singleCopy,
      responsesCopies: responses.copies,
      most: Math.max(...rows.filter((row) => countOf(row) > 0).map((row) => row.sources)),
      sources: dataset.tables.sources.length,
      whole: dataset.tables.sources.filter((source) => source.read === 'whole').length,
    };
  },
  file: (input) =>
    fileTable(
      input.rows,
      [
        file.text('table', (row) => row.table),
        file.number('sourceCount', (row) => row.sources),
        file.number('withOriginal', (row) => row.withOriginal),
        file.number('copiesOnly', (row) => row.copiesOnly),
      ],
      input,
      () => ({}),
    ),
  table: ({ rows, words }) => ({
    columns: [
      { key: 'sources', kind: 'text' },
      ...['claimsOriginal', 'claimsCopies', 'claims', 'responsesOriginal', 'responsesCopies', 'responses'].map(
        (key) => ({ key, kind: 'number' as const }),
      ),
    ],
    rows: [...new Set(rows.map((row) => row.sources))].map((count) => [
      words.text('labels.rowName', { count }),
      ...rows.filter((row) => row.sources === count).flatMap((row) => [row.withOriginal, row.copiesOnly, countOf(row)]),
    ]),
  }),
  draw: (kit) => {
    const max = Math.max(...kit.rows.map(countOf));
    const groups = tables.flatMap((table) => {
      const rows = kit.rows
        .filter((row) => row.table === table)
        .map((row) => ({
          label: kit.say('rowName', { count: row.sources }),
          end: kit.format.number(countOf(row)),
          parts: [
            { value: row.withOriginal, mark: 'counted' as const },
            {
              value: row.copiesOnly,
              mark: 'whole' as const,
              label: row.copiesOnly > 0 ? kit.say('copies', { count: row.copiesOnly, sources: row.sources }) : '',
            },
          ],
        }));
      return [
        stack([
          kit.message(`${table}Title`, { strong: true }),
          kit.message(`${table}Note`, { width: kit.width }),
          space(1, 6),
          bars(kit, rows, { max, labels: 80, ends: 160, thickness: 14 }),
        ]),
      ];
    });
    return stack([...groups, kit.legend(['counted', 'whole'])], 18);
  },
  // It shows how records are sourced, not what they state: no claim of others stands here, so there is none to answer.
  claims: [],
  sources: (_, dataset) => sourcesOf(tables.flatMap((table) => [...dataset.tables[table]])),
});
