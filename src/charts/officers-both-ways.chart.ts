import type { Dataset } from '../dataset/dataset.ts';
import { patrolPostings } from '../dataset/derived.ts';
import { defineChart, fileTable, numberColumn, sourcesOf, textColumn } from './chart.ts';
import { stack } from './kit/block.ts';
import {
  cityRows,
  datesLine,
  italianPatrols,
  italianPatrolValues,
  laterRounds,
  officersCell,
  type PatrolRound,
  patrolRounds,
  pauseAssumed,
  roundColumns,
  roundDates,
  yearTable,
} from './shared/officers.ts';

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

const citiesOf = (round: PatrolRound | undefined): string | null =>
  round?.cities.map((city) => city.name).join(', ') || null;

export default defineChart<PatrolYear>({
  id: 'officers-both-ways',
  chapter: 'italy',
  order: 3,
  rows: patrolYears,
  assumes: (rows, dataset) => {
    const [italy, china] = [roundsOf(rows, 'inItaly'), roundsOf(rows, 'inChina')];
    const pause = rows.filter((row) => row.suspended);
    const inChina = patrolRounds(dataset, 'CHN', 'ITA');
    return {
      ...pauseAssumed(italy, pause),
      'from the first year of the pause there were none':
        pause.every((row) => !row.inChina) || 'rounds in China in the pause',
      'the rounds in China, in years with a row for Italy':
        (china.length > 1 && china.length === inChina.length) ||
        `rounds in China in ${inChina.map((round) => round.year).join(', ')}`,
    };
  },
  values: (rows, dataset, format) => {
    const [italy, china] = [roundsOf(rows, 'inItaly'), roundsOf(rows, 'inChina')];
    const pause = rows.filter((row) => row.suspended);
    const [laterItaly, laterChina] = [italy, china].map((rounds) => laterRounds(rounds, format, { yearly: true }));
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
  file: (input) =>
    fileTable(
      [...patrolRounds(input.dataset, 'ITA', 'CHN'), ...patrolRounds(input.dataset, 'CHN', 'ITA')],
      roundColumns,
      input,
      ({ sources }) => ({ sources }),
    ),
  table: [
    textColumn('year', (row) => String(row.year)),
    numberColumn('inItaly', (row) => row.inItaly?.officers ?? 0),
    textColumn('italyDates', (row, input) => (row.inItaly ? roundDates(row.inItaly, input) : null)),
    textColumn('italyCities', (row) => citiesOf(row.inItaly)),
    numberColumn('inChina', (row) => row.inChina?.officers ?? 0),
    textColumn('chinaDates', (row, input) => (row.inChina ? roundDates(row.inChina, input) : null)),
    textColumn('chinaCities', (row) => citiesOf(row.inChina)),
    textColumn('state', (row, { words }) =>
      words.text(row.suspended ? 'labels.suspended' : row.inChina ? 'labels.held' : 'labels.heldInItaly'),
    ),
  ],
  draw: (kit) => {
    const none = kit.text(kit.format.number(0), { ink: 'muted', anchor: 'middle' });
    const officers = (direction: Direction) => ({
      label: kit.say(`${direction}All`),
      strong: true,
      cell: (year: number, width: number) => {
        const row = kit.rows.find((candidate) => candidate.year === year);
        return row?.suspended ? none : officersCell(kit, row?.[direction]?.officers, width);
      },
    });
    const rows = directions.flatMap((direction) => [
      officers(direction),
      ...cityRows(kit, roundsOf(kit.rows, direction)),
    ]);
    return stack(
      [
        yearTable(
          kit,
          kit.rows.map((row) => row.year),
          rows,
        ),
        kit.legend(['one']),
        ...directions.map((direction) =>
          kit.text(`${kit.say(`${direction}Dates`)}: ${datesLine(kit, roundsOf(kit.rows, direction))}.`, {
            ink: 'muted',
            width: kit.width,
          }),
        ),
        kit.message('pause', { ink: 'muted', width: kit.width }),
        kit.note('answered', kit.say('apart')),
        kit.note('answered', kit.say('ended')),
      ],
      9,
    );
  },
  claims: [sum, ...roundClaims, stopped, apart, ended],
  sources: (rows, dataset) =>
    sourcesOf([
      ...rows.flatMap((row) => [row.inItaly ?? [], row.inChina ?? []].flat()),
      ...[stopped, apart, ended].map((id) => dataset.get('claims', id)),
    ]),
});
