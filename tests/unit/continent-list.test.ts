/** The list by continent beside a map coloured by country: every country once, sums that are the totals, and the answer with each. */
import { describe, expect, test } from 'vitest';
import { dataset } from '../../src/dataset/current.ts';
import { derivedFigure, matchedStations, tracedStations } from '../../src/dataset/derived.ts';
import { continentList } from '../../src/story/continent-list.ts';
import { siteIn } from '../../src/story/site.ts';
import { parsePage } from '../helpers/xml.ts';

const site = siteIn('en');
const maps = [...site.charts.values()].filter(({ chart }) => chart.countries).map(({ chart }) => chart);
const plain = (text: string | null | undefined) => (text ?? '').replaceAll('\u00a0', ' ');
const figure = (name: string) => derivedFigure(dataset, name).value;
const numberIn = (text: string, pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? 0);

test('the maps coloured by country have a list, and no other chart has', () => {
  expect(maps.map((chart) => chart.id)).toEqual(['world-map', 'world-map-growth']);
  for (const { chart } of site.charts.values())
    expect(continentList(chart, site) !== undefined, chart.id).toBe(chart.countries !== undefined);
});

describe.each(maps.map((chart) => [chart.id, chart] as const))('the list of %s', (_, chart) => {
  const list = parsePage(`${continentList(chart, site)}`);
  const items = [...list.querySelectorAll('[data-country]')];
  const itemOf = (country: string) => plain(list.querySelector(`[data-country="${country}"]`)?.textContent);

  test('names each country of the rows once', () => {
    expect(items.map((item) => item.getAttribute('data-country')).sort()).toEqual(
      (chart.countries ?? []).map((row) => row.country).sort(),
    );
  });

  test('adds up to the totals, by country and by continent, with the hole stated', () => {
    const lines = items.map((item) => plain(item.querySelector('p')?.textContent));
    expect(lines.reduce((sum, line) => sum + numberIn(line, /(\d+) traced/), 0)).toBe(figure('traced-stations'));
    expect(lines.reduce((sum, line) => sum + numberIn(line, /drawn as outlines: (\d+)/), 0)).toBe(
      figure('matched-stations'),
    );
    const heads = [...list.querySelectorAll('ul.continents > li > p:first-child')].map((head) =>
      plain(head.textContent),
    );
    expect(heads.reduce((sum, head) => sum + numberIn(head, /: (\d+) traced/), 0)).toBe(figure('traced-stations'));
    expect(heads.reduce((sum, head) => sum + numberIn(head, /(\d+) more matched/), 0)).toBe(figure('matched-stations'));
    expect(heads.at(-1)).toBe(
      `Not traced by us: ${figure('not-traced-stations')} stations, and ${figure('not-traced-countries')} countries`,
    );
    const intro = plain(list.querySelector('p')?.textContent);
    expect(intro).toContain(
      `Of at least ${figure('listed-december')} listed stations, ${figure('traced-stations')} are traced to ${figure('traced-countries')} countries; ${figure('matched-stations')} more, ${figure('matched-countries')} of the countries`,
    );
    expect(intro).toContain(`${figure('not-traced-stations')} are not traced`);
    expect(itemOf('ITA')).toContain('11 traced, 4 listed in September 2022, the rest added in December 2022');
  });

  test('places and bureaus of a country add up to its stations', () => {
    for (const row of chart.countries ?? []) {
      const stations = [...tracedStations(dataset), ...matchedStations(dataset)].filter(
        (station) => station.country === row.country,
      );
      for (const heading of ['Where', 'Bureau']) {
        const listed = [...itemOf(row.country).matchAll(new RegExp(`${heading}: ([^.]*)\\.`, 'g'))].flatMap((match) =>
          [...(match[1] ?? '').matchAll(/ (\d+)(?:,|$)/g)].map((count) => Number(count[1])),
        );
        expect(
          listed.reduce((sum, count) => sum + count, 0),
          `${row.name}, ${heading}`,
        ).toBe(stations.reduce((sum, station) => sum + station.count, 0));
      }
    }
  });

  test('says "at least" exactly where coverage names no number', () => {
    for (const row of chart.countries ?? [])
      expect(itemOf(row.country).includes('at least'), row.name).toBe(row.atLeast);
    expect((chart.countries ?? []).filter((row) => row.atLeast).map((row) => row.name)).toEqual([
      'Madagascar',
      'Zambia',
    ]);
  });

  test('carries the status of each country, or that nothing was found', () => {
    for (const row of chart.countries ?? []) {
      const status = dataset.tables.country_status.find((candidate) => candidate.country === row.country);
      expect(itemOf(row.country), row.name).toContain(
        status ? plain(site.messages.text(`countryStatus.${status.status}`)) : 'no record of any response found',
      );
    }
    expect(itemOf('USA')).toContain('could not be confirmed from a court');
  });
});
