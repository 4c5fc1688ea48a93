/** What differs between two editions, and which of it needs a correction. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../src/dataset/dataset.ts';
import {
  changedValues,
  changesWithoutCorrection,
  compareEditions,
  newCorrections,
} from '../../src/dataset/editions.ts';
import { parseDataset } from '../../src/dataset/parse.ts';
import { type Row, tables } from '../../src/dataset/schema.ts';
import { checkEdition } from '../../src/publish/edition/edition-check.ts';
import { currentFiles, currentRows, filesWith, type LooseRow, rowOf, rowWhere } from '../helpers/data-files.ts';
import { holdsFor } from '../helpers/property.ts';

const current = parseDataset(currentFiles());
const edited = (edits: Parameters<typeof filesWith>[0]): Dataset => parseDataset(filesWith(edits));

const correction = (cells: string[]): Row<'corrections'> => ({
  id: 'correction-1',
  date: '2026-12-01',
  summary: 'The bureau is in Jiangsu, not in Zhejiang.',
  reason: 'A sample for the tests.',
  noticed: 'By a test.',
  cells,
});

const moved = edited({
  operators: (rows) => Object.assign(rowOf(rows, 'operators', 'wenzhou'), { province: 'Jiangsu' }),
});

describe('an edition of before', () => {
  const before = filesWith({
    country_status: (rows) => {
      for (const row of rows) delete row['acknowledged'];
    },
  });

  test('is read when a column came after it: the column is empty in it, and filling it needs no correction', () => {
    const earlier = parseDataset(before, { frozen: true });
    expect(new Set(earlier.tables.country_status.map((row) => row.acknowledged))).toEqual(new Set([null]));
    const difference = compareEditions(earlier, current);
    expect(difference.changed.length).toBeGreaterThan(0);
    expect(changesWithoutCorrection(difference, [])).toEqual([]);
  });

  test('is not the current one, in which every column must be there', () => {
    expect(() => parseDataset(before)).toThrow(/acknowledged/);
  });

  test('asks for no correction of a date that was filled in, with its precision', () => {
    const dated = (rows: LooseRow[]) => rowWhere(rows, (row) => row['date'] !== null && row['datePrecision'] === 'day');
    const undated = edited({
      sources: (rows) => Object.assign(dated(rows), { date: null, datePrecision: 'none', dateBasis: 'none' }),
    });
    const difference = compareEditions(undated, current);
    expect(difference.changed.map((change) => change.column)).toEqual(['date', 'datePrecision', 'dateBasis']);
    expect(changesWithoutCorrection(difference, [])).toEqual([]);
  });
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

  test('needs a correction that names the value', () => {
    expect(changesWithoutCorrection({ added: [], changed }, [correction(['operators/wenzhou/province'])])).toEqual([]);
    for (const wrong of ['reports/wenzhou/province', 'operators/fuzhou/province', 'operators/wenzhou/name'])
      expect(changesWithoutCorrection({ added: [], changed }, [correction([wrong])]), wrong).toEqual(changed);
    expect(changesWithoutCorrection({ added: [], changed }, [])).toEqual(changed);
  });

  test('is not explained by a correction that the earlier edition has already', () => {
    const old = correction(['operators/wenzhou/province']);
    const add = (rows: LooseRow[]) => void rows.push({ ...old });
    expect(newCorrections(current, edited({ corrections: add }))).toEqual([old]);
    expect(newCorrections(edited({ corrections: add }), edited({ corrections: add }))).toEqual([]);
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
    expect(changesWithoutCorrection(difference, [correction(['article_check/article-01/*'])])).toEqual([]);
  });
});

describe('the status of a claim', () => {
  const claim = rowWhere(currentRows('claims'), (row) => row['status'] === 'reported');
  const id = String(claim['id']);
  const denied = (rows: LooseRow[]) => Object.assign(rowOf(rows, 'claims', id), { status: 'denied' });
  const statusOf = (edits: Parameters<typeof filesWith>[0]) => compareEditions(current, edited(edits));

  test('that changed because a new row answers it is reported with that row, and needs no correction', () => {
    for (const table of ['claims', 'responses'] as const) {
      const answer = (rows: LooseRow[]) =>
        rows.push({
          // The newest row of its kind: an answer is never older than what it answers.
          ...rowWhere([...rows].reverse(), (row) => table === 'responses' || row['id'] === 'ctx-14'),
          id: 'new-answer',
          [table === 'claims' ? 'statement' : 'summary']: 'Somebody answered.',
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
        Object.assign(rows.at(-1) ?? {}, { answers: [...((rows.at(-1)?.['answers'] as string[]) ?? []), id] }),
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
      responses: (rows) =>
        rows.push({ ...rows.at(-1), id: 'new-answer', summary: 'Somebody answered.', answers: [key] }),
    });
    expect(changesWithoutCorrection(difference, []).map((change) => [change.row, change.column])).toEqual([
      [key, 'value'],
    ]);
  });
});

describe('the comparison with the last edition', () => {
  const province = (rows: LooseRow[]) => Object.assign(rowOf(rows, 'operators', 'wenzhou'), { province: 'Jiangsu' });
  const twice = edited({
    operators: (rows) => Object.assign(rowOf(rows, 'operators', 'wenzhou'), { province: 'Jiangsu', name: 'Other' }),
  });

  test('says nothing where nothing changed', () => {
    expect(checkEdition(current, current, '2026-12-01')).toEqual({
      summary: `Since edition ${current.edition.version}: 0 rows added, 0 values changed or removed, 0 without a correction.`,
      problems: [],
      row: undefined,
    });
  });

  test('names every changed value, and has one row to paste for them, complete but for its sentences', () => {
    const { problems, row } = checkEdition(current, twice, '2026-12-01');
    expect(problems.map(({ file, where, field, found }) => [file, where, field, found])).toEqual([
      ['data/operators.json', expect.stringMatching(/^row \d+ \(wenzhou\)$/) as string, 'name', '"Other"'],
      ['data/operators.json', expect.stringMatching(/^row \d+ \(wenzhou\)$/) as string, 'province', '"Jiangsu"'],
    ]);
    expect(row).toEqual({
      id: 'wenzhou-name',
      date: '2026-12-01',
      summary: '',
      reason: '',
      noticed: '',
      cells: ['operators/wenzhou/name', 'operators/wenzhou/province'],
    });
    const faults = tables.corrections.row.safeParse(row).error?.issues.map((issue) => issue.path[0]);
    expect(new Set(faults)).toEqual(new Set(['summary', 'reason', 'noticed']));
  });

  test('is content with that row once its sentences are written', () => {
    const { row } = checkEdition(current, moved, '2026-12-01');
    const filled = { ...row, summary: 'A.', reason: 'B.', noticed: 'C.' };
    const corrected = edited({ operators: province, corrections: (rows) => void rows.push(filled) });
    expect(checkEdition(current, corrected, '2026-12-01')).toMatchObject({ problems: [], row: undefined });
  });

  test('gives the row a key that is free', () => {
    const taken = edited({
      operators: province,
      corrections: (rows) => void rows.push({ ...correction(['operators/fuzhou/name']), id: 'wenzhou-province' }),
    });
    expect(checkEdition(current, taken, '2026-12-01').row?.id).toBe('wenzhou-province-2026-12-01');
  });

  test('takes a row that went by its key', () => {
    const { row } = checkEdition(current, edited({ article_check: (rows) => rows.shift() }), '2026-12-01');
    expect(row).toMatchObject({ id: 'article-01-removed', cells: ['article_check/article-01/*'] });
  });

  test('names a value that a new correction says has changed and that has not', () => {
    const idle = edited({ corrections: (rows) => void rows.push({ ...correction(['operators/wenzhou/province']) }) });
    expect(checkEdition(current, idle, '2026-12-01').problems).toEqual([
      expect.objectContaining({ file: 'data/corrections.json', field: 'cells', found: '"operators/wenzhou/province"' }),
    ]);
  });
});
