import { type CountryListing, countryListings, decemberTotals } from '../dataset/country-listings.ts';
import { bureausListed, DECEMBER, derivedFigure, SEPTEMBER, tracedStations } from '../dataset/derived.ts';
import { column, defineChart, listingsBasis, reportClaims } from './chart.ts';
import { rule, stack } from './kit/block.ts';

const sumOf = (rows: readonly CountryListing[], key: 'september' | 'december' | 'matched'): number =>
  rows.reduce((sum, row) => sum + row[key], 0);

/** The list by continent, a square each: what the first report named, what the second added, what we matched, what is not traced. */
export default defineChart<CountryListing>({
  id: 'world-map-growth',
  chapter: 'scale',
  order: 2,
  rows: (dataset) =>
    [...countryListings(dataset, DECEMBER)].sort(
      (a, b) => b.december - a.december || a.name.localeCompare(b.name, 'en'),
    ),
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
      europeSeptember: sumOf(
        rows.filter((row) => row.continent === 'Europe'),
        'september',
      ),
    };
  },
  table: [
    column.country('country', (row) => row.country),
    column.text('continent', (row) => row.continent),
    column.number('september', (row) => row.september),
    column.number('december', (row) => row.december),
    column.number('added', (row) => row.december - row.september),
    column.atLeast(),
    column.count('matched', (row) => row.matched),
  ],
  basis: ({ country }, dataset) => listingsBasis(dataset, country),
  draw: (kit) => {
    const { wide, rows } = kit;
    const options = wide ? { perRow: 24, size: 12, pitch: 15 } : { perRow: 24, size: 10.4, pitch: 13.6 };
    const continents = [...new Set(rows.map((row) => row.continent))]
      .map((continent) => rows.filter((row) => row.continent === continent))
      .sort((a, b) => sumOf(b, 'december') - sumOf(a, 'december'))
      .map((own) => {
        const [september, december, matched] = [sumOf(own, 'september'), sumOf(own, 'december'), sumOf(own, 'matched')];
        return {
          label: own[0]?.continent ?? '',
          strong: true,
          sub: kit.say('counts', { september, december, matched }),
          mark: kit.units({ traced: september, added: december - september, matched }, options),
        };
      });
    const notTraced = {
      label: kit.say('notTraced'),
      strong: true,
      sub: kit.say('notTracedCounts'),
      mark: kit.units({ 'not-traced': kit.count('notTraced') }, options),
    };
    const layout = wide ? { labels: 230, gap: 14 } : { gap: 12 };
    return stack(
      [
        kit.named(continents, layout),
        rule(kit.width),
        kit.named([notTraced], layout),
        kit.legend(['traced', 'added', 'matched', 'not-traced']),
        kit.text(`${kit.say('septemberTraced')}. ${kit.say('decemberTraced')}.`, { ink: 'muted', width: kit.width }),
      ],
      14,
    );
  },
  countries: (rows) => rows,
  claims: reportClaims,
  restsOn: (_, dataset) => [...dataset.tables.reports, ...tracedStations(dataset)],
});
