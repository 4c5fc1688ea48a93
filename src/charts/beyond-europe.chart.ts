import { sort } from 'd3';
import { decemberTotals } from '../dataset/country-listings.ts';
import { column, defineChart, file, inFiles, reportClaims } from './chart.ts';
import { type Block, beside, empty, inset, type Kit, line, markSize, stack } from './kit.ts';
import { matchedIn, type PlaceListing, placeBasis, placeListings, tracedIn } from './shared/place-listings.ts';

const isPlaced = (row: PlaceListing): boolean => row.kind !== 'country';

/** The continents as they lie on a map, in columns from west to east; on a phone the Americas beside the rest. */
const columnsOf = {
  wide: [['North America', 'South America'], ['Africa'], ['Asia', 'Oceania']],
  narrow: [
    ['North America', 'South America'],
    ['Asia', 'Africa', 'Oceania'],
  ],
} as const;

/** The listings outside Europe, a square each, in lists that lie as the continents do. */
export default defineChart<PlaceListing>({
  chapter: 'scale',
  order: 8,
  rows: (dataset) => placeListings(dataset, (continent) => continent !== 'Europe'),
  assumes: (rows) => {
    const drawn: readonly string[] = columnsOf.wide.flat();
    const missing = rows.filter(({ continent }) => !drawn.includes(continent));
    return { 'all continents but Europe': missing.length === 0 || missing.map((row) => row.continent).join(', ') };
  },
  values: (rows, dataset) => ({
    traced: tracedIn(rows),
    countries: new Set(rows.filter((row) => row.traced > 0).map((row) => row.country)).size,
    placed: tracedIn(rows.filter(isPlaced)),
    cities: rows.filter((row) => isPlaced(row) && row.traced > 0).length,
    unplaced: tracedIn(rows.filter((row) => !isPlaced(row))),
    matched: matchedIn(rows),
    notTraced: decemberTotals(dataset).notTraced,
    notTracedCountries: decemberTotals(dataset).notTracedCountries,
  }),
  table: [
    inFiles(
      column.text('place', (row, { say }) => (isPlaced(row) ? row.name : say('unplaced'))),
      file.text('place', (row) => (isPlaced(row) ? row.name : null)),
    ),
    column.country('country'),
    column.text('continent'),
    column.number('december', (row) => row.traced),
    column.count('matched'),
  ],
  basis: placeBasis,
  draw: (kit) => {
    const lists = columnsOf[kit.wide ? 'wide' : 'narrow'];
    const gap = kit.wide ? 30 : 14;
    const width = (kit.width - gap * (lists.length - 1)) / lists.length;
    const listed = (continent: string) => continentList(kit, continent, width);
    const columns = lists.map((own) => stack(own.map(listed), 22));
    return [
      beside(columns, gap, 'start'),
      kit.legend(['traced', 'unplaced', 'matched']),
      kit.note('unknown', kit.say('notTraced')),
    ];
  },
  claims: reportClaims,
});

/** A continent: its countries with most listings first, their squares in a column of their own. */
function continentList(kit: Kit<PlaceListing>, continent: string, width: number): Block {
  const rows = kit.rows.filter((row) => row.continent === continent);
  const countries = sort(
    Map.groupBy(rows, (row) => row.country).values(),
    (own) => -tracedIn(own),
    (own) => -matchedIn(own),
  );
  const squares = countries.map((own) => kit.units(runsOf(own), { perRow: 5 }));
  const [left, gap] = [Math.max(0, ...squares.map((own) => own.width)), 7];
  const names = { width: width - left - gap };
  // Level with the name.
  const below = (kit.frame.label * line.height - markSize(kit.frame).size) / 2;
  const cells = countries.map((own, index) => {
    const name = kit.text(own[0]?.countryName ?? '', names);
    const places = kit.text(placesOf(kit, own.filter(isPlaced)), { ...names, ink: 'muted' });
    return [inset(squares[index] ?? empty, 0, below), stack([name, places])];
  });
  const heading = kit.run([continent, { strong: true }], [kit.format.number(tracedIn(rows)), { ink: 'muted' }]);
  const columns = [{ width: left, align: 'end' } as const, names];
  return stack([heading, kit.table(cells, columns, { gap, rowGap: 5, align: 'start' })], 6);
}

const runsOf = (rows: readonly PlaceListing[]) => ({
  traced: tracedIn(rows.filter(isPlaced)),
  unplaced: tracedIn(rows.filter((row) => !isPlaced(row))),
  matched: matchedIn(rows),
});

/** The cities of a country, with a number where it has several listings. What was matched is never added to what was traced. */
const placesOf = (kit: Kit<PlaceListing>, rows: readonly PlaceListing[]): string =>
  rows
    .map(({ name, traced, matched }) => {
      const count = traced || matched;
      return count > 1 ? kit.say('several', { name, count }) : name;
    })
    .join(', ');
