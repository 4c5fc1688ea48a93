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

/** Way from the point to the label, and where the label is anchored. */
type Candidate = readonly [x: number, y: number, anchor: PlacedLabel['anchor']];

/**
 * Places labels beside their points without overlap, in the order given: right, left, above, below, then the diagonals, then a ring further out.
 * Greedy; a label that finds no room is left out.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  size: number,
  area: Box,
  obstacles: readonly Box[] = [],
): PlacedLabel[] {
  const taken: Box[] = [...obstacles];
  const marks = requests.map((request) => ({
    x: request.x - request.clear,
    y: request.y - request.clear,
    width: request.clear * 2,
    height: request.clear * 2,
  }));
  return requests.flatMap((request, own): PlacedLabel[] => {
    const width = textWidth(request.text, size);
    for (const reach of [4, 10, 18, 28, 40, 56, 72]) {
      const d = request.clear + reach;
      const left: Candidate = [-d, size * 0.34, 'end'];
      const candidates: readonly Candidate[] = [
        ...(request.prefer === 'left' ? [left] : []),
        [d, size * 0.34, 'start'],
        left,
        [0, -d, 'middle'],
        [0, d + size * 0.76, 'middle'],
        [d * 0.8, -d * 0.6, 'start'],
        [d * 0.8, d * 0.6 + size * 0.7, 'start'],
        [-d * 0.8, -d * 0.6, 'end'],
        [-d * 0.8, d * 0.6 + size * 0.7, 'end'],
      ];
      for (const [dx, dy, anchor] of candidates) {
        const [labelX, labelY] = [request.x + dx, request.y + dy];
        const box = {
          x: anchor === 'start' ? labelX : anchor === 'end' ? labelX - width : labelX - width / 2,
          y: labelY - size * 0.82,
          width,
          height: size * 1.08,
        };
        const inside =
          box.x >= area.x &&
          box.y >= area.y &&
          box.x + box.width <= area.x + area.width &&
          box.y + box.height <= area.y + area.height;
        if (
          !inside ||
          taken.some((other) => boxesOverlap(other, box)) ||
          marks.some((mark, index) => index !== own && boxesOverlap(mark, box))
        )
          continue;
        taken.push(box);
        return [{ ...request, labelX, labelY, anchor }];
      }
    }
    return [];
  });
}
