import type { Row as RowOf } from '../dataset/schema.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { Plot, plotMarks } from './shared/plot.ts';
import { element, escapeXml, text } from './shared/svg.ts';

type Share = RowOf<'persuaded_shares'>;

/** From the narrowest to the widest. The order is one of definitions, never of time. */
const definitions: readonly Share['definition'][] = [
  'persuaded',
  'persuaded-of-those-from-abroad',
  'surrendered-or-persuaded',
];

/** Six shares of people "persuaded", sorted by what the word covers: bars of a hundred per cent each, with nothing that joins them. */
export default defineChart<Share>({
  id: 'persuaded-shares',
  chapter: 'persuasion',
  order: 4,
  rows: (dataset) =>
    [...dataset.tables.persuaded_shares].sort(
      (a, b) => definitions.indexOf(a.definition) - definitions.indexOf(b.definition) || a.share - b.share,
    ),
  values: (rows, _, format) => {
    const used = definitions.filter((definition) => rows.some((row) => row.definition === definition));
    const own = (definition: Share['definition']) =>
      format.list(rows.filter((row) => row.definition === definition).map((row) => format.percent(row.share)));
    return {
      shares: rows.length,
      definitions: used.length,
      least: format.percent(Math.min(...rows.map((row) => row.share))),
      most: format.percent(Math.max(...rows.map((row) => row.share))),
      persuaded: own('persuaded'),
      fromAbroad: own('persuaded-of-those-from-abroad'),
      wide: own('surrendered-or-persuaded'),
      derived: rows.filter((row) => row.shareBasis === 'derived').length,
    };
  },
  table: ({ rows, words, values }) => ({
    columns: [
      { key: 'figure', kind: 'text' },
      { key: 'definition', kind: 'text' },
      { key: 'numerator', kind: 'number' },
      { key: 'denominator', kind: 'number' },
      { key: 'share', kind: 'number' },
      { key: 'basis', kind: 'text' },
    ],
    rows: rows.map((row) => [
      name(row, words),
      words.text(`labels.definitions.${row.definition}`, values),
      row.numerator,
      row.denominator,
      row.share,
      words.text(`labels.basis.${row.shareBasis}`),
    ]),
  }),
  draw,
  claims: () => ['hunt-01', 'hunt-02', 'hunt-04', 'hunt-07', 'hunt-08', 'hunt-09', 'hunt-23'],
  sources: (rows, dataset) =>
    [...new Set([...rows.flatMap((row) => row.sources), ...dataset.get('claims', 'hunt-23').sources])].sort(),
});

const name = (row: Share, words: DrawInput<Share>['words']): string =>
  words.text(`labels.figures.${row.id}`, { year: row.end.slice(0, 4), firstYear: row.start.slice(0, 4) });

/** A group a definition; names beside the bars (wide) or above them (narrow), the share with both its numbers at the end. */
function draw(input: DrawInput<Share>): Drawing {
  const { rows, frame, words, values, format } = input;
  const wide = frame.name === 'wide';
  const size = frame.label;
  const [left, length, barHeight, pitch] = wide ? [240, 372, 18, 31] : [1, frame.width - 2, 14, 42];
  const at = (share: number) => left + (share / 100) * length;
  // Room above a group for its heading; the first one stands below the ends of the scale.
  const heading = wide ? 34 : 32;
  const tops: number[] = [];
  const heads: { readonly definition: Share['definition']; readonly y: number }[] = [];
  let y = 0;
  rows.forEach((row, index) => {
    if (index === 0 || rows[index - 1]?.definition !== row.definition) {
      y += index === 0 ? size * 1.2 + 34 : heading;
      heads.push({ definition: row.definition, y: y - 12 });
    }
    tops.push(y + (wide ? 0 : size * 1.25));
    y += pitch;
  });
  const bottom = y - (pitch - barHeight) + (wide ? 8 : size * 1.25 + 6);
  const bars = plotMarks({ chart: 'persuaded-shares', frame }, bottom, {
    x: { type: 'identity' },
    y: { type: 'identity' },
    marks: [
      // The whole of each: a share is read against its own hundred per cent, not against its neighbour.
      Plot.rect(rows, {
        x1: () => at(0),
        x2: () => at(100),
        y1: (_, index) => tops[index] ?? 0,
        y2: (_, index) => (tops[index] ?? 0) + barHeight,
        className: 'land',
      }),
      Plot.rect(rows, {
        x1: () => at(0),
        x2: (row: Share) => at(row.share),
        y1: (_, index) => tops[index] ?? 0,
        y2: (_, index) => (tops[index] ?? 0) + barHeight,
        className: 'said',
      }),
    ],
  });
  const baseline = element('path', {
    class: 'baseline',
    d: tops.map((top) => `M${left} ${Math.round((top - 3) * 10) / 10}v${barHeight + 6}`).join(''),
  });
  const ends = [0, 100].map((share) =>
    text(at(share), size, format.percent(share), {
      class: 'label label--muted',
      'text-anchor': share === 0 && !wide ? undefined : share === 100 && !wide ? 'end' : 'middle',
    }),
  );
  const headings = heads.map(({ definition, y: baselineY }) =>
    text(0, baselineY, words.text(`labels.definitions.${definition}`, values), { class: 'label label--strong' }),
  );
  const labels = rows.map((row, index) => {
    const top = tops[index] ?? 0;
    const of =
      row.numerator === null
        ? words.text('labels.ofNotGiven', { denominator: row.denominator })
        : words.text('labels.of', { numerator: row.numerator, denominator: row.denominator });
    const share = format.percent(row.share);
    if (wide) {
      const middle = top + barHeight / 2 + size * 0.35;
      return (
        text(left - 10, middle, name(row, words), { class: 'label', 'text-anchor': 'end' }) +
        text(at(row.share) - 7, middle, share, { class: 'label label--strong label--inverse', 'text-anchor': 'end' }) +
        text(at(100) + 10, middle, of, { class: 'label' })
      );
    }
    return (
      element('text', { x: 0, y: top - size * 0.42, class: 'label' }, escapeXml(name(row, words))) +
      text(at(row.share) - 6, top + barHeight / 2 + size * 0.35, share, {
        class: 'label label--strong label--inverse',
        'text-anchor': 'end',
      }) +
      text(at(100) - 5, top + barHeight / 2 + size * 0.35, of, { class: 'label', 'text-anchor': 'end' })
    );
  });
  return { height: bottom, content: ends.join('') + headings.join('') + bars + baseline + labels.join('') };
}
