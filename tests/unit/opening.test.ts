/** The picture of the front page: its squares, the ways they take, and what the style repeats. */
import { readFileSync } from 'node:fs';
import { polygonContains } from 'd3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { movedApart } from '../../src/charts/kit/apart.ts';
import { drawOpening, mapAt, mapsOf, seaLabelLines, seaLabels } from '../../src/charts/opening/draw.ts';
import { compositions, openingPlaces } from '../../src/charts/opening/places.ts';
import { openingSteps, openingUnits, outcomes, routeOf, routes, spotOf } from '../../src/charts/opening/units.ts';
import { boxesOverlap, textWidth } from '../../src/charts/shared/labels.ts';
import { landPath, projectWorld } from '../../src/charts/shared/world.ts';
import { dataset } from '../../src/dataset/current.ts';
import { derivedFigure } from '../../src/dataset/derived.ts';
import { plainPage } from '../../src/story/chapters.ts';
import { sectionsOf } from '../../src/story/sections.ts';
import { siteIn } from '../../src/story/site.ts';
import { parseHtml } from '../helpers/xml.ts';

const site = siteIn('en');
const picture = drawOpening(dataset, site.messages, site.format);
const units = openingUnits(dataset);
const figure = (name: string) => derivedFigure(dataset, name).value;
const style = readFileSync('src/styles/opening.css', 'utf8');
const sheet = parseHtml(picture.symbols);
const frames = ['wide', 'narrow'] as const;

describe('the squares of the opening', () => {
  test('are as many as the second report lists, the hole among them', () => {
    expect(units).toHaveLength(figure('listed-december'));
    for (const [listing, name] of [
      ['traced', 'traced-stations'],
      ['matched', 'matched-stations'],
      ['not-traced', 'not-traced-stations'],
    ] as const)
      expect(
        units.filter((unit) => unit.listing === listing),
        listing,
      ).toHaveLength(figure(name));
  });

  test('begin in Prato, then show all of Italy, then each report', () => {
    const onMap = (step: (typeof openingSteps)[number]) => units.filter((unit) => spotOf(unit, step) !== 'pile');
    expect(onMap('prato').map((unit) => unit.city)).toEqual(['ita-prato']);
    expect(onMap('italy')).toHaveLength(figure('country-ita'));
    expect(onMap('first-report')).toHaveLength(figure('traced-september'));
    expect(onMap('second-report')).toHaveLength(figure('traced-stations') + figure('matched-stations'));
  });

  test('that are not traced never leave the pile, and have no country', () => {
    for (const unit of units.filter((candidate) => candidate.listing === 'not-traced')) {
      expect(unit.country).toBeUndefined();
      expect(openingSteps.map((step) => spotOf(unit, step))).toEqual(openingSteps.map(() => 'pile'));
    }
  });

  test('are each in one group of what came of it', () => {
    for (const unit of units.filter((candidate) => candidate.country !== undefined))
      expect(outcomes).toContain(unit.outcome);
  });

  test.each(frames)('have a place of their own at every step, inside the %s picture', (name) => {
    const places = openingPlaces(dataset, name);
    const { frame, height } = compositions[name];
    for (const step of openingSteps) {
      const boxes = units.map((unit, index) => {
        const spot = spotOf(unit, step);
        const [x, y] = places.at(index, spot);
        const side = places.side(spot);
        return { x, y, width: side, height: side };
      });
      for (const [index, box] of boxes.entries()) {
        expect(box.x, `${step} ${index}`).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width, `${step} ${index}`).toBeLessThanOrEqual(frame.width + 0.5);
        expect(box.y + box.height, `${step} ${index}`).toBeLessThanOrEqual(height);
        for (const other of boxes.slice(index + 1))
          expect(boxesOverlap(box, other), `${step} ${index}: ${JSON.stringify([box, other])}`).toBe(false);
      }
    }
  });

  test('move alike when they take the same way', () => {
    const ways = Map.groupBy(units, routeOf);
    for (const [route, own] of ways)
      expect(new Set(own.map((unit) => openingSteps.map((step) => spotOf(unit, step)).join())), route).toHaveProperty(
        'size',
        1,
      );
    expect(new Set(ways.keys())).toEqual(new Set(Object.keys(routes)));
  });
});

test('on a phone each line of squares is nearer to its own words than to the next, and clear of the words on the hole', () => {
  const places = openingPlaces(dataset, 'narrow');
  const { label: size, pile } = places.place;
  const side = places.side('outcome');
  for (const [index, { outcome, heading }] of places.groups.entries()) {
    const [, top = 0] = places.at(
      units.findIndex((unit) => unit.outcome === outcome),
      'outcome',
    );
    const next = places.groups[index + 1]?.heading[1];
    // Capitals are 0.66 of the size.
    const below = (next === undefined ? pile.y + pile.pitch * 2 : next) - size * 0.66 - (top + side);
    expect(below, outcome).toBeGreaterThan((top - heading[1]) * 1.2);
  }
});

describe('blocks of squares', () => {
  const box = fc.record({
    x: fc.integer({ min: 0, max: 380 }),
    y: fc.integer({ min: 0, max: 380 }),
    width: fc.integer({ min: 5, max: 20 }),
    height: fc.integer({ min: 5, max: 20 }),
  });
  const area = { x: 0, y: 0, width: 400, height: 400 };

  test('are moved apart, stay in their area, and come out the same each time', () => {
    fc.assert(
      fc.property(fc.array(box, { maxLength: 12 }), (boxes) => {
        const moved = movedApart(boxes, area, 1);
        expect(movedApart(boxes, area, 1)).toEqual(moved);
        for (const [index, one] of moved.entries()) {
          expect(one.x).toBeGreaterThanOrEqual(0);
          expect(one.y + one.height).toBeLessThanOrEqual(400.001);
          for (const other of moved.slice(index + 1)) expect(boxesOverlap(one, other)).toBe(false);
        }
      }),
    );
  });
});

describe('labels of the opening', () => {
  /** Rings of the land on the grid of the world, from the path that is drawn: `M`, and relative `l` or `m` pairs. */
  const rings = landRings(landPath());
  const onLand = (point: readonly [number, number]) => rings.some((ring) => polygonContains(ring, [...point]));

  test('the reader of the path finds Rome on land and the Atlantic at sea', () => {
    expect(onLand(projectWorld(12.5, 42.2))).toBe(true);
    expect(onLand(projectWorld(-40, 20))).toBe(false);
  });

  for (const name of frames)
    for (const [key, { at, anchor }] of Object.entries(seaLabels[name]))
      test(`“${key}” is on water in the ${name} picture, from end to end`, () => {
        const place = compositions[name];
        const map = key === 'prato' || key === 'italy' ? place.near : place.far;
        const words =
          key === 'bureaus'
            ? name === 'wide'
              ? 'Qingtian'
              : '4 bureaus'
            : key === 'prato'
              ? 'Prato'
              : `${key} ${['Africa', 'Asia', 'Oceania'].includes(key) ? 8 : 48}`;
        const lines = seaLabelLines(name, key, words);
        const [x, baseline] = projectWorld(at[0], at[1]);
        for (const [index, line] of [...lines].reverse().entries()) {
          const width = textWidth(line, place.label, key !== 'bureaus') / map.scale;
          const height = (place.label * 0.72) / map.scale;
          const y = baseline - (index * place.label * 1.15) / map.scale;
          const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
          for (let across = 0; across <= 20; across += 1)
            for (const down of [0, 0.5, 1])
              expect(onLand([left + (width * across) / 20, y - height * down]), `${line} ${across} ${down}`).toBe(
                false,
              );
        }
      });
});

describe('the pictures of the opening', () => {
  test('hold references only, and each leads to a shape', () => {
    for (const svg of [picture.stage, ...Object.values(picture.stills)]) {
      expect(svg).not.toMatch(/<(?:path|text|circle|rect)\b/);
      for (const [, id] of svg.matchAll(/href="#([^"]+)"/g))
        expect(sheet.querySelector(`[id="${id}"]`), id).not.toBeNull();
    }
  });

  test('are the same each time', () => {
    expect(drawOpening(dataset, site.messages, site.format)).toEqual(picture);
  });

  test('show in each still its map, its words and every square', () => {
    for (const step of openingSteps) {
      const still = parseHtml(picture.stills[step]);
      for (const name of frames) {
        const used = [...still.querySelectorAll(`.picture--${name} use`)].map((use) => use.getAttribute('href'));
        const map = mapAt(name, step);
        expect(used).toEqual([
          ...(map ? [`#opening-${name}-${map}`] : []),
          `#opening-${name}-words-${step}`,
          `#opening-${name}-squares-${step}`,
        ]);
        const drawn = sheet.querySelector(`#opening-${name}-squares-${step}`);
        const squares = [...(drawn?.querySelectorAll('path[class^="unit-"]') ?? [])].flatMap(
          (path) => (path.getAttribute('d') ?? '').match(/M/g) ?? [],
        );
        expect(squares).toHaveLength(units.length);
      }
    }
  });

  test('are hidden from assistive technology: the step says it all', () => {
    for (const svg of Object.values(picture.stills))
      for (const element of parseHtml(svg).querySelectorAll('svg.picture'))
        expect(element.getAttribute('aria-hidden')).toBe('true');
  });

  test('have the sizes, layers, steps and ways that the style speaks of', () => {
    for (const name of frames) {
      const { frame, height } = compositions[name];
      expect(style).toContain(`aspect-ratio: ${frame.width} / ${height}`);
      expect(style).toContain(`* ${frame.width} / ${height}`);
      for (const map of mapsOf[name])
        expect(style).toContain(`.picture--${name}.passage__layer--${map} { animation-name`);
    }
    for (const step of openingSteps) {
      expect(style).toContain(`.passage__step--${step} > h2 { view-timeline-name: --${step}; }`);
      expect(style).toContain(`.passage__layer--words-${step} { animation-name`);
      expect(style).toContain(`.passage[data-step='${step}'] .passage__layer--words-${step}`);
    }
    for (const route of Object.keys(routes).filter((name) => name !== 'stay'))
      expect(style).toContain(`.route--${route} { animation-name`);
  });
});

describe('the words of the opening', () => {
  const page = plainPage('en', 'front');
  const sections = sectionsOf(page.file, page.tree);
  const steps = sections.slice(0, openingSteps.length);

  test('have a section for each step, in the order of the pictures', () => {
    expect(steps.map((section) => section.id)).toEqual(openingSteps);
  });

  test('are one idea a screen: at most 50 words a step, and 95 for the last, which names the countries', () => {
    for (const section of steps) {
      const words = (parseHtml(section.body).textContent ?? '').split(/\s+/).filter((word) => /\p{L}/u.test(word));
      expect(words.length, section.id).toBeGreaterThan(20);
      expect(words.length, section.id).toBeLessThanOrEqual(section.id === 'what-governments-did' ? 95 : 50);
    }
  });

  test('put an answer beside the claim in every step that shows one', () => {
    const answer = /foreign ministry|minister told parliament|police had found/;
    for (const section of steps.filter((candidate) => candidate.id !== 'not-traced'))
      expect(parseHtml(section.body).textContent, section.id).toMatch(answer);
  });
});

/** Rings of a path of absolute `M` and relative commands as the path writer gives them. */
function landRings(d: string): [number, number][][] {
  const found: [number, number][][] = [];
  let [x, y] = [0, 0];
  let start: [number, number] = [0, 0];
  for (const [, command = '', list = ''] of d.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const numbers = (list.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
    const pairs = Array.from({ length: numbers.length / 2 }, (_, index) => numbers.slice(index * 2, index * 2 + 2));
    if (command === 'z' || command === 'Z') [x, y] = start;
    else if (command === 'h' || command === 'v')
      for (const value of numbers) {
        if (command === 'h') x += value;
        else y += value;
        found.at(-1)?.push([x, y]);
      }
    else
      for (const [index, [a = 0, b = 0]] of pairs.entries()) {
        [x, y] = command === command.toUpperCase() ? [a, b] : [x + a, y + b];
        if (command.toLowerCase() === 'm' && index === 0) {
          start = [x, y];
          found.push([]);
        }
        found.at(-1)?.push([x, y]);
      }
  }
  return found;
}
