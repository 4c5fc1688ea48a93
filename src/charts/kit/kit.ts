/**
 * What a chart draws with: its rows and words, and the pieces of the kit bound to its frame. A piece takes the key of a message of the chart's
 * words, or text that is ready; both go through the same measuring.
 */
import type { MessageValues } from '../../words/message.ts';
import {
  type Anchor,
  type Block,
  beside,
  block,
  empty,
  flow,
  type GridColumn,
  grid,
  inset,
  level,
  stack,
} from './block.ts';
import { ofCountry } from './country-links.ts';
import type { DrawInput } from './draw-input.ts';
import { countOf, type Mark, markSize, marks, type Runs, rectOf, units } from './marks.ts';
import { type PlotBlock, plotBlock } from './plot.ts';
import { barred, line, type TextOptions, textBlock, textRun } from './text.ts';

/** What a row is called. */
export interface RowName {
  readonly label: string;
  /** In a lighter ink: below the label (wide), behind it (narrow). */
  readonly sub?: string | undefined;
  readonly strong?: boolean;
}

interface RowPiece extends RowName {
  /** A piece, or one made for the room that the row has for it. */
  readonly mark: Block | ((width: number) => Block);
}

interface RowOptions {
  /** Room for the names; without it they are above the marks where the frame is narrow. */
  readonly labels?: number;
  readonly width?: number;
  readonly gap?: number;
}

type TableColumn = GridColumn & Pick<TextOptions, 'ink' | 'strong'>;

export interface Kit<Row> extends DrawInput<Row> {
  readonly wide: boolean;
  /** A value of the words, as the number of marks that show it. */
  count(value: string): number;
  /** Width of the frame. */
  readonly width: number;
  /** A text, as wide as the frame at most. */
  text(content: string, options?: TextOptions): Block;
  /** A message as a piece. */
  message(key: string, options?: TextOptions & { readonly values?: MessageValues }): Block;
  /** A line whose parts differ in weight or ink; below each other where the frame is too narrow for a line. */
  run(...parts: readonly (readonly [string, TextOptions?])[]): Block;
  /** The name of a row in a column so wide; without a width in a line of its own, with what ends the row. */
  name(row: RowName & { readonly end?: string }, width?: number, align?: Anchor): Block;
  /** An answer or a hole in words, with its bar at the left. */
  note(form: 'answered' | 'unknown', content: string, width?: number): Block;
  /** Marks, one for each; where nobody would count them one of each kind, with their number. */
  units(runs: Runs, options?: Parameters<typeof units>[2]): Block;
  mark(mark: Mark, size?: number): Block;
  /** Marks, one for each, and behind them the words that count them; the marks get the room that the words leave. */
  counted(runs: Runs, words: Block | string, options?: Parameters<typeof units>[2]): Block;
  /** A piece with a mark at its first line. */
  marked(mark: Mark, piece: Block): Block;
  bar(mark: Mark, width: number, height: number): Block;
  /** What the marks of the picture mean, in lines; the words of the grammar unless the chart has its own under `labels.marks`. */
  legend(marks: readonly (Mark | readonly [Mark, string])[], width?: number): Block;
  /** The SVG of a country, which links to its page where the picture is part of a page. */
  ofCountry(country: string, content: string): string;
  plot(width: number, height: number, options: Parameters<typeof plotBlock>[2]): PlotBlock;
  /** Rows of cells in common columns, `grid` with words among the cells: they are set in the column's width and ink. */
  table(
    rows: readonly (readonly (Block | string | undefined)[])[],
    columns: readonly (number | TableColumn)[],
    options?: Parameters<typeof grid>[2],
  ): Block;
  /** Rows with their names at the left (wide) or above (narrow). */
  named(rows: readonly RowPiece[], options?: RowOptions): Block;
}

export function kitFor<Row>(input: DrawInput<Row>, chart: string): Kit<Row> {
  const { frame, say } = input;
  const wide = frame.name === 'wide';
  const text = (content: string, options?: TextOptions) =>
    textBlock(frame, content, { width: frame.width, ...options });
  const kit: Kit<Row> = {
    ...input,
    wide,
    width: frame.width,
    count: (value) => Number(input.values[value]),
    text,
    message: (key, { values: extra, ...options } = {}) => text(say(key, extra), options),
    run: (...parts) => {
      const run = textRun(frame, parts);
      return run.width <= frame.width ? run : stack(parts.map((part) => text(...part)));
    },
    name: ({ label, sub = '', strong = false, end = '' }, width, align) =>
      width === undefined
        ? kit.run([label, { strong }], [sub, { ink: 'muted' }], [end, { strong: true }])
        : stack([text(label, { strong, width }), text(sub, { ink: 'muted', width })], 0, align),
    note: (form, content, width = frame.width) =>
      barred(text(content, { width: width - 11, ink: form === 'answered' ? 'answered' : 'muted' }), form),
    units: (runs, options) => unitsOf(kit, runs, options) ?? numbersOf(kit, runs, options),
    mark: (mark, size) => units(frame, { [mark]: 1 }, size ? { size } : {}),
    counted: (runs, words, { width = frame.width, ...options } = {}) => {
      const label = typeof words === 'string' ? text(words) : words;
      const room = { ...options, width: width - label.width - 7 };
      // Their number is in the words already.
      return beside([unitsOf(kit, runs, room) ?? beside(oneOfEach(kit, runs, options.size), 4), label], 7);
    },
    marked: (mark, piece) => beside([inset(kit.mark(mark), 0, 4, wide ? 10 : 11), piece], 0, 'start'),
    bar: (mark, width, height) => block(width, height, (x, y) => rectOf(mark, x, y, width, height)),
    legend: (entries, width = frame.width) => legend(kit, entries, width),
    ofCountry,
    plot: (width, height, options) => plotBlock({ chart, frame }, { width, height }, options),
    table: (rows, columns, options) => tableOf(kit, rows, columns, options),
    named: (rows, options) => rowsOf(kit, rows, options),
  };
  return kit;
}

function tableOf<Row>(kit: Kit<Row>, ...[rows, columns, options]: Parameters<Kit<Row>['table']>): Block {
  const known = columns.map((column): TableColumn => (typeof column === 'number' ? { width: column } : column));
  const cells = rows.map((row) =>
    row.map((cell = empty, index) => {
      const { align: anchor = 'start', ...style } = known[index] ?? {};
      return typeof cell === 'string' ? kit.text(cell, { anchor, ...style }) : cell;
    }),
  );
  return grid(cells, known, options);
}

/** More marks, or a taller block of them, nobody counts, and a picture would be longer than anybody scrolls. */
const mostMarks = { count: 200, height: 200 } as const;

/** A picture has a mark for each or numbers, not one for some and the other for others: it is drawn anew. */
export class TooManyMarks extends Error {}

type UnitOptions = Parameters<typeof units>[2];

/** Marks, one for each; undefined where they are too many. Columns on an axis are as high as their chart lets them be. */
function unitsOf<Row>(kit: Kit<Row>, runs: Runs, options: UnitOptions = {}): Block | undefined {
  const drawn = units(kit.frame, runs, options);
  const isFew = countOf(runs) <= mostMarks.count && drawn.height <= mostMarks.height;
  if (options.up || (isFew && !kit.inNumbers)) return drawn;
  if (kit.inNumbers === false) throw new TooManyMarks(`${countOf(runs)} marks are more than anybody counts`);
  return undefined;
}

const kindsOf = (runs: Runs) => (Object.entries(runs) as [Mark, number][]).filter(([, count]) => count > 0);

const oneOfEach = <Row>(kit: Kit<Row>, runs: Runs, size?: number): Block[] =>
  kindsOf(runs).map(([mark]) => kit.mark(mark, size));

/** One mark of each kind, and how many there are. */
function numbersOf<Row>(kit: Kit<Row>, runs: Runs, { size, width = kit.width }: UnitOptions = {}): Block {
  const lines = kindsOf(runs).map(([mark, count]) => {
    const pieces = [kit.mark(mark, size), kit.text(`×\u2009${kit.format.number(count)}`)];
    const line = beside(pieces, 4);
    return line.width > width ? stack(pieces) : line;
  });
  return stack(lines, 2);
}

/** Marks with their words, set like words in lines. `class="key"` is for the test that holds legends to the grammar. */
function legend<Row>(kit: Kit<Row>, entries: readonly (Mark | readonly [Mark, string])[], width: number): Block {
  const size = markSize(kit.frame).size;
  const pieces = entries.map((entry) => {
    const [mark, label] = typeof entry === 'string' ? [entry, wordsOf(kit, entry)] : entry;
    const shape = marks[mark].shape === 'bar' ? kit.bar(mark, size * 1.6, size) : kit.mark(mark);
    const swatch = inset(shape, 0, (kit.frame.label * line.height - size) / 2);
    return beside([swatch, kit.text(label, { width: width - size * 1.6 - 7 })], 7, 'start');
  });
  const lines = flow(pieces, width, 22, 4);
  return inset(
    block(lines.width, lines.height, (x, y) => `<g class="key">${lines.at(x, y)}</g>`),
    0,
    6,
  );
}

const wordsOf = <Row>(kit: Kit<Row>, mark: Mark): string =>
  kit.words.text(kit.words.has(`labels.marks.${mark}`) ? `labels.marks.${mark}` : `marks.${mark}`, kit.values);

/** Names at the left and what is drawn beside them, or above it where the frame is narrow. */
function rowsOf<Row>(
  kit: Kit<Row>,
  rows: readonly RowPiece[],
  { labels, width = kit.width, gap = kit.wide ? 8 : 9 }: RowOptions = {},
): Block {
  const isBelow = labels === undefined && !kit.wide;
  const left = isBelow ? 0 : (labels ?? 150) + 12;
  const drawn = rows.map(({ mark, ...row }) => {
    const piece = typeof mark === 'function' ? mark(width - left) : mark;
    if (isBelow) return stack([kit.name(row), piece], 2);
    const name = kit.name(row, left - 12);
    // Squares in several lines keep clear of those of the next row.
    const clear = piece.height > name.height ? 2 : 0;
    return level(name, inset(piece, left, clear, 0, clear));
  });
  return stack(drawn, gap);
}
