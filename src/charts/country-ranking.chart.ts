import { type CountryListing, countryListings, decemberTotals } from '../dataset/country-listings.ts';
import { DECEMBER, derivedFigure } from '../dataset/derived.ts';
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
import { type Block, beside, flow, space, stack } from './kit/block.ts';
import type { Kit } from './kit/kit.ts';

/** Most traced first; among equals by name, so that no order is suggested that the records do not support. */
const byTraced = (a: CountryListing, b: CountryListing) => b.traced - a.traced || a.name.localeCompare(b.name, 'en');
const added = (row: CountryListing | undefined): number => (row ? row.traced - row.september : 0);

/** Who gets a row in the order, a row among the matched, or a name. Everybody is in exactly one of the three. */
function parts(rows: readonly CountryListing[]) {
  const matched = rows
    .filter((row) => row.matched > 0)
    .sort((a, b) => b.traced + b.matched - a.traced - a.matched || byTraced(a, b));
  const rest = rows.filter((row) => row.matched === 0);
  return { several: rest.filter((row) => row.traced >= 2), matched, singles: rest.filter((row) => row.traced < 2) };
}

/** Listings by country, a square each: countries with several in order, those with a matched listing apart, the many with one as names. */
export default defineChart<CountryListing>({
  id: 'country-ranking',
  chapter: 'scale',
  order: 3,
  rows: (dataset) => [...countryListings(dataset, DECEMBER)].sort(byTraced),
  assumes: ([first, second]) => ({
    'the first is listed most often':
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
      // Traced stations only: what we matched stands apart.
      addedTraced: totals.traced - tracedSeptember,
      first: first?.name ?? '',
      firstCount: first?.traced ?? 0,
      firstSeptember: first?.september ?? 0,
      firstAdded: added(first),
      second: second?.name ?? '',
      secondCount: second?.traced ?? 0,
      third: third?.name ?? '',
      thirdCount: third?.traced ?? 0,
      bars: parts(rows).several.length,
      singles: parts(rows).singles.length,
      ones: rows.filter((row) => row.traced === 1).length,
      lowest: rows.filter((row) => row.atLeast).length,
    };
  },
  table: [
    countryColumn('country', (row) => row.country),
    textColumn('continent', (row) => row.continent),
    numberColumn('traced', (row) => row.traced),
    numberColumn('september', (row) => row.september),
    numberColumn('added', added),
    inFiles(
      textColumn('precision', (row, { words }) =>
        words.text(row.traced === 0 ? 'labels.none' : row.atLeast ? 'labels.atLeast' : 'labels.exact'),
      ),
      file.flag('atLeast', (row) => row.atLeast),
    ),
    countColumn('matched', (row) => row.matched),
  ],
  basis: ({ country }, dataset) => listingsBasis(dataset, country),
  draw: (kit) => {
    const { several, matched, singles } = parts(kit.rows);
    const named = (rows: readonly CountryListing[]) =>
      kit.named(
        rows.map((row) => ({ label: row.name, mark: squares(kit, row) })),
        { labels: kit.wide ? 130 : 118, gap: 3 },
      );
    const order = stack(
      [named(several), space(1, 14), kit.message('matchedHeading', { strong: true }), named(matched)],
      4,
    );
    const width = kit.wide ? 380 : kit.width;
    const all = kit.wide
      ? beside([order, names(kit, singles, width)], kit.width - width - order.width, 'start')
      : stack([order, names(kit, singles, width)], 24);
    return stack([all, kit.legend(['traced', 'added', 'matched']), kit.note('unknown', kit.say('notTraced'))], 14);
  },
  claims: (rows, dataset) => [...reportClaims(rows, dataset), ...derivedFigure(dataset, 'italy-added-december').claims],
  sources: (_, { tables }) => sourcesOf([...tables.reports, ...tables.stations]),
});

/** A square a listing, then the number: with ≥ for a lowest possible one, and what we matched in words. */
function squares(kit: Kit<CountryListing>, row: CountryListing): Block {
  const counts = [
    row.traced > 0 ? `${row.atLeast ? '≥\u2009' : ''}${kit.format.number(row.traced)}` : '',
    row.matched > 0 ? kit.say('matched', { matched: row.matched }) : '',
  ];
  const marks = kit.units(
    [
      { mark: 'traced', count: row.september },
      { mark: 'added', count: added(row) },
      { mark: 'matched', count: row.matched },
    ],
    kit.wide ? { size: 13, pitch: 16 } : {},
  );
  return beside([marks, kit.text(counts.filter(Boolean).join(' + '), { strong: row.traced > 0 })], 7);
}

/** Names with a square each, by continent, set like words in lines. Largest group first. */
function names(kit: Kit<CountryListing>, singles: readonly CountryListing[], width: number): Block {
  const groups = [...new Set(singles.map((row) => row.continent))]
    .map((continent) => singles.filter((row) => row.continent === continent))
    .sort((a, b) => b.length - a.length || (a[0]?.continent ?? '').localeCompare(b[0]?.continent ?? '', 'en'))
    .map((own) =>
      stack(
        [
          kit.text(own[0]?.continent ?? '', { strong: true }),
          flow(
            own.map((row) =>
              beside(
                [
                  kit.mark(row.september > 0 ? 'traced' : 'added'),
                  kit.text(row.atLeast ? `${row.name} ≥\u2009${row.traced}` : row.name),
                ],
                6,
              ),
            ),
            width,
            14,
            4,
          ),
        ],
        3,
      ),
    );
  return stack(
    [kit.message('singles', { strong: true, width }), ...groups, kit.message('lowest', { ink: 'muted', width })],
    10,
  );
}
