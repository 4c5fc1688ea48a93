import type { Row as RowOf } from '../dataset/schema.ts';
import type { Format } from '../words/format.ts';
import { typeset } from '../words/typeset.ts';
import { defineChart, file, inFiles, numberColumn, textColumn } from './chart.ts';
import { type Block, grid, rule, stack } from './kit/block.ts';
import type { Kit } from './kit/kit.ts';

type Claim = RowOf<'claims'>;

/** The numbers that are told as if they were about one thing. Only the first counts stations. */
const numbers = ['scale-05', 'pers-01', 'hunt-09', 'pers-23', 'ctx-11'] as const;
const STATIONS = numbers[0];

/** The time a number covers, or the day on which it was given. */
const timeOf = (claim: Claim, format: Format, to: string): string => {
  const { periodStart: start, periodEnd: end, date } = claim;
  if (start === null || end === null) return format.date(date ?? '');
  return start === end ? format.date(end) : `${format.date(start)} ${to} ${format.date(end)}`;
};

/** Five numbers, each with who counted, what, when, and whether it is about the listed stations. */
export default defineChart<Claim>({
  id: 'numbers-apart',
  chapter: 'persuasion',
  order: 8,
  rows: (dataset) => numbers.map((id) => dataset.get('claims', id)),
  assumes: (rows) => ({
    'one of them counts stations':
      rows
        .filter((row) => row.unit === 'stations')
        .map((row) => row.id)
        .join() === STATIONS || rows.map((row) => row.unit).join(', '),
  }),
  values: (rows, _, format) => ({
    count: rows.length,
    all: format.list(rows.map((row) => format.number(row.value ?? 0))),
    stations: rows[0]?.value ?? 0,
    fraud: rows[1]?.value ?? 0,
  }),
  table: [
    textColumn('what', (row, { words }) => words.text(`labels.what.${row.id}`)),
    numberColumn('number', (row) => row.value),
    textColumn('precision', (row, { words }) => words.text(`labels.precision.${row.valuePrecision}`)),
    textColumn('who', (row) => typeset(row.claimant)),
    inFiles(
      textColumn('when', (row, { words, format }) => timeOf(row, format, words.text('labels.to'))),
      file.date('start', (row) => row.periodStart),
      file.date('end', (row) => row.periodEnd),
      file.date('saidOn', (row) => row.date),
    ),
    textColumn('stations', (row, { words }) => words.text(`labels.stations.${row.id}`)),
  ],
  basis: ({ id, sources }) => ({ claims: [id], sources }),
  draw: (kit) =>
    kit.wide
      ? wideTable(kit)
      : stack(
          kit.rows.map((row) => narrowRow(kit, row)),
          16,
        ),
  claims: numbers,
});

const amountOf = (kit: Kit<Claim>, { value, valuePrecision }: Claim): string =>
  kit.say(`amount.${valuePrecision}`, { value: kit.format.number(value ?? 0) });
const about = (kit: Kit<Claim>, row: Claim, width: number): Block => {
  const words = kit.say(`stations.${row.id}`);
  return row.id === STATIONS ? kit.text(words, { width }) : kit.note('answered', words, width);
};

function wideTable(kit: Kit<Claim>): Block {
  const widths = [132, 226, 156, 230];
  const [, what = 0, when = 0, stations = 0] = widths;
  const rows = kit.rows.map((row) => [
    kit.text(amountOf(kit, row), { strong: true, width: widths[0] ?? 0 }),
    stack([
      kit.message(`what.${row.id}`, { width: what }),
      kit.text(typeset(row.claimant), { ink: 'muted', width: what }),
    ]),
    kit.text(timeOf(row, kit.format, kit.say('to')), { width: when }),
    about(kit, row, stations),
  ]);
  const heads = ['number', 'what', 'when', 'stations'].map((key) => kit.message(`heads.${key}`, { ink: 'muted' }));
  return grid(
    [heads, ...rows],
    widths.map((width) => ({ width })),
    { gap: 18, rowGap: 18, rules: true, align: 'start' },
  );
}

function narrowRow(kit: Kit<Claim>, row: Claim): Block {
  const { width } = kit;
  return stack(
    [
      kit.text(amountOf(kit, row), { strong: true }),
      kit.message(`what.${row.id}`, { width }),
      kit.text(`${typeset(row.claimant)}, ${timeOf(row, kit.format, kit.say('to'))}`, { ink: 'muted', width }),
      about(kit, row, width),
      rule(width),
    ],
    3,
  );
}
