import { derivedFigure } from '../dataset/derived.ts';
import type { Row as RowOf } from '../dataset/schema.ts';
import { defineChart, file, fileTable, sourcesOf } from './chart.ts';
import { bars } from './kit/bars.ts';
import { stack } from './kit/block.ts';

/** A running total, or a state of the latest count. */
type Row =
  | { readonly kind: 'total'; readonly row: RowOf<'repression_totals'> }
  | { readonly kind: 'state'; readonly row: RowOf<'repression_states'> };

const totalsOf = (rows: readonly Row[]) => rows.flatMap((entry) => (entry.kind === 'total' ? [entry.row] : []));
const statesOf = (rows: readonly Row[]) => rows.flatMap((entry) => (entry.kind === 'state' ? [entry.row] : []));

/** Two totals that follow each other, the later with its new cases: the example of why years do not add up. */
function following(totals: readonly RowOf<'repression_totals'>[]) {
  const index = totals.findIndex(
    (row, place) =>
      place > 0 && Number(row.through) === Number(totals[place - 1]?.through) + 1 && row.newInYear !== null,
  );
  return [totals[index - 1], totals[index]] as const;
}

/** Freedom House's count as context: the states with most incidents, China's solid. The running totals stand in words and in the table. */
export default defineChart<Row>({
  id: 'freedom-house',
  chapter: 'persuasion',
  order: 7,
  rows: ({ tables }) => [
    ...[...tables.repression_totals]
      .sort((a, b) => (a.through < b.through ? -1 : 1))
      .map((row): Row => ({ kind: 'total', row })),
    ...[...tables.repression_states]
      .sort((a, b) => b.incidents - a.incidents || a.state.localeCompare(b.state, 'en'))
      .map((row): Row => ({ kind: 'state', row })),
  ],
  assumes: (rows) => {
    const [china, second] = statesOf(rows);
    const [before, after] = following(totalsOf(rows));
    return {
      'China, the most of any state':
        (china?.id === 'china' && china.incidents > (second?.incidents ?? 0)) ||
        `first ${china?.state}, second ${second?.state}`,
      'a total and the new cases make fewer than the next total':
        (before && after && before.total + (after.newInYear ?? 0) < after.total) ||
        `${before?.total} and ${after?.newInYear} new, then ${after?.total}`,
    };
  },
  values: (rows, dataset, format) => {
    const [totals, states] = [totalsOf(rows), statesOf(rows)];
    const [latest, [before, after]] = [totals.at(-1), following(totals)];
    const [china, second, third] = states;
    return {
      since: china?.start ?? '',
      totals: format.list(totals.map((row) => `${format.number(row.total)} (${row.through})`)),
      latest: latest?.total ?? 0,
      latestYear: latest?.through ?? '',
      china: china?.incidents ?? 0,
      chinaShare: format.percent(latest?.chinaShare ?? 0),
      second: second?.state ?? '',
      secondIncidents: second?.incidents ?? 0,
      third: third?.state ?? '',
      thirdIncidents: third?.incidents ?? 0,
      states: states.length,
      tenTotal: derivedFigure(dataset, 'repression-ten-states').value,
      before: before?.total ?? 0,
      beforeYear: before?.through ?? '',
      added: after?.newInYear ?? 0,
      after: after?.total ?? 0,
      afterYear: after?.through ?? '',
      stated: format.list(
        totals.flatMap((row) =>
          row.china === null ? [] : [`${format.number(row.china)} of ${format.number(row.total)}`],
        ),
      ),
      notStated: format.list(totals.filter((row) => row.china === null).map((row) => row.through)),
    };
  },
  // The running totals of all states stand in the dataset (repression_totals); the file has the states.
  file: (input) =>
    fileTable(
      statesOf(input.rows),
      [
        file.text('state', (row) => row.state),
        file.date('start', (row) => row.start),
        file.date('end', (row) => row.end),
        file.number('incidents', (row) => row.incidents),
      ],
      input,
      ({ claimant, sources }) => ({ claimant, sources }),
    ),
  table: ({ rows, words, values }) => ({
    columns: [
      { key: 'what', kind: 'text' },
      ...['incidents', 'china', 'share', 'newInYear'].map((key) => ({ key, kind: 'number' as const })),
    ],
    rows: rows.map((entry) => {
      if (entry.kind === 'state') {
        const { state, start, end, incidents } = entry.row;
        return [words.text('labels.stateRow', { state, start, end }), incidents, null, null, null];
      }
      const { through, total, china, chinaShare, newInYear } = entry.row;
      return [words.text('labels.period', { ...values, through }), total, china, chinaShare, newInYear];
    }),
  }),
  draw: (kit) => {
    const rows = statesOf(kit.rows).map(({ id, state, incidents }) => ({
      label: state,
      strong: id === 'china',
      end: kit.format.number(incidents),
      parts: [{ value: incidents, mark: id === 'china' ? ('counted' as const) : ('whole' as const) }],
    }));
    return stack(
      [
        kit.message('states', { strong: true, width: kit.width }),
        bars(kit, rows, { labels: 110, ends: 60, thickness: kit.wide ? 16 : 12 }),
        kit.message('ten', { width: kit.width }),
        kit.message('running', { ink: 'muted', width: kit.width }),
      ],
      10,
    );
  },
  claims: ['ctx-08', 'ctx-09', 'ctx-10', 'ctx-11'],
  sources: (rows) => sourcesOf(rows.map((entry) => entry.row)),
});
