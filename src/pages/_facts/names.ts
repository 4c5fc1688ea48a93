/** Names of the dataset for the fact-checker: persons, places, publishers, reports. */
import type { Dataset } from '../../dataset/dataset.ts';
import type { EditorsLists, KnownName, Names } from '../../fact-check/types.ts';
import { once } from '../../shared/once.ts';
import { recordTexts } from './texts.ts';

/** Parts of a publisher's name that are names by themselves: "DR/TV 2", "RTL and Follow the Money". */
const housesIn = (text: string): string[] => {
  const plain = text.replace(/\s*\(.*?\)/g, '');
  return [plain, ...plain.split(/\s*[/,]\s*|\s+(?:and|after)\s+/)].filter(
    // A person who publishes must be in `people`.
    (name) => name !== '' && !/\b(?:MEP|MP|minister)\b/.test(name),
  );
};

type Lists = Pick<EditorsLists, 'names' | 'attribution'>;

/** A house or work: its other names are those by which the lists attribute it ("RTL Nieuws" where the record has "RTL/FTM"). */
const otherName =
  (owner: string, { attribution }: Lists) =>
  (name: string): KnownName => ({
    name,
    forms: [],
    kind: 'other',
    owner,
    uncited: owner === 'credits',
    implied: attribution.forms
      .filter(({ of, forms }) => [of, ...forms].includes(name))
      .flatMap(({ of, forms }) => [of, ...forms]),
  });

/** Countries, continents, cities, and the bureaus' places. A country is implied by its cities, a province by its bureau's seat. */
function placeNames({ tables }: Dataset, { names }: Lists): KnownName[] {
  const formsOf = new Map(names.places.map(({ of, forms }) => [of, forms]));
  const impliedOf = new Map(names.places.map(({ of, implied }) => [of, implied ?? []]));
  const place = (owner: string, name: string, implied?: readonly string[]): KnownName => ({
    name,
    forms: owner === 'operators' ? [] : (formsOf.get(name) ?? []),
    kind: 'place',
    owner,
    ...(implied ? { implied } : {}),
  });
  const citiesOf = (country: string) => tables.places.filter((row) => row.country === country).map((row) => row.name);
  const countries = tables.countries.map(({ id, name }) => ({
    ...place('countries', name, [...citiesOf(id), ...(impliedOf.get(name) ?? [])]),
    strict: true,
  }));
  const continents = [...new Set(tables.countries.map(({ continent }) => continent))].map((name) =>
    place('continents', name, [
      ...(impliedOf.get(name) ?? []),
      ...tables.countries
        .filter(({ continent }) => continent === name)
        .flatMap((country) => [country.name, ...(formsOf.get(country.name) ?? []), ...citiesOf(country.id)]),
    ]),
  );
  const bureaus = tables.operators.flatMap(({ name, province }) => [
    place('operators', name),
    place(
      'operators',
      province,
      tables.operators.filter((row) => row.province === province).map((row) => row.name),
    ),
  ]);
  return [
    ...countries,
    ...continents,
    ...tables.places.map(({ name }) => place('places', name, impliedOf.get(name) ?? [])),
    ...bureaus,
  ];
}

const namesIn = once((dataset: Dataset) =>
  once((lists: Lists): Names => {
    const { tables, edition } = dataset;
    const people = tables.people.map(
      ({ id, name, forms, role }): KnownName => ({ name, forms, kind: 'person', owner: `people/${id}`, role }),
    );
    const works = tables.reports.flatMap(({ title, publisher }) => [title, ...title.split(':').slice(0, 1), publisher]);
    const credits = edition.credits.flatMap(({ who, licence }) => [
      ...who.split(/,\s*/),
      licence.replace(/[\d.]+/g, '').trim(),
    ]);
    const houses = new Set(
      tables.sources.flatMap(({ publisher, carriedBy }) => [publisher, carriedBy ?? ''].flatMap(housesIn)),
    );
    return {
      known: [
        ...people,
        ...placeNames(dataset, lists),
        ...works.map(otherName('reports', lists)),
        ...credits.map(otherName('credits', lists)),
        ...[...houses].map(otherName('publishers', lists)),
      ],
      texts: recordTexts(dataset).map((text) => text.text),
    };
  }),
);

/** All names that the records hold. */
export const siteNames = (dataset: Dataset, lists: Lists): Names => namesIn(dataset)(lists);
