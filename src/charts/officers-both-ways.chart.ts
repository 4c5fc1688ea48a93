import type { Dataset } from '../dataset/dataset.ts';
import { patrolPostings } from '../dataset/derived.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { annotate, type Paragraph } from './shared/annotation.ts';
import {
  columnHeight,
  italianPatrols,
  italianPatrolValues,
  laterRounds,
  officerSquares,
  type PatrolRound,
  patrolRounds,
  pauseCondition,
  roundDates,
} from './shared/officers.ts';
import { element, text, textLines } from './shared/svg.ts';
import { wordsHold } from './shared/words-hold.ts';

/** A year, with the round in each direction where there was one. */
interface PatrolYear {
  readonly year: number;
  readonly inItaly: PatrolRound | undefined;
  readonly inChina: PatrolRound | undefined;
  /** The minister said of both directions that they were suspended; the records have rows for Italy only. */
  readonly suspended: boolean;
}

type Direction = 'inItaly' | 'inChina';
const directions: readonly Direction[] = ['inItaly', 'inChina'];

/** Each round has a claim, and so have the sum, the pause and what the minister said of both directions. */
const { sum, stopped, apart, ended } = italianPatrols;
const roundClaims = ['it-10', 'it-11', 'it-12', 'it-13', 'it-15', 'it-16', 'it-17'];

function patrolYears(dataset: Dataset): readonly PatrolYear[] {
  const [italy, china] = [patrolRounds(dataset, 'ITA', 'CHN'), patrolRounds(dataset, 'CHN', 'ITA')];
  return italy.map((round) => ({
    year: round.year,
    inItaly: round.held ? round : undefined,
    inChina: china.find((other) => other.year === round.year),
    suspended: !round.held,
  }));
}

const roundsOf = (rows: readonly PatrolYear[], direction: Direction): readonly PatrolRound[] =>
  rows.flatMap((row) => row[direction] ?? []);

/** Officers of the largest round: the picture grows with it. */
const most = (rows: readonly PatrolYear[], direction: Direction): number =>
  Math.max(0, ...roundsOf(rows, direction).map((round) => round.officers));

export default defineChart<PatrolYear>({
  id: 'officers-both-ways',
  chapter: 'italy',
  order: 3,
  rows: patrolYears,
  values: (rows, dataset, format) => {
    const [italy, china] = [roundsOf(rows, 'inItaly'), roundsOf(rows, 'inChina')];
    const pause = rows.filter((row) => row.suspended);
    const [laterItaly, laterChina] = [italy, china].map((rounds) => laterRounds(rounds, format, { yearly: true }));
    const roundsInChina = patrolRounds(dataset, 'CHN', 'ITA');
    wordsHold('officers-both-ways', format, [
      pauseCondition(italy, pause),
      {
        field: 'summary',
        says: 'from the first year of the pause there were none',
        holds: pause.every((row) => !row.inChina),
        found: `rounds in China in ${china.map((round) => round.year).join(', ')}`,
      },
      {
        field: 'description',
        says: 'the rounds in China, in years with a row for Italy',
        holds: china.length > 1 && china.length === roundsInChina.length,
        found: `rounds in China in ${roundsInChina.map((round) => round.year).join(', ')}`,
      },
    ]);
    return {
      inItaly: patrolPostings(dataset, 'ITA', 'CHN'),
      inChina: patrolPostings(dataset, 'CHN', 'ITA'),
      roundsItaly: italy.length,
      roundsChina: china.length,
      firstItaly: String(italy[0]?.year ?? ''),
      firstItalyOfficers: italy[0]?.officers ?? 0,
      laterItalyOfficers: laterItaly?.officers ?? 0,
      laterItaly: laterItaly?.form ?? '',
      firstChina: String(china[0]?.year ?? ''),
      firstChinaOfficers: china[0]?.officers ?? 0,
      laterChinaOfficers: laterChina?.officers ?? 0,
      laterChina: laterChina?.form ?? '',
      lastYear: String(italy.at(-1)?.year ?? ''),
      lastChina: String(china.at(-1)?.year ?? ''),
      ...italianPatrolValues(dataset, format, pause),
    };
  },
  table: (input) => ({
    columns: [
      { key: 'year', kind: 'text' },
      { key: 'inItaly', kind: 'number' },
      { key: 'italyDates', kind: 'text' },
      { key: 'italyCities', kind: 'text' },
      { key: 'inChina', kind: 'number' },
      { key: 'chinaDates', kind: 'text' },
      { key: 'chinaCities', kind: 'text' },
      { key: 'state', kind: 'text' },
    ],
    rows: input.rows.map((row) => [
      String(row.year),
      ...directions.flatMap((direction) => {
        const round = row[direction];
        return [
          round?.officers ?? 0,
          round ? roundDates(round, input) : null,
          round?.cities.map((city) => city.name).join(', ') || null,
        ];
      }),
      input.words.text(row.suspended ? 'labels.suspended' : row.inChina ? 'labels.held' : 'labels.heldInItaly'),
    ]),
  }),
  draw: (input) => (input.frame.name === 'wide' ? drawWide(input) : drawNarrow(input)),
  claims: () => [sum, ...roundClaims, stopped, apart, ended],
  sources: (rows, dataset) =>
    [
      ...new Set([
        ...rows.flatMap((row) => [...(row.inItaly?.sources ?? []), ...(row.inChina?.sources ?? [])]),
        ...[stopped, apart, ended].flatMap((id) => dataset.get('claims', id).sources),
      ]),
    ].sort(),
});

interface Layout {
  /** Middle of the column of a year. */
  readonly centre: (year: number) => number;
  readonly left: number;
  readonly upper: number;
  readonly lower: number;
  readonly side: number;
}

/** Two baselines with the years between them; Chinese officers in Italy above, Italian officers in China below. */
function drawColumns(input: DrawInput<PatrolYear>, { centre, left, upper, lower, side }: Layout): string {
  const { rows, frame, format } = input;
  const size = frame.label;
  const middle = { class: 'label label--strong', 'text-anchor': 'middle' };
  const years = rows.map((row) => text(centre(row.year), (upper + lower) / 2 + size * 0.36, String(row.year), middle));
  const squares = directions.map((direction) => {
    const down = direction === 'inChina';
    return element('path', {
      class: 'said',
      d: roundsOf(rows, direction)
        .map((round) =>
          officerSquares(round.officers, { centre: centre(round.year), baseline: down ? lower : upper, side, down }),
        )
        .join(''),
    });
  });
  const numbers = rows.flatMap((row) =>
    directions.flatMap((direction) => {
      const officers = row[direction]?.officers ?? (row.suspended ? 0 : undefined);
      if (officers === undefined) return [];
      const away = columnHeight(officers, side);
      return [
        text(
          centre(row.year),
          direction === 'inChina' ? lower + away + size * 1.25 : upper - away - size * 0.45,
          format.number(officers),
          officers > 0 ? middle : { ...middle, class: 'label' },
        ),
      ];
    }),
  );
  return (
    years.join('') +
    squares.join('') +
    numbers.join('') +
    element('path', { class: 'baseline', d: `M${left} ${upper}H${frame.width}M${left} ${lower}H${frame.width}` })
  );
}

const paragraph = (
  key: 'labels.apart' | 'labels.ended',
  { words, values }: Pick<DrawInput<PatrolYear>, 'words' | 'values'>,
): Paragraph => ({
  kind: 'answered',
  text: words.text(key, values),
});

/** Dates at the columns; what the minister said stands in the empty years, one statement on each side. */
function drawWide(input: DrawInput<PatrolYear>): Drawing {
  const { rows, frame, words, values, format } = input;
  const size = frame.label;
  const [left, pauseX] = [134, 578];
  const held = rows.filter((row) => !row.suspended);
  const centre = (year: number) => {
    const index = rows.findIndex((row) => row.year === year);
    return index < held.length
      ? left + (index + 0.5) * ((pauseX - left) / held.length)
      : pauseX + (index - held.length + 0.5) * ((frame.width - pauseX) / (rows.length - held.length));
  };
  const upper = 57 + columnHeight(most(rows, 'inItaly'), 18);
  const layout: Layout = { centre, left, upper, lower: upper + 36, side: 18 };
  const muted = { class: 'label label--muted', 'text-anchor': 'middle' };
  const dates = directions.flatMap((direction) =>
    roundsOf(rows, direction).map((round) => {
      const away = columnHeight(round.officers, layout.side);
      const lines =
        round.start && round.endDerived
          ? [
              words.text('labels.from', { start: format.days(round.start, round.start) }),
              words.text('labels.weeks', values),
            ]
          : [roundDates(round, input) ?? ''];
      const lead = size * 1.25;
      return textLines(
        centre(round.year),
        direction === 'inChina'
          ? layout.lower + away + size * 2.45
          : layout.upper - away - size * 1.7 - (lines.length - 1) * lead,
        lines,
        lead,
        muted,
      );
    }),
  );
  const label = (key: Direction, y: number) =>
    textLines(0, y, [words.text(`labels.${key}Guests`), words.text(`labels.${key}Place`)], size * 1.3, {
      class: 'label label--strong',
    }) + text(0, y + size * 2.6, words.text(`labels.${key}Postings`, values), { class: 'label label--muted' });
  const names = label('inItaly', layout.upper - 4 - size * 2.6) + label('inChina', layout.lower + size * 1.15);
  const before = rows
    .filter((row) => !row.suspended && !row.inChina)
    .map((row) =>
      textLines(
        centre(row.year),
        layout.lower + size * 1.25,
        [words.text('labels.firstLater1'), words.text('labels.firstLater2', values)],
        size * 1.25,
        muted,
      ),
    );
  const noteX = pauseX + 20;
  const pauseMiddle = (pauseX + frame.width) / 2;
  const suspended = text(pauseMiddle, layout.upper - size * 1.7, words.text('labels.suspendedBoth', values), muted);
  const apart = annotate([paragraph('labels.apart', input)], frame, { x: noteX, y: 6, width: frame.width - noteX });
  const ended = annotate([paragraph('labels.ended', input)], frame, {
    x: noteX,
    y: layout.lower + size * 1.9,
    width: frame.width - noteX,
  });
  return {
    height: Math.max(
      ended.box.y + ended.box.height,
      layout.lower + columnHeight(most(rows, 'inChina'), layout.side) + size * 2.8,
    ),
    content: drawColumns(input, layout) + dates.join('') + names + before.join('') + suspended + apart.svg + ended.svg,
  };
}

/** Names above and below the columns; dates and the minister's words in lines below. */
function drawNarrow(input: DrawInput<PatrolYear>): Drawing {
  const { rows, frame, words, values } = input;
  const size = frame.label;
  const step = frame.width / rows.length;
  const centre = (year: number) => (rows.findIndex((row) => row.year === year) + 0.5) * step;
  const upper = 44.5 + columnHeight(most(rows, 'inItaly'), 14.5);
  const layout: Layout = { centre, left: 0, upper, lower: upper + 28, side: 14.5 };
  const muted = { class: 'label label--muted', 'text-anchor': 'middle' };
  const pause = rows.filter((row) => row.suspended);
  const pauseMiddle = (centre(pause[0]?.year ?? 0) + centre(pause.at(-1)?.year ?? 0)) / 2;
  const bottom = layout.lower + columnHeight(most(rows, 'inChina'), layout.side) + size * 1.3;
  const names =
    text(0, size, words.text('labels.inItalyAll', values), { class: 'label label--strong' }) +
    text(0, bottom + size * 1.75, words.text('labels.inChinaAll', values), { class: 'label label--strong' });
  const suspended = text(pauseMiddle, layout.upper - size * 1.75, words.text('labels.suspended'), muted);
  const before = rows
    .filter((row) => !row.suspended && !row.inChina)
    .map((row) =>
      textLines(
        centre(row.year),
        layout.lower + size * 1.3,
        [words.text('labels.firstLaterShort'), words.text('labels.firstLater2', values)],
        size * 1.25,
        muted,
      ),
    );
  let y = bottom + size * 2;
  let lists = '';
  for (const direction of directions) {
    y += size * 2;
    lists += text(0, y, words.text(`labels.${direction}Dates`), { class: 'label label--strong' });
    for (const round of roundsOf(rows, direction)) {
      y += size * 1.35;
      lists +=
        text(0, y, String(round.year), { class: 'label' }) +
        text(46, y, roundDates(round, input) ?? '', { class: 'label' });
    }
  }
  y += size * 1.9;
  const pauseLine = text(0, y, words.text('labels.pause', values), { class: 'label' });
  const note = annotate([paragraph('labels.apart', input), paragraph('labels.ended', input)], frame, {
    x: 0,
    y: y + 14,
    width: frame.width,
  });
  return {
    height: note.box.y + note.box.height + 2,
    content: names + drawColumns(input, layout) + suspended + before.join('') + lists + pauseLine + note.svg,
  };
}
