/** Rounds of joint patrols as columns of squares, one square an officer, two in a row: height is read as number, and so is each square. */
import type { Dataset } from '../../dataset/dataset.ts';
import type { Format } from '../../words/format.ts';
import type { Messages, MessageValues } from '../../words/message.ts';
import { n } from './svg.ts';
import type { Condition } from './words-hold.ts';

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
export function pauseCondition(
  held: readonly { readonly year: number }[],
  pause: readonly { readonly year: number }[],
): Condition {
  return {
    field: 'summary and headline',
    says: 'rounds, then a pause to the last year',
    holds:
      held.length > 1 && pause.length > 0 && consecutive(pause) && (held.at(-1)?.year ?? 0) < (pause[0]?.year ?? 0),
    found: `rounds in ${held.map(({ year }) => year).join(', ') || 'no year'}; suspended in ${pause.map(({ year }) => year).join(', ') || 'no year'}`,
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

const perRow = 2;
/** Between two squares, in units. */
const gap = 1.4;

export const columnWidth = (side: number): number => perRow * side + (perRow - 1) * gap;
export const columnHeight = (officers: number, side: number): number =>
  officers === 0 ? 0 : Math.ceil(officers / perRow) * (side + gap);

/** The squares of a column as the `d` of a path; they grow away from the baseline, upwards or downwards. */
export function officerSquares(
  officers: number,
  {
    centre,
    baseline,
    side,
    down = false,
  }: { readonly centre: number; readonly baseline: number; readonly side: number; readonly down?: boolean },
): string {
  const left = centre - columnWidth(side) / 2;
  return Array.from({ length: officers }, (_, index) => {
    const away = Math.floor(index / perRow) * (side + gap) + gap;
    const y = down ? baseline + away : baseline - away - side;
    return `M${n(left + (index % perRow) * (side + gap))} ${n(y)}h${n(side)}v${n(side)}h${n(-side)}z`;
  }).join('');
}
