import type { Dataset } from './parse.ts';
import type { Row } from './schema.ts';

/** What was answered to a claim: another claim, or a dated event. */
export type Answer = { readonly table: 'claims'; readonly row: Row<'claims'> } | { readonly table: 'responses'; readonly row: Row<'responses'> };

const dateOf = (answer: Answer): string => answer.row.date ?? (answer.table === 'claims' ? (answer.row.periodStart ?? '9999') : '9999');

/** All answers to a claim, oldest first. The answer travels with the claim wherever it stands. */
export function answersTo(dataset: Dataset, claim: string): readonly Answer[] {
  const answers: Answer[] = [
    ...dataset.tables.claims.filter((row) => row.answers.includes(claim)).map((row) => ({ table: 'claims' as const, row })),
    ...dataset.tables.responses.filter((row) => row.answers.includes(claim)).map((row) => ({ table: 'responses' as const, row })),
  ];
  return answers.sort((a, b) => (dateOf(a) === dateOf(b) ? (a.row.id < b.row.id ? -1 : 1) : dateOf(a) < dateOf(b) ? -1 : 1));
}
