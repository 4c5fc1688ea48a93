/** The figures of a share picture: one large number, or up to five with a few words each, squares beside those that count stations. */

import type { ShareMark } from '../../charts/chart-words.ts';
import { type Block, empty } from '../../charts/kit/block.ts';
import { type Listing, units } from '../../charts/kit/marks.ts';
import { frames } from '../../charts/shared/frame.ts';
import { palette } from '../../charts/shared/palette.ts';
import { withAttributes } from '../chart/picture.ts';
import { breakLines, linesOfText, type TextStyle, widthOf } from './lines.ts';

const ink = palette.light;

/** A figure with its words, filled in. */
export interface ShareFigure {
  readonly figure: string;
  readonly words: string;
  readonly mark: ShareMark | undefined;
}

/** A place on the picture, in pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const fillOf = (mark: ShareMark | undefined): string =>
  mark === 'answered' ? ink.answered : mark === 'not-known' || mark === 'not-traced' ? ink.unknown : ink.said;

/** The marks of the grammar for figures that count stations. */
const squareMarks: Readonly<Partial<Record<ShareMark, Listing>>> = {
  traced: 'traced',
  matched: 'matched',
  later: 'added',
  'not-traced': 'not-traced',
};

const mostRows = 8;

/** Squares of a figure, one for each station that it counts; nothing where it counts something else. */
function squaresOf({ figure, mark }: ShareFigure, pitch: number, room: number): Block {
  const listing = mark && squareMarks[mark];
  if (!listing) return empty;
  const perRow = Math.floor(room / pitch);
  // More than anybody counts, beside a number that says it.
  if (Number(figure) > perRow * mostRows) return empty;
  return units(frames.wide, { [listing]: Number(figure) }, { perRow, pitch, size: pitch - 4 });
}

const gap = 22;
/** Squares go beside the words where there is room for a row of this many, else below them. */
const fewestBeside = 12;

interface Sizes {
  readonly figure: TextStyle;
  readonly words: TextStyle;
  /** Air between two rows. */
  readonly air: number;
  /** From one square to the next. */
  readonly pitch: number;
}

const sizesOf = (figure: number, words: number, air: number, pitch: number): Sizes => ({
  figure: { size: figure, lineHeight: figure, fill: ink.said, serif: true },
  words: { size: words, lineHeight: Math.round(words * 1.22), fill: ink.ink },
  air,
  pitch,
});

/** Largest first: what fits is taken. */
const oneNumber: readonly Sizes[] = [sizesOf(168, 44, 0, 20), sizesOf(132, 38, 0, 18), sizesOf(100, 34, 0, 16)];
const manyNumbers: readonly Sizes[] = [
  sizesOf(64, 34, 20, 20),
  sizesOf(52, 32, 16, 18),
  sizesOf(44, 30, 10, 16),
  sizesOf(36, 28, 6, 14),
];

/** One row from `y` on: its SVG and its height. `squaresX` is undefined where the squares go below the words. */
function drawRow(
  row: ShareFigure,
  sizes: Sizes,
  place: {
    readonly figureEnd: number;
    readonly y: number;
    readonly right: number;
    readonly squaresX: number | undefined;
  },
): { readonly svg: string; readonly height: number } {
  const { figureEnd, y, right, squaresX } = place;
  const { figure, words, pitch } = sizes;
  const wordsX = figureEnd + gap;
  const isCounted = row.mark !== undefined && row.mark in squareMarks;
  const besideSquares = isCounted && squaresX !== undefined;
  const lines = breakLines(row.words, (besideSquares ? squaresX : right) - wordsX, words);
  const baseline = y + Math.max(figure.size * 0.72, words.size * 0.8);
  // Words share the baseline of their figure; beside a taller figure they are centred on it.
  const block = (lines.length - 1) * words.lineHeight + words.size * 0.7;
  const wordsBaseline =
    lines.length > 1 && block < figure.size ? baseline - figure.size * 0.34 - block / 2 + words.size * 0.7 : baseline;
  const squaresLeft = besideSquares ? squaresX : wordsX;
  const squares = squaresOf(row, pitch, right - squaresLeft);
  const textHeight = Math.max(figure.size * 0.8, lines.length * words.lineHeight);
  const squaresTop = besideSquares ? baseline - words.size * 0.34 - (pitch - 4) / 2 : y + textHeight + 4;
  return {
    svg:
      linesOfText([row.figure], figureEnd, baseline, { ...figure, fill: fillOf(row.mark) }, 'end') +
      linesOfText(lines, wordsX, wordsBaseline, words) +
      withAttributes(squares.at(squaresLeft, squaresTop), 'share'),
    height: Math.max(textHeight, squares.height > 0 ? squaresTop - y + squares.height : 0),
  };
}

/** Rows at one size, or undefined where they do not fit into the area. */
function rowsAt(figures: readonly ShareFigure[], area: Area, sizes: Sizes): string | undefined {
  const figureEnd = area.x + Math.max(...figures.map(({ figure }) => widthOf(figure, sizes.figure)));
  const right = area.x + area.width;
  if (right - figureEnd - gap < 260) return undefined;
  const counted = figures.filter(({ mark }) => mark !== undefined && mark in squareMarks);
  const longest = Math.max(0, ...counted.map(({ words }) => widthOf(words, sizes.words)));
  const beside = figureEnd + gap + longest + gap;
  const squaresX = (right - beside) / sizes.pitch >= fewestBeside ? beside : undefined;
  let y = area.y;
  const drawn = figures.map((row) => {
    const { svg, height } = drawRow(row, sizes, { figureEnd, y, right, squaresX });
    y += height + sizes.air;
    return svg;
  });
  return y - sizes.air > area.y + area.height ? undefined : drawn.join('');
}

/**
 * The figures in an area, as large as they fit; undefined where they do not fit.
 * @param roomy not at the smallest size, which is for pictures that leave no choice
 */
export function drawFigures(figures: readonly ShareFigure[], area: Area, roomy: boolean): string | undefined {
  for (const sizes of [...(figures.length === 1 ? oneNumber : []), ...manyNumbers.slice(0, roomy ? -1 : undefined)]) {
    const drawn = rowsAt(figures, area, sizes);
    if (drawn !== undefined) return drawn;
  }
  return undefined;
}
