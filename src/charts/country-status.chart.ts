import { sort } from 'd3';
import { type CountryListing, countryListings } from '../dataset/country-listings.ts';
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
import { type Block, beside, columns, inset, level, stack } from './kit/block.ts';
import type { Kit } from './kit/kit.ts';
import type { Mark } from './kit/marks.ts';
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

/** A country with the events its status rests on, the latest being of the date; null where no record says what its authorities did. */
interface Row extends Pick<CountryListing, 'country' | 'name' | 'traced' | 'matched' | 'atLeast'> {
  readonly status: Status | null;
  readonly asOf: string | null;
  readonly events: readonly RowOf<'responses'>[];
}

function rowsOf(dataset: Dataset): readonly Row[] {
  const listings = new Map(countryListings(dataset, DECEMBER).map((row) => [row.country, row]));
  const known = new Map(dataset.tables.country_status.map((row) => [row.country, row]));
  return sort(
    [...new Set([...known.keys(), ...listings.keys()])].map((country): Row => {
      const { status = null, asOf = null, events = [] } = known.get(country) ?? {};
      return {
        ...{ traced: 0, matched: 0, atLeast: false, ...listings.get(country) },
        ...{ country, name: dataset.get('countries', country).name, status, asOf },
        events: events.map((id) => dataset.get('responses', id)),
      };
    }),
    ({ status }) => (status === null ? countryStatuses.length : countryStatuses.indexOf(status)),
    (row) => -row.traced,
    (row) => -row.matched,
    (row) => row.name,
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
      withoutNames: namesOf(sort(without, (row) => row.name)),
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
    const without = stack([
      kit.message('without', { strong: true, width: width - 20 }),
      kit.message('names', { width: width - 20 }),
    ]);
    const all = columns([...groups, headed(kit, 'unknown', without)], kit.wide ? 2 : 1, kit.width, { x: 48, y: 20 });
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
  // The latest record of a country without a statement is context about something else: its date would mislead.
  const dateOf = ({ asOf }: Row) => (status === 'no-response-found' || !asOf ? '' : kit.format.shortDate(asOf));
  const named = kit.named(
    rows.map((row) => ({
      label: row.name,
      mark: (room) => {
        const date = kit.text(dateOf(row), { ink: 'muted', anchor: 'end' });
        const squares = countedSquares(kit, row, { width: room - date.width - 4 });
        const listed = row.traced + row.matched > 0 ? squares : kit.message('notListed', { ink: 'muted' });
        return level(listed, inset(date, room - date.width));
      },
    })),
    { labels: kit.wide ? 124 : 104, width: width - 20, gap: 3 },
  );
  const doubt = rows.some(isUnconfirmed) && headed(kit, 'unknown', kit.message('unconfirmed', { width: width - 40 }));
  const words = kit.message(`status.${status}`, { strong: true, width: width - 20, balanced: true });
  return headed(kit, statuses[status][0], stack([words, inset(named, 0, 3), doubt || null]));
}
