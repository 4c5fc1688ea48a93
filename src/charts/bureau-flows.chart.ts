import { decemberTotals } from '../dataset/country-listings.ts';
import { bureauTotal, share } from '../dataset/derived.ts';
import {
  countColumn,
  countryColumn,
  defineChart,
  file,
  inFiles,
  listingsBasis,
  numberColumn,
  reportClaims,
  sourcesOf,
  textColumn,
} from './chart.ts';
import { type Block, beside, columns, empty, grid, rule, space, stack } from './kit/block.ts';
import type { Kit } from './kit/kit.ts';
import { bureauIds, type CountryBureaus, countryBureaus, sharesInEurope, sumOf, total } from './shared/bureaus.ts';

export default defineChart<CountryBureaus>({
  id: 'bureau-flows',
  chapter: 'scale',
  order: 6,
  rows: countryBureaus,
  assumes: (rows, dataset) => {
    const shares = sharesInEurope(rows, dataset);
    const [most, least] = [shares[0], shares.at(-1)];
    return {
      'one bureau mostly in Europe, one mostly elsewhere':
        (most && least && most.europe * 2 > most.all && least.europe * 2 < least.all) ||
        shares.map(({ name, europe, all }) => `${name} ${europe} of ${all}`).join(', '),
      'Spain’s among those without a bureau':
        rows.find((row) => row.country === 'ESP')?.known === 0 || 'listings in Spain with a bureau, or none in Spain',
    };
  },
  values: (rows, dataset, format) => {
    const shares = sharesInEurope(rows, dataset);
    const [most, least, known] = [shares[0], shares.at(-1), rows.filter((row) => row.known > 0)];
    const { traced, matched, notTraced, listed } = decemberTotals(dataset);
    const seats = bureauIds.map((id) => dataset.get('operators', id));
    const withBureau = known.reduce((sum, row) => sum + row.known, 0);
    return {
      withBureau,
      countries: known.length,
      single: known.filter((row) => Object.values(row.traced).filter((count) => count > 0).length === 1).length,
      noBureau: traced - withBureau,
      noBureauShare: format.percent(share(traced - withBureau, traced)),
      noBureauCountries: rows.filter((row) => row.unknown > 0).length,
      traced,
      matched,
      notTraced,
      listed,
      most: most?.name ?? '',
      mostEurope: most?.europe ?? 0,
      mostAll: most?.all ?? 0,
      least: least?.name ?? '',
      leastEurope: least?.europe ?? 0,
      leastAll: least?.all ?? 0,
      seats: format.list(seats.map(({ name, province }) => `${name} in ${province}`)),

      byBureau: format.list(
        shares.map(({ name, europe, all }) => `${name} ${format.number(europe)}/${format.number(all)}`),
      ),
      lowest: rows.filter((row) => row.atLeast).length,
    };
  },
  table: [
    countryColumn('country', (row) => row.country),
    textColumn('continent', (row) => row.continent),
    ...bureauIds.map((id) => countColumn<CountryBureaus>(id, (row) => row.traced[id] ?? 0)),
    countColumn('unknown', (row) => row.unknown),
    numberColumn('traced', total),
    inFiles(
      textColumn('precision', (row, { words }) => (row.atLeast ? words.text('labels.atLeast') : null)),
      file.flag('atLeast', (row) => row.atLeast),
    ),
    inFiles(
      textColumn(
        'matched',
        (row, { words, dataset }) =>
          bureauIds
            .filter((id) => row.matched[id])
            .map((id) =>
              words.text('labels.ofBureau', { name: dataset.get('operators', id).name, count: row.matched[id] ?? 0 }),
            )
            .join(', ') || null,
      ),
      file.number('matched', (row) => bureauIds.reduce((sum, id) => sum + (row.matched[id] ?? 0), 0)),
    ),
  ],
  basis: ({ country }, dataset) => listingsBasis(dataset, country),
  draw: (kit) => {
    const continents = [...new Set(kit.rows.map((row) => row.continent))].map((continent) =>
      continentBlock(kit, continent),
    );
    const heads = headsOf(kit);
    const count = kit.wide ? 2 : 1;
    return stack(
      [
        beside(
          Array.from({ length: count }, () => heads),
          gutter,
          'start',
        ),
        columns(continents, count, kit.width, { x: gutter, y: 12 }),
        kit.legend(['traced', 'unplaced', 'matched']),
        beside(
          [
            kit.units([{ mark: 'not-traced', count: Number(kit.values['notTraced']) }], { perRow: kit.wide ? 99 : 6 }),
            kit.message('notTraced', { width: kit.width - 160 }),
          ],
          8,
          'start',
        ),
      ],
      10,
    );
  },
  claims: reportClaims,
  sources: (_, { tables }) => sourcesOf([...tables.stations, ...tables.operators]),
});

const gutter = 40;
/** Names, a column a bureau, stations of no known bureau, all that are traced. */
const widths = (kit: Kit<CountryBureaus>) =>
  [...(kit.wide ? [90, 56, 56, 56, 56, 42] : [76, 53, 53, 53, 53, 34]), kit.wide ? 24 : 18].map((width, index) => ({
    width,
    align: index === 6 ? ('end' as const) : ('start' as const),
  }));
const matrix = (kit: Kit<CountryBureaus>, rows: readonly (readonly Block[])[]): Block =>
  grid(rows, widths(kit), { gap: 0, rowGap: 5 });

/** Bureau, province, and how many of its listed stations are traced to it. */
function headsOf(kit: Kit<CountryBureaus>): Block {
  const operators = bureauIds.map((id) => kit.dataset.get('operators', id));
  const line = (key: string, cells: readonly string[], last: readonly string[] = ['', '']) => [
    kit.message(`heads.${key}`, { ink: 'muted' }),
    ...[...cells, ...last].map((cell, index) =>
      kit.text(cell, { ink: key === 'bureau' ? 'ink' : 'muted', anchor: index === 5 ? 'end' : 'start' }),
    ),
  ];
  const heads = [
    line(
      'bureau',
      operators.map((row) => row.name),
      [kit.say('heads.unknown'), kit.say('heads.all')],
    ),
    line(
      'province',
      operators.map((row) => row.province),
    ),
    line(
      'traced',
      operators.map((row) =>
        kit.say('ofListed', { traced: sumOf(kit.rows, row.id), listed: bureauTotal(kit.dataset, row.id) }),
      ),
    ),
  ];
  return grid(heads, widths(kit), { gap: 0, rowGap: 0 });
}

/** The countries of a continent, a square a station; the sums of the continent above them. */
function continentBlock(kit: Kit<CountryBureaus>, continent: string): Block {
  const rows = kit.rows.filter((row) => row.continent === continent);
  const number = (value: number, strong = false) =>
    kit.text(kit.format.number(value), { strong, ink: value > 0 ? 'ink' : 'muted' });
  const unknown = rows.reduce((sum, row) => sum + row.unknown, 0);
  const sums = [
    kit.text(continent, { strong: true, width: kit.wide ? 90 : 76 }),
    ...bureauIds.map((id) => number(sumOf(rows, id), true)),
    number(unknown, true),
    number(
      rows.reduce((sum, row) => sum + total(row), 0),
      true,
    ),
  ];
  const cells = rows.map((row) => [
    kit.text(row.name, { width: kit.wide ? 90 : 76 }),
    ...bureauIds.map((id) =>
      kit.units([
        { mark: 'traced', count: row.traced[id] ?? 0 },
        { mark: 'matched', count: row.matched[id] ?? 0 },
      ]),
    ),
    kit.units([{ mark: 'unplaced', count: row.unknown }], { perRow: 3 }),
    total(row) === 0 ? empty : kit.text(`${row.atLeast ? '≥\u2009' : ''}${kit.format.number(total(row))}`),
  ]);
  const width = widths(kit).reduce((sum, column) => sum + column.width, 0);
  return stack([matrix(kit, [sums]), space(1, 2), rule(width), space(1, 4), matrix(kit, cells)]);
}
