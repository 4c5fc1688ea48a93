import { sort } from 'd3';
import type { Dataset } from '../dataset/dataset.ts';
import { column, defineChart, file, inFiles, returnsBasis, valuesOf } from './chart.ts';
import { type SpanRow, spans } from './kit.ts';
import { endOf, startOf } from './shared/time.ts';

const kinds = { persuaded: 'persuaded', 'handed-over-by-myanmar': 'handed-over' } as const;
type Kind = (typeof kinds)[keyof typeof kinds];

/** The figures of the campaign, each with the time it covers (the start may be unknown): people persuaded first, then the hand-overs. */
const spansOf = ({ tables }: Dataset) =>
  sort(
    tables.returns.flatMap((row) => {
      const kind = row.campaign === 'telecom-fraud' ? kinds[row.measure as keyof typeof kinds] : undefined;
      return kind ? [{ ...row, kind, people: row.value ?? 0, moreThan: row.valuePrecision === 'more-than' }] : [];
    }),
    ({ kind }) => Object.values(kinds).indexOf(kind),
    ({ people }) => people,
  );
type Span = ReturnType<typeof spansOf>[number];

const ofKind = (rows: readonly Span[], kind: Kind) => rows.filter((row) => row.kind === kind);

/** The time that all these periods share. Throws where there is none: the headline would no longer be true. */
function common(rows: readonly Span[]): { readonly start: string; readonly end: string } {
  const start = rows.map((row) => row.start ?? row.end).reduce((a, b) => (startOf(b) > startOf(a) ? b : a));
  const end = rows.map((row) => row.end).reduce((a, b) => (endOf(b) < endOf(a) ? b : a));
  if (startOf(start) >= endOf(end)) throw new Error('fraud-campaign-overlap: the periods no longer share any time');
  return { start, end };
}
const shown = (rows: readonly Span[]): string =>
  rows
    .map((row) => `${row.moreThan ? 'more than ' : ''}${row.people} (${row.start ?? 'start not given'} to ${row.end})`)
    .join(', ') || 'none';

/** The figures of the fraud campaign as stretches of time, so that one sees that they overlap. Their size is a number, never a length. */
export default defineChart<Span>({
  chapter: 'persuasion',
  order: 5,
  rows: spansOf,
  assumes: (rows) => {
    const [persuaded, later] = [ofKind(rows, 'persuaded'), ofKind(rows, 'handed-over')];
    const [, second, third] = persuaded;
    const [first, year, last] = later;
    const isContained =
      last?.start != null && first && startOf(last.start) <= startOf(first.end) && endOf(first.end) <= endOf(last.end);
    const overlap = common(persuaded);
    const almostAll = (second?.people ?? 0) >= 0.9 * (third?.people ?? 0);
    return {
      'lie in every period': overlap.start <= overlap.end || shown(persuaded),
      'Almost all of the …': almostAll || shown(persuaded),
      'three figures for people, the second for one year, the last almost all in that year':
        (persuaded.length === 3 && second?.end.length === 4 && almostAll) || shown(persuaded),
      'three hand-overs: the first without a start, the second for one year, the last more than its number, from a time that contains the first':
        (later.map((row) => row.moreThan).join() === 'false,false,true' &&
          first?.start === null &&
          year?.end.length === 4 &&
          isContained) ||
        shown(later),
    };
  },
  values: (rows, dataset, format) => {
    const overlap = common(ofKind(rows, 'persuaded'));
    const [first, second, third, later1, later2, later3] = rows;
    return {
      ...valuesOf({ first, second, third, later1, later2, later3 }, ({ people, start, end }) => ({
        '': people,
        Period: end,
        Start: format.date(start ?? ''),
        End: format.date(end),
      })),
      overlapStart: format.date(overlap.start),
      overlapStartMonth: format.date(overlap.start).split(/\s/)[0],
      overlapEnd: format.date(overlap.end),
      custody: dataset.get('claim_figures', 'pers-03-figure-1').value,
    };
  },
  table: [
    column.text('figure', (row, { say }) => say(`kinds.${row.kind}`)),
    column.number('people'),
    inFiles(
      column.text('precision', (row, { say }) => say(row.moreThan ? 'moreThan' : 'asGiven')),
      file.flag('moreThan'),
    ),
    column.date('start'),
    column.date('end'),
  ],
  basis: ({ id }, dataset) => returnsBasis(dataset, id),
  draw: (kit) => {
    const years = kit.rows.flatMap((row) => [row.start ?? row.end, row.end]).map((date) => date.slice(0, 4));
    const axis = { from: years.sort()[0] ?? '', to: `${years.sort().at(-1)}-07`, labels: 240 };
    const rowsOf = (kind: Kind) =>
      ofKind(kit.rows, kind).map(
        ({ id, moreThan, people, start, end }): SpanRow => ({
          label: kit.say(moreThan ? 'numberMoreThan' : 'number', { value: kit.format.number(people) }),
          sub: kit.say(`periods.${id}`),
          stretches: [{ start, end, mark: start === null ? 'dashed' : 'counted' }],
          points: start === null ? [{ date: end, mark: 'one' }] : [],
        }),
      );
    const heading = (kind: Kind) => kit.message(`heads.${kind}`, { strong: true });
    return [
      heading('persuaded'),
      spans(kit, rowsOf('persuaded'), { ...axis, band: common(ofKind(kit.rows, 'persuaded')) }),
      kit.text(`${kit.say('shared')}. ${kit.say('overlap')}`),
      kit.note('unknown', kit.say('open')),
      heading('handed-over'),
      spans(kit, rowsOf('handed-over'), axis),
    ];
  },
  claims: ['pers-26', 'pers-03', 'pers-01', 'pers-22', 'pers-27', 'pers-23'],
  restsOn: (_, dataset) => [dataset.get('claims', 'pers-25')],
});
