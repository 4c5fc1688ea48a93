import { type CountryListing, countryListings, decemberTotals } from '../dataset/country-listings.ts';
import { bureausListed, DECEMBER, derivedFigure, SEPTEMBER, tracedStations } from '../dataset/derived.ts';
import type { continents, Row } from '../dataset/schema.ts';
import { type DrawInput, defineChart } from './chart.ts';
import { wrapText } from './shared/labels.ts';
import { element, escapeXml, group, text, textLines } from './shared/svg.ts';
import { wordsHold } from './shared/words-hold.ts';
import { projectWorld, worldGrid } from './shared/world.ts';
import { classKey, drawListings, notTracedNote } from './shared/world-listings.ts';

type Continent = (typeof continents)[number];

/** A row has both counts, so that the two panels show the same countries in the same places. */
export default defineChart<CountryListing>({
  id: 'world-map-growth',
  chapter: 'scale',
  order: 2,
  rows: (dataset) => countryListings(dataset, DECEMBER),
  values: (rows, dataset, format) => {
    const figure = (name: string) => derivedFigure(dataset, name).value;
    const first = rows.filter((row) => row.september === 0 && row.december > 0);
    const more = rows.filter((row) => row.september > 0 && row.december > row.september);
    const firstBureaus = bureausListed(dataset, SEPTEMBER);
    const newBureaus = bureausListed(dataset, DECEMBER).filter((bureau) => !firstBureaus.includes(bureau));
    wordsHold('world-map-growth', format, [
      {
        field: 'description and notes',
        says: 'covers two police forces that the first did not',
        holds: newBureaus.length === 2,
        found: newBureaus.join(', ') || 'none',
      },
    ]);
    return {
      listedSeptember: figure('listed-september'),
      listedCountriesSeptember: figure('countries-september'),
      tracedSeptember: figure('traced-september'),
      countriesSeptember: figure('traced-countries-september'),
      notTracedSeptember: figure('not-traced-september'),
      notTracedCountriesSeptember: figure('not-traced-countries-september'),
      ...decemberTotals(dataset),
      added: figure('added-december'),
      newCountries: first.length,
      grownCountries: more.length,
      europeSeptember: continentCount(rows, 'Europe', 'september'),
    };
  },
  table: ({ rows, words }) => ({
    columns: [
      { key: 'country', kind: 'text' },
      { key: 'continent', kind: 'text' },
      { key: 'september', kind: 'number' },
      { key: 'december', kind: 'number' },
      { key: 'added', kind: 'number' },
      { key: 'precision', kind: 'text' },
      { key: 'matched', kind: 'number' },
    ],
    rows: [...rows]
      .sort((a, b) => b.december - a.december || a.name.localeCompare(b.name, 'en'))
      .map((row) => [
        row.name,
        row.continent,
        row.september,
        row.december,
        row.december - row.september,
        row.atLeast ? words.text('labels.atLeast') : null,
        row.matched || null,
      ]),
  }),
  draw: (input) => {
    const { rows, frame, words, values } = input;
    const size = frame.label;
    const wide = frame.name === 'wide';
    const gap = 16;
    const width = wide ? (frame.width - gap) / 2 : frame.width;
    const september = panel(
      input,
      'september',
      rows.filter((row) => row.september > 0).map((row) => ({ ...row, traced: row.september, matched: 0 })),
      0,
      0,
      width,
    );
    const december = panel(input, 'december', rows, wide ? width + gap : 0, wide ? 0 : september.height + 26, width);
    const keyY =
      (wide ? Math.max(september.height, december.height) : september.height + 26 + december.height) + size * 1.5;
    const key = classKey(input, 0, keyY, wide);
    // Narrow has no room for the hollow mark in the row of the classes: it stands below.
    const matchedY = keyY + size * 1.75;
    const matched = wide
      ? ''
      : element('circle', { class: 'hollow', cx: 7, cy: matchedY - size * 0.32, r: 4.5 }) +
        text(24, matchedY, words.text('labels.matchedKey', values), { class: 'label' });
    return { height: (wide ? keyY : matchedY) + size * 0.4, content: september.svg + december.svg + key.svg + matched };
  },
  countries: (rows) => rows,
  claims: (_, dataset) => dataset.tables.reports.map((report) => report.claim),
  sources: (_, dataset) =>
    [
      ...new Set(
        [...dataset.tables.reports, ...tracedStations(dataset)].flatMap(
          (row: Row<'reports'> | Row<'stations'>) => row.sources,
        ),
      ),
    ].sort(),
});

const continentCount = (rows: readonly CountryListing[], continent: string, report: 'september' | 'december'): number =>
  rows.filter((row) => row.continent === continent).reduce((sum, row) => sum + row[report], 0);

/** Names of the continents stand in the seas beside them, where they cover no country: longitude, latitude of the first line, anchor. */
const continentPlaces: Readonly<
  Record<Continent, { readonly at: readonly [number, number]; readonly anchor: 'start' | 'middle' | 'end' }>
> = {
  'North America': { at: [-121, 33], anchor: 'end' },
  'South America': { at: [-84, -9], anchor: 'end' },
  Europe: { at: [-13, 44], anchor: 'end' },
  Africa: { at: [5, -14], anchor: 'end' },
  Asia: { at: [79, -2], anchor: 'middle' },
  Oceania: { at: [109, -33], anchor: 'end' },
};

/** One map with its date, what share of the list it shows, traced stations by continent, and what is not on it. */
function panel(
  input: DrawInput<CountryListing>,
  report: 'september' | 'december',
  shown: readonly CountryListing[],
  x: number,
  y: number,
  width: number,
): { svg: string; height: number } {
  const { rows, frame, words, values, format } = input;
  const size = frame.label;
  const lead = size * 1.3;
  const scale = width / worldGrid.width;
  const key = `world-map-growth-${frame.name}-${report}`;
  const lines = wrapText(words.text(`labels.${report}Traced`, values), width, size);
  const mapY = y + size + lines.length * lead + 12;
  const title =
    text(x, y + size, words.text(`labels.${report}Title`, values), { class: 'label label--strong' }) +
    textLines(x, y + size + lead, lines, lead, { class: 'label' });
  const listed = new Set(rows.map((row) => row.country));
  const map = drawListings(shown, listed, input, { x, y: mapY, scale, key });
  const labels = (Object.entries(continentPlaces) as [Continent, (typeof continentPlaces)[Continent]][]).map(
    ([continent, { at, anchor }]) => {
      const [px, py] = projectWorld(at[0], at[1]);
      const [labelX, labelY] = [x + px * scale, mapY + py * scale];
      const count = format.number(continentCount(rows, continent, report));
      // A word a line and the number below: the open Pacific is narrower than "North America 11".
      const spans = [...continent.split(' '), count].map((part, index, all) =>
        element(
          'tspan',
          {
            x: labelX,
            dy: index === 0 ? undefined : size * 1.1,
            class: index === all.length - 1 ? 'label--strong' : undefined,
          },
          escapeXml(part),
        ),
      );
      return element(
        'text',
        { y: labelY, class: 'label halo', 'text-anchor': anchor === 'start' ? undefined : anchor },
        spans.join(''),
      );
    },
  );
  const noteY = mapY + worldGrid.height * scale + size * 1.6;
  const note = notTracedNote(input, key, x, noteY, width, words.text(`labels.${report}NotTraced`, values));
  return {
    svg: title + group({ class: 'map' }, map + labels.join('')) + note.svg,
    height: noteY + note.height - size * 0.6 - y,
  };
}
