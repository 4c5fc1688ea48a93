/** The page of one country: what is listed there, how it stands, what its authorities, China, the accused and others said, claims, context, story, sources. */
import { answersTo } from '../../dataset/answers.ts';
import {
  eventsAbout,
  eventsElsewhere,
  furtherRows,
  generalAnswers,
  type Listings,
  listingsIn,
} from '../../dataset/country-records.ts';
import { stationCount } from '../../dataset/derived.ts';
import type { Row, TableName } from '../../dataset/schema.ts';
import { statusOf } from '../../story/country-link.ts';
import { type Html, html } from '../../story/html.ts';
import { htmlOf, linkedText } from '../../story/linked-text.ts';
import { answerItem, claimTime, recordHref, recordName } from '../../story/notes.ts';
import { responseItem, shortRecord } from '../../story/record-list.ts';
import { joined, recordNames, sourceReference, sourcesLine, tableName } from '../../story/records.ts';
import type { Site } from '../../story/site.ts';
import { typeset } from '../../words/typeset.ts';
import { beginningOf, type Paragraph, paragraphs } from '../page/paragraphs.ts';
import { countryWords } from '../page/words.ts';
import { listingTable } from './listings.ts';
import { type Strip, stripOf } from './strip.ts';
import {
  answerSentenceOf,
  countryDescription,
  countryTitle,
  inCountry,
  listedSentence,
  namesOf,
  outcomeSentence,
} from './words.ts';

type Country = Row<'countries'>;

interface CountrySection {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

export interface CountryPage {
  readonly country: Country;
  readonly title: string;
  readonly description: string;
  readonly listed: string;
  readonly outcome: string;
  /** China’s answer where something is listed: beside the listing, not below it. */
  readonly answer: string | undefined;
  readonly strip: Strip;
  readonly sections: readonly CountrySection[];
}

/** A text of `countries.yaml` that is Markdown and cites records: references lead to the records. */
function markdownText(site: Site, key: string): Html {
  return htmlOf(linkedText(site, `content/${site.language}/countries.yaml`, countryWords(site.language).text(key)));
}

function operatorItem(site: Site, row: Row<'operators'>): Html {
  const words = countryWords(site.language);
  const count = site.dataset.tables.listing_totals
    .filter((total) => total.operator === row.id)
    .reduce((sum, total) => sum + total.added, 0);
  return html`<li><p><b>${words.text('operator', { name: row.name, province: row.province })}</b>: ${words.text('operatorFacts', { count, date: site.format.date(row.since) })}</p>${row.ownClaim ? html`<p class="muted">${words.text('operatorClaim', { claim: typeset(row.ownClaim) })}</p>` : ''}${sourcesLine(row.sources, site)}</li>`;
}

function listedBody(site: Site, country: Country, listings: Listings): Html {
  const operators = furtherRows(site.dataset, country.id).operators;
  const means = [
    ...(listings.kind === 'traced' ? ['notProof'] : []),
    ...(listings.matched.length > 0 ? ['matchedMeans'] : []),
    ...(listings.kind === 'none' ? ['notListed'] : []),
  ];
  return html`${listingTable(site, country, listings)}${operators.length > 0 ? html`<ul class="records">${operators.map((row) => operatorItem(site, row))}</ul>` : ''}${means.map((key) => markdownText(site, key))}`;
}

/** The holes of the page: what no record gives. */
function notKnown(site: Site, country: Country, listings: Listings, events: ReturnType<typeof eventsAbout>): Html | '' {
  const words = countryWords(site.language);
  const stations = [...listings.traced, ...listings.matched];
  if (stations.length === 0) return '';
  const count = (isHole: (row: Row<'stations'>) => boolean) => stationCount(stations.filter(isHole));
  const total = stationCount(stations);
  const holes = {
    place: count((row) => row.place === null),
    region: count((row) => row.placePrecision === 'region'),
    bureau: count((row) => row.operator === null),
  };
  const status = statusOf(site.dataset, country.id)?.status;
  return html`<ul class="plain country__holes">${Object.entries(holes).map(([key, hole]) =>
    hole > 0 ? html`<li>${words.text(`unknown.${key}`, { count: hole, total })}</li>` : '',
  )}${status === 'investigated-outcome-unknown' ? html`<li>${words.text('unknown.result')}</li>` : ''}${
    events.authorities.length === 0 ? html`<li id="authorities">${words.text('authoritiesNone')}</li>` : ''
  }${events.accused.length === 0 ? html`<li id="accused">${words.text('accusedNone')}</li>` : ''}</ul>`;
}

/** A claim with how it stands and all that was answered; answers told further up are named and linked. */
function claimItem(site: Site, row: Row<'claims'>, told: Set<string>): Html {
  const answers = answersTo(site.dataset, row.id);
  const time = claimTime(row, site);
  const item = html`<li id="${row.id}"><p><b>${typeset(row.claimant)}</b>${time ? `, ${time}` : ''} <span class="muted">(${site.messages.text(`claimStatus.${row.status}`)})</span>: ${typeset(row.statement)} <a class="records__id" href="${recordHref(row.id, site.base)}" aria-label="${site.messages.text('notes.recordOf', { record: recordName(row.id, site) })}">${site.messages.text('notes.record')}</a></p>${answers.length > 0 ? html`<div class="answers"><p class="answers__title">${site.messages.text('notes.answered')}</p><ul>${answers.map((answer) => html`<li>${answerItem(answer, new Map(), site, told)}</li>`)}</ul></div>` : ''}</li>`;
  for (const answer of answers) told.add(answer.row.id);
  return item;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Finds a country by any of its names, or one of its places, as whole words. */
function mentionOf(site: Site, country: Country): RegExp {
  const places = site.dataset.tables.places.filter((place) => place.country === country.id).map((place) => place.name);
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${[...namesOf(site, country), ...places].map(escaped).join('|')})(?![\\p{L}\\p{N}])`,
    'u',
  );
}

/** Claims on a country: those of the topic of its name, and those that name it. The general answers of China are told apart. */
function claimsOn(site: Site, country: Country): readonly Row<'claims'>[] {
  const mention = mentionOf(site, country);
  const general = new Set(generalAnswers(site.dataset).china.map((row) => row.id));
  return site.dataset.tables.claims.filter(
    (row) => !general.has(row.id) && (row.topic === country.name.toLowerCase() || mention.test(row.statement)),
  );
}

/** Where the story speaks of a country: a whole chapter where most of its paragraphs do, otherwise the paragraphs; then the charts that name it. */
function storyItems(site: Site, country: Country, claims: readonly Row<'claims'>[]): readonly Html[] {
  const words = countryWords(site.language);
  const mention = mentionOf(site, country);
  const own = new Set([
    ...site.dataset.tables.responses.filter((row) => row.about.includes(country.id)).map((row) => row.id),
    ...claims.filter((row) => row.topic === country.name.toLowerCase()).map((row) => row.id),
    `figure-country-${country.id.toLowerCase()}`,
  ]);
  const byChapter = new Map<string | undefined, { all: number; here: Paragraph[] }>();
  for (const paragraph of paragraphs(site)) {
    if (paragraph.heading) continue;
    const entry = byChapter.get(paragraph.chapter) ?? { all: 0, here: [] };
    entry.all += 1;
    if (mention.test(paragraph.text) || paragraph.records.some((id) => own.has(id))) entry.here.push(paragraph);
    byChapter.set(paragraph.chapter, entry);
  }
  const texts = [...byChapter].flatMap(([chapter, { all, here }]) => {
    const name = chapter ? site.messages.text(`chapterNames.${chapter}`) : site.messages.text('site.home');
    if (chapter && here.length > all / 2)
      return [html`<li><a href="${site.href(`${chapter}/`)}">${words.text('story.chapter', { title: name })}</a></li>`];
    return here.map(
      (paragraph) => html`<li>${name}: <a href="${site.href(paragraph.path)}">${beginningOf(paragraph.lead)}</a></li>`,
    );
  });
  const charts = [...site.charts.values()].flatMap(({ chart }) => {
    const text = [
      chart.headline,
      chart.summary,
      chart.description,
      ...chart.table.rows.flat().filter((cell) => typeof cell === 'string'),
    ].join(' | ');
    return mention.test(text)
      ? [
          html`<li>${words.text('story.chart')} <a href="${site.href(`charts/${chart.id}/`)}">${chart.headline}</a></li>`,
        ]
      : [];
  });
  return [...texts, ...charts];
}

/** Facts that are not about stations: treaty, patrols, a count by state of origin. */
function contextItems(site: Site, country: Country): readonly Html[] {
  const words = countryWords(site.language);
  const { dataset, format } = site;
  const { treaty, patrols, repression } = furtherRows(dataset, country.id);
  const name = (id: string) => dataset.get('countries', id).name;
  const item = (text: string, note: string | null, sources: readonly string[]) =>
    html`<li><p>${text}</p>${note ? html`<p class="muted">${site.messages.text('records.note', { note: typeset(note) })}</p>` : ''}${sourcesLine(sources, site)}</li>`;
  const dates = treaty && [
    ...(treaty.signed ? [words.text('treatySigned', { date: format.date(treaty.signed) })] : []),
    ...(treaty.inForce ? [words.text('treatyInForce', { date: format.date(treaty.inForce) })] : []),
  ];
  return [
    ...(treaty && dates
      ? [
          item(
            words.text('treaty', { dates: dates.length > 0 ? dates.join(', ') : words.text('treatyUndated') }),
            treaty.note,
            treaty.sources,
          ),
        ]
      : []),
    ...patrols.map((row) => {
      const places = dataset.tables.patrol_places
        .filter((place) => place.patrol === row.id)
        .map((place) => dataset.get('places', place.place).name);
      const values = {
        year: String(row.year),
        officers: row.officers,
        guest: name(row.guest),
        host: name(row.host),
        places: places.length > 0 ? format.list(places) : 'none',
      };
      return item(words.text(row.status === 'held' ? 'patrol' : 'patrolSuspended', values), row.note, row.sources);
    }),
    ...(repression
      ? [
          item(
            words.text('repression', {
              claimant: repression.claimant,
              count: repression.incidents,
              start: format.date(repression.start),
              end: format.date(repression.end),
            }),
            null,
            repression.sources,
          ),
        ]
      : []),
  ];
}

/** How many rows of which table carry the code of the country. */
export function rowsOn(site: Site, country: string): readonly { readonly table: TableName; readonly count: number }[] {
  const { tables } = site.dataset;
  const counts: readonly (readonly [TableName, number])[] = [
    ['stations', tables.stations.filter((row) => row.country === country).length],
    ['country_status', tables.country_status.filter((row) => row.country === country).length],
    ['responses', tables.responses.filter((row) => row.actorCountry === country || row.about.includes(country)).length],
    ['treaties', tables.treaties.filter((row) => row.country === country).length],
    ['patrols', tables.patrols.filter((row) => row.host === country || row.guest === country).length],
    ['places', tables.places.filter((row) => row.country === country).length],
    ['countries', 1],
  ];
  return counts.filter(([, count]) => count > 0).map(([table, count]) => ({ table, count }));
}

/** Everything on the page of a country, in reading order. Throws for a country that is not in the table. */
export function countryPage(site: Site, id: string): CountryPage {
  const { dataset, base, href } = site;
  const words = countryWords(site.language);
  const country = dataset.get('countries', id);
  const listings = listingsIn(dataset, id);
  const events = eventsAbout(dataset, id);
  const elsewhere = eventsElsewhere(dataset, id);
  const general = generalAnswers(dataset);
  const status = statusOf(site.dataset, id);
  const isSeat = listings.kind === 'seat';
  const told = new Set<string>();
  const section = (key: string, body: Html): CountrySection => ({
    id: key,
    title: words.text(`sections.${key}`),
    body,
  });
  const list = (rows: readonly Row<'responses'>[], withCountries = false): Html => {
    for (const row of rows) told.add(row.id);
    return html`<ul class="records">${rows.map((row) => responseItem(row, site, withCountries))}</ul>`;
  };
  const intro = (key: string): Html => html`<p>${words.text(key)}</p>`;
  const outcome = outcomeSentence(site, country, listings.kind);
  // The records of China and of the seat of the bureaus are the whole site: claims that name China are on the page of records.
  const claims = isSeat ? [] : claimsOn(site, country);
  const sections: CountrySection[] = [section('listed', listedBody(site, country, listings))];
  const rests = status
    ? html`<p id="status">${words.text('statusRests', { status: site.messages.text(`countryStatus.${status.status}`) })} ${joined(
        status.events.map((event) => shortRecord(event, site)),
        '; ',
      )}</p>`
    : '';
  const isListed = listings.kind === 'traced' || listings.kind === 'matched';
  if (events.authorities.length > 0)
    sections.push(section('authorities', html`${intro('authoritiesIntro')}${list(events.authorities)}${rests}`));
  for (const row of general.china) told.add(row.id);
  sections.push(
    section(
      'china',
      html`${events.china.length > 0 ? list(events.china, true) : isSeat ? '' : html`<p>${words.text('noChina', { in: inCountry(site, country), context: events.context.some((row) => row.actorCountry === 'CHN') ? 'yes' : 'no' })}</p>`}<p>${words.text('generalChina')}</p><div class="answers"><ul>${general.china.map(
        (row) => html`<li>${answerItem({ table: 'claims', row }, new Map(), site)}</li>`,
      )}</ul></div><p class="muted">${words.text('generalOthers')} ${recordNames(general.others, site)}</p>`,
    ),
  );
  if (events.accused.length > 0)
    sections.push(section('accused', html`${intro('accusedIntro')}${list(events.accused)}`));
  if (events.others.length > 0)
    sections.push(section('others', html`${intro('othersIntro')}${list(events.others, true)}`));
  const holes = notKnown(site, country, listings, events);
  const restsHere = events.authorities.length === 0 ? rests : '';
  if (holes || restsHere) sections.push(section('unknown', html`${restsHere}${holes}`));
  if (elsewhere.length > 0)
    sections.push(section('elsewhere', html`${intro('elsewhereIntro')}${list(elsewhere, true)}`));
  const context = contextItems(site, country);
  const contextBody =
    events.context.length + context.length > 0
      ? html`${intro('contextIntro')}${events.context.length > 0 ? list(events.context) : ''}${context.length > 0 ? html`<ul class="records">${context}</ul>` : ''}`
      : undefined;
  if (claims.length > 0)
    sections.push(
      section(
        'claims',
        html`${intro('claimsIntro')}<details><summary>${words.text('claimsCount', { count: claims.length })}</summary><ul class="records">${claims.map((row) => claimItem(site, row, told))}</ul></details>`,
      ),
    );
  if (contextBody) sections.push(section('context', contextBody));
  const story = isSeat ? [] : storyItems(site, country, claims);
  if (!isSeat)
    sections.push(section('story', story.length > 0 ? html`<ul class="plain">${story}</ul>` : intro('story.none')));
  const further = furtherRows(dataset, id);
  const sources = [
    ...new Set(
      [
        ...listings.traced,
        ...listings.matched,
        ...Object.values(events).flat(),
        ...elsewhere,
        ...claims,
        ...general.china,
        ...further.patrols,
        ...further.operators,
        ...(further.treaty ? [further.treaty] : []),
        ...(further.repression ? [further.repression] : []),
      ].flatMap((row) => row.sources),
    ),
  ];
  sections.push(
    section(
      'sources',
      html`<details><summary>${words.text('sourcesIntro', { count: sources.length })}</summary><ul class="plain">${sources.map((source) => html`<li>${sourceReference(source, site)}</li>`)}</ul></details>`,
    ),
    section(
      'download',
      html`<p>${words.text('downloadIntro', { id })}</p><ul class="plain">${rowsOn(site, id).map(
        ({ table, count }) =>
          html`<li><a href="${base}data/${table}.csv" download>${table}.csv</a>: ${words.text('downloadRows', { table: tableName(table, site), count })}</li>`,
      )}</ul><p><a href="${href('method/#traced-matched-not-traced')}">${words.text('aboutMethod')}</a></p>`,
    ),
  );
  return {
    country,
    title: countryTitle(site, country, listings),
    description: countryDescription(site, country, listings),
    listed: listedSentence(site, country, listings),
    answer: isListed ? answerSentenceOf(site, id) : undefined,
    outcome,
    strip: stripOf(site, country, listings),
    sections,
  };
}
