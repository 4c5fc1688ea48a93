import { expect, test } from 'vitest';
import { loadCharts } from '../../scripts/load-charts.ts';
import { scaleTables } from '../../scripts/scale-data.ts';
import { frames } from '../../src/charts/shared/frame.ts';
import { SymbolSheet } from '../../src/charts/shared/symbols.ts';
import { parseDataset } from '../../src/dataset/parse.ts';
import { currentFiles } from '../helpers/data-files.ts';

test('a dataset made three times as large is sound, and its copies answer each other', () => {
  const [small, large] = [parseDataset(currentFiles()), parseDataset(scaleTables(currentFiles(), 3))];
  expect(large.tables.responses.length).toBeGreaterThan(2 * small.tables.responses.length);
  for (const name of ['claims', 'stations'] as const)
    expect(large.tables[name]).toHaveLength(3 * small.tables[name].length);
  expect(large.tables.countries).toEqual(small.tables.countries);
  const answering = large.tables.claims.find((claim) => claim.answers.length > 0 && claim.id.endsWith('-copy-3'));
  expect(answering?.answers.every((id) => id.endsWith('-copy-3'))).toBe(true);
});

test('a claim that only a statement of China answers is answered in every copy', () => {
  const files = new Map(currentFiles());
  const change = (name: string, id: string, set: Readonly<Record<string, unknown>>) => {
    const file = JSON.parse(files.get(name) ?? '') as { rows: { id: string }[] };
    expect(file.rows.some((row) => row.id === id)).toBe(true);
    const rows = file.rows.map((row) => (row.id === id ? { ...row, ...set } : row));
    files.set(name, JSON.stringify({ ...file, rows }));
  };
  const { claims, responses } = parseDataset(files).tables;
  const statement = responses
    .filter(({ type, answers }) => type === 'china-statement' && answers.length === 0)
    .reduce((latest, row) => ((row.date ?? '') > (latest.date ?? '') ? row : latest));
  const answered = new Set([...claims, ...responses].flatMap(({ answers }) => answers));
  const claim = claims.find(
    ({ id, status, topic, date }) =>
      status === 'reported' && topic === 'netherlands' && !answered.has(id) && (date ?? '9') < (statement.date ?? ''),
  );
  change('responses.json', statement.id, { answers: [claim?.id ?? ''] });
  change('claims.json', claim?.id ?? '', { status: 'disputed' });
  const large = parseDataset(scaleTables(files, 3));
  expect(large.get('responses', statement.id).answers).toEqual(
    ['', '-copy-2', '-copy-3'].map((ending) => (claim?.id ?? '') + ending),
  );
});

test('a dataset made once as large is as it was', () => {
  expect(parseDataset(scaleTables(currentFiles(), 1)).tables).toEqual(parseDataset(currentFiles()).tables);
});

test.each([10, 40])('%i times the listings have room in every picture, and none is endless', async (factor) => {
  const refused: string[] = [];
  for (const { chart, build } of await loadCharts(parseDataset(scaleTables(currentFiles(), factor))))
    try {
      const built = build();
      for (const frame of Object.keys(frames) as (keyof typeof frames)[]) {
        const picture = built.picture(frame, new SymbolSheet(), { label: chart.id });
        const height = Number(/viewBox="0 0 \d+ ([\d.]+)"/.exec(picture)?.[1]);
        if (!(height < 3000)) refused.push(`${chart.id}: the ${frame} picture is ${height} units high`);
      }
    } catch (error) {
      refused.push(`${chart.id}: ${String(error)}`);
    }
  expect(refused).toEqual([]);
});
