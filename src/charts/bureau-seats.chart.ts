import { sort } from 'd3';
import coast from '../../data/geo/china-coast.topo.json' with { type: 'json' };
import type { Dataset } from '../dataset/dataset.ts';
import { DECEMBER } from '../dataset/derived.ts';
import { column, defineChart, reportClaims } from './chart.ts';
import { type Block, inset, type Kit, leads, mapBlock, overlay, stack } from './kit.ts';
import { accountOf } from './shared/bureaus.ts';
import { regionalMap } from './shared/regional-map.ts';

/** The bureaus from north to south, each with its seat and what is listed for it. */
const bureaus = (dataset: Dataset) =>
  sort(
    dataset.tables.operators.map((row) => {
      const { longitude, latitude } = dataset.get('places', row.place);
      return { ...row, longitude, latitude, ...accountOf(dataset, row.id) };
    }),
    ({ latitude }) => -latitude,
  );
type Bureau = ReturnType<typeof bureaus>[number];

const map = regionalMap({
  id: 'china-coast',
  file: coast,
  regions: 'provinces',
  around: 'around',
  grid: { width: 334, height: 548 },
  home: { x: 14, y: 18, width: 290, height: 500 },
  parallels: [25, 33],
  meridian: 119.5,
});
/** Where the names of the provinces go, on their land. */
const provinceNames: Readonly<Record<string, readonly [longitude: number, latitude: number]>> = {
  Jiangsu: [119.3, 33.4],
  Zhejiang: [120, 29.3],
  Fujian: [117.7, 25.75],
};

/** The seats of the bureaus on the map of the coast, each with its listings beside it. */
export default defineChart<Bureau>({
  chapter: 'scale',
  order: 10,
  rows: bureaus,
  assumes: (rows) => {
    const provinces = rows.map((row) => row.province);
    return { 'coastal provinces': provinces.every((name) => name in provinceNames) || provinces.join(', ') };
  },
  values: (rows, dataset, format) => {
    const [first] = [...rows].sort((a, b) => b.listed - a.listed);
    return {
      count: rows.length,
      provinces: new Set(rows.map((row) => row.province)).size,
      provinceNames: format.list([...new Set(rows.map((row) => row.province))]),
      listed: dataset.get('reports', DECEMBER).total,
      first: first?.name ?? '',
      firstListed: first?.listed ?? 0,
      each: format.list(rows.map((row) => `${row.name} ${format.number(row.listed)}`)),
    };
  },
  table: [
    column.text('bureau', (row) => row.name),
    column.text('rank', (row, { say }) => say(`kind.${row.kind}`)),
    column.text('province'),
    column.date('since'),
    column.number('listed'),
    column.number('traced'),
    column.number('matched'),
    column.number('rest'),
  ],
  draw: (kit) => {
    const [width, gap] = kit.wide ? [270, 60] : [126, 22];
    const coastal = mapBlock(kit, {
      base: map,
      width,
      size: 9,
      places: kit.rows.map((row) => ({ ...row, name: '', runs: { seat: 1 } })),
    });
    const provinces = Object.entries(provinceNames).map(([name, [longitude, latitude]]) => {
      const label = kit.text(name, { ink: 'muted', anchor: 'middle' });
      const [x, y] = coastal.where({ longitude, latitude });
      return inset(label, x - label.width / 2, y - label.height / 2);
    });
    const list = kit.rows.map((row) => {
      const [x, y] = coastal.where(row);
      return { piece: bureauPiece(kit, row, kit.width - width - gap), from: [x + 6, y] as const };
    });
    const seats = leads(kit, list, { left: width + gap, gap: 16, height: coastal.height });
    return [overlay(coastal, seats, ...provinces), kit.legend(['seat', 'traced', 'matched', 'not-traced'])];
  },
  claims: reportClaims,
  restsOn: (_, { tables }) => [...tables.listing_totals, ...tables.reports],
});

/** A bureau in words, and its listings. */
function bureauPiece(kit: Kit<Bureau>, row: Bureau, width: number): Block {
  const { name, province, kind, listed, traced, matched, rest } = row;
  const where = kit.say('where', { kind: kit.say(`kind.${kind}`), province, since: kit.format.date(row.since) });
  return stack(
    [
      kit.run([name, { strong: true }], [kit.say('listed', { listed }), {}]),
      kit.text(where, { width, ink: 'muted' }),
      kit.units({ traced, matched, 'not-traced': rest }, { perRow: kit.wide ? 33 : 16 }),
    ],
    3,
  );
}
