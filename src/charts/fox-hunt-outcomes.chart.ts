import type { Row as RowOf } from '../dataset/schema.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { wrapText } from './shared/labels.ts';
import { Plot, plotMarks } from './shared/plot.ts';
import { element, escapeXml, text, textLines } from './shared/svg.ts';
import { wordsHold } from './shared/words-hold.ts';
import { hatchPattern } from './shared/world-listings.ts';

type Method = RowOf<'return_methods'>['method'];

/** A period of the campaign with its total, and its outcomes where the ministry named them. */
interface Period {
  readonly id: string;
  readonly year: string;
  readonly part: boolean;
  readonly people: number;
  readonly countries: number | null;
  readonly outcomes: readonly { readonly method: Method; readonly people: number }[];
  readonly sources: readonly string[];
}

/** In the order in which they stand in a bar: what the chapter is about begins at the baseline. */
const methods: readonly Method[] = ['surrendered-or-persuaded', 'arrested', 'prosecuted-abroad'];
/** Told apart by form as well as ink. The inset keeps an outline inside its number. */
const forms: Readonly<Partial<Record<Method, { readonly form: string; readonly inset: number }>>> = {
  'surrendered-or-persuaded': { form: 'said', inset: 0 },
  arrested: { form: 'said-light', inset: 0.7 },
  'prosecuted-abroad': { form: 'step-3', inset: 0 },
};

/** How the people counted under Fox Hunt came back, as the police ministry claims: one bar a period, stacked where the outcomes are named. */
export default defineChart<Period>({
  id: 'fox-hunt-outcomes',
  chapter: 'persuasion',
  order: 3,
  rows: (dataset) =>
    dataset.tables.returns
      .filter((row) => row.campaign === 'fox-hunt' && row.measure === 'in-period')
      .map((row): Period => {
        const own = dataset.tables.return_methods.filter((method) => method.returns === row.id);
        const outcomes = methods.flatMap((method) =>
          own.filter((entry) => entry.method === method).map((entry) => ({ method, people: entry.value })),
        );
        const people = row.value ?? 0;
        if (own.length > 0 && outcomes.reduce((sum, outcome) => sum + outcome.people, 0) !== people)
          throw new Error(`fox-hunt-outcomes: the outcomes of ${row.id} do not add up to ${people}`);
        return {
          id: row.id,
          year: row.end.slice(0, 4),
          part: row.partial,
          people,
          countries: row.countries,
          outcomes,
          sources: [...row.sources, ...own.flatMap((method) => method.sources)],
        };
      })
      .sort((a, b) => (a.year < b.year ? -1 : 1)),
  values: (rows, dataset, format) => {
    const [first, second, last] = rows;
    const span = (row: Period | undefined) =>
      row ? `${dataset.get('returns', row.id).start} to ${dataset.get('returns', row.id).end}` : 'nothing';
    wordsHold('fox-hunt-outcomes', format, [
      {
        field: 'summary and description',
        says: 'July to December, April to December, then a whole year without a split',
        holds:
          rows.length === 3 &&
          /-07\b.* to .*-12\b/.test(span(first)) &&
          /-04\b.* to .*-12\b/.test(span(second)) &&
          last?.part === false &&
          last.outcomes.length === 0,
        found: rows.map(span).join('; '),
      },
    ]);
    const peopleOf = (row: Period | undefined, method: Method) =>
      row?.outcomes.find((outcome) => outcome.method === method)?.people ?? 0;
    return {
      firstYear: first?.year ?? '',
      firstPeople: first?.people ?? 0,
      firstPersuaded: peopleOf(first, 'surrendered-or-persuaded'),
      firstArrested: peopleOf(first, 'arrested'),
      firstCountries: first?.countries ?? 0,
      secondYear: second?.year ?? '',
      secondPeople: second?.people ?? 0,
      secondPersuaded: peopleOf(second, 'surrendered-or-persuaded'),
      secondArrested: peopleOf(second, 'arrested'),
      secondProsecuted: peopleOf(second, 'prosecuted-abroad'),
      secondCountries: second?.countries ?? 0,
      lastYear: last?.year ?? '',
      lastPeople: last?.people ?? 0,
      lastCountries: last?.countries ?? 0,
      lastExtradited: dataset.get('claim_figures', 'hunt-03-figure-2').value,
    };
  },
  table: ({ rows, words, values }) => ({
    columns: [
      { key: 'period', kind: 'text' },
      { key: 'people', kind: 'number' },
      ...methods.map((method) => ({ key: method, kind: 'number' as const })),
      { key: 'countries', kind: 'number' },
      { key: 'remark', kind: 'text' },
    ],
    rows: rows.map((row) => [
      periodOf(row, words.text(`labels.periods.${row.id}`, values)),
      row.people,
      ...methods.map((method) => row.outcomes.find((outcome) => outcome.method === method)?.people ?? null),
      row.countries,
      row.outcomes.length === 0
        ? words.text('labels.noSplit', values)
        : row.part
          ? words.text('labels.partYear', values)
          : null,
    ]),
  }),
  draw: (input) => (input.frame.name === 'wide' ? drawWide(input) : drawNarrow(input)),
  claims: () => ['hunt-01', 'hunt-02', 'hunt-03', 'hunt-23'],
  sources: (rows) => [...new Set(rows.flatMap((row) => row.sources))].sort(),
});

const periodOf = (row: Period, months: string): string => `${row.year}, ${months}`;

/** An outcome in words: those of the period where its source has words of its own, those of the category otherwise. */
function outcomeOf(
  row: Period,
  method: Method,
  people: number,
  { words, values }: Pick<DrawInput<Period>, 'words' | 'values'>,
): string {
  const own = `labels.outcomesOf.${row.id}.${method}`;
  return words.text(words.has(own) ? own : `labels.outcomes.${method}`, { ...values, people });
}

interface Segment {
  readonly method: Method;
  readonly people: number;
  readonly x1: number;
  readonly x2: number;
}

/** Where the outcomes of a period lie in its bar; a line of paper divides them. */
function segments(row: Period, at: (people: number) => number): readonly Segment[] {
  let before = 0;
  return row.outcomes.map(({ method, people }, index) => {
    const segment = { method, people, x1: at(before) + (index > 0 ? 1.6 : 0), x2: at(before + people) };
    before += people;
    return segment;
  });
}

/** The bars: parts where the outcomes are named, hatched where only the total is known. */
function drawBars(
  { rows, frame }: DrawInput<Period>,
  at: (people: number) => number,
  rowTop: (index: number) => number,
  barHeight: number,
): string {
  const hatch = `fox-hunt-outcomes-${frame.name}-hatch`;
  const bottom = rowTop(rows.length - 1) + barHeight;
  const pieces = rows.flatMap((row, index) =>
    segments(row, at).map(({ method, x1, x2 }) => {
      const { form = 'said', inset = 0 } = forms[method] ?? {};
      return { form, x1: x1 + inset, x2: x2 - inset, y1: rowTop(index) + inset, y2: rowTop(index) + barHeight - inset };
    }),
  );
  const bars = plotMarks({ chart: 'fox-hunt-outcomes', frame }, bottom + 4, {
    x: { type: 'identity' },
    y: { type: 'identity' },
    marks: [...new Set(pieces.map((piece) => piece.form))].map((form) =>
      Plot.rect(
        pieces.filter((piece) => piece.form === form),
        { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', className: form },
      ),
    ),
  });
  const unsplit = rows.flatMap((row, index) => {
    if (row.outcomes.length > 0) return [];
    const box = {
      x: at(0) + 0.75,
      y: rowTop(index) + 0.75,
      width: at(row.people) - at(0) - 1.5,
      height: barHeight - 1.5,
    };
    return [element('rect', { ...box, fill: `url(#${hatch})` }) + element('rect', { class: 'outline-said', ...box })];
  });
  const baseline = rows.map((_, index) => `M${at(0)} ${rowTop(index) - 4}v${barHeight + 8}`).join('');
  return hatchPattern(hatch) + bars + unsplit.join('') + element('path', { class: 'baseline', d: baseline });
}

/** Periods at the left, outcomes written into the bars, totals at their ends. */
function drawWide(input: DrawInput<Period>): Drawing {
  const { rows, frame, words, values } = input;
  const size = frame.label;
  const lead = size * 1.2;
  const [left, barHeight, pitch] = [132, 46, 70];
  const greatest = Math.max(...rows.map((row) => row.people));
  const at = (people: number) => left + (people / greatest) * 500;
  const rowTop = (index: number) => 4 + index * pitch;
  const labels = rows.map((row, index) => {
    const middle = rowTop(index) + barHeight / 2;
    const name =
      text(left - 12, middle - 3, row.year, { class: 'label label--strong', 'text-anchor': 'end' }) +
      text(left - 12, middle + lead - 3, words.text(`labels.periods.${row.id}`, values), {
        class: 'label label--muted',
        'text-anchor': 'end',
      });
    const inside = segments(row, at).map(({ method, people, x1, x2 }) => {
      if (method === 'prosecuted-abroad') return '';
      const lines = wrapText(outcomeOf(row, method, people, input), x2 - x1 - 16, size, true);
      return textLines(x1 + 9, middle - ((lines.length - 1) * lead) / 2 + size * 0.35, lines, lead, {
        class: method === 'surrendered-or-persuaded' ? 'label label--strong label--inverse' : 'label label--strong',
      });
    });
    const small = row.outcomes.find((outcome) => outcome.method === 'prosecuted-abroad');
    const lines = small
      ? wrapText(
          words.text('labels.outcomes.prosecuted-abroad', { ...values, people: small.people }),
          frame.width - at(row.people) - 12,
          size,
        )
      : [];
    const endTop = middle + size * 0.35 - (lines.length * lead) / 2;
    const end =
      text(at(row.people) + 10, endTop, words.text('labels.total', { ...values, people: row.people }), {
        class: 'label label--strong',
      }) + (lines.length > 0 ? textLines(at(row.people) + 10, endTop + lead, lines, lead, { class: 'label' }) : '');
    const unsplit =
      row.outcomes.length === 0
        ? text(left + 12, middle + size * 0.35, words.text('labels.noSplit', values), {
            class: 'label label--strong halo',
          })
        : '';
    return name + inside.join('') + unsplit + end;
  });
  return {
    height: rowTop(rows.length - 1) + barHeight + 6,
    content: drawBars(input, at, rowTop, barHeight) + labels.join(''),
  };
}

/** Period and total above each bar, its outcomes in lines below, each with its form. */
function drawNarrow(input: DrawInput<Period>): Drawing {
  const { rows, frame, words, values } = input;
  const size = frame.label;
  const lead = size * 1.4;
  const barHeight = 22;
  const greatest = Math.max(...rows.map((row) => row.people));
  const at = (people: number) => 1 + (people / greatest) * (frame.width - 2);
  const linesOf = (row: Period) => Math.max(row.outcomes.length, 1);
  const tops: number[] = [];
  let y = 0;
  for (const row of rows) {
    tops.push(y + size * 1.7);
    y += size * 1.7 + barHeight + 6 + linesOf(row) * lead + 22;
  }
  const rowTop = (index: number) => tops[index] ?? 0;
  const labels = rows.map((row, index) => {
    const top = rowTop(index);
    const title = element(
      'text',
      { x: 0, y: top - size * 0.7, class: 'label' },
      `${element('tspan', { class: 'label--strong' }, escapeXml(row.year))} ${element('tspan', { class: 'label--muted' }, escapeXml(`${words.text(`labels.periods.${row.id}`, values)}:`))} ${element('tspan', { class: 'label--strong' }, escapeXml(words.text('labels.total', { ...values, people: row.people })))}`,
    );
    if (row.outcomes.length === 0)
      return title + text(0, top + barHeight + lead, words.text('labels.noSplit', values), { class: 'label' });
    const lines = row.outcomes.map(({ method, people }, line) => {
      const baseline = top + barHeight + 3 + (line + 1) * lead;
      const { form = 'said', inset = 0 } = forms[method] ?? {};
      return (
        element('rect', {
          class: form,
          x: inset,
          y: baseline - size * 0.78 + inset,
          width: 11 - inset * 2,
          height: 11 - inset * 2,
        }) + text(18, baseline, outcomeOf(row, method, people, input), { class: 'label' })
      );
    });
    return title + lines.join('');
  });
  return { height: y - 22 + 2, content: drawBars(input, at, rowTop, barHeight) + labels.join('') };
}
