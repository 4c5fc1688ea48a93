import { sort } from 'd3';
import type { Dataset } from '../dataset/dataset.ts';
import { derivedFigure } from '../dataset/derived.ts';
import type { Row } from '../dataset/schema.ts';
import { column, defineChart, file, inFiles, returnsBasis, type TableInput, valuesOf } from './chart.ts';
import { type BarPart, type BarRow, bars, type Kit } from './kit.ts';

/** Several years with one total, a year, part of a year, or a year without a figure. */
type Kind = 'years' | 'year' | 'part' | 'not-found';

/** A period of the series with the length of its bar, and what of it was caught at the border or inside China, where that is known. */
function periodOf(row: Row<'returns'>, dataset: Dataset) {
  const { id, start, end, value: people } = row;
  const first = Number((start ?? end).slice(0, 4));
  const isPart = end.length > 4 && !end.startsWith('12', 5);
  const isLong = Number(end.slice(0, 4)) > first;
  const kind: Kind = people === null ? 'not-found' : isLong ? 'years' : isPart ? 'part' : 'year';
  // Of several years with one total the people a year.
  const drawn = isLong ? derivedFigure(dataset, 'sky-net-average-2014-2016').value : people;
  const notAbroad = id === 'sky-net-2018' ? derivedFigure(dataset, 'border-or-inside-2018').value : 0;
  return { ...row, people, kind, first, drawn, notAbroad };
}
type Period = ReturnType<typeof periodOf>;

const nameOf = ({ kind, first }: Period, { say }: Pick<TableInput<Period>, 'say'>): string =>
  kind === 'years' ? say('periods.years') : String(first);

/** People counted under Sky Net, a bar a period, with what is not known hatched. */
export default defineChart<Period>({
  chapter: 'persuasion',
  order: 2,
  rows: (dataset) =>
    dataset.tables.returns
      .filter((row) => row.campaign === 'sky-net' && row.measure === 'in-period')
      .map((row) => periodOf(row, dataset))
      .sort((a, b) => a.first - b.first),
  assumes: (rows) => {
    const kinds = rows.map((row) => row.kind).filter((kind) => kind !== 'year');
    const singles = rows.filter((row) => row.kind === 'year').map((row) => row.people ?? 0);
    const differ = new Set(singles).size === singles.length || singles.join(', ');
    return {
      'The highest single year is': differ,
      'the lowest … with': differ,
      'one total for several years, one part of a year, one year without a figure':
        kinds.sort().join() === 'not-found,part,years' || kinds.join(', '),
    };
  },
  values: (rows, _, format) => {
    const of = (kind: Kind) => rows.find((row) => row.kind === kind);
    const single = sort(
      rows.filter((row) => row.kind === 'year'),
      (row) => row.drawn,
    );
    const [block, part, split] = [of('years'), of('part'), rows.find((row) => row.notAbroad > 0)];
    const named = { least: single[0], most: single.at(-1), last: rows.at(-1), part, split };
    return {
      ...valuesOf(named, ({ people, first }) => ({ '': people, People: people, Year: String(first) })),
      total: block?.people,
      average: block?.drawn,
      years: Number(block?.end.slice(0, 4)) - (block?.first ?? 0) + 1,
      firstYear: String(block?.first),
      blockEnd: block?.end.slice(0, 4),
      partEnd: format.date(part?.end.slice(0, 7) ?? ''),
      partMonth: format.date(part?.end.slice(0, 7) ?? '').split(/\s/)[0],
      missingYear: String(of('not-found')?.first),
      notAbroad: split?.notAbroad,
      series: format.list(
        rows.flatMap(({ kind, people, first }) => (kind === 'year' ? `${format.number(people ?? 0)} (${first})` : [])),
      ),
    };
  },
  table: [
    inFiles(
      column.text('period', (row, { say }) => (row.kind === 'part' ? say('periods.part') : nameOf(row, { say }))),
      file.date('start'),
      file.date('end'),
    ),
    column.number('people'),
    column.number('drawn'),
    column.text('remark', (row, { say }) => say(`remarks.${row.id}`, {}, `remarks.${row.kind}`)),
  ],
  basis: ({ id }, dataset) => returnsBasis(dataset, id),
  draw: (kit) => {
    const rows = kit.rows.map((row) => barOf(kit, row));
    return [bars(kit, rows, { labels: 90, ends: 120 }), kit.message('notAbroad')];
  },
  claims: ['07', '20', '09', '11', '12', '13', '15', '17', '14', '23'].map((number) => `hunt-${number}`),
});

/** The bar of a period: split where a part is known to be not from abroad, hatched where nothing is known. */
function barOf(kit: Kit<Period>, row: Period): BarRow {
  const { kind, people, drawn, notAbroad } = row;
  const parts: readonly BarPart[] = [
    { value: notAbroad, mark: 'counted', label: kit.format.number(notAbroad) },
    { value: (drawn ?? 0) - notAbroad, mark: 'counted' },
    // A month and a year without a figure have no length: the hatching is a sign, of the same size everywhere.
    { value: kind === 'part' || people === null ? 60 : 0, mark: 'gap' },
  ];
  const note = { years: 'average', part: 'part', 'not-found': 'notFound', year: '' }[kind];
  return {
    label: nameOf(row, kit),
    parts: parts.filter((part) => part.value > 0),
    end: kind === 'years' ? kit.say('total') : people === null ? '' : kit.format.number(people),
    note: note && kit.say(note),
  };
}
