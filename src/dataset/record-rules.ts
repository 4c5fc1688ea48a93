/**
 * Rules on what a record says and rests on: texts, addresses, dates that must agree, twins. Each was tried on the edition as it is; what is refused here was a
 * slip wherever it was planted.
 */
import { checkAddresses } from './address-rules.ts';
import { otherCountryOf } from './country-shapes.ts';
import { checkEvents } from './event-rules.ts';
import type { AddProblem } from './problems.ts';
import type { Row, TableName, Tables } from './schema.ts';
import { tableNames, tables } from './schema.ts';

type LooseRow = Readonly<Record<string, unknown>>;
type Statement = Row<'claims'> | Row<'responses'>;

/** Every rule of this file. */
export function checkRecords(t: Tables, add: AddProblem): void {
  for (const name of tableNames) for (const row of t[name] as readonly LooseRow[]) checkTexts(name, row, add);
  checkAddresses(t, add);
  checkPublishers(t, add);
  checkCoordinates(t, add);
  checkAnswerDates(t, add);
  checkSourceDates(t, add);
  checkTwins(t, add);
  checkActors(t, add);
  checkDenials(t, add);
  checkScale(t, add);
  checkPeople(t, add);
  checkEvents(t, add);
}

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
    /(?=[\p{L}\p{M}]*[a-z])(?=[\p{L}\p{M}]*[\p{Script=Cyrillic}\p{Script=Greek}])[\p{L}\p{M}]+/iu,
    'words of one script',
    'write the letters that look alike on a Latin keyboard again',
  ],
];

/** Texts are plain words of one script. */
function checkTexts(name: TableName, row: LooseRow, add: AddProblem): void {
  for (const [column, value] of Object.entries(row)) {
    if (typeof value !== 'string' || column === 'url') continue;
    const isStatement = (name === 'claims' && column === 'statement') || (name === 'responses' && column === 'summary');
    if (isStatement && !/[.!?]["”’')]*$/.test(value))
      add(
        name,
        String(row[tables[name].key]),
        column,
        value,
        'a sentence to its full stop',
        'finish the sentence: it was cut off, or lacks its stop',
      );
    for (const [pattern, expected, fix] of textFaults)
      if (pattern.test(value)) add(name, String(row[tables[name].key]), column, value, expected, fix);
  }
}

/** What is known as a medium of the Chinese state is filed as one everywhere, unless a copy was read. */
function checkPublishers(t: Tables, add: AddProblem): void {
  const state = new Set(
    t.sources.filter(({ kind }) => kind === 'chinese-state-media').map(({ publisher }) => publisher),
  );
  for (const { id, publisher, kind } of t.sources)
    if (state.has(publisher) && kind !== 'chinese-state-media' && kind !== 'copy')
      add(
        'sources',
        id,
        'kind',
        kind,
        'chinese-state-media, as other sources of this publisher',
        'fix the kind, or the publisher',
      );
}

/** Kilometres between two places, near enough for towns. */
const kilometres = (a: Row<'places'>, b: Row<'places'>): number =>
  111.2 * Math.hypot(a.latitude - b.latitude, (a.longitude - b.longitude) * Math.cos((a.latitude * Math.PI) / 180));

/** No two places are at one spot or have one number of GeoNames. */
function checkCoordinates(t: Tables, add: AddProblem): void {
  for (const place of t.places) {
    if (!place.id.startsWith(`${place.country.toLowerCase()}-`))
      add(
        'places',
        place.id,
        'country',
        place.country,
        `the country with which the id begins: ${place.id.slice(0, 3).toUpperCase()}`,
        'fix the country, or the id',
      );
    if (Number.isInteger(place.latitude) && Number.isInteger(place.longitude))
      add(
        'places',
        place.id,
        'latitude, longitude',
        [place.latitude, place.longitude],
        'coordinates with two decimals at least',
        'look the place up: whole degrees are a hundred kilometres apart',
      );
    const elsewhere = otherCountryOf(place);
    if (elsewhere !== undefined)
      add(
        'places',
        place.id,
        'latitude, longitude',
        [place.latitude, place.longitude],
        `a spot in ${place.country}: this one is in ${elsewhere}`,
        'look the coordinates of the place up again, or fix its country',
      );
  }
  for (const [index, place] of t.places.entries())
    for (const other of t.places.slice(0, index)) {
      if (kilometres(place, other) < 5)
        add(
          'places',
          place.id,
          'latitude, longitude',
          [place.latitude, place.longitude],
          `a spot of its own: this is ${other.name}`,
          'look the coordinates of the place up again',
        );
      if (place.geonamesId !== null && place.geonamesId === other.geonamesId)
        add(
          'places',
          place.id,
          'geonamesId',
          place.geonamesId,
          `a number that no other place has: ${other.name} has this one`,
          'look the number up again',
        );
    }
}

/** Days between two dates as far as both are exact; negative where the first is later. */
function daysBetween(from: string, to: string): number {
  const length = Math.min(from.length, to.length);
  const day = (date: string) => Date.parse(`${`${date.slice(0, length)}-01-01`.slice(0, 10)}T00:00:00Z`) / 86_400_000;
  return day(to) - day(from);
}

const statements = (t: Tables): readonly (readonly ['claims' | 'responses', Statement])[] => [
  ...t.claims.map((row) => ['claims', row] as const),
  ...t.responses.map((row) => ['responses', row] as const),
];

/** An answer is no older than what it answers; a week is left for what the press had before the report. */
function checkAnswerDates(t: Tables, add: AddProblem): void {
  const dates = new Map(statements(t).map(([, row]) => [row.id, row.date]));
  for (const [table, { id, date, answers }] of statements(t)) {
    const answered = answers.flatMap((other) => dates.get(other) ?? []);
    if (date === null || answered.length === 0) continue;
    if (answered.every((other) => daysBetween(other, date) < -7))
      add(
        table,
        id,
        'date',
        date,
        `a date not before what it answers: ${answered.join(', ')}`,
        'fix the date, or what it answers',
      );
  }
}

/** What happened is reported by a source that is not older than it by more than a month. */
function checkSourceDates(t: Tables, add: AddProblem): void {
  const dates = new Map(t.sources.map((source) => [source.id, source.date]));
  for (const [table, { id, date, sources }] of statements(t)) {
    const known = sources.map((source) => dates.get(source) ?? null);
    if (date === null || known.length === 0 || known.includes(null)) continue;
    if (known.every((source) => source !== null && daysBetween(source, date) > 31))
      add(
        table,
        id,
        'sources',
        sources,
        `a source of ${date} or later: these are of ${known.join(', ')}`,
        'add the source that reports it, or fix the date',
      );
  }
}

/** The words of a text in the order of the alphabet: what says the same in another order is the same. */
const bagOf = (text: string): string =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => !/^(?:an?|the|of|in|and|that|its?)$/.test(word))
    .sort()
    .join(' ');

/** No two rows are of the same thing. */
function refuseTwins<Name extends 'people' | 'places' | 'stations'>(
  rows: readonly Row<Name>[],
  name: Name,
  thing: (row: Row<Name>) => string,
  add: AddProblem,
): void {
  const seen = new Map<string, string>();
  for (const row of rows) {
    const other = seen.get(thing(row));
    if (other !== undefined)
      add(name, row.id, 'id', row.id, `a row of its own: ${other} is of the same thing`, 'keep one of the two');
    seen.set(thing(row), row.id);
  }
}

/** Nothing is recorded twice, and a claim has one figure of each unit. */
function checkTwins(t: Tables, add: AddProblem): void {
  const said = new Map<string, string>();
  for (const [table, row] of statements(t)) {
    const words = 'statement' in row ? row.statement : row.summary;
    const key = bagOf(words);
    const other = said.get(key);
    if (other !== undefined)
      add(
        table,
        row.id,
        'statement' in row ? 'statement' : 'summary',
        words,
        `words that no other record has: ${other} has them`,
        'keep one of the two, and cite it',
      );
    said.set(key, row.id);
  }
  refuseTwins(t.people, 'people', ({ name }) => name, add);
  refuseTwins(t.places, 'places', ({ country, name, kind }) => `${name}, ${kind} in ${country}`, add);
  refuseTwins(
    t.stations,
    'stations',
    (row) => [row.country, row.place, row.operator, row.report, row.listing, row.note].join(' '),
    add,
  );
  const figures = new Map<string, number>();
  for (const { id, claim, unit, value } of t.claim_figures) {
    const other = figures.get(`${claim} ${unit}`);
    if (other !== undefined)
      add(
        'claim_figures',
        id,
        'value',
        value,
        `one figure of "${unit}" for ${claim}: it has ${other} already`,
        'keep the right one, or say in the unit what the other counts',
      );
    figures.set(`${claim} ${unit}`, value);
  }
}

/** An authority speaks about its own country; China's about any. */
function checkActors(t: Tables, add: AddProblem): void {
  for (const { id, actorCountry, about } of t.responses)
    if (actorCountry !== null && actorCountry !== 'CHN' && about.length > 0 && !about.includes(actorCountry))
      add(
        'responses',
        id,
        'about',
        about,
        `${actorCountry} among them, as its authorities speak`,
        'fix the countries, or who speaks',
      );
}

/** A denial denies something. */
function checkDenials(t: Tables, add: AddProblem): void {
  for (const { id, kind, answers } of t.claims)
    if ((kind === 'denial' || kind === 'counter-evidence') && answers.length === 0)
      add('claims', id, 'answers', answers, 'the claim that it denies', 'name it: a denial is shown beside its claim');
}

/** A value of a series is of the size of the others. */
function checkScale(t: Tables, add: AddProblem): void {
  for (const row of t.returns) {
    const others = t.returns.flatMap(({ id, campaign, measure, value }) =>
      id !== row.id && campaign === row.campaign && measure === row.measure && value !== null ? [value] : [],
    );
    if (row.value !== null && others.length >= 3 && row.value > 20 * Math.max(...others))
      add(
        'returns',
        row.id,
        'value',
        row.value,
        `about the size of the others of ${row.campaign}, at most ${Math.max(...others)}`,
        'look for a thousand too many',
      );
  }
}

const privateRoles =
  /\b(?:owner|restaurant|shop|business(?:man|woman)?|resident|dissident|critic|employee|witness|neighbour)\b/i;

/** Who may be named holds or held an office. */
function checkPeople(t: Tables, add: AddProblem): void {
  for (const { id, role } of t.people)
    if (privateRoles.test(role))
      add(
        'people',
        id,
        'role',
        role,
        'a public office or a published work',
        'take the person out: private people are not named',
      );
}
