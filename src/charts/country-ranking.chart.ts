import { type CountryListing, countryListings } from '../dataset/country-listings.ts';
import { DECEMBER, derivedFigure, stationCount, tracedStations } from '../dataset/derived.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { textWidth, wrapText } from './shared/labels.ts';
import { element, escapeXml, text, textLines } from './shared/svg.ts';
import { squares, type UnitGrid } from './shared/unit-marks.ts';
import { wordsHold } from './shared/words-hold.ts';
import { notTracedNote } from './shared/world-listings.ts';

/** Most traced first; among equals by name, so that no order is suggested that the records do not bear. */
const byTraced = (a: CountryListing, b: CountryListing) => b.traced - a.traced || a.name.localeCompare(b.name, 'en');

/**
 * Listings by country. Bars for countries with two or more, split into September (solid) and what December added (light with an edge);
 * bars of their own below for countries with a matched listing; the many with one as names, so that the order is not drowned.
 */
export default defineChart<CountryListing>({
  id: 'country-ranking',
  chapter: 'scale',
  order: 3,
  rows: (dataset) => [...countryListings(dataset, DECEMBER)].sort(byTraced),
  values: (rows, dataset, format) => {
    const figure = (name: string) => derivedFigure(dataset, name).value;
    const [first, second, third] = rows;
    const { bars, singles } = parts(rows);
    wordsHold('country-ranking', format, [
      {
        field: 'headline',
        says: 'listed most often',
        holds: (first?.traced ?? 0) > (second?.traced ?? 0),
        found: `${first?.name} and ${second?.name} with ${first?.traced} each`,
      },
      {
        field: 'description',
        says: 'all … of the second were listed in September',
        holds: second?.september === second?.traced,
        found: `${second?.name} with ${second?.september} in September and ${second?.traced} in December`,
      },
    ]);
    return {
      traced: figure('traced-stations'),
      countries: figure('traced-countries'),
      listed: figure('listed-december'),
      listedCountries: figure('countries-december'),
      notTraced: figure('not-traced-stations'),
      notTracedCountries: figure('not-traced-countries'),
      matched: figure('matched-stations'),
      matchedIn: rows.filter((row) => row.matched > 0).length,
      tracedSeptember: figure('traced-september'),
      // Traced stations only: what we matched is told apart.
      addedTraced: stationCount(tracedStations(dataset)) - figure('traced-september'),
      first: first?.name ?? '',
      firstCount: first?.traced ?? 0,
      firstSeptember: first?.september ?? 0,
      firstAdded: added(first),
      second: second?.name ?? '',
      secondCount: second?.traced ?? 0,
      third: third?.name ?? '',
      thirdCount: third?.traced ?? 0,
      bars: bars.length,
      singles: singles.length,
      ones: rows.filter((row) => row.traced === 1).length,
      lowest: rows.filter((row) => row.atLeast).length,
    };
  },
  table: ({ rows, words }) => ({
    columns: [
      { key: 'country', kind: 'text' },
      { key: 'continent', kind: 'text' },
      { key: 'traced', kind: 'number' },
      { key: 'september', kind: 'number' },
      { key: 'added', kind: 'number' },
      { key: 'precision', kind: 'text' },
      { key: 'matched', kind: 'number' },
    ],
    rows: rows.map((row) => [
      row.name,
      row.continent,
      row.traced,
      row.september,
      added(row),
      words.text(row.traced === 0 ? 'labels.none' : row.atLeast ? 'labels.atLeast' : 'labels.exact'),
      row.matched || null,
    ]),
  }),
  draw: (input) => (input.frame.name === 'wide' ? drawWide(input) : drawNarrow(input)),
  claims: (_, dataset) => [
    ...dataset.tables.reports.map((report) => report.claim),
    ...derivedFigure(dataset, 'italy-added-december').claims,
  ],
  sources: (_, dataset) =>
    [...new Set([...dataset.tables.reports, ...dataset.tables.stations].flatMap((row) => row.sources))].sort(),
});

const added = (row: CountryListing | undefined): number => (row ? row.traced - row.september : 0);

/** Who gets a bar in the order, a bar among the matched, or a name. Everybody is in exactly one of the three. */
function parts(rows: readonly CountryListing[]) {
  const matched = rows
    .filter((row) => row.matched > 0)
    .sort((a, b) => b.traced + b.matched - a.traced - a.matched || byTraced(a, b));
  const rest = rows.filter((row) => row.matched === 0);
  return { bars: rest.filter((row) => row.traced >= 2), matched, singles: rest.filter((row) => row.traced < 2) };
}

type Input = DrawInput<CountryListing>;

/** The bar of a country: September solid, December light with an edge, matched hollow; a gap of two units divides them. */
function bar(row: CountryListing, x: number, y: number, unit: number, height: number): string {
  const segments: readonly [string, number, number][] = [
    ['said', row.september, 0],
    ['said-light', added(row), 0.7],
    ['hollow', row.matched, 0.9],
  ];
  let at = x;
  return segments
    .map(([kind, count, inset]) => {
      if (count === 0) return '';
      const svg = element('rect', {
        class: kind,
        x: at + inset + (at > x ? 2 : 0),
        y: y + inset,
        width: count * unit - inset * 2 - (at > x ? 2 : 0),
        height: height - inset * 2,
      });
      at += count * unit;
      return svg;
    })
    .join('');
}

/** What stands after a bar or a name: the traced count, with ≥ for a lowest possible one, and what we matched in words. */
const total = (row: CountryListing, { words, format }: Input): string => {
  const traced = row.traced > 0 ? `${row.atLeast ? '≥\u2009' : ''}${format.number(row.traced)}` : '';
  const matched = row.matched > 0 ? words.text('labels.matched', { matched: row.matched }) : '';
  return [traced, matched].filter(Boolean).join(' + ');
};

/** Names with a mark each, by continent, set like words in lines. Largest group first. */
function names(
  input: Input,
  singles: readonly CountryListing[],
  x: number,
  y: number,
  width: number,
): { svg: string; height: number } {
  const { words, values } = input;
  const size = input.frame.label;
  const lead = Math.round(size * 1.5);
  const heading = wrapText(words.text('labels.singles', values), width, size, true);
  let svg = textLines(x, y, heading, size * 1.3, { class: 'label label--strong' });
  let at = y + (heading.length - 1) * size * 1.3;
  const grid: UnitGrid = { x: 0, y: 0, perRow: 1, pitch: 10, size: 10 };
  const markOf = (kind: 'said' | 'said-light', markX: number, baseline: number) =>
    element('path', {
      class: kind,
      d: squares(1, { ...grid, x: markX, y: baseline - size * 0.36 - 5 }, kind === 'said' ? 0 : 0.7),
    });
  const key: readonly ['said' | 'said-light', string][] = [
    ['said', words.text('labels.inSeptember', values)],
    ['said-light', words.text('labels.addedDecember', values)],
  ];
  for (const [kind, label] of key) {
    at += lead;
    svg += markOf(kind, x, at) + text(x + 15, at, label, { class: 'label label--muted' });
  }
  const continents = [...new Set(singles.map((row) => row.continent))]
    .map((continent) => ({ continent, own: singles.filter((row) => row.continent === continent) }))
    .sort((a, b) => b.own.length - a.own.length || a.continent.localeCompare(b.continent, 'en'));
  for (const { continent, own } of continents) {
    at += lead + 7;
    svg += text(x, at, continent, { class: 'label label--strong' });
    at += lead;
    let left = x;
    for (const row of own) {
      const label = row.atLeast ? `${row.name} ${total(row, input)}` : row.name;
      const needed = 15 + textWidth(label, size);
      if (left > x && left + needed > x + width) {
        left = x;
        at += lead;
      }
      svg +=
        markOf(row.september > 0 ? 'said' : 'said-light', left, at) + text(left + 15, at, label, { class: 'label' });
      left += needed + 13;
    }
  }
  const lowest = wrapText(words.text('labels.lowest', values), width, size);
  at += lead + 9;
  svg += textLines(x, at, lowest, size * 1.3, { class: 'label label--muted' });
  return { svg, height: at + (lowest.length - 1) * size * 1.3 - y };
}

/** Names left of the bars, parts written into them; the countries with one stand where the shorter bars leave room. */
function drawWide(input: Input): Drawing {
  const { rows, frame, words, values, format } = input;
  const { bars, matched, singles } = parts(rows);
  const size = frame.label;
  const [left, unit, pitch, height] = [156, 40, 26, 18];
  const [first] = bars;
  const heads = first
    ? segmentLabels(input, left, first.september * unit, added(first) * unit)
    : { svg: () => '', lines: 0 };
  const top = size * (1 + (heads.lines - 1) * 1.2) + 9;
  let svg = heads.svg(size);
  const drawRow = (row: CountryListing, y: number) => {
    svg +=
      text(left - 9, y + height / 2 + size * 0.34, row.name, { class: 'label', 'text-anchor': 'end' }) +
      bar(row, left, y, unit, height);
    const middle = y + height / 2 + size * 0.35;
    if (row.matched === 0 && added(row) > 0) {
      if (row.september > 0)
        svg += text(left + (row.september * unit) / 2, middle, format.number(row.september), {
          class: 'label label--inverse',
          'text-anchor': 'middle',
        });
      svg += text(
        left + (row.september + added(row) / 2) * unit + 1,
        middle,
        words.text('labels.added', { added: added(row) }),
        { class: 'label', 'text-anchor': 'middle' },
      );
    }
    svg += text(left + (row.traced + row.matched) * unit + 8, middle, total(row, input), {
      class: row.traced > 0 ? 'label label--strong' : 'label',
    });
  };
  for (const [index, row] of bars.entries()) drawRow(row, top + index * pitch);
  const matchedTop = top + bars.length * pitch + 34;
  svg += text(left, matchedTop - 10, words.text('labels.matchedHeading', values), { class: 'label label--strong' });
  for (const [index, row] of matched.entries()) drawRow(row, matchedTop + index * pitch);
  const bottom = matchedTop + matched.length * pitch - (pitch - height);
  const baseline = [
    [top, top + bars.length * pitch],
    [matchedTop, matchedTop + matched.length * pitch],
  ]
    .map(([from = 0, to = 0]) =>
      element('path', { class: 'baseline', d: `M${left} ${from - 3}V${to - (pitch - height) + 3}` }),
    )
    .join('');
  // The list begins beside the first bar that is short enough to leave it room.
  const listX = 482;
  const clear = bars.findIndex((row) => left + row.traced * unit + 30 < listX);
  const listY = top + clear * pitch + size;
  const list = names(input, singles, listX, listY, frame.width - listX);
  const rule = element('path', { class: 'rule', d: `M${listX - 18} ${listY - size}V${listY + list.height + 4}` });
  const noteY = Math.max(bottom, listY + list.height) + 34;
  const note = notTracedNote(
    input,
    'country-ranking-wide',
    0,
    noteY,
    frame.width,
    words.text('labels.notTraced', values),
  );
  return { height: noteY + note.height - size * 0.6, content: rule + svg + baseline + list.svg + note.svg };
}

/** Two labels at the first bar that say what its parts are, as lines from a first baseline. */
function segmentLabels(
  { frame, words, values }: Input,
  x: number,
  first: number,
  second: number,
): { svg: (baseline: number) => string; lines: number } {
  const size = frame.label;
  const labels = [
    { at: x, lines: wrapText(words.text('labels.inSeptember', values), first, size) },
    { at: x + first + 2, lines: wrapText(words.text('labels.addedDecember', values), second, size) },
  ];
  return {
    svg: (baseline) =>
      labels
        .map(({ at, lines }) => textLines(at, baseline, lines, size * 1.2, { class: 'label label--muted' }))
        .join(''),
    lines: Math.max(...labels.map(({ lines }) => lines.length)),
  };
}

/** Names and numbers above bars as wide as the frame; parts in words; the countries with one below. */
function drawNarrow(input: Input): Drawing {
  const { rows, frame, words, values } = input;
  const { bars, matched, singles } = parts(rows);
  const size = frame.label;
  const most = Math.max(...rows.map((row) => row.traced + row.matched));
  const [unit, pitch, height] = [(frame.width - 2) / most, 34, 11];
  let y = 0;
  let svg = '';
  const drawRow = (row: CountryListing) => {
    const detail =
      added(row) > 0 && row.matched === 0
        ? row.september > 0
          ? words.text('labels.parts', { september: row.september, added: added(row) })
          : words.text('labels.partsAdded', { added: added(row) })
        : '';
    svg += element(
      'text',
      { x: 0, y: y + size, class: 'label' },
      `${escapeXml(row.name)} ${element('tspan', { class: row.traced > 0 ? 'label--strong' : undefined }, escapeXml(total(row, input)))}${detail ? `: ${element('tspan', { class: 'label--muted' }, escapeXml(detail))}` : ''}`,
    );
    svg +=
      bar(row, 1, y + size + 5, unit, height) +
      element('path', { class: 'baseline', d: `M0.5 ${y + size + 3}v${height + 4}` });
    y += pitch;
  };
  bars.forEach((row, index) => {
    drawRow(row);
    if (index > 0) return;
    const labels = segmentLabels(input, 0, row.september * unit, added(row) * unit);
    svg += labels.svg(y + size - 1);
    y += labels.lines * size * 1.2 + 8;
  });
  y += 26;
  svg += text(0, y - 8, words.text('labels.matchedHeading', values), { class: 'label label--strong' });
  for (const row of matched) drawRow(row);
  y += 24;
  const list = names(input, singles, 0, y, frame.width);
  const noteY = y + list.height + 32;
  const note = notTracedNote(
    input,
    'country-ranking-narrow',
    0,
    noteY,
    frame.width,
    words.text('labels.notTraced', values),
  );
  return { height: noteY + note.height - size * 0.6, content: svg + list.svg + note.svg };
}
