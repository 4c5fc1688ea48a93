/** The index from A to Z on the search page, as at the end of a book: countries, places, people, bodies, bureaus, terms. Needs no script. */
import type { Row } from '../../dataset/schema.ts';
import { glossaryEntries } from '../../story/glossary.ts';
import { type Html, html } from '../../story/html.ts';
import { countryHref, recordLinks } from '../../story/records.ts';
import type { Site } from '../../story/site.ts';
import { typeset } from '../../words/typeset.ts';
import { countriesByName, inCountry } from '../country/words.ts';
import { anyOf, searchWords } from '../page/words.ts';

interface Entry {
  /** Under which it is sorted. */
  readonly key: string;
  readonly body: Html;
}

/** Claims and responses that name a person: by full name, or by a form long enough not to be anybody else's. */
export function recordsNaming(site: Site, person: Row<'people'>): readonly string[] {
  const { claims, responses } = site.dataset.tables;
  const name = anyOf([person.name, ...person.forms.filter((form) => form.length >= 6)]);
  return [
    ...claims.filter((row) => name.test(`${row.claimant} | ${row.statement}`)),
    ...responses.filter((row) => name.test(`${row.actor} | ${row.summary}`)),
  ].map((row) => row.id);
}

/** A name as an index prints it: Coveney, Simon; names that begin with the family name, or have no other, stay as they are. */
function indexName(person: Row<'people'>): string {
  const family = person.forms.find((form) => person.name.endsWith(` ${form}`));
  return family ? `${family}, ${person.name.slice(0, -family.length - 1)}` : person.name;
}

const han = /^\p{Script=Han}/u;

function personEntry(site: Site, person: Row<'people'>): Entry[] {
  const records = recordsNaming(site, person);
  if (records.length === 0) return [];
  const name = indexName(person);
  const source = person.sources[0];
  const lang = han.test(name) && source ? site.dataset.get('sources', source).language : undefined;
  return [
    {
      key: name,
      body: html`${lang ? html`<span lang="${lang}">${name}</span>` : name}, ${typeset(person.role)}: ${recordLinks(records, site)}`,
    },
  ];
}

function entriesOf(site: Site): Entry[] {
  const { dataset, base } = site;
  const words = searchWords(site.language);
  const listed = new Set(dataset.tables.stations.flatMap((row) => row.place ?? []));
  const bodies = Map.groupBy(
    dataset.tables.responses.filter((row) => row.body),
    (row) => row.body ?? '',
  );
  return [
    ...countriesByName(site).map((country) => ({
      key: country.name,
      body: html`<a href="${countryHref(country.id, base)}">${country.name}</a>`,
    })),
    ...dataset.tables.places
      .filter((place) => listed.has(place.id))
      .map((place) => ({
        key: place.name,
        body: html`<a href="${countryHref(place.country, base)}#listed">${words.text('index.place', { place: place.name, in: inCountry(site, dataset.get('countries', place.country)) })}</a>`,
      })),
    ...dataset.tables.operators.map((row) => ({
      key: row.name,
      body: html`<a href="${countryHref(dataset.get('places', row.place).country, base)}#listed">${words.text('index.bureau', { name: row.name })}</a>`,
    })),
    ...glossaryEntries(site).map((entry) => ({
      key: entry.term,
      body: html`<a href="${base}glossary/#${entry.id}"${entry.lang ? html` lang="${entry.lang}"` : ''}>${typeset(entry.term)}</a>`,
    })),
    ...dataset.tables.people.flatMap((person) => personEntry(site, person)),
    ...[...bodies].map(([body, records]) => ({
      key: body,
      body: html`${typeset(body)}: ${recordLinks(
        records.map((row) => row.id),
        site,
      )}`,
    })),
  ];
}

/** The entries by letter. Diacritics do not count; what begins with a digit comes first, what is not in Latin letters last. */
export function bookIndex(site: Site) {
  const words = searchWords(site.language);
  const letters = Map.groupBy(entriesOf(site), (entry) => {
    const first = entry.key.normalize('NFD').charAt(0).toUpperCase();
    return /[A-Z]/.test(first) ? first : /\d/.test(first) ? '0–9' : '';
  });
  const order = (letter: string) => (letter === '' ? 2 : letter === '0–9' ? 0 : 1);
  return [...letters]
    .sort(([a], [b]) => order(a) - order(b) || (a < b ? -1 : 1))
    .map(([letter, entries]) => ({
      id: letter === '' ? 'index-other' : `index-${letter === '0–9' ? 'digits' : letter.toLowerCase()}`,
      title: letter === '' ? words.text('index.otherScripts') : letter,
      entries: entries
        .sort((a, b) => a.key.localeCompare(b.key, site.language) || (a.body.toString() < b.body.toString() ? -1 : 1))
        .map((entry) => entry.body),
    }));
}
