/**
 * What a chart is. One file a chart (`<id>.chart.ts`, found by `registry.ts`), its words in `content/<language>/charts/<id>.md`.
 * Data grows in steps: records of the dataset → `Row` (what the chart is about) → marks (placed, inside `draw`) → figure (with words, `BuiltChart`).
 */
import type { Dataset } from '../dataset/parse.ts';
import type { Format } from '../words/format.ts';
import type { Messages, MessageValues } from '../words/message.ts';
import { type Frame, type FrameName, frames } from './shared/frame.ts';
import { svgRoot } from './shared/svg.ts';
import type { SymbolSheet } from './shared/symbols.ts';
import type { CountryListing } from './shared/world-listings.ts';

export const chapterIds = ['scale', 'netherlands', 'italy', 'persuasion', 'answers'] as const;
export type ChapterId = (typeof chapterIds)[number];

/** A cell: text, a number, or nothing (printed as the words' `none`). */
export type Cell = string | number | null;

/** The numbers behind the marks. The first column names the row; labels of columns stand in the words under `columns.<key>`. */
export interface ChartTable {
  readonly columns: readonly { readonly key: string; readonly kind: 'text' | 'number' }[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What `draw` gets: rows, words and formats, and a frame to fill. */
export interface DrawInput<Row> {
  readonly rows: readonly Row[];
  readonly dataset: Dataset;
  readonly values: MessageValues;
  /** The chart's own words: `labels.*` and the rest of its words file. */
  readonly words: Messages;
  readonly format: Format;
  readonly frame: Frame;
  readonly symbols: SymbolSheet;
}

/** A finished drawing: SVG content in the units of its frame, and how high it came out. */
export interface Drawing {
  readonly height: number;
  readonly content: string;
}

export interface ChartDefinition<Row> {
  readonly id: string;
  /** Chapter it belongs to in the gallery. */
  readonly chapter: ChapterId;
  /** Place among the charts of its chapter. */
  readonly order: number;
  /** Records in, rows out: pure, knows no pixels and no words. */
  rows(dataset: Dataset): readonly Row[];
  /** Values for the words: headline, dek, summary, description and labels are ICU messages. */
  values(rows: readonly Row[], dataset: Dataset, format: Format): MessageValues;
  table(input: Omit<DrawInput<Row>, 'frame' | 'symbols'>): ChartTable;
  draw(input: DrawInput<Row>): Drawing;
  /** Claims it shows: their claimants and answers stand under the picture. */
  claims(rows: readonly Row[], dataset: Dataset): readonly string[];
  /** Maps coloured by country: what they show of each. From it comes the list by continent on the chart's page. */
  countries?(rows: readonly Row[]): readonly CountryListing[];
  /** Sources it rests on. */
  sources(rows: readonly Row[], dataset: Dataset): readonly string[];
}

/** A chart with its rows bound, ready to be asked for pictures and words. */
export interface Chart {
  readonly id: string;
  readonly chapter: ChapterId;
  readonly order: number;
  build(dataset: Dataset, words: Messages, format: Format): BuiltChart;
}

export interface BuiltChart {
  readonly id: string;
  readonly headline: string;
  readonly dek: string;
  readonly summary: string;
  readonly description: string;
  readonly table: ChartTable;
  readonly columnLabels: readonly string[];
  readonly tableCaption: string;
  readonly values: MessageValues;
  readonly claims: readonly string[];
  readonly sources: readonly string[];
  /** What a map coloured by country shows of each; undefined for every other chart. */
  readonly countries: readonly CountryListing[] | undefined;
  /** The picture as an SVG element that takes its name from `labelledBy` and `describedBy` (ids in the page). */
  picture(
    frame: FrameName,
    symbols: SymbolSheet,
    names: { labelledBy: string; describedBy?: string } | { label: string },
  ): string;
}

/** Binds a definition's row type, so that charts of different rows can stand in one list. */
export function defineChart<Row>(definition: ChartDefinition<Row>): Chart {
  return {
    id: definition.id,
    chapter: definition.chapter,
    order: definition.order,
    build: (dataset, words, format) => {
      const rows = definition.rows(dataset);
      const values = definition.values(rows, dataset, format);
      const input = { rows, dataset, values, words, format };
      const table = definition.table(input);
      return {
        id: definition.id,
        headline: words.text('headline', values),
        dek: words.text('dek', values),
        summary: words.text('summary', values),
        description: words.text('description', values),
        table,
        columnLabels: table.columns.map((column) => words.text(`columns.${column.key}`, values)),
        tableCaption: words.text('tableCaption', values),
        values,
        claims: definition.claims(rows, dataset),
        sources: definition.sources(rows, dataset),
        countries: definition.countries?.(rows),
        picture: (frameName, symbols, names) => {
          const frame = frames[frameName];
          const drawing = definition.draw({ ...input, frame, symbols });
          return svgRoot({ chart: definition.id, frame, height: drawing.height, content: drawing.content, ...names });
        },
      };
    },
  };
}
