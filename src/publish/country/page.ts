/** The page of one country, for src/pages/countries: what is listed there, what became of it, what its authorities, China, the accused and others said, claims, context, story, sources. */
import { answersTo } from '../../dataset/answers.ts';
import { eventsAbout, eventsElsewhere, furtherRows, generalAnswers, rowsOn } from '../../dataset/country-records.ts';
import { stationCount } from '../../dataset/derived.ts';
import type { Row } from '../../dataset/schema.ts';
import { once } from '../../shared/once.ts';
import { statusOf } from '../../story/country-link.ts';
import { type Html, html, joined } from '../../story/html.ts';
import { htmlOf, linkedText } from '../../story/linked-text.ts';
import { answerItem, recordMore, sayer, sayingOf } from '../../story/notes.ts';
import { noteLine, responseItem, shortRecord } from '../../story/record-list.ts';
import { recordNames, sourceReference, sourcesLine, tableName } from '../../story/records.ts';
import type { Site } from '../../story/site.ts';
import { typeset } from '../../words/typeset.ts';
import { paragraphs } from '../page/paragraphs.ts';
import { anyOf, countryWords } from '../page/words.ts';
import { paragraphItem } from '../record/uses.ts';
import { listingTable } from './listings.ts';
import { stripOf } from './strip.ts';
import {
  answerSentenceOf,
  countryDescription,
  countryTitle,
  type Here,
  hereOf,
  inCountry,
  listedSentence,
  namesOf,
  outcomeSentence,
} from './words.ts';

/** Everything on record that the page is made of. */
interface Records extends Here {
  readonly events: ReturnType<typeof eventsAbout>;
  /** What bodies of the country did elsewhere. */
  readonly elsewhere: readonly Row<'responses'>[];
  readonly general: ReturnType<typeof generalAnswers>;
  readonly claims: readonly Row<'claims'>[];
  readonly further: ReturnType<typeof furtherRows>;
}

const list = (items: readonly Html[], className = 'records'): Html | '' =>
  (items.length > 0 && html`<ul class="${className}">${items}</ul>`) || '';

/** A text of `countries.yaml` that is Markdown and cites records: references lead to the records. */
const markdownText = once((site: Site) =>
  once((key: string): Html => {
    const text = countryWords(site.language).text(key);
    return htmlOf(linkedText(site, `content/${site.language}/countries.yaml`, text));
  }),
);

function operatorItem({ site, words }: Here, row: Row<'operators'>): Html {
  const count = site.dataset.tables.listing_totals
    .filter((total) => total.operator === row.id)
    .reduce((sum, total) => sum + total.added, 0);
  return html`<li><p><b>${words.text('operator', { name: row.name, province: row.province })}</b>: ${words.text('operatorFacts', { count, date: site.format.date(row.since) })}</p>${row.ownClaim ? html`<p class="muted">${words.text('operatorClaim', { claim: typeset(row.ownClaim) })}</p>` : ''}${sourcesLine(row.sources, site)}</li>`;
}

function listedBody(records: Records): Html {
  const { kind, matched } = records.listings;
  const means = [
    ...(kind === 'traced' ? ['notProof'] : []),
    ...(matched.length > 0 ? ['matchedMeans'] : []),
    ...(kind === 'none' ? ['notListed'] : []),
  ];
  return html`${listingTable(records)}${list(records.further.operators.map((row) => operatorItem(records, row)))}${means.map(markdownText(records.site))}`;
}

/** The holes of the page: what no record gives. */
function notKnown({ site, words, country, listings: { all: stations }, events }: Records): Html | '' {
  if (stations.length === 0) return '';
  const count = (isHole: (row: Row<'stations'>) => boolean) => stationCount(stations.filter(isHole));
  const total = stationCount(stations);
  const holes = {
    place: count((row) => row.place === null),
    region: count((row) => row.placePrecision === 'region'),
    bureau: count((row) => row.operator === null),
  };
  const status = statusOf(site.dataset, country.id)?.status;
  return html`<ul class="plain country__holes">${Object.entries(holes).map(
    ([key, hole]) => hole > 0 && html`<li>${words.text(`unknown.${key}`, { count: hole, total })}</li>`,
  )}${status === 'investigated-outcome-unknown' && html`<li>${words.text('unknown.result')}</li>`}${
    events.authorities.length === 0 && html`<li id="authorities">${words.text('authoritiesNone')}</li>`
  }${events.accused.length === 0 && html`<li id="accused">${words.text('accusedNone')}</li>`}</ul>`;
}

/** Claims with their status and all that was answered; answers given further up are named and linked. */
function claimsBody({ site, words, events, elsewhere, general, claims }: Records): Html | '' {
  if (claims.length === 0) return '';
  const shown = new Set([...Object.values(events).flat(), ...elsewhere, ...general.china].map(({ id }) => id));
  const items = claims.map((row) => {
    const said = sayingOf({ table: 'claims', row }, site);
    const answers = answersTo(site.dataset, row.id);
    const answered = answers.map((answer) => html`<li>${answerItem(answer, new Map(), site, shown)}</li>`);
    for (const answer of answers) shown.add(answer.row.id);
    return html`<li id="${row.id}"><p>${sayer(said)} <span class="muted">(${said.standing})</span>: ${typeset(said.what)} ${recordMore(row.id, site, { className: 'records__id' })}</p>${answered.length > 0 && html`<div class="answers"><p class="answers__title">${site.messages.text('notes.answered')}</p><ul>${answered}</ul></div>`}</li>`;
  });
  return html`<p>${words.text('claimsIntro')}</p><details><summary>${words.text('claimsCount', { count: claims.length })}</summary>${list(items)}</details>`;
}

/** Finds a country by any of its names, or one of its places, as whole words. */
function mentionOf(here: Here): RegExp {
  const { site, country } = here;
  const places = site.dataset.tables.places.filter((place) => place.country === country.id).map((place) => place.name);
  return anyOf([...namesOf(here), ...places]);
}

/** Claims on a country: those of the topic of its name, and those that name it. The general answers of China have their own place. */
function claimsOn(here: Here): readonly Row<'claims'>[] {
  const { site, country } = here;
  const mention = mentionOf(here);
  const general = new Set(generalAnswers(site.dataset).china.map((row) => row.id));
  return site.dataset.tables.claims.filter(
    (row) => !general.has(row.id) && (row.topic === country.name.toLowerCase() || mention.test(row.statement)),
  );
}

/** Where the story speaks of a country: a whole chapter where most of its paragraphs do, otherwise the paragraphs; then the charts that name it. */
function storyItems(records: Records): readonly Html[] {
  const { site, words, country, claims } = records;
  const mention = mentionOf(records);
  const own = new Set([
    ...site.dataset.tables.responses.filter((row) => row.about.includes(country.id)).map((row) => row.id),
    ...claims.filter((row) => row.topic === country.name.toLowerCase()).map((row) => row.id),
    `figure-country-${country.id.toLowerCase()}`,
  ]);
  const prose = paragraphs(site).filter(({ heading }) => !heading);
  const texts = [...Map.groupBy(prose, ({ chapter }) => chapter)].flatMap(([chapter, all]) => {
    const here = all.filter(({ text, records: cited }) => mention.test(text) || cited.some((id) => own.has(id)));
    if (!chapter || here.length <= all.length / 2) return here.map((paragraph) => paragraphItem(site, paragraph));
    const title = site.messages.text(`chapterNames.${chapter}`);
    return [html`<li><a href="${site.href(`${chapter}/`)}">${words.text('story.chapter', { title })}</a></li>`];
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
function contextItems({ site, words, further }: Records): readonly Html[] {
  const { dataset, format } = site;
  const name = (id: string) => dataset.get('countries', id).name;
  const item = (text: string, { note = null, sources }: { note?: string | null; sources: readonly string[] }) =>
    html`<li><p>${text}</p>${noteLine(note, site)}${sourcesLine(sources, site)}</li>`;
  const treaties = further.treaties.map((row) => {
    const dates = [
      row.signed && words.text('treatySigned', { date: format.date(row.signed) }),
      row.inForce && words.text('treatyInForce', { date: format.date(row.inForce) }),
    ].filter(Boolean);
    return item(words.text('treaty', { dates: dates.join(', ') || words.text('treatyUndated') }), row);
  });
  const patrols = further.patrols.map((row) => {
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
    return item(words.text(row.status === 'held' ? 'patrol' : 'patrolSuspended', values), row);
  });
  const repression = further.repression.map(({ claimant, incidents: count, start, end, sources }) => {
    const values = { claimant, count, start: format.date(start), end: format.date(end) };
    return item(words.text('repression', values), { sources });
  });
  return [...treaties, ...patrols, ...repression];
}

function chinaBody({ site, words, country, listings, events, general }: Records): Html {
  const none = () => {
    const context = events.context.some((row) => row.actorCountry === 'CHN') ? 'yes' : 'no';
    return html`<p>${words.text('noChina', { in: inCountry(site, country), context })}</p>`;
  };
  const own = list(events.china.map((row) => responseItem(row, site, true))) || (listings.kind !== 'seat' && none());
  const answers = general.china.map((row) => html`<li>${answerItem({ table: 'claims', row }, new Map(), site)}</li>`);
  return html`${own}<p>${words.text('generalChina')}</p><div class="answers"><ul>${answers}</ul></div><p class="muted">${words.text('generalOthers')} ${recordNames(general.others, site)}</p>`;
}

/** The sources of everything on the page, each once, in its order. */
function sourcesBody({ site, words, listings, events, elsewhere, claims, general, further }: Records): Html {
  const { patrols, operators, treaties, repression } = further;
  const rows = [
    ...listings.all,
    ...Object.values(events).flat(),
    ...elsewhere,
    ...claims,
    ...general.china,
    ...patrols,
    ...operators,
    ...treaties,
    ...repression,
  ];
  const sources = [...new Set(rows.flatMap((row) => row.sources))];
  const items = sources.map((source) => html`<li>${sourceReference(source, site)}</li>`);
  return html`<details><summary>${words.text('sourcesIntro', { count: sources.length })}</summary><ul class="plain">${items}</ul></details>`;
}

function downloadBody({ site, words, country }: Records): Html {
  const items = [...rowsOn(site.dataset, country.id)].map(
    ([table, { length: count }]) =>
      html`<li><a href="${site.base}data/${table}.csv" download>${table}.csv</a>: ${words.text('downloadRows', { table: tableName(table, site), count })}</li>`,
  );
  return html`<p>${words.text('downloadIntro', { id: country.id })}</p><ul class="plain">${items}</ul><p><a href="${site.href('method/#traced-matched-not-traced')}">${words.text('aboutMethod')}</a></p>`;
}

/** On which events the status of the country rests. */
function restsOn({ site, words, country }: Records): Html | '' {
  const status = statusOf(site.dataset, country.id);
  if (!status) return '';
  const events = status.events.map((event) => shortRecord(event, site));
  return html`<p id="status">${words.text('statusRests', { status: site.messages.text(`countryStatus.${status.status}`) })} ${joined('; ', events)}</p>`;
}

/** The sections in reading order; those that are empty are left out. */
function bodies(records: Records): Readonly<Record<string, Html | ''>> {
  const { site, words, listings, events, elsewhere } = records;
  const intro = (key: string): Html => html`<p>${words.text(key)}</p>`;
  const eventsUnder = (key: string, rows: readonly Row<'responses'>[], withCountries = false): Html | '' =>
    rows.length > 0 ? html`${intro(key)}${list(rows.map((row) => responseItem(row, site, withCountries)))}` : '';
  const rests = restsOn(records);
  const authorities = eventsUnder('authoritiesIntro', events.authorities);
  const context = contextItems(records);
  const ofContext = list(events.context.map((row) => responseItem(row, site, false)));
  return {
    listed: listedBody(records),
    authorities: authorities && html`${authorities}${rests}`,
    china: chinaBody(records),
    accused: eventsUnder('accusedIntro', events.accused),
    others: eventsUnder('othersIntro', events.others, true),
    unknown: html`${authorities === '' && rests}${notKnown(records)}`,
    elsewhere: eventsUnder('elsewhereIntro', elsewhere, true),
    claims: claimsBody(records),
    context: ofContext || context.length > 0 ? html`${intro('contextIntro')}${ofContext}${list(context)}` : '',
    // The records of China, the seat of the bureaus, are the whole site.
    story: listings.kind === 'seat' ? '' : list(storyItems(records), 'plain') || intro('story.none'),
    sources: sourcesBody(records),
    download: downloadBody(records),
  };
}

/** Everything on the page of a country, in reading order. Throws for a country that is not in the table. */
export function countryPage(site: Site, id: string) {
  const { dataset } = site;
  const here = hereOf(site, id);
  const { words, country, listings } = here;
  const records: Records = {
    ...here,
    events: eventsAbout(dataset, id),
    elsewhere: eventsElsewhere(dataset, id),
    general: generalAnswers(dataset),
    // Claims that name China are on the page of records.
    claims: listings.kind === 'seat' ? [] : claimsOn(here),
    further: furtherRows(dataset, id),
  };
  return {
    country,
    title: countryTitle(here),
    description: countryDescription(here),
    listed: listedSentence(here),
    // China’s answer where something is listed: beside the listing, not below it.
    answer: listings.all.length > 0 ? answerSentenceOf(site, id) : undefined,
    outcome: outcomeSentence(here),
    strip: stripOf(here),
    sections: Object.entries(bodies(records)).flatMap(([key, body]) =>
      body.toString() ? [{ id: key, title: words.text(`sections.${key}`), body }] : [],
    ),
  };
}
