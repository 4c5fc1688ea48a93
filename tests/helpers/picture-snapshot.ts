/**
 * Pictures as texts that change little when a picture changes little: one element a line, attributes sorted, whole units.
 * What is written is still SVG and can be drawn; names and roles are left out, they belong to the page.
 */
import { parseXml } from './xml.ts';

/** Where the accepted pictures stand. */
export const snapshotFolder = 'tests/snapshots';
export const snapshotName = (chart: string, frame: string): string => `${chart}.${frame}.svg.txt`;
/** Shapes that several pictures use, once for all, and the style that the pictures were accepted with. */
export const shapesName = 'shapes.svg.txt';
export const styleName = 'style.css.txt';

const whole = (value: number): number => Math.round(value) + 0;

/** Positions in whole units. Sizes under ten units keep their tenth: a thin mark would vanish. */
const size = (value: number): number => (Math.abs(value) < 10 ? Math.round(value * 10) / 10 : whole(value));

const positions: ReadonlySet<string> = new Set([
  'x',
  'y',
  'x1',
  'x2',
  'y1',
  'y2',
  'cx',
  'cy',
  'dx',
  'dy',
  'points',
  'viewBox',
]);
const sizes: ReadonlySet<string> = new Set(['width', 'height', 'r', 'rx', 'ry']);
const numbers = (text: string, round: (value: number) => number): string =>
  text.replace(/-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi, (number) => String(round(Number(number))));

/** How many numbers each command of a path takes. */
const counts: Readonly<Record<string, number>> = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7, z: 0 };

/**
 * A path in whole units, every part that starts with a move on a line of its own. Relative commands stay relative; what rounding takes from one
 * step is given back by the next, so that a long path ends where it ended.
 */
export function wholePath(path: string): string {
  const parts: string[] = [];
  let rest = path.trim();
  let command = '';
  // The exact point and the rounded one, and both at the start of the part.
  let [x, y, roundX, roundY, startX, startY, startRoundX, startRoundY] = [0, 0, 0, 0, 0, 0, 0, 0];
  const number = (flag: boolean): number => {
    const match = (flag ? /^[\s,]*([01])/ : /^[\s,]*(-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)/i).exec(rest);
    if (!match) throw new Error(`Not a path: "${path.slice(0, 80)}" at "${rest.slice(0, 20)}"`);
    rest = rest.slice(match[0].length);
    return Number(match[1]);
  };
  while (rest.replace(/^[\s,]+/, '') !== '') {
    const letter = /^[\s,]*([a-z])/i.exec(rest);
    if (letter) {
      command = letter[1] ?? '';
      rest = rest.slice(letter[0].length);
    } else if (command === '' || command.toLowerCase() === 'z')
      throw new Error(`Not a path: "${path.slice(0, 80)}" at "${rest.slice(0, 20)}"`);
    const kind = command.toLowerCase();
    const count = counts[kind];
    if (count === undefined) throw new Error(`Not a path command: "${command}" in "${path.slice(0, 80)}"`);
    const values = Array.from({ length: count }, (_, index) => number(kind === 'a' && (index === 3 || index === 4)));
    const relative = command === kind;
    let end: readonly [number, number] = [x, y];
    const across = (value: number): number => (relative ? x + value : value);
    const down = (value: number): number => (relative ? y + value : value);
    if (kind === 'z') end = [startX, startY];
    else if (kind === 'h') end = [across(values[0] ?? 0), y];
    else if (kind === 'v') end = [x, down(values[0] ?? 0)];
    else end = [across(values.at(-2) ?? 0), down(values.at(-1) ?? 0)];
    const [endX, endY] = kind === 'z' ? [startRoundX, startRoundY] : [whole(end[0]), whole(end[1])];
    const written = (value: number, vertical: boolean): number =>
      vertical ? whole(down(value)) - (relative ? roundY : 0) : whole(across(value)) - (relative ? roundX : 0);
    const arguments_ =
      kind === 'h'
        ? [written(values[0] ?? 0, false)]
        : kind === 'v'
          ? [written(values[0] ?? 0, true)]
          : kind === 'a'
            ? [
                ...values.slice(0, 2).map(size),
                ...values.slice(2, 5),
                written(values[5] ?? 0, false),
                written(values[6] ?? 0, true),
              ]
            : values.map((value, index) => written(value, index % 2 === 1));
    if (kind === 'm') parts.push('');
    parts[parts.length - 1] += command + arguments_.join(' ');
    [x, y, roundX, roundY] = [end[0], end[1], endX, endY];
    if (kind === 'm') {
      [startX, startY, startRoundX, startRoundY] = [x, y, roundX, roundY];
      // Further pairs after a move are lines.
      command = relative ? 'l' : 'L';
    }
  }
  return parts.join('\n');
}

function attributeText(name: string, value: string): string {
  if (name === 'd') return wholePath(value);
  if (positions.has(name)) return numbers(value, whole);
  if (sizes.has(name)) return /^-?[\d.]+$/.test(value) ? String(size(Number(value))) : value;
  // A scale or an angle is no position.
  if (name === 'transform') return value.replace(/translate\([^)]*\)/g, (part) => numbers(part, whole));
  return value;
}

/** Text as XML; spaces that look like others are written as numbers, so that a diff shows them. */
const escaped = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/[\u00a0\u2000-\u200d\u202f\u2060]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`);

function openTag(element: Element, indent: string, root: boolean): string {
  const attributes = [...element.attributes]
    .filter(({ name }) => !(root && (name === 'role' || name.startsWith('aria-') || name.startsWith('xmlns'))))
    .map(({ name, value }) => [name, attributeText(name, value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => {
      const lines = value.split('\n');
      return ` ${name}="${lines.map(escaped).join(`\n${indent}  `)}"`;
    });
  return `<${element.localName}${root ? ' xmlns="http://www.w3.org/2000/svg"' : ''}${attributes.join('')}`;
}

function lines(element: Element, indent: string, root: boolean): string[] {
  const open = indent + openTag(element, indent, root);
  if (element.childNodes.length === 0) return [`${open}/>`];
  // White space between the lines of a label would be drawn: a label is one line, with all that is in it.
  if (element.localName === 'text') return [`${open}>${[...element.childNodes].map(inline).join('')}</text>`];
  return [
    `${open}>`,
    ...[...element.children].flatMap((child) => lines(child, `${indent}  `, false)),
    `${indent}</${element.localName}>`,
  ];
}

const isElement = (node: ChildNode): node is Element => node.nodeType === 1;
const inline = (node: ChildNode): string =>
  isElement(node)
    ? `${openTag(node, '', false)}>${[...node.childNodes].map(inline).join('')}</${node.localName}>`
    : escaped(node.textContent ?? '');

/** A picture (an SVG element as text) in its normal form. */
export const pictureSnapshot = (svg: string): string =>
  `${lines(parseXml(svg).documentElement, '', true).join('\n')}\n`;

/** Shapes (what `SymbolSheet` writes) in their normal form, sorted by id, each once. */
export function shapesSnapshot(shapes: readonly string[]): string {
  const byId = new Map<string, string>();
  for (const text of shapes)
    if (text)
      for (const shape of parseXml(`<svg>${text}</svg>`).querySelectorAll('[id]')) {
        const written = lines(shape, '  ', false).join('\n');
        const known = byId.get(shape.id);
        if (known !== undefined && known !== written) throw new Error(`Two shapes have the id ${shape.id}`);
        byId.set(shape.id, written);
      }
  return `<svg xmlns="http://www.w3.org/2000/svg" class="symbols" width="0" height="0">\n${[...byId]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => text)
    .join('\n')}\n</svg>\n`;
}

/** A style sheet with one declaration a line. */
export const styleSnapshot = (css: string): string =>
  `${css
    .replace(/([{};])[ \t]*(?!\n)/g, '$1\n')
    .replace(/\n{2,}/g, '\n')
    .trim()}\n`;
