import { derivedFigure, tracedStations } from '../dataset/derived.ts';
import { defineChart } from './chart.ts';
import { type CountryListing, countryListings, drawWorld } from './shared/world-listings.ts';

/** The listing as of December 2022, by country: one petrol ramp for the traced, hollow rings for what we matched, a sentence for what is not traced. */
export default defineChart<CountryListing>({
  id: 'world-map',
  chapter: 'scale',
  order: 1,
  rows: (dataset) => countryListings(dataset, 'patrol-and-persuade'),
  values: (rows, dataset) => {
    const figure = (name: string) => derivedFigure(dataset, name).value;
    const top = [...rows].sort((a, b) => b.traced - a.traced);
    return {
      traced: figure('traced-stations'),
      countries: figure('traced-countries'),
      listed: figure('listed-december'),
      listedCountries: figure('countries-december'),
      matched: figure('matched-stations'),
      matchedCountries: figure('matched-countries'),
      notTraced: figure('not-traced-stations'),
      notTracedCountries: figure('not-traced-countries'),
      europe: figure('traced-europe'),
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
      .map((row) => [row.name, row.continent, row.september, row.traced, row.atLeast ? words.text('labels.atLeast') : null, row.matched || null]),
  }),
  draw: (input) => drawWorld(input),
  countries: (rows) => rows,
  claims: (_, dataset) => dataset.tables.reports.map((report) => report.claim),
  sources: (_, dataset) => [...new Set([...dataset.tables.reports, ...tracedStations(dataset)].flatMap((row) => row.sources))].sort(),
});
