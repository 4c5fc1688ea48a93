import { sort, sum } from 'd3';
import { decemberTotals } from '../dataset/country-listings.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { DECEMBER, SEPTEMBER, share } from '../dataset/derived.ts';
import { column, defineChart, file, fileTable, reportClaims, sourcesOf } from './chart.ts';
import { flow, type Listing, rule, stack } from './kit.ts';
import { accountOf } from './shared/bureaus.ts';

const parts = ['september', 'december', 'listed', 'traced', 'matched', 'rest'] as const;
/**
 * One bureau, or all together (null). What is not traced to a bureau can be split (a country is known, or nothing) for the whole only:
 * no source says to which bureau the stations belong whose country alone is known.
 */
type Account = Readonly<Record<(typeof parts)[number], number>> &
  Readonly<{ bureau: string | null; countryOnly: number | null; notTraced: number | null }>;

/** The bureaus in the order of their totals, then the whole. */
function accounts(dataset: Dataset): readonly Account[] {
  const bureaus = dataset.tables.operators.map(({ id, name }) => {
    const listedIn = (report: string) => accountOf(dataset, id, report).listed;
    const account = { ...accountOf(dataset, id), september: listedIn(SEPTEMBER), december: listedIn(DECEMBER) };
    return { ...account, bureau: name, countryOnly: null, notTraced: null };
  });
  const sums = parts.map((key) => [key, sum(bureaus, (row) => row[key])]);
  const whole = Object.fromEntries(sums) as Record<(typeof parts)[number], number>;
  const { traced, notTraced } = decemberTotals(dataset);
  const all = { ...whole, bureau: null, countryOnly: traced - whole.traced, notTraced };
  return [...sort(bureaus, (row) => -row.listed), all];
}

/** Every listing as a square of its own: by bureau above, as one account below. */
export default defineChart<Account>({
  chapter: 'scale',
  order: 4,
  rows: accounts,
  assumes: (rows) => {
    const { traced = 0, listed = 1, countryOnly, notTraced, rest } = rows.at(-1) ?? {};
    const [part, known] = [share(traced, listed), (countryOnly ?? 0) + (notTraced ?? 0)];
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
    const { traced = 0, countryOnly, ...whole } = rows.at(-1) ?? {};
    const all = { ...whole, countryOnly, withBureau: traced, traced: traced + (countryOnly ?? 0) };
    return { ...Object.fromEntries(named), ...all };
  },
  table: [
    column.text('bureau', (row, { say }) => row.bureau ?? say('allRow')),
    ...([...parts, 'countryOnly', 'notTraced'] as const).map((key) => column.number(key)),
  ],
  file: (input) =>
    fileTable(
      input.rows.filter((row) => row.bureau !== null),
      [file.text('bureau'), ...parts.map((key) => file.number<Account>(key, (row) => row[key]))],
      input,
      () => ({ claims: reportClaims(null, input.dataset), sources: sourcesOf(input.dataset.tables.listing_totals) }),
    ),
  draw: (kit) => {
    const options = { gap: 12, ...(kit.wide ? { labels: 130 } : {}) };
    /** Squares of each kind that there is, with their number in words. */
    const runs = (width: number, kinds: readonly (readonly [Listing, number, string])[]) =>
      kinds.flatMap(([mark, count, words]) => (count === 0 ? [] : kit.counted({ [mark]: count }, words, { width })));
    const bureaus = kit.rows.flatMap(({ bureau, listed, traced, matched, rest }) => {
      if (bureau === null) return [];
      const mark = (width: number) => {
        const pieces = runs(width, [
          ['traced', traced, kit.say('tracedToIt', { traced })],
          ['matched', matched, kit.say('matchedCount', { matched })],
          ['not-traced', rest, kit.say('notTracedToIt', { rest })],
        ]);
        return flow(pieces, width, 18, 4);
      };
      return [{ label: bureau, strong: true, sub: kit.say('listed', { listed }), mark }];
    });
    const mark = (width: number) => {
      const pieces = runs(width, [
        ['traced', kit.count('withBureau'), kit.say('wholeTraced')],
        ['unplaced', kit.count('countryOnly'), kit.say('wholeCountryOnly')],
        ['matched', kit.count('matched'), kit.say('wholeMatched')],
        ['not-traced', kit.count('notTraced'), kit.say('wholeNotTraced')],
      ]);
      return stack(pieces, 8);
    };
    const all = { label: kit.say('all'), sub: kit.say('allListed'), strong: true, mark };
    const sums = kit.message('sum', { ink: 'muted' });
    return [kit.named(bureaus, options), rule(kit.width), kit.named([all], options), sums];
  },
  claims: reportClaims,
  restsOn: (_, { tables }) => [...tables.reports, ...tables.listing_totals, ...tables.operators, ...tables.stations],
});
