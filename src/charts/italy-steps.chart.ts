import { defineChart, sourcesOf } from './chart.ts';
import { type Step, stepBasis, stepsList, stepsOf, stepsTable } from './shared/steps.ts';

/**
 * The two strands, kept apart because the minister said that they have nothing to do with each other.
 * Every claim of the timeline has one; a new claim without one stops the build.
 */
const strands: Readonly<Record<string, 'patrols' | 'offices'>> = {
  'it-07': 'patrols',
  'it-10': 'patrols',
  'it-11': 'patrols',
  'it-12': 'patrols',
  'it-13': 'patrols',
  'it-15': 'patrols',
  'it-16': 'patrols',
  'it-17': 'patrols',
  'it-19': 'patrols',
  'it-29': 'patrols',
  'it-31': 'patrols',
  'it-32': 'patrols',
  'it-33': 'patrols',
  'it-01': 'offices',
  'it-04': 'offices',
  'it-05': 'offices',
  'it-20': 'offices',
  'it-22': 'offices',
  'it-30': 'offices',
  'it-35': 'offices',
};

function strandOf(claim: string): 'patrols' | 'offices' {
  const strand = strands[claim];
  if (!strand)
    throw new Error(
      `italy-steps: the claim ${claim} has no strand: say whether it is about the patrols or the offices`,
    );
  return strand;
}

const SIGNED = 'it-07';
const STOPPED = 'it-19';
const FIRST_REPORT = 'it-04';

/** What happened in Italy, step by step, in two strands: joint patrols and police cooperation, and the listed offices. */
export default defineChart<Step>({
  id: 'italy-steps',
  chapter: 'italy',
  order: 5,
  rows: (dataset) => stepsOf(dataset, 'italy', 'it-34', strandOf),
  values: (rows, dataset, format) => {
    const dateOf = (claim: string) => dataset.get('claims', claim).date ?? '';
    const count = (form: Step['form']) => rows.filter((row) => row.form === form).length;
    return {
      steps: count('said') + count('answered'),
      answered: count('answered'),
      signed: format.date(dateOf(SIGNED)),
      stopped: format.date(dateOf(STOPPED)),
      report: format.date(dateOf(FIRST_REPORT)),
      years: Number(dateOf(FIRST_REPORT).slice(0, 4)) - Number(dateOf(STOPPED).slice(0, 4)),
      patrolSteps: rows.filter((row) => row.strand === 'patrols').length,
      officeSteps: rows.filter((row) => row.strand === 'offices').length,
      roundsItaly: rows.filter((row) => row.claim.unit === 'Chinese officers').length,
      roundsChina: rows.filter((row) => row.claim.unit === 'Italian officers').length,
      minister: format.date(dateOf('it-22')),
      ended: format.date(dateOf('it-29')),
      resumed: format.date(dateOf('it-31')),
      cut: format.date(dateOf('it-33').slice(0, 7)),
    };
  },
  table: stepsTable,
  basis: stepBasis,
  draw: stepsList,
  claims: (rows) => rows.map((row) => row.claim.id),
  sources: (rows) => sourcesOf(rows.map((row) => row.claim)),
});
