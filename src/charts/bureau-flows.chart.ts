import { sum } from 'd3';
import { decemberTotals } from '../dataset/country-listings.ts';
import { bureauTotal, share } from '../dataset/derived.ts';
import { type Column, column, defineChart, file, inFiles, listingsBasis, reportClaims } from './chart.ts';
import { type Block, beside, columns, inset, type Kit, rule, stack } from './kit.ts';
import { bureauIds, type CountryBureaus, countryBureaus, sharesInEurope, sumOf, total } from './shared/bureaus.ts';
import { lowest } from './shared/counted-squares.ts';

/** Traced listings by country and bureau, a square each. */
export default defineChart<CountryBureaus>({
  chapter: 'scale',
  order: 6,
  rows: countryBureaus,
  assumes: (rows, dataset) => {
    const shares = sharesInEurope(rows, dataset);
    const [most, least] = [shares[0], shares.at(-1)];
    return {
      '’s traced listings are mostly in Europe, …’s mostly elsewhere':
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
    const withBureau = sum(known, (row) => row.known);
    return {
      ...{ traced, matched, notTraced, listed, withBureau },
      countries: known.length,
      single: known.filter((row) => Object.values(row.traced).filter((count) => count > 0).length === 1).length,
      noBureau: traced - withBureau,
      noBureauShare: format.percent(share(traced - withBureau, traced)),
      noBureauCountries: rows.filter((row) => row.unknown > 0).length,
      ...{ most: most?.name, mostEurope: most?.europe, mostAll: most?.all },
      ...{ least: least?.name, leastEurope: least?.europe, leastAll: least?.all },
      seats: format.list(seats.map(({ name, province }) => `${name} in ${province}`)),
      byBureau: format.list(
        shares.map(({ name, europe, all }) => `${name} ${format.number(europe)}/${format.number(all)}`),
      ),
    };
  },
  table: [
    column.country('country'),
    column.text('continent'),
    ...bureauIds.map((id): Column<CountryBureaus> => column.count(id, (row) => row.traced[id] ?? 0)),
    column.count('unknown'),
    column.number('traced', total),
    column.atLeast(),
    inFiles(
      column.text('matched', ({ matched }, { say, dataset }) => {
        const own = dataset.tables.operators.filter(({ id }) => matched[id]);
        return own.map(({ id, name }) => say('ofBureau', { name, count: matched[id] ?? 0 })).join(', ') || null;
      }),
      file.number('matched', (row) => sum(Object.values(row.matched))),
    ),
  ],
  basis: ({ country }, dataset) => listingsBasis(dataset, country),
  draw: (kit) => {
    const continents = [...Map.groupBy(kit.rows, (row) => row.continent)].map(([name, rows]) =>
      continentOf(kit, name, rows),
    );
    const heads = headsOf(kit);
    const words = kit.message('notTraced', { width: kit.width - 160 });
    return [
      beside(kit.wide ? [heads, heads] : [heads], gutter, 'start'),
      columns(continents, kit.wide ? 2 : 1, kit.width, { x: gutter, y: 12 }),
      kit.legend(['traced', 'unplaced', 'matched']),
      kit.counted({ 'not-traced': kit.count('notTraced') }, words),
    ];
  },
  claims: reportClaims,
  restsOn: (_, { tables }) => [...tables.stations, ...tables.operators],
});

const gutter = 24;
/** Units by which names may give way to numbers. */
const giving = 7;
/**
 * Names, a column a bureau, stations of no known bureau, all that are traced. The last is as wide as its longest number; where that takes the room of names
 * the numbers are below them.
 */
function matrix(kit: Kit<CountryBureaus>, rows: Parameters<typeof kit.table>[0], rowGap = 5): Block {
  const [name, bureau, none, least] = kit.wide ? [84, 60, 40, 24] : [76, 53, 34, 18];
  const numbers = kit.rows.map((row) => kit.text(lowest(kit, total(row), row.atLeast)));
  const sums = kit.text(kit.format.number(kit.count('traced')), { strong: true });
  const all = Math.max(least, sums.width, ...numbers.map((number) => number.width));
  const middle = [...bureauIds.map(() => bureau), none];
  if (all > least + giving) {
    const room = { width: name + least - giving };
    const below = rows.map(([first = '', ...cells]) => {
      const [under = ''] = cells.slice(middle.length);
      const pieces = [first, under].map((cell) => (typeof cell === 'string' ? kit.text(cell, room) : cell));
      return [stack(pieces), ...cells.slice(0, middle.length)];
    });
    return kit.table(below, [room.width + giving, ...middle], { gap: 0, rowGap });
  }
  const widths = [name + least - all, ...middle];
  return kit.table(rows, [...widths, { width: all, align: 'end' }], { gap: 0, rowGap });
}

/** Bureau, province, and how many of its listed stations are traced to it. */
function headsOf(kit: Kit<CountryBureaus>): Block {
  const bureaus = bureauIds.map((id) => kit.dataset.get('operators', id));
  const [first, other] = kit.wide ? [80, 60] : [70, 53];
  const muted = (words: string, index: number) => kit.text(words, { ink: 'muted', width: index === 0 ? first : other });
  const traced = bureaus.map(({ id }) =>
    kit.say('ofListed', { traced: sumOf(kit.rows, id), listed: bureauTotal(kit.dataset, id) }),
  );
  const names = [...bureaus.map((row) => row.name), kit.say('heads.unknown'), kit.say('heads.all')];
  const rows = [
    [muted(kit.say('heads.bureau'), 0), ...names],
    [kit.say('heads.province'), ...bureaus.map((row) => row.province)].map(muted),
    [kit.say('heads.traced'), ...traced].map(muted),
  ];
  return matrix(kit, rows, 0);
}

/** The countries of a continent, a square a station; the sums of the continent above them. */
function continentOf(kit: Kit<CountryBureaus>, continent: string, rows: readonly CountryBureaus[]): Block {
  const sums = [...bureauIds.map((id) => sumOf(rows, id)), sum(rows, (row) => row.unknown), sum(rows, total)];
  const numbers = sums.map((value) =>
    kit.text(kit.format.number(value), { strong: true, ink: value > 0 ? 'ink' : 'muted' }),
  );
  const [bureau, none] = kit.wide ? [50, 42] : [48, 34];
  const cells = rows.map((row) => [
    row.name,
    ...bureauIds.map((id) =>
      kit.units({ traced: row.traced[id] ?? 0, matched: row.matched[id] ?? 0 }, { width: bureau }),
    ),
    kit.units({ unplaced: row.unknown }, { width: none }),
    total(row) === 0 ? '' : lowest(kit, total(row), row.atLeast),
  ]);
  const heading = matrix(kit, [[kit.text(continent, { strong: true, width: kit.wide ? 80 : 70 }), ...numbers]]);
  return stack([inset(heading, 0, 0, 0, 2), rule(heading.width), inset(matrix(kit, cells), 0, 4)]);
}
