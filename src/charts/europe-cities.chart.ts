import type { Dataset } from '../dataset/dataset.ts';
import { derivedFigure, SEPTEMBER, stationCount, tracedStations } from '../dataset/derived.ts';
import type { Row } from '../dataset/schema.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { drawEurope, projectEurope } from './shared/europe.ts';
import { type Box, type LabelRequest, placeLabels, textWidth, wrapText } from './shared/labels.ts';
import { type Disc, type MapPlacement, moveApart, placeOnMap } from './shared/regional-map.ts';
import { element, text, textLines } from './shared/svg.ts';
import { wordsHold } from './shared/words-hold.ts';
import { notTracedNote } from './shared/world-listings.ts';

/** The traced stations of one place in Europe, or of a country where no place is known. */
interface PlaceListing {
  readonly key: string;
  readonly name: string;
  readonly country: string;
  readonly countryName: string;
  /** `country`: no city or region is known. */
  readonly kind: Row<'places'>['kind'] | 'country';
  /** The place comes from later press, not from coverage of the list itself. */
  readonly fromPress: boolean;
  readonly longitude: number;
  readonly latitude: number;
  readonly september: number;
  readonly traced: number;
  readonly sources: readonly string[];
}

/**
 * Where the mark of a country stands when no city is known: a point of ours, well inside the country and away from its marked cities.
 * It says "somewhere in this country" and nothing else.
 */
const neutralSpots: Readonly<Record<string, readonly [longitude: number, latitude: number]>> = {
  SRB: [20.9, 43.55],
  RUS: [34.6, 54.2],
};

/** Most stations first, then by country and name. */
function placeListings(dataset: Dataset): readonly PlaceListing[] {
  const inEurope = tracedStations(dataset).filter(
    (station) => dataset.get('countries', station.country).continent === 'Europe',
  );
  const keys = [...new Set(inEurope.map((station) => station.place ?? station.country))];
  return keys
    .map((key): PlaceListing => {
      const own = inEurope.filter((station) => (station.place ?? station.country) === key);
      const place = own[0]?.place ? dataset.get('places', own[0].place) : undefined;
      const country = dataset.get('countries', own[0]?.country ?? '');
      const spot = place ? [place.longitude, place.latitude] : neutralSpots[country.id];
      if (!spot)
        throw new Error(
          `europe-cities: ${country.name} has a station without a city: give it a neutral spot in src/charts/europe-cities.chart.ts`,
        );
      return {
        key,
        name: place?.name ?? country.name,
        country: country.id,
        countryName: country.name,
        kind: place?.kind ?? 'country',
        fromPress: own.some((station) => station.placeBasis !== null),
        longitude: spot[0] ?? 0,
        latitude: spot[1] ?? 0,
        september: stationCount(own.filter((station) => station.report === SEPTEMBER)),
        traced: stationCount(own),
        sources: own.flatMap((station) => station.sources),
      };
    })
    .sort(
      (a, b) =>
        b.traced - a.traced || a.countryName.localeCompare(b.countryName, 'en') || a.name.localeCompare(b.name, 'en'),
    );
}

export default defineChart<PlaceListing>({
  id: 'europe-cities',
  chapter: 'scale',
  order: 7,
  rows: placeListings,
  values: (rows, dataset, format) => {
    const placed = rows.filter((row) => row.kind !== 'country');
    const most = Math.max(...placed.map((row) => row.traced));
    const sum = (of: readonly PlaceListing[]) => of.reduce((total, row) => total + row.traced, 0);
    const named = (of: readonly PlaceListing[]) => format.list(of.map((row) => row.name));
    const between = placed.filter((row) => row.traced > 2 && row.traced < most);
    const severalUnplaced = rows.filter((row) => row.kind === 'country' && row.traced > 1);
    wordsHold('europe-cities', format, [
      {
        field: 'summary',
        says: '… each, … two each, the other one',
        holds: most > 2 && between.length === 0,
        found: `a most of ${most}; ${named(between)} between`,
      },
      {
        field: 'description',
        says: 'one in each',
        holds: severalUnplaced.length === 0,
        found: `several in ${named(severalUnplaced)} without a city`,
      },
    ]);
    return {
      europe: derivedFigure(dataset, 'traced-europe').value,
      placedStations: sum(placed),
      places: placed.length,
      singles: placed.filter((row) => row.traced === 1).length,
      most,
      mostNames: named(placed.filter((row) => row.traced === most)),
      secondNames: named(placed.filter((row) => row.traced === 2)),
      regions: named(placed.filter((row) => row.kind === 'region')),
      unplaced: sum(rows.filter((row) => row.kind === 'country')),
      unplacedNames: named(rows.filter((row) => row.kind === 'country')),
      countries: new Set(rows.map((row) => row.country)).size,
      traced: derivedFigure(dataset, 'traced-stations').value,
      notTraced: derivedFigure(dataset, 'not-traced-stations').value,
      notTracedCountries: derivedFigure(dataset, 'not-traced-countries').value,
    };
  },
  table: ({ rows, words, values }) => ({
    columns: [
      { key: 'place', kind: 'text' },
      { key: 'country', kind: 'text' },
      { key: 'kind', kind: 'text' },
      { key: 'september', kind: 'number' },
      { key: 'december', kind: 'number' },
    ],
    rows: rows.map((row) => [
      row.kind === 'country' ? words.text('labels.unplaced', { ...values, name: row.name }) : row.name,
      row.countryName,
      words.text(`labels.kind.${row.kind}`) + (row.fromPress ? `, ${words.text('labels.fromPress')}` : ''),
      row.september,
      row.traced,
    ]),
  }),
  draw: (input) => (input.frame.name === 'wide' ? drawWide(input) : drawNarrow(input)),
  claims: (_, dataset) => dataset.tables.reports.map((report) => report.claim),
  sources: (rows) => [...new Set(rows.flatMap((row) => row.sources))].sort(),
});

type Input = DrawInput<PlaceListing>;

interface Mark extends Disc {
  readonly row: PlaceListing;
}

/** Circles whose area grows with the number, moved apart where cities are close. */
const marksOf = (rows: readonly PlaceListing[], placement: MapPlacement, unit: number): readonly Mark[] =>
  moveApart(
    rows.map((row) => {
      const [x, y] = placeOnMap(projectEurope(row.longitude, row.latitude), placement);
      return { row, x, y, radius: unit * Math.sqrt(row.traced) };
    }),
    1.2,
  );

/** A place: filled. A region: dashed in the same ink. A country without a known city: dashed in the ink of what is not known. */
function drawMark({ row, x, y, radius }: Mark, { format, frame }: Pick<Input, 'format' | 'frame'>): string {
  const kind = row.kind === 'region' || row.kind === 'country' ? row.kind : 'city';
  const classes = {
    city: ['said ring', 'label--inverse'],
    region: ['hollow', 'label--said'],
    country: ['land outline-unknown', 'label--muted'],
  }[kind];
  return (
    element('circle', { class: classes[0], cx: x, cy: y, r: radius }) +
    text(x, y + frame.label * 0.35, format.number(row.traced), {
      class: `label label--strong ${classes[1]}`,
      'text-anchor': 'middle',
    })
  );
}

function labelOf(row: PlaceListing, { words, values, frame }: Pick<Input, 'words' | 'values' | 'frame'>): string {
  const named = { ...values, name: row.name };
  if (row.kind === 'region') return words.text('labels.region', named);
  // Narrow has no room for the words at the mark: its form and the key say them.
  if (row.kind === 'country' && frame.name === 'wide') return words.text('labels.unplaced', named);
  return row.name;
}

/** Names too long for one line beside their mark in the narrow picture. */
const brokenNames: ReadonlySet<string> = new Set(['esp-santiago-de-compostela']);

/** Names beside their marks, those with the least room around them first. */
function namesOf(marks: readonly Mark[], area: Box, input: Input, obstacles: readonly Box[] = []): string {
  const size = input.frame.label;
  const isBroken = ({ row }: Mark) => input.frame.name === 'narrow' && brokenNames.has(row.key);
  const broken = marks.filter(isBroken).map(({ row, x, y, radius }) => {
    const lines = wrapText(labelOf(row, input), size * 6, size);
    const lead = size * 1.15;
    const [left, top] = [x + radius + 4, y - (lines.length * lead) / 2];
    const box: Box = {
      x: left,
      y: top,
      width: Math.max(...lines.map((line) => textWidth(line, size))),
      height: lines.length * lead,
    };
    return { box, svg: textLines(left, top + size * 0.92, lines, lead, { class: 'label halo' }) };
  });
  const crowd = (mark: Mark) =>
    marks.reduce((sum, other) => sum + (other === mark ? 0 : 1 / Math.hypot(mark.x - other.x, mark.y - other.y)), 0);
  const requests = marks
    .filter((mark) => !isBroken(mark))
    .sort((a, b) => crowd(b) - crowd(a))
    .map(
      (mark): LabelRequest => ({
        key: mark.row.key,
        text: labelOf(mark.row, input),
        x: mark.x,
        y: mark.y,
        clear: mark.radius,
      }),
    );
  const placed = placeLabels(requests, size, area, [...obstacles, ...broken.map(({ box }) => box)]);
  return (
    broken.map(({ svg }) => svg).join('') +
    placed
      .map((label) =>
        text(label.labelX, label.labelY, label.text, {
          class: 'label halo',
          'text-anchor': label.anchor === 'start' ? undefined : label.anchor,
        }),
      )
      .join('')
  );
}

const listedCountries = (rows: readonly PlaceListing[]): ReadonlySet<string> => new Set(rows.map((row) => row.country));

/** The main part of the grid, from Portugal to the Black Sea; Madeira stands in a window of its own. */
const mainland: Box = { x: 218, y: 40, width: 800, height: 625 };
const madeira = 'prt-madeira';

/** A window on an island far from the rest, at the scale of the map. */
function islandWindow(input: Input, at: Box, scale: number, unit: number, key: string): string {
  const { rows, symbols } = input;
  const own = rows.filter((row) => row.key === madeira);
  const centre = projectEurope(own[0]?.longitude ?? 0, own[0]?.latitude ?? 0);
  const crop = {
    x: centre[0] - at.width / scale / 2,
    y: centre[1] - at.height / scale / 2,
    width: at.width / scale,
    height: at.height / scale,
  };
  const placement: MapPlacement = { crop, x: at.x, y: at.y, scale, key };
  // The island is smaller than its mark, which therefore stands beside it.
  const marks = marksOf(own, placement, unit).map((mark) => ({ ...mark, x: mark.x + mark.radius + 9, y: mark.y - 4 }));
  return (
    element('rect', { class: 'water', x: at.x, y: at.y, width: at.width, height: at.height }) +
    drawEurope(symbols, listedCountries(rows), placement) +
    element('rect', { class: 'leader', x: at.x, y: at.y, width: at.width, height: at.height }) +
    marks.map((mark) => drawMark(mark, input)).join('') +
    own
      .map((row) =>
        text(at.x + at.width / 2, at.y + at.height - 6, labelOf(row, input), {
          class: 'label',
          'text-anchor': 'middle',
        }),
      )
      .join('')
  );
}

/** What the three forms mean: in a row where there is room. */
function key(input: Input, top: number): { svg: string; height: number } {
  const { words, values, frame } = input;
  const size = frame.label;
  const indent = 22;
  let [x, y] = [0, top];
  const entries = [
    ['labels.keyCity', 'said'],
    ['labels.keyRegion', 'hollow'],
    ['labels.keyCountry', 'land outline-unknown'],
  ] as const;
  const parts = entries.map(([label, form]) => {
    const lines = wrapText(words.text(label, values), frame.width - indent, size);
    const width = indent + Math.max(...lines.map((line) => textWidth(line, size)));
    if (x > 0 && x + width > frame.width) [x, y] = [0, y + size * 1.55];
    const svg =
      element('circle', { class: form, cx: x + 8, cy: y - size * 0.33, r: 6.5 }) +
      textLines(x + indent, y, lines, size * 1.3, { class: 'label' });
    y += (lines.length - 1) * size * 1.3;
    x += width + 26;
    return svg;
  });
  return { svg: parts.join(''), height: y - top + size * 0.4 };
}

/** What is on no map, in words below the key. */
function hole(input: Input, top: number): { svg: string; height: number } {
  const { words, values, frame } = input;
  const above = frame.label * 1.3;
  const note = notTracedNote(
    input,
    `europe-cities-${frame.name}`,
    0,
    top + above,
    frame.width,
    words.text('labels.notTraced', values),
  );
  return { svg: note.svg, height: above + note.height - frame.label * 0.6 };
}

function drawWide(input: Input): Drawing {
  const { rows, symbols } = input;
  const placement: MapPlacement = { crop: mainland, x: 0, y: 0, scale: 1, key: 'europe-cities-wide' };
  const marks = marksOf(
    rows.filter((row) => row.key !== madeira),
    placement,
    8.5,
  );
  const window: Box = { x: 0, y: 553, width: 118, height: 72 };
  const names = namesOf(marks, { x: 2, y: 2, width: mainland.width - 4, height: mainland.height - 4 }, input, [window]);
  const legend = key(input, mainland.height + 26);
  const note = hole(input, mainland.height + 26 + legend.height);
  return {
    height: mainland.height + 26 + legend.height + note.height,
    content:
      drawEurope(symbols, listedCountries(rows), placement) +
      islandWindow(input, window, 1, 8.5, 'europe-cities-wide-island') +
      marks.map((mark) => drawMark(mark, input)).join('') +
      names +
      legend.svg +
      note.svg,
  };
}

/** Parts of the map that the narrow picture shows again below, larger. They do not overlap: Barcelona stands in the middle. */
const parts = {
  middle: { x: 432, y: 222, width: 350, height: 316 },
  southWest: { x: 222, y: 412, width: 207, height: 172 },
  southEast: { x: 786, y: 330, width: 222, height: 295 },
} as const satisfies Record<string, Box>;

const inside = (row: PlaceListing, box: Box): boolean => {
  const [x, y] = projectEurope(row.longitude, row.latitude);
  return x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
};

/** All of Europe with the outer places named; below it three parts enlarged, and Madeira. */
function drawNarrow(input: Input): Drawing {
  const { rows, symbols, frame, words, values } = input;
  const listed = listedCountries(rows);
  const shown = rows.filter((row) => row.key !== madeira);
  const enlarged = (row: PlaceListing) => Object.values(parts).some((box) => inside(row, box));
  const scale = frame.width / mainland.width;
  const height = mainland.height * scale;
  const overview: MapPlacement = { crop: mainland, x: 0, y: 0, scale, key: 'europe-cities-narrow' };
  const outer = marksOf(
    shown.filter((row) => !enlarged(row)),
    overview,
    7.5,
  );
  const dots = shown.filter(enlarged).map((row) => {
    const [cx, cy] = placeOnMap(projectEurope(row.longitude, row.latitude), overview);
    return row.kind === 'country' ? '' : element('circle', { class: 'said', cx, cy, r: 2.2 * Math.sqrt(row.traced) });
  });
  const frames = Object.values(parts).map((box): Box => {
    const [x, y] = placeOnMap([box.x, box.y], overview);
    return { x, y, width: box.width * scale, height: box.height * scale };
  });

  /** A part at a width, under its name. */
  const part = (name: keyof typeof parts, x: number, top: number, width: number): { svg: string; bottom: number } => {
    const box = parts[name];
    const placement: MapPlacement = {
      crop: box,
      x,
      y: top + 10,
      scale: width / box.width,
      key: `europe-cities-narrow-${name}`,
    };
    const area: Box = { x, y: top + 10, width, height: box.height * placement.scale };
    const marks = marksOf(
      shown.filter((row) => inside(row, box)),
      placement,
      8,
    );
    const svg =
      text(x, top, words.text(`labels.${name}`, values), { class: 'label label--strong' }) +
      drawEurope(symbols, listed, placement) +
      element('rect', { class: 'leader', ...area }) +
      marks.map((mark) => drawMark(mark, input)).join('') +
      namesOf(marks, { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }, input);
    return { svg, bottom: area.y + area.height };
  };
  const half = (frame.width - 8) / 2;
  const middle = part('middle', 0, height + 28, frame.width);
  const southWest = part('southWest', 0, middle.bottom + 28, half);
  const southEast = part('southEast', half + 8, middle.bottom + 28, half);
  const island: Box = { x: 0, y: southWest.bottom + 8, width: half, height: southEast.bottom - southWest.bottom - 8 };
  const legend = key(input, southEast.bottom + 28);
  const note = hole(input, southEast.bottom + 28 + legend.height);
  return {
    height: southEast.bottom + 28 + legend.height + note.height,
    content:
      drawEurope(symbols, listed, overview) +
      frames.map((box) => element('rect', { class: 'leader', ...box })).join('') +
      dots.join('') +
      outer.map((mark) => drawMark(mark, input)).join('') +
      namesOf(outer, { x: 1, y: 1, width: frame.width - 2, height: height - 2 }, input, frames) +
      middle.svg +
      southWest.svg +
      southEast.svg +
      islandWindow(input, island, half / parts.southWest.width, 8, 'europe-cities-narrow-island') +
      legend.svg +
      note.svg,
  };
}
