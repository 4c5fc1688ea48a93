import type { Dataset } from './dataset.ts';
import { once } from './once.ts';
import type { Row } from './schema.ts';

/** What was said or done: a claim, or a dated event. Either can answer a claim. */
export type Answer =
  | { readonly table: 'claims'; readonly row: Row<'claims'> }
  | { readonly table: 'responses'; readonly row: Row<'responses'> };

/** The claim or response with an id; throws when there is neither. */
export const recordOf = (dataset: Dataset, id: string): Answer =>
  dataset.has('claims', id)
    ? { table: 'claims', row: dataset.get('claims', id) }
    : { table: 'responses', row: dataset.get('responses', id) };

const dateOf = (answer: Answer): string =>
  answer.row.date ?? (answer.table === 'claims' ? (answer.row.periodStart ?? '9999') : '9999');

/** The answers of a dataset by the claim they answer: read once, as each of many pages asks. */
const indexOf = once((dataset: Dataset): ReadonlyMap<string, readonly Answer[]> => {
  const index = new Map<string, Answer[]>();
  const add = (answer: Answer) => {
    for (const claim of answer.row.answers) {
      const answers = index.get(claim);
      if (answers) answers.push(answer);
      else index.set(claim, [answer]);
    }
  };
  for (const row of dataset.tables.claims) add({ table: 'claims', row });
  for (const row of dataset.tables.responses) add({ table: 'responses', row });
  for (const answers of index.values())
    answers.sort((a, b) => (dateOf(a) === dateOf(b) ? (a.row.id < b.row.id ? -1 : 1) : dateOf(a) < dateOf(b) ? -1 : 1));
  return index;
});

/** All answers to a claim, oldest first. The answer travels with the claim wherever it appears. */
export const answersTo = (dataset: Dataset, claim: string): readonly Answer[] => indexOf(dataset).get(claim) ?? [];
