/** What the pages of countries say in a sentence: what is listed, what became of it, who answered. From the rows, in words of `content/<language>/countries.yaml`. */
import type { Answer } from '../../dataset/answers.ts';
import { eventsAbout, generalAnswers, type Listings, listingsIn } from '../../dataset/country-records.ts';
import type { Row } from '../../dataset/schema.ts';
import { statusOf } from '../../story/country-link.ts';
import { sayingOf } from '../../story/notes.ts';
import { countryHref } from '../../story/records.ts';
import type { Site } from '../../story/site.ts';
import type { Messages } from '../../words/message.ts';
import { typeset } from '../../words/typeset.ts';
import { plainSpaces } from '../chart/chart-record.ts';
import { countryWords } from '../page/words.ts';

type Country = Row<'countries'>;

/** Countries by name, as the site sorts them. */
export const countriesByName = (site: Site): readonly Country[] =>
  [...site.dataset.tables.countries].sort((a, b) => a.name.localeCompare(b.name, site.language));

/** Path of the page of a country, below the site's root. */
export const countryPath = (country: string): string => countryHref(country, '');

/** `in the Netherlands`. */
export const inCountry = (site: Site, country: Country): string =>
  countryWords(site.language).text('in', { id: country.id, name: country.name });

/** A country as its page sees it. */
export interface Here {
  readonly site: Site;
  /** The words of the pages of countries. */
  readonly words: Messages;
  readonly country: Country;
  readonly listings: Listings;
}

/** Throws for a country that is not in the table. */
export const hereOf = (site: Site, id: string): Here => ({
  site,
  words: countryWords(site.language),
  country: site.dataset.get('countries', id),
  listings: listingsIn(site.dataset, id),
});

/** The country's name and every other that the records use of it. */
export const namesOf = ({ words, country }: Pick<Here, 'words' | 'country'>): readonly string[] => [
  country.name,
  ...(words.has(`names.${country.id}`) ? words.text(`names.${country.id}`).split('|') : []),
];

/** A place as a listing names it: Lisbon; Sicily (region); no city given. */
export function placeLabel(site: Site, station: Pick<Row<'stations'>, 'place' | 'placePrecision'>): string {
  const words = countryWords(site.language);
  if (station.place === null) return words.text('place.unknown');
  const place = site.dataset.get('places', station.place).name;
  return words.has(`place.${station.placePrecision}`)
    ? words.text(`place.${station.placePrecision}`, { place })
    : place;
}

/** What messages about the number of listings take. */
export const countOf = ({ kind, atLeast, tracedCount, matchedCount }: Listings) => ({
  kind,
  atLeast: atLeast ? 'yes' : 'no',
  count: kind === 'matched' ? matchedCount : tracedCount,
});

/** What is listed in a country, in a sentence or two. */
export function listedSentence({ site, words, country, listings }: Here): string {
  const { kind, tracedCount, matchedCount, withoutPlace, places } = listings;
  const where = inCountry(site, country);
  if (kind === 'seat') return words.text('listed.seat', { count: site.dataset.tables.operators.length, in: where });
  const cities = places.length > 0 ? site.format.list(places.map((place) => place.name)) : 'none';
  const sentences = [words.text(`listed.${kind}`, { ...countOf(listings), in: where, cities })];
  if (kind === 'traced' && withoutPlace > 0)
    sentences.push(
      words.text('listed.withoutPlace', { all: withoutPlace === tracedCount ? 'yes' : 'no', count: withoutPlace }),
    );
  if (kind === 'traced' && matchedCount > 0) sentences.push(words.text('listed.alsoMatched', { count: matchedCount }));
  return sentences.join(' ');
}

/** What became of it, as of a date. Where no statement was found, the latest record is of something else, so that its date is not printed. */
export function outcomeSentence({ site, words, country, listings: { kind } }: Here): string {
  const row = statusOf(site.dataset, country.id);
  if (!row) {
    const { authorities } = eventsAbout(site.dataset, country.id);
    if (authorities.length > 0) return words.text('outcome.events', { count: authorities.length });
    return kind === 'seat' ? '' : words.text(kind === 'none' ? 'outcome.none' : 'outcome.listed');
  }
  return words.text(row.status === 'no-response-found' ? 'outcome.noStatement' : 'outcome.known', {
    status: site.messages.text(`countryStatus.${row.status}`),
    date: site.format.date(row.asOf),
    summary: typeset(row.summary),
  });
}

/** The title of a country's page: what is listed and what became of it, in one line. */
export const countryTitle = ({ site, words, country, listings }: Here): string =>
  plainSpaces(
    words.text(`title.${listings.kind}`, {
      name: country.name,
      ...countOf(listings),
      standing: words.text(`standing.${statusOf(site.dataset, country.id)?.status ?? 'none'}`),
    }),
  );

/** China's answer where it spoke of stations in the country: its latest statement. Otherwise its denial of them all, which is the latest of its general answers. */
export function chinaAnswer({ dataset }: Site, country: string): Answer {
  const own = eventsAbout(dataset, country).china.at(-1);
  if (own) return { table: 'responses', row: own };
  const general = generalAnswers(dataset).china.at(-1);
  if (!general) throw new Error('No answer of China to the reports is on record');
  return { table: 'claims', row: general };
}

/** China's answer in a sentence: who, when, what. */
export function answerSentenceOf(site: Site, country: string): string {
  const { who, when, what } = sayingOf(chinaAnswer(site, country), site);
  return `${countryWords(site.language).text('answered', { who: typeset(who), when })}: ${typeset(what)}`;
}

/** The description of a country's page: what is listed, what became of it, who answered. */
export const countryDescription = (here: Here): string =>
  plainSpaces(
    here.words.text('description', {
      listed: listedSentence(here),
      outcome: outcomeSentence(here),
      answer: answerSentenceOf(here.site, here.country.id),
    }),
  ).replace(/ {2,}/g, ' ');
