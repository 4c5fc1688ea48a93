/** The listings by place: a city or region, or the country where no place in it is known. */
import { sum } from 'd3';
import type { Dataset } from '../../dataset/dataset.ts';
import { matchedStations, SEPTEMBER, stationCount, tracedStations } from '../../dataset/derived.ts';
import { type Basis, listingsBasis } from '../columns.ts';

/**
 * The listings of each place, or of a country where no city or region in it is known (kind `country`): most stations first, then by country and name.
 * @param isWanted which continents
 */
export function placeListings(dataset: Dataset, isWanted: (continent: string) => boolean) {
  const matched = new Set(matchedStations(dataset));
  const wanted = [...tracedStations(dataset), ...matched].filter(({ country }) =>
    isWanted(dataset.get('countries', country).continent),
  );
  return [...new Set(wanted.map((station) => station.place ?? station.country))]
    .map((key) => {
      const all = wanted.filter((station) => (station.place ?? station.country) === key);
      const own = all.filter((station) => !matched.has(station));
      const place = all[0]?.place ? dataset.get('places', all[0].place) : undefined;
      const country = dataset.get('countries', all[0]?.country ?? '');
      return {
        key,
        name: place?.name ?? country.name,
        country: country.id,
        countryName: country.name,
        continent: country.continent,
        kind: place?.kind ?? ('country' as const),
        // From later press, not from coverage of the list itself.
        fromPress: all.some((station) => station.placeBasis !== null),
        longitude: place?.longitude ?? 0,
        latitude: place?.latitude ?? 0,
        september: stationCount(own.filter((station) => station.report === SEPTEMBER)),
        traced: stationCount(own),
        matched: stationCount(all) - stationCount(own),
        sources: all.flatMap((station) => station.sources),
      };
    })
    .sort(
      (a, b) =>
        b.traced - a.traced || a.countryName.localeCompare(b.countryName, 'en') || a.name.localeCompare(b.name, 'en'),
    );
}

export type PlaceListing = ReturnType<typeof placeListings>[number];

/** What a place rests on: the claims and answers are those of its country, the sources its own. */
export const placeBasis = ({ country, sources, traced }: PlaceListing, dataset: Dataset): Basis => ({
  ...(traced > 0 ? listingsBasis(dataset, country) : { country, ours: true }),
  sources: [...new Set(sources)],
});

export const tracedIn = (rows: readonly PlaceListing[]): number => sum(rows, (row) => row.traced);
export const matchedIn = (rows: readonly PlaceListing[]): number => sum(rows, (row) => row.matched);
