/** The dataset: what is accepted, and what a fault is reported as. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answersTo } from '../../src/dataset/answers.ts';
import { dataset as currentDataset } from '../../src/dataset/current.ts';
import { parseDataset } from '../../src/dataset/parse.ts';
import { nearest, ProblemsError, quoteValue } from '../../src/dataset/problems.ts';
import { isCalendarDate, referencedTable, type TableName, tableNames, tables } from '../../src/dataset/schema.ts';
import {
  currentFiles,
  currentJson,
  currentRows,
  type ExpectedProblem,
  expectProblem,
  faultOf,
  filesWith,
  type LooseRow,
  rowOf,
  rowWhere,
} from '../helpers/data-files.ts';
import { holdsFor } from '../helpers/property.ts';

const dataset = parseDataset(currentFiles());

describe('the current data', () => {
  test('is accepted without a problem', () => {
    expect(dataset.edition).toEqual(currentJson('edition.json'));
    for (const name of tableNames) expect(dataset.tables[name].length, name).toBe(currentRows(name).length);
  });

  test('is the same through Vite as from disk', () => {
    // Records that no edition has yet carry a label after the version (src/dataset/current.ts).
    const version = currentDataset.edition.version.replace(/\+.*/, '');
    expect({ ...currentDataset.edition, version }).toEqual(dataset.edition);
    expect(currentDataset.tables).toEqual(dataset.tables);
  });

  test('gives each row by its key', () => {
    expect(dataset.get('countries', 'ITA').name).toBe('Italy');
    expect(dataset.has('claims', 'scale-01')).toBe(true);
    expect(dataset.has('claims', 'scale-1000')).toBe(false);
    expect(dataset.has('claims', 'constructor')).toBe(false);
    expect(() => dataset.get('claims', 'scale-1000')).toThrow('No row "scale-1000" in claims');
  });

  test('keeps every row flat: text, number, truth, nothing, or a list of keys', () => {
    for (const name of tableNames)
      for (const row of dataset.tables[name] as readonly LooseRow[])
        for (const [column, value] of Object.entries(row))
          expect(
            value === null ||
              ['string', 'number', 'boolean'].includes(typeof value) ||
              (Array.isArray(value) && value.every((item) => typeof item === 'string')),
            `${name}, ${column}`,
          ).toBe(true);
  });
});

describe('answers', () => {
  test('to a claim come from claims and events, oldest first', () => {
    for (const claim of dataset.tables.claims) {
      const answers = answersTo(dataset, claim.id);
      const expected = [...dataset.tables.claims, ...dataset.tables.responses]
        .filter((row) => row.answers.includes(claim.id))
        .map((row) => row.id);
      expect(answers.map((answer) => answer.row.id).sort()).toEqual(expected.sort());
      const dates = answers.map(
        (answer) => answer.row.date ?? (answer.table === 'claims' ? answer.row.periodStart : null) ?? '9999',
      );
      expect(dates).toEqual([...dates].sort());
    }
  });
});

/** Breaks one row of a table and says what must be told. `where` is the key of the broken row. */
interface Breakage {
  readonly title: string;
  readonly edit: (rows: LooseRow[]) => void;
  readonly told: Omit<ExpectedProblem, 'file' | 'where'> & { readonly key: string };
}

/** Sets one column of the row with this key. */
const set = (table: TableName, key: string, column: string, value: unknown) => (rows: LooseRow[]) => {
  rowOf(rows, table, key)[column] = value;
};

/** A row for a table that has none yet, or rows that come and go. */
const samples: Partial<Record<TableName, LooseRow>> = {
  corrections: {
    id: 'wenzhou-note',
    date: '2026-11-23',
    summary: 'A sample for the tests.',
    reason: 'A sample for the tests.',
    noticed: 'A sample for the tests.',
    cells: ['operators/wenzhou/province'],
  },
};

/** The rows of a table, and its sample. */
const someRows = (table: TableName): LooseRow[] => [
  ...currentRows(table),
  ...(samples[table] ? [{ ...samples[table] }] : []),
];

/** The data files with one table edited, its sample added before. */
const filesWithBroken = (table: TableName, edit: (rows: LooseRow[]) => void) =>
  filesWith({
    [table]: (rows: LooseRow[]) => {
      rows.splice(0, rows.length, ...someRows(table));
      edit(rows);
    },
  });

const firstKey = (table: TableName): string => String(someRows(table)[0]?.[tables[table].key]);
const keyWhere = (table: TableName, holds: (row: LooseRow) => boolean): string =>
  String(rowWhere(currentRows(table), holds)[tables[table].key]);

const claimsAndEvents = [...currentRows('claims'), ...currentRows('responses')];
const contested = keyWhere(
  'claims',
  (row) =>
    row['status'] === 'disputed' &&
    claimsAndEvents.some((other) => (other['answers'] as string[]).includes(String(row['id']))),
);
const openClaim = keyWhere('claims', (row) => row['status'] === 'reported' && row['value'] === null);
const figureClaim = keyWhere('claims', (row) => row['value'] !== null);
const answering = keyWhere('claims', (row) => (row['answers'] as string[]).length === 1);
const answered = String((rowOf(currentRows('claims'), 'claims', answering)['answers'] as string[])[0]);
const figured = keyWhere('returns', (row) => row['value'] !== null);
const copy = keyWhere('sources', (row) => row['kind'] === 'copy');
const described = keyWhere('sources', (row) => row['original'] === 'named' && row['kind'] !== 'aggregator');
const dated = keyWhere('sources', (row) => row['date'] !== null);
const cityStation = keyWhere('stations', (row) => row['place'] !== null && row['country'] === 'ESP');
const noCityStation = keyWhere('stations', (row) => row['place'] === null);
const italianPatrolPlace = keyWhere('patrol_places', (row) => String(row['patrol']).startsWith('chn-in-ita'));

const breakages: { readonly [Name in TableName]: readonly [Breakage, Breakage, ...Breakage[]] } = {
  sources: [
    {
      title: 'a publication after the date of the edition',
      edit: set('sources', dated, 'date', '2032-10-13'),
      told: { key: dated, field: 'date', found: '"2032-10-13"', expected: /^a date up to /, fix: /next edition/ },
    },
    {
      title: 'a language that is no tag',
      edit: set('sources', dated, 'language', 'English'),
      told: {
        key: dated,
        field: 'language',
        found: '"English"',
        expected: 'a BCP 47 tag such as nl or zh-Hant',
        fix: /data\/schema\/sources\.schema\.json/,
      },
    },
    {
      title: 'an address that is no web page',
      edit: set('sources', dated, 'url', 'javascript:alert(1)'),
      told: {
        key: dated,
        field: 'url',
        found: '"javascript:alert(1)"',
        expected: 'an address that begins with https:// or http://',
        fix: /url/,
      },
    },
    {
      title: 'an address without its scheme',
      edit: set('sources', dated, 'url', 'example.org/page'),
      told: {
        key: dated,
        field: 'url',
        found: '"example.org/page"',
        expected: 'an address that begins with https:// or http://',
        fix: /url/,
      },
    },
    {
      title: 'a kind that is nearly right',
      edit: set('sources', dated, 'kind', 'pres'),
      told: {
        key: dated,
        field: 'kind',
        found: '"pres"',
        expected: /^one of official, law, ngo, press, /,
        fix: 'did you mean press?',
      },
    },
    {
      title: 'a copy that claims to be its own original',
      edit: set('sources', copy, 'original', 'own'),
      told: {
        key: copy,
        field: 'original',
        found: '"own"',
        expected: 'named or not-found, as this is a copy',
        fix: /name the publisher of the original/,
      },
    },
    {
      title: 'a named original without the site that carries the text',
      edit: set('sources', described, 'carriedBy', null),
      told: {
        key: described,
        field: 'carriedBy',
        found: 'null',
        expected: 'the site that carries the text',
        fix: 'say who carries the copy',
      },
    },
    {
      title: 'a date from nowhere',
      edit: set('sources', dated, 'dateBasis', 'none'),
      told: {
        key: dated,
        field: 'dateBasis',
        found: '"none"',
        expected: 'stated, from-address or inferred',
        fix: 'say where the date comes from',
      },
    },
    {
      title: 'an address used as a key',
      edit: set('sources', dated, 'id', 'has space'),
      told: {
        key: 'has space',
        field: 'id',
        found: '"has space"',
        expected: 'letters, digits and single hyphens',
        fix: /id/,
      },
    },
  ],
  claims: [
    {
      title: 'a day that does not exist',
      edit: set('claims', openClaim, 'date', '2022-02-30'),
      told: {
        key: openClaim,
        field: 'date',
        found: '"2022-02-30"',
        expected: 'a date of the calendar',
        fix: /the column date in data\/schema\/claims\.schema\.json/,
      },
    },
    {
      title: 'a date written another way',
      edit: set('claims', openClaim, 'date', '5 December 2022'),
      told: {
        key: openClaim,
        field: 'date',
        found: '"5 December 2022"',
        expected: 'YYYY, YYYY-MM or YYYY-MM-DD',
        fix: /date/,
      },
    },
    {
      title: 'a claim denied without an answer',
      edit: set('claims', openClaim, 'status', 'denied'),
      told: {
        key: openClaim,
        field: 'status',
        found: '"denied"',
        expected: 'a claim or response whose answers name this claim',
        fix: /add the denial or correction with "answers"/,
      },
    },
    {
      title: 'a claim corrected without an answer',
      edit: set('claims', openClaim, 'status', 'corrected'),
      told: {
        key: openClaim,
        field: 'status',
        found: '"corrected"',
        expected: 'a claim or response whose answers name this claim',
        fix: /fix the status/,
      },
    },
    {
      title: 'a claim that was answered and does not say so',
      edit: set('claims', contested, 'status', 'reported'),
      told: {
        key: contested,
        field: 'status',
        found: '"reported"',
        expected: /^denied, disputed, corrected or superseded/,
        fix: /^answered by /,
      },
    },
    {
      title: 'an answer to a claim that does not exist',
      edit: set('claims', answering, 'answers', [`${answered}x`]),
      told: {
        key: answering,
        field: 'answers',
        found: `"${answered}x"`,
        expected: 'a key of claims',
        fix: `did you mean ${answered}?`,
      },
    },
    {
      title: 'an answer named twice',
      edit: set('claims', answering, 'answers', [answered, answered]),
      told: {
        key: answering,
        field: 'answers',
        found: `"${answered}"`,
        expected: 'each key once',
        fix: 'remove the repetition',
      },
    },
    {
      title: 'a claim without a source',
      edit: set('claims', openClaim, 'sources', []),
      told: {
        key: openClaim,
        field: 'sources',
        found: '[]',
        expected: 'at least one source: no source, no row',
        fix: /sources/,
      },
    },
    {
      title: 'a figure without a unit',
      edit: set('claims', figureClaim, 'unit', null),
      told: {
        key: figureClaim,
        field: 'value, unit, valuePrecision',
        found: /^\[\d/,
        expected: 'all three or none',
        fix: 'a figure needs its unit and its qualifier',
      },
    },
    {
      title: 'white space at the end of a text',
      edit: set('claims', openClaim, 'claimant', 'Somebody '),
      told: {
        key: openClaim,
        field: 'claimant',
        found: '"Somebody "',
        expected: 'no white space at either end',
        fix: /claimant/,
      },
    },
    {
      title: 'a circle of answers',
      edit: (rows) => {
        rowOf(rows, 'claims', answered)['answers'] = [answering];
        for (const id of [answered, answering]) rowOf(rows, 'claims', id)['status'] = 'disputed';
      },
      told: {
        key: '.+',
        field: 'answers',
        found: new RegExp(`"(${answered}|${answering})".*"(${answered}|${answering})"`),
        expected: 'no circle of answers',
        fix: 'remove one link of the circle',
      },
    },
    {
      title: 'a claim that answers itself',
      edit: (rows) => Object.assign(rowOf(rows, 'claims', openClaim), { answers: [openClaim], status: 'disputed' }),
      told: {
        key: openClaim,
        field: 'answers',
        found: `["${openClaim}","${openClaim}"]`,
        expected: 'no circle of answers',
        fix: 'remove one link of the circle',
      },
    },
    {
      title: 'a date after that of the edition',
      edit: (rows) => Object.assign(rowOf(rows, 'claims', openClaim), { date: '2032-09-03', datePrecision: 'day' }),
      told: {
        key: openClaim,
        field: 'date',
        found: '"2032-09-03"',
        expected: /^a date up to \d{4}-\d{2}-\d{2}, the date in data\/edition\.json$/,
        fix: /write the day of the next edition into data\/edition\.json/,
      },
    },
    {
      title: 'a period that ends before it starts',
      edit: (rows) => Object.assign(rowOf(rows, 'claims', openClaim), { periodStart: '2022-05', periodEnd: '2021' }),
      told: {
        key: openClaim,
        field: 'start, end',
        found: '["2022-05","2021"]',
        expected: 'a start that is not after the end',
        fix: 'swap or fix the dates',
      },
    },
  ],
  claim_figures: [
    {
      title: 'a figure written as text',
      edit: set('claim_figures', firstKey('claim_figures'), 'value', '30'),
      told: {
        key: firstKey('claim_figures'),
        field: 'value',
        found: '"30"',
        expected: 'a number',
        fix: 'write a number',
      },
    },
    {
      title: 'a claim that does not exist',
      edit: set('claim_figures', firstKey('claim_figures'), 'claim', 'scale-O1'),
      told: {
        key: firstKey('claim_figures'),
        field: 'claim',
        found: '"scale-O1"',
        expected: 'a key of claims',
        fix: /^did you mean scale-\d+\?$/,
      },
    },
    {
      title: 'a qualifier that is nearly right',
      edit: set('claim_figures', firstKey('claim_figures'), 'precision', 'atleast'),
      told: {
        key: firstKey('claim_figures'),
        field: 'precision',
        found: '"atleast"',
        expected: 'one of exact, about, at-least, more-than',
        fix: 'did you mean at-least?',
      },
    },
  ],
  response_figures: [
    {
      title: 'a figure written as text',
      edit: set('response_figures', firstKey('response_figures'), 'value', '13'),
      told: {
        key: firstKey('response_figures'),
        field: 'value',
        found: '"13"',
        expected: 'a number',
        fix: 'write a number',
      },
    },
    {
      title: 'an event that does not exist',
      edit: set('response_figures', firstKey('response_figures'), 'response', 'nobody-2022'),
      told: {
        key: firstKey('response_figures'),
        field: 'response',
        found: '"nobody-2022"',
        expected: 'a key of responses',
        fix: /./,
      },
    },
  ],
  people: [
    {
      title: 'a reason of our own making',
      edit: set('people', firstKey('people'), 'reason', 'bystander'),
      told: {
        key: firstKey('people'),
        field: 'reason',
        found: '"bystander"',
        expected: /^one of minister, official, /,
        fix: 'take a name from the list, or remove it',
      },
    },
    {
      title: 'a person without a source',
      edit: set('people', firstKey('people'), 'sources', []),
      told: {
        key: firstKey('people'),
        field: 'sources',
        found: '[]',
        expected: 'at least one source: no source, no row',
        fix: /people/,
      },
    },
  ],
  responses: [
    {
      title: 'a type that is nearly right',
      edit: set('responses', firstKey('responses'), 'type', 'cooperations'),
      told: {
        key: firstKey('responses'),
        field: 'type',
        found: '"cooperations"',
        expected: /^one of acquittal-or-annulment, /,
        fix: 'did you mean cooperation?',
      },
    },
    {
      title: 'a country that is not in the dataset',
      edit: set('responses', firstKey('responses'), 'about', ['LSX']),
      told: {
        key: firstKey('responses'),
        field: 'about',
        found: '"LSX"',
        expected: 'a key of countries',
        fix: /^did you mean [A-Z]{3}\?$/,
      },
    },
    {
      title: 'truth written as text',
      edit: set('responses', firstKey('responses'), 'aboutStations', 'yes'),
      told: {
        key: firstKey('responses'),
        field: 'aboutStations',
        found: '"yes"',
        expected: 'true or false',
        fix: 'write true or false',
      },
    },
    {
      title: 'an event without a date',
      edit: set('responses', firstKey('responses'), 'date', null),
      told: { key: firstKey('responses'), field: 'date', found: 'null', expected: 'text', fix: 'write text' },
    },
    {
      title: 'a precision that the date does not have',
      edit: set('responses', firstKey('responses'), 'datePrecision', 'month'),
      told: {
        key: firstKey('responses'),
        field: 'datePrecision',
        found: '"month"',
        expected: /^day, as date is "\d{4}-\d\d-\d\d"$/,
        fix: /as exactly as its precision says/,
      },
    },
    {
      title: 'the id of a claim',
      edit: set('responses', firstKey('responses'), 'id', 'scale-01'),
      told: {
        key: 'scale-01',
        field: 'id',
        found: '"scale-01"',
        expected: 'an id that is not also a claim',
        fix: /rename the response/,
      },
    },
  ],
  country_status: [
    {
      title: 'a status of our own making',
      edit: set('country_status', firstKey('country_status'), 'status', 'guilty'),
      told: {
        key: firstKey('country_status'),
        field: 'status',
        found: '"guilty"',
        expected: /^one of prosecution, closed-host-says, /,
        fix: 'take a name from the list, or remove it',
      },
    },
    {
      title: 'a status that rests on nothing',
      edit: set('country_status', firstKey('country_status'), 'events', []),
      told: { key: firstKey('country_status'), field: 'events', found: '[]', expected: /1/, fix: /events/ },
    },
    {
      title: 'a month that does not exist',
      edit: set('country_status', firstKey('country_status'), 'asOf', '2023-13'),
      told: {
        key: firstKey('country_status'),
        field: 'asOf',
        found: '"2023-13"',
        expected: 'a date of the calendar',
        fix: /asOf/,
      },
    },
    {
      title: 'a precision that the date does not have',
      edit: (rows) =>
        Object.assign(rowOf(rows, 'country_status', firstKey('country_status')), {
          asOf: '2023-06',
          asOfPrecision: 'day',
        }),
      told: {
        key: firstKey('country_status'),
        field: 'asOfPrecision',
        found: '"day"',
        expected: 'month, as asOf is "2023-06"',
        fix: /fix the precision/,
      },
    },
  ],
  countries: [
    {
      title: 'a numeric code without its leading zero',
      edit: set('countries', 'AGO', 'isoNumeric', '24'),
      told: { key: 'AGO', field: 'isoNumeric', found: '"24"', expected: 'three digits', fix: /isoNumeric/ },
    },
    {
      title: 'a numeric code of a country that has no row',
      edit: set('countries', 'ITA', 'isoNumeric', '408'),
      told: {
        key: 'ITA',
        field: 'isoNumeric',
        found: '"408"',
        expected: '"380", the numeric code of ITA in ISO 3166-1',
        fix: 'write that code, or fix the id of the row',
      },
    },
    {
      title: 'the numeric code of another country',
      edit: set('countries', 'ITA', 'isoNumeric', '528'),
      told: {
        key: '(ITA|NLD)',
        field: 'isoNumeric',
        found: '"528"',
        expected: 'a code that no other country has',
        fix: /^(ITA|NLD) has it too$/,
      },
    },
    {
      title: 'a continent of our own making',
      edit: set('countries', 'AGO', 'continent', 'Afrika'),
      told: {
        key: 'AGO',
        field: 'continent',
        found: '"Afrika"',
        expected: /^one of Africa, Asia, /,
        fix: 'did you mean Africa?',
      },
    },
    {
      title: 'a two-letter code',
      edit: (rows) => rows.push({ ...rowOf(rows, 'countries', 'AGO'), id: 'AO', isoNumeric: '999' }),
      told: {
        key: 'AO',
        field: 'id',
        found: '"AO"',
        expected: 'three capital letters, ISO 3166-1 alpha-3',
        fix: /id/,
      },
    },
    {
      title: 'a box beyond the pole',
      edit: set('countries', 'AGO', 'south', -91),
      told: { key: 'AGO', field: 'south', found: '-91', expected: 'at least -90', fix: /south/ },
    },
  ],
  places: [
    {
      title: 'latitude and longitude swapped',
      edit: (rows) => Object.assign(rowOf(rows, 'places', 'are-dubai'), { latitude: 55.3093, longitude: 25.0772 }),
      told: {
        key: 'are-dubai',
        field: 'latitude, longitude',
        found: '[55.3093,25.0772]',
        expected: /^a point inside the box of United Arab Emirates: .* north, .* east$/,
        fix: /swapped latitude and longitude, a lost minus sign, or the wrong country/,
      },
    },
    {
      title: 'a point finer than a city',
      edit: set('places', 'are-dubai', 'latitude', 25.07721),
      told: {
        key: 'are-dubai',
        field: 'latitude',
        found: '25.07721',
        expected: 'at most four decimals',
        fix: /latitude/,
      },
    },
    {
      title: 'a country with a letter wrong',
      edit: set('places', 'are-dubai', 'country', 'ARF'),
      told: {
        key: 'are-dubai',
        field: 'country',
        found: '"ARF"',
        expected: 'a key of countries',
        fix: /^did you mean AR[EG]\?$/,
      },
    },
    {
      title: 'a point beyond the edge of the world',
      edit: set('places', 'are-dubai', 'longitude', 415.3),
      told: { key: 'are-dubai', field: 'longitude', found: '415.3', expected: 'at most 180', fix: /longitude/ },
    },
  ],
  stations: [
    {
      title: 'a place in another country',
      edit: set('stations', cityStation, 'place', 'ita-rome'),
      told: {
        key: cityStation,
        field: 'place',
        found: '"ita-rome"',
        expected: 'a place in ESP',
        fix: 'Rome lies in ITA: fix the place or the country',
      },
    },
    {
      title: 'a listing of no stations',
      edit: set('stations', cityStation, 'count', 0),
      told: { key: cityStation, field: 'count', found: '0', expected: 'at least 1', fix: /count/ },
    },
    {
      title: 'half a station',
      edit: set('stations', cityStation, 'count', 1.5),
      told: {
        key: cityStation,
        field: 'count',
        found: '1.5',
        expected: 'a whole number',
        fix: 'write a whole number',
      },
    },
    {
      title: 'a city without a place',
      edit: set('stations', noCityStation, 'placePrecision', 'city'),
      told: {
        key: noCityStation,
        field: 'placePrecision',
        found: '"city"',
        expected: 'unknown, as there is no place',
        fix: 'name the place or write unknown',
      },
    },
    {
      title: 'a place said to be unknown',
      edit: set('stations', cityStation, 'placePrecision', 'unknown'),
      told: {
        key: cityStation,
        field: 'placePrecision',
        found: '"unknown"',
        expected: /^city, metropolitan-area or region/,
        fix: 'name the place or write unknown',
      },
    },
    {
      title: 'a bureau with a letter wrong',
      edit: set('stations', cityStation, 'operator', 'nantnog'),
      told: {
        key: cityStation,
        field: 'operator',
        found: '"nantnog"',
        expected: 'a key of operators',
        fix: 'did you mean nantong?',
      },
    },
    {
      title: 'a street address in a column of its own',
      edit: set('stations', cityStation, 'address', 'somewhere'),
      told: {
        key: cityStation,
        field: 'address',
        found: '"somewhere"',
        expected: 'a column of this table',
        fix: /; columns: id, country, place, /,
      },
    },
  ],
  operators: [
    {
      title: 'a seat that does not exist',
      edit: set('operators', 'fuzhou', 'place', 'chn-fuzhuo'),
      told: {
        key: 'fuzhou',
        field: 'place',
        found: '"chn-fuzhuo"',
        expected: 'a key of places',
        fix: 'did you mean chn-fuzhou?',
      },
    },
    {
      title: 'a precision that the date does not have',
      edit: set('operators', 'fuzhou', 'sincePrecision', 'day'),
      told: {
        key: 'fuzhou',
        field: 'sincePrecision',
        found: '"day"',
        expected: 'month, as since is "2022-01"',
        fix: /precision/,
      },
    },
    {
      title: 'a source that does not exist',
      edit: set('operators', 'fuzhou', 'sources', ['voz-2024']),
      told: {
        key: 'fuzhou',
        field: 'sources',
        found: '"voz-2024"',
        expected: 'a key of sources',
        fix: 'did you mean voz-2023?',
      },
    },
  ],
  reports: [
    {
      title: 'a negative total',
      edit: set('reports', '110-overseas', 'total', -54),
      told: { key: '110-overseas', field: 'total', found: '-54', expected: 'at least 0', fix: /total/ },
    },
    {
      title: 'a claim that does not exist',
      edit: set('reports', '110-overseas', 'claim', 'scale-001'),
      told: {
        key: '110-overseas',
        field: 'claim',
        found: '"scale-001"',
        expected: 'a key of claims',
        fix: /^did you mean scale-\d+\?$/,
      },
    },
    {
      title: 'no title',
      edit: set('reports', '110-overseas', 'title', ''),
      told: { key: '110-overseas', field: 'title', found: '""', expected: 'text that is not empty', fix: /title/ },
    },
  ],
  listing_totals: [
    {
      title: 'a report that does not exist',
      edit: set('listing_totals', '110-overseas-fuzhou', 'report', '110-overseas-'),
      told: {
        key: '110-overseas-fuzhou',
        field: 'report',
        found: '"110-overseas-"',
        expected: 'a key of reports',
        fix: 'did you mean 110-overseas?',
      },
    },
    {
      title: 'an empty number',
      edit: set('listing_totals', '110-overseas-fuzhou', 'added', null),
      told: { key: '110-overseas-fuzhou', field: 'added', found: 'null', expected: /number/, fix: /write a .*number/ },
    },
    {
      title: 'a basis of our own making',
      edit: set('listing_totals', '110-overseas-fuzhou', 'basis', 'guess'),
      told: {
        key: '110-overseas-fuzhou',
        field: 'basis',
        found: '"guess"',
        expected: 'one of source, subtraction',
        fix: /take a name from the list/,
      },
    },
  ],
  patrols: [
    {
      title: 'a year before any patrol',
      edit: set('patrols', 'chn-in-ita-2016', 'year', 1016),
      told: { key: 'chn-in-ita-2016', field: 'year', found: '1016', expected: 'at least 1990', fix: /year/ },
    },
    {
      title: 'an end before the start',
      edit: set('patrols', 'chn-in-ita-2016', 'end', '2016-05-01'),
      told: {
        key: 'chn-in-ita-2016',
        field: 'start, end',
        found: '["2016-05-02","2016-05-01"]',
        expected: 'a start that is not after the end',
        fix: 'swap or fix the dates',
      },
    },
    {
      title: 'a host that does not exist',
      edit: set('patrols', 'chn-in-ita-2016', 'host', 'ITL'),
      told: {
        key: 'chn-in-ita-2016',
        field: 'host',
        found: '"ITL"',
        expected: 'a key of countries',
        fix: /^did you mean [A-Z]{3}\?$/,
      },
    },
  ],
  patrol_places: [
    {
      title: 'a place outside the host country',
      edit: set('patrol_places', italianPatrolPlace, 'place', 'nld-amsterdam'),
      told: {
        key: italianPatrolPlace,
        field: 'place',
        found: '"nld-amsterdam"',
        expected: 'a place in the host country ITA',
        fix: 'fix the place or the patrol',
      },
    },
    {
      title: 'a patrol that does not exist',
      edit: set('patrol_places', italianPatrolPlace, 'patrol', 'chn-in-ita-2061'),
      told: {
        key: italianPatrolPlace,
        field: 'patrol',
        found: '"chn-in-ita-2061"',
        expected: 'a key of patrols',
        fix: /^did you mean chn-in-ita-\d{4}\?$/,
      },
    },
    {
      title: 'officers in words',
      edit: set('patrol_places', italianPatrolPlace, 'officers', 'two'),
      told: {
        key: italianPatrolPlace,
        field: 'officers',
        found: '"two"',
        expected: /number/,
        fix: /write a .*number/,
      },
    },
  ],
  place_findings: [
    {
      title: 'a finding of our own making',
      edit: set('place_findings', 'ita-prato', 'finding', 'stoped'),
      told: {
        key: 'ita-prato',
        field: 'finding',
        found: '"stoped"',
        expected: /^one of stopped, /,
        fix: 'did you mean stopped?',
      },
    },
    {
      title: 'a place that does not exist',
      edit: set('place_findings', 'ita-prato', 'place', 'ita-prata'),
      told: {
        key: 'ita-prato',
        field: 'place',
        found: '"ita-prata"',
        expected: 'a key of places',
        fix: 'did you mean ita-prato?',
      },
    },
    {
      title: 'a precision without a date',
      edit: set('place_findings', 'ita-prato', 'asOfPrecision', 'none'),
      told: {
        key: 'ita-prato',
        field: 'asOfPrecision',
        found: '"none"',
        expected: /^day, as asOf is "/,
        fix: /precision/,
      },
    },
  ],
  returns: [
    {
      title: 'a figure without a source',
      edit: set('returns', figured, 'sources', []),
      told: {
        key: figured,
        field: 'sources',
        found: '[]',
        expected: 'at least one source: no source, no row',
        fix: 'name the source of the figure',
      },
    },
    {
      title: 'a figure that says that none was found',
      edit: set('returns', figured, 'valuePrecision', 'not-found'),
      told: {
        key: figured,
        field: 'valuePrecision',
        found: '"not-found"',
        expected: 'exact, about or more-than, as there is a value',
        fix: 'write the value, or not-found',
      },
    },
    {
      title: 'a campaign that is nearly right',
      edit: set('returns', 'sky-net-2018', 'campaign', 'skynet'),
      told: {
        key: 'sky-net-2018',
        field: 'campaign',
        found: '"skynet"',
        expected: 'one of sky-net, fox-hunt, telecom-fraud',
        fix: 'did you mean sky-net?',
      },
    },
    {
      title: 'a part of a person',
      edit: set('returns', 'sky-net-2018', 'value', 1335.5),
      told: {
        key: 'sky-net-2018',
        field: 'value',
        found: '1335.5',
        expected: 'a whole number',
        fix: 'write a whole number',
      },
    },
    {
      title: 'a period that ends before it starts',
      edit: set('returns', 'sky-net-2018', 'start', '2019'),
      told: {
        key: 'sky-net-2018',
        field: 'start, end',
        found: '["2019","2018"]',
        expected: 'a start that is not after the end',
        fix: 'swap or fix the dates',
      },
    },
  ],
  return_methods: [
    {
      title: 'a figure that does not exist',
      edit: set('return_methods', 'sky-net-2018-persuaded', 'returns', 'sky-nets-2018'),
      told: {
        key: 'sky-net-2018-persuaded',
        field: 'returns',
        found: '"sky-nets-2018"',
        expected: 'a key of returns',
        fix: 'did you mean sky-net-2018?',
      },
    },
    {
      title: 'a method that is nearly right',
      edit: set('return_methods', 'sky-net-2018-persuaded', 'method', 'pursuaded'),
      told: {
        key: 'sky-net-2018-persuaded',
        field: 'method',
        found: '"pursuaded"',
        expected: /^one of persuaded, /,
        fix: 'did you mean persuaded?',
      },
    },
  ],
  persuaded_shares: [
    {
      title: 'a share above the whole',
      edit: set('persuaded_shares', 'fox-hunt-2014', 'share', 574),
      told: { key: 'fox-hunt-2014', field: 'share', found: '574', expected: 'at most 100', fix: /share/ },
    },
    {
      title: 'a definition that is nearly right',
      edit: set('persuaded_shares', 'fox-hunt-2014', 'definition', 'persuade'),
      told: {
        key: 'fox-hunt-2014',
        field: 'definition',
        found: '"persuade"',
        expected: /^one of persuaded, /,
        fix: 'did you mean persuaded?',
      },
    },
  ],
  treaties: [
    {
      title: 'another kind of treaty',
      edit: set('treaties', 'BGR', 'kind', 'extraditions'),
      told: {
        key: 'BGR',
        field: 'kind',
        found: '"extraditions"',
        expected: 'extradition',
        fix: 'did you mean extradition?',
      },
    },
    {
      title: 'a precision that the date does not have',
      edit: set('treaties', 'BGR', 'inForce', '1997'),
      told: {
        key: 'BGR',
        field: 'inForcePrecision',
        found: '"day"',
        expected: 'year, as inForce is "1997"',
        fix: /precision/,
      },
    },
    {
      title: 'a country that is not in the dataset',
      edit: set('treaties', 'BGR', 'country', 'BGX'),
      told: { key: 'BGX', field: 'country', found: '"BGX"', expected: 'a key of countries', fix: 'did you mean BGR?' },
    },
  ],
  repression_totals: [
    {
      title: 'a year before the calendar of the dataset',
      edit: set('repression_totals', 'through-2020', 'through', '0020'),
      told: {
        key: 'through-2020',
        field: 'through',
        found: '"0020"',
        expected: 'a date of the calendar',
        fix: /through/,
      },
    },
    {
      title: 'a negative share',
      edit: set('repression_totals', 'through-2020', 'chinaShare', -1),
      told: { key: 'through-2020', field: 'chinaShare', found: '-1', expected: 'at least 0', fix: /chinaShare/ },
    },
  ],
  repression_states: [
    {
      title: 'a state without a name',
      edit: set('repression_states', 'china', 'state', null),
      told: { key: 'china', field: 'state', found: 'null', expected: 'text', fix: 'write text' },
    },
    {
      title: 'a period that ends before it starts',
      edit: set('repression_states', 'china', 'end', '2013'),
      told: {
        key: 'china',
        field: 'start, end',
        found: '["2014","2013"]',
        expected: 'a start that is not after the end',
        fix: 'swap or fix the dates',
      },
    },
  ],
  corrections: [
    {
      title: 'a correction in a table that does not exist',
      edit: set('corrections', 'wenzhou-note', 'cells', ['operator/wenzhou/province']),
      told: {
        key: 'wenzhou-note',
        field: 'cells',
        found: '"operator/wenzhou/province"',
        expected: /^a cell of one of sources, claims, /,
        fix: 'did you mean operators?',
      },
    },
    {
      title: 'a correction of a column that does not exist',
      edit: set('corrections', 'wenzhou-note', 'cells', ['operators/wenzhou/provinces']),
      told: {
        key: 'wenzhou-note',
        field: 'cells',
        found: '"operators/wenzhou/provinces"',
        expected: 'a column of operators, or * for a row that was removed',
        fix: 'did you mean province?',
      },
    },
    {
      title: 'a correction of a row that does not exist',
      edit: set('corrections', 'wenzhou-note', 'cells', ['operators/wenzou/province']),
      told: {
        key: 'wenzhou-note',
        field: 'cells',
        found: '"operators/wenzou/province"',
        expected: 'a key of operators',
        fix: 'did you mean wenzhou?',
      },
    },
    {
      title: 'a row that was removed and is there',
      edit: set('corrections', 'wenzhou-note', 'cells', ['operators/wenzhou/*']),
      told: {
        key: 'wenzhou-note',
        field: 'cells',
        found: '"operators/wenzhou/*"',
        expected: 'no row wenzhou in operators, as * says that it was removed',
        fix: 'name the column that changed',
      },
    },
    {
      title: 'a value that is not named by table, row and column',
      edit: set('corrections', 'wenzhou-note', 'cells', ['wenzhou/province']),
      told: {
        key: 'wenzhou-note',
        field: 'cells.0',
        found: '"wenzhou/province"',
        expected: 'table/row/column',
        fix: /cells/,
      },
    },
    {
      title: 'a correction of nothing',
      edit: set('corrections', 'wenzhou-note', 'cells', []),
      told: {
        key: 'wenzhou-note',
        field: 'cells',
        found: '[]',
        expected: 'at least one value that changed',
        fix: /cells/,
      },
    },
    {
      title: 'a correction of a month',
      edit: set('corrections', 'wenzhou-note', 'date', '2026-11'),
      told: {
        key: 'wenzhou-note',
        field: 'date',
        found: '"2026-11"',
        expected: 'YYYY-MM-DD',
        fix: /date/,
      },
    },
  ],
  article_check: [
    {
      title: 'a verdict of our own making',
      edit: set('article_check', 'article-01', 'verdict', 'false'),
      told: {
        key: 'article-01',
        field: 'verdict',
        found: '"false"',
        expected: /^one of imprecise, /,
        fix: /list|did you mean/,
      },
    },
    {
      title: 'a claim that does not exist',
      edit: set('article_check', 'article-01', 'claims', ['scale-01', 'scale-0x']),
      told: {
        key: 'article-01',
        field: 'claims',
        found: '"scale-0x"',
        expected: 'a key of claims',
        fix: /^did you mean scale-\d+\?$/,
      },
    },
  ],
};

describe.each(tableNames)('a bad row in %s', (table) => {
  const key = firstKey(table);
  const columns = Object.keys(tables[table].row.shape);

  test.each(breakages[table])('is reported: $title', ({ edit, told: { key: where, ...told } }) => {
    expectProblem(faultOf(filesWithBroken(table, edit)), {
      file: `data/${table}.json`,
      where: new RegExp(`^row \\d+ \\(${where}\\)$`),
      ...told,
    });
  });

  test('is reported by its place and key when a column is misspelt, with the column that was meant', () => {
    const column = columns.at(-1) ?? '';
    const error = faultOf(
      filesWithBroken(table, (rows) => {
        const row = rowOf(rows, table, key);
        row[`${column}x`] = row[column];
        delete row[column];
      }),
    );
    const value = quoteValue(someRows(table)[0]?.[column]);
    expectProblem(error, {
      file: `data/${table}.json`,
      where: `row 1 (${key})`,
      field: `${column}x`,
      found: value,
      expected: 'a column of this table',
      fix: `did you mean ${column}?; columns: ${columns.join(', ')}`,
    });
    expectProblem(error, {
      file: `data/${table}.json`,
      where: `row 1 (${key})`,
      field: column,
      found: 'nothing',
      expected: /./,
      fix: /^(add|did you mean|take a name)/,
    });
  });

  test('is reported when its key is used twice', () => {
    const count = someRows(table).length;
    const error = faultOf(filesWithBroken(table, (rows) => rows.push({ ...rows[0] })));
    expectProblem(error, {
      file: `data/${table}.json`,
      where: `row ${count + 1} (${key})`,
      field: tables[table].key,
      found: `"${key}"`,
      expected: 'a key that no other row has',
      fix: 'row 1 has it too: rename or remove one of the two',
    });
    expect(error.problems).toHaveLength(1);
  });

  test('is reported for every column that has a value of another type, in one run', () => {
    const error = faultOf(
      filesWithBroken(table, (rows) =>
        rows.push(Object.fromEntries(columns.map((column) => [column, { not: 'a value' }]))),
      ),
    );
    const row = `row ${someRows(table).length + 1}`;
    for (const column of columns)
      expectProblem(error, {
        file: `data/${table}.json`,
        where: row,
        field: column,
        found: '{"not":"a value"}',
        expected: /./,
        fix: /./,
      });
    expect(error.problems).toHaveLength(columns.length);
  });

  test('is reported for every column that is missing, in one run', () => {
    const error = faultOf(filesWithBroken(table, (rows) => rows.push({})));
    const told = error.problems
      .filter((problem) => problem.where === `row ${someRows(table).length + 1}`)
      .map((problem) => problem.field);
    expect(told.sort()).toEqual([...columns].sort());
    for (const problem of error.problems) expect(problem.found).toBe('nothing');
  });

  test('is reported when it is no object at all', () => {
    const error = faultOf(filesWithBroken(table, (rows: unknown[]) => rows.push('a text', null, [1])));
    const count = someRows(table).length;
    for (const [index, found] of ['"a text"', 'null', '[1]'].entries())
      expectProblem(error, {
        file: `data/${table}.json`,
        where: `row ${count + 1 + index}`,
        field: 'row',
        found,
        expected: 'an object, with fields',
        fix: 'write an object, with fields',
      });
  });
});

describe('faults', () => {
  test('of every table come in one run', () => {
    const error = faultOf(
      filesWith(
        Object.fromEntries(
          tableNames.map((name) => [
            name,
            (rows: LooseRow[]) => rows.push({ ...rows.shift(), ...samples[name], nonsense: 1 }),
          ]),
        ),
      ),
    );
    expect(error.problems.map((problem) => problem.file).sort()).toEqual(
      tableNames.map((name) => `data/${name}.json`).sort(),
    );
    expect(error.message).toMatch(new RegExp(`^The dataset has errors: ${tableNames.length} problems\n`));
    for (const problem of error.problems)
      for (const part of Object.values(problem)) expect(error.message).toContain(part);
  });

  test('that need several tables come in one run too', () => {
    const error = faultOf(
      filesWith({
        claims: set('claims', openClaim, 'status', 'denied'),
        places: (rows) => Object.assign(rowOf(rows, 'places', 'are-dubai'), { latitude: 55.3093, longitude: 25.0772 }),
        stations: set('stations', cityStation, 'place', 'ita-rome'),
        sources: set('sources', copy, 'original', 'own'),
      }),
    );
    expect(new Set(error.problems.map((problem) => problem.file))).toEqual(
      new Set(['data/claims.json', 'data/places.json', 'data/stations.json', 'data/sources.json']),
    );
  });

  test('of a key that is like no other say that its row may be missing', () => {
    expectProblem(faultOf(filesWith({ stations: set('stations', cityStation, 'country', 'QQQ') })), {
      file: 'data/stations.json',
      where: /./,
      field: 'country',
      found: '"QQQ"',
      expected: 'a key of countries',
      fix: 'add a row with this key to data/countries.json, or write one of its keys',
    });
  });

  test('are told in words that say file, row, field, value, what was expected and how to fix it', () => {
    expect(faultOf(filesWith({ stations: set('stations', cityStation, 'count', 0) })).message).toBe(
      `The dataset has errors: 1 problem\n\ndata/stations.json:1, row ${currentRows('stations').findIndex((row) => row['id'] === cityStation) + 1} (${cityStation}), count\n` +
        '    found:    0\n    expected: at least 1\n    to fix:  see the column count in data/schema/stations.schema.json\n',
    );
  });

  test('name every column that points to another table', () => {
    for (const name of tableNames) {
      const columns = Object.entries(tables[name].row.shape).filter(([, schema]) => referencedTable(schema));
      for (const [column] of columns) {
        const listed = Array.isArray(someRows(name)[0]?.[column]);
        const error = faultOf(
          filesWithBroken(name, (rows) =>
            Object.assign(rows[0] ?? {}, { [column]: listed ? ['no-such-row-anywhere'] : 'no-such-row-anywhere' }),
          ),
        );
        expectProblem(error, {
          file: `data/${name}.json`,
          where: /^row 1/,
          field: column,
          found: '"no-such-row-anywhere"',
          expected: /^a key of [a-z_]+$/,
          fix: /./,
        });
      }
    }
  });
});

describe('a correction', () => {
  const problems = (edits: Parameters<typeof filesWith>[0], sample: LooseRow = {}) =>
    faultOf(
      filesWith({ ...edits, corrections: (rows) => rows.push({ ...samples.corrections, ...sample }) }),
    ).problems.map(({ file, field }) => [file, field]);

  test('of a row that has a fault of its own is not told as well', () => {
    expect(problems({ operators: set('operators', 'wenzhou', 'kind', 'city') })).toEqual([
      ['data/operators.json', 'kind'],
    ]);
    expect(problems({ operators: set('operators', 'wenzhou', 'sources', ['no-such-source']) })).toEqual([
      ['data/operators.json', 'sources'],
    ]);
    for (const text of [undefined, '{"rows": [', '{"rows": 7}']) {
      const files = filesWith({ corrections: (rows) => rows.push({ ...samples.corrections }) });
      if (text === undefined) files.delete('operators.json');
      else files.set('operators.json', text);
      expect(faultOf(files).problems.map(({ file }) => file)).toEqual(['data/operators.json']);
    }
  });

  test('with a wrong name is reported once, by that name', () => {
    for (const cell of [
      'operator/wenzhou/province',
      'operators/wenzou/province',
      'operators/nothing-like-it/province',
      'operators/wenzhou/provinces',
    ])
      expect(problems({}, { cells: [cell] })).toEqual([['data/corrections.json', 'cells']]);
  });

  test('of a row that was removed later is kept beside the correction of the row', () => {
    const gone = { ...samples.corrections, cells: ['article_check/article-00/topic'] };
    const removed = { ...gone, id: 'removed', cells: ['article_check/article-00/*'] };
    expect(() => parseDataset(filesWith({ corrections: (rows) => rows.push(gone, removed) }))).not.toThrow();
    expect(problems({}, gone)).toEqual([['data/corrections.json', 'cells']]);
  });
});

test('a fault of a row is reported with its line, which editors open', () => {
  const text = '{\n  "rows": [\n    {"id": "a"},\n\n    {"id": "b",\n     "x": {"y": 1}}, {"id": "c"}\n  ]\n}\n';
  const files = currentFiles();
  files.set('operators.json', text);
  const { problems, message } = faultOf(files);
  const lines = problems
    .filter(({ file, field }) => file === 'data/operators.json' && field === 'name')
    .map(({ where, line }) => [where, line]);
  expect(lines).toEqual([
    ['row 1 (a)', '3'],
    ['row 2 (b)', '5'],
    ['row 3 (c)', '6'],
  ]);
  expect(message).toContain('data/operators.json:5, row 2 (b), name\n');
});

describe('a file', () => {
  const withFile = (file: string, text: string | undefined) => {
    const files = currentFiles();
    if (text === undefined) files.delete(file);
    else files.set(file, text);
    return files;
  };

  test.each(tableNames)('%s that is missing is reported', (name) => {
    expectProblem(faultOf(withFile(`${name}.json`, undefined)), {
      file: `data/${name}.json`,
      where: 'file',
      field: 'file',
      found: 'no such file',
      expected: 'a JSON file',
      fix: 'restore the file from version control',
    });
  });

  test('that is no JSON is reported with the position', () => {
    const text = (currentFiles().get('treaties.json') ?? '').replace('"rows": [', '"rows" [');
    expectProblem(faultOf(withFile('treaties.json', text)), {
      file: 'data/treaties.json',
      where: 'file',
      field: 'JSON',
      found: /position \d+/,
      expected: 'well-formed JSON',
      fix: /comma, bracket or quotation mark/,
    });
  });

  test('that is empty is reported', () => {
    expectProblem(faultOf(withFile('treaties.json', '')), {
      file: 'data/treaties.json',
      where: 'file',
      field: 'JSON',
      found: /Unexpected end/,
      expected: 'well-formed JSON',
      fix: /./,
    });
  });

  test.each([
    ['a number instead of rows', '{"rows": 7}', 'rows', '7'],
    ['a list instead of an object', '[]', 'rows', 'nothing'],
    ['an object instead of rows', '{"rows": {"a": 1}}', 'rows', '{"a":1}'],
    ['nothing', 'null', 'rows', 'nothing'],
    ['a column beside the rows', '{"rows": [], "remarks": "x"}', 'remarks', '["remarks"]'],
  ])('that holds %s is reported', (_, text, field, found) => {
    expectProblem(faultOf(withFile('treaties.json', text)), {
      file: 'data/treaties.json',
      where: 'file',
      field,
      found,
      expected: 'an object with $schema and rows (a list)',
      fix: /put the rows into/,
    });
  });

  test('that no table belongs to is reported, with the table that was meant', () => {
    const error = faultOf(withFile('claim.json', '{"rows": []}'));
    expectProblem(error, {
      file: 'data/claim.json',
      where: 'file',
      field: 'name',
      found: '"claim.json"',
      expected: `one of ${tableNames.length} tables`,
      fix: /did you mean claims\?.*src\/dataset\/schema\.ts/,
    });
  });

  test('that starts with a byte order mark is read', () => {
    const files = currentFiles();
    for (const [file, text] of files) files.set(file, `\uFEFF${text}`);
    expect(parseDataset(files).tables).toEqual(dataset.tables);
  });

  test('edition.json is checked like any other', () => {
    const edition = JSON.parse(currentFiles().get('edition.json') ?? '') as LooseRow;
    const withEdition = (changes: LooseRow) =>
      faultOf(withFile('edition.json', JSON.stringify({ ...edition, ...changes })));
    expectProblem(withEdition({ version: '1.0' }), {
      file: 'data/edition.json',
      where: 'file',
      field: 'version',
      found: '"1.0"',
      expected: 'a semantic version such as 1.0.0',
      fix: 'see data/schema/edition.schema.json',
    });
    expectProblem(withEdition({ date: '2026-11-31' }), {
      file: 'data/edition.json',
      where: 'file',
      field: 'date',
      found: '"2026-11-31"',
      expected: 'a date of the calendar',
      fix: /edition\.schema/,
    });
    expectProblem(withEdition({ credits: [] }), {
      file: 'data/edition.json',
      where: 'file',
      field: 'credits',
      found: '[]',
      expected: /1/,
      fix: /edition\.schema/,
    });
    expectProblem(withEdition({ licence: { id: 'CC-BY-4.0' } }), {
      file: 'data/edition.json',
      where: 'file',
      field: 'licence.url',
      found: 'nothing',
      expected: /./,
      fix: /edition\.schema/,
    });
    expectProblem(faultOf(withFile('edition.json', undefined)), {
      file: 'data/edition.json',
      where: 'file',
      field: 'file',
      found: 'no such file',
      expected: 'a JSON file',
      fix: /restore/,
    });
  });
});

describe('dates', () => {
  test.each(['2022', '2022-11', '2022-11-01', '2024-02-29', '2000-02-29', '1900', '2100-12-31'])(
    '%s is a date of the calendar',
    (date) => expect(isCalendarDate(date)).toBe(true),
  );
  test.each([
    '2022-02-29',
    '2022-02-30',
    '1900-02-29',
    '2022-00',
    '2022-13',
    '2022-04-31',
    '2022-01-00',
    '1899',
    '2101',
    '0000',
  ])('%s is not', (date) => expect(isCalendarDate(date)).toBe(false));

  test('agree with the calendar of the machine', () => {
    holdsFor(
      [fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 33 })],
      (year, month, day) => {
        const date = new Date(Date.UTC(year, month - 1, day));
        const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
        return isCalendarDate(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`) === exists;
      },
    );
  });
});

describe('near names', () => {
  test('are found for a slip of the pen and for nothing else', () => {
    expect(nearest('nantnog', ['fuzhou', 'nantong', 'qingtian'])).toBe('nantong');
    expect(nearest('xyz', ['fuzhou', 'nantong'])).toBeUndefined();
    expect(nearest('', ['fuzhou'])).toBeUndefined();
    // The same end, here a date, is no likeness.
    expect(nearest('daily-nation-2022-12-08', ['liberation-2022-12-06'])).toBeUndefined();
    expect(nearest('daily-nation-2022-12-08', ['daily-nation-2022-12-06'])).toBe('daily-nation-2022-12-06');
    expect(nearest('fuzhou', [])).toBeUndefined();
  });

  test('are always among the candidates, and a word that is a candidate is its own', () => {
    holdsFor(
      [fc.string({ maxLength: 12 }), fc.array(fc.string({ maxLength: 12 }), { maxLength: 8 })],
      (word, candidates) => {
        const found = nearest(word, candidates);
        return (found === undefined || candidates.includes(found)) && (!candidates.includes(word) || found === word);
      },
    );
  });
});

describe('a value in an error', () => {
  test('is cut, and its control characters are escaped', () => {
    expect(quoteValue(undefined)).toBe('nothing');
    expect(quoteValue('line\nbreak\u001b[31m')).toBe('"line\\nbreak\\u001b[31m"');
    expect(quoteValue('x'.repeat(500))).toHaveLength(118);
  });
});

describe('whatever stands in the files', () => {
  const onlyProblems = (files: ReadonlyMap<string, string>): undefined => {
    try {
      parseDataset(files);
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      expect(error.problems.length).toBeGreaterThan(0);
    }
  };

  test('JSON of any shape is reported as problems', () => {
    const name = fc.oneof(fc.constantFrom(...tableNames.map((table) => `${table}.json`), 'edition.json'), fc.string());
    const text = fc.oneof(
      fc.json(),
      fc.string(),
      fc.array(fc.jsonValue()).map((rows) => JSON.stringify({ rows })),
    );
    holdsFor([fc.array(fc.tuple(name, text), { maxLength: 6 })], (entries) => onlyProblems(new Map(entries)), 300);
  });

  test('a column with any value in a real row is reported as a problem or accepted', () => {
    const place = fc
      .constantFrom(...tableNames)
      .chain((table) =>
        fc.tuple(
          fc.constant(table),
          fc.constantFrom(...Object.keys(tables[table].row.shape), '__proto__', 'constructor', 'toString'),
        ),
      );
    holdsFor(
      [place, fc.jsonValue(), fc.nat()],
      ([table, column], value, which) => {
        return onlyProblems(
          filesWithBroken(table, (rows) => {
            Object.defineProperty(rows[which % rows.length] ?? {}, column, {
              value,
              enumerable: true,
              configurable: true,
              writable: true,
            });
          }),
        );
      },
      100,
    );
  });
});
