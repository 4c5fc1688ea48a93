/** Faults in the form of data/readings/: by file, line and field, like those of any other file. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readingsFrom } from '../../src/charts/shared/readings.ts';
import { ProblemsError } from '../../src/dataset/problems.ts';

const schema = z.record(z.string(), z.strictObject({ speaker: z.enum(['ministry', 'embassy']) }));
const file = 'data/readings/some.json';

test('A reading whose form is wrong is reported with its file, line and field, all faults at once', () => {
  const value = { a: { speaker: 'ministry' }, b: { speaker: 'embasy', place: 'Santiago' }, c: {} };
  let caught: unknown;
  try {
    readingsFrom(file, value, schema);
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(ProblemsError);
  expect((caught as ProblemsError).problems.map((problem) => [problem.file, problem.where, problem.field])).toEqual([
    [file, 'line 3', 'b.speaker'],
    [file, 'line 3', 'place'],
    [file, 'line 4', 'c.speaker'],
  ]);
});

test('Readings of the right form are given as they are', () =>
  expect(readingsFrom(file, { a: { speaker: 'embassy' } }, schema)).toEqual({ a: { speaker: 'embassy' } }));

test.each(readdirSync('data/readings'))(
  '%s has each reading on a line of its own, by which faults are found',
  (name) => {
    const text = readFileSync(join('data/readings', name), 'utf8');
    const ids = Object.keys(JSON.parse(text) as object);
    expect(
      text
        .split('\n')
        .slice(1, -2)
        .map((line) => /^ {2}"([^"]+)": /.exec(line)?.[1]),
    ).toEqual(ids);
  },
);
