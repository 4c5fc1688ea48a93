/** Sentences in a picture, measured with the font's own metrics and broken where they must. */
import type { Frame } from '../shared/frame.ts';
import { textWidth, wrapBalanced, wrapText } from '../shared/labels.ts';
import { element, escapeXml, n, textLines } from '../shared/svg.ts';
import { type Anchor, type Block, block, empty, inset } from './block.ts';

export interface TextOptions {
  /** Widest line in units; without it the text is one line. */
  readonly width?: number;
  readonly strong?: boolean;
  readonly ink?: 'ink' | 'muted' | 'answered' | 'said' | 'inverse' | 'on-class';
  readonly anchor?: Anchor;
  /** Lines of about the same length. */
  readonly balanced?: boolean;
  /** Paper around the letters, where they lie on marks. */
  readonly halo?: boolean;
}

/** Height of a line in units of the label's size, and where the baseline of its letters is. */
export const line = { height: 1.3, baseline: 0.99 } as const;

/** The class of a text; none where it is plain. */
const classOf = ({ strong, ink = 'ink', halo }: TextOptions): string | undefined =>
  [strong ? 'label--strong' : '', ink === 'ink' ? '' : `label--${ink}`, halo ? 'halo' : ''].filter(Boolean).join(' ') ||
  undefined;

/** A text in lines; nothing for an empty one. Throws where a word is longer than the room. */
export function textBlock(frame: Frame, content: string, options: TextOptions = {}): Block {
  if (content === '') return empty;
  const size = frame.label;
  const { strong = false, anchor = 'start', width: room, balanced } = options;
  const wrap = balanced ? wrapBalanced : wrapText;
  const lines = room === undefined ? [content] : wrap(content, room, size, strong);
  const width = Math.max(...lines.map((words) => textWidth(words, size, strong)));
  if (room !== undefined && width > room + 1)
    throw new Error(
      `No room for "${content}": a line of it is ${Math.ceil(width)} units long, and there are ${Math.floor(room)}`,
    );
  const attributes = { class: classOf(options), 'text-anchor': anchor === 'start' ? undefined : anchor };
  const at = (x: number, y: number): string => {
    // Whole units: half a unit is not seen in a text, and they are shorter to write.
    const left = Math.round(anchor === 'start' ? x : anchor === 'end' ? x + width : x + width / 2);
    const baseline = Math.round(y + line.baseline * size);
    return textLines(left, baseline, lines, line.height * size, attributes);
  };
  return {
    ...block(width, lines.length * line.height * size, at),
    anchored: (wanted) => textBlock(frame, content, { ...options, anchor: wanted }),
  };
}

/** Parts of one line that differ in weight or ink: a name, then its number. */
export function textRun(frame: Frame, parts: readonly (readonly [string, TextOptions?])[]): Block {
  const size = frame.label;
  const shown = parts.filter(([content]) => content !== '');
  const width = shown.reduce(
    (sum, [content, options], index) => sum + textWidth(index === 0 ? content : ` ${content}`, size, options?.strong),
    0,
  );
  return block(width, line.height * size, (x, y) =>
    element(
      'text',
      { x: Math.round(x), y: Math.round(y + line.baseline * size) },
      shown
        .map(([content, options = {}]) => {
          const className = classOf(options);
          return className ? element('tspan', { class: className }, escapeXml(content)) : escapeXml(content);
        })
        .join(' '),
    ),
  );
}

/** A bar at the left of a piece: solid for what was answered, dashed for what is not known. */
export function barred(piece: Block, form: 'answered' | 'unknown' | 'said', indent = 11): Block {
  if (piece.height === 0) return empty;
  const inner = inset(piece, indent);
  return block(inner.width, inner.height, (x, y) => {
    const bar =
      form === 'unknown'
        ? element('path', { class: 'outline-unknown', d: `M${n(x + 1.5)} ${n(y + 2)}v${n(piece.height - 4)}` })
        : element('rect', { class: form, x, y: y + 2, width: 3, height: piece.height - 4 });
    return bar + inner.at(x, y);
  });
}
