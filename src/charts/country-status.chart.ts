import { sort } from 'd3';
import { countryListings } from '../dataset/country-listings.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { DECEMBER } from '../dataset/derived.ts';
import { countryStatuses, type Row as RowOf } from '../dataset/schema.ts';
import { column, defineChart, file, inFiles, listingsBasis, reportClaims, sourcesOf, valuesOf } from './chart.ts';
import { type Block, columns, inset, type Kit, type Mark, stack } from './kit.ts';
import { countedSquares } from './shared/counted-squares.ts';

type Status = RowOf<'country_status'>['status'];

/** What the authorities did, in the forms of the grammar, and the name of the value that counts its countries. */
const statuses = {
  prosecution: ['court', 'prosecution'],
  'closed-host-says': ['did', 'closed'],
  'host-says-exists': ['did', 'exists'],
  'looked-services-found': ['did', 'servicesFound'],
  'looked-nothing-found': ['denied', 'nothingFound'],
  'host-denies': ['denied', 'denies'],
  'investigated-outcome-unknown': ['unknown', 'outcomeUnknown'],
  'no-action-announced': ['unknown', 'noAction'],
  'no-response-found': ['unknown', 'noResponse'],
} as const satisfies Record<Status, readonly [Mark, string]>;

/** A country with its listings, and with the events that its status rests on, the latest of the date; null where no record says what its authorities did. */
function rowsOf(dataset: Dataset) {
  const listings = new Map(countryListings(dataset, DECEMBER).map((row) => [row.country, row]));
  const known = new Map(dataset.tables.country_status.map((row) => [row.country, row]));
  const rows = [...new Set([...known.keys(), ...listings.keys()])].map((country) => {
    const { status = null, asOf = null, events = [] } = known.get(country) ?? {};
    const listing = listings.get(country) ?? { traced: 0, matched: 0, atLeast: false };
    const { name } = dataset.get('countries', country);
    return { ...listing, country, name, status, asOf, events: events.map((id) => dataset.get('responses', id)) };
  });
  return sort(
    rows,
    ({ status }) => (status === null ? countryStatuses.length : countryStatuses.indexOf(status)),
    (row) => -row.traced,
    (row) => -row.matched,
    (row) => row.name,
  );
}
type Row = ReturnType<typeof rowsOf>[number];

const eventOf = (row: Row | undefined, type: RowOf<'responses'>['type']) =>
  row?.events.find((event) => event.type === type);
const isUnconfirmed = (row: Row): boolean => eventOf(row, 'verdict-unconfirmed') !== undefined;
const statusText = ({ status }: Row, { say }: Pick<Kit<Row>, 'say'>): string =>
  say(status ? `status.${status}` : 'noRow');
const namesOf = (rows: readonly Row[]): string => rows.map((row) => row.name).join(', ');

/** What the authorities of each country are known to have done, from prosecution to no statement found; the squares are the stations listed there. */
export default defineChart<Row>({
  chapter: 'answers',
  order: 1,
  rows: rowsOf,
  assumes: (rows) => {
    const shown = ['CAN', 'GBR', 'NLD', 'USA'].map((id) => rows.find((row) => row.country === id)?.status).join(', ');
    const doubtful = rows.filter(isUnconfirmed);
    return {
      'of the closed, police in Canada, the United Kingdom and the Netherlands reported no crime, no charges or no site; the United States prosecuted':
        shown === 'closed-host-says, closed-host-says, closed-host-says, prosecution' || shown,
      'a guilty plea, and a verdict that is not confirmed from a court, in one country':
        (doubtful.length === 1 && eventOf(doubtful[0], 'guilty-plea') !== undefined) ||
        namesOf(doubtful) ||
        'no verdict that is not confirmed',
    };
  },
  values: (rows, { edition }, format) => {
    const of = (wanted: Status | null) => rows.filter(({ status }) => status === wanted);
    const byStatus = Object.fromEntries(countryStatuses.map((status) => [statuses[status][1], of(status)]));
    const without = of(null);
    const monthOf = (type: RowOf<'responses'>['type']) =>
      format.date(eventOf(rows.find(isUnconfirmed), type)?.date.slice(0, 7) ?? '');
    return {
      ...valuesOf(byStatus, (own) => ({ '': own.length, Names: namesOf(own) })),
      countries: rows.length - without.length,
      without: without.length,
      withoutNames: namesOf(sort(without, (row) => row.name)),
      edition: format.date(edition.date.slice(0, 7)),
      pleaDate: monthOf('guilty-plea'),
      verdictDate: monthOf('verdict-unconfirmed'),
    };
  },
  table: [
    column.country('country'),
    inFiles(
      column.text(
        'status',
        (row, input) => statusText(row, input) + (isUnconfirmed(row) ? input.say('unconfirmedRemark') : ''),
      ),
      file.text('status', statusText),
      file.text('statusWord', (row) => row.status),
      file.flag('verdictUnconfirmed', isUnconfirmed),
    ),
    inFiles(
      column.text('asOf', (row, { format }) => row.asOf && format.shortDate(row.asOf)),
      file.date('asOf'),
      file.list('events', (row) => row.events.map((event) => event.id)),
    ),
    column.count('traced'),
    column.count('matched'),
  ],
  basis: ({ country, events }, dataset) => {
    const listed = listingsBasis(dataset, country);
    return { ...listed, sources: sourcesOf([listed, ...events]) };
  },
  draw: (kit) => {
    const width = kit.wide ? 376 : kit.width;
    const groups = [...Map.groupBy(kit.rows, (row) => row.status)].map(([status, own]) =>
      group(kit, status, own, width),
    );
    return [columns(groups, kit.wide ? 2 : 1, kit.width, { x: 48, y: 20 }), kit.legend(['traced', 'matched'])];
  },
  claims: reportClaims,
  restsOn: (rows, { tables }) => [...rows.flatMap((row) => row.events), ...tables.stations],
});

/** One status: its words, and its countries with their squares and the date of the latest event; of those without one the names. */
function group(kit: Kit<Row>, status: Status | null, rows: readonly Row[], room: number): Block {
  const width = room - 20;
  const style = { strong: true, width, balanced: status !== null };
  const words = kit.message(status ? `status.${status}` : 'without', style);
  if (status === null) return kit.marked('unknown', stack([words, kit.message('names', { width })]));
  // The latest record of a country without a statement is context about something else: its date would mislead.
  const dateOf = ({ asOf }: Row) => (status === 'no-response-found' || !asOf ? '' : kit.format.shortDate(asOf));
  const [label, date, gap] = [kit.wide ? 130 : 104, 58, 5];
  const squares = width - label - date - 2 * gap;
  const cells = rows.map((row) => {
    const isListed = row.traced + row.matched > 0;
    const listed = isListed ? countedSquares(kit, row, { width: squares }) : kit.message('notListed', { ink: 'muted' });
    return [row.name, listed, dateOf(row)];
  });
  const countries = kit.table(cells, [label, squares, { width: date, align: 'end', ink: 'muted' }], { gap, rowGap: 3 });
  const doubt = rows.some(isUnconfirmed)
    ? kit.marked('unknown', kit.message('unconfirmed', { width: width - 20 }))
    : null;
  return kit.marked(statuses[status][0], stack([words, inset(countries, 0, 3), doubt]));
}
