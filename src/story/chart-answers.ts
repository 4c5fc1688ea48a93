/** The answers to what a chart shows, and the one of them that is shown openly under its picture. */
import type { BuiltChart } from '../charts/chart.ts';
import { type Answer, answersTo } from '../dataset/answers.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { Problem } from '../dataset/problems.ts';

/** The answers to what a chart shows, by id. */
export const chartAnswers = (chart: BuiltChart, dataset: Dataset): ReadonlyMap<string, Answer> =>
  new Map(chart.claims.flatMap((claim) => answersTo(dataset, claim)).map((answer) => [answer.row.id, answer]));

/** A chart that shows what was answered, and names no answer to show openly under the picture. */
export function answerProblem(
  file: string,
  answer: string | undefined,
  answers: ReadonlyMap<string, Answer>,
): Problem | undefined {
  const [first] = answers.keys();
  if (first === undefined || (answer !== undefined && answers.has(answer))) return undefined;
  return {
    file,
    where: 'front matter',
    field: 'answer',
    found: answer ?? 'nothing',
    expected: `the answer to show openly under the picture, one of ${[...answers.keys()].join(', ')}`,
    fix: `${answer === undefined ? 'add a line to the front matter, such as' : 'write another, such as'}  answer: ${first}`,
  };
}
