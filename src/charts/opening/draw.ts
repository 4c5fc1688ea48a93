/**
 * The picture of the front page: maps, words and squares. In the stage the squares are elements of the page that the style moves from spot to
 * spot; each step also has a still, the same picture drawn at once, for whoever wants no motion, prints, or saves the page.
 * It is no chart of the gallery: what it shows has its tables there (world-map, italy-map, country-status).
 */

import { greatest, sort } from 'd3';
import type { Dataset } from '../../dataset/dataset.ts';
import { DECEMBER, derivedFigure, SEPTEMBER } from '../../dataset/derived.ts';
import type { Format } from '../../words/format.ts';
import type { Messages, MessageValues } from '../../words/message.ts';
import { squarePath } from '../kit/marks.ts';
import type { FrameName } from '../shared/frame.ts';
import { textWidth, wrapText } from '../shared/labels.ts';
import { boxOnMap, cutOut, type MapPlacement, type Point, placed, placeOnMap } from '../shared/map-base.ts';
import { element, n, textLines } from '../shared/svg.ts';
import { SymbolSheet } from '../shared/symbols.ts';
import { countryAnchor, countryPath, europe, landPath, projectWorld } from '../shared/world.ts';
import { openingPlaces, type Places, perRow } from './places.ts';
import { inkOf, type OpeningStep, openingSteps, routeOf, type Spot, spotOf, type Unit } from './units.ts';

type MapName = 'near' | 'far';
type Anchor = 'start' | 'middle' | 'end';

/** The maps that a frame has: the wide one shows both at once. */
export const mapsOf = { wide: ['far'], narrow: ['near', 'far'] } as const satisfies Record<
  FrameName,
  readonly MapName[]
>;

/** The map under each step; none where the squares are sorted. */
export const mapAt = (name: FrameName, step: OpeningStep): MapName | undefined => {
  if (step === 'what-governments-did') return undefined;
  return name === 'narrow' && (step === 'prato' || step === 'italy') ? 'near' : 'far';
};

const sea = (longitude: number, latitude: number, anchor: Anchor = 'middle') =>
  ({ at: [longitude, latitude], anchor }) as const;

/** The places of labels in degrees, all on water; a test holds each against the land. The small map has places of its own. */
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
} as const satisfies Record<FrameName, Record<string, ReturnType<typeof sea>>>;

interface Drawn {
  readonly name: FrameName;
  readonly places: Places;
  readonly dataset: Dataset;
  readonly format: Format;
  readonly symbols: SymbolSheet;
  /** A message of the opening, filled in. */
  say(key: string, extra?: MessageValues): string;
}

const round = (value: number) => Math.round(value * 1000) / 1000;
const on = (map: MapPlacement, place: readonly [longitude: number, latitude: number]): Point =>
  placeOnMap(projectWorld(...place), map);

/** A label in one or several lines. */
function label(
  [x, y]: Point,
  content: string | readonly string[],
  { ink = '', anchor, lineHeight = 0 }: { ink?: string; anchor?: Anchor | undefined; lineHeight?: number } = {},
): string {
  const style = { class: `label ${ink}`.trim(), 'text-anchor': anchor };
  return textLines(x, y, [content].flat(), lineHeight, style);
}
const strong = { ink: 'label--strong' } as const;
const muted = { ink: 'label--muted' } as const;

const leader = ([x, y]: Point, [toX, toY]: Point): string =>
  element('path', { class: 'leader', d: `M${n(x)} ${n(y)}L${n(toX)} ${n(toY)}` });

/** MapName in one grey without borders, and China, where the bureaus are, with its outline. */
function land({ symbols }: Drawn): string {
  const china = symbols.use('opening-china', () => element('path', { class: 'china', d: countryPath('CHN') }));
  const whole = symbols.use('opening-land', () => element('path', { class: 'land-whole', d: landPath() }));
  return element('use', { href: whole }) + element('use', { href: china });
}

/** A map of the frame; on the wide one of the world lies Europe enlarged, in its frame. */
function mapLayer(drawn: Drawn, map: MapName): string {
  const { far, near, label: size } = drawn.places.place;
  const edge = element('rect', { class: 'inset-edge', ...boxOnMap(europe, near) });
  const enlarged = cutOut(near, land(drawn)) + edge;
  if (map === 'near') return enlarged;
  const [x, y] = placeOnMap(countryAnchor('CHN'), far);
  const china = label([x, y + size * 0.3], drawn.say('china'), { ...muted, anchor: 'middle' });
  const world = placed(far, land(drawn)) + china + bureaus(drawn);
  if (drawn.name === 'narrow') return world;
  return world + element('rect', { class: 'inset-edge', ...boxOnMap(europe, far) }) + enlarged;
}

/** The seats of the bureaus on China's coast: a point each, and beside them in the sea their names, or their number. */
function bureaus({ name, places, dataset, say }: Drawn): string {
  const { far, label: size } = places.place;
  const seats = dataset.tables.operators.map((row) => {
    const { latitude, longitude } = dataset.get('places', row.place);
    return { name: row.name, latitude, at: on(far, [longitude, latitude]) };
  });
  const points = seats.map(({ at: [cx, cy] }) => element('circle', { class: 'seat', cx, cy, r: size * 0.15 }));
  const { at, anchor } = seaLabels[name].bureaus;
  const [x, y] = on(far, at);
  if (name === 'narrow') return points.join('') + label([x, y], say('bureaus'), { anchor });
  const lines = sort(seats, (seat) => -seat.latitude).map((seat, index) => {
    const middle = y + index * size * 1.2;
    return leader([x - 4, middle - size * 0.33], seat.at) + label([x, middle], seat.name);
  });
  return lines.join('') + points.join('');
}

/** A label in the sea, and where asked a line to what it names, from the edge of the label on the side of that. */
function seaLabel({ name, places }: Drawn, key: string, content: string, map: MapName, to?: Point): string {
  const found = (seaLabels[name] as Readonly<Record<string, ReturnType<typeof sea>>>)[key];
  if (!found) throw new Error(`The ${name} map of the opening has no place on water for the label ${key}`);
  const { label: size, [map]: placement } = places.place;
  const [x, y] = on(placement, found.at);
  const lines = seaLabelLines(name, key, content);
  const lineHeight = size * 1.15;
  const style = { ...strong, anchor: found.anchor, lineHeight };
  const words = label([x, y - (lines.length - 1) * lineHeight], lines, style);
  if (!to) return words;
  const [half, middle] = [textWidth(content, size) / 2, y - size * 0.35];
  const isAbove = Math.abs(to[0] - x) < half;
  return leader(isAbove ? [x, middle - 7] : [to[0] > x ? x + half + 3 : x - half - 3, middle], to) + words;
}

/** Seas are narrow on the small map: some labels go on two lines there. The place of a label is that of its last line. */
const onTwoLines: ReadonlySet<string> = new Set(['Europe', 'North America', 'South America']);
export const seaLabelLines = (name: FrameName, key: string, content: string): readonly string[] => {
  const at = content.indexOf(' ');
  return name === 'narrow' && onTwoLines.has(key) ? [content.slice(0, at), content.slice(at + 1)] : [content];
};

/** Numbers of the squares on the map, by continent. */
function continentLabels(drawn: Drawn, step: OpeningStep): string {
  const { places, format, name, say } = drawn;
  const { near, label: size } = places.place;
  const shown = places.units.filter((unit) => ['far', 'near'].includes(spotOf(unit, step)));
  return [...Map.groupBy(shown, (unit) => unit.continent)]
    .map(([continent, units]) => {
      if (!continent) return '';
      const count = format.number(units.length);
      const words = say('continentCount', { continent: say(`continents.${continent}`), count });
      return continent === 'Europe' && name === 'wide'
        ? label([near.x + 8, near.y + size + 5], words, strong)
        : seaLabel(drawn, continent, words, 'far');
    })
    .join('');
}

/** Words at the pile: a title above it, and below it what the forms mean. */
function pileWords(drawn: Drawn, title: string, below: string): string {
  const { x, y, width, size, bottom } = pileOf(drawn);
  const lines = wrapText(drawn.say(below), width, size);
  return (
    label([x, y - size * 0.6], drawn.say(title), strong) +
    label([x, bottom + size * 1.05], lines, { ...muted, lineHeight: size * 1.35 })
  );
}

/** What is left of the pile are its last squares, so its words end where they do. */
function holeWords(drawn: Drawn, below: string): string {
  const { right, pitch, size, bottom } = pileOf(drawn);
  return (
    label([right, bottom - pitch - size * 0.55], drawn.say('holeTitle'), { ...strong, anchor: 'end' }) +
    label([right, bottom + size * 1.05], drawn.say(below), { ...muted, anchor: 'end' })
  );
}

/** Where the pile lies, and how much room there is from its left edge on. */
function pileOf({ places: { place, units } }: Drawn) {
  const { frame, label: size, pile } = place;
  const bottom = pile.y + Math.ceil(units.length / perRow) * pile.pitch;
  const right = pile.x + perRow * pile.pitch - (pile.pitch - pile.side);
  return { ...pile, size, bottom, right, width: frame.width - pile.x };
}

/** Words and labels of a step. */
function wordsLayer(drawn: Drawn, step: OpeningStep): string {
  switch (step) {
    case 'prato':
      return placeLabel(drawn, step) + pileWords(drawn, 'pratoTitle', 'each');
    case 'italy':
      return placeLabel(drawn, step) + pileWords(drawn, 'italyTitle', 'each');
    case 'first-report':
      return continentLabels(drawn, step) + pileWords(drawn, 'firstTitle', 'firstRest');
    case 'second-report':
      return continentLabels(drawn, step) + pileWords(drawn, 'secondTitle', 'secondRest');
    case 'not-traced':
      return holeWords(drawn, 'holeRest');
    case 'what-governments-did':
      return outcomeWords(drawn) + holeWords(drawn, 'holeOutcome');
  }
}

/** The name of the first place with a line to its square, or of its country with one to the southernmost of its squares. */
function placeLabel(drawn: Drawn, step: 'prato' | 'italy'): string {
  const { places } = drawn;
  const half = places.side('near') / 2;
  const squares = places.units.flatMap(({ part }, index): readonly Point[] => {
    if (step === 'prato' ? part !== 'first' : part === 'other') return [];
    const [x, y] = places.at(index, 'near');
    return [[x + half, y + half]];
  });
  const lowest = greatest(squares, (a, b) => a[1] - b[1]);
  return seaLabel(drawn, step, drawn.say(step), 'near', lowest);
}

const outcomeWords = ({ places, say }: Drawn): string =>
  places.groups
    .map(({ outcome, heading, names }) => {
      const title = label(heading, say(`outcome.${outcome}`), { ink: `label--strong outcome--${inkOf(outcome)}` });
      return title + names.map(({ text, at }) => label(at, text)).join('');
    })
    .join('');

/** The squares at a step, drawn: one path for each kind of listing. */
const squaresAt = ({ places }: Drawn, step: OpeningStep): string =>
  (['traced', 'matched', 'not-traced'] as const)
    .map((listing) => {
      const squares = places.units.map((unit, index) => {
        const spot = spotOf(unit, step);
        return unit.listing === listing ? squarePath(listing, ...places.at(index, spot), places.side(spot)) : '';
      });
      return element('path', { class: `unit-${listing}`, d: squares.join('') });
    })
    .join('');

/** A picture as the page takes it. */
export interface OpeningPicture {
  /** Shapes and layers, for the page's sheet of symbols. */
  readonly symbols: string;
  /** The layers of both frames, one above the other, for the picture that stays. */
  readonly stage: string;
  /** The squares of the stage, in the order of the pile. */
  readonly units: readonly (Pick<Unit, 'listing' | 'country'> & { readonly route: string })[];
  /** Style rules that say where each square goes. */
  readonly rules: string;
  /** Each step as a picture of its own. */
  readonly stills: Readonly<Record<OpeningStep, string>>;
}

/** Draws the opening. Figures come from the records, words from the messages under `opening`. */
export function drawOpening(dataset: Dataset, words: Messages, format: Format): OpeningPicture {
  const symbols = new SymbolSheet();
  const values = openingValues(dataset, format);
  const say: Drawn['say'] = (key, extra) =>
    words.text(key.startsWith('continents.') ? key : `opening.${key}`, { ...values, ...extra });
  const drawn = (['wide', 'narrow'] as const).map((name) =>
    drawFrame({ name, places: openingPlaces(dataset, name), dataset, format, symbols, say }),
  );
  const all = (part: 'stage' | 'rules') => drawn.map((frame) => frame[part]).join('');
  const stills = openingSteps.map((step, index) => [step, drawn.map((frame) => frame.stills[index]).join('')]);
  return {
    symbols: symbols.toSvg(),
    stage: all('stage'),
    units: drawn[0]?.units ?? [],
    rules: all('rules'),
    stills: Object.fromEntries(stills) as Record<OpeningStep, string>,
  };
}

/** Layers, stills and rules of a frame. */
function drawFrame(drawn: Drawn) {
  const { name, places, symbols } = drawn;
  const { width } = places.place.frame;
  const { height } = places.place;
  const svg = (className: string, content: string) => {
    const hidden = { 'aria-hidden': 'true', focusable: 'false' };
    const all = { class: `picture picture--${name} ${className}`, viewBox: `0 0 ${width} ${height}`, width, height };
    return element('svg', { ...all, ...hidden }, content);
  };
  const layer = (id: string, make: () => string) =>
    element('use', { href: symbols.use(`opening-${name}-${id}`, make) });
  const maps = new Map<MapName | undefined, string>(
    mapsOf[name].map((map) => [map, layer(map, () => mapLayer(drawn, map))]),
  );
  const steps = openingSteps.map((step) => {
    const words = layer(`words-${step}`, () => wordsLayer(drawn, step));
    const squares = layer(`squares-${step}`, () => squaresAt(drawn, step));
    return { step, words, still: svg('passage__still', (maps.get(mapAt(name, step)) ?? '') + words + squares) };
  });
  const layers = [...maps, ...steps.map(({ step, words }) => [`words-${step}`, words] as const)];
  return {
    stage: layers.map(([id, content]) => svg(`passage__layer passage__layer--${id}`, content)).join(''),
    stills: steps.map(({ still }) => still),
    rules: positionRules(places, name),
    units: places.units.map((unit) => ({ listing: unit.listing, route: routeOf(unit), country: unit.country })),
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
