import { derivedFigure } from '../dataset/derived.ts';
import type { Dataset } from '../dataset/parse.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { annotate } from './shared/annotation.ts';
import { textWidth, wrapText } from './shared/labels.ts';
import { Plot, plotMarks } from './shared/plot.ts';
import { element, text, textLines } from './shared/svg.ts';
import { wordsHold } from './shared/words-hold.ts';
import { hatchPattern } from './shared/world-listings.ts';

/** A period of the series: several years with one total, a year, part of a year, or a year without a figure. */
interface Period {
  readonly id: string;
  readonly kind: 'years' | 'year' | 'part' | 'not-found';
  /** First and last year. */
  readonly first: number;
  readonly last: number;
  /** Months covered; 12 for each whole year. */
  readonly months: number;
  readonly people: number | null;
  /** The height of its bar: people, or people a year where only a total of several years is known. */
  readonly height: number;
  readonly sources: readonly string[];
}

const CAMPAIGN = 'sky-net';
/** The year for which people caught at the border or inside China are known. */
const SPLIT = 'sky-net-2018';
const claims = {
  years: ['hunt-07', 'hunt-20', 'hunt-09', 'hunt-11', 'hunt-12', 'hunt-13', 'hunt-15', 'hunt-17'],
  notFound: 'hunt-14',
  apart: 'hunt-23',
} as const;

function periods(dataset: Dataset): readonly Period[] {
  return dataset.tables.returns
    .filter((row) => row.campaign === CAMPAIGN && row.measure === 'in-period')
    .map((row): Period => {
      const start = row.start ?? row.end;
      const [first, last] = [Number(start.slice(0, 4)), Number(row.end.slice(0, 4))];
      const months = row.end.length > 4 ? (last - first) * 12 + Number(row.end.slice(5, 7)) : (last - first + 1) * 12;
      const kind = row.value === null ? 'not-found' : last > first ? 'years' : months < 12 ? 'part' : 'year';
      const height = kind === 'years' ? derivedFigure(dataset, 'sky-net-average-2014-2016').value : (row.value ?? 0);
      return { id: row.id, kind, first, last, months, people: row.value, height, sources: row.sources };
    })
    .sort((a, b) => a.first - b.first);
}

export default defineChart<Period>({
  id: 'sky-net-by-year',
  chapter: 'persuasion',
  order: 2,
  rows: periods,
  values: (rows, dataset, format) => {
    const single = rows.filter((row) => row.kind === 'year');
    const least = single.reduce((a, b) => (b.height < a.height ? b : a), single[0] ?? noPeriod());
    const most = single.reduce((a, b) => (b.height > a.height ? b : a), single[0] ?? noPeriod());
    const [block, part, missing, split] = [
      rows.find((row) => row.kind === 'years'),
      rows.find((row) => row.kind === 'part'),
      rows.find((row) => row.kind === 'not-found'),
      rows.find((row) => row.id === SPLIT),
    ];
    const last = rows.at(-1);
    const count = (kind: Period['kind']) => rows.filter((row) => row.kind === kind).length;
    wordsHold('sky-net-by-year', format, [
      {
        field: 'summary',
        says: 'January to November',
        holds: part?.months === 11,
        found: `${part?.months} months of ${part?.first}`,
      },
      {
        field: 'summary and description',
        says: 'one total for several years, one part of a year, one year without a figure',
        holds: count('years') === 1 && count('part') === 1 && count('not-found') === 1,
        found: `${count('years')}, ${count('part')} and ${count('not-found')}`,
      },
    ]);
    const partEnd = `${part?.last ?? ''}-${String(part?.months ?? 1).padStart(2, '0')}`;
    return {
      least: least.height,
      leastYear: String(least.first),
      most: most.height,
      mostYear: String(most.first),
      total: block?.people ?? 0,
      average: block?.height ?? 0,
      years: block ? block.last - block.first + 1 : 0,
      firstYear: String(block?.first ?? ''),
      blockEnd: String(block?.last ?? ''),
      partPeople: part?.people ?? 0,
      partYear: String(part?.first ?? ''),
      partEnd: format.date(partEnd),
      missingYear: String(missing?.first ?? ''),
      lastPeople: last?.people ?? 0,
      lastYear: String(last?.first ?? ''),
      splitYear: String(split?.first ?? ''),
      splitPeople: split?.people ?? 0,
      notAbroad: derivedFigure(dataset, 'border-or-inside-2018').value,
      series: format.list(single.map((row) => `${format.number(row.height)} (${row.first})`)),
    };
  },
  table: ({ rows, words, values }) => ({
    columns: [
      { key: 'period', kind: 'text' },
      { key: 'people', kind: 'number' },
      { key: 'drawn', kind: 'number' },
      { key: 'remark', kind: 'text' },
    ],
    rows: rows.map((row) => [
      periodName(row, words.text('labels.periods.years', values), words.text('labels.periods.part', values)),
      row.people,
      row.people === null ? null : row.height,
      words.has(`labels.remarks.${row.id}`)
        ? words.text(`labels.remarks.${row.id}`, values)
        : words.text(`labels.remarks.${row.kind}`, values),
    ]),
  }),
  draw: (input) => (input.frame.name === 'wide' ? drawWide(input) : drawNarrow(input)),
  claims: () => [...claims.years, claims.notFound, claims.apart],
  sources: (rows, dataset) =>
    [...new Set([...rows.flatMap((row) => row.sources), ...dataset.get('claims', claims.apart).sources])].sort(),
});

function noPeriod(): never {
  throw new Error('sky-net-by-year: no single year has a figure');
}

const periodName = (row: Period, years: string, part: string): string =>
  row.kind === 'years' ? years : row.kind === 'part' ? part : String(row.first);

/** People caught at the border or inside China, the lower part of the bar of 2018; a thin gap divides it from the rest. */
const notAbroadOf = (row: Period, input: DrawInput<Period>): number =>
  row.id === SPLIT ? Number(input.values['notAbroad']) : 0;

/** Time runs to the right and every bar is as wide as its period; the height is people a year. */
function drawWide(input: DrawInput<Period>): Drawing {
  const { rows, frame, words, values, format } = input;
  const size = frame.label;
  const hatch = 'sky-net-by-year-wide-hatch';
  const [first, end] = [rows[0]?.first ?? 0, (rows.at(-1)?.last ?? 0) + 1];
  const [top, baseline] = [22, 282];
  const x = (year: number) => ((year - first) / (end - first)) * frame.width;
  const y = (people: number) => baseline - (people / Math.max(...rows.map((row) => row.height))) * (baseline - top);
  /** Edges of a bar; whole periods leave a little air, so that the three years read as one block. */
  const edges = (row: Period): readonly [number, number] => [
    x(row.first) + 5,
    row.kind === 'part'
      ? x(row.first) + 5 + ((x(row.first + 1) - x(row.first) - 10) * row.months) / 12
      : x(row.last + 1) - 5,
  ];
  const solid = rows.filter((row) => row.kind === 'year' || row.kind === 'part');
  const bars = plotMarks({ chart: 'sky-net-by-year', frame }, baseline, {
    x: { type: 'identity' },
    y: { type: 'identity' },
    marks: [
      Plot.rect(
        solid.flatMap((row) => {
          const [x1, x2] = edges(row);
          const notAbroad = notAbroadOf(row, input);
          return notAbroad
            ? [
                { x1, x2, y1: y(row.height), y2: y(notAbroad) - 1.2 },
                { x1, x2, y1: y(notAbroad) + 1.2, y2: baseline },
              ]
            : [{ x1, x2, y1: y(row.height), y2: baseline }];
        }),
        { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', className: 'said' },
      ),
      Plot.ruleY([baseline], { x1: 0, x2: frame.width, className: 'baseline' }),
    ],
  });
  const middle = { class: 'label', 'text-anchor': 'middle' };
  const muted = { ...middle, class: 'label label--muted' };
  const years = Array.from({ length: end - first }, (_, index) =>
    text(x(first + index + 0.5), baseline + size * 1.4, String(first + index), {
      ...middle,
      class: 'label label--strong',
    }),
  );
  const marks = rows.map((row) => {
    const [x1, x2] = edges(row);
    const centre = x(row.first) + (x(row.last + 1) - x(row.first)) / 2;
    if (row.kind === 'not-found') {
      const lines = wrapText(words.text('labels.notFound', values), x2 - x1 + 10, size);
      return (
        element('rect', {
          class: 'unknown-box',
          x: x1,
          y: baseline - 8,
          width: x2 - x1,
          height: 8,
          fill: `url(#${hatch})`,
        }) + textLines(centre, baseline - 18 - (lines.length - 1) * size * 1.2, lines, size * 1.2, muted)
      );
    }
    const value = text(centre, y(row.height) - size * 0.5, format.number(row.people ?? 0), {
      ...middle,
      class: 'label label--strong',
    });
    if (row.kind === 'years') {
      const lines = wrapText(words.text('labels.average', values), x2 - x1, size);
      return (
        element('rect', {
          class: 'outline-said',
          x: x1,
          y: y(row.height),
          width: x2 - x1,
          height: baseline - y(row.height),
        }) +
        element('rect', {
          x: x1 + 0.75,
          y: y(row.height) + 0.75,
          width: x2 - x1 - 1.5,
          height: baseline - y(row.height) - 1.5,
          fill: `url(#${hatch})`,
        }) +
        text(x1, y(row.height) - size * 0.5 - lines.length * size * 1.25, words.text('labels.total', values), {
          class: 'label label--strong',
        }) +
        textLines(x1, y(row.height) - size * 0.5 - (lines.length - 1) * size * 1.25, lines, size * 1.25, {
          class: 'label',
        })
      );
    }
    if (row.kind === 'part') {
      const rest = x(row.first + 1) - 5;
      const lines = wrapText(words.text('labels.part', values), rest - x1 + 8, size);
      return (
        element('rect', {
          class: 'unknown-box',
          x: x2,
          y: y(row.height),
          width: rest - x2,
          height: baseline - y(row.height),
          fill: `url(#${hatch})`,
        }) +
        text(centre, y(row.height) - size * 0.5 - lines.length * size * 1.2, format.number(row.people ?? 0), {
          ...middle,
          class: 'label label--strong',
        }) +
        textLines(centre, y(row.height) - size * 0.5 - (lines.length - 1) * size * 1.2, lines, size * 1.2, muted)
      );
    }
    return (
      value +
      (notAbroadOf(row, input)
        ? text(centre, y(notAbroadOf(row, input)) + size * 1.25, format.number(notAbroadOf(row, input)), {
            ...middle,
            class: 'label label--strong label--inverse',
          })
        : '')
    );
  });
  const split = rows.find((row) => row.id === SPLIT);
  const note = split
    ? annotate([{ kind: 'said', text: words.text('labels.notAbroad', values) }], frame, {
        x: x(split.first - 1) + 5,
        y: top - 16,
        width: x(split.first + 1) - x(split.first - 1) - 14,
      })
    : undefined;
  return {
    height: baseline + size * 1.4 + 6,
    content: hatchPattern(hatch) + bars + marks.join('') + years.join('') + (note?.svg ?? ''),
  };
}

/** Time runs downwards and every bar is as high as its period; the length is people a year. */
function drawNarrow(input: DrawInput<Period>): Drawing {
  const { rows, frame, words, values, format } = input;
  const size = frame.label;
  const hatch = 'sky-net-by-year-narrow-hatch';
  const [first, end] = [rows[0]?.first ?? 0, (rows.at(-1)?.last ?? 0) + 1];
  const [left, pitch, longest] = [42, 34, frame.width - 42 - 46];
  const y = (year: number) => (year - first) * pitch;
  const x = (people: number) => left + (people / Math.max(...rows.map((row) => row.height))) * longest;
  const bottom = y(end);
  const edges = (row: Period): readonly [number, number] => [
    y(row.first) + 4,
    row.kind === 'part' ? y(row.first) + 4 + ((pitch - 8) * row.months) / 12 : y(row.last + 1) - 4,
  ];
  const solid = rows.filter((row) => row.kind === 'year' || row.kind === 'part');
  const bars = plotMarks({ chart: 'sky-net-by-year', frame }, bottom, {
    x: { type: 'identity' },
    y: { type: 'identity' },
    marks: [
      Plot.rect(
        solid.flatMap((row) => {
          const [y1, y2] = edges(row);
          const notAbroad = notAbroadOf(row, input);
          return notAbroad
            ? [
                { x1: left, x2: x(notAbroad) - 1, y1, y2 },
                { x1: x(notAbroad) + 1, x2: x(row.height), y1, y2 },
              ]
            : [{ x1: left, x2: x(row.height), y1, y2 }];
        }),
        { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', className: 'said' },
      ),
      Plot.ruleX([left], { y1: 0, y2: bottom, className: 'baseline' }),
    ],
  });
  const centreOf = (from: number, to: number) => (from + to) / 2 + size * 0.35;
  const years = Array.from({ length: end - first }, (_, index) =>
    text(left - 7, centreOf(y(first + index), y(first + index + 1)), String(first + index), {
      class: 'label label--strong',
      'text-anchor': 'end',
    }),
  );
  const marks = rows.map((row) => {
    const [y1, y2] = edges(row);
    const middle = centreOf(y(row.first), y(row.last + 1));
    if (row.kind === 'not-found')
      return (
        element('rect', { class: 'unknown-box', x: left, y: y1, width: 8, height: y2 - y1, fill: `url(#${hatch})` }) +
        text(left + 16, middle, words.text('labels.notFound', values), { class: 'label label--muted' })
      );
    const value = text(x(row.height) + 6, middle, format.number(row.people ?? 0), { class: 'label label--strong' });
    if (row.kind === 'years') {
      const lines = wrapText(words.text('labels.average', values), frame.width - x(row.height) - 8, size);
      const height = (lines.length + 1) * size * 1.3;
      const textTop = (y1 + y2) / 2 - height / 2 + size;
      return (
        element('rect', { class: 'outline-said', x: left, y: y1, width: x(row.height) - left, height: y2 - y1 }) +
        element('rect', {
          x: left + 0.75,
          y: y1 + 0.75,
          width: x(row.height) - left - 1.5,
          height: y2 - y1 - 1.5,
          fill: `url(#${hatch})`,
        }) +
        text(x(row.height) + 8, textTop, words.text('labels.total', values), { class: 'label label--strong' }) +
        textLines(x(row.height) + 8, textTop + size * 1.3, lines, size * 1.3, { class: 'label' })
      );
    }
    if (row.kind === 'part') {
      const rest = y(row.first + 1) - 4;
      const label = words.text('labels.part', values);
      const room = frame.width - x(row.height) - 6 - textWidth(format.number(row.people ?? 0), size, true) - 6;
      const lines = wrapText(label, room, size);
      return (
        element('rect', {
          class: 'unknown-box',
          x: left,
          y: y2,
          width: x(row.height) - left,
          height: rest - y2,
          fill: `url(#${hatch})`,
        }) +
        value +
        textLines(frame.width - room, middle - ((lines.length - 1) * size * 1.15) / 2, lines, size * 1.15, {
          class: 'label label--muted',
        })
      );
    }
    const notAbroad = notAbroadOf(row, input);
    return (
      value +
      (notAbroad
        ? text((left + x(notAbroad)) / 2, middle, format.number(notAbroad), {
            class: 'label label--strong label--inverse',
            'text-anchor': 'middle',
          })
        : '')
    );
  });
  const note = annotate([{ kind: 'said', text: words.text('labels.notAbroad', values) }], frame, {
    x: 0,
    y: bottom + 12,
    width: frame.width,
  });
  return {
    height: note.box.y + note.box.height + 2,
    content: hatchPattern(hatch) + bars + marks.join('') + years.join('') + note.svg,
  };
}
