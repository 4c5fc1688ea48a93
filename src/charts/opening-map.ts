/**
 * The map of the front page, told in steps: one base, and layers that stand on it. Each layer is drawn once a frame and used by reference, by
 * the picture that stays while the text passes and by the stills, so five pictures cost little more than one.
 * It is no chart of the gallery: what it shows stands there with its tables (world-map, world-map-growth, country-status).
 */
import {
  DECEMBER,
  derivedFigure,
  matchedStations,
  notTraced,
  SEPTEMBER,
  stationCount,
  tracedStations,
} from '../dataset/derived.ts';
import type { Dataset } from '../dataset/parse.ts';
import { countryStatuses, type Row as RowOf } from '../dataset/schema.ts';
import type { Format } from '../words/format.ts';
import type { Messages, MessageValues } from '../words/message.ts';
import { type Frame, type FrameName, frames } from './shared/frame.ts';
import { type Box, placeLabels, textWidth, wrapText } from './shared/labels.ts';
import { stationClasses, stationStep } from './shared/palette.ts';
import { element, group, n, text, textLines } from './shared/svg.ts';
import { SymbolSheet } from './shared/symbols.ts';
import { dashedSquares, squares, type UnitGrid, unitCorner } from './shared/unit-marks.ts';
import { countriesPath, countryAnchor, countryArea, landPath, shapedCountries, worldGrid } from './shared/world.ts';
import { countryListings, europe, hatchPattern, smallArea } from './shared/world-listings.ts';

/** The steps in the order in which they are told. The headings of the words carry these keys. */
export const openingSteps = ['before', 'first-report', 'second-report', 'not-traced', 'what-governments-did'] as const;
export type OpeningStep = (typeof openingSteps)[number];

/** What can stand on the base. The picture at rest, above the first step, shows what the second report does. */
export const openingLayers = [
  'before-words',
  'first-map',
  'first-words',
  'second-map',
  'second-words',
  'hole',
  'answers',
] as const;
export type OpeningLayer = (typeof openingLayers)[number];

/** What each step shows; a layer in `faint` stays, but steps back. src/styles/opening.css says the same to the browser; a test compares. */
export const layersOf: Readonly<
  Record<OpeningStep, { readonly full: readonly OpeningLayer[]; readonly faint?: readonly OpeningLayer[] }>
> = {
  before: { full: ['before-words'] },
  'first-report': { full: ['first-map', 'first-words'] },
  'second-report': { full: ['second-map', 'second-words'] },
  'not-traced': { full: ['hole'], faint: ['second-map'] },
  'what-governments-did': { full: ['answers'] },
};

type Status = RowOf<'country_status'>['status'];

/** A country of the map: what was listed there, and what it did. */
export interface OpeningRow {
  readonly country: string;
  readonly name: string;
  readonly continent: string;
  /** Traced stations after the first report, and after the second. */
  readonly september: number;
  readonly december: number;
  readonly matched: number;
  readonly atLeast: boolean;
  /** Null where no record tells what its authorities did. */
  readonly status: Status | null;
}

/** Every country with a traced or matched listing or a known response, by code. */
export function openingRows(dataset: Dataset): readonly OpeningRow[] {
  const listed = new Map(countryListings(dataset, DECEMBER).map((row) => [row.country, row]));
  const status = new Map(dataset.tables.country_status.map((row) => [row.country, row.status]));
  return [...new Set([...listed.keys(), ...status.keys()])].sort().map((country) => {
    const own = listed.get(country);
    const { name, continent } = dataset.get('countries', country);
    return {
      country,
      name,
      continent,
      september: own?.september ?? 0,
      december: own?.december ?? 0,
      matched: own?.matched ?? 0,
      atLeast: own?.atLeast ?? false,
      status: status.get(country) ?? null,
    };
  });
}

/** One square a station of the total: on the map, matched by us, not traced. */
export interface Ledger {
  readonly traced: number;
  readonly matched: number;
  readonly notTraced: number;
}

/** What the squares below the map count after a report; together they are the report's total. */
export function openingLedger(dataset: Dataset, report: typeof SEPTEMBER | typeof DECEMBER): Ledger {
  return {
    traced: stationCount(tracedStations(dataset, report)),
    matched: report === DECEMBER ? stationCount(matchedStations(dataset)) : 0,
    notTraced: notTraced(dataset, report).stations,
  };
}

/** Forms of the marks for what a country did, each readable without its ink. */
const statusForms = {
  prosecution: 'square',
  'closed-host-says': 'disc',
  'host-says-exists': 'diamond',
  'looked-services-found': 'ring',
  'looked-nothing-found': 'ring',
  'host-denies': 'bar',
  'investigated-outcome-unknown': 'dashes',
  'no-action-announced': 'point',
  'no-response-found': 'point',
} as const satisfies Record<Status, string>;
type Form = (typeof statusForms)[Status];
const forms = [...new Set(countryStatuses.map((status) => statusForms[status]))];

/** The form of a status, and how many countries have it. Exported for the test that no status is lost. */
export const formCounts = (rows: readonly OpeningRow[]): ReadonlyMap<Form, number> =>
  new Map(
    forms.map((form) => [form, rows.filter((row) => row.status !== null && statusForms[row.status] === form).length]),
  );

/** Places in a frame: the world, Europe enlarged, and what is said below or beside it. */
interface Composition {
  readonly frame: Frame;
  readonly height: number;
  readonly world: number;
  readonly inset: { readonly x: number; readonly y: number; readonly scale: number };
  /** Where words and squares begin, and how wide they may be. */
  readonly words: { readonly x: number; readonly y: number; readonly width: number };
  readonly squares: { readonly pitch: number; readonly size: number };
  readonly line: number;
}

/** Sizes of the picture; src/styles/opening.css repeats them to keep the picture within the screen, and a test compares. */
export const openingSizes = {
  wide: { width: frames.wide.width, height: 566 },
  narrow: { width: frames.narrow.width, height: 524 },
} as const;

const compositions: Readonly<Record<FrameName, Composition>> = {
  wide: {
    frame: frames.wide,
    height: openingSizes.wide.height,
    world: frames.wide.width / worldGrid.width,
    inset: { x: 0, y: 382, scale: 292 / europe.width },
    words: { x: 322, y: 376, width: 478 },
    squares: { pitch: 14, size: 10.6 },
    line: 19,
  },
  narrow: {
    frame: frames.narrow,
    height: openingSizes.narrow.height,
    world: frames.narrow.width / worldGrid.width,
    inset: { x: 0, y: 168, scale: frames.narrow.width / europe.width },
    words: { x: 0, y: 382, width: frames.narrow.width },
    squares: { pitch: 10, size: 8.6 },
    line: 16.5,
  },
};

interface Drawn {
  readonly rows: readonly OpeningRow[];
  readonly dataset: Dataset;
  readonly words: Messages;
  readonly values: MessageValues;
  readonly format: Format;
  readonly symbols: SymbolSheet;
  readonly place: Composition;
}

const round = (value: number) => Math.round(value * 1000) / 1000;

/** Shapes on the grid of the world, used by both frames: the world and Europe enlarged. */
function placedShapes({ place }: Drawn, href: string): string {
  const { inset } = place;
  const size = { width: europe.width * inset.scale, height: europe.height * inset.scale };
  return (
    element('use', { href, transform: `scale(${round(place.world)})` }) +
    // An inner picture cuts off what is outside Europe by itself, without ids of clip paths.
    element(
      'svg',
      { x: inset.x, y: inset.y, ...size, viewBox: [europe.x, europe.y, europe.width, europe.height].map(n).join(' ') },
      element('use', { href }),
    )
  );
}

/** Countries by class, a path for each class: a browser copies all that a reference shows, and the page has twelve pictures. */
function classedShapes({ rows, symbols }: Drawn, id: string, classOf: (row: OpeningRow) => string | undefined): string {
  return symbols.use(id, () => {
    const shaped = rows.filter((row) => shapedCountries.has(row.country));
    const classes = [...new Set(shaped.flatMap((row) => classOf(row) ?? []))].sort();
    return classes
      .map((name) => {
        const own = shaped.filter((row) => classOf(row) === name).map((row) => row.country);
        return element('path', { class: name, d: countriesPath(own) });
      })
      .join('');
  });
}

/** Where a country is marked: Europe in the enlargement, the rest on the world. */
function pointOf(place: Composition, row: OpeningRow): readonly [number, number] {
  const [x, y] = countryAnchor(row.country);
  return isEnlarged(row)
    ? [place.inset.x + (x - europe.x) * place.inset.scale, place.inset.y + (y - europe.y) * place.inset.scale]
    : [x * place.world, y * place.world];
}

const isEnlarged = (row: OpeningRow): boolean => {
  const [x, y] = countryAnchor(row.country);
  return (
    row.continent === 'Europe' &&
    x > europe.x &&
    x < europe.x + europe.width &&
    y > europe.y &&
    y < europe.y + europe.height
  );
};

/** Rings of countries too small to be seen, hollow marks, and the numbers of those with most listings. */
function listingMarks(drawn: Drawn, countOf: (row: OpeningRow) => number, withMatched: boolean): string {
  const { rows, place, format } = drawn;
  const size = place.frame.label;
  const scaleOf = (row: OpeningRow) => (isEnlarged(row) ? place.inset.scale : place.world);
  const rings = rows
    .filter((row) => countOf(row) > 0 && countryArea(row.country) * scaleOf(row) ** 2 < smallArea)
    .map((row) => {
      const [cx, cy] = pointOf(place, row);
      return element('circle', { class: `ring step-${stationStep(countOf(row))}`, cx, cy, r: 3.6 });
    });
  const hollow = rows
    .filter((row) => withMatched && row.matched > 0)
    .map((row) => {
      const [cx, cy] = pointOf(place, row);
      return element('circle', { class: 'hollow', cx: countOf(row) > 0 ? cx + 9 : cx, cy, r: 4.5 });
    });
  const requests = (enlarged: boolean, from: number) =>
    [...rows]
      .filter((row) => isEnlarged(row) === enlarged && countOf(row) >= from)
      .sort((a, b) => countOf(b) - countOf(a))
      .map((row) => {
        const [x, y] = pointOf(place, row);
        return {
          key: row.country,
          text: `${row.name} ${row.atLeast ? '≥\u2009' : ''}${format.number(countOf(row))}`,
          x,
          y,
          clear: 4,
        };
      });
  const { inset } = place;
  const world: Box = { x: 0, y: 0, width: place.frame.width, height: worldGrid.height * place.world };
  const enlargement: Box = {
    x: inset.x + 2,
    y: inset.y + 2,
    width: europe.width * inset.scale - 4,
    height: europe.height * inset.scale - 4,
  };
  const labels = [
    ...placeLabels(requests(false, 4), size, world),
    ...placeLabels(requests(true, 3), size, enlargement),
  ].map((label) =>
    text(label.labelX, label.labelY, label.text, {
      class: 'label halo',
      'text-anchor': label.anchor === 'start' ? undefined : label.anchor,
    }),
  );
  return rings.join('') + hollow.join('') + labels.join('');
}

/** The grid of the squares: three rows for the total of December, so that both reports begin at the same place. */
const gridOf = (place: Composition): UnitGrid => ({
  x: place.words.x,
  y: place.words.y + place.line * 0.95,
  perRow: 34,
  ...place.squares,
});

/** The squares of a ledger: solid, outlined, dashed, in this order. */
function ledgerSquares(place: Composition, ledger: Ledger): string {
  const grid = gridOf(place);
  const part = (from: number, count: number, draw: (count: number, grid: UnitGrid) => string) =>
    Array.from({ length: count }, (_, index) => {
      const [x, y] = unitCorner(from + index, grid);
      return draw(1, { ...grid, x, y });
    }).join('');
  return (
    element('path', { class: 'said', d: squares(ledger.traced, grid) }) +
    (ledger.matched === 0
      ? ''
      : element('path', {
          class: 'outline-said',
          d: part(ledger.traced, ledger.matched, (count, own) => squares(count, own, 0.75)),
        })) +
    element('path', {
      class: 'unit-unknown',
      d: part(ledger.traced + ledger.matched, ledger.notTraced, (count, own) =>
        dashedSquares(count, own, place.frame.name),
      ),
    })
  );
}

interface Line {
  readonly mark?: (x: number, y: number) => string;
  readonly text: string;
}

/** Lines with or without a mark before them; returns where the next would stand. */
function writtenLines(
  place: Composition,
  y: number,
  lines: readonly Line[],
): { readonly svg: string; readonly y: number } {
  const { frame, words, line } = place;
  let at = y;
  const svg = lines.map((entry) => {
    const indent = entry.mark ? frame.label + 7 : 0;
    const wrapped = wrapText(entry.text, words.width - indent, frame.label);
    const written =
      (entry.mark?.(words.x + frame.label / 2, at - frame.label * 0.34) ?? '') +
      textLines(words.x + indent, at, wrapped, line, { class: 'label' });
    at += wrapped.length * line;
    return written;
  });
  return { svg: svg.join(''), y: at };
}

const title = (place: Composition, content: string): string =>
  text(place.words.x, place.words.y + place.frame.label * 0.8, content, { class: 'label label--strong' });
const belowTitle = (place: Composition): number => place.words.y + place.frame.label * 0.8 + place.line * 1.15;
const belowSquares = (place: Composition): number =>
  gridOf(place).y + place.squares.pitch * 2 + place.squares.size + place.line * 1.15;

const swatch = (draw: (grid: UnitGrid) => string, place: Composition) => (x: number, y: number) =>
  draw({ x: x - place.squares.size / 2, y: y - place.squares.size / 2, perRow: 1, ...place.squares });

const solid = (place: Composition) => swatch((grid) => element('path', { class: 'said', d: squares(1, grid) }), place);
const outlined = (place: Composition) =>
  swatch((grid) => element('path', { class: 'outline-said', d: squares(1, grid, 0.75) }), place);
const dashed = (place: Composition) =>
  swatch((grid) => element('path', { class: 'unit-unknown', d: dashedSquares(1, grid, place.frame.name) }), place);

/** What the colours of the countries mean, in one row. */
function classRow({ words, values, format, place }: Drawn, y: number): string {
  const size = place.frame.label;
  let at = place.words.x;
  return stationClasses
    .map(({ step, from, to }) => {
      const range =
        to === Number.POSITIVE_INFINITY
          ? words.text('opening.andMore', { ...values, from })
          : from === to
            ? format.number(from)
            : `${from}–${to}`;
      const svg =
        element('rect', { class: `step-${step}`, x: at, y: y - size * 0.8, width: size, height: size }) +
        text(at + size + 4, y, range, { class: 'label' });
      at += size + 4 + textWidth(range, size) + 10;
      return svg;
    })
    .join('');
}

/** The mark of a form, its middle at a point. */
function formMark(form: Form, x: number, y: number): string {
  switch (form) {
    case 'square':
      return element('rect', { class: 'answered', x: x - 5, y: y - 5, width: 10, height: 10 });
    case 'disc':
      return element('circle', { class: 'answered', cx: x, cy: y, r: 4.6 });
    case 'diamond':
      return element('path', { class: 'answered', d: `M${x} ${y - 5.6}l5.6 5.6l-5.6 5.6l-5.6 -5.6z` });
    case 'ring':
      return element('circle', { class: 'outline-answered', cx: x, cy: y, r: 3.9 });
    case 'bar':
      return element('rect', { class: 'answered', x: x - 5.5, y: y - 1.9, width: 11, height: 3.8 });
    case 'dashes':
      return element('circle', { class: 'outline-unknown', cx: x, cy: y, r: 4.4 });
    case 'point':
      return element('circle', { class: 'unknown', cx: x, cy: y, r: 2.4 });
  }
}

/** What governments did: pale where something is listed, and the mark of the answer upon it. */
function answersLayer(drawn: Drawn): string {
  const { rows, place, words, values, format } = drawn;
  const shapes = placedShapes(
    drawn,
    classedShapes(drawn, 'opening-listed', (row) => (row.december > 0 ? 'pale' : undefined)),
  );
  const marks = rows
    .filter((row): row is OpeningRow & { status: Status } => row.status !== null)
    .map((row) => {
      const [x, y] = pointOf(place, row);
      return formMark(statusForms[row.status], x, y);
    });
  const counts = formCounts(rows);
  const lines = forms.map(
    (form): Line => ({
      mark: (x, y) => formMark(form, x, y),
      text: words.text(`opening.form.${form}`, { ...values, count: format.number(counts.get(form) ?? 0) }),
    }),
  );
  const key = writtenLines(place, belowTitle(place), [...lines, { text: words.text('opening.noMark', values) }]);
  return shapes + marks.join('') + title(place, words.text('opening.answersTitle', values)) + key.svg;
}

/** One layer of a frame, as SVG in the units of the frame. */
function drawLayer(layer: OpeningLayer, drawn: Drawn): string {
  const { place, words, values, dataset } = drawn;
  const say = (key: string) => words.text(`opening.${key}`, values);
  switch (layer) {
    case 'before-words':
      return (
        title(place, say('beforeTitle')) +
        writtenLines(place, belowTitle(place), [{ text: say('beforeShows') }, { text: say('beforeHides') }]).svg
      );
    case 'first-map':
      return (
        placedShapes(
          drawn,
          classedShapes(drawn, 'opening-september', (row) =>
            row.september > 0 ? `step-${stationStep(row.september)}` : undefined,
          ),
        ) +
        listingMarks(drawn, (row) => row.september, false) +
        ledgerSquares(place, openingLedger(dataset, SEPTEMBER))
      );
    case 'second-map':
      return (
        placedShapes(
          drawn,
          classedShapes(drawn, 'opening-december', (row) =>
            row.december > 0 ? `step-${stationStep(row.december)}` : undefined,
          ),
        ) +
        listingMarks(drawn, (row) => row.december, true) +
        ledgerSquares(place, openingLedger(dataset, DECEMBER))
      );
    case 'first-words':
      return listingWords(drawn, say('firstTitle'), [
        { mark: solid(place), text: say('firstTraced') },
        { mark: dashed(place), text: say('firstNotTraced') },
      ]);
    case 'second-words':
      return listingWords(drawn, say('secondTitle'), [
        { mark: solid(place), text: say('secondTraced') },
        { mark: outlined(place), text: say('secondMatched') },
        { mark: dashed(place), text: say('secondNotTraced') },
      ]);
    case 'hole': {
      const grid = gridOf(place);
      const { traced, matched, notTraced: hole } = openingLedger(dataset, DECEMBER);
      const hatch = `opening-${place.frame.name}-hatch`;
      const holes = Array.from({ length: hole }, (_, index) =>
        squares(1, { ...grid, ...cornerOf(traced + matched + index, grid) }),
      ).join('');
      return (
        hatchPattern(hatch) +
        element('path', { class: 'unknown-box', fill: `url(#${hatch})`, d: holes }) +
        title(place, say('holeTitle')) +
        writtenLines(place, belowSquares(place), [
          {
            mark: swatch(
              (own) => element('path', { class: 'unknown-box', fill: `url(#${hatch})`, d: squares(1, own) }),
              place,
            ),
            text: say('holeWhere'),
          },
          { text: say('holeLand') },
        ]).svg
      );
    }
    case 'answers':
      return answersLayer(drawn);
  }
}

const cornerOf = (index: number, grid: UnitGrid) => {
  const [x, y] = unitCorner(index, grid);
  return { x, y };
};

function listingWords(drawn: Drawn, heading: string, lines: readonly Line[]): string {
  const { place } = drawn;
  const written = writtenLines(place, belowSquares(place), lines);
  return title(place, heading) + written.svg + classRow(drawn, written.y + place.line * 0.35);
}

/** The land without any listing: one grey, no borders, as none are claimed. */
function drawBase(drawn: Drawn): string {
  const { symbols, place, words, values } = drawn;
  const base = symbols.use('opening-land', () => element('path', { class: 'land-whole', d: landPath() }));
  const { inset, frame } = place;
  const edge = element('rect', {
    class: 'inset-edge',
    x: inset.x,
    y: inset.y,
    width: europe.width * inset.scale,
    height: europe.height * inset.scale,
  });
  return (
    placedShapes(drawn, base) +
    edge +
    text(inset.x + 7, inset.y + frame.label + 3, words.text('opening.europe', values), {
      class: 'label label--muted halo',
    })
  );
}

/** A picture as the page takes it: SVG elements that hold nothing but references. */
export interface OpeningPicture {
  /** Shapes and layers, for the page's sheet of symbols. */
  readonly symbols: string;
  /** The base and every layer, one above the other, for the picture that stays. */
  readonly stage: string;
  /** Each step as a picture of its own. */
  readonly stills: Readonly<Record<OpeningStep, string>>;
}

/** Words that only say what is on the picture take less room than the picture: their layers are cut to it, which spares memory on a phone. */
const isBelowMap = (layer: OpeningLayer): boolean => layer.endsWith('-words') || layer === 'hole';

/** Draws the opening. Figures come from the records; words from the messages under `opening`. */
export function drawOpening(dataset: Dataset, words: Messages, format: Format): OpeningPicture {
  const symbols = new SymbolSheet();
  const rows = openingRows(dataset);
  const values = openingValues(dataset, rows, format);
  const drawFrame = (name: FrameName) => {
    const place = compositions[name];
    const drawn: Drawn = { rows, dataset, words, values, format, symbols, place };
    const reference = (id: string, make: () => string) =>
      element('use', { href: symbols.use(`opening-${name}-${id}`, make) });
    const base = reference('base', () => drawBase(drawn));
    const layers = new Map(openingLayers.map((layer) => [layer, reference(layer, () => drawLayer(layer, drawn))]));
    const { width } = place.frame;
    const svg = (attributes: { class: string }, top: number, content: string) =>
      element(
        'svg',
        {
          class: `picture picture--${name} ${attributes.class}`,
          viewBox: `0 ${n(top)} ${width} ${n(place.height - top)}`,
          width,
          height: place.height - top,
          'aria-hidden': 'true',
          focusable: 'false',
        },
        content,
      );
    const stage =
      svg({ class: 'passage__base' }, 0, base) +
      openingLayers
        .map((layer) =>
          svg(
            { class: `passage__layer passage__layer--${layer}` },
            isBelowMap(layer) ? place.words.y - 4 : 0,
            layers.get(layer) ?? '',
          ),
        )
        .join('');
    const still = (step: OpeningStep) => {
      const { full, faint = [] } = layersOf[step];
      return svg(
        { class: 'passage__still' },
        0,
        base +
          faint.map((layer) => group({ class: 'passage__faint' }, layers.get(layer) ?? '')).join('') +
          full.map((layer) => layers.get(layer)).join(''),
      );
    };
    return { stage, still };
  };
  const [wide, narrow] = [drawFrame('wide'), drawFrame('narrow')];
  return {
    stage: wide.stage + narrow.stage,
    stills: Object.fromEntries(openingSteps.map((step) => [step, wide.still(step) + narrow.still(step)])) as Record<
      OpeningStep,
      string
    >,
    symbols: symbols.toSvg(),
  };
}

/** Figures for the words in the picture: each a record or a derived figure. */
export function openingValues(dataset: Dataset, rows: readonly OpeningRow[], format: Format): MessageValues {
  const figure = (name: string) => derivedFigure(dataset, name).value;
  return {
    firstDate: format.date(dataset.get('reports', SEPTEMBER).date),
    firstMonth: format.date(dataset.get('reports', SEPTEMBER).date.slice(0, 7)),
    secondMonth: format.date(dataset.get('reports', DECEMBER).date.slice(0, 7)),
    listedSeptember: figure('listed-september'),
    tracedSeptember: figure('traced-september'),
    countriesSeptember: figure('traced-countries-september'),
    notTracedSeptember: figure('not-traced-september'),
    listed: figure('listed-december'),
    traced: figure('traced-stations'),
    countries: figure('traced-countries'),
    matched: figure('matched-stations'),
    notTraced: figure('not-traced-stations'),
    notTracedCountries: figure('not-traced-countries'),
    statusCountries: rows.filter((row) => row.status !== null).length,
    withoutStatus: rows.filter((row) => row.status === null).length,
  };
}
