/** The kit of the world map for pictures of the listings that are no charts: its rows and words. */

import type { DrawInput } from '../../charts/kit/draw-input.ts';
import { type Kit, kitFor } from '../../charts/kit/kit.ts';
import { type CountryListing, countryListings } from '../../dataset/country-listings.ts';
import { DECEMBER } from '../../dataset/derived.ts';
import { chartOf, type Site } from '../../story/site.ts';

export function listingsKit(
  site: Site,
  where: Pick<DrawInput<CountryListing>, 'frame' | 'symbols'>,
): Kit<CountryListing> {
  const { chart, words } = chartOf(site, 'world-map');
  return kitFor(
    {
      rows: countryListings(site.dataset, DECEMBER),
      dataset: site.dataset,
      values: chart.values,
      words: words.messages,
      say: (key, extra) => words.messages.text(`labels.${key}`, { ...chart.values, ...extra }),
      format: site.format,
      ...where,
    },
    'listings',
  );
}
