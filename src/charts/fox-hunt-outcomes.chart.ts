import { sort, sum } from 'd3';
import type { Dataset } from '../dataset/dataset.ts';
import type { Row } from '../dataset/schema.ts';
import { type Column, column, defineChart, file, inFiles, valuesOf } from './chart.ts';
import { type BarPart, bars } from './kit.ts';

/** In their order in a bar: what the chapter is about begins at the baseline. */
const methods = ['surrendered-or-persuaded', 'arrested', 'prosecuted-abroad'] as const;
type Method = (typeof methods)[number];

/** A period of the campaign with its total, and its outcomes where the ministry named them. */
function periodOf(row: Row<'returns'>, { return_methods }: Dataset['tables']) {
  const own = return_methods.filter((method) => method.returns === row.id);
  const people = row.value ?? 0;
  if (own.length > 0 && sum(own, (outcome) => outcome.value) !== people)
    throw new Error(`fox-hunt-outcomes: the outcomes of ${row.id} do not add up to ${people}`);
  const outcomes: Partial<Record<Method, number>> = Object.fromEntries(own.map(({ method, value }) => [method, value]));
  return {
    ...row,
    people,
    year: row.end.slice(0, 4),
    outcomes,
    isSplit: own.length > 0,
    sources: [...new Set([row, ...own].flatMap((record) => record.sources))],
  };
}
type Period = ReturnType<typeof periodOf>;

/** How the people counted under Fox Hunt came back, as the police ministry claims: one bar a period, split where the outcomes are named. */
export default defineChart<Period>({
  chapter: 'persuasion',
  order: 3,
  rows: ({ tables }) =>
    sort(
      tables.returns.filter((row) => row.campaign === 'fox-hunt' && row.measure === 'in-period'),
      (row) => row.end,
    ).map((row) => periodOf(row, tables)),
  assumes: (rows) => ({
    'July to December, April to December, then a whole year without a split':
      (rows.map(({ start, end }) => `${start?.slice(4, 7)}${end.slice(4, 7)}`).join() === '-07-12,-04-12,-01-12' &&
        !rows[2]?.isSplit) ||
      rows.map((row) => `${row.start} to ${row.end}`).join('; '),
  }),
  values: (rows, dataset) => {
    const [first, second, last] = rows;
    const named = valuesOf({ first, second, last }, ({ year, people, outcomes, countries }) => ({
      Year: year,
      People: people,
      Persuaded: outcomes['surrendered-or-persuaded'],
      Arrested: outcomes.arrested,
      Prosecuted: outcomes['prosecuted-abroad'],
      Countries: countries,
    }));
    return { ...named, lastExtradited: dataset.get('claim_figures', 'hunt-03-figure-2').value };
  },
  table: [
    inFiles(
      column.text('period', (row, { say }) => `${row.year}, ${say(`periods.${row.id}`)}`),
      file.date('start'),
      file.date('end'),
    ),
    column.number('people'),
    ...methods.map((method): Column<Period> => column.number(method, (row) => row.outcomes[method])),
    column.number('countries'),
    column.text('remark', (row, { say }) => say(row.isSplit ? 'partYear' : 'noSplit')),
  ],
  basis: ({ claimant, sources }) => ({ claimant, sources }),
  draw: (kit) => {
    const partsOf = ({ id, outcomes }: Period) =>
      methods.flatMap((method, index): BarPart[] => {
        const value = outcomes[method];
        if (!value) return [];
        // In the words of its source where these are others than those of the category.
        const label = kit.say(`outcomesOf.${id}.${method}`, { people: value }, `outcomes.${method}`);
        return [{ value, mark: index === 0 ? 'counted' : 'whole', label }];
      });
    const rows = kit.rows.map((row) => ({
      label: row.year,
      strong: true,
      sub: kit.say(`periods.${row.id}`),
      end: kit.say('total', { people: row.people }),
      parts: row.isSplit ? partsOf(row) : [{ value: row.people, mark: 'gap', label: kit.say('noSplit') } as const],
    }));
    return bars(kit, rows, { labels: 120, ends: 122 });
  },
  claims: ['hunt-01', 'hunt-02', 'hunt-03', 'hunt-23'],
});
