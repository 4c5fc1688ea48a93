import { expect, test } from 'vitest';
import { asOfMonths } from '../../src/dataset/as-of.ts';

test('a text may be as of the month of its edition or of the two years before, and of none after', () => {
  const months = asOfMonths('2027-02-10');
  expect(months.slice(0, 3)).toEqual(['2027-02', '2027-01', '2026-12']);
  expect(months).toHaveLength(24);
  expect(months.at(-1)).toBe('2025-03');
});
