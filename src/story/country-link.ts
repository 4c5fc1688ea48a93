/** A country in one line, and the link to its page from a shape on a map. */
import type { CountryLinks } from '../charts/kit/country-links.ts';
import { listingsIn } from '../dataset/country-records.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { Row } from '../dataset/schema.ts';
import { loadMessages } from '../words/messages.ts';
import type { NoteContext } from './notes.ts';
import { countryHref } from './records.ts';

/** The status of a country: what its authorities have answered; undefined where no status is drawn. */
export const statusOf = (dataset: Dataset, country: string): Row<'country_status'> | undefined =>
  dataset.has('country_status', country) ? dataset.get('country_status', country) : undefined;

/** `Italy: 11 listed; one in Prato stopped, the host said`: what is listed, and what became of it. */
export function countryInShort({ dataset, format }: NoteContext, country: string): string {
  const words = loadMessages(format.language, 'countries');
  const listings = listingsIn(dataset, country);
  const stopped = dataset.tables.place_findings
    .filter((row) => row.finding === 'stopped')
    .map((row) => dataset.get('places', row.place))
    .filter((place) => place.country === country);
  const [place] = stopped;
  return words.text(`short.${listings.kind}`, {
    name: dataset.get('countries', country).name,
    atLeast: listings.atLeast ? 'yes' : 'no',
    count: listings.tracedCount,
    matched: listings.matchedCount,
    standing:
      place && stopped.length === 1
        ? words.text('short.stopped', { place: place.name })
        : words.text(`standing.${statusOf(dataset, country)?.status ?? 'none'}`),
  });
}

/** Links for the shapes of a picture on a page of the site. */
export const countryLinks =
  (context: NoteContext): CountryLinks =>
  (country) => ({ href: countryHref(country, context.base), title: countryInShort(context, country) });
