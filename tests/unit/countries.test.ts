/** Pages of countries: who stands on which side, and what is said in sentences made from rows. */
import { describe, expect, test } from 'vitest';
import {
  eventsAbout,
  generalAnswers,
  type Listings,
  listingsIn,
  rowsOn,
  sideOf,
  sides,
} from '../../src/dataset/country-records.ts';
import { dataset } from '../../src/dataset/current.ts';
import {
  countryCount,
  matchedOnlyCountries,
  matchedStations,
  stationCount,
  tracedStations,
} from '../../src/dataset/derived.ts';
import { continents, countryStatuses, tables } from '../../src/dataset/schema.ts';
import { countryLine } from '../../src/publish/country/index-list.ts';
import { countryPage } from '../../src/publish/country/page.ts';
import {
  chinaAnswer,
  countryDescription,
  countryTitle,
  hereOf,
  inCountry,
  listedSentence,
  outcomeSentence,
  placeLabel,
} from '../../src/publish/country/words.ts';
import { countryWords } from '../../src/publish/page/words.ts';
import { siteIn } from '../../src/story/site.ts';

const site = siteIn('en');
const words = countryWords('en');
const here = (id: string) => hereOf(site, id);
const plain = (text: string) => text.replace(/\u00a0/g, ' ');

/** Listings as they might be. */
const listings = (given: Partial<Listings>): Listings => ({
  kind: 'traced',
  all: [],
  traced: [],
  matched: [],
  tracedCount: 0,
  matchedCount: 0,
  atLeast: false,
  places: [],
  withoutPlace: 0,
  ...given,
});
const place = (id: string) => dataset.get('places', id);

describe('what is listed, in a sentence', () => {
  const said = (id: string, given: Partial<Listings>) =>
    plain(listedSentence({ ...here(id), listings: listings(given) }));
  test('one station with a city', () => {
    expect(said('IRL', { tracedCount: 1, places: [place('irl-dublin')] })).toBe(
      'Safeguard Defenders lists one station in Ireland, as far as coverage of its reports lets us trace them: Dublin.',
    );
  });
  test('several stations in several cities', () => {
    expect(said('NLD', { tracedCount: 2, places: [place('nld-amsterdam'), place('nld-rotterdam')] })).toBe(
      'Safeguard Defenders lists 2 stations in the Netherlands, as far as coverage of its reports lets us trace them: Amsterdam and Rotterdam.',
    );
  });
  test('a lowest possible count keeps its qualifier', () => {
    const angola = said('AGO', { tracedCount: 1, atLeast: true, withoutPlace: 1 });
    expect(angola).toContain('lists at least one station in Angola');
    expect(said('AGO', { tracedCount: 3, atLeast: true })).toContain('lists at least 3 stations in Angola');
  });
  test('a city that is not known is mentioned: of all, of one, of several', () => {
    expect(said('CUB', { tracedCount: 1, withoutPlace: 1 })).toMatch(/\. No city is given for it\.$/);
    expect(said('CUB', { tracedCount: 3, withoutPlace: 3 })).toMatch(/\. No city is given for any of them\.$/);
    expect(said('USA', { tracedCount: 4, withoutPlace: 1, places: [place('usa-new-york')] })).toMatch(
      /New York\. For one of them no city is given\.$/,
    );
    expect(said('USA', { tracedCount: 4, withoutPlace: 2, places: [place('usa-new-york')] })).toMatch(
      /For 2 of them no city is given\.$/,
    );
  });
  test('what we matched is counted apart', () => {
    const emirates = said('ARE', { tracedCount: 1, matchedCount: 1, places: [place('are-dubai')] });
    expect(emirates).toContain('lists one station in the United Arab Emirates');
    expect(emirates).toMatch(/We matched one more from a bureau’s own list, counted apart\.$/);
  });
  test('where we only matched, nobody else is said to list it', () => {
    const one = said('KHM', { kind: 'matched', matchedCount: 1 });
    expect(one).toContain('We traced no station in Cambodia');
    expect(one).toContain('We matched one from a bureau’s own list; that the reports count it is our inference.');
    expect(one).not.toContain('Safeguard Defenders lists');
    expect(said('ZAF', { kind: 'matched', matchedCount: 2 })).toContain(
      'We matched 2 from the bureaus’ own lists; that the reports count them is our inference.',
    );
  });
  test('nothing traced is not said to be nothing listed', () => {
    expect(said('BEL', { kind: 'none' })).toBe(
      'We traced no station in Belgium on the lists of Safeguard Defenders. That does not prove that none is listed.',
    );
  });
  test('the seat of the bureaus has no listing', () => {
    expect(listingsIn(dataset, 'CHN').kind).toBe('seat');
    expect(plain(listedSentence(here('CHN')))).toContain(`${dataset.tables.operators.length} police bureaus in China`);
  });
  test('a listing without a city says so', () => {
    expect(placeLabel(site, { place: null, placePrecision: 'unknown' })).toBe('no city given');
    expect(placeLabel(site, { place: 'ita-sicily', placePrecision: 'region' })).toBe('Sicily (region)');
    expect(placeLabel(site, { place: 'ita-prato', placePrecision: 'city' })).toBe('Prato');
  });
});

describe('sums', () => {
  test('over all countries are those of the dataset', () => {
    const all = dataset.tables.countries.map((row) => listingsIn(dataset, row.id));
    expect(all.reduce((sum, row) => sum + row.tracedCount, 0)).toBe(stationCount(tracedStations(dataset)));
    expect(all.filter((row) => row.kind === 'traced')).toHaveLength(countryCount(tracedStations(dataset)));
    expect(all.reduce((sum, row) => sum + row.matchedCount, 0)).toBe(stationCount(matchedStations(dataset)));
    expect(all.filter((row) => row.kind === 'matched')).toHaveLength(matchedOnlyCountries(dataset).length);
  });
  test('of rows on a country are those of the tables', () => {
    const stations = dataset.tables.stations.filter((row) => row.country === 'NLD');
    expect(rowsOn(site.dataset, 'NLD').get('stations')).toEqual(stations);
    expect([...rowsOn(site.dataset, 'DNK').keys()]).toEqual(['countries']);
  });
});

describe('sides', () => {
  // Every denial and suit on record, sorted by hand. A new row is missing here until somebody has looked on which side it stands.
  const denials = {
    authorities: [
      'tza-2022-10-20-denial',
      'nga-2022-10-21-denial',
      'hun-2022-11-03-no-knowledge',
      'hrv-2022-12-04-denial',
      'srb-2022-12-04-denial',
      'rou-2022-12-05-denial',
    ],
    accused: [
      'kor-2022-12-31-operator',
      'usa-2023-04-19-association',
      'can-2023-04-28-contradiction',
      'can-2023-12-01-notice',
      'can-2024-03-06-suit',
      'usa-2026-01-trial-set',
    ],
  };
  test('every denial and every suit stands where it was sorted by hand', () => {
    const found = { authorities: [] as string[], accused: [] as string[] };
    for (const row of dataset.tables.responses)
      if (row.type === 'denial' || row.type === 'lawsuit-by-accused') {
        const side = sideOf(row, row.about[0] ?? '');
        expect(['authorities', 'accused']).toContain(side);
        if (side === 'authorities' || side === 'accused') found[side].push(row.id);
      }
    const fix =
      'read who denies in a row that is new, and write its id into the list of that side at the head of this file';
    expect(found.authorities.sort(), fix).toEqual([...denials.authorities].sort());
    expect(found.accused.sort(), fix).toEqual([...denials.accused].sort());
  });
  test('what is not about stations is context, whoever did it', () => {
    for (const row of dataset.tables.responses)
      expect(sideOf(row, row.about[0] ?? 'USA') === 'context', row.id).toBe(!row.aboutStations);
  });
  test('every event about a country stands on its page once', () => {
    for (const { id } of dataset.tables.countries) {
      const events = eventsAbout(dataset, id);
      const ids = sides.flatMap((side) => events[side].map((row) => row.id));
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.sort()).toEqual(
        dataset.tables.responses.flatMap((row) => (row.about.includes(id) ? [row.id] : [])).sort(),
      );
    }
  });
  test('China’s answers to the counts are those of its foreign ministry, and all others are named too', () => {
    const { china, others } = generalAnswers(dataset);
    const counts = new Set(dataset.tables.reports.map((row) => row.claim));
    const answering = [...dataset.tables.claims, ...dataset.tables.responses].filter((row) =>
      row.answers.some((claim) => counts.has(claim)),
    );
    const ofChina = answering.filter((row) => 'claimant' in row && row.claimant.endsWith('foreign ministry of China'));
    expect(ofChina.length).toBeGreaterThan(0);
    expect(china.map(({ id }) => id).sort()).toEqual(ofChina.map(({ id }) => id).sort());
    expect([...china.map(({ id }) => id), ...others].sort()).toEqual(answering.map(({ id }) => id).sort());
  });
  test('the answer that stands for China is its latest about the country, or its latest at all', () => {
    const latest = (rows: readonly { readonly id: string; readonly date: string | null }[]) =>
      [...rows].sort((a, b) => (a.date ?? '').localeCompare(b.date ?? '')).at(-1)?.id;
    const about = eventsAbout(dataset, 'NLD').china;
    expect(about.length).toBeGreaterThan(0);
    expect(chinaAnswer(site, 'NLD').row.id).toBe(latest(about));
    expect(eventsAbout(dataset, 'BEL').china).toEqual([]);
    expect(chinaAnswer(site, 'BEL').row.id).toBe(latest(generalAnswers(dataset).china));
  });
});

describe('how it stands', () => {
  test('says as of when, except where nothing was found', () => {
    expect(plain(outcomeSentence(here('NLD')))).toContain(
      plain(`as of ${site.format.date(dataset.get('country_status', 'NLD').asOf)}`),
    );
    expect(plain(outcomeSentence(here('KHM')))).toContain('as of this edition');
  });
  test('tells silence only where something is listed, and never where events are on record', () => {
    expect(outcomeSentence(here('AGO'))).toContain('No response');
    expect(countryLine(here('AGO')).status).toBe('No response on record');
    expect(countryLine(here('DNK')).status).toBe('');
    expect(plain(outcomeSentence(here('TWN')))).toContain(`${eventsAbout(dataset, 'TWN').authorities.length} events`);
    for (const row of dataset.tables.countries)
      if (eventsAbout(dataset, row.id).authorities.length > 0)
        expect(countryLine(here(row.id)).status, row.id).not.toBe('No response on record');
  });
  test('a title fits into a tab, and tells no closure of all where one was reported', () => {
    const titles = dataset.tables.countries.map((row) => countryTitle(here(row.id)));
    expect(new Set(titles).size).toBe(titles.length);
    for (const title of titles) expect(title.length, title).toBeLessThanOrEqual(80);
    expect(countryTitle(here('ITA'))).toBe(
      `Italy: ${listingsIn(dataset, 'ITA').tracedCount} stations listed, closure reported`,
    );
    expect(countryTitle(here('AGO'))).toBe('Angola: one station listed, no response found');
    expect(countryTitle(here('ZAF'))).toBe(
      `South Africa: no station traced, ${listingsIn(dataset, 'ZAF').matchedCount} matched by us`,
    );
    expect(countryTitle(here('BEL'))).toBe('Belgium: no station traced');
  });
  test('every description holds the answer', () => {
    for (const row of dataset.tables.countries) expect(countryDescription(here(row.id))).toMatch(/ Answered: .{10}/);
  });
});

describe('words', () => {
  test('every code has its words', () => {
    for (const status of countryStatuses) expect(words.has(`standing.${status}`), status).toBe(true);
    for (const continent of continents) expect(site.messages.has(`continents.${continent}`), continent).toBe(true);
    for (const finding of tables.place_findings.row.shape.finding.options)
      expect(words.has(`finding.${finding}`), finding).toBe(true);
    for (const listing of tables.stations.row.shape.listing.options)
      expect(words.has(`listing.${listing}`), listing).toBe(true);
  });
  test('names with an article have it', () => {
    for (const row of dataset.tables.countries)
      expect(inCountry(site, row).startsWith('in the '), row.name).toBe(
        /^United |^Netherlands$|^Philippines$/.test(row.name),
      );
  });
  test('Taiwan is named alone, and no page gives a territory a parent', () => {
    const text = `${countryTitle(here('TWN'))} ${listedSentence(here('TWN'))}`;
    expect(text).toContain('Taiwan');
    expect(text).not.toMatch(/China|province/i);
  });
});

test('the same records give the same page', () => {
  for (const id of ['NLD', 'ZAF', 'CHN']) {
    const once = countryPage(site, id).sections.map((section) => section.body.toString());
    expect(countryPage(site, id).sections.map((section) => section.body.toString())).toEqual(once);
  }
});
