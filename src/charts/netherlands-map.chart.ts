import provinces from '../../data/geo/netherlands-provinces.topo.json' with { type: 'json' };
import type { Dataset } from '../dataset/dataset.ts';
import type { Row } from '../dataset/schema.ts';
import { column, defineChart } from './chart.ts';
import { beside, stack } from './kit/block.ts';
import { mapBlock } from './kit/map.ts';
import { regionalMap } from './shared/regional-map.ts';

/** A city with a listed office: what was said of it and what was found later. */
interface CityOffice {
  readonly place: string;
  readonly city: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly listed: number;
  /** Bureau, as the group lists it. */
  readonly bureau: string;
  /** Since when the office is reported, and the claim that says so. */
  readonly since: string;
  readonly report: string;
  readonly finding: Row<'place_findings'>['finding'];
  readonly foundOn: string;
  readonly findingClaim: string | null;
  readonly sources: readonly string[];
}

/** The claim that reports each office: bureau and beginning differ from city to city, so each city has its own. */
const reportOf: Readonly<Record<string, string>> = { 'nld-amsterdam': 'nl-04', 'nld-rotterdam': 'nl-05' };

function cityOffices(dataset: Dataset): readonly CityOffice[] {
  return dataset.tables.place_findings
    .filter((row) => dataset.get('places', row.place).country === 'NLD')
    .map((row) => {
      const place = dataset.get('places', row.place);
      const report = dataset.get('claims', reportOf[row.place] ?? '');
      const stations = dataset.tables.stations.filter(
        (station) => station.place === row.place && station.listing === 'report',
      );
      const bureau = stations[0]?.operator ? dataset.get('operators', stations[0].operator).name : '';
      if (!bureau || !report.date)
        throw new Error(
          `netherlands-map: ${row.place} needs a bureau in data/stations.json and a date in claim ${report.id}`,
        );
      return {
        place: row.place,
        city: place.name,
        longitude: place.longitude,
        latitude: place.latitude,
        listed: row.listed,
        bureau,
        since: report.date,
        report: report.id,
        finding: row.finding,
        foundOn: row.asOf,
        findingClaim: row.claim,
        sources: [...row.sources, ...report.sources, ...stations.flatMap((station) => station.sources)],
      };
    });
}

/** Grid in units of the wide picture: the provinces, a little Germany and Belgium, and the sea in the west, where the texts stand. */
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
  id: 'netherlands-map',
  chapter: 'netherlands',
  order: 1,
  rows: cityOffices,
  assumes: (rows) => {
    const found = rows.map((row) => `${row.city} ${row.finding}`).join(', ');
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
        const city = row.city.toLowerCase();
        return [
          [`${city}Bureau`, row.bureau],
          [`${city}Listed`, row.listed],
          [`${city}Since`, format.date(row.since)],
          [`${city}Found`, format.date(row.foundOn)],
        ];
      }),
    ),
  }),
  table: [
    column.text('city', (row) => row.city),
    column.number('listed', (row) => row.listed),
    column.text('bureau', (row) => row.bureau),
    column.text('reported', (row, { words, values }) => words.text(`labels.reported.${row.place}`, values)),
    column.date('since', (row) => row.since),
    column.text('finding', (row, { words, values }) => words.text(`labels.finding.${row.finding}`, values)),
    column.date('foundOn', (row) => row.foundOn),
  ],
  basis: ({ report, findingClaim, sources }) => ({
    claims: [report, ...(findingClaim === null ? [] : [findingClaim])],
    sources: [...new Set(sources)],
  }),
  draw: (kit) => {
    const netherlands = mapBlock(kit, {
      base: map,
      width: kit.wide ? 400 : kit.width,
      size: 13,
      places: kit.rows.map((row) => ({
        key: row.place,
        name: row.city,
        longitude: row.longitude,
        latitude: row.latitude,
        runs: { traced: row.listed },
        prefer: 'left',
      })),
    });
    const width = kit.wide ? 360 : kit.width;
    const cities = kit.rows.map((row) =>
      stack(
        [
          kit.text(row.city, { strong: true }),
          kit.message(`said.${row.place}`, { width }),
          kit.note('answered', kit.say(`answered.${row.place}`), width),
          kit.words.has(`labels.unknown.${row.finding}`)
            ? kit.note('unknown', kit.say(`unknown.${row.finding}`), width)
            : null,
        ],
        4,
      ),
    );
    const texts = stack([...cities, kit.legend(['traced'], width)], 20);
    return kit.wide ? beside([netherlands, texts], 40) : stack([netherlands, texts], 16);
  },
  claims: (rows) => [...new Set(['nl-01', ...rows.flatMap((row) => [row.report, row.findingClaim ?? []].flat())])],
});
