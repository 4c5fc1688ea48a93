/** Faults that were found by reading and by hostile input, each held by the test that first failed. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { dataset } from '../../src/dataset/current.ts';
import { parseDataset } from '../../src/dataset/parse.ts';
import { type Problem, ProblemsError } from '../../src/dataset/problems.ts';
import { parseWordsFile } from '../../src/words/front-matter.ts';
import { currentFiles, faultOf, filesWith, rowOf } from '../helpers/data-files.ts';
import { rendered } from '../helpers/markdown.ts';

const { tables: rows } = dataset;

describe('data', () => {
  test('of outlets hostile to Beijing is marked as partisan, or as a copy', () => {
    expect(
      rows.sources
        .filter(
          (source) =>
            /epoch times|\bntd\b|大纪元|大紀元/i.test(`${source.publisher} ${source.carriedBy ?? ''}`) &&
            !['partisan', 'copy'].includes(source.kind),
        )
        .map((source) => source.id),
    ).toEqual([]);
  });

  test('of Chinese state and party media is marked as such, or as a copy', () => {
    expect(
      rows.sources
        .filter(
          (source) =>
            /^(xinhua|people['’]s daily|global times|china daily|cgtn|china news service)\b/i.test(source.publisher) &&
            !['chinese-state-media', 'copy'].includes(source.kind),
        )
        .map((source) => source.id),
    ).toEqual([]);
  });

  test('of returns says partial where a figure in-period does not cover one whole year (as the column says)', () => {
    const wholeYear = (start: string | null, end: string) =>
      start !== null && (start === end ? end.length === 4 : start === `${end.slice(0, 4)}-01` && end.endsWith('-12'));
    expect(
      rows.returns
        .filter((row) => row.partial !== (row.measure === 'in-period' && !wholeYear(row.start, row.end)))
        .map((row) => row.id),
    ).toEqual([]);
  });
});

describe('the dataset parser', () => {
  test('tells a table that cannot be read without a thousand errors about references to it', () => {
    const files = currentFiles();
    files.set('sources.json', '{');
    expect(faultOf(files).problems).toHaveLength(1);
  });

  test('tells JSON that nests without end as a problem', () => {
    const files = currentFiles();
    files.set('sources.json', `{"rows":[${'['.repeat(20_000)}${']'.repeat(20_000)}]}`);
    expect(() => parseDataset(files)).toThrow(ProblemsError);
  });

  test('tells faults that need several columns together with those of single rows', () => {
    const error = faultOf(
      filesWith({
        treaties: (all) => Object.assign(all[0] ?? {}, { nonsense: 1 }),
        places: (all) => Object.assign(rowOf(all, 'places', 'are-dubai'), { latitude: 55.3093, longitude: 25.0772 }),
      }),
    );
    expect([...new Set(error.problems.map((problem) => problem.file))].sort()).toEqual([
      'data/places.json',
      'data/treaties.json',
    ]);
  });

  test('tells a column that stands twice in a row, instead of taking the last', () => {
    const files = currentFiles();
    files.set('reports.json', (files.get('reports.json') ?? '').replace('"total": 54', '"total": 45, "total": 54'));
    expect(() => parseDataset(files)).toThrow(ProblemsError);
  });

  test('prints keys of rows without their control characters', () => {
    expect(
      faultOf(filesWith({ treaties: (all) => Object.assign(all[0] ?? {}, { country: 'A\u001b[31m\nB' }) })).message,
    ).not.toContain('\u001b');
  });
});

describe('front matter', () => {
  const schema = z.strictObject({ title: z.string() });

  test('with an asterisk at the start of a value is reported, not thrown', () => {
    const problems: Problem[] = [];
    expect(parseWordsFile('sample.md', '---\ntitle: *110 Overseas*\n---\n', schema, problems)).toBeUndefined();
    expect(problems).toHaveLength(1);
  });

  test('with an unknown anchor is reported, not thrown', () => {
    const problems: Problem[] = [];
    expect(parseWordsFile('sample.md', '---\ntitle: *nope\n---\n', schema, problems)).toBeUndefined();
    expect(problems).toHaveLength(1);
  });

  test('tells the line of an unknown field', () => {
    const problems: Problem[] = [];
    parseWordsFile('sample.md', '---\ntitle: a\n\ntitel: b\n---\n', schema, problems);
    expect(problems[0]?.where).toBe('line 4');
  });
});

test('Markdown loads nothing from other sites', () =>
  expect(rendered('![x](https://elsewhere.example/pixel.png)').html).not.toContain('<img'));

test('Markdown tells a link without an address', () => {
  expect(rendered('[text]()').problems.map(({ field }) => field)).toEqual(['link']);
});

test('a source that nothing rests on is reported', () => {
  const error = faultOf(
    filesWith({
      sources: (all) => {
        const other = { id: 'nobody-cites-this-2026', publisher: 'Example', url: 'https://example.org/nobody' };
        all.push({ ...all[0], ...other });
      },
    }),
  );
  expect(error.problems).toMatchObject([
    {
      file: 'data/sources.json',
      where: expect.stringMatching(/^row \d+ \(nobody-cites-this-2026\)$/),
      expected: 'a source that a row rests on',
    },
  ]);
});
