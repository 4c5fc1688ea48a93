/** The fact-checker: planted errors of each kind fail with a message that helps; clean text passes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dataset as current } from '../../src/dataset/current.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';
import { tracedStations } from '../../src/dataset/derived.ts';
import { parseDataset } from '../../src/dataset/parse.ts';
import type { Problem } from '../../src/dataset/problems.ts';
import { citedIn } from '../../src/fact-check/blocks.ts';
import { checkFacts } from '../../src/fact-check/check.ts';
import { english } from '../../src/fact-check/english/index.ts';
import { personalDetails } from '../../src/fact-check/names.ts';
import { figures, letters } from '../../src/fact-check/spans.ts';
import { readLists } from '../../src/pages/_facts/lists.ts';
import { siteInput, typedFiles } from '../../src/pages/_facts/read-input.ts';
import { contentTexts, messageWords, recordTexts } from '../../src/pages/_facts/texts.ts';
import { withRows } from '../helpers/changed-charts.ts';
import { currentFiles } from '../helpers/data-files.ts';
import { changed, check, claim, datasetOf, errors, figure, lists, reported, standard } from '../helpers/facts.ts';
import { hostileTexts } from '../helpers/hostile.ts';
import { rendered } from '../helpers/markdown.ts';
import { holdsFor } from '../helpers/property.ts';

/** The one error of a text. */
function onlyError(report: ReturnType<typeof check>) {
  const found = errors(report);
  expect(found.map((finding) => `${finding.rule}: ${finding.message}`)).toHaveLength(1);
  const [finding] = found;
  if (!finding) throw new Error('no finding');
  return finding;
}

describe('clean text passes', () => {
  test.each([
    'The group listed 54 stations in 30 countries on 12 September 2022.[^list-1]',
    'The group listed fifty-four stations in thirty countries.[^list-1]',
    'By 5 December 2022 the group had listed at least 102 in 53 countries.[^list-2]',
    'In December 2022 the minister said that a desk in Prato had eleven requests in three weeks.[^desk]',
    'The minister said so on Wednesday 7 December 2022.[^desk]',
    'It had opened in March 2022, the minister said.[^desk]',
    'About 70 people took part, the ministry wrote.[^team] Of them 64% came back.[^team]',
    'Some 70 people took part.[^team]',
    'The ministry gave more than 9,000 people for 2016 to 2019, and 4.9 million yuan.[^hunt]',
    'Half of the 40 people were persuaded.[^shares] Nearly 14,000 had been asked.[^shares]',
    'Several dozen renewals were found at two sites, police said in June 2023.[^visit]',
    'Under article 4 consent is needed.[^law]',
    'One of them said that no one knew. He was first in Italy, and said so once, at first.[^desk]',
    'The second report followed on 5 December 2022, three months after the first, the group said.[^list-1][^list-2]',
    'The report *110 Overseas* came first, the group said.[^list-1]',
    'China’s ministry denied it on 22 December 2022.[^gone] Fox Hunt is another matter.[^hunt]',
    'The "secret regime", as the group wrote, was listed.[^list-1]',
    'The group listed 54 stations.[^list-1] No illegal act was proved.[^desk]',
    'Police found:[^visit]\n\n- two sites;\n- several dozen renewals.',
    'Anna Example, the interior minister, said that Li Wei had told her.[^desk]',
    'All but 20 of the 40 people were persuaded.[^shares]',
    '20 of the 40 people, exactly 50%, were persuaded.[^shares]',
    'The group listed 54 stations, then at least 102, 48 more.[^list-1][^list-2]',
    'At least 102 stations in 53 countries, 23 more than in the first report, the group said.[^list-1][^list-2]',
    'The winter was not over when the minister said so.[^desk]',
    'A paragraph that says nothing much about anything.',
  ])('%s', (text) => expect(reported(check(text))).toEqual([]));

  test('with headings, asides, links, foreign words and two lines of a paragraph', () => {
    const text =
      '## Fifty-four stations {#listed}\n\nThe group [listed](/scale/) 54 stations\nin 30 countries.[^list-1] {#one}\n\n:::aside Eleven requests {#box}\nA desk in Prato ([警侨驿站]{lang=zh}) had eleven requests, the minister said.[^desk] {#two}\n:::\n';
    expect(reported(check(text))).toEqual([]);
  });
});

describe('numbers', () => {
  test('a wrong number names file, line, sentence, nearest value and fix', () => {
    const finding = onlyError(check('Nothing here.\n\nThe group listed 55 stations in 30 countries.[^list-1] {#a}'));
    expect(finding).toMatchObject({
      rule: 'number',
      file: 'content/en/chapters/example.md',
      line: 12,
      token: '55',
      sentence: 'The group listed 55 stations in 30 countries.',
    });
    expect(finding.message).toBe('No record that these words cite supports "55".');
    expect(finding.nearest[0]).toEqual({ record: 'list-1', shown: '54 stations' });
    expect(finding.fix).toContain('nearest: 54 stations, list-1');
  });

  test('names the record that would support it', () => {
    expect(onlyError(check('The group listed 54 stations, and 53 countries.[^list-1]')).fix).toContain(
      'or cite list-2',
    );
  });

  test.each([
    ['number words', 'The group listed fifty-five stations.[^list-1]', 'fifty-five'],
    ['a number word under ten', 'Police said that they were at three sites.[^visit]', 'three'],
    ['a decimal', 'The ministry gave 4.8 million yuan.[^hunt]', '4.8 million'],
    ['a percentage', 'The ministry wrote that 65% came back.[^team]', '65%'],
    ['a share that two printed numbers do not have', '20 of the 40 people, or 60%, were persuaded.[^shares]', '60%'],
    [
      'a difference in the other direction',
      'At least 102 stations in 53 countries, 23 fewer than before, the group said.[^list-1][^list-2]',
      '23',
    ],
    [
      'a difference',
      'At least 102 stations in 53 countries, 25 more than before, the group said.[^list-1][^list-2]',
      '25',
    ],
    ['a rest', 'All but 30 of the 40 people were persuaded.[^shares]', '30'],
    ['a percentage for a count', 'The ministry wrote that 70% took part.[^team]', '70%'],
    ['a fraction', 'A third of the 40 people were persuaded.[^shares]', 'A third'],
    ['a false rounding', 'Nearly 15,000 were asked.[^shares]', '15,000'],
    ['a vague quantity', 'Several hundred renewals were found, police said.[^visit]', 'Several hundred'],
    ['an ordinal', 'The third report came later, the group said.[^list-2]', 'third'],
    ['an article', 'Under article 5 consent is needed.[^law]', 'article 5'],
    ['an article of several', 'Under articles 4 and 6 consent is needed.[^law]', 'articles 4 and 6'],
    ['a code', 'Example Watch said so at the G21.[^list-1]', 'G21'],
    ['an interval', 'The minister answered four days later.[^desk]', 'four'],
    ['a number in a heading', '## Fifty-five stations {#a}\n\nThe group listed 54.[^list-1]', 'Fifty-five'],
    ['a number in a list item', 'Police found:[^visit]\n\n- three sites;\n- several dozen renewals.', 'three'],
  ])('%s that no record supports fails', (_, text, token) =>
    expect(reported(check(text))).toEqual([`number: ${token}`]),
  );

  test('a dozen is a number where words say on which side of it the count lies', () => {
    const dataset = changed('claims', 'desk', { value: 14, statement: 'Fourteen requests, the minister says.' });
    expect(reported(check('The desk had more than a dozen requests, the minister said.[^desk]', { dataset }))).toEqual(
      [],
    );
    expect(reported(check('The desk had more than a dozen requests, the minister said.[^desk]'))).toEqual([
      'number: a dozen',
    ]);
  });

  test('a number of another paragraph’s record fails', () => {
    expect(
      reported(
        check(
          'The group listed 54.[^list-1]\n\nIn 53 countries, the group said.[^list-1]\n\nThere were 53, the group said.[^list-2]',
        ),
      ),
    ).toEqual(['number: 53']);
  });

  test('a number that only the words of a record have is a notice, and says which row to add', () => {
    const report = check('The desk had eleven requests, the minister said, in four rooms.[^desk]', {
      dataset: changed('claims', 'desk', { statement: 'Eleven requests in three weeks in four rooms.' }),
    });
    expect(reported(report)).toEqual([]);
    const notice = report.findings.find((finding) => finding.level === 'notice');
    expect(notice?.message).toBe('"four" is supported only by the words of desk, not by a value of its own.');
    expect(notice?.fix).toContain('data/claim_figures.json');
  });

  test('the words of a row that contradict its value support nothing, and the row is a finding', () => {
    const dataset = changed('claims', 'desk', { value: 12 });
    const report = check('The desk had eleven requests, the minister said.[^desk]', { dataset });
    expect(reported(report).sort()).toEqual(['number: eleven', 'record: eleven']);
    expect(errors(report).find((finding) => finding.rule === 'record')).toMatchObject({
      file: 'data/claims.json',
      field: 'desk, value',
      message: 'The row has 12 requests; its own words say "eleven requests in".',
    });
  });

  test('a row whose words give another number of what its value counts is a finding', () => {
    const dataset = datasetOf({
      ...standard,
      claim_figures: [
        ...(standard.claim_figures ?? []).filter((row) => row['id'] !== 'list-1-figure-1'),
        figure('list-1', 31, 'countries'),
        figure('list-1', 30, 'cities', 'exact', 2),
      ],
    });
    expect(reported(check('The group listed 54 stations.[^list-1]', { dataset: dataset }))).toEqual(['record: 30']);
  });
});

describe('qualifiers', () => {
  test.each([
    [
      'none for a least count',
      'By then 102 were listed, the group said.[^list-2]',
      '"102" is printed without a qualifier; list-2 has at least 102 stations.',
    ],
    [
      'the wrong one',
      'The group listed more than 102.[^list-2]',
      '"102" is printed with "more than"; list-2 has at least 102 stations.',
    ],
    [
      'one for an exact count',
      'The group listed at least 54.[^list-1]',
      '"54" is printed with "at least"; list-1 has 54 stations exactly.',
    ],
    [
      'none for a rounded count',
      'Among 70 people, the ministry wrote.[^team]',
      '"70" is printed without a qualifier; team has about 70 people.',
    ],
    [
      'none for a threshold',
      'The ministry gave 9,000.[^hunt]',
      '"9,000" is printed without a qualifier; hunt has more than 9,000 people.',
    ],
  ])('%s', (_, text, message) => {
    const finding = onlyError(check(text));
    expect(finding.rule).toBe('qualifier');
    expect(finding.message).toBe(message);
    expect(finding.fix).toContain('Write the qualifier of the record');
  });
});

describe('dates', () => {
  test('a day off by one', () => {
    const finding = onlyError(check('The group listed 54 on 13 September 2022.[^list-1]'));
    expect(finding).toMatchObject({
      rule: 'date',
      token: '13 September 2022',
      message: 'No record that these words cite has the date "13 September 2022".',
    });
    expect(finding.nearest[0]).toEqual({ record: 'list-1', shown: '12 September 2022' });
  });

  test.each([
    ['a wrong month', 'In October 2022 the group listed 54.[^list-1]', 'October 2022'],
    ['a month for a year', 'In May 2021 about 70 took part.[^team]', 'May 2021'],
    ['a wrong year', 'In 2023 the group listed 54.[^list-1]', '2023'],
    ['a range', 'The ministry gave more than 9,000 for 2016–2018.[^hunt]', '2018'],
    ['a day without a year', 'On 13 September the group listed 54.[^list-1]', '13 September'],
    ['a season', 'In spring 2022 the group listed 54.[^list-1]', 'spring 2022'],
    ['a weekday', 'The minister said so on Monday 7 December 2022.[^desk]', 'Monday 7 December 2022'],
  ])('%s fails', (_, text, token) => expect(reported(check(text))).toEqual([`date: ${token}`]));

  test('a month is supported by a day in it, a year by a month, a season by a month, never the other way', () => {
    expect(reported(check('In autumn 2022, in September, in 2022, the group listed 54.[^list-1]'))).toEqual([]);
    expect(reported(check('On 3 June 2023 police said so.[^visit]'))).toEqual(['date: 3 June 2023']);
  });
});

describe('who says it', () => {
  test('a claim reported as if it were known', () => {
    const finding = onlyError(check('There are 54 stations in 30 countries.[^list-1]'));
    expect(finding).toMatchObject({
      rule: 'attribution',
      token: '[^list-1]',
      message: 'The sentence reports what Example Watch says (list-1) without saying who says it.',
    });
    expect(finding.fix).toContain('according to Example Watch');
  });

  test.each([
    'Example Watch has 54 stations.[^list-1]',
    'On the list are 54 stations.[^list-1]',
    'The group published its report. It has 54 stations.[^list-1]',
    'There are no such stations, Li holds.[^gone]',
    'A documented fact needs nobody: eleven requests came.[^desk]',
  ])('%s', (text) => expect(reported(check(text))).toEqual([]));

  test('in a sentence of another reference, or after one, is too far away', () => {
    expect(reported(check('The group said much.[^desk] It rained.[^desk] There were 54 stations.[^list-1]'))).toEqual([
      'attribution: [^list-1]',
    ]);
  });

  test('loaded words in our own voice fail with the editors’ reason', () => {
    const finding = onlyError(check('The secret desk had eleven requests.[^desk]'));
    expect(finding).toMatchObject({
      rule: 'loaded-word',
      token: 'secret',
      message: '"secret" in our own voice: nothing here has been.',
    });
  });

  test.each([
    ['attributed', 'The minister said that the desk was illegal.[^desk]', []],
    ['quoted', 'It was called “illegal” there.', []],
    ['denied', 'Nothing illegal was found.', []],
    ['doubted', 'It would be bad if proven.', []],
    ['a word that no attribution excuses', 'The minister said that the regime did it.[^desk]', ['loaded-word: regime']],
  ])('%s', (_, text, expected) => expect(reported(check(text))).toEqual(expected));
});

describe('without a reference', () => {
  test.each([
    ['a number', 'There were 54 of them.', 'uncited: 54'],
    ['a date', 'It began in September 2022.', 'uncited: September 2022'],
    ['a person', 'So thought Anna Example.', 'uncited: Anna Example'],
    ['a place', 'A desk stood in Prato.', 'uncited: Prato'],
  ])('%s fails', (_, text, expected) => {
    const report = check(text);
    expect(reported(report)).toEqual([expected]);
    expect(errors(report)[0]?.fix).toContain('Cite the record');
  });
});

describe('people and places', () => {
  test.each([
    ['two words', 'The desk was run by Carlo Rossi, the minister said.[^desk]', 'Carlo Rossi'],
    ['three words with a particle', 'The minister told Maria von der Heide.[^desk]', 'Maria von der Heide'],
    ['a title', 'The minister met owner Rossi.[^desk]', 'Rossi'],
    ['somebody who speaks', 'Rossi denied it, the minister said.[^desk]', 'Rossi'],
    ['another with a listed surname', 'The minister met Carlo Example.[^desk]', 'Carlo Example'],
    ['one unknown word', 'The minister named it after Rossi.[^desk]', 'Rossi'],
    ['initials', 'The minister met J. Rossi.[^desk]', 'Rossi'],
  ])('%s', (_, text, token) => {
    const finding = errors(check(text)).find((candidate) => candidate.rule === 'person');
    expect(finding?.token).toContain(token);
    expect(finding?.fix).toContain('data/people.json');
  });

  test('records are read too', () => {
    const dataset = changed('claims', 'desk', { note: 'Run by Carlo Rossi of Prato.' });
    const rows = dataset.tables.claims.map((row) => JSON.stringify(row)).join(',\n');
    const report = check('', {
      dataset,
      texts: recordTexts(dataset, new Map([['claims.json', `{"rows": [${rows}]}`]])),
    });
    expect(errors(report)).toMatchObject([
      { rule: 'person', token: 'Carlo Rossi', file: 'data/claims.json', line: 3, field: 'desk, note' },
    ]);
  });

  test.each([
    ['Via Roma 12', 'street'],
    ['12 Example Street', 'street'],
    ['107 East Broadway', 'street'],
    ['Damstraat 14', 'street'],
    ['14 rue de Paris', 'street'],
    ['1012 AB', 'postcode'],
    ['SW1A 1AA', 'postcode'],
    ['+39 0574 123456', 'telephone'],
    ['(212) 555-0123', 'telephone'],
    ['desk@example.org', 'email'],
  ])('%s is a detail', (text, what) => {
    expect(personalDetails(`It stood at ${text}, they said.`).map((detail) => detail.what)).toEqual([what]);
    expect(reported(check(`The minister said that it stood at ${text}.[^desk]`))).toContain(`personal-detail: ${text}`);
  });

  test.each([
    'in 2022 EU police said',
    'via La Nazione',
    'Downing the street',
    '2014-2016',
    'On 5 December 2022 102 stations',
    'number 37610/18',
    '1,335 of 14,000',
    'The Wall Street Journal',
  ])('%s is none', (text) => expect(personalDetails(text)).toEqual([]));
});

describe('exceptions', () => {
  test('with a reason leave their words alone, and are listed', () => {
    const report = check(
      '%% fact-check: ignore "55 stations" because the group misprinted it\nThe group listed 55 stations.[^list-1]',
    );
    expect(reported(report)).toEqual([]);
    expect(report.exceptions).toEqual([
      { file: 'content/en/chapters/example.md', line: 10, phrase: '55 stations', reason: 'the group misprinted it' },
    ]);
  });

  test('for a reference', () =>
    expect(
      reported(check('%% fact-check: ignore "[^list-1]" because the heading says it\nThere are 54 stations.[^list-1]')),
    ).toEqual([]));
  test('for a whole list', () =>
    expect(
      reported(
        check(
          'Police found:[^visit]\n\n%% fact-check: ignore "three sites" because it is so\n- three sites;\n- several dozen renewals.',
        ),
      ),
    ).toEqual([]));

  test('that no longer apply are errors', () => {
    const finding = onlyError(
      check('%% fact-check: ignore "54 stations" because it was wrong once\nThe group listed 54 stations.[^list-1]', {
        whole: true,
        lists: { ...lists, standingTerms: [] },
      }),
    );
    expect(finding).toMatchObject({
      rule: 'exception',
      line: 10,
      message: 'The exception "54 stations" no longer applies: without it there is no finding.',
    });
  });

  test('that cannot be read are errors', () => {
    expect(
      reported(
        check('%% fact-check: ignore 54\nThe group listed 54 stations.[^list-1]', {
          whole: true,
          lists: { ...lists, standingTerms: [] },
        }),
      ),
    ).toEqual(['exception: %% fact-check: ignore 54']);
  });

  test('standing terms that nothing needs are errors', () => {
    expect(reported(check('The group listed 54.[^list-1]', { whole: true }))).toEqual(['exception: 110 Overseas']);
  });

  test('are not printed', () => {
    const { html, problems } = rendered('One.\n%% a remark\n%% another\nTwo.\n\n- %% three\n');
    expect(html).not.toContain('%%');
    expect(html.match(/<p>/g)).toHaveLength(2);
    expect(problems).toEqual([]);
  });
});

describe('a changed row', () => {
  const text =
    'The group listed 54 stations in 30 countries.[^list-1] The total of 54 grew, the group said.[^list-1][^list-2]';
  const now = datasetOf({
    ...standard,
    claims: (standard.claims ?? []).map((row) =>
      row['id'] === 'list-1' ? { ...row, value: 55, statement: 'It lists 55 stations in 30 countries.' } : row,
    ),
    claim_figures: [
      ...(standard.claim_figures ?? []),
      figure('list-2', 54, 'stations of the first report', 'exact', 2),
    ],
  });
  const before = datasetOf({
    ...standard,
    claim_figures: [
      ...(standard.claim_figures ?? []),
      figure('list-2', 54, 'stations of the first report', 'exact', 2),
    ],
  });

  test('is found in every sentence that prints it', () => {
    const found = errors(check(text, { dataset: now, previous: before }));
    expect(found.filter((finding) => finding.token === '54')).toHaveLength(2);
    expect(found.map((finding) => finding.message).join('\n')).toContain(
      'claims/list-1 had 54 in the last edition and has 55 now',
    );
  });

  test('is reported without a record of something else that happens to have the old number', () => {
    const gone = datasetOf({
      ...standard,
      claims: (standard.claims ?? []).map((row) =>
        row['id'] === 'list-1' ? { ...row, value: 55, statement: 'It lists 55 stations in 30 countries.' } : row,
      ),
      claim_figures: [...(standard.claim_figures ?? []), figure('gone', 54, 'lamps', 'exact', 2)],
    });
    const finding = onlyError(
      check('The group listed 54 stations.[^list-1]', { dataset: gone, previous: datasetOf(standard) }),
    );
    expect(finding.message).toContain('claims/list-1 had 54 in the last edition and has 55 now');
    expect(finding.fix).toBe(
      'Write a value that the cited records have (nearest: 55 stations, list-1), or fix claims/list-1.',
    );
  });

  test('is reported by its own number, and no other number of the sentence is blamed', () => {
    const african = tracedStations(current).find((row) => current.get('countries', row.country).continent === 'Africa');
    const kenya = withRows('stations', (rows) =>
      rows.map((row) => (row.id === african?.id ? { ...row, count: row.count + 1 } : row)),
    );
    const text = 'The group listed 6 in Africa[^figure-traced-africa] and 8 in Asia.[^figure-traced-asia]';
    const numbers = (dataset: Dataset, previous?: Dataset) =>
      reported(check(text, previous ? { dataset, previous } : { dataset })).filter((finding) =>
        /^(?:number|changed-row):/.test(finding),
      );
    expect(numbers(current)).toEqual([]);
    expect(numbers(kenya)).toEqual(['number: 6']);
    expect(numbers(kenya, current)).toEqual(['number: 6']);
  });

  test('names what code works out by the step of the lesson, not by a row that nobody finds', () => {
    const lesson = {
      file: 'content/en/teach/example.md',
      line: 3,
      form: 'markdown' as const,
      text: 'There were 54 stations, the group said.',
      cites: ['list-1'],
    };
    const after = changed('claims', 'list-1', { value: 80, statement: 'It lists 80 stations in 30 countries.' });
    const report = check('', {
      dataset: after,
      previous: datasetOf(standard),
      texts: [{ ...lesson, given: [{ name: 'worked: closed', value: 54 }] }],
    });
    expect(onlyError(report).fix).toBe(
      'Fix the sentence, or fix claims/list-1 or the result of the worked step "closed" in this lesson: they no longer agree.',
    );
  });

  test('is no finding when it did not change', () =>
    expect(reported(check(text, { dataset: before, previous: before }))).toEqual([]));
});

describe('texts of files', () => {
  const files = new Map([
    ['content/en/pages/a.md', '---\ntitle: Fifty-four stations\nasOf: 2026-11\n---\n\nThe group listed 54.[^list-1]\n'],
    [
      'content/en/charts/c.md',
      '---\n# fact-check: ignore "two or more" because it is the limit\nheadline: "{count, plural, one {One} other {#}} stations and two or more"\nlabels: { half: "January to June {year}", n: "1st" }\n---\n\nAs the group listed.[^list-1]\n',
    ],
    ['content/en/glossary.yaml', '- id: a\n  term: "54"\n  definition: >-\n    The group listed 54.[^list-1]\n'],
    ['content/en/messages.yaml', 'site:\n  name: 99 stations\n'],
    ['content/en/fact-check/standing-terms.yaml', '- term: 77\n'],
  ]);
  const texts = contentTexts(
    files,
    'en',
    datasetOf(standard),
    new Map([['content/en/charts/c.md', { cites: ['list-2'], figures: [{ name: 'count', value: 5 }] }]]),
    [],
  );

  test('know their line and field, and what supports them', () => {
    expect(
      texts.map((text) => `${text.file}:${text.line} ${text.field ?? ''} ${text.cites.join(' ')}`.trimEnd()),
    ).toEqual([
      'content/en/pages/a.md:2 title list-1',
      'content/en/pages/a.md:5',
      'content/en/charts/c.md:3 headline list-1 list-2',
      'content/en/charts/c.md:4 labels.half list-1 list-2',
      'content/en/charts/c.md:6',
      'content/en/glossary.yaml:2 a.term list-1',
      'content/en/glossary.yaml:4 a.definition',
      'content/en/messages.yaml:2 site.name',
    ]);
  });

  test('are checked as such', () => {
    const report = check('', { texts });
    expect(reported(report)).toEqual(['uncited: 99']);
    expect(report.exceptions.map((exception) => exception.line)).toEqual([2]);
  });

  test('messages are read without their values', () => {
    expect(messageWords('{count, plural, one {One station} other {# stations}} in {country}')).toBe(
      '\ufffc stations in \ufffc',
    );
    expect(messageWords('a {broken message')).toBe('a {broken message');
    expect(citedIn('a[^b] c[^d][^b]')).toEqual(['b', 'd']);
  });
});

describe('English', () => {
  test.each([
    ['two hundred and one, twenty-one, a hundred, one million', [201, 21, 100, 1e6]],
    ['1,335 of 4.9 million, €3.5bn, 64%, 610-odd', [1335, 4.9e6, 3.5e9, 64, 610]],
    ['half, two thirds, a quarter of it', [0.5, 2 / 3, 0.25]],
    ['one of them, no one, once, twice, both', []],
    ['Chapter by chapter, May he may, March on', []],
  ])('%s', (text, expected) => expect(english.mentions(text).map((mention) => mention.value)).toEqual(expected));

  test.each([
    ['5 to 24 June 2017', ['2017-6-5', '2017-6-24']],
    ['28 May to 17 June 2018', ['2018-5-28', '2018-6-17']],
    ['September and December 2022; 26-27 October 2022', ['2022-9-', '2022-12-', '2022-10-26', '2022-10-27']],
    ['2016–2019, in 2014-2024', ['2016--', '2019--', '2014--', '2024--']],
    ['on 29 October; November 2, 2022; 2022-11-01', ['-10-29', '2022-11-2', '2022-11-1']],
  ])('%s', (text, expected) =>
    expect(
      english.mentions(text).map(({ date }) => `${date?.year ?? ''}-${date?.month ?? ''}-${date?.day ?? ''}`),
    ).toEqual(expected),
  );

  test('sentences end where they end', () => {
    const text =
      'He cited Liu v. Poland. “It is so,” he said. The U.S. court, of St. Louis, agreed (see No. 5). Why? 102 did!';
    expect(english.sentences(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'He cited Liu v. Poland.',
      '“It is so,” he said.',
      'The U.S. court, of St. Louis, agreed (see No. 5).',
      'Why?',
      '102 did!',
    ]);
  });
});

describe('nothing makes it crash', () => {
  const pieces = fc.oneof(
    fc.constantFrom(
      ...['[^list-1]', '[^list-2]', '[^nothing]', '54', '102', 'at least ', 'half ', 'a third of ', 'article 4'],
      ...[':::aside A {#a}\n', ':::\n', '::chart x\n', '## ', '- ', '| a |\n|-|\n', '\n\n', '. ', '“', '"', '‘', '’'],
      ...['%% fact-check: ignore "x" because y\n', '%% fact-check', '*', '[a](/b)', '[字]{lang=zh}', '{#k}', '\u00a0'],
      ...['Anna Example ', 'Carlo Rossi ', 'regime ', '\ufffc', '\u0000', '￿', '𝟙', '²', '٣', 'Ⅳ', '三', '½', 'G20'],
      ...['1.2.3', '1e9', '00:30', '−5', '-1', '1,2,3', 'one hundred and ', '9'.repeat(400), 'On 31 February 2022'],
      ...['NaN', 'Infinity', 'constructor', '__proto__'],
    ),
    fc.constantFrom(...hostileTexts),
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.string({ unit: 'grapheme' }),
    fc.string(),
    fc.lorem(),
  );
  const text = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));
  const form = fc.constantFrom('markdown', 'plain', 'record') as fc.Arbitrary<'markdown' | 'plain' | 'record'>;

  test('no text', () => {
    holdsFor(
      [text, form],
      (words, kind) => {
        const report = check('', {
          texts: [
            {
              file: 'a.md',
              line: 1,
              form: kind,
              text: words,
              cites: ['list-1', 'figure-x'],
              given: [
                { name: 'n', value: 5 },
                { name: 's', value: words },
              ],
            },
          ],
          previous: datasetOf(standard),
          whole: true,
        });
        for (const finding of report.findings) expect(finding.message.length * finding.fix.length).toBeGreaterThan(0);
        for (const mention of report.mentions) expect(mention.line).toBeGreaterThan(0);
      },
      400,
    );
  });

  test('no record', () => {
    holdsFor(
      [
        text,
        text,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom('stations', '% of all', 'billion yuan', '(odd)', ''),
      ],
      (statement, words, value, unit) => {
        const dataset = datasetOf({
          claims: [
            claim('list-1', {
              statement,
              note: words,
              claimant: words || 'x',
              value,
              unit,
              valuePrecision: 'exact',
              date: '2022-02-29',
            }),
          ],
        });
        check(`${words}[^list-1]`, { dataset });
      },
      200,
    );
  });

  test('no file', () => {
    holdsFor(
      [text, text],
      (front, body) => {
        const files = new Map([
          ['content/en/a.md', `---\n${front}\n---\n${body}`],
          ['content/en/b.yaml', front],
          ['content/en/charts/c.md', body],
        ]);
        const bad: Parameters<typeof contentTexts>[4] = [];
        check('', { texts: contentTexts(files, 'en', datasetOf({}), new Map(), bad) });
      },
      200,
    );
  });

  test('a long text takes no long time', () => {
    // Time of the processor: how busy the machine is makes no difference.
    const start = process.cpuUsage();
    check(
      `${'The group said that one, two or more than 54 stations in “x” were, on 5 December 2022, at A. '.repeat(400)}[^list-1]`,
    );
    check('a '.repeat(30_000));
    check('A'.repeat(30_000));
    check('1 '.repeat(10_000));
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
  });
});

describe('the site', () => {
  const dataset = parseDataset(currentFiles());
  const problems: Problem[] = [];
  const own = readLists(typedFiles(), 'en', problems);

  test('has lists that can be read', () => {
    expect(problems).toEqual([]);
    expect(own?.loadedWords.every((entry) => entry.reason.length > 10)).toBe(true);
  });

  test('has no letter or figure that patterns made of lists would not know as one, nor a sign that they would take for one', () => {
    const characters = new Set([...typedFiles().values(), ...currentFiles().values()].join(''));
    const known = [new RegExp(`[${letters}]`, 'u'), new RegExp(`[${figures}]`, 'u')] as const;
    const exact = [/\p{L}/u, /\p{N}/u] as const;
    expect(characters.size).toBeGreaterThan(100);
    for (const [index, pattern] of exact.entries())
      expect([...characters].filter((one) => pattern.test(one) !== known[index]?.test(one))).toEqual([]);
  });

  test('names nobody in its records who is not listed', () => {
    if (!own) throw new Error('no lists');
    const report = checkFacts(siteInput(dataset, own, recordTexts(dataset, currentFiles()), { partial: true }));
    expect(
      errors(report)
        .filter((finding) => finding.rule !== 'record')
        .map((finding) => `${finding.file}:${finding.line} ${finding.rule} "${finding.token}"`),
    ).toEqual([]);
  });

  test('has rows whose words support their values', () => {
    if (!own) throw new Error('no lists');
    const report = checkFacts(siteInput(dataset, own, [], { partial: true }));
    expect(errors(report).map((finding) => `${finding.field}: ${finding.message}`)).toEqual([]);
  });
});
