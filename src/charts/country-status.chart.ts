import type { Dataset } from '../dataset/dataset.ts';
import { matchedStations, stationCount, tracedStations } from '../dataset/derived.ts';
import { countryStatuses, type Row as RowOf } from '../dataset/schema.ts';
import {
  countColumn,
  countryColumn,
  defineChart,
  file,
  inFiles,
  listingsBasis,
  sourcesOf,
  type TableInput,
  textColumn,
} from './chart.ts';
import { type Block, beside, block, columns, inset, stack } from './kit/block.ts';
import type { Kit } from './kit/kit.ts';
import type { Mark } from './kit/marks.ts';

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

/** What the authorities did, in the forms of the grammar. */
const forms = {
  prosecution: 'court',
  'closed-host-says': 'did',
  'host-says-exists': 'did',
  'looked-services-found': 'did',
  'looked-nothing-found': 'denied',
  'host-denies': 'denied',
  'investigated-outcome-unknown': 'unknown',
  'no-action-announced': 'unknown',
  'no-response-found': 'unknown',
} as const satisfies Record<Status, Mark>;

function rowsOf(dataset: Dataset): readonly Row[] {
  const [traced, matched] = [tracedStations(dataset), matchedStations(dataset)];
  const known = new Map(dataset.tables.country_status.map((row) => [row.country, row]));
  const ids = new Set([...known.keys(), ...[...traced, ...matched].map((station) => station.country)]);
  const order = (row: Row) => (row.status === null ? countryStatuses.length : countryStatuses.indexOf(row.status));
  return [...ids]
    .map((country): Row => {
      const own = traced.filter((station) => station.country === country);
      const status = known.get(country);
      return {
        country,
        name: dataset.get('countries', country).name,
        status: status?.status ?? null,
        asOf: status?.asOf ?? null,
        events: (status?.events ?? []).map((event) => dataset.get('responses', event)),
        traced: stationCount(own),
        atLeast: own.some((station) => station.countPrecision === 'at-least'),
        matched: stationCount(matched.filter((station) => station.country === country)),
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

const statusText = ({ status }: Row, { words, values }: TableInput<Row>): string =>
  words.text(status === null ? 'labels.noRow' : `labels.status.${status}`, values);

/** What the authorities of each country are known to have done, from prosecution to no statement found; the squares are the stations listed there. */
export default defineChart<Row>({
  id: 'country-status',
  chapter: 'answers',
  order: 1,
  rows: rowsOf,
  assumes: (rows) => {
    const statusOf = (id: string) => `${id} ${rows.find((row) => row.country === id)?.status ?? 'no status'}`;
    const doubtful = rows.filter(isUnconfirmed);
    return {
      'of the closed, police in Canada, the United Kingdom and the Netherlands reported no crime, no charges or no site; the United States prosecuted':
        (['CAN', 'GBR', 'NLD'].every((id) => statusOf(id).endsWith(' closed-host-says')) &&
          statusOf('USA') === 'USA prosecution') ||
        ['CAN', 'GBR', 'NLD', 'USA'].map(statusOf).join(', '),
      'a guilty plea, and a verdict that is not confirmed from a court, in one country':
        (doubtful.length === 1 && eventOf(doubtful[0], 'guilty-plea') !== undefined) ||
        doubtful.map((row) => row.name).join(', ') ||
        'no verdict that is not confirmed',
    };
  },
  values: (rows, { edition }, format) => {
    const own = (status: Status | null) => rows.filter((row) => row.status === status);
    const names = (status: Status | null) =>
      own(status)
        .map((row) => row.name)
        .sort((a, b) => (status === null ? a.localeCompare(b, 'en') : 0))
        .join(', ');
    const monthOf = (type: RowOf<'responses'>['type']) =>
      format.date(eventOf(rows.find(isUnconfirmed), type)?.date.slice(0, 7) ?? '');
    return {
      countries: rows.length - own(null).length,
      prosecution: own('prosecution').length,
      closed: own('closed-host-says').length,
      exists: own('host-says-exists').length,
      servicesFound: own('looked-services-found').length,
      nothingFound: own('looked-nothing-found').length,
      outcomeUnknown: own('investigated-outcome-unknown').length,
      denies: own('host-denies').length,
      noAction: own('no-action-announced').length,
      noResponse: own('no-response-found').length,
      without: own(null).length,
      withoutNames: names(null),
      prosecutionNames: names('prosecution'),
      closedNames: names('closed-host-says'),
      existsNames: names('host-says-exists'),
      edition: format.date(edition.date.slice(0, 7)),
      pleaDate: monthOf('guilty-plea'),
      verdictDate: monthOf('verdict-unconfirmed'),
    };
  },
  table: [
    countryColumn('country', (row) => row.country),
    inFiles(
      textColumn(
        'status',
        (row, input) =>
          statusText(row, input) +
          (isUnconfirmed(row) ? input.words.text('labels.unconfirmedRemark', input.values) : ''),
      ),
      file.text('status', statusText),
      file.text('statusWord', (row) => row.status),
      file.flag('verdictUnconfirmed', isUnconfirmed),
    ),
    inFiles(
      textColumn('asOf', (row, { format }) => (row.asOf === null ? null : format.shortDate(row.asOf))),
      file.date('asOf', (row) => row.asOf),
      file.list('events', (row) => row.events.map((event) => event.id)),
    ),
    countColumn('traced', (row) => row.traced),
    countColumn('matched', (row) => row.matched),
  ],
  basis: ({ country, events }, dataset) => {
    const listed = listingsBasis(dataset, country);
    return { ...listed, sources: [...new Set([...(listed.sources ?? []), ...sourcesOf(events)])].sort() };
  },
  draw: (kit) => {
    const width = kit.wide ? 376 : kit.width;
    const groups = countryStatuses
      .map((status) => kit.rows.filter((row) => row.status === status))
      .filter((rows) => rows.length > 0)
      .map((rows) => group(kit, rows, width));
    const without = stack([
      kit.message('without', { strong: true, width: width - 20 }),
      kit.text(String(kit.values['withoutNames']), { width: width - 20 }),
    ]);
    const last = headed(kit, 'unknown', without);
    return stack(
      [columns([...groups, last], kit.wide ? 2 : 1, kit.width, { x: 48, y: 20 }), kit.legend(['traced', 'matched'])],
      14,
    );
  },
  claims: (_, dataset) => dataset.tables.reports.map((report) => report.claim),
  sources: (rows, dataset) =>
    sourcesOf([...rows.flatMap((row) => row.events), ...tracedStations(dataset), ...matchedStations(dataset)]),
});

/** What was done as a mark at the first line of a piece. */
const headed = (kit: Kit<Row>, mark: Mark, piece: Block): Block =>
  block(piece.width + 20, piece.height, (x, y) => kit.mark(mark).at(x, y + 4) + piece.at(x + 20, y));

/** One status: its words, and its countries with their squares and the date of the latest event. */
function group(kit: Kit<Row>, rows: readonly Row[], width: number): Block {
  const status = rows[0]?.status ?? 'no-response-found';
  const named = kit.named(
    rows.map((row) => ({
      label: row.name,
      mark: squares(kit, row),
      // The latest record of a country without a statement is context about something else: its date would mislead.
      end: status === 'no-response-found' || row.asOf === null ? '' : kit.format.shortDate(row.asOf),
    })),
    { labels: kit.wide ? 124 : 104, width: width - 20, gap: 3 },
  );
  const doubt = rows.some(isUnconfirmed) ? kit.message('unconfirmed', { width: width - 40 }) : undefined;
  return headed(
    kit,
    forms[status],
    stack([
      kit.message(`status.${status}`, { strong: true, width: width - 20, balanced: true }),
      inset(named, 0, 3),
      doubt && headed(kit, 'unknown', doubt),
    ]),
  );
}

/** A square a listing, then their number. Traced and matched are never added up. */
function squares(kit: Kit<Row>, { traced, matched, atLeast }: Row): Block {
  if (traced + matched === 0) return kit.message('notListed', { ink: 'muted' });
  const counts = [
    traced > 0 ? `${atLeast ? '≥\u2009' : ''}${kit.format.number(traced)}` : '',
    matched > 0 ? kit.say('matchedCount', { count: matched }) : '',
  ];
  const marks = kit.units([
    { mark: 'traced', count: traced },
    { mark: 'matched', count: matched },
  ]);
  return beside([marks, kit.text(counts.filter(Boolean).join(' + '))], 7);
}
