import type { Dataset } from '../dataset/dataset.ts';
import {
  bureauTotal,
  DECEMBER,
  derivedFigure,
  matchedStations,
  SEPTEMBER,
  stationCount,
  tracedStations,
} from '../dataset/derived.ts';
import { ProblemsError } from '../dataset/problems.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import type { FrameName } from './shared/frame.ts';
import { wrapText } from './shared/labels.ts';
import { element, n, text, textLines } from './shared/svg.ts';
import { dashedSquares, squares, type UnitGrid, unitCorner, unitHeight } from './shared/unit-marks.ts';
import { wordsHold } from './shared/words-hold.ts';
import { hatchPattern } from './shared/world-listings.ts';

/**
 * One bureau, or all four together. What is not traced to a bureau can be split (a country is known, or nothing) for the whole only:
 * no source says to which bureau the stations belong whose country alone is known.
 */
interface BureauAccount {
  /** Null: all four. */
  readonly bureau: string | null;
  readonly september: number;
  readonly december: number;
  readonly listed: number;
  readonly traced: number;
  readonly matched: number;
  /** Listed, less those traced to the bureau, less those matched. */
  readonly rest: number;
  readonly countryOnly: number | null;
  readonly notTraced: number | null;
}

/** The four in the order of their totals, then the whole. */
function accounts(dataset: Dataset): readonly BureauAccount[] {
  const traced = tracedStations(dataset);
  const addedBy = (operator: string, report: string) =>
    dataset.tables.listing_totals
      .filter((row) => row.operator === operator && row.report === report)
      .reduce((sum, row) => sum + row.added, 0);
  const bureaus = dataset.tables.operators
    .map((operator): BureauAccount => {
      const listed = bureauTotal(dataset, operator.id);
      const own = stationCount(traced.filter((station) => station.operator === operator.id));
      const matched = stationCount(matchedStations(dataset).filter((station) => station.operator === operator.id));
      return {
        bureau: operator.name,
        september: addedBy(operator.id, SEPTEMBER),
        december: addedBy(operator.id, DECEMBER),
        listed,
        traced: own,
        matched,
        rest: listed - own - matched,
        countryOnly: null,
        notTraced: null,
      };
    })
    .sort((a, b) => b.listed - a.listed);
  const sum = (key: 'september' | 'december' | 'listed' | 'traced' | 'matched' | 'rest') =>
    bureaus.reduce((total, row) => total + row[key], 0);
  const whole: BureauAccount = {
    bureau: null,
    september: sum('september'),
    december: sum('december'),
    listed: sum('listed'),
    traced: sum('traced'),
    matched: sum('matched'),
    rest: sum('rest'),
    countryOnly: derivedFigure(dataset, 'traced-no-bureau').value,
    notTraced: derivedFigure(dataset, 'not-traced-stations').value,
  };
  // Two ways to count the same list: the bureaus' totals and the countries'. If they part, the picture would be false.
  if (
    whole.listed !== dataset.get('reports', DECEMBER).total ||
    whole.rest !== (whole.countryOnly ?? 0) + (whole.notTraced ?? 0)
  )
    throw new ProblemsError('The listings of the bureaus and of the countries part', [
      {
        file: 'data/listing_totals.json',
        where: 'all rows',
        field: 'added',
        found: `the bureaus add up to ${whole.listed}, with ${whole.rest} not traced to a bureau`,
        expected: `${dataset.get('reports', DECEMBER).total} listed, as in data/reports.json, and ${whole.countryOnly} + ${whole.notTraced} not traced to a bureau, as the countries leave`,
        fix: 'fix the additions here, the totals in data/reports.json, or operator and count of rows in data/stations.json',
      },
    ]);
  return [...bureaus, whole];
}

const wholeOf = (rows: readonly BureauAccount[]): BureauAccount => {
  const whole = rows.find((row) => row.bureau === null);
  if (!whole) throw new Error('bureaus-traced: the row of all bureaus is missing');
  return whole;
};

/** Every listing as a mark of its own: by bureau above, as one account below, the same marks in the same columns. */
export default defineChart<BureauAccount>({
  id: 'bureaus-traced',
  chapter: 'scale',
  order: 4,
  rows: accounts,
  values: (rows, _, format) => {
    const whole = wholeOf(rows);
    const bureaus = rows.flatMap((row) => row.bureau ?? []);
    wordsHold('bureaus-traced', format, [
      {
        field: 'summary, description and labels',
        says: 'four bureaus, all four',
        holds: bureaus.length === 4,
        found: bureaus.join(', '),
      },
    ]);
    const named = Object.fromEntries(
      rows.flatMap((row, index) =>
        row.bureau === null
          ? []
          : [
              [`name${index + 1}`, row.bureau],
              [`listed${index + 1}`, row.listed],
              [`traced${index + 1}`, row.traced],
            ],
      ),
    );
    const countryOnly = whole.countryOnly ?? 0;
    return {
      ...named,
      listed: whole.listed,
      withBureau: whole.traced,
      countryOnly,
      traced: whole.traced + countryOnly,
      matched: whole.matched,
      notTraced: whole.notTraced ?? 0,
      rest: whole.rest,
    };
  },
  table: ({ rows, words }) => ({
    columns: [
      { key: 'bureau', kind: 'text' },
      { key: 'september', kind: 'number' },
      { key: 'december', kind: 'number' },
      { key: 'listed', kind: 'number' },
      { key: 'traced', kind: 'number' },
      { key: 'matched', kind: 'number' },
      { key: 'rest', kind: 'number' },
      { key: 'countryOnly', kind: 'number' },
      { key: 'notTraced', kind: 'number' },
    ],
    rows: rows.map((row) => [
      row.bureau ?? words.text('labels.allRow'),
      row.september,
      row.december,
      row.listed,
      row.traced,
      row.matched,
      row.rest,
      row.countryOnly,
      row.notTraced,
    ]),
  }),
  draw: (input) => (input.frame.name === 'wide' ? drawWide(input) : drawNarrow(input)),
  claims: (_, dataset) => dataset.tables.reports.map((report) => report.claim),
  sources: (_, dataset) =>
    [
      ...new Set(
        [
          ...dataset.tables.reports,
          ...dataset.tables.listing_totals,
          ...dataset.tables.operators,
          ...dataset.tables.stations,
        ].flatMap((row) => row.sources),
      ),
    ].sort(),
});

type Input = DrawInput<BureauAccount>;
type Kind = 'traced' | 'matched' | 'rest' | 'countryOnly' | 'notTraced';

/** The marks of one kind. Form tells them apart as well as ink: solid, ring, dashed, light with an edge, hatched. */
function marks(kind: Kind, count: number, grid: UnitGrid, hatch: string, frame: FrameName): string {
  if (count === 0) return '';
  switch (kind) {
    case 'traced':
      return element('path', { class: 'said', d: squares(count, grid) });
    case 'countryOnly':
      return element('path', { class: 'said-light', d: squares(count, grid, 0.7) });
    case 'rest':
      return element('path', { class: 'unit-unknown', d: dashedSquares(count, grid, frame) });
    case 'notTraced':
      return element('path', { class: 'unknown-box', fill: `url(#${hatch})`, d: squares(count, grid, 0.5) });
    case 'matched':
      return Array.from({ length: count }, (_, index) => {
        const [x, y] = unitCorner(index, grid);
        return element('circle', {
          class: 'hollow',
          cx: x + grid.size / 2,
          cy: y + grid.size / 2,
          r: grid.size / 2 - 0.9,
        });
      }).join('');
  }
}

/** Columns by what is known, rows by bureau; the last row is the whole, its last column split. */
function drawWide(input: Input): Drawing {
  const { rows, frame, words, values, format } = input;
  const size = frame.label;
  const lead = size * 1.25;
  const whole = wholeOf(rows);
  const bureaus = rows.filter((row) => row.bureau !== null);
  const [pitch, side] = [14, 11];
  const most = (key: 'traced' | 'matched' | 'rest') => Math.max(...bureaus.map((row) => row[key]));
  const perRow = { traced: most('traced'), matched: most('matched'), rest: most('rest') };
  const left = { traced: 92, matched: 0, rest: 0 };
  // After each column room for its number and some air; the head of the middle column is wider than its marks.
  left.matched = left.traced + perRow.traced * pitch + 56;
  left.rest = left.matched + Math.max(perRow.matched * pitch, 54) + 48;
  const grid = (column: 'traced' | 'matched' | 'rest', y: number): UnitGrid => ({
    x: left[column],
    y,
    perRow: perRow[column],
    pitch,
    size: side,
  });
  const hatch = 'bureaus-traced-wide-hatch';
  const columns = ['traced', 'matched', 'rest'] as const;

  const heads = columns.map((column) => ({
    column,
    lines: wrapText(words.text(`labels.${column}`, values), column === 'matched' ? 96 : 244, size),
  }));
  const headLines = Math.max(...heads.map((head) => head.lines.length));
  let svg =
    hatchPattern(hatch) +
    heads
      .map(({ column, lines }) =>
        textLines(left[column], size + (headLines - lines.length) * lead, lines, lead, { class: 'label label--muted' }),
      )
      .join('');
  let y = size + (headLines - 1) * lead + 16;
  for (const row of bureaus) {
    const middle = y + side / 2 + size * 0.35;
    svg +=
      text(0, y + size * 0.55, row.bureau ?? '', { class: 'label label--strong' }) +
      text(0, y + size * 0.55 + 17, words.text('labels.listed', { listed: row.listed }), {
        class: 'label label--muted',
      });
    svg += columns
      .map(
        (column) =>
          marks(column, row[column], grid(column, y), hatch, frame.name) +
          text(left[column] + row[column] * pitch + (row[column] > 0 ? 5 : 0), middle, format.number(row[column]), {
            class: row[column] > 0 ? 'label' : 'label label--muted',
          }),
      )
      .join('');
    y += 42;
  }
  y += 2;
  svg += element('path', { class: 'baseline', d: `M0 ${n(y)}H${frame.width}` });
  y += 30;

  // The whole: the same three columns, each with what it comes to in words above its marks.
  const block = (
    kind: Kind,
    column: 'traced' | 'matched' | 'rest',
    count: number,
    top: number,
    width: number,
    label: string,
  ): number => {
    const lines = wrapText(label, width, size);
    const own = grid(column, top + (lines.length - 1) * lead + 9);
    svg += textLines(left[column], top, lines, lead, { class: 'label' }) + marks(kind, count, own, hatch, frame.name);
    return own.y + unitHeight(count, own);
  };
  const nameLines = wrapText(words.text('labels.all', values), 80, size, true);
  svg += textLines(0, y, nameLines, lead, { class: 'label label--strong' });
  svg += textLines(0, y + nameLines.length * lead, wrapText(words.text('labels.allListed', values), 84, size), lead, {
    class: 'label label--muted',
  });
  const ends = [
    block('traced', 'traced', whole.traced, y, perRow.traced * pitch + 30, words.text('labels.wholeTraced', values)),
    block('matched', 'matched', whole.matched, y, 108, words.text('labels.wholeMatched', values)),
  ];
  const restWidth = frame.width - left.rest;
  const restLines = wrapText(words.text('labels.wholeRest', values), restWidth, size);
  svg += textLines(left.rest, y, restLines, lead, { class: 'label' });
  const countryEnd = block(
    'countryOnly',
    'rest',
    whole.countryOnly ?? 0,
    y + restLines.length * lead + 4,
    restWidth,
    words.text('labels.wholeCountryOnly', values),
  );
  ends.push(
    block(
      'notTraced',
      'rest',
      whole.notTraced ?? 0,
      countryEnd + 22,
      restWidth,
      words.text('labels.wholeNotTraced', values),
    ),
  );
  const end = Math.max(...ends);
  const sum = wrapText(words.text('labels.sum', values), left.rest - left.traced - 30, size);
  svg += textLines(left.traced, end - (sum.length - 1) * lead, sum, lead, { class: 'label label--muted' });
  return { height: end + 8, content: svg };
}

/** One bureau below the other, each kind of mark in a line with its words behind it; the whole below in the same lines. */
function drawNarrow(input: Input): Drawing {
  const { rows, frame, words, values } = input;
  const size = frame.label;
  const lead = size * 1.25;
  const whole = wholeOf(rows);
  const [pitch, side, line] = [13, 10, 19];
  const perRow = Math.max(...rows.filter((row) => row.bureau !== null).map((row) => row.traced));
  const hatch = 'bureaus-traced-narrow-hatch';
  let svg = hatchPattern(hatch);
  let y = 0;
  /** A line of marks with their words behind it. */
  const markLine = (kind: Kind, count: number, label: string) => {
    if (count === 0) return;
    svg +=
      marks(kind, count, { x: 0, y, perRow, pitch, size: side }, hatch, frame.name) +
      text(count * pitch + 6, y + side / 2 + size * 0.35, label, { class: 'label' });
    y += line;
  };
  for (const row of rows) {
    if (row.bureau === null) continue;
    svg += text(0, y + size, words.text('labels.bureauListed', { name: row.bureau, listed: row.listed }), {
      class: 'label label--strong',
    });
    y += size + 9;
    markLine('traced', row.traced, words.text('labels.tracedToIt', { traced: row.traced }));
    markLine('matched', row.matched, words.text('labels.matchedCount', { matched: row.matched }));
    markLine('rest', row.rest, words.text('labels.notTracedToIt', { rest: row.rest }));
    y += 10;
  }
  svg += element('path', { class: 'baseline', d: `M0 ${n(y + 2)}H${frame.width}` });
  y += 16;
  svg += text(0, y + size, words.text('labels.allWithListed', values), { class: 'label label--strong' });
  y += size + 7;
  /** A block of several lines has its words above: behind the last line they would touch the one above it. */
  const block = (kind: Kind, count: number, label: string) => {
    const grid: UnitGrid = { x: 0, y: y + size + 6, perRow, pitch, size: side };
    svg +=
      text(0, y + size, words.text(`labels.${label}`, values), { class: 'label' }) +
      marks(kind, count, grid, hatch, frame.name);
    y = grid.y + unitHeight(count, grid) + 9;
  };
  block('traced', whole.traced, 'wholeTraced');
  block('matched', whole.matched, 'wholeMatched');
  svg += text(0, y + size, words.text('labels.wholeRest', values), { class: 'label' });
  y += size + 6;
  block('countryOnly', whole.countryOnly ?? 0, 'wholeCountryOnly');
  block('notTraced', whole.notTraced ?? 0, 'wholeNotTraced');
  const sum = wrapText(words.text('labels.sum', values), frame.width, size);
  svg += textLines(0, y + size, sum, lead, { class: 'label label--muted' });
  return { height: y + size + sum.length * lead - size * 0.8, content: svg };
}
