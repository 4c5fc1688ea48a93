/** Share pictures as they are drawn: every letter large enough, who says it and who answered always there, the same content drawn once. */
import { describe, expect, test } from 'vitest';
import { chapterIds } from '../../src/charts/chart.ts';
import { palette } from '../../src/charts/shared/palette.ts';
import { SymbolSheet } from '../../src/charts/shared/symbols.ts';
import { chartRecord } from '../../src/publish/chart/chart-record.ts';
import { shareCards, shareImage, sharePng } from '../../src/publish/share/cards.ts';
import { coarser, heaviest, type ShareCard, shareSize, shareSvg, smallestText } from '../../src/publish/share/image.ts';
import { siteIn } from '../../src/story/site.ts';
import { decodePng } from '../helpers/png.ts';
import { parseXml } from '../helpers/xml.ts';

const site = siteIn('en');
const cards = shareCards(site);

/** Size of a text in pixels of the picture: its own, times the scales around it. */
function sizeOf(text: Element): number {
  let scale = 1;
  for (let element: Element | null = text; element; element = element.parentElement)
    scale *= Number(/scale\(([\d.]+)\)/.exec(element.getAttribute('transform') ?? '')?.[1] ?? 1);
  return Number(text.closest('[font-size]')?.getAttribute('font-size')) * scale;
}

test('the front page, every chapter and every chart have one', () => {
  expect([...cards.keys()]).toEqual(expect.arrayContaining(['front', ...chapterIds]));
  for (const id of site.charts.keys()) expect(cards.has(`chart-${id}`), id).toBe(true);
  expect(() => shareImage(site, 'chart-none')).toThrow(/chart-none/);
});

describe.each([...cards])('%s', (_, card) => {
  const svg = shareSvg(site, card);
  const root = parseXml(svg).documentElement;

  test('has no letter smaller than 28 px, none too wide and none below the edge', () => {
    const texts = [...root.querySelectorAll('text')];
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect(sizeOf(text), text.textContent ?? '').toBeGreaterThanOrEqual(smallestText);
    for (const line of root.querySelectorAll(':scope > text > tspan')) {
      expect(Number(line.getAttribute('x'))).toBeGreaterThanOrEqual(48);
      expect(Number(line.getAttribute('y'))).toBeLessThan(shareSize.height - 10);
    }
  });

  test('says its title, who claims it and who answered', () => {
    const words = [...root.querySelectorAll(':scope > text')]
      .map((text) => [...text.querySelectorAll('tspan')].map((line) => line.textContent).join(' '))
      .join(' ');
    const plain = words.replace(/\u00a0/g, ' ');
    expect(plain).toContain(card.title);
    if (card.saidBy) expect(plain).toContain(card.saidBy);
    if (card.answered) expect(plain).toContain(card.answered);
    if (card.chart) {
      const record = chartRecord(site, card.chart);
      expect(card.saidBy === undefined).toBe(record.claims.length === 0);
      expect(card.answered === undefined).toBe(record.answer === undefined);
    }
  });

  test('has words for those who do not see it', () => {
    for (const part of [card.title, card.saidBy, card.answered]) if (part) expect(card.alt).toContain(part);
    expect(card.alt).not.toMatch(/undefined|[\u00a0]|\.\./);
  });

  test('points to nothing that is not there', () => {
    const known = new Set([...root.querySelectorAll('[id]')].map((element) => element.id));
    for (const [, target = ''] of svg.matchAll(/(?:href="#|url\(#)([^")]+)/g))
      expect(known.has(target), target).toBe(true);
  });
});

test('the labels that the scale is made for are the smallest there are', () => {
  for (const { chart } of site.charts.values())
    for (const [, size] of chart.picture('narrow', new SymbolSheet(), { label: '' }).matchAll(/font-size="([\d.]+)"/g))
      expect(Number(size)).toBeGreaterThanOrEqual(13);
});

test('words that find no room stop the build instead of being left out', () => {
  const card: ShareCard = {
    name: 'too-much',
    title: 'A title',
    place: '110 Abroad',
    saidBy: 'a claimant '.repeat(60),
    answered: undefined,
    chart: undefined,
  };
  expect(() => shareSvg(site, card)).toThrow(/too-much.*shorten/);
});

test('the same picture is drawn once, and asked for again it is the same promise', async () => {
  const [first, second] = [sharePng(site, 'scale'), sharePng(site, 'scale')];
  expect(first).toBe(second);
  const png = decodePng(Buffer.from(await first));
  expect([png.width, png.height]).toEqual([shareSize.width, shareSize.height]);
  expect((await first).length).toBeLessThanOrEqual(heaviest);
});

test('merging shades moves no colour further than half a step and leaves a light picture alone', () => {
  const pixels = { width: 2, height: 1, data: Uint8Array.from([251, 250, 247, 255, 11, 85, 99, 255]) };
  expect(coarser(pixels, 1)).toBe(pixels);
  coarser(pixels, 16).data.forEach((value, index) => {
    expect(Math.abs(value - (pixels.data[index] ?? 0))).toBeLessThanOrEqual(8);
  });
  expect(palette.light.paper).toBe('#fbfaf7');
});
