/** SVG as text. Everything that comes from data or words goes through `escapeXml`; numbers through `n`. */
import type { Frame } from './frame.ts';

/** Escapes text for XML content and attribute values, and drops the control characters XML forbids. */
export function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters XML 1.0 does not allow
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
      .replace(/'/g, '&#39;')
  );
}

/** A coordinate with at most one decimal: a tenth of a unit is finer than any screen shows. */
export function n(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`A coordinate is ${value}`);
  const rounded = Math.round(value * 10) / 10;
  return Object.is(rounded, -0) ? '0' : String(rounded);
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One element. Attribute values are escaped; `children` is SVG already. Undefined attributes are left out. */
export function element(name: string, attributes: Attributes, children?: string): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? n(value) : escapeXml(String(value))}"`)
    .join('');
  return children === undefined ? `<${name}${written}/>` : `<${name}${written}>${children}</${name}>`;
}

/** A line of text at a point; `attributes` may carry `class`, `text-anchor` and so on. */
export const text = (x: number, y: number, content: string, attributes: Attributes = {}): string =>
  element('text', { x, y, ...attributes }, escapeXml(content));

/**
 * Lines of text below each other, with a space between them for those who take the text out of the picture. A space is as wide as a letter, and would
 * push a line that is centred or ends at its point aside: such lines are texts of their own, which `textsApart` keeps apart.
 */
export function textLines(
  x: number,
  y: number,
  lines: readonly string[],
  lineHeight: number,
  attributes: Attributes = {},
): string {
  if (lines.length === 1) return text(x, y, lines[0] ?? '', attributes);
  if (attributes['text-anchor'] !== undefined && attributes['text-anchor'] !== 'start')
    return lines.map((line, index) => text(x, y + index * lineHeight, line, attributes)).join('');
  const spans = lines.map((line, index) =>
    element('tspan', { x, dy: index === 0 ? undefined : lineHeight }, escapeXml(line)),
  );
  return element('text', { y, ...attributes }, spans.join(' '));
}

/** Labels with a space between them, for browsers of words and programs that take the text out of a page. */
export const textsApart = (content: string): string => content.replaceAll('</text>', '</text> ');

interface Root {
  readonly chart: string;
  readonly frame: Frame;
  readonly height: number;
  readonly content: string;
}

/**
 * The root of a picture: an image with a name for those who do not see it. Its inside is presentational,
 * because name, description and table together say all that it shows. An image may hold nothing that takes the focus, not even out of the tab
 * order: a picture with links has its name on an empty image of its size, which comes before them.
 */
export function svgRoot(root: Root & ({ labelledBy: string; describedBy?: string } | { label: string })): string {
  const names: Attributes =
    'label' in root
      ? { 'aria-label': root.label }
      : { 'aria-labelledby': root.labelledBy, 'aria-describedby': root.describedBy };
  const { width, name } = root.frame;
  const image: Attributes = { role: 'img', ...names };
  const hasLinks = root.content.includes('<a ');
  const ground = element('rect', { width, height: root.height, fill: 'none' });
  return element(
    'svg',
    {
      class: `picture picture--${name}`,
      'data-chart': root.chart,
      viewBox: `0 0 ${width} ${n(root.height)}`,
      width,
      height: root.height,
      ...(hasLinks ? {} : image),
    },
    (hasLinks ? element('g', image, ground) : '') + element('g', { 'aria-hidden': 'true' }, textsApart(root.content)),
  );
}
