/** Every response about the stations by kind and time: the rows behind the timeline and its table. */
import type { Dataset } from '../../dataset/dataset.ts';
import { DECEMBER, SEPTEMBER } from '../../dataset/derived.ts';
import type { Row as RowOf } from '../../dataset/schema.ts';
import type { Format } from '../../words/format.ts';
import type { Messages, MessageValues } from '../../words/message.ts';
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

/** A row of the table: a month, a half-year, or the place of events of which only the year is known. */
interface Period {
  readonly key: string;
  readonly scale: 'month' | 'half-year' | 'year-only';
  /** Months since the first month, where it starts. */
  readonly start: number;
  readonly months: number;
  readonly year: number;
  /** Month of the year (1 to 12) or half of the year (1 or 2); 0 where only the year is known. */
  readonly part: number;
}

export interface ResponseEvent {
  readonly id: string;
  readonly kind: Kind;
  readonly period: string;
  readonly date: string;
  readonly unconfirmed: boolean;
}

/** A dated report or response that the picture names. */
interface Turn {
  readonly key: string;
  readonly date: string;
  readonly period: string;
  /** The response it points at; null for a report, which is no response. */
  readonly response: string | null;
}

export interface ResponseRow {
  readonly period: Period;
  readonly events: readonly ResponseEvent[];
  readonly turns: readonly Turn[];
}

/** Months from the first report to June 2023 are counted one by one, because nearly everything happened then; later time by half-year. */
export const FIRST = { year: 2022, month: 9 } as const;
export const MONTHS_DRAWN = 10;
const YEAR_ONLY = 'year-only';

const turnResponses = [
  { key: 'dutchOrder', response: 'nld-2022-11-01-closure' },
  { key: 'newYorkCharges', response: 'usa-2023-04-17-charges' },
  { key: 'britishStatement', response: 'gbr-2023-06-06-statement' },
  { key: 'guiltyPlea', response: 'usa-2024-12-18-plea' },
  { key: 'verdict', response: 'usa-2026-05-13-verdict' },
] as const;

/** Months since the first month; negative before it. */
export const monthsSince = (year: number, month: number): number => (year - FIRST.year) * 12 + month - FIRST.month;

function periodKey(date: string): string {
  const [year = 0, month] = date.split('-').map(Number);
  if (month === undefined) return YEAR_ONLY;
  return monthsSince(year, month) < MONTHS_DRAWN ? date.slice(0, 7) : `${year}-H${month <= 6 ? 1 : 2}`;
}

/** All columns from the first report to the half-year of the edition, empty ones too, and the year-only column. */
function periodsUntil(date: string): Period[] {
  const periods: Period[] = [];
  for (let start = 0; start < MONTHS_DRAWN; start += 1) {
    const year = FIRST.year + Math.floor((FIRST.month - 1 + start) / 12);
    const month = ((FIRST.month - 1 + start) % 12) + 1;
    periods.push({
      key: `${year}-${String(month).padStart(2, '0')}`,
      scale: 'month',
      start,
      months: 1,
      year,
      part: month,
    });
  }
  const [lastYear = 0, lastMonth = 1] = date.split('-').map(Number);
  for (let start = MONTHS_DRAWN; start <= monthsSince(lastYear, lastMonth); start += 6) {
    const year = FIRST.year + Math.floor((FIRST.month - 1 + start) / 12);
    const half = (FIRST.month - 1 + start) % 12 < 6 ? 1 : 2;
    periods.push({ key: `${year}-H${half}`, scale: 'half-year', start, months: 6, year, part: half });
  }
  const end = periods.at(-1);
  periods.push({
    key: YEAR_ONLY,
    scale: 'year-only',
    start: (end?.start ?? 0) + (end?.months ?? 0),
    months: 6,
    year: 0,
    part: 0,
  });
  return periods;
}

export const shownResponses = (dataset: Dataset): readonly RowOf<'responses'>[] =>
  dataset.tables.responses.filter((row) => {
    const [year = 0, month] = row.date.split('-').map(Number);
    return row.aboutStations && (month === undefined ? year >= FIRST.year : monthsSince(year, month) >= 0);
  });

export function responseRows(dataset: Dataset): readonly ResponseRow[] {
  const byDate = (a: { date: string; id: string }, b: { date: string; id: string }) =>
    a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? -1 : 1;
  // Turning points lie lowest in their stack.
  const turning = new Set<string>(turnResponses.map(({ response }) => response));
  const events = shownResponses(dataset)
    .map(
      (row): ResponseEvent => ({
        id: row.id,
        kind: kindOf[row.type],
        period: periodKey(row.date),
        date: row.date,
        unconfirmed: row.type === 'verdict-unconfirmed',
      }),
    )
    .sort((a, b) => Number(turning.has(b.id)) - Number(turning.has(a.id)) || byDate(a, b));
  const turns: Turn[] = [
    ...(
      [
        ['firstReport', SEPTEMBER],
        ['secondReport', DECEMBER],
      ] as const
    ).map(([key, report]) => {
      const { date } = dataset.get('reports', report);
      return { key, date, period: periodKey(date), response: null };
    }),
    ...turnResponses.map(({ key, response }) => {
      const { date } = dataset.get('responses', response);
      return { key, date, period: periodKey(date), response };
    }),
  ].sort((a, b) => (a.date < b.date ? -1 : 1));
  const rows = periodsUntil(dataset.edition.date).map((period) => ({
    period,
    events: events.filter((event) => event.period === period.key),
    turns: turns.filter((turn) => turn.period === period.key),
  }));
  const placed = rows.reduce((sum, row) => sum + row.events.length, 0);
  if (placed !== events.length)
    throw new Error(
      `responses-timeline: ${events.length - placed} responses are later than the edition's date, ${dataset.edition.date}`,
    );
  return rows;
}

export const countIn = (rows: readonly ResponseRow[], kind?: Kind): number =>
  rows.reduce((sum, row) => sum + row.events.filter((event) => kind === undefined || event.kind === kind).length, 0);

/** What a row of the table is called. */
export const periodName = (period: Period, words: Messages, values: MessageValues, format: Format): string =>
  period.scale === 'month'
    ? format.date(period.key)
    : period.scale === 'year-only'
      ? words.text('labels.yearOnlyRow', values)
      : words.text(`labels.half${period.part}`, { ...values, year: String(period.year) });
