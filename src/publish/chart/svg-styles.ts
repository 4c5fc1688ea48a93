/**
 * Turns the classes of a picture into presentation attributes, with the colours of the light palette: a downloaded file has no style sheet.
 *
 * The rules are those of `src/styles/chart.css`, read as text, so that a chart looks the same on the page and in a download. Attributes rather than
 * a style element: every program that opens SVG knows them, and a picture pasted into somebody's page does not restyle that page.
 * Only what the pictures use is understood, a class or an element somewhere inside a class (`.picture .label`, `.shape path`); anything else stops the build.
 */
import { type CssNode, generate } from 'css-tree';
import { palette } from '../../charts/shared/palette.ts';
import { partsOf } from '../page/used-css.ts';

/** Properties that SVG has as attributes; the rest (margins, widths, display) is about the page. */
const presentation: ReadonlySet<string> = new Set([
  'fill',
  'fill-opacity',
  'fill-rule',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-dashoffset',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-miterlimit',
  'opacity',
  'paint-order',
  'vector-effect',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'letter-spacing',
  'visibility',
]);

/** A rule for what has a class or is an element, inside what has another class. */
export interface StyleRule {
  readonly around: string;
  readonly target: { readonly tag: string } | { readonly className: string };
  readonly declarations: ReadonlyMap<string, string>;
}

/** What a selector chooses. @throws Error for what the pictures do not use */
function selected(selector: CssNode): Pick<StyleRule, 'around' | 'target'> {
  const [around, space, target, ...more] = selector.type === 'Selector' ? selector.children : [];
  const isUnderstood = space?.type === 'Combinator' && space.name === ' ' && more.length === 0;
  if (isUnderstood && around?.type === 'ClassSelector') {
    if (target?.type === 'ClassSelector') return { around: around.name, target: { className: target.name } };
    if (target?.type === 'TypeSelector') return { around: around.name, target: { tag: target.name } };
  }
  throw new Error(
    `src/styles/chart.css: the selector "${generate(selector)}" cannot be resolved for downloads; use a class or an element inside a class`,
  );
}

const lightColour = (name: string): string => {
  const colour = (palette.light as Readonly<Record<string, string>>)[name];
  if (!colour) throw new Error(`src/styles/chart.css uses var(--${name}) in a picture, which is not in the palette`);
  return colour;
};

const resolveValue = (value: string): string =>
  value.replace(/var\(--([\w-]+)\)/g, (_, name: string) => lightColour(name)).replace(/(\d)px\b/g, '$1');

/**
 * The rules for pictures of a style sheet, weakest first. Rules inside `@layer` count; those inside `@media` do not (other sizes, forced colours, print).
 */
export function pictureRules(css: string): readonly StyleRule[] {
  const rulesIn = (parts: readonly CssNode[]): StyleRule[] =>
    parts.flatMap((part) => {
      if (part.type === 'Atrule' && part.name === 'layer') return rulesIn(part.block?.children.toArray() ?? []);
      if (part.type !== 'Rule' || part.prelude.type !== 'SelectorList') return [];
      const selectors = part.prelude.children
        .toArray()
        .filter((one) => /^\.(?:picture|shape|symbols)\b/.test(generate(one)));
      const declarations = new Map(
        part.block.children
          .toArray()
          .flatMap((line): [string, string][] =>
            line.type === 'Declaration' && presentation.has(line.property) && selectors.length > 0
              ? [[line.property, resolveValue(generate(line.value).trim())]]
              : [],
          ),
      );
      if (declarations.size === 0) return [];
      return selectors.map((one): StyleRule => ({ ...selected(one), declarations }));
    });
  const rules = rulesIn(partsOf(css));
  if (rules.length === 0)
    throw new Error(
      'The style sheet has no rule for pictures: was src/styles/chart.css renamed, or handed over empty?',
    );
  return rules.sort((a, b) => Number('className' in a.target) - Number('className' in b.target));
}

interface OpenElement {
  readonly name: string;
  readonly classes: readonly string[];
  /** It has a fill or a stroke of its own, which its children inherit. */
  painted?: boolean;
}

const shapes: ReadonlySet<string> = new Set([
  'rect',
  'circle',
  'ellipse',
  'line',
  'path',
  'polyline',
  'polygon',
  'use',
  'text',
]);

/** Whether a rule is for the last element of a path. */
function matches({ around, target }: StyleRule, path: readonly OpenElement[]): boolean {
  const element = path.at(-1);
  const isTarget = 'tag' in target ? element?.name === target.tag : element?.classes.includes(target.className);
  return isTarget === true && path.slice(0, -1).some(({ classes }) => classes.includes(around));
}

/** Attributes of a start tag as written by our own `element()`: quoted, escaped. */
function parseAttributes(text: string): Map<string, string> {
  return new Map([...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

/** Left out of a file that stands alone: classes without a style sheet, and what speaks to the page around it. */
const pageOnly: ReadonlySet<string> = new Set([
  'class',
  'role',
  'aria-hidden',
  'aria-label',
  'aria-labelledby',
  'aria-describedby',
  'focusable',
]);

const halo = / paint-order="stroke"/;

/**
 * A label with a halo, written twice: its outline, and the letters upon it. `paint-order` says the same, but LibreOffice and others do not know it and draw
 * the halo over the letters. The copy below is hidden from assistive technology.
 */
const twice = (svg: string): string =>
  svg.replace(/<text\b[^>]*>[\s\S]*?<\/text>/g, (text) => {
    const tag = text.slice(0, text.indexOf('>'));
    if (!halo.test(tag)) return text;
    const inside = text.slice(tag.length);
    const paper = / stroke="([^"]*)"/.exec(tag)?.[1] ?? 'none';
    const below = tag.replace(halo, '').replace(/ fill="[^"]*"/, ` fill="${paper}"`);
    return `${below} aria-hidden="true"${inside}${tag.replace(/ (?:paint-order|stroke(?:-[a-z]+)?)="[^"]*"/g, '')}${inside}`;
  });

/**
 * SVG content with its classes resolved to attributes and its ids prefixed, so that several downloads can stand in one page.
 * `href` becomes `xlink:href`, which old and new programs read.
 * @param content SVG as written by `element()`; ancestors are given by their classes
 */
export function resolveStyles(
  content: string,
  rules: readonly StyleRule[],
  ancestors: readonly string[],
  idPrefix: string,
): string {
  const path: OpenElement[] = ancestors.map((name) => ({ name: 'svg', classes: name.split(' ') }));
  const ownId = (id: string): string => (id.startsWith(`${idPrefix}-`) ? id : `${idPrefix}-${id}`);
  const resolved = content.replace(
    /<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>/g,
    (_, closing: string, name: string, rawAttributes: string, selfClosing: string) => {
      if (closing) {
        path.pop();
        return `</${name}>`;
      }
      const attributes = parseAttributes(rawAttributes);
      const opened: OpenElement = { name, classes: (attributes.get('class') ?? '').split(' ').filter(Boolean) };
      path.push(opened);
      // CSS wins over attributes, as in a browser.
      for (const rule of rules)
        if (matches(rule, path)) for (const [property, value] of rule.declarations) attributes.set(property, value);
      opened.painted = attributes.has('fill') || attributes.has('stroke');
      // A shape whose class no rule knows would be black without a warning. Clip paths and definitions need no paint.
      if (
        shapes.has(name) &&
        !path.some((element) => element.painted || element.name === 'clipPath' || element.classes.includes('symbols'))
      )
        throw new Error(
          `${idPrefix}: a ${name} of class "${opened.classes.join(' ')}" has no colour in src/styles/chart.css and would be black in the download`,
        );
      if (selfClosing) path.pop();
      const written = [...attributes]
        .filter(([attribute]) => !pageOnly.has(attribute) && !attribute.startsWith('data-'))
        .map(([attribute, value]) => {
          if (attribute === 'id') return ` id="${ownId(value)}"`;
          if (attribute === 'href') return ` xlink:href="#${ownId(value.replace(/^#/, ''))}"`;
          return ` ${attribute}="${value.replace(/url\(#([^)]+)\)/g, (_match, id: string) => `url(#${ownId(id)})`)}"`;
        })
        .join('');
      return `<${name}${written}${selfClosing ? '/' : ''}>`;
    },
  );
  const written = twice(resolved);
  if (halo.test(written))
    throw new Error(`${idPrefix}: something other than a text has paint-order, which many programs do not know`);
  return written;
}
