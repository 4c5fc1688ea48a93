import type { Dataset } from '../dataset/dataset.ts';
import { DECEMBER, SEPTEMBER } from '../dataset/derived.ts';
import { column, defineChart } from './chart.ts';
import { type Block, block, inset, overlay, rule, space, stack } from './kit/block.ts';
import type { Kit } from './kit/kit.ts';
import { line } from './kit/text.ts';
import { element, n } from './shared/svg.ts';

/** A number of stations as a newspaper printed it, from our comparison with the records. */
interface Misprint {
  readonly claim: string;
  readonly date: string;
  readonly stations: number;
  readonly countries: number | null;
  readonly sources: readonly string[];
}

const printed = ['scale-36', 'scale-37', 'scale-38'] as const;
/** The comparison that has the figures of the first batch of Fuzhou's police. */
const BATCH = 'scale-02';

/** What the records have, in groups, and the printed numbers that are found among them. That of taz is not. */
const records = {
  batch: ['batchStations', 'batchCities', 'batchCountries'],
  first: ['total', 'countries'],
  title: ['emergency'],
  second: ['later', 'laterCountries', 'added'],
} as const;
const ties: Readonly<Record<string, string>> = {
  'scale-36.stations': 'total',
  'scale-36.countries': 'batchCountries',
  'scale-37.stations': 'emergency',
};

const figureOf = (dataset: Dataset, claim: string, unit: string): number | null =>
  dataset.tables.claim_figures.find((row) => row.claim === claim && row.unit === unit)?.value ?? null;

/** Numbers as printed at the right, the records at the left, and a line from a printed number to where it comes from. */
export default defineChart<Misprint>({
  id: 'error-that-travelled',
  chapter: 'scale',
  order: 9,
  rows: (dataset) =>
    printed.map((claim) => ({
      claim,
      date: dataset.get('claims', claim).date ?? '',
      stations: figureOf(dataset, claim, 'stations, as printed') ?? 0,
      countries: figureOf(dataset, claim, 'countries, as printed'),
      sources: dataset.get('claims', claim).sources,
    })),
  assumes: ([mixed], dataset) => ({
    'the stations of the report in the countries of the batch':
      (mixed?.stations === dataset.get('reports', SEPTEMBER).total &&
        mixed.countries === figureOf(dataset, BATCH, 'countries (first Fuzhou batch)')) ||
      `${mixed?.stations} in ${mixed?.countries}`,
  }),
  values: ([mixed, called, unexplained], dataset) => {
    const [first, second] = [dataset.get('reports', SEPTEMBER), dataset.get('reports', DECEMBER)];
    const batch = (unit: string) => figureOf(dataset, BATCH, `${unit} (first Fuzhou batch)`) ?? 0;
    return {
      total: first.total,
      countries: first.countries,
      later: second.total,
      laterCountries: second.countries,
      added: dataset.get('claims', 'scale-21').value ?? 0,
      batchStations: batch('stations'),
      batchCities: batch('cities'),
      batchCountries: batch('countries'),
      mixedCountries: mixed?.countries ?? 0,
      called: called?.stations ?? 0,
      unexplained: unexplained?.stations ?? 0,
      unexplainedCountries: unexplained?.countries ?? 0,
    };
  },
  table: [
    column.text('by', (row, { say }) => say(`by.${row.claim}`)),
    column.date('when', (row) => row.date),
    column.number('stations', (row) => row.stations),
    column.number('countries', (row) => row.countries),
    column.text('records', (row, { say }) => say(`answers.${row.claim}`)),
  ],
  basis: ({ claim, sources }) => ({ claims: [claim], sources }),
  draw: (kit) => {
    const [left, right] = kit.wide ? [260, 360] : [136, 160];
    const from = list(
      kit,
      left,
      Object.entries(records).map(([group, keys]) => ({
        head: kit.say(`groups.${group}`),
        lines: keys.map((key) => ({ key, words: kit.say(`lines.${key}`) })),
      })),
    );
    const to = list(
      kit,
      right,
      kit.rows.map(({ claim, stations, countries }) => ({
        head: kit.say(`by.${claim}`),
        lines: [
          { key: `${claim}.stations`, words: kit.say('printed.stations', { stations }) },
          ...(countries === null
            ? []
            : [{ key: `${claim}.countries`, words: kit.say('printed.countries', { countries }) }]),
        ],
        note: kit.note(
          ties[`${claim}.stations`] === undefined ? 'unknown' : 'answered',
          kit.say(`answers.${claim}`),
          right,
        ),
      })),
    );
    const curves = block(kit.width, 1, (x, y) => {
      const [bend, edge] = [x + (left + kit.width - right) / 2, x + kit.width - right - 6];
      const strokes = Object.entries(ties).map(([printedAs, record]) => {
        const [start, end] = [from.ends.get(record), to.ends.get(printedAs)];
        if (!start || !end) throw new Error(`No line from ${record} to ${printedAs}`);
        const [startY, endY] = [n(y + start.y), n(y + end.y)];
        return `M${n(x + start.x + 6)} ${startY}H${n(x + left)}C${n(bend)} ${startY} ${n(bend)} ${endY} ${n(edge)} ${endY}`;
      });
      return element('path', { class: 'leader', d: strokes.join('') });
    });
    const heads = overlay(kit.message('heads.records'), inset(kit.message('heads.printed'), kit.width - right));
    const diagram = overlay(curves, from.piece, inset(to.piece, kit.width - right));
    return stack([heads, rule(kit.width), diagram], 8);
  },
  claims: ['scale-01', 'scale-05', BATCH, ...printed, 'scale-21'],
});

interface Entry {
  readonly head: string;
  readonly lines: readonly { readonly key: string; readonly words: string }[];
  readonly note?: Block;
}

/** Headed lines below each other, and where each line ends. */
function list(kit: Kit<Misprint>, width: number, entries: readonly Entry[]) {
  const ends = new Map<string, { readonly x: number; readonly y: number }>();
  let piece: Block = stack([]);
  for (const { head, lines, note } of entries) {
    piece = stack([piece, piece.height > 0 ? space(1, 20) : null, kit.text(head, { width, ink: 'muted' })]);
    for (const { key, words } of lines) {
      const own = kit.text(words, { width, strong: true });
      ends.set(key, { x: own.width, y: piece.height + (kit.frame.label * line.height) / 2 + 1 });
      piece = stack([piece, own]);
    }
    piece = stack([piece, note]);
  }
  return { piece, ends };
}
