/**
 * The squares of the front page: one a listing of the reports' total, and the way each takes through the steps of the story.
 * Pure: it knows the records and no pixels.
 */

import { range, sort } from 'd3';
import type { Dataset } from '../../dataset/dataset.ts';
import { DECEMBER, matchedStations, notTraced, SEPTEMBER, tracedStations } from '../../dataset/derived.ts';
import { countryStatuses, type Row } from '../../dataset/schema.ts';

/** The steps in the order in which they are read. The headings of the words carry these keys. */
export const openingSteps = [
  'prato',
  'italy',
  'first-report',
  'second-report',
  'not-traced',
  'what-governments-did',
] as const;
export type OpeningStep = (typeof openingSteps)[number];

type Status = Row<'country_status'>['status'];

/** What came of a listing's country, as far as the squares sort it; the order is that of the picture. */
export const outcomes = [...countryStatuses, 'no-record'] as const;
export type Outcome = (typeof outcomes)[number];

/** One listing. Country and outcome are unknown for those that we could not trace. */
export interface Unit {
  readonly listing: 'traced' | 'matched' | 'not-traced';
  /** The square that the story opens on, Italy's others, or any other. */
  readonly part: 'first' | 'italy' | 'other';
  readonly report: typeof SEPTEMBER | typeof DECEMBER;
  readonly country?: string;
  /** The city or region, where it is known. */
  readonly city?: string;
  readonly continent?: Row<'countries'>['continent'];
  readonly outcome?: Outcome;
}

/** Where a square is: in the pile, on the enlarged map, on the map of the world, or sorted by what came of it. */
export type Spot = 'pile' | 'near' | 'far' | 'outcome';

/** The city of the first scene and its country. */
const FIRST_PLACE = 'ita-prato';
const FIRST_COUNTRY = 'ITA';

/**
 * The squares in the order of the pile: the first, Italy's, then by continent, country and report; the matched; those not traced.
 * @throws when no station is listed where the story opens
 */
export function openingUnits(dataset: Dataset): readonly Unit[] {
  const status = new Map<string, Status>(dataset.tables.country_status.map((row) => [row.country, row.status]));
  const unitsOf = (station: Row<'stations'>, listing: 'traced' | 'matched'): readonly Unit[] => {
    const unit: Unit = {
      listing,
      part: station.country === FIRST_COUNTRY ? 'italy' : 'other',
      report: station.report === SEPTEMBER ? SEPTEMBER : DECEMBER,
      country: station.country,
      ...(station.place === null ? {} : { city: station.place }),
      continent: dataset.get('countries', station.country).continent,
      outcome: status.get(station.country) ?? 'no-record',
    };
    // Each square is an object of its own: places are looked up by it.
    return range(station.count).map(() => ({ ...unit }));
  };
  const traced = sort(
    tracedStations(dataset),
    (station) => rank(dataset, station),
    ({ country }) => country,
    ({ report }) => report,
  );
  const [first, ...rest] = traced.flatMap((station) => unitsOf(station, 'traced'));
  if (!first || traced[0]?.place !== FIRST_PLACE)
    throw new Error(`The front page opens on ${FIRST_PLACE}, and data/stations.json lists no traced station there`);
  const matched = matchedStations(dataset).flatMap((station) => unitsOf(station, 'matched'));
  const missingFirst = notTraced(dataset, SEPTEMBER).stations;
  const hole = range(notTraced(dataset, DECEMBER).stations).map((index): Unit => {
    const report = index < missingFirst ? SEPTEMBER : DECEMBER;
    return { listing: 'not-traced', part: 'other', report };
  });
  return [{ ...first, part: 'first' }, ...rest, ...matched, ...hole];
}

const continentOrder = ['Europe', 'North America', 'South America', 'Asia', 'Africa', 'Oceania'];

/** Listings at the place of the first scene in the first report come before all, then the rest of its country, then the continents. */
function rank(dataset: Dataset, station: Row<'stations'>): number {
  if (station.country === FIRST_COUNTRY) return station.place === FIRST_PLACE && station.report === SEPTEMBER ? 0 : 1;
  return 2 + continentOrder.indexOf(dataset.get('countries', station.country).continent);
}

/**
 * Where each step has the squares that move alike. Italy's later ones leave the map again for the first report, which did not list them.
 * src/styles/opening.css says the same to the browser; a test compares.
 */
export const routes = {
  first: ['near', 'near', 'far', 'far', 'far', 'outcome'],
  'italy-early': ['pile', 'near', 'far', 'far', 'far', 'outcome'],
  'italy-late': ['pile', 'near', 'pile', 'far', 'far', 'outcome'],
  early: ['pile', 'pile', 'far', 'far', 'far', 'outcome'],
  late: ['pile', 'pile', 'pile', 'far', 'far', 'outcome'],
  stay: ['pile', 'pile', 'pile', 'pile', 'pile', 'pile'],
} as const satisfies Record<string, readonly Spot[]>;
export type Route = keyof typeof routes;

export const spotOf = (unit: Unit, step: OpeningStep): Spot =>
  routes[routeOf(unit)][openingSteps.indexOf(step)] ?? 'pile';

export function routeOf(unit: Unit): Route {
  if (unit.listing === 'not-traced') return 'stay';
  if (unit.part === 'first') return 'first';
  const early = unit.report === SEPTEMBER;
  if (unit.part === 'italy') return early ? 'italy-early' : 'italy-late';
  return early ? 'early' : 'late';
}

/** An answer is known, or it is not: the two inks of what came of it. */
export const inkOf = (outcome: Outcome): 'answered' | 'unknown' =>
  ['investigated-outcome-unknown', 'no-action-announced', 'no-response-found', 'no-record'].includes(outcome)
    ? 'unknown'
    : 'answered';
