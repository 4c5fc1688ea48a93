/** The page of one claim or response: what it says, who says it, how it stands, what was answered, what it answers, where it is used, what became of it. */

import { answersTo } from '../../dataset/answers.ts';
import { once } from '../../dataset/once.ts';
import { rowsBy } from '../../dataset/rows-by.ts';
import type { Row } from '../../dataset/schema.ts';
import { correctionsOf } from '../../story/corrections.ts';
import { type Html, html } from '../../story/html.ts';
import { claimTime, recordHref } from '../../story/notes.ts';
import { countryHref, joined, measure } from '../../story/records.ts';
import type { Site } from '../../story/site.ts';
import { sourceEntry } from '../../story/source-list.ts';
import { typeset } from '../../words/typeset.ts';
import { answerRecord, claimRecord, plainSpaces } from '../chart/chart-record.ts';
import { answeredBy, type Citable, type Home, recordWork } from '../cite/works.ts';
import { firstEditions } from './history.ts';
import { recordUses } from './uses.ts';

type Record_ =
  | { readonly table: 'claims'; readonly row: Row<'claims'> }
  | { readonly table: 'responses'; readonly row: Row<'responses'> };

export interface RecordPage {
  readonly id: string;
  readonly title: string;
  readonly work: Citable;
  readonly description: string;
  readonly who: string;
  readonly statement: string;
  /** Status or type, kind, confidence: short. */
  readonly facts: string;
  readonly sections: readonly { readonly id: string; readonly title: string; readonly body: Html }[];
}

/** Ids of all pages: every claim and every response. */
export const recordIds = (site: Site): readonly string[] =>
  [...site.dataset.tables.claims, ...site.dataset.tables.responses].map((row) => row.id);

function recordOf(site: Site, id: string): Record_ {
  return site.dataset.has('claims', id)
    ? { table: 'claims', row: site.dataset.get('claims', id) }
    : { table: 'responses', row: site.dataset.get('responses', id) };
}

interface Told {
  readonly who: string;
  readonly time: string;
  readonly what: string;
  readonly standing: string;
}

function told(site: Site, record: Record_): Told {
  const { messages, format } = site;
  return record.table === 'claims'
    ? {
        who: typeset(record.row.claimant),
        time: claimTime(record.row, site),
        what: typeset(record.row.statement),
        standing: messages.text(`claimStatus.${record.row.status}`),
      }
    : {
        who: typeset(record.row.actor),
        time: format.date(record.row.date),
        what: typeset(record.row.summary),
        standing: messages.text(`responseTypes.${record.row.type}`),
      };
}

/** Another record in full, as it stands beside this one; its sources stand on its own page. */
function inFull(site: Site, record: Record_): Html {
  const { who, time, what, standing } = told(site, record);
  const { id } = record.row;
  return html`<li><b>${who}</b>${time ? `, ${time}` : ''} <span class="muted">(${standing})</span>: ${what} <a class="note__more" href="${recordHref(id, site.base)}" aria-label="${site.messages.text('notes.recordOf', { record: `${who}${time ? `, ${time}` : ''}` })}">${site.messages.text('notes.record')}</a></li>`;
}

function figures(site: Site, row: Row<'claims'>): Html | undefined {
  const main =
    row.value !== null && row.unit !== null && row.valuePrecision !== null
      ? [html`<b>${measure(row.value, row.valuePrecision, row.unit, site)}</b>`]
      : [];
  const further = (rowsBy(site.dataset, 'claim_figures', 'claim').get(row.id) ?? []).map(
    (figure) => html`${measure(figure.value, figure.precision, figure.unit, site)}`,
  );
  const all = [...main, ...further];
  return all.length === 0
    ? undefined
    : html`<p>${site.messages.text('records.figures', { count: all.length })} ${joined(all, '; ')}</p>`;
}

function usedIn(site: Site, id: string): Html {
  const { messages, base, href } = site;
  const use = recordUses(site).get(id) ?? { paragraphs: [], charts: [] };
  const countries = site.dataset.has('responses', id) ? site.dataset.get('responses', id).about : [];
  const pages = countries.map(
    (country) =>
      html`<li>${messages.text('recordPage.country')} <a href="${countryHref(country, base)}">${site.dataset.get('countries', country).name}</a></li>`,
  );
  if (use.paragraphs.length + use.charts.length === 0)
    return html`<p>${messages.text('recordPage.unused')}</p>${pages.length > 0 ? html`<ul>${pages}</ul>` : ''}`;
  const paragraphs = use.paragraphs.map(
    ({ path, chapter, beginning }) =>
      html`<li>${chapter ? messages.text(`chapterNames.${chapter}`) : messages.text('site.home')}: <a href="${href(path)}">${beginning}</a></li>`,
  );
  const charts = use.charts.map(
    (chart) =>
      html`<li>${messages.text('recordPage.chart')} <a href="${href(`charts/${chart}/`)}">${site.charts.get(chart)?.chart.headline ?? chart}</a></li>`,
  );
  return html`<ul>${paragraphs}${charts}${pages}</ul>`;
}

const editions = once(firstEditions);

function history(site: Site, id: string): Html {
  const { messages, format, href } = site;
  const first = editions(site.dataset).get(id);
  if (!first) throw new Error(`There is no edition with the record ${id}`);
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

/** Everything on the page of a record, in reading order. */
export function recordPage(site: Site, id: string, home: Home): RecordPage {
  const { messages, dataset } = site;
  const record = recordOf(site, id);
  const { who, time, what, standing } = told(site, record);
  const { row } = record;
  const answers = record.table === 'claims' ? answersTo(dataset, id) : [];
  const confidence = messages.text('records.confidence', { confidence: messages.text(`confidence.${row.confidence}`) });
  const facts =
    record.table === 'claims'
      ? [
          messages.text(`claimKinds.${record.row.kind}`),
          confidence,
          ...(record.row.basis === 'our-reading' ? [messages.text('records.ourReading')] : []),
        ]
      : [
          ...(record.row.about.length > 0
            ? [
                messages.text('records.about', {
                  countries: record.row.about.map((country) => dataset.get('countries', country).name).join(', '),
                }),
              ]
            : []),
          ...(record.row.body ? [typeset(record.row.body)] : []),
          ...(record.row.aboutStations ? [] : [messages.text('records.contextOnly')]),
          confidence,
        ];
  const more = [
    record.table === 'claims' ? figures(site, record.row) : undefined,
    row.note === null
      ? undefined
      : html`<p class="muted">${messages.text('records.note', { note: typeset(row.note) })}</p>`,
  ].filter((part) => part !== undefined);
  const section = (key: string, body: Html) => ({ id: key, title: messages.text(`recordPage.${key}`), body });
  const list = (records: readonly Record_[]) => records.map((entry) => inFull(site, entry));
  const first = answers[0] && answeredBy(site, answerRecord(answers[0], site));
  const target = row.answers[0] === undefined ? undefined : claimRecord(row.answers[0], site);
  const title = messages.text(time ? 'recordPage.titleDated' : 'recordPage.title', { who, time, id });
  return {
    id,
    title,
    work: recordWork(site, id, plainSpaces(title), home),
    description: plainSpaces(
      [
        messages.text(time ? 'recordPage.describedDated' : 'recordPage.described', { who, time, standing, what }),
        ...(first ? [`${first}.`] : []),
        ...(target
          ? [messages.text('recordPage.inAnswer', { who: target.claimant, statement: target.statement })]
          : []),
      ].join(' '),
    ),
    who: time ? `${who}, ${time}` : who,
    statement: what,
    facts: [
      messages.text(record.table === 'claims' ? 'recordPage.status' : 'recordPage.type', { standing }),
      ...facts,
    ].join('\u00a0· '),
    sections: [
      ...(more.length > 0 ? [section('figures', html`${more}`)] : []),
      ...(record.table === 'claims'
        ? [
            section(
              'answers',
              answers.length > 0
                ? html`<div class="answers"><ul>${list(answers)}</ul></div>`
                : html`<p>${messages.text('recordPage.unanswered')}</p>`,
            ),
          ]
        : []),
      ...(row.answers.length > 0
        ? [section('answered', html`<ul>${list(row.answers.map((claim) => recordOf(site, claim)))}</ul>`)]
        : []),
      section('sources', html`<ul>${row.sources.map((source) => html`<li>${sourceEntry(source, site)}</li>`)}</ul>`),
      section('used', usedIn(site, id)),
      section('history', history(site, id)),
    ],
  };
}
