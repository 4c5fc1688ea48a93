/** Words that no value fills in ("the most of any state", "January to November") rest on rows too: where these no longer bear them, the words must change. */
import { ProblemsError } from '../../dataset/problems.ts';
import type { Format } from '../../words/format.ts';

export interface Condition {
  /** Part of the chart's words: `headline`, `description`, or `notes` for what stands below the front matter. */
  readonly field: string;
  /** The words as they stand. */
  readonly says: string;
  readonly holds: boolean;
  /** What the rows have. */
  readonly found: string;
}

/** Throws with every condition that does not hold, naming the words file of the chart. */
export function wordsHold(chart: string, { language }: Format, conditions: readonly Condition[]): void {
  const problems = conditions
    .filter(({ holds }) => !holds)
    .map(({ field, says, found }) => ({
      file: `content/${language}/charts/${chart}.md`,
      where: field === 'notes' ? 'below the front matter' : 'front matter',
      field,
      found,
      expected: `rows that bear "${says}"`,
      fix: `write the ${field} anew, then the condition in src/charts/${chart}.chart.ts; or fix the rows`,
    }));
  if (problems.length > 0) throw new ProblemsError(`The rows of the chart ${chart} no longer bear its words`, problems);
}
