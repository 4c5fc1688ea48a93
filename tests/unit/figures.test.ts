/** Figures of ours are written into the texts by the build: `{traced-stations}`. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dataset } from '../../src/dataset/current.ts';
import { type DerivedFigure, derivedFigure, derivedFigures } from '../../src/dataset/derived.ts';
import type { Problem } from '../../src/dataset/problems.ts';
import { checkFacts } from '../../src/fact-check/check.ts';
import { siteInput, typedFiles } from '../../src/pages/_facts/read-input.ts';
import { type Figures, readMarks, writeFigures } from '../../src/words/figures.ts';
import { lists } from '../helpers/facts.ts';

const figure = (name: string, value: number, percent = false): [string, DerivedFigure] => [
  `figure-${name}`,
  {
    id: `figure-${name}`,
    value,
    words: name,
    of: {},
    precision: 'exact',
    percent,
    claims: [],
    sources: [],
  },
];
const figures: Figures = new Map([
  figure('traced-stations', 87),
  figure('not-traced-countries', 7),
  figure('all-returns', 1335),
  figure('single-one', 1),
  figure('none-left', 0),
  figure('one-share', 37.5, true),
]);

function written(text: string, language = 'en'): { text: string; problems: Problem[] } {
  const problems: Problem[] = [];
  return { text: writeFigures('content/en/a.md', text, language, figures, problems), problems };
}

describe('a figure in a text', () => {
  test.each([
    ['{traced-stations} stations', '87 stations'],
    ['of {all-returns} people', 'of 1,335 people'],
    ['{one-share} of them', '37.5% of them'],
    ['{not-traced-countries:words} countries', 'seven countries'],
    ['{traced-stations:Words} stations', 'Eighty-seven stations'],
    ['{not-traced-countries:words country is/countries are} left', 'seven countries are left'],
    ['{single-one:Words country is/countries are} left', 'One country is left'],
    ['{single-one:country/countries}', '1 country'],
    ['{none-left:words station/stations}', 'no stations'],
    [
      '{count, plural, one {one station} other {{traced-stations} in all}}',
      '{count, plural, one {one station} other {87 in all}}',
    ],
  ])('%s is written as %s', (text, expected) => expect(written(text)).toEqual({ text: expected, problems: [] }));

  test('follows the numbers of the language', () => {
    expect(written('{all-returns} en {one-share}', 'nl').text.replace(/\s/g, ' ')).toBe('1.335 en 37,5%');
  });

  test.each([
    'A key {#traced-stations}',
    '[站]{lang=zh-Hans}',
    '{traced}',
    '{count, plural, one {well-known thing} other {#}}',
  ])('leaves %s alone', (text) => expect(written(text)).toEqual({ text, problems: [] }));

  test('is refused with its line, and the nearest name, where there is none of the name', () => {
    expect(written('One.\n\nThe {traced-station} and {not-traced-countries}.').problems).toEqual([
      {
        file: 'content/en/a.md',
        where: 'line 3',
        field: 'figure',
        found: '{traced-station}',
        expected: 'the name of a figure that the build works out',
        fix: expect.stringContaining('did you mean {traced-stations}?'),
      },
    ]);
  });

  test.each([
    ['{traced-stations was/were}', 'a colon after the name'],
    ['{traced-stations:words station}', '2 forms for one/other'],
    ['{traced-stations:word}', '2 forms for one/other'],
    ['{one-share:words}', 'a share in figures'],
  ])('%s is refused: %s', (text, expected) =>
    expect(written(text).problems).toEqual([
      expect.objectContaining({ found: text, expected: expect.stringContaining(expected) }),
    ]),
  );

  test('is not spelled out in a language without words for numbers', () =>
    expect(written('{traced-stations:words}', 'xx').problems).toHaveLength(1));

  test('always has a hyphen in its name, which no value of a message has', () => {
    for (const id of derivedFigures(dataset).keys()) expect(id).toMatch(/^figure-[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/);
  });

  test('leaves no name unwritten in the texts of the site', () => {
    const problems: Problem[] = [];
    for (const [file, text] of typedFiles()) writeFigures(file, text, 'en', derivedFigures(dataset), problems);
    expect(problems).toEqual([]);
    expect(readFileSync('content/en/pages/method.md', 'utf8')).toContain('{traced-stations}');
  });
});

describe('the marks for the fact-checker', () => {
  test('go without a trace, and say where each figure stands', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom('{traced-stations}', '{not-traced-countries:words}'), fc.lorem())),
        (parts) => {
          const text = parts.join(' ');
          const marked = writeFigures('a.md', text, 'en', figures, [], true);
          const { words, figures: found } = readMarks(marked);
          expect(words).toBe(writeFigures('a.md', text, 'en', figures, []));
          expect(found.map(({ start, end }) => words.slice(start, end))).toEqual(
            parts.filter((part) => part.startsWith('{')).map((part) => (part === '{traced-stations}' ? '87' : 'seven')),
          );
        },
      ),
    );
  });
});

describe('the fact-checker', () => {
  const traced = derivedFigure(dataset, 'traced-stations').value;
  const findings = (text: string) =>
    checkFacts(
      siteInput(
        dataset,
        lists,
        [
          {
            file: 'content/en/pages/a.md',
            line: 1,
            form: 'markdown',
            cites: [],
            text: writeFigures('content/en/pages/a.md', text, 'en', derivedFigures(dataset), [], true),
          },
        ],
        { partial: true },
      ),
    ).findings.filter(({ rule }) => ['number', 'qualifier', 'uncited', 'changed-row'].includes(rule));

  test('takes a written figure as borne by itself, whatever else the paragraph cites', () =>
    expect(findings('We traced {traced-stations} stations in all.[^scale-01][^figure-traced-countries]')).toEqual([]));

  test('still asks for a record beside it', () =>
    expect(findings('We traced {traced-stations} stations in all.')).toEqual([
      expect.objectContaining({ rule: 'uncited', token: String(traced) }),
    ]));

  test('still asks for the qualifier of a figure that is a lowest possible one', () =>
    expect(findings('It lists {listed-december} stations.[^figure-listed-december]')).toEqual([
      expect.objectContaining({ rule: 'qualifier', token: '102' }),
    ]));

  test('does not take a typed number for a written one', () =>
    expect(findings(`We traced {traced-stations} and ${traced + 1} stations.[^figure-traced-stations]`)).toEqual([
      expect.objectContaining({ rule: 'number', token: String(traced + 1) }),
    ]));
});
