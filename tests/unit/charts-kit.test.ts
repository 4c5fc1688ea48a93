/** The kit of the charts: pieces that know their size, and one grammar of marks that every legend keeps to. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fontMetrics } from '../../scripts/font-metrics.ts';
import advances from '../../src/charts/kit/advances.json' with { type: 'json' };
import { beside, block, columns, flow, grid, space, stack } from '../../src/charts/kit/block.ts';
import { lanes } from '../../src/charts/kit/leads.ts';
import { type Mark, marks, rectPath, units } from '../../src/charts/kit/marks.ts';
import { textBlock } from '../../src/charts/kit/text.ts';
import { frames } from '../../src/charts/shared/frame.ts';
import { textWidth } from '../../src/charts/shared/labels.ts';
import { SymbolSheet } from '../../src/charts/shared/symbols.ts';
import { siteIn } from '../../src/story/site.ts';
import { parseXml } from '../helpers/xml.ts';

const box = (name: string, width: number, height: number) => block(width, height, (x, y) => `${name}@${x},${y} `);

describe('lines with lanes of their own', () => {
  const heights = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 2, maxLength: 16 });

  /** Neighbours in one direction, whose lanes are cut from the same room. */
  const crossings = (lines: readonly (readonly [from: number, to: number])[]): readonly string[] => {
    const at = lanes(lines, 0, 100);
    return lines.flatMap(([from, to], one) =>
      lines.flatMap(([start, end], other) => {
        const [own, its] = [at[one] ?? 0, at[other] ?? 0];
        const spans = (height: number) => height > Math.min(start, end) && height < Math.max(start, end);
        const isCrossed = own === its ? one !== other && (spans(from) || spans(to)) : spans(own < its ? to : from);
        return isCrossed ? [`${one} by ${other}`] : [];
      }),
    );
  };

  test('do not cross where all lead up, or all down', () => {
    fc.assert(
      fc.property(heights, fc.boolean(), (all, isUp) => {
        const [low, high] = [all.toSorted((a, b) => a - b), 500];
        const lines = low.map((height): [number, number] => (isUp ? [height + high, height] : [height, height + high]));
        expect(crossings(lines)).toEqual([]);
      }),
    );
  });

  test('share the room evenly, and stay in it', () => {
    expect(
      lanes(
        [
          [9, 1],
          [9, 2],
          [3, 9],
        ],
        0,
        12,
      ),
    ).toEqual([3, 9, 6]);
  });
});

describe('pieces', () => {
  test('stand below each other, with a gap between those that have a height', () => {
    const piece = stack([box('a', 10, 5), null, space(0, 0), box('b', 20, 7)], 3);
    expect([piece.width, piece.height, piece.at(1, 2)]).toEqual([20, 15, 'a@1,2 b@1,10 ']);
    expect(stack([box('a', 10, 5), box('b', 20, 7)], 0, 'end').at(0, 0)).toBe('a@10,0 b@0,5 ');
  });

  test('stand beside each other on one middle', () => {
    const piece = beside([box('a', 10, 4), box('b', 5, 10)], 2);
    expect([piece.width, piece.height, piece.at(0, 0)]).toEqual([17, 10, 'a@0,3 b@12,0 ']);
  });

  test('flow like words in lines', () => {
    const piece = flow([box('a', 40, 10), box('b', 40, 10), box('c', 40, 10)], 90, 10, 2);
    expect([piece.height, piece.at(0, 0)]).toEqual([22, 'a@0,0 b@50,0 c@0,12 ']);
  });

  test('fill columns in their order so that the tallest is as short as it can be', () => {
    const piece = columns([box('a', 1, 30), box('b', 1, 10), box('c', 1, 10), box('d', 1, 10)], 2, 100, {
      x: 20,
      y: 0,
    });
    expect([piece.height, piece.at(0, 0)]).toEqual([30, 'a@0,0 b@60,0 c@60,10 d@60,20 ']);
  });

  test('keep to common columns in a grid', () => {
    const piece = grid(
      [
        [box('a', 10, 10), box('b', 5, 10)],
        [box('c', 30, 10), box('d', 9, 10)],
      ],
      [{}, { align: 'end' }],
      {
        gap: 4,
        rowGap: 1,
      },
    );
    expect([piece.width, piece.height, piece.at(0, 0)]).toEqual([43, 21, 'a@0,0 b@38,0 c@0,11 d@34,11 ']);
  });

  test('of text end at their right edge where a column asks for that', () => {
    const number = textBlock(frames.wide, '102');
    const svg = grid([[number]], [{ width: 100, align: 'end' }]).at(0, 0);
    expect(svg).toContain('text-anchor="end"');
    expect(svg).toContain('x="100"');
  });
});

describe('text', () => {
  test.each([
    ['regular', '400Regular', 'SourceSans3_400Regular.ttf', false],
    ['bold', '600SemiBold', 'SourceSans3_600SemiBold.ttf', true],
  ] as const)('is measured with the advances of the font (%s)', (weight, folder, name, bold) => {
    const file = join('node_modules/@expo-google-fonts/source-sans-3', folder, name);
    expect(existsSync(file)).toBe(true);
    const font = fontMetrics(file);
    for (const [character, width] of Object.entries(advances[weight]))
      expect(Math.round((font.width(character) ?? 0) * 1000), `"${character}": run npm run fonts`).toBe(width);
    const advance = (font.width('Stations listed: 102') ?? 0) * 14;
    expect(textWidth('Stations listed: 102', 14, bold) / advance, 'with a little to spare').toBeCloseTo(1.03, 3);
  });
});

describe('marks', () => {
  test('of one kind are one path, in rows', () => {
    const svg = units(frames.wide, { traced: 3, matched: 1 }, { perRow: 2, size: 10, pitch: 12 }).at(0, 0);
    expect(svg).toBe(
      '<path class="said" d="M0 0h10v10h-10zm12 0h10v10h-10zm-12 12h10v10h-10z"/><path class="outline-said" d="M12.8 12.8h8.4v8.4h-8.4z"/>',
    );
    expect(units(frames.wide, { one: 3 }, { perRow: 2, up: true, size: 10, pitch: 12 }).at(0, 0)).toBe(
      '<path class="said" d="M0 17a5 5 0 0 1 10 0a5 5 0 0 1 -10 0zm12 0a5 5 0 0 1 10 0a5 5 0 0 1 -10 0zm-12 -12a5 5 0 0 1 10 0a5 5 0 0 1 -10 0z"/>',
    );
  });

  test('that are round are circles at any size: each half is as wide as two radii', () => {
    for (const mark of ['one', 'denied', 'unknown'] as const)
      for (const size of [5, 5.3, 7.7, 9.4, 10, 11.1]) {
        const svg = units(frames.wide, { [mark]: 2 }, { size, pitch: size + 2 }).at(0, 0);
        const arcs = [...svg.matchAll(/a([\d.]+) ([\d.]+) 0 0 1 (-?[\d.]+) 0/g)].map((arc) => arc.slice(1).map(Number));
        expect(arcs).toHaveLength(4);
        for (const [rx, ry, across] of arcs) {
          expect(rx).toBe(ry);
          expect(Math.abs(across ?? 0)).toBeCloseTo(2 * (rx ?? 0), 9);
        }
      }
  });

  test('that are hatched end, however thin they are', () => {
    for (const [width, height] of [
      [0.5, 200],
      [200, 0.5],
      [0, 0],
      [14, 14],
      [300, 40],
    ] as const)
      expect(rectPath('hatched', 0, 0, width, height).length).toBeLessThan(4000);
  });

  test('differ from each other in form or ink, and no two of one form mean two things', () => {
    const looks = Object.entries(marks).map(([, { shape, className }]) => `${shape} ${className}`);
    expect(new Set(looks).size).toBe(looks.length);
    const squares = Object.entries(marks)
      .filter(([, { shape }]) => shape === 'square')
      .map(([name]) => name);
    expect(squares).toEqual(['traced', 'added', 'matched', 'unplaced', 'not-traced'] satisfies Mark[]);
  });
});

describe('the legends of the charts', () => {
  const site = siteIn('en');
  const known: ReadonlySet<string> = new Set(
    Object.values(marks).map(({ shape, className }) => `${shape === 'dot' ? 'circle' : 'path'} ${className}`),
  );
  const pictures = [...site.charts].flatMap(([id, { chart }]) =>
    (['wide', 'narrow'] as const).map((frame) => ({
      id,
      frame,
      root: parseXml(chart.picture(frame, new SymbolSheet(), { label: id })).documentElement,
    })),
  );
  // A run of round marks is a path of arcs.
  const isRound = (shape: Element) => shape.localName === 'circle' || /^M[\d. -]+a/.test(shape.getAttribute('d') ?? '');
  // Plot writes the class on the group around its rectangles.
  const looksIn = (elements: Iterable<Element>) =>
    new Set(
      [...elements].map(
        (shape) =>
          `${isRound(shape) ? 'circle' : 'path'} ${shape.getAttribute('class') ?? shape.parentElement?.getAttribute('class') ?? ''}`,
      ),
    );

  test.each(pictures)(
    '$id, $frame: explain marks of the grammar that the picture has, and nothing else',
    ({ root }) => {
      const shapes = [...root.querySelectorAll('path, circle, rect')];
      const legend = looksIn(shapes.filter((shape) => shape.closest('.key')));
      const drawn = looksIn(shapes.filter((shape) => !shape.closest('.key')));
      for (const look of legend) {
        expect(known.has(look), `${look} is not in src/charts/kit/marks.ts`).toBe(true);
        expect(drawn.has(look), `${look} is in the legend but not in the picture`).toBe(true);
      }
    },
  );

  // Looks that are a mark of the grammar and nothing else: a hatched path may be a bar, an ochre one the bar of an answer.
  const plain = [...known].filter((look) => look.startsWith('circle') || /said-light|dotted/.test(look));
  /** Pictures whose rows say in words what their marks mean. */
  const inWords: readonly string[] = ['country-status'];

  test.each(pictures.filter(({ id }) => !inWords.includes(id)))(
    '$id, $frame: a legend leaves out no mark that the picture has',
    ({ root }) => {
      const shapes = [...root.querySelectorAll('path, circle, rect')];
      const legend = looksIn(shapes.filter((shape) => shape.closest('.key')));
      const drawn = looksIn(shapes.filter((shape) => !shape.closest('.key')));
      if (legend.size > 0) expect(plain.filter((look) => drawn.has(look) && !legend.has(look))).toEqual([]);
    },
  );
});
