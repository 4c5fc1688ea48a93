/** What the pages of countries say in a sentence: what is listed, how it stands, who answered. From the rows, in words of `content/<language>/countries.yaml`. */
import { eventsAbout, generalAnswers, type Listings, listingsIn } from '../../dataset/country-records.ts';
import type { Row } from '../../dataset/schema.ts';
import { statusOf } from '../../story/country-link.ts';
import { claimTime } from '../../story/notes.ts';
import { countryHref } from '../../story/records.ts';
import type { Site } from '../../story/site.ts';
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

/** The country's name and every other that the records use of it. */
export function namesOf(site: Site, country: Country): readonly string[] {
  const words = countryWords(site.language);
  return [country.name, ...(words.has(`names.${country.id}`) ? words.text(`names.${country.id}`).split('|') : [])];
}

/** A place as a listing names it: Lisbon; Sicily (region); no city given. */
export function placeLabel(site: Site, station: Pick<Row<'stations'>, 'place' | 'placePrecision'>): string {
  const words = countryWords(site.language);
  if (station.place === null) return words.text('place.unknown');
  const place = site.dataset.get('places', station.place).name;
  return words.has(`place.${station.placePrecision}`)
    ? words.text(`place.${station.placePrecision}`, { place })
    : place;
}

/** What is listed in a country, in a sentence or two. */
export function listedSentence(
  site: Site,
  country: Country,
  listings: Listings = listingsIn(site.dataset, country.id),
): string {
  const words = countryWords(site.language);
  const where = inCountry(site, country);
  const atLeast = listings.atLeast ? 'yes' : 'no';
  switch (listings.kind) {
    case 'traced':
      return [
        words.text('listed.traced', {
          atLeast,
          count: listings.tracedCount,
          in: where,
          cities: listings.places.length > 0 ? site.format.list(listings.places.map((place) => place.name)) : 'none',
        }),
        ...(listings.withoutPlace > 0
          ? [
              words.text('listed.withoutPlace', {
                all: listings.withoutPlace === listings.tracedCount ? 'yes' : 'no',
                count: listings.withoutPlace,
              }),
            ]
          : []),
        ...(listings.matchedCount > 0 ? [words.text('listed.alsoMatched', { count: listings.matchedCount })] : []),
      ].join(' ');
    case 'matched':
      return words.text('listed.matched', { count: listings.matchedCount, in: where });
    case 'seat':
      return words.text('listed.seat', { count: site.dataset.tables.operators.length, in: where });
    case 'none':
      return words.text('listed.none', { in: where });
  }
}

/** How it stands, as of a date. Where no statement was found, the latest record is of something else, so that its date is not printed. */
export function outcomeSentence(site: Site, country: Country, kind: Listings['kind']): string {
  const words = countryWords(site.language);
  const row = statusOf(site.dataset, country.id);
  if (!row) {
    const { authorities } = eventsAbout(site.dataset, country.id);
    if (authorities.length > 0) return words.text('outcome.events', { count: authorities.length });
    return kind === 'seat' ? '' : words.text(kind === 'none' ? 'outcome.none' : 'outcome.listed');
  }
  const status = site.messages.text(`countryStatus.${row.status}`);
  const summary = typeset(row.summary);
  return row.status === 'no-response-found'
    ? words.text('outcome.noStatement', { status, summary })
    : words.text('outcome.known', { status, date: site.format.date(row.asOf), summary });
}

/** The title of a country's page: what is listed and how it stands, in one line. */
export function countryTitle(
  site: Site,
  country: Country,
  listings: Listings = listingsIn(site.dataset, country.id),
): string {
  const words = countryWords(site.language);
  return plainSpaces(
    words.text(`title.${listings.kind}`, {
      name: country.name,
      atLeast: listings.atLeast ? 'yes' : 'no',
      count: listings.kind === 'matched' ? listings.matchedCount : listings.tracedCount,
      standing: words.text(`standing.${statusOf(site.dataset, country.id)?.status ?? 'none'}`),
    }),
  );
}

/** An answer in full: who, when, what, and where its record is. */
export interface ShownAnswer {
  readonly id: string;
  readonly who: string;
  readonly when: string;
  readonly what: string;
}

/** China's answer where it spoke of stations in the country: its latest statement. Otherwise its denial of them all, which is the latest of its general answers. */
export function chinaAnswer(site: Site, country: string): ShownAnswer {
  const own = eventsAbout(site.dataset, country).china.at(-1);
  if (own) return { id: own.id, who: own.actor, when: site.format.date(own.date), what: own.summary };
  const general = generalAnswers(site.dataset).china.at(-1);
  if (!general) throw new Error('No answer of China to the reports is on record');
  return { id: general.id, who: general.claimant, when: claimTime(general, site), what: general.statement };
}

/** China's answer in a sentence: who, when, what. */
export function answerSentenceOf(site: Site, country: string): string {
  const { who, when, what } = chinaAnswer(site, country);
  return `${countryWords(site.language).text('answered', { who: typeset(who), when })}: ${typeset(what)}`;
}

/** The description of a country's page: what is listed, how it stands, who answered. */
export function countryDescription(
  site: Site,
  country: Country,
  listings: Listings = listingsIn(site.dataset, country.id),
): string {
  const words = countryWords(site.language);
  return plainSpaces(
    words.text('description', {
      listed: listedSentence(site, country, listings),
      outcome: outcomeSentence(site, country, listings.kind),
      answer: answerSentenceOf(site, country.id),
    }),
  ).replace(/ {2,}/g, ' ');
}
