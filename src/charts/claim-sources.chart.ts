import { range, sum } from 'd3';
import type { Dataset } from '../dataset/dataset.ts';
import { share } from '../dataset/derived.ts';
import { type Column, column, defineChart, file, fileTable } from './chart.ts';
import { bars, stack } from './kit.ts';

const tables = ['claims', 'responses'] as const;
type Table = (typeof tables)[number];

/** One row for every number of sources from one to the most there is, so that gaps show as gaps: all records that rest on so many, and those of copies alone. */
function rowsOf(dataset: Dataset) {
  // A copy is a page with a publication that appeared elsewhere.
  const isCopy = (source: string) => dataset.get('sources', source).original !== 'own';
  const most = Math.max(...tables.flatMap((table) => dataset.tables[table].map(({ sources }) => sources.length)));
  return range(1, most + 1).map((count) => {
    const countIn = (table: Table) => {
      const own = dataset.tables[table].filter(({ sources }) => sources.length === count);
      return { all: own.length, copies: own.filter(({ sources }) => sources.every(isCopy)).length };
    };
    return { count, claims: countIn('claims'), responses: countIn('responses') };
  });
}
type Row = ReturnType<typeof rowsOf>[number];

const sumOf = (rows: readonly Row[], table: Table, key: 'all' | 'copies'): number =>
  sum(rows, (row) => row[table][key]);

/** From this many sources on, the picture has one bar: those records are few. */
const MANY = 5;

/** How our own records are sourced: two histograms in the same marks. */
export default defineChart<Row>({
  chapter: 'answers',
  order: 6,
  rows: rowsOf,
  assumes: (rows, { tables: { sources } }) => {
    const whole = sources.filter((source) => source.read === 'whole').length;
    return {
      'the most is': rows.every(({ count }) => count <= rows.length) || rows.map(({ count }) => count).join(', '),
      'all but a few sources were read as excerpts':
        whole < 0.1 * sources.length || `${whole} of ${sources.length} read whole`,
    };
  },
  values: (rows, dataset, format) => {
    const counts = tables.flatMap((table) => {
      const [all, single] = [sumOf(rows, table, 'all'), rows[0]?.[table]];
      return [
        [table, all],
        [`${table}Single`, single?.all],
        [`${table}Share`, format.percent(share(single?.all ?? 0, all))],
        [`${table}Copy`, single?.copies],
        [`${table}Copies`, sumOf(rows, table, 'copies')],
      ];
    });
    return {
      ...Object.fromEntries(counts),
      most: rows.length,
      sources: dataset.tables.sources.length,
      whole: dataset.tables.sources.filter((source) => source.read === 'whole').length,
    };
  },
  table: [
    column.text('sources', ({ count }, { say }) => say('rowName', { count })),
    ...tables.flatMap((table): Column<Row>[] => [
      column.number(`${table}Original`, (row) => row[table].all - row[table].copies),
      column.number(`${table}Copies`, (row) => row[table].copies),
      column.number(table, (row) => row[table].all),
    ]),
  ],
  file: (input) =>
    fileTable(
      tables.flatMap((table) => input.rows.map((row) => ({ table, count: row.count, ...row[table] }))),
      [
        file.text('table'),
        file.number('sourceCount', (row) => row.count),
        file.number('withOriginal', (row) => row.all - row.copies),
        file.number('copiesOnly', (row) => row.copies),
      ],
      input,
      () => ({}),
    ),
  draw: (kit) => {
    const groups = [...kit.rows.slice(0, MANY - 1).map((row) => [row]), kit.rows.slice(MANY - 1)];
    const max = Math.max(...tables.flatMap((table) => groups.map((rows) => sumOf(rows, table, 'all'))));
    const histograms = tables.map((table) => {
      const rows = groups.map((own) => {
        const [count, all, copies] = [own[0]?.count ?? 0, sumOf(own, table, 'all'), sumOf(own, table, 'copies')];
        return {
          label: kit.say(count < MANY ? 'rowName' : 'rowMany', { count }),
          end: kit.say('end', { all, copies, count }),
          parts: [
            { value: all - copies, mark: 'counted' as const },
            { value: copies, mark: 'whole' as const },
          ],
        };
      });
      const heading = stack([kit.message(`${table}Title`, { strong: true }), kit.message(`${table}Note`)]);
      return stack([heading, bars(kit, rows, { max, labels: 126, ends: 160, thickness: 14 })], 6);
    });
    return stack([...histograms, kit.legend(['counted', 'whole'])], 18);
  },
  // It shows how records are sourced, not what they state: it shows no claim of others, so there is none to answer.
  claims: [],
  restsOn: (_, dataset) => tables.flatMap((table) => [...dataset.tables[table]]),
});
