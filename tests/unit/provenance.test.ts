/** The cautions that come with the facts: what no row, text or chart may say. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { charts } from '../../src/charts/registry.ts';
import { countryListings } from '../../src/dataset/country-listings.ts';
import { dataset } from '../../src/dataset/current.ts';
import {
  DECEMBER,
  derivedFigures,
  matchedOnlyCountries,
  matchedStations,
  SEPTEMBER,
  stationCount,
  tracedStations,
} from '../../src/dataset/derived.ts';
import { parseDataset } from '../../src/dataset/parse.ts';
import { tableNames, tables } from '../../src/dataset/schema.ts';
import { siteIn } from '../../src/story/site.ts';
import { filesWith } from '../helpers/data-files.ts';

const { tables: rows } = dataset;

/** Every text of the site: fields of all rows, and the files of content/. */
const texts: readonly { readonly where: string; readonly text: string }[] = [
  ...tableNames.flatMap((name) =>
    (rows[name] as readonly Record<string, unknown>[]).flatMap((row) =>
      Object.entries(row).flatMap(([column, value]) =>
        typeof value === 'string'
          ? [{ where: `data/${name}.json, ${row[tables[name].key]}, ${column}`, text: value }]
          : [],
      ),
    ),
  ),
  ...readdirSync('content', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(md|yaml)$/.test(file))
    .map((file) => ({ where: `content/${file}`, text: readFileSync(join('content', file), 'utf8') })),
];

/** Where a pattern is found, with the words around it, but for the phrases that were looked at and are harmless. */
const findings = (pattern: RegExp, harmless: readonly string[] = []): string[] =>
  texts.flatMap(({ where, text }) => {
    const rest = harmless.reduce((left, phrase) => left.replaceAll(phrase, ''), text);
    const match = pattern.exec(rest);
    return match
      ? [`${where}: … ${rest.slice(Math.max(0, match.index - 30), match.index + match[0].length + 30)} …`]
      : [];
  });

test('there are texts to look at', () => expect(texts.length).toBeGreaterThan(5000));

describe('people', () => {
  test('the two men charged in New York are named nowhere', () => {
    expect(
      findings(/\bJianwang\b|\bJinping Chen\b|\bChen Jinping\b|\bHarry Lu\b|\bLu v\.|卢建旺|盧建旺|陈金平|陳金平/i),
    ).toEqual([]);
  });
});

describe('places are never finer than a city', () => {
  test('no text has a street in English', () => {
    expect(
      findings(
        /\b(?:streets?|avenue|boulevard|broadway|alley|postcode|zip code|ground floor|(?:first|second|third|fourth|\d+(?:st|nd|rd|th)) floor|suite \d|house number)\b/i,
        ['patrolling the streets of Hungary', 'patrolling-the-streets-of-hungary', 'Wall Street Journal'],
      ),
    ).toEqual([]);
    expect(
      findings(
        /\b\d{1,4}[A-Za-z]?,? (?:[A-Z][\p{L}’'-]+ ){1,3}(?:Road|Rd|Lane|Drive|Square|Place|Way|Court|Terrace)\b/u,
      ),
    ).toEqual([]);
  });

  test('no text has a street in another language', () => {
    expect(
      findings(
        /\b(?:calle|avenida|plaza|paseo|rua|praça|rue|impasse|piazza|corso|viale|vicolo|ulica|ulice|utca|körút)\b/i,
      ),
    ).toEqual([]);
    expect(findings(/\b[Vv]ia (?:[A-Z][\p{L}’'-]+)(?: [A-Z][\p{L}’'-]+)*,? \d/u)).toEqual([]);
    expect(findings(/\b\p{L}+(?:straat|gracht|singel|kade|laan|plein|strasse|straße|gatan|platz)\b/iu)).toEqual([]);
    expect(findings(/[\u4e00-\u9fff](?:街|路|巷|弄|大道)[\u4e00-\u9fff]{0,2}\d+/)).toEqual([]);
  });

  test('no text has a postal code', () => {
    expect(findings(/\b\d{4} ?[A-Z]{2}\b(?!-)/, [])).toEqual([]);
    expect(findings(/\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b/)).toEqual([]);
  });

  test('no text has a telephone number or an e-mail address', () => {
    expect(findings(/(?:\+|\b00)\d{2}[ \d-]{7,}\d|[\w.]+@[\w-]+\.[a-z]{2,}/)).toEqual([]);
  });

  test('no text has coordinates but those of the table of places', () => {
    expect(findings(/\b\d{1,2}\.\d{3,}\b[^%]{0,4}\b\d{1,3}\.\d{3,}\b/)).toEqual([]);
  });

  test('no station has a column for anything finer', () => {
    expect(Object.keys(tables.stations.row.shape).sort()).toEqual(
      [
        'id',
        'country',
        'place',
        'placePrecision',
        'placeBasis',
        'count',
        'countPrecision',
        'operator',
        'report',
        'listing',
        'sources',
        'note',
      ].sort(),
    );
  });
});

describe('records that must not be used', () => {
  const forbidden = ['it-08', 'fra-2025-court', 'nl-22', 'pers-07', 'hunt-16', 'law-02'];

  test.each(forbidden)('%s stands in no table and in no text', (id) => {
    for (const name of tableNames) expect(dataset.has(name, id), name).toBe(false);
    expect(findings(new RegExp(`(?<![\\w-])${id}(?![\\w-])`))).toEqual([]);
  });

  test('pers-24 stands in no chart', () => {
    const shown = [...siteIn('en').charts.values()];
    expect(shown).toHaveLength(charts.length);
    for (const { chart, words } of shown) {
      expect(chart.claims, chart.id).not.toContain('pers-24');
      expect(words.notes, chart.id).not.toContain('pers-24');
    }
  });
});

describe('the case in New York', () => {
  const american = rows.responses.filter((row) => row.actorCountry === 'USA' || row.about.includes('USA'));

  test('has a plea and a verdict that no court confirmed, never a conviction', () => {
    expect(american.length).toBeGreaterThan(5);
    expect(american.filter((row) => row.type === 'conviction').map((row) => row.id)).toEqual([]);
    expect(
      rows.responses.filter((row) => row.type === 'conviction' && row.date.startsWith('2026-05')).map((row) => row.id),
    ).toEqual([]);
    const verdicts = rows.responses.filter((row) => row.type === 'verdict-unconfirmed');
    expect(verdicts.map((row) => row.date.slice(0, 7))).toEqual(['2026-05']);
    for (const row of verdicts) expect(row.summary).toContain('press reports that we could not confirm from a court');
    expect(american.filter((row) => row.type === 'guilty-plea')).toHaveLength(1);
  });

  test('is never called a conviction in a text without saying that it is not confirmed', () => {
    for (const { where, text } of texts)
      for (const paragraph of text.split(/\n\s*\n/))
        if (
          /\bMay 2026\b/.test(paragraph) &&
          /convict|guilty|verdict/i.test(paragraph) &&
          /\bjury|New York|Manhattan/i.test(paragraph)
        )
          expect(paragraph, where).toMatch(/could not confirm from a court/);
  });

  test('was the only one over a station that led to a plea or a verdict', () => {
    for (const row of rows.responses)
      if (['guilty-plea', 'conviction', 'verdict-unconfirmed'].includes(row.type))
        expect(row.aboutStations ? row.about : ['USA'], row.id).toContain('USA');
  });
});

describe('matched listings', () => {
  test('never count as traced', () => {
    for (const report of [SEPTEMBER, DECEMBER] as const)
      for (const station of tracedStations(dataset, report)) expect(station.listing, station.id).toBe('report');
    const traced = new Set(tracedStations(dataset).map((station) => station.id));
    for (const station of matchedStations(dataset)) expect(traced.has(station.id), station.id).toBe(false);
    expect(traced.size + matchedStations(dataset).length).toBe(rows.stations.length);
  });

  test('change no figure of the traced, however many there are', () => {
    const more = parseDataset(
      filesWith({
        stations: (stations) => {
          // Without their bureau: its total may have no room for one more.
          for (const station of stations)
            if (station['listing'] === 'matched')
              Object.assign(station, {
                id: String(station['id']).replace(`-${station['operator']}-`, '-bureau-unknown-'),
                count: Number(station['count']) + 1,
                operator: null,
              });
        },
      }),
    );
    const values = (one: typeof dataset) =>
      new Map([...derivedFigures(one).values()].map((figure) => [figure.id, figure.value]));
    const [before, after] = [values(dataset), values(more)];
    const matched = matchedStations(dataset).length;
    for (const [id, value] of before) {
      const change = (after.get(id) ?? 0) - value;
      expect(change, id).toBe(
        id === 'figure-matched-stations' ? matched : id === 'figure-not-traced-stations' ? -matched : 0,
      );
    }
  });

  test('stand apart in the rows of the world map, and not at all in September', () => {
    const december = countryListings(dataset, DECEMBER);
    expect(december.reduce((sum, row) => sum + row.traced, 0)).toBe(stationCount(tracedStations(dataset)));
    expect(december.reduce((sum, row) => sum + row.matched, 0)).toBe(stationCount(matchedStations(dataset)));
    expect(december.filter((row) => row.traced === 0)).toHaveLength(matchedOnlyCountries(dataset).length);
    const september = countryListings(dataset, SEPTEMBER);
    expect(september.reduce((sum, row) => sum + row.traced, 0)).toBe(stationCount(tracedStations(dataset, SEPTEMBER)));
    expect(september.every((row) => row.matched === 0 && row.traced > 0)).toBe(true);
  });
});

describe('sources', () => {
  test('that were read as excerpts say so, unless they were read whole', () => {
    for (const source of rows.sources) expect(['excerpt', 'whole'], source.id).toContain(source.read);
  });
});

describe('figures that must not be added up', () => {
  test('of telecom fraud overlap: no derived figure is their sum', () => {
    const persuaded = rows.returns.filter((row) => row.measure === 'persuaded').map((row) => row.value ?? 0);
    expect(persuaded).toEqual(expect.arrayContaining([210_000, 69_000, 230_000]));
    const sums = new Set([210_000 + 69_000, 210_000 + 230_000, 69_000 + 230_000, 210_000 + 69_000 + 230_000]);
    for (const figure of derivedFigures(dataset).values()) expect(sums.has(figure.value), figure.id).toBe(false);
    expect(findings(/\b(?:279|440|299|509),000\b/)).toEqual([]);
  });

  test('of Fox Hunt and Sky Net are of two campaigns: no derived figure rests on both', () => {
    for (const figure of derivedFigures(dataset).values()) {
      const campaigns = new Set(rows.returns.filter((row) => row.value === figure.value).map((row) => row.campaign));
      expect(campaigns.size, figure.id).toBeLessThanOrEqual(1);
    }
  });

  test('stations are never given a head of population', () => {
    expect(findings(/\bstations? per (?:head|capita|million|inhabitant)/i)).toEqual([]);
  });
});
