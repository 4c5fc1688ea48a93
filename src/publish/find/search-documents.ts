/** Everything that can be found, as the search page loads it: chapters by paragraph, claims, responses, countries, charts, terms, sources. The answer travels with each. */
import type { SearchDocument } from '../../browser/search/engine.ts';
import { type Answer, answersTo } from '../../dataset/answers.ts';
import type { Row } from '../../dataset/schema.ts';
import { chaptersIn } from '../../story/chapters.ts';
import { definitionOf, glossaryEntries } from '../../story/glossary.ts';
import { dated, sayingOf } from '../../story/notes.ts';
import { eventFacts } from '../../story/record-list.ts';
import type { Site } from '../../story/site.ts';
import { wordsOf } from '../../story/tree.ts';
import { typeset } from '../../words/typeset.ts';
import { answerRecord, chartRecord, plainSpaces } from '../chart/chart-record.ts';
import { claimants } from '../cite/works.ts';
import { countryLine } from '../country/index-list.ts';
import {
  chinaAnswer,
  countriesByName,
  countryPath,
  hereOf,
  listedSentence,
  namesOf,
  outcomeSentence,
} from '../country/words.ts';
import { paragraphs } from '../page/paragraphs.ts';
import { searchWords } from '../page/words.ts';

/** Kinds of documents; their names are in search.yaml. */
export const documentKinds = [
  'country',
  'chapter',
  'paragraph',
  'chart',
  'term',
  'claim',
  'response',
  'source',
] as const;

/** Separates facts on a line. */
const dot = ' · ';

/** Who answered any of the claims, first by name, and how many more did; undefined where nobody did. */
function answeredLine(
  site: Site,
  claims: readonly string[],
  named: ReadonlySet<string> = new Set(),
): string | undefined {
  const words = searchWords(site.language);
  const answers = [
    ...new Map(
      claims.flatMap((claim) => answersTo(site.dataset, claim)).map((answer) => [answer.row.id, answer]),
    ).values(),
  ].filter(({ row }) => !named.has(row.id));
  const [first] = answers;
  if (!first) return undefined;
  const { who, when } = answerRecord(first, site);
  const values = { who: dated(typeset(who), when), count: answers.length - 1 };
  return words.text(answers.length > 1 ? 'answeredMore' : 'answered', values);
}

function recordDocument(site: Site, record: Answer): SearchDocument {
  const words = searchWords(site.language);
  const { id, answers } = record.row;
  const { who, when, what, standing } = sayingOf(record, site);
  const answered = answeredLine(site, [id]);
  const [claim] = answers.map((target) => site.dataset.get('claims', target));
  const isClaim = record.table === 'claims';
  const facts = isClaim
    ? [words.text('recordAt', { id }), ...(answered ? [] : [words.text('unanswered')])]
    : eventFacts(record.row, site);
  const inAnswer =
    claim && words.text('inAnswer', { who: claim.claimant, status: site.messages.text(`claimStatus.${claim.status}`) });
  return {
    path: `claims/${id}/`,
    kind: isClaim ? 'claim' : 'response',
    title: dated(who, when),
    facts: [standing, ...facts].join(dot),
    text: what,
    answer: isClaim ? answered : inAnswer,
  };
}

function sourceDocument(site: Site, row: Row<'sources'>): SearchDocument {
  const { messages, format } = site;
  const named = row.titleKind !== 'not-seen';
  const foreign =
    named && row.titleKind !== 'described' && row.language !== null && row.language !== site.language
      ? row.language
      : undefined;
  return {
    path: `sources/#${row.id}`,
    kind: 'source',
    title: named ? (row.titleKind === 'printed' ? `“${row.title}”` : row.title) : row.publisher,
    lang: foreign,
    facts: [
      ...(named ? [row.publisher] : []),
      ...(row.carriedBy ? [messages.text('notes.carriedBy', { site: row.carriedBy })] : []),
      ...(row.date ? [format.date(row.date)] : []),
      messages.text(`sourceKinds.${row.kind}`),
    ].join(dot),
    text: row.supports ?? '',
  };
}

function countryDocument(site: Site, { id, name }: Row<'countries'>): SearchDocument {
  const here = hereOf(site, id);
  const { who, when } = sayingOf(chinaAnswer(site, id), site);
  const places = site.dataset.tables.places.filter((place) => place.country === id).map((place) => place.name);
  return {
    path: countryPath(id),
    kind: 'country',
    title: name,
    facts: countryLine(here).listed,
    text: [listedSentence(here), outcomeSentence(here)].filter(Boolean).join(' '),
    answer: searchWords(site.language).text('answered', { who: dated(who, when) }),
    names: [...namesOf(here), id, ...places].join(', '),
  };
}

function chartDocument(site: Site, id: string): SearchDocument {
  const record = chartRecord(site, id);
  const said = claimants(site, record);
  const answer = answeredLine(
    site,
    record.claims.map((claim) => claim.id),
  );
  return {
    path: `charts/${id}/`,
    kind: 'chart',
    title: record.headline,
    facts: said,
    text: `${record.dek} ${record.summary}`,
    answer,
  };
}

function chapterDocuments(site: Site): readonly SearchDocument[] {
  const { messages } = site;
  let heading = '';
  let chapter: string | undefined;
  const cut = paragraphs(site).flatMap((paragraph): readonly SearchDocument[] => {
    if (paragraph.chapter !== chapter) heading = '';
    chapter = paragraph.chapter;
    if (paragraph.heading) {
      heading = paragraph.lead;
      return [];
    }
    const name = chapter ? messages.text(`chapterNames.${chapter}`) : messages.text('site.home');
    const own = new Set(paragraph.records);
    const answer = answeredLine(
      site,
      paragraph.records.filter((id) => site.dataset.has('claims', id)),
      own,
    );
    return [
      {
        path: paragraph.path,
        kind: 'paragraph',
        title: heading ? searchWords(site.language).text('paragraphOf', { chapter: name, heading }) : name,
        text: paragraph.text,
        answer,
      },
    ];
  });
  return [
    ...chaptersIn(site.language).map(({ id, front }) => ({
      path: `${id}/`,
      kind: 'chapter',
      title: front.title,
      facts: front.question,
      text: front.dek,
      names: messages.text(`chapterNames.${id}`),
    })),
    ...cut,
  ];
}

/** All documents, in an order of their own that no run changes. */
export function searchDocuments(site: Site): readonly SearchDocument[] {
  const { dataset } = site;
  const documents: readonly SearchDocument[] = [
    ...countriesByName(site).map((country) => countryDocument(site, country)),
    ...chapterDocuments(site),
    ...[...site.charts.keys()].map((id) => chartDocument(site, id)),
    ...glossaryEntries(site).map((entry) => ({
      path: `glossary/#${entry.id}`,
      kind: 'term',
      title: entry.term,
      lang: entry.lang,
      text: wordsOf(definitionOf(site, entry.definition)),
    })),
    ...dataset.tables.claims.map((row) => recordDocument(site, { table: 'claims', row })),
    ...dataset.tables.responses.map((row) => recordDocument(site, { table: 'responses', row })),
    ...dataset.tables.sources.map((row) => sourceDocument(site, row)),
  ];
  const tidy = (text: string): string => plainSpaces(typeset(text));
  return documents.map((document) => ({
    ...document,
    title: tidy(document.title),
    text: tidy(document.text),
    facts: document.facts && tidy(document.facts),
    answer: document.answer && tidy(document.answer),
  }));
}
