/** The page of records: every claim, response, derived figure and country status, with its sources, its answers and what it answers. */
import { type Answer, answersTo, recordOf } from '../dataset/answers.ts';
import { derivedFigures } from '../dataset/derived.ts';
import { oldestFirst, rowsBy } from '../dataset/rows-by.ts';
import type { Row } from '../dataset/schema.ts';
import { tables } from '../dataset/schema.ts';
import { typeset } from '../words/typeset.ts';
import { type Html, html, joined } from './html.ts';
import {
  answersList,
  dated,
  figureMaking,
  figureValue,
  type NoteContext,
  recordMore,
  sayer,
  sayingOf,
} from './notes.ts';
import { countryHref, measure, recordNames, sourcesLine } from './records.ts';

/** Links between records stay on the page. */
const here = '';

/** A record in the fewest words, linked to its page or to its place in the list at `at`: who, when, what sort of statement or event. */
export function shortRecord(id: string, context: NoteContext, at?: string): Html {
  const { dataset, messages } = context;
  const record = recordOf(dataset, id);
  const { who, when, standing } = sayingOf(record, context);
  const sort = record.table === 'claims' ? messages.text(`claimKinds.${record.row.kind}`) : standing;
  return html`${typeset(dated(who, when))}: ${sort} (${recordMore(id, context, { className: '', base: at })})`;
}

/** Of more answers than this, a list in short has one openly and folds the others. */
const openAnswers = 2;

/** The answers to a claim, in full: whoever comes to a claim from outside reads them with it. */
function answersBlock(claim: string, context: NoteContext, extent: Extent): Html | '' {
  const answers = answersTo(context.dataset, claim);
  const items = answers.map((answer) => {
    const said = sayingOf(answer, context);
    return html`<li>${sayer(said)}: ${typeset(said.what)} (${recordMore(answer.row.id, context, { className: '', base: here })})</li>`;
  });
  if (extent === 'whole' || items.length <= openAnswers) return answersList(items, context);
  // The one that appears under pictures, where there is one: of the same topic before any other.
  const { topic } = context.dataset.get('claims', claim);
  const known = answers.filter(({ row }) => context.shortAnswers.has(row.id));
  const shown = known.find(({ table, row }) => table === 'claims' && row.topic === topic) ?? known[0] ?? answers[0];
  const isShown = (_: Html, index: number) => answers[index] === shown;
  const rest = items.filter((item, index) => !isShown(item, index));
  const title = context.messages.text('records.moreAnswers', { count: rest.length });
  const more = html`<details><summary>${title}</summary><ul>${rest}</ul></details>`;
  return answersList(items.filter(isShown), context, more);
}

const answersLine = (ids: readonly string[], context: NoteContext, at?: string): Html | '' =>
  ids.length === 0
    ? ''
    : html`<p>${context.messages.text('records.answers')} ${joined(
        '; ',
        ids.map((id) => shortRecord(id, context, at)),
      )}</p>`;

/** The same in a list on the page: each by whose it is and when. */
const answersNames = (ids: readonly string[], context: NoteContext): Html | '' =>
  ids.length === 0
    ? ''
    : html`<p class="muted">${context.messages.text('records.answers')} ${recordNames(ids, context, here)}</p>`;

export const noteLine = (note: string | null, context: NoteContext): Html | '' =>
  note === null ? '' : html`<p class="muted">${context.messages.text('records.note', { note: typeset(note) })}</p>`;

/** Name, time and standing of a record with the link to its own page, and what it says. */
function headLines(record: Answer, context: NoteContext): Html {
  const said = sayingOf(record, context);
  return html`<p>${sayer(said)} <span class="muted">(${said.standing})</span> ${recordMore(record.row.id, context, { className: 'records__id' })}</p><p>${typeset(said.what)}</p>`;
}

/** The same in a line: a long list has no element that it can do without. */
function headLine(record: Answer, context: NoteContext): Html {
  const said = sayingOf(record, context);
  return html`${sayer(said)} (${said.standing}): ${typeset(said.what)} ${recordMore(record.row.id, context, { className: 'records__id' })}`;
}

/** What an event is besides: countries, where they are not named anyway, and the body that acted. */
export function eventFacts(row: Row<'responses'>, { messages, dataset }: NoteContext, withCountries = true): string[] {
  const countries = row.about.map((id) => dataset.get('countries', id).name).join(', ');
  return [
    ...(withCountries && countries ? [messages.text('records.about', { countries })] : []),
    ...(row.body ? [typeset(row.body)] : []),
    ...(row.aboutStations ? [] : [messages.text('records.contextOnly')]),
  ];
}

/** What a record is besides, with our confidence in it. */
export function recordFacts({ table, row }: Answer, context: NoteContext, withCountries = true): readonly string[] {
  const { messages } = context;
  const confidence = messages.text('records.confidence', { confidence: messages.text(`confidence.${row.confidence}`) });
  if (table === 'responses') return [...eventFacts(row, context, withCountries), confidence];
  const reading = row.basis === 'our-reading' ? [messages.text('records.ourReading')] : [];
  return [messages.text(`claimKinds.${row.kind}`), confidence, ...reading];
}

/** The figures of a claim. */
export function figuresLine(row: Row<'claims'>, context: NoteContext): Html | '' {
  const figures = [
    ...(row.value !== null && row.unit !== null && row.valuePrecision !== null
      ? [html`<b>${measure(row.value, row.valuePrecision, row.unit, context)}</b>`]
      : []),
    ...(rowsBy(context.dataset, 'claim_figures', 'claim').get(row.id) ?? []).map((figure) =>
      measure(figure.value, figure.precision, figure.unit, context),
    ),
  ];
  return figures.length === 0
    ? ''
    : html`<p>${context.messages.text('records.figures', { count: figures.length })} ${joined('; ', figures)}</p>`;
}

/** How much of a record a list has: all of it, or what is said and answered, as the rest is on the record's own page. */
export type Extent = 'whole' | 'short';

/** What a list in full has below what is said and answered. */
const restOf = (record: Answer, context: NoteContext, at?: string): Html =>
  html`${answersLine(record.row.answers, context, at)}${noteLine(record.row.note, context)}${sourcesLine(record.row.sources, context)}`;

const factsLine = (facts: readonly string[]): Html => html`<p class="muted">${facts.join('\u00a0· ')}</p>`;

function claimItem(row: Row<'claims'>, context: NoteContext, extent: Extent): Html {
  const record: Answer = { table: 'claims', row };
  const figures = figuresLine(row, context);
  const answers = answersBlock(row.id, context, extent);
  return extent === 'whole'
    ? html`<li id="${row.id}">${headLines(record, context)}${figures}${factsLine(recordFacts(record, context))}${answers}${restOf(record, context, here)}</li>`
    : html`<li id="${row.id}"><p>${headLine(record, context)}</p>${figures}${answers}${answersNames(row.answers, context)}</li>`;
}

/** An event in full, as a list item. What it answers is linked to its page, or to its place in the list at `at`. */
export function responseItem(
  row: Row<'responses'>,
  context: NoteContext,
  withCountries: boolean,
  at?: string,
  extent: Extent = 'whole',
): Html {
  const record: Answer = { table: 'responses', row };
  return extent === 'whole'
    ? html`<li id="${row.id}">${headLines(record, context)}${factsLine(recordFacts(record, context, withCountries))}${restOf(record, context, at)}</li>`
    : html`<li id="${row.id}">${headLine(record, context)}${answersNames(row.answers, context)}</li>`;
}

/** A heading and its records, as list items. */
export interface RecordGroup {
  readonly id: string;
  readonly title: string;
  readonly count: number;
  readonly items: Html;
  /** Records that are in another group and concern this one too. */
  readonly also: Html | undefined;
  /** Page of the country that the group is about. */
  readonly page?: string;
}

/** Claims by topic, in the order of the schema. */
export function claimGroups(context: NoteContext, extent: Extent): readonly RecordGroup[] {
  return tables.claims.row.shape.topic.options.map((topic) => {
    const rows = context.dataset.tables.claims.filter((row) => row.topic === topic);
    return {
      id: `claims-${topic}`,
      title: context.messages.text(`claimTopics.${topic}`),
      count: rows.length,
      items: html`${rows.map((row) => claimItem(row, context, extent))}`,
      also: undefined,
    };
  });
}

/** Responses by the country they are about, oldest first; those about several countries or none come last, together. */
export function responseGroups(context: NoteContext, extent: Extent): readonly RecordGroup[] {
  const { dataset, messages } = context;
  const rows = [...dataset.tables.responses].sort(oldestFirst);
  const countries = [...new Set(rows.flatMap((row) => row.about))]
    .map((id) => dataset.get('countries', id))
    .sort((a, b) => a.name.localeCompare(b.name, context.format.language));
  const ofOne = countries.map((country) => {
    const own = rows.filter((row) => row.about.length === 1 && row.about[0] === country.id);
    const shared = rows.filter((row) => row.about.length > 1 && row.about.includes(country.id));
    return {
      id: `responses-${country.id.toLowerCase()}`,
      title: country.name,
      page: countryHref(country.id, context.base),
      count: own.length + shared.length,
      items: html`${own.map((row) => responseItem(row, context, false, here, extent))}`,
      also:
        shared.length > 0
          ? html`${messages.text('records.also')} ${joined(
              '; ',
              shared.map((row) => shortRecord(row.id, context, here)),
            )}`
          : undefined,
    };
  });
  const others = rows.filter((row) => row.about.length !== 1);
  return [
    ...ofOne,
    {
      id: 'responses-international',
      title: messages.text('records.international'),
      count: others.length,
      items: html`${others.map((row) => responseItem(row, context, true, here, extent))}`,
      also: undefined,
    },
  ];
}

/** The figures that are ours: how each is made, and on which claims and sources it rests. */
export function figureItems(context: NoteContext): { readonly count: number; readonly items: Html } {
  const { messages } = context;
  const figures = [...derivedFigures(context.dataset).values()];
  const items = figures.map((figure) => {
    const { id, claims } = figure;
    const value = figureValue(figure, context);
    const name = `${messages.text('notes.ourFigure')}, ${value}`;
    const more = recordMore(id, context, { className: 'records__id', base: here, name });
    const answered = new Set(claims.flatMap((claim) => answersTo(context.dataset, claim)).map(({ row }) => row.id))
      .size;
    const rests = html`${messages.text('notes.restsOn')} ${recordNames(claims, context, here)}.${answered > 0 ? ` ${messages.text('records.answeredShort', { count: answered })}` : ''}`;
    return html`<li id="${id}"><b>${value}</b>: ${figureMaking(figure, context)} ${more}${claims.length > 0 ? html`<p class="muted">${rests}</p>` : ''}</li>`;
  });
  return { count: figures.length, items: html`${items}` };
}

/** One status a country, with the events it rests on. */
export function countryStatusTable(context: NoteContext): Html {
  const { dataset, messages, format } = context;
  const rows = [...dataset.tables.country_status]
    .map((row) => ({ ...row, name: dataset.get('countries', row.country).name }))
    .sort((a, b) => a.name.localeCompare(b.name, format.language));
  const heads = ['country', 'status', 'asOf', 'summary', 'events'].map(
    (key) => html`<th scope="col">${messages.text(`statusTable.${key}`)}</th>`,
  );
  return html`<table class="numbers"><caption>${messages.text('statusTable.caption', { count: rows.length })}</caption><thead><tr>${heads}</tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr id="status-${row.country.toLowerCase()}"><th scope="row"><a href="${countryHref(row.country, context.base)}">${row.name}</a></th><td>${messages.text(`countryStatus.${row.status}`)}</td><td>${format.date(row.asOf)}</td><td>${typeset(row.summary)}</td><td>${recordNames(row.events, context, here)}</td></tr>`,
  )}</tbody></table>`;
}

/** Points of the first article: what it was about, our verdict in words, what we found, the claims it rests on. */
export function articleCheck(context: NoteContext): Html {
  const { dataset, messages } = context;
  return html`${dataset.tables.article_check.map(
    (row) =>
      html`<li id="${row.id}"><p><b>${typeset(row.topic)}</b> <span class="muted">(${messages.text(`articleVerdicts.${row.verdict}`)})</span></p><p>${typeset(row.finding)}</p>${row.claims.length > 0 ? html`<p class="muted">${messages.text('records.see', { count: row.claims.length })} ${recordNames(row.claims, context)}</p>` : ''}</li>`,
  )}`;
}
