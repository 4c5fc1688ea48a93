import type { Dataset } from '../dataset/dataset.ts';
import {
  DECEMBER,
  derivedFigure,
  matchedStations,
  SEPTEMBER,
  stationCount,
  tracedStations,
} from '../dataset/derived.ts';
import { ProblemsError } from '../dataset/problems.ts';
import type { Row } from '../dataset/schema.ts';
import { dateColumn, defineChart, file, inFiles, numberColumn, reportClaims, sourcesOf, textColumn } from './chart.ts';
import { type Block, flow, stack } from './kit/block.ts';
import type { Kit } from './kit/kit.ts';

/** What one report adds for one bureau, and where that stands in the running total. */
interface Step {
  readonly report: typeof SEPTEMBER | typeof DECEMBER;
  readonly date: string;
  readonly bureau: string;
  readonly province: string;
  readonly added: number;
  readonly basis: Row<'listing_totals'>['basis'];
  /** The running total before it. */
  readonly before: number;
  readonly traced: number;
  readonly matched: number;
  /** Added, less those traced to the bureau, less those matched. Which stations these are is not known. */
  readonly rest: number;
}

/** Report by report, the bureau with most additions first: each step begins where the one before ended. */
function steps(dataset: Dataset): readonly Step[] {
  let total = 0;
  return [SEPTEMBER, DECEMBER].flatMap((report) => {
    const { date, total: reported } = dataset.get('reports', report);
    const own = dataset.tables.listing_totals.filter((row) => row.report === report).sort((a, b) => b.added - a.added);
    const made = own.map((row): Step => {
      const operator = dataset.get('operators', row.operator);
      const of = (stations: readonly Row<'stations'>[]) =>
        stationCount(stations.filter((station) => station.operator === row.operator && station.report === report));
      const [traced, matched] = [of(tracedStations(dataset)), of(matchedStations(dataset))];
      const before = total;
      total += row.added;
      const rest = row.added - traced - matched;
      if (rest < 0)
        throw new ProblemsError('The listings of a bureau do not fit its total', [
          {
            file: 'data/listing_totals.json',
            where: `row ${row.id}`,
            field: 'added',
            found: String(row.added),
            expected: `at least ${traced} + ${matched}: the stations of ${report} that are traced to or matched with ${operator.name}`,
            fix: `fix this total, or report, operator and count of rows with "operator": "${operator.id}" in data/stations.json`,
          },
        ]);
      return {
        report: report as Step['report'],
        date,
        bureau: operator.name,
        province: operator.province,
        added: row.added,
        basis: row.basis,
        before,
        traced,
        matched,
        rest,
      };
    });
    if (total !== reported)
      throw new ProblemsError('The totals of the bureaus do not make that of a report', [
        {
          file: 'data/listing_totals.json',
          where: own.map((row) => `row ${row.id}`).join(', '),
          field: 'added',
          found: `${own.map((row) => row.added).join(' + ')}, which make ${total} after ${report}`,
          expected: `${reported}, the total of ${report} in data/reports.json`,
          fix: 'fix the additions, or the total of the report',
        },
      ]);
    return made;
  });
}

/** The revisions of the two reports, and how many stations the second put into the table without a change of the total. */
const claims = { first: 'scale-03', second: 'scale-21' } as const;

export default defineChart<Step>({
  id: 'list-growth',
  chapter: 'scale',
  order: 5,
  rows: steps,
  assumes: (rows) => {
    const known = new Set(rows.filter((row) => row.report === SEPTEMBER).map((row) => row.bureau));
    const fresh = rows.filter((row) => row.report === DECEMBER && !known.has(row.bureau));
    return { 'Two bureaus not in the first report': fresh.length === 2 || fresh.map((row) => row.bureau).join(', ') };
  },
  values: (rows, dataset, format) => {
    const figure = (name: string) => derivedFigure(dataset, name).value;
    const added = rows.filter((row) => row.report === DECEMBER);
    const known = new Set(rows.filter((row) => row.report === SEPTEMBER).map((row) => row.bureau));
    const fresh = added.filter((row) => !known.has(row.bureau));
    const sum = (key: 'traced' | 'matched' | 'rest') => rows.reduce((total, row) => total + row[key], 0);
    const parts = (of: readonly Step[]) => format.list(of.map((row) => `${row.bureau} ${format.number(row.added)}`));
    const [september, december] = [dataset.get('reports', SEPTEMBER), dataset.get('reports', DECEMBER)];
    return {
      first: figure('listed-september'),
      firstCountries: figure('countries-september'),
      listed: figure('listed-december'),
      listedCountries: figure('countries-december'),
      added: figure('added-december'),
      newBureaus: fresh.length,
      newNames: format.list(fresh.map((row) => row.bureau)),
      byNew: fresh.reduce((total, row) => total + row.added, 0),
      firstParts: parts(rows.filter((row) => row.report === SEPTEMBER)),
      addedParts: parts(added),
      subtracted: format.list(rows.filter((row) => row.basis === 'subtraction').map((row) => row.bureau)),
      traced: sum('traced'),
      matched: sum('matched'),
      rest: sum('rest'),
      firstDate: format.date(september.date),
      firstRevised: format.date(september.revisedOn),
      secondDate: format.date(december.date),
      secondRevised: format.date(december.revisedOn),
      // Stations put into the table by the revision; the total was not changed.
      inserted: dataset.get('claims', claims.second).value ?? 0,
    };
  },
  table: [
    inFiles(
      textColumn('step', (row, { words, values }) =>
        words.text(`labels.report.${row.report}`, { ...values, bureau: row.bureau }),
      ),
      file.text('report', (row, { dataset }) => dataset.get('reports', row.report).title),
      file.text('bureau', (row) => row.bureau),
    ),
    dateColumn('date', (row) => row.date),
    textColumn('province', (row) => row.province),
    numberColumn('added', (row) => row.added),
    numberColumn('total', (row) => row.before + row.added),
    textColumn('basis', (row, { words }) => words.text(`labels.basis.${row.basis}`)),
    numberColumn('traced', (row) => row.traced),
    numberColumn('matched', (row) => row.matched),
    numberColumn('rest', (row) => row.rest),
  ],
  basis: ({ report }, dataset) => {
    const { claim, sources } = dataset.get('reports', report);
    return { claims: [claim], sources };
  },
  draw: (kit) =>
    stack(
      [
        kit.message('firstTitle', { strong: true, width: kit.width }),
        squares(kit, SEPTEMBER),
        kit.note('answered', kit.say('corrected')),
        kit.text(`${kit.say('secondTitle')}: ${kit.say('secondText')}`, { strong: true, width: kit.width }),
        squares(kit, DECEMBER),
        kit.note('answered', kit.say('revised')),
        kit.legend(['traced', 'added', 'matched', 'not-traced']),
      ],
      12,
    ),
  claims: reportClaims,
  sources: (_, { tables, get }) =>
    sourcesOf([
      ...tables.reports,
      ...tables.listing_totals,
      ...tables.operators,
      get('claims', claims.first),
      get('claims', claims.second),
    ]),
});

/** The list as a report left it: the squares of each bureau, what the report added pale. Which single stations these are is not known. */
function squares(kit: Kit<Step>, report: Step['report']): Block {
  const shown = report === SEPTEMBER ? kit.rows.filter((row) => row.report === SEPTEMBER) : kit.rows;
  const bureaus = [...new Set(shown.map((row) => row.bureau))].map((bureau) => {
    const own = shown.filter((row) => row.bureau === bureau);
    const [before, now] = [own.filter((row) => row.report === SEPTEMBER), own.filter((row) => row.report === DECEMBER)];
    const sum = (rows: readonly Step[], key: 'added' | 'traced' | 'matched' | 'rest') =>
      rows.reduce((total, row) => total + row[key], 0);
    const marks = kit.units(
      [
        { mark: 'traced', count: sum(before, 'traced') },
        { mark: 'added', count: sum(now, 'traced') },
        { mark: 'matched', count: sum(own, 'matched') },
        { mark: 'not-traced', count: sum(own, 'rest') },
      ],
      kit.wide ? { perRow: 12, size: 11, pitch: 13.6 } : { perRow: 13 },
    );
    const counts = kit.say('group', { listed: sum(own, 'added'), added: report === DECEMBER ? sum(now, 'added') : 0 });
    const stated = own.every((row) => row.basis === 'source') ? '' : kit.say('subtraction');
    return stack([kit.run([bureau, { strong: true }], [counts], [stated, { ink: 'muted' }]), marks], 3);
  });
  return flow(bureaus, kit.width, 26, 12, 'start');
}
