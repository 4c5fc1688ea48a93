import type { Dataset } from '../dataset/dataset.ts';
import {
  DECEMBER,
  derivedFigure,
  matchedStations,
  SEPTEMBER,
  stationCount,
  tracedStations,
} from '../dataset/derived.ts';
import type { Row } from '../dataset/schema.ts';
import { column, defineChart, file, inFiles, reportClaims } from './chart.ts';
import { type Block, stack } from './kit/block.ts';
import type { Kit } from './kit/kit.ts';

/** What one report adds for one bureau, and where that stands in the running total. */
interface Step {
  readonly report: typeof SEPTEMBER | typeof DECEMBER;
  readonly date: string;
  readonly bureau: string;
  readonly province: string;
  readonly added: number;
  readonly basis: Row<'listing_totals'>['basis'];
  /** The running total with it. */
  readonly total: number;
  readonly traced: number;
  readonly matched: number;
  /** Added, less those traced to the bureau, less those matched. Which stations these are is not known. */
  readonly rest: number;
}

/** Report by report, the bureau with most additions first: each step begins where the one before ended. */
function steps(dataset: Dataset): readonly Step[] {
  let total = 0;
  return ([SEPTEMBER, DECEMBER] as const).flatMap((report) =>
    dataset.tables.listing_totals
      .filter((row) => row.report === report)
      .sort((a, b) => b.added - a.added)
      .map(({ operator, added, basis }): Step => {
        const { name: bureau, province } = dataset.get('operators', operator);
        const countOf = (stations: readonly Row<'stations'>[]) =>
          stationCount(stations.filter((station) => station.operator === operator && station.report === report));
        const [traced, matched] = [countOf(tracedStations(dataset)), countOf(matchedStations(dataset))];
        const { date } = dataset.get('reports', report);
        total += added;
        return { report, date, bureau, province, added, basis, total, traced, matched, rest: added - traced - matched };
      }),
  );
}

const sumOf = (rows: readonly Step[], key: 'added' | 'traced' | 'matched' | 'rest'): number =>
  rows.reduce((sum, row) => sum + row[key], 0);
const inReport = (rows: readonly Step[], report: Step['report']) => rows.filter((row) => row.report === report);

/** Bureaus that the second report has and the first has not. */
function freshOf(rows: readonly Step[]): readonly Step[] {
  const known = new Set(inReport(rows, SEPTEMBER).map((row) => row.bureau));
  return inReport(rows, DECEMBER).filter((row) => !known.has(row.bureau));
}

/** The revisions of the two reports, and how many stations the second put into the table without a change of the total. */
const [FIRST_REVISION, SECOND_REVISION] = ['scale-03', 'scale-21'];

/** The list as each report left it, a square a listing, by bureau. */
export default defineChart<Step>({
  id: 'list-growth',
  chapter: 'scale',
  order: 5,
  rows: steps,
  assumes: (rows) => {
    const fresh = freshOf(rows);
    const growth = sumOf(rows, 'added') / sumOf(inReport(rows, SEPTEMBER), 'added');
    return {
      'two bureaus not named before': fresh.length === 2 || fresh.map((row) => row.bureau).join(', '),
      'The list nearly doubled': (growth > 1.8 && growth < 2) || `${growth.toFixed(1)} times as long`,
    };
  },
  values: (rows, dataset, format) => {
    const figure = (name: string) => derivedFigure(dataset, name).value;
    const parts = (of: readonly Step[]) => format.list(of.map((row) => `${row.bureau} ${format.number(row.added)}`));
    const [september, december] = [dataset.get('reports', SEPTEMBER), dataset.get('reports', DECEMBER)];
    return {
      first: figure('listed-september'),
      firstCountries: figure('countries-september'),
      listed: figure('listed-december'),
      listedCountries: figure('countries-december'),
      added: figure('added-december'),
      newNames: format.list(freshOf(rows).map((row) => row.bureau)),
      byNew: sumOf(freshOf(rows), 'added'),
      firstParts: parts(inReport(rows, SEPTEMBER)),
      addedParts: parts(inReport(rows, DECEMBER)),
      subtracted: format.list(rows.filter((row) => row.basis === 'subtraction').map((row) => row.bureau)),
      traced: sumOf(rows, 'traced'),
      matched: sumOf(rows, 'matched'),
      rest: sumOf(rows, 'rest'),
      firstDate: format.date(september.date),
      firstRevised: format.date(september.revisedOn),
      secondDate: format.date(december.date),
      secondRevised: format.date(december.revisedOn),
      // Stations put into the table by the revision; the total was not changed.
      inserted: dataset.get('claims', SECOND_REVISION ?? '').value,
    };
  },
  table: [
    inFiles(
      column.text('step', ({ report, bureau }, { say }) => say(`report.${report}`, { bureau })),
      file.text('report', (row, { dataset }) => dataset.get('reports', row.report).title),
      file.text('bureau', (row) => row.bureau),
    ),
    column.date('date', (row) => row.date),
    column.text('province', (row) => row.province),
    column.number('added', (row) => row.added),
    column.number('total', (row) => row.total),
    column.text('basis', (row, { say }) => say(`basis.${row.basis}`)),
    column.number('traced', (row) => row.traced),
    column.number('matched', (row) => row.matched),
    column.number('rest', (row) => row.rest),
  ],
  basis: ({ report }, dataset) => {
    const { claim, sources } = dataset.get('reports', report);
    return { claims: [claim], sources };
  },
  draw: (kit) =>
    stack(
      [
        kit.message('firstTitle', { strong: true }),
        squares(kit, inReport(kit.rows, SEPTEMBER)),
        kit.note('answered', kit.say('corrected')),
        kit.text(`${kit.say('secondTitle')}: ${kit.say('secondText')}`, { strong: true }),
        squares(kit, kit.rows),
        kit.note('answered', kit.say('revised')),
        kit.legend(['traced', 'added', 'matched', 'not-traced']),
      ],
      12,
    ),
  claims: reportClaims,
  restsOn: (_, { tables, get }) => [
    ...tables.reports,
    ...tables.listing_totals,
    ...tables.operators,
    ...[FIRST_REVISION, SECOND_REVISION].map((claim) => get('claims', claim)),
  ],
});

/** The squares of each bureau beside each other, what the second report added pale. Which single stations these are is not known. */
function squares(kit: Kit<Step>, rows: readonly Step[]): Block {
  const [perRow, width] = kit.wide ? [4, 188] : [2, 166];
  const bureaus = [...Map.groupBy(rows, (row) => row.bureau)].map(([bureau, own]) => {
    const now = inReport(own, DECEMBER);
    const marks = kit.units(
      {
        traced: sumOf(own, 'traced') - sumOf(now, 'traced'),
        added: sumOf(now, 'traced'),
        matched: sumOf(own, 'matched'),
        'not-traced': sumOf(own, 'rest'),
      },
      kit.wide ? { perRow: 12, size: 11, pitch: 13.6 } : { perRow: 13 },
    );
    const counts = kit.say('group', { listed: sumOf(own, 'added'), added: sumOf(now, 'added') });
    const stated = own.every((row) => row.basis === 'source') ? null : kit.message('subtraction', { ink: 'muted' });
    return stack([kit.run([bureau, { strong: true }], [counts]), marks, stated], 2);
  });
  const lines = Array.from({ length: Math.ceil(bureaus.length / perRow) }, (_, line) =>
    bureaus.slice(line * perRow, (line + 1) * perRow),
  );
  const columns = Array.from({ length: perRow }, () => width);
  return kit.table(lines, columns, { gap: kit.wide ? 16 : 8, rowGap: 10, align: 'start' });
}
