import { sort, sum } from 'd3';
import { type CountryListing, decemberTotals, rankedListings } from '../dataset/country-listings.ts';
import { bureausListed, DECEMBER, derivedFigure, SEPTEMBER, tracedStations } from '../dataset/derived.ts';
import { column, defineChart, listingsBasis, reportClaims } from './chart.ts';
import { rule } from './kit.ts';

/** The list by continent, a square each: what the first report named, what the second added, what we matched, what is not traced. */
export default defineChart<CountryListing>({
  chapter: 'scale',
  order: 2,
  rows: rankedListings,
  assumes: (_, dataset) => {
    const first = bureausListed(dataset, SEPTEMBER);
    const fresh = bureausListed(dataset, DECEMBER).filter((bureau) => !first.includes(bureau));
    return { 'covers two police forces that the first did not': fresh.length === 2 || fresh.join(', ') || 'none' };
  },
  values: (rows, dataset) => {
    const figure = (name: string) => derivedFigure(dataset, name).value;
    const first = rows.filter((row) => row.september === 0 && row.december > 0);
    const more = rows.filter((row) => row.september > 0 && row.december > row.september);
    return {
      listedSeptember: figure('listed-september'),
      listedCountriesSeptember: figure('countries-september'),
      tracedSeptember: figure('traced-september'),
      countriesSeptember: figure('traced-countries-september'),
      notTracedSeptember: figure('not-traced-september'),
      notTracedCountriesSeptember: figure('not-traced-countries-september'),
      ...decemberTotals(dataset),
      added: figure('added-december'),
      newCountries: first.length,
      grownCountries: more.length,
      europeSeptember: sum(rows, (row) => (row.continent === 'Europe' ? row.september : 0)),
    };
  },
  table: [
    column.country('country'),
    column.text('continent'),
    column.number('september'),
    column.number('december'),
    column.number('added', (row) => row.december - row.september),
    column.atLeast(),
    column.count('matched'),
  ],
  basis: ({ country }, dataset) => listingsBasis(dataset, country),
  draw: (kit) => {
    const { wide, rows } = kit;
    const options = wide ? { perRow: 24, size: 12, pitch: 15 } : { perRow: 24, size: 10.4, pitch: 13.6 };
    const continents = [...Map.groupBy(rows, (row) => row.continent)].map(([label, own]) => {
      const [september, december] = [sum(own, (row) => row.september), sum(own, (row) => row.december)];
      const matched = sum(own, (row) => row.matched);
      const mark = kit.units({ traced: september, added: december - september, matched }, options);
      return { label, strong: true, sub: kit.say('counts', { september, december, matched }), mark, december };
    });
    const notTraced = {
      label: kit.say('notTraced'),
      strong: true,
      sub: kit.say('notTracedCounts'),
      mark: kit.units({ 'not-traced': kit.count('notTraced') }, options),
    };
    const layout = wide ? { labels: 230, gap: 14 } : { gap: 12 };
    const ranked = sort(continents, (row) => -row.december);
    return [
      kit.named(ranked, layout),
      rule(kit.width),
      kit.named([notTraced], layout),
      kit.legend(['traced', 'added', 'matched', 'not-traced']),
      kit.text(`${kit.say('septemberTraced')}. ${kit.say('decemberTraced')}.`, { ink: 'muted' }),
    ];
  },
  countries: (rows) => rows,
  claims: reportClaims,
  restsOn: (_, dataset) => [...dataset.tables.reports, ...tracedStations(dataset)],
});
