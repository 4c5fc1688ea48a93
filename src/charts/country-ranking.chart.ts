import { sort } from 'd3';
import { type CountryListing, decemberTotals, rankedListings } from '../dataset/country-listings.ts';
import { derivedFigure } from '../dataset/derived.ts';
import { column, defineChart, file, inFiles, listingsBasis, reportClaims, valuesOf } from './chart.ts';
import { type Block, flow, inset, type Kit, stack } from './kit.ts';
import { countedSquares, lowest } from './shared/counted-squares.ts';

const added = (row: CountryListing | undefined): number => (row ? row.traced - row.september : 0);

/** Who gets a row in the order, a row among the matched, or a name. Everybody is in exactly one of the three. */
function parts(rows: readonly CountryListing[]) {
  const [rest, matched] = [rows.filter((row) => row.matched === 0), rows.filter((row) => row.matched > 0)];
  return {
    several: rest.filter((row) => row.traced >= 2),
    matched: sort(matched, (row) => -row.traced - row.matched),
    singles: rest.filter((row) => row.traced < 2),
  };
}

/** Listings by country, a square each: countries with several in order, those with a matched listing apart, the many with one as names. */
export default defineChart<CountryListing>({
  chapter: 'scale',
  order: 3,
  rows: rankedListings,
  assumes: ([first, second]) => ({
    'is listed most often':
      (first?.traced ?? 0) > (second?.traced ?? 0) || `${first?.name} and ${second?.name} with ${first?.traced} each`,
    'all of the second were listed in September':
      second?.september === second?.traced ||
      `${second?.name} with ${second?.september} in September and ${second?.traced} in December`,
  }),
  values: (rows, dataset) => {
    const [first, second, third] = rows;
    const tracedSeptember = derivedFigure(dataset, 'traced-september').value;
    const totals = decemberTotals(dataset);
    return {
      ...totals,
      matchedIn: rows.filter((row) => row.matched > 0).length,
      tracedSeptember,
      // Traced stations only: what we matched is counted apart.
      addedTraced: totals.traced - tracedSeptember,
      ...valuesOf({ first, second, third }, ({ name, traced }) => ({ '': name, Count: traced })),
      firstSeptember: first?.september,
      firstAdded: added(first),
      bars: parts(rows).several.length,
      singles: parts(rows).singles.length,
      ones: rows.filter((row) => row.traced === 1).length,
      lowest: rows.filter((row) => row.atLeast).length,
    };
  },
  table: [
    column.country('country'),
    column.text('continent'),
    column.number('traced'),
    column.number('september'),
    column.number('added', added),
    inFiles(
      column.text('precision', (row, { say }) => say(row.traced === 0 ? 'none' : row.atLeast ? 'atLeast' : 'exact')),
      file.flag('atLeast'),
    ),
    column.count('matched'),
  ],
  basis: ({ country }, dataset) => listingsBasis(dataset, country),
  draw: (kit) => {
    const { several, matched, singles } = parts(kit.rows);
    const width = kit.wide ? 380 : kit.width;
    const [left, size] = kit.wide ? [kit.width - width, { size: 13, pitch: 16 }] : [kit.width, {}];
    const [label, room] = kit.wide ? [130, left - 142] : [118, left - 130];
    const cells = (row: CountryListing) => {
      const runs = { traced: row.september, added: added(row), matched: row.matched };
      return [row.name, countedSquares(kit, row, { runs, strong: row.traced > 0, width: room, ...size })];
    };
    const listed = (rows: readonly CountryListing[]) => kit.table(rows.map(cells), [label, room], { rowGap: 4 });
    const heading = inset(kit.message('matchedHeading', { strong: true }), 0, 14);
    const order = stack([listed(several), heading, listed(matched)], 4);
    const names = namesOf(kit, singles, width);
    const all = kit.wide
      ? kit.table([[order, names]], [left, width], { gap: 0, align: 'start' })
      : stack([order, names], 24);
    return [all, kit.legend(['traced', 'added', 'matched']), kit.note('unknown', kit.say('notTraced'))];
  },
  claims: (rows, dataset) => [...reportClaims(rows, dataset), ...derivedFigure(dataset, 'italy-added-december').claims],
  restsOn: (_, { tables }) => [...tables.reports, ...tables.stations],
});

/** Names with a square each, by continent, set like words in lines. Largest group first. */
function namesOf(kit: Kit<CountryListing>, singles: readonly CountryListing[], width: number): Block {
  const continents = sort(
    Map.groupBy(singles, (row) => row.continent),
    ([, own]) => -own.length,
    ([continent]) => continent,
  );
  const groups = continents.map(([continent, own]) => {
    const pieces = own.map(({ name, september, traced, atLeast }) =>
      kit.counted({ [september > 0 ? 'traced' : 'added']: 1 }, atLeast ? `${name} ${lowest(kit, traced, true)}` : name),
    );
    return stack([kit.text(continent, { strong: true }), flow(pieces, width, 13, 4)], 3);
  });
  const heading = kit.message('singles', { strong: true, width });
  return stack([heading, ...groups, kit.message('lowest', { ink: 'muted', width })], 10);
}
