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
}, 60_000);

const honest = JSON.parse(readFileSync('tests/corpus/honest-sentences.json', 'utf8')) as HonestText[];

test.each(honest.map((entry) => [entry.style, entry] as const))('an honest sentence passes: %s', (_, entry) =>
  expect(trials.honest(entry).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]),
);

describe('a planted fault of words', () => {
  const said = (text: string) => trials.honest({ style: '', text }).map(({ rule, token }) => `${rule}: ${token}`);
  test.each([
    [
      'another speaker',
      'In October 2021 Safeguard Defenders spoke of 69,000 people.[^pers-26]',
      'name: Safeguard Defenders',
    ],
    [
      'another country',
      'Spain’s security minister, Tom Tugendhat, spoke on 6 June 2023.[^gbr-2023-06-06-statement]',
      'place: Spain’s',
    ],
    [
      'another office',
      'The justice minister, Tom Tugendhat, spoke on 6 June 2023.[^gbr-2023-06-06-statement]',
      'office: Tom Tugendhat',
    ],
    [
      'another currency',
      'In March 2024 the centres sued for more than 4.9 million US dollars.[^can-2024-03-06-suit]',
      'number: 4.9 million',
    ],
    ['money for a count', 'Safeguard Defenders listed at least $102 stations.[^scale-05]', 'number: $102'],
    ['a number cut wrongly', 'The commission counted 1,3350 people in 2018.[^hunt-09]', 'number: 1,3350'],
    ['a number below zero', 'The ministry said -230,000 people came back.[^pers-01]', 'number: -230,000'],
    ['full-width digits', 'Safeguard Defenders listed ５５ stations in September 2022.[^scale-01]', 'number: ５５'],
    ['units exchanged', 'Safeguard Defenders listed 30 stations in 54 countries.[^scale-01]', 'subject: 30'],
    [
      'a quotation altered',
      '“They are not police officers from China,” Zhao Lijian said.[^chn-2022-11-02-zhao]',
      'quotation: “They are not police officers from China,”',
    ],
    ['nobody who says it', 'There are 54 stations in 30 countries.[^scale-01]', 'attribution: [^scale-01]'],
    [
      'a date that its preposition does not take',
      'On July 2022 the ministry said 230,000 people had come back.[^pers-01]',
      'date: July 2022',
    ],
    [
      'an end before its beginning',
      'Between July 2022 and April 2021, 230,000 people came back, the ministry said.[^pers-01]',
      'date: April 2021',
    ],
    [
      'a place twice',
      'No similar case was known in Rome, Florence, Rome or Bolzano, the minister said.[^it-25]',
      'place: Rome',
    ],
    [
      'a bound on the wrong side',
      'Fewer than 10 people were extradited in 2018, the commission counted.[^hunt-09]',
      'number: 10',
    ],
    ['a bound that is far off', 'At least 10 stations were listed, Safeguard Defenders said.[^scale-01]', 'number: 10'],
    [
      'another day before a feast',
      'Six days before Christmas 2022 ministers Hoekstra and Yesilgöz-Zegerius answered parliament.[^law-09]',
      'date: Six days before Christmas 2022',
    ],
    [
      'another share of a hundred',
      'Of every hundred returns 46 were involuntary, Safeguard Defenders says.[^hunt-10]',
      'number: 46',
    ],
    [
      'another multiple',
      'That is 38 officers in five rounds, by our sum: six and five times eight, on the figures of Chinese media.[^ctx-01]',
      'number: five',
    ],
    [
      'another number of counts',
      'Each of the two men pleaded guilty to two counts on 18 December 2024.[^usa-2024-12-18-plea]',
      'subject: two',
    ],
    [
      'another month of a span with a hyphen',
      'In January-July 2023 the commission counted 582.[^hunt-15]',
      'date: July 2023',
    ],
    [
      'a majority that is none',
      'A majority of the 1,335 were persuaded, the commission said.[^hunt-09]',
      'number: A majority of',
    ],
  ])('%s', (_, text, expected) => expect(said(text)).toContain(expected));

  test('a figure after the name of another country', async () => {
    const file = 'content/en/chapters/scale.md';
    const [find = '', name = ''] = /(\p{Lu}\p{L}+) \p{L}+(?: with)? \{country-/u.exec(readFileSync(file, 'utf8')) ?? [];
    expect(name).not.toBe('');
    const fault = { id: 'figure', kind: 'place', where: 'chapter', file, find, replace: find.replace(name, 'Canada') };
    expect((await trials.words(fault)).kind).toBe('caught');
  });
});

describe('a planted fault of rows', () => {
  const claim = {
    '@copy': 'scale-06',
    id: 'scale-90',
    statement: 'Safeguard Defenders counts 40 lamps.',
    value: 40,
    unit: 'lamps',
    valuePrecision: 'exact',
  };
  const source = { '@copy': 'reuters-2022-12-22-2', id: 'example-1' };
  const twinUrl =
    'https://xn--lainformacin-bib.com/noticias/china-utiliza-las-nueve-comisarias-en-espana-para-controlar-su-colonia/';
  const twinWords =
    'Only four requests were found, and it has stopped; the judicial authorities were told. Prato: a local cultural association opened the desk in March 2022.';
  const refused = (...ops: RowFault['ops']) => trials.rows({ id: '', kind: '', ops });
  test.each([
    [
      'the same words twice',
      { table: 'claims', add: { '@copy': 'scale-06', id: 'scale-91' } },
      'words that no other record has',
    ],
    [
      'an answer before what it answers',
      { table: 'claims', add: { ...claim, date: '2021-01-01', datePrecision: 'day', answers: ['scale-05'] } },
      'not before what it answers',
    ],
    [
      'a denial of nothing',
      { table: 'claims', add: { ...claim, kind: 'denial', answers: [] } },
      'the claim that it denies',
    ],
    [
      'a city in another country',
      { table: 'places', id: 'fra-paris-area', set: { latitude: 50.85, longitude: 4.35 } },
      'a spot in FRA',
    ],
    [
      'a host with a port',
      { table: 'sources', id: 'reuters-2022-12-22-2', set: { url: 'https://reuters.com:8443/x' } },
      'without a port',
    ],
    [
      'a page under another id',
      { table: 'sources', add: { ...source, url: twinUrl } },
      'an address that no other source has',
    ],
    [
      'the same words in another order',
      {
        table: 'claims',
        add: { ...claim, statement: twinWords },
      },
      'words that no other record has',
    ],
    [
      'a share that is none',
      { table: 'persuaded_shares', id: 'to-mid-august-2016', set: { share: 35.5 } },
      'of 409 are',
    ],
    [
      'a status without its event',
      { table: 'country_status', id: 'AUT', set: { status: 'prosecution' } },
      'a status that its events support',
    ],
    [
      'a status on an event elsewhere',
      { table: 'country_status', id: 'AUT', set: { events: ['deu-2022-12-answer'] } },
      'events about AUT',
    ],
    [
      'charges called a denial',
      { table: 'responses', id: 'usa-2023-04-17-charges', set: { type: 'denial' } },
      'a kind that the summary speaks of',
    ],
    ['a denied claim on record', { table: 'claims', id: 'it-01', set: { status: 'confirmed' } }, 'denied or disputed'],
    [
      'a speaker of another country',
      { table: 'responses', id: 'aut-2024-06-reply', set: { actor: 'German interior ministry' } },
      'record: German',
    ],
    [
      'a treaty in force before it was signed',
      { table: 'treaties', id: 'ESP', set: { inForce: '2004-04-04' } },
      'not before the signature',
    ],
    [
      'an unfinished note',
      { table: 'claims', id: 'it-24', set: { note: 'TODO: look again' } },
      'words that are finished',
    ],
    [
      'an edition older than the last',
      { file: 'data/edition.json', find: '"version": "1.', replace: '"version": "0.' },
      'the last frozen edition',
    ],
    [
      'two spaces',
      { table: 'claims', add: { ...claim, statement: 'Safeguard  Defenders counts 40 lamps.' } },
      'one space',
    ],
    [
      'markup',
      { table: 'claims', add: { ...claim, statement: 'Safeguard Defenders <b>counts</b> 40 lamps.' } },
      'plain words',
    ],
    [
      'letters of two scripts',
      { table: 'claims', add: { ...claim, statement: 'Safeguard Defenders counts 40 lаmps.' } },
      'one script',
    ],
    [
      'a host that looks alike',
      { table: 'sources', add: { ...source, url: 'https://www.reutеrs.com/x' } },
      'plain Latin letters',
    ],
    ['a password', { table: 'sources', add: { ...source, url: 'https://a:b@www.reuters.com/x' } }, 'without user'],
    ['a front page', { table: 'sources', add: { ...source, url: 'https://www.reuters.com/' } }, 'address of a page'],
    ['an address twice', { table: 'sources', add: source }, 'no other source has'],
    [
      'a private person',
      {
        table: 'people',
        add: { '@copy': 'simon-coveney', id: 'li-wei', name: 'Li Wei', forms: [], role: 'Owner of a restaurant' },
      },
      'public office',
    ],
  ])('%s', (_, operation, expected) =>
    expect(refused(operation)).toMatchObject({ kind: 'caught', by: expect.stringContaining(expected) }),
  );
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
const faultyRows = JSON.parse(readFileSync('tests/corpus/faulty-rows.json', 'utf8')) as NotedFault[];

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
