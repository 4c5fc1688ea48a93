import { type CountryListing, decemberTotals, rankedListings } from '../dataset/country-listings.ts';
import { tracedStations } from '../dataset/derived.ts';
import { column, defineChart, listingsBasis, reportClaims, valuesOf } from './chart.ts';
import { beside, stack } from './kit.ts';
import { cropOf, europe } from './shared/world.ts';
import { classKey, listingsMap } from './shared/world-listings.ts';

/** What the narrow picture shows again below, larger, beside Europe. */
const parts = {
  americas: { crop: cropOf([-134, -56], [-30, 66]), width: 150 },
  asia: { crop: cropOf([44, -50], [180, 62]), width: 180 },
} as const;

/** The listing as of December 2022, by country: one petrol ramp for the traced, squares for what we matched and for what is not traced. */
export default defineChart<CountryListing>({
  chapter: 'scale',
  order: 1,
  rows: rankedListings,
  assumes: ([first, second], dataset) => {
    const { europe: inEurope, traced } = decemberTotals(dataset);
    return {
      'more than half of those traced are in Europe': inEurope * 2 > traced || `${inEurope} of ${traced}`,
      'the most listings':
        (first?.traced ?? 0) > (second?.traced ?? 0) || `${first?.name} and ${second?.name} with ${first?.traced} each`,
    };
  },
  values: ([first, second, third], dataset) => ({
    ...decemberTotals(dataset),
    ...valuesOf({ first, second, third }, ({ name, traced }) => ({ '': name, Count: traced })),
  }),
  table: [
    column.country('country'),
    column.text('continent'),
    column.number('september'),
    column.number('december'),
    column.atLeast(),
    column.count('matched'),
  ],
  basis: ({ country }, dataset) => listingsBasis(dataset, country),
  draw: (kit) => {
    const { wide, rows } = kit;
    const inEurope = rows.filter((row) => row.continent === 'Europe' && row.traced > 0);
    const elsewhere = rows.filter((row) => row.continent !== 'Europe' && row.traced >= 2);
    const world = listingsMap(kit, {
      width: kit.width,
      // On a phone the parts below have the names.
      named: wide ? elsewhere : [],
      china: kit.say('china'),
    });
    const enlarged = listingsMap(kit, {
      crop: europe,
      width: wide ? 470 : kit.width,
      named: inEurope.filter((row) => row.traced >= 3),
      numbered: inEurope.filter((row) => row.traced < 3),
    });
    const width = wide ? 300 : kit.width;
    const legend = stack(
      [
        kit.message('classes', { ink: 'muted', width }),
        classKey(kit, width),
        kit.legend(['matched', 'seat'], width),
        kit.units({ 'not-traced': kit.count('notTraced') }, { perRow: 20 }),
        kit.message('notTraced', { width }),
      ],
      9,
    );
    const inset = stack([kit.message('europeInset', { strong: true }), enlarged], 5);
    if (wide) return [world, beside([inset, legend], 30)];
    const others = (['americas', 'asia'] as const).map((part) => {
      const { crop, width: room } = parts[part];
      const map = listingsMap(kit, { crop, width: room, named: elsewhere });
      return stack([kit.message(part, { strong: true }), map], 5);
    });
    return [world, inset, beside(others, 10, 'start'), legend];
  },
  countries: (rows) => rows,
  claims: reportClaims,
  restsOn: (_, dataset) => [...dataset.tables.reports, ...tracedStations(dataset)],
});
