import { max, scaleBand, scaleLinear } from 'd3';
import type { Dataset } from '../dataset/dataset.ts';
import { patrolPostings } from '../dataset/derived.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { annotate, type Paragraph } from './shared/annotation.ts';
import { textWidth } from './shared/labels.ts';
import {
  italianPatrols,
  italianPatrolValues,
  laterRounds,
  type PatrolRound,
  patrolRounds,
  pauseCondition,
  roundDates,
} from './shared/officers.ts';
import { element, text } from './shared/svg.ts';
import { wordsHold } from './shared/words-hold.ts';

/** A year of joint patrols in Italy: a round, or none. */
const patrolYears = (dataset: Dataset): readonly PatrolRound[] => patrolRounds(dataset, 'ITA', 'CHN');

interface City {
  readonly place: string;
  readonly name: string;
  readonly rounds: number;
}

/** Cities that took part most often first, then in the order in which they joined. */
function citiesOf(rows: readonly PatrolRound[]): readonly City[] {
  const cities = new Map<string, City>();
  for (const { place, name } of rows.flatMap((row) => row.cities))
    cities.set(place, { place, name, rounds: (cities.get(place)?.rounds ?? 0) + 1 });
  return [...cities.values()].sort((a, b) => b.rounds - a.rounds);
}

/** Each round has a claim, and so have the sum, the pause and what the minister said. */
const { sum, stopped, apart, ended } = italianPatrols;
const roundClaims = ['it-10', 'it-11', 'it-12', 'it-13'];

export default defineChart<PatrolRound>({
  id: 'italy-patrols',
  chapter: 'italy',
  order: 2,
  rows: patrolYears,
  values: (rows, dataset, format) => {
    const held = rows.filter((row) => row.held);
    const pause = rows.filter((row) => !row.held);
    const cities = citiesOf(rows);
    const known = held.filter((row) => row.cities.length > 0 && row.cities.every((city) => city.officers !== null));
    const always = cities.filter((city) => city.rounds === held.length);
    const others = cities.filter((city) => city.rounds === 1);
    const later = laterRounds(held, format);
    wordsHold('italy-patrols', format, [
      pauseCondition(held, pause),
      {
        field: 'headline',
        says: 'rounds of joint patrols, each with',
        holds: always.length > 0,
        found: `no city in all ${held.length} rounds: ${cities.map((city) => `${city.name} in ${city.rounds}`).join(', ')}`,
      },
      {
        field: 'description',
        says: 'the number of officers in each city is known for',
        holds: known.length > 0,
        found: 'no round with officers for each of its cities',
      },
    ]);
    return {
      rounds: held.length,
      firstYear: String(held[0]?.year ?? ''),
      lastYear: String(held.at(-1)?.year ?? ''),
      firstOfficers: held[0]?.officers ?? 0,
      laterOfficers: later.officers,
      later: later.form,
      postings: patrolPostings(dataset, 'ITA', 'CHN'),
      cities: cities.length,
      others: others.length,
      several: cities.length - always.length - others.length,
      always: format.list(always.map((city) => city.name)),
      knownYears: format.list(known.map((row) => String(row.year))),
      ...italianPatrolValues(dataset, format, pause),
    };
  },
  table: (input) => ({
    columns: [
      { key: 'year', kind: 'text' },
      { key: 'dates', kind: 'text' },
      { key: 'officers', kind: 'number' },
      { key: 'cities', kind: 'text' },
      { key: 'state', kind: 'text' },
    ],
    rows: input.rows.map((row) => [
      String(row.year),
      roundDates(row, input),
      row.officers,
      row.cities
        .map(({ name, officers }) =>
          officers === null ? name : input.words.text('labels.cityOfficers', { name, officers }),
        )
        .join(', ') || null,
      row.held
        ? input.words.text('labels.held')
        : row.year === input.rows.at(-1)?.year
          ? input.words.text('labels.endedState', input.values)
          : input.words.text('labels.suspended'),
    ]),
  }),
  draw: (input) => (input.frame.name === 'wide' ? drawWide(input) : drawNarrow(input)),
  claims: () => [sum, ...roundClaims, stopped, apart, ended],
  sources: (rows, dataset) =>
    [
      ...new Set([
        ...rows.flatMap((row) => row.sources),
        ...[stopped, apart, ended].flatMap((id) => dataset.get('claims', id).sources),
      ]),
    ].sort(),
});

interface Layout {
  /** Where the first column begins, and where those of the years without a round do: they hold no dates and may be narrower. */
  readonly left: number;
  readonly pauseX: number;
  readonly barTop: number;
  readonly baseline: number;
  readonly matrixTop: number;
  readonly rowHeight: number;
  readonly radius: number;
}

/** Bars over a matrix with one column a year: the part that wide and narrow share. */
function drawMatrix(
  input: DrawInput<PatrolRound>,
  layout: Layout,
): { svg: string; bottom: number; centre: (year: number) => number } {
  const { rows, frame, format, words, values } = input;
  const { left, pauseX, barTop, baseline, matrixTop, rowHeight, radius } = layout;
  const size = frame.label;
  const columnsOf = (held: boolean, from: number, to: number) =>
    scaleBand<number>()
      .domain(rows.filter((row) => row.held === held).map((row) => row.year))
      .range([from, to])
      .paddingInner(0.36)
      .paddingOuter(0.18);
  const [heldColumns, pauseColumns] = [columnsOf(true, left, pauseX), columnsOf(false, pauseX, frame.width)];
  const height = scaleLinear()
    .domain([0, max(rows, (row) => row.officers) ?? 1])
    .range([0, baseline - barTop]);
  const centre = (year: number) => {
    const columns = heldColumns(year) === undefined ? pauseColumns : heldColumns;
    return (columns(year) ?? 0) + columns.bandwidth() / 2;
  };
  const bars = rows.map((row) => {
    const top = baseline - height(row.officers);
    const bar =
      row.officers > 0
        ? element('rect', {
            class: 'said',
            x: centre(row.year) - heldColumns.bandwidth() / 2,
            y: top,
            width: heldColumns.bandwidth(),
            height: baseline - top,
          })
        : '';
    return (
      bar +
      text(centre(row.year), top - 6, format.number(row.officers), { class: 'label', 'text-anchor': 'middle' }) +
      text(centre(row.year), baseline + size * 1.35, String(row.year), {
        class: 'label label--strong',
        'text-anchor': 'middle',
      })
    );
  });
  const cities = citiesOf(rows);
  const rules = cities.map((_, index) => `M0 ${matrixTop + (index + 1) * rowHeight}H${pauseX}`).join('');
  const lines = cities.map((city, index) => {
    const y = matrixTop + (index + 0.5) * rowHeight;
    const marks = rows.flatMap((row) =>
      row.cities
        .filter(({ place }) => place === city.place)
        .map(({ officers }) => drawDot(centre(row.year), y, officers, radius, input)),
    );
    return (
      text(0, y + size * 0.34, city.name, {
        class: city.rounds === values['rounds'] ? 'label label--strong' : 'label',
      }) + marks.join('')
    );
  });
  const officers = text(0, baseline - 2, words.text('labels.officers'), { class: 'label' });
  return {
    svg:
      officers +
      bars.join('') +
      element('path', { class: 'baseline', d: `M${left} ${baseline}H${frame.width}` }) +
      element('path', { class: 'rule', d: rules }) +
      lines.join(''),
    bottom: matrixTop + cities.length * rowHeight,
    centre,
  };
}

/** Took part: filled with the number of officers where it is known, dashed where it is not. */
function drawDot(
  x: number,
  y: number,
  officers: number | null,
  radius: number,
  { format, frame }: Pick<DrawInput<PatrolRound>, 'format' | 'frame'>,
): string {
  if (officers === null)
    return element('circle', { class: 'outline-said', 'stroke-dasharray': '3 2.2', cx: x, cy: y, r: radius - 1 });
  return (
    element('circle', { class: 'said', cx: x, cy: y, r: radius }) +
    text(x, y + frame.label * 0.35, format.number(officers), {
      class: 'label label--strong label--inverse',
      'text-anchor': 'middle',
    })
  );
}

const ministerParagraphs = ({
  words,
  values,
}: Pick<DrawInput<PatrolRound>, 'words' | 'values'>): readonly Paragraph[] => [
  { kind: 'answered', text: words.text('labels.apart', values) },
  { kind: 'answered', text: words.text('labels.ended', values) },
];

/** What the two kinds of dots mean; in a row where there is room. */
function dotKey(input: DrawInput<PatrolRound>, top: number, radius: number): { svg: string; bottom: number } {
  const { words, values, frame } = input;
  const size = frame.label;
  const known = words.text('labels.keyKnown', values);
  const unknown = words.text('labels.keyUnknown', values);
  const indent = radius * 2 + 8;
  const inRow = frame.name === 'wide';
  const second = inRow ? { x: indent + textWidth(known, size) + 28, y: top } : { x: 0, y: top + size * 1.75 };
  const sample = input.rows.flatMap((row) => row.cities).find((city) => city.officers !== null)?.officers ?? 0;
  return {
    svg:
      drawDot(radius, top - size * 0.35, sample, radius, input) +
      text(indent, top, known, { class: 'label' }) +
      drawDot(second.x + radius, second.y - size * 0.35, null, radius, input) +
      text(second.x + indent, second.y, unknown, { class: 'label' }),
    bottom: second.y + radius * 0.5,
  };
}

/** Dates under the years; what the minister said stands in the empty years, where the patrols were suspended. */
function drawWide(input: DrawInput<PatrolRound>): Drawing {
  const { rows, frame, words, values, format } = input;
  const size = frame.label;
  const layout: Layout = {
    left: 84,
    pauseX: 552,
    barTop: 24,
    baseline: 112,
    matrixTop: 176,
    rowHeight: 31,
    radius: 10.5,
  };
  const matrix = drawMatrix(input, layout);
  const datesTop = layout.baseline + size * 2.65;
  const dates = rows.map((row) => {
    if (!row.start || !row.end) return '';
    const middle = { class: 'label label--muted', 'text-anchor': 'middle' };
    if (!row.endDerived) return text(matrix.centre(row.year), datesTop, format.days(row.start, row.end), middle);
    return (
      text(
        matrix.centre(row.year),
        datesTop,
        words.text('labels.from', { start: format.days(row.start, row.start) }),
        middle,
      ) + text(matrix.centre(row.year), datesTop + size * 1.25, words.text('labels.weeks', values), middle)
    );
  });
  const pauseMiddle = (layout.pauseX + frame.width) / 2;
  const suspended = text(pauseMiddle, datesTop, words.text('labels.suspendedWhy', values), {
    class: 'label label--muted',
    'text-anchor': 'middle',
  });
  const note = annotate(ministerParagraphs(input), frame, {
    x: layout.pauseX + 22,
    y: layout.matrixTop + 5,
    width: frame.width - layout.pauseX - 22,
  });
  const key = dotKey(input, matrix.bottom + 30, layout.radius);
  return { height: key.bottom + 4, content: matrix.svg + dates.join('') + suspended + note.svg + key.svg };
}

/** The same matrix, tighter; dates and the minister's words below it. */
function drawNarrow(input: DrawInput<PatrolRound>): Drawing {
  const { rows, frame, words, values } = input;
  const size = frame.label;
  const layout: Layout = {
    left: 62,
    pauseX: 232,
    barTop: 22,
    baseline: 100,
    matrixTop: 134,
    rowHeight: 29,
    radius: 10,
  };
  const matrix = drawMatrix(input, layout);
  const suspended = text(
    (layout.pauseX + frame.width) / 2,
    layout.baseline + size * 2.6,
    words.text('labels.suspended'),
    { class: 'label label--muted', 'text-anchor': 'middle' },
  );
  const key = dotKey(input, matrix.bottom + 26, layout.radius);
  let y = key.bottom + 30;
  const heading = text(0, y, words.text('labels.datesHeading'), { class: 'label label--strong' });
  const dates = rows.flatMap((row) => {
    const days = roundDates(row, input);
    if (!days) return [];
    y += size * 1.35;
    return [text(0, y, String(row.year), { class: 'label' }) + text(46, y, days, { class: 'label' })];
  });
  y += size * 1.35;
  const pause = text(0, y, words.text('labels.pause', values), { class: 'label' });
  const note = annotate(ministerParagraphs(input), frame, { x: 0, y: y + 14, width: frame.width });
  return {
    height: note.box.y + note.box.height + 2,
    content: matrix.svg + suspended + key.svg + heading + dates.join('') + pause + note.svg,
  };
}
