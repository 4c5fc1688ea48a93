/** Rows of bars: people, or shares of a whole, as somebody counted them. Plot makes the scale and draws each bar; measured text is placed at it. */
import { cumsum } from 'd3';
import { textWidth } from '../shared/labels.ts';
import { type Block, inset, level, overlay, space, stack } from './block.ts';
import type { Kit, RowName } from './kit.ts';
import { type Mark, marks } from './marks.ts';
import { ink, Plot } from './plot.ts';

export interface BarPart {
  readonly value: number;
  readonly mark: Extract<Mark, 'counted' | 'whole' | 'gap'>;
  /** In the bar where it fits, else after it. */
  readonly label?: string;
}

export interface BarRow extends RowName {
  readonly parts: readonly BarPart[];
  /** After the bar, or behind its name where the frame is narrow. */
  readonly end?: string;
  /** Below the end, or below the bar. */
  readonly note?: string;
}

interface BarOptions {
  /** The value at the full length, by default the greatest of the rows. */
  readonly max?: number;
  /** Room for names at the left and for what follows the bars, where the frame is wide. */
  readonly labels?: number;
  readonly ends?: number;
  readonly thickness?: number;
}

const inkIn = { counted: 'inverse', whole: 'ink', gap: 'ink' } as const;
const sumOf = (row: BarRow): number => row.parts.reduce((sum, part) => sum + part.value, 0);

/** Bars in rows of one scale, each from its zero. Names are at the left (wide) or above (narrow). */
export function bars<Row>(kit: Kit<Row>, rows: readonly BarRow[], options: BarOptions = {}): Block {
  const { max = Math.max(...rows.map(sumOf)), labels = 150, ends = 150, thickness = kit.wide ? 20 : 16 } = options;
  const left = labels + 12;
  const scale = { max, thickness, length: kit.wide ? kit.width - left - ends - 10 : kit.width, ends };
  const drawn = rows.map((row) => barOf(kit, row, scale));
  const names = rows.map((row) => (kit.wide ? kit.name(row, labels, 'end') : kit.name(row)));
  if (!kit.wide)
    return stack(
      names.map((name, index) => stack([name, drawn[index]])),
      9,
    );
  // Rows of one height, whatever is beside their bars.
  const height = Math.max(...[...names, ...drawn].map((piece) => piece.height));
  const lines = names.map((name, index) =>
    level(space(0, height), inset(name, labels - name.width), inset(drawn[index] ?? space(0), left)),
  );
  return stack(lines, 4);
}

interface Scale {
  /** The value at the full length. */
  readonly max: number;
  readonly length: number;
  readonly thickness: number;
  /** Room behind the longest bar, where the frame is wide. */
  readonly ends: number;
}

/** A bar with its zero, and what is behind it (wide) or below it (narrow). */
function barOf<Row>(kit: Kit<Row>, row: BarRow, { max, length, thickness, ends }: Scale): Block {
  const totals = cumsum(row.parts, (part) => part.value);
  const pieces = row.parts.map((part, index) => ({ ...part, from: totals[index - 1] ?? 0, to: totals[index] ?? 0 }));
  const solid = pieces.filter(({ mark }) => mark !== 'gap');
  const above = 3;
  const plot = kit.plot(length, thickness + above * 2, {
    x: { domain: [0, max] },
    marks: [
      // A hair of paper divides the parts of a bar.
      ...[solid.slice(0, 1), solid.slice(1)].map((own, index) =>
        Plot.barX(own, {
          x1: 'from',
          x2: 'to',
          fill: (part: BarPart) => ink(marks[part.mark].className),
          insetLeft: index * 1.2,
          insetTop: above,
          insetBottom: above,
        }),
      ),
      Plot.ruleX([0], { className: 'baseline' }),
    ],
  });
  const isInside = ({ label = '', value }: BarPart) =>
    textWidth(label, kit.frame.label, true) + 10 <= (value / max) * length;
  const inBar = pieces.map((piece) => {
    const x = plot.x(piece.from);
    const { mark, label = '' } = piece;
    const hole = mark === 'gap' ? inset(kit.bar('gap', plot.x(piece.to) - x, thickness), x, above) : space(0);
    const words = kit.text(isInside(piece) ? label : '', {
      strong: mark === 'counted',
      ink: inkIn[mark],
      halo: mark === 'gap',
    });
    return overlay(hole, inset(words, x + 7, (plot.height - words.height) / 2));
  });
  const outside = row.parts.flatMap((part) => (part.label && !isInside(part) ? [part.label] : []));
  const rest = [...outside, row.note ?? ''].filter(Boolean).join(', ');
  const bar = overlay(plot, ...inBar);
  if (!kit.wide) return stack([bar, kit.text(rest)]);
  // Behind a short bar there is more room than at the end of the longest.
  const width = ends + length * (1 - sumOf(row) / max);
  const one = kit.run([row.end ?? '', { strong: true }], [rest]);
  const lines = [kit.text(row.end ?? '', { strong: true, width }), kit.text(rest, { width })];
  return level(bar, inset(one.width <= width ? one : stack(lines), plot.x(sumOf(row)) + 9));
}
