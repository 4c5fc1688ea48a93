import { sum } from 'd3';
import type { Dataset } from '../dataset/dataset.ts';
import { DECEMBER, derivedFigure, SEPTEMBER } from '../dataset/derived.ts';
import type { Row } from '../dataset/schema.ts';
import { column, defineChart, file, inFiles, reportClaims } from './chart.ts';
import { type Block, flow, type Kit, overlay, space, stack } from './kit.ts';
import { accountOf } from './shared/bureaus.ts';

/** What a report adds for a bureau, the running total with it, and what of it is traced. Which stations the rest are is not known. */
interface Step extends ReturnType<typeof accountOf>, Pick<Row<'listing_totals'>, 'report' | 'added' | 'basis'> {
  readonly date: string;
  readonly bureau: string;
  readonly province: string;
  readonly total: number;
}

/** Report by report, the bureau with most additions first: each step begins where the one before ended. */
function steps(dataset: Dataset): readonly Step[] {
  let total = 0;
  return [SEPTEMBER, DECEMBER].flatMap((report) =>
    dataset.tables.listing_totals
      .filter((row) => row.report === report)
      .sort((a, b) => b.added - a.added)
      .map(({ operator, added, basis }): Step => {
        const { name: bureau, province } = dataset.get('operators', operator);
        const { date } = dataset.get('reports', report);
        total += added;
        return { report, date, bureau, province, added, basis, total, ...accountOf(dataset, operator, report) };
      }),
  );
}

const inReport = (rows: readonly Step[], report: string) => rows.filter((row) => row.report === report);

/** Bureaus that the second report has and the first has not. */
function freshOf(rows: readonly Step[]): readonly Step[] {
  const known = new Set(inReport(rows, SEPTEMBER).map((row) => row.bureau));
  return inReport(rows, DECEMBER).filter((row) => !known.has(row.bureau));
}

/** The revisions of the two reports, and how many stations the second put into the table without a change of the total. */
const [FIRST_REVISION, SECOND_REVISION] = ['scale-03', 'scale-21'];

/** The list as each report left it, a square a listing, by bureau. */
export default defineChart<Step>({
  chapter: 'scale',
  order: 5,
  rows: steps,
  assumes: (rows) => {
    const fresh = freshOf(rows);
    const growth = sum(rows, (row) => row.added) / sum(inReport(rows, SEPTEMBER), (row) => row.added);
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
      byNew: sum(freshOf(rows), (row) => row.added),
      firstParts: parts(inReport(rows, SEPTEMBER)),
      addedParts: parts(inReport(rows, DECEMBER)),
      subtracted: format.list(rows.filter((row) => row.basis === 'subtraction').map((row) => row.bureau)),
      traced: sum(rows, (row) => row.traced),
      matched: sum(rows, (row) => row.matched),
      rest: sum(rows, (row) => row.rest),
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
    ...column.numbers<Step>('added', 'total'),
    column.text('basis', (row, { say }) => say(`basis.${row.basis}`)),
    ...column.numbers<Step>('traced', 'matched', 'rest'),
  ],
  basis: ({ report }, dataset) => {
    const { claim, sources } = dataset.get('reports', report);
    return { claims: [claim], sources };
  },
  draw: (kit) => [
    kit.message('firstTitle', { strong: true }),
    squares(kit, inReport(kit.rows, SEPTEMBER)),
    kit.note('answered', kit.say('corrected')),
    kit.text(`${kit.say('secondTitle')}: ${kit.say('secondText')}`, { strong: true }),
    squares(kit, kit.rows),
    kit.note('answered', kit.say('revised')),
    kit.legend(['traced', 'added', 'matched', 'not-traced']),
  ],
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
  const [width, gap] = kit.wide ? [188, 16] : [166, 8];
  const bureaus = [...Map.groupBy(rows, (row) => row.bureau)].map(([bureau, own]) => {
    const now = inReport(own, DECEMBER);
    const of = (key: 'added' | 'traced' | 'matched' | 'rest', steps = own) => sum(steps, (row) => row[key]);
    const added = of('traced', now);
    const runs = { traced: of('traced') - added, added, matched: of('matched'), 'not-traced': of('rest') };
    // Ten a row for every bureau, so that they can be compared.
    const marks = kit.units(runs, { perRow: 10, ...(kit.wide ? { size: 11, pitch: 13.6 } : {}) });
    const counts = kit.say('group', { listed: of('added'), added: of('added', now) });
    const stated = own.every((row) => row.basis === 'source') ? null : kit.message('subtraction', { ink: 'muted' });
    return stack([kit.run([bureau, { strong: true }], [counts]), marks, stated], 2);
  });
  const pieces = bureaus.map((piece) => overlay(space(width), piece));
  return flow(pieces, kit.width, gap, 10, 'start');
}
