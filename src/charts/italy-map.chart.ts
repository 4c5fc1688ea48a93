import { descending, sort } from 'd3';
import regions from '../../data/geo/italy-regions.topo.json' with { type: 'json' };
import { column, defineChart } from './chart.ts';
import { stack } from './kit.ts';
import { claimsOf, foundIn, mapWithTexts, type PlaceFinding, placeFindings } from './shared/place-findings.ts';
import { regionalMap } from './shared/regional-map.ts';

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

/** Offices by place, and what the interior minister said of each. */
export default defineChart<PlaceFinding>({
  chapter: 'italy',
  order: 1,
  // Most offices first, then from north to south.
  rows: (dataset) =>
    sort(placeFindings(dataset, 'ITA'), (a, b) => descending(a.listed, b.listed) || descending(a.latitude, b.latitude)),
  assumes: (rows) => {
    const found = foundIn(rows);
    const having = (finding: PlaceFinding['finding']) => rows.filter((row) => row.finding === finding);
    const days = new Set(rows.filter((row) => row.finding !== 'not-mentioned').map((row) => row.asOf));
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
    const named = (finding: PlaceFinding['finding']) =>
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
      spokeOn: format.date(rows[0]?.asOf ?? ''),
    };
  },
  table: [
    column.text('place', (row) => row.name),
    column.text('kind', (row, { say }) => say(`kind.${row.kind}`)),
    column.number('listed'),
    column.text('finding', (row, { say }) => say(`finding.${row.finding}`)),
    column.date('foundOn', (row) => (row.finding === 'not-mentioned' ? null : row.asOf)),
  ],
  basis: (row) => ({ claims: claimsOf(row), sources: row.sources }),
  draw: (kit) => {
    const { rows } = kit;
    // A region without a named city is outlined.
    const base = map.outlining(rows.flatMap((row) => (row.kind === 'region' ? row.name : [])));
    const texts = (width: number) => {
      const findings = [...Map.groupBy(rows, (row) => row.finding)].map(([finding, own]) => {
        const names = own.map((row) => (row.kind === 'region' ? kit.say('regionTitle', { name: row.name }) : row.name));
        const form = finding === 'not-mentioned' ? 'unknown' : 'answered';
        const said = kit.note(form, kit.say(`finding.${finding}`), width);
        return stack([kit.text(names.join(', '), { strong: true, width }), said], 2);
      });
      const key = kit.message('keyFinding', { ink: 'muted', width });
      return stack([key, ...findings, kit.legend(['traced', 'unplaced'], width)], 14);
    };
    return mapWithTexts(kit, base, { size: kit.wide ? 11 : 10, texts });
  },
  claims: (rows) => [...new Set([...rows.map((row) => row.listedBy), 'it-04'])],
  restsOn: (_, dataset) => [dataset.get('claims', pratoClaim), dataset.get('claims', 'it-25')],
});
