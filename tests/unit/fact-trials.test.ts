/** The trials of the fact-checker on the site as it is: honest sentences pass, planted faults of words and rows do not. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import asRead from '../../src/dataset/addresses-as-read.json' with { type: 'json' };
import { english } from '../../src/fact-check/english/index.ts';
import { type FactsInput, readFactsInput } from '../../src/pages/_facts/read-input.ts';
import { swapsOf } from '../../src/pages/_facts/swaps.ts';
import { type HonestText, type RowFault, Trials } from '../../src/pages/_facts/trials.ts';

let facts: FactsInput;
let trials: Trials;
beforeAll(async () => {
  facts = await readFactsInput();
  trials = new Trials(facts);
});

const corpus = (name: string): unknown => JSON.parse(readFileSync(`tests/corpus/${name}.json`, 'utf8'));
const honest = corpus('honest-sentences') as HonestText[];
const faultySentences = corpus('faulty-sentences') as { kind: string; text: string; finds: string }[];

test.each(honest.map((entry) => [entry.style, entry] as const))('an honest sentence passes: %s', (_, entry) =>
  expect(trials.honest(entry).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]),
);

describe('a planted fault of words', () => {
  const said = (text: string) => trials.honest({ style: '', text }).map(({ rule, token }) => `${rule}: ${token}`);
  test.each(faultySentences.map(({ kind, text, finds }) => [kind, text, finds] as const))('%s', (_, text, finds) =>
    expect(said(text)).toContain(finds),
  );

  test('a figure after the name of another country', async () => {
    const file = 'content/en/chapters/scale.md';
    const [find = '', name = ''] = /(\p{Lu}\p{L}+) \p{L}+(?: with)? \{country-/u.exec(readFileSync(file, 'utf8')) ?? [];
    expect(name).not.toBe('');
    const fault = { id: 'figure', kind: 'place', where: 'chapter', file, find, replace: find.replace(name, 'Canada') };
    expect((await trials.words(fault)).kind).toBe('caught');
  });
});

describe('what the words of a chart compare', () => {
  const exchanged = (said: string) => (/most|largest|highest|longest/i.test(said) ? 'the fewest' : 'the most');
  test('is refused where it is exchanged, in every chart', () => {
    let tried = 0;
    for (const text of facts.input.texts.filter(({ assumed }) => assumed !== undefined))
      for (const match of text.text.matchAll(english.comparison)) {
        const end = match.index + match[0].length;
        const changed = text.text.slice(0, match.index) + exchanged(match[0]) + text.text.slice(end);
        const rules = trials.errors([{ ...text, text: changed }]).map(({ rule }) => rule);
        expect(rules, `${text.file}: ${changed}`).toContain('comparison');
        tried += 1;
      }
    expect(tried).toBeGreaterThan(10);
  });

  test.each(['Twice as many as before.', 'More than a third of them are in Asia.', 'All but two are closed.'])(
    'is refused where nothing holds it against the rows: %s',
    (text) => {
      const chart = {
        file: 'content/en/charts/new.md',
        line: 1,
        form: 'plain',
        cites: [],
        assumed: ['the most'],
      } as const;
      expect(trials.errors([{ ...chart, text }]).map(({ rule }) => rule)).toContain('comparison');
    },
  );
});

interface NotedFault extends RowFault {
  /** What the refusal says; null where nothing is wrong with the rows. */
  readonly says: string | null;
}
const faultyRows = corpus('faulty-rows') as NotedFault[];

test.each(faultyRows.map((fault) => [`${fault.kind} (${fault.id})`, fault] as const))('rows with %s', (_, fault) => {
  const outcome = trials.rows(fault);
  if (fault.says === null) expect(outcome).toEqual({ kind: 'missed' });
  else expect(outcome).toMatchObject({ kind: 'caught', by: expect.stringContaining(fault.says) });
});

test('every address that is left as it was read is still in the table', () => {
  const pages = facts.dataset.tables.sources.map(({ url }) => url.replace(/^https?:\/\/(?:www\.)?/i, '').toLowerCase());
  for (const page of [...asRead.plain, ...asRead.tracked])
    expect(pages.filter((url) => url === page || url.startsWith(page))).not.toEqual([]);
});

test('most swaps of a chapter are found', () => {
  const text = facts.input.texts.find((candidate) => candidate.strict);
  if (!text) throw new Error('no chapter');
  const swaps = swapsOf(text, facts.input);
  const found = swaps.filter((swap) => trials.errors([swap.text]).length > 0);
  expect(swaps.length).toBeGreaterThan(20);
  expect(found.length / swaps.length).toBeGreaterThan(0.6);
});
