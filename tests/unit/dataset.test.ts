/** The dataset: what is accepted, and what a fault is reported as. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answersTo } from '../../src/dataset/answers.ts';
import { dataset as currentDataset } from '../../src/dataset/current.ts';
import { parseDataset } from '../../src/dataset/parse.ts';
import { nearest, type ProblemsError, quoteValue } from '../../src/dataset/problems.ts';
import { isCalendarDate, referencedTable, type TableName, tableNames, tables } from '../../src/dataset/schema.ts';
import {
  currentFiles,
  currentJson,
  currentRows,
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

test('a number that JSON cannot hold is reported, though the row was sound with nothing in its place', () => {
  const files = currentFiles();
  files.set('claims.json', (files.get('claims.json') ?? '').replace('"value": null', '"value": 1e400'));
  expect(() => parseDataset(files)).toThrow(/data\/claims\.json.*, value\n/);
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

/**
 * The key of a row (`first` for the first), what is written into it, and what the problem says was expected and how to fix it. It names the first column that
 * was written and the value found there, where nothing else is said.
 */
type Breakage = readonly [
  key: string,
  change: LooseRow | ((rows: LooseRow[]) => void),
  expected: string | RegExp,
  fix: string | RegExp,
  other?: { readonly key?: string; readonly field?: string; readonly found?: string | RegExp },
];
const first = '';
const inSchema = 'see the column in its schema';

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

/** What is found when every table has a fault of one kind at once. */
const faultOfAll = (edit: (rows: LooseRow[], table: TableName) => void) =>
  faultOf(
    filesWith(
      Object.fromEntries(
        tableNames.map((table) => [
          table,
          (rows: LooseRow[]) => {
            rows.splice(0, rows.length, ...someRows(table));
            edit(rows, table);
          },
        ]),
      ),
    ),
  );
const columnsOf = (table: TableName): string[] => Object.keys(tables[table].row.shape);

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

const breakages: { readonly [Name in TableName]: readonly Breakage[] } = {
  sources: [
    [dated, { date: '2032-10-13' }, /^a date up to /, /next edition/],
    [dated, { language: 'English' }, 'a BCP 47 tag such as nl or zh-Hant', inSchema],
    [dated, { url: 'javascript:alert(1)' }, 'an address that begins with https:// or http://', inSchema],
    [dated, { url: 'example.org/page' }, 'an address that begins with https:// or http://', inSchema],
    [dated, { kind: 'pres' }, /^one of official, law, ngo, press, /, 'did you mean press?'],
    [copy, { original: 'own' }, 'named or not-found, as this is a copy', /name the publisher of the original/],
    [described, { carriedBy: null }, 'the site that carries the text', 'say who carries the copy'],
    [dated, { dateBasis: 'none' }, 'stated, from-address or inferred', 'say where the date comes from'],
    [dated, { id: 'has space' }, 'letters, digits and single hyphens', inSchema, { key: 'has space' }],
  ],
  claims: [
    [openClaim, { date: '2022-02-30' }, 'a date of the calendar', inSchema],
    [openClaim, { date: '5 December 2022' }, 'YYYY, YYYY-MM or YYYY-MM-DD', inSchema],
    [
      openClaim,
      { status: 'denied' },
      'a claim or response whose answers name this claim',
      /add the denial or correction with "answers"/,
    ],
    [openClaim, { status: 'corrected' }, 'a claim or response whose answers name this claim', /fix the status/],
    [contested, { status: 'reported' }, /^denied, disputed, corrected or superseded/, /^answered by /],
    [answering, { answers: [`${answered}x`] }, 'a key of claims', `did you mean ${answered}?`],
    [
      answering,
      { answers: [answered, answered] },
      'each key once',
      'remove the repetition',
      { found: `"${answered}"` },
    ],
    [openClaim, { sources: [] }, 'at least one source: no source, no row', inSchema],
    [
      figureClaim,
      { unit: null },
      'all three or none',
      'a figure needs its unit and its qualifier',
      { field: 'value, unit, valuePrecision', found: /^\[\d/ },
    ],
    [openClaim, { claimant: 'Somebody ' }, 'no white space at either end', inSchema],
    [
      '.+',
      (rows) => {
        rowOf(rows, 'claims', answered)['answers'] = [answering];
        for (const id of [answered, answering]) rowOf(rows, 'claims', id)['status'] = 'disputed';
      },
      'no circle of answers',
      'remove one link of the circle',
      { field: 'answers', found: new RegExp(`"(${answered}|${answering})".*"(${answered}|${answering})"`) },
    ],
    [
      openClaim,
      { answers: [openClaim], status: 'disputed' },
      'no circle of answers',
      'remove one link of the circle',
      { found: `["${openClaim}","${openClaim}"]` },
    ],
    [
      openClaim,
      { date: '2032-09-03', datePrecision: 'day' },
      /^a date up to \d{4}-\d{2}-\d{2}, the date in data\/edition\.json$/,
      /write the day of the next edition into data\/edition\.json/,
    ],
    [
      openClaim,
      { periodStart: '2022-05', periodEnd: '2021' },
      'a start that is not after the end',
      'swap or fix the dates',
      { field: 'start, end', found: '["2022-05","2021"]' },
    ],
  ],
  claim_figures: [
    [first, { value: '30' }, 'a number', 'write a number'],
    [first, { claim: 'scale-O1' }, 'a key of claims', /^did you mean scale-\d+\?$/],
    [first, { precision: 'atleast' }, 'one of exact, about, at-least, more-than', 'did you mean at-least?'],
  ],
  response_figures: [
    [first, { value: '13' }, 'a number', 'write a number'],
    [first, { response: 'nobody-2022' }, 'a key of responses', /./],
  ],
  people: [
    [first, { reason: 'bystander' }, /^one of minister, official, /, 'take a name from the list, or remove it'],
    [first, { sources: [] }, 'at least one source: no source, no row', inSchema],
  ],
  responses: [
    [first, { type: 'cooperations' }, /^one of acquittal-or-annulment, /, 'did you mean cooperation?'],
    [first, { about: ['LSX'] }, 'a key of countries', /^did you mean [A-Z]{3}\?$/],
    [first, { aboutStations: 'yes' }, 'true or false', 'write true or false'],
    [first, { date: null }, 'text', 'write text'],
    [first, { datePrecision: 'month' }, /^day, as date is "\d{4}-\d\d-\d\d"$/, /as exactly as its precision says/],
    [first, { id: 'scale-01' }, 'an id that is not also a claim', /rename the response/, { key: 'scale-01' }],
  ],
  country_status: [
    [first, { status: 'guilty' }, /^one of prosecution, closed-host-says, /, 'take a name from the list, or remove it'],
    [first, { events: [] }, /1/, inSchema],
    [first, { asOf: '2023-13' }, 'a date of the calendar', inSchema],
    [
      first,
      { asOf: '2023-06', asOfPrecision: 'day' },
      'month, as asOf is "2023-06"',
      /fix the precision/,
      { field: 'asOfPrecision', found: '"day"' },
    ],
  ],
  countries: [
    ['AGO', { isoNumeric: '24' }, 'three digits', inSchema],
    [
      'ITA',
      { isoNumeric: '408' },
      '"380", the numeric code of ITA in ISO 3166-1',
      'write that code, or fix the id of the row',
    ],
    ['ITA', { isoNumeric: '528' }, 'a code that no other country has', /^(ITA|NLD) has it too$/, { key: '(ITA|NLD)' }],
    ['AGO', { continent: 'Afrika' }, /^one of Africa, Asia, /, 'did you mean Africa?'],
    [
      'AO',
      (rows) => rows.push({ ...rowOf(rows, 'countries', 'AGO'), id: 'AO', isoNumeric: '999' }),
      'three capital letters, ISO 3166-1 alpha-3',
      /id/,
      { field: 'id', found: '"AO"' },
    ],
    ['AGO', { south: -91 }, 'at least -90', inSchema],
  ],
  places: [
    [
      'are-dubai',
      { latitude: 55.3093, longitude: 25.0772 },
      /^a point inside the box of United Arab Emirates: .* north, .* east$/,
      /swapped latitude and longitude, a lost minus sign, or the wrong country/,
      { field: 'latitude, longitude', found: '[55.3093,25.0772]' },
    ],
    ['are-dubai', { latitude: 25.07721 }, 'at most four decimals', inSchema],
    ['are-dubai', { country: 'ARF' }, 'a key of countries', /^did you mean AR[EG]\?$/],
    ['are-dubai', { longitude: 415.3 }, 'at most 180', inSchema],
  ],
  stations: [
    [cityStation, { place: 'ita-rome' }, 'a place in ESP', 'Rome lies in ITA: fix the place or the country'],
    [cityStation, { count: 0 }, 'at least 1', inSchema],
    [cityStation, { count: 1.5 }, 'a whole number', 'write a whole number'],
    [noCityStation, { placePrecision: 'city' }, 'unknown, as there is no place', 'name the place or write unknown'],
    [
      cityStation,
      { placePrecision: 'unknown' },
      /^city, metropolitan-area or region/,
      'name the place or write unknown',
    ],
    [cityStation, { operator: 'nantnog' }, 'a key of operators', 'did you mean nantong?'],
    [cityStation, { address: 'somewhere' }, 'a column of this table', /; columns: id, country, place, /],
  ],
  operators: [
    ['fuzhou', { place: 'chn-fuzhuo' }, 'a key of places', 'did you mean chn-fuzhou?'],
    ['fuzhou', { sincePrecision: 'day' }, 'month, as since is "2022-01"', /precision/],
    ['fuzhou', { sources: ['voz-2024'] }, 'a key of sources', 'did you mean voz-2023?'],
  ],
  reports: [
    ['110-overseas', { total: -54 }, 'at least 0', inSchema],
    ['110-overseas', { claim: 'scale-001' }, 'a key of claims', /^did you mean scale-\d+\?$/],
    ['110-overseas', { title: '' }, 'text that is not empty', inSchema],
  ],
  listing_totals: [
    ['110-overseas-fuzhou', { report: '110-overseas-' }, 'a key of reports', 'did you mean 110-overseas?'],
    ['110-overseas-fuzhou', { added: null }, /number/, /write a .*number/],
    ['110-overseas-fuzhou', { basis: 'guess' }, 'one of source, subtraction', /take a name from the list/],
  ],
  patrols: [
    ['chn-in-ita-2016', { year: 1016 }, 'at least 1990', inSchema],
    [
      'chn-in-ita-2016',
      { end: '2016-05-01' },
      'a start that is not after the end',
      'swap or fix the dates',
      { field: 'start, end', found: '["2016-05-02","2016-05-01"]' },
    ],
    ['chn-in-ita-2016', { host: 'ITL' }, 'a key of countries', /^did you mean [A-Z]{3}\?$/],
  ],
  patrol_places: [
    [italianPatrolPlace, { place: 'nld-amsterdam' }, 'a place in the host country ITA', 'fix the place or the patrol'],
    [italianPatrolPlace, { patrol: 'chn-in-ita-2061' }, 'a key of patrols', /^did you mean chn-in-ita-\d{4}\?$/],
    [italianPatrolPlace, { officers: 'two' }, /number/, /write a .*number/],
  ],
  place_findings: [
    ['ita-prato', { finding: 'stoped' }, /^one of stopped, /, 'did you mean stopped?'],
    ['ita-prato', { place: 'ita-prata' }, 'a key of places', 'did you mean ita-prato?'],
    ['ita-prato', { asOfPrecision: 'none' }, /^day, as asOf is "/, /precision/],
  ],
  returns: [
    [figured, { sources: [] }, 'at least one source: no source, no row', 'name the source of the figure'],
    [
      figured,
      { valuePrecision: 'not-found' },
      'exact, about or more-than, as there is a value',
      'write the value, or not-found',
    ],
    ['sky-net-2018', { campaign: 'skynet' }, 'one of sky-net, fox-hunt, telecom-fraud', 'did you mean sky-net?'],
    ['sky-net-2018', { value: 1335.5 }, 'a whole number', 'write a whole number'],
    [
      'sky-net-2018',
      { start: '2019' },
      'a start that is not after the end',
      'swap or fix the dates',
      { field: 'start, end', found: '["2019","2018"]' },
    ],
  ],
  return_methods: [
    ['sky-net-2018-persuaded', { returns: 'sky-nets-2018' }, 'a key of returns', 'did you mean sky-net-2018?'],
    ['sky-net-2018-persuaded', { method: 'pursuaded' }, /^one of persuaded, /, 'did you mean persuaded?'],
  ],
  persuaded_shares: [
    ['fox-hunt-2014', { share: 574 }, 'at most 100', inSchema],
    ['fox-hunt-2014', { definition: 'persuade' }, /^one of persuaded, /, 'did you mean persuaded?'],
  ],
  treaties: [
    ['BGR', { kind: 'extraditions' }, 'extradition', 'did you mean extradition?'],
    [
      'BGR',
      { inForce: '1997' },
      'year, as inForce is "1997"',
      /precision/,
      { field: 'inForcePrecision', found: '"day"' },
    ],
    ['BGR', { country: 'BGX' }, 'a key of countries', 'did you mean BGR?', { key: 'BGX' }],
  ],
  repression_totals: [
    ['through-2020', { through: '0020' }, 'a date of the calendar', inSchema],
    ['through-2020', { chinaShare: -1 }, 'at least 0', inSchema],
  ],
  repression_states: [
    ['china', { state: null }, 'text', 'write text'],
    [
      'china',
      { end: '2013' },
      'a start that is not after the end',
      'swap or fix the dates',
      { field: 'start, end', found: '["2014","2013"]' },
    ],
  ],
  corrections: [
    [
      'wenzhou-note',
      { cells: ['operator/wenzhou/province'] },
      /^a cell of one of sources, claims, /,
      'did you mean operators?',
    ],
    [
      'wenzhou-note',
      { cells: ['operators/wenzhou/provinces'] },
      'a column of operators, or * for a row that was removed',
      'did you mean province?',
    ],
    ['wenzhou-note', { cells: ['operators/wenzou/province'] }, 'a key of operators', 'did you mean wenzhou?'],
    [
      'wenzhou-note',
      { cells: ['operators/wenzhou/*'] },
      'no row wenzhou in operators, as * says that it was removed',
      'name the column that changed',
    ],
    [
      'wenzhou-note',
      { cells: ['wenzhou/province'] },
      'table/row/column',
      inSchema,
      { field: 'cells.0', found: '"wenzhou/province"' },
    ],
    ['wenzhou-note', { cells: [] }, 'at least one value that changed', inSchema],
    ['wenzhou-note', { date: '2026-11' }, 'YYYY-MM-DD', inSchema],
  ],
  article_check: [
    ['article-01', { verdict: 'false' }, /^one of imprecise, /, /list|did you mean/],
    [
      'article-01',
      { claims: ['scale-01', 'scale-0x'] },
      'a key of claims',
      /^did you mean scale-\d+\?$/,
      { found: '"scale-0x"' },
    ],
  ],
};

const misspelt = faultOfAll((rows, table) => {
  const column = columnsOf(table).at(-1) ?? '';
  const row = rowOf(rows, table, firstKey(table));
  row[`${column}x`] = row[column];
  delete row[column];
});
const ofAnotherType = faultOfAll((rows, table) =>
  rows.push(Object.fromEntries(columnsOf(table).map((column) => [column, { not: 'a value' }]))),
);
const empty = faultOfAll((rows) => rows.push({}));
const noObject = faultOfAll((rows: unknown[]) => rows.push('a text', null, [1]));

describe.each(tableNames)('a bad row in %s', (table) => {
  const key = firstKey(table);
  const columns = columnsOf(table);
  const inTable = ({ problems }: ProblemsError) => problems.filter(({ file }) => file === `data/${table}.json`);

  test.each(
    breakages[table].map(([where, change, expected, fix, other = {}]) => {
      const rowKey = where === first ? key : where;
      const [field = '', value] = typeof change === 'function' ? [] : (Object.entries(change)[0] ?? []);
      const found = quoteValue(Array.isArray(value) && value.length === 1 ? value[0] : value);
      const edit = (rows: LooseRow[]) => Object.assign(rowOf(rows, table, rowKey), change);
      return {
        edit: typeof change === 'function' ? change : edit,
        where: new RegExp(`^row \\d+ \\(${other.key ?? rowKey}\\)$`),
        field,
        found,
        expected,
        fix: fix === inSchema ? `see the column ${other.field ?? field} in data/schema/${table}.schema.json` : fix,
        ...other,
      };
    }),
  )('is reported: $field is $found, expected is $expected', ({ edit, key: _, ...problem }) => {
    expectProblem(faultOf(filesWithBroken(table, edit)), { file: `data/${table}.json`, ...problem });
  });

  test('is reported by its place and key when a column is misspelt, with the column that was meant', () => {
    const column = columns.at(-1) ?? '';
    const value = quoteValue(someRows(table)[0]?.[column]);
    expectProblem(misspelt, {
      file: `data/${table}.json`,
      where: `row 1 (${key})`,
      field: `${column}x`,
      found: value,
      expected: 'a column of this table',
      fix: `did you mean ${column}?; columns: ${columns.join(', ')}`,
    });
    expectProblem(misspelt, {
      file: `data/${table}.json`,
      where: `row 1 (${key})`,
      field: column,
      found: 'nothing',
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
    const [file, where, found] = [`data/${table}.json`, `row ${someRows(table).length + 1}`, '{"not":"a value"}'];
    for (const field of columns) expectProblem(ofAnotherType, { file, where, field, found });
    expect(inTable(ofAnotherType)).toHaveLength(columns.length);
  });

  test('is reported for every column that is missing, in one run', () => {
    const reported = inTable(empty);
    expect(reported.map(({ field }) => field).sort()).toEqual([...columns].sort());
    for (const { where, found } of reported)
      expect([where, found]).toEqual([`row ${someRows(table).length + 1}`, 'nothing']);
  });

  test('is reported when it is no object at all', () => {
    const count = someRows(table).length;
    for (const [index, found] of ['"a text"', 'null', '[1]'].entries())
      expectProblem(noObject, {
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
    const error = faultOfAll((rows) => rows.push({ ...rows.shift(), nonsense: 1 }));
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
      field: 'country',
      found: '"QQQ"',
      expected: 'a key of countries',
      fix: 'add a row with this key to data/countries.json, or write one of its keys',
    });
  });

  test('are reported in words that say file, row, field, value, what was expected and how to fix it', () => {
    expect(faultOf(filesWith({ stations: set('stations', cityStation, 'count', 0) })).message).toBe(
      `The dataset has errors: 1 problem\n\ndata/stations.json:1, row ${currentRows('stations').findIndex((row) => row['id'] === cityStation) + 1} (${cityStation}), count\n` +
        '    found:    0\n    expected: at least 1\n    to fix:  see the column count in data/schema/stations.schema.json\n',
    );
  });

  test('name every column that points to another table', () => {
    const key = 'no-such-row-anywhere';
    const pointing = (table: TableName) =>
      Object.entries(tables[table].row.shape).flatMap(([column, schema]) => (referencedTable(schema) ? [column] : []));
    const error = faultOfAll(([row = {}], table) => {
      for (const column of pointing(table)) row[column] = Array.isArray(row[column]) ? [key] : key;
    });
    for (const table of tableNames)
      for (const field of pointing(table))
        expectProblem(error, {
          file: `data/${table}.json`,
          where: /^row 1 /,
          field,
          found: `"${key}"`,
          expected: /^a key of [a-z_]+$/,
        });
  });
});

describe('a correction', () => {
  const problems = (edits: Parameters<typeof filesWith>[0], sample: LooseRow = {}) =>
    faultOf(
      filesWith({ ...edits, corrections: (rows) => rows.push({ ...samples.corrections, ...sample }) }),
    ).problems.map(({ file, field }) => [file, field]);

  test('of a row that has a fault of its own is not reported as well', () => {
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
  const withFile = (file: string, text: string) => currentFiles().set(file, text);

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
      fix: /edition\.schema/,
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
