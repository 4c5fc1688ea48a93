/** `npm run read`: what is printed beside a passage whose records changed since it was read. */
import { expect, test } from 'vitest';
import { changeLines, changesOf } from '../../src/pages/_facts/record-changes.ts';
import { changed, claim, datasetOf, figure, standard } from '../helpers/facts.ts';

const before = datasetOf(standard);

test('names the field of the record that changed, with its old and its new value', () => {
  const now = changed('claims', 'desk', { value: 12, note: 'Counted again.' });
  expect(changeLines(['list-1', 'desk'], now, before, 'edition 1.0.0')).toEqual([
    'Changed since edition 1.0.0:',
    '  desk  value: "11" → "12"',
    '  desk  note: nothing → "Counted again."',
  ]);
});

test('names the row of a figure that was added, and a new answer', () => {
  const now = datasetOf({
    ...standard,
    claims: [...(standard.claims ?? []), claim('denied', { answers: ['list-1'] })],
    claim_figures: [...(standard.claim_figures ?? []), figure('list-1', 3, 'lists', 'exact', 2)],
  });
  const changes = changesOf('list-1', now, before);
  expect(changes).toContainEqual({
    row: 'claim_figures/list-1-figure-2',
    field: 'value',
    before: undefined,
    now: '3',
  });
  expect(changes).toContainEqual({ row: 'list-1', field: 'answered by', before: undefined, now: 'denied' });
});

test('says so where no cited record differs from the edition', () => {
  expect(changesOf('desk', before, before)).toEqual([]);
  expect(changeLines(['desk'], before, before, 'edition 1.0.0').join(' ')).toMatch(
    /^No record that it cites differs from edition 1\.0\.0/,
  );
});
