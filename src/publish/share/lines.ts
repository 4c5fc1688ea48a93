/** Lines of text on a share picture: where they break, and their SVG. */
import { textWidth, wrapBalanced, wrapText } from '../../charts/shared/labels.ts';
import { element, escapeXml } from '../../charts/shared/svg.ts';

export interface TextStyle {
  /** In pixels. */
  readonly size: number;
  readonly lineHeight: number;
  readonly fill: string;
  readonly serif?: boolean;
  readonly bold?: boolean;
}

/** The serif in semibold is about an eighth wider than the estimate for the sans. */
const face = (style: TextStyle): number => (style.serif ? 1.12 : style.bold ? 1.06 : 1);

/** Width of a text in pixels, on the wide side. */
export const widthOf = (content: string, style: TextStyle): number => textWidth(content, style.size) * face(style);

/** Lines no wider than `width` pixels; a longer word gets a line of its own. */
export const breakLines = (content: string, width: number, style: TextStyle): string[] =>
  wrapText(content, width / face(style), style.size);

/** Lines as even as they can be: a title of two lines and a half does not end in one word. */
export const balancedLines = (content: string, width: number, style: TextStyle): string[] =>
  wrapBalanced(content, width / face(style), style.size);

/** The lines as one text, the first on `baseline`. */
export const linesOfText = (
  lines: readonly string[],
  x: number,
  baseline: number,
  style: TextStyle,
  anchor?: 'end',
): string =>
  element(
    'text',
    {
      'font-size': style.size,
      fill: style.fill,
      'font-weight': style.serif || style.bold ? 600 : undefined,
      'font-family': style.serif ? 'Source Serif 4' : undefined,
      'text-anchor': anchor,
    },
    lines
      .map((line, index) => element('tspan', { x, y: baseline + index * style.lineHeight }, escapeXml(line)))
      .join(''),
  );
