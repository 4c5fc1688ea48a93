import { sum } from 'd3';
import provinces from '../../data/geo/netherlands-provinces.topo.json' with { type: 'json' };
import type { Dataset } from '../dataset/dataset.ts';
import { tracedStations } from '../dataset/derived.ts';
import { column, defineChart, valuesOf } from './chart.ts';
import { stack } from './kit.ts';
import { foundIn, mapWithTexts, placeFindings } from './shared/place-findings.ts';
import { regionalMap } from './shared/regional-map.ts';

/** The claim that reports each office: bureau and beginning differ from city to city, so each city has its own. */
const reportOf: Readonly<Record<string, string>> = { 'nld-amsterdam': 'nl-04', 'nld-rotterdam': 'nl-05' };

/** The cities with a listed office: its bureau, as the group lists it, since when it is reported, and what was found later. */
const cityOffices = (dataset: Dataset) =>
  placeFindings(dataset, 'NLD').map((row) => {
    const { id: report, date: since, sources } = dataset.get('claims', reportOf[row.place] ?? '');
    const stations = tracedStations(dataset).filter((station) => station.place === row.place);
    const bureau = stations[0]?.operator && dataset.get('operators', stations[0].operator).name;
    if (!bureau || !since)
      throw new Error(
        `netherlands-map: ${row.place} needs a bureau in data/stations.json and a date in claim ${report}`,
      );
    const all = [row, { sources }, ...stations].flatMap((record) => record.sources);
    return { ...row, bureau, since, report, sources: [...new Set(all)] };
  });
type CityOffice = ReturnType<typeof cityOffices>[number];

/** Grid in units of the wide picture: the provinces, a little Germany and Belgium, and the sea in the west, where the names go. */
const map = regionalMap({
  id: 'netherlands',
  file: provinces,
  regions: 'provinces',
  water: 'water',
  grid: { width: 470, height: 480 },
  home: { x: 70, y: 10, width: 390, height: 460 },
  parallels: [51.2, 53],
  meridian: 5.3,
});

/** The two cities with a listed office: a square each, its name beside it, and in words what was reported and what was found. */
export default defineChart<CityOffice>({
  chapter: 'netherlands',
  order: 1,
  rows: cityOffices,
  assumes: (rows) => {
    const found = foundIn(rows);
    return {
      'in Amsterdam no physical location was found; in Rotterdam closed, without a public finding':
        found.split(', ').sort().join(', ') === 'Amsterdam no-location-found, Rotterdam closed-no-public-finding' ||
        found,
    };
  },
  values: (rows, _, format) => ({
    listed: sum(rows, (row) => row.listed),
    ...valuesOf(Object.fromEntries(rows.map((row) => [row.name.toLowerCase(), row])), (row) => ({
      Bureau: row.bureau,
      Listed: row.listed,
      Since: format.date(row.since),
      Found: format.date(row.asOf),
    })),
  }),
  table: [
    column.text('city', (row) => row.name),
    column.number('listed'),
    column.text('bureau'),
    column.text('reported', (row, { say }) => say(`reported.${row.place}`)),
    column.date('since'),
    column.text('finding', (row, { say }) => say(`finding.${row.finding}`)),
    column.date('foundOn', (row) => row.asOf),
  ],
  basis: ({ report, claim, sources }) => ({ claims: [report, claim ?? []].flat(), sources }),
  draw: (kit) => {
    const texts = (width: number) => {
      const cities = kit.rows.map(({ name, place, finding }) => {
        const said = kit.message(`said.${place}`, { width });
        const answered = kit.note('answered', kit.say(`answered.${place}`), width);
        const unknown = kit.note('unknown', kit.say(`unknown.${finding}`, {}, ''), width);
        return stack([kit.text(name, { strong: true }), said, answered, unknown], 4);
      });
      return stack([...cities, kit.legend(['traced'], width)], 20);
    };
    return mapWithTexts(kit, map, { size: 13, prefer: 'left', texts });
  },
  claims: (rows) => [...new Set(['nl-01', ...rows.flatMap((row) => [row.report, row.claim ?? []].flat())])],
});
