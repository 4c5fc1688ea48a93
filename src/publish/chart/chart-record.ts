/**
 * What every download of a chart says besides its picture: who claims it, its status, what was answered, on which sources. One account for CSV,
 * JSON, SVG and PNG. No address of this site is in it; the pictures print one below.
 */

import { type Answer, answersTo } from '../../dataset/answers.ts';
import { once } from '../../shared/once.ts';
import { renderLinked } from '../../story/linked-text.ts';
import { claimTime, dated, sayingOf } from '../../story/notes.ts';
import { chartOf, type Site } from '../../story/site.ts';
import { isElement, recordsIn, wordsOf } from '../../story/tree.ts';

/** No-break and thin spaces are for the eye; in data they are a trap for whoever searches or joins. */
export const plainSpaces = (text: string): string => text.replace(/[\u00a0\u2009\u202f]/g, ' ');

/** Who answered, when, and what: one sentence or two. */
export function answerRecord(answer: Answer, site: Site) {
  const { who, when, what } = sayingOf(answer, site);
  const { id, sources } = answer.row;
  return { id, table: answer.table, who, when: plainSpaces(when) || null, statement: what, sources };
}

export type AnswerRecord = ReturnType<typeof answerRecord>;

export function claimRecord(id: string, site: Site) {
  const row = site.dataset.get('claims', id);
  return {
    id,
    claimant: row.claimant,
    when: plainSpaces(claimTime(row, site)) || null,
    status: row.status,
    statement: row.statement,
    sources: row.sources,
    answers: answersTo(site.dataset, id).map((answer) => answerRecord(answer, site)),
  };
}

/** Only a title of the kind `printed` may be quoted as a headline. */
function sourceRecord(id: string, site: Site) {
  const { publisher, carriedBy, title, titleKind, date, kind, url } = site.dataset.get('sources', id);
  return { id, publisher, carriedBy, title, titleKind, date, kind, url };
}

/** An answer in a sentence: who, when: what. */
export const answerSentence = ({ who, when, statement }: Pick<AnswerRecord, 'who' | 'when' | 'statement'>): string =>
  `${dated(who, when)}: ${statement}`;

/**
 * The notes of a chart, a paragraph each, with the claims, responses and derived figures (`figure-…`) that it refers to. Their faults are reported where they are
 * shown.
 */
const noteRecords = (source: string, file: string, site: Site) =>
  renderLinked(site, file, source, 1, []).tree.children.flatMap((node) =>
    isElement(node) ? [{ text: plainSpaces(wordsOf(node)), records: recordsIn(node) }] : [],
  );

const records = once((site: Site) => once((id: string) => makeRecord(site, id)));

/** The account of one chart, made once a build. Throws for a chart that the site does not have. */
export const chartRecord = (site: Site, id: string): ChartRecord => records(site)(id);

/** Everything about a chart that is not its picture. */
export type ChartRecord = ReturnType<typeof makeRecord>;

function makeRecord(site: Site, id: string) {
  const { chart, words, chapter } = chartOf(site, id);
  const own = words.messages;
  const claims = [...new Set(chart.claims)].map((claim) => claimRecord(claim, site));
  const answers = [...new Map(claims.flatMap((claim) => claim.answers).map((answer) => [answer.id, answer])).values()];
  return {
    id,
    chapter,
    headline: plainSpaces(chart.headline),
    dek: plainSpaces(chart.dek),
    question: plainSpaces(own.text('question', chart.values)),
    summary: plainSpaces(chart.summary),
    description: plainSpaces(chart.description),
    asOf: plainSpaces(own.text('asOf', chart.values)),
    notes: noteRecords(words.notes, words.file, site),
    claims,
    // Each once, oldest first within its claim.
    answers,
    // The answer that is open under the picture; undefined when nothing was answered.
    answer: answers.find((answer) => answer.id === words.answer),
    sources: [...new Set(chart.sources)].map((source) => sourceRecord(source, site)),
  };
}
