/** Rules on what rows say happened: kinds of events and their words, what a status rests on, shares of wholes, beginnings before ends. */
import type { AddProblem } from './problems.ts';
import type { Row, Tables } from './schema.ts';

type Response = Row<'responses'>;

/** Every rule of this file. */
export function checkEvents(t: Tables, add: AddProblem): void {
  checkKinds(t, add);
  checkStatuses(t, add);
  checkAnswered(t, add);
  checkShares(t, add);
  checkOrder(t, add);
  checkHomes(t, add);
  checkFindings(t, add);
}

/** What the summary of an event of a kind speaks of. */
const wordsOfKind: Partial<Readonly<Record<Response['type'], RegExp>>> = {
  denial: /\b(?:den\w+|no|not|never|nor|neither|reject\w*|false|untrue|dismiss\w*|rumou?rs?|without)\b/i,
  'arrest-or-charges': /\b(?:arrest\w*|charg\w+|detain\w*|indict\w*)\b/i,
  'charges-unrelated': /\b(?:charg\w+|indict\w*|accus\w*)\b/i,
  'guilty-plea': /\bple(?:a|ad\w*|d)\b/i,
  'closure-confirmed': /\b(?:clos\w+|shut\w*|ceas\w+|stop\w*|halt\w*|end\w*|pause\w*|suspend\w*|cancel\w*|no)\b/i,
  'closure-ordered': /\b(?:clos\w+|shut\w*|ceas\w+|stop\w*|end\w*|order\w*)\b/i,
  'closure-announced-by-china': /\b(?:clos\w+|shut\w*|ceas\w+|stop\w*|end\w*)\b/i,
  'investigation-opened':
    /\b(?:inquir\w+|investigat\w+|look\w*|examin\w+|check\w*|assess\w*|monitor\w*|prob\w+|follow\w*|review\w*|clarif\w+|verif\w+)\b/i,
  'search-or-raid': /\b(?:search\w*|raid\w*)\b/i,
  'lawsuit-by-accused': /\b(?:su(?:e|ed|it|ing)|lawsuit|notice|defam\w+|damages)\b/i,
  'no-evidence-found': /\b(?:no|not|nothing|none|without|little)\b/i,
  'no-illegality-found': /\b(?:no|not|nothing|none|without|registered|legal\w*)\b/i,
  'referral-to-prosecutors': /\b(?:prosecut\w+|judicial|refer\w*|court)\b/i,
};
const ofChina: ReadonlySet<string> = new Set(['china-statement', 'closure-announced-by-china']);

/** An event is told in the words of its kind, and China's statements are China's. */
function checkKinds(t: Tables, add: AddProblem): void {
  for (const { id, type, summary, actorCountry } of t.responses) {
    if (wordsOfKind[type]?.test(summary) === false)
      add(
        'responses',
        id,
        'type',
        type,
        'a kind that the summary speaks of',
        'fix the type, or say in the summary what happened',
      );
    if (ofChina.has(type) && actorCountry !== 'CHN')
      add('responses', id, 'actorCountry', actorCountry, `CHN, as the type is ${type}`, 'fix the type, or who speaks');
    if (!ofChina.has(type) && type === 'closure-confirmed' && actorCountry === 'CHN')
      add('responses', id, 'type', type, 'closure-announced-by-china, as China speaks', 'fix the type, or who speaks');
  }
}

/** What a status rests on: one event of these kinds at least. */
const eventsOfStatus: Partial<Readonly<Record<Row<'country_status'>['status'], readonly Response['type'][]>>> = {
  'closed-host-says': ['closure-confirmed', 'closure-ordered'],
  prosecution: ['arrest-or-charges', 'guilty-plea', 'verdict-unconfirmed'],
  'host-denies': ['denial', 'no-evidence-found'],
  'looked-nothing-found': ['no-evidence-found', 'no-illegality-found'],
  'investigated-outcome-unknown': ['investigation-opened', 'investigation-update'],
  'looked-services-found': ['search-or-raid', 'investigation-update', 'no-illegality-found'],
  'host-says-exists': ['statement', 'diplomatic-demand', 'parliamentary-action'],
};

/** A status rests on events in its country, is as old as the latest of them or younger, and says nothing of another country. */
function checkStatuses(t: Tables, add: AddProblem): void {
  const events = new Map(t.responses.map((row) => [row.id, row]));
  for (const { country, status, events: ids, asOf, summary } of t.country_status) {
    const own = ids.flatMap((id) => events.get(id) ?? []);
    const wanted = eventsOfStatus[status];
    if (wanted && own.length > 0 && !own.some(({ type }) => wanted.includes(type)))
      add(
        'country_status',
        country,
        'status',
        status,
        `a status that its events support: ${status} rests on ${wanted.join(' or ')}`,
        'fix the status, or add the event that it rests on',
      );
    for (const { id, about } of own)
      if (!about.includes(country))
        add(
          'country_status',
          country,
          'events',
          id,
          `events about ${country}`,
          'take it out, or fix what the event is about',
        );
    if (own.length > 0 && own.every(({ date }) => date.slice(0, asOf.length) > asOf.slice(0, date.length)))
      add(
        'country_status',
        country,
        'asOf',
        asOf,
        `the day of its latest event: ${own
          .map(({ date }) => date)
          .sort()
          .at(-1)}`,
        'write the day of the last event',
      );
    const other = t.countries.find(
      ({ id, name }) => id !== country && id !== 'CHN' && new RegExp(`\\b${name}\\b`).test(summary),
    );
    if (other)
      add(
        'country_status',
        country,
        'summary',
        summary,
        `words about ${country}, not about ${other.name}`,
        'fix the summary, or the country',
      );
  }
}

/** What was denied or disputed is not only on record. */
function checkAnswered(t: Tables, add: AddProblem): void {
  const denials = new Map<string, string>();
  for (const { id, kind, answers } of t.claims)
    if (kind === 'denial' || kind === 'counter-evidence') for (const other of answers) denials.set(other, id);
  for (const { id, type, answers } of t.responses)
    if (type === 'denial') for (const other of answers) denials.set(other, id);
  for (const { id, kind, status, claimant, date, periodEnd } of t.claims) {
    const by = denials.get(id);
    if (kind === 'claim' && status === 'confirmed' && by !== undefined)
      add(
        'claims',
        id,
        'status',
        status,
        `denied or disputed, as ${by} answers it`,
        'fix the status, or what the answer answers',
      );
    if (claimant.trim() === '') add('claims', id, 'claimant', claimant, 'who says it', 'name the speaker');
    if (date !== null && periodEnd !== null && periodEnd.slice(0, date.length) > date.slice(0, periodEnd.length))
      add(
        'claims',
        id,
        'periodEnd',
        periodEnd,
        `an end up to the day of the claim, ${date}`,
        'fix the period, or the date',
      );
  }
}

/** A share is its part of its whole, and a part no more than the whole. */
function checkShares(t: Tables, add: AddProblem): void {
  for (const { id, numerator, denominator, share } of t.persuaded_shares) {
    if (numerator === null || denominator === null) continue;
    const worked = (100 * numerator) / denominator;
    if (Math.abs(worked - share) > 0.5)
      add(
        'persuaded_shares',
        id,
        'share',
        share,
        `${worked.toFixed(1)}, as ${numerator} of ${denominator} are`,
        'fix the share, or its numbers',
      );
  }
  for (const { id, total, china, chinaShare, newInYear } of t.repression_totals) {
    if (china !== null && chinaShare !== null && Math.abs((100 * china) / total - chinaShare) > 1)
      add(
        'repression_totals',
        id,
        'chinaShare',
        chinaShare,
        `about ${((100 * china) / total).toFixed(0)}, as ${china} of ${total} are`,
        'fix the share, or its numbers',
      );
    if (newInYear !== null && newInYear > total)
      add(
        'repression_totals',
        id,
        'newInYear',
        newInYear,
        `no more than the total, ${total}`,
        'look which of the two is wrong',
      );
  }
  const returns = new Map(t.returns.map((row) => [row.id, row.value]));
  for (const { id, returns: of, value } of t.return_methods) {
    const whole = returns.get(of) ?? null;
    if (value !== null && whole !== null && value > whole)
      add(
        'return_methods',
        id,
        'value',
        value,
        `no more than all of ${of}, ${whole}`,
        'look which of the two is wrong',
      );
  }
}

/** What is in force was signed before, and a round is of the year of its days. */
function checkOrder(t: Tables, add: AddProblem): void {
  for (const { country, signed, inForce } of t.treaties)
    if (signed !== null && inForce !== null && inForce.slice(0, signed.length) < signed.slice(0, inForce.length))
      add(
        'treaties',
        country,
        'inForce',
        inForce,
        `a day not before the signature, ${signed}`,
        'swap or fix the dates',
      );
  for (const { id, year, start } of t.patrols)
    if (start !== null && Number(start.slice(0, 4)) !== year)
      add('patrols', id, 'year', year, `${start.slice(0, 4)}, as it began on ${start}`, 'fix the year or the day');
  const [first] = t.reports.map(({ date }) => date).sort();
  for (const { id, date } of t.corrections)
    if (first !== undefined && date < first)
      add('corrections', id, 'date', date, `a day after the first report, ${first}`, 'fix the day');
}

/** Members of the European Union. */
const union = new Set(
  'AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK SVN SWE'.split(
    ' ',
  ),
);

/** Countries are in the Union or not, and bureaus at home in China. */
function checkHomes(t: Tables, add: AddProblem): void {
  for (const { id, europeanUnion } of t.countries)
    if (europeanUnion !== union.has(id))
      add(
        'countries',
        id,
        'europeanUnion',
        europeanUnion,
        String(union.has(id)),
        'write whether it is a member of the European Union',
      );
  const places = new Map(t.places.map((place) => [place.id, place.country]));
  for (const { id, place } of t.operators) {
    const country = place === null ? undefined : places.get(place);
    if (country !== undefined && country !== 'CHN')
      add('operators', id, 'place', place, 'a place in China', 'a bureau has its seat in China: fix the place');
  }
}

/** What was found of a place is in the words of the claim that says so. */
function checkFindings(t: Tables, add: AddProblem): void {
  const claims = new Map(t.claims.map((claim) => [claim.id, claim]));
  const places = new Map(t.places.map((place) => [place.id, place.name]));
  for (const { id, place, claim } of t.place_findings) {
    const [name, row] = [places.get(place ?? ''), claims.get(claim ?? '')];
    const words = row === undefined ? '' : `${row.statement} ${row.note ?? ''}`;
    const others = t.place_findings.some((other) => words.includes(places.get(other.place ?? '') ?? ' \n'));
    if (name !== undefined && others && !words.includes(name))
      add(
        'place_findings',
        id,
        'claim',
        claim,
        `a claim that speaks of ${name}`,
        'name the claim whose words have the place',
      );
  }
}
