import { derivedFigure, share } from '../dataset/derived.ts';
import type { Row as RowOf } from '../dataset/schema.ts';
import { defineChart, file, fileTable, returnsBasis } from './chart.ts';
import { bars } from './kit/bars.ts';
import { stack } from './kit/block.ts';

type Method = RowOf<'return_methods'>['method'];

interface Row {
  readonly method: Method;
  readonly value: number;
  /** Per cent of all eight, one decimal. */
  readonly share: number;
  readonly sources: readonly string[];
}

const RETURNS = 'sky-net-2018';

/** How the people counted under Sky Net in 2018 were recovered, as the commission claims: eight bars from zero. */
export default defineChart<Row>({
  id: 'return-methods-2018',
  chapter: 'persuasion',
  order: 1,
  rows: (dataset) => {
    const total = derivedFigure(dataset, 'methods-total-2018').value;
    return dataset.tables.return_methods
      .filter((row) => row.returns === RETURNS)
      .map(({ method, value, sources }) => ({ method, value, share: share(value, total), sources }))
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
  file: (input) =>
    fileTable(
      input.rows,
      [
        file.text('method', (row) => input.words.text(`labels.methods.${row.method}`)),
        file.number('people', (row) => row.value),
        file.number('share', (row) => row.share),
      ],
      input,
      ({ sources }) => ({ ...returnsBasis(input.dataset, RETURNS), sources }),
    ),
  table: ({ rows, words, values }) => ({
    columns: [
      { key: 'method', kind: 'text' },
      { key: 'people', kind: 'number' },
      { key: 'share', kind: 'number' },
    ],
    rows: [
      ...rows.map((row) => [words.text(`labels.methods.${row.method}`), row.value, row.share]),
      [words.text('labels.all'), Number(values['total']), 100],
    ],
  }),
  draw: (kit) => {
    const rows = kit.rows.map(({ method, value, share: part }, index) => ({
      label: kit.say(`methods.${method}`),
      sub: kit.words.has(`labels.remarks.${method}`) ? kit.say(`remarks.${method}`) : '',
      end: kit.say(index === 0 ? 'countOf' : 'count', { value, share: kit.format.percent(part) }),
      parts: [{ value, mark: 'counted' as const }],
    }));
    return stack([bars(kit, rows, { labels: 170, ends: 160 }), kit.message('notFromAbroad', { width: kit.width })], 14);
  },
  claims: ['hunt-09'],
});
