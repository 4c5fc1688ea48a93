/**
 * Pictures for share cards, 1200×630, composed for their size: the mark of the site, a title, one number or a few with their words, and below them who
 * claims it and what was answered. Nothing is cut from a chart: what it shows can be read on a phone, in a list of messages.
 */
import { palette } from '../../charts/shared/palette.ts';
import { element } from '../../charts/shared/svg.ts';
import type { Site } from '../../story/site.ts';
import { typeset } from '../../words/typeset.ts';
import { type Area, drawFigures, type ShareFigure } from './figures.ts';
import { mark } from './icons.ts';
import { balancedLines, breakLines, linesOfText, type TextStyle } from './lines.ts';
import { listingsMap, mapWidth } from './listings-map.ts';

export const shareSize = { width: 1200, height: 630 } as const;

/** Bytes that a picture may have: what messengers fetch without a second thought. */
export const heaviest = 60_000;

/** No text of a share picture is smaller, in pixels. */
export const smallestText = 28;

/** What a picture shows. */
export interface ShareCard {
  /** Name in the address: `front`, `scale`, `chart-world-map`. */
  readonly name: string;
  readonly title: string;
  /** Small line above the title: the site, and the chapter. */
  readonly place: string;
  /** Where the site is, as people write it; undefined for a build that does not know. */
  readonly address: string | undefined;
  readonly figures: readonly ShareFigure[];
  /** The world map of the listings, at the left of the figures. */
  readonly map: boolean;
  /** What is counted, where there are no figures. */
  readonly dek: string | undefined;
  /** Who makes the claims that the chart shows. */
  readonly saidBy: string | undefined;
  /** What was answered, the fullest form first: the first that finds room is taken. */
  readonly answered: readonly string[];
}

const margin = 48;
const ink = palette.light;
const inner = shareSize.width - 2 * margin;
const gutter = 40;
/** Who says it is short, what was answered is a sentence. */
const saidWidth = 380;
const answeredWidth = inner - saidWidth - gutter;
const placeBaseline = margin + 26;
const small: TextStyle = { size: smallestText, lineHeight: 35, fill: ink.ink };
const titleStyles: readonly TextStyle[] = [60, 54, 48, 44, 40].map((size) => ({
  size,
  lineHeight: Math.round(size * 1.14),
  fill: ink.ink,
  serif: true,
}));
/** Room that figures need at least; words alone need less. */
const leastFigures = 120;

/** The mark, the name of the site, the chapter; at the right where the site is. */
const headPart = (card: ShareCard): string =>
  mark(margin, 28, ink) +
  linesOfText([card.place], margin + 42, placeBaseline - 1, { ...small, fill: ink.said, bold: true }) +
  (card.address
    ? linesOfText([card.address], shareSize.width - margin, placeBaseline - 1, { ...small, fill: ink.muted }, 'end')
    : '');

interface Foot {
  readonly svg: string;
  readonly top: number;
}

/** Lines of who says it and what was answered: more would be a page of text. */
const mostLines = 5;

/** Who says it, and beside it what was answered, on the last lines of the picture. Undefined where that takes too many. */
function footPart(card: ShareCard, answered: string | undefined): Foot | undefined {
  const bottom = shareSize.height - margin + 8;
  if (!card.saidBy && !answered) return { svg: '', top: bottom };
  const indent = 20;
  const said = card.saidBy ? breakLines(typeset(card.saidBy), answered ? saidWidth : inner, small) : [];
  const answeredX = card.saidBy ? margin + saidWidth + gutter : margin;
  const answer = answered ? breakLines(typeset(answered), (card.saidBy ? answeredWidth : inner) - indent, small) : [];
  const count = Math.max(said.length, answer.length);
  if (count > mostLines) return undefined;
  const top = bottom - count * small.lineHeight;
  const baseline = top + small.size;
  // The double bar of every answer on the site: recognised by its form too.
  const bars =
    answer.length === 0
      ? []
      : [1, 7].map((x) =>
          element('path', {
            d: `M${answeredX + x} ${top + 2}v${answer.length * small.lineHeight}`,
            stroke: ink.answered,
            'stroke-width': 2.5,
            fill: 'none',
          }),
        );
  const parts = [
    said.length > 0 ? linesOfText(said, margin, baseline, small) : '',
    answer.length > 0 ? linesOfText(answer, answeredX + indent, baseline, { ...small, fill: ink.answered }) : '',
    ...bars,
  ];
  return { svg: parts.join(''), top };
}

/** What goes between title and foot. Undefined where it does not fit. */
function middlePart(card: ShareCard, site: Site, area: Area, roomy: boolean): string | undefined {
  if (card.figures.length === 0) {
    if (!card.dek) return '';
    const style = { ...small, size: 34, lineHeight: 44 };
    const lines = breakLines(typeset(card.dek), inner, style);
    return lines.length * style.lineHeight > area.height
      ? undefined
      : linesOfText(lines, margin, area.y + style.size, style);
  }
  if (area.height < leastFigures) return undefined;
  if (!card.map) return drawFigures(card.figures, area, roomy);
  const width = Math.min(mapWidth(area.height), inner * 0.56);
  const beside = { ...area, x: area.x + width + gutter, width: area.width - width - gutter };
  const figures = drawFigures(card.figures, beside, roomy);
  return figures && listingsMap(site, { ...area, width }) + figures;
}

/** The picture with one form of its answer and one size of its title; undefined where that does not fit. */
function composed(
  card: ShareCard,
  site: Site,
  {
    answered,
    style,
    roomy,
  }: { readonly answered: string | undefined; readonly style: TextStyle; readonly roomy: boolean },
): string | undefined {
  const title = breakLines(card.title, inner, style);
  const foot = footPart(card, answered);
  if (title.length > (style.size > 48 ? 2 : 3) || !foot) return undefined;
  const titleBaseline = placeBaseline + 20 + style.size;
  const top = titleBaseline + (title.length - 1) * style.lineHeight + 40;
  const area = { x: margin, y: top, width: inner, height: foot.top - 26 - top };
  const middle = middlePart(card, site, area, roomy);
  if (middle === undefined) return undefined;
  const rule = element('path', { d: `M${margin} ${foot.top - 12}h${inner}`, stroke: ink.rule, 'stroke-width': 2 });
  return [
    element('rect', { ...shareSize, fill: ink.paper }),
    headPart(card),
    linesOfText(balancedLines(card.title, inner, style), margin, titleBaseline, style),
    middle,
    foot.svg && rule + foot.svg,
  ].join('\n');
}

/**
 * The picture as SVG. The answer is as full, and title and figures as large, as leave room for the rest.
 * @throws Error when title, figures, claimant and answer do not fit at the smallest sizes: they are never left out
 */
export function shareSvg(site: Site, card: ShareCard): string {
  const viewBox = `0 0 ${shareSize.width} ${shareSize.height}`;
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    'xmlns:xlink': 'http://www.w3.org/1999/xlink',
    ...shareSize,
    viewBox,
    'font-family': 'Source Sans 3',
  };
  for (const answered of card.answered.length > 0 ? card.answered : [undefined])
    for (const roomy of [true, false])
      for (const style of titleStyles) {
        const content = composed(card, site, { answered, style, roomy });
        if (content !== undefined) return element('svg', root, content);
      }
  throw new Error(
    `The share picture ${card.name} has no room for its words: shorten the title, the words under share, or the name of the claimant or of who answered`,
  );
}
