/** Charts of the seats of the bureaus, the places beyond Europe, the turns on one line and the numbers that were misprinted. */
import { type ExtendedFeature, geoContains } from 'd3';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { describe, expect, test } from 'vitest';
import coastFile from '../../data/geo/china-coast.topo.json' with { type: 'json' };
import { dataset } from '../../src/dataset/current.ts';
import { DECEMBER, matchedStations, SEPTEMBER, stationCount, tracedStations } from '../../src/dataset/derived.ts';
import { chartOf, pictureOf, recordsOf, total } from '../helpers/chart-table.ts';

describe('beyond-europe', () => {
  const beyond = (stations: ReturnType<typeof tracedStations>) =>
    stations.filter(({ country }) => dataset.get('countries', country).continent !== 'Europe');

  test('shows every listing outside Europe once, and what was matched apart', () => {
    expect(total('beyond-europe', 'december')).toBe(stationCount(beyond(tracedStations(dataset))));
    expect(total('beyond-europe', 'matched')).toBe(stationCount(beyond(matchedStations(dataset))));
    expect(recordsOf('beyond-europe').map((row) => row['continent'])).not.toContain('Europe');
  });

  test('with europe-cities it shows all that is traced', () => {
    expect(total('beyond-europe', 'december') + total('europe-cities', 'december')).toBe(
      stationCount(tracedStations(dataset)),
    );
  });

  test('a listing without a city is counted as one whose city is not known', () => {
    const unplaced = recordsOf('beyond-europe').filter((row) => row['place'] === 'city not known');
    expect(unplaced.reduce((sum, row) => sum + Number(row['december']), 0)).toBe(
      stationCount(beyond(tracedStations(dataset)).filter((station) => station.place === null)),
    );
  });
});

describe('bureau-seats', () => {
  const coast = coastFile as unknown as Topology<{ provinces: GeometryCollection<{ name: string }> }>;
  const provinces = feature(coast, coast.objects.provinces).features as ExtendedFeature[];

  test.each(dataset.tables.operators.map((row) => [row.name, row] as const))(
    'the seat of %s lies in its province on the map, and in no other',
    (_, row) => {
      const { longitude, latitude } = dataset.get('places', row.place);
      const around = provinces.filter((province) => geoContains(province, [longitude, latitude]));
      expect(around.map((province) => province.properties?.['name'])).toEqual([row.province]);
    },
  );

  test('bureaus stand from north to south, and their listings add up to the whole list', () => {
    const latitudes = recordsOf('bureau-seats').map(
      ({ bureau }) => dataset.tables.places.find((place) => place.name === bureau)?.latitude ?? 0,
    );
    expect(latitudes).toEqual([...latitudes].sort((a, b) => b - a));
    expect(total('bureau-seats', 'listed')).toBe(dataset.get('reports', DECEMBER).total);
    for (const row of recordsOf('bureau-seats'))
      expect(Number(row['traced']) + Number(row['matched']) + Number(row['rest'])).toBe(row['listed']);
  });
});

describe('twelve-events', () => {
  test('has twelve turns, and those of the headline lie from the first report to the British statement', () => {
    const rows = recordsOf('twelve-events');
    expect(rows).toHaveLength(12);
    const names = rows.map((row) => String(row['what']));
    const from = names.findIndex((name) => name.startsWith('First report'));
    const to = names.findIndex((name) => name.startsWith('Britain'));
    expect(to - from + 1).toBe(7);
    expect(chartOf('twelve-events').headline).toContain('seven of twelve');
  });

  test('a verdict that no court confirms is drawn as not confirmed, and as nothing of a court', () => {
    const verdict = recordsOf('twelve-events').find((row) => /verdict/.test(String(row['what'])));
    expect(verdict?.['kind']).toBe('reported by press, not confirmed');
  });
});

describe('error-that-travelled', () => {
  test('every number as printed differs from what the reports have', () => {
    const reports = [SEPTEMBER, DECEMBER].map((id) => dataset.get('reports', id));
    const right = reports.map(({ total: stations, countries }) => `${stations} in ${countries}`);
    for (const row of recordsOf('error-that-travelled'))
      expect(right).not.toContain(`${row['stations']} in ${row['countries']}`);
  });

  test('three lines lead to records, and none from the number whose origin we did not find', () => {
    for (const frame of ['wide', 'narrow'] as const) {
      const [, lines = ''] = /<path class="leader" d="([^"]*)"/.exec(pictureOf('error-that-travelled', frame)) ?? [];
      expect(lines.split('M').length - 1).toBe(3);
    }
  });
});
