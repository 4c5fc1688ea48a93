/** Rounds of joint patrols as columns of squares, one square an officer, two in a row: height is read as number, and so is each square. */
import type { Dataset } from '../../dataset/parse.ts';
import type { Format } from '../../words/format.ts';
import type { Messages, MessageValues } from '../../words/message.ts';
import { n } from './svg.ts';

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
  readonly cities: readonly string[];
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
      cities: dataset.tables.patrol_places.filter((row) => row.patrol === id).map((row) => dataset.get('places', row.place).name),
    }))
    .sort((a, b) => a.year - b.year);

/**
 * The days of a round, or null where they are not in the records. Asks the words for `labels.fromFor`, and the values for `weeks`,
 * where the end is not printed anywhere.
 */
export function roundDates(round: PatrolRound, { words, values, format }: { readonly words: Messages; readonly values: MessageValues; readonly format: Format }): string | null {
  if (!round.start || !round.end) return null;
  return round.endDerived ? words.text('labels.fromFor', { ...values, start: format.days(round.start, round.start) }) : format.days(round.start, round.end);
}

const perRow = 2;
/** Between two squares, in units. */
const gap = 1.4;

export const columnWidth = (side: number): number => perRow * side + (perRow - 1) * gap;
export const columnHeight = (officers: number, side: number): number => (officers === 0 ? 0 : Math.ceil(officers / perRow) * (side + gap));

/** The squares of a column as the `d` of a path; they grow away from the baseline, upwards or downwards. */
export function officerSquares(
  officers: number,
  { centre, baseline, side, down = false }: { readonly centre: number; readonly baseline: number; readonly side: number; readonly down?: boolean },
): string {
  const left = centre - columnWidth(side) / 2;
  return Array.from({ length: officers }, (_, index) => {
    const away = Math.floor(index / perRow) * (side + gap) + gap;
    const y = down ? baseline + away : baseline - away - side;
    return `M${n(left + (index % perRow) * (side + gap))} ${n(y)}h${n(side)}v${n(side)}h${n(-side)}z`;
  }).join('');
}
