import { matchedStations, stationCount, tracedStations } from '../dataset/derived.ts';
import type { Dataset } from '../dataset/parse.ts';
import { countryStatuses, type Row as RowOf } from '../dataset/schema.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { wrapBalanced, wrapText } from './shared/labels.ts';
import { element, text, textLines } from './shared/svg.ts';
import { wordsHold } from './shared/words-hold.ts';
import { hatchPattern } from './shared/world-listings.ts';

type Status = RowOf<'country_status'>['status'];

interface Row {
  readonly country: string;
  readonly name: string;
  /** Null for a country with a traced listing of which no record tells what its authorities did. */
  readonly status: Status | null;
  /** The latest event the status rests on; null where there is none. */
  readonly asOf: string | null;
  readonly traced: number;
  readonly atLeast: boolean;
  /** Matched by us from a bureau's own list, drawn hollow. */
  readonly matched: number;
  /** The status rests on an event that we could not confirm from a court, too. */
  readonly unconfirmed: boolean;
}

/** What the bar at the left of a group says: an answer is known, or the outcome is not. */
const groupInk = {
  prosecution: 'answered',
  'closed-host-says': 'answered',
  'host-says-exists': 'answered',
  'looked-services-found': 'answered',
  'looked-nothing-found': 'answered',
  'host-denies': 'answered',
  'investigated-outcome-unknown': 'unknown',
  'no-action-announced': 'unknown',
  'no-response-found': 'unknown',
} as const satisfies Record<Status, 'answered' | 'unknown'>;

function rowsOf(dataset: Dataset): readonly Row[] {
  const traced = tracedStations(dataset);
  const matched = matchedStations(dataset);
  const listing = (country: string) => {
    const own = traced.filter((station) => station.country === country);
    return {
      country,
      name: dataset.get('countries', country).name,
      traced: stationCount(own),
      atLeast: own.some((station) => station.countPrecision === 'at-least'),
      matched: stationCount(matched.filter((station) => station.country === country)),
    };
  };
  const known = dataset.tables.country_status.map(
    (row): Row => ({
      ...listing(row.country),
      status: row.status,
      asOf: row.asOf,
      unconfirmed: row.events.some((event) => dataset.get('responses', event).type === 'verdict-unconfirmed'),
    }),
  );
  const withStatus = new Set(known.map((row) => row.country));
  const without = [...new Set([...traced, ...matched].map((station) => station.country))]
    .filter((country) => !withStatus.has(country))
    .map((country): Row => ({ ...listing(country), status: null, asOf: null, unconfirmed: false }));
  const order = (row: Row) => (row.status === null ? countryStatuses.length : countryStatuses.indexOf(row.status));
  return [...known, ...without].sort(
    (a, b) => order(a) - order(b) || b.traced - a.traced || b.matched - a.matched || a.name.localeCompare(b.name, 'en'),
  );
}

/** What the authorities of each country are known to have done, from prosecution to no statement found; the squares are the stations listed there. */
export default defineChart<Row>({
  id: 'country-status',
  chapter: 'answers',
  order: 2,
  rows: rowsOf,
  values: (rows, dataset, format) => {
    const count = (status: Status | null) => rows.filter((row) => row.status === status).length;
    const without = rows.filter((row) => row.status === null);
    // Where one accused pleaded guilty and a verdict is not confirmed, both dates stand in words, so that nobody reads one for the other.
    const doubtful = new Set(rows.filter((row) => row.unconfirmed).map((row) => row.country));
    const events = dataset.tables.country_status
      .filter((row) => doubtful.has(row.country))
      .flatMap((row) => row.events.map((event) => dataset.get('responses', event)));
    const eventOf = (type: RowOf<'responses'>['type']) => events.find((candidate) => candidate.type === type);
    const statusOf = (country: string) => rows.find((row) => row.country === country)?.status ?? 'no status';
    const monthOf = (type: RowOf<'responses'>['type']) => format.date(eventOf(type)?.date.slice(0, 7) ?? '');
    wordsHold('country-status', format, [
      {
        field: 'description and labels',
        says: 'a guilty plea, and a verdict that is not confirmed from a court, in one country',
        holds:
          doubtful.size === 1 && eventOf('guilty-plea') !== undefined && eventOf('verdict-unconfirmed') !== undefined,
        found: events.map((event) => `${event.id} ${event.type}`).join(', ') || 'no verdict that is not confirmed',
      },
      {
        field: 'description',
        says: 'of the closed, police in Canada, the United Kingdom and the Netherlands reported no crime, no charges or no site; the United States prosecuted',
        holds:
          ['CAN', 'GBR', 'NLD'].every((country) => statusOf(country) === 'closed-host-says') &&
          statusOf('USA') === 'prosecution',
        found: ['CAN', 'GBR', 'NLD', 'USA'].map((country) => `${country} ${statusOf(country)}`).join(', '),
      },
    ]);
    return {
      countries: rows.length - without.length,
      prosecution: count('prosecution'),
      closed: count('closed-host-says'),
      exists: count('host-says-exists'),
      servicesFound: count('looked-services-found'),
      nothingFound: count('looked-nothing-found'),
      outcomeUnknown: count('investigated-outcome-unknown'),
      denies: count('host-denies'),
      noAction: count('no-action-announced'),
      noResponse: count('no-response-found'),
      without: without.length,
      withoutNames: without
        .map((row) => row.name)
        .sort((a, b) => a.localeCompare(b, 'en'))
        .join(', '),
      prosecutionNames: namesOf(rows, 'prosecution'),
      closedNames: namesOf(rows, 'closed-host-says'),
      existsNames: namesOf(rows, 'host-says-exists'),
      edition: format.date(dataset.edition.date.slice(0, 7)),
      pleaDate: monthOf('guilty-plea'),
      verdictDate: monthOf('verdict-unconfirmed'),
    };
  },
  table: ({ rows, words, values, format }) => ({
    columns: [
      { key: 'country', kind: 'text' },
      { key: 'status', kind: 'text' },
      { key: 'asOf', kind: 'text' },
      { key: 'traced', kind: 'number' },
      { key: 'matched', kind: 'number' },
    ],
    rows: rows.map((row) => [
      row.name,
      words.text(row.status === null ? 'labels.noRow' : `labels.status.${row.status}`, values) +
        (row.unconfirmed ? words.text('labels.unconfirmedRemark', values) : ''),
      row.asOf === null ? null : format.shortDate(row.asOf),
      row.traced || null,
      row.matched || null,
    ]),
  }),
  draw: (input) => draw(input),
  claims: (_, dataset) => dataset.tables.reports.map((report) => report.claim),
  sources: (_, dataset) => {
    const events = dataset.tables.country_status.flatMap((row) =>
      row.events.map((event) => dataset.get('responses', event)),
    );
    return [
      ...new Set([...events, ...tracedStations(dataset), ...matchedStations(dataset)].flatMap((row) => row.sources)),
    ].sort();
  },
});

const namesOf = (rows: readonly Row[], status: Status): string =>
  rows
    .filter((row) => row.status === status)
    .map((row) => row.name)
    .join(', ');

interface Column {
  readonly x: number;
  readonly width: number;
  /** Where the squares start, from the left of the column. */
  readonly squares: number;
}

/** Groups in two columns (wide) or one below the other (narrow), and the countries without any record in a hatched note at the end. */
function draw(input: DrawInput<Row>): Drawing {
  const { rows, frame, words, values } = input;
  const wide = frame.name === 'wide';
  const size = frame.label;
  const groups = countryStatuses
    .map((status) => ({ status, rows: rows.filter((row) => row.status === status) }))
    .filter((entry) => entry.rows.length > 0);
  const columns: Column[] = wide
    ? [
        { x: 0, width: 384, squares: 134 },
        { x: 424, width: 376, squares: 158 },
      ]
    : [{ x: 0, width: frame.width, squares: 148 }];
  const perColumn = Math.ceil(rows.filter((row) => row.status !== null).length / columns.length);
  let column = 0;
  let placed = 0;
  const bottoms = columns.map(() => 0);
  const content = groups.map((entry) => {
    // A new column starts once the first holds its share of the countries; groups are never broken.
    if (placed >= perColumn * (column + 1) && column < columns.length - 1) column += 1;
    placed += entry.rows.length;
    const place = columns[column] ?? { x: 0, width: frame.width, squares: 140 };
    const drawn = drawGroup(input, entry.status, entry.rows, place, bottoms[column] ?? 0);
    bottoms[column] = (bottoms[column] ?? 0) + drawn.height;
    return drawn.content;
  });
  const last = columns.at(-1) ?? { x: 0, width: frame.width, squares: 0 };
  const y = (bottoms.at(-1) ?? 0) + size;
  const hatch = `country-status-${frame.name}-hatch`;
  const lineHeight = size * 1.3;
  const title = wrapText(words.text('labels.without', values), last.width - 24, size, true);
  const names = wrapText(String(values['withoutNames']), last.width - 24, size);
  const note =
    hatchPattern(hatch) +
    element('rect', {
      class: 'unknown-box',
      x: last.x,
      y: y - size * 0.85,
      width: 14,
      height: (title.length + names.length) * lineHeight - 2,
      fill: `url(#${hatch})`,
    }) +
    textLines(last.x + 24, y, title, lineHeight, { class: 'label label--strong' }) +
    textLines(last.x + 24, y + title.length * lineHeight, names, lineHeight, { class: 'label' });
  const noteBottom = y + (title.length + names.length) * lineHeight;
  const key = drawKey(input, last, noteBottom + size * 0.6);
  return {
    height: Math.max(...bottoms.map((bottom) => bottom - groupGap), noteBottom + size * 0.6 + key.height) + 4,
    content: content.join('') + note + key.content,
  };
}

/** Space between two groups. */
const groupGap = 20;

/** One status: its words, and its countries with their squares and the date of the latest event. */
function drawGroup(input: DrawInput<Row>, status: Status, rows: readonly Row[], column: Column, top: number): Drawing {
  const { frame, words, values, format } = input;
  const size = frame.label;
  const lineHeight = size * 1.3;
  const pitch = 21;
  const side = frame.name === 'wide' ? 9 : 7;
  const step = side + (frame.name === 'wide' ? 2.5 : 2);
  const indent = 12;
  const heading = wrapBalanced(words.text(`labels.status.${status}`, values), column.width - indent, size, true);
  const parts = [textLines(column.x + indent, top + size, heading, lineHeight, { class: 'label label--strong' })];
  let y = top + size + (heading.length - 1) * lineHeight;
  // The latest record of a country without a statement is context about something else: its date would mislead.
  const dated = status !== 'no-response-found';
  for (const row of rows) {
    y += pitch;
    const x = column.x + column.squares;
    const all = [...Array<string>(row.traced).fill('said'), ...Array<string>(row.matched).fill('outline-said')];
    parts.push(text(column.x + indent, y, row.name, { class: 'label' }));
    parts.push(squares(all, x, y - size * 0.34 - side / 2, side, step));
    // Traced and matched are never added up.
    const traced = row.traced === 0 ? '' : `${row.atLeast ? '≥\u2009' : ''}${format.number(row.traced)}`;
    const matched = row.matched === 0 ? '' : words.text('labels.matchedCount', { ...values, count: row.matched });
    const count =
      all.length === 0 ? words.text('labels.notListed', values) : [traced, matched].filter(Boolean).join(' + ');
    parts.push(
      text(x + all.length * step + (all.length === 0 ? 0 : 4), y, count, {
        class: all.length === 0 ? 'label label--muted' : 'label',
      }),
    );
    if (dated && row.asOf !== null)
      parts.push(
        text(column.x + column.width, y, format.shortDate(row.asOf), {
          class: 'label label--muted',
          'text-anchor': 'end',
        }),
      );
    if (row.unconfirmed) {
      const lines = wrapText(words.text('labels.unconfirmed', values), column.width - indent - 18, size);
      parts.push(
        element('circle', {
          class: 'outline-unknown',
          cx: column.x + indent + 6,
          cy: y + lineHeight - size * 0.34,
          r: 4.3,
        }) + textLines(column.x + indent + 18, y + lineHeight, lines, lineHeight, { class: 'label' }),
      );
      y += lines.length * lineHeight + 1;
    }
  }
  const bottom = y + size * 0.3;
  const bar =
    groupInk[status] === 'answered'
      ? element('rect', { class: 'answered', x: column.x, y: top + 1, width: 3, height: bottom - top - 1 })
      : element('path', {
          class: 'outline-unknown',
          d: `M${column.x + 1.5} ${Math.round(top + 1)}V${Math.round(bottom)}`,
        });
  return { height: bottom - top + groupGap, content: bar + parts.join('') };
}

/** Squares in a row; neighbours of one class are one path, which costs a quarter of single rectangles. */
function squares(classes: readonly string[], x: number, y: number, side: number, step: number): string {
  return [...new Set(classes)]
    .map((className) => {
      // An outline is drawn on the edge: half a stroke further in, hollow and solid squares come out equally large.
      const inset = className === 'said' ? 0 : 0.75;
      const own = classes.flatMap((value, index) => (value === className ? [index] : []));
      const d = own
        .map(
          (index) =>
            `M${round(x + index * step + inset)} ${round(y + inset)}h${round(side - 2 * inset)}v${round(side - 2 * inset)}h${round(2 * inset - side)}z`,
        )
        .join('');
      return element('path', { class: className, d });
    })
    .join('');
}

const round = (value: number) => Math.round(value * 10) / 10;

/** What squares and bars mean, each beside its mark. */
function drawKey(input: DrawInput<Row>, column: Column, top: number): Drawing {
  const { frame, words, values } = input;
  const size = frame.label;
  const lineHeight = size * 1.3;
  const entries: readonly (readonly [string, (y: number, x: number) => string])[] = [
    ['traced', (y, x) => squares(['said'], x + 2.5, y - size * 0.34 - 4.5, 9, 0)],
    ['matched', (y, x) => squares(['outline-said'], x + 2.5, y - size * 0.34 - 4.5, 9, 0)],
    [
      'answered',
      (y, x) => element('rect', { class: 'answered', x: x + 5.5, y: y - size * 0.9, width: 3, height: size * 1.1 }),
    ],
    [
      'unknown',
      (y, x) =>
        element('path', {
          class: 'outline-unknown',
          d: `M${round(x + 7)} ${round(y - size * 0.9)}v${round(size * 1.1)}`,
        }),
    ],
  ];
  let y = top + size;
  const content = entries.map(([key, mark]) => {
    const lines = wrapText(words.text(`labels.key.${key}`, values), column.width - 24, size);
    const svg = mark(y, column.x) + textLines(column.x + 24, y, lines, lineHeight, { class: 'label' });
    y += lines.length * lineHeight + 3;
    return svg;
  });
  return { height: y - top - size, content: content.join('') };
}
