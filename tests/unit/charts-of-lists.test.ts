/** Charts on the growth of the list, the bureaus, the cities of Europe and our own sources: what they show adds up, on the shapes they should. */
import { type ExtendedFeature, geoContains } from 'd3';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { describe, expect, test } from 'vitest';
import topology from '../../data/geo/europe.topo.json' with { type: 'json' };
import { mergedShapes } from '../../src/charts/shared/atlas.ts';
import { europeMap } from '../../src/charts/shared/europe.ts';
import { dataset } from '../../src/dataset/current.ts';
import { DECEMBER, matchedStations, SEPTEMBER, stationCount, tracedStations } from '../../src/dataset/derived.ts';
import { chartOf, column, pictureOf, total } from '../helpers/chart-table.ts';

const { project: projectEurope, grid: europeGrid } = europeMap(new Set());

const summary = (id: string): string => chartOf(id).summary.replaceAll('\u00a0', ' ');

// What should be shown comes from the tables; that they have the numbers of the sources is held by hand in reconciliation.test.ts, and there alone.
/** Traced stations of a bureau; of any where none is named. */
const tracedTo = (bureau?: string) =>
  tracedStations(dataset).filter((station) =>
    bureau === undefined ? station.operator !== null : station.operator === bureau,
  );
const isEuropean = (station: { readonly country: string }) =>
  dataset.get('countries', station.country).continent === 'Europe';

describe('list-growth', () => {
  test('each step begins where the one before ended, and the totals are those of the reports', () => {
    const added = column('list-growth', 'added').map(Number);
    const reported = [SEPTEMBER, DECEMBER].flatMap((report) =>
      dataset.tables.listing_totals
        .filter((row) => row.report === report)
        .map((row) => row.added)
        .sort((a, b) => b - a),
    );
    expect(added).toEqual(reported);
    let running = 0;
    for (const [index, value] of column('list-growth', 'total').entries()) {
      running += added[index] ?? 0;
      expect(value).toBe(running);
    }
    expect(column('list-growth', 'total')).toContain(dataset.get('reports', SEPTEMBER).total);
    expect(running).toBe(dataset.get('reports', DECEMBER).total);
  });

  test('every step is traced, matched and not traced, nothing twice', () => {
    expect([total('list-growth', 'traced'), total('list-growth', 'matched')]).toEqual([
      stationCount(tracedTo()),
      stationCount(matchedStations(dataset)),
    ]);
    const parts = ['traced', 'matched', 'rest'].map((key) => column('list-growth', key).map(Number));
    for (const [index, value] of column('list-growth', 'added').entries())
      expect(parts.reduce((sum, part) => sum + (part[index] ?? 0), 0)).toBe(value);
  });

  test('only what the table says to be our subtraction is named as one', () => {
    const subtracted = dataset.tables.listing_totals.filter((row) => row.basis === 'subtraction');
    expect(column('list-growth', 'basis').filter((cell) => String(cell).includes('subtraction'))).toHaveLength(
      subtracted.length,
    );
  });
});

describe('bureau-flows', () => {
  const bureaus = ['nantong', 'qingtian', 'wenzhou', 'fuzhou'];
  test('those with a bureau and those without make all that is traced; the matched stand apart', () => {
    expect(bureaus.map((bureau) => total('bureau-flows', bureau))).toEqual(
      bureaus.map((bureau) => stationCount(tracedTo(bureau))),
    );
    expect(total('bureau-flows', 'unknown')).toBe(stationCount(tracedStations(dataset)) - stationCount(tracedTo()));
    expect(total('bureau-flows', 'traced')).toBe(stationCount(tracedStations(dataset)));
    expect(
      column('bureau-flows', 'matched')
        .join(' ')
        .match(/\d+/g)
        ?.reduce((sum, value) => sum + Number(value), 0),
    ).toBe(stationCount(matchedStations(dataset)));
  });

  test('what the headline says of Europe is what the rows say', () => {
    const inEurope = (bureau: string) => {
      const continents = column('bureau-flows', 'continent');
      return column('bureau-flows', bureau).reduce<number>(
        (sum, cell, index) => sum + (continents[index] === 'Europe' ? Number(cell ?? 0) : 0),
        0,
      );
    };
    expect(bureaus.map(inEurope)).toEqual(bureaus.map((bureau) => stationCount(tracedTo(bureau).filter(isEuropean))));
    expect(summary('bureau-flows')).toContain(
      `${inEurope('qingtian')} of the ${total('bureau-flows', 'qingtian')} traced to Qingtian`,
    );
  });
});

describe('europe-cities', () => {
  test('every station, those with a country and no city named as such', () => {
    const own = tracedStations(dataset).filter(isEuropean);
    expect(total('europe-cities', 'december')).toBe(stationCount(own));
    const without = column('europe-cities', 'kind').flatMap((kind, index) =>
      kind === 'country only' ? [column('europe-cities', 'country')[index]] : [],
    );
    const expected = new Set(
      own.filter((station) => station.place === null).map((station) => dataset.get('countries', station.country).name),
    );
    expect(without.sort()).toEqual([...expected].sort());
  });

  test('every place lies on the map, or is named below it', () => {
    for (const station of tracedStations(dataset)) {
      if (station.place === null || dataset.get('countries', station.country).continent !== 'Europe') continue;
      const { name, longitude, latitude } = dataset.get('places', station.place);
      const [x, y] = projectEurope(longitude, latitude);
      const isOnMap = x > 0 && x < europeGrid.width && y > 0 && y < europeGrid.height;
      for (const frame of ['wide', 'narrow'] as const)
        expect(isOnMap || pictureOf('europe-cities', frame).includes(name), `${name}, ${frame}`).toBe(true);
    }
  });

  test('the projection keeps areas', () => {
    const cell = (longitude: number, latitude: number): number => {
      const corners = [
        [0, 0],
        [0.2, 0],
        [0.2, 0.2],
        [0, 0.2],
      ].map(([x = 0, y = 0]) => projectEurope(longitude + x, latitude + y));
      const area =
        corners.reduce(
          (sum, [x, y], index) =>
            sum + x * (corners[(index + 1) % 4]?.[1] ?? 0) - (corners[(index + 1) % 4]?.[0] ?? 0) * y,
          0,
        ) / 2;
      return Math.abs(area) / (Math.sin(((latitude + 0.2) * Math.PI) / 180) - Math.sin((latitude * Math.PI) / 180));
    };
    for (const [longitude, latitude] of [
      [-9, 38.7],
      [18, 59.3],
      [30.7, 46.4],
    ] as const)
      expect(cell(longitude, latitude) / cell(12, 48)).toBeCloseTo(1, 3);
  });
});

describe('the shapes of Europe', () => {
  const file = topology as unknown as Topology<{
    countries: GeometryCollection<{ name: string }>;
    beyond: GeometryCollection<{ name: string }>;
  }>;
  const shapes: ExtendedFeature[] = [
    ...feature(file, file.objects.countries).features,
    ...feature(file, file.objects.beyond).features,
  ];
  const holderOf = (longitude: number, latitude: number) =>
    shapes
      .filter((shape) => geoContains(shape, [longitude, latitude]))
      .map((shape) => shape.id ?? shape.properties?.['name']);

  test.each([
    ['Crimea', 34.1, 45.2, 'UKR'],
    ['Donetsk', 37.8, 48, 'UKR'],
    ['Tiraspol', 29.6, 46.84, 'MDA'],
    ['Pristina', 21.16, 42.66, 'XKX'],
    ['Kyrenia', 33.3, 35.28, 'Northern Cyprus'],
    ['Madeira', -16.98, 32.75, 'PRT'],
  ])('%s lies in one shape, as on the world map', (_, longitude, latitude, holder) =>
    expect(holderOf(longitude, latitude)).toEqual([holder]),
  );

  test('the one shape without a code is drawn as part of another country', () => {
    const nameless = shapes.filter((shape) => !shape.id).map((shape) => String(shape.properties?.['name']));
    expect(nameless).toEqual(['Northern Cyprus']);
    expect(mergedShapes['Northern Cyprus']?.into).toBe('CYP');
  });
});

describe('claim-sources', () => {
  test('every claim and response once, split by whether an original is among its sources', () => {
    expect(total('claim-sources', 'claims')).toBe(dataset.tables.claims.length);
    expect(total('claim-sources', 'responses')).toBe(dataset.tables.responses.length);
    for (const kind of ['claims', 'responses'])
      expect(total('claim-sources', `${kind}Original`) + total('claim-sources', `${kind}Copies`)).toBe(
        total('claim-sources', kind),
      );
    expect(column('claim-sources', 'claims')[0]).toBe(
      dataset.tables.claims.filter((claim) => claim.sources.length === 1).length,
    );
    expect(column('claim-sources', 'claimsCopies')[0]).toBe(
      dataset.tables.claims.filter(
        (claim) => claim.sources.length === 1 && dataset.get('sources', claim.sources[0] ?? '').original !== 'own',
      ).length,
    );
  });
});
