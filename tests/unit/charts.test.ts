/** Every chart, by the rules that all charts keep. A new chart is found here by being there. */
import { describe, expect, test } from 'vitest';
import { charts, loadChartWords } from '../../src/charts/registry.ts';
import { frames } from '../../src/charts/shared/frame.ts';
import { SymbolSheet } from '../../src/charts/shared/symbols.ts';
import { answersTo } from '../../src/dataset/answers.ts';
import { dataset } from '../../src/dataset/current.ts';
import {
  countryCount,
  DECEMBER,
  matchedOnlyCountries,
  matchedStations,
  methodTotal,
  patrolPostings,
  SEPTEMBER,
  stationCount,
  tracedStations,
} from '../../src/dataset/derived.ts';
import { chaptersIn, renderChartFigure } from '../../src/story/chapters.ts';
import { chartTable } from '../../src/story/chart-figure.ts';
import { siteIn } from '../../src/story/site.ts';
import { formatFor } from '../../src/words/format.ts';
import { chapterIds } from '../helpers/chapters.ts';
import { chartOf, total } from '../helpers/chart-table.ts';
import { parseHtml, parseXml } from '../helpers/xml.ts';

const site = siteIn('en');
const words = loadChartWords('en');
const names = { labelledBy: 'a-headline', describedBy: 'a-summary' };

test('charts stand in the order of the chapters', () => {
  const places = charts.map((chart) => chapterIds.indexOf(chart.chapter) * 1000 + chart.order);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(new Set(places).size, 'no two charts have the same place').toBe(places.length);
  for (const chart of charts) expect(chart.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

describe.each(charts.map((chart) => [chart.id, chart] as const))('%s', (id, definition) => {
  const entry = site.charts.get(id);
  if (!entry) throw new Error(`The site has no chart ${id}`);
  const { chart } = entry;
  const pictures = (['wide', 'narrow'] as const).map((frame) => ({
    frame,
    svg: chart.picture(frame, new SymbolSheet(), names),
  }));

  test('has a headline that states, a dek that says who counts, and words for those who do not see it', () => {
    expect(chart.headline).not.toMatch(/\.$/);
    expect(chart.headline.length).toBeGreaterThan(20);
    expect(chart.headline.length).toBeLessThan(140);
    expect(chart.dek).toMatch(/\.$/);
    expect(chart.summary).toMatch(/[.”]$/);
    expect(chart.description.length).toBeGreaterThan(60);
    for (const text of [
      chart.headline,
      chart.dek,
      chart.summary,
      chart.description,
      chart.tableCaption,
      ...chart.columnLabels,
    ]) {
      expect(text).not.toMatch(/undefined|NaN|null|Infinity|\[object|[{}]/);
      expect(text).not.toMatch(/["']/);
      expect(text.trim()).toBe(text);
      expect(text).not.toBe('');
    }
  });

  test('has a table whose rows fit its columns and say what they are', () => {
    const { columns, rows } = chart.table;
    expect(columns.length).toBeGreaterThan(1);
    expect(chart.columnLabels).toHaveLength(columns.length);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row).toHaveLength(columns.length);
      expect(row[0], 'the first cell names the row').toEqual(expect.anything());
      row.forEach((cell, index) => {
        if (cell !== null)
          expect(typeof cell, `${row[0]}, ${columns[index]?.key}`).toBe(
            columns[index]?.kind === 'number' ? 'number' : 'string',
          );
        if (typeof cell === 'number') expect(Number.isFinite(cell)).toBe(true);
      });
    }
    expect(new Set(columns.map((column) => column.key)).size).toBe(columns.length);
    const table = parseHtml(chartTable(chart, site).toString());
    expect(table.querySelectorAll('tbody tr')).toHaveLength(rows.length);
    expect(table.querySelectorAll('tbody th[scope=row]')).toHaveLength(rows.length);
    expect(table.querySelectorAll('thead th[scope=col]')).toHaveLength(columns.length);
    expect(table.querySelector('caption')?.textContent).toBe(chart.tableCaption);
  });

  test('rests on claims and sources that exist', () => {
    expect(chart.sources.length).toBeGreaterThan(0);
    for (const claim of chart.claims) expect(dataset.has('claims', claim), claim).toBe(true);
    for (const source of chart.sources) expect(dataset.has('sources', source), source).toBe(true);
    expect(new Set(chart.sources).size).toBe(chart.sources.length);
  });

  test('shows an answer openly when what it shows was answered', () => {
    const answers = chart.claims.flatMap((claim) => answersTo(dataset, claim)).map((answer) => answer.row.id);
    const shown = words.get(id)?.answer;
    if (answers.length > 0) expect(answers).toContain(shown);
    else expect(shown).toBeUndefined();
    const figure = parseHtml(renderChartFigure(site, id, new SymbolSheet()));
    expect(figure.querySelectorAll('.chart__answer')).toHaveLength(answers.length > 0 ? 1 : 0);
  });

  test.each(pictures)('is drawn $frame as well-formed SVG with a name', ({ frame, svg }) => {
    const root = parseXml(svg).documentElement;
    expect(root.getAttribute('role')).toBe('img');
    expect(root.getAttribute('aria-labelledby')).toBe('a-headline');
    expect(root.getAttribute('width')).toBe(String(frames[frame].width));
    const height = Number(root.getAttribute('height'));
    expect(height).toBeGreaterThan(60);
    expect(height).toBeLessThan(frames[frame].width * 6);
    expect(svg).not.toMatch(/NaN|undefined|Infinity|null|\[object/);
    expect(root.firstElementChild?.getAttribute('aria-hidden')).toBe('true');
    expect(root.querySelector('script, style, title, image, foreignObject')).toBeNull();
    expect(svg).not.toMatch(/\son[a-z]+=|javascript:|https?:/);
    for (const label of root.querySelectorAll('[aria-label], [aria-roledescription]'))
      expect(label, 'what is hidden has no name of its own').toBe(root);
  });

  test.each(pictures)('writes no colour and no size of text of its own when drawn $frame', ({ svg }) => {
    expect(svg).not.toMatch(/(?:fill|stroke|stop-color)="(?!none|currentColor|url\(#|var\(--)[^"]+"/);
    expect(svg).not.toMatch(/style="[^"]*(?:#[0-9a-f]{3,6}|rgb)/);
    for (const [, size] of svg.matchAll(/font-size(?:="|:\s*)([\d.]+)/g))
      expect(Number(size)).toBeGreaterThanOrEqual(12);
  });

  test.each(pictures)('keeps its texts inside the picture when drawn $frame', ({ frame, svg }) => {
    const root = parseXml(svg).documentElement;
    const height = Number(root.getAttribute('height'));
    for (const text of root.querySelectorAll('text')) {
      if (text.closest('[transform]')) continue;
      const [x, y] = [
        Number(text.getAttribute('x') ?? text.querySelector('tspan')?.getAttribute('x') ?? 0),
        Number(text.getAttribute('y') ?? 0),
      ];
      expect(x >= 0 && x <= frames[frame].width && y >= 0 && y <= height, `${text.textContent} at ${x}, ${y}`).toBe(
        true,
      );
    }
  });

  test('makes its ids from its own, and no two pictures of a page share one', () => {
    const ids = pictures.map(({ svg }) => [...parseXml(svg).querySelectorAll('[id]')].map((element) => element.id));
    for (const own of ids.flat()) expect(own.startsWith(`${id}-`), own).toBe(true);
    expect(new Set(ids.flat()).size).toBe(ids.flat().length);
  });

  test('points to nothing that is not there', () => {
    for (const { frame } of pictures) {
      const symbols = new SymbolSheet();
      const svg = chart.picture(frame, symbols, names);
      const root = parseXml(svg).documentElement;
      const known = new Set([...root.querySelectorAll('[id]')].map((element) => element.id));
      if (symbols.toSvg()) for (const shape of parseXml(symbols.toSvg()).querySelectorAll('[id]')) known.add(shape.id);
      for (const [, target = ''] of svg.matchAll(/(?:href="#|url\(#)([^")]+)/g))
        expect(known.has(target), target).toBe(true);
    }
  });

  test('is the same each time it is made', () => {
    const own = words.get(id)?.messages;
    if (!own) throw new Error(`No words for ${id}`);
    const again = definition.build(dataset, own, formatFor('en'));
    for (const { frame, svg } of pictures) expect(again.picture(frame, new SymbolSheet(), names)).toBe(svg);
    expect(JSON.stringify(again.table)).toBe(JSON.stringify(chart.table));
    expect(again.claims).toEqual(chart.claims);
  });

  test('stands in its own chapter or in none (the chapter then links to it)', () => {
    const places = chaptersIn('en')
      .filter((chapter) => chapter.chartIds.includes(id))
      .map((chapter) => chapter.id);
    expect([definition.chapter, ...places].every((place) => place === definition.chapter)).toBe(true);
  });
});

describe('what the charts show adds up', () => {
  const rowsOf = (id: string) => chartOf(id).table.rows;
  // From the tables: that these are the numbers which the sources have is held by hand in reconciliation.test.ts, and there alone.
  const [traced, september, matched] = [
    tracedStations(dataset),
    tracedStations(dataset, SEPTEMBER),
    matchedStations(dataset),
  ].map(stationCount);
  const listed = dataset.get('reports', DECEMBER).total;

  test.each(['world-map', 'world-map-growth'])('%s: all that is traced after each report, the matched apart', (id) => {
    expect([total(id, 'september'), total(id, 'december'), total(id, 'matched')]).toEqual([september, traced, matched]);
  });

  test('country-ranking: all that is traced in every country, and those that only a matched listing names', () => {
    expect([
      total('country-ranking', 'traced'),
      total('country-ranking', 'september'),
      total('country-ranking', 'matched'),
    ]).toEqual([traced, september, matched]);
    expect(total('country-ranking', 'september') + total('country-ranking', 'added')).toBe(traced);
    expect(rowsOf('country-ranking')).toHaveLength(
      countryCount(tracedStations(dataset)) + matchedOnlyCountries(dataset).length,
    );
  });

  test('bureaus-traced: all that is listed in each of its two ways', () => {
    const bureau = (name: string) => dataset.tables.operators.some((row) => row.name === name);
    expect(total('bureaus-traced', 'listed', bureau)).toBe(listed);
    const parts = [total('bureaus-traced', 'traced', bureau), total('bureaus-traced', 'matched', bureau)];
    expect(parts).toEqual([
      stationCount(tracedStations(dataset).filter((station) => station.operator !== null)),
      matched,
    ]);
    expect(
      [...parts, total('bureaus-traced', 'countryOnly'), total('bureaus-traced', 'notTraced')].reduce(
        (sum, part) => sum + part,
        0,
      ),
    ).toBe(listed);
  });

  test('netherlands-map and italy-map: all that is traced there', () => {
    const tracedIn = (country: string) =>
      stationCount(tracedStations(dataset).filter((station) => station.country === country));
    expect([total('netherlands-map', 'listed'), total('italy-map', 'listed')]).toEqual([
      tracedIn('NLD'),
      tracedIn('ITA'),
    ]);
  });

  test('italy-patrols: all postings', () =>
    expect(total('italy-patrols', 'officers')).toBe(patrolPostings(dataset, 'ITA', 'CHN')));

  test('return-methods-2018: every way, and their sum, which is the figure they break down', () => {
    const people = rowsOf('return-methods-2018').map((row) => Number(row[1]));
    const ways = dataset.tables.return_methods.filter((row) => row.returns === 'sky-net-2018').map((row) => row.value);
    expect(people.slice(0, -1).sort((a, b) => a - b)).toEqual(ways.sort((a, b) => a - b));
    expect(people.at(-1)).toBe(methodTotal(dataset, 'sky-net-2018'));
    expect(people.at(-1)).toBe(dataset.get('returns', 'sky-net-2018').value);
  });

  test('responses-timeline: every event over stations once, context left out', () => {
    const events = dataset.tables.responses.filter((row) => row.aboutStations).length;
    const { columns = [], rows = [] } = site.charts.get('responses-timeline')?.chart.table ?? {};
    const all = columns.findIndex((column) => column.key === 'all');
    // The last row is their sum.
    expect(rows.at(-1)?.[all]).toBe(events);
    expect(total('responses-timeline', 'all')).toBe(2 * events);
    for (const row of rows)
      expect(
        row.slice(1, all).reduce<number>((sum, cell) => sum + Number(cell ?? 0), 0),
        String(row[0]),
      ).toBe(row[all]);
  });

  test('country-status: every country with a status and every country with a traced listing once', () => {
    const names = rowsOf('country-status').map((row) => row[0]);
    const expected = new Set([
      ...dataset.tables.country_status.map((row) => row.country),
      ...dataset.tables.stations.filter((row) => row.listing === 'report').map((row) => row.country),
    ]);
    expect(names.slice().sort()).toEqual([...expected].map((country) => dataset.get('countries', country).name).sort());
    expect(total('country-status', 'traced')).toBe(traced);
  });
});
