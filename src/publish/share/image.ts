/**
 * Pictures for share cards, 1200×630: the words of a page and, beside them, its chart as it is drawn for narrow screens, at a size at which its labels
 * are 28 px. A tall chart shows its upper part and fades out; who claims it and what was answered always stand beside it.
 */

import { frames } from '../../charts/shared/frame.ts';
import { textWidth } from '../../charts/shared/labels.ts';
import { palette } from '../../charts/shared/palette.ts';
import { element, escapeXml, n } from '../../charts/shared/svg.ts';
import type { Site } from '../../story/site.ts';
import { typeset } from '../../words/typeset.ts';
import { standalonePicture } from '../chart/picture.ts';
import type { Pixels } from '../chart/png.ts';

export const shareSize = { width: 1200, height: 630 } as const;

/** Bytes that a picture may have: what messengers fetch without a second thought. */
export const heaviest = 60_000;

/** No text of a share picture is smaller, in pixels. */
export const smallestText = 28;
/** Size of the smallest labels in the narrow pictures, in their units. */
const smallestLabel = 13;

/** Colours in fewer shades: each channel in steps, so that neighbours that look the same are the same. */
export function coarser(pixels: Pixels, step: number): Pixels {
  if (step === 1) return pixels;
  const data = new Uint8Array(pixels.data.length);
  for (let index = 0; index < data.length; index += 1)
    data[index] = Math.min(255, Math.round((pixels.data[index] ?? 0) / step) * step);
  return { ...pixels, data };
}

const margin = 48;
const ink = palette.light;
const gutter = 36;
const pictureScale = (smallestText + 0.5) / smallestLabel;
const pictureWidth = Math.ceil(frames.narrow.width * pictureScale);
const columnWidth = shareSize.width - 2 * margin - gutter - pictureWidth;
const fade = 70;

/** What stands on a picture. */
export interface ShareCard {
  /** Name in the address: `front`, `scale`, `chart-world-map`. */
  readonly name: string;
  readonly title: string;
  /** Small line above the title: the site, and the chapter. */
  readonly place: string;
  /** Who makes the claims that the chart shows. */
  readonly saidBy: string | undefined;
  /** Who answered, and when. */
  readonly answered: string | undefined;
  readonly chart: string | undefined;
}

interface TextStyle {
  readonly size: number;
  readonly lineHeight: number;
  readonly fill: string;
  readonly serif?: boolean;
  readonly bold?: boolean;
}

/** The serif in semibold is about an eighth wider than the estimate for the sans. */
const face = (style: TextStyle): number => (style.serif ? 1.12 : style.bold ? 1.06 : 1);

/** Lines as even as they can be: a title of two lines and a half does not end in one word. */
function balancedLines(content: string, width: number, style: TextStyle): string[] {
  const lines = breakLines(content, width, style);
  for (let narrower = width; narrower > width / 2; narrower -= 16) {
    const tried = breakLines(content, narrower, style);
    if (tried.length > lines.length) return breakLines(content, narrower + 16, style);
  }
  return lines;
}

function breakLines(content: string, width: number, style: TextStyle): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of content.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidth(longer, style.size) * face(style) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line) lines.push(line);
  return lines;
}

const linesOfText = (lines: readonly string[], x: number, baseline: number, style: TextStyle): string =>
  element(
    'text',
    {
      'font-size': style.size,
      fill: style.fill,
      'font-weight': style.serif || style.bold ? 600 : undefined,
      'font-family': style.serif ? 'Source Serif 4' : undefined,
    },
    lines
      .map((line, index) => element('tspan', { x, y: baseline + index * style.lineHeight }, escapeXml(line)))
      .join(''),
  );

const titleStyles: readonly TextStyle[] = [60, 54, 48, 44, 40, 36].map((size) => ({
  size,
  lineHeight: Math.round(size * 1.16),
  fill: ink.ink,
  serif: true,
}));

/** The chart at its place, cut to the height that is left, and a fade where it is cut. */
function chartPart(site: Site, id: string, top: number): string {
  const { height, content: drawn, definitions } = standalonePicture(site, id, 'narrow');
  const x = shareSize.width - margin - pictureWidth;
  const room = shareSize.height - top;
  const fits = height * pictureScale <= room - margin;
  // A map may begin with much sea: it starts a little above its first label, where that is further down.
  const firstLabel = Math.min(
    ...[...drawn.matchAll(/<(?:text|tspan)[^>]*\sy="([\d.]+)"/g)].map((match) => Number(match[1])),
    height,
  );
  const skipped = fits ? 0 : Math.max(0, Math.min(firstLabel - 40, height - (room - margin) / pictureScale));
  const y = fits ? top + Math.max(0, (room - margin - height * pictureScale) / 3) : top - skipped * pictureScale;
  const clip = skipped > 0 ? 'url(#cut)' : undefined;
  return [
    element(
      'defs',
      {},
      `${definitions}<linearGradient id="fade" x2="0" y2="1"><stop stop-color="${ink.paper}" stop-opacity="0"/><stop offset="1" stop-color="${ink.paper}"/></linearGradient>`,
    ),
    skipped > 0
      ? element('clipPath', { id: 'cut' }, element('rect', { x: 0, y: top, width: shareSize.width, height: room }))
      : '',
    element(
      'g',
      { 'clip-path': clip },
      element('g', { transform: `translate(${x} ${n(y)}) scale(${pictureScale.toFixed(4)})` }, drawn),
    ),
    fits
      ? ''
      : element('rect', {
          x: x - gutter,
          y: shareSize.height - fade,
          width: pictureWidth + gutter + margin,
          height: fade,
          fill: 'url(#fade)',
        }),
  ].join('');
}

const placeBaseline = margin + 26;
const smallStyles: readonly TextStyle[] = [30, smallestText].map((size) => ({
  size,
  lineHeight: Math.round(size * 1.23),
  fill: ink.ink,
}));

/** Who says it and who answered, below each other beside the chart; where they end. */
function sidePart(card: ShareCard, top: number, style: TextStyle): { svg: string; bottom: number } {
  const parts: string[] = [];
  let baseline = top + style.size;
  let end = top;
  for (const [text, colour, answered] of [
    [card.saidBy, ink.ink, false],
    [card.answered, ink.answered, true],
  ] as const) {
    if (!text) continue;
    const indent = answered ? 20 : 0;
    const lines = breakLines(typeset(text), columnWidth - indent, style);
    parts.push(linesOfText(lines, margin + indent, baseline, { ...style, fill: colour }));
    const [from, to] = [baseline - style.size, baseline + (lines.length - 1) * style.lineHeight + 8];
    // The double bar of every answer on the site: told apart by form too.
    if (answered)
      parts.push(
        ...[1, 7].map((x) =>
          element('path', {
            d: `M${margin + x} ${from}V${to}`,
            stroke: ink.answered,
            'stroke-width': 2.5,
            fill: 'none',
          }),
        ),
      );
    [baseline, end] = [to + style.size + 18, to];
  }
  return { svg: parts.join(''), bottom: end };
}

/**
 * The picture as SVG. The title is as large as leaves room for the rest: two lines of a large size or three of a smaller one above a chart.
 * @throws Error when who says it and who answered do not fit at the smallest sizes: they are never left out
 */
export function shareSvg(site: Site, card: ShareCard): string {
  const width = shareSize.width - 2 * margin;
  for (const style of titleStyles)
    for (const small of smallStyles) {
      const lines = breakLines(card.title, width, style).length;
      if (lines > (!card.chart ? 5 : style.size > 48 ? 2 : 3)) continue;
      const titleBaseline = placeBaseline + 22 + style.size;
      const below = titleBaseline + (lines - 1) * style.lineHeight + 44;
      const side = sidePart(card, below, small);
      if (side.bottom > shareSize.height - margin / 2) continue;
      const parts = [
        element('rect', { ...shareSize, fill: ink.paper }),
        card.chart ? chartPart(site, card.chart, below) : '',
        linesOfText([card.place], margin, placeBaseline, { ...small, size: 30, fill: ink.said, bold: true }),
        linesOfText(balancedLines(card.title, width, style), margin, titleBaseline, style),
        side.svg,
      ];
      const root = {
        xmlns: 'http://www.w3.org/2000/svg',
        'xmlns:xlink': 'http://www.w3.org/1999/xlink',
        ...shareSize,
        viewBox: `0 0 ${shareSize.width} ${shareSize.height}`,
      };
      return element('svg', { ...root, 'font-family': 'Source Sans 3' }, parts.join('\n'));
    }
  throw new Error(
    `The share picture ${card.name} has no room for its words: shorten the title, or the name of the claimant or of who answered`,
  );
}
