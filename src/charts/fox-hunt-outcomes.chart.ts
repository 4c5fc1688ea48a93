import { sort } from 'd3';
import type { Row as RowOf } from '../dataset/schema.ts';
import { type Column, column, defineChart, file, inFiles, returnsBasis, valuesOf } from './chart.ts';
import { type BarPart, bars } from './kit.ts';

/** In their order in a bar: what the chapter is about begins at the baseline. */
const methods = ['surrendered-or-persuaded', 'arrested', 'prosecuted-abroad'] as const;
type Method = (typeof methods)[number];

/** A period of the campaign with its total, and its outcomes where the ministry named them. */
interface Period {
  readonly id: string;
  readonly start: string;
  readonly end: string;
  readonly year: string;
  readonly people: number;
  readonly countries: number | null;
  readonly outcomes: Readonly<Partial<Record<Method, number>>>;
  readonly sources: readonly string[];
}

function periodOf(row: RowOf<'returns'>, methodsOfAll: readonly RowOf<'return_methods'>[]): Period {
  const own = methodsOfAll.filter((method) => method.returns === row.id);
  const people = row.value ?? 0;
  if (own.length > 0 && own.reduce((sum, outcome) => sum + outcome.value, 0) !== people)
    throw new Error(`fox-hunt-outcomes: the outcomes of ${row.id} do not add up to ${people}`);
  return {
    ...row,
    start: row.start ?? '',
    year: row.end.slice(0, 4),
    people,
    outcomes: Object.fromEntries(own.map((outcome) => [outcome.method, outcome.value])),
    sources: [...row.sources, ...own.flatMap((method) => method.sources)],
  };
}
const isSplit = (row: Period | undefined): boolean => row !== undefined && Object.keys(row.outcomes).length > 0;

/** How the people counted under Fox Hunt came back, as the police ministry claims: one bar a period, split where the outcomes are named. */
export default defineChart<Period>({
  chapter: 'persuasion',
  order: 3,
  rows: ({ tables }) =>
    sort(
      tables.returns.filter((row) => row.campaign === 'fox-hunt' && row.measure === 'in-period'),
      (row) => row.end,
    ).map((row) => periodOf(row, tables.return_methods)),
  assumes: (rows) => ({
    'July to December, April to December, then a whole year without a split':
      (rows.map(({ start, end }) => `${start.slice(4, 7)}${end.slice(4, 7)}`).join() === '-07-12,-04-12,-01-12' &&
        !isSplit(rows[2])) ||
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
      file.date('start', (row) => row.start || null),
      file.date('end', (row) => row.end),
    ),
    column.number('people', (row) => row.people),
    ...methods.map((method): Column<Period> => column.number(method, (row) => row.outcomes[method])),
    column.number('countries', (row) => row.countries),
    column.text('remark', (row, { say }) => say(isSplit(row) ? 'partYear' : 'noSplit')),
  ],
  basis: ({ id, sources }, dataset) => ({ ...returnsBasis(dataset, id), sources: [...new Set(sources)] }),
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
      parts: isSplit(row) ? partsOf(row) : [{ value: row.people, mark: 'gap', label: kit.say('noSplit') } as const],
    }));
    return bars(kit, rows, { labels: 120, ends: 122 });
  },
  claims: ['hunt-01', 'hunt-02', 'hunt-03', 'hunt-23'],
});
