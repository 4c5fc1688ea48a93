import type { Dataset } from '../dataset/dataset.ts';
import { derivedFigure } from '../dataset/derived.ts';
import { defineChart, file, inFiles, numberColumn, returnsBasis, textColumn } from './chart.ts';
import { block, stack } from './kit/block.ts';
import type { Kit } from './kit/kit.ts';
import { rectOf } from './kit/marks.ts';
import { Plot } from './kit/plot.ts';

/** A period of the series: several years with one total, a year, part of a year, or a year without a figure. */
interface Period {
  readonly id: string;
  readonly kind: 'years' | 'year' | 'part' | 'not-found';
  /** First year, and the end of the period on an axis of years: 2024 for all of 2023, 2023.92 for its first eleven months. */
  readonly first: number;
  readonly end: number;
  readonly people: number | null;
  /** The height of its bar: people, or people a year where only a total of several years is known. */
  readonly height: number;
  /** Caught at the border or inside China, where that is known: the lower part of the bar. */
  readonly notAbroad: number;
  readonly sources: readonly string[];
}

function periods(dataset: Dataset): readonly Period[] {
  return dataset.tables.returns
    .filter((row) => row.campaign === 'sky-net' && row.measure === 'in-period')
    .map((row): Period => {
      const [first, last] = [Number((row.start ?? row.end).slice(0, 4)), Number(row.end.slice(0, 4))];
      const end = row.end.length > 4 ? last + Number(row.end.slice(5, 7)) / 12 : last + 1;
      const kind = row.value === null ? 'not-found' : last > first ? 'years' : end < last + 1 ? 'part' : 'year';
      return {
        id: row.id,
        kind,
        first,
        end,
        people: row.value,
        height: kind === 'years' ? derivedFigure(dataset, 'sky-net-average-2014-2016').value : (row.value ?? 0),
        notAbroad: row.id === 'sky-net-2018' ? derivedFigure(dataset, 'border-or-inside-2018').value : 0,
        sources: row.sources,
      };
    })
    .sort((a, b) => a.first - b.first);
}

export default defineChart<Period>({
  id: 'sky-net-by-year',
  chapter: 'persuasion',
  order: 2,
  rows: periods,
  assumes: (rows) => {
    const kinds = rows.map((row) => row.kind).filter((kind) => kind !== 'year');
    return {
      'one total for several years, one part of a year, one year without a figure':
        kinds.sort().join() === 'not-found,part,years' || kinds.join(', '),
    };
  },
  values: (rows, _, format) => {
    const single = rows.filter((row) => row.kind === 'year').sort((a, b) => a.height - b.height);
    const of = (kind: Period['kind']) => rows.find((row) => row.kind === kind);
    const [least, most, last, split] = [single[0], single.at(-1), rows.at(-1), rows.find((row) => row.notAbroad > 0)];
    const [block, part] = [of('years'), of('part')];
    const month = Math.round(((part?.end ?? 0) % 1 || 1) * 12);
    return {
      least: least?.height ?? 0,
      leastYear: String(least?.first ?? ''),
      most: most?.height ?? 0,
      mostYear: String(most?.first ?? ''),
      total: block?.people ?? 0,
      average: block?.height ?? 0,
      years: (block?.end ?? 0) - (block?.first ?? 0),
      firstYear: String(block?.first ?? ''),
      blockEnd: String((block?.end ?? 1) - 1),
      partPeople: part?.people ?? 0,
      partYear: String(part?.first ?? ''),
      partEnd: format.date(`${part?.first ?? 2000}-${String(month).padStart(2, '0')}`),
      partMonth: format.date(`${part?.first ?? 2000}-${String(month).padStart(2, '0')}`).split(/\s/)[0] ?? '',
      missingYear: String(of('not-found')?.first ?? ''),
      lastPeople: last?.people ?? 0,
      lastYear: String(last?.first ?? ''),
      splitYear: String(split?.first ?? ''),
      splitPeople: split?.people ?? 0,
      notAbroad: split?.notAbroad ?? 0,
      series: format.list(
        rows.filter((row) => row.kind === 'year').map((row) => `${format.number(row.height)} (${row.first})`),
      ),
    };
  },
  table: [
    inFiles(
      textColumn('period', (row, { words, values }) =>
        row.kind === 'years' || row.kind === 'part'
          ? words.text(`labels.periods.${row.kind}`, values)
          : String(row.first),
      ),
      file.date('start', (row, { dataset }) => dataset.get('returns', row.id).start),
      file.date('end', (row, { dataset }) => dataset.get('returns', row.id).end),
    ),
    numberColumn('people', (row) => row.people),
    numberColumn('drawn', (row) => (row.people === null ? null : row.height)),
    textColumn('remark', (row, { words, values }) =>
      words.text(`labels.remarks.${words.has(`labels.remarks.${row.id}`) ? row.id : row.kind}`, values),
    ),
  ],
  basis: ({ id }, dataset) => returnsBasis(dataset, id),
  draw: (kit) => stack([chart(kit), kit.message('notAbroad', { width: kit.width })], 12),
  claims: ['07', '20', '09', '11', '12', '13', '15', '17', '14', '23'].map((number) => `hunt-${number}`),
});

/** Every bar is as broad as its period. Time runs to the right and people upwards (wide), or downwards and to the right (narrow). */
function chart(kit: Kit<Period>) {
  const { wide, rows, format } = kit;
  const [first, end] = [rows[0]?.first ?? 0, Math.ceil(rows.at(-1)?.end ?? 0)];
  const [time, people] = [{ domain: [first, end] }, { domain: [0, Math.max(...rows.map((row) => row.height))] }];
  const air = 0.07;
  /** Where a bar ends: air on both sides of whole years, and part of a year as far into its own as it has months. */
  const endOf = (from: number, to: number) => (to % 1 ? from + air + (to - from) * (1 - 2 * air) : to - air);
  const parts = rows.flatMap(({ first: from, end: to, height, notAbroad }) => {
    const [t1, t2] = [from + air, endOf(from, to)];
    return notAbroad
      ? [
          { t1, t2, p1: 0, p2: notAbroad - 8 },
          { t1, t2, p1: notAbroad + 8, p2: height },
        ]
      : [{ t1, t2, p1: 0, p2: height }];
  });
  const plot = wide
    ? kit.plot(kit.width, 270, {
        x: time,
        y: people,
        marks: [
          Plot.rect(parts, { x1: 't1', x2: 't2', y1: 'p1', y2: 'p2', className: 'said' }),
          Plot.ruleY([0], { className: 'baseline' }),
        ],
      })
    : kit.plot(kit.width - 104, (end - first) * 34, {
        x: people,
        y: { ...time, reverse: true },
        marks: [
          Plot.rect(parts, { y1: 't1', y2: 't2', x1: 'p1', x2: 'p2', className: 'said' }),
          Plot.ruleX([0], { className: 'baseline' }),
        ],
      });
  /** A stretch of time in which people were counted from one number to another, as a rectangle of the picture. */
  const area = (t1: number, t2: number, p1: number, p2: number) => {
    const [x1, x2] = wide ? [plot.x(t1), plot.x(t2)] : [plot.x(p1), plot.x(p2)];
    const [y1, y2] = wide ? [plot.y(p2), plot.y(p1)] : [plot.y(t1), plot.y(t2)];
    return { x: x1, y: y1, width: x2 - x1, height: y2 - y1 };
  };
  const labels = rows.map((row) => {
    const to = Math.ceil(row.end);
    const bar = area(row.first + air, to - air, 0, row.height);
    const note = { years: 'average', part: 'part', 'not-found': 'notFound', year: '' }[row.kind];
    const value = row.kind === 'years' ? kit.say('total') : row.people === null ? '' : format.number(row.people);
    const label = stack(
      [
        kit.text(value, { strong: true }),
        kit.text(note && kit.say(note), { ink: 'muted', width: wide ? bar.width + 10 : kit.width - 50 - bar.width }),
      ],
      0,
      wide ? 'middle' : 'start',
    );
    const hole =
      row.kind === 'part'
        ? area(endOf(row.first, row.end), to - air, 0, row.height)
        : row.kind === 'not-found'
          ? area(row.first + air, to - air, 0, 60)
          : undefined;
    return { row, label, bar, hole };
  });
  const [left, top] = wide ? [0, 40] : [42, 0];
  return block(kit.width, wide ? 270 + top + 22 : plot.height, (x, y) => {
    const drawn = labels.map(({ row, label, bar, hole }) => {
      const inner = row.notAbroad ? area(row.first + air, row.end - air, 0, row.notAbroad) : undefined;
      const split = kit.text(format.number(row.notAbroad), { strong: true, ink: 'inverse', anchor: 'middle' });
      const [cx, cy] = [x + left + bar.x, y + top + bar.y];
      const beyond = Math.max(bar.width, hole && row.kind === 'not-found' ? hole.width : 0);
      return (
        (hole ? rectOf('gap', x + left + hole.x, y + top + hole.y, hole.width, hole.height) : '') +
        (inner
          ? split.at(
              x + left + inner.x + (inner.width - split.width) / 2,
              y + top + inner.y + (inner.height - split.height) / 2,
            )
          : '') +
        (wide
          ? label.at(cx + (bar.width - label.width) / 2, cy - label.height - (row.kind === 'not-found' ? 12 : 4))
          : label.at(cx + beyond + 7, cy + (bar.height - label.height) / 2))
      );
    });
    const years = Array.from({ length: end - first }, (_, index) => {
      const year = kit.text(String(first + index), { anchor: 'middle' });
      return wide
        ? year.at(x + plot.x(first + index + 0.5) - year.width / 2, y + top + 274)
        : year.at(x, y + plot.y(first + index + 0.5) - year.height / 2);
    });
    return plot.at(x + left, y + top) + drawn.join('') + years.join('');
  });
}
