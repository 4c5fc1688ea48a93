/** What keeps charts from being built is reported by `npm run check:facts`, what keeps them from being drawn by `npm run check:content`: all of it at once. */
import { describe, expect, test } from 'vitest';
import { charts, loadChartWords } from '../../src/charts/registry.ts';
import { dataset } from '../../src/dataset/current.ts';
import { drawingFaults } from '../../src/pages/_facts/content-faults.ts';
import { chartsGiven, typedFiles } from '../../src/pages/_facts/read-input.ts';
import { formatFor } from '../../src/words/format.ts';
import { type Messages, messagesFrom } from '../../src/words/message.ts';
import { withCells, withRows } from '../helpers/changed-charts.ts';

const files = typedFiles();

test('today every chart gives its values, and nothing is reported', async () => {
  const { given, problems, unknown } = await chartsGiven(files, 'en', dataset);
  expect(problems).toEqual([]);
  expect([...unknown]).toEqual([]);
  expect(given.get('content/en/charts/world-map.md')?.figures.length).toBeGreaterThan(5);
});

test('a language that has not the words of every chart lacks none: they are shown in English', async () => {
  const map = 'content/nl/charts/world-map.md';
  const dutch = new Map(files).set(map, files.get('content/en/charts/world-map.md') ?? '');
  const { given, problems } = await chartsGiven(dutch, 'nl', dataset);
  expect(problems).toEqual([]);
  expect([...given.keys()]).toEqual([map]);
});

describe('a denial of what several charts show', () => {
  test('is reported for each of them, with its path and the line to add', async () => {
    // Charts that show it have no answer yet.
    const denial = withRows('responses', (rows) =>
      rows.map((row, index) => (index === 0 ? { ...row, answers: ['hunt-20', 'hunt-02'] } : row)),
    );
    const [id] = denial.tables.responses.map((row) => row.id);
    const { problems } = await chartsGiven(files, 'en', denial);
    expect(problems.map((problem) => problem.file).sort()).toEqual([
      'content/en/charts/fox-hunt-outcomes.md',
      'content/en/charts/persuaded-shares.md',
      'content/en/charts/sky-net-by-year.md',
    ]);
    for (const problem of problems)
      expect(problem).toMatchObject({
        field: 'answer',
        found: 'nothing',
        fix: expect.stringContaining(`answer: ${id}`),
      });
  });

  test('a name that is no answer is reported with those there are', async () => {
    const map = 'content/en/charts/world-map.md';
    const wrong = new Map(files).set(map, (files.get(map) ?? '').replace(/^answer: .*$/m, 'answer: scale-99'));
    expect((await chartsGiven(wrong, 'en', dataset)).problems).toEqual([
      expect.objectContaining({
        file: map,
        field: 'answer',
        found: 'scale-99',
        expected: expect.stringContaining('scale-12'),
        fix: expect.stringContaining('write another'),
      }),
    ]);
  });
});

describe('a chart that cannot be built', () => {
  test('is reported with its rows, and its words and lessons wait', async () => {
    const { given, problems, unknown } = await chartsGiven(files, 'en', withCells('claims', 'nl-14', { date: null }));
    const reported = problems.find((problem) => problem.file === 'src/charts/netherlands-steps.chart.ts');
    expect(reported).toMatchObject({ found: expect.stringContaining('nl-14') });
    expect([...unknown]).toContain('content/en/charts/netherlands-steps.md');
    expect(given.has('content/en/charts/world-map.md')).toBe(true);
  });

  test('and one whose words lack a value is reported beside it', async () => {
    const map = 'content/en/charts/world-map.md';
    const wrong = new Map(files).set(map, (files.get(map) ?? '').replace(/^dek: .*$/m, 'dek: "{nonsense}"'));
    const { problems } = await chartsGiven(wrong, 'en', dataset);
    expect(problems).toEqual([
      expect.objectContaining({
        file: 'src/charts/world-map.chart.ts',
        found: expect.stringContaining('content/en/charts/world-map.md, message "dek"'),
      }),
    ]);
  });
});

test('labels that have no room are reported for every chart, with the frame and the cure', () => {
  const long = 'Charge'.repeat(12);
  const ids = ['responses-timeline', 'twelve-events'];
  const drawn = charts
    .filter(({ id }) => ids.includes(id))
    .map(({ id, build }) => {
      const words = loadChartWords('en').get(id)?.messages ?? messagesFrom(id, 'en', {});
      const text: Messages['text'] = (key, values) => (key.startsWith('labels.') ? long : words.text(key, values));
      return { chart: build(dataset, { ...words, text }, formatFor('en')) };
    });
  expect(drawingFaults(drawn)).toEqual(
    ids.map((id) => ({
      file: `src/charts/${id}.chart.ts`,
      where: 'the wide picture',
      field: 'draw',
      found: expect.stringMatching(new RegExp(`^No room for ".*${long}": `)),
      expected: 'a picture in which every label has room',
      fix: expect.stringContaining('shorten the label'),
    })),
  );
});
