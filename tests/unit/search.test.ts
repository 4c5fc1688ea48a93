/** The search: how words are cut and folded, what is found, and that the answer is found with the claim. */
import { describe, expect, test } from 'vitest';
import { searchEngine } from '../../src/browser/search/engine.ts';
import { excerpt, fold, wordsOf } from '../../src/browser/search/terms.ts';
import { answersTo } from '../../src/dataset/answers.ts';
import { dataset } from '../../src/dataset/current.ts';
import { bookIndex, recordsNaming } from '../../src/publish/find/book-index.ts';
import { documentKinds, searchDocuments } from '../../src/publish/find/search-documents.ts';
import { browserScript } from '../../src/publish/page/browser-script.ts';
import { searchWords } from '../../src/publish/page/words.ts';
import { siteIn } from '../../src/story/site.ts';
import { chapterIds } from '../helpers/chapters.ts';

const site = siteIn('en');
const documents = searchDocuments(site);
const engine = await searchEngine(documents);
const paths = (query: string, most = 10) =>
  engine
    .search(query)
    .found.slice(0, most)
    .map(({ document }) => document.path);
const terms = (text: string) => wordsOf(text).map((word) => word.term);

describe('words', () => {
  test.each([
    ['Lipavský', 'lipavsky'],
    ['Dobroești’s', 'dobroesti'],
    ['Ødegård', 'odegard'],
    ['stations', 'station'],
    ['countries', 'country'],
    ['police', 'police'],
    ['process', 'process'],
    ['analysis', 'analysis'],
    ['nos', 'nos'],
    ['G20', 'g20'],
    ['230,000', '230000'],
  ])('%s is compared as %s', (word, term) => expect(fold(word)).toBe(term));

  test('thousands stay one word, with their separators or without', () => {
    expect(terms('of 230,000 people')).toEqual(['of', '230000', 'people']);
    expect(terms('230000')).toEqual(['230000']);
    expect(terms('in 2018, 2019')).toEqual(['in', '2018', '2019']);
  });
  test('Chinese is cut into pairs, so that any part of a name finds it', () => {
    expect(terms('警侨驿站')).toEqual(['警侨', '侨驿', '驿站']);
    expect(terms('“站”, a post')).toEqual(['站', 'a', 'post']);
  });
  test('each word knows where it stands', () => {
    const text = 'Wopke Hoekstra’s order of 警侨驿站';
    for (const { start, end, term } of wordsOf(text)) expect(fold(text.slice(start, end))).toBe(term);
  });
});

describe('an excerpt', () => {
  const read = (pieces: readonly { text: string }[]) => pieces.map((piece) => piece.text).join('');
  test('of a short text is the text, with what was found marked', () => {
    const pieces = excerpt('Police said that police knew.', new Set(['police']), 100);
    expect(read(pieces)).toBe('Police said that police knew.');
    expect(pieces.filter((piece) => piece.marked).map((piece) => piece.text)).toEqual(['Police', 'police']);
  });
  test('of a long text begins near the first hit and is cut between words', () => {
    const text = `${'before it all '.repeat(30)}the needle ${'and after it '.repeat(30)}`.trim();
    const pieces = excerpt(text, new Set(['needle']), 120);
    expect(read(pieces)).toMatch(/^… \S.*needle.* …$/);
    expect(read(pieces).length).toBeLessThan(135);
  });
  test('marks neighbouring pairs of characters as one', () => {
    expect(excerpt('名警侨驿站名', new Set(['警侨', '侨驿', '驿站'])).filter((piece) => piece.marked)).toEqual([
      { text: '警侨驿站', marked: true },
    ]);
  });
  test('without a hit is the beginning', () =>
    expect(read(excerpt(`one two ${'three '.repeat(9)}`, new Set(['x']), 8))).toBe('one two …'));
});

describe('what is found', () => {
  test('a country comes first under its name, its other names and its code', () => {
    for (const query of ['Netherlands', 'Dutch', 'Holland', 'NLD'])
      expect(paths(query)[0], query).toBe('countries/nld/');
    expect(paths('Britain', 3)).toContain('countries/gbr/');
  });
  test('Chinese terms, whole and in part', () => {
    for (const query of ['警侨驿站', '驿站', '警侨'])
      expect(paths(query), query).toContain('glossary/#jingqiao-yizhan');
  });
  test('names with and without their diacritics', () => {
    expect(paths('lipavsky').length).toBeGreaterThan(0);
    expect(paths('lipavsky')).toEqual(paths('Lipavský'));
    expect(paths('sao paulo')[0]).toBe('countries/bra/');
  });
  test('a figure as it is printed and as it is typed', () => {
    expect(paths('230,000', 99)).toContain('claims/pers-01/');
    expect(paths('230000', 99)).toEqual(paths('230,000', 99));
  });
  test('a record by its number', () => expect(paths('scale-05', 3)).toContain('claims/scale-05/'));
  test('a word that is not finished, and one with a slip', () => {
    expect(paths('hoekst').length).toBeGreaterThan(0);
    expect(paths('extraditoin').length).toBeGreaterThan(0);
  });
  test('what has some of the words, and says so, when nothing has all', () => {
    expect(engine.search('hoekstra zzzzzz').onlySome).toBe(true);
    expect(engine.search('hoekstra zzzzzz').found.length).toBeGreaterThan(0);
    expect(engine.search('zzzzzz').found).toEqual([]);
    expect(engine.search('').found).toEqual([]);
  });
  test.each(documentKinds)('every %s that there is', (kind) => {
    const count = documents.filter((document) => document.kind === kind).length;
    const expected: Partial<Record<string, number>> = {
      country: dataset.tables.countries.length,
      claim: dataset.tables.claims.length,
      response: dataset.tables.responses.length,
      source: dataset.tables.sources.length,
      chart: site.charts.size,
      chapter: chapterIds.length,
    };
    expect(count).toBe(expected[kind] ?? count);
    expect(count).toBeGreaterThan(4);
    expect(searchWords('en').has(`kinds.${kind}`)).toBe(true);
  });
});

describe('the answer travels', () => {
  test.each(dataset.tables.claims.map((row) => [row.id, row] as const))(
    '%s has its claimant, its status and that it was answered',
    (id, row) => {
      const document = documents.find((candidate) => candidate.path === `claims/${id}/`);
      expect(document?.title.replace(/[’]/g, "'")).toContain(row.claimant.replace(/[’]/g, "'"));
      expect(document?.facts).toContain(site.messages.text(`claimStatus.${row.status}`));
      const answers = answersTo(dataset, id);
      if (answers.length > 0) expect(document?.answer).toMatch(/^Answered: \S/);
      else expect(document?.facts).toContain('no answer to it is on record');
    },
  );
  test('a response that answers a claim says whose', () => {
    for (const row of dataset.tables.responses.filter((candidate) => candidate.answers.length > 0))
      expect(documents.find((document) => document.path === `claims/${row.id}/`)?.answer, row.id).toMatch(
        /^In answer to /,
      );
  });
  test('every country has China’s answer', () => {
    for (const document of documents.filter(({ kind }) => kind === 'country'))
      expect(document.answer, document.path).toMatch(/^Answered: /);
  });
});

test('what is loaded is the same each time, and knows no address', () => {
  expect(JSON.stringify(searchDocuments(site))).toBe(JSON.stringify(documents));
  expect(new Set(documents.map((document) => document.path)).size).toBe(documents.length);
  for (const document of documents) expect(document.path).not.toMatch(/^\/|^http/);
  expect(browserScript('search.ts')).toBe(browserScript('search.ts'));
});

describe('the index from A to Z', () => {
  const letters = bookIndex(site);
  const text = letters.flatMap((letter) => letter.entries.map(String)).join('\n');
  test('names every country, every listed place, every term', () => {
    for (const row of dataset.tables.countries) expect(text, row.name).toContain(`countries/${row.id.toLowerCase()}/"`);
    for (const row of dataset.tables.stations)
      if (row.place) expect(text).toContain(dataset.get('places', row.place).name.replace(/’/g, '’'));
  });
  test('runs from digits over letters to other scripts, each once', () => {
    const titles = letters.map((letter) => letter.title);
    expect(titles).toEqual([...new Set(titles)]);
    const latin = titles.filter((title) => /^[A-Z]$/.test(title));
    expect(latin).toEqual([...latin].sort());
    expect(titles.at(-1)).toBe('Other scripts');
  });
  test('names people only where a record names them', () => {
    for (const person of dataset.tables.people)
      for (const id of recordsNaming(site, person)) {
        const row = dataset.has('claims', id) ? dataset.get('claims', id) : dataset.get('responses', id);
        const words = 'statement' in row ? `${row.claimant} ${row.statement}` : `${row.actor} ${row.summary}`;
        expect(
          [person.name, ...person.forms].some((form) => words.includes(form)),
          `${person.id} in ${id}`,
        ).toBe(true);
      }
    expect(text).toContain('Coveney, Simon');
    expect(text).toMatch(/Wang Wenbin, /);
  });
});
