/** A small dataset and small lists, for tests of the fact-checker that do not move when the records do. */
import { type Dataset, datasetOf as datasetFrom, withCells } from '../../src/dataset/dataset.ts';
import { type Row, type TableName, tableNames } from '../../src/dataset/schema.ts';
import { checkFacts } from '../../src/fact-check/check.ts';
import type { CheckedText, EditorsLists, FactReport, Finding } from '../../src/fact-check/types.ts';
import { siteInput } from '../../src/pages/_facts/read-input.ts';

type Loose = Partial<Record<TableName, readonly Record<string, unknown>[]>>;

export const claim = (id: string, more: Partial<Row<'claims'>>): Record<string, unknown> => ({
  id,
  topic: 'scale',
  kind: 'fact',
  status: 'confirmed',
  statement: 'A statement.',
  value: null,
  unit: null,
  valuePrecision: null,
  date: null,
  datePrecision: 'none',
  periodStart: null,
  periodEnd: null,
  claimant: 'Example Ministry',
  answers: [],
  timeline: null,
  confidence: 'high',
  basis: 'source',
  sources: ['source-1'],
  note: null,
  ...more,
});
export const response = (id: string, more: Partial<Row<'responses'>>): Record<string, unknown> => ({
  id,
  actorCountry: null,
  actor: 'Example police',
  body: null,
  about: [],
  type: 'statement',
  date: '2023-06',
  datePrecision: 'month',
  summary: 'A summary.',
  aboutStations: true,
  answers: [],
  confidence: 'high',
  sources: ['source-1'],
  note: null,
  ...more,
});
export const figure = (
  claimId: string,
  value: number,
  unit: string,
  precision = 'exact',
  number = 1,
): Record<string, unknown> => ({
  id: `${claimId}-figure-${number}`,
  claim: claimId,
  value,
  unit,
  precision,
});

export const standard: Loose = {
  sources: [
    { id: 'source-1', title: 'Headline', publisher: 'Example Times', carriedBy: null, supports: null, language: 'en' },
  ],
  countries: [{ id: 'ITA', name: 'Italy', continent: 'Europe' }],
  places: [{ id: 'ita-prato', name: 'Prato', country: 'ITA' }],
  people: [
    {
      id: 'anna-example',
      name: 'Anna Example',
      forms: ['Example'],
      role: 'Interior minister',
      reason: 'minister',
      sources: ['source-1'],
    },
    { id: 'li-wei', name: 'Li Wei', forms: ['Li'], role: 'Spokesperson', reason: 'official', sources: ['source-1'] },
  ],
  claims: [
    claim('list-1', {
      kind: 'claim',
      status: 'reported',
      statement: 'The first report lists 54 stations in 30 countries.',
      value: 54,
      unit: 'stations',
      valuePrecision: 'exact',
      date: '2022-09-12',
      claimant: 'Example Watch',
    }),
    claim('list-2', {
      kind: 'claim',
      status: 'disputed',
      statement: 'The second report brings the total to at least 102 stations in 53 countries.',
      value: 102,
      unit: 'stations',
      valuePrecision: 'at-least',
      date: '2022-12-05',
      claimant: 'Example Watch',
    }),
    claim('desk', {
      statement:
        'The minister says that the desk in Prato, opened in March 2022, had eleven requests in three weeks, as Li Wei told her.',
      value: 11,
      unit: 'requests',
      valuePrecision: 'exact',
      date: '2022-12-07',
      claimant: 'Anna Example',
    }),
    claim('law', { statement: 'Article 4 of the convention asks for consent.', date: '1963-04-24' }),
    claim('team', {
      statement: 'A team of about 70 people took part; 64% came back.',
      value: 70,
      unit: 'people',
      valuePrecision: 'about',
      date: '2021',
    }),
    claim('hunt', {
      statement: 'The ministry gave more than 9,000 people and 4.9 million yuan between 2016 and 2019.',
      value: 9000,
      unit: 'people',
      valuePrecision: 'more-than',
      periodStart: '2016',
      periodEnd: '2019',
    }),
    claim('shares', {
      statement: 'Of 40 people 20 were persuaded and 13,961 asked.',
      value: 40,
      unit: 'people',
      valuePrecision: 'exact',
      date: '2018',
    }),
    claim('gone', {
      kind: 'denial',
      status: 'reported',
      statement: 'There are no such stations.',
      date: '2022-12-22',
      claimant: 'Li Wei, foreign ministry of Exampleland',
    }),
  ],
  claim_figures: [
    figure('list-1', 30, 'countries'),
    figure('list-2', 53, 'countries'),
    figure('desk', 3, 'weeks'),
    figure('team', 64, '% of those asked'),
    figure('hunt', 4.9, 'million yuan'),
    figure('shares', 20, 'people persuaded'),
    figure('shares', 13961, 'people asked', 'exact', 2),
  ],
  responses: [
    response('visit', { summary: 'Police said that several dozen renewals were found at two sites.', date: '2023-06' }),
  ],
  response_figures: [{ id: 'visit-figure-1', response: 'visit', value: 2, unit: 'sites', precision: 'exact' }],
};

/** A dataset of these tables; the others are empty. */
export const datasetOf = (loose: Loose): Dataset =>
  datasetFrom(
    {
      version: '1.0.0',
      date: '2026-11-23',
      title: 'Records',
      licence: { id: 'CC-BY-4.0', name: 'Licence', url: 'https://example.org/' },
      credits: [{ what: 'Shapes', who: 'Earth Example', licence: 'Public domain', url: 'https://example.org/' }],
    },
    Object.fromEntries(tableNames.map((name) => [name, loose[name] ?? []])) as unknown as Dataset['tables'],
  );

/** The standard dataset with one row of a table changed. */
export const changed = (table: TableName, id: string, change: Record<string, unknown>): Dataset =>
  withCells(datasetOf(standard), table, id, change);

export const lists: EditorsLists = {
  language: 'en',
  loadedWords: [
    {
      words: ['proved', 'proven', 'illegal*', 'secret'],
      except: [],
      reason: 'nothing here has been.',
      evenAttributed: false,
      line: 1,
    },
    { words: ['regime'], except: [], reason: 'a word of opponents.', evenAttributed: true, line: 2 },
  ],
  standingTerms: [{ term: '110 Overseas', reason: 'a title', line: 1 }],
  names: {
    places: [{ of: 'Italy', forms: ['Italian'] }],
    groups: [{ reason: 'campaigns', names: ['Fox Hunt', 'Example Watch', 'Exampleland'], cited: false, line: 1 }],
    marks: ['Ministry', 'Police', 'Convention'],
    titles: ['minister', 'owner', 'mayor'],
    particles: ['von', 'der', 'van', 'de'],
    ordinary:
      'Chinese English Abroad Monday Wednesday January February March April May June July August September October November December'.split(
        ' ',
      ),
    speech: ['said', 'says', 'wrote', 'told', 'denied'],
  },
  quotations: [],
  attribution: {
    phrases: ['according to', 'reported*', 'list', 'listed', 'listing*'],
    bodies: ['minister', 'ministry', 'police', 'group'],
    forms: [
      { of: 'Example Watch', forms: ['the group', 'the list'] },
      { of: 'foreign ministry', forms: ['the ministry'] },
    ],
  },
};

/** Checks Markdown as if it were a chapter. */
export function check(
  text: string,
  more: {
    dataset?: Dataset;
    previous?: Dataset;
    lists?: EditorsLists;
    texts?: readonly CheckedText[];
    whole?: boolean;
  } = {},
): FactReport {
  const own: CheckedText = {
    file: 'content/en/chapters/example.md',
    line: 10,
    form: 'markdown',
    text,
    cites: [],
    strict: true,
  };
  return checkFacts(
    siteInput(more.dataset ?? datasetOf(standard), more.lists ?? lists, more.texts ?? [own], {
      previous: more.previous,
      partial: !more.whole,
    }),
  );
}

export const errors = (report: FactReport): readonly Finding[] =>
  report.findings.filter((finding) => finding.level === 'error');
/** What the checker reports of a text, in short: `rule: token`. */
export const reported = (report: FactReport): string[] =>
  errors(report).map((finding) => `${finding.rule}: ${finding.token}`);
