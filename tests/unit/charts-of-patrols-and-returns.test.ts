/** Row functions of the charts on patrols and returns: what they must say whatever the picture looks like. */
import { describe, expect, test } from 'vitest';
import { patrolRounds } from '../../src/charts/shared/officers.ts';
import { endOf, startOf } from '../../src/charts/shared/time.ts';
import { dataset } from '../../src/dataset/current.ts';
import { derivedFigure } from '../../src/dataset/derived.ts';
import { chartOf } from '../helpers/chart-table.ts';

const tableOf = (id: string) => chartOf(id).table.rows;

describe('dates on an axis', () => {
  test.each([
    ['2021', '2021-01-01', '2022-01-01'],
    ['2021-05', '2021-05-01', '2021-06-01'],
    ['2021-12', '2021-12-01', '2022-01-01'],
    ['2024-02-29', '2024-02-29', '2024-03-01'],
  ])('%s runs from %s until %s', (date, start, end) => {
    expect(startOf(date).toISOString().slice(0, 10)).toBe(start);
    expect(endOf(date).toISOString().slice(0, 10)).toBe(end);
  });
});

describe('rounds of patrols', () => {
  test('come in the order of years, with their cities', () => {
    const rounds = patrolRounds(dataset, 'CHN', 'ITA');
    const own = dataset.tables.patrols
      .filter((row) => row.guest === 'ITA' && row.host === 'CHN')
      .sort((a, b) => a.year - b.year);
    expect(rounds.map((round) => [round.year, round.officers])).toEqual(own.map((row) => [row.year, row.officers]));
    expect(rounds.length).toBeGreaterThan(1);
    expect(rounds[0]?.cities.map((city) => city.name)).toEqual(['Beijing', 'Shanghai']);
  });
});

describe('officers-both-ways', () => {
  test('has a row a year, and sums that are those of the table', () => {
    const rows = tableOf('officers-both-ways');
    expect(rows.map((row) => row[0])).toEqual(['2016', '2017', '2018', '2019', '2020', '2021', '2022']);
    const sum = (column: number) => rows.reduce((total, row) => total + Number(row[column]), 0);
    expect(sum(1)).toBe(derivedFigure(dataset, 'patrol-postings-italy').value);
    expect(sum(4)).toBe(derivedFigure(dataset, 'patrol-postings-china').value);
  });
});

describe('patrols-croatia-serbia', () => {
  test('prints nothing where nothing was found, not a zero', () => {
    const rows = new Map(tableOf('patrols-croatia-serbia').map((row) => [row[0], row]));
    const officers = (year: number) =>
      ['ITA', 'HRV', 'SRB'].map(
        (host) =>
          dataset.tables.patrols.find((row) => row.host === host && row.guest === 'CHN' && row.year === year)
            ?.officers ?? null,
      );
    // A suspended round is a zero, a year without a row is nothing.
    for (const [year, nothing] of [
      [2020, [false, true, true]],
      [2023, [true, false, false]],
      [2024, [true, false, true]],
    ] as const) {
      expect(rows.get(String(year))?.slice(1, 4)).toEqual(officers(year));
      expect(officers(year).map((value) => value === null)).toEqual(nothing);
    }
  });
});

describe('sky-net-by-year', () => {
  const rows = tableOf('sky-net-by-year');
  test('draws the total of three years as an average, and nothing for the year without a figure', () => {
    expect(rows[0]?.slice(1, 3)).toEqual([
      dataset.get('returns', 'sky-net-2014-2016').value,
      derivedFigure(dataset, 'sky-net-average-2014-2016').value,
    ]);
    expect(rows.find((row) => row[0] === '2022')?.slice(1, 3)).toEqual([null, null]);
    expect(rows.filter((row) => row[2] !== null).every((row, index) => index === 0 || row[1] === row[2])).toBe(true);
  });

  test('shares no figure with Fox Hunt', () => {
    const skyNet = new Set(rows.map((row) => row[1]).filter((value) => value !== null));
    for (const [, people] of tableOf('fox-hunt-outcomes'))
      expect(people !== undefined && people !== null && skyNet.has(people)).toBe(false);
  });
});

describe('persuaded-shares', () => {
  const rows = dataset.tables.persuaded_shares;
  test('derived shares are their numerator by their denominator', () => {
    for (const row of rows)
      if (row.shareBasis === 'derived')
        expect(row.share, row.id).toBe(Math.round(((row.numerator ?? 0) / row.denominator) * 1000) / 10);
  });

  test('stand in groups of one definition, by size within them, not by time', () => {
    const definitions = tableOf('persuaded-shares').map((row) => String(row[1]));
    expect(definitions.filter((definition, index) => definition !== definitions[index - 1])).toHaveLength(
      new Set(definitions).size,
    );
    const order = ['persuaded', 'persuaded-of-those-from-abroad', 'surrendered-or-persuaded'];
    const byDefinition = order.flatMap((definition) =>
      rows
        .filter((row) => row.definition === definition)
        .map((row) => row.share)
        .sort((a, b) => a - b),
    );
    expect(tableOf('persuaded-shares').map((row) => row[4])).toEqual(byDefinition);
  });
});

describe('fraud-campaign-overlap', () => {
  test('holds no figure that is a sum of others, and not the disputed one', () => {
    const values = tableOf('fraud-campaign-overlap').map((row) => Number(row[1]));
    const stated = dataset.tables.returns.filter(
      (row) => row.campaign === 'telecom-fraud' && /^(persuaded|handed-over-by-myanmar)$/.test(row.measure),
    );
    expect(values.slice().sort()).toEqual(stated.map((row) => row.value ?? 0).sort());
  });
});

describe('freedom-house', () => {
  test('states a part for China only where the count states it', () => {
    const totals = dataset.tables.repression_totals.map((row) => [row.total, row.china, row.chinaShare]);
    const shown = tableOf('freedom-house').slice(0, totals.length);
    expect(shown.map((row) => row.slice(1, 4))).toEqual(totals);
    expect(totals.filter(([, china]) => china === null).length).toBeGreaterThan(0);
  });
});

test.each([
  'officers-both-ways',
  'patrols-croatia-serbia',
  'sky-net-by-year',
  'fox-hunt-outcomes',
  'persuaded-shares',
  'fraud-campaign-overlap',
  'extradition-treaties',
  'freedom-house',
])('%s has a short headline without a full stop', (id) => {
  const { headline } = chartOf(id);
  expect(headline.length, headline).toBeLessThanOrEqual(90);
  expect(headline).not.toMatch(/\.$/);
});
