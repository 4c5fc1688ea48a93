import provinces from '../../data/geo/netherlands-provinces.topo.json' with { type: 'json' };
import type { Dataset } from '../dataset/dataset.ts';
import { column, defineChart } from './chart.ts';
import { stack } from './kit.ts';
import { foundIn, mapWithTexts, type PlaceFinding, placeFindings } from './shared/place-findings.ts';
import { regionalMap } from './shared/regional-map.ts';

/** A city with a listed office: what was reported and what was found later. */
interface CityOffice extends PlaceFinding {
  /** Bureau, as the group lists it. */
  readonly bureau: string;
  /** Since when the office is reported, and the claim that says so. */
  readonly since: string;
  readonly report: string;
}

/** The claim that reports each office: bureau and beginning differ from city to city, so each city has its own. */
const reportOf: Readonly<Record<string, string>> = { 'nld-amsterdam': 'nl-04', 'nld-rotterdam': 'nl-05' };

const cityOffices = (dataset: Dataset): readonly CityOffice[] =>
  placeFindings(dataset, 'NLD').map((row) => {
    const report = dataset.get('claims', reportOf[row.place] ?? '');
    const stations = dataset.tables.stations.filter(
      (station) => station.place === row.place && station.listing === 'report',
    );
    const bureau = stations[0]?.operator ? dataset.get('operators', stations[0].operator).name : '';
    if (!bureau || !report.date)
      throw new Error(
        `netherlands-map: ${row.place} needs a bureau in data/stations.json and a date in claim ${report.id}`,
      );
    const sources = [row, report, ...stations].flatMap((record) => record.sources);
    return { ...row, bureau, since: report.date, report: report.id, sources };
  });

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
    listed: rows.reduce((sum, row) => sum + row.listed, 0),
    ...Object.fromEntries(
      rows.flatMap((row) => {
        const city = row.name.toLowerCase();
        return [
          [`${city}Bureau`, row.bureau],
          [`${city}Listed`, row.listed],
          [`${city}Since`, format.date(row.since)],
          [`${city}Found`, format.date(row.asOf)],
        ];
      }),
    ),
  }),
  table: [
    column.text('city', (row) => row.name),
    column.number('listed', (row) => row.listed),
    column.text('bureau', (row) => row.bureau),
    column.text('reported', (row, { words, values }) => words.text(`labels.reported.${row.place}`, values)),
    column.date('since', (row) => row.since),
    column.text('finding', (row, { words, values }) => words.text(`labels.finding.${row.finding}`, values)),
    column.date('foundOn', (row) => row.asOf),
  ],
  basis: ({ report, claim, sources }) => ({
    claims: [report, ...(claim === null ? [] : [claim])],
    sources: [...new Set(sources)],
  }),
  draw: (kit) => {
    const texts = (width: number) => {
      const cities = kit.rows.map(({ name, place, finding }) =>
        stack(
          [
            kit.text(name, { strong: true }),
            kit.message(`said.${place}`, { width }),
            kit.note('answered', kit.say(`answered.${place}`), width),
            kit.words.has(`labels.unknown.${finding}`)
              ? kit.note('unknown', kit.say(`unknown.${finding}`), width)
              : null,
          ],
          4,
        ),
      );
      return stack([...cities, kit.legend(['traced'], width)], 20);
    };
    return mapWithTexts(kit, map, { size: 13, prefer: 'left', texts });
  },
  claims: (rows) => [...new Set(['nl-01', ...rows.flatMap((row) => [row.report, row.claim ?? []].flat())])],
});
