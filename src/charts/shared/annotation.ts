/**
 * Sentences in a picture, told apart by form as well as ink: what somebody said stands plain, an answer has a bar at its left,
 * what is not known a dashed one.
 */
import type { Frame } from './frame.ts';
import { type Box, textWidth, wrapText } from './labels.ts';
import { element, textLines } from './svg.ts';

export interface Paragraph {
  readonly kind: 'title' | 'said' | 'answered' | 'unknown';
  readonly text: string;
}

export interface Annotation {
  readonly svg: string;
  readonly box: Box;
  /** Where the first line ends, and the height of its middle: leaders start there. */
  readonly titleEnd: number;
  readonly titleMiddle: number;
}

const classes: Readonly<Record<Paragraph['kind'], string>> = {
  title: 'label label--strong',
  said: 'label',
  answered: 'label label--answered',
  unknown: 'label label--muted',
};

/** Space of the bar and its gap, in units. */
const indent = 10;

/**
 * Paragraphs below each other from a top left corner.
 * @param halo paper around the letters, where they stand on a map
 */
export function annotate(
  paragraphs: readonly Paragraph[],
  frame: Frame,
  at: { readonly x: number; readonly y: number; readonly width: number; readonly halo?: boolean },
): Annotation {
  const size = frame.label;
  const lineHeight = size * 1.3;
  let y = at.y;
  let widest = 0;
  let titleEnd = at.x;
  const parts = paragraphs.map((paragraph, index) => {
    const strong = paragraph.kind === 'title';
    const barred = paragraph.kind === 'answered' || paragraph.kind === 'unknown';
    const left = barred ? indent : 0;
    const lines = wrapText(paragraph.text, at.width - left, size, strong);
    if (index > 0) y += barred ? size * 0.4 : size * 0.1;
    const height = lines.length * lineHeight;
    const svg =
      bar(paragraph.kind, at.x, y, height) +
      textLines(at.x + left, y + size * 0.98, lines, lineHeight, {
        class: `${classes[paragraph.kind]}${at.halo ? ' halo' : ''}`,
      });
    y += height;
    widest = Math.max(widest, ...lines.map((line) => left + textWidth(line, size, strong)));
    if (index === 0) titleEnd = at.x + left + textWidth(lines[0] ?? '', size, strong);
    return svg;
  });
  return {
    svg: parts.join(''),
    box: { x: at.x, y: at.y, width: widest, height: y - at.y },
    titleEnd,
    titleMiddle: at.y + size * 0.65,
  };
}

function bar(kind: Paragraph['kind'], x: number, y: number, height: number): string {
  if (kind === 'answered') return element('rect', { class: 'answered', x, y: y + 1, width: 3, height: height - 2 });
  if (kind === 'unknown')
    return element('path', {
      class: 'outline-unknown',
      d: `M${x + 1.5} ${Math.round(y + 1)}v${Math.round(height - 2)}`,
    });
  return '';
}
