import type { Dataset } from '../dataset/dataset.ts';
import { derivedFigure } from '../dataset/derived.ts';
import { column, defineChart, file, inFiles, returnsBasis, type TableInput } from './chart.ts';
import { type BarPart, type BarRow, bars } from './kit/bars.ts';
import { stack } from './kit/block.ts';
import type { Kit } from './kit/kit.ts';

/** A period of the series: several years with one total, a year, part of a year, or a year without a figure. */
interface Period {
  readonly id: string;
  readonly kind: 'years' | 'year' | 'part' | 'not-found';
  /** First year, and the date of its end, to the month where it is part of a year. */
  readonly first: number;
  readonly end: string;
  readonly people: number | null;
  /** The length of its bar: people, or people a year where only a total of several years is known. */
  readonly drawn: number | null;
  /** Caught at the border or inside China, where that is known: the first part of the bar. */
  readonly notAbroad: number;
  readonly sources: readonly string[];
}

const periods = (dataset: Dataset): readonly Period[] =>
  dataset.tables.returns
    .filter((row) => row.campaign === 'sky-net' && row.measure === 'in-period')
    .map(({ id, start, end, value, sources }): Period => {
      const first = Number((start ?? end).slice(0, 4));
      const isPart = end.length > 4 && !end.startsWith('12', 5);
      const kind = value === null ? 'not-found' : Number(end.slice(0, 4)) > first ? 'years' : isPart ? 'part' : 'year';
      const drawn = kind === 'years' ? derivedFigure(dataset, 'sky-net-average-2014-2016').value : value;
      const notAbroad = id === 'sky-net-2018' ? derivedFigure(dataset, 'border-or-inside-2018').value : 0;
      return { id, kind, first, end, people: value, drawn, notAbroad, sources };
    })
    .sort((a, b) => a.first - b.first);

const nameOf = ({ kind, first }: Period, { say }: Pick<TableInput<Period>, 'say'>): string =>
  kind === 'years' ? say('periods.years') : String(first);

/** People counted under Sky Net, a bar a period, with what is not known hatched. */
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
    const single = rows.filter((row) => row.kind === 'year');
    const [least, ...rest] = [...single].sort((a, b) => (a.drawn ?? 0) - (b.drawn ?? 0));
    const [most, last, split] = [rest.at(-1), rows.at(-1), rows.find((row) => row.notAbroad > 0)];
    const of = (kind: Period['kind']) => rows.find((row) => row.kind === kind);
    const [block, part] = [of('years'), of('part')];
    const yearOf = (row: Period | undefined) => String(row?.first ?? '');
    return {
      least: least?.people,
      leastYear: yearOf(least),
      most: most?.people,
      mostYear: yearOf(most),
      total: block?.people,
      average: block?.drawn,
      years: Number(block?.end.slice(0, 4)) - (block?.first ?? 0) + 1,
      firstYear: yearOf(block),
      blockEnd: block?.end.slice(0, 4),
      partPeople: part?.people,
      partYear: yearOf(part),
      partEnd: format.date(part?.end.slice(0, 7) ?? ''),
      partMonth: format.date(part?.end.slice(0, 7) ?? '').split(/\s/)[0],
      missingYear: yearOf(of('not-found')),
      lastPeople: last?.people,
      lastYear: yearOf(last),
      splitYear: yearOf(split),
      splitPeople: split?.people,
      notAbroad: split?.notAbroad,
      series: format.list(single.map((row) => `${format.number(row.people ?? 0)} (${row.first})`)),
    };
  },
  table: [
    inFiles(
      column.text('period', (row, { say }) => (row.kind === 'part' ? say('periods.part') : nameOf(row, { say }))),
      file.date('start', (row, { dataset }) => dataset.get('returns', row.id).start),
      file.date('end', (row) => row.end),
    ),
    column.number('people', (row) => row.people),
    column.number('drawn', (row) => row.drawn),
    column.text('remark', (row, { words, say }) =>
      say(`remarks.${words.has(`labels.remarks.${row.id}`) ? row.id : row.kind}`),
    ),
  ],
  basis: ({ id }, dataset) => returnsBasis(dataset, id),
  draw: (kit) =>
    stack(
      [
        bars(
          kit,
          kit.rows.map((row) => barOf(kit, row)),
          { labels: 90, ends: 120 },
        ),
        kit.message('notAbroad'),
      ],
      12,
    ),
  claims: ['07', '20', '09', '11', '12', '13', '15', '17', '14', '23'].map((number) => `hunt-${number}`),
});

/** The bar of a period: split where a part is known to be not from abroad, hatched where nothing is known. */
function barOf(kit: Kit<Period>, row: Period): BarRow {
  const { kind, people, drawn, notAbroad } = row;
  const inside: BarPart = { value: notAbroad, mark: 'counted', label: kit.format.number(notAbroad) };
  const counted: BarPart = { value: (drawn ?? 0) - notAbroad, mark: 'counted' };
  /** A month and a year without a figure have no length: the hatching is a sign, of the same size everywhere. */
  const hole: BarPart = { value: 60, mark: 'gap' };
  const note = { years: 'average', part: 'part', 'not-found': 'notFound', year: '' }[kind];
  return {
    label: nameOf(row, kit),
    parts: [
      notAbroad ? inside : [],
      people === null ? [] : counted,
      kind === 'part' || people === null ? hole : [],
    ].flat(),
    end: kind === 'years' ? kit.say('total') : people === null ? '' : kit.format.number(people),
    note: note && kit.say(note),
  };
}
