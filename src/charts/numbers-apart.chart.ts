import type { Row as RowOf } from '../dataset/schema.ts';
import type { Format } from '../words/format.ts';
import { typeset } from '../words/typeset.ts';
import { column, defineChart, file, inFiles } from './chart.ts';
import { rule, stack } from './kit.ts';

type Claim = RowOf<'claims'>;

/** Numbers that are reported as if they were about one thing. Only the first counts stations. */
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
  chapter: 'persuasion',
  order: 8,
  rows: (dataset) => numbers.map((id) => dataset.get('claims', id)),
  assumes: (rows) => ({
    'only one of them counts stations':
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
    column.text('what', (row, { say }) => say(`what.${row.id}`)),
    column.number('number', (row) => row.value),
    column.text('precision', (row, { say }) => say(`precision.${row.valuePrecision}`)),
    column.text('who', (row) => typeset(row.claimant)),
    inFiles(
      column.text('when', (row, { say, format }) => timeOf(row, format, say('to'))),
      file.date('start', (row) => row.periodStart),
      file.date('end', (row) => row.periodEnd),
      file.date('saidOn', (row) => row.date),
    ),
    column.text('stations', (row, { say }) => say(`stations.${row.id}`)),
  ],
  basis: ({ id, sources }) => ({ claims: [id], sources }),
  draw: (kit) => {
    const heads = ['number', 'what', 'when', 'stations'].map((key) => kit.message(`heads.${key}`, { ink: 'muted' }));
    const [number = 0, what = 0, when = 0, stations = 0] = kit.wide ? [132, 226, 156, 230] : Array(4).fill(kit.width);
    const rows = kit.rows.map((row) => {
      const period = timeOf(row, kit.format, kit.say('to'));
      const about = kit.say(`stations.${row.id}`);
      const amount = kit.say(`amount.${row.valuePrecision}`, { value: kit.format.number(row.value ?? 0) });
      const who = kit.wide ? typeset(row.claimant) : `${typeset(row.claimant)}, ${period}`;
      return [
        kit.text(amount, { strong: true, width: number }),
        stack([kit.message(`what.${row.id}`, { width: what }), kit.text(who, { ink: 'muted', width: what })]),
        ...(kit.wide ? [kit.text(period, { width: when })] : []),
        row.id === STATIONS ? kit.text(about, { width: stations }) : kit.note('answered', about, stations),
      ];
    });
    if (!kit.wide)
      return stack(
        rows.map((row) => stack([...row, rule(kit.width)], 3)),
        16,
      );
    return kit.table([heads, ...rows], [number, what, when, stations], {
      gap: 18,
      rowGap: 18,
      rules: true,
      align: 'start',
    });
  },
  claims: numbers,
});
