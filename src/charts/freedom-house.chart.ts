import { pairs } from 'd3';
import { derivedFigure } from '../dataset/derived.ts';
import type { Row as RowOf } from '../dataset/schema.ts';
import { column, defineChart, file, fileTable, valuesOf } from './chart.ts';
import { bars } from './kit.ts';

type Total = RowOf<'repression_totals'>;
type State = RowOf<'repression_states'>;
/** A running total, or a state of the latest count. */
type Row = Total | State;

const isState = (row: Row): row is State => 'state' in row;
const totalsOf = (rows: readonly Row[]) => rows.filter((row): row is Total => !isState(row));
const statesOf = (rows: readonly Row[]) => rows.filter(isState);

/** Two totals of years that follow each other, the later with its new cases: the example of why years do not add up. */
const following = (totals: readonly Total[]): readonly Total[] =>
  pairs(totals).find(([a, b]) => Number(b.through) === Number(a.through) + 1 && b.newInYear !== null) ?? [];

/** Freedom House's count as context: the states with most incidents, China's solid. The running totals are in the words and in the table. */
export default defineChart<Row>({
  chapter: 'persuasion',
  order: 7,
  rows: ({ tables }) => [
    ...[...tables.repression_totals].sort((a, b) => (a.through < b.through ? -1 : 1)),
    ...[...tables.repression_states].sort((a, b) => b.incidents - a.incidents || a.state.localeCompare(b.state, 'en')),
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
    const named = valuesOf({ second, third }, ({ state, incidents }) => ({ '': state, Incidents: incidents }));
    const stated = totals.filter((row) => row.china !== null);
    return {
      ...named,
      ...valuesOf({ latest, before, after }, ({ total, through }) => ({ '': total, Year: through })),
      since: china?.start,
      totals: format.list(totals.map((row) => `${format.number(row.total)} (${row.through})`)),
      china: china?.incidents,
      chinaShare: format.percent(latest?.chinaShare ?? 0),
      states: states.length,
      tenTotal: derivedFigure(dataset, 'repression-ten-states').value,
      added: after?.newInYear,
      stated: format.list(stated.map((row) => `${format.number(row.china ?? 0)} of ${format.number(row.total)}`)),
      notStated: format.list(totals.filter((row) => row.china === null).map((row) => row.through)),
    };
  },
  table: [
    column.text('what', (row, { say }) =>
      isState(row)
        ? say('stateRow', { state: row.state, start: row.start, end: row.end })
        : say('period', { through: row.through }),
    ),
    column.number('incidents', (row) => (isState(row) ? row.incidents : row.total)),
    column.number('china', (row) => (isState(row) ? null : row.china)),
    column.number('share', (row) => (isState(row) ? null : row.chinaShare)),
    column.number('newInYear', (row) => (isState(row) ? null : row.newInYear)),
  ],
  // The dataset has the running totals of all states (repression_totals); the file has the states.
  file: (input) =>
    fileTable(
      statesOf(input.rows),
      [file.text('state'), file.date('start'), file.date('end'), file.number('incidents')],
      input,
      ({ claimant, sources }) => ({ claimant, sources }),
    ),
  draw: (kit) => {
    const rows = statesOf(kit.rows).map(({ id, state, incidents }) => ({
      label: state,
      strong: id === 'china',
      end: kit.format.number(incidents),
      parts: [{ value: incidents, mark: id === 'china' ? ('counted' as const) : ('whole' as const) }],
    }));
    return [
      kit.message('states', { strong: true }),
      bars(kit, rows, { labels: 110, ends: 60, thickness: kit.wide ? 16 : 12 }),
      kit.message('ten'),
      kit.message('running', { ink: 'muted' }),
    ];
  },
  claims: ['ctx-08', 'ctx-09', 'ctx-10', 'ctx-11'],
});
