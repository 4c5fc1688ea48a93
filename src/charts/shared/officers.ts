/** Rounds of joint patrols: the records of them, what words say of them, and a table of years in which each officer is a dot. */
import type { Dataset } from '../../dataset/dataset.ts';
import type { Format } from '../../words/format.ts';
import type { Messages, MessageValues } from '../../words/message.ts';
import type { Held } from '../chart.ts';
import { type FileColumn, file } from '../columns.ts';
import { type Block, empty, grid, stack } from '../kit/block.ts';
import type { Kit } from '../kit/kit.ts';

/** A city that took part, with its officers where they are known. */
export interface PatrolCity {
  readonly place: string;
  readonly name: string;
  readonly officers: number | null;
}

/** What happened in a year: a round was held, or patrols were suspended. */
export interface PatrolRound {
  readonly host: string;
  readonly guest: string;
  readonly year: number;
  readonly start: string | null;
  readonly end: string | null;
  /** The end is the start plus the stated length, so only the length is told. */
  readonly endDerived: boolean;
  readonly officers: number;
  readonly held: boolean;
  readonly cities: readonly PatrolCity[];
  readonly sources: readonly string[];
}

/** A round as files have it: one row a year, host and guest. */
export const roundColumns: readonly FileColumn<PatrolRound>[] = [
  file.number('year', (row) => row.year),
  file.country('host', (row) => row.host),
  file.country('guest', (row) => row.guest),
  file.flag('held', (row) => row.held),
  file.date('start', (row) => row.start),
  file.date('end', (row) => row.end),
  file.flag('endReckoned', (row) => row.endDerived),
  file.number('officers', (row) => row.officers),
  file.list('cities', (row) => row.cities.map((city) => city.name)),
];

/** Rounds of one country's officers in another, in the order of years. */
export const patrolRounds = (dataset: Dataset, host: string, guest: string): readonly PatrolRound[] =>
  dataset.tables.patrols
    .filter((patrol) => patrol.host === host && patrol.guest === guest)
    .map(({ id, year, start, end, endBasis, officers, status, sources }) => ({
      host,
      guest,
      year,
      start,
      end,
      officers,
      sources,
      endDerived: endBasis === 'derived',
      held: status === 'held',
      cities: dataset.tables.patrol_places
        .filter((row) => row.patrol === id)
        .map((row) => ({ place: row.place, name: dataset.get('places', row.place).name, officers: row.officers })),
    }))
    .sort((a, b) => a.year - b.year);

/**
 * The rounds after the first, for words that tell them together: `same` with one number, for "10 each"; `differ` with the number of each round and
 * its year, 10 (2017), 12 (2018) and 10 (2019). The words choose between the two.
 * @param yearly the words say "a year": then `same` needs a round in each year too
 */
export function laterRounds(
  rounds: readonly PatrolRound[],
  format: Format,
  { yearly = false } = {},
): { readonly officers: string | number; readonly form: 'same' | 'differ' } {
  const later = rounds.slice(1);
  const officers = later[0]?.officers ?? 0;
  const same = later.every((round) => round.officers === officers) && (!yearly || consecutive(rounds));
  return same
    ? { officers, form: 'same' }
    : {
        officers: format.list(later.map((round) => `${format.number(round.officers)} (${round.year})`)),
        form: 'differ',
      };
}

/** True where each year follows the one before. */
export const consecutive = (rows: readonly { readonly year: number }[]): boolean =>
  rows.every((row, index) => index === 0 || row.year === (rows[index - 1]?.year ?? 0) + 1);

/** What the words on Italy take for granted of the years: rounds first, at least two, then years without any to the end. */
export function pauseAssumed(
  held: readonly { readonly year: number }[],
  pause: readonly { readonly year: number }[],
): Readonly<Record<string, Held>> {
  const holds =
    held.length > 1 && pause.length > 0 && consecutive(pause) && (held.at(-1)?.year ?? 0) < (pause[0]?.year ?? 0);
  const years = (rows: readonly { readonly year: number }[]) => rows.map(({ year }) => year).join(', ') || 'no year';
  return {
    'rounds, then a pause to the last year': holds || `rounds in ${years(held)}; suspended in ${years(pause)}`,
  };
}

/** What Italy's minister said of the patrols, and the stated length of the last round in Italy, whose end is not printed anywhere. */
export const italianPatrols = {
  stopped: 'it-19',
  apart: 'it-23',
  ended: 'it-29',
  sum: 'it-14',
  lengthOfLast: 'it-13-figure-2',
} as const;

/** The values that every chart on the patrols in Italy asks for: the pause, what the minister said when, the length of the last round. */
export function italianPatrolValues(
  dataset: Dataset,
  format: Format,
  pause: readonly { readonly year: number }[],
): MessageValues {
  const dateOf = (claim: string) => format.date(dataset.get('claims', claim).date ?? '');
  return {
    pauseStart: String(pause[0]?.year ?? ''),
    pauseEnd: String(pause.at(-1)?.year ?? ''),
    weeks: dataset.get('claim_figures', italianPatrols.lengthOfLast).value,
    saidOn: dateOf(italianPatrols.apart),
    endedOn: dateOf(italianPatrols.ended),
  };
}

/**
 * The days of a round, or null where they are not in the records. Asks the words for `labels.fromFor`, and the values for `weeks`,
 * where the end is not printed anywhere.
 */
export function roundDates(
  round: PatrolRound,
  { words, values, format }: { readonly words: Messages; readonly values: MessageValues; readonly format: Format },
): string | null {
  if (!round.start || !round.end) return null;
  return round.endDerived
    ? words.text('labels.fromFor', { ...values, start: format.days(round.start, round.start) })
    : format.days(round.start, round.end);
}

/** A row of the table of years: its name, and what it has in a year. */
export interface YearRow {
  readonly label: string;
  readonly strong?: boolean;
  readonly cell: (year: number, width: number) => Block;
}

/** Years as columns, with the names of the rows at the left. */
export function yearTable<Row>(kit: Kit<Row>, years: readonly number[], rows: readonly YearRow[]): Block {
  const [labels, gap] = [kit.wide ? 150 : 68, 4];
  const column = (kit.width - labels) / years.length - gap;
  const short = column < 32;
  const heads = [
    empty,
    ...years.map((year) => kit.text(short ? `’${String(year).slice(2)}` : String(year), { strong: true })),
  ];
  const body = rows.map(({ label, strong = false, cell }) => [
    kit.text(label, { width: labels, strong }),
    ...years.map((year) => cell(year, column)),
  ]);
  const columns = [{ width: labels }, ...years.map(() => ({ width: column, align: 'middle' as const }))];
  return grid([heads, ...body], columns, { gap, rowGap: 8, rules: true });
}

/** The officers of a round, a dot each, under their number; nothing where there was no round. */
export function officersCell<Row>(kit: Kit<Row>, officers: number | undefined, width: number): Block {
  if (officers === undefined) return empty;
  const dots = kit.units([{ mark: 'one', count: officers }], {
    perRow: Math.max(2, Math.min(5, Math.floor((width - 2) / (kit.wide ? 12.6 : 10)))),
    up: true,
    ...(kit.wide ? {} : { size: 8, pitch: 10 }),
  });
  return stack([kit.text(kit.format.number(officers), { strong: true, anchor: 'middle' }), dots], 3, 'middle');
}

/** The cities of rounds, most often first: the officers there, or that it took part. Asks the words for `labels.tookPart`. */
export function cityRows<Row>(kit: Kit<Row>, rounds: readonly PatrolRound[]): readonly YearRow[] {
  const cities = new Map<string, { readonly name: string; rounds: number }>();
  for (const { place, name } of rounds.flatMap((round) => round.cities))
    cities.set(place, { name, rounds: (cities.get(place)?.rounds ?? 0) + 1 });
  return [...cities]
    .sort(([, a], [, b]) => b.rounds - a.rounds)
    .map(([place, { name }]) => ({
      label: name,
      cell: (year) => {
        const city = rounds.find((round) => round.year === year)?.cities.find((candidate) => candidate.place === place);
        if (!city) return empty;
        return city.officers === null
          ? kit.message('tookPart', { ink: 'muted', anchor: 'middle' })
          : kit.text(kit.format.number(city.officers), { strong: true, anchor: 'middle' });
      },
    }));
}

/** The days of each round in one sentence. */
export const datesLine = <Row>(kit: Kit<Row>, rounds: readonly PatrolRound[]): string =>
  rounds.map((round) => `${round.year}: ${roundDates(round, kit) ?? kit.say('noDates')}`).join('; ');
