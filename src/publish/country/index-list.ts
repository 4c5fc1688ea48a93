/** The list of all countries: a row each, with what is listed and how it stands, and the map above it. */
import { type Kit, kitFor } from '../../charts/kit/kit.ts';
import { inkOf } from '../../charts/opening/units.ts';
import { frames } from '../../charts/shared/frame.ts';
import { element, n, textsApart } from '../../charts/shared/svg.ts';
import { SymbolSheet } from '../../charts/shared/symbols.ts';
import { classKey, listingsMap } from '../../charts/shared/world-listings.ts';
import { type CountryListing, countryListings } from '../../dataset/country-listings.ts';
import { eventsAbout, type ListingKind, listingsIn } from '../../dataset/country-records.ts';
import { DECEMBER } from '../../dataset/derived.ts';
import type { Row } from '../../dataset/schema.ts';
import { countryLinks, statusOf } from '../../story/country-link.ts';
import { type Html, trusted } from '../../story/html.ts';
import { chartOf, type Site } from '../../story/site.ts';
import { countryWords } from '../page/words.ts';
import { squaresOf } from './squares.ts';
import { countryPath } from './words.ts';

export interface CountryLine {
  readonly path: string;
  readonly name: string;
  /** Number of stations traced, and of those matched, for sorting. */
  readonly count: number;
  readonly squares: Html | '';
  readonly listed: string;
  readonly status: string;
  /** The ink of how it stands; none where events are counted, from which no status is drawn. */
  readonly ink: 'answered' | 'unknown' | 'none';
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

/** The ink of how it stands in a country. */
export function inkFor({ dataset }: Site, country: string): CountryLine['ink'] {
  const status = statusOf(dataset, country);
  return !status && eventsAbout(dataset, country).authorities.length > 0
    ? 'none'
    : inkOf(status?.status ?? 'no-record');
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
    // What we matched comes after what is traced, and before nothing.
    count: listings.tracedCount + listings.matchedCount / 100,
    squares: squaresOf(site, [...listings.traced, ...listings.matched]),
    listed: listed + more,
    status: statusLine(site, country.id, listings.kind),
    ink: inkFor(site, country.id),
  };
}

/** The world map of the listings, wide and narrow, with links to the pages of countries; their shapes first. */
export function indexMap(site: Site): Html {
  const { chart, words } = chartOf(site, 'world-map');
  const symbols = new SymbolSheet();
  const pictures = (['wide', 'narrow'] as const).map((name) => {
    const frame = frames[name];
    const kit: Kit<CountryListing> = kitFor(
      {
        rows: countryListings(site.dataset, DECEMBER),
        dataset: site.dataset,
        values: chart.values,
        words: words.messages,
        say: (key, extra) => words.messages.text(`labels.${key}`, { ...chart.values, ...extra }),
        format: site.format,
        frame,
        symbols,
        links: countryLinks(site),
      },
      'countries',
    );
    const map = listingsMap(kit, { width: frame.width, named: [] });
    const key = classKey(kit, frame.width);
    const height = map.height + 10 + key.height;
    const attributes = { viewBox: `0 0 ${frame.width} ${n(height)}`, width: frame.width, height };
    return element(
      'svg',
      { class: `picture picture--${name}`, ...attributes, 'aria-hidden': 'true', focusable: 'false' },
      textsApart(map.at(0, 0) + key.at(0, map.height + 10)),
    );
  });
  return trusted(symbols.toSvg() + pictures.join(''));
}
