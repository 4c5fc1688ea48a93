import { defineChart } from './chart.ts';
import { type Step, stepBasis, stepCounts, stepsList, stepsOf, stepsTable } from './shared/steps.ts';
import { claimDates, dateOf } from './shared/time.ts';

/**
 * The two strands, kept apart because the minister said that they have nothing to do with each other.
 * Every claim of the timeline is in one, by the number in its id; a new claim in neither stops the build.
 */
const strands = {
  patrols: [7, 10, 11, 12, 13, 15, 16, 17, 19, 29, 31, 32, 33],
  offices: [1, 4, 5, 20, 22, 30, 35],
} as const satisfies Readonly<Record<string, readonly number[]>>;

function strandOf(claim: string): string {
  const number = Number(claim.replace('it-', ''));
  const strand = Object.entries(strands).find(([, numbers]) => (numbers as readonly number[]).includes(number));
  if (!strand)
    throw new Error(
      `italy-steps: the claim ${claim} has no strand: say whether it is about the patrols or the offices`,
    );
  return strand[0];
}

const [STOPPED, FIRST_REPORT] = ['it-19', 'it-04'];

/** What happened in Italy, step by step, in two strands: joint patrols and police cooperation, and the listed offices. */
export default defineChart<Step>({
  chapter: 'italy',
  order: 5,
  rows: (dataset) => stepsOf(dataset, 'italy', 'it-34', strandOf),
  values: (rows, dataset, format) => {
    const yearOf = (claim: string) => Number(dateOf(dataset, claim).slice(0, 4));
    const named = { signed: 'it-07', stopped: STOPPED, report: FIRST_REPORT, minister: 'it-22', ended: 'it-29' };
    return {
      ...stepCounts(rows),
      years: yearOf(FIRST_REPORT) - yearOf(STOPPED),
      patrolSteps: rows.filter((row) => row.strand === 'patrols').length,
      officeSteps: rows.filter((row) => row.strand === 'offices').length,
      roundsItaly: rows.filter((row) => row.claim.unit === 'Chinese officers').length,
      roundsChina: rows.filter((row) => row.claim.unit === 'Italian officers').length,
      ...claimDates(dataset, format, { ...named, resumed: 'it-31' }),
      ...claimDates(dataset, format, { cut: 'it-33' }, 'month'),
    };
  },
  table: stepsTable,
  basis: stepBasis,
  draw: stepsList,
  claims: (rows) => rows.map((row) => row.claim.id),
});
