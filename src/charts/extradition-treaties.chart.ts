import { scaleUtc } from 'd3';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { annotate } from './shared/annotation.ts';
import { element, n, text } from './shared/svg.ts';
import { startOf } from './shared/time.ts';
import { wordsHold } from './shared/words-hold.ts';
import { hatchPattern } from './shared/world-listings.ts';

/** A treaty with China; dates as far as they were found. */
interface Treaty {
  readonly country: string;
  readonly name: string;
  readonly signed: string | null;
  readonly inForce: string | null;
  readonly note: string | null;
  readonly sources: readonly string[];
}

const claims = { treaties: 'law-12', spain: 'law-13', judgment: 'law-10', courts: 'law-11' } as const;
/** Extradition treaties of EU states with China on a time axis: signed, in force, or dates not found; and the judgment of 2022 across them. */
export default defineChart<Treaty>({
  id: 'extradition-treaties',
  chapter: 'persuasion',
  order: 6,
  rows: (dataset) =>
    dataset.tables.treaties
      .filter((row) => row.kind === 'extradition' && dataset.get('countries', row.country).europeanUnion)
      .map(
        (row): Treaty => ({
          country: row.country,
          name: dataset.get('countries', row.country).name,
          signed: row.signed,
          inForce: row.inForce,
          note: row.note,
          sources: row.sources,
        }),
      )
      // A treaty without a date cannot be put into the order of signing: it stands last.
      .sort((a, b) => (a.signed ?? '9999').localeCompare(b.signed ?? '9999', 'en')),
  values: (rows, dataset, format) => {
    const dated = rows.filter((row) => row.signed);
    const complete = rows.filter((row) => row.inForce);
    const last = [...complete].sort((a, b) => ((a.inForce ?? '') < (b.inForce ?? '') ? -1 : 1)).at(-1);
    const judgment = dataset.get('claims', claims.judgment);
    const before = (country: string, other: string) => {
      const [own, others] = [country, other].map((code) => rows.find((row) => row.country === code));
      return own !== undefined && (own.signed === null || (others?.signed ?? '') > own.signed);
    };
    wordsHold('extradition-treaties', format, [
      {
        field: 'asOf',
        says: 'the judgment of 6 October 2022',
        holds: judgment.date === '2022-10-06',
        found: judgment.date ?? 'no date',
      },
      {
        field: 'notes',
        says: 'Poland, which is not among the nine',
        holds: rows.length === 9 && rows.every((row) => row.country !== 'POL'),
        found: rows.map((row) => row.name).join(', '),
      },
      {
        field: 'notes',
        says: 'Bulgaria, Romania and Lithuania had older ones than Spain',
        holds: ['BGR', 'ROU', 'LTU'].every((country) => before(country, 'ESP')),
        found: rows.map((row) => `${row.name} ${row.signed ?? 'no date'}`).join(', '),
      },
      {
        field: 'notes',
        says: 'when the treaties of Cyprus and Portugal entered into force we did not find',
        holds: ['CYP', 'PRT'].every((country) => rows.some((row) => row.country === country && row.inForce === null)),
        found:
          rows
            .filter((row) => row.inForce === null)
            .map((row) => row.name)
            .join(', ') || 'none without a date in force',
      },
    ]);
    return {
      treaties: rows.length,
      complete: complete.length,
      incomplete: rows.length - complete.length,
      first: dated[0]?.name ?? '',
      firstSigned: format.date(dated[0]?.signed ?? ''),
      lastSigned: dated.at(-1)?.name ?? '',
      lastSignedDate: format.date(dated.at(-1)?.signed ?? ''),
      lastInForce: last?.name ?? '',
      lastInForceDate: format.date(last?.inForce ?? ''),
      noForce: format.list(dated.filter((row) => !row.inForce).map((row) => row.name)),
      noDate: format.list(rows.filter((row) => !row.signed).map((row) => row.name)),
      judgmentDate: format.date(judgment.date ?? ''),
    };
  },
  table: ({ rows, format, words }) => ({
    columns: [
      { key: 'country', kind: 'text' },
      { key: 'signed', kind: 'text' },
      { key: 'inForce', kind: 'text' },
      { key: 'remark', kind: 'text' },
    ],
    rows: rows.map((row) => [
      row.name,
      row.signed ? format.date(row.signed) : words.text('labels.notFound'),
      row.inForce ? format.date(row.inForce) : words.text('labels.notFound'),
      row.note,
    ]),
  }),
  draw: (input) => (input.frame.name === 'wide' ? drawWide(input) : drawNarrow(input)),
  claims: () => Object.values(claims),
  sources: (rows, dataset) =>
    [...new Set([...rows.flatMap((row) => row.sources), ...dataset.get('claims', claims.judgment).sources])].sort(),
});

interface Axis {
  readonly x: (date: Date) => number;
  readonly left: number;
  readonly right: number;
  readonly judgment: Date;
  readonly years: readonly number[];
}

/** From the year of the first signature to the end of the year of the judgment. What became of the treaties later we did not research. */
function axisFor({ rows, dataset }: DrawInput<Treaty>, left: number, right: number): Axis {
  const judgment = startOf(dataset.get('claims', claims.judgment).date ?? '');
  const dates = rows.flatMap((row) => [row.signed ?? [], row.inForce ?? []].flat());
  const firstYear = Math.min(...dates.map((date) => Number(date.slice(0, 4))));
  const endYear = judgment.getUTCFullYear() + 1;
  const scale = scaleUtc()
    .domain([startOf(String(firstYear)), startOf(String(endYear))])
    .range([left, right]);
  const years = Array.from({ length: endYear - firstYear + 1 }, (_, index) => firstYear + index).filter(
    (year) => year % 5 === 0,
  );
  return { x: (date) => scale(date), left, right, judgment, years };
}

/** Signed: a ring, then a thin line. In force: a solid bar. Date in force not found: hatched from the signature on. No date at all: a dashed line. */
function drawTreaty(row: Treaty, y: number, { x, left, right }: Axis, hatch: string): string {
  if (!row.signed) return element('path', { class: 'outline-unknown', d: `M${n(left)} ${n(y)}H${n(right)}` });
  const signed = x(startOf(row.signed));
  const ring = element('circle', { class: 'outline-said', cx: signed, cy: y, r: 4.5 });
  if (!row.inForce)
    return (
      ring +
      element('rect', {
        class: 'unknown-box',
        x: signed + 7,
        y: y - 5,
        width: right - signed - 7.5,
        height: 10,
        fill: `url(#${hatch})`,
      })
    );
  const inForce = x(startOf(row.inForce));
  const between =
    inForce > signed + 5
      ? element('path', { class: 'outline-said', d: `M${n(signed + 4.5)} ${n(y)}H${n(inForce)}` })
      : '';
  return between + element('rect', { class: 'said', x: inForce, y: y - 5, width: right - inForce, height: 10 }) + ring;
}

const judgmentLine = ({ x, judgment }: Axis, from: number, to: number): string =>
  element('path', { class: 'outline-answered', d: `M${n(x(judgment))} ${n(from)}V${n(to)}` });

/** Dates in columns, so that the time axis stays free of labels; the judgment is told above its line. */
function drawWide(input: DrawInput<Treaty>): Drawing {
  const { rows, frame, words, values, format } = input;
  const size = frame.label;
  const hatch = 'extradition-treaties-wide-hatch';
  const axis = axisFor(input, 282, frame.width - 2);
  const columns = [0, 82, 180] as const;
  const lineX = axis.x(axis.judgment);
  const note = annotate([{ kind: 'answered', text: words.text('labels.judgment', values) }], frame, {
    x: lineX - 330,
    y: 0,
    width: 318,
  });
  const headY = note.box.height + size * 1.4;
  const pitch = 29;
  const rowY = (index: number) => headY + 22 + index * pitch;
  const bottom = rowY(rows.length - 1) + 14;
  const grid = element('path', {
    class: 'rule',
    d: axis.years.map((year) => `M${n(axis.x(startOf(String(year))))} ${n(headY + 6)}V${n(bottom)}`).join(''),
  });
  const years = axis.years.map((year) =>
    text(axis.x(startOf(String(year))), bottom + size * 1.2, String(year), {
      class: 'label label--muted',
      'text-anchor': 'middle',
    }),
  );
  const heads =
    text(columns[1], headY, words.text('labels.signed'), { class: 'label label--muted' }) +
    text(columns[2], headY, words.text('labels.inForce'), { class: 'label label--muted' });
  const lines = rows.map((row, index) => {
    const baseline = rowY(index) + size * 0.35;
    const date = (value: string | null, at: number) =>
      text(at, baseline, value ? format.shortDate(value) : words.text('labels.notFound'), {
        class: value ? 'label' : 'label label--muted',
      });
    return (
      text(columns[0], baseline, row.name, { class: 'label label--strong' }) +
      date(row.signed, columns[1]) +
      date(row.inForce, columns[2]) +
      drawTreaty(row, rowY(index), axis, hatch)
    );
  });
  return {
    height: bottom + size * 1.2 + 5,
    content:
      hatchPattern(hatch) + grid + heads + lines.join('') + judgmentLine(axis, 1, bottom) + note.svg + years.join(''),
  };
}

/** Name and dates above each line; the judgment is told above them all. */
function drawNarrow(input: DrawInput<Treaty>): Drawing {
  const { rows, frame, words, values, format } = input;
  const size = frame.label;
  const hatch = 'extradition-treaties-narrow-hatch';
  const axis = axisFor(input, 5, frame.width - 1);
  const lineX = axis.x(axis.judgment);
  const note = annotate([{ kind: 'answered', text: words.text('labels.judgment', values) }], frame, {
    x: 0,
    y: 0,
    width: lineX - 10,
  });
  const pitch = 58;
  const rowTop = (index: number) => note.box.height + 12 + index * pitch;
  const lineY = (index: number) => rowTop(index) + size * 2.3 + 14;
  const bottom = lineY(rows.length - 1) + 10;
  const years = axis.years.map((year) =>
    text(axis.x(startOf(String(year))), bottom + size * 1.3, String(year), {
      class: 'label label--muted',
      'text-anchor': 'middle',
    }),
  );
  const ticks = element('path', {
    class: 'leader',
    d: axis.years.map((year) => `M${n(axis.x(startOf(String(year))))} ${n(bottom)}v5`).join(''),
  });
  const lines = rows.map((row, index) => {
    const dates = row.signed
      ? words.text(row.inForce ? 'labels.signedInForce' : 'labels.signedOnly', {
          signed: format.shortDate(row.signed),
          inForce: row.inForce ? format.shortDate(row.inForce) : '',
        })
      : words.text('labels.noDates');
    return (
      text(0, rowTop(index) + size, row.name, { class: 'label label--strong' }) +
      text(0, rowTop(index) + size * 2.3, dates, { class: 'label label--muted' }) +
      drawTreaty(row, lineY(index), axis, hatch)
    );
  });
  // The line stops at each row of words and goes on at the next mark.
  const crossings = rows.map((_, index) => judgmentLine(axis, lineY(index) - 11, lineY(index) + 11)).join('');
  return {
    height: bottom + size * 1.3 + 5,
    content:
      hatchPattern(hatch) +
      lines.join('') +
      crossings +
      judgmentLine(axis, 1, note.box.height) +
      note.svg +
      ticks +
      years.join(''),
  };
}
