import { decemberTotals } from '../dataset/country-listings.ts';
import { bureauTotal, share } from '../dataset/derived.ts';
import { type Column, column, defineChart, file, inFiles, listingsBasis, reportClaims } from './chart.ts';
import { type Block, beside, columns, inset, rule, stack } from './kit/block.ts';
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
      most: most?.name,
      mostEurope: most?.europe,
      mostAll: most?.all,
      least: least?.name,
      leastEurope: least?.europe,
      leastAll: least?.all,
      seats: format.list(seats.map(({ name, province }) => `${name} in ${province}`)),
      byBureau: format.list(
        shares.map(({ name, europe, all }) => `${name} ${format.number(europe)}/${format.number(all)}`),
      ),
    };
  },
  table: [
    column.country('country', (row) => row.country),
    column.text('continent', (row) => row.continent),
    ...bureauIds.map((id): Column<CountryBureaus> => column.count(id, (row) => row.traced[id] ?? 0)),
    column.count('unknown', (row) => row.unknown),
    column.number('traced', total),
    column.atLeast(),
    inFiles(
      column.text('matched', ({ matched }, { say, dataset }) => {
        const of = (id: string) =>
          say('ofBureau', { name: dataset.get('operators', id).name, count: matched[id] ?? 0 });
        return (
          bureauIds
            .filter((id) => matched[id])
            .map(of)
            .join(', ') || null
        );
      }),
      file.number('matched', (row) => bureauIds.reduce((sum, id) => sum + (row.matched[id] ?? 0), 0)),
    ),
  ],
  basis: ({ country }, dataset) => listingsBasis(dataset, country),
  draw: (kit) => {
    const continents = [...Map.groupBy(kit.rows, (row) => row.continent)].map(([name, rows]) =>
      continentOf(kit, name, rows),
    );
    const heads = inset(headsOf(kit), 0, 0, gutter);
    const missing = kit.units(
      { 'not-traced': kit.count('notTraced') },
      {
        perRow: kit.wide ? 99 : 6,
      },
    );
    return stack(
      [
        beside(kit.wide ? [heads, headsOf(kit)] : [headsOf(kit)], 0, 'start'),
        columns(continents, kit.wide ? 2 : 1, kit.width, { x: gutter, y: 12 }),
        kit.legend(['traced', 'unplaced', 'matched']),
        beside([missing, kit.message('notTraced', { width: kit.width - 160 })], 8, 'start'),
      ],
      10,
    );
  },
  claims: reportClaims,
  restsOn: (_, { tables }) => [...tables.stations, ...tables.operators],
});

const gutter = 40;
/** Names, a column a bureau, stations of no known bureau, all that are traced. */
const matrix = (kit: Kit<CountryBureaus>, rows: Parameters<typeof kit.table>[0], rowGap = 5): Block => {
  const [name, bureau, none, all] = kit.wide ? [90, 56, 42, 24] : [76, 53, 34, 18];
  const widths = [name, ...bureauIds.map(() => bureau), none];
  return kit.table(rows, [...widths, { width: all, align: 'end' }], { gap: 0, rowGap });
};

/** Bureau, province, and how many of its listed stations are traced to it. */
function headsOf(kit: Kit<CountryBureaus>): Block {
  const operators = bureauIds.map((id) => kit.dataset.get('operators', id));
  const muted = (words: string) => kit.text(words, { ink: 'muted' });
  const traced = operators.map(({ id }) =>
    kit.say('ofListed', { traced: sumOf(kit.rows, id), listed: bureauTotal(kit.dataset, id) }),
  );
  return matrix(
    kit,
    [
      [
        muted(kit.say('heads.bureau')),
        ...operators.map((row) => row.name),
        kit.say('heads.unknown'),
        kit.say('heads.all'),
      ],
      [kit.say('heads.province'), ...operators.map((row) => row.province)].map(muted),
      [kit.say('heads.traced'), ...traced].map(muted),
    ],
    0,
  );
}

/** The countries of a continent, a square a station; the sums of the continent above them. */
function continentOf(kit: Kit<CountryBureaus>, continent: string, rows: readonly CountryBureaus[]): Block {
  const all = rows.reduce((sum, row) => sum + total(row), 0);
  const unknown = rows.reduce((sum, row) => sum + row.unknown, 0);
  const sums = [...bureauIds.map((id) => sumOf(rows, id)), unknown, all].map((value) =>
    kit.text(kit.format.number(value), { strong: true, ink: value > 0 ? 'ink' : 'muted' }),
  );
  const cells = rows.map((row) => [
    row.name,
    ...bureauIds.map((id) => kit.units({ traced: row.traced[id] ?? 0, matched: row.matched[id] ?? 0 })),
    kit.units({ unplaced: row.unknown }, { perRow: 3 }),
    total(row) === 0 ? '' : `${row.atLeast ? '≥\u2009' : ''}${kit.format.number(total(row))}`,
  ]);
  const heading = matrix(kit, [[kit.text(continent, { strong: true, width: kit.wide ? 80 : 70 }), ...sums]]);
  return stack([inset(heading, 0, 0, 0, 2), rule(heading.width), inset(matrix(kit, cells), 0, 4)]);
}
