/** The page of one claim or response, for src/pages/claims: what it says, who says it, its status, what was answered, what it answers, where it is used, what became of it. */

import { type Answer, answersTo, recordOf } from '../../dataset/answers.ts';
import { correctionsOf } from '../../story/corrections.ts';
import { type Html, html } from '../../story/html.ts';
import { dated, recordMore, sayer, sayingOf } from '../../story/notes.ts';
import { figuresLine, noteLine, recordFacts } from '../../story/record-list.ts';
import { countryHref } from '../../story/records.ts';
import { chartOf, type Site } from '../../story/site.ts';
import { sourceEntry } from '../../story/source-list.ts';
import { typeset } from '../../words/typeset.ts';
import { answerRecord, claimRecord, plainSpaces } from '../chart/chart-record.ts';
import { answeredBy, type Home, recordWork } from '../cite/works.ts';
import { rowHistory } from './history.ts';
import { paragraphItem, recordUses } from './uses.ts';

/** Ids of all pages: every claim and every response. */
export const recordIds = (site: Site): readonly string[] =>
  [...site.dataset.tables.claims, ...site.dataset.tables.responses].map((row) => row.id);

/** Another record in full, beside this one; its sources are on its own page. */
function inFull(site: Site, record: Answer): Html {
  const said = sayingOf(record, site);
  const link = recordMore(record.row.id, site, { name: dated(typeset(said.who), said.when) });
  return html`<li>${sayer(said)} <span class="muted">(${said.standing})</span>: ${typeset(said.what)} ${link}</li>`;
}

function usedIn(site: Site, id: string): Html {
  const { messages, base, href, dataset } = site;
  const { paragraphs, charts } = recordUses(site).get(id) ?? { paragraphs: [], charts: new Set<string>() };
  const item = (before: string, address: string, words: string) =>
    html`<li>${before} <a href="${address}">${words}</a></li>`;
  const texts = paragraphs.map((paragraph) => paragraphItem(site, paragraph));
  const shown = [...charts].map((chart) =>
    item(messages.text('recordPage.chart'), href(`charts/${chart}/`), chartOf(site, chart).chart.headline),
  );
  const countries = dataset.has('responses', id) ? dataset.get('responses', id).about : [];
  const pages = countries.map((country) =>
    item(messages.text('recordPage.country'), countryHref(country, base), dataset.get('countries', country).name),
  );
  const items = [...texts, ...shown, ...pages];
  const unused = texts.length + shown.length === 0 && html`<p>${messages.text('recordPage.unused')}</p>`;
  return html`${unused}${items.length > 0 && html`<ul>${items}</ul>`}`;
}

function history(site: Site, { table, row: { id } }: Answer): Html {
  const { messages, format, href } = site;
  const { first } = rowHistory(site.dataset)(table, id);
  const corrections = correctionsOf([id], site);
  return html`<ul><li>${messages.text('recordPage.since', { version: first.version, date: format.date(first.date) })}</li>${
    corrections.length === 0
      ? html`<li>${messages.text('recordPage.unchanged')}</li>`
      : corrections.map(
          (item) =>
            html`<li><a href="${href(`corrections/#${item.id}`)}">${format.date(item.date)}</a>: ${item.summary}</li>`,
        )
  }</ul>`;
}

/** What a search engine or a preview shows: who said what and its status, who answered, or whom it answers. */
function describe(site: Site, record: Answer): string {
  const { who, when: time, what, standing } = sayingOf(record, site);
  const [answer] = answersTo(site.dataset, record.row.id);
  const [claim] = record.row.answers;
  const target = claim === undefined ? undefined : claimRecord(claim, site);
  const { messages } = site;
  const parts = [
    messages.text(time ? 'recordPage.describedDated' : 'recordPage.described', {
      who: typeset(who),
      time,
      standing,
      what: typeset(what),
    }),
    answer && `${answeredBy(site, answerRecord(answer, site))}.`,
    target && messages.text('recordPage.inAnswer', { who: target.claimant, statement: target.statement }),
  ];
  return plainSpaces(parts.filter((part) => part !== undefined).join(' '));
}

/** The parts of the page, in reading order; those that are empty are left out. */
function bodies(site: Site, record: Answer): Readonly<Record<string, Html | ''>> {
  const { id, note, answers, sources } = record.row;
  const list = (records: readonly Answer[]) => html`<ul>${records.map((entry) => inFull(site, entry))}</ul>`;
  const answered = answersTo(site.dataset, id);
  return {
    figures: html`${record.table === 'claims' && figuresLine(record.row, site)}${noteLine(note, site)}`,
    answers:
      record.table !== 'claims'
        ? ''
        : answered.length > 0
          ? html`<div class="answers">${list(answered)}</div>`
          : html`<p>${site.messages.text('recordPage.unanswered')}</p>`,
    answered: answers.length > 0 ? list(answers.map((claim) => recordOf(site.dataset, claim))) : '',
    sources: html`<ul>${sources.map((source) => html`<li>${sourceEntry(source, site)}</li>`)}</ul>`,
    used: usedIn(site, id),
    history: history(site, record),
  };
}

/** Everything on the page of a record, in reading order. */
export function recordPage(site: Site, id: string, home: Home) {
  const { messages } = site;
  const record = recordOf(site.dataset, id);
  const said = sayingOf(record, site);
  const [who, time] = [typeset(said.who), said.when];
  const title = messages.text(time ? 'recordPage.titleDated' : 'recordPage.title', { who, time, id });
  const standing = messages.text(record.table === 'claims' ? 'recordPage.status' : 'recordPage.type', {
    standing: said.standing,
  });
  return {
    id,
    title,
    work: recordWork(site, id, plainSpaces(title), home),
    description: describe(site, record),
    who: dated(who, time),
    statement: typeset(said.what),
    // Status or type, kind, confidence: short.
    facts: [standing, ...recordFacts(record, site)].join('\u00a0· '),
    sections: Object.entries(bodies(site, record)).flatMap(([key, body]) =>
      body.toString() ? [{ id: key, title: messages.text(`recordPage.${key}`), body }] : [],
    ),
  };
}
