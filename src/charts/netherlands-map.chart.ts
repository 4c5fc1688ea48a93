import provinces from '../../data/geo/netherlands-provinces.topo.json' with { type: 'json' };
import type { Dataset } from '../dataset/dataset.ts';
import type { Row } from '../dataset/schema.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { type Annotation, annotate, type Paragraph } from './shared/annotation.ts';
import { checkBoxes, type MapPlacement, placeOnMap, regionalMap } from './shared/regional-map.ts';
import { element, text } from './shared/svg.ts';
import { wordsHold } from './shared/words-hold.ts';

/** A city with a listed office: what was said of it and what was found later. */
interface CityOffice {
  readonly place: string;
  readonly city: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly listed: number;
  /** Bureau, as the group lists it. */
  readonly bureau: string;
  /** Since when the office is reported, and the claim that says so. */
  readonly since: string;
  readonly report: string;
  readonly finding: Row<'place_findings'>['finding'];
  readonly foundOn: string;
  readonly findingClaim: string | null;
  readonly sources: readonly string[];
}

/** The claim that reports each office: bureau and beginning differ from city to city, so each city has its own. */
const reportOf: Readonly<Record<string, string>> = { 'nld-amsterdam': 'nl-04', 'nld-rotterdam': 'nl-05' };

function cityOffices(dataset: Dataset): readonly CityOffice[] {
  return dataset.tables.place_findings
    .filter((row) => dataset.get('places', row.place).country === 'NLD')
    .map((row) => {
      const place = dataset.get('places', row.place);
      const report = dataset.get('claims', reportOf[row.place] ?? '');
      const stations = dataset.tables.stations.filter(
        (station) => station.place === row.place && station.listing === 'report',
      );
      const bureau = stations[0]?.operator ? dataset.get('operators', stations[0].operator).name : '';
      if (!bureau || !report.date)
        throw new Error(
          `netherlands-map: ${row.place} needs a bureau in data/stations.json and a date in claim ${report.id}`,
        );
      return {
        place: row.place,
        city: place.name,
        longitude: place.longitude,
        latitude: place.latitude,
        listed: row.listed,
        bureau,
        since: report.date,
        report: report.id,
        finding: row.finding,
        foundOn: row.asOf,
        findingClaim: row.claim,
        sources: [...row.sources, ...report.sources, ...stations.flatMap((station) => station.sources)],
      };
    });
}

/** Grid in units of the wide picture: the provinces, a little Germany and Belgium, and the sea in the west, where the texts stand. */
const map = regionalMap({
  id: 'netherlands',
  file: provinces,
  regions: 'provinces',
  water: 'water',
  width: 470,
  height: 480,
  home: { x: 70, y: 10, width: 390, height: 460 },
  parallels: [51.2, 53],
  meridian: 5.3,
});

/** Names of neighbours, for orientation. */
const neighbours = [
  { key: 'germany', longitude: 6.78, latitude: 51.35 },
  { key: 'belgium', longitude: 4.6, latitude: 51.1 },
] as const;

export default defineChart<CityOffice>({
  id: 'netherlands-map',
  chapter: 'netherlands',
  order: 1,
  rows: cityOffices,
  values: (rows, _, format) => {
    const of = (place: string) => rows.find((row) => row.place === place);
    const [amsterdam, rotterdam] = [of('nld-amsterdam'), of('nld-rotterdam')];
    if (!amsterdam || !rotterdam)
      throw new Error('netherlands-map: data/place_findings.json has no row for Amsterdam or Rotterdam');
    wordsHold('netherlands-map', format, [
      {
        field: 'headline, description and labels',
        says: 'in Amsterdam no physical location was found; in Rotterdam closed, without a public finding',
        holds: amsterdam.finding === 'no-location-found' && rotterdam.finding === 'closed-no-public-finding',
        found: `Amsterdam ${amsterdam.finding}, Rotterdam ${rotterdam.finding}`,
      },
      {
        field: 'summary',
        says: 'offices in Amsterdam and in Rotterdam',
        holds: rows.length === 2,
        found: rows.map((row) => row.city).join(', '),
      },
    ]);
    return {
      listed: rows.reduce((sum, row) => sum + row.listed, 0),
      amsterdamBureau: amsterdam.bureau,
      amsterdamListed: amsterdam.listed,
      amsterdamSince: format.date(amsterdam.since),
      amsterdamFound: format.date(amsterdam.foundOn),
      rotterdamBureau: rotterdam.bureau,
      rotterdamListed: rotterdam.listed,
      rotterdamSince: format.date(rotterdam.since),
      rotterdamFound: format.date(rotterdam.foundOn),
    };
  },
  table: ({ rows, words, values, format }) => ({
    columns: [
      { key: 'city', kind: 'text' },
      { key: 'listed', kind: 'number' },
      { key: 'bureau', kind: 'text' },
      { key: 'reported', kind: 'text' },
      { key: 'since', kind: 'text' },
      { key: 'finding', kind: 'text' },
      { key: 'foundOn', kind: 'text' },
    ],
    rows: rows.map((row) => [
      row.city,
      row.listed,
      row.bureau,
      words.text(`labels.reported.${row.place}`, values),
      format.date(row.since),
      words.text(`labels.finding.${row.finding}`, values),
      format.date(row.foundOn),
    ]),
  }),
  draw: (input) => (input.frame.name === 'wide' ? drawWide(input) : drawNarrow(input)),
  claims: (rows) => [...new Set(['nl-01', ...rows.flatMap((row) => [row.report, row.findingClaim ?? []].flat())])],
  sources: (rows) => [...new Set(rows.flatMap((row) => row.sources))].sort(),
});

/** What stands beside a city: who listed and reported what, then the later finding with its date, then what we did not find. */
function paragraphsOf(
  row: CityOffice,
  { words, values }: Pick<DrawInput<CityOffice>, 'words' | 'values'>,
): readonly Paragraph[] {
  const unknown = `labels.unknown.${row.finding}`;
  return [
    { kind: 'title', text: row.city },
    { kind: 'said', text: words.text(`labels.said.${row.place}`, values) },
    { kind: 'answered', text: words.text(`labels.answered.${row.place}`, values) },
    ...(words.has(unknown) ? [{ kind: 'unknown' as const, text: words.text(unknown, values) }] : []),
  ];
}

const radius = 7;

/** Provinces, and names of the neighbours for orientation. */
function base({ symbols, words, values }: DrawInput<CityOffice>, placement: MapPlacement): string {
  const names = neighbours.map(({ key, longitude, latitude }) => {
    const [x, y] = placeOnMap(map.project(longitude, latitude), placement);
    return text(x, y, words.text(`labels.${key}`, values), { class: 'label label--muted', 'text-anchor': 'middle' });
  });
  return map.draw(symbols, placement) + names.join('');
}

const mark = ([cx, cy]: readonly [number, number]): string =>
  element('circle', { class: 'said ring', cx, cy, r: radius });

const pointOf = (row: CityOffice, placement: MapPlacement) =>
  placeOnMap(map.project(row.longitude, row.latitude), placement);

/** Texts in the west, on the paper of the sea, each led to its city. */
function drawWide(input: DrawInput<CityOffice>): Drawing {
  const { rows, frame } = input;
  const height = 480;
  const placement: MapPlacement = {
    crop: { x: 0, y: 0, width: 470, height },
    x: 330,
    y: 0,
    scale: 1,
    key: 'netherlands-map-wide',
  };
  const tops = [66, 268];
  const notes = rows.map((row, index) =>
    annotate(paragraphsOf(row, input), frame, { x: 0, y: tops[index] ?? 0, width: 310 }),
  );
  checkBoxes(
    notes.map((note, index) => ({ ...note.box, name: rows[index]?.city ?? '' })),
    { x: 0, y: 0, width: frame.width, height },
  );
  const leaders = rows.map((row, index) => leader(notes[index], pointOf(row, placement)));
  return {
    height,
    content:
      base(input, placement) +
      leaders.join('') +
      rows.map((row) => mark(pointOf(row, placement))).join('') +
      notes.map((note) => note.svg).join(''),
  };
}

/** From the end of a title level over the sea, then down to the mark's edge. */
function leader(note: Annotation | undefined, [x, y]: readonly [number, number]): string {
  if (!note) return '';
  const knee = Math.min(x - radius - 12, x - (y - note.titleMiddle) * 0.8 - 12);
  const distance = Math.hypot(x - knee, y - note.titleMiddle);
  const reach = (distance - radius - 2) / distance;
  const [endX, endY] = [knee + (x - knee) * reach, note.titleMiddle + (y - note.titleMiddle) * reach];
  return element('path', {
    class: 'leader',
    d: `M${Math.round(note.titleEnd + 8)} ${Math.round(note.titleMiddle)}H${Math.round(knee)}L${Math.round(endX)} ${Math.round(endY)}`,
  });
}

/** The map with the names of the cities, then the texts below it. */
function drawNarrow(input: DrawInput<CityOffice>): Drawing {
  const { rows, frame } = input;
  const crop = { x: 48, y: 4, width: 416, height: 470 };
  const scale = frame.width / crop.width;
  const placement: MapPlacement = { crop, x: 0, y: 0, scale, key: 'netherlands-map-narrow' };
  const names = rows.map((row) => {
    const [x, y] = pointOf(row, placement);
    return text(x - radius - 5, y + frame.label * 0.34, row.city, {
      class: 'label label--strong halo',
      'text-anchor': 'end',
    });
  });
  let y = crop.height * scale + 20;
  const notes = rows.map((row) => {
    const note = annotate(paragraphsOf(row, input), frame, { x: 0, y, width: frame.width });
    y += note.box.height + 20;
    return note.svg;
  });
  return {
    height: y - 16,
    content:
      base(input, placement) +
      rows.map((row) => mark(pointOf(row, placement))).join('') +
      names.join('') +
      notes.join(''),
  };
}
