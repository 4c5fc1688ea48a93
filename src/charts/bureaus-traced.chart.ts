import { decemberTotals } from '../dataset/country-listings.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { DECEMBER, matchedStations, SEPTEMBER, share, stationCount, tracedStations } from '../dataset/derived.ts';
import type { Row } from '../dataset/schema.ts';
import { column, defineChart, file, fileTable, reportClaims, sourcesOf } from './chart.ts';
import { type Block, beside, empty, flow, rule, stack } from './kit/block.ts';
import type { Kit } from './kit/kit.ts';
import type { Listing } from './kit/marks.ts';

/**
 * One bureau, or all together. What is not traced to a bureau can be split (a country is known, or nothing) for the whole only:
 * no source says to which bureau the stations belong whose country alone is known.
 */
interface BureauAccount {
  /** Null: all of them. */
  readonly bureau: string | null;
  readonly september: number;
  readonly december: number;
  readonly listed: number;
  readonly traced: number;
  readonly matched: number;
  /** Listed, less those traced to the bureau, less those matched. */
  readonly rest: number;
  readonly countryOnly: number | null;
  readonly notTraced: number | null;
}

const parts = ['september', 'december', 'listed', 'traced', 'matched', 'rest'] as const;

/** The bureaus in the order of their totals, then the whole. */
function accounts(dataset: Dataset): readonly BureauAccount[] {
  const { operators, listing_totals: totals } = dataset.tables;
  const bureaus = operators
    .map(({ id, name }): BureauAccount => {
      const addedBy = (report: string) =>
        totals.reduce((sum, row) => sum + (row.operator === id && row.report === report ? row.added : 0), 0);
      const countOf = (stations: readonly Row<'stations'>[]) =>
        stationCount(stations.filter((station) => station.operator === id));
      const [traced, matched] = [countOf(tracedStations(dataset)), countOf(matchedStations(dataset))];
      const [september, december] = [addedBy(SEPTEMBER), addedBy(DECEMBER)];
      const rest = september + december - traced - matched;
      return {
        bureau: name,
        september,
        december,
        listed: september + december,
        traced,
        matched,
        rest,
        countryOnly: null,
        notTraced: null,
      };
    })
    .sort((a, b) => b.listed - a.listed);
  const sums = parts.map((key) => [key, bureaus.reduce((sum, row) => sum + row[key], 0)]);
  const whole = Object.fromEntries(sums) as Record<(typeof parts)[number], number>;
  const all = decemberTotals(dataset);
  return [...bureaus, { bureau: null, ...whole, countryOnly: all.traced - whole.traced, notTraced: all.notTraced }];
}

/** Every listing as a square of its own: by bureau above, as one account below. */
export default defineChart<BureauAccount>({
  id: 'bureaus-traced',
  chapter: 'scale',
  order: 4,
  rows: accounts,
  assumes: (rows) => {
    const whole = rows.at(-1);
    const part = share(whole?.traced ?? 0, whole?.listed ?? 1);
    const [known, rest] = [(whole?.countryOnly ?? 0) + (whole?.notTraced ?? 0), whole?.rest ?? 0];
    return {
      'four bureaus, all four': rows.length === 5 || rows.flatMap((row) => row.bureau ?? []).join(', '),
      // Two ways to count the same list: the bureaus' totals and the countries'. If they part, the picture would be false.
      'not traced to a bureau: a country is known, or they are not traced at all':
        known === rest || `${rest} by the bureaus, ${known} by the countries`,
      'over half': part > 50 || `${part} per cent`,
    };
  },
  values: (rows) => {
    const named = rows.flatMap((row, index) => [
      [`name${index + 1}`, row.bureau],
      [`listed${index + 1}`, row.listed],
      [`traced${index + 1}`, row.traced],
    ]);
    const { listed, traced = 0, countryOnly, matched, notTraced, rest } = rows.at(-1) ?? {};
    const whole = {
      listed,
      withBureau: traced,
      countryOnly,
      traced: traced + (countryOnly ?? 0),
      matched,
      notTraced,
      rest,
    };
    return { ...Object.fromEntries(named), ...whole };
  },
  table: [
    column.text('bureau', (row, { say }) => row.bureau ?? say('allRow')),
    ...[...parts, 'countryOnly' as const, 'notTraced' as const].map((key) =>
      column.number<BureauAccount>(key, (row) => row[key]),
    ),
  ],
  file: (input) =>
    fileTable(
      input.rows.filter((row) => row.bureau !== null),
      [
        file.text('bureau', (row) => row.bureau),
        ...parts.map((key) => file.number<BureauAccount>(key, (row) => row[key])),
      ],
      input,
      () => ({ claims: reportClaims(null, input.dataset), sources: sourcesOf(input.dataset.tables.listing_totals) }),
    ),
  draw: (kit) => {
    const options = { gap: 12, ...(kit.wide ? { labels: 130 } : {}) };
    const bureaus = kit.rows.flatMap(({ bureau, listed, traced, matched, rest }) => {
      if (bureau === null) return [];
      const pieces = [
        run(kit, 'traced', traced, kit.say('tracedToIt', { traced })),
        run(kit, 'matched', matched, kit.say('matchedCount', { matched })),
        run(kit, 'not-traced', rest, kit.say('notTracedToIt', { rest })),
      ].filter((piece) => piece.height > 0);
      const mark = flow(pieces, kit.width - (kit.wide ? 142 : 0), 18, 4);
      return [{ label: bureau, strong: true, sub: kit.say('listed', { listed }), mark }];
    });
    const whole = [
      run(kit, 'traced', kit.count('withBureau'), kit.say('wholeTraced')),
      run(kit, 'unplaced', kit.count('countryOnly'), kit.say('wholeCountryOnly')),
      run(kit, 'matched', kit.count('matched'), kit.say('wholeMatched')),
      run(kit, 'not-traced', kit.count('notTraced'), kit.say('wholeNotTraced')),
    ];
    const all = [{ label: kit.say('all'), sub: kit.say('allListed'), strong: true, mark: stack(whole, 8) }];
    const sum = kit.message('sum', { ink: 'muted' });
    return stack([kit.named(bureaus, options), rule(kit.width), kit.named(all, options), sum], 16);
  },
  claims: reportClaims,
  restsOn: (_, { tables }) => [...tables.reports, ...tables.listing_totals, ...tables.operators, ...tables.stations],
});

/** Squares with their number in words behind them. */
const run = (kit: Kit<BureauAccount>, mark: Listing, count: number, words: string): Block =>
  count === 0 ? empty : beside([kit.units({ [mark]: count }, { perRow: kit.wide ? 40 : 16 }), kit.text(words)], 8);
