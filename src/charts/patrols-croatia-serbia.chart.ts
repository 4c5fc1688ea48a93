import { extent, range } from 'd3';
import type { Dataset } from '../dataset/dataset.ts';
import { type Column, column, defineChart, file, fileTable } from './chart.ts';
import { type PatrolRound, patrolRounds, roundValues, yearTable } from './shared/officers.ts';
import { claimDates, dateOf } from './shared/time.ts';

/** Italy first, for scale. Years after the last were not researched. */
const hosts = ['ITA', 'HRV', 'SRB'] as const;
/** The end that a minister announced, and the ministries' denial: it answers the second report, and is open under the picture. */
const [ENDED, DENIED] = ['it-29', 'ctx-04'];
/** Rounds in Croatia before China's ambassador gave the number of their officers. */
const BEFORE_AMBASSADOR = 4;

/** The years, each with what the records say of every host: a round, patrols suspended, patrols ended by a minister, or nothing that we found. */
function hostYears(dataset: Dataset) {
  const rounds = hosts.map((host) => patrolRounds(dataset, host, 'CHN'));
  const [first = 0, last = 0] = extent(rounds.flat(), (round) => round.year);
  const endedIn = Number(dateOf(dataset, ENDED).slice(0, 4));
  return range(first, last + 1).map((year) =>
    hosts.map((host, at) => {
      const round = rounds[at]?.find((candidate) => candidate.year === year);
      const without = host === 'ITA' && year > endedIn ? 'ended' : 'not-found';
      const state = round ? (round.held ? 'held' : 'suspended') : without;
      return { host, name: dataset.get('countries', host).name, year, state, round } as const;
    }),
  );
}
type Year = ReturnType<typeof hostYears>[number];

const heldIn = (rows: readonly Year[], host: string): readonly PatrolRound[] =>
  rows.flat().flatMap((row) => (row.host === host && row.state === 'held' && row.round ? [row.round] : []));

/** Years after the first round in Croatia or Serbia in which neither had one that we found. */
function yearsWithout(rows: readonly Year[]): readonly number[] {
  const held = [...heldIn(rows, 'HRV'), ...heldIn(rows, 'SRB')].map((round) => round.year);
  return rows.flatMap(([row]) => (row && row.year > Math.min(...held) && !held.includes(row.year) ? row.year : []));
}

/** The first round after years without one that we found. */
const againOf = (rounds: readonly PatrolRound[]) =>
  rounds.find((round, index) => round.year - (rounds[index - 1]?.year ?? round.year) > 1);

/** Chinese officers in Croatia and Serbia, by year, with Italy for scale. */
export default defineChart<Year>({
  chapter: 'italy',
  order: 4,
  rows: hostYears,
  assumes: (rows) => {
    const years = (host: string) => `rounds in ${heldIn(rows, host).map((round) => round.year) || 'no year'}`;
    const [croatia, serbia, italy] = [heldIn(rows, 'HRV'), heldIn(rows, 'SRB'), heldIn(rows, 'ITA')];
    return {
      'Croatia hosted patrols again': againOf(croatia) !== undefined || years('HRV'),
      'Serbia: a first round, and one again': serbia.length === 2 || years('SRB'),
      'Italy: a first round, and later ones': italy.length > 1 || years('ITA'),
      'before Croatia’s fifth round': croatia.length > BEFORE_AMBASSADOR || years('HRV'),
      'no round was found in Croatia or Serbia for': yearsWithout(rows).length > 0 || 'a round in either in each year',
    };
  },
  values: (rows, dataset, format) => {
    const [croatia, serbia, italy] = [heldIn(rows, 'HRV'), heldIn(rows, 'SRB'), heldIn(rows, 'ITA')];
    const ambassadorTotal = dataset.get('claim_figures', 'ctx-01-figure-3').value;
    const foundBefore = croatia.slice(0, BEFORE_AMBASSADOR).reduce((sum, round) => sum + round.officers, 0);
    return {
      ...roundValues('croatia', croatia, format),
      croatiaLaterYears: format.list(croatia.slice(1).map((round) => String(round.year))),
      croatiaAgain: String(againOf(croatia)?.year ?? ''),
      ...roundValues('serbia', serbia, format),
      serbiaLast: serbia.at(-1)?.officers,
      ...roundValues('italy', italy, format, true),
      pauseStart: String(rows.flat().find((row) => row.state === 'suspended')?.year ?? ''),
      lastYear: String(rows.at(-1)?.[0]?.year ?? ''),
      ...claimDates(dataset, format, { endedOn: ENDED, deniedOn: DENIED }),
      endedMonth: format.shortDate(dateOf(dataset, ENDED).slice(0, 7)).replace(' ', '\u00a0'),
      ambassadorTotal,
      foundBefore,
      ambassador: foundBefore === ambassadorTotal ? 'fits' : 'differs',
      noneYears: format.list(yearsWithout(rows).map(String)),
    };
  },
  table: [
    column.text('year', ([first]) => String(first?.year)),
    ...hosts.map((host, at): Column<Year> => column.number(host, (year) => year[at]?.round?.officers)),
    column.text('state', (year, { say }) => {
      const none = year.filter((row) => row.state !== 'held');
      return none.map((row) => say(`states.${row.state}`, { country: row.name })).join('; ') || null;
    }),
  ],
  file: (input) =>
    fileTable(
      input.rows.flat(),
      [
        file.number('year'),
        file.country('host'),
        file.text('roundState', (row) => row.state),
        file.number('officers', (row) => row.round?.officers ?? null),
        file.date('start', (row) => row.round?.start ?? null),
        file.date('end', (row) => row.round?.end ?? null),
      ],
      input,
      ({ round }) => (round ? { sources: round.sources } : {}),
    ),
  draw: (kit) => {
    const years = kit.rows.flatMap(([row]) => row?.year ?? []);
    const rows = hosts.map((host, at) => ({
      label: kit.dataset.get('countries', host).name,
      officersIn: (year: number) => {
        const row = kit.rows[years.indexOf(year)]?.[at];
        return row?.state === 'held' ? row.round?.officers : row?.state === 'not-found' ? null : 0;
      },
    }));
    return [yearTable(kit, years, rows), kit.legend(['one', 'gap']), kit.message('key', { ink: 'muted' })];
  },
  claims: ['ctx-01', 'ctx-14', 'ctx-02', 'ctx-03', 'it-14', 'it-19', ENDED, DENIED],
  restsOn: (rows) => rows.flat().flatMap((row) => row.round ?? []),
});
