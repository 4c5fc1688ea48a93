import { rollups } from 'd3';
import { patrolPostings } from '../dataset/derived.ts';
import { column, defineChart } from './chart.ts';
import {
  citiesIn,
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

const heldIn = (rows: readonly PatrolRound[]) => rows.filter((row) => row.held);
const pauseIn = (rows: readonly PatrolRound[]) => rows.filter((row) => !row.held);
/** The cities that took part, each with how often. */
const citiesOf = (rounds: readonly PatrolRound[]) =>
  rollups(
    rounds.flatMap((round) => round.cities),
    (own) => own.length,
    (city) => city.name,
  );
/** Rounds with the officers of each city. */
const split = (rows: readonly PatrolRound[]) =>
  heldIn(rows).filter(({ cities }) => cities.length > 0 && cities.every((city) => city.officers !== null));

/** Joint patrols in Italy by year and city. Each round has a claim, and so have the sum, the pause and what the minister said. */
export default defineChart<PatrolRound>({
  chapter: 'italy',
  order: 2,
  rows: (dataset) => patrolRounds(dataset, 'ITA', 'CHN'),
  assumes: (rows) => ({
    ...pauseAssumed(heldIn(rows), pauseIn(rows)),
    'rounds of joint patrols, each with':
      citiesOf(heldIn(rows)).some(([, times]) => times === heldIn(rows).length) || 'no city in all rounds',
    'the number of officers in each city is known for':
      split(rows).length > 0 || 'no round with officers for each of its cities',
  }),
  values: (rows, dataset, format) => {
    const held = heldIn(rows);
    const cities = citiesOf(held);
    const always = cities.flatMap(([name, times]) => (times === held.length ? name : []));
    const others = cities.filter(([, times]) => times === 1);
    return {
      ...roundValues('italy', held, format),
      ...italianValues(dataset, format, pauseIn(rows)),
      postings: patrolPostings(dataset, 'ITA', 'CHN'),
      others: others.length,
      several: cities.length - always.length - others.length,
      always: format.list(always),
      knownYears: format.list(split(rows).map((row) => String(row.year))),
    };
  },
  table: [
    column.text('year', (row) => String(row.year)),
    column.text('dates', roundDates),
    column.number('officers'),
    column.text('cities', citiesIn),
    column.text('state', (row, { rows, say }) =>
      say(row.held ? 'held' : row === rows.at(-1) ? 'endedState' : 'suspended'),
    ),
  ],
  file: (input) => roundsFile(input.rows, input),
  draw: (kit) => {
    const years = kit.rows.map((row) => row.year);
    const officersIn = (year: number) => kit.rows.find((row) => row.year === year)?.officers;
    const [label, heading] = [kit.say('officers'), kit.say('rounds')];
    return patrolsPicture(kit, years, [{ label, officersIn, rounds: heldIn(kit.rows), heading }]);
  },
  claims: ['it-10', 'it-11', 'it-12', 'it-13', ...Object.values(italianClaims)],
});
