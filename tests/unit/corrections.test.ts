/** What readers learn of a correction: on the page, in the feed, at chapters, charts and records. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../../src/dataset/schema.ts';
import { correctedValues, correctionList } from '../../src/publish/edition/corrections.ts';
import { correctionItems, correctionsOf } from '../../src/story/corrections.ts';
import { type Site, siteIn } from '../../src/story/site.ts';

const row = (over: Partial<Row<'corrections'>>): Row<'corrections'> => ({
  id: 'scale-01-statement',
  date: '2026-12-01',
  summary: 'The report counted stations, not countries.',
  reason: 'We had read the wrong line.',
  noticed: 'A reader wrote to us.',
  cells: ['claims/scale-01/statement'],
  ...over,
});

/** The site with these corrections. */
function siteWith(corrections: readonly Row<'corrections'>[]): Site {
  const site = siteIn('en');
  return { ...site, dataset: { ...site.dataset, tables: { ...site.dataset.tables, corrections: [...corrections] } } };
}

describe('A correction', () => {
  test('is one sentence and a reason, however many values changed', () => {
    const [item, ...others] = correctionItems(
      siteWith([
        row({ cells: ['claims/scale-01/statement', 'claims/scale-01/value', 'patrols/chn-in-ita-2018/officers'] }),
      ]),
    );
    expect(others).toEqual([]);
    expect(item).toMatchObject({
      summary: 'The report counted stations, not countries.',
      text: 'The report counted stations, not countries. We had read the wrong line.',
      noticed: 'A reader wrote to us.',
    });
  });

  test('leads to the records that have a place of their own, and not to one that is gone', () => {
    const [item] = correctionItems(
      siteWith([
        row({
          cells: [
            'claims/scale-01/statement',
            'claims/scale-01/value',
            'sources/abc-news-2022-10-13/title',
            'countries/NLD/name',
            'patrols/chn-in-ita-2018/officers',
            'claims/no-such-claim/*',
          ],
        }),
      ]),
    );
    expect(item?.records).toEqual(['/claims/scale-01/', '/sources/#abc-news-2022-10-13', '/countries/nld/']);
  });

  test('is shown at what cites a record of it, newest first, and nowhere else', () => {
    const site = siteWith([
      row({ id: 'old' }),
      row({ id: 'new', date: '2026-12-03' }),
      row({ id: 'other', cells: ['claims/scale-02/statement'] }),
    ]);
    expect(correctionsOf(['scale-01', 'it-12'], site).map(({ id }) => id)).toEqual(['new', 'old']);
    expect(correctionsOf(['it-12'], site)).toEqual([]);
  });
});

describe('What a corrected value was', () => {
  let folder = '';
  const edition = (version: string, claim: (row: Record<string, unknown>) => void, corrections: unknown[]) => {
    const data = join(folder, version, 'data');
    mkdirSync(join(folder, version), { recursive: true });
    cpSync('data', data, { recursive: true, filter: (path) => !/schema|geo/.test(path) });
    const write = (file: string, value: unknown) => writeFileSync(join(data, file), JSON.stringify(value));
    const read = (file: string) =>
      JSON.parse(readFileSync(join(data, file), 'utf8')) as { rows: Record<string, unknown>[] };
    write('edition.json', { ...read('edition.json'), version });
    const claims = read('claims.json');
    claim(claims.rows.find(({ id }) => id === 'scale-01') ?? {});
    write('claims.json', claims);
    write('corrections.json', { rows: corrections });
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'corrected-'));
    edition('1.0.0', (claim) => Object.assign(claim, { statement: 'It was so.' }), []);
    edition('1.0.1', (claim) => Object.assign(claim, { statement: 'It is so.' }), [row({ id: 'first' })]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is read from the editions around the correction, and for one that is not yet in an edition from the last and from today', () => {
    const { dataset } = siteWith([row({ id: 'first' }), row({ id: 'second', date: '2026-12-09' })]);
    const values = correctedValues(dataset, folder);
    expect(values.get('first')).toMatchObject({
      edition: '1.0.1',
      values: [{ column: 'statement', old: 'It was so.', new: 'It is so.' }],
    });
    expect(values.get('second')).toMatchObject({
      edition: undefined,
      values: [{ old: 'It is so.', new: dataset.get('claims', 'scale-01').statement }],
    });
  });

  test('is printed with quotation marks where it is text, so that its full stop does not run into ours', () => {
    const list = correctionList(
      siteWith([row({ cells: ['claims/scale-01/value', 'claims/scale-01/statement'] })]),
    ).toString();
    expect(list).toContain(
      'The report counted stations, not countries. We had read the wrong line. A reader wrote to us.',
    );
    expect(list).toMatch(/value was \d+\u00a0?\s?and is now \d+\./);
    expect(list).toMatch(/statement was “[^”]+”/);
    expect(list).toContain('not yet in an edition');
  });

  test('folds its values, each with the way to where a reader finds it', () => {
    const list = correctionList(
      siteWith([
        row({
          cells: ['country_status/DEU/status', 'article_check/article-13/verdict', 'sources/cna-undated/language'],
        }),
      ]),
    ).toString();
    expect(list).toMatch(/<summary>The 3\s(?:<[^>]+>)?values that changed<\/summary>/);
    for (const place of ['/countries/deu/', '/method/#article-13', '/sources/#cna-undated'])
      expect(list).toContain(`<a href="${place}">`);
  });
});
