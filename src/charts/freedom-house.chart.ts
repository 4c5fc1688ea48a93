import { derivedFigure } from '../dataset/derived.ts';
import type { Row as RowOf } from '../dataset/schema.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { Plot, plotMarks } from './kit/plot.ts';
import { annotate } from './shared/annotation.ts';
import { wrapText } from './shared/labels.ts';
import { element, escapeXml, text, textLines } from './shared/svg.ts';
import { wordsHold } from './shared/words-hold.ts';

/** A running total, or a state of the latest count. */
type Row =
  | { readonly kind: 'total'; readonly row: RowOf<'repression_totals'> }
  | { readonly kind: 'state'; readonly row: RowOf<'repression_states'> };

const CHINA = 'china';
const claims = ['ctx-08', 'ctx-09', 'ctx-10', 'ctx-11'] as const;

const totalsOf = (rows: readonly Row[]) => rows.flatMap((entry) => (entry.kind === 'total' ? [entry.row] : []));
const statesOf = (rows: readonly Row[]) => rows.flatMap((entry) => (entry.kind === 'state' ? [entry.row] : []));

/** Freedom House's count as context: four running totals with China's part where it is stated, and the ten states of the latest. One scale for both. */
export default defineChart<Row>({
  id: 'freedom-house',
  chapter: 'persuasion',
  order: 7,
  rows: (dataset) => [
    ...[...dataset.tables.repression_totals]
      .sort((a, b) => (a.through < b.through ? -1 : 1))
      .map((row): Row => ({ kind: 'total', row })),
    ...[...dataset.tables.repression_states]
      .sort((a, b) => b.incidents - a.incidents || a.state.localeCompare(b.state, 'en'))
      .map((row): Row => ({ kind: 'state', row })),
  ],
  values: (rows, dataset, format) => {
    const totals = totalsOf(rows);
    const states = statesOf(rows);
    const [latest, china, second] = [totals.at(-1), states[0], states[1]];
    // Two totals that follow each other, the later with its new cases: the example of why years do not add up.
    const index = totals.findIndex(
      (row, place) =>
        place > 0 && Number(row.through) === Number(totals[place - 1]?.through) + 1 && row.newInYear !== null,
    );
    const [before, after] = [totals[index - 1], totals[index]];
    const stated = totals.filter((row) => row.china !== null);
    wordsHold('freedom-house', format, [
      {
        field: 'headline',
        says: 'China, the most of any state',
        holds: china?.id === CHINA && china.incidents > (second?.incidents ?? 0),
        found: `first ${china?.state ?? 'nobody'}, second ${second?.state ?? 'nobody'}`,
      },
      {
        field: 'description',
        says: 'a total and the new cases make fewer than the next total',
        holds: before !== undefined && after !== undefined && before.total + (after.newInYear ?? 0) < after.total,
        found: `${before?.total ?? 'no total'} and ${after?.newInYear ?? 'none'} new, then ${after?.total ?? 'no total'}`,
      },
    ]);
    return {
      since: states[0]?.start ?? '',
      totals: format.list(totals.map((row) => `${format.number(row.total)} (${row.through})`)),
      latest: latest?.total ?? 0,
      latestYear: latest?.through ?? '',
      china: china?.incidents ?? 0,
      chinaShare: format.percent(latest?.chinaShare ?? 0),
      second: second?.state ?? '',
      secondIncidents: second?.incidents ?? 0,
      third: states[2]?.state ?? '',
      thirdIncidents: states[2]?.incidents ?? 0,
      states: states.length,
      tenTotal: derivedFigure(dataset, 'repression-ten-states').value,
      before: before?.total ?? 0,
      beforeYear: before?.through ?? '',
      added: after?.newInYear ?? 0,
      after: after?.total ?? 0,
      afterYear: after?.through ?? '',
      stated: format.list(stated.map((row) => `${format.number(row.china ?? 0)} of ${format.number(row.total)}`)),
      notStated: format.list(totals.filter((row) => row.china === null).map((row) => row.through)),
    };
  },
  table: ({ rows, words, values }) => ({
    columns: [
      { key: 'what', kind: 'text' },
      { key: 'incidents', kind: 'number' },
      { key: 'china', kind: 'number' },
      { key: 'share', kind: 'number' },
      { key: 'newInYear', kind: 'number' },
    ],
    rows: rows.map((entry) =>
      entry.kind === 'total'
        ? [
            words.text('labels.period', { ...values, through: entry.row.through }),
            entry.row.total,
            entry.row.china,
            entry.row.chinaShare,
            entry.row.newInYear,
          ]
        : [
            words.text('labels.stateRow', { state: entry.row.state, start: entry.row.start, end: entry.row.end }),
            entry.row.incidents,
            null,
            null,
            null,
          ],
    ),
  }),
  draw: (input) => draw(input),
  claims: () => claims,
  sources: (rows) => [...new Set(rows.flatMap((entry) => entry.row.sources))].sort(),
});

/** Totals at the left, states at the right (wide); below each other (narrow). China's part is solid in both. */
function draw(input: DrawInput<Row>): Drawing {
  const { rows, frame, words, values, format } = input;
  const wide = frame.name === 'wide';
  const size = frame.label;
  const [totals, states] = [totalsOf(rows), statesOf(rows)];
  const longest = wide ? 420 : frame.width - 1;
  const unit = longest / Math.max(...totals.map((row) => row.total));
  const at = (left: number, incidents: number) => left + incidents * unit;
  const heading = (key: string, x: number, y: number, width: number) => {
    const lines = wrapText(words.text(key, values), width, size, true);
    return {
      svg: textLines(x, y, lines, size * 1.25, { class: 'label label--strong' }),
      bottom: y + (lines.length - 1) * size * 1.25,
    };
  };

  const totalsHead = heading('labels.totals', 0, size, longest);
  const [pitch, barHeight] = [50, 20];
  const totalTop = (index: number) => totalsHead.bottom + size * 2.4 + index * pitch;
  const totalsBottom = totalTop(totals.length - 1) + barHeight;
  const totalLabels = totals.map((row, index) => {
    const part =
      row.china === null
        ? words.text('labels.chinaNotFound')
        : words.text('labels.chinaPart', { china: row.china, share: format.percent(row.chinaShare ?? 0) });
    const parts = [
      ['label--muted', words.text('labels.periodOf', { ...values, through: row.through })],
      ['label--strong', ` ${format.number(row.total)}`],
      [row.china === null ? 'label--muted' : undefined, part],
    ] as const;
    return element(
      'text',
      { x: 0, y: totalTop(index) - size * 0.45, class: 'label' },
      parts.map(([name, content]) => element('tspan', { class: name }, escapeXml(content))).join(''),
    );
  });

  const note = annotate([{ kind: 'said', text: words.text('labels.revised', values) }], frame, {
    x: 0,
    y: totalsBottom + 12,
    width: longest - (wide ? 30 : 0),
  });
  const statesX = wide ? 478 : 0;
  const statesHead = heading(
    'labels.states',
    statesX,
    wide ? size : note.box.y + note.box.height + size * 2.2,
    frame.width - statesX,
  );
  const [namesWidth, statePitch, stateBar] = wide ? [104, 23, 14] : [104, 23, 14];
  const barsX = statesX + namesWidth;
  const stateTop = (index: number) => statesHead.bottom + 12 + index * statePitch;
  const stateLabels = states.map((row, index) => {
    const middle = stateTop(index) + stateBar / 2 + size * 0.35;
    return (
      text(barsX - 8, middle, row.state, {
        class: row.id === CHINA ? 'label label--strong' : 'label',
        'text-anchor': 'end',
      }) +
      text(at(barsX, row.incidents) + 7, middle, format.number(row.incidents), {
        class: row.id === CHINA ? 'label label--strong' : 'label',
      })
    );
  });
  const statesBottom = stateTop(states.length - 1) + stateBar;
  const sum = wrapText(words.text('labels.ten', values), frame.width - statesX, size);
  const sumY = statesBottom + size * 1.8;
  const height = Math.max(note.box.y + note.box.height, sumY + (sum.length - 1) * size * 1.25) + 6;

  type Piece = {
    readonly form: 'said' | 'said-light';
    readonly x1: number;
    readonly x2: number;
    readonly y1: number;
    readonly y2: number;
  };
  const piece = (form: Piece['form'], x1: number, x2: number, top: number, bar: number): Piece =>
    form === 'said'
      ? { form, x1, x2, y1: top, y2: top + bar }
      : { form, x1: x1 + 0.7, x2: x2 - 0.7, y1: top + 0.7, y2: top + bar - 0.7 };
  const pieces = [
    ...totals.flatMap((row, index) => {
      const china = row.china ?? 0;
      const rest = piece(
        'said-light',
        at(1, china) + (china > 0 ? 2 : 0),
        at(1, row.total),
        totalTop(index),
        barHeight,
      );
      return china > 0 ? [piece('said', 1, at(1, china), totalTop(index), barHeight), rest] : [rest];
    }),
    ...states.map((row, index) =>
      piece(row.id === CHINA ? 'said' : 'said-light', barsX, at(barsX, row.incidents), stateTop(index), stateBar),
    ),
  ];
  const bars = plotMarks({ chart: 'freedom-house', frame }, height, {
    x: { type: 'identity' },
    y: { type: 'identity' },
    marks: (['said', 'said-light'] as const).map((form) =>
      Plot.rect(
        pieces.filter((entry) => entry.form === form),
        { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', className: form },
      ),
    ),
  });
  const baselines = element('path', {
    class: 'baseline',
    d: `${totals.map((_, index) => `M0.5 ${Math.round(totalTop(index) - 3)}v${barHeight + 6}`).join('')}M${barsX} ${Math.round(stateTop(0) - 4)}V${Math.round(statesBottom + 4)}`,
  });
  return {
    height,
    content:
      totalsHead.svg +
      statesHead.svg +
      bars +
      baselines +
      totalLabels.join('') +
      note.svg +
      stateLabels.join('') +
      textLines(statesX, sumY, sum, size * 1.25, { class: 'label label--muted' }),
  };
}
