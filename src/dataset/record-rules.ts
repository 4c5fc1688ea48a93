/**
 * Rules on what a record says and rests on: texts, addresses, dates that must agree, twins. Each was tried on the edition as it is; what is refused here was a
 * slip wherever it was planted.
 */
import { geoDistance, utcDay } from 'd3';
import { once } from '../shared/once.ts';
import { addressRules } from './address-rules.ts';
import { type Checks, type Rule, statements, twins } from './checks.ts';
import { otherCountryOf } from './country-shapes.ts';
import { eventRules } from './event-rules.ts';
import { hostRules } from './host-rules.ts';
import { partRules } from './part-rules.ts';
import { keyOf, type LooseRow, type Row, tableNames } from './schema.ts';
import { sourceRules } from './source-rules.ts';

export const recordRules: readonly Rule[] = [
  checkTexts,
  checkPublishers,
  checkCoordinates,
  checkNeighbours,
  checkStatementDates,
  checkTwins,
  checkFiguresOnce,
  checkSpeakers,
  checkScale,
  ...[...addressRules, ...hostRules, ...eventRules, ...sourceRules, ...partRules],
];

const textFaults: readonly (readonly [RegExp, string, string])[] = [
  [/ {2,}/, 'one space between words', 'remove the second space'],
  [/<\/?[a-z!]/i, 'plain words', 'take the markup out: records are printed as they are'],
  [/\[\^|\{#|\]\(|\*\*/, 'plain words', 'take the reference or key out: Markdown belongs to the texts'],
  [/&(?:[a-z]{2,8}|#\d+|#x[\da-f]+);/i, 'plain words', 'write the sign itself, such as & for &amp;'],
  [/[\uff10-\uff19]/, 'plain digits', 'write the digits again: these are full-width ones'],
  [
    /\b(?:TODO|FIXME|XXX|TBC|TBD|lorem ipsum)\b/i,
    'words that are finished',
    'finish the text, or write null where nothing is known',
  ],
  [
    // Looks around only from the rare letters: every text of every table is tried.
    /(?<=[a-z][\p{L}\p{M}]*)[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}](?=[\p{L}\p{M}]*[a-z])/iu,
    'words of one script',
    'write the letters that look alike on a Latin keyboard again',
  ],
];
/** The texts of a row that have a fault, each with what it should be and how to fix it. */
const faultsOf = once((row: LooseRow) =>
  Object.entries(row).flatMap(([column, value]) => {
    if (typeof value !== 'string' || column === 'url') return [];
    const faults = textFaults.filter(([pattern]) => pattern.test(value));
    return faults.map(([, expected, fix]) => ({ column, value, expected, fix }));
  }),
);

/** Texts are plain words of one script, and what is said is a whole sentence. */
function checkTexts({ t, add, rows }: Checks): void {
  for (const name of tableNames)
    for (const row of t[name] as readonly LooseRow[])
      for (const { column, value, expected, fix } of faultsOf(row))
        add(name, keyOf(name, row), column, value, expected, fix);
  const cut = 'finish the sentence: it was cut off, or lacks its stop';
  const isWhole = (text: string) => /[.!?]["”’')]*$/.test(text);
  rows('claims', 'statement', cut, ({ statement }) => !isWhole(statement) && 'a sentence to its full stop');
  rows('responses', 'summary', cut, ({ summary }) => !isWhole(summary) && 'a sentence to its full stop');
}

/** What is known as a medium of the Chinese state is filed as one everywhere, unless a copy was read. */
function checkPublishers({ t, rows }: Checks): void {
  const state = new Set(
    t.sources.filter(({ kind }) => kind === 'chinese-state-media').map(({ publisher }) => publisher),
  );
  rows('sources', 'kind', 'fix the kind, or the publisher', ({ publisher, kind }) => {
    return (
      state.has(publisher) &&
      kind !== 'chinese-state-media' &&
      kind !== 'copy' &&
      'chinese-state-media, as other sources of this publisher'
    );
  });
}

/** Places are where they say, in more than whole degrees. */
function checkCoordinates({ rows }: Checks): void {
  rows('places', 'country', 'fix the country, or the id', ({ id, country }) => {
    return (
      !id.startsWith(`${country.toLowerCase()}-`) &&
      `the country with which the id begins: ${id.slice(0, 3).toUpperCase()}`
    );
  });
  rows(
    'places',
    ['latitude', 'longitude'],
    'look the place up: whole degrees are a hundred kilometres apart',
    ({ latitude, longitude }) => {
      return Number.isInteger(latitude) && Number.isInteger(longitude) && 'coordinates with two decimals at least';
    },
  );
  rows(
    'places',
    ['latitude', 'longitude'],
    'look the coordinates of the place up again, or fix its country',
    (place) => {
      const elsewhere = otherCountryOf(place);
      return elsewhere && `a spot in ${place.country}: this one is in ${elsewhere}`;
    },
  );
}

/** Kilometres between two places. */
const kilometres = (a: Row<'places'>, b: Row<'places'>): number =>
  6371 * geoDistance([a.longitude, a.latitude], [b.longitude, b.latitude]);

/** No two places are at one spot or have one number of GeoNames. */
function checkNeighbours({ t, rows }: Checks): void {
  const before = (place: Row<'places'>) => t.places.slice(0, t.places.indexOf(place));
  rows('places', ['latitude', 'longitude'], 'look the coordinates of the place up again', (place) => {
    const other = before(place).find(
      (neighbour) => Math.abs(place.latitude - neighbour.latitude) < 0.1 && kilometres(place, neighbour) < 5,
    );
    return other && `a spot of its own: this is ${other.name}`;
  });
  const copies = twins(t.places, ({ id, geonamesId }) => geonamesId ?? id);
  rows('places', 'geonamesId', 'look the number up again', (place) => {
    const other = copies.get(place);
    return other && `a number that no other place has: ${other.name} has this one`;
  });
}

/** Days between two dates as far as both are exact; negative where the first is later. */
function daysBetween(from: string, to: string): number {
  const length = Math.min(from.length, to.length);
  return utcDay.count(new Date(from.slice(0, length)), new Date(to.slice(0, length)));
}

/**
 * An answer is no older than what it answers; a week is left for what the press had before the report. What happened is reported by a source that is
 * not older than it by more than a month.
 */
function checkStatementDates({ t, rows }: Checks): void {
  const said = new Map(statements(t).map(([, row]) => [row.id, row.date]));
  const published = new Map(t.sources.map((source) => [source.id, source.date]));
  for (const table of ['claims', 'responses'] as const) {
    rows(table, 'date', 'fix the date, or what it answers', ({ date, answers }) => {
      const answered = answers.flatMap((other) => said.get(other) ?? []);
      if (date === null || answered.length === 0) return undefined;
      const isEarlier = answered.every((other) => daysBetween(other, date) < -7);
      return isEarlier && `a date not before what it answers: ${answered.join(', ')}`;
    });
    rows(table, 'sources', 'add the source that reports it, or fix the date', ({ date, sources }) => {
      const known = sources.flatMap((source) => published.get(source) ?? []);
      if (date === null || known.length === 0 || known.length < sources.length) return undefined;
      const isLater = known.every((source) => daysBetween(source, date) > 31);
      return isLater && `a source of ${date} or later: these are of ${known.join(', ')}`;
    });
  }
}

/** The words of a text in the order of the alphabet: what says the same in another order is the same. */
const bagOf = once((text: string): string =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => !/^(?:an?|the|of|in|and|that|its?)$/.test(word))
    .sort()
    .join(' '),
);

/** Nothing is recorded twice. */
function checkTwins({ t, add }: Checks): void {
  const said = statements(t).map(([table, { id, ...row }]) => {
    return {
      table,
      id,
      column: 'statement' in row ? 'statement' : 'summary',
      words: 'statement' in row ? row.statement : row.summary,
    };
  });
  for (const [{ table, id, column, words }, other] of twins(said, ({ words }) => bagOf(words)))
    add(
      table,
      id,
      column,
      words,
      `words that no other record has: ${other.id} has them`,
      'keep one of the two, and cite it',
    );
  const things = [
    ...t.people.map(({ id, name }) => ({ table: 'people' as const, id, thing: [name] })),
    ...t.places.map(({ id, country, name, kind }) => ({ table: 'places' as const, id, thing: [country, name, kind] })),
    ...t.stations.map(({ id, country, place, operator, report, listing, note }) => {
      return { table: 'stations' as const, id, thing: [country, place, operator, report, listing, note] };
    }),
  ];
  for (const [{ table, id }, other] of twins(things, ({ table, thing }) => JSON.stringify([table, thing])))
    add(table, id, 'id', id, `a row of its own: ${other.id} is of the same thing`, 'keep one of the two');
}

/** A claim has one figure of each unit. */
function checkFiguresOnce({ t, rows }: Checks): void {
  const copies = twins(t.claim_figures, ({ claim, unit }) => `${claim} ${unit}`);
  rows('claim_figures', 'value', 'keep the right one, or say in the unit what the other counts', (row) => {
    const other = copies.get(row);
    return other && `one figure of "${row.unit}" for ${row.claim}: it has ${other.value} already`;
  });
}

const privateRoles =
  /\b(?:owner|restaurant|shop|business(?:man|woman)?|resident|dissident|critic|employee|witness|neighbour)\b/i;

/** An authority speaks about its own country, China's about any; a denial denies something; who may be named holds or held an office. */
function checkSpeakers({ rows }: Checks): void {
  rows('responses', 'about', 'fix the countries, or who speaks', ({ actorCountry, about }) => {
    return (
      actorCountry !== null &&
      actorCountry !== 'CHN' &&
      about.length > 0 &&
      !about.includes(actorCountry) &&
      `${actorCountry} among them, as its authorities speak`
    );
  });
  rows('claims', 'answers', 'name it: a denial is shown beside its claim', ({ kind, answers }) => {
    const denies = kind === 'denial' || kind === 'counter-evidence';
    return denies && answers.length === 0 && 'the claim that it denies';
  });
  rows('people', 'role', 'take the person out: private people are not named', ({ role }) => {
    return privateRoles.test(role) && 'a public office or a published work';
  });
}

/** A value of a series is of the size of the others. */
function checkScale({ t, rows }: Checks): void {
  rows('returns', 'value', 'look for a thousand too many', ({ id: own, campaign, measure, value }) => {
    const others = t.returns.flatMap((row) =>
      row.id !== own && row.campaign === campaign && row.measure === measure && row.value !== null ? [row.value] : [],
    );
    const most = Math.max(...others);
    const isTooLarge = value !== null && others.length >= 3 && value > 20 * most;
    return isTooLarge && `about the size of the others of ${campaign}, at most ${most}`;
  });
}
