/** The state of our sources: counts that add up, and what rests on each source. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDataset } from '../../src/dataset/parse.ts';
import { tables } from '../../src/dataset/schema.ts';
import {
  onCopiesOnly,
  onOneSource,
  sourceKinds,
  sourcesBy,
  sourcesByDateKnown,
  sourcesByKind,
  sourceUses,
  tablesWithSources,
} from '../../src/dataset/source-report.ts';

const folder = join(import.meta.dirname, '../../data');
const dataset = parseDataset(
  new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  ),
);
const { claims, responses } = dataset.tables;
const all = dataset.tables.sources.length;
const sum = (rows: readonly { readonly count: number }[]) => rows.reduce((total, row) => total + row.count, 0);

describe('counts of sources', () => {
  test.each([
    ['kind', sourcesByKind(dataset)],
    ['language', sourcesBy(dataset, 'language')],
    ['what was read', sourcesBy(dataset, 'read')],
    ['date', sourcesByDateKnown(dataset)],
    ['title', sourcesBy(dataset, 'titleKind')],
  ])('by %s hold every source once', (_, rows) => expect(sum(rows)).toBe(all));

  test('of a kind are its originals and its copies', () => {
    for (const row of sourcesByKind(dataset))
      expect(row.original + row.copyNamed + row.copyNotFound, row.kind).toBe(row.count);
  });
  test('name every kind of the schema', () =>
    expect([...sourceKinds].sort()).toEqual([...tables.sources.row.shape.kind.options].sort()));
  test('put languages that were not recorded last', () => {
    const rows = sourcesBy(dataset, 'language');
    expect(rows.findIndex((row) => row.value === null)).toBe(
      rows.some((row) => row.value === null) ? rows.length - 1 : -1,
    );
  });
  test('of dates go from the day to none', () =>
    expect(sourcesByDateKnown(dataset).map((row) => row.value)).toEqual(
      ['day', 'month', 'year', 'none'].filter((value) =>
        dataset.tables.sources.some((source) => source.datePrecision === value),
      ),
    ));
});

describe('what rests on a source', () => {
  const uses = sourceUses(dataset);
  test('is stated for every source, and something rests on each', () => {
    expect(uses.size).toBe(all);
    const idle = [...uses].filter(
      ([, use]) => use.claims.length + use.responses.length + use.stations.length + use.tables.length === 0,
    );
    expect(idle.map(([id]) => id)).toEqual([]);
  });
  test('agrees with the rows in both directions', () => {
    for (const claim of dataset.tables.claims)
      for (const source of claim.sources) expect(uses.get(source)?.claims).toContain(claim.id);
    for (const [id, use] of uses)
      for (const claim of use.claims) expect(dataset.get('claims', claim).sources).toContain(id);
  });
  test('covers every table that names sources', () =>
    expect(tablesWithSources).toEqual(
      expect.arrayContaining(['claims', 'responses', 'stations', 'returns', 'treaties']),
    ));
});

describe('records on thin ground', () => {
  test('on one source name exactly one', () => {
    for (const row of [...onOneSource(claims), ...onOneSource(responses)]) expect(row.sources, row.id).toHaveLength(1);
  });
  test('on copies alone name no page of a publisher', () => {
    for (const row of [...onCopiesOnly(dataset, claims), ...onCopiesOnly(dataset, responses)])
      expect(
        row.sources.map((id) => dataset.get('sources', id).original),
        row.id,
      ).not.toContain('own');
  });
});
