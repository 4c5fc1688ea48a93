/** The world map of the listings as a share picture has it: classes by colour, small states as rings, matched ones hollow. Its words stand beside it. */
import { palette, stationStep } from '../../charts/shared/palette.ts';
import { element } from '../../charts/shared/svg.ts';
import {
  countriesPath,
  countryAnchor,
  countryArea,
  landPath,
  shapedCountries,
  worldGrid,
} from '../../charts/shared/world.ts';
import { countryListings } from '../../dataset/country-listings.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { DECEMBER } from '../../dataset/derived.ts';
import type { Area } from './figures.ts';

const ink = palette.light;
/** Square pixels below which a country gets a ring too. */
const smallest = 60;

/** Width of the map at a height, both in pixels. */
export const mapWidth = (height: number): number => (height / worldGrid.height) * worldGrid.width;

/** Every country with a traced or matched listing of the second report, on the whole land. */
export function listingsMap(dataset: Dataset, area: Area): string {
  const scale = Math.min(area.width / worldGrid.width, area.height / worldGrid.height);
  const listings = countryListings(dataset, DECEMBER);
  const steps = [1, 2, 3, 4, 5] as const;
  const shapes = steps.map((step) => {
    const own = listings.filter(
      ({ country, december }) => december > 0 && stationStep(december) === step && shapedCountries.has(country),
    );
    return element('path', {
      d: countriesPath(own.map(({ country }) => country)),
      fill: ink[`step-${step}`],
      stroke: ink.paper,
      'stroke-width': 0.8,
    });
  });
  const radius = 4.6 / scale;
  const rings = listings.flatMap(({ country, december, matched }) => {
    const [cx, cy] = countryAnchor(country);
    if (december === 0 && matched > 0)
      return element('circle', { cx, cy, r: radius, fill: ink.paper, stroke: ink.said, 'stroke-width': 2 / scale });
    if (december === 0 || countryArea(country) * scale ** 2 >= smallest) return [];
    return element('circle', {
      cx,
      cy,
      r: radius,
      fill: ink[`step-${stationStep(december)}`],
      stroke: ink.paper,
      'stroke-width': 0.8 / scale,
    });
  });
  const land = element('path', { d: landPath(), fill: ink.land });
  return element(
    'g',
    { transform: `translate(${area.x} ${area.y}) scale(${scale.toFixed(4)})` },
    land + shapes.join('') + rings.join(''),
  );
}
