import { decemberTotals } from '../dataset/country-listings.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { DECEMBER, matchedStations, stationCount, tracedStations } from '../dataset/derived.ts';
import { countryStatuses, type Row as RowOf } from '../dataset/schema.ts';
import { defineChart, file, fileTable, listingsBasis, reportClaims, sourcesOf } from './chart.ts';
import { type Block, empty, grid, rule, stack } from './kit/block.ts';
import type { Kit } from './kit/kit.ts';

type Status = RowOf<'country_status'>['status'] | 'no-record';
const statuses: readonly Status[] = [...countryStatuses, 'no-record'];

/** What is known of a listing beside its country. */
const levels = ['place-and-bureau', 'place', 'bureau', 'country'] as const;
type Level = (typeof levels)[number];

/** A row of the records: one or several listings of which the same is known. */
interface Known {
  readonly country: string;
  readonly countryCode: string;
  readonly place: string | null;
  readonly bureau: string | null;
  readonly status: Status;
  readonly level: Level;
  readonly matched: boolean;
  readonly count: number;
  readonly sources: readonly string[];
}

function knownListings(dataset: Dataset): readonly Known[] {
  const statusOf = new Map(dataset.tables.country_status.map((row) => [row.country, row.status]));
  const matched = new Set(matchedStations(dataset));
  return [...tracedStations(dataset), ...matched]
    .map((station): Known => {
      const place = station.place === null ? null : dataset.get('places', station.place);
      const bureau = station.operator === null ? null : dataset.get('operators', station.operator).name;
      // A region is no place that one could look at.
      const isPlaced = place !== null && place.kind !== 'region';
      return {
        country: dataset.get('countries', station.country).name,
        countryCode: station.country,
        place: place?.name ?? null,
        bureau,
        status: statusOf.get(station.country) ?? 'no-record',
        level: isPlaced ? (bureau ? 'place-and-bureau' : 'place') : bureau ? 'bureau' : 'country',
        matched: matched.has(station),
        count: stationCount([station]),
        sources: station.sources,
      };
    })
    .sort(
      (a, b) =>
        statuses.indexOf(a.status) - statuses.indexOf(b.status) ||
        a.country.localeCompare(b.country, 'en') ||
        (a.place ?? '').localeCompare(b.place ?? '', 'en'),
    );
}

const sumOf = (rows: readonly Known[]): number => rows.reduce((sum, row) => sum + row.count, 0);

/** Every listing as a square: what is known of it from left to right, what its host is known to have done from top to bottom. */
export default defineChart<Known>({
  id: 'listings-known',
  chapter: 'answers',
  order: 5,
  rows: knownListings,
  values: (rows, dataset) => {
    const traced = rows.filter((row) => !row.matched);
    return {
      ...decemberTotals(dataset),
      full: sumOf(traced.filter((row) => row.level === 'place-and-bureau')),
      placed: sumOf(traced.filter((row) => row.place !== null && row.level.startsWith('place'))),
      withBureau: sumOf(traced.filter((row) => row.bureau !== null)),
      noRecord: sumOf(traced.filter((row) => row.status === 'no-record')),
      prosecuted: sumOf(traced.filter((row) => row.status === 'prosecution')),
    };
  },
  file: (input) => {
    const { words, values, dataset } = input;
    const known = fileTable(
      input.rows,
      [
        file.country('country', (row) => row.countryCode),
        file.text('place', (row) => row.place),
        file.text('bureau', (row) => row.bureau),
        file.text('host', (row) => words.text(`labels.status.${row.status}`)),
        file.text('known', (row) => words.text(row.matched ? 'labels.matched' : 'labels.traced')),
        file.number('listings', (row) => row.count),
      ],
      input,
      ({ countryCode, matched, sources }) => ({
        ...(matched ? { ours: true, country: countryCode } : listingsBasis(dataset, countryCode)),
        sources,
      }),
    );
    // The hole has a row of its own: it belongs to no country.
    const hole = {
      values: [null, null, null, null, words.text('labels.notTraced', values), Number(values['notTraced'])],
      basis: { claims: [dataset.get('reports', DECEMBER).claim] },
    };
    return { ...known, rows: [...known.rows, hole] };
  },
  table: ({ rows, words, values }) => ({
    columns: [
      ...['country', 'place', 'bureau', 'host', 'known'].map((key) => ({ key, kind: 'text' as const })),
      { key: 'listings', kind: 'number' },
    ],
    rows: [
      ...rows.map((row) => [
        row.country,
        row.place,
        row.bureau,
        words.text(`labels.status.${row.status}`),
        words.text(row.matched ? 'labels.matched' : 'labels.traced'),
        row.count,
      ]),
      [words.text('labels.notTraced', values), null, null, null, null, Number(values['notTraced'])],
    ],
  }),
  draw: (kit) => {
    const labels = kit.wide ? 250 : 0;
    const widths = kit.wide ? [170, 150, 100, 70] : [118, 96, 58, 56];
    const columns = [...(kit.wide ? [{ width: labels }] : []), ...widths.map((width) => ({ width }))];
    const heads = levels.map((level, index) =>
      kit.message(`levels.${level}`, { ink: 'muted', width: (widths[index] ?? 0) - 6 }),
    );
    const options = { gap: kit.wide ? 14 : 4, align: 'start' as const };
    const rows = statuses.flatMap((status) => {
      const own = kit.rows.filter((row) => row.status === status);
      if (own.length === 0) return [];
      const name = kit.text(kit.say('row', { status: kit.say(`status.${status}`), count: sumOf(own) }), {
        width: kit.wide ? labels : kit.width,
      });
      const cells = levels.map((level, index) =>
        squares(
          kit,
          own.filter((row) => row.level === level),
          level,
          (widths[index] ?? 0) - 6,
        ),
      );
      return kit.wide
        ? [grid([[name, ...cells]], columns, options)]
        : [stack([name, grid([cells], columns, options)], 3)];
    });
    const notTraced = stack(
      [
        kit.message('notTraced', { width: kit.width }),
        kit.units([{ mark: 'not-traced', count: Number(kit.values['notTraced']) }], { perRow: 24 }),
      ],
      3,
    );
    return stack(
      [
        grid([[...(kit.wide ? [empty] : []), ...heads]], columns, { ...options, align: 'end' }),
        ...rows.flatMap((row) => [rule(kit.width), row]),
        rule(kit.width),
        notTraced,
        kit.legend(['traced', 'unplaced', 'matched', 'not-traced']),
      ],
      7,
    );
  },
  claims: reportClaims,
  sources: (rows, { tables }) => sourcesOf([...rows, ...tables.reports]),
});

/** The squares of a cell: dotted where the place within the country is not known. */
function squares(kit: Kit<Known>, rows: readonly Known[], level: Level, width: number): Block {
  const { size, pitch } = kit.wide ? { size: 11, pitch: 14 } : { size: 9, pitch: 11.4 };
  const matched = sumOf(rows.filter((row) => row.matched));
  return kit.units(
    [
      { mark: level === 'bureau' || level === 'country' ? 'unplaced' : 'traced', count: sumOf(rows) - matched },
      { mark: 'matched', count: matched },
    ],
    { size, pitch, perRow: Math.max(1, Math.floor((width + pitch - size) / pitch)) },
  );
}
