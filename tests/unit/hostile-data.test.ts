/** Hostile and broken data: every file is accepted whole or reported as problems that help; nothing else is thrown, and no message can harm who reads it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwantedCharacter } from '../../src/dataset/characters.ts';
import { parseDataset } from '../../src/dataset/parse.ts';
import { ProblemsError } from '../../src/dataset/problems.ts';
import { type TableName, tableNames, tables } from '../../src/dataset/schema.ts';
import {
  currentFiles,
  currentRows,
  expectPrintable,
  expectProblem,
  faultOf,
  filesWith,
  type LooseRow,
  rowWhere,
} from '../helpers/data-files.ts';
import { holdsFor } from '../helpers/property.ts';

const corpus = join(import.meta.dirname, '../corpus/data');

/** What these files lead to: accepted, or an error whose every problem can be printed. */
function outcome(files: ReadonlyMap<string, string>): 'accepted' | ProblemsError {
  try {
    parseDataset(files);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    expect(error.problems.length).toBeGreaterThan(0);
    expectPrintable(error.problems);
    return error;
  }
}

describe('a data file', () => {
  test.each(readdirSync(corpus))('like %s is reported by its name, with what was found and how to fix it', (name) => {
    const files = currentFiles();
    files.set('treaties.json', readFileSync(join(corpus, name), 'utf8'));
    const error = outcome(files);
    expect(error).toBeInstanceOf(ProblemsError);
    if (error instanceof ProblemsError)
      expect(error.problems.map((problem) => problem.file)).toContain('data/treaties.json');
  });

  test.each(['latin-1.json', 'utf-16.json', 'cut-inside-a-character.json', 'overlong.json', 'gzip.json'])(
    'that is not UTF-8, like %s, is reported as such',
    (name) => {
      const files = currentFiles();
      files.set('treaties.json', readFileSync(join(corpus, name), 'utf8'));
      expectProblem(faultOf(files), {
        file: 'data/treaties.json',
        where: 'line 1',
        field: 'encoding',
        found: /not UTF-8/,
        expected: 'UTF-8',
        fix: /save the file/,
      });
    },
  );

  test.each([...tableNames.map((name) => `${name}.json`), 'edition.json'])(
    '%s that is missing is reported, and nothing else is',
    (file) => {
      const files = currentFiles();
      files.delete(file);
      const error = faultOf(files);
      expectProblem(error, {
        file: `data/${file}`,
        where: 'file',
        field: 'file',
        found: 'no such file',
        expected: 'a JSON file',
        fix: /restore/,
      });
      expect(error.problems).toHaveLength(1);
    },
  );

  test('cut anywhere is reported, never half read', () => {
    const whole = currentFiles().get('reports.json') ?? '';
    const end = whole.lastIndexOf('}');
    holdsFor(
      [fc.integer({ min: 0, max: end })],
      (length) => {
        const files = currentFiles();
        files.set('reports.json', whole.slice(0, length));
        return outcome(files) !== 'accepted';
      },
      25,
    );
  });

  test('of any JSON is accepted or reported', () => {
    const anyRow = fc.dictionary(
      fc.oneof(fc.constantFrom('__proto__', 'constructor', 'id', 'country', 'sources', 'toString'), fc.string()),
      fc.jsonValue(),
      { maxKeys: 6 },
    );
    holdsFor(
      [
        fc.oneof(
          fc.json(),
          fc.array(fc.oneof(anyRow, fc.jsonValue()), { maxLength: 4 }).map((rows) => JSON.stringify({ rows })),
          fc.string({ unit: 'binary' }),
        ),
        fc.constantFrom(...tableNames),
      ],
      (text, table) => {
        const files = currentFiles();
        files.set(`${table}.json`, text);
        outcome(files);
        return undefined;
      },
      30,
    );
  });
});

describe('a cell', () => {
  const strange = fc.oneof(
    fc.constantFrom<unknown>(
      ...[null, true, false, [], {}, [[]], [null], [1], ['../'], { length: 3 }, { __proto__: null }],
      ...[0, -0, -1, 1e300, -1e300, 1e-300, 2 ** 53, 0.1, '', ' ', '9'.repeat(400), 'x'.repeat(100_000)],
      ...['__proto__', 'constructor', 'toString', '../../etc/passwd', '..', '.', 'a/b', 'a\\b', 'a\u0000b', 'CON'],
      ...['\u202eabc', 'a\u200bb', '\ud800', '\ufffd', '\ufeff', '<script>alert(1)</script>', ']]>', '=1+1'],
      ...['2022-02-30', '0000', '99999-01-01', 'javascript:alert(1)'],
    ),
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.jsonValue(),
  );
  // Also a column that every object has, which to write is to replace.
  const plain = { enumerable: true, configurable: true, writable: true };
  const columns = tableNames
    .flatMap((table) =>
      [...Object.keys(tables[table].row.shape), '__proto__', 'constructor', 'toString'].map(
        (column) => [table, column] as const,
      ),
    )
    .filter(([table]) => currentRows(table).length > 0);

  test('of any value in any column is accepted or reported', () => {
    holdsFor(
      [fc.constantFrom(...columns), strange, fc.nat()],
      ([table, column], value, at) => {
        outcome(
          filesWith({
            [table]: (rows: LooseRow[]) => {
              const row = rows[at % rows.length];
              if (row) Object.defineProperty(row, column, { ...plain, value });
            },
          }),
        );
        return undefined;
      },
      80,
    );
  });

  const inTitle = { file: 'data/sources.json', where: /^row 1 /, field: 'title', fix: /title/ };
  const title = (value: string) =>
    filesWith({ sources: (rows) => Object.assign(rows[0] ?? {}, { title: value, titleKind: 'translated' }) });
  test.each([
    ['a control character', 'A \u001b[31m title', 'U+001B'],
    ['a null character', 'A \u0000 title', 'U+0000'],
    ['an override of direction', 'A \u202e eltit', 'U+202E'],
    ['an isolate of direction', 'A \u2066 title', 'U+2066'],
    ['a zero-width space', 'A\u200btitle', 'U+200B'],
    ['a soft hyphen', 'A ti\u00adtle', 'U+00AD'],
    ['a byte order mark', 'A \ufeff title', 'U+FEFF'],
    ['half of a character', 'A \ud83d title', 'U+D83D'],
    ['a character that is none', 'A \uffff title', 'U+FFFF'],
    ['a hidden tag', 'A \u{e0041} title', 'U+E0041'],
    ['a line break', 'A\ntitle', 'U+000A'],
  ])('with %s is refused, and reported without it', (_, value, name) => {
    const error = faultOf(title(value));
    expectProblem(error, { ...inTitle, expected: new RegExp(`without ${name.replace('+', '\\+')}.*remove`) });
    expect(unwantedCharacter(error.message)).toBeUndefined();
  });

  test.each([
    ['Sa\u0303o Paulo', /without a\u0303 \(U\+0061 U\+0303\): write \u00e3 \(U\+00E3\)/],
    ['ABC\u00a0News', /plain spaces, without U\+00A0/],
    ['ABC\u202fNews', /plain spaces, without U\+202F/],
    ['ABC\u3000News', /plain spaces, without U\+3000/],
  ])('that looks like another and is not it is refused: %j', (value, expected) => {
    expectProblem(faultOf(title(value)), { ...inTitle, expected });
  });

  test.each(['پلیس\u200cخانه', 'משטרה\u200f (א)', '警侨驿站', 'Đại sứ', '👮‍♀️'])(
    'in any script is accepted: %s',
    (value) => expect(outcome(title(value))).toBe('accepted'),
  );

  test.each(['claims', 'claim_figures', 'response_figures'] as const)(
    'of %s with a number beyond any count is refused',
    (table) => {
      for (const value of [1e13, -1e13, 1e300]) {
        const error = faultOf(
          filesWith({
            [table]: (rows: LooseRow[]) =>
              Object.assign(
                rowWhere(rows, (row) => row['value'] !== null),
                { value },
              ),
          }),
        );
        expectProblem(error, {
          file: `data/${table}.json`,
          field: 'value',
          found: /1e\+|10000/,
          expected: /between/,
          fix: /value/,
        });
      }
    },
  );

  test('as long as a book is refused', () => {
    expectProblem(faultOf(title('x'.repeat(5_000))), { ...inTitle, found: /…$/, expected: /at most 2,000 characters/ });
  });
});

describe('a key', () => {
  const inId = { file: 'data/sources.json', field: 'id' };
  const renamed = (id: string) => filesWith({ sources: (rows) => void rows.push({ ...rows[0], id }) });
  test.each([
    ...['../../etc/passwd', '..', '.', 'a/b', 'a\\b', '%2e%2e', 'a b', '__proto__', 'a.b', '-a', 'a--b', ''],
    ...['ä', 'a\u0000', 'a\n'],
  ])('like %j is refused: it becomes the name of a file', (id) => {
    const [found, expected] = [JSON.stringify(id), /letters, digits and single hyphens/];
    expectProblem(faultOf(renamed(id)), { ...inId, found, expected });
  });

  test('too long for the name of a file is refused', () => {
    expectProblem(faultOf(renamed('a'.repeat(300))), { ...inId, found: /…$/, expected: /at most 100 characters/ });
  });

  test('that differs from another by capitals alone is refused: some disks keep only one of the two', () => {
    const first = String(currentRows('sources')[0]?.['id']);
    expectProblem(faultOf(renamed(first.toUpperCase())), { ...inId, expected: /capitals/, fix: /row 1/ });
  });

  test('named like a property of every object is a key like any other', () => {
    for (const id of ['constructor', 'toString', 'hasOwnProperty', 'valueOf']) {
      const files = filesWith({
        sources: (rows) => void rows.push({ ...rows[0], id, publisher: 'Example', url: `https://example.org/${id}` }),
        claims: (rows) => Object.assign(rows[0] ?? {}, { sources: [id] }),
      });
      // The row it replaces may now be unused; that is reported, and nothing else.
      const result = outcome(files);
      if (result !== 'accepted')
        expect(result.problems.map((problem) => problem.expected)).toEqual(['a source that a row rests on']);
      expectProblem(faultOf(filesWith({ claims: (rows) => Object.assign(rows[0] ?? {}, { sources: [id] }) })), {
        file: 'data/claims.json',
        field: 'sources',
        found: `"${id}"`,
        expected: 'a key of sources',
      });
    }
  });
});

describe('answers', () => {
  const chain = (length: number, circle: boolean) =>
    filesWith({
      claims: (rows) => {
        const sample = rowWhere(rows, (row) => row['value'] === null && row['kind'] === 'claim');
        for (let index = 0; index < length; index += 1)
          rows.push({
            ...sample,
            id: `chain-${index}`,
            statement: `Link ${index} of a chain.`,
            status: 'disputed',
            answers: index + 1 < length ? [`chain-${index + 1}`] : circle ? ['chain-0'] : [],
          });
      },
    });

  test('of answers may go on for long', () => expect(outcome(chain(12_000, false))).toBe('accepted'));

  test('that lead in a circle are reported, however long', () => {
    const error = faultOf(chain(12_000, true));
    expectProblem(error, {
      file: 'data/claims.json',
      where: /^row \d+ \(chain-/,
      field: 'answers',
      found: /chain-/,
      expected: 'no circle of answers',
      fix: 'remove one link of the circle',
    });
  });

  test('between any claims are accepted, or reported as a circle', () => {
    const ids = currentRows('claims')
      .slice(0, 6)
      .map((row) => String(row['id']));
    holdsFor(
      [fc.array(fc.subarray(ids), { minLength: 6, maxLength: 6 })],
      (answers) => {
        const links = new Map(ids.map((id, index) => [id, answers[index] ?? []]));
        const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
          (links.get(from) ?? []).some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))));
        const circle = ids.some((id) => reaches(id, id));
        const result = outcome(
          filesWith({
            claims: (rows) => {
              rows.splice(6);
              for (const row of rows) Object.assign(row, { answers: links.get(String(row['id'])), status: 'disputed' });
            },
          }),
        );
        const reported =
          result !== 'accepted' && result.problems.some((problem) => problem.expected === 'no circle of answers');
        return reported === circle;
      },
      40,
    );
  });
});

test('a table named like a property of every object is not a table', () => {
  for (const name of ['constructor.json', '__proto__.json', 'toString.json']) {
    const files = currentFiles();
    files.set(name, '{"rows":[]}');
    expectProblem(faultOf(files), {
      file: `data/${name}`,
      where: 'file',
      field: 'name',
      found: JSON.stringify(name),
      expected: /tables$/,
      fix: /schema\.ts/,
    });
  }
});

test('corrections of hostile tables, rows and columns are reported', () => {
  holdsFor(
    [
      fc.constantFrom('__proto__', 'constructor', 'sources', '../x', ''),
      fc.constantFrom('constructor', '__proto__', '..'),
      fc.constantFrom('__proto__', 'constructor', 'id', '*'),
    ],
    (table, row, column) => {
      outcome(
        filesWith({
          ['corrections' satisfies TableName]: (rows: LooseRow[]) =>
            void rows.push({
              id: 'hostile',
              date: '2026-12-01',
              summary: 'A sentence.',
              reason: 'A reason.',
              noticed: 'A test.',
              cells: [`${table}/${row}/${column}`],
            }),
        }),
      );
      return undefined;
    },
    30,
  );
});
