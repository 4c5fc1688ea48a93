/** Facts that are in more than one table. Columns of a frozen edition stay, so no table could be cut: two rows that give one fact must agree. */

import { byKey, type Checks, isBefore, type Rule } from './checks.ts';
import { matchedStations, patrolPostings, stationCount, tracedStations } from './derived.ts';
import { quoteValue } from './problems.ts';
import type { Row, TableName, Tables } from './schema.ts';

type Claim = Row<'claims'>;
type Patrol = Row<'patrols'>;

/** Whose officers a claim counts, by the unit of its figure. */
const guestByUnit: Readonly<Record<string, string>> = { 'Chinese officers': 'CHN', 'Italian officers': 'ITA' };

/** Claims that add up the rounds of one country's officers in another; `figure` names the derived figure that says the same of all rounds. */
const sums: Readonly<Record<string, { readonly host: string; readonly guest: string; readonly figure?: string }>> = {
  'it-14': { host: 'ITA', guest: 'CHN', figure: 'figure-patrol-postings-italy' },
  'ctx-01': { host: 'HRV', guest: 'CHN' },
};

const fixOne = 'fix both rows, or the one that is wrong';

/** Rules on facts that two tables give: each problem names both rows and both values. */
export const agreementRules: readonly Rule[] = [checkRounds, checkSums, checkSeries, checkBureaus, checkReports];

const overlap = (start: string, end: string, otherStart: string, otherEnd: string): boolean =>
  !isBefore(otherEnd, start) && !isBefore(end, otherStart);

/** A claim on the officers of one round has the number of that round. */
function checkRounds({ t, rows }: Checks): void {
  const countries = byKey(t.countries);
  const isRound = (claim: Claim, patrol: Patrol): boolean => {
    const start = claim.periodStart ?? claim.date;
    const end = claim.periodEnd ?? claim.date;
    if (start === null || end === null || patrol.status !== 'held' || patrol.guest !== guestByUnit[claim.unit ?? ''])
      return false;
    if (patrol.start !== null && patrol.end !== null) return overlap(start, end, patrol.start, patrol.end);
    // Of a round whose days are not known only the year is left; then the claim must name the host.
    const host = countries.get(patrol.host)?.name;
    const year = String(patrol.year);
    return host !== undefined && claim.statement.includes(host) && overlap(start, end, year, year);
  };
  rows('claims', 'value', fixOne, (claim) => {
    if (claim.value === null) return undefined;
    const rounds = t.patrols.filter((patrol) => isRound(claim, patrol));
    const exact = rounds.filter((patrol) => patrol.start === claim.periodStart && patrol.end === claim.periodEnd);
    const meant = exact.length > 0 ? exact : rounds;
    const [round] = meant;
    if (!round || meant.some((patrol) => patrol.officers === claim.value)) return undefined;
    return `${round.officers}, as patrols, ${round.id}, officers has: the claim and the row are about one round`;
  });
}

function checkSums(checks: Checks): void {
  for (const claim of checks.t.claims) checkSum(claim, checks);
}

/** A claim that adds rounds up has their sum, and its further figures the numbers of their years. */
function checkSum(claim: Claim, { t, add }: Checks): void {
  const summed = sums[claim.id];
  if (!summed) return;
  const { host, guest, figure } = summed;
  const [first, last] = [claim.periodStart, claim.periodEnd].map((date) => Number(date?.slice(0, 4)));
  const within = (year: number) => first !== undefined && last !== undefined && year >= first && year <= last;
  const own = t.patrols.filter((row) => row.host === host && row.guest === guest && row.status === 'held');
  // The figure of the site counts every round there is, so a claim that it rests on must not stop before the last.
  const rounds = figure === undefined ? own.filter((row) => within(row.year)) : own;
  if (rounds.length === 0) return;
  const total = patrolPostings({ tables: { ...t, patrols: rounds } }, host, guest);
  const shown = rounds.map((row) => `${row.id} ${row.officers}`).join(', ');
  const sum = `${total}, ${figure === undefined ? '' : `as ${figure} has, `}the sum of patrols: ${shown}`;
  if (claim.value !== total) add('claims', claim.id, 'value', claim.value, sum, fixOne);
  for (const part of t.claim_figures.filter((row) => row.claim === claim.id)) {
    if (part.unit === 'rounds' && part.value !== rounds.length)
      add('claim_figures', part.id, 'value', part.value, `${rounds.length}, as patrols has rounds: ${shown}`, fixOne);
    if (!/^officers in \d{4}(?:(?:, | and )\d{4})*(?: each)?$/.test(part.unit)) continue;
    const years = (part.unit.match(/\d{4}/g) ?? []).map(Number);
    const other = rounds.filter((row) => years.includes(row.year) && row.officers !== part.value);
    const officers = other.map((row) => `${row.officers}, as patrols, ${row.id}, officers has`).join('; ');
    const fix = `${fixOne}; years whose numbers differ need rows of their own`;
    if (other.length > 0)
      add('claim_figures', part.id, 'value', part.value, `${officers} (this row counts "${part.unit}")`, fix);
  }
}

/** A row of a series that charts draw, with its numbers by column. */
interface SeriesRow {
  readonly table: TableName;
  readonly id: string;
  readonly sources: readonly string[];
  readonly start: string | null;
  readonly end: string | null;
  readonly values: Readonly<Record<string, number | null>>;
}

/** The rows of the series whose numbers claims give too. */
const seriesOf = (t: Tables): readonly SeriesRow[] => [
  ...t.returns.map(({ value, ...row }) => ({ table: 'returns' as const, ...row, values: { value } })),
  ...t.persuaded_shares.map(({ numerator, denominator, ...row }) => ({
    table: 'persuaded_shares' as const,
    ...row,
    values: { numerator, denominator },
  })),
  ...t.repression_totals.map(({ total, newInYear, china, through, ...row }) => ({
    table: 'repression_totals' as const,
    ...row,
    start: '2014', // Freedom House counts from 2014 on.
    end: String(through),
    values: { total, newInYear, china },
  })),
];

/** A date whose month is not known as that of the month where a period of years begins or ends. */
const inMonth = (date: string | null, month: '01' | '12') => (date?.length === 4 ? `${date}-${month}` : date);

/** A claim of the same period and source as a row of a series has its numbers among its figures. */
function checkSeries({ t, add }: Checks): void {
  // A table with faults is empty here: its rows are not to blame.
  if (t.claims.length === 0 || t.claim_figures.length === 0) return;
  for (const row of seriesOf(t)) {
    const claims = t.claims.filter(
      (claim) =>
        inMonth(claim.periodStart, '01') === inMonth(row.start, '01') &&
        inMonth(claim.periodEnd, '12') === inMonth(row.end, '12') &&
        claim.sources.some((source) => row.sources.includes(source)),
    );
    const figures = claims.flatMap((claim) => [
      ...(claim.value === null ? [] : [{ place: `claims, ${claim.id}, value`, value: claim.value }]),
      ...t.claim_figures
        .filter((figure) => figure.claim === claim.id)
        .map(({ id, value }) => ({ place: `claim_figures, ${id}, value`, value })),
    ]);
    for (const [column, value] of Object.entries(row.values)) {
      if (value === null || figures.length === 0 || figures.some((figure) => figure.value === value)) continue;
      const near = figures.reduce((a, b) => (Math.abs(a.value - value) <= Math.abs(b.value - value) ? a : b));
      const one = `${near.value}, as ${near.place} has: both give the number of one period from one source`;
      add(row.table, row.id, column, value, one, fixOne);
    }
  }
}

/** What is traced to a bureau or matched with it is no more than the report adds for it. */
function checkBureaus({ t, rows }: Checks): void {
  if (t.stations.length === 0) return;
  const listed = ({ operator, report }: Row<'listing_totals'>) => {
    const isOwn = (station: Row<'stations'>) => station.operator === operator && station.report === report;
    return [tracedStations({ tables: t }).filter(isOwn), matchedStations({ tables: t }).filter(isOwn)] as const;
  };
  rows(
    'listing_totals',
    'added',
    (row) =>
      `fix this row, or the operator, report or count of a row of data/stations.json: ${quoteValue(
        listed(row)
          .flat()
          .map(({ id }) => id),
      )}`,
    (row) => {
      const [traced, matched] = listed(row).map(stationCount) as [number, number];
      if (traced + matched <= row.added) return undefined;
      return `at least ${traced + matched}: stations has ${traced} traced to ${row.operator} and ${matched} matched with it in ${row.report}`;
    },
  );
}

/** What a report adds for all bureaus makes its total. */
function checkReports({ t, add }: Checks): void {
  if (t.listing_totals.length === 0) return;
  let total = 0;
  for (const report of [...t.reports].sort((a, b) => (a.date < b.date ? -1 : 1))) {
    const parts = t.listing_totals.filter((row) => row.report === report.id);
    const added = parts.reduce((sum, row) => sum + row.added, 0);
    total += added;
    const shown = `the sum of listing_totals: ${parts.map((row) => `${row.id} ${row.added}`).join(', ')}`;
    if (added !== report.added) add('reports', report.id, 'added', report.added, `${added}, ${shown}`, fixOne);
    if (total !== report.total)
      add('reports', report.id, 'total', report.total, `${total}, what this report and those before it add`, fixOne);
  }
}
