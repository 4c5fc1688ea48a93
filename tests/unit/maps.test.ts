/** Maps hold whatever the records list: names cover no land of others, a new city finds a place, and a hundred times the listings can be drawn. */
import { type ExtendedFeature, geoContains, geoEqualEarth } from 'd3';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { beforeAll, describe, expect, test } from 'vitest';
import worldFile from '../../data/geo/world.topo.json' with { type: 'json' };
import { type LoadedChart, loadCharts } from '../../scripts/load-charts.ts';
import { mergedShapes } from '../../src/charts/shared/atlas.ts';
import { frames } from '../../src/charts/shared/frame.ts';
import { textWidth } from '../../src/charts/shared/labels.ts';
import { SymbolSheet } from '../../src/charts/shared/symbols.ts';
import { enlargedEurope, projectWorld, wholeWorld } from '../../src/charts/shared/world.ts';
import { parseDataset } from '../../src/dataset/parse.ts';
import { currentFiles } from '../helpers/data-files.ts';

const maps = ['world-map', 'europe-cities', 'italy-map', 'netherlands-map', 'bureau-seats', 'beyond-europe'] as const;
type Frame = keyof typeof frames;
const both = Object.keys(frames) as Frame[];

const chartsOf = async (files: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, LoadedChart>> =>
  new Map((await loadCharts(parseDataset(files))).map((loaded) => [loaded.chart.id, loaded]));
function draw(charts: ReadonlyMap<string, LoadedChart>, id: string, frame: Frame): string {
  const chart = charts.get(id);
  if (!chart) throw new Error(`There is no chart ${id}`);
  return chart.build().picture(frame, new SymbolSheet(), { label: id });
}

interface Row {
  readonly id: string;
  readonly [column: string]: unknown;
}
const fileOf = (files: ReadonlyMap<string, string>, name: string) =>
  JSON.parse(files.get(`${name}.json`) ?? '{"rows":[]}') as { rows: Row[] };

/** The records with one more station, in a city of its own. */
function withStation(place: Row, country?: Row): Map<string, string> {
  const files = new Map(currentFiles());
  const add = (name: string, row: Row) => {
    const file = fileOf(files, name);
    files.set(`${name}.json`, JSON.stringify({ ...file, rows: [...file.rows, row] }));
  };
  const [like] = fileOf(files, 'stations').rows.filter((row) => row['place'] === 'irl-dublin');
  if (!like) throw new Error('There is no listing in Dublin to copy');
  if (country) add('countries', country);
  add('places', place);
  add('stations', { ...like, id: `${place.id}-new`, country: place['country'], place: place.id });
  return files;
}
const reykjavik: Row = {
  ...{ id: 'isl-reykjavik', name: 'Reykjavik', country: 'ISL', kind: 'city', geonamesId: null },
  ...{ latitude: 64.1355, longitude: -21.8954 },
};
const iceland: Row = {
  ...{ id: 'ISL', isoNumeric: '352', name: 'Iceland', continent: 'Europe', europeanUnion: false },
  ...{ west: -25.1, south: 62.8, east: -12.9, north: 67.2 },
};
const leiden: Row = {
  ...{ id: 'nld-leiden', name: 'Leiden', country: 'NLD', kind: 'city', geonamesId: null },
  ...{ latitude: 52.16, longitude: 4.49 },
};

describe('A new station', () => {
  test('in Reykjavik, outside the map of Europe, is named below it', async () => {
    const charts = await chartsOf(withStation(reykjavik, iceland));
    for (const frame of both) expect(draw(charts, 'europe-cities', frame)).toContain('Reykjavik');
    expect(draw(charts, 'world-map', 'wide')).toContain('world-ISL');
  });

  test('in a city between two others is drawn, even where its name finds no room', async () => {
    const charts = await chartsOf(withStation(leiden));
    const squares = (svg: string) => (svg.match(/v-?[\d.]+h-[\d.]+z/g) ?? []).length;
    const before = await chartsOf(currentFiles());
    for (const frame of both)
      expect(squares(draw(charts, 'europe-cities', frame))).toBeGreaterThan(
        squares(draw(before, 'europe-cities', frame)),
      );
  });
});

/** The records with so many times the listings, and totals to match. */
function manyTimes(factor: number): ReadonlyMap<string, string> {
  const files = new Map(currentFiles());
  const change = (name: string, make: (row: Row) => readonly Row[]) => {
    const file = fileOf(files, name);
    files.set(`${name}.json`, JSON.stringify({ ...file, rows: file.rows.flatMap(make) }));
  };
  const times = (row: Row, columns: readonly string[]) => [
    { ...row, ...Object.fromEntries(columns.map((column) => [column, Number(row[column]) * factor])) },
  ];
  // "Spain's 9" in the note of a listing is a total too.
  const grown = (note: unknown) =>
    typeof note === 'string' ? note.replace(/(?<=[’']s )\d+\b/g, (total) => String(Number(total) * factor)) : note;
  change('stations', (row) => times({ ...row, note: grown(row['note']) }, ['count']));
  change('place_findings', (row) => times(row, ['listed']));
  change('listing_totals', (row) => times(row, ['added']));
  change('reports', (row) => times(row, ['added', 'total']));
  return files;
}

test.each([10, 100])('%i times the listings can be drawn on every map', async (factor) => {
  const charts = await chartsOf(manyTimes(factor));
  for (const id of maps) for (const frame of both) expect(draw(charts, id, frame), id).toContain('<svg');
});

describe('A name on the world map', () => {
  const world = worldFile as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const features = feature(world, world.objects.countries).features as ExtendedFeature[];
  // The projection of the map once more, to look up points without the code that placed the names.
  const projection = geoEqualEarth().rotate([-11, 0]);
  const [zero, one] = [projectWorld(0, 0), projectWorld(10, 10)];
  beforeAll(() => {
    const [rawZero, rawOne] = [projection([0, 0]), projection([10, 10])] as [[number, number], [number, number]];
    const scale = (one[0] - zero[0]) / (rawOne[0] - rawZero[0]);
    projection.scale(projection.scale() * scale);
    const [x, y] = projection([0, 0]) as [number, number];
    const [dx, dy] = projection.translate();
    projection.translate([dx + zero[0] - x, dy + zero[1] - y]);
  });
  const landAt = (x: number, y: number): string | undefined => {
    const point = projection.invert?.([x, y]);
    const found = point && features.find((shape) => geoContains(shape, point));
    const name = String(found?.properties?.['name'] ?? '');
    return found ? (mergedShapes[name]?.into ?? String(found.id ?? name)) : undefined;
  };

  test.each(both)('covers no land of another country (%s)', async (frame) => {
    const files = currentFiles();
    const svg = draw(await chartsOf(files), 'world-map', frame);
    const countries = fileOf(files, 'countries').rows;
    // Each part of the map says where the grid lies, in its transform or as an inner picture; a label belongs to the part that it stands in.
    const parts = [
      ...svg.matchAll(
        /translate\((-?[\d.]+) (-?[\d.]+)\) scale\(([\d.]+)\)|<svg x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="[\d.]+" viewBox="([-\d.]+) ([-\d.]+) ([\d.]+)/g,
      ),
    ].map(([, ...found]) => {
      const [x = 0, y = 0, scale = 0, left = 0, top = 0, width = 0, gridX = 0, gridY = 0, gridWidth = 1] =
        found.map(Number);
      if (found[0] !== undefined) return { x, y, scale };
      const own = width / gridWidth;
      return { x: left - gridX * own, y: top - gridY * own, scale: own };
    });
    const insets = [
      ...svg.matchAll(/<rect class="inset-edge" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g),
    ].map((match) => match.slice(1).map(Number) as [number, number, number, number]);
    const size = frames[frame].label;
    const labels = [...svg.matchAll(/<text ([^>]*)>([^<]+)</g)].flatMap(([, written = '', words = '']) => {
      const attribute = (name: string) => new RegExp(`(?:^| )${name}="([^"]*)"`).exec(written)?.[1] ?? '';
      const own = countries.find(({ name }) => words.startsWith(`${String(name)} `));
      const [x, y] = [Number(attribute('x')), Number(attribute('y'))];
      const strong = attribute('class').includes('strong');
      return own ? [{ own: own.id, words, x, y, anchor: attribute('text-anchor'), strong }] : [];
    });
    expect(labels.length).toBeGreaterThan(7);
    for (const { own, words, x, y, anchor, strong } of labels) {
      const width = textWidth(words, size, strong) / 1.03;
      const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
      const inset = insets.findIndex(([ix, iy, iw, ih]) => left >= ix && left <= ix + iw && y >= iy && y <= iy + ih);
      const part = parts[inset + 1];
      if (!part) throw new Error(`No part of the map for ${words}`);
      for (let step = 0; step <= 10; step += 1)
        for (const height of [0, 0.35, 0.7]) {
          const land = landAt(
            (left + (width * step) / 10 - part.x) / part.scale,
            (y - height * size - part.y) / part.scale,
          );
          expect([undefined, own], `${words} over ${land}`).toContain(land);
        }
    }
  });

  test('land is looked up as it is drawn', () => {
    for (const [longitude, latitude, country] of [
      [12.5, 42.5, 'ITA'],
      [104, 35, 'CHN'],
      [33.3, 35.3, 'CYP'],
      [-30, 40, undefined],
    ] as const)
      expect(wholeWorld.at(projectWorld(longitude, latitude))).toBe(country);
    // The Balearic Islands are too small for the world map.
    expect([wholeWorld, enlargedEurope].map((shapes) => shapes.at(projectWorld(2.9, 39.6)))).toEqual([
      undefined,
      'ESP',
    ]);
  });
});
