/** Rules on what rows say happened: kinds of events and their words, what a status rests on, shares of wholes, beginnings before ends. */
import { byKey, type Checks, isBefore, type Rule } from './checks.ts';
import type { Row } from './schema.ts';

type Response = Row<'responses'>;

export const eventRules: readonly Rule[] = [
  checkKinds,
  checkStatuses,
  checkClaimKinds,
  checkAnswered,
  checkShares,
  checkOrder,
  checkHomes,
  checkFindings,
];

/** What the summary of an event of a kind speaks of. */
const wordsOfKind: Partial<Readonly<Record<Response['type'], RegExp>>> = {
  denial: /\b(?:den\w+|no|not|never|nor|neither|reject\w*|false|untrue|dismiss\w*|rumou?rs?|without)\b/i,
  'arrest-or-charges': /\b(?:arrest\w*|charg\w+|detain\w*|indict\w*)\b/i,
  'charges-unrelated': /\b(?:charg\w+|indict\w*|accus\w*)\b/i,
  'guilty-plea': /\bple(?:a|ad\w*|d)\b/i,
  'closure-confirmed':
    /\b(?:clos\w+|shut\w*|ceas\w+|stop\w*|halt\w*|end\w*|pause\w*|suspend\w*|cancel\w*|no longer|no[^.]* activit\w+)\b/i,
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

/** "No longer" says that something was there: it denies nothing. */
const speaksOf = (type: Response['type'], words: string): boolean =>
  wordsOfKind[type]?.test(type === 'denial' ? words.replace(/\bno(?:t any)? (?:longer|more)\b/gi, '') : words) !==
  false;

/** An event is reported in the words of its kind, and China's statements are China's. */
function checkKinds({ rows }: Checks): void {
  rows('responses', 'type', 'fix the type, or say in the summary what happened', ({ type, summary }) => {
    return !speaksOf(type, summary) && 'a kind that the summary speaks of';
  });
  rows('responses', 'actorCountry', 'fix the type, or who speaks', ({ type, actorCountry }) => {
    return ofChina.has(type) && actorCountry !== 'CHN' && `CHN, as the type is ${type}`;
  });
  rows('responses', 'type', 'fix the type, or who speaks', ({ type, actorCountry }) => {
    const isOfHost = type === 'closure-confirmed';
    return isOfHost && actorCountry === 'CHN' && 'closure-announced-by-china, as China speaks';
  });
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
function checkStatuses({ t, rows, add }: Checks): void {
  const events = byKey(t.responses);
  const eventsOf = (ids: readonly string[]) => ids.flatMap((id) => events.get(id) ?? []);
  rows('country_status', 'status', 'fix the status, or add the event that it rests on', ({ status, events: ids }) => {
    const [own, wanted] = [eventsOf(ids), eventsOfStatus[status]];
    if (!wanted || own.length === 0 || own.some(({ type }) => wanted.includes(type))) return undefined;
    return `a status that its events support: ${status} rests on ${wanted.join(' or ')}`;
  });
  for (const { country, events: ids } of t.country_status)
    for (const { id, about } of eventsOf(ids)) {
      const fix = 'take it out, or fix what the event is about';
      if (!about.includes(country)) add('country_status', country, 'events', id, `events about ${country}`, fix);
    }
  rows('country_status', 'asOf', 'write the day of the last event', ({ asOf, events: ids }) => {
    const days = eventsOf(ids).map(({ date }) => date);
    const isOlder = days.length > 0 && days.every((date) => isBefore(asOf, date));
    return isOlder && `the day of its latest event: ${days.sort().at(-1)}`;
  });
  const named = t.countries
    .filter(({ id }) => id !== 'CHN')
    .map(({ id, name }) => ({ id, name, pattern: new RegExp(`\\b${name}\\b`) }));
  rows('country_status', 'summary', 'fix the summary, or the country', ({ country, summary }) => {
    const other = named.find(({ id, pattern }) => id !== country && pattern.test(summary));
    return other && `words about ${country}, not about ${other.name}`;
  });
}

/** What is on record is a fact, or what we made of the records; what somebody says is not, however sure. */
const onRecord: ReadonlySet<string> = new Set(['fact', 'correction', 'derived', 'synthesis', 'gap']);
const ours: ReadonlySet<string> = new Set(['derived', 'synthesis', 'gap']);

/** A statement has the status, the basis and the words of its kind. */
function checkClaimKinds({ rows }: Checks): void {
  const fixStatus = 'fix the kind or the status: confirmed is for what is itself on record';
  rows('claims', 'kind', fixStatus, ({ kind, status }) => {
    if (status === 'superseded' || status === 'corrected' || (status === 'confirmed') === onRecord.has(kind))
      return undefined;
    const wanted = status === 'confirmed' ? [...onRecord].join(', ') : 'claim or another kind of what is said';
    return `${wanted}, as the status is ${status}`;
  });
  rows('claims', 'kind', 'fix the kind or the basis', ({ kind, basis }) => {
    if (kind === 'correction' || (basis === 'our-reading') === ours.has(kind)) return undefined;
    return basis === 'source' ? 'a kind that a source may say' : `${[...ours].join(', ')}, as we say it of the sources`;
  });
  const fixDenial = 'fix the kind: that something was closed is no denial that it was there';
  rows('claims', 'kind', fixDenial, ({ kind, statement }) => {
    return kind === 'denial' && !speaksOf('denial', statement) && 'claim, as the words deny nothing';
  });
  rows('claims', 'kind', 'say what was not found, or fix the kind', ({ kind, statement }) => {
    const namesHole = /\b(?:no|not|nothing|none|nobody|neither)\b/i.test(statement);
    return kind === 'gap' && !namesHole && 'a kind that fits: these words name no hole';
  });
}

/** What was denied or disputed is not only on record. */
function checkAnswered({ t, rows }: Checks): void {
  const denials = new Map(
    [
      ...t.claims.filter(({ kind }) => kind === 'denial' || kind === 'counter-evidence'),
      ...t.responses.filter(({ type }) => type === 'denial'),
    ].flatMap(({ id, answers }) => answers.map((other) => [other, id] as const)),
  );
  rows('claims', 'status', 'fix the status, or what the answer answers', ({ id, kind, status }) => {
    const isDenied = kind === 'claim' && status === 'confirmed' && denials.has(id);
    return isDenied && `denied or disputed, as ${denials.get(id)} answers it`;
  });
  rows('claims', 'periodEnd', 'fix the period, or the date', ({ date, periodEnd }) => {
    return isBefore(date, periodEnd) && `an end up to the day of the claim, ${date}`;
  });
}

/** A share is its part of its whole, and a part no more than the whole. */
function checkShares({ t, rows }: Checks): void {
  rows('persuaded_shares', 'share', 'fix the share, or its numbers', ({ numerator, denominator, share }) => {
    if (numerator === null) return undefined;
    const worked = (100 * numerator) / denominator;
    return Math.abs(worked - share) > 0.5 && `${worked.toFixed(1)}, as ${numerator} of ${denominator} are`;
  });
  rows('repression_totals', 'chinaShare', 'fix the share, or its numbers', ({ total, china, chinaShare }) => {
    if (china === null || chinaShare === null) return undefined;
    const worked = (100 * china) / total;
    return Math.abs(worked - chinaShare) > 1 && `about ${worked.toFixed(0)}, as ${china} of ${total} are`;
  });
  rows('repression_totals', 'newInYear', 'look which of the two is wrong', ({ total, newInYear }) => {
    return newInYear !== null && newInYear > total && `no more than the total, ${total}`;
  });
  const returns = new Map(t.returns.map((row) => [row.id, row.value]));
  rows('return_methods', 'value', 'look which of the two is wrong', ({ returns: of, value }) => {
    const whole = returns.get(of) ?? null;
    return whole !== null && value > whole && `no more than all of ${of}, ${whole}`;
  });
}

/** What is in force was signed before, and a round is of the year of its days. */
function checkOrder({ t, rows }: Checks): void {
  rows('treaties', 'inForce', 'swap or fix the dates', ({ signed, inForce }) => {
    return isBefore(inForce, signed) && `a day not before the signature, ${signed}`;
  });
  rows('patrols', 'year', 'fix the year or the day', ({ year, start }) => {
    const own = start?.slice(0, 4);
    return own !== undefined && Number(own) !== year && `${own}, as it began on ${start}`;
  });
  const [first] = t.reports.map(({ date }) => date).sort();
  rows('corrections', 'date', 'fix the day', ({ date }) => {
    return first !== undefined && date < first && `a day after the first report, ${first}`;
  });
}

/** Members of the European Union. */
const union = new Set(
  'AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK SVN SWE'.split(
    ' ',
  ),
);

/** Countries are in the Union or not, and bureaus at home in China. */
function checkHomes({ t, rows }: Checks): void {
  rows('countries', 'europeanUnion', 'write whether it is a member of the European Union', ({ id, europeanUnion }) => {
    return europeanUnion !== union.has(id) && String(union.has(id));
  });
  const places = byKey(t.places);
  rows('operators', 'place', 'a bureau has its seat in China: fix the place', ({ place }) => {
    return (places.get(place)?.country ?? 'CHN') !== 'CHN' && 'a place in China';
  });
}

/** What was found of a place is in the words of the claim that says so. */
function checkFindings({ t, rows }: Checks): void {
  const [claims, places] = [byKey(t.claims), byKey(t.places)];
  rows('place_findings', 'claim', 'name the claim whose words have the place', ({ place, claim }) => {
    const [own, row] = [places.get(place)?.name, claims.get(claim ?? '')];
    const words = row === undefined ? '' : `${row.statement} ${row.note ?? ''}`;
    const names = t.place_findings.flatMap((finding) => places.get(finding.place)?.name ?? []);
    const speaksOfPlaces = names.some((name) => words.includes(name));
    return own !== undefined && speaksOfPlaces && !words.includes(own) && `a claim that speaks of ${own}`;
  });
}
