/** What differs between two editions, and which of it needs a correction. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesWithoutCorrection, compareEditions } from '../../src/dataset/editions.ts';
import { type Dataset, parseDataset } from '../../src/dataset/parse.ts';
import type { Row } from '../../src/dataset/schema.ts';
import { currentFiles, filesWith, type LooseRow, rowOf } from '../helpers/data-files.ts';
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

const moved = edited({ operators: (rows) => Object.assign(rowOf(rows, 'operators', 'wenzhou'), { province: 'Jiangsu' }) });

describe('two editions', () => {
  test('that are the same differ in nothing, in whatever order rows and columns stand', () => {
    expect(compareEditions(current, current)).toEqual({ added: [], changed: [] });
    const turned = edited({
      stations: (rows) => rows.reverse(),
      operators: (rows) => rows.splice(0, rows.length, ...rows.map((row): LooseRow => Object.fromEntries(Object.entries(row).reverse()))),
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
    expect(compareEditions(current, shorter).changed).toEqual([expect.objectContaining({ table: 'article_check', row: id, column: '*', newValue: null })]);
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
        return changed.length === places.length && changed.every((change) => change.table === 'stations' && change.column === 'note');
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
      expect(changesWithoutCorrection({ added: [], changed }, [correction(wrong)]), JSON.stringify(wrong)).toEqual(changed);
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
    expect(changesWithoutCorrection(difference, [correction({ table: 'article_check', row: 'article-01', column: '*', newValue: 'null' })])).toEqual([]);
  });
});
