import { decemberTotals } from '../dataset/country-listings.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { bureauTotal, DECEMBER, matchedStations, SEPTEMBER, stationCount, tracedStations } from '../dataset/derived.ts';
import { ProblemsError } from '../dataset/problems.ts';
import { defineChart, file, fileTable, numberColumn, reportClaims, sourcesOf, textColumn } from './chart.ts';
import { type Block, beside, flow, rule, stack } from './kit/block.ts';
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

const counts = ['september', 'december', 'listed', 'traced', 'matched', 'rest'] as const;

/** The bureaus in the order of their totals, then the whole. */
function accounts(dataset: Dataset): readonly BureauAccount[] {
  const { operators, listing_totals: totals } = dataset.tables;
  const addedBy = (operator: string, report: string) =>
    totals.filter((row) => row.operator === operator && row.report === report).reduce((sum, row) => sum + row.added, 0);
  const bureaus = operators
    .map(({ id, name }): BureauAccount => {
      const [traced, matched] = [tracedStations(dataset), matchedStations(dataset)].map((stations) =>
        stationCount(stations.filter((station) => station.operator === id)),
      ) as [number, number];
      const listed = bureauTotal(dataset, id);
      const [september, december] = [addedBy(id, SEPTEMBER), addedBy(id, DECEMBER)];
      return {
        bureau: name,
        september,
        december,
        listed,
        traced,
        matched,
        rest: listed - traced - matched,
        countryOnly: null,
        notTraced: null,
      };
    })
    .sort((a, b) => b.listed - a.listed);
  const sum = (key: 'september' | 'december' | 'listed' | 'traced' | 'matched' | 'rest') =>
    bureaus.reduce((all, row) => all + row[key], 0);
  const all = decemberTotals(dataset);
  const whole: BureauAccount = {
    bureau: null,
    september: sum('september'),
    december: sum('december'),
    listed: sum('listed'),
    traced: sum('traced'),
    matched: sum('matched'),
    rest: sum('rest'),
    countryOnly: all.traced - sum('traced'),
    notTraced: all.notTraced,
  };
  checkWhole(whole, dataset.get('reports', DECEMBER).total);
  return [...bureaus, whole];
}

/** Two ways to count the same list: the bureaus' totals and the countries'. If they part, the picture would be false. */
function checkWhole({ listed, rest, countryOnly, notTraced }: BureauAccount, reported: number): void {
  if (listed === reported && rest === (countryOnly ?? 0) + (notTraced ?? 0)) return;
  throw new ProblemsError('The listings of the bureaus and of the countries part', [
    {
      file: 'data/listing_totals.json',
      where: 'all rows',
      field: 'added',
      found: `the bureaus add up to ${listed}, with ${rest} not traced to a bureau`,
      expected: `${reported} listed, as in data/reports.json, and ${countryOnly} + ${notTraced} not traced to a bureau, as the countries leave`,
      fix: 'fix the additions here, the totals in data/reports.json, or operator and count of rows in data/stations.json',
    },
  ]);
}

/** Every listing as a square of its own: by bureau above, as one account below. */
export default defineChart<BureauAccount>({
  id: 'bureaus-traced',
  chapter: 'scale',
  order: 4,
  rows: accounts,
  assumes: (rows) => ({
    'four bureaus, all four': rows.length === 5 || rows.flatMap((row) => row.bureau ?? []).join(', '),
  }),
  values: (rows) => {
    const whole = rows.find((row) => row.bureau === null);
    const [traced, countryOnly] = [whole?.traced ?? 0, whole?.countryOnly ?? 0];
    const named = rows.flatMap((row, index) => [
      [`name${index + 1}`, row.bureau ?? ''],
      [`listed${index + 1}`, row.listed],
      [`traced${index + 1}`, row.traced],
    ]);
    return {
      ...Object.fromEntries(named),
      listed: whole?.listed ?? 0,
      withBureau: traced,
      countryOnly,
      traced: traced + countryOnly,
      matched: whole?.matched ?? 0,
      notTraced: whole?.notTraced ?? 0,
      rest: whole?.rest ?? 0,
    };
  },
  table: [
    textColumn('bureau', (row, { words }) => row.bureau ?? words.text('labels.allRow')),
    ...[...counts, 'countryOnly' as const, 'notTraced' as const].map((key) =>
      numberColumn<BureauAccount>(key, (row) => row[key]),
    ),
  ],
  file: (input) =>
    fileTable(
      input.rows.filter((row) => row.bureau !== null),
      [
        file.text('bureau', (row) => row.bureau),
        ...counts.map((key) => file.number<BureauAccount>(key, (row) => row[key])),
      ],
      input,
      () => ({
        claims: input.dataset.tables.reports.map((report) => report.claim),
        sources: sourcesOf(input.dataset.tables.listing_totals),
      }),
    ),
  draw: (kit) => {
    const rows = kit.rows
      .filter((row) => row.bureau !== null)
      .map(({ bureau, listed, traced, matched, rest }) => ({
        label: bureau ?? '',
        strong: true,
        sub: kit.say('listed', { listed }),
        mark: run(kit, [
          ['traced', traced, kit.say('tracedToIt', { traced })],
          ['matched', matched, kit.say('matchedCount', { matched })],
          ['not-traced', rest, kit.say('notTracedToIt', { rest })],
        ]),
      }));
    const whole = stack(
      [
        run(kit, [['traced', Number(kit.values['withBureau']), kit.say('wholeTraced')]]),
        run(kit, [['unplaced', Number(kit.values['countryOnly']), kit.say('wholeCountryOnly')]]),
        run(kit, [['matched', Number(kit.values['matched']), kit.say('wholeMatched')]]),
        run(kit, [['not-traced', Number(kit.values['notTraced']), kit.say('wholeNotTraced')]]),
      ],
      8,
    );
    const all = kit.named(
      [{ label: kit.say('all'), sub: kit.say('allListed'), strong: true, mark: whole }],
      options(kit),
    );
    return stack(
      [kit.named(rows, options(kit)), rule(kit.width), all, kit.message('sum', { ink: 'muted', width: kit.width })],
      16,
    );
  },
  claims: reportClaims,
  sources: (_, { tables }) =>
    sourcesOf([...tables.reports, ...tables.listing_totals, ...tables.operators, ...tables.stations]),
});

const options = (kit: Kit<BureauAccount>) => (kit.wide ? { labels: 130, gap: 12 } : { gap: 12 });

/** Squares with their number in words behind them, like words in lines. */
function run(kit: Kit<BureauAccount>, parts: readonly (readonly [Listing, number, string])[]): Block {
  const width = kit.width - (kit.wide ? 142 : 0);
  const pieces = parts
    .filter(([, count]) => count > 0)
    .map(([mark, count, label]) =>
      beside([kit.units([{ mark, count }], { perRow: kit.wide ? 40 : 16 }), kit.text(label)], 8),
    );
  return flow(pieces, width, 18, 4);
}
