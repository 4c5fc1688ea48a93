/** Share pictures as they are drawn: every letter large enough, who says it and who answered always there, the same content drawn once. */
import { describe, expect, test } from 'vitest';
import { openingUnits } from '../../src/charts/opening/units.ts';
import { palette } from '../../src/charts/shared/palette.ts';
import { chartRecord } from '../../src/publish/chart/chart-record.ts';
import { frozenHome } from '../../src/publish/edition/freeze.ts';
import { coarser } from '../../src/publish/png/png.ts';
import { shareCards, shareImage, sharePng } from '../../src/publish/share/cards.ts';
import { heaviest, type ShareCard, shareSize, shareSvg, smallestText } from '../../src/publish/share/image.ts';
import { printedAddress, siteIn } from '../../src/story/site.ts';
import { chapterIds } from '../helpers/chapters.ts';
import { decodePng } from '../helpers/png.ts';
import { parseXml } from '../helpers/xml.ts';

const site = siteIn('en');
const cards = shareCards(site);

/** The words of a picture in reading order, with plain spaces. */
const wordsIn = (root: Element): string =>
  [...root.querySelectorAll(':scope > text')]
    .map((text) => [...text.querySelectorAll('tspan')].map((line) => line.textContent).join(' '))
    .join(' ')
    .replace(/\u00a0/g, ' ');

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

  test('says its title, its figures, who claims them and who answered', () => {
    const plain = wordsIn(root);
    expect(plain).toContain(card.title);
    for (const { figure, words } of card.figures) {
      expect(plain).toContain(figure.replace(/\u00a0/g, ' '));
      expect(plain).toContain(words.replace(/\u00a0/g, ' '));
    }
    if (card.saidBy) expect(plain).toContain(card.saidBy);
    if (card.answered.length > 0) expect(card.answered.some((answer) => plain.includes(answer))).toBe(true);
  });

  test('has words for those who do not see it', () => {
    for (const part of [card.title, card.saidBy, card.answered[0]]) if (part) expect(card.alt).toContain(part);
    expect(card.alt).not.toMatch(/undefined|[\u00a0]|\.\./);
  });

  test('points to nothing that is not there', () => {
    const known = new Set([...root.querySelectorAll('[id]')].map((element) => element.id));
    for (const [, target = ''] of svg.matchAll(/(?:href="#|url\(#)([^")]+)/g))
      expect(known.has(target), target).toBe(true);
  });
});

test('the picture of a chart has its figures, claimants and answer', () => {
  for (const [id, { words }] of site.charts) {
    const card = cards.get(`chart-${id}`);
    const record = chartRecord(site, id);
    expect(card?.figures.length, id).toBe(words.share?.rows.length ?? 0);
    expect(card?.figures.length || card?.dek, id).toBeTruthy();
    expect(card?.saidBy === undefined, id).toBe(record.claims.length === 0);
    expect(card?.answered.length === 0, id).toBe(record.answer === undefined);
  }
});

test('the picture of the front page shows the map, a square for each station of the total, and both sides', () => {
  const card = cards.get('front');
  if (!card) throw new Error('The front page has no picture');
  const count = (listing: string) => openingUnits(site.dataset).filter((unit) => unit.listing === listing).length;
  const ledger = { traced: count('traced'), matched: count('matched'), notTraced: count('not-traced') };
  expect(card.figures.map(({ mark, figure }) => [mark, Number(figure)])).toEqual([
    ['traced', ledger.traced],
    ['matched', ledger.matched],
    ['not-traced', ledger.notTraced],
  ]);
  const svg = shareSvg(site, card);
  for (const step of [1, 2, 3, 4, 5] as const) expect(svg).toContain(`fill="${palette.light[`step-${step}`]}"`);
  const squares = [...svg.matchAll(/ d="(M[\d.]+ [\d.]+(?:h[\d.]+v[\d.]+h-[\d.]+z(?:[ml][-\d. ]+)*)+)"/g)];
  // A single one is the bar in the mark of the site.
  const counts = squares.map(([, path = '']) => path.split('z').length - 1).filter((count) => count > 1);
  expect(counts).toEqual([ledger.traced, ledger.matched, ledger.notTraced]);
  const plain = wordsIn(parseXml(svg).documentElement);
  expect(plain).toContain('Safeguard Defenders');
  expect(plain).toContain('no Chinese police posts overseas');
});

test('a build that knows its address prints it, and no other does', () => {
  const card = cards.get('front');
  if (!card) throw new Error('The front page has no picture');
  expect(printedAddress('https://news.example/', '/110/')).toBe('news.example/110');
  expect(printedAddress('https://110.example', '/')).toBe('110.example');
  for (const local of [undefined, 'http://localhost:4321', 'http://127.0.0.1:8080', 'http://[::1]/', frozenHome])
    expect(printedAddress(local, '/')).toBeUndefined();
  const printed = shareSvg(site, { ...card, address: 'news.example/110' });
  expect(wordsIn(parseXml(printed).documentElement)).toContain('news.example/110');
  expect(shareSvg(site, { ...card, address: undefined })).not.toMatch(/example|localhost/);
});

test('a figure of more listings than anybody counts stands without squares', () => {
  const card = cards.get('front');
  if (!card) throw new Error('The front page has no picture');
  const figures = card.figures.map((row) => ({ ...row, figure: `${row.figure}00` }));
  const svg = shareSvg(site, { ...card, figures });
  expect(wordsIn(parseXml(svg).documentElement)).toContain(figures[0]?.figure);
  expect(svg.length).toBeLessThan(shareSvg(site, card).length + 100);
});

test('words that find no room stop the build instead of being left out', () => {
  const card: ShareCard = {
    name: 'too-much',
    title: 'A title',
    place: '110 Abroad',
    saidBy: 'a claimant '.repeat(60),
    answered: [],
    address: undefined,
    figures: [],
    map: false,
    dek: undefined,
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

test('merging shades moves no channel of a colour further than half a step, and no colour in steps of one', () => {
  const paper = 0xff_f7_fa_fb;
  expect(coarser(1)(paper) >>> 0).toBe(paper);
  for (const colour of [paper, 0xff_63_55_0b])
    for (const shift of [0, 8, 16, 24])
      expect(Math.abs(((coarser(16)(colour) >>> shift) & 255) - ((colour >>> shift) & 255))).toBeLessThanOrEqual(8);
  expect(palette.light.paper).toBe('#fbfaf7');
});
