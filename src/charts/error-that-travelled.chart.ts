import type { Dataset } from '../dataset/dataset.ts';
import { column, defineChart } from './chart.ts';
import { type Block, firstLines, inset, type Kit, leads, overlay, rule, space, stack } from './kit.ts';

const printed = ['scale-36', 'scale-37', 'scale-38'] as const;
/** The claims of the two reports, the comparison that has the figures of the first batch of Fuzhou's police, and what was added later. */
const [FIRST, SECOND, BATCH, ADDED] = ['scale-01', 'scale-05', 'scale-02', 'scale-21'] as const;

/** What the records have, in groups. */
const records = {
  batch: ['batchStations', 'batchCities', 'batchCountries'],
  first: ['total', 'countries'],
  title: ['emergency'],
  second: ['later', 'laterCountries', 'added'],
} as const;
/** The printed numbers that are found among them. That of taz is not. */
const ties: Readonly<Record<string, string>> = {
  'scale-36.stations': 'total',
  'scale-36.countries': 'batchCountries',
  'scale-37.stations': 'emergency',
};

/** The figures are those of the claims at their dates: a total that the reports have later explains no error of 2022. */
const amountOf = (dataset: Dataset, claim: string): number => dataset.get('claims', claim).value ?? 0;
const figureOf = (dataset: Dataset, claim: string, unit: string): number | null =>
  dataset.tables.claim_figures.find((row) => row.claim === claim && row.unit === unit)?.value ?? null;

/** The numbers of stations and countries as newspapers printed them, from our comparison with the records. */
const misprints = (dataset: Dataset) =>
  printed.map((claim) => ({
    claim,
    date: dataset.get('claims', claim).date,
    stations: figureOf(dataset, claim, 'stations, as printed') ?? 0,
    countries: figureOf(dataset, claim, 'countries, as printed'),
    sources: dataset.get('claims', claim).sources,
  }));
type Misprint = ReturnType<typeof misprints>[number];

/** Numbers as printed at the right, the records at the left, and a line from a printed number to where it comes from. */
export default defineChart<Misprint>({
  chapter: 'scale',
  order: 9,
  rows: misprints,
  assumes: ([mixed], dataset) => ({
    'the stations of the report in the countries of the batch':
      (mixed?.stations === amountOf(dataset, FIRST) &&
        mixed.countries === figureOf(dataset, BATCH, 'countries (first Fuzhou batch)')) ||
      `${mixed?.stations} in ${mixed?.countries}`,
  }),
  values: ([mixed, called, unexplained], dataset) => ({
    total: amountOf(dataset, FIRST),
    countries: figureOf(dataset, FIRST, 'countries'),
    later: amountOf(dataset, SECOND),
    laterCountries: figureOf(dataset, SECOND, 'countries'),
    added: amountOf(dataset, ADDED),
    batchStations: figureOf(dataset, BATCH, 'stations (first Fuzhou batch)'),
    batchCities: figureOf(dataset, BATCH, 'cities (first Fuzhou batch)'),
    batchCountries: figureOf(dataset, BATCH, 'countries (first Fuzhou batch)'),
    mixedCountries: mixed?.countries,
    called: called?.stations,
    unexplained: unexplained?.stations,
    unexplainedCountries: unexplained?.countries,
  }),
  table: [
    column.text('by', (row, { say }) => say(`by.${row.claim}`)),
    column.date('when', (row) => row.date),
    column.number('stations'),
    column.number('countries'),
    column.text('records', (row, { say }) => say(`answers.${row.claim}`)),
  ],
  basis: ({ claim, sources }) => ({ claims: [claim], sources }),
  draw: (kit) => {
    const [left, right] = kit.wide ? [260, 360] : [136, 160];
    const from = Object.entries(records).flatMap(([group, keys]) =>
      entry(
        kit,
        left,
        kit.say(`groups.${group}`),
        keys.map((key) => [key, kit.say(`lines.${key}`)]),
      ),
    );
    const middles = firstLines(kit, piecesOf(from));
    const ends = new Map(
      from.map(({ key, piece }, index) => [key ?? '', [piece.width + 6, middles[index] ?? 0] as const]),
    );
    const to = kit.rows.flatMap(({ claim, stations, countries }) => [
      ...entry(kit, right, kit.say(`by.${claim}`), [
        [`${claim}.stations`, kit.say('printed.stations', { stations })],
        [`${claim}.countries`, countries === null ? '' : kit.say('printed.countries', { countries })],
      ]),
      { piece: kit.note(`${claim}.stations` in ties ? 'answered' : 'unknown', kit.say(`answers.${claim}`), right) },
    ]);
    const list = to.map(({ key = '', piece }) => ({ piece, from: ends.get(ties[key] ?? 'none') }));
    const heads = overlay(kit.message('heads.records'), inset(kit.message('heads.printed'), kit.width - right));
    const diagram = overlay(leads(kit, list, { left: kit.width - right, bend: left }), stack(piecesOf(from)));
    return stack([heads, rule(kit.width), diagram], 8);
  },
  claims: [FIRST, SECOND, BATCH, ...printed, ADDED],
});

/** A piece of a list, and what a line may lead to or from it by. */
interface Entry {
  readonly piece: Block;
  readonly key?: string;
}

const piecesOf = (entries: readonly Entry[]): readonly Block[] => entries.map(({ piece }) => piece);

/** A heading with its lines, below the entry before it. */
const entry = (
  kit: Kit<Misprint>,
  width: number,
  head: string,
  lines: readonly (readonly [key: string, words: string])[],
): readonly Entry[] => [
  { piece: stack([space(1, 14), kit.text(head, { width, ink: 'muted' })]) },
  ...lines.map(([key, words]) => ({ key, piece: kit.text(words, { width, strong: true }) })),
];
