/**
 * Every chart as it was accepted, one element a line. A chart that is drawn otherwise fails here with the lines that differ; `npm run accept:charts`
 * (this file, with `--update`) makes the new drawing the accepted one. tests/browser/pictures.spec.ts compares the pictures themselves.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { charts } from '../../src/charts/registry.ts';
import { type FrameName, frames } from '../../src/charts/shared/frame.ts';
import { paletteCss } from '../../src/charts/shared/palette.ts';
import { SymbolSheet } from '../../src/charts/shared/symbols.ts';
import { siteIn } from '../../src/story/site.ts';
import {
  pictureSnapshot,
  shapesName,
  shapesSnapshot,
  snapshotFolder,
  snapshotName,
  styleName,
  styleSnapshot,
  wholePath,
} from '../helpers/picture-snapshot.ts';
import { holdsFor } from '../helpers/property.ts';
import { parseXml } from '../helpers/xml.ts';

const site = siteIn('en');
const frameNames = Object.keys(frames) as FrameName[];
const symbols = new SymbolSheet();
const pictures = charts.flatMap(({ id }) =>
  frameNames.map((frame) => ({
    id,
    frame,
    svg: site.charts.get(id)?.chart.picture(frame, symbols, { label: id }) ?? '',
  })),
);
const expectAccepted = (name: string, now: string) =>
  expect(now, 'look at it, then run "npm run accept:charts"').toMatchFileSnapshot(resolve(snapshotFolder, name));

test.each(pictures)('$id, $frame, is drawn as accepted', async ({ id, frame, svg }) =>
  expectAccepted(snapshotName(id, frame), pictureSnapshot(svg)),
);

test('the shapes that the maps share are as accepted', async () =>
  expectAccepted(shapesName, shapesSnapshot([symbols.definitions()])));

test('the style of the pictures is as accepted', async () =>
  expectAccepted(styleName, styleSnapshot(paletteCss() + readFileSync('src/styles/chart.css', 'utf8'))));

test('there is a picture for each snapshot', () => {
  const drawn = new Set([...pictures.map(({ id, frame }) => snapshotName(id, frame)), shapesName, styleName]);
  expect(readdirSync(snapshotFolder).filter((file) => !drawn.has(file))).toEqual([]);
});

describe('a snapshot', () => {
  test.each(pictures.filter(({ id }) => ['world-map', 'responses-timeline', 'italy-map'].includes(id)))(
    'of $id, $frame, is SVG with all that the picture has',
    ({ svg }) => {
      const [before, after] = [parseXml(svg).documentElement, parseXml(pictureSnapshot(svg)).documentElement];
      const count = (root: Element) => [...root.querySelectorAll('*')].map((element) => element.localName).join(' ');
      expect(count(after)).toBe(count(before));
      expect(after.textContent?.replace(/\s+/g, '')).toBe(before.textContent?.replace(/\s+/g, ''));
      expect(pictureSnapshot(pictureSnapshot(svg)), 'normal is normal').toBe(pictureSnapshot(svg));
    },
  );

  test('leaves out the names that the page gives', () => {
    const svg = pictures[0]?.svg ?? '';
    expect(pictureSnapshot(svg.replace(/aria-label="[^"]*"/, 'aria-labelledby="x"'))).toBe(pictureSnapshot(svg));
  });

  test('changes in one line when one mark moves, and in none when it moves less than it rounds', () => {
    const picture = (x: number) =>
      pictureSnapshot(`<svg><g><rect x="${x}" y="2" class="said"/><text x="3" y="4">A &amp; B</text></g></svg>`);
    expect(picture(10)).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg">\n  <g>\n    <rect class="said" x="10" y="2"/>\n    <text x="3" y="4">A &amp; B</text>\n  </g>\n</svg>\n',
    );
    expect(picture(10.3)).toBe(picture(10));
    const [before, after] = [picture(10), picture(14)].map((text) => text.split('\n'));
    expect(after?.filter((line, index) => line !== before?.[index])).toEqual(['    <rect class="said" x="14" y="2"/>']);
  });

  test('keeps thin marks, scales and spaces that cannot be seen', () => {
    expect(
      pictureSnapshot(
        '<svg><rect width="0.4" height="12.4" r="5.25" transform="translate(3.6 -0.2) scale(0.833)"/></svg>',
      ),
    ).toContain('<rect height="12" r="5.3" transform="translate(4 0) scale(0.833)" width="0.4"/>');
    expect(
      pictureSnapshot(
        '<svg><text y="1"><tspan x="1">at\u00a0least</tspan><tspan x="1" dy="17.5">102</tspan></text></svg>',
      ),
    ).toContain('<text y="1"><tspan x="1">at&#xa0;least</tspan><tspan dy="18" x="1">102</tspan></text>');
  });

  test('of shapes and of a style has one thing a line', () => {
    expect(shapesSnapshot(['<g id="b"><path d="M1 1h2z"/></g><g id="a"><path d="M0 0h9z"/></g>', ''])).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" class="symbols" width="0" height="0">\n  <g id="a">\n    <path d="M0 0h9z"/>\n  </g>\n  <g id="b">\n    <path d="M1 1h2z"/>\n  </g>\n</svg>\n',
    );
    expect(() => shapesSnapshot(['<g id="a"><path d="M0 0h9z"/></g>', '<g id="a"><path d="M0 0h8z"/></g>'])).toThrow(
      'Two shapes have the id a',
    );
    expect(styleSnapshot('a{b:c;d:e}\n\nf { g: h; }')).toBe('a{\nb:c;\nd:e}\nf {\ng: h;\n}\n');
  });
});

describe('wholePath', () => {
  test.each([
    ['M10 10h10v10h-10z', 'M10 10h10v10h-10z'],
    ['M0 0l1 1 2 2zM5 5h3', 'M0 0l1 1l2 2z\nM5 5h3'],
    ['m1.4,1.4 2.2,0 v.6', 'm1 1l3 0v1'],
    ['M.5-.5L10.4 3e1', 'M1 0L10 30'],
    ['M1 1a5.25 5 0 0110 0', 'M1 1a5.3 5 0 0 1 10 0'],
    ['M0 0c1.2 1.2 2.6 2.6 3.4 3.4s1 1 1.2 1.2', 'M0 0c1 1 3 3 3 3s1 1 2 2'],
  ])('%s becomes %s', (path, expected) => expect(wholePath(path)).toBe(expected));

  test('gives back what rounding took: a hundred small steps end where they ended', () => {
    expect(
      wholePath(`M0 0${'h0.4'.repeat(100)}`)
        .match(/-?\d+/g)
        ?.slice(2)
        .map(Number)
        .reduce((sum, value) => sum + value, 0),
    ).toBe(40);
    holdsFor(
      [
        fc.array(fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true })), {
          minLength: 1,
          maxLength: 40,
        }),
      ],
      (steps) => {
        const tenths = steps.map(([x, y]) => [Math.round(x * 10) / 10, Math.round(y * 10) / 10] as const);
        const end = (axis: 0 | 1) => tenths.reduce((sum, step) => sum + step[axis], 0);
        const numbers =
          wholePath(`M0 0${tenths.map(([x, y]) => `l${x} ${y}`).join('')}`)
            .match(/-?\d+/g)
            ?.map(Number) ?? [];
        const ended = [0, 1].map((axis) =>
          numbers.filter((_, index) => index % 2 === axis).reduce((sum, value) => sum + value, 0),
        );
        return Math.abs((ended[0] ?? 0) - end(0)) < 0.51 && Math.abs((ended[1] ?? 0) - end(1)) < 0.51;
      },
    );
  });

  test.each(['M0', 'L', '5 5', 'M0 0x4', 'M0 0z5'])('refuses %j', (path) =>
    expect(() => wholePath(path)).toThrow('Not a path'),
  );
});
