/** Text in pictures: how wide it is in the site's own sans, and where it breaks. */
import advances from '../kit/advances.json' with { type: 'json' };

const tables: Readonly<Record<'regular' | 'bold', Readonly<Record<string, number>>>> = advances;

/** Thousandths of an em for a letter that the font lacks: Chinese, Japanese and Korean are square, the rest as wide as most. */
const otherwise = (character: string): number =>
  /[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]/.test(character) ? 1020 : 560;

/** Browsers round the advances of small letters, and a line may come out two or three hundredths wider. */
const allowance = 1.03;

/** Width of a text in units at a font size, from the advances of Source Sans 3 (`npm run fonts`); no kerning, which only brings letters closer. */
export function textWidth(content: string, size: number, bold = false): number {
  const table = tables[bold ? 'bold' : 'regular'];
  let width = 0;
  for (const character of content) width += table[character] ?? otherwise(character);
  return (width * size * allowance) / 1000;
}

/** Breaks a text into lines no wider than `width` units; a longer word gets a line of its own. */
export function wrapText(content: string, width: number, size: number, bold = false): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of content.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidth(longer, size, bold) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line) lines.push(line);
  return lines;
}

/** Breaks a text into as few lines as fit, of about the same length: no single word on the last. */
export function wrapBalanced(content: string, width: number, size: number, bold = false): string[] {
  let best = wrapText(content, width, size, bold);
  for (let narrower = width - size; best.length > 1 && narrower > 0; narrower -= size) {
    const tried = wrapText(content, narrower, size, bold);
    if (tried.length > best.length) break;
    best = tried;
  }
  return best;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const boxesOverlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

export const isInside = (area: Box, box: Box): boolean =>
  box.x >= area.x &&
  box.y >= area.y &&
  box.x + box.width <= area.x + area.width &&
  box.y + box.height <= area.y + area.height;

/** A label looking for a place around its point. */
export interface LabelRequest {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Distance from the point to keep free, such as the radius of its mark. */
  readonly clear: number;
  /** Where to try first: left of the point, where a neighbour lies at the right. */
  readonly prefer?: 'left' | undefined;
}

export interface PlacedLabel extends LabelRequest {
  readonly labelX: number;
  /** Baseline. */
  readonly labelY: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** Ways from a point to a label and where that is anchored: right, left, above, below, then the diagonals. */
const waysAround = (way: number, size: number): readonly (readonly [number, number, PlacedLabel['anchor']])[] => [
  [way, size * 0.34, 'start'],
  [-way, size * 0.34, 'end'],
  [0, -way, 'middle'],
  [0, way + size * 0.76, 'middle'],
  [way * 0.8, -way * 0.6, 'start'],
  [way * 0.8, way * 0.6 + size * 0.7, 'start'],
  [-way * 0.8, -way * 0.6, 'end'],
  [-way * 0.8, way * 0.6 + size * 0.7, 'end'],
];

/**
 * Places labels beside their points without overlap, in the order given: as near as there is room, on the preferred side first.
 * Greedy; a label that finds no room is left out.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  size: number,
  area: Box,
  obstacles: readonly Box[] = [],
): PlacedLabel[] {
  const taken: Box[] = [...obstacles];
  const marks = requests.map(({ x, y, clear }) => ({
    x: x - clear,
    y: y - clear,
    width: clear * 2,
    height: clear * 2,
  }));
  return requests.flatMap((request, own): PlacedLabel[] => {
    const width = textWidth(request.text, size);
    const others = marks.filter((_, index) => index !== own);
    const placed = [4, 10, 18, 28, 40, 56, 72].flatMap((reach) => {
      const ways = waysAround(request.clear + reach, size);
      const preferred = request.prefer === 'left' ? ways.slice(1, 2) : [];
      return [...preferred, ...ways].map(([dx, dy, anchor]) => ({
        ...request,
        labelX: request.x + dx,
        labelY: request.y + dy,
        anchor,
      }));
    });
    const boxOf = ({ labelX, labelY, anchor }: PlacedLabel): Box => ({
      x: labelX - (anchor === 'start' ? 0 : anchor === 'end' ? width : width / 2),
      y: labelY - size * 0.82,
      width,
      height: size * 1.08,
    });
    const isFree = (box: Box) =>
      isInside(area, box) && ![...taken, ...others].some((other) => boxesOverlap(other, box));
    const found = placed.find((label) => isFree(boxOf(label)));
    if (found) taken.push(boxOf(found));
    return found ? [found] : [];
  });
}
