/**
 * Observable Plot, drawn at build time in Node and written in the terms of this site: SVG text for a picture's `draw`.
 *
 * Plot writes for a page of its own: a root with a style sheet, fonts, ARIA names, colours, coordinates with 14 digits, clip ids from a counter
 * of the process. Here only its marks are kept. Colours are CSS classes: a mark gets one by `className`, a single shape by `ink(…)` in a `fill`
 * or `stroke` channel. Axes, legends and titles are off unless a chart draws them as marks; headings belong to the page.
 */
import { createRequire } from 'node:module';
import * as Plot from '@observablehq/plot';
import { once } from '../../shared/once.ts';
import type { Frame } from '../shared/frame.ts';
import { type Attributes, element, escapeXml, n } from '../shared/svg.ts';
import type { Block } from './block.ts';

export { Plot };

/** The chart that asks; ids inside the picture are made from it. */
interface PlotOwner {
  readonly chart: string;
  readonly frame: Frame;
}

const inkPrefix = 'ink:';

/** A CSS class as the value of a `fill` or `stroke` channel, for marks whose shapes differ in ink. */
export const ink = (className: string): string => `${inkPrefix}${className}`;

/**
 * One document for the whole build: Plot only makes elements in it and never attaches them, so plots cannot meet. jsdom takes a quarter of a second to
 * load, which whoever draws nothing is spared.
 */
const documentOf = once((_: 'plots'): Document => {
  const { JSDOM } = createRequire(import.meta.url)('jsdom') as typeof import('jsdom');
  return new JSDOM('').window.document;
});

/** Where and how large: all that is kept of what Plot writes. Looks and names are for CSS classes and the page. */
const keptAttributes: ReadonlySet<string> = new Set(
  'id x y dx dy x1 x2 y1 y2 cx cy r rx ry d points width height transform text-anchor clip-path'.split(' '),
);
const droppedElements: ReadonlySet<string> = new Set(['style', 'title']);
const shapes: ReadonlySet<string> = new Set(['rect', 'circle', 'ellipse', 'line', 'path', 'polyline', 'polygon']);

/** Rounds every number of an attribute such as `d` or `transform`; lengths with a unit (`0.32em`) stay. */
const roundNumbers = (value: string): string =>
  value.replace(/-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?(?![\w.%])/gi, (number) => n(Number(number)));

interface Writer {
  readonly owner: PlotOwner;
  /** Plot's ids to ours, in order of appearance. */
  readonly ids: Map<string, string>;
}

function ownId(writer: Writer, id: string): string {
  const known = writer.ids.get(id);
  if (known) return known;
  const made = `${writer.owner.chart}-${writer.owner.frame.name}-clip-${writer.ids.size + 1}`;
  writer.ids.set(id, made);
  return made;
}

function attributesOf(node: Element, writer: Writer): Attributes {
  const attributes: Record<string, string> = {};
  const classes = new Set([...node.classList].filter((name) => !name.startsWith('plot-')));
  for (const { name, value } of node.attributes) {
    if ((name === 'fill' || name === 'stroke') && value.startsWith(inkPrefix))
      classes.add(value.slice(inkPrefix.length));
    if (!keptAttributes.has(name)) continue;
    if (name === 'id') attributes[name] = ownId(writer, value);
    else if (value.includes('#'))
      attributes[name] = value.replace(/#([\w-]+)/g, (_, id: string) => `#${ownId(writer, id)}`);
    else attributes[name] = name === 'text-anchor' ? value : roundNumbers(value);
  }
  // A label is placed by Plot with a transform; x and y say the same in fewer bytes.
  const place =
    node.localName === 'text' && attributes['x'] === undefined
      ? /^translate\(([-\d.]+),([-\d.]+)\)$/.exec(attributes['transform'] ?? '')
      : null;
  if (place) {
    const { transform: _, y, ...rest } = attributes;
    return { class: [...classes].join(' ') || undefined, x: place[1], y: place[2], dy: y, ...rest };
  }
  return { class: [...classes].join(' ') || undefined, ...attributes };
}

function write(node: Element, writer: Writer, hasClass: boolean): string {
  if (droppedElements.has(node.localName)) return '';
  const attributes = attributesOf(node, writer);
  const classed = hasClass || attributes['class'] !== undefined || node.localName === 'clipPath';
  if (shapes.has(node.localName) && !classed)
    throw new Error(
      `A ${node.localName} of the plot "${writer.owner.chart}" has no class and would be drawn black: give its mark a className or use ink()`,
    );
  const children = [...node.childNodes]
    .map((child) => (isElement(child) ? write(child, writer, classed) : escapeXml(child.textContent ?? '')))
    .join('');
  if (node.localName === 'g') {
    if (!children) return '';
    if (Object.values(attributes).every((value) => value === undefined)) return children;
  }
  return element(node.localName, attributes, children || undefined);
}

const isElement = (node: ChildNode): node is Element => node.nodeType === 1;

type Value = number | string | Date;

/** A plot as a piece of a picture: drawn where it is placed, and its scales for what is placed beside its marks. */
export interface PlotBlock extends Block {
  /** Where a value lies, from the left edge of the plot; for a band its middle. */
  x(value: Value): number;
  /** Where a value lies, from the top edge of the plot; for a band its middle. */
  y(value: Value): number;
}

/**
 * Marks, axes and facets of Observable Plot in a rectangle of a picture. Plot makes the scales from the data; they are given back,
 * so that measured text can be placed at the marks. Inks come as `className` or `ink(…)`. Text is anchored in the middle unless a mark says otherwise.
 * @throws Error for a shape without a class, and for options that need more than marks (a legend, a title)
 */
export function plotBlock(
  owner: PlotOwner,
  size: { readonly width: number; readonly height: number },
  options: Omit<Plot.PlotOptions, 'document' | 'width' | 'height' | 'margin'>,
): PlotBlock {
  const drawn = Plot.plot({
    margin: 0,
    color: { type: 'identity' },
    ...options,
    x: { axis: null, ...options.x },
    y: { axis: null, ...options.y },
    document: documentOf('plots'),
    ...size,
  });
  if (drawn.localName !== 'svg')
    throw new Error(`The plot "${owner.chart}" asks for a title, caption or legend: these belong to the page`);
  const writer: Writer = { owner, ids: new Map() };
  const content = [...drawn.children].map((child) => write(child, writer, false)).join('');
  const anchor = content.includes('<text') ? 'middle' : undefined;
  const place = (name: 'x' | 'y') => (value: Value) => {
    const scale = drawn.scale(name);
    if (!scale) throw new Error(`The plot of "${owner.chart}" has no scale ${name}`);
    const found: unknown = scale.apply(value);
    if (typeof found !== 'number' || !Number.isFinite(found))
      throw new Error(`The plot of "${owner.chart}" has no place for ${String(value)} on its scale ${name}`);
    return found + (scale.bandwidth ?? 0) / 2;
  };
  const at: Block['at'] = (x, y) =>
    element('g', { transform: `translate(${n(x)} ${n(y)})`, 'text-anchor': anchor }, content);
  return { ...size, at, x: place('x'), y: place('y') };
}
