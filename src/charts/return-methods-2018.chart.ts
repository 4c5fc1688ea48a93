import { derivedFigure, share } from '../dataset/derived.ts';
import type { Row as RowOf } from '../dataset/schema.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { Plot, plotMarks } from './kit/plot.ts';
import { textWidth, wrapText } from './shared/labels.ts';
import { element, escapeXml, text, textLines } from './shared/svg.ts';

type Method = RowOf<'return_methods'>['method'];

interface Row {
  readonly method: Method;
  readonly value: number;
  /** Per cent of all eight, one decimal. */
  readonly share: number;
}

const RETURNS = 'sky-net-2018';
/** The ways in which nobody came back from abroad; they stand next to each other in the order of size. */
const notFromAbroad: readonly Method[] = ['caught-at-border', 'caught-inside-china'];

/** How the people counted under Sky Net in 2018 were recovered, as the commission claims: eight bars from zero. */
export default defineChart<Row>({
  id: 'return-methods-2018',
  chapter: 'persuasion',
  order: 1,
  rows: (dataset) => {
    const total = derivedFigure(dataset, 'methods-total-2018').value;
    return dataset.tables.return_methods
      .filter((row) => row.returns === RETURNS)
      .map((row) => ({ method: row.method, value: row.value, share: share(row.value, total) }))
      .sort((a, b) => b.value - a.value);
  },
  values: (rows, dataset, format) => {
    const peopleOf = (method: Method) => rows.find((row) => row.method === method)?.value ?? 0;
    const percentOf = (method: Method) => format.percent(rows.find((row) => row.method === method)?.share ?? 0);
    const group = derivedFigure(dataset, 'border-or-inside-2018');
    return {
      total: derivedFigure(dataset, 'methods-total-2018').value,
      categories: rows.length,
      persuaded: peopleOf('persuaded'),
      persuadedShare: percentOf('persuaded'),
      arrestedAbroad: peopleOf('arrested-abroad'),
      extradited: peopleOf('extradited'),
      extraditedShare: percentOf('extradited'),
      prosecutedAbroad: peopleOf('prosecuted-abroad'),
      atBorder: peopleOf('caught-at-border'),
      insideChina: peopleOf('caught-inside-china'),
      notFromAbroad: group.value,
      notFromAbroadShare: format.percent(Number(group.of['share'])),
      surrendered: peopleOf('surrendered-and-other'),
      repatriated: peopleOf('repatriated'),
    };
  },
  table: ({ rows, words, values }) => ({
    columns: [
      { key: 'method', kind: 'text' },
      { key: 'people', kind: 'number' },
      { key: 'share', kind: 'number' },
    ],
    rows: [
      ...rows.map((row) => [words.text(`labels.methods.${row.method}`, values), row.value, row.share]),
      [words.text('labels.all', values), Number(values['total']), 100],
    ],
  }),
  draw: (input) => draw(input),
  claims: () => ['hunt-09'],
  sources: (rows, dataset) =>
    [
      ...new Set(
        dataset.tables.return_methods
          .filter((row) => row.returns === RETURNS && rows.some((own) => own.method === row.method))
          .flatMap((row) => row.sources),
      ),
    ].sort(),
});

/** Bars with their names beside them (wide) or above them (narrow), counts at their ends, and a bracket around those not from abroad. */
function draw(input: DrawInput<Row>): Drawing {
  const { rows, frame, words, values, format } = input;
  const wide = frame.name === 'wide';
  const size = frame.label;
  const lineHeight = size * 1.3;
  const pitch = wide ? 38 : 50;
  const left = wide ? 178 : 1;
  const barHeight = wide ? 24 : 18;
  const barTop = wide ? 4 : 22;
  const longest = wide ? 400 : 196;
  const height = pitch * rows.length + (wide ? 2 : 0);
  const greatest = Math.max(...rows.map((row) => row.value));
  const at = (value: number) => left + (value / greatest) * longest;

  const bars = plotMarks({ chart: 'return-methods-2018', frame }, height, {
    x: { type: 'linear', domain: [0, greatest], range: [left, left + longest] },
    y: { type: 'identity' },
    marks: [
      Plot.rect(rows, {
        x1: 0,
        x2: 'value',
        y1: (_, index) => index * pitch + barTop,
        y2: (_, index) => index * pitch + barTop + barHeight,
        className: 'said',
      }),
      Plot.ruleX([0], { y1: 0, y2: height, className: 'baseline' }),
    ],
  });
  const counts = rows.map((row, index) =>
    words.text(index === 0 ? 'labels.countOf' : 'labels.count', {
      ...values,
      value: row.value,
      share: format.percent(row.share),
    }),
  );
  const labels = rows.map((row, index) => {
    const name = words.text(`labels.methods.${row.method}`, values);
    const remarkKey = `labels.remarks.${row.method}`;
    const remark = words.has(remarkKey) ? words.text(remarkKey, values) : '';
    const middle = index * pitch + barTop + barHeight / 2 + size * 0.34;
    const count = text(at(row.value) + 7, middle, counts[index] ?? '', { class: 'label label--strong' });
    const tail = remark && element('tspan', { class: 'label--muted' }, escapeXml(` ${remark}`));
    if (!wide)
      return element('text', { x: left + 3, y: index * pitch + size, class: 'label' }, escapeXml(name) + tail) + count;
    const side = { class: 'label', 'text-anchor': 'end' };
    return (
      (remark
        ? text(left - 9, middle - 8, name, side) +
          text(left - 9, middle + 8.5, remark, { ...side, class: 'label label--muted' })
        : text(left - 9, middle, name, side)) + count
    );
  });

  const grouped = rows.flatMap((row, index) => (notFromAbroad.includes(row.method) ? [index] : []));
  const [first = 0, last = 0] = [grouped[0], grouped.at(-1)];
  if (last - first + 1 !== notFromAbroad.length)
    throw new Error(
      'return-methods-2018: the ways not from abroad no longer stand next to each other, so one bracket cannot hold them',
    );
  const bracketX =
    Math.max(...grouped.map((index) => at(rows[index]?.value ?? 0) + 7 + textWidth(counts[index] ?? '', size, true))) +
    9;
  const [top, bottom] = [first * pitch + barTop, last * pitch + barTop + barHeight];
  const sentence = wrapText(
    words.text('labels.notFromAbroad', values),
    Math.min(frame.width - bracketX - 16, 225),
    size,
  );
  const bracket =
    element('path', { class: 'leader', d: `M${Math.round(bracketX)} ${top}h6V${bottom}h-6` }) +
    textLines(
      bracketX + 14,
      (top + bottom) / 2 - ((sentence.length - 1) * lineHeight) / 2 + size * 0.34,
      sentence,
      lineHeight,
      { class: 'label' },
    );
  return { height, content: bars + labels.join('') + bracket };
}
