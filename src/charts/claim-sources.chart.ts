import type { Dataset } from '../dataset/dataset.ts';
import { share } from '../dataset/derived.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { wrapText } from './shared/labels.ts';
import { element, n, text, textLines } from './shared/svg.ts';
import { squares } from './shared/unit-marks.ts';
import { wordsHold } from './shared/words-hold.ts';

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
  values: (rows, dataset, format) => {
    const [claims, responses] = [summaryOf(rows, 'claims'), summaryOf(rows, 'responses')];
    const percent = ({ single, all }: typeof claims) => format.percent(share(single, all));
    const [whole, all] = [
      dataset.tables.sources.filter((source) => source.read === 'whole').length,
      dataset.tables.sources.length,
    ];
    wordsHold('claim-sources', format, [
      {
        field: 'notes',
        says: 'all but a few sources were read as excerpts',
        holds: whole < 0.1 * all,
        found: `${whole} of ${all} read whole`,
      },
    ]);
    return {
      claims: claims.all,
      claimsSingle: claims.single,
      claimsShare: percent(claims),
      claimsCopy: claims.singleCopy,
      claimsCopies: claims.copies,
      responses: responses.all,
      responsesSingle: responses.single,
      responsesShare: percent(responses),
      responsesCopy: responses.singleCopy,
      responsesCopies: responses.copies,
      most: Math.max(...rows.filter((row) => countOf(row) > 0).map((row) => row.sources)),
      sources: all,
      whole,
    };
  },
  table: ({ rows, words, values }) => ({
    columns: [
      { key: 'sources', kind: 'text' },
      { key: 'claimsOriginal', kind: 'number' },
      { key: 'claimsCopies', kind: 'number' },
      { key: 'claims', kind: 'number' },
      { key: 'responsesOriginal', kind: 'number' },
      { key: 'responsesCopies', kind: 'number' },
      { key: 'responses', kind: 'number' },
    ],
    rows: rows
      .filter((row) => row.table === 'claims')
      .map((row) => {
        const other = rows.find((own) => own.table === 'responses' && own.sources === row.sources);
        return [
          words.text('labels.rowName', { ...values, count: row.sources }),
          row.withOriginal,
          row.copiesOnly,
          countOf(row),
          other?.withOriginal ?? 0,
          other?.copiesOnly ?? 0,
          other ? countOf(other) : 0,
        ];
      }),
  }),
  draw: (input) => draw(input),
  // It shows how records are sourced, not what they state: no claim of others stands here, so there is none to answer.
  claims: () => [],
  sources: (_, dataset) =>
    [...new Set(tables.flatMap((table) => dataset.tables[table].flatMap((record) => record.sources)))].sort(),
});

/** Claims above, responses below, a mark a record in columns of equal breadth, so that heights can be compared; what stands out is said where the columns leave room. */
function draw(input: DrawInput<SourceCount>): Drawing {
  const { rows, frame, words, values, format } = input;
  const wide = frame.name === 'wide';
  const size = frame.label;
  const lead = size * 1.3;
  const most = Math.max(...rows.map((row) => row.sources));
  const step = frame.width / most;
  const [perRow, pitch, side] = wide ? [8, 10, 8] : [4, 9, 7.4];
  const breadth = (perRow - 1) * pitch + side;
  const heightOf = (count: number) => Math.ceil(count / perRow) * pitch;
  let [y, svg] = [0, ''];
  for (const table of tables) {
    const own = rows.filter((row) => row.table === table);
    svg += text(0, y + size, words.text(`labels.${table}Title`, values), { class: 'label label--strong' });
    const top = y + size * (wide ? 4.7 : 3.4);
    const base = top + Math.max(...own.map((row) => heightOf(countOf(row))));
    for (const row of own) {
      const x = (row.sources - 1) * step;
      // Columns grow from the baseline: originals first, copies on top of them.
      const path = (from: number, to: number, inset: number) =>
        Array.from({ length: to - from }, (_, index) => from + index)
          .map((index) =>
            squares(
              1,
              {
                x: x + (index % perRow) * pitch,
                y: base - 2 - side - Math.floor(index / perRow) * pitch,
                perRow: 1,
                pitch,
                size: side,
              },
              inset,
            ),
          )
          .join('');
      if (row.withOriginal > 0) svg += element('path', { class: 'said', d: path(0, row.withOriginal, 0) });
      if (row.copiesOnly > 0)
        svg += element('path', { class: 'said-light', d: path(row.withOriginal, countOf(row), 0.7) });
      const above = base - heightOf(countOf(row)) - 7;
      // Narrow columns have no room for the second line: there the form and the key say it.
      const copies =
        wide && row.copiesOnly > 0
          ? text(x, above, words.text('labels.copies', { count: row.copiesOnly, sources: row.sources }), {
              class: 'label label--muted',
            })
          : '';
      svg +=
        text(x, above - (copies ? lead : 0), format.number(countOf(row)), {
          class: countOf(row) > 0 ? 'label label--strong' : 'label label--muted',
        }) +
        copies +
        text(
          x,
          base + size * 1.35,
          wide ? words.text('labels.rowName', { count: row.sources }) : format.number(row.sources),
          { class: 'label' },
        );
    }
    svg += element('path', { class: 'baseline', d: `M0 ${n(base)}H${n((most - 1) * step + breadth)}` });
    const noteX = step * (wide ? 3 : 2) + (wide ? 0 : 8);
    const note = wrapText(words.text(`labels.${table}Note`, values), frame.width - noteX, size);
    svg += textLines(noteX, wide ? y + size : top + size * 0.4, note, lead, { class: 'label' });
    y = base + size * 1.35 + 28;
  }
  if (!wide) {
    svg += text(0, y - 28 + size * 1.4, words.text('labels.axis', values), { class: 'label label--muted' });
    y += size * 1.4;
  }
  y += size * 0.4;
  for (const [form, key, inset] of [
    ['said', 'keyOriginal', 0],
    ['said-light', 'keyCopies', 0.7],
  ] as const) {
    const lines = wrapText(words.text(`labels.${key}`, values), frame.width - 16, size);
    svg +=
      element('path', {
        class: form,
        d: squares(1, { x: 0, y: y - size * 0.36 - side / 2, perRow: 1, pitch, size: side }, inset),
      }) + textLines(16, y, lines, lead, { class: 'label' });
    y += (lines.length - 1) * lead + size * 1.55;
  }
  return { height: y - size * 1.1, content: svg };
}
