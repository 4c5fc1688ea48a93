import { decemberTotals } from '../dataset/country-listings.ts';
import { column, defineChart, file, inFiles, reportClaims } from './chart.ts';
import { beside, flow, isWithin, type Kit, type MapPlace, mapBlock, stack } from './kit.ts';
import { europeMap } from './shared/europe.ts';
import { type MapBase, wholeOf } from './shared/map-base.ts';
import { type PlaceListing, placeBasis, placeListings, tracedIn } from './shared/place-listings.ts';

/** The listings in Europe, a square each at its place. What has no place, or lies outside the map, is listed below it. */
export default defineChart<PlaceListing>({
  chapter: 'scale',
  order: 7,
  rows: (dataset) => placeListings(dataset, (continent) => continent === 'Europe').filter((row) => row.traced > 0),
  values: (rows, dataset, format) => {
    const placed = rows.filter((row) => row.kind !== 'country');
    const unplaced = rows.filter((row) => row.kind === 'country');
    const named = (of: readonly PlaceListing[]) => format.list(of.map((row) => row.name));
    const counts = [...new Set(placed.map((row) => row.traced))].sort((a, b) => b - a).filter((count) => count > 1);
    const { europe, traced, notTraced, notTracedCountries } = decemberTotals(dataset);
    return {
      europe,
      placedStations: tracedIn(placed),
      places: placed.length,
      singles: placed.filter((row) => row.traced === 1).length,
      several: format.list(
        counts.map((count) => `${named(placed.filter((row) => row.traced === count))} (${count} each)`),
      ),
      regions: named(placed.filter((row) => row.kind === 'region')),
      unplaced: tracedIn(unplaced),
      unplacedNames: named(unplaced),
      countries: new Set(rows.map((row) => row.country)).size,
      traced,
      notTraced,
      notTracedCountries,
    };
  },
  table: [
    inFiles(
      column.text('place', (row, { say }) => (row.kind === 'country' ? say('unplaced', { name: row.name }) : row.name)),
      file.text('place', (row) => (row.kind === 'country' ? null : row.name)),
    ),
    column.country('country'),
    inFiles(
      column.text('kind', (row, { say }) => say(`kind.${row.kind}`) + (row.fromPress ? `, ${say('fromPress')}` : '')),
      file.text('kind', (row, { say }) => say(`kind.${row.kind}`)),
      file.flag('placeFromPress', (row) => row.fromPress),
    ),
    column.number('september'),
    column.number('december', (row) => row.traced),
  ],
  basis: placeBasis,
  draw: (kit) => {
    const base = europeMap(new Set(kit.rows.map((row) => row.country)));
    const isOnMap = (row: PlaceListing) => row.kind !== 'country' && isWithin(base, wholeOf(base.grid), row);
    const places = kit.rows.filter(isOnMap).map((row) => ({ ...row, name: labelOf(kit, row), runs: runsOf(row) }));
    const apart = kit.rows.filter((row) => !isOnMap(row));
    const listed = apart.map((row) => kit.counted(runsOf(row), labelOf(kit, row), { perRow: 12 }));
    return [
      kit.wide ? mapBlock(kit, { base, width: kit.width, places }) : narrowMaps(kit, base, places),
      flow([kit.message('apart', { strong: true }), ...listed], kit.width),
      kit.legend(['traced', 'unplaced']),
      kit.note('unknown', kit.say('notTraced')),
    ];
  },
  claims: reportClaims,
});

const runsOf = (row: PlaceListing) => ({
  [row.kind === 'region' || row.kind === 'country' ? 'unplaced' : 'traced']: row.traced,
});
const labelOf = (kit: Kit<PlaceListing>, row: PlaceListing): string =>
  row.kind === 'region' ? kit.say('region', { name: row.name }) : row.name;

/** Parts of the map that the narrow picture shows again below, larger. They do not overlap. */
const parts = {
  middle: { x: 214, y: 182, width: 350, height: 316 },
  southWest: { x: 4, y: 372, width: 207, height: 172 },
  southEast: { x: 568, y: 290, width: 222, height: 295 },
};

/** All of Europe with the outer places named; below it three parts enlarged. */
function narrowMaps(kit: Kit<PlaceListing>, base: MapBase, places: readonly MapPlace[]) {
  const windows = Object.values(parts);
  const isEnlarged = (place: MapPlace) => windows.some((part) => isWithin(base, part, place));
  const outer = places.map((place) => (isEnlarged(place) ? { ...place, name: '' } : place));
  const part = (name: keyof typeof parts, width: number) => {
    const crop = parts[name];
    const own = places.filter((place) => isWithin(base, crop, place));
    return stack([kit.message(name, { strong: true }), mapBlock(kit, { base, crop, width, places: own })], 4);
  };
  return stack(
    [
      mapBlock(kit, { base, width: kit.width, places: outer, windows, size: 4 }),
      part('middle', kit.width),
      beside([part('southWest', 206), part('southEast', 126)], 8, 'start'),
    ],
    14,
  );
}
