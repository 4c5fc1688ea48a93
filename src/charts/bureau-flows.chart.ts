import type { Dataset } from '../dataset/dataset.ts';
import {
  bureausListed,
  bureauTotal,
  derivedFigure,
  matchedStations,
  SEPTEMBER,
  share,
  stationCount,
  tracedStations,
} from '../dataset/derived.ts';
import type { Row } from '../dataset/schema.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { textWidth, wrapText } from './shared/labels.ts';
import { element, n, text, textLines } from './shared/svg.ts';
import { dashedSquares, squares, type UnitGrid } from './shared/unit-marks.ts';
import { wordsHold } from './shared/words-hold.ts';
import { notTracedNote } from './shared/world-listings.ts';

/** A country and the bureaus to which its traced stations are ascribed, with those of no known bureau and those we matched. */
interface CountryBureaus {
  readonly country: string;
  readonly name: string;
  readonly continent: string;
  /** Traced stations by bureau (id of the operator). */
  readonly byBureau: Readonly<Record<string, number>>;
  readonly known: number;
  /** Traced to the country, bureau not sourced. */
  readonly unknown: number;
  /** Matched by us, by bureau. */
  readonly matched: Readonly<Record<string, number>>;
  readonly atLeast: boolean;
}

type Station = Row<'stations'>;

/** The bureaus from north to south, as their seats lie in China. */
const bureaus = (dataset: Dataset) =>
  [...dataset.tables.operators].sort(
    (a, b) => dataset.get('places', b.place).latitude - dataset.get('places', a.place).latitude,
  );

/** Continents with most stations of a known bureau first; in them most stations first, then by name. */
function countryBureaus(dataset: Dataset): readonly CountryBureaus[] {
  const [traced, matched] = [tracedStations(dataset), matchedStations(dataset)];
  const counts = (stations: readonly Station[]) =>
    Object.fromEntries(
      dataset.tables.operators.map(({ id }) => [
        id,
        stationCount(stations.filter((station) => station.operator === id)),
      ]),
    );
  const rows = [...new Set([...traced, ...matched].map((station) => station.country))].map((id): CountryBureaus => {
    const { name, continent } = dataset.get('countries', id);
    const own = traced.filter((station) => station.country === id);
    const known = own.filter((station) => station.operator !== null);
    return {
      country: id,
      name,
      continent,
      byBureau: counts(known),
      known: stationCount(known),
      unknown: stationCount(own) - stationCount(known),
      matched: counts(matched.filter((station) => station.country === id)),
      atLeast: own.some((station) => station.countPrecision === 'at-least'),
    };
  });
  const ofContinent = (continent: string) =>
    rows.filter((row) => row.continent === continent).reduce((sum, row) => sum + row.known, 0);
  return rows.sort(
    (a, b) =>
      ofContinent(b.continent) - ofContinent(a.continent) ||
      a.continent.localeCompare(b.continent, 'en') ||
      b.known - a.known ||
      b.unknown - a.unknown ||
      a.name.localeCompare(b.name, 'en'),
  );
}

const sumOf = (rows: readonly CountryBureaus[], bureau: string): number =>
  rows.reduce((sum, row) => sum + (row.byBureau[bureau] ?? 0), 0);

export default defineChart<CountryBureaus>({
  id: 'bureau-flows',
  chapter: 'scale',
  order: 6,
  rows: countryBureaus,
  values: (rows, dataset, format) => {
    const known = rows.filter((row) => row.known > 0);
    const traced = derivedFigure(dataset, 'traced-stations').value;
    const noBureau = derivedFigure(dataset, 'traced-no-bureau').value;
    const inEurope = rows.filter((row) => row.continent === 'Europe');
    const shares = bureaus(dataset)
      .map(({ id, name }) => ({ name, europe: sumOf(inEurope, id), all: sumOf(rows, id) }))
      .sort((a, b) => b.europe / b.all - a.europe / a.all);
    const [most, least] = [shares[0], shares.at(-1)];
    // By id: a name or a province may be written otherwise, and the words too then.
    const seats = bureaus(dataset);
    const provinces = seats.map((row) => row.province);
    const spain = rows.find((row) => row.country === 'ESP');
    const second = [...rows].sort((a, b) => b.known + b.unknown - (a.known + a.unknown))[1];
    const firstReport = bureausListed(dataset, SEPTEMBER);
    wordsHold('bureau-flows', format, [
      {
        field: 'headline',
        says: 'one bureau mostly in Europe, one mostly elsewhere',
        holds: most !== undefined && least !== undefined && most.europe * 2 > most.all && least.europe * 2 < least.all,
        found: shares.map(({ name, europe, all }) => `${name} ${europe} of ${all}`).join(', '),
      },
      {
        field: 'description',
        says: 'four bureaus, from north to south: Nantong in Jiangsu, Qingtian and Wenzhou in Zhejiang, Fuzhou in Fujian',
        holds:
          seats.map(({ id }) => id).join() === 'nantong,qingtian,wenzhou,fuzhou' &&
          provinces[1] === provinces[2] &&
          new Set(provinces).size === 3,
        found: seats.map(({ id, province }) => `${id} in ${province}`).join(', '),
      },
      {
        field: 'notes',
        says: 'for a third of the traced stations no bureau',
        holds: Math.abs(noBureau / traced - 1 / 3) < 0.04,
        found: `${noBureau} of ${traced}`,
      },
      {
        field: 'notes',
        says: 'for Spain, second in number, for none',
        holds: spain !== undefined && spain === second && spain.known === 0,
        found: `${second?.name ?? 'nobody'} second, ${spain?.known ?? 'no'} listings in Spain with a bureau`,
      },
      {
        field: 'notes',
        says: 'the first report named two bureaus only, Fuzhou and Qingtian',
        holds: firstReport.join() === 'fuzhou,qingtian',
        found: firstReport.join(', '),
      },
    ]);
    if (!most || !least) throw new Error('bureau-flows: data/operators.json has no rows');
    return {
      withBureau: traced - noBureau,
      countries: known.length,
      single: known.filter((row) => Object.values(row.byBureau).filter((count) => count > 0).length === 1).length,
      noBureau,
      noBureauShare: format.percent(share(noBureau, traced)),
      noBureauCountries: rows.filter((row) => row.unknown > 0).length,
      traced,
      matched: derivedFigure(dataset, 'matched-stations').value,
      notTraced: derivedFigure(dataset, 'not-traced-stations').value,
      listed: derivedFigure(dataset, 'listed-december').value,
      most: most.name,
      mostEurope: most.europe,
      mostAll: most.all,
      least: least.name,
      leastEurope: least.europe,
      leastAll: least.all,
      byBureau: format.list(
        shares.map(({ name, europe, all }) => `${name} ${format.number(europe)}/${format.number(all)}`),
      ),
      lowest: rows.filter((row) => row.atLeast).length,
    };
  },
  table: ({ rows, dataset, words }) => ({
    columns: [
      { key: 'country', kind: 'text' },
      { key: 'continent', kind: 'text' },
      ...bureaus(dataset).map(({ id }) => ({ key: id, kind: 'number' as const })),
      { key: 'unknown', kind: 'number' },
      { key: 'traced', kind: 'number' },
      { key: 'precision', kind: 'text' },
      { key: 'matched', kind: 'text' },
    ],
    rows: rows.map((row) => [
      row.name,
      row.continent,
      ...bureaus(dataset).map(({ id }) => row.byBureau[id] || null),
      row.unknown || null,
      row.known + row.unknown,
      row.atLeast ? words.text('labels.atLeast') : null,
      bureaus(dataset)
        .flatMap(({ id, name }) =>
          row.matched[id] ? [words.text('labels.ofBureau', { name, count: row.matched[id] ?? 0 })] : [],
        )
        .join(', ') || null,
    ]),
  }),
  draw: (input) => (input.frame.name === 'wide' ? drawWide(input) : drawNarrow(input)),
  claims: (_, dataset) => dataset.tables.reports.map((report) => report.claim),
  sources: (_, dataset) =>
    [...new Set([...dataset.tables.stations, ...dataset.tables.operators].flatMap((row) => row.sources))].sort(),
});

type Input = DrawInput<CountryBureaus>;

/** One matrix: names at the left, a column a bureau. */
interface Matrix {
  readonly x: number;
  readonly width: number;
  /** Room for the names of the countries. */
  readonly names: number;
  /** Width of the last column, which needs no air behind it. */
  readonly last: number;
  readonly line: number;
  readonly side: number;
}

const columnWidth = (matrix: Matrix, count: number): number =>
  (matrix.width - matrix.names - matrix.last) / (count - 1);

const headLine = 1.2;

/** Column heads: bureau, province, and how many of its listed stations are traced to it. */
function heads(input: Input, matrix: Matrix): string {
  const { rows, frame, dataset, words } = input;
  const size = frame.label;
  const all = bureaus(dataset);
  const step = columnWidth(matrix, all.length);
  const lineY = (index: number) => size + index * size * headLine;
  const columns = all.map(({ id, name, province }, index) => {
    const x = matrix.x + matrix.names + index * step;
    const share = words.text('labels.ofListed', { traced: sumOf(rows, id), listed: bureauTotal(dataset, id) });
    return (
      text(x, lineY(0), name, { class: 'label label--strong' }) +
      text(x, lineY(1), province, { class: 'label label--muted' }) +
      text(x, lineY(2), share, { class: 'label label--muted' })
    );
  });
  const names = ['bureau', 'province', 'traced'].map((key, index) =>
    text(matrix.x, lineY(index), words.text(`labels.heads.${key}`), { class: 'label label--muted' }),
  );
  return names.join('') + columns.join('');
}

/** Where the matrix begins below its heads. */
const bodyTop = (input: Input): number => input.frame.label * (1 + 2 * headLine) + 8;

/** The countries of some continents with a mark a station in the column of its bureau; a sum a bureau beside the name of the continent. */
function body(
  input: Input,
  matrix: Matrix,
  continents: readonly string[],
  top: number,
): { svg: string; bottom: number } {
  const { rows, frame, format, dataset } = input;
  const size = frame.label;
  const all = bureaus(dataset);
  const step = columnWidth(matrix, all.length);
  const pitch = matrix.side + 3;
  let y = top;
  let svg = '';
  let rules = '';
  for (const continent of continents) {
    const own = rows.filter((row) => row.continent === continent && row.known > 0);
    y += matrix.line;
    svg += text(matrix.x, y, continent, { class: 'label label--strong' });
    svg += all
      .map(({ id }, index) =>
        text(matrix.x + matrix.names + index * step, y, format.number(sumOf(own, id)), {
          class: sumOf(own, id) > 0 ? 'label label--strong' : 'label label--muted',
        }),
      )
      .join('');
    rules += `M${n(matrix.x)} ${n(y + 6)}H${n(matrix.x + matrix.width)}`;
    y += 5;
    for (const row of own) {
      y += matrix.line;
      svg += text(matrix.x, y, row.atLeast ? `${row.name} ≥\u2009${format.number(row.known)}` : row.name, {
        class: 'label',
      });
      svg += all
        .map(({ id }, index) => {
          const count = row.byBureau[id] ?? 0;
          const grid: UnitGrid = {
            x: matrix.x + matrix.names + index * step,
            y: y - size * 0.35 - matrix.side / 2,
            perRow: count,
            pitch,
            size: matrix.side,
          };
          return count === 0 ? '' : element('path', { class: 'said', d: squares(count, grid) });
        })
        .join('');
    }
    y += 12;
  }
  return { svg: element('path', { class: 'rule', d: rules }) + svg, bottom: y - 12 };
}

/** Marks with the name behind them, set like words in lines: the stations that have no column of their own. */
function flow(
  input: Input,
  entries: readonly { readonly label: string; readonly count: number }[],
  kind: 'unknown' | 'matched',
  top: number,
): { svg: string; bottom: number } {
  const { frame } = input;
  const size = frame.label;
  const [side, pitch, line] = frame.name === 'wide' ? [11, 14, 23] : [10, 13, 21];
  let [x, y] = [0, top];
  let svg = '';
  for (const { label, count } of entries) {
    const labelX = count * pitch + 3;
    const needed = labelX + textWidth(label, size);
    if (x > 0 && x + needed > frame.width) [x, y] = [0, y + line];
    const grid: UnitGrid = { x, y: y - size * 0.35 - side / 2, perRow: count, pitch, size: side };
    svg +=
      kind === 'unknown'
        ? element('path', { class: 'unit-unknown', d: dashedSquares(count, grid, frame.name) })
        : Array.from({ length: count }, (_, index) =>
            element('circle', {
              class: 'hollow',
              cx: grid.x + index * pitch + side / 2,
              cy: grid.y + side / 2,
              r: side / 2 - 0.9,
            }),
          ).join('');
    svg += text(x + labelX, y, label, { class: 'label' });
    x += needed + 14;
  }
  return { svg, bottom: y };
}

/** What stands apart from the matrix: traced without a bureau, matched by us, and what is not traced at all. */
function apart(input: Input, top: number): { svg: string; bottom: number } {
  const { rows, frame, words, values, dataset, format } = input;
  const size = frame.label;
  const lead = size * 1.3;
  let svg = element('path', { class: 'baseline', d: `M0 ${n(top)}H${frame.width}` });
  let y = top + size * 1.9;
  const heading = (key: string) => {
    const lines = wrapText(words.text(key, values), frame.width, size, true);
    svg += textLines(0, y, lines, lead, { class: 'label label--strong' });
    y += (lines.length - 1) * lead + size * 1.75;
  };
  heading('labels.unknownHeading');
  const unknown = flow(
    input,
    rows
      .filter((row) => row.unknown > 0)
      .sort((a, b) => b.unknown - a.unknown || a.name.localeCompare(b.name, 'en'))
      .map((row) => ({
        label: row.atLeast ? `${row.name} ≥\u2009${format.number(row.unknown)}` : row.name,
        count: row.unknown,
      })),
    'unknown',
    y,
  );
  svg += unknown.svg;
  y = unknown.bottom + size * 2.1;
  heading('labels.matchedHeading');
  const matched = flow(
    input,
    rows.flatMap((row) =>
      bureaus(dataset).flatMap(({ id, name }) =>
        row.matched[id]
          ? [
              {
                label: words.text('labels.matchedOf', { country: row.name, bureau: name }),
                count: row.matched[id] ?? 0,
              },
            ]
          : [],
      ),
    ),
    'matched',
    y,
  );
  svg += matched.svg;
  y = matched.bottom + size * 2.1;
  const note = notTracedNote(
    input,
    `bureau-flows-${frame.name}`,
    0,
    y,
    frame.width,
    words.text('labels.notTraced', values),
  );
  return { svg: svg + note.svg, bottom: y + note.height - size * 0.6 };
}

const continentsOf = (rows: readonly CountryBureaus[]): readonly string[] => [
  ...new Set(rows.filter((row) => row.known > 0).map((row) => row.continent)),
];

/** Europe at the left, the other continents at the right, with the same columns. */
function drawWide(input: Input): Drawing {
  const { rows, frame } = input;
  const gap = 34;
  const width = (frame.width - gap) / 2;
  const matrix: Matrix = { x: 0, width, names: 133, last: 54, line: 21, side: 11 };
  const right: Matrix = { ...matrix, x: width + gap };
  const [first = '', ...others] = continentsOf(rows);
  const top = bodyTop(input);
  // Fill the left column after Europe with continents that fit below it, so that both columns end near each other.
  const lines = (continent: string) => rows.filter((row) => row.continent === continent && row.known > 0).length + 1.8;
  const leftSide = [first];
  const rightSide = [...others];
  const total = (side: readonly string[]) => side.reduce((sum, continent) => sum + lines(continent), 0);
  for (const continent of [...others].sort((a, b) => lines(a) - lines(b))) {
    if (total(leftSide) + lines(continent) > total(rightSide) - lines(continent)) continue;
    leftSide.push(continent);
    rightSide.splice(rightSide.indexOf(continent), 1);
  }
  const left = body(input, matrix, leftSide, top);
  const other = body(input, right, rightSide, top);
  const rest = apart(input, Math.max(left.bottom, other.bottom) + 20);
  return { height: rest.bottom, content: heads(input, matrix) + heads(input, right) + left.svg + other.svg + rest.svg };
}

function drawNarrow(input: Input): Drawing {
  const { rows, frame } = input;
  const matrix: Matrix = { x: 0, width: frame.width, names: 121, last: 48, line: 19, side: 10 };
  const all = body(input, matrix, continentsOf(rows), bodyTop(input));
  const rest = apart(input, all.bottom + 18);
  return { height: rest.bottom, content: heads(input, matrix) + all.svg + rest.svg };
}
