import type { Row } from '../dataset/schema.ts';
import { column, defineChart, file, inFiles, type TableInput } from './chart.ts';
import { type BarRow, bars, stack } from './kit.ts';

type Share = Row<'persuaded_shares'>;

/** From the narrowest to the widest. The order is one of definitions, never of time. */
const definitions: readonly Share['definition'][] = [
  'persuaded',
  'persuaded-of-those-from-abroad',
  'surrendered-or-persuaded',
];
const yearsOf = (row: Share) => ({ year: row.end.slice(0, 4), firstYear: row.start.slice(0, 4) });

const figureText = (row: Share, { say }: TableInput<Share>): string => say(`figures.${row.id}`, yearsOf(row));

/** Shares of people "persuaded", sorted by what the word covers: each bar a hundred per cent of its own, with nothing that joins them. */
export default defineChart<Share>({
  chapter: 'persuasion',
  order: 4,
  rows: (dataset) =>
    [...dataset.tables.persuaded_shares].sort(
      (a, b) => definitions.indexOf(a.definition) - definitions.indexOf(b.definition) || a.share - b.share,
    ),
  values: (rows, _, format) => {
    const own = (definition: Share['definition']) =>
      format.list(rows.filter((row) => row.definition === definition).map((row) => format.percent(row.share)));
    return {
      shares: rows.length,
      definitions: new Set(rows.map((row) => row.definition)).size,
      least: format.percent(Math.min(...rows.map((row) => row.share))),
      most: format.percent(Math.max(...rows.map((row) => row.share))),
      persuaded: own('persuaded'),
      fromAbroad: own('persuaded-of-those-from-abroad'),
      wide: own('surrendered-or-persuaded'),
      derived: rows.filter((row) => row.shareBasis === 'derived').length,
    };
  },
  table: [
    inFiles(column.text('figure', figureText), file.text('figure', figureText), file.date('start'), file.date('end')),
    column.text('definition', (row, { say }) => say(`definitions.${row.definition}`)),
    column.number('numerator'),
    column.number('denominator'),
    column.number('share'),
    column.text('basis', (row, { say }) => say(`basis.${row.shareBasis}`)),
  ],
  draw: (kit) => {
    const barOf = (row: Share): BarRow => {
      const of = { numerator: row.numerator ?? 0, denominator: row.denominator };
      const rest = kit.say(row.numerator === null ? 'ofNotGiven' : 'of', of);
      return {
        label: kit.say(`figures.${row.id}`, yearsOf(row)),
        parts: [
          { value: row.share, mark: 'counted', label: kit.format.percent(row.share) },
          { value: 100 - row.share, mark: 'whole', label: rest },
        ],
      };
    };
    const groups = definitions.map((definition) => {
      const own = kit.rows.filter((row) => row.definition === definition).map(barOf);
      const heading = kit.message(`definitions.${definition}`, { strong: true });
      return stack([heading, bars(kit, own, { labels: 230, ends: 0 })], 4);
    });
    return [...groups, kit.legend(['counted', 'whole'])];
  },
  claims: ['hunt-01', 'hunt-02', 'hunt-04', 'hunt-07', 'hunt-08', 'hunt-09', 'hunt-23'],
});
