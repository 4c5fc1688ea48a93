import { describe, expect, test } from 'vitest';
import { parseDataset } from '../../src/dataset/parse.ts';
import { editionLabel } from '../../src/publish/edition/label.ts';
import { compareVersions } from '../../src/publish/edition/on-disk.ts';
import { currentFiles, currentJson, filesWith, rowOf } from '../helpers/data-files.ts';

const current = parseDataset(currentFiles());
const { version } = current.edition;
const withEdition = (edition: object) => {
  const files = currentFiles();
  files.set('edition.json', JSON.stringify({ ...(currentJson('edition.json') as object), ...edition }));
  return parseDataset(files);
};

describe('a build calls its data', () => {
  test('by the version of an edition only where every row is as that edition was frozen', () => {
    expect(editionLabel(current, current)).toBe(version);
  });

  test.each([
    [
      'a value',
      { operators: (rows: never[]) => Object.assign(rowOf(rows, 'operators', 'wenzhou'), { province: 'Jiangsu' }) },
    ],
    [
      'a remark',
      { operators: (rows: never[]) => Object.assign(rowOf(rows, 'operators', 'wenzhou'), { note: 'A remark.' }) },
    ],
    ['a row that went', { article_check: (rows: never[]) => rows.shift() }],
    [
      'a correction',
      {
        corrections: (rows: object[]) =>
          rows.push({
            id: 'x',
            date: '2026-11-23',
            summary: 'A.',
            reason: 'B.',
            noticed: 'C.',
            cells: ['operators/wenzhou/province'],
          }),
      },
    ],
  ])('unreleased where %s changed after it', (_, edits) => {
    expect(editionLabel(parseDataset(filesWith(edits as never)), current)).toBe(`${version}+unreleased`);
  });

  test('unreleased while the next edition is prepared and not yet frozen', () => {
    expect(editionLabel(withEdition({ version: '9.0.0' }), current)).toBe(`${version}+unreleased`);
    expect(editionLabel(withEdition({ date: '2026-12-24' }), current)).toBe(`${version}+unreleased`);
    expect(editionLabel(current, undefined)).toBe(`${version}+unreleased`);
  });
});

test('an unreleased version comes with the one it follows', () => {
  expect(compareVersions('1.0.0+unreleased', '1.0.0')).toBe(0);
  expect(compareVersions('1.0.0+unreleased', '1.0.1')).toBeLessThan(0);
  expect(compareVersions('1.10.0', '1.9.0+unreleased')).toBeGreaterThan(0);
});
