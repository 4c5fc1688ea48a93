/** The list of all countries: a row each, with what is listed and what became of it, and the map above it. */

import { withLinks } from '../../charts/kit/country-links.ts';
import { inkOf } from '../../charts/opening/units.ts';
import { frames } from '../../charts/shared/frame.ts';
import { SymbolSheet } from '../../charts/shared/symbols.ts';
import { classKey, listingsMap } from '../../charts/shared/world-listings.ts';
import { eventsAbout } from '../../dataset/country-records.ts';
import type { Row } from '../../dataset/schema.ts';
import { countryLinks, statusOf } from '../../story/country-link.ts';
import { type Html, trusted } from '../../story/html.ts';
import type { Site } from '../../story/site.ts';
import { listingsKit } from '../chart/listings-kit.ts';
import { picture, squaresOf } from './squares.ts';
import { countOf, countryPath, type Here } from './words.ts';

export interface CountryLine {
  readonly path: string;
  readonly name: string;
  /** Number of stations traced, and of those matched, for sorting. */
  readonly count: number;
  readonly squares: Html | '';
  readonly listed: string;
  readonly status: string;
  /** The ink of its status; none where events are counted, from which no status is drawn. */
  readonly ink: 'answered' | 'unknown' | 'none';
}

/** The status, short. Where nothing is listed there is nothing to respond to, so silence is not reported. */
function statusLine(
  { site, words, country, listings: { kind } }: Here,
  status: Row<'country_status'> | undefined,
): string {
  if (status?.status === 'no-response-found') return words.text('index.statusUnknown');
  if (status)
    return words.text('index.status', {
      status: site.messages.text(`countryStatus.${status.status}`),
      date: site.format.date(status.asOf),
    });
  const { authorities } = eventsAbout(site.dataset, country.id);
  if (authorities.length > 0) return words.text('index.events', { count: authorities.length });
  return kind === 'traced' || kind === 'matched' ? words.text('index.noRecord') : '';
}

/** One line of the list. */
export function countryLine(here: Here): CountryLine {
  const { site, words, country, listings } = here;
  const { tracedCount, matchedCount } = listings;
  const status = statusOf(site.dataset, country.id);
  const hasEvents = !status && eventsAbout(site.dataset, country.id).authorities.length > 0;
  const more =
    listings.kind === 'traced' && matchedCount > 0 ? `, ${words.text('index.more', { count: matchedCount })}` : '';
  return {
    path: countryPath(country.id),
    name: country.name,
    // What we matched comes after what is traced, and before nothing.
    count: tracedCount + matchedCount / 100,
    squares: squaresOf(site, listings.all),
    listed: words.text('index.count', countOf(listings)) + more,
    status: statusLine(here, status),
    ink: hasEvents ? 'none' : inkOf(status?.status ?? 'no-record'),
  };
}

/** The world map of the listings, wide and narrow, with links to the pages of countries; their shapes first. */
export function indexMap(site: Site): Html {
  const symbols = new SymbolSheet();
  const pictures = (['wide', 'narrow'] as const).map((name) => {
    const frame = frames[name];
    const kit = listingsKit(site, { frame, symbols });
    const map = listingsMap(kit, { width: frame.width, named: [] });
    const key = classKey(kit, frame.width);
    return picture(
      `picture--${name}`,
      frame.width,
      map.height + 10 + key.height,
      withLinks(map.at(0, 0), countryLinks(site)) + key.at(0, map.height + 10),
    );
  });
  return trusted(symbols.toSvg() + pictures.join(''));
}
