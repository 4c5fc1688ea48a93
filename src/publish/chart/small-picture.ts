/**
 * The small picture of a chart for grids of charts: its marks without their words, which nobody could read at this size, cut to the part that has most
 * of them; of a picture that is mostly words, its strongest. It says what sort of picture is to be opened; what it shows is said by the headline beside it. A file of its own, so that a page of many
 * charts stays light; it follows the colour scheme of the page.
 */
import { Resvg } from '@resvg/resvg-js';
import type { BuiltChart } from '../../charts/chart.ts';
import { palette, paletteCss } from '../../charts/shared/palette.ts';
import { element, n } from '../../charts/shared/svg.ts';
import { SymbolSheet } from '../../charts/shared/symbols.ts';
import { once } from '../../shared/once.ts';
import { chartOf, type Site } from '../../story/site.ts';
import chartCss from '../../styles/chart.css?raw';
import { usedIn, usedStyles } from '../page/used-css.ts';
import { opened, standalonePicture } from './picture.ts';

/** Size in CSS pixels. */
export const smallSize = { width: 240, height: 150 } as const;

const margin = 8;
/** Most and least units of a drawing that the small picture is wide: what is larger would be too fine, what is smaller too coarse. */
const widths = { most: 352, least: 224 } as const;
const shape = smallSize.height / smallSize.width;

export const smallPath = (id: string): string => `small/${id}.svg`;

const inside = (chart: BuiltChart, symbols: SymbolSheet): string =>
  opened(chart.picture('narrow', symbols, { label: '' })).inside;

/** What is read rather than seen: labels, and the lines that lead to them. */
const withoutWords = (svg: string): string =>
  svg.replace(/<text\b[^>]*>[\s\S]*?<\/text>\s?/g, '').replace(/<(?:path|line)\b[^>]*\bclass="leader"[^>]*\/>/g, '');

/** Share of the picture that has ink: with less there is nothing to see without the words. */
const leastInk = 0.003;

/** Lines between rows are no marks. */
const rule = new RegExp(`<(?:path|line)\\b[^>]* stroke="${palette.light.rule}"[^>]*/>`, 'g');

/** Files of pictures have no fonts of the page, and are drawn on the paper of the palette whatever the browser does with colours. */
const ground = ":root{--sans:'Source Sans 3',Arial,sans-serif;forced-color-adjust:none}.large{font-size:24px}";
const ownColours = chartCss
  .replace(/\/\*[\s\S]*?\*\//g, '')
  .replace(/@media \(forced-colors: active\) \{[\s\S]*?\n {2}\}/g, '')
  .replaceAll('forced-color-adjust: auto;', '');

interface Window {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a row of units has of ink: the first column with some, the one after the last, and in how many there is some. */
interface Row {
  readonly left: number;
  readonly right: number;
  readonly amount: number;
}

/** A drawing as the ink in each of its rows. */
class Ink {
  readonly rows: readonly Row[];

  constructor(svg: string) {
    const { width, height, pixels } = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
    this.rows = Array.from({ length: height }, (_, y) => {
      let [left, right, amount] = [width, 0, 0];
      for (let x = 0; x < width; x += 1)
        if ((pixels[(y * width + x) * 4 + 3] ?? 0) > 40) {
          left = Math.min(left, x);
          right = x + 1;
          amount += 1;
        }
      return { left, right, amount };
    });
  }

  /** How much there is below a row, as far down as a picture reaches. */
  below(top: number, height: number): number {
    return this.rows.slice(top, top + Math.floor(height)).reduce((sum, { amount }) => sum + amount, 0);
  }

  /** The sides of what has ink there. */
  box(top: number, height: number): { readonly [side in 'left' | 'right' | 'top' | 'bottom']: number } {
    const inked = this.rows
      .slice(top, top + Math.floor(height))
      .flatMap((row, index) => (row.amount > 0 ? [{ ...row, y: top + index }] : []));
    return {
      left: Math.min(...inked.map(({ left }) => left)),
      right: Math.max(...inked.map(({ right }) => right)),
      top: inked[0]?.y ?? top,
      bottom: (inked.at(-1)?.y ?? top) + 1,
    };
  }
}

/** The part of a drawing with most ink in it, the beginning unless another has far more; undefined where there is next to nothing to see. */
function fullestWindow(ink: Ink): Window | undefined {
  const { most, least } = widths;
  const tallest = most * shape;
  const little = leastInk * most * tallest;
  let best = { top: 0, amount: little / 2 };
  for (let top = 0; top === 0 || top + tallest < ink.rows.length + margin; top += 8) {
    const amount = ink.below(top, tallest);
    if (amount > best.amount * 2) best = { top, amount };
  }
  if (best.amount < little) return undefined;
  const { left, right, top, bottom } = ink.box(best.top, tallest);
  const width = Math.min(most, Math.max(least, right - left + 2 * margin, (bottom - top + 2 * margin) / shape));
  const height = width * shape;
  // What is left of either side is shared by both ends of it.
  return {
    x: Math.max(left - margin, (left + right - width) / 2),
    y: bottom - top + 2 * margin > height ? top - margin : (top + bottom - height) / 2,
    width,
    height,
  };
}

/** The strong labels of a drawing, as many as have room, below each other. */
const strongWords = (svg: string): string =>
  [...svg.matchAll(/<text\b[^>]*\bclass="[^"]*\blabel--strong\b[^"]*"[^>]*>([\s\S]*?)<\/text>/g)]
    .slice(0, 4)
    .map(([, words = ''], index) =>
      element(
        'text',
        { x: 0, y: 26 + index * 34, class: 'label--strong label--said large' },
        words.replace(/<[^>]*>/g, ''),
      ),
    )
    .join('');

/** A drawing without its words, and the part of it to be shown; undefined where there is too little to see. */
function partOf(site: Site, chart: BuiltChart): { readonly window: Window; readonly body: string } | undefined {
  const { width, height, definitions, content } = standalonePicture(site, chart.id, 'narrow');
  const window = fullestWindow(
    new Ink(
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${Math.ceil(height)}"><defs>${definitions}</defs>${withoutWords(content).replace(rule, '')}</svg>`,
    ),
  );
  if (!window) return undefined;
  const symbols = new SymbolSheet();
  const drawn = withoutWords(inside(chart, symbols));
  return { window, body: element('defs', {}, symbols.definitions()) + drawn };
}

const sheet = (window: Window, content: string): string =>
  element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      ...smallSize,
      viewBox: [window.x, window.y, window.width, window.height].map(n).join(' '),
    },
    content,
  );

/** `/small/<id>.svg`; throws for a chart that the site does not have. */
export const smallPicture = once((site: Site) =>
  once((id: string): string => {
    const { chart } = chartOf(site, id);
    const { window, body: drawn } = partOf(site, chart) ?? {
      window: { x: 0, y: 0, ...smallSize },
      body: strongWords(inside(chart, new SymbolSheet())),
    };
    const body = element('g', { class: 'picture' }, drawn);
    const style = usedStyles(ground + paletteCss() + ownColours, usedIn(body), body);
    return `${sheet(window, `<style>${style}</style>${body}`)}\n`;
  }),
);
