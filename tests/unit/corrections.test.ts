/** What readers are told of a corrected value: on the page, in the feed, at chapters, charts and records. */
import { describe, expect, test } from 'vitest';
import type { Row } from '../../src/dataset/schema.ts';
import { correctionItems, correctionsOf } from '../../src/story/corrections.ts';
import { type Site, siteIn } from '../../src/story/site.ts';

const row = (over: Partial<Row<'corrections'>>): Row<'corrections'> => ({
  id: 'scale-01-statement',
  edition: '1.0.1',
  date: '2026-12-01',
  table: 'claims',
  row: 'scale-01',
  column: 'statement',
  oldValue: '"It was so."',
  newValue: '"It is so."',
  reason: 'The publisher corrected it.',
  ...over,
});

/** The site with these corrections. */
function siteWith(corrections: readonly Row<'corrections'>[]): Site {
  const site = siteIn('en');
  return { ...site, dataset: { ...site.dataset, tables: { ...site.dataset.tables, corrections: [...corrections] } } };
}

describe('A correction', () => {
  test('quotes texts, so that their full stops do not run into ours, and leaves numbers as they are', () => {
    const [words, number] = correctionItems(
      siteWith([
        row({ date: '2026-12-02' }),
        row({ id: 'scale-01-value', column: 'value', oldValue: '54', newValue: 'null' }),
      ]),
    );
    expect(words?.text).toBe(
      'Record scale-01\u00a0in the table claims: statement was “It was so.” and is now “It is so.”. The publisher corrected it.',
    );
    expect(number?.text).toContain('value was 54\u00a0and is now empty. The');
  });

  test('leads to the record where it has a place of its own, and not to one that was removed', () => {
    const items = correctionItems(
      siteWith([
        row({}),
        row({ id: 'b', table: 'sources', row: 'nos-2022-10-25' }),
        row({ id: 'c', table: 'countries', row: 'NLD' }),
        row({ id: 'd', table: 'patrols', row: 'chn-in-ita-2018' }),
        row({ id: 'e', column: '*', newValue: 'null' }),
      ]),
    );
    expect(items.map(({ record }) => record)).toEqual([
      '/sources/#nos-2022-10-25',
      '/countries/nld/',
      undefined,
      undefined,
      '/claims/scale-01/',
    ]);
  });

  test('stands at what cites the record, newest first, and nowhere else', () => {
    const site = siteWith([
      row({ id: 'old' }),
      row({ id: 'new', date: '2026-12-03' }),
      row({ id: 'other', row: 'scale-02' }),
    ]);
    expect(correctionsOf(['scale-01', 'it-12'], site).map(({ id }) => id)).toEqual(['new', 'old']);
    expect(correctionsOf(['it-12'], site)).toEqual([]);
  });
});
