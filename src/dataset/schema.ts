/**
 * The one definition of the dataset: every table, every column, its meaning and its rule.
 *
 * Types (`Row<'claims'>`), validation (`parse.ts`), the published JSON Schemas (`json-schema.ts`, in `data/schema/`)
 * and the data package all come from here. A column's `.describe()` is the data dictionary: write it for the reader.
 *
 * Flat on purpose: ids are the keys between tables, so that JSON, CSV and the data package are the same thing.
 */
import { z } from 'zod';
import { characterFault } from './characters.ts';

const idPattern = /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/;

// Names of files are cut or refused beyond 255 bytes, suffix included.
const id = () =>
  z
    .string()
    .regex(idPattern, 'letters, digits and single hyphens')
    .refine((value) => value.length <= 100, 'at most 100 characters')
    .describe('Key of the row; never reused.');

/** A column whose value is an id in another table; `parse.ts` checks it and names a near id when it is wrong. */
const reference = (table: string, description: string) => z.string().describe(description).meta({ references: table });

/** The table that a column points to, or undefined when it holds plain values. Looks through `nullable` and arrays. */
export function referencedTable(schema: z.ZodType): TableName | undefined {
  if (schema instanceof z.ZodNullable) return referencedTable(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodArray) return referencedTable(schema.element as z.ZodType);
  return schema.meta()?.['references'] as TableName | undefined;
}

/** One of a list of words. */
const oneOf = <const Words extends readonly string[]>(words: Words, description: string) =>
  z.enum(words).describe(description);
const degrees = (most: 90 | 180) => z.number().min(-most).max(most);

/** One line that is seen as it is stored, and no longer than a reader would read. */
function plainLine(value: string, context: z.RefinementCtx): void {
  const fault = characterFault(value, { row: true });
  if (fault)
    context.addIssue({
      code: 'custom',
      message: `a line of ${fault.expected}, without ${fault.found}: ${fault.fix}`,
    });
  if (value.length > 2000) context.addIssue({ code: 'custom', message: 'at most 2,000 characters' });
}

const text = (description: string) =>
  z
    .string()
    .min(1)
    .refine((value) => value === value.trim(), 'no white space at either end')
    .superRefine(plainLine)
    .describe(description);
const note = () => text('A caution or remark that belongs to the row.').nullable();
const sources = () =>
  z.array(reference('sources', 'A source that supports the row.')).min(1, 'at least one source: no source, no row');
const sourcesOrNone = () => z.array(reference('sources', 'A source that supports the row.'));
const confidence = () => oneOf(['high', 'medium', 'low'], 'How far the sources support the row, in our judgement.');

/** A calendar date in as much detail as is known: `2022`, `2022-11` or `2022-11-01`. */
const partialDate = (description: string) =>
  z
    .string()
    .regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/, 'YYYY, YYYY-MM or YYYY-MM-DD')
    .refine(isCalendarDate, 'a date of the calendar')
    .describe(description);
const datePrecision = () =>
  oneOf(['day', 'month', 'year', 'none'], 'How exactly the date is known; must agree with the date beside it.');
const webAddress = 'an address that begins with https:// or http://';
const iso3 = () => z.string().regex(/^[A-Z]{3}$/, 'three capital letters, ISO 3166-1 alpha-3');
/** A figure as sources give it; beyond a million million it is a slip of the keyboard, and breaks what it is drawn in. */
const measured = () =>
  z.number().refine((value) => Math.abs(value) <= 1e12, 'a number between minus and plus 1,000,000,000,000');
const whole = () => z.number().int().nonnegative();
const valuePrecision = () =>
  oneOf(['exact', 'about', 'at-least', 'more-than'], 'The qualifier that belongs to the value wherever it is printed.');

/** True when every part that is given names a real month and day (proleptic Gregorian, years 1900 to 2100). */
export function isCalendarDate(value: string): boolean {
  const [year = 0, month, day] = value.split('-').map(Number);
  if (year < 1900 || year > 2100) return false;
  if (month === undefined) return true;
  if (month < 1 || month > 12) return false;
  if (day === undefined) return true;
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export const continents = ['Africa', 'Asia', 'Europe', 'North America', 'Oceania', 'South America'] as const;
const responseTypes = [
  'acquittal-or-annulment',
  'arrest-or-charges',
  'case-closed-no-charges',
  'charges-unrelated',
  'china-statement',
  'closure-announced-by-china',
  'closure-confirmed',
  'closure-ordered',
  'conviction',
  'conviction-unrelated',
  'cooperation',
  'denial',
  'diplomatic-demand',
  'expulsion-or-removal',
  'guilty-plea',
  'independent-assessment',
  'investigation-opened',
  'investigation-update',
  'lawsuit-by-accused',
  'ngo-count',
  'no-action-announced',
  'no-evidence-found',
  'no-illegality-found',
  'parliamentary-action',
  'policy-change',
  'referral-to-prosecutors',
  'search-or-raid',
  'statement',
  'verdict-unconfirmed',
] as const;
const personReasons = [
  'minister',
  'official',
  'scholar',
  'convicted',
  'judge',
  'parliamentarian',
  'historical-figure',
] as const;
export const countryStatuses = [
  'prosecution',
  'closed-host-says',
  'host-says-exists',
  'looked-services-found',
  'looked-nothing-found',
  'investigated-outcome-unknown',
  'host-denies',
  'no-action-announced',
  'no-response-found',
] as const;

function atMostFourDecimals(value: number): boolean {
  return Math.abs(value * 1e4 - Math.round(value * 1e4)) < 1e-6;
}

/** A table: a sentence on what a row is, its columns, and the one of them that is its key. */
const table = <Shape extends z.core.$ZodLooseShape, Key extends Extract<keyof Shape, string>>(
  description: string,
  key: Key,
  columns: Shape,
) => ({ description, key, row: z.strictObject(columns) });

/** Every table, in the order in which they are listed. */
export const tables = {
  sources: table('A publication: what it is, who published it, what of it was read.', 'id', {
    id: id(),
    title: text('Headline as printed, or a description where the headline was not seen (see titleKind).'),
    titleKind: oneOf(
      ['printed', 'from-address', 'translated', 'described', 'not-seen'],
      'Only a printed title may be quoted as a headline.',
    ),
    publisher: text('Publisher of the original; for a copy, not the site that copies it.'),
    carriedBy: text(
      'The site, archive or agency client that carries the text, where it is not the publisher’s own page.',
    ).nullable(),
    original: oneOf(
      ['own', 'named', 'not-found'],
      'Whether the page is the original, a copy whose original we can name, or a copy whose original was not found.',
    ),
    date: partialDate('Date of publication.').nullable(),
    datePrecision: datePrecision(),
    dateBasis: oneOf(['stated', 'from-address', 'inferred', 'none'], 'Where the date comes from.'),
    language: z
      .string()
      .regex(/^[a-z]{2}(?:-[A-Z][a-z]{3})?$/, 'a BCP 47 tag such as nl or zh-Hant')
      .nullable()
      .describe('Language of the page; empty where it was not recorded.'),
    url: z.url({ protocol: /^https?$/, error: webAddress }).describe('Address of the page.'),
    kind: oneOf(
      [
        'official',
        'law',
        'ngo',
        'press',
        'chinese-state-media',
        'research',
        'partisan',
        'copy',
        'aggregator',
        'reference',
      ],
      'What kind of publication it is.',
    ),
    read: oneOf(['excerpt', 'whole'], 'What of it was read for this dataset.'),
    supports: text('What the part that was read says, in our words.').nullable(),
  }),
  claims: table('An atomic statement with its claimant, its sources and the claims it answers.', 'id', {
    id: id(),
    topic: oneOf(['scale', 'netherlands', 'italy', 'persuasion', 'law', 'context'], 'Subject the claim belongs to.'),
    kind: oneOf(
      [
        'fact',
        'claim',
        'denial',
        'counter-evidence',
        'correction',
        'criticism',
        'disputed',
        'context',
        'derived',
        'synthesis',
        'gap',
      ],
      'What sort of statement it is.',
    ),
    status: oneOf(
      ['reported', 'confirmed', 'denied', 'disputed', 'corrected', 'superseded'],
      'How it stands today; confirmed means that the act or document itself is on record, not that its content is true.',
    ),
    statement: text('The statement in our words, as the sources support it.'),
    value: measured().nullable().describe('The main figure, where there is one.'),
    unit: text('What the figure counts.').nullable(),
    valuePrecision: valuePrecision().nullable(),
    date: partialDate('When it was said or happened.').nullable(),
    datePrecision: datePrecision(),
    periodStart: partialDate('First day, month or year that the statement covers.').nullable(),
    periodEnd: partialDate('Last day, month or year that the statement covers.').nullable(),
    claimant: text('Who says so.'),
    answers: z.array(reference('claims', 'A claim that this one denies, corrects or contests.')),
    timeline: z
      .enum(['netherlands', 'italy', 'persuasion'])
      .nullable()
      .describe('The step-by-step timeline it is part of.'),
    confidence: confidence(),
    basis: oneOf(['source', 'our-reading'], 'Whether a source says it, or we say it of the sources.'),
    sources: sources(),
    note: note(),
  }),
  claim_figures: table('A further figure inside a claim, beside its main value.', 'id', {
    id: id(),
    claim: reference('claims', 'The claim whose further figure this is.'),
    value: measured().describe('The figure, in the unit beside it.'),
    unit: text('What the figure counts.'),
    precision: valuePrecision(),
  }),
  response_figures: table('A figure inside the account of an event.', 'id', {
    id: id(),
    response: reference('responses', 'The event whose figure this is.'),
    value: measured().describe('The figure, in the unit beside it.'),
    unit: text('What the figure counts.'),
    precision: valuePrecision(),
  }),
  responses: table('A dated event: what a government, police force, court, China or an accused did or said.', 'id', {
    id: id(),
    actorCountry: reference(
      'countries',
      'Country of the body that acted; empty for international and private bodies.',
    ).nullable(),
    actor: text('Who acted or spoke.'),
    body: text('Organisation, where the actor is not a state body.').nullable(),
    about: z.array(reference('countries', 'A country the event concerns.')),
    type: oneOf(responseTypes, 'What kind of event it is.'),
    date: partialDate('When it happened, as exactly as is known.'),
    datePrecision: datePrecision(),
    summary: text('One neutral sentence or two.'),
    aboutStations: z.boolean().describe('False: context only, left out of every count.'),
    answers: z.array(reference('claims', 'A claim that this event denies, corrects or contests.')),
    confidence: confidence(),
    sources: sources(),
    note: note(),
  }),
  country_status: table('One status a country, as of a date.', 'country', {
    country: reference('countries', 'The country.'),
    status: oneOf(countryStatuses, 'What its authorities are known to have done, in one word.'),
    asOf: partialDate('The latest event the status rests on.'),
    asOfPrecision: datePrecision(),
    summary: text('The status in a sentence.'),
    events: z.array(reference('responses', 'An event the status rests on.')).min(1),
    acknowledged: reference(
      'responses',
      'The event in which its authorities said, or relayed, that there was or had been an office, a desk, a structure or an activity of the kind; empty where none of theirs is on record.',
    ).nullable(),
  }),
  countries: table('A country or territory that the dataset speaks of.', 'id', {
    id: iso3().describe('ISO 3166-1 alpha-3 code.'),
    isoNumeric: z
      .string()
      .regex(/^\d{3}$/, 'three digits')
      .describe('ISO 3166-1 numeric code, the key of the shapes.'),
    name: text('Name as the site prints it.'),
    continent: oneOf(continents, 'Continent as the site groups countries.'),
    europeanUnion: z.boolean().describe('Member of the European Union in December 2022.'),
    west: degrees(180).describe(
      'Western edge of a padded bounding box, in degrees east; may exceed the eastern edge across the antimeridian.',
    ),
    south: degrees(90).describe('Southern edge of the box, in degrees north.'),
    east: degrees(180).describe('Eastern edge of the box, in degrees east.'),
    north: degrees(90).describe('Northern edge of the box, in degrees north.'),
  }),
  places: table('A city or region, never anything finer.', 'id', {
    id: id(),
    name: text('Name in English.'),
    country: reference('countries', 'Country of the place.'),
    kind: oneOf(['city', 'metropolitan-area', 'region', 'commune'], 'What sort of place it is.'),
    latitude: degrees(90).refine(atMostFourDecimals, 'at most four decimals').describe('Degrees north.'),
    longitude: degrees(180).refine(atMostFourDecimals, 'at most four decimals').describe('Degrees east.'),
    geonamesId: whole().nullable().describe('GeoNames id; empty where we chose a centre ourselves.'),
  }),
  stations: table('A listing of one or more stations in a country, with what is known of city and bureau.', 'id', {
    id: id(),
    country: reference('countries', 'Country of the listing.'),
    place: reference(
      'places',
      'City or region; empty where only the country is known. Never finer than a city.',
    ).nullable(),
    placePrecision: oneOf(
      ['city', 'metropolitan-area', 'region', 'unknown'],
      'How exactly the place is known; unknown where only the country is.',
    ),
    placeBasis: text('Where the place comes from, when not from the report.').nullable(),
    count: whole().min(1).describe('Stations in this listing.'),
    countPrecision: oneOf(['exact', 'at-least'], 'Whether the count is as stated or a lowest possible one.'),
    operator: reference('operators', 'Chinese police bureau; empty where it is not sourced.').nullable(),
    report: reference('reports', 'Report that listed it first.'),
    listing: oneOf(
      ['report', 'matched'],
      'report: named in coverage of the group’s lists; matched: named on the bureau’s own list, its place among the 102 is our inference.',
    ),
    sources: sources(),
    note: note(),
  }),
  operators: table('A Chinese police bureau in whose name stations are reported.', 'id', {
    id: id(),
    name: text('Name of the bureau’s city or county.'),
    kind: oneOf(['prefecture-level-city', 'county'], 'Rank of the place the bureau belongs to.'),
    province: text('Chinese province.'),
    place: reference('places', 'Seat of the bureau.'),
    since: partialDate('First station, as reported.'),
    sincePrecision: datePrecision(),
    ownClaim: text('What the Chinese side itself has said of the number.').nullable(),
    sources: sources(),
    note: note(),
  }),
  reports: table('A report of Safeguard Defenders that lists stations.', 'id', {
    id: id(),
    title: text('Title of the report.'),
    publisher: text('Publisher.'),
    date: partialDate('Date of publication.'),
    datePrecision: datePrecision(),
    revisedOn: partialDate('Date of the revision.'),
    added: whole().describe('Stations the report adds.'),
    total: whole().describe('Stations in all after the report.'),
    totalPrecision: oneOf(['exact', 'at-least'], 'Whether the total is as stated or a lowest possible one.'),
    countries: whole().describe('Countries in all after the report.'),
    claim: reference('claims', 'The claim that states the count, with its answers.'),
    sources: sources(),
  }),
  listing_totals: table('How many stations a report adds for a bureau.', 'id', {
    id: id(),
    report: reference('reports', 'The report.'),
    operator: reference('operators', 'The bureau.'),
    added: whole().describe('Stations of this bureau that the report adds.'),
    basis: oneOf(
      ['source', 'subtraction'],
      'source: a source states it; subtraction: what is left of the report’s total, a sum of ours.',
    ),
    sources: sources(),
    note: note(),
  }),
  patrols: table('A round of joint police patrols.', 'id', {
    id: id(),
    host: reference('countries', 'Country where the patrol took place.'),
    guest: reference('countries', 'Country whose officers visited.'),
    year: whole().min(1990).max(2100).describe('Calendar year of the patrol.'),
    start: partialDate('First day.').nullable(),
    end: partialDate('Last day.').nullable(),
    endBasis: z.enum(['source', 'derived']).nullable().describe('derived: start plus the stated length.'),
    officers: whole().describe('Visiting officers; a person who came twice counts twice.'),
    status: oneOf(['held', 'suspended'], 'Whether the patrol took place.'),
    sources: sources(),
    note: note(),
  }),
  patrol_places: table('A city that took part in a patrol.', 'id', {
    id: id(),
    patrol: reference('patrols', 'The patrol.'),
    place: reference('places', 'City that took part.'),
    officers: whole().nullable().describe('Visiting officers in that city, where known.'),
  }),
  place_findings: table('What a host’s authorities said of the stations listed in a place.', 'id', {
    id: id(),
    place: reference('places', 'City or region.'),
    listed: whole().describe('Stations listed there.'),
    listedBy: reference('claims', 'The claim that lists them.'),
    asOf: partialDate('When the host’s authorities said so.'),
    asOfPrecision: datePrecision(),
    finding: oneOf(
      [
        'stopped',
        'under-examination',
        'no-case-known',
        'not-mentioned',
        'no-location-found',
        'closed-no-public-finding',
      ],
      'What the host’s authorities said of them, in one word.',
    ),
    claim: reference('claims', 'The claim that states the finding.').nullable(),
    sources: sources(),
  }),
  returns: table('A figure of people brought or come back, as claimed by Chinese authorities.', 'id', {
    id: id(),
    campaign: oneOf(['sky-net', 'fox-hunt', 'telecom-fraud'], 'Campaigns overlap: never add one to another.'),
    measure: oneOf(
      ['in-period', 'running-total', 'persuaded', 'sent-back-in-custody', 'caught-at-border', 'handed-over-by-myanmar'],
      'What is counted: people in the period, a running total, or a part of one.',
    ),
    start: partialDate('First day, month or year covered.').nullable(),
    end: partialDate('Last day, month or year covered.'),
    label: text('Period as it is labelled in a chart.'),
    value: whole().nullable().describe('People; empty where no figure was found.'),
    valuePrecision: oneOf(
      ['exact', 'about', 'more-than', 'not-found'],
      'The qualifier that belongs to the value; not-found where no figure was found.',
    ),
    partial: z
      .boolean()
      .describe(
        'True when a figure in-period does not cover exactly one calendar year; false for every other measure.',
      ),
    countries: whole().nullable().describe('Countries and regions, where stated.'),
    claimant: text('Who claims the figure.'),
    sources: sourcesOrNone(),
    note: note(),
  }),
  return_methods: table('How many people of a returns figure came back in which way.', 'id', {
    id: id(),
    returns: reference('returns', 'The figure that is broken down.'),
    method: oneOf(
      [
        'persuaded',
        'arrested',
        'arrested-abroad',
        'caught-at-border',
        'caught-inside-china',
        'surrendered-and-other',
        'surrendered-or-persuaded',
        'repatriated',
        'extradited',
        'prosecuted-abroad',
      ],
      'The way in which they came back, as the source sorts them.',
    ),
    value: whole().describe('People who came back in that way, as claimed.'),
    sources: sources(),
    note: note(),
  }),
  persuaded_shares: table('A share of people persuaded, with its own definition.', 'id', {
    id: id(),
    label: text('Period and campaign.'),
    campaign: oneOf(['sky-net', 'fox-hunt'], 'Campaign the share belongs to; campaigns overlap.'),
    start: partialDate('First day, month or year covered.'),
    end: partialDate('Last day, month or year covered.'),
    numerator: whole()
      .nullable()
      .describe('People persuaded, by the definition of the row; empty where only the share is stated.'),
    denominator: whole().describe('People brought or come back in all.'),
    share: z.number().min(0).max(100).describe('Share of people persuaded, in per cent.'),
    shareBasis: oneOf(['source', 'derived'], 'Whether a source states the share or we computed it.'),
    definition: oneOf(
      ['persuaded', 'surrendered-or-persuaded', 'persuaded-of-those-from-abroad'],
      'Definitions differ: not a trend.',
    ),
    sources: sources(),
  }),
  treaties: table('An extradition treaty between an EU state and China.', 'country', {
    country: reference('countries', 'EU state that has a treaty with China.'),
    kind: oneOf(['extradition'], 'What kind of treaty it is.'),
    signed: partialDate('Date of signature.').nullable(),
    signedPrecision: datePrecision(),
    inForce: partialDate('Date in force.').nullable(),
    inForcePrecision: datePrecision(),
    sources: sources(),
    note: note(),
  }),
  repression_totals: table('Freedom House’s running count of physical transnational repression.', 'id', {
    id: id(),
    through: partialDate('Last year counted, since 2014.'),
    total: whole().describe('Incidents of physical transnational repression.'),
    newInYear: whole().nullable().describe('Incidents added in the last year counted.'),
    china: whole().nullable().describe('Incidents attributed to China.'),
    chinaShare: z.number().min(0).max(100).nullable().describe('Share attributed to China in per cent, as stated.'),
    claimant: text('Who counts.'),
    sources: sources(),
  }),
  repression_states: table('Freedom House’s count by state of origin.', 'id', {
    id: id(),
    state: text('State of origin.'),
    incidents: whole().describe('Incidents of physical transnational repression attributed to the state.'),
    start: partialDate('First year.'),
    end: partialDate('Last year.'),
    claimant: text('Who counts.'),
    sources: sources(),
  }),
  corrections: table('A published value that was changed, with the old value, the new one and why.', 'id', {
    id: id(),
    date: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/, 'YYYY-MM-DD')
      .refine(isCalendarDate, 'a date of the calendar')
      .describe('Day of the correction.'),
    summary: text('What was wrong and what is right, in one sentence for readers.'),
    reason: text('Why it was wrong, in a sentence for readers.'),
    noticed: text('How it was noticed, in a sentence for readers.'),
    cells: z
      .array(
        z
          .string()
          .regex(/^[a-z_]+\/[A-Za-z0-9-]+\/(?:[A-Za-z0-9]+|\*)$/, 'table/row/column')
          .describe('A value that changed, as table/row/column; * as column when the whole row was removed.'),
      )
      .min(1, 'at least one value that changed')
      .describe('The values that changed. What they were is in the last edition that does not have this correction.'),
  }),
  people: table('A person who may be named, with the reason; the fact-checker fails on any other.', 'id', {
    id: id(),
    name: text('Name as the site prints it.'),
    forms: z.array(text('Another way the name is written: surname alone, other order, other script.')),
    role: text('The office or act for which the person is named, at the time.'),
    reason: oneOf(personReasons, 'Why the person may be named; nobody else is.'),
    sources: sources(),
  }),
  article_check: table('A point of the first article and what we found.', 'id', {
    id: id(),
    topic: text('Point of the first article.'),
    verdict: oneOf(
      [
        'imprecise',
        'translation',
        'press-error',
        'wrong',
        'misleading-by-placement',
        'attribution',
        'overtaken',
        'unsourced',
        'wrong-tense',
        'omission',
        'confirmed',
        'opinion',
        'foreign-text',
      ],
      'How the point of the first article stands, in one word.',
    ),
    finding: text('What we found.'),
    claims: z.array(reference('claims', 'A claim the finding rests on.')),
  }),
};
export type TableName = keyof typeof tables;

export const tableNames = Object.keys(tables) as TableName[];

/** A checked row of one table. */
export type Row<Name extends TableName> = z.infer<(typeof tables)[Name]['row']>;

/** A row of any table. */
export type LooseRow = Readonly<Record<string, unknown>>;

/** The key of a row. */
export const keyOf = (table: TableName, row: object): string => String((row as LooseRow)[tables[table].key]);

/** All tables, checked. */
export type Tables = { readonly [Name in TableName]: readonly Row<Name>[] };

/** `data/edition.json`: which edition this is, under which licence, with whose credits. */
export const editionSchema = z.strictObject({
  $schema: z.string().optional(),
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+(?:\+unreleased)?$/, 'a semantic version such as 1.0.0')
    .describe('Version of the edition; with +unreleased, rows that changed after it and are in no edition yet.'),
  date: partialDate('Date of the edition.'),
  title: text('Title of the dataset.'),
  licence: z.strictObject({ id: text('SPDX identifier.'), name: text('Name.'), url: z.url({ error: webAddress }) }),
  credits: z
    .array(
      z.strictObject({
        what: text('What is credited.'),
        who: text('Whom.'),
        licence: text('Under which licence.'),
        url: z.url({ error: webAddress }),
      }),
    )
    .min(1),
});
export type Edition = z.infer<typeof editionSchema>;
