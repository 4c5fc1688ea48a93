import { derivedFigure, share } from '../dataset/derived.ts';
import type { Row } from '../dataset/schema.ts';
import { column, defineChart, returnsBasis } from './chart.ts';
import { bars } from './kit.ts';

type Method = Row<'return_methods'>['method'];

const RETURNS = 'sky-net-2018';

/** How the people counted under Sky Net in 2018 were recovered, as the commission claims: eight bars from zero. */
export default defineChart<Row<'return_methods'> & { readonly share: number }>({
  chapter: 'persuasion',
  order: 1,
  rows: (dataset) => {
    const total = derivedFigure(dataset, 'methods-total-2018').value;
    return dataset.tables.return_methods
      .filter((row) => row.returns === RETURNS)
      .map((row) => ({ ...row, share: share(row.value, total) }))
      .sort((a, b) => b.value - a.value);
  },
  values: (rows, dataset, format) => {
    const of = (method: Method) => rows.find((row) => row.method === method);
    const group = derivedFigure(dataset, 'border-or-inside-2018');
    return {
      total: derivedFigure(dataset, 'methods-total-2018').value,
      categories: rows.length,
      persuaded: of('persuaded')?.value,
      persuadedShare: format.percent(of('persuaded')?.share ?? 0),
      arrestedAbroad: of('arrested-abroad')?.value,
      extradited: of('extradited')?.value,
      extraditedShare: format.percent(of('extradited')?.share ?? 0),
      prosecutedAbroad: of('prosecuted-abroad')?.value,
      atBorder: of('caught-at-border')?.value,
      insideChina: of('caught-inside-china')?.value,
      notFromAbroad: group.value,
      notFromAbroadShare: format.percent(Number(group.of['share'])),
      surrendered: of('surrendered-and-other')?.value,
      repatriated: of('repatriated')?.value,
    };
  },
  table: [
    column.text(
      'method',
      (row, { say }) => say(`methods.${row.method}`),
      ({ say }) => say('all'),
    ),
    column.number(
      'people',
      (row) => row.value,
      ({ values }) => Number(values['total']),
    ),
    column.number(
      'share',
      (row) => row.share,
      () => 100,
    ),
  ],
  basis: ({ sources }, dataset) => ({ ...returnsBasis(dataset, RETURNS), sources }),
  draw: (kit) => {
    const rows = kit.rows.map(({ method, value, share: part }, index) => ({
      label: kit.say(`methods.${method}`),
      sub: kit.say(`remarks.${method}`, {}, ''),
      end: kit.say(index === 0 ? 'countOf' : 'count', { value, share: kit.format.percent(part) }),
      parts: [{ value, mark: 'counted' as const }],
    }));
    return [bars(kit, rows, { labels: 170, ends: 160 }), kit.message('notFromAbroad')];
  },
  claims: ['hunt-09'],
});
