/** Listings as squares, for the pages of countries. */
import { type Kit, kitFor } from '../../charts/kit/kit.ts';
import type { Mark, Runs } from '../../charts/kit/marks.ts';
import { element, n, textsApart } from '../../charts/shared/svg.ts';
import { SymbolSheet } from '../../charts/shared/symbols.ts';
import { stationCount } from '../../dataset/derived.ts';
import type { Row } from '../../dataset/schema.ts';
import { type Html, trusted } from '../../story/html.ts';
import type { Site } from '../../story/site.ts';
import { countryWords } from '../page/words.ts';

/** The kit, for pictures that are no charts: they have no rows, and their words are those of the page. */
export const kitOf = (site: Site, width: number): Kit<never> =>
  kitFor(
    {
      rows: [],
      dataset: site.dataset,
      values: {},
      words: countryWords(site.language),
      say: countryWords(site.language).text,
      format: site.format,
      frame: { name: 'narrow', width, label: 13 },
      symbols: new SymbolSheet(),
    },
    'country',
  );

/** A picture beside words that say the same. */
export const picture = (className: string, width: number, height: number, content: string): Html =>
  trusted(
    element(
      'svg',
      {
        class: `picture ${className}`,
        viewBox: `0 0 ${n(width)} ${n(height)}`,
        width,
        height,
        'aria-hidden': 'true',
        focusable: 'false',
      },
      textsApart(content),
    ),
  );

const markOf = (station: Row<'stations'>): Mark =>
  station.listing === 'matched'
    ? 'matched'
    : station.place === null || station.placePrecision === 'region'
      ? 'unplaced'
      : 'traced';

const order: readonly Mark[] = ['traced', 'unplaced', 'matched'];

/** The listings as runs of squares. */
export const runsOf = (stations: readonly Row<'stations'>[]): Runs =>
  Object.fromEntries(order.map((mark) => [mark, stationCount(stations.filter((row) => markOf(row) === mark))]));

/** A square for each listing. */
export function squaresOf(site: Site, stations: readonly Row<'stations'>[]): Html | '' {
  if (stations.length === 0) return '';
  const squares = kitOf(site, 340).units(runsOf(stations));
  return picture('country__squares', squares.width, squares.height, squares.at(0, 0));
}
