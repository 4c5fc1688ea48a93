import type { Row as RowOf } from '../dataset/schema.ts';
import { type Column, column, defineChart, file, inFiles, returnsBasis } from './chart.ts';
import { bars } from './kit/bars.ts';

/** In the order in which they stand in a bar: what the chapter is about begins at the baseline. */
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
  id: 'fox-hunt-outcomes',
  chapter: 'persuasion',
  order: 3,
  rows: ({ tables }) =>
    tables.returns
      .filter((row) => row.campaign === 'fox-hunt' && row.measure === 'in-period')
      .map((row) => periodOf(row, tables.return_methods))
      .sort((a, b) => (a.year < b.year ? -1 : 1)),
  assumes: (rows) => ({
    'July to December, April to December, then a whole year without a split':
      (rows.map(({ start, end }) => `${start.slice(4, 7)}${end.slice(4, 7)}`).join() === '-07-12,-04-12,-01-12' &&
        !isSplit(rows[2])) ||
      rows.map((row) => `${row.start} to ${row.end}`).join('; '),
  }),
  values: (rows, dataset) => {
    const named = ['first', 'second', 'last'].flatMap((name, index) => [
      [`${name}Year`, rows[index]?.year],
      [`${name}People`, rows[index]?.people],
      [`${name}Persuaded`, rows[index]?.outcomes['surrendered-or-persuaded']],
      [`${name}Arrested`, rows[index]?.outcomes.arrested],
      [`${name}Prosecuted`, rows[index]?.outcomes['prosecuted-abroad']],
      [`${name}Countries`, rows[index]?.countries],
    ]);
    return { ...Object.fromEntries(named), lastExtradited: dataset.get('claim_figures', 'hunt-03-figure-2').value };
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
    /** The words of the period where its source has words of its own, those of the category otherwise. */
    const labelOf = ({ id }: Period, method: Method, people: number) =>
      kit.say(
        kit.words.has(`labels.outcomesOf.${id}.${method}`) ? `outcomesOf.${id}.${method}` : `outcomes.${method}`,
        {
          people,
        },
      );
    const partsOf = (row: Period) =>
      methods.flatMap((method, index) => {
        const value = row.outcomes[method];
        const mark = index === 0 ? ('counted' as const) : ('whole' as const);
        return value ? [{ value, mark, label: labelOf(row, method, value) }] : [];
      });
    const rows = kit.rows.map((row) => ({
      label: row.year,
      strong: true,
      sub: kit.say(`periods.${row.id}`),
      end: kit.say('total', { people: row.people }),
      parts: isSplit(row) ? partsOf(row) : [{ value: row.people, mark: 'gap' as const, label: kit.say('noSplit') }],
    }));
    return bars(kit, rows, { labels: 120, ends: 122 });
  },
  claims: ['hunt-01', 'hunt-02', 'hunt-03', 'hunt-23'],
});
