/** Words: numbers and dates as readers see them, quotation marks, messages, front matter. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Problem } from '../../src/dataset/problems.ts';
import { formatFor } from '../../src/words/format.ts';
import { parseWordsFile, parseYaml } from '../../src/words/front-matter.ts';
import { formatMessage, messagesFrom } from '../../src/words/message.ts';
import { curlQuotes, keepTogether, typeset } from '../../src/words/typeset.ts';
import { holdsFor } from '../helpers/property.ts';

describe('formats', () => {
  const english = formatFor('en');

  test('write English as it is written in Britain', () => {
    expect(english.number(230000)).toBe('230,000');
    expect(english.number(1335)).toBe('1,335');
    expect(english.number(0)).toBe('0');
    expect(english.percent(37.5)).toBe('37.5%');
    expect(english.percent(50)).toBe('50%');
    expect(english.percent(1.27)).toBe('1.3%');
    expect(english.date('2022-12-05')).toBe('5 December 2022');
    expect(english.date('2022-11')).toBe('November 2022');
    expect(english.date('2022')).toBe('2022');
    expect(english.shortDate('2022-12-05')).toBe('5 Dec 2022');
    expect(english.shortDate('2022')).toBe('2022');
  });

  test('write a stretch of days', () => {
    expect(english.days('2016-05-02', '2016-05-13')).toBe('2–13 May');
    expect(english.days('2016-05-28', '2016-06-03')).toMatch(/^28 May\s*–\s*3 June$/);
  });

  test.each([
    ['nl', '230.000', '37,5%', '5 december 2022'],
    ['de', '230.000', '37,5\u00a0%', '5. Dezember 2022'],
    ['fr', '230\u202f000', '37,5\u202f%', '5 décembre 2022'],
    ['it', '230.000', '37,5%', '5 dicembre 2022'],
    ['zh-Hant', '230,000', '37.5%', '2022年12月5日'],
  ])('follow the language %s', (language, number, percent, date) => {
    const format = formatFor(language);
    expect([
      format.number(230000),
      format.percent(37.5).replace('\u00a0%', language === 'fr' ? '\u202f%' : '\u00a0%'),
      format.date('2022-12-05'),
    ]).toEqual([number, percent, date]);
    expect(format.language).toBe(language);
  });

  test.each(['UTC', 'Pacific/Kiritimati', 'Pacific/Niue', 'America/Los_Angeles', 'Asia/Shanghai'])(
    'give the same dates on a machine in %s',
    (zone) => {
      const code = `import { formatFor } from './src/words/format.ts';
      const format = formatFor('en');
      const dates = ['2022-01-01', '2022-12-31', '2022-03-27', '2022-11', '2024-02-29', '2022'];
      console.log(JSON.stringify([...dates.map(format.date), ...dates.map(format.shortDate), format.days('2022-01-01', '2022-01-31'), format.number(1234.5)]));`;
      const output = execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
        env: { ...process.env, TZ: zone, LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
        encoding: 'utf8',
      });
      expect(JSON.parse(output)).toEqual([
        '1 January 2022',
        '31 December 2022',
        '27 March 2022',
        'November 2022',
        '29 February 2024',
        '2022',
        '1 Jan 2022',
        '31 Dec 2022',
        '27 Mar 2022',
        'Nov 2022',
        '29 Feb 2024',
        '2022',
        '1–31 January',
        '1,234.5',
      ]);
    },
  );
});

describe('quotation marks', () => {
  test.each([
    ['"Police stations" abroad', '“Police stations” abroad'],
    ["'110 Overseas' is the first", '‘110 Overseas’ is the first'],
    ["China's answer", 'China’s answer'],
    ["the ministers' answer", 'the ministers’ answer'],
    ['it said ("not police")', 'it said (“not police”)'],
    [`"the 'service' centres"`, '“the ‘service’ centres”'],
    [`"'Service' centres"`, '“‘Service’ centres”'],
    [`'"Service" centres'`, '‘“Service” centres’'],
    ['–"so"–', '–“so”–'],
    ["5 o'clock", '5 o’clock'],
    ['', ''],
  ])('%s becomes %s', (plain, curled) => expect(curlQuotes(plain)).toBe(curled));

  test('leave no straight mark, change nothing else, and stay when set again', () => {
    holdsFor(
      [fc.string({ unit: fc.constantFrom('"', "'", ' ', 'a', 'B', '1', '(', ')', '–', '.', '\u00a0'), maxLength: 30 })],
      (plain) => {
        const curled = curlQuotes(plain);
        return (
          !/["']/.test(curled) &&
          curled.replace(/[“”]/g, '"').replace(/[‘’]/g, "'") === plain &&
          curlQuotes(curled) === curled
        );
      },
      1000,
    );
  });
});

describe('what stays on one line', () => {
  test.each([
    ['102 stations', '102\u00a0stations'],
    ['1,335 people', '1,335\u00a0people'],
    ['on 5 December 2022 it', 'on 5\u00a0December\u00a02022 it'],
    ['AP, 7 Dec 2022, and Sept 2022', 'AP, 7\u00a0Dec\u00a02022, and Sept\u00a02022'],
    ['at least 102', 'at least\u00a0102'],
    ['Edition 1.1.0, 29 November 2026', 'Edition\u00a01.1.0, 29\u00a0November\u00a02026'],
    ['in 2022 the', 'in 2022 the'],
  ])('%s', (plain, kept) => expect(keepTogether(plain)).toBe(kept));

  test('is only a matter of spaces', () => {
    holdsFor(
      [fc.string({ maxLength: 40 })],
      (plain) => keepTogether(plain).replaceAll('\u00a0', ' ') === plain.replaceAll('\u00a0', ' '),
    );
    expect(typeset('"102 offices"')).toBe('“102\u00a0offices”');
  });
});

describe('messages', () => {
  const messages = messagesFrom('content/en/sample.yaml', 'en', {
    plain: "China's answer",
    nested: { deep: '{count, plural, one {# source} other {# sources}}' },
    value: '{name} has {count, number}',
    broken: '{count, plural, one {#}',
    markup: 'a <b> & {name}',
  });

  test('are found by key and set as they are printed', () => {
    expect(messages.text('plain')).toBe('China’s answer');
    expect(messages.text('nested.deep', { count: 1 })).toBe('1\u00a0source');
    expect(messages.text('nested.deep', { count: 1200 })).toBe('1,200\u00a0sources');
    expect(messages.text('value', { name: 'Italy', count: 230000 })).toBe('Italy has 230,000');
    expect(messages.text('markup', { name: '<script>' })).toBe('a <b> & <script>');
  });

  test.each(
    'nothing nested nested.deeper plain.length constructor constructor.name __proto__ nested.toString nested. .'.split(
      ' ',
    ),
  )('without the key "%s" are reported with the file', (key) => {
    expect(messages.has(key)).toBe(false);
    expect(() => messages.text(key)).toThrow(`content/en/sample.yaml has no message "${key}": add it`);
  });

  test('that lack a value are reported with file, key and the values given', () => {
    expect(() => messages.text('value', { name: 'Italy' })).toThrow(
      /^content\/en\/sample\.yaml, message "value": .*count.*Values given: name$/s,
    );
    expect(() => messages.text('value')).toThrow(/Values given: none$/);
  });

  test('that are not well-formed are reported with file and key', () => {
    expect(() => messages.text('broken', { count: 1 })).toThrow(/^content\/en\/sample\.yaml, message "broken": /);
  });

  test('follow the plural rules of their language', () => {
    const polish = '{count, plural, one {# plik} few {# pliki} many {# plików} other {# pliku}}';
    expect([1, 2, 5].map((count) => formatMessage(polish, 'pl', { count }))).toEqual(['1 plik', '2 pliki', '5 plików']);
    expect(formatMessage('{count, number}', 'nl', { count: 1234 })).toBe('1.234');
  });
});

describe('front matter', () => {
  const schema = z.strictObject({
    title: z.string().max(20),
    order: z.number().int(),
    tags: z.array(z.string()).optional(),
  });
  const parse = (text: string) => {
    const problems: Problem[] = [];
    return { words: parseWordsFile('content/en/sample.md', text, schema, problems), problems };
  };

  test('is checked and cut from the body, whose first line is known', () => {
    const { words, problems } = parse('---\ntitle: A title\norder: 1\n---\n\nThe body.\n');
    expect(problems).toEqual([]);
    expect(words).toEqual({
      file: 'content/en/sample.md',
      front: { title: 'A title', order: 1 },
      body: '\nThe body.\n',
      bodyLine: 5,
    });
  });

  test('says the line the body starts on, for any front matter and body', () => {
    holdsFor(
      [fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), fc.constantFrom('\n', '\r\n'), fc.boolean()],
      (comments, empty, end, mark) => {
        const lines = [
          '---',
          ...Array.from({ length: comments }, () => '# remark'),
          'title: A title',
          'order: 1',
          '---',
          ...Array.from({ length: empty }, () => ''),
          'BODY',
          'more',
        ];
        const { words } = parse((mark ? '\uFEFF' : '') + lines.join(end));
        const before = words?.body.split('BODY')[0]?.split('\n').length ?? 0;
        return words !== undefined && words.bodyLine + before - 1 === lines.indexOf('BODY') + 1;
      },
    );
  });

  test.each([
    ['with Windows line ends', '---\r\ntitle: A title\r\norder: 1\r\n---\r\nBody'],
    ['after a byte order mark', '\uFEFF---\ntitle: A title\norder: 1\n---\nBody'],
    ['with a space after the hyphens', '---\ntitle: A title\norder: 1\n--- \nBody'],
  ])('is read %s', (_, text) => {
    expect(parse(text).words).toMatchObject({ front: { title: 'A title', order: 1 }, body: 'Body', bodyLine: 5 });
  });

  test('without a body is read', () => expect(parse('---\ntitle: A title\norder: 1\n---').words?.body).toBe(''));

  test.each(['', 'No front matter', '\n---\ntitle: x\n---\n', '---\ntitle: never closed', '----\ntitle: x\n----'])(
    'that is not there is reported (%j)',
    (text) => {
      const { words, problems } = parse(text);
      expect(words).toBeUndefined();
      expect(problems).toEqual([
        {
          file: 'content/en/sample.md',
          where: 'line 1',
          field: 'front matter',
          found: JSON.stringify(text.slice(0, 40)),
          expected: 'a block between two lines of three hyphens',
          fix: 'start the file with ---, the fields, and --- again',
        },
      ]);
    },
  );

  test.each([
    ['a colon in a text', '---\ntitle: one: two\norder: 1\n---\n', 'line 2', /Nested mappings|compact/],
    ['a key given twice', '---\ntitle: A\norder: 1\ntitle: B\n---\n', 'line 4', /unique/],
    ['an open bracket', '---\norder: 1\ntitle: [a\n---\n', /line [34]/, /./],
    ['an open quotation mark', '---\norder: 1\ntitle: "a\n---\n', /line [34]/, /./],
  ] as const)('with %s is reported with its line', (_, text, where, found) => {
    const { words, problems } = parse(text);
    expect(words).toBeUndefined();
    expect(problems[0]).toEqual({
      file: 'content/en/sample.md',
      where: expect.stringMatching(where),
      field: 'YAML',
      found: expect.stringMatching(found),
      expected: 'well-formed YAML',
      fix: expect.stringContaining('quote a text that holds a colon'),
    });
  });

  test('with wrong values is reported for every field, with its line', () => {
    const { words, problems } = parse(
      '---\n# a remark\ntitle: This title is longer than twenty\norder: one\ntags: [a, 2]\n---\nBody',
    );
    expect(words).toBeUndefined();
    expect(problems.map(({ where, field, found }) => [where, field, found])).toEqual([
      ['line 3', 'title', '"This title is longer than twenty"'],
      ['line 4', 'order', '"one"'],
      ['line 5', 'tags.1', '2'],
    ]);
    for (const problem of problems) {
      expect(problem.file).toBe('content/en/sample.md');
      expect(problem.expected).not.toBe('');
      expect(problem.fix).toMatch(/^(?:add|fix) the field$/);
    }
  });

  test('with a field missing or unknown is reported by the name of the field', () => {
    const { problems } = parse('---\ntitle: A title\ntitel: B\n---\nBody');
    expect(problems.map(({ field, found, expected, fix }) => ({ field, found, expected, fix }))).toEqual([
      { field: 'order', found: 'nothing', expected: expect.stringContaining('number'), fix: 'add the field' },
      { field: 'titel', found: expect.any(String), expected: 'no unknown field', fix: 'remove it or fix its name' },
    ]);
  });

  test('that is not a list of fields is reported', () => {
    for (const text of ['---\njust a text\n---\n', '---\n- a\n- b\n---\n', '---\n\n---\n']) {
      const { words, problems } = parse(text);
      expect(words).toBeUndefined();
      expect(problems.length).toBeGreaterThan(0);
    }
  });
});

describe('YAML', () => {
  test('is checked with the lines of its file', () => {
    const problems: Problem[] = [];
    expect(
      parseYaml(
        'content/en/messages.yaml',
        'a: 1\nb: two\n',
        z.strictObject({ a: z.number(), b: z.number() }),
        problems,
      ),
    ).toBeUndefined();
    expect(problems.map(({ where, field }) => [where, field])).toEqual([['line 2', 'b']]);
    expect(parseYaml('content/en/messages.yaml', 'a: 1\n', z.strictObject({ a: z.number() }), problems)).toEqual({
      a: 1,
    });
  });
});
