/** What China said, and the two step-by-step timelines: every record is there, in order, with words of its own. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { acts, chinaStatements, statementReadings } from '../../src/charts/china-statements.chart.ts';
import { sortDate, stepsOf } from '../../src/charts/shared/steps.ts';
import { dataset } from '../../src/dataset/current.ts';
import { chartOf } from '../helpers/chart-table.ts';

interface Labels {
  readonly steps: Record<string, string>;
  readonly other: Record<string, string>;
  readonly strands?: Record<string, string>;
}
const labelsOf = (id: string) =>
  (parse(readFileSync(`content/en/charts/${id}.md`, 'utf8').split(/^---$/m)[1] ?? '') as { labels: Labels }).labels;
const rowsOf = (id: string) => chartOf(id).table.rows;

describe('china-statements', () => {
  const statements = chinaStatements(dataset);
  const ids = statements.map((row) => row.id);

  test('are all statements and announcements of closure by China about the stations', () => {
    const own = dataset.tables.responses.filter(
      ({ type, aboutStations }) => aboutStations && /^china-statement$|-by-china$/.test(type),
    );
    expect(ids.slice().sort()).toEqual(own.map((row) => row.id).sort());
    for (const row of statements) expect(row.actorCountry, row.id).toBe('CHN');
  });

  test('have each a reading, and no reading is without its statement', () => {
    expect(Object.keys(statementReadings).sort()).toEqual([...ids].sort());
  });

  test('say one or more of four things, or stand in words of their own', () => {
    const other = ids.filter((id) => statementReadings[id]?.says.length === 0);
    expect(Object.keys(labelsOf('china-statements').other).sort()).toEqual(other.sort());
    for (const id of ids) {
      const own = statementReadings[id]?.says ?? [];
      expect(own, id).toEqual(acts.filter((act) => own.includes(act)));
    }
  });

  test('that announce a closure are read as such', () => {
    for (const row of statements)
      if (row.type === 'closure-announced-by-china')
        expect(statementReadings[row.id]?.says, row.id).toContain('closed');
  });

  test('have who spoke as the record has it', () => {
    const words = {
      ministry: /foreign ministry/i,
      embassy: /embassy/i,
      consulate: /consulate/i,
      stateMedia: /state media/i,
      official: /official/i,
      officials: /officials/i,
      relayed: /relayed/i,
    };
    for (const row of statements) expect(row.actor).toMatch(words[statementReadings[row.id]?.speaker ?? 'relayed']);
  });

  test('stand in the table once each, in the order of their dates', () => {
    const summaries = rowsOf('china-statements').map((row) => row[4]);
    expect(new Set(summaries).size).toBe(statements.length);
    const dates = [...statements].map((row) => sortDate(row.date)).sort();
    const shown = rowsOf('china-statements').map((row) => row[1]);
    expect(shown).toHaveLength(dates.length);
    expect(String(shown[0])).toContain('Shanghai');
  });
});

describe.each([
  ['netherlands', 'nl-25'],
  ['italy', 'it-34'],
] as const)('%s-steps', (timeline, gap) => {
  const steps = stepsOf(dataset, timeline, gap);
  const claims = dataset.tables.claims.filter((claim) => claim.timeline === timeline).map((claim) => claim.id);

  test('shows every claim of the timeline once, and what was not found at the end', () => {
    expect(claims.length).toBeGreaterThan(10);
    expect(steps.map((step) => step.claim.id).sort()).toEqual([...claims, gap].sort());
    expect(steps.at(-1)).toMatchObject({ form: 'unknown', date: null });
    expect(dataset.get('claims', gap).kind).toBe('gap');
    expect(rowsOf(`${timeline}-steps`)).toHaveLength(claims.length + 1);
  });

  test('has words for each, and none for others', () => {
    expect(Object.keys(labelsOf(`${timeline}-steps`).steps).sort()).toEqual([...claims, gap].sort());
  });

  test('stands in the order of the dates, those known by month or year after the exact ones', () => {
    const dates = steps.slice(0, -1).map((step) => sortDate(step.date ?? ''));
    expect(dates).toEqual([...dates].sort());
    expect(['2022-11', '2022', '2022-11-01', '2022-12'].map(sortDate).sort()).toEqual(
      ['2022-11-01', '2022-11', '2022-12', '2022'].map(sortDate),
    );
  });

  test('tells answers from claims: every denial and finding to the contrary, and what answers another step', () => {
    for (const step of steps) {
      if (step.claim.kind === 'denial' || step.claim.kind === 'counter-evidence')
        expect(step.form, step.claim.id).toBe('answered');
      if (step.claim.kind === 'claim') expect(step.form, step.claim.id).toBe('said');
    }
    expect(steps.filter((step) => step.form === 'answered').length).toBeGreaterThan(2);
  });
});

test('a step in a story of strands without a strand stops the build', () => {
  expect(() =>
    stepsOf(dataset, 'italy', 'it-34', (claim) => {
      throw new Error(`${claim} has no strand`);
    }),
  ).toThrow('has no strand');
});
