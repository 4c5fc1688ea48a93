import coast from '../../data/geo/china-coast.topo.json' with { type: 'json' };
import type { Dataset } from '../dataset/dataset.ts';
import { bureauTotal, DECEMBER, matchedStations, stationCount, tracedStations } from '../dataset/derived.ts';
import type { Row } from '../dataset/schema.ts';
import { column, defineChart, reportClaims } from './chart.ts';
import { type Block, block, inset, overlay, stack } from './kit/block.ts';
import type { Kit } from './kit/kit.ts';
import { mapBlock } from './kit/map.ts';
import { line } from './kit/text.ts';
import { placeOnMap } from './shared/map-base.ts';
import { regionalMap } from './shared/regional-map.ts';
import { element, n } from './shared/svg.ts';

/** A bureau with its seat and the stations that are listed for it. */
interface Bureau extends Pick<Row<'operators'>, 'id' | 'name' | 'kind' | 'province' | 'since' | 'sources'> {
  readonly longitude: number;
  readonly latitude: number;
  readonly listed: number;
  readonly traced: number;
  readonly matched: number;
  /** Listed for it, but not traced to it by us. */
  readonly rest: number;
}

/** The bureaus from north to south. */
function bureaus(dataset: Dataset): readonly Bureau[] {
  const ofBureau = (id: string, stations: readonly Row<'stations'>[]) =>
    stationCount(stations.filter((station) => station.operator === id));
  return dataset.tables.operators
    .map((row): Bureau => {
      const { longitude, latitude } = dataset.get('places', row.place);
      const listed = bureauTotal(dataset, row.id);
      const traced = ofBureau(row.id, tracedStations(dataset));
      const matched = ofBureau(row.id, matchedStations(dataset));
      return { ...row, longitude, latitude, listed, traced, matched, rest: listed - traced - matched };
    })
    .sort((a, b) => b.latitude - a.latitude);
}

const map = regionalMap({
  id: 'china-coast',
  file: coast,
  regions: 'provinces',
  around: 'around',
  width: 420,
  height: 560,
  home: { x: 100, y: 30, width: 290, height: 500 },
  parallels: [25, 33],
  meridian: 119.5,
});
/** Parts of the grid that are shown; less of the land in the west where there is little room. */
const crops = { wide: { x: 0, y: 0, width: 420, height: 560 }, narrow: { x: 86, y: 12, width: 334, height: 548 } };
/** Where the names of the provinces stand, on their land. */
const provinceNames: Readonly<Record<string, readonly [longitude: number, latitude: number]>> = {
  Jiangsu: [119.3, 33.4],
  Zhejiang: [120, 29.3],
  Fujian: [117.7, 25.75],
};

/** The seats of the bureaus on the map of the coast, each with its listings beside it. */
export default defineChart<Bureau>({
  id: 'bureau-seats',
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
    column.text('province', (row) => row.province),
    column.date('since', (row) => row.since),
    ...(['listed', 'traced', 'matched', 'rest'] as const).map((key) => column.number<Bureau>(key, (row) => row[key])),
  ],
  draw: (kit) => {
    const [width, gap] = kit.wide ? [310, 40] : [126, 22];
    const crop = crops[kit.frame.name];
    const scale = width / crop.width;
    const key = `bureau-seats-${kit.frame.name}`;
    const seats = mapBlock(kit, {
      base: map,
      crop,
      width,
      key,
      size: 9,
      places: kit.rows.map((row) => ({ ...row, key: row.id, name: '', runs: { seat: 1 } })),
    });
    const left = width + gap;
    const pieces = kit.rows.map((row) => bureauPiece(kit, row, kit.width - left));
    const free = seats.height - pieces.reduce((sum, piece) => sum + piece.height, 0);
    const list = stack(pieces, Math.max(16, free / Math.max(1, pieces.length - 1)));
    const marks = block(kit.width, seats.height, (x, y) => {
      const at = ({ longitude, latitude }: Pick<Bureau, 'longitude' | 'latitude'>) =>
        placeOnMap(map.project(longitude, latitude), { crop, x, y, scale });
      let top = y + (kit.frame.label * line.height) / 2;
      const leaders = kit.rows.map((row, index) => {
        const [seatX, seatY] = at(row);
        const path = `M${n(seatX + 6)} ${n(seatY)}L${n(x + left - 6)} ${n(top)}`;
        top += (pieces[index]?.height ?? 0) + Math.max(16, free / Math.max(1, pieces.length - 1));
        return path;
      });
      const names = Object.entries(provinceNames).map(([name, [longitude, latitude]]) => {
        const label = kit.text(name, { ink: 'muted', anchor: 'middle' });
        const [nameX, nameY] = at({ longitude, latitude });
        return label.at(nameX - label.width / 2, nameY - label.height / 2);
      });
      return element('path', { class: 'leader', d: leaders.join('') }) + names.join('');
    });
    return stack(
      [overlay(seats, marks, inset(list, left)), kit.legend(['seat', 'traced', 'matched', 'not-traced'])],
      14,
    );
  },
  claims: reportClaims,
  restsOn: (_, { tables }) => [...tables.listing_totals, ...tables.reports],
});

/** A bureau in words, and its listings. */
function bureauPiece(kit: Kit<Bureau>, row: Bureau, width: number): Block {
  const { name, province, kind, listed, traced, matched, rest } = row;
  const where = kit.say('where', {
    kind: kit.say(`kind.${kind}`),
    province,
    since: kit.format.date(row.since),
  });
  return stack(
    [
      kit.run([name, { strong: true }], [kit.say('listed', { listed }), {}]),
      kit.text(where, { width, ink: 'muted' }),
      kit.units({ traced, matched, 'not-traced': rest }, { perRow: kit.wide ? 33 : 16 }),
    ],
    3,
  );
}
