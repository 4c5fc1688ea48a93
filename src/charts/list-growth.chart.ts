import { sort, sum } from 'd3';
import type { Dataset } from '../dataset/dataset.ts';
import { DECEMBER, derivedFigure, SEPTEMBER } from '../dataset/derived.ts';
import { column, defineChart, file, inFiles, reportClaims } from './chart.ts';
import { type Block, flow, type Kit, overlay, space, stack } from './kit.ts';
import { accountOf } from './shared/bureaus.ts';

/** Report by report, the bureau with most additions first: each step begins where the one before ended. Which stations are not traced is not known. */
function steps(dataset: Dataset) {
  let total = 0;
  return [SEPTEMBER, DECEMBER].flatMap((report) => {
    const own = dataset.tables.listing_totals.filter((row) => row.report === report);
    return sort(own, (row) => -row.added).map((row) => {
      const { name: bureau, province } = dataset.get('operators', row.operator);
      total += row.added;
      const { date } = dataset.get('reports', report);
      return { ...row, date, bureau, province, total, ...accountOf(dataset, row.operator, report) };
    });
  });
}
type Step = ReturnType<typeof steps>[number];

const inReport = (rows: readonly Step[], report: string) => rows.filter((row) => row.report === report);

/** Bureaus that the second report has and the first has not. */
function freshOf(rows: readonly Step[]): readonly Step[] {
  const known = new Set(inReport(rows, SEPTEMBER).map((row) => row.bureau));
  return inReport(rows, DECEMBER).filter((row) => !known.has(row.bureau));
}

/** The revisions of the two reports, and how many stations the second put into the table without a change of the total. */
const REVISIONS = ['scale-03', 'scale-21'] as const;

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
      inserted: dataset.get('claims', REVISIONS[1]).value,
    };
  },
  table: [
    inFiles(
      column.text('step', ({ report, bureau }, { say }) => say(`report.${report}`, { bureau })),
      file.text('report', (row, { dataset }) => dataset.get('reports', row.report).title),
      file.text('bureau'),
    ),
    column.date('date'),
    column.text('province'),
    column.number('added'),
    column.number('total'),
    column.text('basis', (row, { say }) => say(`basis.${row.basis}`)),
    column.number('traced'),
    column.number('matched'),
    column.number('rest'),
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
    ...[...tables.reports, ...tables.listing_totals, ...tables.operators],
    ...REVISIONS.map((claim) => get('claims', claim)),
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
