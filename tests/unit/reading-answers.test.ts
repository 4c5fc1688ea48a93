import { describe, expect, test } from 'vitest';
import { ProblemsError } from '../../src/dataset/problems.ts';
import { hashOf, keyOf, type ReadingTask } from '../../src/fact-check/ledger.ts';
import { readAnswers, readingOf } from '../../src/pages/_facts/ledger-file.ts';
import { readFactsInput } from '../../src/pages/_facts/read-input.ts';

const task = (words: string): ReadingTask => ({
  file: 'content/en/chapters/scale.md',
  line: 9,
  words,
  filled: [],
  records: ['scale-01'],
  hash: { words: hashOf(words), records: hashOf('scale-01') },
});
const tasks = [task('They were listed.'), task('They were not closed.')];
const line = (answer: object) => JSON.stringify(answer);
const [first = '', second = ''] = tasks.map(({ hash }) => keyOf(hash));

describe('answers to printed passages', () => {
  test('only a yes is a reading; a no keeps its note for whoever puts the words right', () => {
    const answers = readAnswers(
      'answers.jsonl',
      [
        line({ hash: first, verdict: 'y', note: 'by hand' }),
        '',
        line({ hash: second, verdict: 'n', note: 'were' }),
      ].join('\n'),
      tasks,
    );
    expect(answers.right).toEqual([{ ...tasks[0]?.hash, note: 'by hand' }]);
    expect(answers.wrong).toEqual([{ task: tasks[1], note: 'were' }]);
    expect(answers.unknown).toEqual([]);
  });

  test('a hash that no passage has is named with its line, and marks nothing', () => {
    const stale = keyOf(task('They were seen.').hash);
    const answers = readAnswers('answers.jsonl', line({ hash: stale, verdict: 'y' }), tasks);
    expect(answers.right).toEqual([]);
    expect(answers.unknown).toEqual([`line 1: ${stale}`]);
  });

  test('every line that is no answer is reported at once', () => {
    const broken = () =>
      readAnswers('answers.jsonl', `yes\n${line({ hash: first, verdict: 'maybe' })}\n${line({ verdict: 'y' })}`, tasks);
    expect(broken).toThrow(ProblemsError);
    try {
      broken();
    } catch (error) {
      expect(error instanceof ProblemsError ? error.problems.map(({ where }) => where) : []).toEqual([
        'line 1',
        'line 2',
        'line 3',
      ]);
    }
  });
});

test('a new day of the edition asks for no new reading', async () => {
  const { tasks } = readingOf(await readFactsInput('en'));
  expect(tasks.length).toBeGreaterThan(500);
  expect(tasks.filter(({ records }) => records.includes('edition'))).toEqual([]);
});
