import { ascending } from 'd3';
import { once } from '../shared/once.ts';
import type { Dataset } from './dataset.ts';
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

const dateOf = ({ table, row }: Answer): string =>
  row.date ?? (table === 'claims' ? (row.periodStart ?? '9999') : '9999');

/** The answers of a dataset by the claim they answer: read once, as each of many pages asks. */
const indexOf = once((dataset: Dataset): ReadonlyMap<string, readonly Answer[]> => {
  const { claims, responses } = dataset.tables;
  const all: readonly Answer[] = [
    ...claims.map((row) => ({ table: 'claims' as const, row })),
    ...responses.map((row) => ({ table: 'responses' as const, row })),
  ].sort((a, b) => ascending(dateOf(a), dateOf(b)) || ascending(a.row.id, b.row.id));
  const links = all.flatMap((answer) => answer.row.answers.map((claim) => ({ claim, answer })));
  return new Map(
    [...Map.groupBy(links, ({ claim }) => claim)].map(([claim, own]) => [claim, own.map(({ answer }) => answer)]),
  );
});

/** All answers to a claim, oldest first. The answer travels with the claim wherever it appears. */
export const answersTo = (dataset: Dataset, claim: string): readonly Answer[] => indexOf(dataset).get(claim) ?? [];
