/** The fact-checker as a package: a tiny site of another subject, with adapters of its own and markdown-it as it comes. */
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { checkFacts } from '../../src/fact-check/check.ts';
import { type Evidence, type EvidenceSource, evidenceOf, toValue } from '../../src/fact-check/evidence.ts';
import type { FactInput } from '../../src/fact-check/input.ts';
import { languageOf } from '../../src/fact-check/languages.ts';
import { hashOf, ledgerState, readingTasks, withReadings } from '../../src/fact-check/ledger.ts';
import type { CheckedText } from '../../src/fact-check/types.ts';
import { dutch } from '../helpers/dutch.ts';

const language = languageOf('en');
const cell = (row: string, column: string) => ({ table: 'lights', row, column });

/** Three records of lighthouses. */
const records: readonly Evidence[] = [
  evidenceOf(
    {
      id: 'eddystone',
      own: 'The tower of Eddystone is 49 metres high and was lit in 1882, says the harbour board.',
      words: 'The tower of Eddystone is 49 metres high and was lit in 1882, says the harbour board. Harbour Board',
      values: [toValue(49, 'metres', 'exact', cell('eddystone', 'height'))],
      dates: [{ date: '1882-05-18', cell: cell('eddystone', 'lit') }],
      speakers: ['Harbour Board'],
      mustAttribute: true,
    },
    language,
  ),
  evidenceOf(
    {
      id: 'coast',
      own: 'On this coast 12 lighthouses are in use, in 5 counties; 3 of them are manned.',
      words: 'On this coast of Cornwall 12 lighthouses are in use, in 5 counties; 3 of them are manned.',
      values: [
        toValue(12, 'lighthouses', 'exact', cell('coast', 'lights')),
        toValue(5, 'counties', 'exact', cell('coast', 'counties')),
      ],
    },
    language,
  ),
  evidenceOf(
    {
      id: 'keeper',
      own: 'The keeper wrote: the sea took the door.',
      words: 'The keeper wrote: the sea took the door.',
    },
    language,
  ),
  evidenceOf(
    {
      id: 'rock',
      own: 'Pilots of Bishop said that its lamp was not lit in 1901. The harbour of Sennen was closed for repairs in 1902.',
      words:
        'Pilots of Bishop said that its lamp was not lit in 1901. The harbour of Sennen was closed for repairs in 1902.',
      dates: ['1901', '1902'].map((date) => ({ date, cell: cell('rock', 'year') })),
    },
    language,
  ),
];

const evidence: EvidenceSource = {
  get: (id) => records.find((record) => record.id === id),
  ids: records.map(({ id }) => id),
  units: records.flatMap(({ values }) => values.map(({ unit }) => unit)),
  cell: ({ row, column }) => `${row} ${column}`,
  lineOf: () => 1,
  fileOf: (table) => `${table}.csv`,
  tableOfFigures: () => 'lights',
};

const markdown = new MarkdownIt();
const text = (file: string, words: string): CheckedText => ({
  file,
  line: 1,
  form: 'markdown',
  text: words,
  cites: [],
  strict: true,
});

const site = (lights: string, keepers = 'The keeper wrote that "the sea took the door".[^keeper]'): FactInput => ({
  texts: [text('lights.md', lights), text('keepers.md', keepers)],
  evidence,
  language,
  reader: { markdown: (source) => markdown.parse(source, {}) },
  names: {
    known: [
      { name: 'Eddystone', forms: [], kind: 'place', owner: 'places' },
      { name: 'Cornwall', forms: ['Cornish'], kind: 'place', owner: 'places' },
      { name: 'Bishop', forms: [], kind: 'place', owner: 'places' },
      { name: 'Sennen', forms: [], kind: 'place', owner: 'places' },
    ],
    texts: [],
  },
  lists: {
    language: 'en',
    loadedWords: [],
    standingTerms: [],
    quotations: [],
    names: { places: [], groups: [], marks: ['Board'], titles: [], particles: [], ordinary: ['May'], speech: ['said'] },
    attribution: { phrases: ['according to'], bodies: ['board'], forms: [] },
  },
});
const found = (lights: string, keepers?: string) =>
  checkFacts(site(lights, keepers)).findings.flatMap(({ rule, level, token }) =>
    level === 'error' ? [`${rule}: ${token}`] : [],
  );

describe('a site about lighthouses', () => {
  test.each([
    'The tower of Eddystone, 49 metres high, was lit in May 1882, the harbour board said.[^eddystone]',
    'On the Cornish coast 12 lighthouses are in use, in 5 counties.[^coast]',
    'In 1901 the lamp was not lit, pilots of Bishop said; in 1902 the harbour of Sennen was closed for repairs.[^rock]',
  ])('%s', (words) => expect(found(words)).toEqual([]));

  test.each([
    ['a wrong number', 'The tower is 48 metres high, the board said.[^eddystone]', 'number: 48'],
    ['numbers with each other’s units', 'In use are 5 lighthouses in 12 counties.[^coast]', 'subject: 5'],
    ['a date of another year', 'It was lit in May 1883, the board said.[^eddystone]', 'date: May 1883'],
    ['a place of another record', 'At Eddystone 12 lighthouses are in use.[^coast]', 'place: Eddystone'],
    ['a claim without its speaker', 'The tower is 49 metres high.[^eddystone]', 'attribution: [^eddystone]'],
    ['a "not" that fell out', 'In 1901 the lamp was lit, pilots of Bishop said.[^rock]', 'sense: lit'],
    ['a "not" too many', 'In 1902 the harbour of Sennen was not closed for repairs.[^rock]', 'sense: closed'],
    ['an opposite', 'In 1902 the harbour of Sennen was opened for repairs.[^rock]', 'sense: opened'],
    ['a verb that says too much', 'Pilots of Bishop proved that the lamp was not lit in 1901.[^rock]', 'sense: proved'],
    ['words of another place', 'In 1902 the harbour of Bishop was closed for repairs.[^rock]', 'place: Bishop'],
    [
      'a place written for another',
      'Pilots of Sennen said that its lamp was not lit in 1901. The harbour of Sennen was closed in 1902.[^rock]',
      'place: Sennen',
    ],
    [
      'a date written for another',
      'The lamp was not lit in 1902, pilots of Bishop said. The harbour of Sennen was closed in 1902.[^rock]',
      'date: 1902',
    ],
    ['a number without a record', 'There are 12 lighthouses.', 'uncited: 12'],
  ])('%s is found', (_, words, expected) => expect(found(words)).toContain(expected));

  test('a quotation stands word for word', () =>
    expect(found('Nothing.', 'The keeper wrote that "the sea broke the door".[^keeper]')).toEqual([
      'quotation: "the sea broke the door"',
    ]));

  test('a language without a module is an error, not English', () =>
    expect(() => languageOf('nl')).toThrow('The fact-checker knows no language "nl", only en.'));
});

describe('words in Dutch over records in English', () => {
  const input = (words: string): FactInput => {
    const english = site('');
    return {
      ...english,
      texts: [text('vuurtorens.md', words)],
      language: dutch,
      recordLanguage: language,
      lists: {
        ...english.lists,
        language: 'nl',
        attribution: {
          phrases: ['volgens'],
          bodies: [],
          forms: [{ of: 'Harbour Board', forms: ['de havendienst'] }],
        },
      },
    };
  };
  const errors = (words: string) =>
    checkFacts(input(words)).findings.flatMap(({ rule, level, token }) =>
      level === 'error' ? [`${rule}: ${token}`] : [],
    );

  test.each([
    'De toren van Eddystone, 49 meter hoog, werd in mei 1882 ontstoken, zei de havendienst.[^eddystone]',
    'Aan de kust van Cornwall zijn twaalf vuurtorens in gebruik.[^coast]',
    'De vuurtorenwachter schreef: “the sea took the door”.[^keeper]',
  ])('what the records have passes: %s', (words) => expect(errors(words)).toEqual([]));

  test.each([
    ['a wrong number', 'De toren is 48 meter hoog, zei de havendienst.[^eddystone]', 'number: 48'],
    ['a wrong number in words', 'Aan de kust zijn elf vuurtorens in gebruik.[^coast]', 'number: elf'],
    ['a wrong month', 'Hij werd in april 1882 ontstoken, zei de havendienst.[^eddystone]', 'date: april 1882'],
    ['a place of another record', 'In Sennen zijn twaalf vuurtorens in gebruik.[^coast]', 'place: Sennen'],
    ['a claim without its speaker', 'De toren is 49 meter hoog.[^eddystone]', 'attribution: [^eddystone]'],
    ['a quotation altered', 'Hij schreef: “the sea broke the door”.[^keeper]', 'quotation: “the sea broke the door”'],
  ])('%s is found', (_, words, expected) => expect(errors(words)).toContain(expected));

  test('what is found is said in the language of the words', () =>
    expect(
      checkFacts(input('Hij werd in april 1882 ontstoken, zei de havendienst.[^eddystone]')).findings[0]?.nearest,
    ).toEqual([expect.objectContaining({ shown: '18 mei 1882' })]));

  test('a record that contradicts itself is still read by its own language', () => {
    const own = 'This lamp is 12 metres high.';
    const value = toValue(13, 'metres', 'exact', cell('lamp', 'height'));
    const lamp = evidenceOf({ id: 'lamp', own, words: own, values: [value] }, language);
    const source = { ...evidence, ids: ['lamp'], get: () => lamp };
    expect(
      checkFacts({ ...input(''), evidence: source }).findings.map(({ rule, token }) => `${rule}: ${token}`),
    ).toContain('record: 12');
  });
});

describe('the reading ledger', () => {
  const words =
    'On the coast 12 lighthouses are in use.[^coast] A line of our own.\n\nThe sea took it, he wrote.[^keeper]';
  const tasks = (input: FactInput) => readingTasks(input, input.texts);
  const before = tasks(site(words, ''));
  const readings = before.map(({ hash }) => ({ ...hash, date: '2026-11-28', by: 'editor' }));

  test('asks for each passage with a reference, once', () => {
    expect(before.map((task) => [task.words, task.records])).toEqual([
      ['On the coast 12 lighthouses are in use. A line of our own.', ['coast']],
      ['The sea took it, he wrote.', ['keeper']],
    ]);
    expect(ledgerState(before, [])).toMatchObject({ read: 0, unread: before, changed: [] });
    expect(ledgerState(before, readings)).toMatchObject({ read: 2, unread: [], changed: [] });
  });

  test('asks again for a sentence that lost its "not"', () => {
    const after = tasks(site(words.replace('are in use', 'are not in use'), ''));
    expect(ledgerState(after, readings).unread.map((task) => task.records)).toEqual([['coast']]);
  });

  test('says when a record changed under its reading', () => {
    const input = site(words, '');
    const coast = records[1];
    if (!coast) throw new Error('no record');
    const changed: FactInput = {
      ...input,
      evidence: {
        ...evidence,
        get: (id) => (id === 'coast' ? { ...coast, words: `${coast.words} Two are dark.` } : evidence.get(id)),
      },
    };
    const state = ledgerState(tasks(changed), readings);
    expect(state.changed.map((task) => task.records)).toEqual([['coast']]);
    expect(state.unread).toEqual([]);
  });

  test('keeps the readings of the texts sorted by hash, and drops those of words that are gone', () => {
    const [first, second] = readings;
    if (!first || !second) throw new Error('no readings');
    const gone = { ...first, words: hashOf('gone') };
    const sorted = [first, second].sort((a, b) => (a.words < b.words ? -1 : 1));
    expect(withReadings(before, [gone, second], [first])).toEqual(sorted);
    expect(withReadings(before, [gone, first], [second])).toEqual(sorted);
  });

  test('takes texts that are read together as one passage, with the key of a quiz, and asks again when the key changes', () => {
    const field = (words: string, name: string): CheckedText => ({
      ...text('quiz.yaml', words),
      form: 'plain',
      field: name,
    });
    const quiz = (key: string): CheckedText[] => [
      { ...field('How many lighthouses are in use?', 'count.ask'), readWith: 'count' },
      { ...field(key, 'count.correct'), form: 'key', readWith: 'count' },
      { ...field('12, says the list.[^coast]', 'count.why'), readWith: 'count' },
    ];
    const input = site(words, '');
    const [task, ...others] = readingTasks(input, quiz('1'));
    expect(others).toEqual([]);
    expect(task?.words).toBe('ask: How many lighthouses are in use?\ncorrect: 1\nwhy: 12, says the list.');
    expect(task?.records).toEqual(['coast']);
    expect(readingTasks(input, quiz('2'))[0]?.hash.words).not.toBe(task?.hash.words);
  });

  test('does not mind the order in which a sentence cites its records', () => {
    const twice = (references: string) => tasks(site(`Both are of the coast.${references}`, ''))[0]?.hash;
    expect(twice('[^coast][^keeper]')).toEqual(twice('[^keeper][^coast]'));
  });
});
