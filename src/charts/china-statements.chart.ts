import type { Dataset } from '../dataset/dataset.ts';
import type { Row as RowOf } from '../dataset/schema.ts';
import { typeset } from '../words/typeset.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { wrapText } from './shared/labels.ts';
import { sortDate } from './shared/steps.ts';
import { element, text, textLines } from './shared/svg.ts';
import { wordsHold } from './shared/words-hold.ts';

/** What a statement says, in our reading. A statement may do several of these. */
export const readings = ['denies', 'services', 'closed', 'faults'] as const;
type Reading = (typeof readings)[number];
type Speaker = 'ministry' | 'embassy' | 'consulate' | 'stateMedia' | 'official' | 'officials' | 'relayed';

interface Mapping {
  readonly speaker: Speaker;
  /** Empty where a statement says none of the four things: it then has words of its own under `labels.other`. */
  readonly readings: readonly Reading[];
}

/**
 * Our reading of each Chinese statement about the stations, by the id of the response, from what its sources are recorded to say.
 * A statement without a row here stops the build. Two fit none of the four and are shown as such rather than forced.
 */
export const statementReadings: Readonly<Record<string, Mapping>> = {
  'nga-2022-10-china': { speaker: 'officials', readings: ['denies'] },
  'chn-2022-10-09-official': { speaker: 'official', readings: [] },
  'chn-2022-10-20-tza': { speaker: 'embassy', readings: ['denies', 'faults'] },
  'chn-2022-10-26-wang': { speaker: 'ministry', readings: ['denies', 'services'] },
  'chn-2022-10-27-mao': { speaker: 'ministry', readings: [] },
  'chn-2022-10-31-chl': { speaker: 'embassy', readings: ['services', 'closed', 'faults'] },
  'chn-2022-11-02-zhao': { speaker: 'ministry', readings: ['denies', 'services'] },
  'chn-2022-11-18-embassy-us': { speaker: 'embassy', readings: ['denies', 'services'] },
  'chn-2022-12-embassy-france': { speaker: 'embassy', readings: ['services'] },
  'chn-2022-12-08-nzl': { speaker: 'embassy', readings: ['denies', 'services', 'closed'] },
  'chn-2022-12-22-mao': { speaker: 'ministry', readings: ['denies'] },
  'chn-2022-12-23-seoul': { speaker: 'embassy', readings: ['denies'] },
  'chn-2023-02-deu': { speaker: 'relayed', readings: ['closed'] },
  'chn-2023-03-04-edinburgh': { speaker: 'consulate', readings: ['denies', 'services', 'closed'] },
  'chn-2023-03-10-mao': { speaker: 'ministry', readings: ['faults'] },
  'chn-2023-04-18-wang': { speaker: 'ministry', readings: ['denies', 'faults'] },
  'chn-2023-04-22-uk': { speaker: 'embassy', readings: ['denies', 'faults'] },
  'chn-2023-05-15-wang-closed': { speaker: 'ministry', readings: ['denies', 'services', 'closed'] },
  'chn-2023-06-06-uk': { speaker: 'embassy', readings: ['denies', 'faults'] },
  'chn-2023-06-07-wang': { speaker: 'ministry', readings: ['denies', 'faults'] },
  'chn-2023-05-globaltimes': { speaker: 'stateMedia', readings: ['services', 'closed', 'faults'] },
  'chn-2024-07-15-lin': { speaker: 'ministry', readings: ['denies', 'faults'] },
  'chn-2024-12-19-lin': { speaker: 'ministry', readings: ['denies'] },
};

interface Row extends Mapping {
  readonly response: RowOf<'responses'>;
  /** Countries it is about; empty when it speaks of none in particular. */
  readonly countries: readonly string[];
}

/** The statements that the chart is about: what China's side said of the stations. Statements on other centres are context and left out. */
export const chinaStatements = (dataset: Dataset): readonly RowOf<'responses'>[] =>
  dataset.tables.responses.filter(
    (row) => row.aboutStations && (row.type === 'china-statement' || row.type === 'closure-announced-by-china'),
  );

function rowsOf(dataset: Dataset): readonly Row[] {
  const key = (row: RowOf<'responses'>) => `${sortDate(row.date)} ${row.id}`;
  return [...chinaStatements(dataset)]
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    .map((response) => {
      const mapping = statementReadings[response.id];
      if (!mapping) throw new Error(`china-statements: no reading for ${response.id}: add it to statementReadings`);
      return {
        ...mapping,
        response,
        countries: response.about
          .filter((country) => country !== 'CHN')
          .map((country) => dataset.get('countries', country).name),
      };
    });
}

const count = (rows: readonly Row[], reading: Reading): number =>
  rows.filter((row) => row.readings.includes(reading)).length;

/** The claims that hold the ministry's words, for the answers to them. */
const ministryClaims = ['scale-10', 'scale-11', 'scale-12'];

/** What China said of the stations and when: one row a statement, one column for each thing it says. */
export default defineChart<Row>({
  id: 'china-statements',
  chapter: 'answers',
  order: 3,
  rows: rowsOf,
  values: (rows, _dataset, format) => {
    const closed = rows.filter((row) => row.readings.includes('closed'));
    const ministryClosed = closed.find((row) => row.speaker === 'ministry');
    const by = (...speakers: readonly Speaker[]) => rows.filter((row) => speakers.includes(row.speaker));
    const told = (row: Row | undefined) => (row ? `${row.response.id} (${row.speaker})` : 'none');
    wordsHold('china-statements', format, [
      {
        field: 'description',
        says: 'embassies or a consulate; the others from unnamed officials, from state media or relayed by a host',
        holds:
          by('consulate').length === 1 &&
          [by('official', 'officials'), by('stateMedia'), by('relayed')].every((part) => part.length > 0),
        found: rows.map((row) => row.speaker).join(', '),
      },
      {
        field: 'description',
        says: 'the first that spoke of an office that had stopped was the embassy in Chile',
        holds: closed[0]?.speaker === 'embassy' && closed[0].response.about.includes('CHL'),
        found: told(closed[0]),
      },
      {
        field: 'description',
        says: 'the ministry itself said that the service centres had been closed, and repeated that there were no police stations',
        holds: (['services', 'closed', 'denies'] as const).every((reading) =>
          ministryClosed?.readings.includes(reading),
        ),
        found: told(ministryClosed),
      },
      {
        field: 'notes',
        says: 'one was relayed by German ministries',
        holds:
          by('relayed')
            .map((row) => row.response.id)
            .join() === 'chn-2023-02-deu',
        found: by('relayed').map(told).join(', ') || 'none',
      },
    ]);
    return {
      total: rows.length,
      ...Object.fromEntries(readings.map((reading) => [reading, count(rows, reading)])),
      other: rows.filter((row) => row.readings.length === 0).length,
      ministry: rows.filter((row) => row.speaker === 'ministry').length,
      missions: rows.filter((row) => row.speaker === 'embassy' || row.speaker === 'consulate').length,
      firstClosed: format.date(closed[0]?.response.date ?? ''),
      ministryClosed: format.date(ministryClosed?.response.date ?? ''),
      first: format.date(rows[0]?.response.date.slice(0, 7) ?? ''),
      last: format.date(rows.at(-1)?.response.date.slice(0, 7) ?? ''),
    };
  },
  table: ({ rows, words, values, format }) => ({
    columns: [
      { key: 'date', kind: 'text' },
      { key: 'who', kind: 'text' },
      { key: 'about', kind: 'text' },
      { key: 'says', kind: 'text' },
      { key: 'record', kind: 'text' },
    ],
    rows: rows.map((row) => [
      format.date(row.response.date),
      typeset(row.response.actor),
      row.countries.length > 0 ? format.list(row.countries) : words.text('labels.noCountry', values),
      row.readings.length > 0
        ? row.readings.map((reading) => words.text(`labels.short.${reading}`, values)).join(', ')
        : words.text(`labels.other.${row.response.id}`, values),
      typeset(row.response.summary),
    ]),
  }),
  draw: (input) => (input.frame.name === 'wide' ? drawWide(input) : drawNarrow(input)),
  claims: () => ministryClaims,
  sources: (rows) => [...new Set(rows.flatMap((row) => row.response.sources))].sort(),
});

const aboutText = ({ words, values }: DrawInput<Row>, row: Row): string =>
  row.countries.length > 0 ? row.countries.join(', ') : words.text('labels.noCountry', values);

/** Rows across: date, who, about which country, and a ring in the column of each thing that is said. */
function drawWide(input: DrawInput<Row>): Drawing {
  const { rows, frame, words, values, format } = input;
  const size = frame.label;
  const lineHeight = size * 1.25;
  const [whoX, aboutX, left, columnWidth, pitch] = [96, 250, 404, 99, 25];
  const middle = (index: number) => left + columnWidth * (index + 0.5);
  const headings = readings.map((reading) =>
    wrapText(words.text(`labels.columns.${reading}`, values), columnWidth + 10, size),
  );
  const deepest = Math.max(...headings.map((lines) => lines.length));
  const parts = headings.map((lines, index) => {
    // Headings stand on one line above the count.
    const top = size + (deepest - lines.length) * lineHeight;
    return (
      textLines(middle(index), top, lines, lineHeight, { class: 'label', 'text-anchor': 'middle' }) +
      text(middle(index), size + deepest * lineHeight + 3, format.number(count(rows, readings[index] ?? 'denies')), {
        class: 'label label--strong',
        'text-anchor': 'middle',
      })
    );
  });
  const heads = size + deepest * lineHeight + 3;
  for (const [x, key] of [
    [0, 'date'],
    [whoX, 'who'],
    [aboutX, 'about'],
  ] as const)
    parts.push(text(x, heads, words.text(`labels.heads.${key}`, values), { class: 'label label--muted' }));
  let y = heads + 9;
  parts.push(element('path', { class: 'baseline', d: `M0 ${round(y)}H${frame.width}` }));
  for (const row of rows) {
    const baseline = y + pitch / 2 + size * 0.34;
    parts.push(
      text(0, baseline, format.shortDate(row.response.date), { class: 'label' }),
      text(whoX, baseline, words.text(`labels.speakers.${row.speaker}`, values), { class: 'label' }),
      text(aboutX, baseline, aboutText(input, row), { class: 'label' }),
    );
    readings.forEach((reading, index) => {
      if (row.readings.includes(reading))
        parts.push(element('circle', { class: 'outline-answered', cx: middle(index), cy: y + pitch / 2, r: 5 }));
    });
    if (row.readings.length === 0)
      parts.push(
        text(
          left + (columnWidth * readings.length) / 2,
          baseline,
          words.text(`labels.other.${row.response.id}`, values),
          { class: 'label label--muted', 'text-anchor': 'middle' },
        ),
      );
    y += pitch;
    parts.push(element('path', { class: 'rule', d: `M0 ${round(y)}H${frame.width}` }));
  }
  return { height: y + 2, content: parts.join('') };
}

/** One below the other: date, who and country at the left; at the right a word with a bar for each thing said, always in its own column. */
function drawNarrow(input: DrawInput<Row>): Drawing {
  const { rows, frame, words, values, format } = input;
  const size = frame.label;
  const lineHeight = size * 1.25;
  const [left, columnWidth] = [134, 52];
  let y = 0;
  const parts: string[] = [];
  // The words of the columns, told once in full, with their counts.
  for (const reading of readings) {
    const lines = wrapText(
      words.text('labels.key', {
        ...values,
        word: words.text(`labels.narrow.${reading}`, values),
        meaning: words.text(`labels.columns.${reading}`, values),
        count: count(rows, reading),
      }),
      frame.width - 10,
      size,
    );
    parts.push(bar(0, y, lines.length * lineHeight), textLines(8, y + size, lines, lineHeight, { class: 'label' }));
    y += lines.length * lineHeight + 4;
  }
  y += 8;
  parts.push(element('path', { class: 'baseline', d: `M0 ${round(y)}H${frame.width}` }));
  for (const row of rows) {
    const top = y + 6;
    const own = [
      { lines: [format.shortDate(row.response.date)], muted: true },
      { lines: wrapText(words.text(`labels.speakers.${row.speaker}`, values), left - 8, size), muted: false },
      { lines: wrapText(aboutText(input, row), left - 8, size), muted: false },
    ];
    let lines = 0;
    for (const block of own) {
      parts.push(
        textLines(0, top + size + lines * lineHeight, block.lines, lineHeight, {
          class: block.muted ? 'label label--muted' : 'label',
        }),
      );
      lines += block.lines.length;
    }
    readings.forEach((reading, index) => {
      if (!row.readings.includes(reading)) return;
      const x = left + index * columnWidth;
      parts.push(
        bar(x, top, lineHeight),
        text(x + 6, top + size, words.text(`labels.narrow.${reading}`, values), { class: 'label label--answered' }),
      );
    });
    if (row.readings.length === 0) {
      const other = wrapText(words.text(`labels.other.${row.response.id}`, values), frame.width - left, size);
      parts.push(textLines(left, top + size, other, lineHeight, { class: 'label label--muted' }));
      lines = Math.max(lines, other.length);
    }
    y = top + lines * lineHeight + 5;
    parts.push(element('path', { class: 'rule', d: `M0 ${round(y)}H${frame.width}` }));
  }
  return { height: y + 2, content: parts.join('') };
}

const round = (value: number) => Math.round(value * 10) / 10;

const bar = (x: number, y: number, height: number): string =>
  element('rect', { class: 'answered', x, y: y + 2, width: 3, height: height - 3 });
