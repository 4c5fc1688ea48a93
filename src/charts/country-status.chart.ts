import { countryListings } from '../dataset/country-listings.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { DECEMBER, matchedStations, tracedStations } from '../dataset/derived.ts';
import { countryStatuses, type Row as RowOf } from '../dataset/schema.ts';
import {
  column,
  defineChart,
  file,
  inFiles,
  listingsBasis,
  reportClaims,
  sourcesOf,
  type TableInput,
} from './chart.ts';
import { type Block, beside, columns, inset, stack } from './kit/block.ts';
import type { Kit } from './kit/kit.ts';
import type { Mark } from './kit/marks.ts';
import { countedSquares } from './shared/counted-squares.ts';

type Status = RowOf<'country_status'>['status'];

interface Row {
  readonly country: string;
  readonly name: string;
  /** Null for a country with a traced listing of which no record says what its authorities did. */
  readonly status: Status | null;
  /** The latest event the status rests on; null where there is none. */
  readonly asOf: string | null;
  readonly events: readonly RowOf<'responses'>[];
  readonly traced: number;
  readonly atLeast: boolean;
  readonly matched: number;
}

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

function rowsOf(dataset: Dataset): readonly Row[] {
  const listings = new Map(countryListings(dataset, DECEMBER).map((row) => [row.country, row]));
  const known = new Map(dataset.tables.country_status.map((row) => [row.country, row]));
  const order = (row: Row) => (row.status === null ? countryStatuses.length : countryStatuses.indexOf(row.status));
  return [...new Set([...known.keys(), ...listings.keys()])]
    .map((country): Row => {
      const { traced = 0, matched = 0, atLeast = false } = listings.get(country) ?? {};
      const { status = null, asOf = null, events = [] } = known.get(country) ?? {};
      const { name } = dataset.get('countries', country);
      return {
        country,
        name,
        status,
        asOf,
        traced,
        matched,
        atLeast,
        events: events.map((id) => dataset.get('responses', id)),
      };
    })
    .sort(
      (a, b) =>
        order(a) - order(b) || b.traced - a.traced || b.matched - a.matched || a.name.localeCompare(b.name, 'en'),
    );
}

const eventOf = (row: Row | undefined, type: RowOf<'responses'>['type']) =>
  row?.events.find((event) => event.type === type);
const isUnconfirmed = (row: Row): boolean => eventOf(row, 'verdict-unconfirmed') !== undefined;
const statusText = ({ status }: Row, { say }: TableInput<Row>): string => say(status ? `status.${status}` : 'noRow');
const namesOf = (rows: readonly Row[]): string => rows.map((row) => row.name).join(', ');

/** What the authorities of each country are known to have done, from prosecution to no statement found; the squares are the stations listed there. */
export default defineChart<Row>({
  id: 'country-status',
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
    const counts = countryStatuses.flatMap((status) => {
      const own = rows.filter((row) => row.status === status);
      const name = statuses[status][1];
      return [[name, own.length] as const, [`${name}Names`, namesOf(own)] as const];
    });
    const without = rows.filter((row) => row.status === null);
    const monthOf = (type: RowOf<'responses'>['type']) =>
      format.date(eventOf(rows.find(isUnconfirmed), type)?.date.slice(0, 7) ?? '');
    return {
      ...Object.fromEntries(counts),
      countries: rows.length - without.length,
      without: without.length,
      withoutNames: namesOf([...without].sort((a, b) => a.name.localeCompare(b.name, 'en'))),
      edition: format.date(edition.date.slice(0, 7)),
      pleaDate: monthOf('guilty-plea'),
      verdictDate: monthOf('verdict-unconfirmed'),
    };
  },
  table: [
    column.country('country', (row) => row.country),
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
      file.date('asOf', (row) => row.asOf),
      file.list('events', (row) => row.events.map((event) => event.id)),
    ),
    column.count('traced', (row) => row.traced),
    column.count('matched', (row) => row.matched),
  ],
  basis: ({ country, events }, dataset) => {
    const listed = listingsBasis(dataset, country);
    return { ...listed, sources: sourcesOf([listed, ...events]) };
  },
  draw: (kit) => {
    const width = kit.wide ? 376 : kit.width;
    const groups = countryStatuses.flatMap((status) => {
      const own = kit.rows.filter((row) => row.status === status);
      return own.length > 0 ? [group(kit, status, own, width)] : [];
    });
    const without = [
      kit.message('without', { strong: true, width: width - 20 }),
      kit.message('names', { width: width - 20 }),
    ];
    const all = columns([...groups, headed(kit, 'unknown', stack(without))], kit.wide ? 2 : 1, kit.width, {
      x: 48,
      y: 20,
    });
    return stack([all, kit.legend(['traced', 'matched'])], 14);
  },
  claims: reportClaims,
  restsOn: (rows, dataset) => [
    ...rows.flatMap((row) => row.events),
    ...tracedStations(dataset),
    ...matchedStations(dataset),
  ],
});

/** What was done as a mark at the first line of a piece. */
const headed = (kit: Kit<Row>, mark: Mark, piece: Block): Block =>
  beside([inset(kit.mark(mark), 0, 4, kit.wide ? 10 : 11), piece], 0, 'start');

/** One status: its words, and its countries with their squares and the date of the latest event. */
function group(kit: Kit<Row>, status: Status, rows: readonly Row[], width: number): Block {
  const named = kit.named(
    rows.map((row) => ({
      label: row.name,
      mark: row.traced + row.matched > 0 ? countedSquares(kit, row) : kit.message('notListed', { ink: 'muted' }),
      // The latest record of a country without a statement is context about something else: its date would mislead.
      end: status === 'no-response-found' || row.asOf === null ? '' : kit.format.shortDate(row.asOf),
    })),
    { labels: kit.wide ? 124 : 104, width: width - 20, gap: 3 },
  );
  const doubt = rows.some(isUnconfirmed) && headed(kit, 'unknown', kit.message('unconfirmed', { width: width - 40 }));
  const words = kit.message(`status.${status}`, { strong: true, width: width - 20, balanced: true });
  return headed(kit, statuses[status][0], stack([words, inset(named, 0, 3), doubt || null]));
}
