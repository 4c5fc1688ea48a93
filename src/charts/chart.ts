/**
 * What a chart is. One file a chart (`<id>.chart.ts`, found by `registry.ts`), its words in `content/<language>/charts/<id>.md`.
 * Data grows in steps: records of the dataset → `Row` (what the chart is about) → marks (placed, inside `draw`) → figure (with words, `BuiltChart`).
 */

import type { CountryListing } from '../dataset/country-listings.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { type Problem, ProblemsError } from '../dataset/problems.ts';
import { once } from '../shared/once.ts';
import type { Format } from '../words/format.ts';
import type { Messages, MessageValues } from '../words/message.ts';
import { type Basis, type ChartTable, type Column, type FileTable, fileTable, type TableInput } from './columns.ts';
import { type Block, stack } from './kit/block.ts';
import { type CountryLinks, withLinks } from './kit/country-links.ts';
import type { DrawInput } from './kit/draw-input.ts';
import { type Kit, kitFor, TooManyMarks } from './kit/kit.ts';
import { type FrameName, frames } from './shared/frame.ts';
import { svgRoot } from './shared/svg.ts';
import { SymbolSheet } from './shared/symbols.ts';

export * from './columns.ts';

/** A record with the ids of its sources. */
interface Sourced {
  readonly sources: readonly string[];
}
type PartialValues = Readonly<Record<string, string | number | null | undefined>>;

/** True, or what the rows have instead. */
export type Held = true | string;

interface ChartDefinition<Row> {
  /** Chapter it belongs to in the gallery. */
  readonly chapter: string;
  /** Place among the charts of its chapter. */
  readonly order: number;
  /** Records in, rows out: pure, knows no pixels and no words. */
  rows(dataset: Dataset): readonly Row[];
  /**
   * Values for the words: headline, dek, summary, description and labels are ICU messages. A number of ours is always one of them.
   * One that the rows do not have may be missing: words that ask for it then stop the build.
   */
  values?(rows: readonly Row[], dataset: Dataset, format: Format): PartialValues;
  /**
   * What the words say that no value can fill in ("the most of any state"), as the words have it where they compare, … for a value; each with whether the rows still support it: `true`, or what they have
   * instead. Where one does not, the chart is refused with the sentence to write anew.
   */
  assumes?(rows: readonly Row[], dataset: Dataset): Readonly<Record<string, Held>>;
  /** The numbers behind the marks: columns over the rows. */
  table: readonly Column<Row>[];
  /** The file for programs, where it has other rows or columns than the table: no totals, one thing a row. By default the columns of the table. */
  file?(input: TableInput<Row>): FileTable;
  /** What each row of the file rests on; by default its `sources`. */
  basis?(row: Row, dataset: Dataset): Basis;
  /** The picture, composed of pieces of the kit: one, or several that follow each other downwards. */
  draw(kit: Kit<Row>): Block | readonly (Block | null)[];
  /** Claims it shows: their claimants and answers appear under the picture. */
  claims: readonly string[] | ((rows: readonly Row[], dataset: Dataset) => readonly string[]);
  /** Maps coloured by country: what they show of each. From it comes the list by continent on the chart's page. */
  countries?(rows: readonly Row[]): readonly CountryListing[];
  /** Records it rests on beside its rows and claims: the sources of all of them are the chart's. */
  restsOn?(rows: readonly Row[], dataset: Dataset): readonly Sourced[];
}

/** A chart with its rows bound, ready to be asked for pictures and words. */
export interface Chart {
  readonly id: string;
  readonly chapter: string;
  readonly order: number;
  build(dataset: Dataset, words: Messages, format: Format): BuiltChart;
}

/** What a `*.chart.ts` gives: a chart that waits for its id, the name of its file. */
export interface ChartModule {
  readonly default: (id: string) => Chart;
}

export interface BuiltChart {
  readonly id: string;
  readonly headline: string;
  readonly dek: string;
  readonly summary: string;
  readonly description: string;
  readonly table: ChartTable;
  /** The same for programs. */
  file(): FileTable;
  readonly columnLabels: readonly string[];
  readonly tableCaption: string;
  readonly values: MessageValues;
  /** Phrases of its words that its rows are known to support; … stands for a value. */
  readonly assumed: readonly string[];
  readonly claims: readonly string[];
  readonly sources: readonly string[];
  /** What a map coloured by country shows of each; undefined for every other chart. */
  readonly countries: readonly CountryListing[] | undefined;
  /**
   * The picture as an SVG element that takes its name from `labelledBy` and `describedBy` (ids in the page). With `links` the shapes of countries
   * lead to their pages.
   */
  picture(
    frame: FrameName,
    symbols: SymbolSheet,
    names: { labelledBy: string; describedBy?: string } | { label: string },
    links?: CountryLinks,
  ): string;
}

/** Values of several rows, each under the name of its row: `firstYear`, `firstPeople`, `secondYear`. A row that is missing has none. */
export const valuesOf = <Row>(
  rows: Readonly<Record<string, Row | undefined>>,
  values: (row: Row) => PartialValues,
): PartialValues =>
  Object.fromEntries(
    Object.entries(rows).flatMap(([name, row]) =>
      row === undefined ? [] : Object.entries(values(row)).map(([key, value]) => [name + key, value]),
    ),
  );

/** The claims of the two reports, on which every picture of the listings rests. */
export const reportClaims = (_: unknown, dataset: Dataset): readonly string[] =>
  dataset.tables.reports.map((report) => report.claim);

/** The sources of everything that has some, once each and in order. */
export const sourcesOf = (rows: readonly unknown[]): readonly string[] =>
  [...new Set(rows.filter(isSourced).flatMap((row) => row.sources))].sort();

const isSourced = (row: unknown): row is Sourced =>
  typeof row === 'object' && row !== null && 'sources' in row && Array.isArray(row.sources);

/** Throws with every sentence that the rows no longer support. */
function checkAssumptions(chart: string, language: string, assumed: Readonly<Record<string, Held>>): void {
  const problems = Object.entries(assumed).flatMap(([says, held]): Problem[] =>
    held === true
      ? []
      : [
          {
            file: `content/${language}/charts/${chart}.md`,
            where: 'words',
            field: says,
            found: held,
            expected: 'rows that support these words',
            fix: `write the words anew, then what they assume in src/charts/${chart}.chart.ts; or fix the rows`,
          },
        ],
  );
  if (problems.length > 0)
    throw new ProblemsError(`The rows of the chart ${chart} no longer support its words`, problems);
}

/** What went wrong in drawing, with the chart and the frame. */
const drawingFault = (chart: string, frame: FrameName, error: unknown): ProblemsError =>
  new ProblemsError(`The chart ${chart} cannot be drawn`, [
    {
      file: `src/charts/${chart}.chart.ts`,
      where: `the ${frame} picture`,
      field: 'draw',
      found: error instanceof Error ? error.message : String(error),
      expected: 'a picture in which every label has room',
      fix: 'shorten the label in the words of the chart, or give it more room in draw; docs/charts.md says how the pieces are laid out',
    },
  ]);

function tableOf<Row>({ table }: ChartDefinition<Row>, input: TableInput<Row>): ChartTable {
  const last = table.some(({ total }) => total) ? [table.map(({ total }) => total?.(input) ?? null)] : [];
  return {
    columns: table.map(({ key, kind }) => ({ key, kind })),
    rows: [...input.rows.map((row) => table.map(({ cell }) => cell(row, input))), ...last],
  };
}

const present = (values: PartialValues): MessageValues =>
  Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value == null ? [] : [[key, value]])));

function fileOf<Row>(definition: ChartDefinition<Row>, input: TableInput<Row>): FileTable {
  if (definition.file) return definition.file(input);
  const columns = definition.table.flatMap((column) => column.file);
  return fileTable(input.rows, columns, input, (row) =>
    definition.basis ? definition.basis(row, input.dataset) : isSourced(row) ? { sources: row.sources } : {},
  );
}

/** Room between the pieces of a picture that follow each other, in units. */
const between = 14;

/** The picture of a chart in a frame, and the shapes that it refers to. Who shows it decides its names: it is drawn once for all of them. */
function drawIn<Row>(
  id: string,
  frameName: FrameName,
  definition: ChartDefinition<Row>,
  input: TableInput<Row>,
): { readonly height: number; readonly content: string; readonly shapes: SymbolSheet } {
  const frame = frames[frameName];
  const draw = (inNumbers: boolean) => {
    const shapes = new SymbolSheet();
    const drawn = definition.draw(kitFor({ ...input, frame, symbols: shapes, inNumbers }, id));
    const picture = 'height' in drawn ? drawn : stack(drawn, between);
    if (picture.width > frame.width + 1)
      throw new Error(`It is ${Math.round(picture.width)} units wide; the frame has ${frame.width}`);
    return { shapes, height: picture.height, content: picture.at(0, 0) };
  };
  try {
    try {
      return draw(false);
    } catch (error) {
      if (error instanceof TooManyMarks) return draw(true);
      throw error;
    }
  } catch (error) {
    throw drawingFault(id, frameName, error);
  }
}

/** A chart with its rows read, its words checked and filled in, and its pictures ready to be drawn. */
function build<Row>(
  id: string,
  definition: ChartDefinition<Row>,
  ...[dataset, words, format]: Parameters<Chart['build']>
): BuiltChart {
  const rows = definition.rows(dataset);
  const assumed = definition.assumes?.(rows, dataset) ?? {};
  checkAssumptions(id, format.language, assumed);
  const values = present(definition.values?.(rows, dataset, format) ?? {});
  const fill = (key: string) => words.text(key, values);
  const say: DrawInput<Row>['say'] = (key, extra, otherwise = key) => {
    const known = words.has(`labels.${key}`) ? key : otherwise;
    return known && words.text(`labels.${known}`, { ...values, ...extra });
  };
  const input = { rows, dataset, values, words, say, format };
  const table = tableOf(definition, input);
  const claims = typeof definition.claims === 'function' ? definition.claims(rows, dataset) : definition.claims;
  // Without types checked, whoever writes a chart would hear of it from `map`.
  if (!Array.isArray(claims))
    throw new Error(`src/charts/${id}.chart.ts has no "claims": name them, or write claims: []`);
  const shown = claims.map((claim) => dataset.get('claims', claim));
  const drawnIn = once((frame: FrameName) => drawIn(id, frame, definition, input));
  return {
    id,
    headline: fill('headline'),
    dek: fill('dek'),
    summary: fill('summary'),
    description: fill('description'),
    table,
    file: () => fileOf(definition, input),
    columnLabels: table.columns.map((column) => fill(`columns.${column.key}`)),
    tableCaption: fill('tableCaption'),
    values,
    assumed: Object.keys(assumed),
    claims,
    sources: sourcesOf([...rows, ...shown, ...(definition.restsOn?.(rows, dataset) ?? [])]),
    countries: definition.countries?.(rows),
    picture: (frameName, symbols, names, links) => {
      const { shapes, height, content } = drawnIn(frameName);
      symbols.add(shapes);
      return svgRoot({ chart: id, frame: frames[frameName], height, content: withLinks(content, links), ...names });
    },
  };
}

/** A chart that waits for its id. Binds the type of its rows, so that charts of different rows fit in one list. */
export const defineChart =
  <Row>(definition: ChartDefinition<Row>): ChartModule['default'] =>
  (id) => ({
    id,
    chapter: definition.chapter,
    order: definition.order,
    build: (...input) => build(id, definition, ...input),
  });
