import { max, scaleBand, scaleLinear } from 'd3';
import { patrolPostings } from '../dataset/derived.ts';
import type { Dataset } from '../dataset/parse.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { annotate, type Paragraph } from './shared/annotation.ts';
import { textWidth } from './shared/labels.ts';
import { element, text } from './shared/svg.ts';

/** A year of joint patrols in Italy: the round with its cities, or none. */
interface PatrolYear {
  readonly year: number;
  readonly start: string | null;
  readonly end: string | null;
  /** The end is the start plus the stated length, so only the length is shown. */
  readonly endDerived: boolean;
  readonly officers: number;
  readonly held: boolean;
  readonly cities: readonly { readonly place: string; readonly name: string; readonly officers: number | null }[];
  readonly sources: readonly string[];
}

function patrolYears(dataset: Dataset): readonly PatrolYear[] {
  return dataset.tables.patrols
    .filter((patrol) => patrol.host === 'ITA' && patrol.guest === 'CHN')
    .map((patrol) => ({
      year: patrol.year,
      start: patrol.start,
      end: patrol.end,
      endDerived: patrol.endBasis === 'derived',
      officers: patrol.officers,
      held: patrol.status === 'held',
      sources: patrol.sources,
      cities: dataset.tables.patrol_places
        .filter((row) => row.patrol === patrol.id)
        .map((row) => ({ place: row.place, name: dataset.get('places', row.place).name, officers: row.officers })),
    }))
    .sort((a, b) => a.year - b.year);
}

interface City {
  readonly place: string;
  readonly name: string;
  readonly rounds: number;
}

/** Cities that took part most often first, then in the order in which they joined. */
function citiesOf(rows: readonly PatrolYear[]): readonly City[] {
  const cities = new Map<string, City>();
  for (const { place, name } of rows.flatMap((row) => row.cities)) cities.set(place, { place, name, rounds: (cities.get(place)?.rounds ?? 0) + 1 });
  return [...cities.values()].sort((a, b) => b.rounds - a.rounds);
}

/** What the minister said: the affair has nothing to do with the patrols, why they stopped, that they will not go on. Each round has a claim too. */
const claims = { apart: 'it-23', stopped: 'it-19', ended: 'it-29', sum: 'it-14', rounds: ['it-10', 'it-11', 'it-12', 'it-13'] } as const;
/** The stated length of the last round, whose end is not printed anywhere. */
const lengthOfLast = 'it-13-figure-2';

export default defineChart<PatrolYear>({
  id: 'italy-patrols',
  chapter: 'italy',
  order: 2,
  rows: patrolYears,
  values: (rows, dataset, format) => {
    const held = rows.filter((row) => row.held);
    const pause = rows.filter((row) => !row.held);
    const cities = citiesOf(rows);
    const known = held.filter((row) => row.cities.some((city) => city.officers !== null));
    const always = cities.filter((city) => city.rounds === held.length);
    return {
      rounds: held.length,
      firstYear: String(held[0]?.year ?? ''),
      lastYear: String(held.at(-1)?.year ?? ''),
      pauseStart: String(pause[0]?.year ?? ''),
      pauseEnd: String(pause.at(-1)?.year ?? ''),
      firstOfficers: held[0]?.officers ?? 0,
      lastOfficers: held.at(-1)?.officers ?? 0,
      postings: patrolPostings(dataset, 'ITA', 'CHN'),
      cities: cities.length,
      others: cities.filter((city) => city.rounds === 1).length,
      always: format.list(always.map((city) => city.name)),
      knownYears: format.list(known.map((row) => String(row.year))),
      weeks: dataset.get('claim_figures', lengthOfLast).value,
      saidOn: format.date(dataset.get('claims', claims.apart).date ?? ''),
      endedOn: format.date(dataset.get('claims', claims.ended).date ?? ''),
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
      datesOf(row, input),
      row.officers,
      row.cities.map(({ name, officers }) => (officers === null ? name : input.words.text('labels.cityOfficers', { name, officers }))).join(', ') || null,
      row.held
        ? input.words.text('labels.held')
        : row.year === input.rows.at(-1)?.year
          ? input.words.text('labels.endedState', input.values)
          : input.words.text('labels.suspended'),
    ]),
  }),
  draw: (input) => (input.frame.name === 'wide' ? drawWide(input) : drawNarrow(input)),
  claims: () => [claims.sum, ...claims.rounds, claims.stopped, claims.apart, claims.ended],
  sources: (rows, dataset) => [...new Set([...rows.flatMap((row) => row.sources), ...[claims.apart, claims.ended].flatMap((id) => dataset.get('claims', id).sources)])].sort(),
});

/** The days of a round; where the end is derived, its start and length. */
function datesOf(row: PatrolYear, { words, values, format }: Pick<DrawInput<PatrolYear>, 'words' | 'values' | 'format'>): string | null {
  if (!row.start || !row.end) return null;
  if (row.endDerived) return words.text('labels.fromFor', { ...values, start: format.days(row.start, row.start) });
  return format.days(row.start, row.end);
}

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
function drawMatrix(input: DrawInput<PatrolYear>, layout: Layout): { svg: string; bottom: number; centre: (year: number) => number } {
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
      row.officers > 0 ? element('rect', { class: 'said', x: centre(row.year) - heldColumns.bandwidth() / 2, y: top, width: heldColumns.bandwidth(), height: baseline - top }) : '';
    return (
      bar +
      text(centre(row.year), top - 6, format.number(row.officers), { class: 'label', 'text-anchor': 'middle' }) +
      text(centre(row.year), baseline + size * 1.35, String(row.year), { class: 'label label--strong', 'text-anchor': 'middle' })
    );
  });
  const cities = citiesOf(rows);
  const rules = cities.map((_, index) => `M0 ${matrixTop + (index + 1) * rowHeight}H${pauseX}`).join('');
  const lines = cities.map((city, index) => {
    const y = matrixTop + (index + 0.5) * rowHeight;
    const marks = rows.flatMap((row) => row.cities.filter(({ place }) => place === city.place).map(({ officers }) => drawDot(centre(row.year), y, officers, radius, input)));
    return text(0, y + size * 0.34, city.name, { class: city.rounds === values['rounds'] ? 'label label--strong' : 'label' }) + marks.join('');
  });
  const officers = text(0, baseline - 2, words.text('labels.officers'), { class: 'label' });
  return {
    svg:
      officers + bars.join('') + element('path', { class: 'baseline', d: `M${left} ${baseline}H${frame.width}` }) + element('path', { class: 'rule', d: rules }) + lines.join(''),
    bottom: matrixTop + cities.length * rowHeight,
    centre,
  };
}

/** Took part: filled with the number of officers where it is known, dashed where it is not. */
function drawDot(x: number, y: number, officers: number | null, radius: number, { format, frame }: Pick<DrawInput<PatrolYear>, 'format' | 'frame'>): string {
  if (officers === null) return element('circle', { class: 'outline-said', 'stroke-dasharray': '3 2.2', cx: x, cy: y, r: radius - 1 });
  return (
    element('circle', { class: 'said', cx: x, cy: y, r: radius }) +
    text(x, y + frame.label * 0.35, format.number(officers), { class: 'label label--strong label--inverse', 'text-anchor': 'middle' })
  );
}

const ministerParagraphs = ({ words, values }: Pick<DrawInput<PatrolYear>, 'words' | 'values'>): readonly Paragraph[] => [
  { kind: 'answered', text: words.text('labels.apart', values) },
  { kind: 'answered', text: words.text('labels.ended', values) },
];

/** What the two kinds of dots mean; in a row where there is room. */
function dotKey(input: DrawInput<PatrolYear>, top: number, radius: number): { svg: string; bottom: number } {
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
function drawWide(input: DrawInput<PatrolYear>): Drawing {
  const { rows, frame, words, values, format } = input;
  const size = frame.label;
  const layout: Layout = { left: 84, pauseX: 552, barTop: 24, baseline: 112, matrixTop: 176, rowHeight: 31, radius: 10.5 };
  const matrix = drawMatrix(input, layout);
  const datesTop = layout.baseline + size * 2.65;
  const dates = rows.map((row) => {
    if (!row.start || !row.end) return '';
    const middle = { class: 'label label--muted', 'text-anchor': 'middle' };
    if (!row.endDerived) return text(matrix.centre(row.year), datesTop, format.days(row.start, row.end), middle);
    return (
      text(matrix.centre(row.year), datesTop, words.text('labels.from', { start: format.days(row.start, row.start) }), middle) +
      text(matrix.centre(row.year), datesTop + size * 1.25, words.text('labels.weeks', values), middle)
    );
  });
  const pauseMiddle = (layout.pauseX + frame.width) / 2;
  const suspended = text(pauseMiddle, datesTop, words.text('labels.suspendedWhy', values), { class: 'label label--muted', 'text-anchor': 'middle' });
  const note = annotate(ministerParagraphs(input), frame, { x: layout.pauseX + 22, y: layout.matrixTop + 5, width: frame.width - layout.pauseX - 22 });
  const key = dotKey(input, matrix.bottom + 30, layout.radius);
  return { height: key.bottom + 4, content: matrix.svg + dates.join('') + suspended + note.svg + key.svg };
}

/** The same matrix, tighter; dates and the minister's words below it. */
function drawNarrow(input: DrawInput<PatrolYear>): Drawing {
  const { rows, frame, words, values } = input;
  const size = frame.label;
  const layout: Layout = { left: 62, pauseX: 232, barTop: 22, baseline: 100, matrixTop: 134, rowHeight: 29, radius: 10 };
  const matrix = drawMatrix(input, layout);
  const suspended = text((layout.pauseX + frame.width) / 2, layout.baseline + size * 2.6, words.text('labels.suspended'), { class: 'label label--muted', 'text-anchor': 'middle' });
  const key = dotKey(input, matrix.bottom + 26, layout.radius);
  let y = key.bottom + 30;
  const heading = text(0, y, words.text('labels.datesHeading'), { class: 'label label--strong' });
  const dates = rows.flatMap((row) => {
    const days = datesOf(row, input);
    if (!days) return [];
    y += size * 1.35;
    return [text(0, y, String(row.year), { class: 'label' }) + text(46, y, days, { class: 'label' })];
  });
  y += size * 1.35;
  const pause = text(0, y, words.text('labels.pause', values), { class: 'label' });
  const note = annotate(ministerParagraphs(input), frame, { x: 0, y: y + 14, width: frame.width });
  return { height: note.box.y + note.box.height + 2, content: matrix.svg + suspended + key.svg + heading + dates.join('') + pause + note.svg };
}
