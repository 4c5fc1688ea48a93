/**
 * The picture of the front page: maps, words and squares. In the stage the squares are elements of the page that the style moves from spot to
 * spot; each step also has a still, the same picture drawn at once, for whoever wants no motion, prints, or saves the page.
 * It is no chart of the gallery: what it shows has its tables there (world-map, italy-map, country-status).
 */

import type { Dataset } from '../../dataset/dataset.ts';
import { DECEMBER, derivedFigure, SEPTEMBER } from '../../dataset/derived.ts';
import type { Format } from '../../words/format.ts';
import type { Messages, MessageValues } from '../../words/message.ts';
import { squarePath } from '../kit/marks.ts';
import type { FrameName } from '../shared/frame.ts';
import { textWidth, wrapText } from '../shared/labels.ts';
import { boxOnMap, cutOut, type MapPlacement, type Point, placed, placeOnMap } from '../shared/map-base.ts';
import { element, n, text, textLines } from '../shared/svg.ts';
import { SymbolSheet } from '../shared/symbols.ts';
import { countryAnchor, countryPath, europe, landPath, projectWorld } from '../shared/world.ts';
import { openingPlaces, type Places, perRow } from './places.ts';
import { inkOf, type OpeningStep, openingSteps, routeOf, type Spot, spotOf, type Unit } from './units.ts';

const frameNames = ['wide', 'narrow'] as const satisfies readonly FrameName[];

/** The maps that a frame has: the wide one shows both at once. */
export const mapsOf = { wide: ['far'], narrow: ['near', 'far'] } as const satisfies Record<
  FrameName,
  readonly ('near' | 'far')[]
>;

/** The map under each step; none where the squares are sorted. */
export const mapAt = (name: FrameName, step: OpeningStep): 'near' | 'far' | undefined => {
  if (step === 'what-governments-did') return undefined;
  return name === 'narrow' && (step === 'prato' || step === 'italy') ? 'near' : 'far';
};

/** A label on a map and the water it is on, in degrees. */
interface SeaLabel {
  readonly at: readonly [longitude: number, latitude: number];
  readonly anchor: 'start' | 'middle' | 'end';
}
const sea = (longitude: number, latitude: number, anchor: SeaLabel['anchor'] = 'middle'): SeaLabel => ({
  at: [longitude, latitude],
  anchor,
});

/** The places of labels, all on water; a test holds each against the land. The small map has places of its own. */
export const seaLabels = {
  wide: {
    prato: sea(4.7, 39.2),
    italy: sea(17.8, 34.7),
    bureaus: sea(146, 24, 'start'),
    'North America': sea(-142, 2),
    'South America': sea(-118, -28),
    Africa: sea(-13, -12),
    Asia: sea(78, -7),
    Oceania: sea(118, -46),
  },
  narrow: {
    prato: sea(4.7, 39.2),
    italy: sea(17.8, 34.7),
    bureaus: sea(189, 16, 'end'),
    Europe: sea(-19, 14, 'end'),
    'North America': sea(-164, -3, 'start'),
    'South America': sea(-161, -26, 'start'),
    Africa: sea(-14.5, -2.8),
    Asia: sea(78, -10),
    Oceania: sea(116, -49.5),
  },
} as const satisfies Record<FrameName, Record<string, SeaLabel>>;

interface Drawn {
  readonly name: FrameName;
  readonly places: Places;
  readonly dataset: Dataset;
  readonly words: Messages;
  readonly values: MessageValues;
  readonly format: Format;
  readonly symbols: SymbolSheet;
}

const round = (value: number) => Math.round(value * 1000) / 1000;
const on = (map: MapPlacement, place: readonly [longitude: number, latitude: number]): Point =>
  placeOnMap(projectWorld(...place), map);

/** Land in one grey without borders, and China, where the bureaus are, with its outline. */
function land({ symbols }: Drawn): string {
  const china = symbols.use('opening-china', () => element('path', { class: 'china', d: countryPath('CHN') }));
  const whole = symbols.use('opening-land', () => element('path', { class: 'land-whole', d: landPath() }));
  return element('use', { href: whole }) + element('use', { href: china });
}

/** Europe enlarged, in its frame. */
const enlargedMap = (drawn: Drawn): string =>
  cutOut(drawn.places.place.near, land(drawn)) + edgeOf(drawn.places.place.near);
const edgeOf = (map: MapPlacement): string => element('rect', { class: 'inset-edge', ...boxOnMap(europe, map) });

function mapLayer(drawn: Drawn, map: 'near' | 'far'): string {
  const { name, places, words, values } = drawn;
  const { place } = places;
  if (map === 'near') return enlargedMap(drawn);
  const [x, y] = placeOnMap(countryAnchor('CHN'), place.far);
  const china = text(x, y + place.label * 0.3, words.text('opening.china', values), {
    class: 'label label--muted',
    'text-anchor': 'middle',
  });
  const world = placed(place.far, land(drawn)) + china + bureaus(drawn);
  return name === 'narrow' ? world : world + edgeOf(place.far) + enlargedMap(drawn);
}

/** The seats of the bureaus on China's coast: a point each, and beside them in the sea their names, or their number. */
function bureaus({ name, places, dataset, words, values }: Drawn): string {
  const { place } = places;
  const seats = dataset.tables.operators.map((row) => {
    const { latitude, longitude } = dataset.get('places', row.place);
    return { name: row.name, latitude, at: on(place.far, [longitude, latitude]) };
  });
  const points = seats.map(({ at: [cx, cy] }) => element('circle', { class: 'seat', cx, cy, r: place.label * 0.15 }));
  const { at, anchor } = seaLabelAt(name, 'bureaus');
  const [x, y] = on(place.far, at);
  const size = place.label;
  if (name === 'narrow')
    return (
      points.join('') + text(x, y, words.text('opening.bureaus', values), { class: 'label', 'text-anchor': anchor })
    );
  const lines = [...seats]
    .sort((a, b) => b.latitude - a.latitude)
    .map((seat, index) => {
      const middle = y + index * size * 1.2;
      return leaderTo([x - 4, middle - size * 0.33], seat.at) + text(x, middle, seat.name, { class: 'label' });
    });
  return lines.join('') + points.join('');
}

const leaderTo = ([x, y]: Point, [toX, toY]: Point): string =>
  element('path', { class: 'leader', d: `M${n(x)} ${n(y)}L${n(toX)} ${n(toY)}` });

function seaLabelAt(name: FrameName, key: string): SeaLabel {
  const found = (seaLabels[name] as Readonly<Record<string, SeaLabel>>)[key];
  if (!found) throw new Error(`The ${name} map of the opening has no place on water for the label ${key}`);
  return found;
}

/** A label in the sea, and where asked a line to what it names. */
function seaLabel(drawn: Drawn, key: string, content: string, map: 'near' | 'far', to?: Point): string {
  const { place } = drawn.places;
  const { at, anchor } = seaLabelAt(drawn.name, key);
  const [x, y] = on(place[map], at);
  const line = to ? leader([x, y - place.label * 0.35], to, textWidth(content, place.label) / 2) : '';
  const lines = seaLabelLines(drawn.name, key, content);
  const top = y - (lines.length - 1) * place.label * 1.15;
  return line + textLines(x, top, lines, place.label * 1.15, { class: 'label label--strong', 'text-anchor': anchor });
}

/** Seas are narrow on the small map: some labels go on two lines there. The place of a label is that of its last line. */
const onTwoLines: ReadonlySet<string> = new Set(['Europe', 'North America', 'South America']);
export const seaLabelLines = (name: FrameName, key: string, content: string): readonly string[] => {
  const at = content.indexOf(' ');
  return name === 'narrow' && onTwoLines.has(key) ? [content.slice(0, at), content.slice(at + 1)] : [content];
};

/** A line that begins at the edge of a label, on the side of what it leads to. */
function leader([x, y]: Point, [toX, toY]: Point, half: number): string {
  const above = Math.abs(toX - x) < half;
  const from: Point = above ? [x, y - 7] : [toX > x ? x + half + 3 : x - half - 3, y];
  return leaderTo(from, [toX, toY]);
}

/** Numbers of the squares on the map, by continent. */
function continentLabels(drawn: Drawn, step: OpeningStep): string {
  const { places, words, format, name } = drawn;
  const groups = Map.groupBy(
    places.units.filter((unit) => spotOf(unit, step) === 'far' || spotOf(unit, step) === 'near'),
    (unit) => unit.continent,
  );
  return [...groups]
    .map(([continent, units]) => {
      if (!continent) return '';
      const label = words.text('opening.continentCount', {
        continent: words.text(`continents.${continent}`),
        count: format.number(units.length),
      });
      const { near, label: size } = places.place;
      if (continent === 'Europe' && name === 'wide')
        return text(near.x + 8, near.y + size + 5, label, { class: 'label label--strong' });
      return seaLabel(drawn, continent, label, 'far');
    })
    .join('');
}

/** Words at the pile: a title above it, and below it what the forms mean. */
function pileWords(drawn: Drawn, title: string, lines: readonly string[]): string {
  const { x, y, width, label: size, bottom } = pileOf(drawn);
  const below = lines.flatMap((line) => wrapText(line, width, size));
  return (
    text(x, y - size * 0.6, title, { class: 'label label--strong' }) +
    textLines(x, bottom + size * 1.05, below, size * 1.35, { class: 'label label--muted' })
  );
}

/** What is left of the pile are its last squares, so its words end where they do. */
function holeWords(drawn: Drawn, title: string, line: string): string {
  const { right, pitch, label: size, bottom } = pileOf(drawn);
  const end = { 'text-anchor': 'end' };
  return (
    text(right, bottom - pitch - size * 0.55, title, { class: 'label label--strong', ...end }) +
    text(right, bottom + size * 1.05, line, { class: 'label label--muted', ...end })
  );
}

/** Where the pile lies, and how much room there is from its left edge on. */
function pileOf({ places: { place, units } }: Drawn) {
  const { frame, label, pile } = place;
  const bottom = pile.y + Math.ceil(units.length / perRow) * pile.pitch;
  const right = pile.x + perRow * pile.pitch - (pile.pitch - pile.side);
  return { ...pile, label, bottom, right, width: frame.width - pile.x };
}

/** Words and labels of a step. */
function wordsLayer(drawn: Drawn, step: OpeningStep): string {
  const { places, words, values } = drawn;
  const say = (key: string) => words.text(`opening.${key}`, values);
  const first = places.units.findIndex((unit) => unit.part === 'first');
  const map = mapAt(drawn.name, step) ?? 'far';
  const side = places.side('near');
  const square = (index: number): Point => {
    const [x, y] = places.at(index, 'near');
    return [x + side / 2, y + side / 2];
  };
  const enlarged = drawn.name === 'wide' ? 'near' : map;
  switch (step) {
    case 'prato':
      return (
        seaLabel(drawn, 'prato', say('prato'), enlarged, square(first)) +
        pileWords(drawn, say('pratoTitle'), [say('each')])
      );
    case 'italy':
      return (
        seaLabel(drawn, 'italy', say('italy'), enlarged, lowest(places, square)) +
        pileWords(drawn, say('italyTitle'), [say('each')])
      );
    case 'first-report':
      return continentLabels(drawn, step) + pileWords(drawn, say('firstTitle'), [say('firstRest')]);
    case 'second-report':
      return continentLabels(drawn, step) + pileWords(drawn, say('secondTitle'), [say('secondRest')]);
    case 'not-traced':
      return holeWords(drawn, say('holeTitle'), say('holeRest'));
    case 'what-governments-did':
      return outcomeWords(drawn) + holeWords(drawn, say('holeTitle'), say('holeOutcome'));
  }
}

/** The southernmost square of the first country, where the line from its name ends. */
function lowest({ units }: Places, square: (index: number) => Point): Point {
  const own = units.flatMap((unit, index) => (unit.part === 'other' ? [] : [square(index)]));
  return own.reduce((low, point) => (point[1] > low[1] ? point : low), own[0] ?? [0, 0]);
}

function outcomeWords({ places, words, values }: Drawn): string {
  return places.groups
    .map(({ outcome, heading: [x, y], names }) => {
      const title = words.text(`opening.outcome.${outcome}`, values);
      const lines = names.map(({ text: name, at }) => text(at[0], at[1], name, { class: 'label' }));
      return text(x, y, title, { class: `label label--strong outcome--${inkOf(outcome)}` }) + lines.join('');
    })
    .join('');
}

/** The squares at a step, drawn: one path for each kind of listing. */
function squaresAt({ places }: Drawn, step: OpeningStep): string {
  return (['traced', 'matched', 'not-traced'] as const)
    .map((listing) => {
      const squares = places.units.map((unit, index) => {
        const spot = spotOf(unit, step);
        return unit.listing === listing ? squarePath(listing, ...places.at(index, spot), places.side(spot)) : '';
      });
      return element('path', { class: `unit-${listing}`, d: squares.join('') });
    })
    .join('');
}

/** A picture as the page takes it. */
export interface OpeningPicture {
  /** Shapes and layers, for the page's sheet of symbols. */
  readonly symbols: string;
  /** The layers of both frames, one above the other, for the picture that stays. */
  readonly stage: string;
  /** The squares of the stage, in the order of the pile. */
  readonly units: readonly {
    readonly listing: Unit['listing'];
    readonly route: string;
    readonly country: string | undefined;
  }[];
  /** Style rules that say where each square goes. */
  readonly rules: string;
  /** Each step as a picture of its own. */
  readonly stills: Readonly<Record<OpeningStep, string>>;
}

/** Draws the opening. Figures come from the records, words from the messages under `opening`. */
export function drawOpening(dataset: Dataset, words: Messages, format: Format): OpeningPicture {
  const symbols = new SymbolSheet();
  const values = openingValues(dataset, format);
  const stage: string[] = [];
  const stills = new Map<OpeningStep, string[]>(openingSteps.map((step) => [step, []]));
  const rules: string[] = [];
  let units: OpeningPicture['units'] = [];
  for (const name of frameNames) {
    const places = openingPlaces(dataset, name);
    units = places.units.map((unit) => ({ listing: unit.listing, route: routeOf(unit), country: unit.country }));
    const drawn: Drawn = { name, places, dataset, words, values, format, symbols };
    const { frame, height } = places.place;
    const svg = (className: string, content: string) =>
      element(
        'svg',
        {
          class: `picture picture--${name} ${className}`,
          viewBox: `0 0 ${frame.width} ${height}`,
          width: frame.width,
          height,
          'aria-hidden': 'true',
          focusable: 'false',
        },
        content,
      );
    const reference = (id: string, make: () => string) =>
      element('use', { href: symbols.use(`opening-${name}-${id}`, make) });
    const maps = new Map(mapsOf[name].map((map) => [map as string, reference(map, () => mapLayer(drawn, map))]));
    for (const [map, content] of maps) stage.push(svg(`passage__layer passage__layer--${map}`, content));
    for (const step of openingSteps) {
      const spoken = reference(`words-${step}`, () => wordsLayer(drawn, step));
      const drawnSquares = reference(`squares-${step}`, () => squaresAt(drawn, step));
      const map = maps.get(mapAt(name, step) ?? '') ?? '';
      stage.push(svg(`passage__layer passage__layer--words-${step}`, spoken));
      stills.get(step)?.push(svg('passage__still', map + spoken + drawnSquares));
    }
    rules.push(positionRules(places, name));
  }
  return {
    symbols: symbols.toSvg(),
    stage: stage.join(''),
    units,
    rules: rules.join(''),
    stills: Object.fromEntries([...stills].map(([step, svgs]) => [step, svgs.join('')])) as Record<OpeningStep, string>,
  };
}

/** Where each square goes from its place in the pile, in hundredths of the stage's width, and how much smaller it becomes. */
function positionRules(places: Places, name: FrameName): string {
  const { frame, pile } = places.place;
  const share = (value: number) => `${Math.round((value / frame.width) * 10000) / 100}cqw`;
  const rules = places.units.map((unit, index) => {
    const [fromX, fromY] = places.at(index, 'pile');
    const to = (spot: Spot) => {
      const [x, y] = places.at(index, spot);
      return `--${spot}:${share(x - fromX)} ${share(y - fromY)}`;
    };
    const spots = new Set(openingSteps.map((step) => spotOf(unit, step)).filter((spot) => spot !== 'pile'));
    return spots.size === 0 ? '' : `.u${index}{${[...spots].map(to).join(';')}}`;
  });
  const size = (spot: Spot) => `--${spot}-size:${round(places.side(spot) / pile.side)}`;
  const sizes = [size('near'), size('far'), size('outcome')].join(';');
  const pitch = share(pile.pitch);
  const pileRule = `.units{left:${share(pile.x)};top:${share(pile.y)};grid:auto-flow ${pitch}/repeat(${perRow},${pitch});${sizes}}`;
  const own = `${pileRule}.units>*{width:${share(pile.side)};height:${share(pile.side)}}${rules.join('')}`;
  // As in the style: the wide picture from the width at which every chart is wide.
  return name === 'wide' ? `@media (min-width:44rem){${own}}` : `@media (max-width:43.99rem){${own}}`;
}

/** Figures for the words in the picture: each a record or a derived figure. */
function openingValues(dataset: Dataset, format: Format): MessageValues {
  const figure = (name: string) => derivedFigure(dataset, name).value;
  return {
    firstMonth: format.date(dataset.get('reports', SEPTEMBER).date.slice(0, 7)),
    secondMonth: format.date(dataset.get('reports', DECEMBER).date.slice(0, 7)),
    bureaus: dataset.tables.operators.length,
    italy: figure('country-ita'),
    listedSeptember: figure('listed-september'),
    tracedSeptember: figure('traced-september'),
    countriesSeptember: figure('traced-countries-september'),
    listed: figure('listed-december'),
    traced: figure('traced-stations'),
    countries: figure('traced-countries'),
    matched: figure('matched-stations'),
    notTraced: figure('not-traced-stations'),
  };
}
