import regions from '../../data/geo/italy-regions.topo.json' with { type: 'json' };
import type { Dataset } from '../dataset/dataset.ts';
import type { Row } from '../dataset/schema.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { type Annotation, annotate, type Paragraph } from './shared/annotation.ts';
import { placeLabels, textWidth } from './shared/labels.ts';
import { checkBoxes, type Disc, type MapPlacement, moveApart, placeOnMap, regionalMap } from './shared/regional-map.ts';
import { element, text } from './shared/svg.ts';
import { wordsHold } from './shared/words-hold.ts';

/** A city or region with listed offices, and what the interior minister said of it. */
interface PlaceListing {
  readonly place: string;
  readonly name: string;
  /** A region stands for an office whose city is not named. */
  readonly kind: 'city' | 'region';
  readonly longitude: number;
  readonly latitude: number;
  readonly listed: number;
  readonly listedBy: string;
  readonly finding: Row<'place_findings'>['finding'];
  readonly foundOn: string;
  readonly sources: readonly string[];
}

/** Most offices first, then from north to south. */
function placeListings(dataset: Dataset): readonly PlaceListing[] {
  return dataset.tables.place_findings
    .filter((row) => dataset.get('places', row.place).country === 'ITA')
    .map((row): PlaceListing => {
      const place = dataset.get('places', row.place);
      return {
        place: row.place,
        name: place.name,
        kind: place.kind === 'region' ? 'region' : 'city',
        longitude: place.longitude,
        latitude: place.latitude,
        listed: row.listed,
        listedBy: row.listedBy,
        finding: row.finding,
        foundOn: row.asOf,
        sources: row.sources,
      };
    })
    .sort((a, b) => b.listed - a.listed || b.latitude - a.latitude);
}

/** The minister's words on Prato, with the number of requests found there. */
const pratoClaim = 'it-24';

/** Grid in units of the wide picture: Italy in the middle, texts left and right of it. */
const grid = { width: 800, height: 580 } as const;
const map = regionalMap({
  id: 'italy',
  file: regions,
  regions: 'regions',
  ...grid,
  home: { x: 150, y: 10, width: 500, height: 560 },
  parallels: [38, 45],
  meridian: 12.3,
});

export default defineChart<PlaceListing>({
  id: 'italy-map',
  chapter: 'italy',
  order: 1,
  rows: placeListings,
  values: (rows, dataset, format) => {
    const sum = (of: readonly PlaceListing[]) => of.reduce((total, row) => total + row.listed, 0);
    const having = (finding: PlaceListing['finding']) => rows.filter((row) => row.finding === finding);
    const days = new Set(rows.filter((row) => row.finding !== 'not-mentioned').map((row) => row.foundOn));
    const found = rows.map((row) => `${row.name} ${row.finding}`).join(', ');
    wordsHold('italy-map', format, [
      {
        field: 'headline and description',
        says: 'one desk, already stopped; a centre under examination',
        holds: having('stopped').length === 1 && having('under-examination').length === 1,
        found,
      },
      {
        field: 'dek',
        says: 'what the minister told parliament of each place on one day',
        holds: days.size === 1,
        found: [...days].join(', '),
      },
      {
        field: 'description',
        says: 'where no city was named',
        holds: having('not-mentioned').every((row) => row.kind === 'region') && having('not-mentioned').length > 0,
        found,
      },
      {
        field: 'notes',
        says: 'no similar case in four other cities',
        holds: having('no-case-known').length === 4,
        found,
      },
    ]);
    const named = (finding: PlaceListing['finding']) => format.list(having(finding).map((row) => row.name));
    return {
      listed: sum(rows),
      cities: rows.filter((row) => row.kind === 'city').length,
      first: rows[0]?.name ?? '',
      firstCount: rows[0]?.listed ?? 0,
      counts: rows.map((row) => `${row.name} ${format.number(row.listed)}`).join(', '),
      stopped: named('stopped'),
      examined: named('under-examination'),
      noCase: named('no-case-known'),
      notMentioned: named('not-mentioned'),
      requests: dataset.get('claims', pratoClaim).value ?? 0,
      spokeOn: format.date(rows[0]?.foundOn ?? ''),
    };
  },
  table: ({ rows, words, values, format }) => ({
    columns: [
      { key: 'place', kind: 'text' },
      { key: 'kind', kind: 'text' },
      { key: 'listed', kind: 'number' },
      { key: 'finding', kind: 'text' },
      { key: 'foundOn', kind: 'text' },
    ],
    rows: rows.map((row) => [
      row.name,
      words.text(`labels.kind.${row.kind}`),
      row.listed,
      words.text(`labels.finding.${row.finding}`, values),
      row.finding === 'not-mentioned' ? null : format.date(row.foundOn),
    ]),
  }),
  draw: (input) => (input.frame.name === 'wide' ? drawWide(input) : drawNarrow(input)),
  claims: (rows) => [...new Set([...rows.map((row) => row.listedBy), 'it-04'])],
  sources: (rows, dataset) =>
    [
      ...new Set([
        ...rows.flatMap((row) => row.sources),
        ...dataset.get('claims', pratoClaim).sources,
        ...dataset.get('claims', 'it-25').sources,
      ]),
    ].sort(),
});

interface Mark extends Disc {
  readonly row: PlaceListing;
}

/** Circles whose area grows with the number of offices, moved apart where cities are close. */
const marksOf = (rows: readonly PlaceListing[], placement: MapPlacement): readonly Mark[] =>
  moveApart(
    rows.map((row) => {
      const [x, y] = placeOnMap(map.project(row.longitude, row.latitude), placement);
      return { row, x, y, radius: 8.5 * Math.sqrt(row.listed) };
    }),
    1.5,
  );

/** A city: a filled circle. A region without a named city: a dashed one, and the region's own outline dashed. */
function drawMark(
  { row, x, y, radius }: Mark,
  { format, frame }: Pick<DrawInput<PlaceListing>, 'format' | 'frame'>,
): string {
  const circle =
    row.kind === 'city'
      ? element('circle', { class: 'said ring', cx: x, cy: y, r: radius })
      : element('circle', { class: 'hollow', cx: x, cy: y, r: radius });
  return (
    circle +
    text(x, y + frame.label * 0.35, format.number(row.listed), {
      class: row.kind === 'city' ? 'label label--strong label--inverse' : 'label label--strong label--said',
      'text-anchor': 'middle',
    })
  );
}

function base(input: DrawInput<PlaceListing>, placement: MapPlacement): string {
  const outlines = input.rows.filter((row) => row.kind === 'region').map((row) => map.outline(row.name, placement));
  return map.draw(input.symbols, placement) + outlines.join('');
}

const findingParagraph = (
  row: PlaceListing,
  { words, values }: Pick<DrawInput<PlaceListing>, 'words' | 'values'>,
): Paragraph => ({
  kind: row.finding === 'not-mentioned' ? 'unknown' : 'answered',
  text: words.text(`labels.finding.${row.finding}`, values),
});

/** Where the text of each place stands in the wide picture: level with its mark where there is room. */
const spots: Readonly<Record<string, { x: number; y: number; width: number }>> = {
  'ita-milan': { x: 0, y: 78, width: 165 },
  'ita-prato': { x: 0, y: 160, width: 165 },
  'ita-rome': { x: 0, y: 276, width: 165 },
  'ita-bolzano': { x: 590, y: 30, width: 210 },
  'ita-venice': { x: 590, y: 106, width: 210 },
  'ita-florence': { x: 590, y: 182, width: 210 },
  'ita-sicily': { x: 590, y: 458, width: 210 },
};

function drawWide(input: DrawInput<PlaceListing>): Drawing {
  const { rows, frame, words, values } = input;
  const placement: MapPlacement = { crop: { x: 0, y: 0, ...grid }, x: 0, y: 0, scale: 1, key: 'italy-map-wide' };
  const marks = marksOf(rows, placement);
  const notes = marks.map(({ row }) => {
    const spot = spots[row.place];
    if (!spot)
      throw new Error(`italy-map: ${row.place} has no spot for its text in src/charts/italy-map.chart.ts: add one`);
    const title = row.kind === 'region' ? words.text('labels.regionTitle', { ...values, name: row.name }) : row.name;
    return annotate([{ kind: 'title', text: title }, findingParagraph(row, input)], frame, { ...spot, halo: true });
  });
  checkBoxes(
    notes.map((note, index) => ({ ...note.box, name: rows[index]?.name ?? '' })),
    { x: 0, y: 0, ...grid },
  );
  const leaders = marks.map((mark, index) => leader(mark, notes[index]));
  const key = keyLines(input, grid.height + 22);
  return {
    height: grid.height + 22 + key.height,
    content:
      base(input, placement) +
      leaders.join('') +
      marks.map((mark) => drawMark(mark, input)).join('') +
      notes.map((note) => note.svg).join('') +
      key.svg,
  };
}

/** From the title of a text, level for a while, then to the edge of the mark. */
function leader({ x, y, radius }: Mark, note: Annotation | undefined): string {
  if (!note) return '';
  const start = note.box.x < x ? note.titleEnd + 8 : note.box.x - 8;
  const towards = note.box.x < x ? 1 : -1;
  const knee = x - towards * (radius + 16 + Math.abs(y - note.titleMiddle) * 0.9);
  const distance = Math.hypot(x - knee, y - note.titleMiddle);
  const reach = (distance - radius - 1.5) / distance;
  const [endX, endY] = [knee + (x - knee) * reach, note.titleMiddle + (y - note.titleMiddle) * reach];
  return element('path', {
    class: 'leader',
    d: `M${Math.round(start)} ${Math.round(note.titleMiddle)}H${Math.round(knee)}L${Math.round(endX)} ${Math.round(endY)}`,
  });
}

/** What the forms mean: one line each when narrow, side by side when wide. */
function keyLines({ words, values, frame }: DrawInput<PlaceListing>, top: number): { svg: string; height: number } {
  const size = frame.label;
  const middle = (y: number) => y - size * 0.33;
  const entries = [
    {
      label: words.text('labels.keyListed', values),
      mark: (x: number, y: number) => element('circle', { class: 'said', cx: x + 7, cy: middle(y), r: 7 }),
    },
    {
      label: words.text('labels.keyRegion', values),
      mark: (x: number, y: number) => element('circle', { class: 'hollow', cx: x + 7, cy: middle(y), r: 6 }),
    },
    {
      label: words.text('labels.keyFinding', values),
      mark: (x: number, y: number) =>
        element('rect', { class: 'answered', x: x + 5, y: y - size * 0.9, width: 3, height: size * 1.15 }),
    },
  ];
  let [x, y] = [0, top];
  const parts = entries.map(({ label, mark }, index) => {
    const width = 22 + textWidth(label, size) + 20;
    if (index > 0 && x + width - 20 > frame.width) [x, y] = [0, y + size * 1.5];
    const svg = mark(x, y) + text(x + 22, y, label, { class: 'label' });
    x += width;
    return svg;
  });
  return { svg: parts.join(''), height: y - top + 6 };
}

/** The map with names at the marks, and below it what was said, place by place in groups of the same finding. */
function drawNarrow(input: DrawInput<PlaceListing>): Drawing {
  const { rows, frame, words, values } = input;
  const crop = { x: 172, y: 2, width: 452, height: 572 };
  const scale = frame.width / crop.width;
  const placement: MapPlacement = { crop, x: 0, y: 0, scale, key: 'italy-map-narrow' };
  const marks = marksOf(rows, placement);
  const height = crop.height * scale;
  const names = placeLabels(
    marks.map(({ row, x, y, radius }) => ({ key: row.place, text: row.name, x, y, clear: radius })),
    frame.label,
    { x: 0, y: 0, width: frame.width, height },
  ).map((label) =>
    text(label.labelX, label.labelY, label.text, {
      class: 'label label--strong halo',
      'text-anchor': label.anchor === 'start' ? undefined : label.anchor,
    }),
  );
  const key = keyLines(input, height + 24);
  let y = height + 24 + key.height + 18;
  const findings = [...new Set(rows.map((row) => row.finding))];
  const notes = findings.map((finding) => {
    const of = rows.filter((row) => row.finding === finding);
    const first = of[0];
    if (!first) return '';
    const note = annotate(
      [
        {
          kind: 'title',
          text: of
            .map((row) =>
              row.kind === 'region' ? words.text('labels.regionTitle', { ...values, name: row.name }) : row.name,
            )
            .join(', '),
        },
        findingParagraph(first, input),
      ],
      frame,
      { x: 0, y, width: frame.width },
    );
    y += note.box.height + 12;
    return note.svg;
  });
  return {
    height: y - 8,
    content:
      base(input, placement) +
      marks.map((mark) => drawMark(mark, input)).join('') +
      names.join('') +
      key.svg +
      notes.join(''),
  };
}
