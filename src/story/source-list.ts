/** The list of sources: a row a source with what is known of it and what rests on it, the index by chart, and the counts. */

import type { Row } from '../dataset/schema.ts';
import {
  onCopiesOnly,
  onOneSource,
  type SourceUse,
  sourcesBy,
  sourcesByDateKnown,
  sourcesByKind,
  sourceUses,
  type WithSources,
} from '../dataset/source-report.ts';
import { once } from '../shared/once.ts';
import { languageName } from '../words/language-name.ts';
import type { MessageValues } from '../words/message.ts';
import { typeset } from '../words/typeset.ts';
import { type Html, html, joined } from './html.ts';
import { countryHref, recordNames, sourceName } from './records.ts';
import type { Site } from './site.ts';

type Source = Row<'sources'>;

/** Everything that rests on a source: records, and charts by id. */
interface Uses extends SourceUse {
  readonly charts: readonly string[];
}

const byName = (a: Source, b: Source): number =>
  a.publisher.localeCompare(b.publisher, 'en') ||
  (a.date ?? '9999').localeCompare(b.date ?? '9999') ||
  (a.id < b.id ? -1 : 1);

function usesIn(site: Site): ReadonlyMap<string, Uses> {
  const charts = new Map<string, string[]>();
  for (const { chart } of site.charts.values())
    for (const id of chart.sources) charts.set(id, [...(charts.get(id) ?? []), chart.id]);
  return new Map([...sourceUses(site.dataset)].map(([id, use]) => [id, { ...use, charts: charts.get(id) ?? [] }]));
}

/** Double quotation marks inside a quoted headline become single ones. */
const innerQuotes = (title: string): string => title.replace(/“/g, '‘').replace(/”/g, '’');

/** The link to the source. Only a printed headline is in quotation marks; any other title says what it is. */
function sourceTitle(source: Source, site: Site): Html {
  const { titleKind, url, language } = source;
  const foreign = language && language !== site.language ? language : undefined;
  const isPrinted = titleKind === 'printed';
  const isOurs = titleKind === 'described' || titleKind === 'not-seen';
  const plain = typeset(titleKind === 'not-seen' ? source.publisher : source.title);
  const words = isPrinted ? innerQuotes(plain) : plain;
  const title = foreign && !isOurs ? html`<span lang="${foreign}">${words}</span>` : words;
  const label = isPrinted ? html`“${title}”` : title;
  const mark = !isPrinted && html` <span class="muted">${site.messages.text(`sourceTitles.${titleKind}`)}</span>`;
  return html`<a href="${url}" rel="external"${foreign && html` hreflang="${foreign}"`}>${label}</a>${mark}`;
}

function sourceFacts(source: Source, site: Site): string {
  const { messages, format } = site;
  const { titleKind, publisher, carriedBy, date, dateBasis, language, read, original } = source;
  const who = [
    ...(titleKind === 'not-seen' ? [] : [typeset(publisher)]),
    ...(carriedBy ? [messages.text('notes.carriedBy', { site: carriedBy })] : []),
  ].join(' ');
  const isGuess = dateBasis === 'inferred' || dateBasis === 'from-address';
  const facts = [
    who,
    date
      ? typeset(format.date(date)) + (isGuess ? ` ${messages.text(`sourceDates.${dateBasis}`)}` : '')
      : messages.text('sourceDates.none'),
    language ? languageName(language, site.language) : messages.text('sourcesPage.noLanguage'),
    messages.text(`sourceReading.${read}`),
    messages.text(`sourceOriginals.${original}`),
  ];
  return facts.filter(Boolean).join('\u00a0· ');
}

/** A source in full: its title as a link, who published it and when, what of it was read, what that part says. */
export function sourceEntry(id: string, site: Site): Html {
  const source = site.dataset.get('sources', id);
  return html`<p class="source">${sourceTitle(source, site)}</p><p class="muted">${sourceFacts(source, site)}</p>${source.supports ? html`<p>${typeset(source.supports)}</p>` : ''}`;
}

/** What rests on a source, folded: records by their names, countries, tables, charts. */
function whatRests(use: Uses, site: Site): Html {
  const { messages, base, dataset, href } = site;
  const page = (country: string) =>
    html`<a href="${countryHref(country, base)}">${dataset.get('countries', country).name}</a>`;
  const chart = (id: string) =>
    html`<a href="${href(`charts/${id}/`)}">${site.charts.get(id)?.chart.headline ?? id}</a>`;
  const kinds = [
    ['claims', use.claims.length, recordNames(use.claims, site)],
    ['responses', use.responses.length, recordNames(use.responses, site)],
    ['stations', use.stations.length, joined(', ', use.stations.map(page))],
    ['tables', use.tables.length, use.tables.map((name) => messages.text(`tables.${name}`)).join(', ')],
    ['charts', use.charts.length, joined('; ', use.charts.map(chart))],
  ] as const;
  const parts = kinds.filter(([, count]) => count > 0);
  if (parts.length === 0) return html`<p class="rests">${messages.text('sourceUses.none')}</p>`;
  const all = parts.reduce((sum, [, count]) => sum + count, 0);
  const lines = parts.map(
    ([key, count, items]) => html`<p>${messages.text(`sourceUses.${key}`, { count })} ${items}</p>`,
  );
  return html`<details class="rests"><summary>${messages.text('sourceUses.title', { count: all })}</summary>${lines}</details>`;
}

const sourceRow = (source: Source, use: Uses, site: Site): Html =>
  html`<li id="${source.id}">${sourceEntry(source.id, site)}${whatRests(use, site)}</li>`;

/** A source in one line, with the way to its row in full on the page at `path`. */
const sourceLine = (source: Source, path: string, site: Site): Html =>
  html`<li id="${source.id}">${sourceName(source, site)}: ${sourceTitle(source, site)} <a class="note__more" href="${site.href(`${path}#${source.id}`)}" aria-label="${site.messages.text('sourcesPage.rowOf', { source: sourceName(source, site) })}">${site.messages.text('sourcesPage.row')}</a></li>`;

/** A list longer than this is also led into by the first letters of its publishers. */
const longList = 40;
/** A list longer than this, in full, is more than a page for a phone: each letter has a page. */
const manyPages = 150;

/** The letter that a source is listed under, and as part of an address. */
function letterOf({ publisher }: Source): string {
  const initial = publisher.normalize('NFD').charAt(0).toUpperCase();
  return /\p{L}/u.test(initial) ? initial : '0–9';
}
const letterPath = (letter: string): string =>
  /^[A-Z]$/.test(letter)
    ? letter.toLowerCase()
    : letter === '0–9'
      ? '0-9'
      : `letter-${letter.codePointAt(0)?.toString(16)}`;

/** A page with the sources of a kind under one letter. */
export interface LetterPage {
  /** Below the site’s root. */
  readonly path: string;
  readonly count: number;
  /** Each in full. */
  readonly rows: Html;
}

export interface SourceGroup {
  readonly kind: Source['kind'];
  readonly count: number;
  /** Each in full. */
  readonly rows: Html;
  /** Each in a line, with the way to the row in full. */
  readonly lines: Html;
  /** Ways into a long list, by the first letter of the publisher: the first source under each, and its page where it has one. */
  readonly letters: readonly { readonly letter: string; readonly id: string; readonly page?: LetterPage }[];
}

const unused: Uses = { claims: [], responses: [], stations: [], tables: [], charts: [] };

/** The sources by kind, in each kind by publisher and date. */
export const sourceGroups = once((site: Site): readonly SourceGroup[] => {
  const uses = usesIn(site);
  const rowOf = once((source: Source) => sourceRow(source, uses.get(source.id) ?? unused, site));
  const inFull = (sources: readonly Source[]): Html => html`${sources.map(rowOf)}`;
  return sourcesByKind(site.dataset).map(({ kind, count }) => {
    const sources = site.dataset.tables.sources.filter((source) => source.kind === kind).sort(byName);
    const paged = count > manyPages;
    const pageOf = (letter: string) => `sources/${kind}/${paged ? `${letterPath(letter)}/` : ''}`;
    const letters = count > longList ? [...Map.groupBy(sources, letterOf)] : [];
    return {
      kind,
      count,
      letters: letters.map(([letter, own]) => ({
        letter,
        id: own[0]?.id ?? '',
        ...(paged ? { page: { path: pageOf(letter), count: own.length, rows: inFull(own) } } : {}),
      })),
      lines: html`${sources.map((source) => sourceLine(source, pageOf(letterOf(source)), site))}`,
      rows: inFull(sources),
    };
  });
});

/** The sources of each chart as links into the list. */
export function chartSources(
  site: Site,
): readonly { readonly id: string; readonly headline: string; readonly count: number; readonly rows: Html }[] {
  return [...site.charts.values()].map(({ chart }) => {
    const sources = chart.sources.map((id) => site.dataset.get('sources', id)).sort(byName);
    return {
      id: chart.id,
      headline: chart.headline,
      count: sources.length,
      rows: html`${sources.map((source) => html`<li><a href="#${source.id}">${sourceName(source, site)}</a></li>`)}`,
    };
  });
}

/** A table of counts: a column of names, then columns of numbers. Its caption and heads are keys of words. */
function countTable(
  key: string,
  columns: readonly string[],
  rows: readonly (readonly [string, ...number[]])[],
  { messages, format }: Site,
): Html {
  const caption = messages.text(`sourceState.${key}`);
  const heads = columns.map(
    (column, index) =>
      html`<th scope="col"${index > 0 ? html` class="number"` : ''}>${messages.text(`sourceState.${column}`)}</th>`,
  );
  const lines = rows.map(
    ([name, ...counts]) =>
      html`<tr><th scope="row">${name}</th>${counts.map((count) => html`<td class="number">${format.number(count)}</td>`)}</tr>`,
  );
  const table = html`<table class="numbers"><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${lines}</tbody></table>`;
  // Only a table of several columns can be wider than a narrow screen.
  return columns.length > 2
    ? html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">${table}</div>`
    : table;
}

const fold = (summary: string, inside: Html): Html =>
  html`<details class="chart__more"><summary>${summary}</summary><p>${inside}</p></details>`;

/** The sources that were read whole, folded: publisher and date, each leading to its row. */
function readWhole(site: Site): Html {
  const whole = site.dataset.tables.sources.filter((source) => source.read === 'whole').sort(byName);
  const links = whole.map(
    (source) =>
      html`<a href="#${source.id}">${typeset(source.publisher)}${source.date === null ? '' : `, ${typeset(site.format.date(source.date))}`}</a>`,
  );
  return fold(site.messages.text('sourceState.wholeList', { count: whole.length }), joined('; ', links));
}

/** Claims and responses of which something holds, counted in a sentence and named below it. @param key of the words: `single`, `copies` */
function thinRecords(
  key: string,
  site: Site,
  select: <Kind extends WithSources>(rows: readonly Kind[]) => readonly Kind[],
): Html {
  const { claims: allClaims, responses: allResponses } = site.dataset.tables;
  const [claims, responses] = [select(allClaims), select(allResponses)];
  const text = (part: string, values: MessageValues) => site.messages.text(`sourceState.${key}${part}`, values);
  const counts = { claims: claims.length, responses: responses.length };
  const named = ({ length: count }: readonly unknown[], part: string, ids: readonly string[]) =>
    fold(text(part, { count }), recordNames(ids, site));
  return html`<p>${text('', { ...counts, allClaims: allClaims.length, allResponses: allResponses.length })}</p>
${named(
  claims,
  'Claims',
  claims.map(({ id }) => id),
)}${named(
  responses,
  'Responses',
  responses.map(({ id }) => id),
)}`;
}

/** The section "The state of our sources": every count comes from a named function of `source-report.ts`. */
export function stateOfSources(site: Site): Html {
  const { messages, dataset } = site;
  const text = (key: string, values = {}) => messages.text(`sourceState.${key}`, values);
  const total = dataset.tables.sources.length;
  const reading = sourcesBy(dataset, 'read');
  const excerpts = reading.find(({ value }) => value === 'excerpt')?.count ?? 0;
  const notSeen = sourcesBy(dataset, 'titleKind').find(({ value }) => value === 'not-seen')?.count ?? 0;
  const kinds = sourcesByKind(dataset).map(
    ({ kind, count, original, copyNamed, copyNotFound }) =>
      [messages.text(`sourceGroups.${kind}.title`), count, original, copyNamed, copyNotFound] as const,
  );
  const languages = sourcesBy(dataset, 'language').map(
    ({ value, count }) => [value ? languageName(value, site.language) : text('notRecorded'), count] as const,
  );
  const dates = sourcesByDateKnown(dataset).map(({ value, count }) => [text(`date.${value}`), count] as const);
  const readings = reading.map(({ value, count }) => [text(`reading-${value}`), count] as const);
  return html`<p>${text('intro', { total, excerpts, whole: total - excerpts, notSeen })}</p>
${countTable('byKind', ['kind', 'sources', 'original', 'copyNamed', 'copyNotFound'], kinds, site)}
${countTable('byLanguage', ['language', 'sources'], languages, site)}
${countTable('byDate', ['dateKnown', 'sources'], dates, site)}
${countTable('byReading', ['reading', 'sources'], readings, site)}
${readWhole(site)}
${thinRecords('single', site, onOneSource)}
${thinRecords('copies', site, (rows) => onCopiesOnly(dataset, rows))}`;
}
