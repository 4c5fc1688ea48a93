import type { Row as RowOf } from '../dataset/schema.ts';
import { defineChart, file, inFiles, numberColumn, returnsBasis, textColumn } from './chart.ts';
import { type BarPart, bars } from './kit/bars.ts';

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

const periodOf = (row: RowOf<'returns'>, methodsOfAll: readonly RowOf<'return_methods'>[]): Period => {
  const own = methodsOfAll.filter((method) => method.returns === row.id);
  const people = row.value ?? 0;
  if (own.length > 0 && own.reduce((sum, outcome) => sum + outcome.value, 0) !== people)
    throw new Error(`fox-hunt-outcomes: the outcomes of ${row.id} do not add up to ${people}`);
  return {
    id: row.id,
    start: row.start ?? '',
    end: row.end,
    year: row.end.slice(0, 4),
    people,
    countries: row.countries,
    outcomes: Object.fromEntries(own.map((outcome) => [outcome.method, outcome.value])),
    sources: [...row.sources, ...own.flatMap((method) => method.sources)],
  };
};
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
  values: ([first, second, last], dataset) => ({
    firstYear: first?.year ?? '',
    firstPeople: first?.people ?? 0,
    firstPersuaded: first?.outcomes['surrendered-or-persuaded'] ?? 0,
    firstArrested: first?.outcomes.arrested ?? 0,
    firstCountries: first?.countries ?? 0,
    secondYear: second?.year ?? '',
    secondPeople: second?.people ?? 0,
    secondPersuaded: second?.outcomes['surrendered-or-persuaded'] ?? 0,
    secondArrested: second?.outcomes.arrested ?? 0,
    secondProsecuted: second?.outcomes['prosecuted-abroad'] ?? 0,
    secondCountries: second?.countries ?? 0,
    lastYear: last?.year ?? '',
    lastPeople: last?.people ?? 0,
    lastCountries: last?.countries ?? 0,
    lastExtradited: dataset.get('claim_figures', 'hunt-03-figure-2').value,
  }),
  table: [
    inFiles(
      textColumn('period', (row, { words }) => `${row.year}, ${words.text(`labels.periods.${row.id}`)}`),
      file.date('start', (row) => row.start || null),
      file.date('end', (row) => row.end),
    ),
    numberColumn('people', (row) => row.people),
    ...methods.map((method) => numberColumn<Period>(method, (row) => row.outcomes[method] ?? null)),
    numberColumn('countries', (row) => row.countries),
    textColumn('remark', (row, { words }) =>
      isSplit(row) ? words.text('labels.partYear') : words.text('labels.noSplit'),
    ),
  ],
  basis: ({ id, sources }, dataset) => ({ ...returnsBasis(dataset, id), sources: [...new Set(sources)] }),
  draw: (kit) => {
    /** The words of the period where its source has words of its own, those of the category otherwise. */
    const outcome = (row: Period, method: Method): BarPart => {
      const [people, own] = [row.outcomes[method] ?? 0, `labels.outcomesOf.${row.id}.${method}`];
      return {
        value: people,
        mark: method === 'surrendered-or-persuaded' ? 'counted' : 'whole',
        label: kit.words.text(kit.words.has(own) ? own : `labels.outcomes.${method}`, { people }),
      };
    };
    const rows = kit.rows.map((row) => ({
      label: row.year,
      strong: true,
      sub: kit.say(`periods.${row.id}`),
      end: kit.say('total', { people: row.people }),
      parts: isSplit(row)
        ? methods.filter((method) => row.outcomes[method]).map((method) => outcome(row, method))
        : [{ value: row.people, mark: 'gap' as const, label: kit.say('noSplit') }],
    }));
    return bars(kit, rows, { labels: 120, ends: 150 });
  },
  claims: ['hunt-01', 'hunt-02', 'hunt-03', 'hunt-23'],
});
