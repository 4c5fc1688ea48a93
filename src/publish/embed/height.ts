/**
 * How tall an embed is at a width, before any browser has seen it. A frame without script cannot ask its content, so the snippet says it:
 * a model of the layout (src/styles/chart.css and embed.css) gives the height at each width, and a few straight lines above it make a CSS expression.
 *
 * Text is estimated on the wide side, since the fonts are the reader's. `tests/browser/embeds.spec.ts` measures every chart against this model:
 * nothing clipped, and at most 15 % of white space.
 */
import { textWidth } from '../../charts/shared/labels.ts';

/** Of a picture in its own units, or of a frame in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What the height of an embed depends on: its texts as plain words, and the pictures' heights in their own units. */
export interface EmbedParts {
  readonly headline: string;
  readonly dek: string;
  readonly answer: string | undefined;
  readonly source: string;
  /** Folded lines at the end. */
  readonly folds: number;
  readonly narrow: Size;
  readonly wide: Size;
}

/** From this width of the frame on the wide picture is shown: its labels are 11 px then. Also in embed.css. */
export const wideFrom = 640;
/** Narrower columns are not promised a fit. */
export const narrowest = 288;
/** Beyond this width an embed grows no more. Also in embed.css. */
const widest = 960;
const sidePadding = 8;
/** Above and below, from embed.css. */
const verticalPadding = 8;
const textColumn = 640;
const narrowPictureLimit = 480;

/** For browsers that round, and fonts that sit a little lower. */
const reserve = 8;

/** Georgia bold against the estimate for Source Sans, and Arial at the size of Source Sans; a little on the wide side. */
const serif = 1.2;
const sans = 1.03;

/** Width of each word at a size of 1, so that a text is measured once and broken at many widths. */
const wordsOf = (text = ''): readonly number[] =>
  text
    .split(/[ \n]+/)
    .filter(Boolean)
    .map((word) => textWidth(word, 1));
const space = textWidth(' ', 1);

function lineCount(words: readonly number[], room: number): number {
  let lines = words.length > 0 ? 1 : 0;
  let used = -space;
  for (const width of words) {
    if (used > 0 && used + space + width > room) {
      lines += 1;
      used = -space;
    }
    used += space + width;
  }
  return lines;
}

/** Height of the text blocks at a width of the frame, without the picture. */
function textHeight(
  parts: Readonly<Record<'headline' | 'dek' | 'answer' | 'source', readonly number[]>>,
  folds: number,
  frameWidth: number,
): number {
  const column = Math.min(Math.min(frameWidth, widest) - sidePadding, textColumn);
  const block = (
    words: readonly number[],
    margin: number,
    size: number,
    lineHeight: number,
    face: number,
    indent = 0,
  ) => (words.length === 0 ? 0 : margin + lineCount(words, (column - indent) / (size * face)) * size * lineHeight);
  return (
    verticalPadding +
    12.8 +
    1 +
    reserve +
    block(parts.headline, 0, 21.6, 1.25, serif) +
    block(parts.dek, 4.8, 15.2, 1.5, sans) +
    17.6 +
    block(parts.answer, 14.4, 14, 1.5, sans, 15.2) +
    block(parts.source, 11.2, 13, 1.5, sans) +
    folds * 33
  );
}

const pictureHeight = (parts: EmbedParts, frameWidth: number): number => {
  const room = Math.min(frameWidth, widest) - sidePadding;
  return frameWidth >= wideFrom
    ? (room / parts.wide.width) * parts.wide.height
    : (Math.min(room, narrowPictureLimit) / parts.narrow.width) * parts.narrow.height;
};

/** A straight line over the width of the frame: pixels at width 0, and pixels for each pixel of width. */
interface Line {
  readonly at: number;
  readonly slope: number;
}

/** The line that lies above all points and as little as possible above those that are near. `most` is the steepest slope to be expected. */
function lineAbove(points: readonly Size[], isNear: (width: number) => boolean, most: number): Line {
  const near = points.filter(({ width }) => isNear(width));
  let best: Line = { at: Number.POSITIVE_INFINITY, slope: 0 };
  let leastWaste = Number.POSITIVE_INFINITY;
  for (let index = -4; index <= 20; index += 1) {
    const slope = Math.round(((most * index) / 20) * 1000) / 1000;
    const at = Math.max(...points.map((point) => point.height - slope * point.width));
    const waste = Math.max(...near.map((point) => (at + slope * point.width) / point.height));
    if (waste < leastWaste) [best, leastWaste] = [{ at, slope }, waste];
  }
  return { at: Math.ceil(best.at), slope: best.slope };
}

export interface EmbedFit {
  /** Height of the frame as a CSS expression in a container as wide as the frame. */
  readonly css: string;
  /** What that expression gives at a width. */
  at(width: number): number;
  /** Enough at every width from 320 px: for where styles are taken out. */
  readonly tallest: number;
  /** Half of what is ever needed: room kept free while a frame loads, that no chart goes below. */
  readonly least: number;
}

const step = 8;
const heightOn = (line: Line, width: number) => line.at + line.slope * width;
const written = (line: Line): string =>
  line.slope === 0
    ? `${line.at}px`
    : `${line.at}px ${line.slope < 0 ? '-' : '+'} ${Math.round(Math.abs(line.slope) * 1000) / 10}cqw`;

/** The heights of an embed. Pure: the same parts give the same bytes. */
export function fitEmbed(parts: EmbedParts): EmbedFit {
  const words = {
    headline: wordsOf(parts.headline),
    dek: wordsOf(parts.dek),
    answer: wordsOf(parts.answer),
    source: wordsOf(parts.source),
  };
  // Between two widths the text is as tall as at the smaller and the picture as at the larger one.
  const measure = (from: number, to: number): Size[] => {
    const points: Size[] = [];
    for (let width = from; width < to; width += step) {
      const end = Math.min(width + step, to - 0.01);
      const height = textHeight(words, parts.folds, width) + pictureHeight(parts, end);
      points.push({ width, height }, { width: end, height });
    }
    return points;
  };
  const narrow = measure(narrowest, wideFrom);
  const wide = measure(wideFrom, widest + 2 * step);
  const limit = narrowPictureLimit + sidePadding;
  const narrowSlope = parts.narrow.height / parts.narrow.width;
  const rising = lineAbove(narrow, (width) => width <= limit, narrowSlope);
  const level = lineAbove(narrow, (width) => width > limit, narrowSlope);
  const growing = lineAbove(wide, (width) => width <= widest, parts.wide.height / parts.wide.width);
  const most: Line = { at: Math.ceil(Math.max(...wide.map((point) => point.height))), slope: 0 };
  const narrowAt = (width: number) => Math.min(heightOn(rising, width), heightOn(level, width));
  const wideAt = (width: number) => Math.min(heightOn(growing, width), most.at);
  // Below 640 px the last term is larger than any height, from there on it is 0 or less: the greater of both heights, or the wide one.
  const at = (width: number) => Math.max(wideAt(width), Math.min(narrowAt(width), (wideFrom - width) * 99999));
  const every = Array.from({ length: (widest - 320) / step + 1 }, (_, index) => at(320 + index * step));
  return {
    css: `max(min(${written(growing)},${written(most)}),min(${written(rising)},${written(level)},(${wideFrom}px - 100cqw)*99999))`,
    at,
    tallest: Math.ceil(Math.max(...every)),
    least: Math.floor(Math.min(...every) / 2),
  };
}
