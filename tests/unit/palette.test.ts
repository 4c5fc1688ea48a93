/** The palette, measured: text can be read, marks can be seen, classes can be told apart, also without red or green cones and in grey. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hsl } from 'd3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Ink,
  palette,
  paletteCss,
  printPalette,
  stationClasses,
  stationStep,
} from '../../src/charts/shared/palette.ts';
import { contrast, difference, difference2000, lightness, luminance, seenWith, sights } from '../helpers/colour.ts';
import { holdsFor } from '../helpers/property.ts';

const modes = [
  ['light', palette.light],
  ['dark', palette.dark],
  ['print', printPalette],
] as const;

const steps = ['step-1', 'step-2', 'step-3', 'step-4', 'step-5'] as const;
const neighbours = <Item>(items: readonly Item[]): (readonly [Item, Item])[] =>
  items.slice(1).map((item, index) => [items[index] as Item, item] as const);

describe('the measures', () => {
  test('give the contrast of black on white and of a grey at the limit', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
    expect(contrast('#ffffff', '#767676')).toBe(contrast('#767676', '#ffffff'));
  });

  // From the test data that Sharma, Wu and Dalal publish with their paper.
  test.each([
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1],
    [[50, 2.5, 0], [50, 0, -2.5], 4.3065],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
    [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
  ] as [[number, number, number], [number, number, number], number][])(
    'give CIEDE2000 as published for %j and %j',
    (one, other, expected) => {
      expect(difference2000(one, other)).toBeCloseTo(expected, 4);
      expect(difference2000(other, one)).toBeCloseTo(expected, 4);
    },
  );

  test('keep white, grey and black as they are under simulated colour blindness', () => {
    for (const sight of sights)
      for (const grey of ['#000000', '#808080', '#ffffff'])
        expect(difference(seenWith(sight, grey), grey), `${sight}, ${grey}`).toBeLessThan(0.5);
  });

  test('bring red and green close under simulated deuteranopia', () => {
    expect(difference(seenWith('deuteranopia', '#b04a3a'), seenWith('deuteranopia', '#6e7a2a'))).toBeLessThan(
      difference('#b04a3a', '#6e7a2a') / 3,
    );
  });
});

describe.each(modes)('in %s', (mode, inks) => {
  test.each(['ink', 'muted', 'said', 'answered'] as const)('text in %s has 4.5:1 on paper and on wash', (ink) => {
    expect(contrast(inks[ink], inks.paper)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(inks[ink], inks.wash)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['said', 'answered', 'unknown'] as const)('marks in %s have 3:1 on paper, wash and land', (ink) => {
    for (const ground of ['paper', 'wash', 'land'] as const)
      expect(contrast(inks[ink], inks[ground]), ground).toBeGreaterThanOrEqual(3);
  });

  test('labels on the map can be read on land and on the selected text', () => {
    expect(contrast(inks.ink, inks.land)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(inks.ink, inks['step-1'])).toBeGreaterThanOrEqual(4.5);
  });

  test('the classes of the map go one way from land to the most', () => {
    const levels = ['land' as Ink, ...steps].map((ink) => lightness(inks[ink]));
    const rising = (levels.at(-1) ?? 0) > (levels[0] ?? 0);
    expect(rising).toBe(mode === 'dark');
    for (const [one, next] of neighbours(levels))
      expect(rising ? next - one : one - next, levels.join(' ')).toBeGreaterThan(5);
  });

  test.each(sights)('neighbouring classes of the map can be told apart with %s', (sight) => {
    for (const [one, next] of neighbours(steps))
      expect(
        difference(seenWith(sight, inks[one]), seenWith(sight, inks[next])),
        `${one} and ${next}`,
      ).toBeGreaterThanOrEqual(8);
  });

  test.each(sights)('the lowest class can be told from land with %s', (sight) => {
    expect(difference(seenWith(sight, inks.land), seenWith(sight, inks['step-1']))).toBeGreaterThanOrEqual(
      sight === 'grey' ? 4 : mode === 'print' ? 6 : 8,
    );
  });

  test('no ink is the red of a flag or an alarm', () => {
    for (const [name, colour] of Object.entries(inks)) {
      const { h, s } = hsl(colour);
      expect(s > 0.5 && (h < 18 || h > 335), name).toBe(false);
    }
  });
});

// In print, and for those who see no colours, the inks are told apart by form: outline, bar, hatching.
describe.each(modes.slice(0, 2))('the three inks in %s', (_, inks) => {
  test.each(['full colour', 'protanopia', 'deuteranopia'] as const)('can be told apart with %s', (sight) => {
    for (const [one, other] of [
      ['said', 'answered'],
      ['said', 'unknown'],
      ['answered', 'unknown'],
    ] as const)
      expect(
        difference(seenWith(sight, inks[one]), seenWith(sight, inks[other])),
        `${one} and ${other}`,
      ).toBeGreaterThanOrEqual(15);
  });
});

test('print is black on white and grey', () => {
  for (const [name, colour] of Object.entries(printPalette)) expect(colour, name).toMatch(/^#([0-9a-f]{2})\1\1$/);
  expect(luminance(printPalette.paper)).toBe(1);
  expect(luminance(printPalette.ink)).toBe(0);
});

test('every ink stands in every mode of the style sheet', () => {
  const [light = '', dark = '', print = ''] = paletteCss().split('@media');
  for (const [css, inks] of [
    [light, palette.light],
    [dark, palette.dark],
    [print, printPalette],
  ] as const)
    for (const [name, colour] of Object.entries(inks)) expect(css).toContain(`--${name}:${colour}`);
  expect(paletteCss().match(/{/g)?.length).toBe(paletteCss().match(/}/g)?.length);
});

test('colours stand in the palette only', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.(ts|css|astro)$/.test(file) && !file.endsWith('palette.ts'),
  );
  for (const file of files)
    expect(
      readFileSync(join('src', file), 'utf8').match(/#[0-9a-f]{6}\b|#[0-9a-f]{3}(?=[;'"])|\b(?:rgb|hsl|oklch)a?\(/gi),
      file,
    ).toBeNull();
});

test('every colour that styles and charts name is in the palette', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(ts|css|astro)$/.test(file),
  );
  const own = new Set(
    files.flatMap((file) =>
      [...readFileSync(join('src', file), 'utf8').matchAll(/(?:^|[;{\s])--([a-z0-9-]+)\s*:/g)].map((match) => match[1]),
    ),
  );
  // Families are written with the faces (src/story/fonts.ts), places of squares with the opening (src/charts/opening/draw.ts).
  for (const written of ['serif', 'sans', 'near', 'far', 'outcome', 'near-size', 'far-size', 'outcome-size'])
    own.add(written);
  for (const file of files)
    for (const [, name = ''] of readFileSync(join('src', file), 'utf8').matchAll(/var\(--([a-z0-9-]+)/g))
      expect(name in palette.light || own.has(name), `${file}: --${name}`).toBe(true);
});

describe('classes of the map', () => {
  test.each([
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 3],
    [5, 4],
    [9, 4],
    [10, 5],
    [11, 5],
    [1000, 5],
  ])('a country with %i has class %i', (count, step) => expect(stationStep(count)).toBe(step));

  test.each([0, -1, 1.5, Number.NaN])('a country with %d has none', (count) =>
    expect(() => stationStep(count)).toThrow(`No class for ${count} stations`),
  );

  test('cover every whole number once', () => {
    holdsFor(
      [fc.integer({ min: 1, max: 100_000 })],
      (count) =>
        stationClasses.filter((entry) => count >= entry.from && count <= entry.to).length === 1 &&
        stationStep(count) >= stationStep(Math.max(1, count - 1)),
    );
  });
});

describe('in forced colours', () => {
  const css = readFileSync('src/styles/chart.css', 'utf8');
  const forced = css.indexOf('@media (forced-colors: active)');
  /** Classes of marks and land whose fill or stroke is a colour of the page, as far as a text has rules for them. */
  const classesIn = (text: string, value: string): ReadonlySet<string> =>
    new Set(
      [...text.matchAll(/([^{}]*)\{([^{}]*)\}/g)]
        .filter(([, , body = '']) => new RegExp(`(?:fill|stroke): ${value}`).test(body))
        .flatMap(([, selectors = '']) =>
          [...selectors.matchAll(/\.picture \.([\w-]+)(?=\s*(?:,|$))/g)].map(([, name = '']) => name),
        ),
    );

  test('every mark and every land has the colours of the system, not black', () => {
    const coloured = [...classesIn(css.slice(0, forced), 'var\\(')].filter((name) => !name.startsWith('label--'));
    expect(coloured).toContain('land-outlined');
    const given = classesIn(css.slice(forced), '(?:[A-Z]|color-mix)');
    expect(coloured.filter((name) => !given.has(name))).toEqual([]);
  });

  test('all land and water is filled, so that names on it can be read', () => {
    const filled = /\.picture \.land[^{]*\{ fill: Canvas/.exec(css.slice(forced))?.[0] ?? '';
    for (const name of ['land', 'land-far', 'land-outlined', 'water'])
      expect(filled).toMatch(new RegExp(`\\.${name}[ ,]`));
  });
});
