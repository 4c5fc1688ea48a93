import { patrolPostings } from '../dataset/derived.ts';
import { column, defineChart } from './chart.ts';
import {
  citiesOf,
  italianClaims,
  italianValues,
  officersRow,
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
/** Rounds with the officers of each city. */
const split = (rows: readonly PatrolRound[]) =>
  heldIn(rows).filter(({ cities }) => cities.length > 0 && cities.every((city) => city.officers !== null));

/** Joint patrols in Italy by year and city. Each round has a claim, and so have the sum, the pause and what the minister said. */
export default defineChart<PatrolRound>({
  id: 'italy-patrols',
  chapter: 'italy',
  order: 2,
  rows: (dataset) => patrolRounds(dataset, 'ITA', 'CHN'),
  assumes: (rows) => ({
    ...pauseAssumed(heldIn(rows), pauseIn(rows)),
    'rounds of joint patrols, each with':
      citiesOf(heldIn(rows)).some((city) => city.rounds === heldIn(rows).length) || 'no city in all rounds',
    'the number of officers in each city is known for':
      split(rows).length > 0 || 'no round with officers for each of its cities',
  }),
  values: (rows, dataset, format) => {
    const held = heldIn(rows);
    const cities = citiesOf(held);
    const always = cities.filter((city) => city.rounds === held.length);
    const others = cities.filter((city) => city.rounds === 1);
    return {
      ...roundValues('italy', held, format),
      ...italianValues(dataset, format, pauseIn(rows)),
      postings: patrolPostings(dataset, 'ITA', 'CHN'),
      others: others.length,
      several: cities.length - always.length - others.length,
      always: format.list(always.map((city) => city.name)),
      knownYears: format.list(split(rows).map((row) => String(row.year))),
    };
  },
  table: [
    column.text('year', (row) => String(row.year)),
    column.text('dates', roundDates),
    column.number('officers', (row) => row.officers),
    column.text(
      'cities',
      (row, { say }) =>
        row.cities
          .map(({ name, officers }) => (officers === null ? name : say('cityOfficers', { name, officers })))
          .join(', ') || null,
    ),
    column.text('state', (row, { rows, say }) =>
      say(row.held ? 'held' : row === rows.at(-1) ? 'endedState' : 'suspended'),
    ),
  ],
  file: (input) => roundsFile(input.rows, input),
  draw: (kit) => {
    const years = kit.rows.map((row) => row.year);
    const officers = officersRow(
      kit,
      kit.say('officers'),
      (year) => kit.rows.find((row) => row.year === year)?.officers,
    );
    return patrolsPicture(kit, years, [{ officers, rounds: heldIn(kit.rows), dates: kit.say('datesHeading') }]);
  },
  claims: ['it-10', 'it-11', 'it-12', 'it-13', ...Object.values(italianClaims)],
});
