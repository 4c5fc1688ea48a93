import type { Dataset } from '../dataset/dataset.ts';
import { defineChart, file, fileTable, sourcesOf } from './chart.ts';
import { stack } from './kit/block.ts';
import { laterRounds, officersCell, type PatrolRound, patrolRounds, yearTable } from './shared/officers.ts';

/** What the records say of a year: a round, patrols suspended, patrols ended by a minister, or nothing that we found. */
type State = 'held' | 'suspended' | 'ended' | 'not-found';

interface HostYear {
  readonly host: string;
  readonly name: string;
  readonly year: number;
  readonly state: State;
  readonly round: PatrolRound | undefined;
}

/** Italy first, for scale. Years after the last were not researched. */
const hosts = ['ITA', 'HRV', 'SRB'] as const;
/** The ministries' denial answers the second report; it is the answer that this chart shows openly. */
const claims = {
  croatia: ['ctx-01', 'ctx-14'],
  serbia: ['ctx-02', 'ctx-03'],
  italy: 'it-14',
  stopped: 'it-19',
  ended: 'it-29',
  denial: 'ctx-04',
} as const;

function hostYears(dataset: Dataset): readonly HostYear[] {
  const all = hosts.map((host) => ({ host, rounds: patrolRounds(dataset, host, 'CHN') }));
  const years = all.flatMap(({ rounds }) => rounds.map((round) => round.year));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const endedIn = Number(dataset.get('claims', claims.ended).date?.slice(0, 4));
  return all.flatMap(({ host, rounds }) =>
    Array.from({ length: last - first + 1 }, (_, index): HostYear => {
      const year = first + index;
      const round = rounds.find((candidate) => candidate.year === year);
      const state: State = round
        ? round.held
          ? 'held'
          : 'suspended'
        : host === 'ITA' && year > endedIn
          ? 'ended'
          : 'not-found';
      return { host, name: dataset.get('countries', host).name, year, state, round };
    }),
  );
}

const heldIn = (rows: readonly HostYear[], host: string): readonly PatrolRound[] =>
  rows.filter((row) => row.host === host).flatMap((row) => (row.state === 'held' && row.round ? [row.round] : []));

/** Years after the first round in any of these countries in which none of them had one that we found. */
function yearsWithout(rows: readonly HostYear[], countries: readonly string[]): readonly number[] {
  const own = rows.filter((row) => countries.includes(row.host));
  const held = new Set(own.flatMap((row) => (row.state === 'held' ? [row.year] : [])));
  return [...new Set(own.map((row) => row.year))].filter((year) => year > Math.min(...held) && !held.has(year));
}

/** The first round after years without one that we found. */
const againOf = (rounds: readonly PatrolRound[]) =>
  rounds.find((round, index) => round.year - (rounds[index - 1]?.year ?? round.year) > 1);

/** Rounds in Croatia before China's ambassador gave the number of their officers. */
const BEFORE_AMBASSADOR = 4;

export default defineChart<HostYear>({
  id: 'patrols-croatia-serbia',
  chapter: 'italy',
  order: 4,
  rows: hostYears,
  assumes: (rows) => {
    const years = (host: string) =>
      `rounds in ${
        heldIn(rows, host)
          .map((round) => round.year)
          .join(', ') || 'no year'
      }`;
    const [croatia, serbia, italy] = [heldIn(rows, 'HRV'), heldIn(rows, 'SRB'), heldIn(rows, 'ITA')];
    return {
      'Croatia hosted patrols again': againOf(croatia) !== undefined || years('HRV'),
      'Serbia: a first round, and one again': serbia.length === 2 || years('SRB'),
      'Italy: a first round, and later ones': italy.length > 1 || years('ITA'),
      'before Croatia’s fifth round': croatia.length > BEFORE_AMBASSADOR || years('HRV'),
      'no round was found in Croatia or Serbia for':
        yearsWithout(rows, ['HRV', 'SRB']).length > 0 || 'a round in either in each year',
    };
  },
  values: (rows, dataset, format) => {
    const [croatia, serbia, italy] = [heldIn(rows, 'HRV'), heldIn(rows, 'SRB'), heldIn(rows, 'ITA')];
    const pause = rows.filter((row) => row.state === 'suspended');
    const [laterCroatia, laterItaly] = [laterRounds(croatia, format), laterRounds(italy, format, { yearly: true })];
    const again = againOf(croatia);
    const none = yearsWithout(rows, ['HRV', 'SRB']);
    const ambassadorTotal = dataset.get('claim_figures', 'ctx-01-figure-3').value;
    const foundBefore = croatia.slice(0, BEFORE_AMBASSADOR).reduce((sum, round) => sum + round.officers, 0);
    return {
      croatiaFirst: croatia[0]?.officers ?? 0,
      croatiaFirstYear: String(croatia[0]?.year ?? ''),
      croatiaLater: laterCroatia.officers,
      laterCroatia: laterCroatia.form,
      croatiaLaterYears: format.list(croatia.slice(1).map((round) => String(round.year))),
      croatiaAgain: String(again?.year ?? ''),
      croatiaRounds: croatia.length,
      serbiaFirst: serbia[0]?.officers ?? 0,
      serbiaFirstYear: String(serbia[0]?.year ?? ''),
      serbiaLast: serbia.at(-1)?.officers ?? 0,
      serbiaLastYear: String(serbia.at(-1)?.year ?? ''),
      serbiaRounds: serbia.length,
      italyRounds: italy.length,
      italyFirst: italy[0]?.officers ?? 0,
      italyFirstYear: String(italy[0]?.year ?? ''),
      italyLater: laterItaly.officers,
      laterItaly: laterItaly.form,
      italyLastYear: String(italy.at(-1)?.year ?? ''),
      pauseStart: String(pause[0]?.year ?? ''),
      pauseEnd: String(pause.at(-1)?.year ?? ''),
      lastYear: String(rows.at(-1)?.year ?? ''),
      endedOn: format.date(dataset.get('claims', claims.ended).date ?? ''),
      endedMonth: format.shortDate((dataset.get('claims', claims.ended).date ?? '').slice(0, 7)).replace(' ', '\u00a0'),
      deniedOn: format.date(dataset.get('claims', claims.denial).date ?? ''),
      ambassadorTotal,
      foundBefore,
      ambassador: foundBefore === ambassadorTotal ? 'fits' : 'differs',
      noneYears: format.list(none.map(String)),
    };
  },
  file: (input) =>
    fileTable(
      input.rows,
      [
        file.number('year', (row) => row.year),
        file.country('host', (row) => row.host),
        file.text('roundState', (row) => row.state),
        file.number('officers', (row) => row.round?.officers ?? null),
        file.date('start', (row) => row.round?.start ?? null),
        file.date('end', (row) => row.round?.end ?? null),
      ],
      input,
      ({ round }) => (round ? { sources: round.sources } : {}),
    ),
  table: ({ rows, words, values }) => ({
    columns: [
      { key: 'year', kind: 'text' },
      ...hosts.map((host) => ({ key: host, kind: 'number' as const })),
      { key: 'state', kind: 'text' },
    ],
    rows: [...new Set(rows.map((row) => row.year))].map((year) => {
      const own = hosts.map((host) => rows.find((row) => row.host === host && row.year === year));
      const states = own.flatMap((row) =>
        row && row.state !== 'held' ? [words.text(`labels.states.${row.state}`, { ...values, country: row.name })] : [],
      );
      return [String(year), ...own.map((row) => row?.round?.officers ?? null), states.join('; ') || null];
    }),
  }),
  draw: (kit) => {
    const years = [...new Set(kit.rows.map((row) => row.year))];
    const rows = hosts.map((host) => ({
      label: kit.dataset.get('countries', host).name,
      strong: true,
      cell: (year: number, width: number) => {
        const row = kit.rows.find((candidate) => candidate.host === host && candidate.year === year);
        if (row?.state === 'held') return officersCell(kit, row.round?.officers, width);
        return row?.state === 'not-found'
          ? kit.bar('gap', 18, 10)
          : kit.text(kit.format.number(0), { ink: 'muted', anchor: 'middle' });
      },
    }));
    return stack(
      [yearTable(kit, years, rows), kit.legend(['one', 'gap']), kit.message('key', { ink: 'muted', width: kit.width })],
      10,
    );
  },
  claims: [...claims.croatia, ...claims.serbia, claims.italy, claims.stopped, claims.ended, claims.denial],
  sources: (rows, dataset) =>
    sourcesOf([
      ...rows.flatMap((row) => row.round ?? []),
      ...[claims.ended, claims.denial].map((id) => dataset.get('claims', id)),
    ]),
});
