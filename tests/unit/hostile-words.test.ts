/** Hostile and broken words: front matter, YAML and messages are read or reported, and nothing else happens. For Markdown see markdown.test.ts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Problem } from '../../src/dataset/problems.ts';
import { parseWordsFile, parseYaml } from '../../src/words/front-matter.ts';
import { formatMessage, messagesFrom } from '../../src/words/message.ts';
import { expectPrintable } from '../helpers/data-files.ts';
import { hostileTexts } from '../helpers/hostile.ts';
import { holdsFor } from '../helpers/property.ts';

const corpus = join(import.meta.dirname, '../corpus/words');
const schema = z.strictObject({ title: z.string() });

describe('a words file', () => {
  // YAML as it should be, only strange: it is read as it stands.
  const harmless = new Set(['title-is-a-date.md']);
  test.each(readdirSync(corpus).filter((name) => !harmless.has(name)))('like %s is reported by its name', (name) => {
    const problems: Problem[] = [];
    expect(parseWordsFile(name, readFileSync(join(corpus, name), 'utf8'), schema, problems)).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
    expect(new Set(problems.map((problem) => problem.file))).toEqual(new Set([name]));
    for (const problem of problems) expect(problem.where).toMatch(/^line \d+$/);
    expectPrintable(problems);
  });

  test.each([
    ['title: "a\\x07b"', /^U\+0007, written as an escape$/],
    ['title: "a\\u202Eb"', /^U\+202E, written as an escape$/],
    ['title: "Sa\\u0303o"', /U\+0061 U\+0303\), written as an escape$/],
    ['"ti\\u200Btle": a', /^U\+200B, written as an escape$/],
  ])('with an escape in its front matter is read as what the escape stands for: %s', (line, found) => {
    const problems: Problem[] = [];
    expect(parseWordsFile('a.md', `---\n# a remark\n${line}\n---\nText.\n`, schema, problems)).toBeUndefined();
    expect(problems.map((problem) => [problem.where, problem.field])).toEqual([['line 3', 'characters']]);
    expect(problems[0]?.found).toMatch(found);
    expectPrintable(problems);
  });

  test('with a byte order mark and Windows line ends is read as one without', () => {
    const problems: Problem[] = [];
    expect(parseWordsFile('a.md', '\ufeff---\r\ntitle: A\r\n---\r\nText.\r\n', schema, problems)).toMatchObject({
      front: { title: 'A' },
      body: 'Text.\r\n',
      bodyLine: 4,
    });
    expect(problems).toEqual([]);
  });

  const yamlPiece = fc.oneof(
    fc.constantFrom(
      'title: ',
      '- ',
      '? ',
      ': ',
      '&a ',
      '*a',
      '!!js ',
      '| ',
      '> ',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '#',
      '\n',
      '\n  ',
      '\t',
      '---\n',
      '...\n',
      '%YAML 9\n',
      '<<: ',
      '__proto__: ',
      'constructor: ',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  test('of any content is read or reported', () => {
    holdsFor([fc.array(yamlPiece, { maxLength: 24 }).map((parts) => parts.join(''))], (text) => {
      for (const shape of [schema, z.record(z.string(), z.string())]) {
        const problems: Problem[] = [];
        const value = parseYaml('any.yaml', text, shape, problems);
        if (value === undefined && problems.length === 0) return false;
        expectPrintable(problems);
      }
      const problems: Problem[] = [];
      parseWordsFile('any.md', `---\n${text}\n---\n${text}`, schema, problems);
      expectPrintable(problems);
      return undefined;
    });
  });
});

describe('a message', () => {
  test.each([
    '{',
    '{a',
    '{a, plural, one {x}}',
    '{a, select, b {x}}',
    '{a, unknown}',
    '{0x}',
    '{a, plural, =x {y} other {z}}',
    `${'{a, select, other {'.repeat(40)}x`,
  ])('written as %j is reported with its file and key', (message) => {
    const messages = messagesFrom('content/xx/messages.yaml', 'en', { one: { two: message } });
    expect(() => messages.text('one.two', { a: 1 })).toThrow(/content\/xx\/messages\.yaml, message "one\.two": ./);
  });

  test('that wants a value which no code gives is reported, also when every object has a property of that name', () => {
    for (const name of ['missing', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__']) {
      const messages = messagesFrom('m.yaml', 'en', { key: `Before {${name}} after` });
      expect(() => messages.text('key', { a: 1 }), name).toThrow(/m\.yaml, message "key"/);
    }
  });

  test('fills in hostile values as they are: they are neither read as messages nor as tags', () => {
    for (const text of [...hostileTexts, '{other}', '<b>{x}</b>', "'{a}'", '#'])
      expect(formatMessage('a {value} b {count, plural, one {# c} other {# d}}', 'en', { value: text, count: 2 })).toBe(
        `a ${text} b 2 d`,
      );
  });

  test('of any text is formatted or reported', () => {
    holdsFor(
      [
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc
            .array(fc.constantFrom('{', '}', 'a', ', plural', ', other', "'", '#', '<b>', ' '), { maxLength: 14 })
            .map((parts) => parts.join('')),
        ),
      ],
      (message) => {
        try {
          messagesFrom('m.yaml', 'en', { key: message }).text('key', { a: 1 });
        } catch (error) {
          return error instanceof Error && error.message.startsWith('m.yaml, message "key": ');
        }
        return undefined;
      },
    );
  });
});
