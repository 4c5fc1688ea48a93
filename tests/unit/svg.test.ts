import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frames } from '../../src/charts/shared/frame.ts';
import {
  type Box,
  boxesOverlap,
  type LabelRequest,
  type PlacedLabel,
  placeLabels,
  textWidth,
  wrapText,
} from '../../src/charts/shared/labels.ts';
import { pathOf } from '../../src/charts/shared/path-writer.ts';
import { element, escapeXml, n, svgRoot, text, textLines } from '../../src/charts/shared/svg.ts';
import { SymbolSheet } from '../../src/charts/shared/symbols.ts';
import { holdsFor } from '../helpers/property.ts';
import { parseXml } from '../helpers/xml.ts';

/** The production Char of XML 1.0. */
const isXmlCharacter = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0;
  return code === 0x9 || code === 0xa || code === 0xd || (code >= 0x20 && code !== 0xfffe && code !== 0xffff);
};

const anyText = fc.string({ unit: 'binary', maxLength: 40 });
/** Any box of whole units: the most that its place and its size may be. */
const anyBox = (x: number, y: number, width: number, height: number): fc.Arbitrary<Box> =>
  fc.record({
    x: fc.nat(x),
    y: fc.nat(y),
    width: fc.integer({ min: 1, max: width }),
    height: fc.integer({ min: 1, max: height }),
  });

describe('escapeXml', () => {
  test('escapes what means something in XML', () => {
    expect(escapeXml(`<a b="c" d='e'>&amp;`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;');
  });

  test('drops the characters that XML does not allow and keeps the rest', () => {
    expect(escapeXml('a\u0000b\u0008c\td\ne\u000bf\u001fg\uffffh 警侨')).toBe('abc\td\nefgh 警侨');
  });

  test('makes any text content and attribute that a parser reads back', () => {
    holdsFor([anyText], (content) => {
      const allowed = [...content].filter(isXmlCharacter).join('');
      const read = parseXml(`<t a="${escapeXml(content)}">${escapeXml(content)}</t>`).documentElement;
      const spaces = (value: string) => value.replace(/\r\n|[\r\n\t]/g, ' ');
      return (
        spaces(read.textContent ?? '') === spaces(allowed) && spaces(read.getAttribute('a') ?? '') === spaces(allowed)
      );
    });
  });
});

describe('n', () => {
  test.each([
    [1, '1'],
    [1.04, '1'],
    [1.05, '1.1'],
    [-0.04, '0'],
    [-0, '0'],
    [-1.26, '-1.3'],
    [0.1 + 0.2, '0.3'],
  ])('writes %d as %s', (value, expected) => expect(n(value)).toBe(expected));

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %d', (value) =>
    expect(() => n(value)).toThrow(`A coordinate is ${value}`),
  );

  test('writes any coordinate with one decimal at most, near its value', () => {
    holdsFor(
      [fc.double({ min: -1e6, max: 1e6, noNaN: true })],
      (value) =>
        /^-?\d+(\.\d)?$/.test(n(value)) && n(value) !== '-0' && Math.abs(Number(n(value)) - value) <= 0.0500001,
    );
  });
});

describe('elements', () => {
  test('leave out what is undefined, round numbers and escape text', () => {
    expect(element('rect', { x: 1.26, class: undefined, 'data-a': '"<' })).toBe('<rect x="1.3" data-a="&quot;&lt;"/>');
    expect(element('g', {}, '<rect/>')).toBe('<g><rect/></g>');
    expect(text(1, 2, 'a < b', { class: 'label' })).toBe('<text x="1" y="2" class="label">a &lt; b</text>');
  });

  test('write one line as text and several as tspans with a space between them', () => {
    expect(textLines(1, 2, ['one'], 18)).toBe('<text x="1" y="2">one</text>');
    expect(textLines(1, 2, ['one', '<two>'], 18)).toBe(
      '<text y="2"><tspan x="1">one</tspan> <tspan x="1" dy="18">&lt;two&gt;</tspan></text>',
    );
  });

  test('write centred lines as texts of their own, which no space can push aside', () => {
    const middle = { 'text-anchor': 'middle' };
    const lines = textLines(1, 2, ['North', 'America'], 18, middle);
    expect(lines).toBe(
      '<text x="1" y="2" text-anchor="middle">North</text><text x="1" y="20" text-anchor="middle">America</text>',
    );
    const svg = svgRoot({ chart: 'sample', frame: frames.narrow, height: 40, content: lines, label: 'Two lines' });
    expect(parseXml(svg).documentElement.textContent.trim()).toBe('North America');
  });

  test('refuse a coordinate that is no number', () =>
    expect(() => element('rect', { x: Number.NaN })).toThrow('A coordinate is NaN'));
});

describe('the root of a picture', () => {
  const root = { chart: 'sample', frame: frames.narrow, height: 99.96, content: '<path d="M0 0"/>' };

  test('is an image with a name, and hides its inside', () => {
    const svg = parseXml(svgRoot({ ...root, labelledBy: 'title', describedBy: 'summary' })).documentElement;
    expect(Object.fromEntries([...svg.attributes].map((attribute) => [attribute.name, attribute.value]))).toEqual({
      class: 'picture picture--narrow',
      'data-chart': 'sample',
      viewBox: '0 0 340 100',
      width: '340',
      height: '100',
      role: 'img',
      'aria-labelledby': 'title',
      'aria-describedby': 'summary',
    });
    expect(svg.firstElementChild?.getAttribute('aria-hidden')).toBe('true');
  });

  test('can carry its name itself', () => {
    expect(svgRoot({ ...root, label: 'A "name"' })).toContain('role="img" aria-label="A &quot;name&quot;"');
  });
});

describe('a path of rings', () => {
  type Ring = readonly (readonly [number, number])[];
  /** A ring from its corners, as in `0,0 5,0 0,5`. */
  const ringOf = (corners: string): Ring =>
    corners.split(' ').map((corner) => corner.split(',').map(Number) as [number, number]);

  /** The rings of a path of M, h, v, l and z, as a renderer reads it. Throws for anything else. */
  const read = (path: string): [number, number][][] => {
    if (!/^(M-?\d+[ -]\d+(?:[hv]-?\d+(?: \d+|-\d+)*|l-?\d+(?: \d+|-\d+)+)+z)*$/.test(path))
      throw new Error(`Not a path of whole units: ${path}`);
    return [...path.matchAll(/M([^z]*)z/g)].map((match) => {
      const points: [number, number][] = [];
      let [x, y] = [0, 0];
      for (const [, command = '', given = ''] of `M${match[1]}`.matchAll(/([Mhvl])([^Mhvl]*)/g)) {
        const numbers = (given.match(/-?\d+/g) ?? []).map(Number);
        const size = command === 'M' || command === 'l' ? 2 : 1;
        if (numbers.length % size !== 0) throw new Error(`${command} with ${numbers.length} numbers`);
        for (let index = 0; index < numbers.length; index += size) {
          const [first = 0, second = 0] = numbers.slice(index, index + size);
          if (command === 'M') [x, y] = [first, second];
          else [x, y] = command === 'h' ? [x + first, y] : command === 'v' ? [x, y + first] : [x + first, y + second];
          points.push([x, y]);
        }
      }
      return points;
    });
  };

  const area = (ring: Ring): number =>
    ring.reduce(
      (sum, [x, y], index) =>
        sum + x * (ring[(index + 1) % ring.length]?.[1] ?? 0) - (ring[(index + 1) % ring.length]?.[0] ?? 0) * y,
      0,
    ) / 2;
  const rounded = (ring: Ring): [number, number][] => ring.map(([x, y]) => [Math.round(x) + 0, Math.round(y) + 0]);
  const coordinate = fc.oneof(fc.integer({ min: -4, max: 4 }), fc.double({ min: -1000, max: 1000, noNaN: true }));
  const ring = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 30 });

  test('writes a square in whole units, with relative commands', () => {
    expect(pathOf([ringOf('10.2,10 20,9.9 20,20 10,20')])).toBe('M10 10h10v10h-10z');
  });

  test('joins numbers as shortly as they can be read', () => {
    expect(pathOf([ringOf('-5,-5 3,2 -4,9 -9,4')])).toBe('M-5-5l8 7-7 7-5-5z');
  });

  test('leaves out points that repeat or lie on the way, and the point that closes the ring', () => {
    expect(pathOf([ringOf('0,0 5,0 5.2,0 10,0 10,10 0,0')])).toBe('M0 0h10v10z');
  });

  test.each([
    ['a point', '1,1'],
    ['a point that repeats', '1,1 1.2,1 0.9,1.1 1,1'],
    ['a line and back', '0,0 9,0 0,0'],
    ['a ring smaller than a unit', '5.1,5.1 5.3,5.1 5.3,5.3 5.1,5.3'],
  ])('leaves out a ring that collapses to %s', (_, corners) => expect(pathOf([ringOf(corners)])).toBe(''));

  test('keeps several rings apart', () => {
    const triangle = ringOf('0,0 4,0 0,4');
    const rings = [triangle, triangle.map(([x, y]) => [x + 10, y] as const)];
    expect(pathOf(rings)).toBe('M0 0h4l-4 4zM10 0h4l-4 4z');
  });

  test('writes any shapes as a path that can be read, with no more points than were given', () => {
    holdsFor(
      [fc.array(ring, { maxLength: 4 })],
      (rings) => {
        const found = read(pathOf(rings));
        expect(found.length).toBeLessThanOrEqual(rings.length);
        expect(found.flat().length).toBeLessThanOrEqual(rings.flat().length);
        for (const points of found) expect(points.length).toBeGreaterThanOrEqual(3);
      },
      1000,
    );
  });

  test('keeps the area of any ring, and its corners', () => {
    holdsFor(
      [ring],
      (points) => {
        const [found] = read(pathOf([points]));
        const given = rounded(points);
        if (!found) return area(given) === 0;
        const corners = new Set(given.map(String));
        return Math.abs(area(found) - area(given)) < 1e-6 && found.every((point) => corners.has(String(point)));
      },
      1000,
    );
  });
});

describe('textWidth', () => {
  test('is nothing for nothing, grows with the text and the size, and is wider in bold', () => {
    expect(textWidth('', 14)).toBe(0);
    holdsFor([anyText, anyText, fc.integer({ min: 8, max: 40 })], (one, other, size) => {
      const whole = textWidth(one + other, size);
      return (
        whole >= textWidth(one, size) - 1e-9 &&
        Math.abs(textWidth(one, size * 2) - 2 * textWidth(one, size)) < 1e-6 &&
        textWidth(one, size, true) >= textWidth(one, size)
      );
    });
  });
});

describe('wrapText', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdefgilmtwABW019.,–'), minLength: 1, maxLength: 12 });
  const size = 14;

  test('breaks between words and never at a space that keeps together', () => {
    expect(wrapText('at least\u00a0102 stations in 53\u00a0countries', 90, size)).toEqual([
      'at least\u00a0102',
      'stations in',
      '53\u00a0countries',
    ]);
    expect(wrapText('one', 0, size)).toEqual(['one']);
    expect(wrapText('', 100, size)).toEqual([]);
  });

  test('loses no word and keeps within the width, but for a word that is longer than the line', () => {
    holdsFor(
      [fc.array(word, { minLength: 1, maxLength: 15 }), fc.integer({ min: 10, max: 300 }), fc.boolean()],
      (words, width, bold) => {
        const lines = wrapText(words.join(' '), width, size, bold);
        return (
          lines.join(' ') === words.join(' ') &&
          lines.every((line) => !line.includes(' ') || textWidth(line, size, bold) <= width)
        );
      },
    );
  });
});

describe('boxesOverlap', () => {
  const box = anyBox(20, 20, 9, 9);

  test('is true when the boxes share a point inside, whichever comes first', () => {
    holdsFor([box, box], (one, other) => {
      const cells = (given: Box) =>
        Array.from(
          { length: given.width * given.height },
          (_, index) => `${given.x + (index % given.width)} ${given.y + Math.floor(index / given.width)}`,
        );
      const shared = new Set(cells(one));
      const share = cells(other).some((cell) => shared.has(cell));
      return boxesOverlap(one, other) === share && boxesOverlap(other, one) === share;
    });
  });
});

describe('placeLabels', () => {
  const size = 13;
  const area: Box = { x: 0, y: 0, width: 340, height: 240 };

  /** The box a placed label fills on the screen, by its anchor and baseline: from the tops of the capitals to below the baseline. */
  const boxOf = (label: PlacedLabel): Box => {
    const width = textWidth(label.text, size);
    const x =
      label.anchor === 'start'
        ? label.labelX
        : label.anchor === 'end'
          ? label.labelX - width
          : label.labelX - width / 2;
    return { x, y: label.labelY - size * 0.72, width, height: size * 0.92 };
  };
  const markOf = (label: LabelRequest): Box => ({
    x: label.x - label.clear,
    y: label.y - label.clear,
    width: label.clear * 2,
    height: label.clear * 2,
  });

  const request = fc.record({
    text: fc.constantFrom('Italy 11', 'Canada 5', 'Netherlands ≥ 2', 'Democratic Republic of the Congo', 'Rome'),
    x: fc.integer({ min: 0, max: 340 }),
    y: fc.integer({ min: 0, max: 240 }),
    clear: fc.constantFrom(3, 4, 8, 12),
  });
  const requests = fc.array(request, { maxLength: 9 });

  test('puts a lone label to the right of its point, to the left at the right edge', () => {
    const [right] = placeLabels([{ text: 'Rome', x: 100, y: 100, clear: 4 }], size, area);
    expect(right).toMatchObject({ anchor: 'start', labelX: 108, text: 'Rome' });
    const [left] = placeLabels([{ text: 'Rome', x: 330, y: 100, clear: 4 }], size, area);
    expect(left).toMatchObject({ anchor: 'end', labelX: 322 });
  });

  test('leaves out the label that finds no room', () => {
    const [long, short] = ['A label that is far too long for its frame', 'Rome'];
    const wanted = [long, short].map((text) => ({ text, x: 10, y: 20, clear: 4 }));
    const placed = placeLabels(wanted, size, { x: 0, y: 0, width: 60, height: 60 });
    expect(placed.map(({ text }) => text)).toEqual([short]);
  });

  test('lets no two labels overlap, none leave the area, none cover a mark or an obstacle, for any points', () => {
    const obstacle = anyBox(300, 200, 60, 40);
    let placed = 0;
    holdsFor(
      [requests, fc.array(obstacle, { maxLength: 2 })],
      (wanted, obstacles) => {
        const labels = placeLabels(wanted, size, area, obstacles);
        if (labels.length === wanted.length) placed += 1;
        const texts = wanted.map(({ text }) => text);
        for (const { text } of labels) expect(texts).toContain(text);
        labels.forEach((label, index) => {
          const box = boxOf(label);
          expect(
            box.x >= area.x &&
              box.y >= area.y &&
              box.x + box.width <= area.x + area.width &&
              box.y + box.height <= area.y + area.height,
            `${label.text} in the area`,
          ).toBe(true);
          for (const other of labels.slice(index + 1))
            expect(boxesOverlap(box, boxOf(other)), `${label.text} and ${other.text}`).toBe(false);
          for (const other of wanted)
            expect(boxesOverlap(box, markOf(other)), `${label.text} over the mark of ${other.text}`).toBe(false);
          for (const other of obstacles) expect(boxesOverlap(box, other), `${label.text} over an obstacle`).toBe(false);
        });
      },
      400,
    );
    expect(placed, 'most tries find room').toBeGreaterThan(100);
  });

  test('finds the same places for the same points', () => {
    holdsFor(
      [requests],
      (wanted) => {
        const [first, again] = [placeLabels(wanted, size, area), placeLabels(wanted, size, area)];
        expect(again).toEqual(first);
      },
      50,
    );
  });
});

describe('SymbolSheet', () => {
  test('writes a shape once, however often it is used', () => {
    const sheet = new SymbolSheet();
    let made = 0;
    const make = () => {
      made += 1;
      return '<path d="M0 0h1v1z"/>';
    };
    expect([sheet.use('shape-a', make), sheet.use('shape-a', make), sheet.use('shape-b', make)]).toEqual([
      '#shape-a',
      '#shape-a',
      '#shape-b',
    ]);
    expect(made).toBe(2);
    const defs = parseXml(sheet.toSvg()).documentElement;
    expect([...defs.querySelectorAll('[id]')].map((shape) => shape.id)).toEqual(['shape-a', 'shape-b']);
    expect(defs.getAttribute('aria-hidden')).toBe('true');
    expect(sheet.toSvg()).toContain(sheet.definitions());
  });

  test('is nothing when no shape was used', () => expect(new SymbolSheet().toSvg()).toBe(''));

  test('of two pages do not know each other', () => {
    const [one, other] = [new SymbolSheet(), new SymbolSheet()];
    one.use('shape-a', () => '<path/>');
    expect(other.definitions()).toBe('');
  });
});
