import { type CountryListing, countryListings, decemberTotals } from '../dataset/country-listings.ts';
import { DECEMBER, tracedStations } from '../dataset/derived.ts';
import { defineChart } from './chart.ts';
import { wordsHold } from './shared/words-hold.ts';
import { drawWorld } from './shared/world-listings.ts';

/** The listing as of December 2022, by country: one petrol ramp for the traced, hollow rings for what we matched, a sentence for what is not traced. */
export default defineChart<CountryListing>({
  id: 'world-map',
  chapter: 'scale',
  order: 1,
  rows: (dataset) => countryListings(dataset, DECEMBER),
  values: (rows, dataset, format) => {
    const top = [...rows].sort((a, b) => b.traced - a.traced);
    const totals = decemberTotals(dataset);
    wordsHold('world-map', format, [
      {
        field: 'headline',
        says: 'more than half of those traced are in Europe',
        holds: totals.europe * 2 > totals.traced,
        found: `${totals.europe} of ${totals.traced}`,
      },
      {
        field: 'headline',
        says: 'the most listings',
        holds: (top[0]?.traced ?? 0) > (top[1]?.traced ?? 0),
        found: `${top[0]?.name} and ${top[1]?.name} with ${top[0]?.traced} each`,
      },
    ]);
    return {
      ...totals,
      first: top[0]?.name ?? '',
      firstCount: top[0]?.traced ?? 0,
      second: top[1]?.name ?? '',
      secondCount: top[1]?.traced ?? 0,
      third: top[2]?.name ?? '',
      thirdCount: top[2]?.traced ?? 0,
    };
  },
  table: ({ rows, words }) => ({
    columns: [
      { key: 'country', kind: 'text' },
      { key: 'continent', kind: 'text' },
      { key: 'september', kind: 'number' },
      { key: 'december', kind: 'number' },
      { key: 'precision', kind: 'text' },
      { key: 'matched', kind: 'number' },
    ],
    rows: [...rows]
      .sort((a, b) => b.traced - a.traced || a.name.localeCompare(b.name, 'en'))
      .map((row) => [
        row.name,
        row.continent,
        row.september,
        row.traced,
        row.atLeast ? words.text('labels.atLeast') : null,
        row.matched || null,
      ]),
  }),
  draw: (input) => drawWorld(input),
  countries: (rows) => rows,
  claims: (_, dataset) => dataset.tables.reports.map((report) => report.claim),
  sources: (_, dataset) =>
    [...new Set([...dataset.tables.reports, ...tracedStations(dataset)].flatMap((row) => row.sources))].sort(),
});
