import { sum } from 'd3';
import { decemberTotals } from '../dataset/country-listings.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { DECEMBER, matchedStations, stationCount, tracedStations } from '../dataset/derived.ts';
import { countryStatuses, type Row as RowOf } from '../dataset/schema.ts';
import { column, defineChart, file, inFiles, listingsBasis, reportClaims, type TableInput } from './chart.ts';
import { type Block, type Kit, rule, stack } from './kit.ts';

type Status = RowOf<'country_status'>['status'] | 'no-record';
const statuses: readonly Status[] = [...countryStatuses, 'no-record'];

/** What is known of a listing beside its country. */
const levels = ['place-and-bureau', 'place', 'bureau', 'country'] as const;
type Level = (typeof levels)[number];

/** A row of the records, one or several listings of which the same is known; at the end all that are not traced, which belong to no country. */
function knownListings(dataset: Dataset) {
  const statusOf = new Map(dataset.tables.country_status.map((row) => [row.country, row.status]));
  const matched = new Set(matchedStations(dataset));
  const known = [...tracedStations(dataset), ...matched].map((station) => {
    const place = station.place === null ? null : dataset.get('places', station.place);
    const bureau = station.operator === null ? null : dataset.get('operators', station.operator).name;
    // A region is no place that one could look at.
    const isPlaced = place !== null && place.kind !== 'region';
    const level: Level = isPlaced ? (bureau ? 'place-and-bureau' : 'place') : bureau ? 'bureau' : 'country';
    return {
      country: station.country,
      name: dataset.get('countries', station.country).name,
      place: place?.name ?? null,
      bureau,
      status: statusOf.get(station.country) ?? 'no-record',
      level,
      matched: matched.has(station),
      count: stationCount([station]),
      sources: station.sources,
    } as const;
  });
  const byName = (a: string | null, b: string | null) => (a ?? '').localeCompare(b ?? '', 'en');
  known.sort(
    (a, b) =>
      statuses.indexOf(a.status) - statuses.indexOf(b.status) || byName(a.name, b.name) || byName(a.place, b.place),
  );
  const nothing = { country: null, place: null, bureau: null, status: null, level: null, matched: false } as const;
  return [...known, { ...nothing, count: decemberTotals(dataset).notTraced, sources: [] }];
}
type Known = ReturnType<typeof knownListings>[number];

const sumOf = (rows: readonly Known[]): number => sum(rows, (row) => row.count);
const howKnown = ({ country, matched }: Known, { say }: TableInput<Known>) =>
  say(country === null ? 'notTraced' : matched ? 'matched' : 'traced');

/** Every listing as a square: what is known of it from left to right, what its host is known to have done from top to bottom. */
export default defineChart<Known>({
  chapter: 'answers',
  order: 5,
  rows: knownListings,
  values: (rows, dataset) => {
    const traced = rows.filter((row) => row.country !== null && !row.matched);
    return {
      ...decemberTotals(dataset),
      full: sumOf(traced.filter((row) => row.level === 'place-and-bureau')),
      placed: sumOf(traced.filter((row) => row.place !== null && row.level?.startsWith('place'))),
      withBureau: sumOf(traced.filter((row) => row.bureau !== null)),
      noRecord: sumOf(traced.filter((row) => row.status === 'no-record')),
      prosecuted: sumOf(traced.filter((row) => row.status === 'prosecution')),
    };
  },
  table: [
    inFiles(
      column.text('country', ({ country }, { dataset, say }) =>
        country === null ? say('notTraced') : dataset.get('countries', country).name,
      ),
      file.country('country'),
    ),
    column.text('place'),
    column.text('bureau'),
    column.text('host', (row, { say }) => row.status && say(`status.${row.status}`)),
    inFiles(
      column.text('known', (row, input) => (row.country === null ? null : howKnown(row, input))),
      file.text('known', howKnown),
    ),
    column.number('listings', (row) => row.count),
  ],
  basis: ({ country, matched, sources }, dataset) => {
    if (country === null) return { claims: [dataset.get('reports', DECEMBER).claim] };
    return { ...(matched ? { ours: true, country } : listingsBasis(dataset, country)), sources };
  },
  draw: (kit) => {
    const cells = kit.wide ? [170, 150, 100, 70] : [118, 96, 58, 56];
    const columns = kit.wide ? [250, ...cells] : cells;
    const gap = kit.wide ? 14 : 4;
    const heads = levels.map((level, index) =>
      kit.message(`levels.${level}`, { ink: 'muted', width: (cells[index] ?? 6) - 6 }),
    );
    const rows = statuses.flatMap((status) => {
      const own = kit.rows.filter((row) => row.status === status);
      if (own.length === 0) return [];
      const name = kit.say('row', { status: kit.say(`status.${status}`), count: sumOf(own) });
      const known = levels.map((level, index) => squares(kit, own, level, (cells[index] ?? 6) - 6));
      const row = kit.table([kit.wide ? [name, ...known] : known], columns, { gap, align: 'start' });
      return [rule(kit.width), kit.wide ? row : stack([kit.text(name), row], 3)];
    });
    const hole = kit.units({ 'not-traced': kit.count('notTraced') }, { perRow: 24 });
    return stack(
      [
        kit.table([kit.wide ? ['', ...heads] : heads], columns, { gap, align: 'end' }),
        ...rows,
        rule(kit.width),
        stack([kit.message('notTraced'), hole], 3),
        kit.legend(['traced', 'unplaced', 'matched', 'not-traced']),
      ],
      7,
    );
  },
  claims: reportClaims,
  restsOn: (_, { tables }) => tables.reports,
});

/** The squares of a cell: dotted where the place within the country is not known. */
function squares(kit: Kit<Known>, rows: readonly Known[], level: Level, width: number): Block {
  const { size, pitch } = kit.wide ? { size: 11, pitch: 14 } : { size: 9, pitch: 11.4 };
  const own = rows.filter((row) => row.level === level);
  const matched = sumOf(own.filter((row) => row.matched));
  const mark = level === 'bureau' || level === 'country' ? 'unplaced' : 'traced';
  return kit.units({ [mark]: sumOf(own) - matched, matched }, { size, pitch, width });
}
