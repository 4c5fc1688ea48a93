/** `npm run check:facts -- --write`: values that a changed row made stale are written anew, and nothing else is. */
import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../src/dataset/dataset.ts';
import { checkFacts } from '../../src/fact-check/check.ts';
import { english } from '../../src/fact-check/english/index.ts';
import { type FactsInput, readTexts, siteInput } from '../../src/pages/_facts/read-input.ts';
import { renewed, renewStaleValues } from '../../src/pages/_facts/stale-values.ts';
import { changed, datasetOf, lists, standard } from '../helpers/facts.ts';

const file = 'content/en/chapters/example.md';

/** A chapter of one paragraph, written when the records were the standard ones, beside records that changed since. */
async function factsOf(
  text: string,
  dataset: Dataset,
  rows: Readonly<Record<string, unknown>>[] = [],
): Promise<FactsInput> {
  const files = new Map([[file, text]]);
  const { texts, bad, problems } = await readTexts(files, 'en', dataset, [file]);
  return {
    input: siteInput(dataset, lists, texts, { previous: datasetOf(standard), partial: true }),
    dataset,
    tables: new Map([
      ['claims.json', JSON.stringify({ rows: rows.length > 0 ? rows : dataset.tables.claims }, null, 1)],
    ]),
    files,
    bad,
    problems,
    edition: 'public/v/1.0.0/data',
    previous: datasetOf(standard),
  };
}
const claimRow = (id: string) => standard.claims?.find((row) => row['id'] === id) ?? {};
const written = async (text: string, dataset: Dataset) => {
  const facts = await factsOf(text, dataset);
  return renewStaleValues(facts, checkFacts(facts.input).findings);
};
/** The desk of the standard records with other values. Its words change too, so that only the chapter is stale. */
const desk = (more: Record<string, unknown>) => changed('claims', 'desk', more);
const statement =
  'The minister says that the desk in Prato, opened in March 2022, had fourteen requests in three weeks, as Li Wei told her.';
const fourteen = desk({ value: 14, statement });

describe('a stale value in words', () => {
  test.each([
    [
      'The desk had eleven requests, the minister said.[^desk]',
      'The desk had fourteen requests, the minister said.[^desk]',
    ],
    ['Eleven requests came, the minister said.[^desk]', 'Fourteen requests came, the minister said.[^desk]'],
    ['The desk had 11 requests, the minister said.[^desk]', 'The desk had 14 requests, the minister said.[^desk]'],
    [
      'The minister said that it had\neleven requests in three weeks.[^desk] In Prato nobody counted.',
      'The minister said that it had\nfourteen requests in three weeks.[^desk] In Prato nobody counted.',
    ],
  ])('%s', async (before, after) => {
    const { files, rewritten } = await written(before, fourteen);
    expect(files.get(file)).toBe(after);
    expect(rewritten).toHaveLength(1);
    expect(rewritten[0]).toMatchObject({
      file,
      line: after.includes('\n') ? 2 : 1,
      stale: { before: '11', now: '14' },
    });
  });

  test('is found where it stands, among others that look like it', async () => {
    const text = 'For eleven years Prato was quiet.\n\nThe desk had eleven requests, the minister said.[^desk]';
    const { files } = await written(text, fourteen);
    expect(files.get(file)).toBe(text.replace('had eleven', 'had fourteen'));
  });

  test('is written with its date', async () => {
    const later = desk({ date: '2022-12-08' });
    const text = 'The minister said so on 7 December 2022.[^desk]';
    expect((await written(text, later)).files.get(file)).toBe(text.replace('7 Dec', '8 Dec'));
    // A weekday belongs to its day.
    expect((await written('The minister said so on Wednesday 7 December 2022.[^desk]', later)).files.size).toBe(0);
  });

  test.each([
    ['after an article, which may change too', 'It was an 11-request desk, the minister said.[^desk]', fourteen],
    [
      'next to one, where the words around are those of the singular',
      'It had eleven requests, the minister said.[^desk]',
      desk({ value: 1, statement: 'The minister says that the desk had one request.' }),
    ],
    [
      'that is a rounding',
      'Nearly 14,000 people were asked.[^shares]',
      changed('claim_figures', 'shares-figure-2', { value: 15961 }),
    ],
    [
      'that other records still have',
      'The group listed 54 stations, the desk had eleven requests.[^list-1][^desk] Later it was eleven.[^desk]',
      desk({ value: null, statement: 'Nothing.' }),
    ],
  ])('is left alone %s', async (_why, text, dataset) => {
    expect((await written(text, dataset)).files.has(file)).toBe(false);
  });

  test('nothing is written where nothing changed', async () => {
    expect(await written('The desk had eleven requests, the minister said.[^desk]', datasetOf(standard))).toEqual({
      rewritten: [],
      files: new Map(),
    });
  });
});

test('the words of a row follow its value, before anything that rests on them', async () => {
  const dataset = desk({ value: 14 });
  const facts = await factsOf('The desk had eleven requests, the minister said.[^desk]', dataset);
  const findings = checkFacts(facts.input).findings;
  expect(findings.find(({ rule }) => rule === 'record')?.stale).toMatchObject({ before: '11', now: '14' });
  const { files, rewritten } = await renewStaleValues(facts, findings);
  expect([...files.keys()]).toEqual(['data/claims.json']);
  expect(files.get('data/claims.json')).toContain('had fourteen requests in three weeks');
  expect(rewritten).toHaveLength(1);
});

test('a row whose words name the thing otherwise is stale too', () => {
  const dataset = changed('claims', 'team', { value: 95, unit: 'participants' });
  const report = checkFacts(siteInput(dataset, lists, [], { previous: datasetOf(standard), partial: true }));
  expect(report.findings.map(({ message }) => message)).toEqual([
    expect.stringContaining('had 70 in the last edition and has 95 now; its own words still say "70"') as string,
  ]);
});

test('a part of a whole that is still one is not stale', () => {
  const dataset = changed('claims', 'shares', {
    value: 38,
    statement: 'Of 38 people 20 were persuaded and 13,961 asked.',
  });
  const report = checkFacts(
    siteInput(
      dataset,
      lists,
      [{ file, line: 1, form: 'markdown', text: 'More than half were persuaded.[^shares]', cites: [] }],
      { previous: datasetOf({ ...standard, claims: [{ ...claimRow('shares'), value: 39 }] }), partial: true },
    ),
  );
  expect(report.findings).toEqual([]);
});

test.each([
  ['13,961', { before: '13961', now: '14002' }, '14,002'],
  ['4.9 million', { before: '4.9', now: '5.2' }, '5.2 million'],
  ['64%', { before: '64', now: '66' }, '66%'],
  ['5 December', { before: '2022-12-05', now: '2022-12-06' }, '6 December'],
  ['December 2022', { before: '2022-12-05', now: '2022-11-05' }, 'November 2022'],
  ['2022', { before: '2022', now: '2023' }, '2023'],
  ['nearly 14,000', { before: '13961', now: '15002' }, undefined],
  ['eleven', { before: '11', now: '2022-11-01' }, undefined],
  ['eleven', { before: '11', now: '1100' }, undefined],
])('%s of %o', (token, stale, expected) => expect(renewed(token, stale, english)).toBe(expected));
