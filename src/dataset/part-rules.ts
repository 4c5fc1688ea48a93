/** Rules on what a row says twice, by itself or with another: parts of wholes, labels of periods, ids that name a column, days in words. */
import { byKey, type Checks, isBefore, type Rule, statements } from './checks.ts';
import { stationCount, tracedStations } from './derived.ts';
import { quoteValue } from './problems.ts';
import type { Row, TableName } from './schema.ts';

export const partRules: readonly Rule[] = [
  checkWholes,
  checkStationSums,
  checkPeriods,
  checkReports,
  checkBureaus,
  checkPlaceFindings,
  checkDaysInWords,
  checkSumsInWords,
];

/** The parts of a whole are together no more than it. */
function checkWholes({ t, add }: Checks): void {
  const check = (
    table: TableName,
    column: string,
    parts: readonly { readonly id: string; readonly of: string; readonly value: number | null }[],
    whole: (of: string) => number | null | undefined,
  ) => {
    for (const of of new Set(parts.map((part) => part.of))) {
      const [own, all] = [parts.filter((part) => part.of === of), whole(of)];
      const sum = own.reduce((total, { value }) => total + (value ?? 0), 0);
      const [largest] = own.sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
      if (largest && typeof all === 'number' && sum > all)
        add(
          table,
          largest.id,
          column,
          largest.value,
          `parts of ${of} that are together at most ${all}: they are ${sum}`,
          'look which part is wrong, or the whole',
        );
    }
  };
  const officers = new Map(t.patrols.map((patrol) => [patrol.id, patrol.officers]));
  const places = t.patrol_places.map((row) => ({ id: row.id, of: row.patrol, value: row.officers }));
  check('patrol_places', 'officers', places, (of) => officers.get(of));
  const returned = new Map(t.returns.map((row) => [row.id, row.value]));
  const methods = t.return_methods.map((row) => ({ ...row, of: row.returns }));
  check('return_methods', 'value', methods, (of) => returned.get(of));
  const incidents = new Map(t.repression_totals.map((row) => [row.through, row.total]));
  const states = t.repression_states.map((row) => ({ id: row.id, of: row.end, value: row.incidents }));
  check('repression_states', 'incidents', states, (of) => incidents.get(of));
}

/** Stations of a place, a country or a report are no more and no fewer than what was counted there. */
function checkStationSums({ t, add }: Checks): void {
  const refuse = (stations: readonly Row<'stations'>[], expected: string) => {
    const [largest] = [...stations].sort((a, b) => b.count - a.count);
    const fix = `fix the count of one of ${quoteValue(stations.map(({ id }) => id))}, or the total`;
    const found = `${expected}, and not ${stationCount(stations)} in all`;
    if (largest) add('stations', largest.id, 'count', largest.count, found, fix);
  };
  for (const { id, added } of t.reports) {
    const stations = t.stations.filter((station) => station.report === id);
    if (stationCount(stations) > added) refuse(stations, `at most ${added} stations, as ${id} adds`);
  }
  const traced = tracedStations({ tables: t });
  for (const { id, place, listed } of t.place_findings) {
    const stations = traced.filter((station) => station.place === place);
    if (stationCount(stations) !== listed) refuse(stations, `${listed} at this place, as place_findings, ${id} has`);
  }
  for (const { id, name } of t.countries) {
    const stations = traced.filter((station) => station.country === id);
    const said = new RegExp(`${name}[’']s (\\d+)\\b`);
    const total = stations.flatMap(({ note }) => said.exec(note ?? '')?.[1] ?? [])[0];
    if (total !== undefined && stationCount(stations) !== Number(total))
      refuse(stations, `${total} in ${name}, as a note of these rows has`);
  }
}

const campaignNames = { 'sky-net': 'Sky Net', 'fox-hunt': 'Fox Hunt', 'telecom-fraud': 'telecom fraud' } as const;

/** A label names the years and the campaign of its row, and `partial` is what its days are. */
function checkPeriods({ rows }: Checks): void {
  const wrongYear = ({ label, start, end }: Row<'returns'> | Row<'persuaded_shares'>) => {
    const years = [start, end].flatMap((date) => date?.slice(0, 4) ?? []);
    const isWrong = (label.match(/\b(?:19|20)\d\d\b/g) ?? []).some((year) => !years.includes(year));
    return isWrong && `years of its period: ${years.join(' to ')}`;
  };
  rows('returns', 'label', 'fix the label or the dates', wrongYear);
  rows('persuaded_shares', 'label', 'fix the label or the dates', wrongYear);
  rows('persuaded_shares', 'label', 'fix the label or the campaign', ({ label, campaign }) => {
    const other = Object.values(campaignNames).some((name) => name !== campaignNames[campaign] && label.includes(name));
    return other && campaignNames[campaign];
  });
  rows('returns', 'partial', 'fix it, or the dates', ({ measure, start, end, partial }) => {
    const year = end.slice(0, 4);
    const isYear =
      [year, `${year}-01`, `${year}-01-01`].includes(start ?? '') &&
      [year, `${year}-12`, `${year}-12-31`].includes(end);
    const expected = measure === 'in-period' && !isYear;
    return partial !== expected && `${expected}, as it runs from ${start} to ${end}`;
  });
}

/** A report has the numbers of the claim that states its count, and is not revised before it is out. */
function checkReports({ t, rows }: Checks): void {
  rows('reports', 'revisedOn', 'fix one of the two days', ({ date, revisedOn }) => {
    return isBefore(revisedOn, date) && `a day after ${date}, when it came out`;
  });
  rows('reports', 'countries', 'fix both rows, or the one that is wrong', ({ countries, claim }) => {
    const counted = t.claim_figures.find((figure) => figure.claim === claim && figure.unit === 'countries');
    return counted && counted.value !== countries && `${counted.value}, as ${counted.id} has`;
  });
  const outside = new Set(t.countries.flatMap(({ id, europeanUnion }) => (europeanUnion ? [] : [id])));
  const ofUnion = 'fix the country: the table is of states of the Union';
  rows('treaties', 'country', ofUnion, ({ country }) => outside.has(country) && 'a state of the European Union');
}

/** A station is of the bureau that its id names, a bureau began no later than it was listed, and a host acknowledges for itself. */
function checkBureaus({ t, rows }: Checks): void {
  rows('stations', 'operator', 'fix the bureau; a new bureau is a new row', ({ id, operator }) => {
    const named = t.operators.find((bureau) => id.includes(`-${bureau.id}-`));
    return named && named.id !== operator && `${named.id}, as the id has`;
  });
  const reports = byKey(t.reports);
  rows('operators', 'since', 'fix the date', ({ id, since }) => {
    const listed = t.listing_totals.filter(({ operator }) => operator === id);
    const [first] = listed.flatMap(({ report }) => reports.get(report)?.date ?? []).sort();
    return isBefore(first, since) && `a date up to ${first}, when it was listed`;
  });
  const events = byKey(t.responses);
  const fix = 'name the event in which its own authorities said so';
  rows('country_status', 'acknowledged', fix, ({ country, acknowledged }) => {
    const event = events.get(acknowledged ?? '');
    return event && event.actorCountry !== country && `an event of ${country}`;
  });
}

/** What the claim says of a place, for each finding. */
const wordsOfFinding: Partial<Readonly<Record<Row<'place_findings'>['finding'], RegExp>>> = {
  stopped: /\b(?:stopp|clos|ceas)/i,
  'under-examination': /\bexamin/i,
  'no-case-known': /\bno (?:\w+ )?case/i,
  'no-location-found': /\bno\b.*\blocation|\blocation.*\bno\b/i,
  'closed-no-public-finding': /\bclos/i,
};

/** What was found of a place is what the claim says of it, and not of another. */
function checkPlaceFindings({ t, rows }: Checks): void {
  const [places, claims] = [byKey(t.places), byKey(t.claims)];
  const names = (clause: string, id: string | null) => clause.includes(places.get(id ?? '')?.name ?? '\n');
  rows('place_findings', 'finding', 'fix the finding, or the claim', ({ place, finding, claim }) => {
    const clauses = claims.get(claim ?? '')?.statement.split(/[;.]\s+/) ?? [];
    const own = clauses.filter(
      (clause) => names(clause, place) || !t.place_findings.some((other) => names(clause, other.place)),
    );
    const isSaid = own.some((clause) => wordsOfFinding[finding]?.test(clause) !== false);
    return clauses.length > 0 && !isSaid && `what ${claim} says of the place`;
  });
}

const months = 'January February March April May June July August September October November December'.split(' ');
const dateInWords = new RegExp(`(?<![-–\\p{L}\\d])(?:(\\d{1,2}) )?(${months.join('|')})(?: (\\d{4}))?`, 'gu');

/** A date is as exact as the words of its row have it: a day that they name is not dropped, and one that they lack is that of a source or report. */
function checkDaysInWords({ t, add }: Checks): void {
  const sourceDays = new Map(t.sources.map(({ id, date }) => [id, date]));
  for (const [table, row] of statements(t)) {
    const { id, date, sources } = row;
    const said = [...('statement' in row ? row.statement : row.summary).matchAll(dateInWords)];
    const [first] = said;
    const monthOf = (name: string) => String(months.indexOf(name) + 1).padStart(2, '0');
    if (!first || date === null || sourceDays.size === 0) continue;
    const refuse = (expected: string, fix: string) => add(table, id, 'date', date, expected, fix);
    if (said.some(([, , name = '', year = date.slice(0, 4)]) => date.slice(0, 7) !== `${year}-${monthOf(name)}`))
      continue;
    if (date.length === 7 && said.length === 1 && first[1] !== undefined && first[3] !== undefined)
      refuse(`the day that the words have: ${first[0]}`, 'write the day, and day as datePrecision');
    const isKnown =
      sources.some((source) => sourceDays.get(source) === date) || t.reports.some((report) => report.date === date);
    if (date.length === 10 && !isKnown && said.every(([, day, , year]) => day === undefined && year !== undefined))
      refuse(
        `${date.slice(0, 7)}, as the words have ${first[0]} and no source is of this day`,
        'name the day in the words, or write the month, and month as datePrecision',
      );
  }
}

/** A sum that is written out, "4 + 10 + 10 = 24", adds up. */
function checkSumsInWords({ t, add }: Checks): void {
  for (const [table, row] of statements(t)) {
    const [column, words] = 'statement' in row ? ['statement', row.statement] : ['summary', row.summary];
    for (const [sum, parts = '', whole = ''] of words.matchAll(/(\d[\d,]*(?: \+ \d[\d,]*)+) = (\d[\d,]*\d|\d)/g)) {
      const numbers = parts.split(' + ').map((part) => Number(part.replaceAll(',', '')));
      const total = numbers.reduce((all, number) => all + number, 0);
      if (total !== Number(whole.replaceAll(',', '')))
        add(table, row.id, column, sum, `a sum that adds up: ${parts} is ${total}`, 'fix the number that is wrong');
    }
  }
}
