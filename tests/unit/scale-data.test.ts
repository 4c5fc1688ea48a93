import { expect, test } from 'vitest';
import { scaleTables } from '../../scripts/scale-data.ts';
import { parseDataset } from '../../src/dataset/parse.ts';
import { currentFiles } from '../helpers/data-files.ts';

test('a dataset made three times as large is sound, and its copies answer each other', () => {
  const [small, large] = [parseDataset(currentFiles()), parseDataset(scaleTables(currentFiles(), 3))];
  expect(large.tables.responses.length).toBeGreaterThan(2 * small.tables.responses.length);
  for (const name of ['claims', 'stations'] as const)
    expect(large.tables[name]).toHaveLength(3 * small.tables[name].length);
  expect(large.tables.countries).toEqual(small.tables.countries);
  const answering = large.tables.claims.find((claim) => claim.answers.length > 0 && claim.id.endsWith('-copy-3'));
  expect(answering?.answers.every((id) => id.endsWith('-copy-3'))).toBe(true);
});

test('a dataset made once as large is as it was', () => {
  expect(parseDataset(scaleTables(currentFiles(), 1)).tables).toEqual(parseDataset(currentFiles()).tables);
});
