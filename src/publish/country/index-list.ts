/** The list of all countries: a line each, with what is listed and how it stands. */
import { eventsAbout, type ListingKind, listingsIn } from '../../dataset/country-records.ts';
import type { Row } from '../../dataset/schema.ts';
import { statusOf } from '../../story/country-link.ts';
import type { Site } from '../../story/site.ts';
import { countryWords } from '../page/words.ts';
import { countryPath } from './words.ts';

export interface CountryLine {
  readonly path: string;
  readonly name: string;
  readonly listed: string;
  readonly status: string;
}

/** How it stands, short. Where nothing is listed there is nothing to respond to, so that silence is not told. */
function statusLine(site: Site, country: string, kind: ListingKind): string {
  const words = countryWords(site.language);
  const status = statusOf(site.dataset, country);
  if (status?.status === 'no-response-found') return words.text('index.statusUnknown');
  if (status)
    return words.text('index.status', {
      status: site.messages.text(`countryStatus.${status.status}`),
      date: site.format.date(status.asOf),
    });
  const { authorities } = eventsAbout(site.dataset, country);
  if (authorities.length > 0) return words.text('index.events', { count: authorities.length });
  return kind === 'traced' || kind === 'matched' ? words.text('index.noRecord') : '';
}

/** One line of the list. */
export function countryLine(site: Site, country: Row<'countries'>): CountryLine {
  const words = countryWords(site.language);
  const listings = listingsIn(site.dataset, country.id);
  const listed = words.text('index.count', {
    kind: listings.kind,
    atLeast: listings.atLeast ? 'yes' : 'no',
    count: listings.kind === 'matched' ? listings.matchedCount : listings.tracedCount,
  });
  const more =
    listings.kind === 'traced' && listings.matchedCount > 0
      ? `, ${words.text('index.more', { count: listings.matchedCount })}`
      : '';
  return {
    path: countryPath(country.id),
    name: country.name,
    listed: listed + more,
    status: statusLine(site, country.id, listings.kind),
  };
}
