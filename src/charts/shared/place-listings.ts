/** The listings by place: a city or region, or the country where no place in it is known. */
import type { Dataset } from '../../dataset/dataset.ts';
import { matchedStations, SEPTEMBER, stationCount, tracedStations } from '../../dataset/derived.ts';
import type { Row } from '../../dataset/schema.ts';
import { type Basis, listingsBasis } from '../columns.ts';

/** The listings of one place, or of a country where no place is known. */
export interface PlaceListing {
  readonly key: string;
  readonly name: string;
  readonly country: string;
  readonly countryName: string;
  readonly continent: string;
  /** `country`: no city or region is known. */
  readonly kind: Row<'places'>['kind'] | 'country';
  /** The place comes from later press, not from coverage of the list itself. */
  readonly fromPress: boolean;
  readonly longitude: number;
  readonly latitude: number;
  readonly september: number;
  readonly traced: number;
  readonly matched: number;
  readonly sources: readonly string[];
}

/**
 * Most stations first, then by country and name.
 * @param isWanted which continents
 */
export function placeListings(dataset: Dataset, isWanted: (continent: string) => boolean): readonly PlaceListing[] {
  const matched = new Set(matchedStations(dataset));
  const wanted = [...tracedStations(dataset), ...matched].filter(({ country }) =>
    isWanted(dataset.get('countries', country).continent),
  );
  return [...new Set(wanted.map((station) => station.place ?? station.country))]
    .map((key): PlaceListing => {
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
        kind: place?.kind ?? 'country',
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

/** What a place rests on: the claims and answers are those of its country, the sources its own. */
export const placeBasis = ({ country, sources, traced }: PlaceListing, dataset: Dataset): Basis => ({
  ...(traced > 0 ? listingsBasis(dataset, country) : { country, ours: true }),
  sources: [...new Set(sources)],
});

export const tracedIn = (rows: readonly PlaceListing[]): number => rows.reduce((sum, row) => sum + row.traced, 0);
export const matchedIn = (rows: readonly PlaceListing[]): number => rows.reduce((sum, row) => sum + row.matched, 0);
