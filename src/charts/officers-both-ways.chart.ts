import type { Dataset } from '../dataset/dataset.ts';
import { patrolPostings } from '../dataset/derived.ts';
import { column, defineChart } from './chart.ts';
import {
  italianClaims,
  italianValues,
  type PatrolRound,
  patrolRounds,
  patrolsPicture,
  pauseAssumed,
  roundDates,
  roundsFile,
  roundValues,
} from './shared/officers.ts';

/** The years, with the round in each direction where there was one. The minister said of both that they were suspended; the records have rows for Italy only. */
function patrolYears(dataset: Dataset) {
  const china = patrolRounds(dataset, 'CHN', 'ITA');
  return patrolRounds(dataset, 'ITA', 'CHN').map((round) => ({
    year: round.year,
    inItaly: round.held ? round : undefined,
    inChina: china.find((other) => other.year === round.year),
    suspended: !round.held,
  }));
}
type PatrolYear = ReturnType<typeof patrolYears>[number];

const directions = ['inItaly', 'inChina'] as const;
const roundsOf = (rows: readonly PatrolYear[], direction: (typeof directions)[number]) =>
  rows.flatMap((row) => row[direction] ?? []);
const pauseIn = (rows: readonly PatrolYear[]) => rows.filter((row) => row.suspended);
const citiesIn = (round: PatrolRound | undefined) => round?.cities.map((city) => city.name).join(', ');

/** Officers of Italy and China in the other's country. Each round has a claim, and so have the sum, the pause and what the minister said of both. */
export default defineChart<PatrolYear>({
  chapter: 'italy',
  order: 3,
  rows: patrolYears,
  assumes: (rows, dataset) => {
    const china = patrolRounds(dataset, 'CHN', 'ITA');
    return {
      ...pauseAssumed(roundsOf(rows, 'inItaly'), pauseIn(rows)),
      'from the first year of the pause there were none':
        pauseIn(rows).every((row) => !row.inChina) || 'rounds in China in the pause',
      'the rounds in China, in years with a row for Italy':
        (china.length > 1 && china.length === roundsOf(rows, 'inChina').length) ||
        `rounds in China in ${china.map((round) => round.year).join(', ')}`,
    };
  },
  values: (rows, dataset, format) => ({
    inItaly: patrolPostings(dataset, 'ITA', 'CHN'),
    inChina: patrolPostings(dataset, 'CHN', 'ITA'),
    ...roundValues('italy', roundsOf(rows, 'inItaly'), format, true),
    ...roundValues('china', roundsOf(rows, 'inChina'), format, true),
    ...italianValues(dataset, format, pauseIn(rows)),
  }),
  table: [
    column.text('year', (row) => String(row.year)),
    column.number('inItaly', (row) => row.inItaly?.officers ?? 0),
    column.text('italyDates', ({ inItaly }, input) => inItaly && roundDates(inItaly, input)),
    column.text('italyCities', (row) => citiesIn(row.inItaly)),
    column.number('inChina', (row) => row.inChina?.officers ?? 0),
    column.text('chinaDates', ({ inChina }, input) => inChina && roundDates(inChina, input)),
    column.text('chinaCities', (row) => citiesIn(row.inChina)),
    column.text('state', (row, { say }) => say(row.suspended ? 'suspended' : row.inChina ? 'held' : 'heldInItaly')),
  ],
  file: (input) =>
    roundsFile([...patrolRounds(input.dataset, 'ITA', 'CHN'), ...patrolRounds(input.dataset, 'CHN', 'ITA')], input),
  draw: (kit) => {
    const years = kit.rows.map((row) => row.year);
    const parts = directions.map((direction) => ({
      label: kit.say(`${direction}All`),
      officersIn: (year: number) => {
        const row = kit.rows[years.indexOf(year)];
        return row?.suspended ? 0 : row?.[direction]?.officers;
      },
      rounds: roundsOf(kit.rows, direction),
      heading: kit.say(`${direction}Rounds`),
    }));
    return patrolsPicture(kit, years, parts);
  },
  claims: ['it-10', 'it-11', 'it-12', 'it-13', 'it-15', 'it-16', 'it-17', ...Object.values(italianClaims)],
  restsOn: (rows) => directions.flatMap((direction) => roundsOf(rows, direction)),
});
