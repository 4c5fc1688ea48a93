/** The words of charts over rows that are not today's: what they say is true, or the chart refuses and says which words to fix. */
import { describe, expect, test } from 'vitest';
import { charts } from '../../src/charts/registry.ts';
import { SymbolSheet } from '../../src/charts/shared/symbols.ts';
import { dataset } from '../../src/dataset/current.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';
import { patrolPostings } from '../../src/dataset/derived.ts';
import { formatFor } from '../../src/words/format.ts';
import { chartWith, withCells, withRows } from '../helpers/changed-charts.ts';

/** The words of a chart over these rows, with plain spaces. */
function words(id: string, changed: Dataset) {
  const { headline, dek, summary, description } = chartWith(id, changed);
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');
  return { headline: plain(headline), dek: plain(dek), summary: plain(summary), description: plain(description) };
}

/** Officers in the rounds of a country's police in another, by year, as the table has them. */
const rounds = (host: string, guest = 'CHN') =>
  dataset.tables.patrols
    .filter((row) => row.host === host && row.guest === guest && row.status === 'held')
    .sort((a, b) => a.year - b.year);
/** Later rounds with a number each: "10 (2017), 12 (2018) and 10 (2019)". @param changed officers by year, where they are others */
const each = (host: string, guest = 'CHN', changed: Readonly<Record<number, number>> = {}) =>
  formatFor('en').list(
    rounds(host, guest)
      .slice(1)
      .map(({ year, officers }) => `${changed[year] ?? officers} (${year})`),
  );

describe('one round of patrols corrected', () => {
  const [first, second] = rounds('ITA').map((row) => row.officers);
  const [chinaFirst, chinaSecond] = rounds('CHN', 'ITA').map((row) => row.officers);
  const round = withCells('patrols', 'chn-in-ita-2018', { officers: 12 });

  test('italy-patrols names each round', () => {
    expect(words('italy-patrols', dataset).summary).toContain(
      `${first} Chinese officers took part in 2016 and ${second} in each round to 2019; Rome and Milan took part in all`,
    );
    expect(words('italy-patrols', round).summary).toContain(
      `${first} Chinese officers took part in 2016 and ${each('ITA', 'CHN', { 2018: 12 })} in later rounds;`,
    );
  });

  test('officers-both-ways names each round of the direction that changed', () => {
    expect(words('officers-both-ways', round).summary).toContain(
      `in Italy: ${first} in 2016, then ${each('ITA', 'CHN', { 2018: 12 })}; Italian officers in China: ${chinaFirst} in 2017, then ${chinaSecond} a year to 2019.`,
    );
    expect(words('officers-both-ways', round).headline).toContain(
      `${patrolPostings(round, 'ITA', 'CHN')} postings to Italy`,
    );
    const china = withCells('patrols', 'ita-in-chn-2019', { officers: 9 });
    expect(words('officers-both-ways', china).summary).toContain(
      `then ${second} a year to 2019; Italian officers in China: ${chinaFirst} in 2017, then ${each('CHN', 'ITA', { 2019: 9 })}.`,
    );
  });

  test('patrols-croatia-serbia names each round of the country that changed', () => {
    expect(words('patrols-croatia-serbia', round).summary).toContain('8 each in 2019, 2022, 2023, 2024 and 2025;');
    expect(words('patrols-croatia-serbia', round).summary).toContain(
      `hosted ${first} in 2016 and ${each('ITA', 'CHN', { 2018: 12 })}.`,
    );
    const croatia = words('patrols-croatia-serbia', withCells('patrols', 'chn-in-hrv-2022', { officers: 9 }));
    expect(croatia.summary).toContain(
      `${rounds('HRV')[0]?.officers} Chinese officers in 2018 and ${each('HRV', 'CHN', { 2022: 9 })};`,
    );
    expect(croatia.description).toContain('at 30, while the rounds found until then make 31.');
  });

  test('a year without a round is not counted in "a year"', () => {
    const gap = withRows('patrols', (rows) => rows.filter((row) => row.id !== 'chn-in-ita-2018'));
    expect(words('officers-both-ways', withCells('patrols', 'chn-in-ita-2016', { year: 2015 })).summary).toContain(
      `then ${each('ITA')};`,
    );
    expect(words('patrols-croatia-serbia', gap).summary).toContain('hosted 4 in 2016 and 10 (2017) and 10 (2019).');
  });

  test('a round that was larger than any is drawn inside the picture', () => {
    const large = withCells(
      'patrols',
      'ita-in-chn-2019',
      { officers: 30 },
      withCells('patrols', 'chn-in-ita-2018', { officers: 40 }),
    );
    for (const frame of ['wide', 'narrow'] as const)
      for (const id of ['officers-both-ways', 'italy-patrols', 'patrols-croatia-serbia']) {
        const svg = chartWith(id, large).picture(frame, new SymbolSheet(), { label: id });
        const height = Number(/viewBox="0 0 [\d.]+ ([\d.]+)"/.exec(svg)?.[1]);
        // Round marks of one kind are one path, each from the place of the one before.
        const tops = [...svg.matchAll(/ d="(M[^"]*a[^"]*)"/g)].flatMap(([, d = '']) => {
          let y = 0;
          return [...d.matchAll(/([Mm])-?[\d.]+ (-?[\d.]+)/g)].map(([, move, way]) => {
            y = Number(way) + (move === 'm' ? y : 0);
            return y;
          });
        });
        expect(tops.length).toBeGreaterThan(40);
        expect(height).toBeGreaterThan(0);
        for (const y of tops) expect(y >= 0 && y <= height, `${id}, ${frame}: ${y} of ${height}`).toBe(true);
      }
  });

  test('a round in the years of the pause is refused, with the words to fix', () => {
    const held = withCells('patrols', 'chn-in-ita-2021', { status: 'held', officers: 6 });
    expect(() => chartWith('italy-patrols', held)).toThrow(
      /content\/en\/charts\/italy-patrols\.md, words, rounds, then a pause to the last year\n {4}found: {4}rounds in 2016, 2017, 2018, 2019, 2021; suspended in 2020, 2022\n/,
    );
  });
});

test('every chart supports its words today', () => {
  for (const { id } of charts) expect(() => chartWith(id, dataset), id).not.toThrow();
});

test('sky-net-by-year names the month to which a part of a year runs', () => {
  const shorter = withRows('returns', (rows) =>
    rows.map((row) => (row.campaign === 'sky-net' && row.partial ? { ...row, end: `${row.end.slice(0, 4)}-10` } : row)),
  );
  expect(words('sky-net-by-year', dataset).summary).toContain('covers January to November');
  expect(words('sky-net-by-year', shorter).summary).toContain('covers January to October');
});

describe('words that no value fills in', () => {
  test('China does not come first where another state does', () => {
    const other = dataset.tables.repression_states.find((row) => row.id !== 'china');
    expect(() =>
      chartWith('freedom-house', withCells('repression_states', other?.id ?? '', { incidents: 9999 })),
    ).toThrow(/freedom-house\.md, words, China, the most of any state/);
  });

  test.each([
    [
      'country-ranking',
      'all of the second were listed in September',
      withRows('stations', (rows) => rows.map((row) => (row.country === 'ESP' ? { ...row, count: 30 } : row))),
    ],
    [
      'fox-hunt-outcomes',
      'July to December, April to December, then a whole year without a split',
      withRows('returns', (rows) =>
        rows.map((row) =>
          row.campaign === 'fox-hunt' && row.partial ? { ...row, start: `${row.end.slice(0, 4)}-09` } : row,
        ),
      ),
    ],
    [
      'world-map-growth',
      'covers two police forces that the first did not',
      withRows('listing_totals', (rows) => [
        ...rows,
        ...rows
          .filter((row) => row.id.endsWith('-nantong'))
          .map((row) => ({ ...row, id: '110-overseas-nantong', report: '110-overseas' })),
      ]),
    ],
    [
      'bureau-flows',
      '’s traced listings are mostly in Europe, …’s mostly elsewhere',
      withRows('stations', (rows) =>
        rows.map((row) =>
          dataset.get('countries', row.country).continent === 'Europe' ? row : { ...row, operator: null },
        ),
      ),
    ],
    [
      'fraud-campaign-overlap',
      'three hand-overs: the first without a start, the second for one year, the last more than its number, from a time that contains the first',
      withCells('returns', 'telecom-fraud-handed-over-2023-11', { start: '2023-09' }),
    ],
    ['extradition-treaties', 'the judgment of 6 October 2022', withCells('claims', 'law-10', { date: '2022-10-07' })],
    [
      'extradition-treaties',
      'when the treaties of Cyprus and Portugal entered into force we did not find',
      withRows('treaties', (rows) =>
        rows.map((row) => (row.country === 'CYP' ? { ...row, inForce: '2020-01-01' } : row)),
      ),
    ],
    [
      'china-statements',
      'the first that spoke of an office that had stopped was the embassy in Chile',
      withCells('responses', 'chn-2023-03-04-edinburgh', { date: '2022-10-30' }),
    ],
    [
      'italy-map',
      'one desk, already stopped; a centre under examination',
      withCells('place_findings', 'ita-milan', { finding: 'stopped' }),
    ],
    ['italy-map', 'where no city was named', withCells('place_findings', 'ita-venice', { finding: 'not-mentioned' })],
    [
      'netherlands-map',
      'in Amsterdam no physical location was found; in Rotterdam closed, without a public finding',
      withCells('place_findings', 'nld-rotterdam', { finding: 'no-location-found' }),
    ],
    [
      'country-status',
      'of the closed, police in Canada, the United Kingdom and the Netherlands reported no crime, no charges or no site; the United States prosecuted',
      withCells('country_status', 'CAN', { status: 'investigated-outcome-unknown' }),
    ],
    [
      'country-status',
      'a guilty plea, and a verdict that is not confirmed from a court, in one country',
      withCells('responses', 'usa-2026-05-13-verdict', { type: 'arrest-or-charges' }),
    ],
    [
      'claim-sources',
      'all but a few sources were read as excerpts',
      withRows('sources', (rows) => rows.map((row) => ({ ...row, read: 'whole' as const }))),
    ],
  ] as const)('%s is refused where its %s is no longer supported', (id, field, changed) => {
    expect(() => chartWith(id, changed)).toThrow(new RegExp(`${id}\\.md, [\\s\\S]*, ${field}\n`));
  });

  test('bureaus-traced is refused where there is a fifth bureau', () => {
    const fifth = withRows('operators', (rows) => [
      ...rows,
      ...rows.slice(0, 1).map((row) => ({ ...row, id: 'lishui', name: 'Lishui' })),
    ]);
    expect(() => chartWith('bureaus-traced', fifth)).toThrow(/bureaus-traced\.md[\s\S]*all four/);
  });

  test('more than half in Europe is refused where it is not so', () => {
    const moved = withRows('stations', (rows) =>
      rows.map((row) => (row.country === 'JPN' || row.country === 'CAN' ? { ...row, count: 60 } : row)),
    );
    expect(() => chartWith('world-map', moved)).toThrow(
      /world-map\.md, words, more than half of those traced are in Europe/,
    );
  });
});
