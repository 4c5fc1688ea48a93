import type { Dataset } from '../dataset/dataset.ts';
import { type DrawInput, type Drawing, defineChart } from './chart.ts';
import { textWidth, wrapText } from './shared/labels.ts';
import { columnHeight, laterRounds, officerSquares, type PatrolRound, patrolRounds } from './shared/officers.ts';
import { element, escapeXml, text, textLines } from './shared/svg.ts';
import { wordsHold } from './shared/words-hold.ts';
import { hatchPattern } from './shared/world-listings.ts';

/** What the records say of a year: a round, patrols suspended, patrols ended by a minister, or nothing that we found. */
type State = 'held' | 'suspended' | 'ended' | 'not-found';

interface HostYear {
  readonly host: string;
  readonly name: string;
  readonly year: number;
  readonly state: State;
  readonly round: PatrolRound | undefined;
}

/** Italy first, for scale. Years after the last were not researched. */
const hosts = ['ITA', 'HRV', 'SRB'] as const;
/** The ministries' denial answers the second report; it is the answer that this chart shows openly. */
const claims = {
  croatia: ['ctx-01', 'ctx-14'],
  serbia: ['ctx-02', 'ctx-03'],
  italy: 'it-14',
  stopped: 'it-19',
  ended: 'it-29',
  denial: 'ctx-04',
} as const;

function hostYears(dataset: Dataset): readonly HostYear[] {
  const all = hosts.map((host) => ({ host, rounds: patrolRounds(dataset, host, 'CHN') }));
  const years = all.flatMap(({ rounds }) => rounds.map((round) => round.year));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const endedIn = Number(dataset.get('claims', claims.ended).date?.slice(0, 4));
  return all.flatMap(({ host, rounds }) =>
    Array.from({ length: last - first + 1 }, (_, index): HostYear => {
      const year = first + index;
      const round = rounds.find((candidate) => candidate.year === year);
      const state: State = round
        ? round.held
          ? 'held'
          : 'suspended'
        : host === 'ITA' && year > endedIn
          ? 'ended'
          : 'not-found';
      return { host, name: dataset.get('countries', host).name, year, state, round };
    }),
  );
}

const heldIn = (rows: readonly HostYear[], host: string): readonly PatrolRound[] =>
  rows.filter((row) => row.host === host).flatMap((row) => (row.state === 'held' && row.round ? [row.round] : []));

/** Years after the first round in any of these countries in which none of them had one that we found. */
function yearsWithout(rows: readonly HostYear[], countries: readonly string[]): readonly number[] {
  const own = rows.filter((row) => countries.includes(row.host));
  const held = new Set(own.flatMap((row) => (row.state === 'held' ? [row.year] : [])));
  return [...new Set(own.map((row) => row.year))].filter((year) => year > Math.min(...held) && !held.has(year));
}

/** Rounds in Croatia before China's ambassador told their officers. */
const BEFORE_AMBASSADOR = 4;

export default defineChart<HostYear>({
  id: 'patrols-croatia-serbia',
  chapter: 'italy',
  order: 4,
  rows: hostYears,
  values: (rows, dataset, format) => {
    const [croatia, serbia, italy] = [heldIn(rows, 'HRV'), heldIn(rows, 'SRB'), heldIn(rows, 'ITA')];
    const pause = rows.filter((row) => row.state === 'suspended');
    const [laterCroatia, laterItaly] = [laterRounds(croatia, format), laterRounds(italy, format, { yearly: true })];
    // The first round after years without one that we found.
    const again = croatia.find((round, index) => round.year - (croatia[index - 1]?.year ?? round.year) > 1);
    const none = yearsWithout(rows, ['HRV', 'SRB']);
    const ambassadorTotal = dataset.get('claim_figures', 'ctx-01-figure-3').value;
    const foundBefore = croatia.slice(0, BEFORE_AMBASSADOR).reduce((sum, round) => sum + round.officers, 0);
    const yearsOf = (rounds: readonly PatrolRound[]) =>
      `rounds in ${rounds.map((round) => round.year).join(', ') || 'no year'}`;
    wordsHold('patrols-croatia-serbia', format, [
      {
        field: 'headline',
        says: 'Croatia hosted patrols again',
        holds: again !== undefined,
        found: `${yearsOf(croatia)} in Croatia`,
      },
      {
        field: 'headline and summary',
        says: 'Serbia: a first round, and one again',
        holds: serbia.length === 2,
        found: `${yearsOf(serbia)} in Serbia`,
      },
      {
        field: 'summary',
        says: 'Italy: a first round, and later ones',
        holds: italy.length > 1,
        found: `${yearsOf(italy)} in Italy`,
      },
      {
        field: 'description',
        says: 'before Croatia’s fifth round',
        holds: croatia.length > BEFORE_AMBASSADOR,
        found: `${yearsOf(croatia)} in Croatia`,
      },
      {
        field: 'description',
        says: 'no round was found in Croatia or Serbia for',
        holds: none.length > 0,
        found: 'a round in either in each year',
      },
    ]);
    return {
      croatiaFirst: croatia[0]?.officers ?? 0,
      croatiaFirstYear: String(croatia[0]?.year ?? ''),
      croatiaLater: laterCroatia.officers,
      laterCroatia: laterCroatia.form,
      croatiaLaterYears: format.list(croatia.slice(1).map((round) => String(round.year))),
      croatiaAgain: String(again?.year ?? ''),
      croatiaRounds: croatia.length,
      serbiaFirst: serbia[0]?.officers ?? 0,
      serbiaFirstYear: String(serbia[0]?.year ?? ''),
      serbiaLast: serbia.at(-1)?.officers ?? 0,
      serbiaLastYear: String(serbia.at(-1)?.year ?? ''),
      serbiaRounds: serbia.length,
      italyRounds: italy.length,
      italyFirst: italy[0]?.officers ?? 0,
      italyFirstYear: String(italy[0]?.year ?? ''),
      italyLater: laterItaly.officers,
      laterItaly: laterItaly.form,
      italyLastYear: String(italy.at(-1)?.year ?? ''),
      pauseStart: String(pause[0]?.year ?? ''),
      pauseEnd: String(pause.at(-1)?.year ?? ''),
      lastYear: String(rows.at(-1)?.year ?? ''),
      endedOn: format.date(dataset.get('claims', claims.ended).date ?? ''),
      endedMonth: format.shortDate((dataset.get('claims', claims.ended).date ?? '').slice(0, 7)).replace(' ', '\u00a0'),
      deniedOn: format.date(dataset.get('claims', claims.denial).date ?? ''),
      ambassadorTotal,
      foundBefore,
      ambassador: foundBefore === ambassadorTotal ? 'fits' : 'differs',
      noneYears: format.list(none.map(String)),
    };
  },
  table: ({ rows, words, values }) => ({
    columns: [
      { key: 'year', kind: 'text' },
      ...hosts.map((host) => ({ key: host, kind: 'number' as const })),
      { key: 'state', kind: 'text' },
    ],
    rows: [...new Set(rows.map((row) => row.year))].map((year) => {
      const own = hosts.map((host) => rows.find((row) => row.host === host && row.year === year));
      const states = own.flatMap((row) =>
        row && row.state !== 'held' ? [words.text(`labels.states.${row.state}`, { ...values, country: row.name })] : [],
      );
      return [String(year), ...own.map((row) => row?.round?.officers ?? null), states.join('; ') || null];
    }),
  }),
  draw,
  claims: () => [...claims.croatia, ...claims.serbia, claims.italy, claims.stopped, claims.ended, claims.denial],
  sources: (rows, dataset) =>
    [
      ...new Set([
        ...rows.flatMap((row) => row.round?.sources ?? []),
        ...[claims.ended, claims.denial].flatMap((id) => dataset.get('claims', id).sources),
      ]),
    ].sort(),
});

/** Years next to each other in one state, so that a gap gets one mark and one label. */
function runs(rows: readonly HostYear[]): { readonly state: State; readonly years: readonly number[] }[] {
  const found: { state: State; years: number[] }[] = [];
  for (const row of rows) {
    const last = found.at(-1);
    if (last && last.state === row.state) last.years.push(row.year);
    else found.push({ state: row.state, years: [row.year] });
  }
  return found;
}

/** A panel a country on one scale of years and officers; what was not found or not researched is hatched. */
function draw(input: DrawInput<HostYear>): Drawing {
  const { rows, frame, words, values, format } = input;
  const wide = frame.name === 'wide';
  const size = frame.label;
  const hatch = `patrols-croatia-serbia-${frame.name}-hatch`;
  const hatched = (x: number, y: number, width: number, height: number) =>
    element('rect', { class: 'unknown-box', x, y, width, height, fill: `url(#${hatch})` });
  const years = [...new Set(rows.map((row) => row.year))];
  const [left, side] = wide ? [132, 13] : [0, 10];
  // One column more than years: time that was not researched.
  const step = (frame.width - left) / (years.length + 1);
  const centre = (year: number) => left + (year - (years[0] ?? 0) + 0.5) * step;
  const later = (years.at(-1) ?? 0) + 1;
  const tallest = columnHeight(Math.max(...rows.map((row) => row.round?.officers ?? 0)), side);
  const head = wide ? 2 : size * 1.4 + 10;
  const pitch = head + size * 1.3 + tallest + size * 1.6 + (wide ? 14 : 12);
  const middle = { class: 'label', 'text-anchor': 'middle' };
  const muted = { ...middle, class: 'label label--muted' };

  /** A gap of one or more years: hatched or with its zeros, and in words where there is room for them. */
  const gap = (
    label: string,
    kind: 'hatched' | 'zeros' | 'plain',
    gapYears: readonly number[],
    baseline: number,
  ): string => {
    const [from, to] = [centre(gapYears[0] ?? 0) - step / 2 + 5, centre(gapYears.at(-1) ?? 0) + step / 2 - 5];
    const zeros =
      kind === 'zeros'
        ? gapYears.map((year) => text(centre(year), baseline - size * 0.4, format.number(0), middle)).join('')
        : '';
    const mark = kind === 'hatched' ? hatched(from, baseline - 7, to - from, 7) : '';
    // Wide labels of neighbouring gaps must not touch; narrow ones have no neighbours in words.
    const lines = wrapText(label, to - from + (wide ? 2 : 10), size);
    // A single narrow year may have no room: its hatching is explained in the key below.
    if (lines.some((line) => textWidth(line, size) > to - from + 12)) return mark;
    const bottom = baseline - (kind === 'hatched' ? 14 : kind === 'zeros' ? size * 1.7 : size * 0.4);
    return (
      zeros + mark + textLines((from + to) / 2, bottom - (lines.length - 1) * size * 1.2, lines, size * 1.2, muted)
    );
  };

  const panels = hosts.map((host, index) => {
    const own = rows.filter((row) => row.host === host);
    const baseline = index * pitch + head + size * 1.3 + tallest;
    const rounds = heldIn(rows, host);
    const title = words.text(`labels.rounds.${host}`, values);
    const name = own[0]?.name ?? host;
    const names = wide
      ? text(0, baseline - size * 1.5, name, { class: 'label label--strong' }) +
        text(0, baseline - size * 0.2, title, { class: 'label label--muted' })
      : element(
          'text',
          { x: 0, y: index * pitch + size, class: 'label' },
          `${element('tspan', { class: 'label--strong' }, escapeXml(name))} ${element('tspan', { class: 'label--muted' }, escapeXml(title))}`,
        );
    const squares = element('path', {
      class: 'said',
      d: rounds.map((round) => officerSquares(round.officers, { centre: centre(round.year), baseline, side })).join(''),
    });
    const numbers = rounds.map((round) =>
      text(
        centre(round.year),
        baseline - columnHeight(round.officers, side) - size * 0.4,
        format.number(round.officers),
        { ...middle, class: 'label label--strong' },
      ),
    );
    const axis = [
      ...own.map((row) => text(centre(row.year), baseline + size * 1.25, String(row.year), muted)),
      text(centre(later), baseline + size * 1.25, words.text('labels.later'), muted),
    ];
    const gaps = runs(own).map(({ state, years: run }) =>
      state === 'held'
        ? ''
        : gap(
            words.text(`labels.gaps.${state}`, values),
            state === 'not-found' ? 'hatched' : state === 'suspended' ? 'zeros' : 'plain',
            run,
            baseline,
          ),
    );
    const after = gap(words.text('labels.notResearched'), 'hatched', [later], baseline);
    return (
      names +
      squares +
      numbers.join('') +
      axis.join('') +
      gaps.join('') +
      after +
      element('path', {
        class: 'baseline',
        d: `M${left} ${Math.round(baseline * 10) / 10}H${Math.round(centre(later) - step / 2)}`,
      })
    );
  });

  const bottom = (hosts.length - 1) * pitch + head + size * 1.3 + tallest + size * 1.25;
  if (wide) return { height: bottom + 6, content: hatchPattern(hatch) + panels.join('') };
  const keyY = bottom + size * 2.2;
  const keyLines = wrapText(words.text('labels.key', values), frame.width - 26, size);
  const note =
    hatched(1, keyY - size * 0.85, 16, size + 2) + textLines(26, keyY, keyLines, size * 1.3, { class: 'label' });
  return {
    height: keyY + (keyLines.length - 1) * size * 1.3 + 6,
    content: hatchPattern(hatch) + panels.join('') + note,
  };
}
