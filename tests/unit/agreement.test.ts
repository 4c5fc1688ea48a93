/** One fact in two tables: both say the same, or the dataset is refused with both rows and both values. */
import { describe, expect, test } from 'vitest';
import { derivedFigure } from '../../src/dataset/derived.ts';
import { parseDataset } from '../../src/dataset/parse.ts';
import type { ProblemsError } from '../../src/dataset/problems.ts';
import {
  currentFiles,
  currentRows,
  type ExpectedProblem,
  expectProblem,
  faultOf,
  filesWith,
  type LooseRow,
  rowOf,
  rowWhere,
} from '../helpers/data-files.ts';

const set = (table: Parameters<typeof rowOf>[1], key: string, column: string, value: unknown) => (rows: LooseRow[]) => {
  rowOf(rows, table, key)[column] = value;
};
const officersOf = (patrol: string) => Number(rowOf(currentRows('patrols'), 'patrols', patrol)['officers']);
/** Asserts that a row is reported: its table and key, the field, and what else the problem says. */
const expectRow = (error: ProblemsError, table: string, key: string, field: string, more: ExpectedProblem = {}) =>
  expectProblem(error, {
    file: `data/${table}.json`,
    where: new RegExp(`^row \\d+ \\(${key}\\)$`),
    field,
    fix: /^fix both rows, or the one that is wrong/,
    ...more,
  });

describe('a number of a series', () => {
  test.each([
    ['returns', 'sky-net-2019', 'value', 'hunt-11'],
    ['returns', 'fox-hunt-2016', 'value', 'hunt-03'],
    ['persuaded_shares', 'sky-net-2018', 'numerator', 'hunt-09'],
    ['repression_totals', 'through-2022', 'china', 'ctx-09'],
  ] as const)('%s, %s, %s is that of %s', (table, row, column, claim) => {
    const value = Number(rowOf(currentRows(table), table, row)[column]);
    expectRow(faultOf(filesWith({ [table]: set(table, row, column, value + 1) })), table, row, column, {
      found: String(value + 1),
      expected: new RegExp(`^${value}, as claim(?:s|_figures), ${claim}`),
    });
  });

  test('that no claim of its period and source gives is free', () => {
    const files = filesWith({ returns: set('returns', 'sky-net-total-2016-09', 'value', 2211) });
    expect(() => parseDataset(files)).not.toThrow();
  });
});

describe('the officers of a round', () => {
  // Each claim on one round, with the row on the same round: by its days, or by host and year where the days are not known.
  const pairs = [
    ['it-10', 'chn-in-ita-2016'],
    ['it-11', 'chn-in-ita-2017'],
    ['it-12', 'chn-in-ita-2018'],
    ['it-13', 'chn-in-ita-2019'],
    ['it-15', 'ita-in-chn-2017'],
    ['it-16', 'ita-in-chn-2018'],
    ['it-17', 'ita-in-chn-2019'],
    ['ctx-02', 'chn-in-srb-2019'],
    ['ctx-03', 'chn-in-srb-2023'],
  ] as const;

  test.each(pairs)('in %s are those of %s', (claim, patrol) => {
    const officers = officersOf(patrol);
    expectRow(
      faultOf(filesWith({ patrols: set('patrols', patrol, 'officers', officers + 2) })),
      'claims',
      claim,
      'value',
      {
        found: String(officers),
        expected: `${officers + 2}, as patrols, ${patrol}, officers has: the claim and the row are about one round`,
      },
    );
    const { problems } = faultOf(filesWith({ claims: set('claims', claim, 'value', officers + 1) }));
    expect(problems.map((problem) => [problem.file, problem.field])).toEqual([['data/claims.json', 'value']]);
  });

  test('are found by days that overlap, when one of the two was moved', () => {
    const files = filesWith({
      patrols: set('patrols', 'chn-in-ita-2018', 'officers', officersOf('chn-in-ita-2018') + 2),
      claims: set('claims', 'it-12', 'periodEnd', '2018-06-16'),
    });
    expectRow(faultOf(files), 'claims', 'it-12', 'value', { expected: /chn-in-ita-2018/ });
  });

  test('of other rounds, of a host that no row has and of what is no round are left alone', () => {
    const loose = (changes: LooseRow) =>
      filesWith({
        claims: (rows) =>
          rows.push({
            ...rowOf(rows, 'claims', 'it-12'),
            id: 'another',
            statement: 'Another round in Italy.',
            value: 77,
            ...changes,
          }),
      });
    for (const changes of [
      { periodStart: '2011-05-28', periodEnd: '2011-06-17' },
      { unit: 'Chinese tourists' },
      { periodStart: '2022', periodEnd: '2022', statement: 'Chinese officers came to Portugal.' },
    ])
      expect(() => parseDataset(loose(changes)), JSON.stringify(changes)).not.toThrow();
    expect(() => parseDataset(loose({}))).toThrow();
  });
});

describe('a sum of rounds', () => {
  const sum = derivedFigure(parseDataset(currentFiles()), 'patrol-postings-italy').value;

  test('is that of the rounds, and so are its parts', () => {
    const error = faultOf(
      filesWith({ patrols: set('patrols', 'chn-in-ita-2018', 'officers', officersOf('chn-in-ita-2018') + 2) }),
    );
    expectRow(error, 'claims', 'it-14', 'value', {
      found: String(sum),
      expected: new RegExp(
        `^${sum + 2}, as figure-patrol-postings-italy has, the sum of patrols: .*chn-in-ita-2018 ${officersOf('chn-in-ita-2018') + 2}`,
      ),
    });
    expectRow(error, 'claim_figures', 'it-14-figure-2', 'value', { expected: /chn-in-ita-2018/ });
    // The claim of the round, the sum, and its part.
    expect(error.problems).toHaveLength(3);
  });

  test('is reported when the claim itself or its count of rounds is wrong', () => {
    expectRow(faultOf(filesWith({ claims: set('claims', 'it-14', 'value', sum + 1) })), 'claims', 'it-14', 'value', {
      found: String(sum + 1),
      expected: /patrols/,
    });
    expectRow(
      faultOf(filesWith({ claim_figures: set('claim_figures', 'it-14-figure-3', 'value', 5) })),
      'claim_figures',
      'it-14-figure-3',
      'value',
      { found: '5', expected: /^4, as patrols has rounds/ },
    );
  });

  test('of some years counts the rounds of these years alone', () => {
    expectRow(
      faultOf(filesWith({ patrols: set('patrols', 'chn-in-hrv-2022', 'officers', 9) })),
      'claims',
      'ctx-01',
      'value',
      { expected: /^\d+, the sum of patrols: / },
    );
    expect(() =>
      parseDataset(
        filesWith({
          patrols: (rows) =>
            rows.push({
              ...rowOf(rows, 'patrols', 'chn-in-hrv-2024'),
              id: 'chn-in-hrv-2026',
              year: 2026,
              start: '2026-07-16',
              end: null,
            }),
        }),
      ),
    ).not.toThrow();
  });
});

describe('listings', () => {
  test('of a bureau are no more than a report adds for it', () => {
    const total = rowOf(currentRows('listing_totals'), 'listing_totals', 'patrol-and-persuade-fuzhou');
    const extra = Number(total['added']) + 1;
    const files = filesWith({
      stations: (rows) =>
        rows.push({
          ...rowWhere(rows, (row) => row['place'] === null && row['listing'] === 'report'),
          id: 'one-too-many',
          count: extra,
          operator: 'fuzhou',
          report: 'patrol-and-persuade',
        }),
    });
    expectRow(faultOf(files), 'listing_totals', 'patrol-and-persuade-fuzhou', 'added', {
      found: String(total['added']),
      expected: /^at least \d+: stations has \d+ traced to fuzhou and \d+ matched with it in patrol-and-persuade$/,
      fix: /one-too-many/,
    });
  });

  test('of all bureaus make what the report adds, and its total', () => {
    const added = Number(rowOf(currentRows('reports'), 'reports', 'patrol-and-persuade')['added']);
    const error = faultOf(
      filesWith({
        listing_totals: (rows) =>
          Object.assign(rowOf(rows, 'listing_totals', 'patrol-and-persuade-nantong'), { added: 40 }),
      }),
    );
    expectRow(error, 'reports', 'patrol-and-persuade', 'added', {
      found: String(added),
      expected: /patrol-and-persuade-nantong 40/,
    });
    expectRow(error, 'reports', 'patrol-and-persuade', 'total', { expected: /^\d+, what/ });
  });
});
