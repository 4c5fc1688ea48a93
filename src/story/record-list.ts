/** The page of records: every claim, response, derived figure and country status, with its sources, its answers and what it answers. */
import { answersTo } from '../dataset/answers.ts';
import { derivedFigures } from '../dataset/derived.ts';
import { rowsBy } from '../dataset/rows-by.ts';
import type { Row } from '../dataset/schema.ts';
import { tables } from '../dataset/schema.ts';
import { typeset } from '../words/typeset.ts';
import { type Html, html } from './html.ts';
import { claimTime, type NoteContext, recordHref, recordName } from './notes.ts';
import { countryHref, joined, measure, recordLink, recordNames, sourcesLine } from './records.ts';

/** Links between records stay on the page. */
const here = '';

/** A record in the fewest words, linked to its page or to its place in the list at `at`: who, when, what sort of statement or event. */
export function shortRecord(id: string, context: NoteContext, at?: string): Html {
  const { dataset, format, messages } = context;
  const claim = dataset.has('claims', id) ? dataset.get('claims', id) : undefined;
  const response = claim ? undefined : dataset.get('responses', id);
  const who = claim?.claimant ?? response?.actor ?? '';
  const time = claim ? claimTime(claim, context) : format.date(response?.date ?? '');
  const sort = claim ? messages.text(`claimKinds.${claim.kind}`) : messages.text(`responseTypes.${response?.type}`);
  return html`${typeset(who)}${time ? `, ${time}` : ''}: ${sort} (${recordLink(id, context, at, context.messages.text('notes.record'))})`;
}

/** Of more answers than this, a list in short has one openly and folds the others. */
const openAnswers = 2;

/** The answers to a claim, in full: whoever comes to a claim from outside reads them with it. */
function answersBlock(claim: string, context: NoteContext, extent: Extent): Html {
  const answers = answersTo(context.dataset, claim);
  if (answers.length === 0) return html``;
  const items = answers.map(({ table, row }) => {
    const [who, time, what] =
      table === 'claims'
        ? [row.claimant, claimTime(row, context), row.statement]
        : [row.actor, context.format.date(row.date), row.summary];
    return html`<li><b>${typeset(who)}</b>${time ? `, ${time}` : ''}: ${typeset(what)} (${recordLink(row.id, context, here, context.messages.text('notes.record'))})</li>`;
  });
  const title = html`<p class="answers__title">${context.messages.text('notes.answered')}</p>`;
  if (extent === 'whole' || items.length <= openAnswers)
    return html`<div class="answers">${title}<ul>${items}</ul></div>`;
  // The one that stands under pictures, where there is one: of the same topic before any other.
  const { topic } = context.dataset.get('claims', claim);
  const known = answers.filter(({ row }) => context.shortAnswers.has(row.id));
  const shown = known.find(({ table, row }) => table === 'claims' && row.topic === topic) ?? known[0] ?? answers[0];
  const first = shown ? answers.indexOf(shown) : 0;
  const rest = items.filter((_, index) => index !== first);
  return html`<div class="answers">${title}<ul>${items[first]}</ul><details><summary>${context.messages.text('records.moreAnswers', { count: rest.length })}</summary><ul>${rest}</ul></details></div>`;
}

const answersLine = (ids: readonly string[], context: NoteContext, at?: string): Html | '' =>
  ids.length === 0
    ? ''
    : html`<p>${context.messages.text('records.answers')} ${joined(
        ids.map((id) => shortRecord(id, context, at)),
        '; ',
      )}</p>`;

/** The same in a list on the page: each by whose it is and when. */
const answersNames = (ids: readonly string[], context: NoteContext): Html | '' =>
  ids.length === 0
    ? ''
    : html`<p class="muted">${context.messages.text('records.answers')} ${recordNames(ids, context, here)}</p>`;

const noteLine = (note: string | null, context: NoteContext): Html | '' =>
  note === null ? '' : html`<p class="muted">${context.messages.text('records.note', { note: typeset(note) })}</p>`;

/** Name, time and standing of a record, and its own page. */
const headLine = (who: string, time: string, standing: string, id: string, context: NoteContext): Html =>
  html`<p><b>${typeset(who)}</b>${time ? `, ${time}` : ''} <span class="muted">(${standing})</span> <a class="records__id" href="${recordHref(id, context.base)}" aria-label="${context.messages.text('notes.recordOf', { record: recordName(id, context) })}">${context.messages.text('notes.record')}</a></p>`;

/** How much of a record a list has: all of it, or what is said and answered, as the rest stands on the record's own page. */
export type Extent = 'whole' | 'short';

function claimItem(row: Row<'claims'>, context: NoteContext, extent: Extent): Html {
  const { messages, dataset } = context;
  const further = rowsBy(dataset, 'claim_figures', 'claim').get(row.id) ?? [];
  const facts = [
    messages.text(`claimKinds.${row.kind}`),
    messages.text('records.confidence', { confidence: messages.text(`confidence.${row.confidence}`) }),
    ...(row.basis === 'our-reading' ? [messages.text('records.ourReading')] : []),
  ];
  const figures = [
    ...(row.value !== null && row.unit !== null && row.valuePrecision !== null
      ? [html`<b>${measure(row.value, row.valuePrecision, row.unit, context)}</b>`]
      : []),
    ...further.map((figure) => html`${measure(figure.value, figure.precision, figure.unit, context)}`),
  ];
  return html`<li id="${row.id}">${headLine(row.claimant, claimTime(row, context), messages.text(`claimStatus.${row.status}`), row.id, context)}<p>${typeset(row.statement)}</p>${figures.length > 0 ? html`<p>${messages.text('records.figures', { count: figures.length })} ${joined(figures, '; ')}</p>` : ''}${extent === 'whole' ? html`<p class="muted">${facts.join('\u00a0· ')}</p>` : ''}${answersBlock(row.id, context, extent)}${extent === 'whole' ? html`${answersLine(row.answers, context, here)}${noteLine(row.note, context)}${sourcesLine(row.sources, context)}` : answersNames(row.answers, context)}</li>`;
}

/** An event in full, as a list item. What it answers is linked to its page, or to its place in the list at `at`. */
export function responseItem(
  row: Row<'responses'>,
  context: NoteContext,
  withCountries: boolean,
  at?: string,
  extent: Extent = 'whole',
): Html {
  const { messages, dataset, format } = context;
  const facts = [
    ...(withCountries && row.about.length > 0
      ? [
          messages.text('records.about', {
            countries: row.about.map((id) => dataset.get('countries', id).name).join(', '),
          }),
        ]
      : []),
    ...(row.body ? [typeset(row.body)] : []),
    ...(row.aboutStations ? [] : [messages.text('records.contextOnly')]),
    messages.text('records.confidence', { confidence: messages.text(`confidence.${row.confidence}`) }),
  ];
  return html`<li id="${row.id}">${headLine(row.actor, format.date(row.date), messages.text(`responseTypes.${row.type}`), row.id, context)}<p>${typeset(row.summary)}</p>${
    extent === 'whole'
      ? html`<p class="muted">${facts.join('\u00a0· ')}</p>${answersLine(row.answers, context, at)}${noteLine(row.note, context)}${sourcesLine(row.sources, context)}`
      : answersNames(row.answers, context)
  }</li>`;
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
  const rows = [...dataset.tables.responses].sort((a, b) =>
    a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? -1 : 1,
  );
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
              shared.map((row) => shortRecord(row.id, context, here)),
              '; ',
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
  const { messages, format, figureWords } = context;
  const figures = [...derivedFigures(context.dataset).values()];
  const items = figures.map((figure) => {
    const value = messages.text(`precision.${figure.precision ?? 'exact'}`, {
      value: figure.percent ? format.percent(figure.value) : format.number(figure.value),
    });
    const answered = [
      ...new Set(figure.claims.flatMap((claim) => answersTo(context.dataset, claim)).map((answer) => answer.row.id)),
    ];
    return html`<li id="${figure.id}"><p><b>${value}</b> <a class="records__id" href="#${figure.id}" aria-label="${messages.text('notes.recordOf', { record: `${messages.text('notes.ourFigure')}, ${value}` })}">${messages.text('notes.record')}</a></p><p>${figureWords.text(figure.words, { ...figure.of, value: figure.value })}</p>${figure.claims.length > 0 ? html`<p class="muted">${messages.text('notes.restsOn')} ${recordNames(figure.claims, context, here)}${answered.length > 0 ? html`. ${messages.text('records.answeredShort', { count: answered.length })}` : '.'}</p>` : ''}</li>`;
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
