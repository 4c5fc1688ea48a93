/** Rounds of joint patrols: the records of them, what words say of them, and a table of years in which each officer is a dot. */
import { pairs, sort } from 'd3';
import type { Dataset } from '../../dataset/dataset.ts';
import type { Format } from '../../words/format.ts';
import type { MessageValues } from '../../words/message.ts';
import type { Held } from '../chart.ts';
import { type FileColumn, type FileTable, file, fileTable, type TableInput } from '../columns.ts';
import { type Block, beside, empty, stack } from '../kit/block.ts';
import type { Kit } from '../kit/kit.ts';
import { claimDates } from './time.ts';

/**
 * Rounds of one country's officers in another, in the order of years: held, or suspended. Each with the cities that took part, and their officers where
 * they are known. Where the end is derived (the start plus the stated length), only the length is printed.
 */
export const patrolRounds = ({ tables, get }: Dataset, host: string, guest: string) =>
  sort(
    tables.patrols.filter((patrol) => patrol.host === host && patrol.guest === guest),
    ({ year }) => year,
  ).map((patrol) => ({
    ...patrol,
    endDerived: patrol.endBasis === 'derived',
    held: patrol.status === 'held',
    cities: tables.patrol_places
      .filter((row) => row.patrol === patrol.id)
      .map((row) => ({ ...row, name: get('places', row.place).name })),
  }));
export type PatrolRound = ReturnType<typeof patrolRounds>[number];

/** A round as files have it: one row a year, host and guest. */
const roundColumns: readonly FileColumn<PatrolRound>[] = [
  file.number('year'),
  file.country('host'),
  file.country('guest'),
  file.flag('held'),
  file.date('start'),
  file.date('end'),
  file.flag('endReckoned', (row) => row.endDerived),
  file.number('officers'),
  file.list('cities', (row) => row.cities.map((city) => city.name)),
];
export const roundsFile = <Row>(rounds: readonly PatrolRound[], input: TableInput<Row>): FileTable =>
  fileTable(rounds, roundColumns, input, ({ sources }) => ({ sources }));

/**
 * The values that words on rounds ask for, under the name of their host: how many, officers and year of the first, year of the last, and the later ones
 * together. `italyForm` is `same` with one number, for "10 each"; `differ` with the number of each round and its year, 10 (2017), 12 (2018) and 10 (2019).
 * @param yearly the words say "a year": then `same` needs a round in each year too
 */
export function roundValues(
  name: string,
  rounds: readonly PatrolRound[],
  format: Format,
  yearly = false,
): MessageValues {
  const [first, ...later] = rounds;
  const officers = later[0]?.officers ?? 0;
  const same = later.every((round) => round.officers === officers) && (!yearly || consecutive(rounds));
  const each = later.map((round) => `${format.number(round.officers)} (${round.year})`);
  return {
    [`${name}Rounds`]: rounds.length,
    [`${name}First`]: first?.officers ?? 0,
    [`${name}FirstYear`]: String(first?.year ?? ''),
    [`${name}LastYear`]: String(rounds.at(-1)?.year ?? ''),
    [`${name}Later`]: same ? officers : format.list(each),
    [`${name}Form`]: same ? 'same' : 'differ',
  };
}

interface Year {
  readonly year: number;
}
/** True where each year follows the one before. */
const consecutive = (rows: readonly Year[]): boolean => pairs(rows).every(([a, b]) => b.year === a.year + 1);

/** What the words on Italy take for granted of the years: rounds first, at least two, then years without any to the end. */
export function pauseAssumed(held: readonly Year[], pause: readonly Year[]): Readonly<Record<string, Held>> {
  const holds =
    held.length > 1 && pause.length > 0 && consecutive(pause) && (held.at(-1)?.year ?? 0) < (pause[0]?.year ?? 0);
  const years = (rows: readonly Year[]) => rows.map(({ year }) => year).join(', ') || 'no year';
  return {
    'rounds, then a pause to the last year': holds || `rounds in ${years(held)}; suspended in ${years(pause)}`,
  };
}

/** The claims on the patrols in Italy: the sum, the pause, what the minister said of them, and their end. */
export const italianClaims = { sum: 'it-14', stopped: 'it-19', apart: 'it-23', ended: 'it-29' } as const;

/** The values that every chart on the patrols in Italy asks for: the pause, what the minister said when, the stated length of the last round. */
export const italianValues = (dataset: Dataset, format: Format, pause: readonly Year[]): MessageValues => ({
  pauseStart: String(pause[0]?.year ?? ''),
  pauseEnd: String(pause.at(-1)?.year ?? ''),
  weeks: dataset.get('claim_figures', 'it-13-figure-2').value,
  ...claimDates(dataset, format, { saidOn: italianClaims.apart, endedOn: italianClaims.ended }),
});

/** The days of a round, or null where they are not in the records. Asks the words for `labels.fromFor` where the end is not printed anywhere. */
export function roundDates(
  { start, end, endDerived }: PatrolRound,
  { say, format }: Pick<TableInput<never>, 'say' | 'format'>,
): string | null {
  if (!start || !end) return null;
  return endDerived ? say('fromFor', { start: format.days(start, start) }) : format.days(start, end);
}

/** A row of the table of years. */
export interface YearRow {
  readonly label: string;
  /** Officers in a year: null where it has none that we found, undefined where it is not asked. */
  readonly officersIn: (year: number) => number | null | undefined;
}

/** Years as columns, with a dot for each officer. */
export function yearTable<Row>(kit: Kit<Row>, years: readonly number[], rows: readonly YearRow[]): Block {
  const [labels, gap] = [kit.wide ? 150 : 68, 4];
  const width = (kit.width - labels) / years.length - gap;
  const heads = years.map((year) => (width < 32 ? `’${String(year).slice(2)}` : String(year)));
  const body = rows.map(({ label, officersIn }) => [
    label,
    ...years.map((year) => officersCell(kit, officersIn(year), width)),
  ]);
  const columns = [
    { width: labels, strong: true },
    ...years.map(() => ({ width, align: 'middle', strong: true }) as const),
  ];
  return kit.table([['', ...heads], ...body], columns, { gap, rowGap: 8, rules: true });
}

/** Officers, a dot each under their number; a hatched bar for null, nothing for undefined. */
function officersCell<Row>(kit: Kit<Row>, officers: number | null | undefined, width: number): Block {
  if (officers === undefined) return empty;
  if (officers === null) return kit.bar('gap', 18, 10);
  if (officers === 0) return kit.text(kit.format.number(0), { ink: 'muted', anchor: 'middle' });
  const { size, pitch } = kit.wide ? { size: 10, pitch: 12.6 } : { size: 8, pitch: 10 };
  const perRow = Math.max(2, Math.min(5, Math.floor((width - 2) / pitch)));
  const dots = kit.units({ one: officers }, { perRow, up: true, size, pitch });
  return stack([kit.text(kit.format.number(officers), { strong: true, anchor: 'middle' }), dots], 3, 'middle');
}

/** The cities of a round, with the officers in each where they are known. Asks the words for `labels.cityOfficers`. */
export const citiesIn = ({ cities }: PatrolRound, { say }: Pick<TableInput<never>, 'say'>): string | null =>
  cities.map(({ name, officers }) => (officers === null ? name : say('cityOfficers', { name, officers }))).join(', ') ||
  null;

/** Officers by year in each direction, a list of the rounds, the pause, and what the minister said. */
export function patrolsPicture<Row>(
  kit: Kit<Row>,
  years: readonly number[],
  directions: readonly (YearRow & {
    readonly rounds: readonly PatrolRound[];
    /** Above the list of the rounds. */
    readonly heading: string;
  })[],
): readonly Block[] {
  const [year, days, gap] = [36, kit.wide ? 122 : 108, 12];
  const cities = (kit.wide ? 376 : kit.width) - year - days - 2 * gap;
  const columns = [{ width: year, strong: true }, { width: days, ink: 'muted' } as const, cities];
  const lists = directions.map(({ rounds, heading }) => {
    const cells = rounds.map((round) => [
      String(round.year),
      roundDates(round, kit) ?? kit.say('noDates'),
      citiesIn(round, kit) ?? '',
    ]);
    return stack(
      [kit.text(heading, { strong: true }), kit.table(cells, columns, { gap, rowGap: 4, align: 'start' })],
      4,
    );
  });
  return [
    yearTable(kit, years, directions),
    kit.legend(['one']),
    kit.wide ? beside(lists, 48, 'start') : stack(lists, 14),
    kit.message('pause', { ink: 'muted' }),
    ...['apart', 'ended'].map((key) => kit.note('answered', kit.say(key))),
  ];
}
