/** Every response about the stations by kind and time: the rows behind the timeline and its table. */
import { sort, sum } from 'd3';
import type { Dataset } from '../../dataset/dataset.ts';
import { DECEMBER, SEPTEMBER } from '../../dataset/derived.ts';
import type { Row as RowOf } from '../../dataset/schema.ts';
import { type Column, column, type FileTable, file, fileTable, type TableInput } from '../columns.ts';
import type { Mark } from '../kit/marks.ts';

type ResponseType = RowOf<'responses'>['type'];

/** The rows of the chart, from courts to denials, each with its mark. */
export const kinds = [
  { key: 'courts', mark: 'court' },
  { key: 'demands', mark: 'did' },
  { key: 'closures', mark: 'did' },
  { key: 'nothing-found', mark: 'denied' },
  { key: 'inquiries', mark: 'did' },
  { key: 'politics', mark: 'one' },
  { key: 'china', mark: 'denied' },
  { key: 'denials', mark: 'denied' },
] as const satisfies readonly { key: string; mark: Mark }[];
type Kind = (typeof kinds)[number]['key'];

/** Every type of the vocabulary in one of the rows: a type added to the schema and not here does not compile. */
const kindOf = {
  'acquittal-or-annulment': 'courts',
  'arrest-or-charges': 'courts',
  'case-closed-no-charges': 'nothing-found',
  'charges-unrelated': 'courts',
  'china-statement': 'china',
  'closure-announced-by-china': 'closures',
  'closure-confirmed': 'closures',
  'closure-ordered': 'demands',
  conviction: 'courts',
  'conviction-unrelated': 'courts',
  cooperation: 'politics',
  denial: 'denials',
  'diplomatic-demand': 'demands',
  'expulsion-or-removal': 'demands',
  'guilty-plea': 'courts',
  'independent-assessment': 'politics',
  'investigation-opened': 'inquiries',
  'investigation-update': 'inquiries',
  'lawsuit-by-accused': 'courts',
  'ngo-count': 'politics',
  'no-action-announced': 'politics',
  'no-evidence-found': 'nothing-found',
  'no-illegality-found': 'nothing-found',
  'parliamentary-action': 'politics',
  'policy-change': 'politics',
  'referral-to-prosecutors': 'inquiries',
  'search-or-raid': 'inquiries',
  statement: 'politics',
  'verdict-unconfirmed': 'courts',
} as const satisfies Record<ResponseType, Kind>;

/** The mark of an event, by its type. */
export const markOfResponse = (type: ResponseType): Mark =>
  kinds.find(({ key }) => key === kindOf[type])?.mark ?? 'one';

/** Months from the first report to June 2023 are counted one by one, because nearly everything happened then; later time by half-year. */
export const FIRST = { year: 2022, month: 9 } as const;
const MONTHS_COUNTED = 10;
export const YEAR_ONLY = 'year-only';
export const isMonth = ({ period }: ResponseRow): boolean => /^\d{4}-\d\d$/.test(period);

const turnReports = [
  ['firstReport', SEPTEMBER],
  ['secondReport', DECEMBER],
] as const;
const turnResponses = [
  ['dutchOrder', 'nld-2022-11-01-closure'],
  ['newYorkCharges', 'usa-2023-04-17-charges'],
  ['britishStatement', 'gbr-2023-06-06-statement'],
  ['guiltyPlea', 'usa-2024-12-18-plea'],
  ['verdict', 'usa-2026-05-13-verdict'],
] as const;

/** Months from the first month to a date, negative before it; undefined where only the year is known. */
export function monthsTo(date: string): number | undefined {
  const [year = 0, month] = date.split('-').map(Number);
  return month === undefined ? undefined : (year - FIRST.year) * 12 + month - FIRST.month;
}

function periodOf(date: string): string {
  const months = monthsTo(date);
  if (months === undefined) return YEAR_ONLY;
  return months < MONTHS_COUNTED ? date.slice(0, 7) : `${date.slice(0, 4)}-H${Number(date.slice(5, 7)) <= 6 ? 1 : 2}`;
}

/** All periods from the first report to the edition, empty ones too, and that of events of which only the year is known. */
function periodsTo(edition: string): readonly string[] {
  const months = Array.from({ length: (monthsTo(edition) ?? 0) + 1 }, (_, index) =>
    new Date(Date.UTC(FIRST.year, FIRST.month - 1 + index)).toISOString().slice(0, 7),
  );
  return [...new Set(months.map(periodOf)), YEAR_ONLY];
}

export const shownResponses = (dataset: Dataset): readonly RowOf<'responses'>[] =>
  dataset.tables.responses.filter(
    ({ aboutStations, date }) => aboutStations && (monthsTo(date) ?? Number(date.slice(0, 4)) - FIRST.year) >= 0,
  );

/**
 * What happened in each month (2022-10), half-year (2023-H2), or `year-only`: events of which only the year is known. The turns are the dated reports and
 * responses that the picture names, with the response that they point at; null for a report, which is no response.
 */
export function responseRows(dataset: Dataset) {
  // Turning points lie lowest in their stack.
  const rank = (id: string) => Number(!turnResponses.some(([, response]) => response === id));
  const events = shownResponses(dataset)
    .map((row) => ({ ...row, kind: kindOf[row.type], unconfirmed: row.type === 'verdict-unconfirmed' }))
    .sort((a, b) => rank(a.id) - rank(b.id) || (`${a.date} ${a.id}` < `${b.date} ${b.id}` ? -1 : 1));
  const turns = sort(
    [
      ...turnReports.map(([key, id]) => ({ key, date: dataset.get('reports', id).date, response: null })),
      ...turnResponses.map(([key, id]) => ({ key, date: dataset.get('responses', id).date, response: id })),
    ],
    ({ date }) => date,
  );
  const rows = periodsTo(dataset.edition.date).map((period) => ({
    period,
    events: events.filter(({ date }) => periodOf(date) === period),
    turns: turns.filter(({ date }) => periodOf(date) === period),
  }));
  const late = events.length - sum(rows, (row) => row.events.length);
  if (late > 0)
    throw new Error(`responses-timeline: ${late} responses are later than the edition's date, ${dataset.edition.date}`);
  return rows;
}

export type ResponseRow = ReturnType<typeof responseRows>[number];

export const countIn = (rows: readonly ResponseRow[], kind?: Kind): number =>
  rows.flatMap((row) => row.events.filter((event) => kind === undefined || event.kind === kind)).length;

/** What a row of the table is called. */
function periodName({ period }: ResponseRow, { say, format }: Pick<TableInput<ResponseRow>, 'say' | 'format'>): string {
  if (period === YEAR_ONLY) return say('yearOnlyRow');
  const [year = '', half = ''] = period.split('-H');
  return half === '' ? format.date(period) : say(`half${half}`, { year });
}

/** Periods down, kinds across, with their sums. */
export const responsesTable: readonly Column<ResponseRow>[] = [
  column.text('period', periodName, ({ say }) => say('all')),
  ...kinds.map(
    ({ key }): Column<ResponseRow> =>
      column.count(
        key,
        (row) => countIn([row], key),
        ({ rows }) => countIn(rows, key),
      ),
  ),
  column.number(
    'all',
    (row) => countIn([row]),
    ({ rows }) => countIn(rows),
  ),
];

/** One event a row: what the table counts can be counted again. */
export function responsesFile({ rows, ...input }: TableInput<ResponseRow>): FileTable {
  const { dataset, words } = input;
  return fileTable(
    rows.flatMap((row) => row.events),
    [
      file.text('response', (event) => event.id),
      file.date('date', (event) => event.date),
      file.text('kind', (event) => words.text(`columns.${event.kind}`)),
      file.text('who', (event) => event.actor),
      file.list('about', (event) => event.about.map((country) => dataset.get('countries', country).name)),
      file.list('aboutCodes', (event) => event.about),
      file.text('record', (event) => event.summary),
      file.flag('unconfirmed', (event) => event.unconfirmed),
    ],
    input,
    ({ answers, sources }) => ({ claims: answers, sources }),
  );
}
