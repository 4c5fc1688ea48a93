/** The answer travels with the claim: every record with answers shows them wherever the built site shows the record. */
import { describe, expect, test } from 'vitest';
import { answersTo } from '../../src/dataset/answers.ts';
import { dataset } from '../../src/dataset/current.ts';
import { siteIn } from '../../src/story/site.ts';
import { pagePaths, readPage } from '../helpers/built-site.ts';
import { chapterIds } from '../helpers/chapters.ts';

const answered = dataset.tables.claims
  .map((claim) => ({ id: claim.id, answers: answersTo(dataset, claim.id).map((answer) => answer.row.id) }))
  .filter((claim) => claim.answers.length > 0);
const chapters = ['', ...chapterIds.map((id) => `${id}/`)];

/** The HTML of an element with this id, up to the next element of the same kind: enough to look for what it holds. */
const part = (page: string, start: string, end: string) => {
  const from = page.indexOf(start);
  if (from < 0) return undefined;
  const to = page.indexOf(end, from + start.length);
  return page.slice(from, to < 0 ? undefined : to);
};

/** Whether a piece of a page links a record: by its note on the page, its own page, or its place in the list of records. */
const leadsTo = (html: string, id: string) =>
  [`"#note-${id}"`, `claims/${id}/"`, `claims/#${id}"`].some((address) => html.includes(address));

test('there are claims with answers to look for', () => {
  expect(answered.length).toBeGreaterThan(15);
});

describe('notes', () => {
  test.each(chapters)('of /%s name every answer to what they tell', (path) => {
    const page = readPage(path);
    let seen = 0;
    for (const { id, answers } of answered) {
      const note = part(page, `<li id="note-${id}"`, '<li id="note-');
      if (note === undefined) continue;
      seen += 1;
      for (const answer of answers) expect(leadsTo(note, answer), `${answer} in the note of ${id}`).toBe(true);
    }
    // The last chapter cites the answers themselves.
    if (path !== 'answers/') expect(seen, 'notes with answers').toBeGreaterThan(0);
  });
});

describe('charts', () => {
  const site = siteIn('en');
  const pages = pagePaths().filter((path) => readPage(path).includes('<figure class="chart '));
  const inTexts = [...site.charts.keys()].filter((id) =>
    pages.some((path) => readPage(path).includes(`<figure class="chart content" id="chart-${id}"`)),
  );

  test('stand in texts, and others only on their own pages (take-away.test.ts)', () =>
    expect(inTexts.length).toBeGreaterThan(10));

  test.each(inTexts)('%s shows an answer openly and all of them below, wherever it stands', (id) => {
    const ids = new Set(
      site.charts.get(id)?.chart.claims.flatMap((claim) => answersTo(dataset, claim).map((answer) => answer.row.id)),
    );
    const figures = pages.flatMap(
      (path) => part(readPage(path), `<figure class="chart content" id="chart-${id}"`, '</figure>') ?? [],
    );
    expect(figures.length).toBeGreaterThan(0);
    for (const figure of figures) {
      expect(figure.includes('class="chart__answer"')).toBe(ids.size > 0);
      for (const answer of ids) expect(leadsTo(figure, answer), answer).toBe(true);
    }
  });
});

test('the page of records links every claim with its answers and every answer with what it answers', () => {
  const page = readPage('claims/');
  for (const { id, answers } of answered) {
    const record = part(page, `id="${id}"`, '<li id="');
    expect(record, id).toBeDefined();
    for (const answer of answers) expect(record, `${answer} at ${id}`).toContain(`#${answer}"`);
    for (const answer of answers)
      expect(part(page, `id="${answer}"`, '<li id="'), `${id} at ${answer}`).toContain(`#${id}"`);
  }
});

test('an answer stands in full under the first picture of a text, and in a line of its own under every other', () => {
  const site = siteIn('en');
  const short = new Set<string>();
  for (const path of chapters) {
    const seen = new Set<string>();
    const figures = readPage(path).match(/<figure class="chart content"[\s\S]*?<\/figure>/g) ?? [];
    for (const figure of figures) {
      const chart = /id="chart-([a-z0-9-]+)"/.exec(figure)?.[1] ?? '';
      const answer = site.charts.get(chart)?.words.answer;
      if (answer === undefined) continue;
      const line = part(figure, '<p class="chart__answer"', '</p>')?.replaceAll('\u00a0', ' ') ?? '';
      const isShort = line.includes(site.shortAnswers.text(answer).replaceAll('\u00a0', ' '));
      expect(isShort, `${answer} at ${chart} in ${path}`).toBe(seen.has(answer));
      expect(line, 'who answers').toMatch(/:/);
      expect(line).toContain(`claims/${answer}/"`);
      if (isShort) short.add(answer);
      seen.add(answer);
    }
  }
  expect(short.size, 'answers that stand twice in a chapter').toBeGreaterThan(0);
});
