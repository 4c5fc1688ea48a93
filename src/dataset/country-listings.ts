/** The listings by country: what maps, rankings and lists of countries show of each. */
import type { Dataset } from './dataset.ts';
import { DECEMBER, derivedFigure, matchedStations, SEPTEMBER, stationCount, tracedStations } from './derived.ts';

export interface CountryListing {
  readonly country: string;
  readonly name: string;
  readonly continent: string;
  /** Traced stations as of September 2022, and as of December 2022. */
  readonly september: number;
  readonly december: number;
  /** `december` or `september`, as the chart asks. */
  readonly traced: number;
  /** Matched by us, drawn apart. */
  readonly matched: number;
  /** The traced number is a lowest possible one. */
  readonly atLeast: boolean;
}

/** One row a country that has a traced or matched listing after the given report. */
export function countryListings(dataset: Dataset, asOf: typeof SEPTEMBER | typeof DECEMBER): readonly CountryListing[] {
  const traced = tracedStations(dataset, asOf);
  const matched = asOf === DECEMBER ? matchedStations(dataset) : [];
  const ids = [...new Set([...traced, ...matched].map((station) => station.country))].sort();
  return ids.map((id) => {
    const country = dataset.get('countries', id);
    const own = traced.filter((station) => station.country === id);
    const september = stationCount(own.filter((station) => station.report === SEPTEMBER));
    return {
      country: id,
      name: country.name,
      continent: country.continent,
      september,
      december: stationCount(own),
      traced: stationCount(own),
      matched: stationCount(matched.filter((station) => station.country === id)),
      atLeast: own.some((station) => station.countPrecision === 'at-least'),
    };
  });
}

/** The countries of the list as of December 2022, most traced first; among equals by name, so that no order is suggested that the records do not support. */
export const rankedListings = (dataset: Dataset): readonly CountryListing[] =>
  [...countryListings(dataset, DECEMBER)].sort((a, b) => b.traced - a.traced || a.name.localeCompare(b.name, 'en'));

/** The totals of the list as of December 2022, traced, matched and not traced: what the words of both world maps say. */
export function decemberTotals(dataset: Dataset) {
  const figure = (name: string) => derivedFigure(dataset, name).value;
  return {
    listed: figure('listed-december'),
    listedCountries: figure('countries-december'),
    traced: figure('traced-stations'),
    countries: figure('traced-countries'),
    matched: figure('matched-stations'),
    matchedCountries: figure('matched-countries'),
    notTraced: figure('not-traced-stations'),
    notTracedCountries: figure('not-traced-countries'),
    europe: figure('traced-europe'),
  };
}
