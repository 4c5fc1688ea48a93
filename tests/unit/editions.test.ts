/** What differs between two editions, and which of it needs a correction. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changedValues,
  changesWithoutCorrection,
  compareEditions,
  correctionRow,
  mendOf,
} from '../../src/dataset/editions.ts';
import { type Dataset, parseDataset } from '../../src/dataset/parse.ts';
import { type Row, tables } from '../../src/dataset/schema.ts';
import { currentFiles, currentRows, filesWith, type LooseRow, rowOf, rowWhere } from '../helpers/data-files.ts';
import { holdsFor } from '../helpers/property.ts';

const current = parseDataset(currentFiles());
const edited = (edits: Parameters<typeof filesWith>[0]): Dataset => parseDataset(filesWith(edits));

const correction = (changes: Partial<Row<'corrections'>>): Row<'corrections'> => ({
  id: 'correction-1',
  edition: '1.0.1',
  date: '2026-12-01',
  table: 'operators',
  row: 'wenzhou',
  column: 'province',
  oldValue: '"Zhejiang"',
  newValue: '"Jiangsu"',
  reason: 'A sample for the tests.',
  ...changes,
});

const moved = edited({
  operators: (rows) => Object.assign(rowOf(rows, 'operators', 'wenzhou'), { province: 'Jiangsu' }),
});

describe('two editions', () => {
  test('that are the same differ in nothing, in whatever order rows and columns stand', () => {
    expect(compareEditions(current, current)).toEqual({ added: [], changed: [] });
    const turned = edited({
      stations: (rows) => rows.reverse(),
      operators: (rows) =>
        rows.splice(0, rows.length, ...rows.map((row): LooseRow => Object.fromEntries(Object.entries(row).reverse()))),
    });
    expect(compareEditions(current, turned)).toEqual({ added: [], changed: [] });
  });

  test('tell a changed value with both', () => {
    expect(compareEditions(current, moved)).toEqual({
      added: [],
      changed: [{ table: 'operators', row: 'wenzhou', column: 'province', oldValue: 'Zhejiang', newValue: 'Jiangsu' }],
    });
  });

  test('tell rows that came and rows that went', () => {
    const id = current.tables.article_check[0]?.id ?? '';
    const shorter = edited({ article_check: (rows) => rows.shift() });
    expect(compareEditions(shorter, current)).toEqual({ added: [{ table: 'article_check', row: id }], changed: [] });
    expect(compareEditions(current, shorter).changed).toEqual([
      expect.objectContaining({ table: 'article_check', row: id, column: '*', newValue: null }),
    ]);
  });

  test('that differ in any rows tell each of them once', () => {
    holdsFor(
      [fc.uniqueArray(fc.nat({ max: current.tables.stations.length - 1 }), { maxLength: 6 })],
      (places) => {
        const other = edited({
          stations: (rows) => {
            for (const place of places) (rows[place] as LooseRow)['note'] = 'changed for the test';
          },
        });
        const { changed } = compareEditions(current, other);
        return (
          changed.length === places.length &&
          changed.every((change) => change.table === 'stations' && change.column === 'note')
        );
      },
      20,
    );
  });
});

describe('a changed value', () => {
  const { changed } = compareEditions(current, moved);

  test('needs a correction that names table, row, column and the old value', () => {
    expect(changesWithoutCorrection({ added: [], changed }, [correction({})])).toEqual([]);
    for (const wrong of [{ table: 'reports' }, { row: 'fuzhou' }, { column: 'name' }, { oldValue: '"Fujian"' }])
      expect(changesWithoutCorrection({ added: [], changed }, [correction(wrong)]), JSON.stringify(wrong)).toEqual(
        changed,
      );
    expect(changesWithoutCorrection({ added: [], changed }, [])).toEqual(changed);
  });

  test('that was empty before, a remark or a link needs none', () => {
    const other = edited({
      stations: (rows) => {
        const row = rows.find((candidate) => candidate['operator'] === null) as LooseRow;
        row['operator'] = 'fuzhou';
        row['note'] = 'another note';
      },
    });
    const difference = compareEditions(current, other);
    expect(difference.changed.map((change) => change.column).sort()).toEqual(['note', 'operator']);
    expect(changesWithoutCorrection(difference, [])).toEqual([]);
  });

  test('in a row that went needs a correction of the row', () => {
    const difference = compareEditions(current, edited({ article_check: (rows) => rows.shift() }));
    expect(changesWithoutCorrection(difference, [])).toHaveLength(1);
    expect(
      changesWithoutCorrection(difference, [
        correction({ table: 'article_check', row: 'article-01', column: '*', newValue: 'null' }),
      ]),
    ).toEqual([]);
  });
});

describe('the status of a claim', () => {
  const claim = rowWhere(currentRows('claims'), (row) => row['status'] === 'reported');
  const id = String(claim['id']);
  const denied = (rows: LooseRow[]) => Object.assign(rowOf(rows, 'claims', id), { status: 'denied' });
  const statusOf = (edits: Parameters<typeof filesWith>[0]) => compareEditions(current, edited(edits));

  test('that changed because a new row answers it is told with that row, and needs no correction', () => {
    for (const table of ['claims', 'responses'] as const) {
      const answer = (rows: LooseRow[]) =>
        rows.push({
          ...rowWhere(rows, (row) => table === 'responses' || row['status'] === 'confirmed'),
          id: 'new-answer',
          answers: [id],
        });
      const difference = statusOf(
        table === 'claims' ? { claims: (rows) => [denied(rows), answer(rows)] } : { claims: denied, responses: answer },
      );
      expect(difference.added).toEqual([{ table, row: 'new-answer' }]);
      expect(difference.changed).toEqual([
        {
          table: 'claims',
          row: id,
          column: 'status',
          oldValue: 'reported',
          newValue: 'denied',
          answeredBy: ['new-answer'],
        },
      ]);
      expect(changedValues(difference)).toEqual([]);
      expect(changesWithoutCorrection(difference, [])).toEqual([]);
    }
  });

  test('that changed because a row which was published before is now linked to it needs one', () => {
    const difference = statusOf({
      claims: denied,
      responses: (rows) =>
        Object.assign(rows[0] ?? {}, { answers: [...((rows[0]?.['answers'] as string[]) ?? []), id] }),
    });
    expect(changesWithoutCorrection(difference, []).map((change) => [change.row, change.column])).toEqual([
      [id, 'status'],
    ]);
  });

  test('is the only value of a claim that an answer excuses', () => {
    const figure = rowWhere(
      currentRows('claims'),
      (row) => row['value'] !== null && row['status'] === 'reported' && row['unit'] !== 'officer postings',
    );
    const key = String(figure['id']);
    const difference = statusOf({
      claims: (rows) =>
        Object.assign(rowOf(rows, 'claims', key), { status: 'denied', value: Number(figure['value']) + 1 }),
      responses: (rows) => rows.push({ ...rows[0], id: 'new-answer', answers: [key] }),
    });
    expect(changesWithoutCorrection(difference, []).map((change) => [change.row, change.column])).toEqual([
      [key, 'value'],
    ]);
  });
});

describe('a change without a correction', () => {
  const [change] = compareEditions(current, moved).changed;
  if (!change) throw new Error('no change');

  test('is fixed by a row to paste, complete but for the reason', () => {
    const row = correctionRow(change, '1.0.1', '2026-12-01', () => false);
    expect(row).toEqual(correction({ id: 'wenzhou-province', reason: '' }));
    expect(mendOf(change, current, moved, '1.0.1', '2026-12-01')).toBe(
      `add this row to data/corrections.json, with the reason:\n${JSON.stringify(row)}`,
    );
    expect(tables.corrections.row.safeParse(row).error?.issues.map((issue) => issue.path[0])).toContain('reason');
    const filled = { ...row, reason: 'A reason.' };
    expect(tables.corrections.row.safeParse(filled).success).toBe(true);
    expect(changesWithoutCorrection({ added: [], changed: [change] }, [filled])).toEqual([]);
    expect(correctionRow(change, '1.0.1', '2026-12-01', (id) => id === 'wenzhou-province').id).toBe(
      'wenzhou-province-1-0-1',
    );
  });

  test('of a whole row is fixed by such a row too, however long the row was', () => {
    for (const oldValue of [{ id: 'x' }, { id: 'x', topic: 'y'.repeat(3000) }]) {
      const row = correctionRow(
        { table: 'article_check', row: 'x', column: '*', oldValue, newValue: null },
        '1.0.1',
        '2026-12-01',
        () => false,
      );
      expect(row).toMatchObject({ id: 'x-removed', column: '*', newValue: 'null' });
      expect(tables.corrections.row.safeParse({ ...row, reason: 'A reason.' }).success).toBe(true);
    }
  });

  test('that has a new correction with another old value is fixed there', () => {
    const files = filesWith({
      operators: (rows) => Object.assign(rowOf(rows, 'operators', 'wenzhou'), { province: 'Jiangsu' }),
      corrections: (rows) => rows.push({ ...correction({ oldValue: '"Fujian"' }) }),
    });
    expect(mendOf(change, current, parseDataset(files), '1.0.1', '2026-12-01')).toBe(
      `row correction-1 of data/corrections.json has "oldValue": "\\"Fujian\\"", but edition ${current.edition.version} has "oldValue": "\\"Zhejiang\\"": write that`,
    );
  });
});
