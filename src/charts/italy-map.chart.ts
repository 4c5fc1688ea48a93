import regions from '../../data/geo/italy-regions.topo.json' with { type: 'json' };
import type { Dataset } from '../dataset/dataset.ts';
import type { Row } from '../dataset/schema.ts';
import { column, defineChart } from './chart.ts';
import { beside, stack } from './kit/block.ts';
import { mapBlock } from './kit/map.ts';
import { regionalMap } from './shared/regional-map.ts';

/** A city or region with listed offices, and what the interior minister said of it. */
interface PlaceListing {
  readonly place: string;
  readonly name: string;
  /** A region stands for an office whose city is not named. */
  readonly kind: 'city' | 'region';
  readonly longitude: number;
  readonly latitude: number;
  readonly listed: number;
  readonly listedBy: string;
  readonly finding: Row<'place_findings'>['finding'];
  readonly foundOn: string;
  readonly sources: readonly string[];
}

/** Most offices first, then from north to south. */
function placeListings(dataset: Dataset): readonly PlaceListing[] {
  return dataset.tables.place_findings
    .filter((row) => dataset.get('places', row.place).country === 'ITA')
    .map((row): PlaceListing => {
      const place = dataset.get('places', row.place);
      return {
        place: row.place,
        name: place.name,
        kind: place.kind === 'region' ? 'region' : 'city',
        longitude: place.longitude,
        latitude: place.latitude,
        listed: row.listed,
        listedBy: row.listedBy,
        finding: row.finding,
        foundOn: row.asOf,
        sources: row.sources,
      };
    })
    .sort((a, b) => b.listed - a.listed || b.latitude - a.latitude);
}

/** The minister's words on Prato, with the number of requests found there. */
const pratoClaim = 'it-24';

const map = regionalMap({
  id: 'italy',
  file: regions,
  regions: 'regions',
  grid: { width: 452, height: 572 },
  home: { x: -22, y: 8, width: 500, height: 560 },
  parallels: [38, 45],
  meridian: 12.3,
});

export default defineChart<PlaceListing>({
  id: 'italy-map',
  chapter: 'italy',
  order: 1,
  rows: placeListings,
  assumes: (rows) => {
    const found = rows.map((row) => `${row.name} ${row.finding}`).join(', ');
    const having = (finding: PlaceListing['finding']) => rows.filter((row) => row.finding === finding);
    const days = new Set(rows.filter((row) => row.finding !== 'not-mentioned').map((row) => row.foundOn));
    return {
      'one desk, already stopped; a centre under examination':
        (having('stopped').length === 1 && having('under-examination').length === 1) || found,
      'what the minister told parliament of each place on one day': days.size === 1 || [...days].join(', '),
      'where no city was named':
        (having('not-mentioned').every((row) => row.kind === 'region') && having('not-mentioned').length > 0) || found,
      'no similar case in four other cities': having('no-case-known').length === 4 || found,
    };
  },
  values: (rows, dataset, format) => {
    const named = (finding: PlaceListing['finding']) =>
      format.list(rows.filter((row) => row.finding === finding).map((row) => row.name));
    return {
      listed: rows.reduce((sum, row) => sum + row.listed, 0),
      cities: rows.filter((row) => row.kind === 'city').length,
      first: rows[0]?.name ?? '',
      firstCount: rows[0]?.listed ?? 0,
      counts: rows.map((row) => `${row.name} ${format.number(row.listed)}`).join(', '),
      stopped: named('stopped'),
      examined: named('under-examination'),
      noCase: named('no-case-known'),
      notMentioned: named('not-mentioned'),
      requests: dataset.get('claims', pratoClaim).value ?? 0,
      spokeOn: format.date(rows[0]?.foundOn ?? ''),
    };
  },
  table: [
    column.text('place', (row) => row.name),
    column.text('kind', (row, { words }) => words.text(`labels.kind.${row.kind}`)),
    column.number('listed', (row) => row.listed),
    column.text('finding', (row, { words, values }) => words.text(`labels.finding.${row.finding}`, values)),
    column.date('foundOn', (row) => (row.finding === 'not-mentioned' ? null : row.foundOn)),
  ],
  basis: ({ place, listedBy, sources }, dataset) => {
    const claim = dataset.tables.place_findings.find((row) => row.place === place)?.claim ?? null;
    return { claims: [...new Set([listedBy, ...(claim === null ? [] : [claim])])], sources };
  },
  draw: (kit) => {
    const { rows, wide } = kit;
    const italy = mapBlock(kit, {
      base: map.outlining(rows.flatMap((row) => (row.kind === 'region' ? row.name : []))),
      width: wide ? 410 : kit.width,
      size: wide ? 11 : 10,
      places: rows.map((row) => ({
        ...row,
        key: row.place,
        runs: { [row.kind === 'region' ? 'unplaced' : 'traced']: row.listed },
      })),
    });
    const width = wide ? 350 : kit.width;
    const findings = [...new Set(rows.map((row) => row.finding))].map((finding) => {
      const own = rows.filter((row) => row.finding === finding);
      const names = own.map((row) => (row.kind === 'region' ? kit.say('regionTitle', { name: row.name }) : row.name));
      return stack(
        [
          kit.text(names.join(', '), { strong: true, width }),
          kit.note(finding === 'not-mentioned' ? 'unknown' : 'answered', kit.say(`finding.${finding}`), width),
        ],
        2,
      );
    });
    const said = stack(
      [kit.message('keyFinding', { ink: 'muted', width }), ...findings, kit.legend(['traced', 'unplaced'], width)],
      14,
    );
    return wide ? beside([italy, said], 40) : stack([italy, said], 14);
  },
  claims: (rows) => [...new Set([...rows.map((row) => row.listedBy), 'it-04'])],
  restsOn: (_, dataset) => [dataset.get('claims', pratoClaim), dataset.get('claims', 'it-25')],
});
