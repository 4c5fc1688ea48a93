import { defineChart, sourcesOf } from './chart.ts';
import { block, stack } from './kit/block.ts';
import type { Kit } from './kit/kit.ts';
import { marks } from './kit/marks.ts';
import { ink, Plot } from './kit/plot.ts';
import { type Step, stepBasis, stepMarks, stepsList, stepsOf, stepsTable } from './shared/steps.ts';
import { element, n } from './shared/svg.ts';
import { startOf } from './shared/time.ts';

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
  basis: stepBasis,
  draw: (kit) => stack([strip(kit), stepsList(kit)], 22),
  claims: (rows) => rows.map((row) => row.claim.id),
  sources: (rows) => sourcesOf(rows.map((row) => row.claim)),
});

/** Every step at its place in true time, and the days from the reports to the order. */
function strip(kit: Kit<Step>) {
  const steps = kit.rows.flatMap((step) => (step.date === null ? [] : [{ step, date: startOf(step.date) }]));
  const dates = steps.map(({ date }) => date.getTime());
  const dateOf = (claim: string) => startOf(kit.dataset.get('claims', claim).date ?? '');
  const height = 96;
  const plot = kit.plot(kit.width, height, {
    x: { type: 'utc', domain: [Math.min(...dates) - 12 * 86_400_000, Math.max(...dates) + 12 * 86_400_000] },
    marks: [
      Plot.rectX([{}], { x1: () => dateOf(REPORT), x2: () => dateOf(TOLD), className: 'land' }),
      Plot.axisX({
        ticks: kit.wide ? 'quarter' : '6 months',
        tickSize: 0,
        tickFormat: (date: Date) => kit.format.shortDate(date.toISOString().slice(0, 7)),
        className: 'label label--muted',
      }),
      Plot.dot(
        steps,
        Plot.dodgeY({
          x: 'date',
          r: kit.wide ? 5 : 4,
          padding: 1,
          fill: ({ step }: (typeof steps)[number]) => ink(marks[stepMarks[step.form]].className),
        } as Plot.DotOptions),
      ),
    ],
  });
  return block(kit.width, height + 26, (x, y) => {
    const days = kit.message('days');
    const baseline = element('path', { class: 'baseline', d: `M${n(x)} ${n(y + height)}h${kit.width}` });
    return plot.at(x, y) + baseline + days.at(x + plot.x(dateOf(TOLD)) + 6, y);
  });
}
