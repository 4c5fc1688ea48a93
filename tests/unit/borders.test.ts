/** The border policy of docs/borders.md, held. */
import { type ExtendedFeature, geoArea, geoCentroid, geoContains } from 'd3';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { describe, expect, test, vi } from 'vitest';
import topology from '../../data/geo/world.topo.json' with { type: 'json' };
import { mergedShapes } from '../../src/charts/shared/atlas.ts';
import { SymbolSheet } from '../../src/charts/shared/symbols.ts';
import {
  checkShapes,
  countryAnchor,
  countryArea,
  countryPath,
  enlargedEurope,
  europe,
  projectWorld,
  shapedCountries,
  wholeWorld,
  worldGrid,
} from '../../src/charts/shared/world.ts';
import { dataset } from '../../src/dataset/current.ts';
import { tracedStations } from '../../src/dataset/derived.ts';

const world = topology as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
const shapes = feature(world, world.objects.countries).features;
const shapeOf = (id: string): ExtendedFeature => {
  const found = shapes.find((shape) => shape.id === id);
  if (!found) throw new Error(`${id} has no shape`);
  return found;
};
const holderOf = (longitude: number, latitude: number): string[] =>
  shapes
    .filter((shape) => geoContains(shape, [longitude, latitude]))
    .map((shape) => String(shape.id ?? shape.properties.name));

describe('what is drawn', () => {
  test.each([
    ['Crimea', 34.1, 45.2],
    ['Donetsk', 37.8, 48],
    ['Luhansk', 39.3, 48.6],
  ])('%s is drawn with Ukraine', (_, longitude, latitude) => expect(holderOf(longitude, latitude)).toEqual(['UKR']));

  test.each(['ESH', 'PSE', 'TWN', 'XKX'])('%s has a shape of its own', (id) => {
    expect(shapedCountries.has(id)).toBe(true);
    expect(countryArea(id)).toBeGreaterThan(0);
  });

  test('two shapes without a code are drawn as part of another country, and no others', () => {
    expect(Object.fromEntries(Object.entries(mergedShapes).map(([name, { into }]) => [name, into]))).toEqual({
      'Northern Cyprus': 'CYP',
      Somaliland: 'SOM',
    });
    expect(
      shapes
        .filter((shape) => !shape.id)
        .map((shape) => shape.properties.name)
        .sort(),
    ).toEqual(Object.keys(mergedShapes).sort());
    for (const { why } of Object.values(mergedShapes)) expect(why.length).toBeGreaterThan(20);
    for (const [name, { into }] of Object.entries(mergedShapes))
      expect(
        shapes.some((shape) => shape.id === into),
        name,
      ).toBe(true);
  });

  test('Cyprus is drawn whole', () => {
    const own = geoArea(shapeOf('CYP'));
    const whole = own + geoArea(shapes.find((shape) => shape.properties.name === 'Northern Cyprus') as ExtendedFeature);
    // Equal Earth keeps areas: a country takes the same part of the grid as of the sphere.
    expect(countryArea('CYP') / countryArea('ITA')).toBeCloseTo(whole / geoArea(shapeOf('ITA')), 2);
    expect(whole).toBeGreaterThan(own * 1.2);
  });

  test('Antarctica is left out', () => {
    expect(shapedCountries.has('ATA')).toBe(false);
    expect(shapes.some((shape) => /antarctica/i.test(shape.properties.name))).toBe(false);
  });

  test('Taiwan is named Taiwan, without a parent', () =>
    expect(dataset.tables.countries.find((country) => country.id === 'TWN')?.name ?? 'Taiwan').toBe('Taiwan'));
});

describe('the projection', () => {
  test('keeps areas: equal cells anywhere on the sphere are equal on the grid', () => {
    const cell = (longitude: number, latitude: number): number => {
      const half = 0.25;
      const corners = [
        [longitude - half, latitude - half],
        [longitude + half, latitude - half],
        [longitude + half, latitude + half],
        [longitude - half, latitude + half],
      ].map(([x = 0, y = 0]) => projectWorld(x, y));
      const area =
        corners.reduce(
          (sum, [x, y], index) =>
            sum + x * (corners[(index + 1) % 4]?.[1] ?? 0) - (corners[(index + 1) % 4]?.[0] ?? 0) * y,
          0,
        ) / 2;
      return (
        Math.abs(area) / (Math.sin(((latitude + half) * Math.PI) / 180) - Math.sin(((latitude - half) * Math.PI) / 180))
      );
    };
    const reference = cell(11, 0);
    for (const [longitude, latitude] of [
      [11, 60],
      [100, 30],
      [-120, 50],
      [150, -40],
      [-60, -15],
      [20, 70],
    ] as const)
      expect(cell(longitude, latitude) / reference, `${longitude}, ${latitude}`).toBeCloseTo(1, 2);
  });

  test('keeps every place and every anchor on the grid', () => {
    for (const place of dataset.tables.places) {
      const [x, y] = projectWorld(place.longitude, place.latitude);
      expect(x >= 0 && x <= worldGrid.width && y >= 0 && y <= worldGrid.height, place.id).toBe(true);
    }
    for (const { country } of tracedStations(dataset)) {
      const [x, y] = countryAnchor(country);
      expect(x >= 0 && x <= worldGrid.width && y >= 0 && y <= worldGrid.height, country).toBe(true);
    }
  });

  test('puts the label of a country inside its box', () => {
    for (const country of shapedCountries) {
      const row = dataset.tables.countries.find((candidate) => candidate.id === country);
      if (!row || row.west > row.east) continue;
      const [left, right] = [
        projectWorld(row.west, (row.south + row.north) / 2)[0],
        projectWorld(row.east, (row.south + row.north) / 2)[0],
      ];
      const [x] = countryAnchor(country);
      expect(x > left - 12 && x < right + 12, country).toBe(true);
    }
    expect(geoCentroid(shapeOf('ITA'))[0]).toBeGreaterThan(0);
  });
});

describe('shapes', () => {
  test('are written in whole units, and the same each time', () => {
    const paths = () => {
      const sheet = new SymbolSheet();
      for (const country of ['ITA', 'NLD', 'RUS', 'FJI']) wholeWorld.country(sheet, country);
      wholeWorld.rest(sheet, new Set(['ITA']));
      return sheet.definitions();
    };
    expect(paths()).toBe(paths());
    for (const [, d = ''] of paths().matchAll(/ d="([^"]*)"/g)) expect(d).toMatch(/^[Mhvlz\d -]+$/);
  });

  test('of a listed country are not part of the rest of the land', () => {
    const rest = (listed: readonly string[]) => {
      const sheet = new SymbolSheet();
      wholeWorld.rest(sheet, new Set(listed));
      return sheet.definitions();
    };
    expect(rest([])).not.toBe(rest(['ITA']));
    expect(rest(['ITA', 'ESP'])).toBe(rest(['ESP', 'ITA']));
  });

  test('that do not exist are missing, or reported by name where a picture needs them', () => {
    expect(wholeWorld.country(new SymbolSheet(), 'MLT')).toBeUndefined();
    expect(() => countryPath('MLT')).toThrow('MLT has no shape on the world map');
    expect(() => countryAnchor('XYZ')).toThrow('XYZ has neither a shape nor a row in data/geo/small-states.json');
    expect(countryArea('MLT')).toBe(0);
  });

  test('of Europe enlarged are finer, and end at its edges', () => {
    const sheet = new SymbolSheet();
    for (const shapes of [wholeWorld, enlargedEurope]) shapes.country(sheet, 'ITA');
    enlargedEurope.rest(sheet, new Set(['ITA']));
    const [coarse = '', fine = '', rest = ''] = [...sheet.definitions().matchAll(/ d="([^"]*)"/g)].map(([, d]) => d);
    expect(fine.length).toBeGreaterThan(1.5 * coarse.length);
    const [left, top] = [europe.x, europe.y].map((value) => value * enlargedEurope.fineness);
    const [right, bottom] = [(left ?? 0) + europe.width * 2, (top ?? 0) + europe.height * 2];
    for (const [, x, y] of rest.matchAll(/M(-?\d+) (-?\d+)/g)) {
      expect(Number(x) >= Math.floor(left ?? 0) && Number(x) <= Math.ceil(right)).toBe(true);
      expect(Number(y) >= Math.floor(top ?? 0) && Number(y) <= Math.ceil(bottom)).toBe(true);
    }
    // Countries outside have no shape there.
    expect(enlargedEurope.country(sheet, 'BRA')).toBeUndefined();
  });

  test('of small states get a marker by rule: Malta has a point', () =>
    expect(countryAnchor('MLT').every(Number.isFinite)).toBe(true));
});

describe('the box of a country', () => {
  const rows = dataset.tables.countries;
  const withRow = (id: string, changes: Partial<(typeof rows)[number]>) =>
    rows.map((row) => (row.id === id ? { ...row, ...changes } : row));

  test('holds its shape, across the antimeridian and with overseas parts too', () => {
    expect(() => checkShapes(rows)).not.toThrow();
    for (const id of ['RUS', 'USA', 'NZL', 'FRA']) expect(rows.some((row) => row.id === id)).toBe(true);
  });

  test('is refused beside the shape of another country, with row, box and shape', () => {
    const [kenya] = rows;
    if (!kenya) throw new Error('no country');
    const box = { id: 'PRK', name: 'Kenya', west: 33.3, south: -5.2, east: 42.5, north: 5.6 };
    expect(() => checkShapes([{ ...kenya, ...box, id: 'KEN' }])).not.toThrow();
    expect(() => checkShapes([{ ...kenya, ...box }])).toThrow(
      /^Countries and their shapes on the map differ: 1 problem\n\ndata\/countries\.json, row 1 \(PRK\), west, south, east, north\n {4}found: {4}\[33\.3,-5\.2,42\.5,5\.6\]\n {4}expected: a box that holds the shape of PRK on the world map: 124\..* to fix: {2}look for the letters of another country/s,
    );
  });

  test('is refused when an edge is wrong, wherever on the globe', () => {
    // A box whose edges were swapped is all the rest of the globe.
    for (const row of rows)
      for (const changes of [
        { west: row.east, east: row.west },
        { south: row.north - 0.1 },
        { north: row.south + 0.1 },
      ] as const)
        expect(() => checkShapes(withRow(row.id, changes)), `${row.id} ${JSON.stringify(changes)}`).toThrow(
          `(${row.id})`,
        );
  });

  test('stops the build', async () => {
    vi.resetModules();
    vi.doMock('../../src/dataset/current.ts', () => ({
      dataset: { ...dataset, tables: { ...dataset.tables, countries: withRow('ITA', { west: 60, east: 70 }) } },
    }));
    const { siteIn } = await import('../../src/story/site.ts');
    expect(() => siteIn('en')).toThrow(/data\/countries\.json, row \d+ \(ITA\)/);
    vi.doUnmock('../../src/dataset/current.ts');
    vi.resetModules();
  });
});
