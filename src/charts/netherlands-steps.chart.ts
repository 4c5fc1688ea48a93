import { defineChart } from './chart.ts';
import { block, ink, type Kit, marks, Plot, stack } from './kit.ts';
import { type Step, stepBasis, stepCounts, stepMarks, stepsList, stepsOf, stepsTable } from './shared/steps.ts';
import { element, n } from './shared/svg.ts';
import { claimDates, dateOf, startOf } from './shared/time.ts';

/** The report and the order: the days between them are computed from their dates. */
const [REPORT, ORDER] = ['nl-03', 'nl-14'];
const DAY = 86_400_000;

/** What happened in the Netherlands, step by step: the reports, the order, the denials, the findings, and what was not found. */
export default defineChart<Step>({
  chapter: 'netherlands',
  order: 2,
  rows: (dataset) => stepsOf(dataset, 'netherlands', 'nl-25'),
  values: (rows, dataset, format) => ({
    ...stepCounts(rows),
    days: (Date.parse(dateOf(dataset, ORDER)) - Date.parse(dateOf(dataset, REPORT))) / DAY,
    ...claimDates(dataset, format, { report: REPORT, told: ORDER, finding: 'nl-20' }),
    ...claimDates(dataset, format, { closed: 'nl-19', staff: 'nl-27', contested: 'nl-24' }, 'month'),
  }),
  table: stepsTable,
  basis: stepBasis,
  draw: (kit) => stack([strip(kit), stepsList(kit)], 22),
  claims: (rows) => rows.map((row) => row.claim.id),
});

/** Every step at its place in true time, and the days from the reports to the order. */
function strip(kit: Kit<Step>) {
  const steps = kit.rows.flatMap((step) => (step.date === null ? [] : [{ step, date: startOf(step.date) }]));
  const dates = steps.map(({ date }) => date.getTime());
  const [reported, ordered] = [REPORT, ORDER].map((claim) => startOf(dateOf(kit.dataset, claim)));
  const height = 96;
  const plot = kit.plot(kit.width, height, {
    x: { type: 'utc', domain: [Math.min(...dates) - 12 * DAY, Math.max(...dates) + 12 * DAY] },
    marks: [
      Plot.rectX([{}], { x1: () => reported, x2: () => ordered, className: 'land' }),
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
    const baseline = element('path', { class: 'baseline', d: `M${n(x)} ${n(y + height)}h${kit.width}` });
    return plot.at(x, y) + baseline + kit.message('days').at(x + plot.x(ordered ?? 0) + 6, y);
  });
}
