/** Names of the dataset for the fact-checker: persons, places, publishers, reports. */
import type { Dataset } from '../../dataset/dataset.ts';
import type { EditorsLists, KnownName, Names } from '../../fact-check/types.ts';
import { recordTexts } from './texts.ts';

/** Parts of a publisher's name that are names by themselves: "DR/TV 2", "RTL and Follow the Money". */
const housesIn = (text: string): string[] => {
  const plain = text.replace(/\s*\(.*?\)/g, '');
  return [plain, ...plain.split(/\s*[/,]\s*|\s+(?:and|after)\s+/)].filter(
    // A person who publishes must be in `people`.
    (name) => name !== '' && !/\b(?:MEP|MP|minister)\b/.test(name),
  );
};

const known = new WeakMap<object, Names>();

/** All names that the records hold. A country is implied by its cities, a province by its bureau's seat. */
export function siteNames(dataset: Dataset, lists: EditorsLists): Names {
  const made = known.get(dataset.tables);
  if (made) return made;
  const { tables, edition } = dataset;
  const formsOf = new Map(lists.names.places.map(({ of, forms }) => [of, forms]));
  const impliedOf = new Map(lists.names.places.map(({ of, implied }) => [of, implied ?? []]));
  const other =
    (owner: string) =>
    (name: string): KnownName => ({
      name,
      forms: [],
      kind: 'other',
      owner,
      uncited: owner === 'credits',
      // One house by several names: "RTL Nieuws" where the record has "RTL/FTM".
      implied: lists.attribution.forms
        .filter(({ of, forms }) => [of, ...forms].includes(name))
        .flatMap(({ of, forms }) => [of, ...forms]),
    });
  const citiesOf = (country: string) =>
    tables.places.filter((place) => place.country === country).map((place) => place.name);
  const people = tables.people.map(
    ({ id, name, forms, role }): KnownName => ({ name, forms, kind: 'person', owner: `people/${id}`, role }),
  );
  const countries = tables.countries.map(
    ({ id, name }): KnownName => ({
      name,
      forms: formsOf.get(name) ?? [],
      kind: 'place',
      owner: 'countries',
      strict: true,
      implied: [...citiesOf(id), ...(impliedOf.get(name) ?? [])],
    }),
  );
  const continents = [...new Set(tables.countries.map(({ continent }) => continent))].map((name): KnownName => {
    const inside = tables.countries.filter(({ continent }) => continent === name);
    return {
      name,
      forms: formsOf.get(name) ?? [],
      kind: 'place',
      owner: 'continents',
      implied: [
        ...(impliedOf.get(name) ?? []),
        ...inside.flatMap((country) => [country.name, ...(formsOf.get(country.name) ?? []), ...citiesOf(country.id)]),
      ],
    };
  });
  const places = tables.places.map(
    ({ name }): KnownName => ({
      name,
      forms: formsOf.get(name) ?? [],
      kind: 'place',
      owner: 'places',
      implied: impliedOf.get(name) ?? [],
    }),
  );
  const bureaus = tables.operators.flatMap(({ name, province }): KnownName[] => [
    { name, forms: [], kind: 'place', owner: 'operators' },
    {
      name: province,
      forms: [],
      kind: 'place',
      owner: 'operators',
      implied: tables.operators.filter((row) => row.province === province).map((row) => row.name),
    },
  ]);
  const others = [
    ...tables.reports
      .flatMap(({ title, publisher }) => [title, ...title.split(':').slice(0, 1), publisher])
      .map(other('reports')),
    ...edition.credits
      .flatMap(({ who, licence }) => [...who.split(/,\s*/), licence.replace(/[\d.]+/g, '').trim()])
      .map(other('credits')),
    ...[
      ...new Set(tables.sources.flatMap(({ publisher, carriedBy }) => [publisher, carriedBy ?? ''].flatMap(housesIn))),
    ].map(other('publishers')),
  ];
  const names = {
    known: [...people, ...countries, ...continents, ...places, ...bureaus, ...others],
    texts: recordTexts(dataset).map((text) => text.text),
  };
  known.set(dataset.tables, names);
  return names;
}
