import { defineChart } from './chart.ts';
import { drawSteps, type Step, stepsOf, stepsTable } from './shared/steps.ts';

/** Report and order stand by their dates, not by a count typed into the words. */
const REPORT = 'nl-03';
const TOLD = 'nl-14';
const FINDING = 'nl-20';

/** What happened in the Netherlands, step by step: the reports, the order, the denials, the findings, and what was not found. */
export default defineChart<Step>({
  id: 'netherlands-steps',
  chapter: 'netherlands',
  order: 2,
  rows: (dataset) => stepsOf(dataset, 'netherlands', 'nl-25'),
  values: (rows, dataset, format) => {
    const date = (claim: string) => format.date(dataset.get('claims', claim).date ?? '');
    const count = (form: Step['form']) => rows.filter((row) => row.form === form).length;
    const days =
      (Date.parse(dataset.get('claims', TOLD).date ?? '') - Date.parse(dataset.get('claims', REPORT).date ?? '')) /
      86_400_000;
    return {
      steps: count('said') + count('answered'),
      answered: count('answered'),
      days,
      report: date(REPORT),
      told: date(TOLD),
      finding: date(FINDING),
      closed: format.date(dataset.get('claims', 'nl-19').date?.slice(0, 7) ?? ''),
      staff: format.date(dataset.get('claims', 'nl-27').date?.slice(0, 7) ?? ''),
      contested: format.date(dataset.get('claims', 'nl-24').date?.slice(0, 7) ?? ''),
    };
  },
  table: stepsTable,
  draw: drawSteps,
  claims: (rows) => rows.map((row) => row.claim.id),
  sources: (rows) => [...new Set(rows.flatMap((row) => row.claim.sources))].sort(),
});
