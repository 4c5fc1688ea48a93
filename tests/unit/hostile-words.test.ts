/** Hostile and broken words: Markdown, front matter, YAML and messages give safe HTML or a told problem, and never anything else. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { unwantedCharacter } from '../../src/dataset/characters.ts';
import { type Problem, ProblemsError } from '../../src/dataset/problems.ts';
import { parseWordsFile, parseYaml } from '../../src/words/front-matter.ts';
import { formatMessage, messagesFrom } from '../../src/words/message.ts';
import { check } from '../helpers/facts.ts';
import { hostileTexts } from '../helpers/hostile.ts';
import { rendered as renderSample } from '../helpers/markdown.ts';
import { holdsFor } from '../helpers/property.ts';
import { unsafeIn } from '../helpers/safe-html.ts';

const corpus = join(import.meta.dirname, '../corpus/words');
const schema = z.strictObject({ title: z.string() });

/** Asserts that every problem can be printed and has all its parts. */
function expectTold(problems: readonly Problem[]): void {
  const error = new ProblemsError('Told', problems);
  for (const problem of error.problems)
    for (const [part, text] of Object.entries(problem)) expect(text, part).toBeTruthy();
  expect(unwantedCharacter(error.message)).toBeUndefined();
}

describe('a words file', () => {
  // YAML as it should be, only strange: it is read as it stands.
  const harmless = new Set(['title-is-a-date.md']);
  test.each(readdirSync(corpus).filter((name) => !harmless.has(name)))('like %s is reported by its name', (name) => {
    const problems: Problem[] = [];
    expect(parseWordsFile(name, readFileSync(join(corpus, name), 'utf8'), schema, problems)).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
    expect(new Set(problems.map((problem) => problem.file))).toEqual(new Set([name]));
    for (const problem of problems) expect(problem.where).toMatch(/^line \d+$/);
    expectTold(problems);
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
    expectTold(problems);
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
  test('of any content is read or told', () => {
    holdsFor([fc.array(yamlPiece, { maxLength: 24 }).map((parts) => parts.join(''))], (text) => {
      for (const shape of [schema, z.record(z.string(), z.string())]) {
        const problems: Problem[] = [];
        const value = parseYaml('any.yaml', text, shape, problems);
        if (value === undefined && problems.length === 0) return false;
        expectTold(problems);
      }
      const problems: Problem[] = [];
      parseWordsFile('any.md', `---\n${text}\n---\n${text}`, schema, problems);
      expectTold(problems);
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

  test('named like a property of every object does not exist', () => {
    const messages = messagesFrom('m.yaml', 'en', { one: { two: 'x' } });
    for (const key of [
      'constructor',
      'toString',
      '__proto__',
      'one.constructor',
      'one.two.length',
      'constructor.name',
      '',
      '.',
      'one.',
    ]) {
      expect(messages.has(key), key).toBe(false);
      expect(() => messages.text(key), key).toThrow(/has no message/);
    }
  });

  test('fills in hostile values as they are: they are neither read as messages nor as tags', () => {
    for (const text of [...hostileTexts, '{other}', '<b>{x}</b>', "'{a}'", '#'])
      expect(formatMessage('a {value} b {count, plural, one {# c} other {# d}}', 'en', { value: text, count: 2 })).toBe(
        `a ${text} b 2 d`,
      );
  });

  test('of any text is formatted or told', () => {
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

/** Renders a text and gives the HTML and what was told. */
function rendered(source: string): { html: string; problems: Problem[] } {
  const { html, problems } = renderSample(source, {
    references: new Set(['claim-1', 'constructor']),
    charts: new Set(['world-map']),
  });
  return { html: html.replaceAll('[chart world-map]', ''), problems: [...problems] };
}

describe('Markdown', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg><style>@import "https://evil.example"</style></svg>',
    '<!-- --><iframe srcdoc="<script>1</script>">',
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt:alert(1))',
    '[a](java\nscript:alert(1))',
    '[a](&#106;avascript:alert(1))',
    '[a](\\javascript:alert(1))',
    '[a](data:text/html,<script>1</script>)',
    '[a](vbscript:x)',
    '[a](//evil.example/)',
    '[a](/\\evil.example/)',
    '[a](\\\\evil.example)',
    '[a](/%5Cevil.example/)',
    '[a](/\t/evil.example/)',
    '[a](https://example.org/"onclick="alert(1))',
    '[a](https://example.org "x\\" onclick=\\"alert(1)")',
    '![a](https://evil.example/pixel.png)',
    '<https://example.org/" onclick="alert(1)>',
    '<javascript:alert(1)>',
    '[a]: javascript:alert(1)\n\n[a]',
    '[a]{onclick=alert(1)}',
    '[a]{style="background:url(https://evil.example)"}',
    '[a]{class=x id="x\\" onclick=\\"y"}',
    '[a]{lang="en\\" onclick=\\"alert(1)"}',
    'text {onclick=alert(1) #key}',
    'text {#key" onclick="alert(1)}',
    '## Heading {#key onclick=alert(1) href=javascript:alert(1)}',
    ':::aside <script>alert(1)</script> {#key}\n<script>alert(1)</script>\n:::',
    ':::aside Title {#"onclick="alert(1)}\ntext\n:::',
    ':::aside Title {#key}\n',
    '::chart "><script>alert(1)</script>',
    '::chart ../../etc/passwd',
    'text[^"><script>alert(1)</script>]',
    'text[^claim-1"onclick="alert(1)]',
    'text[^__proto__] [^constructor]',
    '```html onclick="alert(1)"\n<script>alert(1)</script>\n```',
    '```" onclick="alert(1)\nx\n```',
    '`<script>alert(1)</script>`',
    '| a |\n| --- |\n| <script>alert(1)</script> |',
    '%% <script>alert(1)</script>\n\ntext',
    '1. a\n   ::chart world-map',
    '> :::aside A {#b}',
    ']]> &lt;script&gt; &#60;script&#62; &amp;lt;',
    '\u0000<script>\u0000',
    `${'['.repeat(500)}a${']'.repeat(500)}(javascript:1)`,
    `${'> '.repeat(300)}a`,
    `${'- '.repeat(300)}a`,
    `${'*'.repeat(3000)}a${'*'.repeat(3000)}`,
    `[^${'a'.repeat(50_000)}]`,
  ])('that says %j becomes no element, address or handler of its own', (source) => {
    const { html, problems } = rendered(source);
    expect(unsafeIn(html)).toEqual([]);
    expectTold(problems);
  });

  const piece = fc.oneof(
    fc.constantFrom(...hostileTexts),
    fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '{',
      '}',
      '{#a-key}',
      '[^claim-1]',
      '::chart world-map\n',
      ':::aside A {#b}\n',
      ':::\n',
      '\n',
      '\n\n',
      '## ',
      '- ',
      '> ',
      '    ',
      '`',
      '```\n',
      '|',
      '*',
      '_',
      '<',
      '>',
      '"',
      "'",
      '\\',
      '&',
      '%% ',
      '{lang=',
      '{onclick=',
      'javascript:',
      'https://',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  test('of any text gives safe HTML, and does not throw', () => {
    holdsFor(
      [fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''))],
      (source) => {
        const { html, problems } = rendered(source);
        expect(unsafeIn(html)).toEqual([]);
        expectTold(problems);
        return undefined;
      },
      300,
    );
  });

  test('twice as long takes about twice as long to render', () => {
    // Classic inputs on which parsers of Markdown go astray.
    const seconds = (text: string) => {
      const start = performance.now();
      rendered(text);
      return (performance.now() - start) / 1000;
    };
    for (const make of [
      (length: number) => '['.repeat(length),
      (length: number) => '*a '.repeat(length),
      (length: number) => 'a **a '.repeat(length),
      (length: number) => '`'.repeat(length),
      (length: number) => '[a](<b'.repeat(length),
      (length: number) => '{a='.repeat(length),
      (length: number) => '[^a'.repeat(length),
      (length: number) => ':::aside A {#b}\n'.repeat(length / 10),
    ])
      expect(seconds(make(4000)), make(3)).toBeLessThan(5);
  }, 60_000);
});

describe('the fact-checker', () => {
  test('says something about every hostile text, and does not throw', () => {
    for (const text of hostileTexts) {
      const report = check(`${text}[^list-1] {#a}\n\n[^${text}] 110 ${text} 2022-13-45 {#b}`);
      for (const finding of report.findings) expect(finding.fix && finding.message && finding.file).toBeTruthy();
    }
  });

  test('reads any text', () => {
    const words = fc.oneof(
      fc.constantFrom(...hostileTexts),
      fc.constantFrom(
        '[^list-1]',
        '[^desk]',
        'twelve',
        '1,000',
        '999999999999999999999',
        '-1',
        '1e9',
        '٣',
        '三',
        '½',
        'NaN',
        'Infinity',
        '30 February 2022',
        '%% fact: ',
        'constructor',
        '__proto__',
        '\n\n',
        ' ',
        '. ',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    holdsFor(
      [fc.array(words, { maxLength: 25 }).map((parts) => parts.join(' '))],
      (text) => {
        for (const finding of check(text).findings) expect(finding.fix && finding.message && finding.file).toBeTruthy();
        return undefined;
      },
      120,
    );
  }, 60_000);
});
