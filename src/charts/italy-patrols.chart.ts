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
  assumes: (rows) => {
    const held = rows.filter((row) => row.held);
    const cities = citiesOf(rows);
    return {
      ...pauseAssumed(
        held,
        rows.filter((row) => !row.held),
      ),
      'rounds of joint patrols, each with':
        cities.some((city) => city.rounds === held.length) || `no city in all ${held.length} rounds`,
      'the number of officers in each city is known for':
        held.some((row) => row.cities.length > 0 && row.cities.every((city) => city.officers !== null)) ||
        'no round with officers for each of its cities',
    };
  },
  values: (rows, dataset, format) => {
    const held = rows.filter((row) => row.held);
    const pause = rows.filter((row) => !row.held);
    const cities = citiesOf(rows);
    const known = held.filter((row) => row.cities.length > 0 && row.cities.every((city) => city.officers !== null));
    const always = cities.filter((city) => city.rounds === held.length);
    const others = cities.filter((city) => city.rounds === 1);
    const later = laterRounds(held, format);
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
  file: (input) => fileTable(input.rows, roundColumns, input, ({ sources }) => ({ sources })),
  table: [
    textColumn('year', (row) => String(row.year)),
    textColumn('dates', (row, input) => roundDates(row, input)),
    numberColumn('officers', (row) => row.officers),
    textColumn(
      'cities',
      (row, { words }) =>
        row.cities
          .map(({ name, officers }) =>
            officers === null ? name : words.text('labels.cityOfficers', { name, officers }),
          )
          .join(', ') || null,
    ),
    textColumn('state', (row, { rows, words, values }) =>
      words.text(row.held ? 'labels.held' : row === rows.at(-1) ? 'labels.endedState' : 'labels.suspended', values),
    ),
  ],
  draw: (kit) => {
    const held = kit.rows.filter((row) => row.held);
    const officers = {
      label: kit.say('officers'),
      strong: true,
      cell: (year: number, width: number) => {
        const row = kit.rows.find((candidate) => candidate.year === year);
        return row?.held
          ? officersCell(kit, row.officers, width)
          : kit.text(kit.format.number(0), { ink: 'muted', anchor: 'middle' });
      },
    };
    return stack(
      [
        yearTable(
          kit,
          kit.rows.map((row) => row.year),
          [officers, ...cityRows(kit, held)],
        ),
        kit.legend(['one']),
        kit.text(`${kit.say('datesHeading')}: ${datesLine(kit, held)}.`, { ink: 'muted', width: kit.width }),
        kit.message('pause', { ink: 'muted', width: kit.width }),
        kit.note('answered', kit.say('apart')),
        kit.note('answered', kit.say('ended')),
      ],
      9,
    );
  },
  claims: [sum, ...roundClaims, stopped, apart, ended],
  sources: (rows, dataset) => sourcesOf([...rows, ...[stopped, apart, ended].map((id) => dataset.get('claims', id))]),
});
